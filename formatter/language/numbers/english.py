"""Find the quantities of an English text, so that both sides can be compared by value and direction."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from formatter.language.numbers.english_dates import (
    ORDINAL_WORD,
    YEAR,
    ordinal_value,
    read_clocks,
    read_dates,
    read_eras,
    read_years,
)
from formatter.language.numbers.english_numerals import NUMBER, SCALES, WORDS, read_english_number
from formatter.language.numbers.english_words import FLAGS, unit_words, with_direction, with_unit
from formatter.language.numbers.quantity import Direction, Kind, Quantity

_ORDINAL_DIGITS = re.compile(r"\b(\d{1,3}(?:,\d{3})*|\d+)(?:st|nd|rd|th)\b", FLAGS)
_NUMBERED = re.compile(
    r"\b(?:No\.|No(?= \d)|Number|ranked|ranking|ranks|rank)[ \u00a0]?#?(\d+)(?![\d,.]*\d| ?(?:thousand|million|billion)|%| ?per)"
)
_TOP = re.compile(rf"\b(?:top|leading|Fortune(?: Global)?)[ -](?P<n>{NUMBER})\b", FLAGS)
_SEVERAL = re.compile(
    r"\b(?:(?:many |several |a few |some )?(?P<a>dozens|scores|tens|hundreds|thousands|millions|billions|trillions)(?: of (?P<b>thousands|millions|billions|trillions))?(?: of)?"
    r"|(?:several|a few|many|a couple of) (?P<c>dozen|hundred|thousand|million|billion)(?: (?P<e>thousand|million|billion))?)\b",
    FLAGS,
)
_GROUP = (
    {"dozens": 10, "dozen": 10, "scores": 10, "tens": 10}
    | {w: n for w, n in SCALES.items()}
    | {f"{w}s": n for w, n in SCALES.items()}
)
_VERBS = re.compile(
    r"\b(?P<v>doubl|tripl|trebl|quadrupl|quintupl)(?:e|es|ed|ing)\b|\b(?P<w>[a-z]+)-?fold\b|\b(?P<n>\d+)-?fold\b|\b(?P<t>twice)\b",
    FLAGS,
)
_VERB_VALUES = {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5}
_FRACTION = re.compile(
    r"\b(?:(?P<n>one|two|three|four|five|six|seven|eight|nine|a|an)[ -])(?P<d>half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|twentieths?|hundredths?)\b"
    r"|\b(?P<x>\d)/(?P<y>\d{1,2})\b(?!/)|\bone in (?P<z>two|three|four|five|six|seven|eight|nine|ten)\b|\b(?P<h>half)\b(?![ -](?:a|an)\b|-(?:day|hour|year|century))",
    FLAGS,
)
_PARTS = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
          "ninth": 9, "tenth": 10, "twentieth": 20, "hundredth": 100}  # fmt: skip
_HALF = re.compile(r"\bhalf(?:[ -]an?\b|(?=[ -](?:year|hour|century|decade|day|month)\b))", FLAGS)
_DECADES = re.compile(
    r"\b(?:(?P<n>a|one|two|three|four|five|six|seven|eight|nine|several|past|last)[ -])(?P<u>decade|decades|century|centuries)\b",
    FLAGS,
)
_ONE_UNIT = re.compile(r"\ban? (?P<u>year|month|week|day|hour|minute)\b(?![ -]and)", FLAGS)
_UNIT_AND_HALF = re.compile(r"\b(?:an?|one)[ -](?P<u>year|month|hour|century|day|week)[ -]and[ -]a[ -]half\b", FLAGS)
_RANGE_WORD = r"(?:[ \u00a0](?:to|or|and)[ \u00a0]|[-–—]|[ \u00a0][-–—][ \u00a0])"
_CARDINAL = re.compile(
    rf"(?<![\w.,$€£¥])(?<!\w-)(?P<cur>{{cur}})?(?P<n>{NUMBER})".replace(
        "{cur}", r"(?:US|HK|NT|A|C|S|MOP)?[$€£¥₩]|(?:RMB|USD|CNY|EUR|HKD|JPY|GBP) ?"
    ),
    FLAGS,
)
_CURRENCY_SIGNS = {"$": "USD", "US$": "USD", "HK$": "HKD", "NT$": "TWD", "A$": "AUD", "C$": "CAD", "S$": "SGD", "MOP$": "MOP",
                   "€": "EUR", "£": "GBP", "¥": "CNY", "₩": "KRW", "RMB": "CNY"}  # fmt: skip
_IDENTIFIER = re.compile(r"[A-Za-z]+[-.]?\d[\w.-]*|\b\d+(?:\.\d+)?[A-Z][\w-]*\b(?<!bn)|\b\d(?:\.\d)?D\b")


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
            r"\d+(?:\.\d+)?(?:km|kg|GW|MW|kW|kWh|[KMGTPE]B|TEU)", m.group()
        ):
            taken[m.start() : m.end()] = b"\1" * (m.end() - m.start())
    for read in (
        read_dates,
        read_clocks,
        read_eras,
        _read_ordinals,
        _read_rankings,
        _read_several,
        _read_shares,
        _read_numbers,
        read_years,
        _read_multiples,
    ):
        for q in read(en, taken):
            take(with_direction(en, q)) or take(q)  # in "18 and above 27.5 percent" the word is the first's
    found.sort(key=lambda q: q.start)
    return tuple(q for q in found if soft or not q.soft)


def _read_ordinals(en: str, taken: bytearray) -> list[Quantity]:
    found = [
        Quantity(m.start(), m.end(), "", Kind.ORDINAL, Decimal(m[1].replace(",", "")))
        for m in _ORDINAL_DIGITS.finditer(en)
    ]
    shares = _read_shares(en, taken)
    fractions = [(q.start, q.end) for q in shares]
    for m in ORDINAL_WORD.finditer(en):
        if any(a <= m.start() < b for a, b in fractions):
            continue
        n = ordinal_value(m.group())
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


_IN_THEIR = re.compile(r"\b(?:his|her|their|my|our) (?:early |late |mid-)?(?P<t>[2-9]0)s\b", FLAGS)
_HALVED = re.compile(r"\bhalv(?:e|es|ed|ing)\b", FLAGS)
_SEVERAL_DECADES = re.compile(r"\b(?:several |a few |many )?(?P<u>decades|centuries)\b", FLAGS)


def _read_several(en: str, taken: bytearray) -> list[Quantity]:
    found = []
    for m in _SEVERAL_DECADES.finditer(en):
        if re.search(r"(?:two|three|four|five|six|seven|eight|nine|ten|\d)[ -]$", en[: m.start()], FLAGS):
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
        found.append(with_unit(en, q))
    return found


def _read_shares(en: str, taken: bytearray) -> list[Quantity]:
    found = []
    for m in _HALVED.finditer(en):
        found.append(Quantity(m.start(), m.end(), "", Kind.FRACTION, Decimal(1), denominator=2, verb=True))
    for m in _IN_THEIR.finditer(en):  # in their 70s: 70多岁
        found.append(
            Quantity(m.start(), m.end(), "", Kind.MEASURE, Decimal(m["t"]), None, Direction.MORE, unit="age", soft=True)
        )
    pattern, names = unit_words()[:2]
    for m in _HALF.finditer(en):  # half a hectare, half-century
        unit = pattern.match(en, m.end())
        decade = re.compile("[ -]decade", FLAGS).match(en, m.end())
        if decade:
            found.append(Quantity(m.start(), decade.end(), "", Kind.MEASURE, Decimal(5), unit="year"))
        elif unit and not (key := names.get(unit["u"].lower(), "$")).startswith("$"):
            found.append(Quantity(m.start(), unit.end(), "", Kind.MEASURE, Decimal("0.5"), unit=key))
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
            if (
                word in ("a", "an")
                and m["d"].lower() != "half"
                and not re.match(r" (?:of|or so)\b|\W*$|[,.;:)]", en[m.end() :])
            ):
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
    for m in re.finditer(r"\bboth\b", en, FLAGS):
        found.append(Quantity(m.start(), m.end(), "", Kind.CARDINAL, Decimal(2), soft=True))
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
        if not m["cur"] and YEAR.match(en, m.start("n")) and _is_year(en, m):
            continue
        q = Quantity(m.start(), m.end(), "", Kind.CARDINAL, value)
        q = _with_range(en, q, m)
        currency = (m["cur"] or "").strip().upper()
        if currency:
            q = replace(q, kind=Kind.MONEY, unit=_CURRENCY_SIGNS.get(currency, currency))
        q = with_unit(en, q)
        if re.match(r" and a half\b", en[q.end :], FLAGS):
            q = with_unit(en, replace(q, end=q.end + len(" and a half"), low=q.low + Decimal("0.5")))
        compound = q.kind is Kind.CARDINAL and re.match(r"-[a-z]", en[q.end :]) is not None  # three-dimensional
        word = not m["n"][0].isdigit()
        if q.unit == "degC":
            q = _below_zero(en, q)
        small = q.kind is Kind.CARDINAL and q.high is None and word and (value <= 2 or compound)
        one = value == 1 and m["n"].lower() == "one"
        q = replace(q, soft=small or one)
        done = q.end
        found.append(q)
    return found


def _below_zero(en: str, q: Quantity) -> Quantity:
    """-5°C, minus 20 degrees Celsius, 20 degrees Celsius below zero."""
    before = re.search(r"(?:minus |negative |(?<!\w)[-−])$", en[: q.start], FLAGS)
    after = re.match(r" below (?:zero|freezing)", en[q.end :], FLAGS)
    if not before and not after:
        return q
    return replace(
        q, start=before.start() if before else q.start, end=q.end + (after.end() if after else 0), low=-q.low
    )


def _is_year(en: str, m: re.Match[str]) -> bool:
    """A bare four-digit number without a comma is a year unless a unit makes it a count, or a range to one that is."""
    if re.search(
        r"(?:more than|over|above|upwards of|in excess of|fewer than|less than|nearly|almost|at least|exceeding|exceeded) $",
        en[: m.start()],
        FLAGS,
    ):
        return False
    if re.match(r"(?: to | or |–|-)(?:\d{1,3},\d{3}|\d thousand)", en[m.end() :]):
        return False
    return re.fullmatch(r"\d{4}", m["n"]) is not None and not unit_words()[0].match(en, m.end())


def _with_range(en: str, q: Quantity, m: re.Match[str]) -> Quantity:
    n = re.compile(
        rf"(?:[ \u00a0]?(?:percent|per cent|%|yuan|years|km))?(?P<w>{_RANGE_WORD})(?:[$€£¥])?(?P<n>{NUMBER})", FLAGS
    ).match(en, q.end)
    if not n:
        return q
    high = read_english_number(n["n"])
    joined = n["w"].strip().lower()
    if high is None or (joined == "and" and not re.search(r"\bbetween[ \u00a0]$", en[: q.start], FLAGS)):
        return q
    if (
        joined == "to"
        and re.search(r"\bfrom[ \u00a0](?:[a-z]+[ \u00a0]){0,2}$", en[: q.start], FLAGS)
        and re.search(
            r"\b(?:increas|ris|rose|grow|grew|fell|fall|drop|declin|expand|mov|climb|up|down|cut|reduc|short)\w*\b",
            en[max(0, q.start - 60) : q.start],
            FLAGS,
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
