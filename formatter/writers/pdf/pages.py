"""Rows → pages: what stands on which page at which quarter line. Nothing is drawn here.

A row goes on the page whole, or splits where both of its sides may be cut; a title never ends a page; the body starts
on a right-hand page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from formatter.layout.plan import BookPlan, Row, Section, SectionKind
from formatter.layout.styles import Design, PageFormat, cover_indent
from formatter.writers.pdf.geometry import Geometry
from formatter.writers.pdf.rows import Block, Setter, notes_in

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def roman(number: int) -> str:
    out = ""
    for value, letters in _ROMAN:
        out += letters * (number // value)
        number %= value
    return out


@dataclass(frozen=True, slots=True)
class Placed:
    """Quarter lines ``start`` to ``end`` of a block, whose own line 0 would stand at quarter line ``top``."""

    block: Block
    top: int
    start: int
    end: int


@dataclass(slots=True)
class Page:
    """One side of a leaf. ``side``: "both", or the language that stands on it in facing layout.

    ``running``: the heads of the first section on the page (of the first speech, where a session's title stands before
    it); ``opening``: a part of the book starts at its top, so it has none.
    """

    numbering: str
    geometry: Geometry
    kind: SectionKind
    side: str = "both"
    running: tuple[str, str] = ("", "")
    opening: bool = False
    blank: bool = False
    label: str = ""
    head: SectionKind | None = None  # the kind of section that ``running`` comes from
    notes: list[str] = field(default_factory=list)  # footnotes, in the order of their marks
    placed: list[Placed] = field(default_factory=list)


# How much of the contents and index columns is kept for page numbers, points.
NUMBER_ROOM = 36.0
CENTRED = frozenset({SectionKind.COVER, SectionKind.HALF_TITLE, SectionKind.TITLE_PAGE})
_TEXT = frozenset({SectionKind.FOREWORD, SectionKind.SESSION, SectionKind.SPEECH})
_NUMBERED = frozenset({SectionKind.CONTENTS, SectionKind.INDEX, SectionKind.GLOSSARY})
_FRONT = frozenset({"none", "roman"})


class Paginator:
    def __init__(self, design: Design, form: PageFormat, setter: Setter, body: Geometry, matter: Geometry) -> None:
        """``body`` is the geometry of the speeches, ``matter`` that of everything else."""
        self.design, self.form, self.setter = design, form, setter
        self.body, self.matter = body, matter
        self.capacity = form.lines * 4
        self.pages: list[Page] = []
        self.cursor = 0
        self.after = 0

    def paginate(self, plan: BookPlan, advance=lambda: None) -> list[Page]:
        """Lay out the whole plan. ``advance()`` is called after each section."""
        started = False
        for number, section in enumerate(plan.sections):
            if section.recto and self._geometry(section).layout != "facing":
                self._turn_to_recto(section)
            if section.kind in CENTRED:
                self._title_page(section)
            elif section.kind is SectionKind.IMPRINT:
                self._imprint(section)
            else:
                if section.numbering == "arabic" and not started:
                    started = True
                    self._start_body(section)
                self._flow(section, plan.sections[number + 1 : number + 2])
            advance()
        self._label()
        return self.pages

    # --- pages -------------------------------------------------------------------------------------------

    def _geometry(self, section: Section) -> Geometry:
        return self.body if section.kind in _TEXT else self.matter

    def _new_page(self, section: Section, opening: bool = False) -> Page:
        geometry = self._geometry(section)
        page = Page(section.numbering, geometry, section.kind, running=section.running, opening=opening)
        if geometry.layout == "facing":
            page.side = "zh"
            if len(self.pages) % 2 == 0:  # Chinese on the left
                self.pages.append(Page(section.numbering, self.matter, section.kind, blank=True))
            self.pages.append(page)
            twin = Page(section.numbering, geometry, section.kind, "en", section.running, opening)
            twin.placed, twin.notes = page.placed, page.notes
            self.pages.append(twin)
        else:
            self.pages.append(page)
        self.cursor = self.after = 0
        return page

    def _start_body(self, section: Section) -> None:
        """The first page that counts in arabic numbers is a right-hand one (recto)."""
        if len(self.pages) % 2 == 1 and self._geometry(section).layout != "facing":
            self.pages.append(Page("roman", self.matter, section.kind, blank=True))

    def _turn_to_recto(self, section: Section) -> None:
        """Leave the left-hand page blank that a part beginning on a right-hand one would stand on."""
        if len(self.pages) % 2 == 1:
            self.pages.append(Page(self.pages[-1].numbering, self.matter, section.kind, blank=True))

    @property
    def _page(self) -> Page:
        """The current page; of two facing ones the left."""
        return self.pages[-2] if self.pages[-1].side == "en" else self.pages[-1]

    def _label(self) -> None:
        """Roman numbers, then arabic ones. Right-hand pages are odd: facing pages may begin with 2 and 3."""
        roman_count = arabic_count = 0
        for index, page in enumerate(self.pages):
            if page.numbering == "cover":  # part of the binding, not of the book block
                continue
            if page.numbering in _FRONT:
                roman_count += 1
                page.label = roman(roman_count)
            else:
                arabic_count += 1 if arabic_count or index % 2 == 0 else 2
                page.label = str(arabic_count)

    # --- special pages -----------------------------------------------------------------------------------

    def _title_page(self, section: Section) -> None:
        """Title at the optical centre, what belongs to it below, the publisher at the foot."""
        page = self._new_page(section, opening=True)
        width = self.form.text_width
        if section.kind is SectionKind.COVER:
            width -= cover_indent(self.design, self.form)
        blocks = [self.setter.block(row, width, width, stacked=True) for row in section.rows]
        top = round(self.capacity * 0.24)
        for number, block in enumerate(blocks):
            last = number == len(blocks) - 1
            if number and _at_foot(block.row):
                below = sum(b.before + b.height for b in blocks[number + 1 :])
                top = max(top + block.before, self.capacity - block.height - below)
            elif number:
                top += max(block.before, 12 if number == 1 else 6)
            page.placed.append(Placed(block, top, 0, block.height))
            top += block.height
            if top > self.capacity and not last:
                page, top = self._new_page(section, opening=True), 0

    def _imprint(self, section: Section) -> None:
        """At the foot of its page, as on the back of a title leaf."""
        page = self._new_page(section, opening=True)
        blocks = [self._block(section, row) for row in section.rows]
        height = sum(b.height + b.before for b in blocks)
        top = max(0, self.capacity - height)
        for block in blocks:
            page.placed.append(Placed(block, top, 0, block.height))
            top += block.height + block.before

    # --- the flow ----------------------------------------------------------------------------------------

    def _block(self, section: Section, row: Row) -> Block:
        geometry = self._geometry(section)
        room = NUMBER_ROOM if section.kind in _NUMBERED and row.target else 0.0  # a session's too: one right edge
        return self.setter.block(row, geometry.zh_width, geometry.en_width - room, geometry.stacked)

    def _flow(self, section: Section, following: Sequence[Section]) -> None:
        opening = section.kind not in (SectionKind.SPEECH, SectionKind.SESSION)  # a foreword opens a part
        if (
            section.new_page
            or not self.pages
            or self._page.numbering != section.numbering
            or self._page.geometry != self._geometry(section)
            or self._page.blank
        ):
            self._new_page(section, opening)
        blocks = [self._block(section, row) for row in section.rows]
        ahead = [self._block(s, row) for s in following if not s.new_page for row in s.rows[:3]]
        for number, block in enumerate(blocks):
            self._place(section, block, [*blocks[number + 1 : number + 4], *ahead][:3])

    def _place(self, section: Section, block: Block, following: Sequence[Block]) -> None:
        gap = max(self.after, block.before) if self.cursor else 0
        room = self.capacity - self.cursor - gap
        if self.cursor and self._needs(block, following) > room:
            self._new_page(section)
            gap, room = 0, self.capacity
        start = 0
        while not self._fits(block, start, block.height, room):
            cut = self._cut(block, start, room)
            if cut == block.height:
                break
            self._put(section, block, start, cut, gap)
            start = cut
            self._new_page(section)
            gap, room = 0, self.capacity
        self._put(section, block, start, block.height, gap)
        self.after = block.after

    def _fits(self, block: Block, start: int, end: int, room: int) -> bool:
        """Whether a part of a row has room together with the footnotes of the page."""
        notes = [*self._page.notes, *notes_in(block, start, end)]
        return end - start + self.setter.notes_height(notes, self._page.geometry.en_width) <= room

    def _needs(self, block: Block, following: Sequence[Block]) -> int:
        """The room without which a row must not start here: all of it, its first part, or with a title what follows."""
        if block.row.keep_with_next and following:
            gap = max(block.after, following[0].before)
            return min(block.height + gap + self._needs(following[0], following[1:]), self.capacity)
        splits = [] if block.row.target else block.splits()  # an entry of a list stays whole
        end = splits[0] if splits else min(block.height, self.capacity)
        notes = [*self._page.notes, *notes_in(block, 0, end)]
        return end + self.setter.notes_height(notes, self._page.geometry.en_width)

    def _cut(self, block: Block, start: int, room: int) -> int:
        """The last allowed cut that fits; on an empty page any place between lines will do."""
        inside = [
            s
            for s in block.splits()
            if s > start and self._fits(block, start, s, room) and _leaves_two(block, start, s)
        ]
        if not inside:
            inside = [s for s in block.forced_splits() if start < s <= start + room]
        if len(inside) > 1 and inside[-1] - inside[-2] <= 4 and _ends_in_word(block, inside[-1]):
            return inside[-2]  # a line earlier, rather than half a word on the next page
        return inside[-1] if inside else min(start + room, block.height)

    def _put(self, section: Section, block: Block, start: int, end: int, gap: int) -> None:
        page = self._page
        if not page.placed or page.head is SectionKind.SESSION:
            page.running, page.head = section.running, section.kind
            if page.side == "zh":
                self.pages[-1].running = section.running
        top = self.cursor + gap
        page.placed.append(Placed(block, top - start, start, end))
        page.notes.extend(notes_in(block, start, end))
        self.cursor = top + end - start


def _at_foot(row: Row) -> bool:
    """The publisher, and the logo above it, stand at the foot of a title page."""
    return row.id.endswith(("publisher", "-logo"))


def _ends_in_word(block: Block, cut: int) -> bool:
    return any(s.line.hyphen for side in (block.zh, block.en) for s in side.slots if s.bottom == cut)


def _leaves_two(block: Block, start: int, cut: int) -> bool:
    """Two lines of a paragraph at least between the last cut and this one."""
    for side in (block.zh, block.en):
        inside = [s for s in side.slots if start <= s.top and s.bottom <= cut]
        if len(inside) == 1 and len(side.slots) > 1:
            return False
    return True
