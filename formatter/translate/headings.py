"""The numbers of subheadings: 一、 becomes I., （一） becomes (1), 1、 becomes 1."""

from __future__ import annotations

import re

from formatter.language.numbers.numerals import read_numeral

_NUMBER = re.compile(
    r"\s*(?:(?P<roman>[一二三四五六七八九十]{1,3})、|[（(](?P<inner>[一二三四五六七八九十]{1,3})[)）]|(?P<figure>\d{1,2})[.、．](?!\d))\s*"
)
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def read_heading_number(zh: str) -> tuple[int, str]:
    """Where a heading's number ends, and the number in English; (0, "") without one."""
    match = _NUMBER.match(zh)
    if not match:
        return 0, ""
    if match["figure"]:
        return match.end(), f"{match['figure']}."
    word = match["roman"] or match["inner"]
    numeral = read_numeral(word, 0)
    if numeral is None or numeral.end != len(word):
        return 0, ""
    value = int(numeral.low)
    return match.end(), f"{_roman(value)}." if match["roman"] else f"({value})"


def _roman(value: int) -> str:
    out = ""
    for size, letters in _ROMAN:
        out += letters * (value // size)
        value %= size
    return out
