"""Words and characters as atoms: what a line is made of, shaped, measured and ready to print.

Kerning comes from the face (uharfbuzz), ligatures stay off so that hyphenation and search see letters. All widths are
thousandths of an em of the size in which the text is set.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pyphen

from formatter.writers.pdf.fonts import GETA, Face, FontBook
from formatter.writers.pdf.kinsoku import Kind

_WORD_FEATURES = {"kern": True, "liga": False, "clig": False, "dlig": False}
_WIDE_FEATURES = {"fwid": True}  # two-em dashes without a gap in the middle


@dataclass(frozen=True, slots=True)
class Atom:
    """Something that is never cut. ``code`` is the body of a TJ array; ``before`` and ``after`` shift the pen so that
    the atom takes ``width`` in all (marks whose ink fills half an em)."""

    face: Face
    code: str
    width: int
    kind: Kind
    first: str
    last: str
    before: int = 0
    after: int = 0
    ink: int = 0  # how many hanzi: 1 for a hanzi, 0 for anything else


@dataclass(frozen=True, slots=True)
class Fragment:
    """A part of a word with what a break after it costs; ``hyphen``: a break adds one."""

    atom: Atom
    cost: float = 0.0
    hyphen: bool = False


HYPHEN_COST = 350.0
STUB_COST = 700.0  # a hyphen after two letters
CAPITAL_COST = 500.0  # a hyphen in a word of a name: Communi-cation University
AFTER_DASH_COST = 100.0
IN_LONG_WORD_COST = 900.0  # URLs and the like, where no syllable is known
LONG_WORD = 26  # letters; a longer word may break anywhere, at that cost

_ENGLISH_ENDINGS = (
    "tion", "tions", "sion", "sions", "ment", "ments", "ness", "ship", "ence", "ance", "ical", "ional", "tive", "ology",
    "ility", "ivity", "ities", "ture", "able", "ible", "istry", "tory", "sity", "ittee", "cial",
)  # fmt: skip
_CORE = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_JOINTS = re.compile(r"(?<=[\w’'”)])(?:[-‐–—/]|—)(?=[\w“(])|[./_?&=#%@:,](?=\w)")


@cache
def _dictionary(lang: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=lang, left=2, right=3)


@cache
def syllable_breaks(word: str, lang: str = "en_US") -> tuple[int, ...]:
    """Offsets at which an English word may be hyphenated.

    Names, acronyms and pinyin begin with a capital and are left whole, unless their ending shows an English word of
    nine letters or more (Communication, Development); so are words of fewer than five letters.
    """
    if len(word) < 5 or not word.isascii() or not word.isalpha():
        return ()
    if not word.islower() and not (word.istitle() and len(word) > 8 and word.endswith(_ENGLISH_ENDINGS)):
        return ()
    return tuple(_dictionary(lang).positions(word.lower()))


def _break_points(word: str, lang: str) -> dict[int, tuple[float, bool]]:
    """Offset → (cost, hyphen needed) of every place where a word may be cut."""
    points: dict[int, tuple[float, bool]] = {}
    if len(word) > LONG_WORD:
        points.update({i: (IN_LONG_WORD_COST, False) for i in range(3, len(word) - 2)})
    url = "://" in word or word.startswith("www.") or "@" in word
    for match in _JOINTS.finditer(word):
        mark = match[0]
        if mark in "-‐–—/":
            points[match.end()] = (AFTER_DASH_COST if mark != "–" else 2 * HYPHEN_COST, False)
        elif url:
            points[match.end()] = (HYPHEN_COST, False)
    if not url:
        for match in _CORE.finditer(word):
            for position in syllable_breaks(match[0], lang):
                cost = CAPITAL_COST if match[0][0].isupper() else HYPHEN_COST if position > 2 else STUB_COST
                points.setdefault(match.start() + position, (cost, True))
    return points


class Shaper:
    """Makes atoms, and remembers them: a volume repeats its words."""

    def __init__(self, book: FontBook, hyphenation: str = "en_US") -> None:
        self.book = book
        self.hyphenation = hyphenation
        self.missing: dict[str, int] = {}
        self._chars: dict[tuple[str, str, Kind], Atom] = {}
        self._words: dict[tuple[str, str], tuple[Fragment, ...]] = {}
        self._spaces: dict[tuple[str, str], Atom] = {}
        self._hyphens: dict[str, Atom] = {}

    def char(self, role: str, char: str, kind: Kind) -> Atom:
        """One character of Chinese text (or a dash of two)."""
        key = (role, char, kind)
        atom = self._chars.get(key)
        if atom is None:
            atom = self._chars[key] = self._make_char(role, char, kind)
        elif atom.first == GETA != char:
            self.missing[char] = self.missing.get(char, 0) + 1
        return atom

    def _make_char(self, role: str, char: str, kind: Kind) -> Atom:
        face = self.book.choose(role, char[0])
        if face is None:
            self.missing[char] = self.missing.get(char, 0) + 1
            return self._replacement(role, char)
        if kind is Kind.WIDE or len(char) > 1:
            glyphs = tuple(face.glyphs(char, _WIDE_FEATURES))
            code = "".join(f"<{cid:04x}>" for cid, _, _ in glyphs)
            return Atom(face, code, sum(a for _, _, a in glyphs), kind, char[0], char[-1], ink=int(kind is Kind.HAN))
        code, advance = face.char(char)
        body = f"<{code}>"
        if kind is Kind.OPEN and advance == 1000:
            return Atom(face, body, 500, kind, char, char, before=-500)
        if kind in (Kind.CLOSE, Kind.COMMA, Kind.STOP) and advance == 1000:
            return Atom(face, body, 500, kind, char, char, after=-500)
        if kind is Kind.DOT:
            side = (500 - advance) // 2
            return Atom(face, body, 500, kind, char, char, before=side, after=500 - advance - side)
        return Atom(face, body, advance, kind, char, char, ink=int(kind is Kind.HAN))

    def _replacement(self, role: str, char: str) -> Atom:
        """A geta mark (〓) in place of what no face can draw; a reader of the file still gets the character."""
        face = self.book.choose(role, GETA)
        assert face is not None, "every Chinese face has the geta mark"
        glyph = face.hb_font.get_nominal_glyph(ord(GETA)) or 0
        return Atom(face, f"<{face.cid(glyph, char):04x}>", 1000, Kind.HAN, GETA, GETA, ink=1)

    def word(self, role: str, word: str) -> tuple[Fragment, ...]:
        """A word between spaces, in the parts in which it may be cut."""
        key = (role, word)
        found = self._words.get(key)
        if found is None:
            found = self._words[key] = tuple(self._make_word(role, word))
        return found

    def _make_word(self, role: str, word: str) -> list[Fragment]:
        fragments: list[Fragment] = []
        start = 0
        for end in range(1, len(word) + 1):  # pieces that one face can draw
            face = self.book.choose(role, word[start])
            if end < len(word) and self.book.choose(role, word[end]) is face:
                continue
            piece = word[start:end]
            if face is None:
                for char in piece:
                    self.missing[char] = self.missing.get(char, 0) + 1
                    fragments.append(Fragment(self._replacement(role, char), IN_LONG_WORD_COST))
            else:
                fragments.extend(self._cut(face, piece))
            start = end
        return fragments

    def _cut(self, face: Face, word: str) -> list[Fragment]:
        points = _break_points(word, self.hyphenation)
        glyphs = list(face.glyphs(word, _WORD_FEATURES))
        widths = face.widths
        fragments: list[Fragment] = []
        code: list[str] = []
        width, begin = 0, 0
        for index, (cid, cluster, advance) in enumerate(glyphs):
            code.append(f"<{cid:04x}>")
            width += advance
            if advance != widths[cid]:
                code.append(str(widths[cid] - advance))
            last = index == len(glyphs) - 1
            end = len(word) if last else glyphs[index + 1][1]
            if last or (end in points and end > cluster):
                cost, hyphen = points.get(end, (0.0, False))
                text = word[begin:end]
                body = "".join(code).replace("><", "")
                fragments.append(Fragment(Atom(face, body, width, Kind.LATIN, text[0], text[-1]), cost, hyphen))
                code, width, begin = [], 0, end
        return fragments

    def superior(self, role: str, number: str, figures: int = 0) -> Atom:
        """A footnote's number in the face's own superior figures, with room for so many at least (all have one width)."""
        face = self.book.face(role)
        glyphs = tuple(face.glyphs(number, {"sups": True}))
        code = "".join(f"<{cid:04x}>" for cid, _, _ in glyphs).replace("><", "")
        width = sum(a for _, _, a in glyphs)
        room = max(0, figures - len(number)) * width // len(number)
        return Atom(face, code, width + room, Kind.LATIN, number[0], number[-1], after=room)

    def space(self, role: str, char: str = " ") -> Atom:
        """A space that is printed, so that a reader of the file finds words apart."""
        key = (role, char)
        if key not in self._spaces:
            face = self.book.choose(role, char) or self.book.choose(role, " ")
            assert face is not None, "every face has a space"
            code, advance = face.char(char if ord(char) in face.coverage else " ")
            self._spaces[key] = Atom(face, f"<{code}>", advance, Kind.SPACE, " ", " ")
        return self._spaces[key]

    def hyphen(self, face: Face) -> Atom:
        if face.role not in self._hyphens:
            code, advance = face.char("-")
            self._hyphens[face.role] = Atom(face, f"<{code}>", advance, Kind.LATIN, "-", "-")
        return self._hyphens[face.role]
