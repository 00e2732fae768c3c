"""American and British spelling (data/spelling.tsv), with what must not change left alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from formatter.language.tables import read_pairs, read_table

_ENDINGS = ("", "s", "ed", "ing", "er", "ers", "ist", "ists", "able", "ably", "ful", "less", "hood", "hoods", "ly")
_IZE_ENDINGS = ("e", "es", "ed", "ing", "er", "ers", "ation", "ations", "ational", "able")


@cache
def _forms() -> dict[str, str]:
    """Every American form and its British one."""
    table: dict[str, str] = {}
    pairs = read_pairs("spelling", "us", "gb")
    for us, gb in pairs.items():
        if us.endswith(("ize", "yze")):
            for ending in _IZE_ENDINGS:
                table[us[:-1] + ending] = gb[:-1] + ending
            continue
        for ending in _ENDINGS:
            if us.endswith("er") and ending in ("ed", "ing"):
                continue  # centered, centering stand in the table themselves
            if us.endswith("e") and ending[:1] in ("e", "i", "a"):
                continue
            if " " in gb and ending:
                continue
            table.setdefault(us + ending, gb + ending)
    return table | pairs


@cache
def _to_american() -> dict[str, str]:
    kept = tuple(row["gb"] for row in read_table("spelling") if row["kept"])  # American too: dialogue
    return {gb: us for us, gb in _forms().items() if not gb.startswith(kept)}


@cache
def _pattern(british: bool) -> re.Pattern[str]:
    """Match what may be a known form: those of several words, and every single word, to be looked up.

    A pattern of all the forms takes a quarter of a second to compile.
    """
    words = _forms() if british else _to_american()
    several = sorted((w for w in words if not re.fullmatch(r"\w+", w)), key=len, reverse=True)
    return re.compile("".join(rf"\b{re.escape(w)}\b|" for w in several) + r"\w+", re.IGNORECASE)


def to_spelling(text: str, spelling: str, protected: Iterable[tuple[int, int]] = ()) -> str:
    """Give a text American (en-US) or British (en-GB) spelling.

    ``protected`` are spans that keep theirs: glossary renderings, names, quotations. Raises ValueError for any other
    spelling.
    """
    if spelling not in ("en-US", "en-GB"):
        raise ValueError(f"unknown spelling {spelling}: en-US or en-GB")
    british = spelling == "en-GB"
    forms = _forms() if british else _to_american()
    spans = tuple(protected)

    def swap(m: re.Match[str]) -> str:
        if any(a < m.end() and m.start() < b for a, b in spans):
            return m.group()
        word = m.group()
        new = forms.get(word.lower())
        if new is None:
            return word
        if word.isupper() and len(word) > 1:
            return new.upper()
        return new[:1].upper() + new[1:] if word[:1].isupper() else new

    return _pattern(british).sub(swap, text)
