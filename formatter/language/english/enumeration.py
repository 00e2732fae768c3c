"""Enumerations that Chinese speeches count aloud (一是…二是…) as one consistent English series: First, … Second, …"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from formatter.language.english.case import sentence_start
from formatter.language.numbers.english_numerals import spell_ordinal
from formatter.language.numbers.numerals import read_numeral
from formatter.language.script import to_simplified

_ENUMERATOR = re.compile(
    r"(?:(?<=^)|(?<=[。；！？，：:;\s”]))(?:其(?P<a>[一二三四五六七八九十]{1,2})(?:是)?[，,、]?|(?P<b>[一二三四五六七八九十]{1,2})(?:是|来(?=[，,])|则(?=[是为])|(?=[要靠须]))[，,]?"
    r"|第(?P<c>[一二三四五六七八九十]{1,2})(?:点?是[，,]?|点?[，,、：:])|(?P<d>首先|其次|再次|最后)(?:是)?[，,](?![^。]*先后))"
)
_WORDS = {"首先": 1, "其次": 2, "再次": 3, "最后": -1}


@dataclass(frozen=True, slots=True)
class Enumerator:
    """A counting phrase: where it stands in the Chinese, its number (-1: the last), the English that opens the item."""

    start: int
    end: int
    number: int
    en: str


def _lead(number: int) -> str:
    return "Finally," if number < 0 else f"{spell_ordinal(number).capitalize()},"


def find_enumerators(zh: str) -> tuple[Enumerator, ...]:
    """Find the counting phrases of a text: 一是, 其二, 第三， 首先，"""
    found = []
    for m in _ENUMERATOR.finditer(to_simplified(zh)):
        word = m["a"] or m["b"] or m["c"]
        if word:
            numeral = read_numeral(word, 0)
            number = int(numeral.low) if numeral and numeral.end == len(word) else 0
        else:
            number = _WORDS[m["d"]]
        if number:
            found.append(Enumerator(m.start(), m.end(), number, _lead(number)))
    return tuple(found)


def enumeration_series(texts: Sequence[str]) -> tuple[tuple[Enumerator, ...], ...]:
    """The enumerators of each text that belong to a series over all of them; a lone 一是 without 二是 is none.

    ``texts`` are the segments or paragraphs of one speech in order. A series counts 1, 2, 3 …; it ends where the next 1
    begins.
    """
    found = [(i, e) for i, text in enumerate(texts) for e in find_enumerators(text)]
    keep: set[tuple[int, int]] = set()
    run: list[tuple[int, Enumerator]] = []

    def close() -> None:
        if len(run) > 1:
            keep.update((i, e.start) for i, e in run)
        run.clear()

    for i, e in found:
        if e.number == 1:
            close()
        if e.number == 1 or (run and e.number in (-1, run[-1][1].number + 1)):
            run.append((i, e))
        elif e.number > 0:
            close()
    close()
    return tuple(tuple(e for e in find_enumerators(text) if (i, e.start) in keep) for i, text in enumerate(texts))


_ENGLISH_LEAD = re.compile(
    r"^(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|fifth(?:ly)?|sixth(?:ly)?|seventh(?:ly)?|eighth(?:ly)?|ninth(?:ly)?|"
    r"tenth(?:ly)?|finally|last(?:ly)?|next|one|two|three|four|five|six|seven|eight|nine|ten|the (?:first|second|third|fourth|fifth|sixth|last|other)(?: one)?|\d+[.)])"
    r"(?: of all| and foremost)?(?:,| is to| is that| is the| is| was|:|\.| —|—)\s*(?:to (?=[a-z]))?",
    re.IGNORECASE,
)


def with_enumerator(en: str, number: int) -> str:
    """Open an English sentence with its place in the series, in place of whatever counting phrase it begins with."""
    rest = _ENGLISH_LEAD.sub("", en.lstrip(), count=1)
    first = re.match(r"[^\W\d_]+", rest)
    # Only a word that English raises for the sentence start alone may be lowered; a name is left as it is.
    if first and first.group().lower() in _LOWERED:
        rest = rest[0].lower() + rest[1:]
    return sentence_start(f"{_lead(number)} {rest}")


_LOWERED_WORDS = (
    "the a an we our it its they their this that these those there in on at by to for with from as when while through all "
    "more efforts"
)
_LOWERED = frozenset(_LOWERED_WORDS.split())
