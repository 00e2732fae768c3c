"""Ask the engine: sources with slots go in, n-best templates come out.

Three ways to put a constraint to an engine, by what it was trained for: a numbered placeholder in place of the source
span, an inline annotation (the span with its English beside it), or nothing, when the span goes in as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from formatter.model import Constraint, EngineInfo
from formatter.progress import Progress
from formatter.translate.slots import SLOT, slot, slot_index

ANNOTATION = "⟪T⟫{zh}⟪=⟫ {en}⟪/T⟫"
_MARK = re.compile(r"⟪\s*(\d+)\s*⟫")
_LITTER = re.compile(r"⟪\s*/?\s*[T=]?\d*\s*⟫?|⟫|⁇|<unk>|</?s>|▁")


class Hypothesis(Protocol):
    """One translation of an engine. ``attention``: a row of source weights for each token, () if not asked for."""

    tokens: Sequence[str]
    score: float
    attention: Sequence[Sequence[float]]


class Engine(Protocol):
    """What enforcement asks of an engine. ``placeholders`` is how many numbered ones it was trained with; scores are
    mean log-probabilities of a token."""

    info: EngineInfo
    placeholders: int
    annotations: bool

    def tokenize(self, text: str) -> list[str]: ...

    def detokenize(self, tokens: Sequence[str]) -> str: ...

    def translate_tokens(
        self,
        sources: Sequence[Sequence[str]],
        *,
        beam_size: int,
        num_hypotheses: int,
        return_attention: bool,
        progress: Progress | None,
    ) -> Sequence[Sequence[Hypothesis]]: ...

    def score(self, sources: Sequence[Sequence[str]], targets: Sequence[Sequence[str]]) -> list[float]: ...

    def confidence(self, score: float, source_length: int, target_length: int) -> float: ...


@dataclass(frozen=True, slots=True)
class Draft:
    """A translation with slots where placeholders came through. ``confidence`` is the engine's, in 0..1.

    ``tokens`` and ``attention`` are kept where a missing constraint must be placed by attention.
    """

    template: str
    confidence: float = 0.0
    tokens: tuple[str, ...] = ()
    attention: Sequence[Sequence[float]] = ()


def clean_source(text: str) -> str:
    """Blank out what only the program may write, private-use characters and the engine's own marks; offsets hold."""
    return re.sub("[⟪⟫▁]", " ", SLOT.sub(" ", text))


def decode(
    engine: Engine,
    sources: Sequence[str],
    beam_size: int,
    attention: bool = False,
    best: int = 0,
    shift: int = 0,
    progress: Progress | None = None,
) -> list[list[Draft]]:
    """Translate sources whose slots become placeholders, in one call; the ``best`` drafts of each, the first before the
    second (0: as many as the beam is wide).

    ``shift`` numbers the placeholders differently: an engine that lost one may keep another.
    """
    count = max(1, engine.placeholders)

    def to_mark(match: re.Match[str]) -> str:
        return f"⟪{(slot_index(match[0]) + shift) % count}⟫"

    def to_slot(match: re.Match[str]) -> str:
        number = int(match[1])
        return slot((number - shift) % count) if number < count else ""

    tokens = [engine.tokenize(SLOT.sub(to_mark, source)) for source in sources]
    results = engine.translate_tokens(
        tokens, beam_size=beam_size, num_hypotheses=best or beam_size, return_attention=attention, progress=progress
    )
    return [
        [
            Draft(
                _LITTER.sub("", _MARK.sub(to_slot, engine.detokenize(h.tokens))),
                engine.confidence(h.score, len(source), len(h.tokens)),
                tuple(h.tokens) if attention else (),
                h.attention if attention else (),
            )
            for h in hypotheses
        ]
        for source, hypotheses in zip(tokens, results, strict=True)
    ]


def annotate(text: str, constraint: Constraint) -> str:
    """The source span with its English beside it, as the engine was trained to read it."""
    return ANNOTATION.format(zh=text[constraint.start : constraint.end], en=constraint.en)


def score_texts(engine: Engine, sources: Sequence[str], texts: Sequence[str]) -> list[float]:
    """Mean log-probability of each text as a translation of its source."""
    return engine.score([engine.tokenize(s) for s in sources], [engine.tokenize(t) for t in texts])


def token_offsets(tokens: Sequence[str], text: str) -> list[int]:
    """Where in a detokenized text each token starts; a token that can't be found starts where the last one ended."""
    offsets, at = [], 0
    for token in tokens:
        piece = token.replace("▁", "")
        found = text.find(piece, at) if piece else at
        if 0 <= found <= at + 2:
            offsets.append(found)
            at = found + len(piece)
        else:
            offsets.append(at)
    return offsets
