"""Find which span of a Chinese sentence corresponds to which span of its English: what augmentation may replace.

Four kinds, the surer first: a termbase's entries, numbers of one value, Latin words that stand in both, and runs of
pieces that a lexicon links to one English word or phrase.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from training.lexicon import EN_STOP, Lexicon, PieceClasses
from training.pieces import BLANK, Pieces
from training.shards import KINDS, Span

CharSpan = tuple[int, int, int, int]  # Chinese start, end, English start, end, in characters

MAX_SPANS = 12  # of a pair
MAX_SPAN_TOKENS = 12

_ZH_NUMBER = re.compile(r"(?<![\dA-Za-z.,])(\d[\d,]*(?:\.\d+)?)(万亿|百万|千万|十万|亿|万|千|百)?")
_EN_NUMBER = re.compile(r"(?<![\dA-Za-z.,])(\d[\d,]*(?:\.\d+)?)(?:\s?(thousand|million|billion|trillion)\b)?", re.I)
_UNITS = {
    **{"万亿": 1e12, "亿": 1e8, "千万": 1e7, "百万": 1e6, "十万": 1e5, "万": 1e4, "千": 1e3, "百": 100},
    **{"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12},
}
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[.\-+/&_][A-Za-z0-9]+)*\+*")


# --- in characters -------------------------------------------------------------------------------------------


def _number(found: re.Match[str]) -> tuple[float | None, int, int]:
    """Value and place of a number; a comma that ends it is the sentence's."""
    end = found.end() - (1 if not found[2] and found[1].endswith(",") else 0)
    try:
        value = float(found[1].rstrip(",").replace(",", "")) * _UNITS.get((found[2] or "").lower(), 1)
    except ValueError:
        return None, found.start(), end
    return value, found.start(), end


def number_spans(zh: str, en: str) -> Iterator[CharSpan]:
    """Numbers of equal value, the first with the first."""
    places = defaultdict(list)
    for value, start, end in map(_number, _EN_NUMBER.finditer(en)):
        places[value].append((start, end))
    for value, start, end in map(_number, _ZH_NUMBER.finditer(zh)):
        if value is not None and places[value]:
            yield (start, end, *places[value].pop(0))


def latin_spans(zh: str, en: str) -> Iterator[CharSpan]:
    """Words in Latin letters that stand in both, the first with the first."""
    places = defaultdict(list)
    for found in _LATIN.finditer(en):
        places[found[0]].append(found.span())
    for found in _LATIN.finditer(zh):
        if places[found[0]]:
            yield (*found.span(), *places[found[0]].pop(0))


class Termbase:
    """Known terms: longest match from the left in the Chinese, whole words in the English."""

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        self.terms: dict[str, list[str]] = defaultdict(list)
        for zh, en in rows:
            if 2 <= len(zh) <= 20 and len(en) >= 2 and en.lower() not in self.terms[zh]:
                self.terms[zh].append(en.lower())
        for renderings in self.terms.values():
            renderings.sort(key=len, reverse=True)
        self.longest = max(map(len, self.terms), default=0)
        self.beginnings = {zh[:2] for zh in self.terms}

    def spans(self, zh: str, en: str) -> Iterator[CharSpan]:
        lower = en.lower()
        if len(lower) != len(en):
            return
        at, used = 0, []
        while at < len(zh) - 1:
            found = self._term_at(zh, at, lower, used) if zh[at : at + 2] in self.beginnings else None
            if found:
                used.append(found[2:])
                yield found
                at = found[1]
            else:
                at += 1

    def _term_at(self, zh: str, at: int, en: str, used: Sequence[tuple[int, int]]) -> CharSpan | None:
        for length in range(min(self.longest, len(zh) - at), 1, -1):
            for rendering in self.terms.get(zh[at : at + length], ()):
                start = en.find(rendering)
                while start >= 0:
                    end = start + len(rendering)
                    whole = not (start and en[start - 1].isalnum()) and not (end < len(en) and en[end].isalnum())
                    if whole and all(end <= a or start >= b for a, b in used):
                        return at, at + length, start, end
                    start = en.find(rendering, start + 1)
        return None


# --- in pieces -----------------------------------------------------------------------------------------------


def _to_pieces(
    offsets: np.ndarray, starts_with_blank: Sequence[bool], ids: Sequence[int], start: int, end: int
) -> tuple[int, int] | None:
    """A character span as a piece span, where both ends fall between pieces. Bytes that continue a character start
    where the next piece does, hence "right"."""
    first, last = (int(np.searchsorted(offsets, x, side="right")) - 1 for x in (start, end))
    after_blank = offsets[first] == start - 1 and first < len(ids) and starts_with_blank[ids[first]]
    if (offsets[first] != start and not after_blank) or offsets[last] != end or last <= first:
        return None
    return first, last


