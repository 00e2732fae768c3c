"""Text → atoms and the gaps between them: what may break, stretch and shrink, by how much and in which order.

A gap stands after each atom. Its space goes away when a line breaks there, which gives GB/T 15834 5.1.10 (marks at a
line's end take half an em) and CLREQ's compression at line starts for nothing: the empty halves of marks are gaps.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache, lru_cache

from formatter.language.script import is_invisible
from formatter.writers.pdf.kinsoku import LEFT_INK, QUOTES, Kind, kind_of, may_end, may_start
from formatter.writers.pdf.shaping import Atom, Fragment, Shaper

NEVER = 10_000.0  # cost of a break that is forbidden


class Give(IntEnum):
    """What gives way first when a line is too long (CLREQ 3.5.3): lower numbers before higher ones."""

    SPACE = 0  # between Latin words
    DOT = 1
    BRACKET = 2
    COMMA = 3
    SCRIPTS = 4  # between Han and Latin
    STOP = 5  # last: it marks the longer pause
    NOTHING = 6


@dataclass(frozen=True, slots=True)
class Gap:
    """Space after an atom, thousandths of an em. ``printed``: the character that stands for it in the file."""

    width: int = 0
    stretch: int = 0
    shrink: int = 0
    cost: float = 0.0
    give: Give = Give.NOTHING
    printed: Atom | None = None
    hyphen: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in one face and language. ``colour`` is a name of the design's; ``latin`` the face of Latin letters in it.

    ``note``: the text is the mark of this footnote, raised and never parted from what stands before it, as wide as
    ``figures`` figures at least.
    """

    text: str
    face: str
    latin: str
    chinese: bool
    colour: str = "black"
    note: str = ""
    figures: int = 0


@dataclass(slots=True)
class Items:
    """Atoms with the gap after each, and the colour of each; the last gap ends the paragraph."""

    atoms: list[Atom] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    colours: list[str] = field(default_factory=list)
    notes: dict[int, str] = field(default_factory=dict)  # atom → the footnote whose mark it is

    def natural_width(self) -> int:
        return sum(a.width for a in self.atoms) + sum(g.width for g in self.gaps[:-1])


HAN_STRETCH = 40  # between hanzi: evenly, last resort by CLREQ, so little of it a gap
SCRIPTS_GAP = (250, 120, 125)  # Han–Latin: a quarter em, down to an eighth (CLREQ 3.2.2)
NOTES_GAP = 150  # between two footnotes' marks, which would be one number
LATIN_SPACE = (250, 150, 80)  # a space between Latin words within Chinese
ENGLISH_SPACE = (237, 119, 87)
# A break inside a phrase of a title or a speaker line: after a pause, after what ends an organisation's or a forum's name,
# elsewhere, and close to the phrase's ends
PAUSE_COST, BODY_COST, PHRASE_COST, STUB_COST = 300.0, 700.0, 2_000.0, 4_000.0
_PAUSES = frozenset("，、；：的兼")
_BODY_ENDS = frozenset("部会會局社司团團院委省市县縣区區国國台办辦所处處坛壇")
MARK_SHRINK = {Give.BRACKET: 450, Give.COMMA: 320, Give.STOP: 250}

