"""Engines that do exactly what a test wants."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from formatter.model import EngineInfo


@dataclass(frozen=True)
class FakeHypothesis:
    tokens: tuple[str, ...]
    score: float
    attention: tuple = ()


class FakeEngine:
    """Answers with ``reply(source)``: one English text or the n-best. Placeholders look as ⟪0⟫ in both.

    ``asked`` lists what was sent to it, call by call; ``liked`` texts get the best score.
    """

    def __init__(
        self,
        reply: Callable[[str], str | Sequence[str]],
        placeholders: int = 32,
        annotations: bool = True,
        liked: Callable[[str], float] = lambda text: 0.0,
        sha256: str = "fake",
        trust: float = 0.5,
    ) -> None:
        self.reply, self.placeholders, self.annotations, self.liked = reply, placeholders, annotations, liked
        self.trust = trust
        self.info = EngineInfo("fake", "1", sha256=sha256)
        self.asked: list[list[str]] = []

    def tokenize(self, text: str) -> list[str]:
        return re.findall(r"⟪[^⟫]*⟫|[A-Za-z']+|.", text)

    def detokenize(self, tokens: Sequence[str]) -> str:
        return "".join(tokens).replace("▁", " ").strip()

    def translate_tokens(self, sources, *, beam_size=4, num_hypotheses=1, return_attention=False, **_):
        texts = ["".join(s) for s in sources]
        self.asked.append(texts)
        out = []
        for text in texts:
            answer = self.reply(text)
            answers = [answer] if isinstance(answer, str) else list(answer)
            out.append(
                tuple(
                    FakeHypothesis(tuple("▁" + w for w in a.split(" ") if w), -0.1 * (i + 1))
                    for i, a in enumerate(answers[:num_hypotheses])
                )
            )
        return out

    def score(self, sources, targets):
        return [self.liked("".join(t).replace("▁", " ")) for t in targets]

    def confidence(self, score: float, source_length: int, target_length: int) -> float:
        return self.trust
