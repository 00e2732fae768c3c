"""What a match must not cut: a number, a Latin word, a quotation, a gap between phrases, or a Chinese word.

Chinese is written without spaces, so that 中国 is also written in 发展中国家, and 武汉市 in 武汉市委. Words that no
match may cut are data (words.py); this module weighs them against what else stands at the same place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from formatter.language.script import Folded, fold, is_han

Range = tuple[int, int]

_OPENING_QUOTES, _CLOSING_QUOTES = "“‘「『﹁﹃〝", "”’」』﹂﹄〞"
_NUMERAL = frozenset("0123456789〇零一二三四五六七八九十百千万亿两")


def find_place(text: str, folded: Folded, first: int, last: int) -> Range | None:
    """Give the source range of a folded one, taking in a quotation mark that pairs with one inside it.

    None if the quotation marks inside do not pair even so: the match would straddle a quotation's edge.
    """
    start, end = folded.source(first, last)
    if end - start == last - first:  # nothing was dropped between
        return start, end
    depth = lowest = 0
    for char in text[start:end]:
        depth += (char in _OPENING_QUOTES) - (char in _CLOSING_QUOTES)
        lowest = min(lowest, depth)
    for _ in range(-lowest):  # closed inside, opened before
        if start == 0 or text[start - 1] not in _OPENING_QUOTES:
            return None
        start -= 1
    for _ in range(depth - lowest):  # opened inside, closed after
        if end == len(text) or text[end] not in _CLOSING_QUOTES:
            return None
        end += 1
    return start, end


def cuts_text(text: str, start: int, end: int, person: bool) -> str:
    """Say what a range would cut: a number, a Latin word, or the gap between two phrases; "" for nothing.

    A ``person``'s name may be padded (陈　光); anything else has ended at a wide gap. A space parts two single
    characters too (副司长 江水清 is not 长江), unless the text around them is set apart likewise (长 江 流 域).
    """
    inner = text[start:end]
    if not person and re.search(r"\s[^\S\n]*\s|[\u3000\n]", inner):
        return "a gap or a line break stands inside it"
    if not person and len(inner) == 3 and inner[1].isspace() and _is_close(text, start, end):
        return "the space inside it parts two words"
    head, tail = fold(inner[0]).text, fold(inner[-1]).text
    if _guarded(head) and start and not text[start - 1].isspace():
        before = fold(text[max(0, start - 6) : start]).text
        if (before[-1:] in _NUMERAL and head in _NUMERAL) or (re.search(r"[0-9][.,]$", before) and head.isdigit()):
            return "it would cut the number before it"
        if _joined(before, fold(inner).text):
            return "it would cut a Latin word"
    if _guarded(tail) and end < len(text) and not text[end].isspace():
        after = fold(text[end : end + 6]).text
        if (after[:1] in _NUMERAL and tail in _NUMERAL) or (re.match(r"[.,][0-9]", after) and tail.isdigit()):
            return "it would cut the number after it"
        if _joined(fold(inner).text, after):
            return "it would cut a Latin word"
    return ""


def _is_close(text: str, start: int, end: int) -> bool:
    """Tell whether a Han character stands directly before or after a range."""
    return (start > 0 and is_han(text[start - 1])) or (end < len(text) and is_han(text[end]))


def _guarded(char: str) -> bool:
    return char in _NUMERAL or (char.isascii() and char.isalnum())


def _joined(left: str, right: str) -> bool:
    """Tell whether two pieces of text meet inside a run of Latin letters and figures, as in COP|15.

    A year may stand against a word: 2023AI大会.
    """
    edge = left[-1:] + right[:1]
    if len(edge) < 2 or not (edge.isascii() and edge.isalnum()) or edge.isdigit():
        return False
    if edge.isalpha():
        return True
    return not (re.search(r"(?<![0-9])[0-9]{4}$", left) or re.match(r"[0-9]{4}(?![0-9])", right))


# --- Words -------------------------------------------------------------------------------------------------

# Words of one character that may be all that is left of a match beside the word that it cuts: 和|平台.
_PARTICLES = frozenset(
    "和与及的地得在是了对从向把将为以等到由被让给比也都就又再很更最不没有这那其各每该本我他她它们着过上下内外里前后人"
)
# Last characters of places and bodies that begin a word of their own: 东西湖|区委, 长江日报|社长, 宣传|部门.
_SUFFIXES = frozenset("市省县区州盟旗镇乡村社院部会局台厅校馆所")


class Crossings:
    """The words of a folded text, by the places at which they would be cut.

    ``rows`` are the places of glossary rows: with the words, they show where the text falls apart.
    """

    def __init__(self, text: str, words: Sequence[Range], rows: Sequence[Range]) -> None:
        self.text = text
        self.spans = {*words, *rows}
        self.crossing: dict[int, list[Range]] = defaultdict(list)
        self.starting: dict[int, list[Range]] = defaultdict(list)  # words by their start
        self.ending: dict[int, list[Range]] = defaultdict(list)  # words by their end
        for first, last in words:
            self.starting[first].append((first, last))
            self.ending[last].append((first, last))
            for at in range(first + 1, last):
                self.crossing[at].append((first, last))
        self.furthest: dict[int, int] = {}  # start of a span → the furthest end of those that start there
        self.earliest: dict[int, int] = {}  # end of a span → the earliest start of those that end there
        for first, last in self.spans:
            self.furthest[first] = max(last, self.furthest.get(first, 0))
            self.earliest[last] = min(first, self.earliest.get(last, first))

    def cuts_word(self, start: int, end: int) -> str:
        """Say which word a match would cut, "" for none."""
        for word in (*self.crossing.get(start, ()), *self.crossing.get(end, ())):
            first, last = word
            if self._is_doubtful(word, start, end):
                continue
            if first <= start and end <= last:
                return f"it is part of {self.text[first:last]} here"
            if first < end < last:
                rest = self.text[start:first]
                named = self._is_suffix(first, end) and len(rest) > 1
                cut = named or rest in _PARTICLES or self.earliest.get(first, first) <= start
            else:
                cut = self.furthest.get(last, 0) >= end
            if cut:  # otherwise it would leave a rest that is no word: 加强国际 is not 加|强国|际
                return f"it would cut {self.text[first:last]} here"
        return ""

    def _is_doubtful(self, word: Range, start: int, end: int) -> bool:
        """Tell whether a word is no evidence against a match from ``start`` to ``end``.

        It falls apart into words itself (经济|增长); or something starts at the cut and reaches beyond it (武汉市委 is
        武汉|市委, but 武汉市委员会 is 武汉市|委员会); or a word crosses it and ends with the match (中小企业|界).
        """
        first, last = word
        cuts = [at for at in (first, start, end, last) if first <= at <= last]
        parts = [part for part in pairwise(cuts) if part != (start, end) and part[0] < part[1]]
        if all(part in self.spans for part in parts):
            return True
        if first < end < last:
            if self.furthest.get(end, 0) > last:
                return True
            crossed = any(s < first and (s, e) != (start, end) for s, e in self.ending.get(end, ()))
            if crossed and not self._is_suffix(first, end):
                return True
        if first < start < last:
            if self.earliest.get(start, first) < first:
                return True
            if any(e > last and (s, e) != (start, end) for s, e in self.starting.get(start, ())):
                return True
        return False

    def _is_suffix(self, first: int, end: int) -> bool:
        return first == end - 1 and self.text[first] in _SUFFIXES
