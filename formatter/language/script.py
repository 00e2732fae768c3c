"""Facts about the characters of Chinese text, and the one form in which Chinese is compared.

Everything that matches Chinese text compares ``fold(a)`` with ``fold(b)``. Folding works character by character and
so keeps substrings: if a term stands in a text, the folded term stands in the folded text. It is for comparing only;
what is shown, read aloud or translated is the text itself, or ``to_simplified`` of it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from opencc import OpenCC

# --- Han ---------------------------------------------------------------------------------------------------

# Unified ideographs with extensions A to I, compatibility ideographs, radicals, 〇 々 〡–〩 (Unicode 16, ch. 18).
HAN_RANGES = (
    (0x2E80, 0x2FD5),
    (0x3005, 0x3005),
    (0x3007, 0x3007),
    (0x3021, 0x3029),
    (0x3038, 0x303B),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x2FA1F),
    (0x30000, 0x323AF),
)
HAN_CLASS = "".join(f"{chr(a)}-{chr(b)}" for a, b in HAN_RANGES)  # for use inside [...] of a regular expression
_HAN = re.compile(f"[{HAN_CLASS}]")


def is_han(char: str) -> bool:
    return _HAN.match(char) is not None


def has_han(text: str) -> bool:
    return _HAN.search(text) is not None


def count_han(text: str) -> int:
    return sum(1 for _ in _HAN.finditer(text))


# --- Punctuation (GB/T 15834-2011) -------------------------------------------------------------------------

SENTENCE_ENDS = frozenset("。！？!?…")
PAUSES = frozenset("，、；：,;:")
OPENING = frozenset("“‘（《〈「『【〔［｛〖〝﹁﹃([{")
CLOSING = frozenset("”’）》〉」』】〕］｝〗〞﹂﹄)]}")
QUOTES = frozenset("“”‘’「」『』﹁﹂﹃﹄〝〞〟„‟‚‛＂＇\"'")
MIDDLE_DOTS = frozenset("·•・‧∙⋅･‧᛫●")
DASHES = frozenset("—―–─－‐‑‒-")
CHINESE_PUNCTUATION = frozenset("。，、；：！？“”‘’（）《》〈〉「」『』【】〔〕［］｛｝〖〗—…·～")

# Zero width: joiners, marks of direction, byte order mark, soft hyphen, variation selectors.
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")

WIDE_SPACE = "\u3000"


def is_invisible(char: str) -> bool:
    """Tell whether a character takes no room and means nothing to a reader (zero-width space, BOM …)."""
    return _INVISIBLE.match(char) is not None


def remove_invisible(text: str) -> str:
    return _INVISIBLE.sub("", text)


def width(text: str) -> int:
    """Count columns: two for Han and full-width characters, none for combining and invisible ones."""
    columns = 0
    for char in text:
        if not unicodedata.combining(char) and not is_invisible(char):
            columns += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return columns


# --- Traditional and simplified ----------------------------------------------------------------------------

_T2S = OpenCC("t2s")

# OpenCC leaves the particle 著 (看著) and 甚麼 alone, since 著 is also simplified (著名).
_REGIONAL = re.compile("甚[麼么]|(?<![\u663e\u986f\u5353名专專论論编編原译譯巨遗遺合土昭拙新旧舊所执執撰])著(?![名作述称稱者书書录錄文])")


@cache
def _varying() -> re.Pattern[str]:
    """Find characters that have another simplified form; text without them needs no conversion."""
    chars = [chr(code) for first, last in ((0x3400, 0x9FFF), (0xF900, 0xFAFF)) for code in range(first, last + 1)]
    simplified = _T2S.convert("\n".join(chars)).split("\n")  # line by line: no phrase may join two of them
    varying = "".join(char for char, plain in zip(chars, simplified, strict=True) if char != plain)
    return re.compile(f"[{varying}\U00020000-\U000323af]")


def to_simplified(text: str) -> str:
    """Give the simplified form of a text, of the same length, so that offsets hold in both."""
    if not _varying().search(text):
        return text
    if is_traditional(text):
        text = _REGIONAL.sub(lambda m: "着" if m[0] == "著" else "什么", text)
    converted = _T2S.convert(text)
    return converted if len(converted) == len(text) else "".join(map(_simplify_char, text))


@cache
def _simplify_char(char: str) -> str:
    converted = _T2S.convert(char)
    return converted if len(converted) == 1 else char


@cache
def _script_of(char: str) -> int:
    """1 for a character of traditional text alone, -1 of simplified text alone, 0 for both.

    Evidence is the two national standards: Big5 holds the traditional repertoire, GB2312 the simplified one.
    """
    if not is_han(char):
        return 0
    in_gb, in_big5 = _encodable(char, "gb2312"), _encodable(char, "big5")
    if in_big5 and not in_gb and _simplify_char(char) != char:
        return 1
    return -1 if in_gb and not in_big5 else 0


def _encodable(char: str, codec: str) -> bool:
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def is_traditional(text: str) -> bool:
    """Tell whether a text is written in traditional characters: more that only they use than only simplified ones."""
    return sum(map(_script_of, text)) > 0


# --- Folding -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in its form for comparison.

    ``offsets[i]`` is the source offset of ``text[i]``; one more entry holds the length of the source.
    """

    text: str
    offsets: tuple[int, ...]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Give the source range of the folded range ``start:end``, without dropped characters at its edges."""
        first = self.offsets[start]
        return (first, self.offsets[end - 1] + 1) if end > start else (first, first)


@cache
def _fold_char(char: str) -> str:
    """Fold one character to one character, "" to drop it, or " " for any space."""
    if is_invisible(char):
        return ""
    if char.isspace():
        return " "
    if char in QUOTES:
        return '"'
    if char in MIDDLE_DOTS:
        return "·"
    if char in "～〜∼":
        return "~"
    if char in "―─–":
        return "—"
    if char in "－‐‑‒":
        return "-"
    if "\uff01" <= char <= "\uff5e":  # full-width forms of ASCII
        return chr(ord(char) - 0xFEE0)
    if is_han(char):
        # Radicals and compatibility ideographs come from PDF pages: ⼀ is 一.
        normal = unicodedata.normalize("NFKC", char)
        char = _simplify_char(normal if len(normal) == 1 else char)
        return "着" if char == "著" else char
    return char


def _is_cjk(char: str) -> bool:
    return is_han(char) or char in CHINESE_PUNCTUATION or char in '"·~—…'


def fold(text: str) -> Folded:
    """Fold a text for comparison.

    Width forms of ASCII and Chinese commas become ASCII; all quotation marks become one; traditional becomes
    simplified, one character for one; invisible characters go; spaces go except between Latin words and figures,
    where a run of them becomes one. Letter case is kept.
    """
    chars: list[str] = []
    offsets: list[int] = []
    gap = -1  # offset of a space that is kept only if Latin text stands on both sides
    for offset, char in enumerate(text):
        folded = _fold_char(char)
        if folded == "":
            continue
        if folded == " ":
            if gap < 0:
                gap = offset
            continue
        if gap >= 0 and chars and not _is_cjk(chars[-1]) and not _is_cjk(folded):
            chars.append(" ")
            offsets.append(gap)
        gap = -1
        chars.append(folded)
        offsets.append(offset)
    return Folded("".join(chars), (*offsets, len(text)))
