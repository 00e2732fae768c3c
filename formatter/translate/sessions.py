"""The date and place under a session's heading: set by locale and by the place table, not by the engine."""

from __future__ import annotations

import datetime

from formatter.language import places
from formatter.language.english import typographic
from formatter.language.locale import format_dates
from formatter.language.numbers import Kind, find_quantities, render_quantity
from formatter.language.script import to_simplified
from formatter.model import TermKind
from formatter.translate.resources import Resources


def date_in_english(zh: str, spelling: str = "en-US") -> str:
    """October 27–29, 2023 for 2023年10月27日至29日; "" where no date can be read."""
    found = [q for q in find_quantities(to_simplified(zh)) if q.kind is Kind.DATE]
    days: list[datetime.date] = []
    for q in found:
        year = q.year or (days[-1].year if days else 0)
        month = q.month or (days[-1].month if days else 0)
        if not q.day or not year:  # a month, a year, or a day of no year
            return (
                " to ".join(render_quantity(q, spelling).en for q in found)
                if all(q.month or q.year for q in found)
                else ""
            )
        try:
            days.append(datetime.date(year, month, q.day))
        except ValueError:
            return ""
    return format_dates(spelling, days[0], days[-1]) if days else ""


def place_in_english(zh: str, resources: Resources) -> str:
    """A glossary row for the whole, else the place table: Wuhan, Hubei Province; "" where neither knows it."""
    text = to_simplified(zh).strip()
    if not text:
        return ""
    row = next((r for r in resources.matcher.rows_for(text)), None) if resources.matcher else None
    if row and row.kind in (TermKind.PLACE, TermKind.ORGANISATION):
        return row.en
    return typographic(places.place_in_english(text) or "")


_BETWEEN = " \u3000于在，,·"


def place_and_date_in_english(zh: str, resources: Resources, spelling: str = "en-US") -> str:
    """Beijing, December 2023 for 2023年12月于北京; "" for a text that is anything else."""
    text = to_simplified(zh).strip()
    found = [q for q in find_quantities(text) if q.kind is Kind.DATE]
    if len(found) != 1 or (found[0].start and found[0].end < len(text)):
        return ""
    place = place_in_english((text[: found[0].start] + text[found[0].end :]).strip(_BETWEEN), resources)
    date = date_in_english(found[0].text, spelling)
    return f"{place}, {date}" if place and date else ""
