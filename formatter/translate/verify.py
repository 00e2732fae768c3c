"""Compare an English text with the constraints of its source: which are there, which inflected, which missing.

Each constraint claims a place of its own in the text, longest renderings first, so that “media” is not found inside
“media integration” when both are required. The same constraint twice in a source may share one place: English says
“it” the second time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from formatter.diagnostics import Diagnostic, diagnostic
from formatter.language.english import find_rendering
from formatter.language.numbers import find_quantities_en
from formatter.model import CaseRule, Constraint, ConstraintResult, Match, Span

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Claim:
    """Where a constraint is satisfied: ``text[start:end]``."""

    start: int
    end: int
    match: Match


def find_claims(
    text: str, constraints: Sequence[Constraint], taken: Iterable[tuple[int, int]] = ()
) -> list[Claim | None]:
    """Find a place in the text for each constraint; ``taken`` places belong to others already."""
    claims: list[Claim | None] = [None] * len(constraints)
    closed = list(taken)
    shared: dict[tuple[str, str], Claim] = {}
    repeated = []
    order = sorted(range(len(constraints)), key=lambda i: (-len(constraints[i].en), i))
    for index in order:
        constraint = constraints[index]
        identity = (constraint.zh, constraint.en)
        if identity in shared:
            repeated.append(index)
        elif claim := _claim(text, constraint, closed):
            claims[index] = shared[identity] = claim
            closed.append((claim.start, claim.end))
    for index in repeated:
        claim = _claim(text, constraints[index], closed)
        claims[index] = claim or shared[constraints[index].zh, constraints[index].en]
        closed += [(claim.start, claim.end)] if claim else []
    return claims


def _claim(text: str, constraint: Constraint, closed: Sequence[tuple[int, int]]) -> Claim | None:
    if constraint.value:
        for quantity in find_quantities_en(text):
            free = not any(quantity.start < b and a < quantity.end for a, b in closed)
            if free and quantity.value == constraint.value:
                return Claim(quantity.start, quantity.end, Match.EXACT)
    open_text = _blank(text, closed)
    starts = _word_starts(open_text)
    exact = constraint.exact or bool(constraint.value)  # the other forms of a number are found by value
    for rendering in (constraint.en, *constraint.accepted):
        if not _possible(rendering, starts):
            continue
        found = find_rendering(open_text, rendering, exact, constraint.case is CaseRule.EXACT)
        if found:
            start, end, as_written = found
            return Claim(start, end, Match.EXACT if as_written else Match.INFLECTED)
    return None


def _word_starts(text: str) -> frozenset[str]:
    """The first letter and the first two of every word, lower case."""
    words = _WORD.findall(text.lower())
    return frozenset(w[:1] for w in words) | frozenset(w[:2] for w in words)


@cache
def _possible_starts(rendering: str) -> tuple[str, ...]:
    """What the words of a rendering start with, in any form: two letters, one of short words (tell, told)."""
    return tuple(w[: 2 if len(w) > 4 else 1] for w in _WORD.findall(rendering.lower()))


def _possible(rendering: str, starts: frozenset[str]) -> bool:
    """Rule out nearly every text that does not have a rendering; looking for all its forms takes a thousand times longer."""
    return all(start in starts for start in _possible_starts(rendering))


def _blank(text: str, places: Iterable[tuple[int, int]]) -> str:
    """Make places unreadable without moving the rest."""
    for start, end in places:
        text = text[:start] + "\0" * (end - start) + text[end:]
    return text


def verify(text: str, constraints: Sequence[Constraint]) -> tuple[ConstraintResult, ...]:
    """The report on each constraint: exact, inflected or missing, with the English that satisfied it."""
    return tuple(
        ConstraintResult(c, claim.match, text[claim.start : claim.end]) if claim else ConstraintResult(c, Match.MISSING)
        for c, claim in zip(constraints, find_claims(text, constraints), strict=True)
    )


def find_forbidden(text: str, constraint: Constraint, taken: Iterable[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Where a forbidden rendering stands in the text, outside the places that belong to constraints."""
    places: list[tuple[int, int]] = []
    open_text = _blank(text, taken)
    for rendering in constraint.forbidden:
        while _possible(rendering, _word_starts(open_text)) and (
            found := find_rendering(open_text, rendering, constraint.exact)
        ):
            places.append(found[:2])
            open_text = _blank(open_text, [found[:2]])
    return places


def contradictions(constraints: Sequence[Constraint], span: Span) -> list[Diagnostic]:
    """Rows that forbid what they require: the requirement is obeyed, and the row is named.

    A forbidden rendering inside the English of another row is no contradiction: that row's words are its own.
    """
    return [
        diagnostic(
            "constraint-conflict",
            span,
            f"{c.required_by} requires “{c.en}” for {c.zh} and forbids “{forbidden}”, which is part of it",
            "take one of the two out of the row",
        )
        for c in constraints
        for forbidden in c.forbidden
        if find_rendering(c.en, forbidden, exact=True)
    ]
