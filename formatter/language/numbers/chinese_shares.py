"""Shares, multiples, order and rank in Chinese text. Each reader gives what starts at an offset, or None."""

from __future__ import annotations

import re
from decimal import Decimal

from formatter.language.numbers.chinese_dates import read_integer
from formatter.language.numbers.chinese_words import RANGE, with_direction_after
from formatter.language.numbers.numerals import DIGITS, Numeral, read_numeral
from formatter.language.numbers.quantity import Direction, Kind, Quantity

# --- Shares and multiples ----------------------------------------------------------------------------------


def read_spoken_decimal(text: str, at: int) -> tuple[int, Decimal, Numeral] | None:
    """A numeral with an optional spoken fraction: 九十九点五."""
    numeral = read_numeral(text, at)
    if numeral is None:
        return None
    m = re.compile(r"点([零〇一二三四五六七八九]{1,4})(?![十百千])").match(text, numeral.end)
    if not m or numeral.han == 0:
        return numeral.end, numeral.low, numeral
    digits = "".join(str(DIGITS[c]) for c in m.group(1))
    return m.end(), numeral.low + Decimal(f"0.{digits}"), numeral


_RATIO = re.compile(r"(\d{1,7}(?:\.\d+)?)(?:[:：∶]|比)(\d{1,7}(?:\.\d+)?)(?![\d:：])")


def read_ratio(text: str, at: int) -> Quantity | None:
    """1比7, and 1:7 where it is called a ratio (师生比为1:7) or is no time of day."""
    m = _RATIO.match(text, at)
    if not m or (at and text[at - 1] in "0123456789.:：∶"):
        return None
    clock = re.fullmatch(r"(?:[01]?\d|2[0-4])[:：][0-5]\d", m.group())
    if clock and not re.search("比[例率值]?[是为达约超]?[了到]?$|比例尺", text[max(0, at - 6) : at]):
        return None
    return Quantity(at, m.end(), "", Kind.RATIO, Decimal(m[1]), Decimal(m[2]))


_PARTS_OF = re.compile(r"(百分之|千分之|万分之)")


def read_share(text: str, at: int) -> Quantity | None:
    if text.startswith("百分百", at):
        return Quantity(at, at + 3, "", Kind.PERCENT, Decimal(100))
    m = _PARTS_OF.match(text, at)
    if m:
        number = read_spoken_decimal(text, m.end())
        if number is None:
            return None
        end, low, numeral = number
        per = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}[text[at]]
        high = numeral.high
        second = re.compile(rf"{RANGE}(?:百分之)?").match(text, end)
        other = read_spoken_decimal(text, second.end()) if second else None
        if other and other[1] > low:
            end, high = other[0], other[1]
        direction = Direction.MORE if numeral.more else Direction.EXACT
        if text[end : end + 1] in ("多", "余"):
            end, direction = end + 1, Direction.MORE
        q = Quantity(at, end, "", Kind.PERCENT, low * per, high * per if high else None, direction)
        return with_direction_after(text, q)
    return _read_fraction(text, at) or _read_half(text, at)


def _read_fraction(text: str, at: int) -> Quantity | None:
    below = read_numeral(text, at)
    if below and text.startswith("分之", below.end):
        above = read_numeral(text, below.end + 2)
        if above:
            q = Quantity(at, above.end, "", Kind.FRACTION, above.low, denominator=int(below.low))
            return with_direction_after(text, q)
    m = re.compile(r"([1-9])/([2-9]|10)(?![\d/年])").match(text, at)
    if m and int(m[1]) < int(m[2]) and not (at and text[at - 1] in "0123456789/."):
        return Quantity(at, m.end(), "", Kind.FRACTION, Decimal(m[1]), denominator=int(m[2]))
    return None


def _read_half(text: str, at: int) -> Quantity | None:
    m = re.compile("过半数?|一半|半数").match(text, at)
    if not m:
        m = re.compile("(?<=[近超])半(?![年月天个小日径岛导])").match(text, at)
    if not m:
        return None
    direction = Direction.MORE if m.group().startswith("过") else Direction.EXACT
    q = Quantity(at, m.end(), "", Kind.FRACTION, Decimal(1), direction=direction, denominator=2)
    return with_direction_after(text, q)


_DOUBLING = re.compile(r"翻了?(?:(?P<n>[一两二三四五]|\d)番|番|(?P<two>倍))")


def read_doubling(text: str, at: int) -> Quantity | None:
    m = _DOUBLING.match(text, at)
    if not m:
        return None
    times = read_integer(m["n"]) if m["n"] else 1
    return Quantity(at, m.end(), "", Kind.MULTIPLE, Decimal(2) ** times, verb=True)


# --- Order -------------------------------------------------------------------------------------------------

_ORDINAL_TAKES = "个位名届次座件项部家支台张只艘架枚"


def read_ordinal(text: str, at: int) -> Quantity | None:
    if text[at] != "第":
        return None
    numeral = read_numeral(text, at + 1)
    if numeral is None or numeral.several:
        return None
    end = numeral.end
    if text[end : end + 1] in tuple(_ORDINAL_TAKES) and not text.startswith(("部门", "家庭", "名单"), end):
        end += 1
    return Quantity(at, end, "", Kind.ORDINAL, numeral.low, soft=numeral.low == 1)


_TOP_TAKES = re.compile("名|位|强|甲|家(?!庭)")


def read_ranking(text: str, at: int) -> Quantity | None:
    if text[at] == "前":
        if at and text[at - 1] in "目以之日此提从先向空面场产眼生饭跟史年月天周大届期":
            return None
        numeral = read_numeral(text, at + 1)
        if numeral is None:
            return None
        m = _TOP_TAKES.match(text, numeral.end)
        follows = text[numeral.end : numeral.end + 1]
        if not m and follows not in ("", "，", "。", "、", "；", "的", "）", "”", "！"):
            return None
        return Quantity(at, m.end() if m else numeral.end, "", Kind.RANKING, numeral.low)
    numeral = read_numeral(text, at)
    if numeral is None or numeral.several or not re.match("强(?![调化劲势烈盛度力国项者])", text[numeral.end :]):
        return None
    return Quantity(at, numeral.end + 1, "", Kind.RANKING, numeral.low)
