"""Compare the quantities of a sentence and of its English by value and direction, both ways."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache

from formatter.language.numbers.chinese import find_quantities
from formatter.language.numbers.english import find_quantities_en
from formatter.language.numbers.numerals import han_numeral, normalise
from formatter.language.numbers.quantity import Direction, Kind, Quantity, directions_agree, plain
from formatter.language.tables import read_table


class Fault(StrEnum):
    MISSING = "missing"  # in the Chinese, not in the English
    ADDED = "added"  # in the English, not in the Chinese
    DIRECTION = "direction"  # the same value, but 超 became nearly, or nothing
    UNIT = "unit"  # the same number of another unit


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One difference. ``zh`` or ``en`` is None where that side has no partner; ``near`` is the English number that
    looks like a wrong rendering of ``zh`` (a factor of a power of ten), if there is one."""

    fault: Fault
    zh: Quantity | None
    en: Quantity | None
    near: Quantity | None = None


def compare_quantities(zh: str, en: str) -> tuple[Mismatch, ...]:
    """Compare the numbers of a Chinese text with those of its English.

    Tolerant of what translation may change: a measure word that vanishes, 10万 as 100,000 or one hundred thousand,
    六个月 as half a year, 30% as three in ten, a unit that the English sentence says elsewhere. Common small words
    (one, first, both) are neither required nor reported.
    """
    left = list(find_quantities(zh, soft=True))
    right = list(find_quantities_en(en, soft=True))
    faults: list[Mismatch] = []
    pairs: list[tuple[Quantity, Quantity]] = []
    for test in (_same_fully, _same_value, _same_loosely):
        for q in list(left):
            partner = next((r for r in right if test(q, r)), None)
            if partner is not None:
                pairs.append((q, partner))
                left.remove(q)
                right.remove(partner)
    _pair_ranges(left, right)
    for q, r in pairs:
        if (
            not directions_agree(q, r)
            and not _said_elsewhere(zh, q, r)
            and not (q.soft or (r.soft and r.direction is Direction.EXACT))
        ):
            faults.append(Mismatch(Fault.DIRECTION, q, r))
        elif _units_clash(q, r):
            faults.append(Mismatch(Fault.UNIT, q, r))
    left = [q for q in left if not q.soft and not _said_twice(q, pairs)]
    right = [r for r in right if not r.soft and not _restates(r, pairs) and not _hinted(zh, r)]
    for q in left:
        near = next((r for r in right if _power_of_ten_off(q, r)), None)
        if near is not None:
            right.remove(near)
        faults.append(Mismatch(Fault.MISSING, q, None, near))
    faults += [Mismatch(Fault.ADDED, None, r) for r in right]
    return tuple(faults)


# Words that give a direction from elsewhere in the sentence: 约占全岛的八分之一, 票房破15亿元.
_ELSEWHERE = {
    Direction.ABOUT: "约|左右|上下|大概|将近|差不多",
    Direction.NEARLY: "近|将|约|不足|不到",
    Direction.MORE: "超|破|逾|余|多|过|以上|高于|大于|越",
    Direction.AT_LEAST: "以上|至少|不低|不少|最少|起|超|达",
    Direction.LESS: "不足|不到|低于|少于|以下|不满|以内|不超",
    Direction.AT_MOST: "不超|以内|以下|至多|最多|低于|不高|内",
}


def _said_elsewhere(zh: str, q: Quantity, r: Quantity) -> bool:
    """Whether the Chinese gives the English direction with a word that does not stand beside the number."""
    if q.direction is not Direction.EXACT or r.direction not in _ELSEWHERE:
        return False
    return re.search(_ELSEWHERE[r.direction], normalise(zh)) is not None


def _pair_ranges(left: list[Quantity], right: list[Quantity]) -> None:
    """Take out a range on one side whose two ends stand by themselves on the other: from 16万 to 41万."""
    for ranges, ends in ((right, left), (left, right)):
        for r in [r for r in ranges if r.high is not None]:
            low = next((q for q in ends if q.high is None and q.low == r.low), None)
            high = next((q for q in ends if q.high is None and q.low == r.high and q is not low), None)
            if low is not None and high is not None:
                ranges.remove(r)
                ends.remove(low)
                ends.remove(high)


def _hinted(zh: str, r: Quantity) -> bool:
    """Whether an English number may come from a word of the Chinese that is no quantity (三峡, 二十大, 90后, 千家万户)."""
    text = normalise(zh)
    if r.kind is Kind.DATE:
        return bool(r.year) and not r.month and (str(r.year) in text or f"{r.year % 100:02d}后" in text)
    if r.kind in (Kind.PERCENT, Kind.MONEY, Kind.POINTS, Kind.CLOCK):
        return False
    if r.kind is Kind.DECADE:
        return plain(r.low)[2:] in text
    if r.denominator == 2:
        return "半" in text
    if r.direction is Direction.SEVERAL or (r.low >= 100 and plain(r.low).strip("0") == "1"):
        return any(c in text for c in "百千万亿十")
    if re.search(rf"(?<![\d.]){re.escape(plain(r.low))}(?![\d.])", text):
        return True
    if r.low != int(r.low) or r.low > 99:
        return False
    n = int(r.low)
    return any(form in text for form in (han_numeral(n), str(n))) or (n == 2 and ("两" in text or "双" in text))


@cache
def _dimensions() -> dict[str, tuple[str, Decimal]]:
    return {r["key"]: (r["dimension"], Decimal(r["factor"])) for r in read_table("units")}


