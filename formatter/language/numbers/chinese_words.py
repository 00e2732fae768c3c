"""The words that stand around a Chinese number: directions, units, measure words, and words that are no numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from formatter.language.numbers.quantity import Direction, Kind, Quantity
from formatter.language.tables import read_table

RANGE = r"(?:[—–\-~～至到]|——|－)"
# 附近, 最近, 节约, 合约 …: a direction word that ends another word is none.
_NOT_BEFORE = {
    "近": "附靠邻最临贴亲远新相将接迫逼",
    "约": "合条公签节契违制预特邀相纽简婉盟誓赴解履续毁失",
    "超": "赶反",
    "上": "以线向网路海陆岸身手台车山马晚早加掌世会船街桌纸地天",
    "成": "完组形构建养达生变合促集分",
    "数": "",
}


def _words(side: str) -> dict[str, tuple[Direction, bool]]:
    rows = (r for r in read_table("directions") if r["lang"] == "zh" and r["side"] == side)
    return {r["text"]: (Direction[r["direction"]], r["implied"] == "yes") for r in rows}


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


@cache
def _before() -> tuple[re.Pattern[str], dict[str, tuple[Direction, bool]]]:
    words = _words("before")
    return re.compile(f"(?:{_any(words)})$"), words


@cache
def _after() -> tuple[re.Pattern[str], dict[str, tuple[Direction, bool]]]:
    words = _words("after")
    return re.compile(_any(words)), words


def _guarded(name: str, words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for the words of a table, longest first, each with the look-ahead that the table gives."""
    guards = {row["zh"]: row["followed"] for row in read_table(name)} | {"元": "(?![旦宵首素宇])"}
    return re.compile("|".join(re.escape(w) + guards.get(w, "") for w in sorted(words, key=len, reverse=True)))


@cache
def unit_words() -> tuple[re.Pattern[str], dict[str, tuple[Kind, str]]]:
    """Units and currencies by their Chinese names, longest first."""
    table = {r["zh"]: (Kind.MONEY, r["code"]) for r in read_table("currencies")}
    table |= {r["zh"]: (Kind.MEASURE, r["key"]) for r in read_table("units")}
    return _guarded("units", table), table


@cache
def measure_words() -> tuple[re.Pattern[str], dict[str, bool]]:
    """Measure words, and whether each vanishes in English."""
    table = {r["zh"]: r["use"] == "vanish" for r in read_table("classifiers")}
    return _guarded("classifiers", table), table


@cache
def _masks() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"]) for row in read_table("not_numbers"))


def mask_words(text: str) -> bytearray:
    flags = bytearray(len(text))
    for pattern in _masks():
        for m in pattern.finditer(text):
            flags[m.start() : m.end()] = b"\1" * (m.end() - m.start())
    return flags


def _direction_before(text: str, at: int, floor: int) -> tuple[int, Direction, bool] | None:
    """The direction word that ends at an offset: where it starts, what it says, whether it is implied."""
    pattern, words = _before()
    m = pattern.search(text[max(floor, at - 5) : at])
    if not m:
        return None
    start = at - len(m.group())
    if text[max(0, start - 1) : start] in tuple(_NOT_BEFORE.get(m.group(), "")):
        return None
    direction, implied = words[m.group()]
    return start, direction, implied


@cache
def _currency_before() -> tuple[re.Pattern[str], dict[str, str]]:
    """Currency names that stand before an amount (港币30亿元). 元 alone stands only behind it."""
    codes = {r["zh"]: r["code"] for r in read_table("currencies") if not r["zh"].startswith("元")}
    return re.compile(f"(?:{'|'.join(sorted(map(re.escape, codes), key=len, reverse=True))})$"), codes


def with_currency_before(text: str, q: Quantity, floor: int) -> Quantity:
    """Take in the currency before an amount in 元 or without a unit: 港币30亿元 is HK$3 billion, not yuan."""
    bare = q.kind is Kind.CARDINAL and not q.classifier and not q.soft
    if not bare and not (q.kind is Kind.MONEY and q.unit == "CNY"):
        return q
    pattern, codes = _currency_before()
    m = pattern.search(text[floor : q.start])
    if m is None:
        return q
    return replace(q, start=floor + m.start(), kind=Kind.MONEY, unit=codes[m.group()])


def with_direction_before(text: str, q: Quantity, floor: int) -> Quantity:
    if q.kind in (Kind.DATE, Kind.DECADE, Kind.CENTURY, Kind.CLOCK, Kind.ORDINAL):
        return q
    found = _direction_before(text, q.start, floor)
    if found is None:
        return q
    start, direction, implied = found
    word = text[start : q.start]
    if word in ("上", "成"):  # only before a bare multiplier: 上百, 成千
        if text[q.start] not in "百千万亿":
            return q
        return replace(q, start=start, direction=direction, soft=False)
    past = word == "近" and q.kind is Kind.MEASURE and q.unit in ("year", "month", "week", "day")
    if past and (q.low <= 10 or text[q.end : q.end + 1] in ("来", "间")) and q.direction is Direction.EXACT:
        implied = True  # 近三年来 is "in the past three years", or "for nearly three years"
    if word in ("上", "成"):
        return q
    if q.direction in (Direction.MORE, Direction.SEVERAL) and q.direction is not direction:
        direction = q.direction if q.direction is Direction.SEVERAL else direction
    return replace(
        q, start=q.start if implied else start, direction=direction, implied=implied, soft=q.soft and implied
    )


def direction_after(text: str, end: int) -> tuple[int, Direction] | None:
    pattern, words = _after()
    m = pattern.match(text, end)
    return (m.end(), words[m.group()][0]) if m else None


def with_direction_after(text: str, q: Quantity) -> Quantity:
    found = direction_after(text, q.end)
    return replace(q, end=found[0], direction=found[1], soft=False) if found else q
