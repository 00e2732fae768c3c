"""Find the rows that fire on a Chinese text: leftmost-longest, with priorities that can be told to an editor.

Matching ignores what the writing of the same word may vary in: inner spaces, full and half width, quotation marks,
traditional characters, the case of Latin letters. Offsets are always those of the text as given.

Of rows that overlap, one wins, by the first of these that tells them apart:

1. an editors' row before a built-in one of kind term, position or slogan that would write something else there
   (built-in names keep their words: 人民 does not break 人民日报);
2. the one that starts further left;
3. the longer one;
4. an editors' row before a built-in one;
5. a row with a scope before a general one;
6. a more particular kind (person, organisation … term);
7. the later row.

A match that would cut a number, a Latin word or a word of data/words.txt (中国 in 发展中国家) is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from formatter.glossary.words import load_words
from formatter.language.script import Folded, fold
from formatter.model import Term, TermKind


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A row at work in a text. ``beaten``: the other rows that match there; ``why`` says what decided."""

    start: int
    end: int
    zh: str  # the text as written, text[start:end]
    term: Term
    beaten: tuple[Term, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row whose Chinese stands in a text but does not count there."""

    start: int
    end: int
    term: Term
    why: str


# The more particular kind first.
KIND_ORDER = (
    TermKind.PERSON,
    TermKind.ORGANISATION,
    TermKind.DOCUMENT,
    TermKind.PLACE,
    TermKind.SLOGAN,
    TermKind.POSITION,
    TermKind.ACRONYM,
    TermKind.TERM,
    TermKind.NUMBER,
    TermKind.DATE,
)

# Kinds of built-in rows that yield to an editors' row inside them; the others are names, one word each.
_YIELDING = frozenset({TermKind.TERM, TermKind.POSITION, TermKind.SLOGAN})

_NUMERAL = frozenset("0123456789〇零一二三四五六七八九十百千万亿两")


def fold_term(text: str) -> Folded:
    """Fold a text for matching: as script.fold, without quotation marks and without the case of Latin letters."""
    folded = fold(text)
    if '"' in folded.text:
        kept = [i for i, char in enumerate(folded.text) if char != '"']
        folded = Folded("".join(folded.text[i] for i in kept), (*(folded.offsets[i] for i in kept), folded.offsets[-1]))
    lowered = folded.text.lower()
    return folded if len(lowered) != len(folded.text) else Folded(lowered, folded.offsets)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Rows with one folded form at one place; ``start`` and ``end`` are offsets into the folded text."""

    start: int
    end: int
    rows: tuple[Term, ...]  # best first


class Matcher:
    """Rows ready for matching. Building costs a few microseconds a row; one matcher serves a whole volume.

    ``words``: Chinese words that a match must not cut, see words.py; the built-in list if None.
    """

    def __init__(self, terms: Iterable[Term], words: Iterable[str] | None = None) -> None:
        rows: dict[str, list[tuple[int, Term]]] = {}
        for number, term in enumerate(terms):
            key = fold_term(term.zh).text
            if key and term.en and term.status != "retired":
                rows.setdefault(key, []).append((number, term))
        self._rows = {key: tuple(t for _, t in sorted(found, key=_rank)) for key, found in rows.items()}
        self._words = frozenset(fold_term(w).text for w in (load_words() if words is None else words))
        lengths: dict[str, set[int]] = {}
        for key in self._rows.keys() | self._words:
            lengths.setdefault(key[:2], set()).add(len(key))
        self._lengths = {start: tuple(sorted(found, reverse=True)) for start, found in lengths.items()}

    def rows_for(self, zh: str) -> tuple[Term, ...]:
        """Every row whose Chinese is this text, the one with the highest priority first."""
        return self._rows.get(fold_term(zh).text, ())

    def match(self, text: str, path: str = "", title: str = "") -> tuple[TermMatch, ...]:
        """Give the rows that win, in the order of the text, never overlapping.

        ``path`` and ``title`` are the source file and the speech that the text comes from, for rows with a scope.
        """
        return self._resolve(text, path, title)[0]

    def refusals(self, text: str, path: str = "", title: str = "") -> tuple[Refusal, ...]:
        """Give the rows whose Chinese stands in a text but would cut a number or a word there."""
        return self._resolve(text, path, title)[1]

    def _resolve(self, text: str, path: str, title: str) -> tuple[tuple[TermMatch, ...], tuple[Refusal, ...]]:
        folded = fold_term(text)
        found, words = self._scan(folded.text, path, title)
        if not found:
            return (), ()
        candidates, refused = [], []
        spans = [(c.start, c.end) for c in found] + words
        for candidate in found:
            place = _place(text, folded, candidate)
            why = _cuts(text, *place, candidate.rows[0]) if place else "its quotation marks do not pair here"
            why = why or _cuts_word(folded.text, candidate, words, spans)
            if why:
                start, end = place or folded.source(candidate.start, candidate.end)
                refused.extend(Refusal(start, end, row, why) for row in candidate.rows)
            else:
                candidates.append((candidate, place))
        matches = []
        for candidate, place in _select(candidates):
            start, end = place
            others = [c for c, _ in candidates if c is not candidate and _overlap(c, candidate)]
            beaten = candidate.rows[1:] + tuple(row for c in others for row in c.rows)
            why = "; ".join(_reasons(candidate, others))
            matches.append(TermMatch(start, end, text[start:end], candidate.rows[0], beaten, why))
        return tuple(matches), tuple(refused)

    def _scan(self, text: str, path: str, title: str) -> tuple[list[_Candidate], list[tuple[int, int]]]:
        """Find every occurrence of a row and of a word, nested ones too, leftmost then longest first."""
        found: list[_Candidate] = []
        words: list[tuple[int, int]] = []
        for start in range(len(text)):
            lengths = self._lengths.get(text[start : start + 2], ())
            if text[start] in self._rows or text[start] in self._words:
                lengths = (*lengths, 1) if 1 not in lengths else lengths
            for length in lengths:
                key = text[start : start + length]
                if len(key) < length:
                    continue
                rows = self._rows.get(key)
                if rows:
                    applying = tuple(row for row in rows if not row.scope or in_scope(row.scope, path, title))
                    if applying:
                        found.append(_Candidate(start, start + length, applying))
                if key in self._words:
                    words.append((start, start + length))
        return found, words


def _rank(numbered: tuple[int, Term]) -> tuple[bool, bool, int, int]:
    number, term = numbered
    return term.base, not term.scope, KIND_ORDER.index(term.kind), -number


@cache
def in_scope(scope: str, path: str, title: str) -> bool:
    """Tell whether a row's scope covers a speech: globs, separated by ";", over the source path, its last part, or
    the speech's title (spaces in the title do not count).
    """
    name = path.rsplit("/", 1)[-1]
    for glob in re.split(r"[;；]", scope):
        glob = glob.strip()
        if not glob:
            continue
        if any(fnmatchcase(place, glob) for place in (path, name, name.rsplit(".", 1)[0], title) if place):
            return True
        if title and fnmatchcase(fold(title).text, fold(glob).text):
            return True
    return False


# --- What a match must not cut -----------------------------------------------------------------------------

_OPENING_QUOTES, _CLOSING_QUOTES = "“‘「『﹁﹃〝", "”’」』﹂﹄〞"


def _place(text: str, folded: Folded, candidate: _Candidate) -> tuple[int, int] | None:
    """Give the source range of a candidate, taking in a quotation mark that closes one inside it.

    None if the quotation marks inside do not pair even so: the match would straddle a quotation's edge.
    """
    start, end = folded.source(candidate.start, candidate.end)
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


def _cuts(text: str, start: int, end: int, term: Term) -> str:
    """Say what the range would cut: a number, a Latin word, or the gap between two phrases; "" for nothing."""
    inner = text[start:end]
    if term.kind is not TermKind.PERSON and re.search(r"\s[^\S\n]*\s|[\u3000\n]", inner):
        return "a gap or a line break stands inside it"  # a name may be padded, anything else has ended there
    before = fold(text[max(0, start - 6) : start]).text if start and not text[start - 1].isspace() else ""
    after = fold(text[end : end + 6]).text if end < len(text) and not text[end].isspace() else ""
    middle = fold(inner).text
    if before and before[-1] in _NUMERAL and middle[0] in _NUMERAL:
        return "it would cut the number before it"
    if re.search(r"[0-9][.,]$", before) and middle[0].isdigit():
        return "it would cut the number before it"
    if after and after[0] in _NUMERAL and middle[-1] in _NUMERAL:
        return "it would cut the number after it"
    if re.match(r"[.,][0-9]", after) and middle[-1].isdigit():
        return "it would cut the number after it"
    if _joined(before, middle) or _joined(middle, after):
        return "it would cut a Latin word"
    return ""


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


# Words of one character that may be all that is left of a match beside the word that it cuts: 和|平台.
_PARTICLES = frozenset(
    "和与及的地得在是了对从向把将为以等到由被让给比也都就又再很更最不没有这那其各每该本我他她它们着过上下内外里前后人"
)
# Last characters of places and bodies that begin a word of their own: 东西湖|区委, 长江日报|社长, 宣传|部门.
_SUFFIXES = frozenset("市省县区州盟旗镇乡村社院部会局台厅校馆所")


def _cuts_word(
    text: str, candidate: _Candidate, words: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]
) -> str:
    """Say which word a candidate would cut, "" for none.

    A word is no evidence where something else starts at the cut and reaches beyond the word (武汉市委 is 武汉|市委,
    but 武汉市委员会 is 武汉市|委员会), nor where it would leave a rest that is no word (加强国际 is not 加|强国|际).
    ``spans`` are all places where a row or a word stands.
    """
    start, end = candidate.start, candidate.end
    for first, last in words:
        cuts_head, cuts_tail = first < start < last, first < end < last
        if cuts_tail and any(s == end and e > last for s, e in spans):
            continue
        if cuts_head and any(e == start and s < first for s, e in spans):
            continue
        if first <= start and end <= last and (cuts_head or cuts_tail):
            # If all else in the word is words too, it is a phrase: 经济|增长.
            rests = [r for r in ((first, start), (end, last)) if r[0] < r[1]]
            if not all(r in spans for r in rests):
                return f"it is part of {text[first:last]} here"
        elif cuts_tail:
            rest = text[start:first]
            named = first == end - 1 and text[first] in _SUFFIXES and len(rest) > 1
            if named or rest in _PARTICLES or any(s <= start and e == first for s, e in spans):
                return f"it would cut {text[first:last]} here"
        elif cuts_head and any(s == last and e >= end for s, e in spans):
            return f"it would cut {text[first:last]} here"
    return ""


