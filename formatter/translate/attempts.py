"""Judge an engine's draft: which constraints have a place in it, and what else is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from formatter.language.english import to_spelling
from formatter.language.numbers import Fault, compare_quantities
from formatter.model import Constraint, TermKind
from formatter.translate.constraints import written
from formatter.translate.decode import Draft
from formatter.translate.slots import SLOT, replace_spans, slot, slot_index
from formatter.translate.templates import close_up, remove_loops
from formatter.translate.verify import find_claims, find_forbidden

NUMERIC = (TermKind.NUMBER, TermKind.DATE)
Place = tuple[int, int]
_MEETING = re.compile(f"({SLOT.pattern}) (?=({SLOT.pattern}))")


@dataclass(frozen=True, slots=True)
class Job:
    """A sentence in simplified Chinese and what must be in its English.

    ``title``: headline capitals, no full stop. ``item``: its place in a counted series, 0 for none; the counting phrase
    is no longer in the text.
    """

    text: str
    constraints: tuple[Constraint, ...] = ()
    title: bool = False
    item: int = 0


@dataclass(frozen=True, slots=True)
class Attempt:
    """A draft with the places of its constraints.

    ``places`` are (start, end, constraint) in the draft's text, ``absent`` the constraints that have none yet,
    ``surplus`` the numbers that the source does not have. ``faults`` sorts attempts, the best first. ``spliced`` are those
    that the engine did not place itself.
    """

    draft: Draft
    places: tuple[tuple[int, int, int], ...]
    renderings: tuple[str, ...]
    absent: tuple[int, ...]
    surplus: tuple[Place, ...]
    faults: tuple[int, ...]
    spliced: frozenset[int] = frozenset()

    @property
    def clean(self) -> bool:
        return not any(self.faults[:-1])

    def with_places(self, found: Sequence[tuple[int, Place]]) -> Attempt:
        """Give absent constraints a place."""
        placed = {index for index, _ in found}
        places = (*self.places, *((start, end, index) for index, (start, end) in found))
        absent = tuple(i for i in self.absent if i not in placed)
        return replace(self, places=places, absent=absent, spliced=self.spliced | placed)

    def template(self, constraints: Sequence[Constraint]) -> str:
        """The draft with a slot at every place and without surplus numbers.

        A spliced constraint that comes to stand beside another is parted from it by a comma, as in a list, unless they
        are neighbours in the source (武汉|城市留言板) or the first is a number.
        """
        spans = [(start, end, self._slot(start, end, index)) for start, end, index in self.places]
        text = close_up(replace_spans(self.draft.template, [*spans, *((a, b, " ") for a, b in self.surplus)]))

        def part(match: re.Match[str]) -> str:
            left, right = slot_index(match[1]), slot_index(match[2])
            one, two = constraints[left], constraints[right]
            apart = one.end != two.start and two.end != one.start and one.kind not in NUMERIC
            return f"{match[1]}, " if apart and {left, right} & self.spliced else match[0]

        return _MEETING.sub(part, text)

    def _slot(self, start: int, end: int, index: int) -> str:
        """A slot that the engine wrote keeps what is glued to it, a plural ending or -based; others stand free."""
        own = SLOT.fullmatch(self.draft.template, start, end)
        return slot(index) if own else f" {slot(index)} "


def judge(job: Job, draft: Draft, rank: int) -> Attempt:
    """Find the constraints in a draft: as slots, in the engine's own words, or in place of something wrong.

    A number that the source does not have gives its place to a number that is absent; a forbidden rendering gives its
    place to the required one. ``rank`` is the draft's place in the n-best list.
    """
    raw = draft.template
    text = remove_loops(raw)
    if text != raw:
        draft = replace(draft, template=text, tokens=(), attention=())
    constraints = job.constraints
    slots = [(m.start(), m.end(), slot_index(m[0])) for m in SLOT.finditer(text)]
    places, stray = _once(text, slots, len(constraints))
    present = {index for _, _, index in places}
    renderings = [written(c) for c in constraints]
    closed = [*((start, end) for start, end, _ in slots), *stray]

    absent = [i for i in range(len(constraints)) if i not in present]
    for index, claim in zip(absent, find_claims(text, [constraints[i] for i in absent], closed), strict=True):
        if claim is None:
            continue
        present.add(index)
        if (claim.start, claim.end) in closed:
            continue  # shares the place of the same constraint
        renderings[index] = written(constraints[index], _rendering(text[claim.start : claim.end], constraints[index]))
        places.append((claim.start, claim.end, index))
        closed.append((claim.start, claim.end))

    forbidden = 0
    for index, constraint in enumerate(constraints):
        for start, end in find_forbidden(text, constraint, closed):
            forbidden += 1
            places.append((start, end, index))
            closed.append((start, end))
            present.add(index)

    surplus = _wrong_numbers(job, text, closed, present)
    for index in [i for i in range(len(constraints)) if i not in present and constraints[i].kind in NUMERIC]:
        place = next((p for p, near in surplus.items() if near == index), None) or next(iter(surplus), None)
        if place:
            del surplus[place]
            places.append((*place, index))
            present.add(index)

    identities = {(constraints[i].zh, constraints[i].en) for i in present}
    absent = []
    for index, constraint in enumerate(constraints):
        if (constraint.zh, constraint.en) not in identities:  # said twice in Chinese, once is enough in English
            identities.add((constraint.zh, constraint.en))
            absent.append(index)
    repeated = len(places) - len({index for *_, index in places})
    faults = (
        len(absent),
        len(surplus),
        int(not text.strip(" .")),
        repeated + len(stray) + forbidden,
        int(text != raw),
        rank,
    )
    return Attempt(draft, tuple(places), tuple(renderings), tuple(absent), (*surplus, *stray), faults)


_LEADING = re.compile(r"(?:[,;]?\s*\b(?:and|or|of|in|on|with|to|for|by|as|from|the|an?)\b)*[,;]?\s*$", re.I)


def _once(
    text: str, slots: Sequence[tuple[int, int, int]], count: int
) -> tuple[list[tuple[int, int, int]], list[Place]]:
    """Keep the first slot of each constraint. A repeated or unknown one goes, with the small words that lead to it."""
    places: list[tuple[int, int, int]] = []
    stray: list[Place] = []
    last = 0
    for start, end, index in slots:
        if index < count and all(index != other for *_, other in places):
            places.append((start, end, index))
        else:
            lead = _LEADING.search(text, last, start)
            stray.append((lead.start() if lead else start, end))
        last = end
    return places, stray


def _rendering(found: str, constraint: Constraint) -> str:
    """The words to write for a constraint that the engine satisfied by itself: its own, if they are a known variant."""
    if constraint.value or to_spelling(found, "en-US").lower() == to_spelling(constraint.en, "en-US").lower():
        return constraint.en  # the row's own spelling and capitals
    known = next((a for a in constraint.accepted if a.lower() == found.lower()), None)
    return known or found


def _wrong_numbers(job: Job, text: str, closed: Sequence[Place], present: set[int]) -> dict[Place, int]:
    """Numbers in the draft that the source does not have, each with the constraint that it garbles, or -1."""
    source = replace_spans(
        job.text, [(c.start, c.end, " " * (c.end - c.start)) for i, c in enumerate(job.constraints) if i in present]
    )
    known = {c.value for c in job.constraints if c.value}
    found: dict[Place, int] = {}
    for fault in compare_quantities(source, text):
        wrong = fault.near if fault.fault is Fault.MISSING else fault.en
        if wrong is None or fault.fault not in (Fault.MISSING, Fault.ADDED) or wrong.value in known:
            continue
        free = not any(wrong.start < end and start < wrong.end for start, end in (*closed, *found))
        if free:
            at = fault.zh.start if fault.zh else -1
            rest = re.compile(r"[\d,.]*\d").match(text, wrong.end)  # 20,0000 is read as 20,000 and 0
            found[wrong.start, rest.end() if rest else wrong.end] = next(
                (i for i, c in enumerate(job.constraints) if c.start <= at < c.end), -1
            )
    return found
