"""English numerals, written and read: twenty-three, 3.6 billion, two-thirds, 93rd, ninety-third."""

from __future__ import annotations

import re
from decimal import Decimal

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT_SCALES = {"m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12, "k": 10**3}
_IRREGULAR = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
              "twelve": "twelfth"}  # fmt: skip

WORDS: dict[str, int] = {w: i for i, w in enumerate(_ONES)} | {w: 20 + 10 * i for i, w in enumerate(_TENS)}


def _ordinal_word(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    return word[:-1] + "ieth" if word.endswith("y") else word + "th"


ORDINAL_WORDS: dict[str, int] = {_ordinal_word(w): n for w, n in WORDS.items() if n} | {
    _ordinal_word(w): n for w, n in SCALES.items()
}


def spell_number(n: int) -> str:
    """A whole number below a million million in words, American style (no "and")."""
    if n < 20:
        return _ONES[n]
    if n < 100:
        tens, ones = divmod(n, 10)
        return _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")
    for word in ("billion", "million", "thousand", "hundred"):
        scale = SCALES[word]
        if n >= scale:
            head, rest = divmod(n, scale)
            return f"{spell_number(head)} {word}" + (f" {spell_number(rest)}" if rest else "")
    raise AssertionError("unreachable")


def spell_ordinal(n: int) -> str:
    """first, twenty-third, one hundredth."""
    words = spell_number(n)
    head, sep, last = re.match(r"(.*?)([ -]?)([a-z]+)$", words).groups()  # type: ignore[union-attr]
    return f"{head}{sep}{_ordinal_word(last)}"


def ordinal_digits(n: int) -> str:
    """93rd, 11th."""
    suffix = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n:,}{suffix}"


_WORD = "|".join(sorted([*WORDS, *SCALES], key=len, reverse=True))
_SCALE = "trillion|billion|million|thousand|hundred"
_AND = r"(?:(?<=hundred)|(?<=thousand)|(?<=million)|(?<=billion))[ \u00a0]and[ \u00a0]"
NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:[ \u00a0-]?(?:{_SCALE})|(?:[ \u00a0]?(?:bn|tn|mn)|[mk])(?![a-z]))?(?:[ \u00a0](?:{_SCALE}))?"
    rf"|(?:(?:a|one)[ \u00a0])?(?:{_WORD})(?:(?:[ \u00a0-]|{_AND})(?:{_WORD})(?![a-z]))*(?![a-z])"
    rf"|a[ \u00a0](?:{_SCALE})(?![a-z])"
)
"""A pattern for one English cardinal (to be compiled with re.IGNORECASE)."""


def read_english_number(text: str) -> Decimal | None:
    """The value of what NUMBER matched, None if the words do not make a number ("one two")."""
    total, section = Decimal(0), Decimal(0)
    last: Decimal | None = None
    for token in re.findall(r"\d[\d,]*(?:\.\d+)?|[a-z]+", text.lower()):
        if token[0].isdigit():
            section += Decimal(token.replace(",", ""))
            last = None
        elif token in ("a", "and"):
            continue
        elif token in WORDS:
            value = Decimal(WORDS[token])
            if last is not None and (last < 20 or value >= 10):
                return None
            section, last = section + value, value
        elif token == "hundred":
            section, last = (section or Decimal(1)) * 100, None
        else:
            scale = SCALES.get(token) or _SHORT_SCALES.get(token)
            if scale is None:
                return None
            value = section or (Decimal(1) if not total else Decimal(0))
            if value:
                total += value * scale
            else:
                total *= scale
            section, last = Decimal(0), None
    return total + section