# Words that should not end a line of an English title (set in phrases: to Advance, of China).
SMALL_WORDS = frozenset(["a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "of", "on", "or", "our", "the", "to", "with"])
_ARTICLES = frozenset(["a", "an", "the"])
# They break best after a comma or a colon, next before a small word, and hardly between a name and its number: Forum 2023.
NUMBER_COST, SMALL_WORD_COST, NO_PAUSE_COST, BEFORE_SMALL_COST = 500.0, 1_000.0, 120.0, 60.0

_UNITS = frozenset("年月日时時分秒岁歲个個亿億万萬千百元米公里件家人名次条條项項届屆位强種种")


def build_items(
    pieces: Sequence[Piece], shaper: Shaper, indent: float = 0.0, phrases: tuple[int, ...] | None = None
) -> Items:
    """Turn a paragraph into items. ``indent`` is in em. ``phrases``: in a title, the offsets at which it breaks freely.

    Raises nothing for odd text: controls and invisible characters are left out, tabs and line breaks become spaces.
    """
    items = _Builder(shaper, phrases).build(pieces)
    if indent and items.atoms:
        first = items.atoms[0]
        blank = Atom(first.face, "", round(indent * 1000), Kind.SPACE, "", "")
        items.atoms.insert(0, blank)
        items.gaps.insert(0, Gap(cost=NEVER))
        items.colours.insert(0, items.colours[0])
        items.notes = {atom + 1: note for atom, note in items.notes.items()}
    return items


_SPACES = " \t\n\u00a0\u3000"
_TOKEN = re.compile(f"[{_SPACES}]+|[^{_SPACES}]+")


@cache
def _is_hidden(char: str) -> bool:
    return is_invisible(char) or unicodedata.category(char) == "Cc"


@lru_cache(maxsize=65_536)
def _is_word(token: str) -> bool:
    """Whether English text without spaces is a single word, as nearly all of it is."""
    return all(kind_of(char, False) is Kind.LATIN and not _is_hidden(char) for char in token)


class _Builder:
    def __init__(self, shaper: Shaper, phrases: tuple[int, ...] | None) -> None:
        self.shaper, self.chinese = shaper, False
        self.phrases = None if phrases is None else frozenset(phrases)
        self.items = Items()
        self.space: str | None = None  # space seen since the last atom
        self.space_face = ""
        self.word = ""  # the last word of another script

    def build(self, pieces: Sequence[Piece]) -> Items:
        offset = 0
        self.ends = (0, *sorted(self.phrases or ()), sum(len(p.text) for p in pieces))
        for piece in pieces:
            if piece.note:
                self._note_mark(piece)
                continue
            self.chinese = piece.chinese
            self._piece(piece, offset)
            offset += len(piece.text)
        items = self.items
        if items.atoms:
            items.gaps.append(Gap())
            self._keep_last_hanzi_company()
        return items

    def _piece(self, piece: Piece, offset: int) -> None:
        hidden = {char for char in set(piece.text) if _is_hidden(char)}
        for match in _TOKEN.finditer(piece.text):
            token = match[0]
            if token[0] in _SPACES:
                self._remember_space(token, piece)
            elif not piece.chinese and _is_word(token):
                self._word(token, piece, offset + match.start())
            else:
                self._token(token, piece, offset + match.start(), hidden)

    def _token(self, text: str, piece: Piece, offset: int, hidden: set[str]) -> None:
        """Text without spaces: hanzi and marks one by one, words of other scripts whole."""
        i, n = 0, len(text)
        while i < n:
            char = text[i]
            if char in hidden:
                i += 1
                continue
            kind = self._kind(text, i)
            j = i + 1
            if kind is Kind.LATIN:
                while j < n and self._kind(text, j) is Kind.LATIN:
                    j += 1
                self._word("".join(c for c in text[i:j] if c not in hidden), piece, offset + i)
                i = j
                continue
            if char in "—―" and kind is Kind.WIDE:
                while j < n and text[j] == char and j - i < 2:
                    j += 1
            while j < n and unicodedata.combining(text[j]):
                j += 1
            self._add(self.shaper.char(piece.face, text[i:j], kind), piece, offset + i)
            i = j

    def _note_mark(self, piece: Piece) -> None:
        items = self.items
        if items.atoms:
            items.gaps.append(Gap(NOTES_GAP if len(items.atoms) - 1 in items.notes else 0, cost=NEVER))
        items.notes[len(items.atoms)] = piece.note
        items.atoms.append(self.shaper.superior(piece.face, piece.text, piece.figures))
        items.colours.append(piece.colour)

    def _kind(self, text: str, i: int) -> Kind:
        """A quote or apostrophe inside a Latin word (Xi’an) is a letter of it."""
        char = text[i]
        if char in QUOTES and self.chinese and 0 < i < len(text) - 1:
            around = text[i - 1] + text[i + 1]
            if around.isascii() and around.isalpha():
                return Kind.LATIN
        return kind_of(char, self.chinese)

    def _remember_space(self, space: str, piece: Piece) -> None:
        self.space = "\u3000" if "\u3000" in space else "\u00a0" if "\u00a0" in space else " "
        if self.chinese and len(space) > 1 and self.space != "\u3000":
            self.space = "\u3000"  # a gap of two half-width spaces is one em
        self.space_face = piece.face

    def _word(self, word: str, piece: Piece, offset: int) -> None:
        if not word:
            return
        fragments = self.shaper.word(piece.latin or piece.face, word)
        before, self.word = self.word, word
        for index, fragment in enumerate(fragments):
            self._add(fragment.atom, piece, offset, fragments[index - 1] if index else None, before)

    def _add(self, atom: Atom, piece: Piece, offset: int, within: Fragment | None = None, before: str = "") -> None:
        items = self.items
        if items.atoms:
            left = items.atoms[-1]
            if within is not None:
                gap = Gap(cost=within.cost, hyphen=within.hyphen)
            elif self.space is not None:
                gap = self._space_gap(left, atom)
            else:
                gap = self._tight_gap(left, atom)
            if self.phrases is not None and gap.cost < NEVER:
                gap = _recost(gap, gap.cost + self._phrase_cost(left, offset, before))
            items.gaps.append(gap)
        items.atoms.append(atom)
        items.colours.append(piece.colour)
        self.space = None

    def _phrase_cost(self, left: Atom, offset: int, before: str) -> float:
        """What a break in a title costs; ``before`` is the word before it."""
        assert self.phrases is not None
        if not self.chinese:
            return self._english_phrase_cost(before)
        if offset in self.phrases:
            return 0.0
        if left.last in _PAUSES:
            return PAUSE_COST
        if any(abs(offset - end) < 3 for end in self.ends):
            return STUB_COST
        return BODY_COST if left.last in _BODY_ENDS else PHRASE_COST

    def _english_phrase_cost(self, before: str) -> float:
        if before in SMALL_WORDS:
            return SMALL_WORD_COST
        if before[-1:] in ",:;":
            return 0.0
        if self.word[:1].isdigit():
            return NUMBER_COST
        return BEFORE_SMALL_COST if self.word in SMALL_WORDS - _ARTICLES else NO_PAUSE_COST

    def _space_gap(self, left: Atom, right: Atom) -> Gap:
        space = self.space or " "
        if space == "\u3000":
            printed = self.shaper.space(self.space_face, "\u3000")
            pad = left.ink and right.ink and self._is_pad()
            return Gap(1000, HAN_STRETCH, 0, NEVER if pad else 0.0, printed=printed)
        printed = self.shaper.space(left.face.role, " ")
        allowed = space != "\u00a0" and may_start(right.first) and may_end(left.last) and right.first not in "—–"
        cost = 0.0 if allowed else NEVER
        if left.kind is Kind.LATIN is right.kind and not self.chinese:
            if left.last.isdigit() and right.first.islower():
                cost = max(cost, 1_500.0)  # 3.6 billion, 20 percent: number and unit together
            width, stretch, shrink = ENGLISH_SPACE
            return Gap(width, stretch, shrink, cost, Give.SPACE, printed)
        if left.kind is Kind.LATIN is right.kind:
            return Gap(*LATIN_SPACE, cost, Give.SPACE, printed)
        if Kind.LATIN in (left.kind, right.kind):
            return Gap(*SCRIPTS_GAP, cost, Give.SCRIPTS, printed)
        return Gap(250, HAN_STRETCH, 125, cost, Give.SPACE, printed)

    def _is_pad(self) -> bool:
        """The gap follows a lone hanzi, as in a padded name: 陈　光."""
        gaps = self.items.gaps
        return len(self.items.atoms) == 1 or (bool(gaps) and gaps[-1].width == 1000)

    def _tight_gap(self, left: Atom, right: Atom) -> Gap:
        cost = 0.0 if may_start(right.first) and may_end(left.last) else NEVER
        a, b = left.kind, right.kind
        if a is Kind.WIDE is b and left.last == right.first:
            return Gap(cost=NEVER)  # —— and …… are never cut (GB/T 15834 5.1.4, 5.1.5)
        if Kind.LATIN in (a, b):
            return self._latin_gap(left, right, cost)
        width, give = 0, Give.NOTHING
        if a in LEFT_INK:
            width = 0 if b in LEFT_INK or b is Kind.DOT else 500
            give = Give.BRACKET if a is Kind.CLOSE else Give.COMMA if a is Kind.COMMA else Give.STOP
            if b is Kind.OPEN:
                give = Give.BRACKET  # 》《: half an em for both, not a whole one (CLREQ 3.1.6.2)
        elif b is Kind.OPEN:
            width = 0 if a in (Kind.OPEN, Kind.DOT) else 500
            give = Give.BRACKET
        shrink = MARK_SHRINK[give] if width else 0
        if a is Kind.DOT or b is Kind.DOT:
            return Gap(0, HAN_STRETCH // 2, 0, cost)
        return Gap(width, HAN_STRETCH, shrink, cost, give)

    def _latin_gap(self, left: Atom, right: Atom, cost: float) -> Gap:
        a, b = left.kind, right.kind
        if a is Kind.LATIN is b:
            return Gap(cost=max(cost, NEVER))
        if a in LEFT_INK or b is Kind.OPEN:
            give = Give.STOP if a is Kind.STOP else Give.COMMA if a is Kind.COMMA else Give.BRACKET
            return Gap(500, HAN_STRETCH, MARK_SHRINK[give], cost, give)
        edge_left = left.last if a is Kind.LATIN else right.first
        if Kind.HAN in (a, b) and self.chinese and (edge_left.isalnum() or edge_left in "%‰℃$+#)("):
            if a is Kind.LATIN and left.last.isdigit() and right.first in _UNITS:
                cost = max(cost, 120.0)
            return Gap(*SCRIPTS_GAP, cost, Give.SCRIPTS)
        return Gap(0, HAN_STRETCH if self.chinese else 0, 0, cost)

    def _keep_last_hanzi_company(self) -> None:
        """A paragraph's last line holds two hanzi at least (CLREQ 3.4.4)."""
        atoms, gaps = self.items.atoms, self.items.gaps
        i = len(atoms) - 1
        while i > 0 and atoms[i].kind in (Kind.CLOSE, Kind.COMMA, Kind.STOP, Kind.WIDE):
            i -= 1
        if i > 1 and atoms[i].ink and gaps[i - 1].cost < NEVER:
            gaps[i - 1] = _recost(gaps[i - 1], NEVER)


def _recost(gap: Gap, cost: float) -> Gap:
    return Gap(gap.width, gap.stretch, gap.shrink, cost, gap.give, gap.printed, gap.hyphen)
