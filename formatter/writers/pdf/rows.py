"""A row of the plan, broken and set: its lines on the grid of quarter lines, and where it may split across pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from formatter.language.locale import translate
from formatter.layout.pictures import room_beside
from formatter.layout.plan import Cell, Footnote, Line, Role, Row, Run
from formatter.layout.styles import Design, TextStyle
from formatter.writers.pdf.items import NEVER, Items, Piece, build_items
from formatter.writers.pdf.linebreak import break_lines
from formatter.writers.pdf.pictures import Inset, place_pictures
from formatter.writers.pdf.setting import SetLine, set_line
from formatter.writers.pdf.shaping import Shaper

_ITALIC = {"latin": "latin-italic", "latin-italic": "latin", "latin-semibold": "latin-semibold-italic"}
EXPANSION = 0.015  # of Latin letters' width: too little to be seen, enough to even out word spaces
_SPEAKERS = frozenset({Role.SPEAKER, Role.CONTENTS_SPEAKER, Role.SIGNATURE})
NOTES_SPACE = 4  # quarter lines between the text and the first footnote; a rule stands in it
# Large titles of the whole book: where they don't fit on one line, a colon or a gap ends one (Title: / Subtitle).
_DISPLAYED = frozenset({Role.COVER_TITLE, Role.HALF_TITLE, Role.VOLUME_TITLE})
_TITLES = frozenset(
    {
        Role.COVER_TITLE, Role.COVER_META, Role.SIGNATURE,
        Role.VOLUME_TITLE, Role.VOLUME_SUBTITLE, Role.VOLUME_META, Role.HALF_TITLE, Role.SECTION_TITLE, Role.SESSION,
        Role.SPEECH_TITLE, Role.SPEAKER, Role.CONTENTS_SESSION, Role.CONTENTS_TITLE, Role.CONTENTS_SPEAKER, Role.INDEX_ENTRY,
    }
)  # fmt: skip



class Cut(NamedTuple):
    """A place where a row may part: so many lines of each side stand before it. ``cost``: how much better another would
    be."""

    zh: int
    en: int
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Slot:
    """A set line in its cell: from ``top`` quarter lines below the cell's top, ``height`` quarter lines high.

    ``x`` is in points from the column's left edge; ``paragraph`` counts the lines of the plan's cell.
    """

    top: int
    height: int
    x: float
    line: SetLine
    paragraph: int

    @property
    def bottom(self) -> int:
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Side:
    """One cell, set. ``cell`` is None where the row has none."""

    cell: Cell | None
    slots: tuple[Slot, ...]

    @property
    def height(self) -> int:
        return self.slots[-1].bottom if self.slots else 0


@dataclass(frozen=True, slots=True)
class Block:
    """A row, set; all measures in quarter lines. ``before`` and ``after`` are wishes: the larger neighbour's counts."""

    row: Row
    zh: Side
    en: Side
    before: int
    after: int
    stacked: bool = False
    insets: tuple[Inset, ...] = ()

    @property
    def height(self) -> int:
        """Rounded up to half lines, but in lists: what follows is back on the grid of the body."""
        height = max(self.zh.height, self.en.height, *(inset.bottom for inset in self.insets))
        return height if self.row.target else height + height % 2

    @property
    def start(self) -> Cut:
        return Cut(0, 0)

    @property
    def end(self) -> Cut:
        return Cut(len(self.zh.slots), len(self.en.slots))

    def depth(self, start: Cut, end: Cut) -> int:
        """Quarter lines that the lines between two cuts take, rounded as ``height`` is."""
        zh, en = self.zh.slots[start.zh : end.zh], self.en.slots[start.en : end.en]
        if self.stacked:
            both = (*zh[:1], *zh[-1:], *en[:1], *en[-1:])
            depth = max((s.bottom for s in both), default=0) - min((s.top for s in both), default=0)
        else:
            depth = max(side[-1].bottom - side[0].top if side else 0 for side in (zh, en))
        if self.insets and not (start.zh or start.en):
            depth = max(depth, *(inset.bottom for inset in self.insets))
        return depth if self.row.target else depth + depth % 2

    def part(self, start: Cut, end: Cut) -> Block:
        """The lines between two cuts as a block of their own. Pictures stay with the first lines."""
        zh, en = self.zh.slots[start.zh : end.zh], self.en.slots[start.en : end.en]
        tops = [slots[0].top for slots in (zh, en) if slots]
        up = [min(tops)] * 2 if self.stacked else [slots[0].top if slots else 0 for slots in (zh, en)]
        insets = self.insets
        if start.zh or start.en:
            insets = tuple(replace(i, top=i.top - i.bottom - 1, bottom=-1) for i in insets)
        sides = [
            Side(side.cell, tuple(replace(s, top=s.top - by) for s in slots))
            for side, slots, by in ((self.zh, zh, up[0]), (self.en, en, up[1]))
        ]
        return Block(self.row, sides[0], sides[1], self.before, self.after, self.stacked, insets)

    def cuts(self) -> tuple[Cut, ...]:
        """Where a page may end within the row: two lines or more of a paragraph on either side, never in a word.

        Beside each other, the shorter text is cut where as much of it is said as of the longer one, so that neither
        language is carried over alone. Titles and entries of lists stay whole.
        """
        if self.row.target or self.row.keep_with_next:
            return ()
        return tuple(_stacked_cuts(self.zh, self.en) if self.stacked else _paired_cuts(self.zh, self.en))

    def forced_cuts(self) -> tuple[Cut, ...]:
        """Between any two lines, whatever stays alone: for a row that is higher than a page and has no better place."""
        zh, en = self.zh.slots, self.en.slots
        if self.stacked:
            return tuple([Cut(n, 0) for n in range(1, len(zh) + bool(en))] + [Cut(len(zh), n) for n in range(1, len(en))])
        longer = zh if self.zh.height > self.en.height else en
        feet = [s.bottom for s in longer[:-1]]
        kept = [[sum(s.bottom <= foot for s in side) for side in (zh, en)] for foot in feet]
        return tuple(
            Cut(*pair)
            for foot, pair in zip(feet, kept, strict=True)
            if not any(i.top < foot < i.bottom for i in self.insets)
        )