def _measure(q: Quantity) -> tuple[str, Decimal, Decimal | None]:
    """The value in base units: dimension, low, high."""
    if q.kind is Kind.FRACTION and q.denominator:
        return "share", q.low / q.denominator, None
    if q.kind is Kind.PERCENT:
        return "share", q.low / 100, q.high / 100 if q.high is not None else None
    dimension, factor = _dimensions().get(q.unit, ("", Decimal(1)))
    return dimension or q.unit, q.low * factor, q.high * factor if q.high is not None else None


def _close(a: Decimal | None, b: Decimal | None) -> bool:
    if a is None or b is None:
        return a is b
    return a == b or abs(a - b) <= abs(a) * Decimal("0.005")


def _same_number(q: Quantity, r: Quantity) -> bool:
    return q.low == r.low and q.high == r.high and q.denominator == r.denominator


def _same_fully(q: Quantity, r: Quantity) -> bool:
    return q.kind is r.kind and _same_value(q, r) and directions_agree(q, r) and q.unit == r.unit


def _same_value(q: Quantity, r: Quantity) -> bool:
    if q.kind is Kind.DATE or r.kind is Kind.DATE:
        return q.kind is r.kind and (q.year, q.month, q.day) == (r.year, r.month, r.day)
    several = (q.direction is Direction.SEVERAL) + (r.direction is Direction.SEVERAL)
    if several == 1 and not (q.text.startswith(("上", "成")) and q.low == r.low):
        return False
    if {q.kind, r.kind} & {Kind.DECADE, Kind.CENTURY, Kind.CLOCK, Kind.RANKING} and q.kind is not r.kind:
        return False
    a, b = _measure(q), _measure(r)
    return a[0] == b[0] and ((_same_number(q, r) and q.unit == r.unit) or (_close(a[1], b[1]) and _close(a[2], b[2])))


_COUNTING = {
    Kind.CARDINAL,
    Kind.ORDINAL,
    Kind.MEASURE,
    Kind.MONEY,
    Kind.MULTIPLE,
    Kind.RANKING,
    Kind.POINTS,
    Kind.PERCENT,
}


def _same_loosely(q: Quantity, r: Quantity) -> bool:
    """The same number said in another way: without its unit, as Article 12, as a percentage, doubled for 一倍."""
    if q.kind is Kind.DATE and r.kind is Kind.DATE:
        return _dates_overlap(q, r)
    if r.kind is Kind.DATE and q.kind is Kind.CARDINAL:  # 2025世界城市文化论坛
        return not r.month and q.low == r.year
    if q.kind is Kind.DATE and r.kind in (Kind.CARDINAL, Kind.ORDINAL):
        return bool(q.day) and not q.month and r.low == q.day
    if q.unit == "quarter" and r.denominator == 4:  # three quarters of a year, or of the whole
        return q.low == r.low
    if q.kind is Kind.MULTIPLE and r.kind in (Kind.MULTIPLE, Kind.PERCENT):
        times = r.low if r.kind is Kind.MULTIPLE else r.low / 100
        return times in ((q.low, q.low + 1) if q.classifier or q.low == 1 else (q.low,))
    if (
        q.kind in _COUNTING
        and r.kind in _COUNTING
        and (q.direction is Direction.SEVERAL) == (r.direction is Direction.SEVERAL)
    ):
        if q.unit and r.unit and q.unit != r.unit:
            return (
                _same_number(q, r)
                and _dimensions().get(q.unit, (q.unit,))[0] != _dimensions().get(r.unit, (r.unit,))[0]
            )
        return _same_number(q, r)
    return False


def _dates_overlap(q: Quantity, r: Quantity) -> bool:
    """A date said with more or less (今年9月 as September 2023): what both give must agree."""
    shared = [(a, b) for a, b in ((q.year, r.year), (q.month, r.month), (q.day, r.day)) if a and b]
    return bool(shared) and all(a == b for a, b in shared)


def _units_clash(q: Quantity, r: Quantity) -> bool:
    if q.kind is Kind.MONEY and r.kind is Kind.MONEY:
        return q.unit != r.unit
    if {q.kind, r.kind} == {Kind.PERCENT, Kind.POINTS}:
        return True
    if q.kind is Kind.MEASURE and r.kind is Kind.MEASURE and q.unit != r.unit:
        return not _same_value(q, r) and {q.unit, r.unit} != {"year", "age"}
    return {q.kind, r.kind} == {Kind.MONEY, Kind.MEASURE}


def _said_twice(q: Quantity, pairs: list[tuple[Quantity, Quantity]]) -> bool:
    """A number that Chinese repeats and English says once."""
    return any(_same_fully(q, z) for z, _ in pairs)


def _restates(r: Quantity, pairs: list[tuple[Quantity, Quantity]]) -> bool:
    """A number that English says again, or converts: 10,000 mu (667 hectares)."""
    for z, partner in pairs:
        if _same_fully(r, partner):
            return True
        a, b = _measure(z), _measure(r)
        if a[0] and a[0] == b[0] and abs(a[1] - b[1]) <= abs(a[1]) * Decimal("0.02"):
            return True
        if z.kind is Kind.DATE and r.kind is Kind.DATE and _dates_overlap(z, r):
            return True
    return False


def _power_of_ten_off(q: Quantity, r: Quantity) -> bool:
    if not q.low or not r.low or q.kind is Kind.DATE or r.kind is Kind.DATE:
        return False
    a, b = plain(q.low).replace(".", "").strip("0"), plain(r.low).replace(".", "").strip("0")
    return a == b
