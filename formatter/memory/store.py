"""Approved wording in use: the unit that fits a segment, and near ones for the reviewer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from formatter.diagnostics import Diagnostic, diagnostic
from formatter.language.script import fold
from formatter.memory.tmx import MemoryUnit
from formatter.model import Segment


@dataclass(frozen=True, slots=True)
class FuzzyMatch:
    """A unit for a similar source. ``ratio`` is in 0..1.

    ``difference`` goes from the unit's source to the segment's: (in both, only in the unit, only in the segment),
    each triple with exactly one text.
    """

    unit: MemoryUnit
    ratio: float
    difference: tuple[tuple[str, str, str], ...]


class Memory:
    """Approved wording by source. Spaces, widths, quotation marks and traditional forms make no difference."""

    def __init__(self, units: Iterable[MemoryUnit]) -> None:
        self.units = tuple(units)
        self._by_source: dict[str, list[MemoryUnit]] = defaultdict(list)
        for unit in self.units:
            self._by_source[_key(unit.zh)].append(unit)
        self._sources = tuple(self._by_source)

    def __len__(self) -> int:
        return len(self.units)

    def find(self, segment: Segment) -> MemoryUnit | None:
        """The unit for exactly this source; among several, the one whose neighbours agree best, then the last.

        The last one wins because corrections are appended.
        """
        candidates = self._by_source.get(_key(segment.text), ())
        return max(enumerate(candidates), key=lambda c: (_context(c[1], segment), c[0]))[1] if candidates else None

    def fuzzy(self, text: str, limit: int = 3, cutoff: float = 0.7) -> tuple[FuzzyMatch, ...]:
        """Units for similar sources, the nearest first, without exact ones: for the reviewer, never used silently."""
        wanted = _key(text)
        near = process.extract(wanted, self._sources, scorer=fuzz.ratio, score_cutoff=cutoff * 100, limit=limit + 1)
        return tuple(
            FuzzyMatch(self._by_source[source][-1], score / 100, _difference(self._by_source[source][-1].zh, text))
            for source, score, _ in near
            if source != wanted
        )[:limit]

    def conflicts(self) -> tuple[Diagnostic, ...]:
        """Units of one source and one context with different English: both are named, the later one is used."""
        found = []
        for units in self._by_source.values():
            last: dict[tuple[str, str], MemoryUnit] = {}
            for unit in units:
                context = (_key(unit.before or ""), _key(unit.after or ""))
                earlier = last.get(context)
                if earlier and earlier.en != unit.en:
                    message = f"“{_short(unit.zh)}” has other English at {earlier.span}; this later unit is used"
                    found.append(diagnostic("memory-conflict", unit.span, message, "keep one of the two units"))
                last[context] = unit
        return tuple(sorted(found, key=lambda d: d.span))


def _key(text: str) -> str:
    return fold(text).text


def _context(unit: MemoryUnit, segment: Segment) -> int:
    """How well the neighbours agree: +1 for each that is the same, −1 for each that is known and another."""
    pairs = ((unit.before, segment.before), (unit.after, segment.after))
    return sum(0 if known is None else 1 if _key(known) == _key(here) else -1 for known, here in pairs)


def _difference(old: str, new: str) -> tuple[tuple[str, str, str], ...]:
    parts: list[tuple[str, str, str]] = []
    gone = come = ""
    for op in Indel.opcodes(old, new):
        if op.tag == "equal":
            parts += [("", gone, "")] * bool(gone) + [("", "", come)] * bool(come)
            parts.append((old[op.src_start : op.src_end], "", ""))
            gone = come = ""
        else:
            gone += old[op.src_start : op.src_end]
            come += new[op.dest_start : op.dest_end]
    return (*parts, *[("", gone, "")] * bool(gone), *[("", "", come)] * bool(come))


def _short(text: str, limit: int = 24) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
