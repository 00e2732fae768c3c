"""Find the rows that fire on a Chinese text: leftmost-longest, with priorities that can be told to an editor.

Matching ignores what the writing of the same word may vary in: inner spaces, full and half width, quotation marks,
traditional characters, the case of Latin letters. Offsets are always those of the text as given.

Of rows that overlap, one wins, by the first of these that tells them apart:

1. an editors' row before a built-in one, unless that is a name around it (人民 does not break 人民日报);
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
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from itertools import takewhile

from formatter.glossary.edges import Crossings, cuts_text, find_place
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


@lru_cache(maxsize=8192)  # a volume's speaker lines ask for the same words again and again
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
        # The lengths of the keys that begin with two characters; those of one character count for every second one.
        keys = self._rows.keys() | self._words
        lengths: dict[str, set[int]] = {}
        for key in sorted(keys, key=len):
            lengths.setdefault(key[:2], set(lengths.get(key[0], ()))).add(len(key))
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
        crossings = Crossings(folded.text, words, [(c.start, c.end) for c in found])
        for candidate in found:
            place = find_place(text, folded, candidate.start, candidate.end)
            if place is None:
                why = "its quotation marks do not pair here"
            else:
                person = candidate.rows[0].kind is TermKind.PERSON
                why = cuts_text(text, *place, person) or crossings.cuts_word(candidate.start, candidate.end)
            if why:
                start, end = place or folded.source(candidate.start, candidate.end)
                refused.extend(Refusal(start, end, row, why) for row in candidate.rows)
            else:
                candidates.append((candidate, place))
        starts = [c.start for c, _ in candidates]
        longest = max((c.end - c.start for c, _ in candidates), default=0)
        matches = []
        for candidate, (start, end) in _select(candidates):
            near = range(bisect_left(starts, candidate.start - longest), bisect_left(starts, candidate.end))
            others = [c for c, _ in (candidates[i] for i in near) if c is not candidate and c.end > candidate.start]
            beaten = candidate.rows[1:] + tuple(row for c in others for row in c.rows)
            why = "; ".join(_reasons(candidate, others))
            matches.append(TermMatch(start, end, text[start:end], candidate.rows[0], beaten, why))
        return tuple(matches), tuple(refused)

    def _scan(self, text: str, path: str, title: str) -> tuple[list[_Candidate], list[tuple[int, int]]]:
        """Find every occurrence of a row and of a word, nested ones too, leftmost then longest first."""
        found: list[_Candidate] = []
        words: list[tuple[int, int]] = []
        for start in range(len(text)):
            for length in self._lengths.get(text[start : start + 2]) or self._lengths.get(text[start], ()):
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


# --- Which of them wins ------------------------------------------------------------------------------------

_Placed = tuple[_Candidate, tuple[int, int]]


def _select(candidates: Sequence[_Placed]) -> list[_Placed]:
    """Choose by the rules at the head of this module. ``candidates`` come leftmost, then longest first."""
    editors = [c for c, _ in _leftmost([c for c in candidates if not c[0].rows[0].base])]
    ends = [c.end for c in editors]

    def stays(candidate: _Candidate) -> bool:
        if not candidate.rows[0].base:
            return True
        overlapping = takewhile(lambda e: e.start < candidate.end, editors[bisect_right(ends, candidate.start) :])
        return all(_may_cover(candidate, e) for e in overlapping)

    return _leftmost([placed for placed in candidates if stays(placed[0])])


def _leftmost(candidates: Sequence[_Placed]) -> list[_Placed]:
    chosen: list[_Placed] = []
    for placed in candidates:
        if not chosen or placed[0].start >= chosen[-1][0].end:
            chosen.append(placed)
    return chosen


def _may_cover(built_in: _Candidate, editors: _Candidate) -> bool:
    """Tell whether a built-in row may win over an editors' row that it overlaps: only a name around it may.

    A place's name may, if it says what the editors' shorter form says: 武汉市 over 武汉.
    """
    if not (built_in.start <= editors.start and editors.end <= built_in.end):
        return False
    outer, inner = built_in.rows[0], editors.rows[0]
    if outer.kind is inner.kind is TermKind.PLACE:
        return _says(outer, inner)
    return outer.kind not in _YIELDING


def _says(outer: Term, inner: Term) -> bool:
    written = f" {outer.en.lower()} "
    return any(f" {en.lower()} " in written for en in (inner.en, *inner.accepted))


def _reasons(winner: _Candidate, others: Sequence[_Candidate]) -> Iterable[str]:
    best = winner.rows[0]
    for row in winner.rows[1:]:
        yield f"{_reason(best, row)} {row.zh} ({row.span})"
    for other in others:
        row = other.rows[0]
        if row.base and not best.base:
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
