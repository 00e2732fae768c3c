"""Where lines break: Knuth and Plass's total fit over atoms and gaps, for Chinese and English alike.

All lines of a paragraph have one measure, so the best way to reach a break does not depend on the line's number, and
only the breaks that lie within one line of the current one are looked at: the cost is linear in the text.
(D. E. Knuth, M. F. Plass: Breaking Paragraphs into Lines, 1981.)
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate

from formatter.writers.pdf.items import NEVER, Items

LINE_DEMERIT = 10.0
TWO_HYPHENS_DEMERIT = 1_500_000.0
LAST_HYPHEN_DEMERIT = 1_000_000.0
CONTRAST_DEMERIT = 8_000.0  # a tight line beside a loose one
SHORT_LAST_DEMERIT = 200_000.0
SHORT_LAST = 2_400  # a last line shorter than this (thousandths of an em) looks lost
DESPERATE_COST = 100_000.0
LOOSE_BADNESS = 20_000.0  # from here on badness grows slowly, for no line is so loose …
LOOSER_BADNESS = 2_000.0
WORST_BADNESS = 90_000.0  # … that a forbidden break would be better
_LOOSE = (LOOSE_BADNESS / 100.0) ** (1 / 3)  # the ratio of LOOSE_BADNESS
RAG = 8_000  # in ragged text, the shortfall that counts like full stretch
BALANCED_RAG = 16_000  # in titles: where a phrase ends counts more than even lines
RAGGED_LINE_DEMERIT = 120_000.0  # one line fewer is worth a break inside a phrase


@dataclass(frozen=True, slots=True)
class Break:
    """A line: atoms ``start`` to ``end`` inclusive; ``ratio`` of its stretch or shrink that fills the measure."""

    start: int
    end: int
    ratio: float


def break_lines(
    items: Items,
    measure: int,
    hyphens: Sequence[int],
    justify: bool = True,
    balance: bool = False,
    forced: Collection[int] = (),
) -> list[Break]:
    """Break a paragraph into lines of ``measure`` thousandths of an em. ``balance``: the last line counts like others.

    ``forced`` are the atoms after which a line ends in any case. ``hyphens[i]`` is the width of the hyphen that a break after atom i adds (0 where none). Text that can't be
    broken otherwise is broken at forbidden places, and what is wider than the measure stands alone on its line.
    """
    if not items.atoms:
        return []
    found = _total_fit(items, measure, hyphens, justify, balance, forced, desperate=False)
    return found or _total_fit(items, measure, hyphens, justify, balance, forced, desperate=True)


def _total_fit(
    items: Items,
    measure: int,
    hyphens: Sequence[int],
    justify: bool,
    balance: bool,
    forced: Collection[int],
    desperate: bool,
) -> list[Break]:
    atoms, gaps = items.atoms, items.gaps
    n = len(atoms)
    widths = [a.width for a in atoms]
    # positions of the start of each atom; stretch and shrink of the gaps before it
    place = [0, *accumulate(w + g.width for w, g in zip(widths, gaps, strict=True))]
    stretch = [0, *accumulate(g.stretch for g in gaps)]
    shrink = [0, *accumulate(g.shrink for g in gaps)]

    each = 0.0 if justify else RAGGED_LINE_DEMERIT
    rag = BALANCED_RAG if balance else RAG
    starts, demerits, previous, hyphenated, fitness = [0], [0.0], [-1], [False], [1]
    ends, ratios = [-1], [0.0]
    low = 0  # nodes before this one are too far away for any later break
    for end in range(n):
        last = end == n - 1
        cost = 0.0 if last else gaps[end].cost
        if cost >= NEVER:
            if not desperate:
                continue
            cost = DESPERATE_COST
        if not justify and gaps[end].hyphen and not last:
            cost += DESPERATE_COST
        right = place[end] + widths[end]
        given = shrink[end]
        count = len(starts)
        while low < count and right - place[starts[low]] - (given - shrink[starts[low]]) > measure:
            low += 1
        extra = 0 if last else hyphens[end]
        flagged = gaps[end].hyphen and not last
        best, best_node, best_ratio, best_class = 1e300, -1, 0.0, 1
        for node in range(low, count):
            start = starts[node]
            slack = measure - (right + extra - place[start])
            if slack >= 0:
                if last and not balance:
                    ratio = 0.0
                elif justify:
                    give = stretch[end] - stretch[start]
                    ratio = slack / give if give else (0.0 if slack == 0 else 1e3)
                else:
                    ratio = slack / rag
            else:
                give = given - shrink[start]
                if -slack > give:
                    continue
                ratio = slack / give
            size = -ratio if ratio < 0 else ratio
            badness = 100.0 * size * size * size
            if badness > LOOSE_BADNESS:
                badness = min(WORST_BADNESS + size, LOOSE_BADNESS + LOOSER_BADNESS * (size - _LOOSE))
            total = LINE_DEMERIT + badness
            total *= total
            if ratio > 0 and total > best:
                break  # what follows is shorter and looser still
            total += cost * cost + demerits[node] + each
            klass = 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1.0 else 3
            if hyphenated[node] and (flagged or last):
                total += TWO_HYPHENS_DEMERIT if flagged else LAST_HYPHEN_DEMERIT
            if node and abs(klass - fitness[node]) > 1:
                total += CONTRAST_DEMERIT
            if last and node and justify and right - place[start] < SHORT_LAST:
                total += SHORT_LAST_DEMERIT
            if total < best:
                best, best_node, best_ratio, best_class = total, node, ratio, klass
        if best_node < 0:
            if not desperate:
                continue
            # wider than the measure: alone on its line
            best_node, best_ratio = count - 1, -1.0
            best = demerits[best_node] + DESPERATE_COST**2
        starts.append(end + 1)
        ends.append(end)
        demerits.append(best)
        previous.append(best_node)
        hyphenated.append(flagged)
        fitness.append(best_class)
        ratios.append(best_ratio)
        if end in forced:
            low = len(starts) - 1  # no later line begins before it
    if ends[-1] != n - 1:
        return []
    lines: list[Break] = []
    node = len(starts) - 1
    while node > 0:
        lines.append(Break(starts[previous[node]], ends[node], ratios[node]))
        node = previous[node]
    return lines[::-1]