CUT_COST = 1.0  # a page that ends within a row, against one that ends between two
APART_COST = 4.0  # one that ends between a paragraph and its translation below
CARRIED_COST = 1.5  # a line carried over with nothing of the other language beside it
UNEVEN_COST = 0.7  # a line by which the two languages don't go on at the same place, after the first …
UNEVEN = 2.5  # … and by how many they may differ


def _stacked_cuts(zh: Side, en: Side) -> Iterator[Cut]:
    yield from (Cut(n, 0, CUT_COST) for n in _partings(zh.slots))
    if zh.slots and en.slots:
        yield Cut(len(zh.slots), 0, APART_COST)
    yield from (Cut(len(zh.slots), n, CUT_COST) for n in _partings(en.slots))


def _paired_cuts(zh: Side, en: Side) -> Iterator[Cut]:
    chinese = zh.height > en.height  # the Chinese is the longer one
    longer, shorter = (zh, en) if chinese else (en, zh)
    whole = len(shorter.slots)
    places = _partings(shorter.slots)
    at = 0
    for n in _partings(longer.slots):
        wanted = whole * longer.slots[n - 1].bottom / longer.height
        while at + 1 < len(places) and abs(places[at + 1] - wanted) <= abs(places[at] - wanted):
            at += 1
        m, cost = whole, CUT_COST
        if places and abs(places[at] - wanted) <= UNEVEN:
            m = places[at]
            cost += UNEVEN_COST * max(0.0, abs(m - wanted) - 1)
        elif whole:
            cost += CARRIED_COST * (len(longer.slots) - n)
        yield Cut(n, m, cost) if chinese else Cut(m, n, cost)


def _partings(slots: Sequence[Slot]) -> list[int]:
    """After how many lines a page or column may end: not after the first of a paragraph, nor before its last, nor in a
    word (CLREQ 3.4.4)."""
    found = []
    for n in range(1, len(slots)):
        here = slots[n].paragraph
        if slots[n - 1].paragraph == here:
            lone_first = n == 1 or slots[n - 2].paragraph != here
            lone_last = n + 1 == len(slots) or slots[n + 1].paragraph != here
            if lone_first or lone_last or slots[n - 1].line.hyphen:
                continue
        found.append(n)
    return found


def notes_in(block: Block, start: int, end: int) -> list[str]:
    """The footnotes marked in a part of a row."""
    slots = (s for side in (block.zh, block.en) for s in side.slots if start <= s.top < end)
    return [note for slot in slots for note in slot.line.notes]


