"""The words that stand around an English number: directions, units of measure, currencies."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from babel.units import format_unit

from formatter.language.numbers.quantity import Direction, Kind, Quantity
from formatter.language.tables import alternatives, read_table

FLAGS = re.IGNORECASE


def _words(side: str) -> dict[str, tuple[Direction, bool]]:
    rows = (r for r in read_table("directions") if r["lang"] == "en" and r["side"] == side)
    return {r["text"]: (Direction[r["direction"]], r["implied"] == "yes") for r in rows}


@cache
def _before() -> tuple[re.Pattern[str], dict[str, tuple[Direction, bool]]]:
    words = _words("before")
    ordered = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![A-Za-z])(?:{ordered})(?: the| a| some)?[ \u00a0]+$", FLAGS), words


@cache
def _after() -> tuple[re.Pattern[str], dict[str, tuple[Direction, bool]]]:
    words = _words("after")
    ordered = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
    return re.compile(rf"[ \u00a0]?(?:({ordered})\b|(\+)|-(odd|plus)\b)", FLAGS), words


@cache
def unit_words() -> tuple[re.Pattern[str], dict[str, str], frozenset[str]]:
    """English unit names in both spellings and numbers, to their keys; the symbols among them keep their case."""
    names: dict[str, str] = {}
    symbols: set[str] = set()
    for row in read_table("units"):
        found = [row["en"], row["en_plural"], *alternatives(row["accepted"])]
        if row["cldr"]:
            found += [
                format_unit(n, row["cldr"], locale=loc).split(" ", 1)[-1] for n in (1, 2) for loc in ("en_US", "en_GB")
            ]
        for name in found:
            if name:
                names.setdefault(name.lower(), row["key"])
    for symbol in ("km", "cm", "mm", "kg", "kWh", "kW", "MW", "GW"):
        names.setdefault(symbol.lower(), symbol)
    names |= {"years old": "age", "year old": "age", "year-old": "age", "km²": "km2", "sq. km": "km2", "°c": "degC"}
    names |= {
        "degrees celsius": "degC",
        "degree celsius": "degC",
        "square kilometers": "km2",
        "square kilometres": "km2",
    }
    for row in read_table("currencies"):
        for form in (
            row["after"],
            *(f.removeprefix("{} ") for f in alternatives(row["accepted"]) if f.startswith("{} ")),
        ):
            if form:
                names.setdefault(form.lower(), f"${row['code']}")
    ordered = sorted(names, key=len, reverse=True)
    pattern = re.compile(
        "[ \u00a0-]?(?P<u>" + "|".join(re.escape(n).replace("\\ ", "[ \u00a0-]") for n in ordered) + r")(?![A-Za-z])",
        FLAGS,
    )
    return pattern, names, frozenset(symbols)


_SPANS = frozenset(("year", "month", "week", "day", "hour", "century", "minute"))


def with_direction(en: str, q: Quantity) -> Quantity:
    """Take in the direction words around a quantity."""
    if q.kind in (Kind.DATE, Kind.CLOCK, Kind.DECADE, Kind.CENTURY, Kind.ORDINAL):
        return q
    pattern, words = _before()
    m = pattern.search(en[: q.start])
    if m:
        word = re.sub(r"(?: the| a| some)?[ \u00a0]+$", "", m.group(), flags=FLAGS).lower()
        if word not in words:
            word = m.group().strip().lower()
        direction, implied = words[word]
        if word == "over" and q.kind is Kind.MEASURE and q.unit in _SPANS:
            implied = True  # over three years: more than three, or in the course of them
        if q.direction is not Direction.SEVERAL:
            q = replace(q, start=m.start(), direction=direction, implied=implied, soft=q.soft and implied)
    pattern, words = _after()
    m = pattern.match(en, q.end)
    if m and q.direction in (Direction.EXACT,):
        direction = words[m[1].lower()][0] if m[1] else Direction.MORE
        q = replace(q, end=m.end(), direction=direction, soft=False)
    return q


def with_unit(en: str, q: Quantity) -> Quantity:
    if m := re.compile(r"[ \u00a0-]?(?:percentage|percent|per cent)[ -]points?\b", FLAGS).match(en, q.end):
        return replace(q, end=m.end(), kind=Kind.POINTS)
    if m := re.compile(r"[ \u00a0]?(?:percent\b|per cent\b|%)", FLAGS).match(en, q.end):
        return replace(q, end=m.end(), kind=Kind.PERCENT)
    if m := re.compile(r"[ \u00a0]per (thousand|mille|10,000)\b", FLAGS).match(en, q.end):
        return replace(q, end=m.end(), kind=Kind.PERCENT, low=q.low / (100 if m[1] == "10,000" else 10))
    if m := re.compile(r"[ \u00a0]times\b", FLAGS).match(en, q.end):
        return replace(q, end=m.end(), kind=Kind.MULTIPLE)
    pattern, names, _ = unit_words()
    m = pattern.match(en, q.end)
    if m:
        key = (
            names[re.sub("[ \u00a0]", " ", m["u"]).lower()]
            if re.sub("[ \u00a0]", " ", m["u"]).lower() in names
            else names.get(m["u"].lower().replace("-", " "), "")
        )
        if key.startswith("$"):
            return replace(q, end=m.end(), kind=Kind.MONEY, unit=q.unit or key[1:])
        if key and q.kind is Kind.CARDINAL:
            return replace(q, end=m.end(), kind=Kind.MEASURE, unit=key)
    return q
