"""Where pages break: the best way to part a whole run of rows into pages, as Knuth and Plass part a paragraph.

Every place where a page may end is a node: between rows, and within them wherever both languages may be cut. What a page
costs depends on what stands on it, so the cheapest way to each node is found once, from the first to the last.
(M. F. Plass: Optimal Pagination Techniques for Automatic Typesetting Systems, 1981.) Depths are quarter lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from formatter.writers.pdf.rows import NOTES_SPACE, Block, notes_in

REACH = 48  # a page is left this much short, at most, if there is any other way
LINE = 4
PAGE_COST = 4.0
WHITE_COST = 2.0  # for a line of white at the foot; it grows with the square
LIST_WHITE_COST = 0.2  # … in contents and index, whose entries stay whole
STRETCH_COST = 3.0  # for all the stretch or shrink that a page has
LONELY_TITLE_COST, LONELY_TITLE = 6.0, 3 * LINE  # a title with less than three lines of its text below it
SHORT_LAST_COST, SHORT_LAST = 25.0, 5 * LINE  # the last page of a part with a few lines only
SPREAD_COST = 0.5  # for a line by which the pages of a spread differ, squared
TITLE_ALONE_COST, OVERFULL_COST = 1e5, 1e7

NoteDepth = Callable[[Sequence[str]], int]


@dataclass(frozen=True, slots=True)
class Part:
    """What of a block stands on a page, and at which quarter line; ``index`` counts the blocks of the run."""

    index: int
    block: Block
    top: int


@dataclass(frozen=True, slots=True)
class Run:
    """The pages of a run of blocks, and what they cost."""

    pages: list[list[Part]]
    cost: float


@dataclass(frozen=True, slots=True)
class _End:
    """A page's end: the node after it, what is left of the page, by how much its gaps may grow and shrink.

    ``white`` is negative where they must shrink.
    """

    node: int
    white: int
    give: int
    take: int
    cost: float
    last: bool = False


class _Measured:
    """A block with the places where a page may end in it, and the depth of what stands before and after each."""

    __slots__ = ("after", "before", "block", "cuts", "heads", "keep", "notes", "tails")

    def __init__(self, block: Block, capacity: int, depth: NoteDepth) -> None:
        self.block, self.before, self.after = block, block.before, block.after
        self.keep = block.row.keep_with_next
        self.notes = depth(notes_in(block, 0, block.height))
        room = capacity - self.notes - (NOTES_SPACE if self.notes else 0)
        inner = block.cuts()
        ends = [block.start, *inner, block.end]
        if block.height > room and max(block.depth(a, b) for a, b in pairwise(ends)) > room:
            ends = [block.start, *block.forced_cuts(), block.end]
        self.cuts = ends
        self.heads = [block.depth(block.start, cut) for cut in ends]
        self.tails = [block.depth(cut, block.end) for cut in ends]

    def part(self, start: int, end: int) -> Block:
        if start == 0 and end == len(self.cuts) - 1:
            return self.block
        return self.block.part(self.cuts[start], self.cuts[end])

    def depth(self, start: int, end: int) -> int:
        if start == 0:
            return self.heads[end]
        return self.tails[start] if end == len(self.cuts) - 1 else self.block.depth(self.cuts[start], self.cuts[end])


def fill_pages(
    blocks: Sequence[Block],
    capacity: int,
    note_depth: NoteDepth,
    step: int = 0,
    verso: bool | None = None,
) -> Run:
    """Part a run of blocks into pages of ``capacity`` quarter lines.

    ``note_depth`` says how deep footnotes are, without the space above them. ``step``: the gaps of a short page grow by
    multiples of it, and those before titles shrink by one, to make room for a line more; 0 for not at all. ``verso``: the first page is a left-hand one; None where pages make no spreads.
    """
    return _Filler(blocks, capacity, note_depth, step).fill(verso) if blocks else Run([], 0.0)


class _Filler:
    def __init__(self, blocks: Sequence[Block], capacity: int, note_depth: NoteDepth, step: int) -> None:
        self.capacity, self.note_depth, self.step = capacity, note_depth, step
        self.white_cost = LIST_WHITE_COST if any(block.row.target for block in blocks) else WHITE_COST
        self.measured = [_Measured(block, capacity, note_depth) for block in blocks]
        self.base: list[int] = []
        self.owner: list[int] = []  # node → block
        for index, m in enumerate(self.measured):
            self.base.append(len(self.owner))
            self.owner.extend([index] * (len(m.cuts) - 1))

    def fill(self, verso: bool | None) -> Run:
        total = len(self.owner)
        costs, previous = [inf] * (total + 1), [-1] * (total + 1)
        # of the cheapest way to each node: the number of its pages, and the white of the last
        count, white = [0] * (total + 1), [0.0] * (total + 1)
        costs[0] = 0.0
        for node in range(total):
            so_far = costs[node]
            if so_far == inf:
                continue
            right = verso is not None and node > 0 and (count[node] + verso) % 2 == 0
            for end in self._ends(node):
                left = self._left(end)
                cost = so_far + PAGE_COST + end.cost + (0.0 if end.last else self._cost(end, left))
                if right and not end.last:
                    cost += SPREAD_COST * (left - white[node]) ** 2
                if cost < costs[end.node]:
                    costs[end.node], previous[end.node] = cost, node
                    count[end.node], white[end.node] = count[node] + 1, left
        nodes = [total]
        while nodes[-1]:
            nodes.append(previous[nodes[-1]])
        nodes.reverse()
        return Run([self._page(a, b) for a, b in pairwise(nodes)], costs[total])

    def _left(self, end: _End) -> float:
        """White lines that remain when the gaps have taken what they may."""
        return (end.white - self._taken(end.white, end.give)) / LINE

    def _taken(self, white: int, give: int) -> int:
        """A page that would still be more than a line short keeps its gaps as they are."""
        if white < 0:
            return white
        if not self.step or white - give > LINE:
            return 0
        return min(white, give) // self.step * self.step

    def _cost(self, end: _End, left: float) -> float:
        taken = end.white - left * LINE
        share = taken / end.give if taken > 0 else taken / end.take if taken < 0 else 0.0
        return self.white_cost * left * left + STRETCH_COST * share * share

    # --- the ends of a page ------------------------------------------------------------------------------

    def _ends(self, node: int) -> list[_End]:
        first = self.owner[node]
        start, capacity = node - self.base[first], self.capacity
        found: list[_End] = []
        way_out: _End | None = None  # where no end is allowed
        y = after = give = take = notes = 0
        title = -LONELY_TITLE  # the foot of the last title
        kept = False
        for index in range(first, len(self.measured)):
            m = self.measured[index]
            if index > first:
                gap = max(after, m.before)
                y += gap
                if not kept:
                    give += self._give(m, gap)
                    take += self._take(m, gap)
                start = 0
            stop = len(m.cuts) - 1
            bottom = y + m.depth(start, stop)
            noted = notes + (m.notes if start == 0 or not m.notes else self._notes(m, start, stop))
            white = capacity - bottom - (noted + NOTES_SPACE if noted else 0)
            if white < REACH and stop - start > 1:
                self._inside(found, m, index, start, y, (give, take), notes, title)
            if white < -take:
                break
            lonely = LONELY_TITLE_COST if bottom - title < LONELY_TITLE else 0.0
            last = index == len(self.measured) - 1
            after_it = self.base[index] + stop
            if last:
                short = SHORT_LAST_COST if bottom < SHORT_LAST and first else 0.0
                found.append(_End(after_it, white, give, take, short, last=True))
            elif m.keep:
                way_out = _End(after_it, white, give, take, TITLE_ALONE_COST)
            else:
                found.append(_End(after_it, white, give, take, lonely))
            y, after, notes, kept = bottom, m.after, noted, m.keep
            if m.keep:
                title = bottom
        near = [end for end in found if end.white <= REACH or end.last]
        if near or found:
            return near or found[-1:]
        if way_out is not None:
            return [way_out]
        return [_End(self.base[first] + start + 1, 0, 0, 0, OVERFULL_COST)]  # taller than any page

    def _inside(
        self, found: list[_End], m: _Measured, index: int, start: int, y: int, gives: tuple[int, int], notes: int, title: int
    ) -> None:
        """Ends within a block that begins at ``y``."""
        capacity, base = self.capacity, self.base[index]
        for cut in range(start + 1, len(m.cuts) - 1):
            bottom = y + m.depth(start, cut)
            noted = notes + (self._notes(m, start, cut) if m.notes else 0)
            white = capacity - bottom - (noted + NOTES_SPACE if noted else 0)
            if white < -gives[1]:
                break
            cost = m.cuts[cut].cost + (LONELY_TITLE_COST if bottom - title < LONELY_TITLE else 0.0)
            found.append(_End(base + cut, white, *gives, cost))

    def _notes(self, m: _Measured, start: int, end: int) -> int:
        part = m.part(start, end)
        return self.note_depth(notes_in(part, 0, part.height))

    def _give(self, m: _Measured, gap: int) -> int:
        """What a gap may grow by: before a title three quarters of itself, elsewhere as much again."""
        step = self.step
        if not step or gap < step:
            return 0
        return max(step, gap * 3 // 4 // step * step) if m.keep else gap // step * step

    def _take(self, m: _Measured, gap: int) -> int:
        """What a gap may shrink by: before a title a step, if it stays larger than others."""
        return self.step if m.keep and gap > 2 * self.step else 0

    # --- the pages that were chosen ----------------------------------------------------------------------

    def _page(self, node: int, after: int) -> list[Part]:
        rows = list(self._rows(node, after))
        end = next((e for e in self._ends(node) if e.node == after), None)
        taken = 0 if end is None or (end.last and end.white >= 0) else self._taken(end.white, end.give)
        gaps = [0]
        for (before, *_), (index, *_) in pairwise(rows):
            gaps.append(max(self.measured[before].after, self.measured[index].before))
        may = self._give if taken >= 0 else self._take
        limits = [
            0 if n == 0 or self.measured[rows[n - 1][0]].keep else may(self.measured[row[0]], gaps[n])
            for n, row in enumerate(rows)
        ]
        titles = [self.measured[index].keep for index, *_ in rows]
        extra = share_white(taken, limits, titles, self.step)
        parts: list[Part] = []
        y = 0
        for (index, start, stop), gap, more in zip(rows, gaps, extra, strict=True):
            m = self.measured[index]
            y += gap + more
            parts.append(Part(index, m.part(start, stop), y))
            y += m.depth(start, stop)
        return parts

    def _rows(self, node: int, after: int) -> Iterator[tuple[int, int, int]]:
        """(block, first cut, last cut) of what stands between two nodes."""
        while node < after:
            index = self.owner[node]
            start, stop = node - self.base[index], len(self.measured[index].cuts) - 1
            stop = min(stop, after - self.base[index])
            yield index, start, stop
            node = self.base[index] + stop


def share_white(white: int, limits: Sequence[int], titles: Sequence[bool], step: int) -> list[int]:
    """Give the white of a page to its gaps in steps: to those before titles first, then evenly to others.

    Negative white is taken from them in the same way.
    """
    if white < 0:
        return [-each for each in share_white(-white, limits, titles, step)]
    extra = [0] * len(limits)
    for of_title in (True, False):
        gaps = [n for n, limit in enumerate(limits) if limit and titles[n] is of_title]
        while white >= step > 0 and (open_ := [n for n in gaps if extra[n] + step <= limits[n]]):
            steps = min(white // step, len(open_))
            for turn in range(steps):
                extra[open_[(2 * turn + 1) * len(open_) // (2 * steps)]] += step
            white -= steps * step
    return extra


