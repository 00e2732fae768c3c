"""Find the quantities of an English text, so that both sides can be compared by value and direction."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from babel.units import format_unit

from formatter.language.numbers.english_numerals import (
    NUMBER,
    ORDINAL_WORDS,
    SCALES,
    WORDS,
    read_english_number,
)
from formatter.language.numbers.quantity import Direction, Kind, Quantity
from formatter.language.tables import alternatives, read_table

_FLAGS = re.IGNORECASE
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
    r"\b(?P<h>\d{1,2}):(?P<n>[0-5]\d)(?!\d)(?: ?(?P<p>[ap])\.?m\b\.?)?|\b(?P<h2>\d{1,2}) ?(?P<p2>[ap])\.?m\b\.?", _FLAGS
)
_DECADE = re.compile(r"\b(?P<f>1[5-9]|20)(?P<t>\d0)'?s\b|(?:\bthe |')(?P<t2>[2-9]0)s\b")
_CENTURY = re.compile(r"\b(?:(?P<n>\d{1,2})(?:st|nd|rd|th)|(?P<w>[a-z-]+))[ -]centur(?:y|ies)\b", _FLAGS)
_YEAR = re.compile(
    r"\b(?P<y>1[6-9]\d\d|20\d\d)\b(?![,.]\d|%| ?(?:percent|per cent|million|billion|people|years|kilometers|kilometres|km))"
)
_ORDINAL_DIGITS = re.compile(r"\b(\d{1,3}(?:,\d{3})*|\d+)(?:st|nd|rd|th)\b", _FLAGS)
_TENS_PREFIX = "|".join(w for w, n in WORDS.items() if n >= 20)
_ORDINAL_WORD = re.compile(
    rf"\b(?:(?P<t>{_TENS_PREFIX})-)?(?P<o>{'|'.join(sorted(ORDINAL_WORDS, key=len, reverse=True))})(?![a-z])(?!-(?:class|rate|hand|line|tier))",
    _FLAGS,
)
_NUMBERED = re.compile(
    r"\b(?:No\.|No(?= \d)|Number|ranked|ranking|ranks|rank)[ \u00a0]?#?(\d+)(?![\d,.]*\d| ?(?:thousand|million|billion)|%| ?per)"
)
_TOP = re.compile(rf"\b(?:top|leading|Fortune(?: Global)?)[ -](?P<n>{NUMBER})\b", _FLAGS)
_SEVERAL = re.compile(
    r"\b(?:(?:many |several |a few |some )?(?P<a>dozens|scores|tens|hundreds|thousands|millions|billions|trillions)(?: of (?P<b>thousands|millions|billions|trillions))?(?: of)?"
    r"|(?:several|a few|many|a couple of) (?P<c>dozen|hundred|thousand|million|billion)(?: (?P<e>thousand|million|billion))?)\b",
    _FLAGS,
)
_GROUP = (
    {"dozens": 10, "dozen": 10, "scores": 10, "tens": 10}
    | {w: n for w, n in SCALES.items()}
    | {f"{w}s": n for w, n in SCALES.items()}
)
_VERBS = re.compile(
    r"\b(?P<v>doubl|tripl|trebl|quadrupl|quintupl)(?:e|es|ed|ing)\b|\b(?P<w>[a-z]+)-?fold\b|\b(?P<n>\d+)-?fold\b|\b(?P<t>twice)\b",
    _FLAGS,
)
_VERB_VALUES = {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5}
_FRACTION = re.compile(
    r"\b(?:(?P<n>one|two|three|four|five|six|seven|eight|nine|a|an)[ -])(?P<d>half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|twentieths?|hundredths?)\b"
    r"|\b(?P<x>\d)/(?P<y>\d{1,2})\b(?!/)|\bone in (?P<z>two|three|four|five|six|seven|eight|nine|ten)\b|\b(?P<h>half)\b(?![ -](?:a|an)\b|-(?:day|hour|year|century))",
    _FLAGS,
)
_PARTS = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
          "ninth": 9, "tenth": 10, "twentieth": 20, "hundredth": 100}  # fmt: skip
_HALF_UNIT = re.compile(
    r"\bhalf[ -](?:(?:a|an)[ -])?(?P<u>year|month|hour|century|day|kilomet(?:er|re)|decade)\b", _FLAGS
)
_DECADES = re.compile(
    r"\b(?:(?P<n>a|one|two|three|four|five|six|seven|eight|nine|several|past|last)[ -])(?P<u>decade|decades|century|centuries)\b",
    _FLAGS,
)
_ONE_UNIT = re.compile(r"\ban? (?P<u>year|month|week|day|hour|minute)\b(?![ -]and)", _FLAGS)
_UNIT_AND_HALF = re.compile(r"\b(?:an?|one)[ -](?P<u>year|month|hour|century|day|week)[ -]and[ -]a[ -]half\b", _FLAGS)
_RANGE_WORD = r"(?:[ \u00a0](?:to|or|and)[ \u00a0]|[-–—]|[ \u00a0][-–—][ \u00a0])"
_CARDINAL = re.compile(
    rf"(?<![\w.,$€£¥-])(?P<cur>{{cur}})?(?P<n>{NUMBER})".replace(
        "{cur}", r"(?:US|HK|NT|A|C|S|MOP)?[$€£¥₩]|(?:RMB|USD|CNY|EUR|HKD|JPY|GBP) ?"
    ),
    _FLAGS,
)
_CURRENCY_SIGNS = {"$": "USD", "US$": "USD", "HK$": "HKD", "NT$": "TWD", "A$": "AUD", "C$": "CAD", "S$": "SGD", "MOP$": "MOP",
                   "€": "EUR", "£": "GBP", "¥": "CNY", "₩": "KRW", "RMB": "CNY"}  # fmt: skip
_IDENTIFIER = re.compile(r"[A-Za-z]+[-.]?\d[\w.-]*|\b\d+(?:\.\d+)?[A-Z][\w-]*\b(?<!bn)|\b\d(?:\.\d)?D\b")


def _words(side: str) -> dict[str, tuple[Direction, bool]]:
    rows = (r for r in read_table("directions") if r["lang"] == "en" and r["side"] == side)
    return {r["text"]: (Direction[r["direction"]], r["implied"] == "yes") for r in rows}


@cache
def _before() -> tuple[re.Pattern[str], dict[str, tuple[Direction, bool]]]:
    words = _words("before")
    ordered = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![A-Za-z])(?:{ordered})(?: the| a| some)?[ \u00a0]+$", _FLAGS), words


@cache
def _after() -> tuple[re.Pattern[str], dict[str, tuple[Direction, bool]]]:
    words = _words("after")
    ordered = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
    return re.compile(rf"[ \u00a0]?(?:({ordered})\b|(\+)|-(odd|plus)\b)", _FLAGS), words


@cache
def _units() -> tuple[re.Pattern[str], dict[str, str], frozenset[str]]:
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
        _FLAGS,
    )
    return pattern, names, frozenset(symbols)


def find_quantities_en(en: str, soft: bool = False) -> tuple[Quantity, ...]:
    """Find the quantities of an English text, in order and without overlap; ``soft`` as in find_quantities."""
    taken = bytearray(len(en))
    found: list[Quantity] = []

    def take(q: Quantity | None) -> bool:
        if q is None or any(taken[q.start : q.end]):
            return False
        taken[q.start : q.end] = b"\1" * (q.end - q.start)
        found.append(replace(q, text=en[q.start : q.end]))
        return True

    for m in _IDENTIFIER.finditer(en):
        if not re.match(r"(?:RMB|USD|CNY|EUR|HKD|JPY|GBP|MOP|No\.|and)", m.group()) and not re.fullmatch(
            r"\d+(?:\.\d+)?(?:km|kg|GW|MW|kW|kWh)", m.group()
        ):
            taken[m.start() : m.end()] = b"\1" * (m.end() - m.start())
    for read in (
        _read_dates,
        _read_clocks,
        _read_eras,
        _read_ordinals,
        _read_rankings,
        _read_several,
        _read_shares,
        _read_numbers,
        _read_years,
        _read_multiples,
    ):
        for q in read(en, taken):
            take(_directed(en, q))
    found.sort(key=lambda q: q.start)
    return tuple(q for q in found if soft or not q.soft)


_SPANS = frozenset(("year", "month", "week", "day", "hour", "century", "minute"))


def _directed(en: str, q: Quantity) -> Quantity:
    """Take in the direction words around a quantity."""
    if q.kind in (Kind.DATE, Kind.CLOCK, Kind.DECADE, Kind.CENTURY, Kind.ORDINAL):
        return q
    pattern, words = _before()
    m = pattern.search(en[: q.start])
    if m:
        word = re.sub(r"(?: the| a| some)?[ \u00a0]+$", "", m.group(), flags=_FLAGS).lower()
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


def _read_dates(en: str, taken: bytearray) -> list[Quantity]:
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


def _read_clocks(en: str, taken: bytearray) -> list[Quantity]:
    found = []
    for m in _CLOCK.finditer(en):
        hour, half = int(m["h"] or m["h2"]), (m["p"] or m["p2"] or "").lower()
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        found.append(Quantity(m.start(), m.end(), "", Kind.CLOCK, Decimal(hour), Decimal(int(m["n"] or 0))))
    return found


def _read_eras(en: str, taken: bytearray) -> list[Quantity]:
    found = []
    for m in _DECADE.finditer(en):
        year = int(m["f"] + m["t"]) if m["f"] else 1900 + int(m["t2"])
        found.append(Quantity(m.start(), m.end(), "", Kind.DECADE, Decimal(year)))
    for m in _CENTURY.finditer(en):
        n = int(m["n"]) if m["n"] else _ordinal_value(m["w"])
        if n:
            found.append(Quantity(m.start(), m.end(), "", Kind.CENTURY, Decimal(n)))
    return found


def _ordinal_value(word: str) -> int:
    m = _ORDINAL_WORD.fullmatch(word)
    return (WORDS[m["t"].lower()] if m["t"] else 0) + ORDINAL_WORDS[m["o"].lower()] if m else 0


def _read_ordinals(en: str, taken: bytearray) -> list[Quantity]:
    found = [
        Quantity(m.start(), m.end(), "", Kind.ORDINAL, Decimal(m[1].replace(",", "")))
        for m in _ORDINAL_DIGITS.finditer(en)
    ]
    shares = _read_shares(en, taken)
    fractions = [(q.start, q.end) for q in shares]
    for m in _ORDINAL_WORD.finditer(en):
        if any(a <= m.start() < b for a, b in fractions):
            continue
        n = _ordinal_value(m.group())
        found.append(Quantity(m.start(), m.end(), "", Kind.ORDINAL, Decimal(n), soft=n <= 10))
    for m in _NUMBERED.finditer(en):
        found.append(Quantity(m.start(), m.end(), "", Kind.ORDINAL, Decimal(m[1])))
    return found


def _read_rankings(en: str, taken: bytearray) -> list[Quantity]:
    found = []
    for m in _TOP.finditer(en):
        value = read_english_number(m["n"])
        if value is not None:
            found.append(Quantity(m.start(), m.end(), "", Kind.RANKING, value))
    return found


_IN_THEIR = re.compile(r"\b(?:his|her|their|my|our) (?:early |late |mid-)?(?P<t>[2-9]0)s\b", _FLAGS)
_HALVED = re.compile(r"\bhalv(?:e|es|ed|ing)\b", _FLAGS)


_SEVERAL_DECADES = re.compile(r"\b(?:several |a few |many )?(?P<u>decades|centuries)\b", _FLAGS)


def _read_several(en: str, taken: bytearray) -> list[Quantity]:
    found = []
    for m in _SEVERAL_DECADES.finditer(en):
        if re.search(r"(?:two|three|four|five|six|seven|eight|nine|ten|\d)[ -]$", en[: m.start()], _FLAGS):
            continue
        years = Decimal(10 if m["u"].lower() == "decades" else 100)
        q = Quantity(m.start(), m.end(), "", Kind.MEASURE, years, None, Direction.SEVERAL, unit="year")
        found.append(replace(q, soft=m.group() == m["u"]))
    for m in _SEVERAL.finditer(en):
        value = Decimal(_GROUP[(m["a"] or m["c"]).lower()])
        second = m["b"] or m["e"]
        if second:
            value *= _GROUP[second.lower()]
        q = Quantity(m.start(), m.end(), "", Kind.CARDINAL, value, direction=Direction.SEVERAL)
        found.append(_with_unit(en, q))
    return found


def _read_shares(en: str, taken: bytearray) -> list[Quantity]:
    found = []
    for m in _HALVED.finditer(en):
        found.append(Quantity(m.start(), m.end(), "", Kind.FRACTION, Decimal(1), denominator=2, verb=True))
    for m in _IN_THEIR.finditer(en):  # in their 70s: 70多岁
        found.append(
            Quantity(m.start(), m.end(), "", Kind.MEASURE, Decimal(m["t"]), None, Direction.MORE, unit="age", soft=True)
        )
    for m in _HALF_UNIT.finditer(en):
        unit, low = m["u"].lower(), Decimal("0.5")
        unit, low = (
            ("year", Decimal(5))
            if unit == "decade"
            else (unit.replace("kilometer", "km").replace("kilometre", "km"), low)
        )
        found.append(Quantity(m.start(), m.end(), "", Kind.MEASURE, low, unit=unit))
    halves = [q.start for q in found]
    for m in _FRACTION.finditer(en):
        if m.start() in halves:
            continue
        if m["h"]:
            if en[: m.start()].lower().endswith(("and a ", "one and ", "and ")) and "half" in m.group().lower():
                continue
            found.append(Quantity(m.start(), m.end(), "", Kind.FRACTION, Decimal(1), denominator=2))
        elif m["z"]:
            found.append(Quantity(m.start(), m.end(), "", Kind.FRACTION, Decimal(1), denominator=WORDS[m["z"].lower()]))
        elif m["x"]:
            found.append(Quantity(m.start(), m.end(), "", Kind.FRACTION, Decimal(m["x"]), denominator=int(m["y"])))
        else:
            word = m["n"].lower()
            if word in ("a", "an") and m["d"].lower() != "half" and not re.match(r" of\b|\W*$|[,.;:)]", en[m.end() :]):
                continue  # a third season
            if m["d"].lower() == "half" and en[: m.start()].lower().endswith("and "):
                continue  # two and a half years
            part = m["d"].lower()
            denominator = _PARTS.get(part) or _PARTS[part.rstrip("s")]
            top = 1 if word in ("a", "an") else WORDS[word]
            if (
                denominator == 4
                and top == 1
                and m["d"].lower() == "quarter"
                and re.match(" of (?:this|the|last|20)", en[m.end() :])
            ):
                continue
            found.append(Quantity(m.start(), m.end(), "", Kind.FRACTION, Decimal(top), denominator=denominator))
    return found


def _read_numbers(en: str, taken: bytearray) -> list[Quantity]:
    found: list[Quantity] = []
    done = 0
    for m in _DECADES.finditer(en):
        word = m["n"].lower()
        if word == "last" and not m["u"].lower().startswith("decade"):
            continue
        if word in ("several", "past", "last") and (word == "several" or m["u"].lower().endswith("s")):
            continue
        count = 1 if word in ("a", "one", "past", "last") else WORDS[word]
        years = 10 if m["u"].lower().startswith("decade") else 100
        found.append(
            Quantity(
                m.start("n") if word not in ("past", "last") else m.start("u"),
                m.end(),
                "",
                Kind.MEASURE,
                Decimal(count * years),
                unit="year",
            )
        )
    for m in _ONE_UNIT.finditer(en):  # more than a year
        found.append(Quantity(m.start(), m.end(), "", Kind.MEASURE, Decimal(1), unit=m["u"].lower(), soft=True))
    for m in _UNIT_AND_HALF.finditer(en):
        found.append(Quantity(m.start(), m.end(), "", Kind.MEASURE, Decimal("1.5"), unit=m["u"].lower()))
    blocked = [(q.start, q.end) for q in found]
    for m in _CARDINAL.finditer(en):
        if m.start() < done or any(taken[m.start() : m.end()]) or any(a <= m.start() < b for a, b in blocked):
            continue
        value = read_english_number(m["n"])
        if value is None:
            continue
        if not m["cur"] and _YEAR.match(en, m.start("n")) and _is_year(en, m):
            continue
        q = Quantity(m.start(), m.end(), "", Kind.CARDINAL, value)
        q = _with_range(en, q, m)
        currency = (m["cur"] or "").strip().upper()
        if currency:
            q = replace(q, kind=Kind.MONEY, unit=_CURRENCY_SIGNS.get(currency, currency))
        q = _with_unit(en, q)
        if re.match(r" and a half\b", en[q.end :], _FLAGS):
            q = _with_unit(en, replace(q, end=q.end + len(" and a half"), low=q.low + Decimal("0.5")))
        compound = q.kind is Kind.CARDINAL and re.match(r"-[a-z]", en[q.end :]) is not None  # three-dimensional
        word = not m["n"][0].isdigit()
        small = q.kind is Kind.CARDINAL and q.high is None and word and (value <= 2 or compound)
        one = value == 1 and m["n"].lower() == "one"
        q = replace(q, soft=small or one)
        done = q.end
        found.append(q)
    return found


def _is_year(en: str, m: re.Match[str]) -> bool:
    """A bare four-digit number without a comma is a year unless a unit makes it a count, or a range to one that is."""
    if re.match(r"(?: to | or |–|-)(?:\d{1,3},\d{3}|\d thousand)", en[m.end() :]):
        return False
    return re.fullmatch(r"\d{4}", m["n"]) is not None and not _units()[0].match(en, m.end())


def _with_range(en: str, q: Quantity, m: re.Match[str]) -> Quantity:
    n = re.compile(
        rf"(?:[ \u00a0]?(?:percent|per cent|%|yuan|years|km))?(?P<w>{_RANGE_WORD})(?:[$€£¥])?(?P<n>{NUMBER})", _FLAGS
    ).match(en, q.end)
    if not n:
        return q
    high = read_english_number(n["n"])
    joined = n["w"].strip().lower()
    if high is None or (joined == "and" and not re.search(r"\bbetween[ \u00a0]$", en[: q.start], _FLAGS)):
        return q
    if (
        joined == "to"
        and re.search(r"\bfrom[ \u00a0](?:[a-z]+[ \u00a0]){0,2}$", en[: q.start], _FLAGS)
        and re.search(
            r"\b(?:increas|ris|rose|grow|grew|fell|fall|drop|declin|expand|mov|climb|up|down|cut|reduc|short)\w*\b",
            en[max(0, q.start - 60) : q.start],
            _FLAGS,
        )
    ):
        return q
    scale = re.search("(hundred|thousand|million|billion|trillion)$", n["n"].lower())
    low = q.low
    if (
        scale
        and not re.search(
            "[a-z]{4,}$",
            m["n"].lower().split()[-1] if m["n"].split()[-1].isalpha() and m["n"].lower().split()[-1] in SCALES else "",
        )
        and low < high / SCALES[scale.group()]
    ):
        low *= SCALES[scale.group()]
    if high <= low:
        return q
    return replace(q, end=n.end(), low=low, high=high)


def _with_unit(en: str, q: Quantity) -> Quantity:
    if m := re.compile(r"[ \u00a0-]?(?:percentage|percent|per cent)[ -]points?\b", _FLAGS).match(en, q.end):
        return replace(q, end=m.end(), kind=Kind.POINTS)
    if m := re.compile(r"[ \u00a0]?(?:percent\b|per cent\b|%)", _FLAGS).match(en, q.end):
        return replace(q, end=m.end(), kind=Kind.PERCENT)
    if m := re.compile(r"[ \u00a0]per (thousand|mille|10,000)\b", _FLAGS).match(en, q.end):
        return replace(q, end=m.end(), kind=Kind.PERCENT, low=q.low / (100 if m[1] == "10,000" else 10))
    if m := re.compile(r"[ \u00a0]times\b", _FLAGS).match(en, q.end):
        return replace(q, end=m.end(), kind=Kind.MULTIPLE)
    pattern, names, _ = _units()
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


def _read_years(en: str, taken: bytearray) -> list[Quantity]:
    return [Quantity(m.start(), m.end(), "", Kind.DATE, year=int(m["y"])) for m in _YEAR.finditer(en)]


def _read_multiples(en: str, taken: bytearray) -> list[Quantity]:
    found = []
    for m in _VERBS.finditer(en):
        if m["v"]:
            value = _VERB_VALUES[m["v"].lower()]
        elif m["w"]:
            value = WORDS.get(m["w"].lower(), 0)
        else:
            value = int(m["n"]) if m["n"] else 2
        if value:
            found.append(Quantity(m.start(), m.end(), "", Kind.MULTIPLE, Decimal(value), verb=bool(m["v"])))
    return found
