"""Find the quantities of a Chinese text: a grammar over numerals, directions, units and measure words.

Each reader below takes a normalised text and an offset and gives a quantity that starts there, or None. Words with
numerals in them that are no numbers (一盘棋, 二十大) are masked first: data/not_numbers.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from formatter.language.numbers.chinese_dates import (
    read_century,
    read_clock,
    read_date,
    read_decade,
    read_decades,
    read_integer,
)
from formatter.language.numbers.chinese_shares import (
    read_doubling,
    read_ordinal,
    read_ranking,
    read_ratio,
    read_share,
    read_spoken_decimal,
)
from formatter.language.numbers.chinese_words import (
    RANGE,
    direction_after,
    mask_words,
    measure_words,
    unit_words,
    with_currency_before,
    with_direction_after,
    with_direction_before,
)
from formatter.language.numbers.numerals import DIGITS, Numeral, normalise, read_numeral
from formatter.language.numbers.quantity import Direction, Kind, Quantity
from formatter.language.script import to_simplified

_START = re.compile(r"[\d零〇一二两三四五六七八九十百千万亿数几半第翻前过]|上(?=个?世纪)")


def find_quantities(zh: str, soft: bool = False) -> tuple[Quantity, ...]:
    """Find the quantities of a Chinese text, in order and without overlap.

    ``soft`` adds the ones that English need not write as a number (一个, 第一, 五大): see ``Quantity.soft``.
    """
    if not _START.search(zh) and not re.search("[０-９壹贰叁肆伍陆柒捌玖拾佰仟萬億兩]", zh):
        return ()
    text = normalise(to_simplified(zh))
    masked = mask_words(text)
    found: list[Quantity] = []
    done = 0
    for m in _START.finditer(text):
        at = m.start()
        if at < done or masked[at] or (m.group().isdigit() and at and text[at - 1].isdigit()):
            continue
        for read in _READERS:
            quantity = read(text, at)
            if quantity is not None and not any(masked[at : quantity.end]):
                quantity = with_direction_before(text, quantity, done)
                priced = with_currency_before(text, quantity, done)
                if priced is not quantity and priced.direction is Direction.EXACT:  # 超过港币30亿元
                    priced = with_direction_before(text, priced, done)
                quantity = priced
                found.append(replace(quantity, text=zh[quantity.start : quantity.end]))
                done = quantity.end
                break
    return tuple(q for q in found if soft or not q.soft)


# --- Counts, measures, money -------------------------------------------------------------------------------


def read_number(text: str, at: int) -> Quantity | None:
    if text[at] == "半":
        return _read_half_unit(text, at)
    if at and text[at].isdigit() and text[at - 1] in ".,/:" and at > 1 and text[at - 2].isdigit():
        return None
    numeral = read_numeral(text, at)
    if numeral is None or (numeral.han == 1 and text[at] in "零〇"):
        return None
    start_numeral, end, low, high = numeral, numeral.end, numeral.low, numeral.high
    spoken = read_spoken_decimal(text, at) if numeral.han and high is None else None
    if spoken and spoken[0] != end:
        rest = re.compile("[万亿]").match(text, spoken[0])
        scale = {"万": 10**4, "亿": 10**8}[rest.group()] if rest else 1
        end, low = spoken[0] + bool(rest), spoken[1] * scale
    direction = Direction.EXACT
    if numeral.several:
        direction = Direction.SEVERAL
    elif numeral.more:
        direction = Direction.MORE
    elif numeral.about:
        direction = Direction.ABOUT
    if high is None and direction is Direction.EXACT:
        end, low, high, numeral = _read_range(text, end, low, numeral)
    opened = False
    if text[end : end + 1] in ("余", "多", "来") and _opens(text, end, numeral):
        direction = Direction.ABOUT if text[end] == "来" else Direction.MORE
        end, opened = end + 1, True
    q = Quantity(at, end, "", Kind.CARDINAL, low, high, direction)
    return _with_unit(text, q, start_numeral, opened)


def _read_range(text: str, end: int, low: Decimal, numeral: Numeral) -> tuple[int, Decimal, Decimal | None, Numeral]:
    """Continue 3至5, 2000—3000, 3—5万 (both of them 万)."""
    m = re.compile(rf"%?{RANGE}{{1,2}}").match(text, end)
    second = read_numeral(text, m.end()) if m else None
    if m is None or second is None or second.several or second.high is not None:
        return end, low, None, numeral
    top = second.low
    tail = text[second.end - 1]
    if tail in "万亿" and not any(c in "万亿" for c in text[end - 1 : end]):
        scale = Decimal(10**4 if tail == "万" else 10**8)
        if low < top / scale:
            low *= scale
    return (second.end, low, top, second) if top > low else (end, low, None, numeral)


def _opens(text: str, at: int, numeral: Numeral) -> bool:
    """Whether 余, 多 or 来 after a numeral means "more than" here (not 2023多元…, 三来一补)."""
    after = text[at + 1 : at + 2]
    if text[at] == "来":
        return numeral.low >= 10 and bool(unit_words()[0].match(text, at + 1) or measure_words()[0].match(text, at + 1))
    if text[at] == "余":
        return after not in ("杭", "村", "姚", "额")
    return numeral.low >= 10 and after not in ("样", "边", "彩", "维", "极")


_TENTHS = re.compile("成(?![员立为功果都长就绩语型本分年群交效])(半|[一二三四五六七八九])?")


def _with_unit(text: str, q: Quantity, numeral: Numeral, opened: bool) -> Quantity | None:
    """Take in what follows the numeral, or refuse a numeral that needs something to follow and has nothing."""
    end = q.end
    if text.startswith("%", end) or text.startswith("％", end):
        q = replace(q, end=end + 1, kind=Kind.PERCENT)
        return with_direction_after(text, q)
    if text.startswith("‰", end):
        return replace(q, end=end + 1, kind=Kind.PERCENT, low=q.low / 10)
    if m := re.compile("个?百分点").match(text, end):
        return with_direction_after(text, replace(q, end=m.end(), kind=Kind.POINTS))
    if (m := _TENTHS.match(text, end)) and (q.high or q.low) <= 10:
        fives = 5 if m[1] == "半" else DIGITS.get(m[1], 0) if m[1] else 0
        high = q.high * 10 if q.high else None
        return _open_after(text, replace(q, end=m.end(), kind=Kind.PERCENT, low=q.low * 10 + fives, high=high))
    if m := re.compile("倍(?!增|感|受|速|数)").match(text, end):
        growth = bool(
            re.search(
                "(?:增长|增加|增|提高|提升|上升|扩大|放大|上涨|涨|多|高出|快|大)了?(?:近|约|超过|超|大约)?$",
                text[max(0, q.start - 6) : q.start],
            )
        )
        return _open_after(
            text, replace(q, end=m.end(), kind=Kind.MULTIPLE, verb=False, classifier="增" if growth else "")
        )
    if m := re.compile("个(?P<more>多)?(?P<half>半)?(?P<unit>月|小时|星期|世纪|季度|工作日)").match(text, end):
        key = unit_words()[1]["个" + m["unit"]][1]
        low = q.low + Decimal("0.5") if m["half"] else q.low
        direction = Direction.MORE if m["more"] else q.direction
        q = replace(q, end=m.end(), kind=Kind.MEASURE, unit=key, low=low, direction=direction)
        q = replace(q, soft=q.low == 1 and direction is Direction.EXACT and numeral.han == 1)
        return _open_after(text, q)
    pattern, units = unit_words()
    if m := pattern.match(text, end):
        kind, key = units[m.group()]
        if m.group() == "里" and numeral.han == 0:
            return replace(q)
        q = replace(q, end=m.end(), kind=kind, unit=key)
        below = re.search("(?:零下|(?<![\\d度℃])[-−])$", text[: q.start]) if key == "degC" else None
        if below:
            q = replace(q, start=below.start(), low=-q.low)
        if m.group() == "元" and (
            coins := re.compile(r"([\d一二三四五六七八九])角(?:([\d一二三四五六七八九])分)?").match(text, q.end)
        ):
            tenths, cents = read_integer(coins[1]), read_integer(coins[2] or "零")
            q = replace(q, end=coins.end(), low=q.low + Decimal(tenths * 10 + cents) / 100)
        if text[q.end : q.end + 1] == "半" and not text.startswith("半数", q.end) and q.high is None:
            q = replace(q, end=q.end + 1, low=q.low + Decimal("0.5"))
        q = replace(q, soft=q.low == 1 and q.direction is Direction.EXACT and numeral.han == 1)
        return _open_after(text, q)
    pattern2, classifiers = measure_words()
    if m := pattern2.match(text, end):
        word = m.group()
        more = re.compile("[多余]").match(text, m.end()) if not opened and q.low >= 10 else None
        q = replace(q, classifier=word)
        after = direction_after(text, m.end())
        if after:
            q = replace(q, end=after[0], direction=after[1])
        elif classifiers[word] or more:
            q = replace(q, end=m.end())
        if more and not after:
            q = replace(q, end=more.end(), direction=Direction.MORE)
        small = numeral.han == 1 and (q.low == 1 or word == "大")
        small = small or (
            text[q.start : end] == "万" or (text[q.start : end], word) == ("十", "大")
        )  # 温暖万人心, 十大
        return replace(q, soft=small and q.direction is Direction.EXACT)
    needs_more = (
        numeral.bare
        or (numeral.han == 1 and q.low <= 10 and q.high is None)
        or (numeral.han and q.high is not None and q.high < 20)
    )
    if needs_more and q.direction is Direction.EXACT:
        return None
    return with_direction_after(text, q)


def _open_after(text: str, q: Quantity) -> Quantity:
    """一年多, 三公里余, and then 以上 or 左右."""
    m = re.compile("多(?![次个项种元样方边层地部名家场位级维彩重语])|有余|余(?![杭村姚额下])").match(text, q.end)
    if m and q.direction is Direction.EXACT:
        q = replace(q, end=m.end(), direction=Direction.MORE, soft=False)
    return with_direction_after(text, q)


def _read_half_unit(text: str, at: int) -> Quantity | None:
    m = re.compile("半(个)?(年|月|小时|世纪|天|公里|亩|吨|分钟)(?!级|度|空)").match(text, at)
    if not m or (at and text[at - 1] in "上下后前多大两"):
        return None
    if (m[2] in ("月", "世纪") and not m[1]) or (m[2] == "年" and m[1]):
        return None
    name = f"个{m[2]}" if m[1] else m[2]
    kind, key = unit_words()[1][name]
    return _open_after(text, Quantity(at, m.end(), "", kind, Decimal("0.5"), unit=key))


_READERS: tuple[Callable[[str, int], Quantity | None], ...] = (
    read_ratio,
    read_clock,
    read_date,
    read_decades,
    read_decade,
    read_century,
    read_share,
    read_doubling,
    read_ordinal,
    read_ranking,
    read_number,
)
