"""The numbers of subheadings, and the numbered parts of a programme: 一、 becomes I., 第一单元 Session 1."""

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


_PARTS = {
    "单元": "Session", "场": "Session", "场次": "Session", "场会议": "Session", "节": "Session", "环节": "Part", "部分": "Part", "篇": "Part", "阶段": "Phase",
    "分论坛": "Sub-Forum", "平行论坛": "Parallel Forum", "平行分论坛": "Parallel Sub-Forum", "专题论坛": "Thematic Forum", "主题论坛": "Thematic Forum",
    "分会场": "Breakout Session", "分会": "Breakout Session", "专场": "Special Session", "圆桌论坛": "Roundtable", "圆桌会议": "Roundtable", "圆桌对话": "Roundtable",
    "圆桌": "Roundtable", "工作坊": "Workshop", "板块": "Section", "章": "Chapter", "编": "Part", "专题": "Topic", "议题": "Topic", "主旨演讲": "Keynote Speech",
    "主题演讲": "Keynote Speech", "全体会议": "Plenary Session", "次全体会议": "Plenary Session", "专题研讨": "Seminar", "研讨会": "Seminar", "小组讨论": "Panel Discussion",
    "组": "Group", "辑": "Part",
}  # fmt: skip
_NAMES = "|".join(sorted(_PARTS, key=len, reverse=True))
_DIGITS = r"[一二三四五六七八九十]{1,3}|\d{1,2}"
_PART = re.compile(
    rf"\s*(?:第(?P<before>{_DIGITS})(?P<name>{_NAMES})|(?P<first>{_NAMES})(?P<after>{_DIGITS}))"
    r"(?P<end>\s*$|\s*[：:　 —–-]+\s*(?=\S))"
)


def read_part(zh: str) -> tuple[int, str]:
    """Where the name of a programme's numbered part ends, and its English: 第一单元：… is Session 1: …

    (0, "") for a text that begins with none. Where a title follows, the English ends in a colon.
    """
    match = _PART.match(zh)
    if not match:
        return 0, ""
    word = match["before"] or match["after"]
    numeral = read_numeral(word, 0)
    if numeral is None or numeral.end != len(word):
        return 0, ""
    name = f"{_PARTS[match['name'] or match['first']]} {int(numeral.low)}"
    return match.end(), name if match.end() == len(zh) else f"{name}:"


def _roman(value: int) -> str:
    out = ""
    for size, letters in _ROMAN:
        out += letters * (value // size)
        value %= size
    return out
