"""Which characters may not start or end a line, and what room each takes (W3C CLREQ 3.1, GB/T 15834-2011 5.1).

Widths are thousandths of an em. Chinese marks are full-width characters with their ink in one half; the other half is
space that a line may take away. So a mark is half an em of ink here, and its space belongs to the gap beside it.
"""

from __future__ import annotations

from enum import IntEnum
from functools import cache

from formatter.language.script import is_han


class Kind(IntEnum):
    HAN = 0  # ideographs, kana, full-width letters and symbols: one em, no space of their own
    OPEN = 1  # （《“: ink in the right half
    CLOSE = 2  # ）》”: ink in the left half
    COMMA = 3  # ，、；：: ink in the left half
    STOP = 4  # 。！？: ink in the left half
    DOT = 5  # ·: half an em, ink in the middle
    WIDE = 6  # —— …… ～: full width, joined to nothing by space
    LATIN = 7  # a word or number of another script
    SPACE = 8


_OPEN = frozenset("“‘（《〈「『【〔［｛〖〝")
_CLOSE = frozenset("”’）》〉」』】〕］｝〗〞")
_COMMA = frozenset("，、；：")
_STOP = frozenset("。！？．")
_DOT = frozenset("·‧・")
_WIDE = frozenset("—―…～⸺－／")
QUOTES = frozenset("“”‘’")

# Line-start prohibition. GB/T 15834 5.1.6–5.1.9 adds connecting marks, the middle dot and the slash; 5.1.4 and
# 5.1.5 let dashes and ellipses start a line, if they aren't cut.
NO_START = _CLOSE | _COMMA | _STOP | _DOT | frozenset("～－／/–-,.;:!?)]}»%‰％℃°′″々〻ー゛゜ヽヾゝゞ’”")
# Line-end prohibition, with currency and number signs that belong to what follows.
NO_END = _OPEN | frozenset("／/([{«$￥¥£€₩#＃№§@＠")

# Marks whose ink fills the left half of their em.
LEFT_INK = frozenset((Kind.CLOSE, Kind.COMMA, Kind.STOP))


@cache
def kind_of(char: str, chinese: bool) -> Kind:
    """Classify a character in Chinese text, or in text of another language (where “ ” · … — are that language's)."""
    if char in " \u00a0\u3000\t\n":
        return Kind.SPACE
    if not chinese and char in "“”‘’·…—―":
        return Kind.LATIN
    for kind, members in (
        (Kind.OPEN, _OPEN),
        (Kind.CLOSE, _CLOSE),
        (Kind.COMMA, _COMMA),
        (Kind.STOP, _STOP),
        (Kind.DOT, _DOT),
        (Kind.WIDE, _WIDE),
    ):
        if char in members:
            return kind
    code = ord(char)
    # Kana, Hangul, CJK symbols, enclosed and full-width forms, circled numbers, geometric shapes, arrows
    wide = (
        0x2460 <= code < 0x2500
        or 0x25A0 <= code < 0x2700
        or 0x2190 <= code < 0x2200
        or 0x3000 <= code < 0x3400
        or 0xAC00 <= code < 0xD7A4
        or 0xFE30 <= code < 0xFE50
        or 0xFF00 <= code < 0xFFF0
        or 0x2150 <= code < 0x2190
    )
    return Kind.HAN if wide or is_han(char) else Kind.LATIN


def may_start(char: str) -> bool:
    return char not in NO_START


def may_end(char: str) -> bool:
    return char not in NO_END
