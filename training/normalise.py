"""Make text uniform before training; the same character map is built into the sentencepiece model."""

from __future__ import annotations

import re


def _chinese_map() -> dict[int, str]:
    """Full-width letters and digits, odd blanks, zero-width characters, corner quotes."""
    table: dict[int, str] = {}
    for first, last in ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A)):
        table |= {code: chr(code - 0xFEE0) for code in range(first, last + 1)}
    table |= {ord(c): chr(ord(c) - 0xFEE0) for c in "％＋－／＆＠＄＃＊＝＿．＾＼｜＜＞"}
    table |= {ord(c): " " for c in "\u3000\u00a0\u2002\u2003\u2007\u2009\u202f\u205f\t\r\n"}
    table |= {ord(c): "" for c in "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"}
    table |= {ord(a): b for a, b in zip("「」『』﹁﹂﹃﹄", "“”‘’“”‘’", strict=True)}
    table |= {ord(a): b for a, b in zip("﹑﹐﹔﹕", "、，；：", strict=True)}
    return table


CHINESE = _chinese_map()
ENGLISH = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **CHINESE,
    **{ord(a): b for a, b in zip("‘’‚‛“”„‟´`", "''''\"\"\"\"''", strict=True)},
    **{ord(a): b for a, b in zip("…。、「」『』", ("...", ".", ",", '"', '"', "'", "'"), strict=True)},
}
_BLANKS = re.compile(r" {2,}")
_LOOSE = re.compile(r"[\W_]+")


def normalise_zh(text: str) -> str:
    return _BLANKS.sub(" ", text.translate(CHINESE)).strip()


def normalise_en(text: str) -> str:
    return _BLANKS.sub(" ", text.translate(ENGLISH)).strip()


def loose_key(text: str) -> str:
    """What two texts have in common that differ only in punctuation, blanks, width and case."""
    return _LOOSE.sub("", text.translate(ENGLISH)).lower()


def sentencepiece_rules() -> str:
    """The Chinese map as sentencepiece's ``normalization_rule_tsv``: hexadecimal code points."""
    rows = ((code, text) for code, text in sorted(CHINESE.items()) if code not in (9, 10, 13))
    return "".join(f"{code:X}\t{' '.join(f'{ord(c):X}' for c in text)}\n" for code, text in rows)