class Setter:
    """Breaks and sets the plan's lines in one design, and remembers what it has set."""

    def __init__(
        self, design: Design, shaper: Shaper, footnotes: Sequence[Footnote] = (), untranslated: str = ""
    ) -> None:
        self.design, self.shaper = design, shaper
        self.footnotes = {note.id: note for note in footnotes}
        self.numbers = {id: number for number, id in enumerate(self.footnotes, 1)}
        self._figures: dict[str, int] = {}  # footnote → for how many its mark keeps room
        self.untranslated = untranslated or translate("en", "Untranslated")
        self.colours = {name: _colour_operator(rgb) for name, rgb in design.colours.items()}
        self._set: dict[tuple[tuple[Run, ...], *tuple[object, ...]], tuple[SetLine, ...]] = {}

    def number_notes(self, numbers: Mapping[str, int]) -> bool:
        """Give the footnotes other numbers; whether any of them has changed. What marks them is set anew then."""
        changed = {id for id, number in numbers.items() if self.numbers[id] != number or id not in self._figures}
        for id in changed:
            self.numbers[id] = numbers[id]
            self._figures[id] = max(self._figures.get(id, 0), len(str(numbers[id])))
        self._set = {key: done for key, done in self._set.items() if not any(run.footnote in changed for run in key[0])}
        return bool(changed)

    def block(self, row: Row, zh_width: float, en_width: float, stacked: bool = False) -> Block:
        """Set a row in two columns of the given widths (points), or one side below the other."""
        beside = room_beside(row.pictures, self.design, en_width)
        zh = self._side(row.zh, zh_width - beside if stacked else zh_width)
        en = self._side(row.en, en_width - beside)
        roles = [line.role for cell in (row.zh, row.en) if cell for line in cell.lines]
        before = max((self.design.roles[r].before for r in roles[:1]), default=0)
        after = max((self.design.roles[r].after for r in roles[-1:]), default=0)
        if stacked and zh.slots and en.slots:
            down = zh.height + 2
            before += 2  # the pair stands closer together than to the next
            en = Side(en.cell, tuple(Slot(s.top + down, s.height, s.x, s.line, s.paragraph) for s in en.slots))
        text = max(zh.height, en.height) if stacked else en.height
        insets = place_pictures(row.pictures, self.design, en_width, text)
        return Block(row, zh, en, before, after, stacked, insets)

    def _side(self, cell: Cell | None, width: float) -> Side:
        slots: list[Slot] = []
        top, after = 0, 0
        for number, line in enumerate(cell.lines if cell else ()):
            assert cell is not None
            role = self.design.roles[line.role]
            style = role.side(cell.lang)
            if slots:
                top += max(after, role.before)
            for set_ in self.lines(line, style, cell.lang, width):
                slots.append(Slot(top, style.leading, align(style, set_.width, width), set_, number))
                top += style.leading
            after = role.after
        return Side(cell, tuple(slots))

    def lines(self, line: Line, style: TextStyle, lang: str, width: float) -> tuple[SetLine, ...]:
        """Break and set one paragraph."""
        key = (line.runs, line.phrases, style, lang, width)
        found = self._set.get(key)
        if found is None:
            found = self._set[key] = tuple(self._break(line, style, lang, width))
        return found

    def _break(self, line: Line, style: TextStyle, lang: str, width: float) -> list[SetLine]:
        measure = int(width / style.size * 1000 + 0.5)
        items = self.items(line, style, lang)
        justify = style.align == "justify"
        # Lines of a title are made as equal as they can be: one word on its last line looks careless. Chinese ones,
        # and speakers with their posts, break where their phrases end instead.
        english = lang.startswith("en") and line.role not in _SPEAKERS
        balance = line.role in _TITLES and (english or style.align == "centre")
        expansion = EXPANSION if lang.startswith("en") else 0.0
        hyphens = [
            self.shaper.hyphen(a.face).width if g.hyphen else 0 for a, g in zip(items.atoms, items.gaps, strict=True)
        ]
        forced = main_pauses(items, measure) if line.role in _DISPLAYED else ()
        return [
            set_line(items, b, measure, style.size, self.shaper, self.colours, justify, expansion)
            for b in break_lines(items, measure, hyphens, justify, balance, forced)
        ]

    def items(self, line: Line, style: TextStyle, lang: str) -> Items:
        pieces = [p for run in line.runs for p in self._pieces(run, style, lang)]
        return build_items(
            pieces, self.shaper, style.indent, line.phrases if line.role in _TITLES else None
        )

    def _pieces(self, run: Run, style: TextStyle, lang: str) -> list[Piece]:
        chinese = not lang.startswith("en")
        if run.untranslated:
            return [
                Piece(f"[{self.untranslated}] ", "latin-semibold", "latin-semibold", False, "accent"),
                Piece(run.text, "serif", "latin", True, "accent"),
            ]
        face = _ITALIC.get(style.face, style.face) if run.italic and not chinese else style.face
        pieces = [Piece(run.text, face, style.latin or face, chinese, "grey" if run.draft else style.colour)]
        if run.footnote:
            pieces.append(self._note_mark(run.footnote, style, note=run.footnote))
        return pieces

    def _note_mark(self, id: str, style: TextStyle, note: str) -> Piece:
        face = "latin-semibold" if "semibold" in style.face else "latin"
        return Piece(str(self.numbers[id]), face, face, False, style.colour, note, self._figures.get(id, 0))

    def note_lines(self, id: str, width: float) -> tuple[SetLine, ...]:
        """A footnote's lines, its number first."""
        note = self.footnotes[id]
        style = self.design.style(Role.FOOTNOTE, note.lang)
        return self.lines(Line(Role.FOOTNOTE, (Run("", footnote=id), Run(" "), *note.runs)), style, note.lang, width)

    def notes_height(self, ids: Sequence[str], width: float) -> int:
        """Quarter lines that footnotes take at the foot of a page, with the space above them."""
        leading = self.design.style(Role.FOOTNOTE, "en").leading
        lines = sum(len(self.note_lines(id, width)) for id in ids)
        return lines * leading + NOTES_SPACE if ids else 0

    def one_line(self, text: str, style: TextStyle, lang: str) -> SetLine | None:
        """Set a text on one line, however long; None where there is none."""
        return self.lines(Line(Role.NOTE, (Run(text),)), style, lang, 10_000.0)[0] if text else None


