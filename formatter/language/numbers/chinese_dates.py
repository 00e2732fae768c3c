"""Dates, decades, centuries and times of day in Chinese text. Each reader gives what starts at an offset, or None."""

from __future__ import annotations

import re
from decimal import Decimal

from formatter.language.numbers.chinese_words import RANGE
from formatter.language.numbers.numerals import DIGITS, read_numeral
from formatter.language.numbers.quantity import Kind, Quantity

_YEAR_END = "底初末中春夏秋冬"


_HAN_YEAR = "[一二][零〇一二三四五六七八九]{3}"
_HAN_SMALL = "[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_DATE = re.compile(
    rf"(?:公元)?(?P<y>\d{{4}}|{_HAN_YEAR})年(?:度)?(?:(?P<m>\d{{1,2}}|{_HAN_SMALL})月(?:份)?(?:(?P<d>\d{{1,2}}|{_HAN_SMALL})[日号])?)?"
)
_ISO_DATE = re.compile(r"(?P<y>[12]\d{3})(?P<s>[-./])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?![\d.])")
_YEAR_BEFORE_RANGE = re.compile(rf"(?P<y>\d{{4}})(?={RANGE}\d{{4}}年)")
_MONTH = re.compile(rf"(?P<m>\d{{1,2}}|{_HAN_SMALL})月(?:份)?(?:(?P<d>\d{{1,2}}|{_HAN_SMALL})[日号])?(?!革命)")
_MONTH_BEFORE_RANGE = re.compile(rf"(?P<m>\d{{1,2}})(?={RANGE}\d{{1,2}}月)")
_DAY = re.compile(r"(?P<d>\d{1,2})日(?![本元均常夜报化内后前游租趋])")
_DECADE = re.compile(
    rf"(?:(?:(?P<c>\d{{2}}|{_HAN_SMALL})|(?P<last>上个?))世纪)?(?P<t>[1-9]0|[一二三四五六七八九]十)年代"
    r"|(?P<y>1[5-9]\d0|20\d0)年代"
)
_CENTURY = re.compile(rf"(?P<c>\d{{1,2}}|{_HAN_SMALL})世纪")
_CLOCK = re.compile(
    rf"(?P<h>\d{{1,2}})[:](?P<n>[0-5]\d)(?!\d)|(?P<h2>\d{{1,2}}|{_HAN_SMALL})(?:时|点)(?P<n2>\d{{1,2}}|[零〇]?(?:{_HAN_SMALL}))分(?!之|钟|以)"
    rf"|(?P<h3>\d{{1,2}}|{_HAN_SMALL})点(?P<n3>半|整|钟)"
)


def read_integer(text: str) -> int:
    if text.isdigit():
        return int(text)
    if all(c in DIGITS for c in text) and len(text) == 4:
        return int("".join(str(DIGITS[c]) for c in text))
    numeral = read_numeral(text.lstrip("零〇"), 0)
    return int(numeral.low) if numeral else 0


def read_date(text: str, at: int) -> Quantity | None:
    if at and (text[at - 1].isdigit() or text[at - 1] == "."):
        return None
    for pattern in (_ISO_DATE, _DATE, _YEAR_BEFORE_RANGE, _MONTH, _MONTH_BEFORE_RANGE, _DAY):
        m = pattern.match(text, at)
        if not m:
            continue
        groups = {k: read_integer(v) for k, v in m.groupdict().items() if v and k in "ymd"}
        year, month, day = (groups.get(k, 0) for k in "ymd")
        if month > 12 or day > 31 or ("m" in groups and month == 0) or ("d" in groups and day == 0):
            continue
        end = m.end()
        if year and not month:
            if _is_span_of_years(text, at, end, year):
                return None
            if text[end - 1] == "年" and text[end : end + 1] in tuple(_YEAR_END):
                end -= 1
        return Quantity(at, end, "", Kind.DATE, year=year, month=month, day=day)
    return None


def _is_span_of_years(text: str, at: int, end: int, year: int) -> bool:
    """Whether 3000年 is a length of time: by its size, by 余 before it, by 历史 after it, or (before 1600) by being
    round."""
    if text[end - 1] != "年":
        return False
    if not 1000 <= year <= 2199 or re.match("(?:的|悠久)?(?:历史|文明|岁月)", text[end:]):
        return True
    return year < 1600 and year % 50 == 0 and not text[max(0, at - 2) : at].endswith("公元")


def read_decade(text: str, at: int) -> Quantity | None:
    m = _DECADE.match(text, at)
    if not m:
        return None
    if m["y"]:
        return Quantity(at, m.end(), "", Kind.DECADE, Decimal(m["y"]))
    century = read_integer(m["c"]) if m["c"] else 20
    tens = read_integer(m["t"])
    return Quantity(at, m.end(), "", Kind.DECADE, Decimal((century - 1) * 100 + tens))


_DECADES = re.compile("(?P<a>[二三四五六七八])(?P<b>[三四五六七八九])十年代")


def read_decades(text: str, at: int) -> Quantity | None:
    """六七十年代: two decades."""
    m = re.compile("(?:(?:20|二十|上个?)世纪)?").match(text, at)
    n = _DECADES.match(text, m.end()) if m else None
    if not n or DIGITS[n["b"]] != DIGITS[n["a"]] + 1:
        return None
    low, high = (Decimal(1900 + 10 * DIGITS[n[k]]) for k in "ab")
    return Quantity(at, n.end(), "", Kind.DECADE, low, high)


def read_century(text: str, at: int) -> Quantity | None:
    m = _CENTURY.match(text, at)
    if not m:
        return None
    before_christ = text[max(0, at - 3) : at] == "公元前"
    era = "公元前" if before_christ else ""
    return Quantity(at - len(era), m.end(), "", Kind.CENTURY, Decimal(read_integer(m["c"])), classifier=era)


_HOUR = re.compile(
    rf"(?P<h>\d{{1,2}}|{_HAN_SMALL})(?:时|点)(?![间代期光钟刻节评赞段多半整分候]|\d|[一二三四五六七八九零〇十])"
)
_BEFORE_HOUR = re.compile("(?:上午|下午|晚上?|凌晨|早上|清晨|早|中午|夜间|夜里|傍晚|当地时间|北京时间|[日号至到—])$")


def read_clock(text: str, at: int) -> Quantity | None:
    m = _CLOCK.match(text, at)
    full = _HOUR.match(text, at) if not m else None
    if full and _BEFORE_HOUR.search(text[max(0, at - 4) : at]) and read_integer(full["h"]) <= 24:
        hour = read_integer(full["h"])
        hour += 12 if hour < 12 and re.search("(?:下午|晚上?|傍晚|夜里|夜间)$", text[max(0, at - 2) : at]) else 0
        return Quantity(at, full.end(), "", Kind.CLOCK, Decimal(hour), Decimal(0))
    if not m or (at and text[at - 1].isdigit()):
        return None
    hour = read_integer(m["h"] or m["h2"] or m["h3"])
    minute = 30 if m["n3"] == "半" else 0 if m["n3"] else read_integer(m["n"] or m["n2"])
    if hour < 12 and re.search("(?:下午|晚上?|傍晚|夜里)$", text[max(0, at - 2) : at]):
        hour += 12
    if hour > 24 or minute > 59:
        return None
    return Quantity(at, m.end(), "", Kind.CLOCK, Decimal(hour), Decimal(minute))