class SpanFinder:
    """Finds the aligned spans of a pair, in pieces."""

    def __init__(
        self,
        classes: PieceClasses,
        lexicon: Lexicon,
        termbase: Termbase,
        min_link: float = 0.12,
        min_single: float = 0.3,
    ) -> None:
        """``min_link`` is the least score of a link, ``min_single`` that of one Chinese character by itself."""
        self.classes, self.lexicon, self.termbase = classes, lexicon, termbase
        self.pieces: Pieces = classes.pieces
        self.min_link, self.min_single = min_link, min_single
        self._blank = self.pieces.starts_with_blank.tolist()

    def find(self, zh: str, en: str, zh_ids: Sequence[int], en_ids: Sequence[int]) -> list[Span]:
        """At most MAX_SPANS spans; they may overlap."""
        found: dict[tuple[int, int, int, int], int] = {}
        offsets = self.pieces.offsets(zh_ids), self.pieces.offsets(en_ids)
        zh_ids, en_ids = list(zh_ids), list(en_ids)
        sure = (
            ("termbase", self.termbase.spans(zh, en)),
            ("number", number_spans(zh, en)),
            ("latin", latin_spans(zh, en)),
        )
        for kind, spans in sure:
            for a, b, c, d in spans:
                source = _to_pieces(offsets[0], self._blank, zh_ids, a, b)
                target = _to_pieces(offsets[1], self._blank, en_ids, c, d)
                if source and target and max(source[1] - source[0], target[1] - target[0]) <= MAX_SPAN_TOKENS:
                    found.setdefault((*source, *target), KINDS[kind])
        certain = list(found)
        for span in self._lexical(zh_ids, en_ids):
            if all(_apart(span, other) or _inside(other, span) for other in certain):
                found.setdefault(span, KINDS["lexicon"])
        rows = [(*span, kind) for span, kind in found.items()]
        if len(rows) > MAX_SPANS:  # sure ones and long ones are worth more
            rows.sort(key=lambda row: (row[4] == KINDS["lexicon"], row[0] - row[1]))
        return rows[:MAX_SPANS]

    def _lexical(self, zh: list[int], en: list[int]) -> Iterator[tuple[int, int, int, int]]:
        """Runs of up to four linked Chinese pieces whose English words stand together, with only small words between."""
        if len(zh) < 3 or len(en) < 3:
            return
        word_of, first = self._words(en)
        words = len(first) - 1
        texts = [
            "".join(self.pieces.texts[i] for i in en[first[w] : first[w + 1]]).strip(BLANK).lower()
            for w in range(words)
        ]
        links = {i: link for i, link in self._links(zh, en, word_of).items() if texts[link[0]] not in EN_STOP}
        owners: dict[int, set[int]] = defaultdict(set)
        for i, (word, _) in links.items():
            owners[word].add(i)
        for a in sorted(links):
            for b in range(a + 1, min(a + 5, len(zh) + 1)):
                if b - 1 not in links:
                    break
                linked = {links[i][0] for i in range(a, b)}
                low, high = min(linked), max(linked) + 1
                if high - low > 5:
                    break
                complete = all(
                    all(a <= i < b for i in owners[w]) if w in linked else w not in owners and texts[w] in EN_STOP
                    for w in range(low, high)
                )
                score = min(links[i][1] for i in range(a, b))
                if (
                    complete
                    and self._plausible(zh[a:b], high - low, score)
                    and not self._in_compound(en, first, low, high)
                ):
                    yield a, b, first[low], first[high]

    def _words(self, en: list[int]) -> tuple[list[int], list[int]]:
        """The word that each English piece belongs to, and where each word begins (and the end)."""
        starts = self.classes.word_starts(en)
        return [w - 1 for w in np.cumsum(starts).tolist()], [j for j, s in enumerate(starts) if s] + [len(en)]

    def _links(self, zh: list[int], en: list[int], word_of: list[int]) -> dict[int, tuple[int, float]]:
        """Chinese piece → (English word, score) where each is the other's best; distance from the diagonal costs."""
        places = defaultdict(list)
        for j, piece in enumerate(en):
            places[piece].append(j)
        best_of_zh: dict[int, tuple[float, int]] = {}
        best_of_en: dict[int, tuple[float, int]] = {}
        for i, piece in enumerate(zh):
            for other, score in self.lexicon.get(piece, {}).items():
                for j in places.get(other, ()):
                    value = score - 0.1 * abs(i / len(zh) - j / len(en))
                    if value > best_of_zh.get(i, (0.0, 0))[0]:
                        best_of_zh[i] = (value, j)
                    if value > best_of_en.get(j, (0.0, 0))[0]:
                        best_of_en[j] = (value, i)
        links = {
            i: (word_of[j], value)
            for i, (value, j) in best_of_zh.items()
            if best_of_en[j][1] == i and value >= self.min_link
        }
        for i, (value, j) in best_of_zh.items():  # a neighbouring piece of the same Chinese word
            beside = any(links.get(k, (-1, 0.0))[0] == word_of[j] for k in (i - 1, i + 1))
            if i not in links and value >= 0.06 and beside:
                links[i] = (word_of[j], value)
        return links

    def _plausible(self, zh: list[int], words: int, score: float) -> bool:
        """Enough Chinese to be a term, and not so much that the English can be only a part of its translation."""
        han = sum(self.classes.han[i] for i in zh)
        if han < 2 and score < self.min_single:
            return False
        return han <= 3 * words or (score > 0.35 and han <= 3 * words + 2)

    def _in_compound(self, en: list[int], first: list[int], low: int, high: int) -> bool:
        """Whether a hyphen joins the English to a neighbour."""
        texts = self.pieces.texts
        before = bool(low) and texts[en[first[low] - 1]] == "-"
        return before or (first[high] < len(en) and texts[en[first[high]]] == "-")


def _apart(a: Sequence[int], b: Sequence[int]) -> bool:
    return (a[1] <= b[0] or a[0] >= b[1]) and (a[3] <= b[2] or a[2] >= b[3])


def _inside(inner: Sequence[int], outer: Sequence[int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1] and outer[2] <= inner[2] and inner[3] <= outer[3]