def main_pauses(items: Items, measure: int) -> tuple[int, ...]:
    """The atoms that end a part of a title which is longer than one line."""
    if items.natural_width() <= measure:
        return ()
    inner = enumerate(zip(items.atoms[:-1], items.gaps, strict=False))
    return tuple(i for i, (atom, gap) in inner if gap.cost < NEVER and (atom.last in ":：" or gap.width == 1000))


def align(style: TextStyle, width: float, measure: float) -> float:
    """Where a line begins, points from the left edge of its measure."""
    return (measure - width) / 2 if style.align == "centre" else measure - width if style.align == "right" else 0.0


def _colour_operator(rgb: Sequence[float]) -> str:
    """Fill colour. Neutral colours are gray alone, so that black text prints with black ink only."""
    r, g, b = rgb
    return f"{r:.3g} g" if r == g == b else f"{r:.3g} {g:.3g} {b:.3g} rg"


def phrase_widths(design: Design, rows: Sequence[Row]) -> list[float]:
    """About how wide the phrases of the Chinese titles of sessions and speeches are, points: a hanzi is an em."""
    found = []
    for row in rows:
        for line in row.zh.lines if row.zh and not row.target else ():
            if line.role in (Role.SESSION, Role.SPEECH_TITLE):
                ends = [0, *line.phrases, len(line.text)]
                size = design.style(line.role, row.zh.lang).size
                found += [len(line.text[a:b].strip()) * size for a, b in pairwise(ends)]
    return found


SAMPLED_ROWS = 60  # enough to know how wide a character of each side is on average


def natural_widths(setter: Setter, rows: Sequence[Row]) -> list[tuple[float, float]]:
    """The unbroken widths, in points, of each body row's two sides: what the choice of the columns needs.

    The first rows are measured, the others reckoned from their length.
    """
    pairs = [
        (row.zh, row.en)
        for row in rows
        if row.zh and row.en and [line.role for c in (row.zh, row.en) for line in c.lines] == [Role.BODY, Role.BODY]
    ]

    def measure(cell: Cell) -> float:
        style = setter.design.style(Role.BODY, cell.lang)
        return setter.items(cell.lines[0], style, cell.lang).natural_width() * style.size / 1000

    found = [(measure(zh), measure(en)) for zh, en in pairs[:SAMPLED_ROWS]]
    if len(pairs) > len(found):
        mean = [
            sum(widths[side] for widths in found) / max(1, sum(len(pair[side].text) for pair in pairs[:SAMPLED_ROWS]))
            for side in (0, 1)
        ]
        found += [(len(zh.text) * mean[0], len(en.text) * mean[1]) for zh, en in pairs[SAMPLED_ROWS:]]
    return found
