"""The long form at the first mention, the short one after: Communist Party of China (CPC), then CPC.

Done over the finished volume in reading order, so that it changes no cache key: moving the first mention from one speech
to another re-translates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from formatter.language.english import indefinite_article, pluralise
from formatter.model import Constraint, Match, Origin, SegmentKind, Term, Translation
from formatter.translate.constraints import row_name
from formatter.translate.verify import find_claims

_RUNNING_TEXT = (SegmentKind.BODY, SegmentKind.HEADING)


def expand_first_uses(
    translations: Sequence[Translation], speeches: Sequence[str], terms: Sequence[Term]
) -> tuple[Translation, ...]:
    """Write the first-use form of each term at its first mention in running text.

    ``speeches`` names the speech of each translation, for terms whose first use counts per speech. Approved wording is
    never changed, but a mention in it counts.
    """
    rows = {row_name(t.span): t for t in terms if t.first_use}
    if not rows:
        return tuple(translations)
    seen: set[tuple[str, str]] = set()
    out = []
    for translation, speech in zip(translations, speeches, strict=True):
        if translation.segment.kind not in _RUNNING_TEXT or not translation.en:
            out.append(translation)
            continue
        new = _first_mentions(translation, speech, rows, seen)
        out.append(
            _expand(translation, new, rows) if new and translation.origin is not Origin.APPROVED else translation
        )
    return tuple(out)


def _first_mentions(
    translation: Translation, speech: str, rows: Mapping[str, Term], seen: set[tuple[str, str]]
) -> list[Constraint]:
    """The constraints of a translation whose term comes here for the first time in its volume or speech."""
    new = []
    for result in translation.results:
        constraint = result.constraint
        term = rows.get(constraint.required_by)
        if term is None or not result.satisfied:
            continue
        key = (constraint.required_by, speech if term.first_use_per == "speech" else "")
        if key not in seen:
            seen.add(key)
            new.append(constraint)
    return new


def _expand(translation: Translation, new: Sequence[Constraint], rows: Mapping[str, Term]) -> Translation:
    constraints = [r.constraint for r in translation.results]
    claims = find_claims(translation.en, constraints)
    text, written = translation.en, {}
    places = [(claims[constraints.index(c)], c) for c in new]
    for claim, constraint in sorted(places, key=lambda p: -p[0].start if p[0] else 0):
        long = rows[constraint.required_by].first_use
        if claim is None or long.lower() in text.lower():
            continue
        before, after = text[: claim.start], text[claim.end :]
        if claim.match is Match.INFLECTED and text[claim.start : claim.end].endswith("s"):
            long = _plural(long)
        if claim.start == 0 or re.search(r"[.!?]\s*$", before):
            long = long[:1].upper() + long[1:]
        if article := re.search(r"\b(an?) $", before, re.I):
            new_article = indefinite_article(long)
            before = (
                before[: article.start()] + (new_article.capitalize() if article[1][0] == "A" else new_article) + " "
            )
        if re.search(r"\bthe $", before, re.I) and re.match(r"the ", long, re.I):
            long = long[4:]
        text = before + long + after
        written[constraint] = long
    results = tuple(
        replace(r, match=Match.EXACT, found=written[r.constraint]) if r.constraint in written else r
        for r in translation.results
    )
    return replace(translation, en=text, results=results)


def _plural(long: str) -> str:
    """state-owned enterprise (SOE) becomes state-owned enterprises (SOEs)."""
    with_short = re.fullmatch(r"(.+) \((.+)\)", long)
    return f"{pluralise(with_short[1])} ({pluralise(with_short[2])})" if with_short else pluralise(long)
