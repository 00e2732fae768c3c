"""The numbers that Word writes before paragraphs by itself: they are in no text, so they are worked out here.

Source: ISO/IEC 29500-1, 17.9 (numbering) and 17.18.59 (ST_NumberFormat).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_DIGITS = "零一二三四五六七八九"


def chinese_number(value: int) -> str:
    """Write 1 to 9,999 in Chinese: 一, 十, 十二, 二十, 一百零五."""
    if not 0 < value < 10000:
        return str(value)
    out, rest, zero = "", value, False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, rest = divmod(rest, unit)
        if digit:
            out += ("零" if zero and out else "") + ("" if digit == 1 and unit == 10 and not out else _DIGITS[digit]) + name
            zero = False
        else:
            zero = True
    return out


def _letters(value: int) -> str:
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _roman(value: int) -> str:
    out = ""
    for size, sign in ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        count, value = divmod(value, size)
        out += sign * count
    return out


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02}",
    "decimalFullWidth": lambda n: "".join(chr(ord(c) + 0xFEE0) for c in str(n)),
    "decimalEnclosedCircle": lambda n: chr(0x2460 + n - 1) if n <= 20 else str(n),
    "decimalEnclosedCircleChinese": lambda n: chr(0x2460 + n - 1) if n <= 20 else str(n),
    "chineseCounting": chinese_number,
    "chineseCountingThousand": chinese_number,
    "ideographDigital": lambda n: "".join(_DIGITS[int(c)] for c in str(n)).replace("零", "〇"),
    "japaneseCounting": chinese_number,
    "taiwaneseCounting": chinese_number,
    "taiwaneseCountingThousand": chinese_number,
    "ideographTraditional": lambda n: "甲乙丙丁戊己庚辛壬癸"[(n - 1) % 10],
    "lowerLetter": _letters,
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
}


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int
    suffix: str


class Numbering:
    """Counts along with the paragraphs of one document."""

    def __init__(self, numbering: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if numbering is None:
            return
        for abstract in numbering.iter(f"{W}abstractNum"):
            levels = {int(level.get(f"{W}ilvl", "0")): _read_level(level) for level in abstract.iter(f"{W}lvl")}
            self._levels[abstract.get(f"{W}abstractNumId", "")] = levels
        for num in numbering.iter(f"{W}num"):
            link = num.find(f"{W}abstractNumId")
            if link is not None:
                self._abstract[num.get(f"{W}numId", "")] = link.get(f"{W}val", "")

    def next(self, num_id: str, level: int) -> str:
        """Give the number that Word shows before the next paragraph of a list; "" for bullets and no list."""
        abstract = self._abstract.get(num_id, "")
        levels = self._levels.get(abstract, {})
        if num_id == "0" or level not in levels:
            return ""
        counts = self._counts[abstract]
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [k for k in counts if k > level]:
            del counts[deeper]
        here = levels[level]
        if here.format not in _FORMATS:
            return ""
        text = here.text
        for index, one in levels.items():
            if f"%{index + 1}" in text:
                write = _FORMATS.get(one.format, str)
                text = text.replace(f"%{index + 1}", write(counts.get(index, one.start)))
        return text + (" " if here.suffix != "nothing" and text[-1:].isascii() and text else "")


def _value(parent: etree._Element, name: str, default: str) -> str:
    found = parent.find(f"{W}{name}")
    return default if found is None else found.get(f"{W}val", default)


def _read_level(level: etree._Element) -> _Level:
    start = _value(level, "start", "1")
    return _Level(_value(level, "numFmt", "decimal"), _value(level, "lvlText", ""), int(start) if start.isdigit() else 1, _value(level, "suff", "tab"))
