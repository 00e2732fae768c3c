"""Running heads: both languages on one line; what is too long is set smaller, then shortened where a phrase ends.

A head is never cut off in a word, and never ends in a small word (“… and”).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from formatter.layout.styles import RoleStyle, TextStyle
from formatter.writers.pdf.items import SMALL_WORDS
from formatter.writers.pdf.rows import Setter
from formatter.writers.pdf.setting import SetLine

SPACE = 18.0  # points between the two languages, at least
SIZES = (1.0, 0.95, 0.9)  # of the design's; the last one is the smallest that still looks like it
SMALLEST = 7.0  # points
_PAUSES = ",:;，、：；"
_CHINESE_ENDS = re.compile(r"[，、：；]|(?=[\u3000 （《“])")
Heads = tuple[SetLine | None, SetLine | None]


def set_heads(setter: Setter, texts: tuple[str, str], style: RoleStyle, width: float) -> Heads:
    """Set the Chinese and the English head in ``width`` points. One of the texts may be empty: facing pages."""
    lines: Heads = (None, None)
    for share in SIZES:
        styles = (_smaller(style.zh, share), _smaller(style.en, share))
        lines = (setter.one_line(texts[0], styles[0], "zh-Hans"), setter.one_line(texts[1], styles[1], "en"))
        widths = [line.width if line else 0.0 for line in lines]
        room = width - (SPACE if all(widths) else 0.0)
        if sum(widths) <= room:
            return lines
    # each may have half; what one does not need is the other's
    rooms = [max(room / 2, room - other) for other in reversed(widths)]
    return tuple(
        line if line is None or line.width <= limit else _shortened(setter, text, each, lang, limit)
        for line, text, each, lang, limit in zip(lines, texts, styles, ("zh-Hans", "en"), rooms, strict=True)
    )  # type: ignore[return-value]


def _smaller(style: TextStyle, share: float) -> TextStyle:
    return replace(style, size=max(min(style.size, SMALLEST), style.size * share))


def _shortened(setter: Setter, text: str, style: TextStyle, lang: str, width: float) -> SetLine | None:
    """The longest beginning that fits: at a phrase's end, if that keeps half of what could be kept, else at a word's."""
    ends = list(english_ends(text) if lang == "en" else chinese_ends(text))
    fitting: list[tuple[int, bool, SetLine]] = []
    for end, phrase in sorted(ends, reverse=True):
        line = setter.one_line(text[:end].rstrip(" \u3000" + _PAUSES) + "…", style, lang)
        if line is not None and line.width <= width:
            fitting.append((end, phrase, line))
            if phrase or 2 * end < fitting[0][0]:
                break
    if not fitting:
        return None
    best = fitting[-1] if fitting[-1][1] and 2 * fitting[-1][0] >= fitting[0][0] else fitting[0]
    return best[2]


def english_ends(text: str) -> Iterator[tuple[int, bool]]:
    """(offset, whether a phrase ends there) of every gap between words but after a small one."""
    words = re.finditer(r"\S+", text)
    before = next(words, None)
    for word in words:
        assert before is not None
        if before[0].lower() not in SMALL_WORDS:
            yield before.end(), before[0][-1] in _PAUSES or word[0] in SMALL_WORDS
        before = word


def chinese_ends(text: str) -> Iterator[tuple[int, bool]]:
    """Gaps and pauses end phrases; elsewhere between any two hanzi, but not within a Latin word or number."""
    phrases = {match.end() for match in _CHINESE_ENDS.finditer(text)}
    for end in range(2, len(text) - 1):
        if not (text[end - 1].isascii() and text[end].isascii() and text[end - 1 : end + 1].isalnum()):
            yield end, end in phrases