# --- Which of them wins ------------------------------------------------------------------------------------

_Placed = tuple[_Candidate, tuple[int, int]]


def _overlap(a: _Candidate, b: _Candidate) -> bool:
    return a.start < b.end and b.start < a.end


def _select(candidates: Sequence[_Placed]) -> list[_Placed]:
    """Choose by the rules at the head of this module. ``candidates`` come leftmost, then longest first."""
    firm = _leftmost([c for c in candidates if not _yields(c[0])])
    editors = [c for c, _ in firm if not c.rows[0].base]
    return _leftmost([c for c in candidates if not any(_gives_way(c[0], other) for other in editors)])


def _leftmost(candidates: Sequence[_Placed]) -> list[_Placed]:
    chosen: list[_Placed] = []
    for placed in candidates:
        if not chosen or placed[0].start >= chosen[-1][0].end:
            chosen.append(placed)
    return chosen


def _yields(candidate: _Candidate) -> bool:
    return candidate.rows[0].base and candidate.rows[0].kind in _YIELDING


def _gives_way(candidate: _Candidate, editors: _Candidate) -> bool:
    """Tell whether a built-in row must give way: it overlaps an editors' row and does not say what that one says."""
    if not _yields(candidate) or not _overlap(candidate, editors):
        return False
    inside = candidate.start <= editors.start and editors.end <= candidate.end
    return not (inside and _says(candidate.rows[0], editors.rows[0]))


def _says(outer: Term, inner: Term) -> bool:
    written = f" {outer.en.lower()} "
    return any(f" {en.lower()} " in written for en in (inner.en, *inner.accepted))


def _reasons(winner: _Candidate, others: Sequence[_Candidate]) -> Iterable[str]:
    best = winner.rows[0]
    for row in winner.rows[1:]:
        yield f"{_reason(best, row)} {row.zh} ({row.span})"
    for other in others:
        row = other.rows[0]
        if _yields(other) and not best.base:
            reason = "an editors' row before the built-in"
        elif winner.start < other.start:
            reason = "longer than" if winner.end >= other.end else "starts before"
        else:
            reason = "longer than"
        yield f"{reason} {row.zh} ({row.span})"


def _reason(best: Term, other: Term) -> str:
    if best.base != other.base:
        return "an editors' row before the built-in"
    if bool(best.scope) != bool(other.scope):
        return f"its scope {best.scope} before the general row"
    if best.kind is not other.kind:
        return f"kind {best.kind} before kind {other.kind} of"
    return "the later row, after"
