"""Dates, years, decades, centuries and times of day in English text."""

from __future__ import annotations

import re
from decimal import Decimal

from formatter.language.numbers.english_numerals import ORDINAL_WORDS, WORDS
from formatter.language.numbers.english_words import FLAGS
from formatter.language.numbers.quantity import Kind, Quantity

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|"
    "Sept|Sep|Oct|Nov|Dec"
)
_MONTH_NUMBERS = {
    name: 1
    + ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"].index(name[:3].lower())
    for name in _MONTHS.split("|")
}
_DAY = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?P<m>{_MONTHS})\.? {_DAY},? (?P<y>[12]\d{{3}})\b",
        rf"\b(?:the )?{_DAY} (?:of )?(?P<m>{_MONTHS})\.?,? (?P<y>[12]\d{{3}})\b",
        r"\b(?P<y>[12]\d{3})-(?P<mm>\d{2})-(?P<d>\d{2})\b",
        rf"\b(?P<m>{_MONTHS})\.?,? (?:of )?(?P<y>[12]\d{{3}})\b",
        rf"\b(?P<m>{_MONTHS})\.? {_DAY}\b(?![,\d]*\d)",
        rf"\b{_DAY} (?:of )?(?P<m>{_MONTHS})\b",
        # "May" and "March" alone are verbs unless a preposition or "this", "last" makes them months
        r"(?:(?<=\b[Ii]n )|(?<=\b[Bb]y )|(?<=\b[Ss]ince )|(?<=\blast )|(?<=\bthis )|(?<=\b[Oo]f )|(?<=\b[Uu]ntil )|(?<=\b[Ff]rom )|(?<=\bto )|(?<=\bThis )|(?<=\bLast ))(?P<m>May|March)\b",
        rf"\b(?!May\b|March\b)(?P<m>{_MONTHS})\b",
    )
)
_CLOCK = re.compile(
    r"\b(?P<h>\d{1,2}):(?P<n>[0-5]\d)(?!\d)(?: ?(?P<p>[ap])\.?m\b\.?)?|\b(?P<h2>\d{1,2}) ?(?P<p2>[ap])\.?m\b\.?", FLAGS
)
_DECADE = re.compile(r"\b(?P<f>1[5-9]|20)(?P<t>\d0)'?s\b|(?:\bthe |')(?P<t2>[2-9]0)s\b")
_CENTURY = re.compile(r"\b(?:(?P<n>\d{1,2})(?:st|nd|rd|th)|(?P<w>[a-z-]+))[ -]centur(?:y|ies)\b", FLAGS)
YEAR = re.compile(
    r"\b(?P<y>1[6-9]\d\d|20\d\d)\b(?![,.]\d|%| ?(?:percent|per cent|million|billion|people|years|kilometers|kilometres|km))"
)
_TENS_PREFIX = "|".join(w for w, n in WORDS.items() if n >= 20)
ORDINAL_WORD = re.compile(
    rf"\b(?:(?P<t>{_TENS_PREFIX})-)?(?P<o>{'|'.join(sorted(ORDINAL_WORDS, key=len, reverse=True))})(?![a-z])(?!-(?:class|rate|hand|line|tier))",
    FLAGS,
)


def read_dates(en: str, taken: bytearray) -> list[Quantity]:
    found = []
    covered: list[tuple[int, int]] = []
    for pattern in _DATES:
        for m in pattern.finditer(en):
            if any(a < m.end() and m.start() < b for a, b in covered):
                continue
            g = m.groupdict()
            month = _MONTH_NUMBERS[g["m"]] if g.get("m") else int(g["mm"])
            day, year = int(g.get("d") or 0), int(g.get("y") or 0)
            if day > 31 or month > 12:
                continue
            covered.append(m.span())
            found.append(Quantity(m.start(), m.end(), "", Kind.DATE, year=year, month=month, day=day))
    return found


def read_clocks(en: str, taken: bytearray) -> list[Quantity]:
    found = []
    for m in _CLOCK.finditer(en):
        hour, half = int(m["h"] or m["h2"]), (m["p"] or m["p2"] or "").lower()
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        found.append(Quantity(m.start(), m.end(), "", Kind.CLOCK, Decimal(hour), Decimal(int(m["n"] or 0))))
    return found


def read_eras(en: str, taken: bytearray) -> list[Quantity]:
    found = []
    for m in _DECADE.finditer(en):
        year = int(m["f"] + m["t"]) if m["f"] else 1900 + int(m["t2"])
        found.append(Quantity(m.start(), m.end(), "", Kind.DECADE, Decimal(year)))
    for m in _CENTURY.finditer(en):
        n = int(m["n"]) if m["n"] else ordinal_value(m["w"])
        if n:
            found.append(Quantity(m.start(), m.end(), "", Kind.CENTURY, Decimal(n)))
    return found


def ordinal_value(word: str) -> int:
    m = ORDINAL_WORD.fullmatch(word)
    return (WORDS[m["t"].lower()] if m["t"] else 0) + ORDINAL_WORDS[m["o"].lower()] if m else 0


def read_years(en: str, taken: bytearray) -> list[Quantity]:
    return [Quantity(m.start(), m.end(), "", Kind.DATE, year=int(m["y"])) for m in YEAR.finditer(en)]
