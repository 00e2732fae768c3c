"""Chinese numerals to values: 36亿, 1.5万亿, 3000余万, 二十三, 两三千, 十几, 数百, 贰佰, 二〇二三."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
SMALL = {"十": 10, "百": 100, "千": 1000}
BIG = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_FORMAL_RUN = re.compile(r"[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]{2,}")
# The traditional and full-width forms that matter to numbers, one character for one.
_FORMS = str.maketrans(
    "０１２３４５６７８９％．：萬億兩幾數餘個過約將強畝噸頃裡時鐘臺場項條種紀歐鎊圓點歲達滿僅劃們號層級組課隻輛張間"
    "處戶輪顆據當頭門貳參陸兒後從內開兆",
    "0123456789%.:万亿两几数余个过约将强亩吨顷里时钟台场项条种纪欧镑元点岁达满仅划们号层级组课只辆张间"
    "处户轮颗据当头门贰叁陆儿后从内开兆",
)


def normalise(text: str) -> str:
    """The text with full-width, traditional and formal numerals in their ordinary forms, offsets unchanged."""
    text = text.translate(_FORMS)
    return _FORMAL_RUN.sub(
        lambda m: m.group().translate(_FORMAL) if re.search("[拾佰仟]", m.group()) else m.group(), text
    )


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral read from a text. ``more``: 余, 多 or 几 inside it (十几); ``about``: 来; ``several``: 数百.

    ``bare`` means that it starts with a multiplier (百, 万); ``han`` counts its Han digits, 0 in Arabic numerals.
    """

    end: int
    low: Decimal
    high: Decimal | None = None
    more: bool = False
    about: bool = False
    several: bool = False
    bare: bool = False
    han: int = 0


_ARABIC = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d])|\d+(?:\.\d+)?")
_HAN_DIGITS = "".join(DIGITS)
_DIGIT_STRING = re.compile(rf"[{_HAN_DIGITS}]{{3,}}|[一二三四五六七八九][零〇][一二三四五六七八九]?(?![十百千万亿])")


def read_numeral(text: str, at: int) -> Numeral | None:
    """Read the numeral that starts at an offset of a normalised text, None if there is none."""
    pair = text[at : at + 2]
    if _adjacent(pair) and text[at + 2 : at + 3] not in DIGITS:
        return _read_pair(text, at, at)
    string = _DIGIT_STRING.match(text, at)
    if string and not (string.end() < len(text) and text[string.end()] in "十百千"):
        digits = "".join(str(DIGITS[c]) for c in string.group())
        return Numeral(string.end(), Decimal(digits), han=len(digits))
    return _read(text, at)


_UNIT_PREFIX = re.compile("千(?=[瓦米克伏卡]|赫兹|帕)|兆(?!元|美元|日元|韩元)|百(?=分[之点])")


def _begins_unit(text: str, at: int) -> bool:
    """Whether 千 or 兆 begins a unit of measure (千瓦时, 兆瓦) and does not multiply."""
    return at > 0 and _UNIT_PREFIX.match(text, at) is not None and text[at - 1] not in "一二两三四五六七八九几数"


def _adjacent(pair: str) -> bool:
    """Neighbouring numerals that name a range: 两三, 七八, and 三五 by idiom."""
    if len(pair) < 2:
        return False
    a, b = DIGITS.get(pair[0], 0), DIGITS.get(pair[1], 0)
    return pair[1] != "两" and a > 0 and (b == a + 1 or pair == "三五")


def _read_pair(text: str, start: int, pair_at: int) -> Numeral | None:
    """Read a numeral with two neighbouring digits as a range, once with each of them."""
    first = _read(text[: pair_at + 1] + text[pair_at + 2 :], start)
    second = _read(text[:pair_at] + text[pair_at + 1 :], start)
    if first is None or second is None or first.end != second.end:
        return None
    return Numeral(first.end + 1, first.low, second.low, first.more, first.about, han=first.han + 1)


def _read(text: str, at: int) -> Numeral | None:
    total, section, current = Decimal(0), Decimal(0), None
    last_small = last_big = 0
    more = about = several = False
    han, i, n = 0, at, len(text)
    bare = at < n and (text[at] in SMALL or text[at] in BIG) and text[at] != "十"
    if at < n and text[at] in "数几" and text[at + 1 : at + 2] and text[at + 1] in "十百千万亿":
        several, current, i = True, Decimal(1), at + 1
    while i < n:
        c = text[i]
        arabic = _ARABIC.match(text, i) if c.isascii() and c.isdigit() else None
        if arabic and current is None and (i == at or last_small or last_big):
            current, i = Decimal(arabic.group().replace(",", "")), arabic.end()
        elif c in "零〇" and i > at and (last_small or last_big) and i + 1 < n and text[i + 1] in DIGITS:
            last_small, i = 0, i + 1
            han += 1
        elif c in DIGITS and current is None:
            if i > at and _adjacent(text[i : i + 2]) and text[i + 2 : i + 3] not in DIGITS:
                return _read_pair(text, at, i)
            current, i, han = Decimal(DIGITS[c]), i + 1, han + 1
        elif _begins_unit(text, i):
            break
        elif c in SMALL and (not last_small or SMALL[c] < last_small or (current is None and section == 0)):
            section += (Decimal(1) if current is None else current) * SMALL[c]
            current, last_small, i = None, SMALL[c], i + 1
        elif c in BIG and (i > at or bare):
            value = section + (current or 0)
            if value == 0 and total == 0:
                value = Decimal(1)
            if BIG[c] > last_big:
                total = (total + value) * BIG[c] if total + value else Decimal(BIG[c])
            elif value:
                total += value * BIG[c]
            else:
                total *= BIG[c]
            section, current, last_small, last_big, i = Decimal(0), None, 0, BIG[c], i + 1
        elif c in "余多来" and i > at and i + 1 < n and text[i + 1] in BIG:
            more, about, i = more or c != "来", about or c == "来", i + 1
        elif c == "几" and current is None and last_small == 10 and text[i - 1] == "十":
            more, i = True, i + 1
        else:
            break
    if i == at:
        return None
    if current is not None:
        # 一万二, 三百五: the last digit counts the next lower place, unless 零 says otherwise.
        shortened = han and last_small in (0, 100, 1000) and text[i - 1] in DIGITS and text[i - 2] in "百千万亿"
        place = (last_small or last_big) // 10 if shortened else 1
        section += current * (place or 1)
    return Numeral(i, total + section, None, more, about, several, bare, han)


def han_numeral(n: int) -> str:
    """A whole number below 100 in Han numerals: 二十三."""
    if n < 10:
        return "零一二三四五六七八九"[n]
    tens, ones = divmod(n, 10)
    return ("" if tens == 1 else "零一二三四五六七八九"[tens]) + "十" + ("零一二三四五六七八九"[ones] if ones else "")
