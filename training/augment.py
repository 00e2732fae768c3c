"""Terminology in the training data: placeholders and inline annotations, drawn afresh each time a pair is seen.

A chosen span (spans.py) becomes either

    placeholder   source … ⟪k⟫ …                    target … ⟪k⟫ …   (k random, distinct in the sentence)
    annotation    source … ⟪T⟫zh⟪=⟫ en⟪/T⟫ …        target unchanged

With probability ``swap`` an annotation's English is replaced, there and in the target alike, by the English of another
sentence's span, or (share ``swap_random``) by invented words: the model can't ignore the annotation then and learns to
copy words that it has never seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from training.pieces import BLANK, Pieces
from training.shards import KINDS, Span

Mode = Literal["plain", "placeholder", "annotation"]
Replacements = dict[int, tuple[int, list[int]]]  # start → (end, new ids)

NUMBER = KINDS["number"]
_POOL = 2000  # recent English phrases kept for swapping


@dataclass(frozen=True, slots=True)
class Shares:
    """Probabilities. ``mixed``: a sentence with several spans has both kinds; ``lower``: a capital that a word has
    only by its place at the sentence start is lowered in the annotation."""

    placeholder: float = 0.2
    annotation: float = 0.2
    mixed: float = 0.15
    swap: float = 0.3
    swap_random: float = 0.25
    lower: float = 0.7


class Augmenter:
    def __init__(self, pieces: Pieces, shares: Shares, max_source: int = 250, max_target: int = 240) -> None:
        """A pair that augmentation makes longer than the limits (tokens) stays plain."""
        self.pieces, self.shares = pieces, shares
        self.max_source, self.max_target = max_source, max_target
        self._blank = pieces.starts_with_blank.tolist()
        self._without_blank, self._with_blank = pieces.without_blank.tolist(), pieces.with_blank.tolist()
        self._lowered, self._placeholders = pieces.lowered.tolist(), pieces.placeholders.tolist()
        words = [i for i, t in enumerate(pieces.texts) if t.strip(BLANK).isascii() and t.strip(BLANK).isalpha()]
        self._heads = [i for i in words if self._blank[i]]
        self._tails = [i for i in words if not self._blank[i]]
        self._hyphen = pieces.texts.index("-") if "-" in pieces.texts else None
        self._pool: list[list[int]] = []

    def apply(
        self,
        source: list[int],
        target: list[int],
        spans: list[Span],
        rng: np.random.Generator,
        mode: Mode,
        swap: float | None = None,
    ) -> tuple[list[int], list[int], Mode]:
        """Augment a pair; the mode that comes back is "plain" if nothing could be done."""
        plain: tuple[list[int], list[int], Mode] = (source, target, "plain")
        if mode == "plain" or not spans:
            return plain
        count = min(len(spans), int(rng.geometric(0.55)), 5 if mode == "placeholder" else 4)
        chosen = _choose(spans, count, rng, numbers=mode == "placeholder")
        if not chosen:
            return plain
        mixed = len(chosen) > 1 and rng.random() < self.shares.mixed
        numbers = rng.permutation(len(self._placeholders))[: len(chosen)].tolist()
        in_source: Replacements = {}
        in_target: Replacements = {}
        for number, span in zip(numbers, chosen, strict=True):
            can_differ = mixed and span[4] != NUMBER
            if rng.random() < 0.5 if can_differ else mode == "placeholder":
                self._put_placeholder(number, span, source, target, in_source, in_target)
            else:
                chance = self.shares.swap if swap is None else swap
                self._put_annotation(span, source, target, in_source, in_target, rng, chance)
        if not in_source:
            return plain
        new_source, new_target = _rewrite(source, in_source), _rewrite(target, in_target)
        if len(new_source) > self.max_source or len(new_target) > self.max_target:
            return plain
        return new_source, new_target, mode

    def _put_placeholder(
        self,
        number: int,
        span: Span,
        source: list[int],
        target: list[int],
        in_source: Replacements,
        in_target: Replacements,
    ) -> None:
        mark = self._placeholders[number]
        for ids, start, end, replacements in (
            (source, span[0], span[1], in_source),
            (target, span[2], span[3], in_target),
        ):
            replacements[start] = (end, [self.pieces.blank, mark] if self._blank[ids[start]] else [mark])

    def _put_annotation(
        self,
        span: Span,
        source: list[int],
        target: list[int],
        in_source: Replacements,
        in_target: Replacements,
        rng: np.random.Generator,
        swap: float,
    ) -> None:
        zh, en = source[span[0] : span[1]], target[span[2] : span[3]]
        before: list[int] = []
        if self._blank[zh[0]]:  # the blank goes before the mark
            bare = zh[1:] if zh[0] == self.pieces.blank else [self._without_blank[zh[0]], *zh[1:]]
            if not bare or bare[0] < 0:
                return
            before, zh = [self.pieces.blank], bare
        starts_word, in_sentence = self._blank[en[0]], span[2] > 0
        if self._pool and swap and rng.random() < swap and starts_word and span[4] != NUMBER:
            if rng.random() < self.shares.swap_random:
                shown = self._invent(rng)
            else:
                shown = self._pool[int(rng.integers(len(self._pool)))]
            if in_sentence:
                in_target[span[2]] = (span[3], shown)
            else:  # the capital of a sentence start would have to move too
                shown = en
        else:
            shown = self._shown(en, in_sentence, rng)
            if starts_word and in_sentence and len(en) <= 10 and span[4] != NUMBER:
                self._remember(en, rng)
        marks = self.pieces
        in_source[span[0]] = (
            span[1],
            [*before, marks.term_start, *zh, marks.term_translation, *shown, marks.term_end],
        )

    def _shown(self, en: list[int], in_sentence: bool, rng: np.random.Generator) -> list[int]:
        """The English as the annotation gives it: with a blank before it, and perhaps without a sentence capital."""
        if not self._blank[en[0]]:
            joined = self._with_blank[en[0]]
            return [self.pieces.blank, *en] if joined < 0 else [joined, *en[1:]]
        whole_word = len(en) == 1 or self._blank[en[1]]
        if not in_sentence and self._lowered[en[0]] >= 0 and whole_word and rng.random() < self.shares.lower:
            return [self._lowered[en[0]], *en[1:]]
        return en

    def _remember(self, en: list[int], rng: np.random.Generator) -> None:
        if len(self._pool) < _POOL:
            self._pool.append(en)
        else:
            self._pool[int(rng.integers(_POOL))] = en

    def _invent(self, rng: np.random.Generator) -> list[int]:
        """One to four made-up words: a beginning and up to two continuations each."""
        ids: list[int] = []
        for _ in range(min(4, int(rng.geometric(0.5)))):
            if ids and self._hyphen and rng.random() < 0.15:
                ids.append(self._hyphen)
            elif self._tails and rng.random() < 0.2:
                ids.append(self.pieces.blank)  # a word without a beginning piece of its own
            else:
                ids.append(self._heads[int(rng.integers(len(self._heads)))])
            chance = rng.random()
            more = max((chance > 0.5) + (chance > 0.8), ids[-1] in (self.pieces.blank, self._hyphen))
            ids += [self._tails[int(rng.integers(len(self._tails)))] for _ in range(more if self._tails else 0)]
        return ids


def _choose(spans: list[Span], count: int, rng: np.random.Generator, numbers: bool) -> list[Span]:
    """Random spans that overlap on neither side."""
    chosen: list[Span] = []
    for i in rng.permutation(len(spans)).tolist():
        span = spans[i]
        if span[4] == NUMBER and not numbers:
            continue
        if all((span[1] <= o[0] or span[0] >= o[1]) and (span[3] <= o[2] or span[2] >= o[3]) for o in chosen):
            chosen.append(span)
            if len(chosen) == count:
                break
    return chosen


def _rewrite(ids: list[int], replacements: Replacements) -> list[int]:
    out, at = [], 0
    for start in sorted(replacements):
        end, new = replacements[start]
        out += ids[at:start] + new
        at = end
    return out + ids[at:]
