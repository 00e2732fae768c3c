"""Rows → pages: what stands on which page at which quarter line. Nothing is drawn here.

``pagebreak`` says where the pages of a run of sections break; here they get their sides, heads, notes and labels. The
body starts on a right-hand page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from formatter.layout.plan import BookPlan, Row, Section, SectionKind
from formatter.layout.styles import Design, PageFormat, cover_indent
from formatter.writers.pdf.geometry import Geometry, single
from formatter.writers.pdf.pagebreak import Part, fill_pages
from formatter.writers.pdf.rows import NOTES_SPACE, Block, Setter, notes_in

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
HALF_LINE = 2  # quarter lines: the grid on which rows begin
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
        self.cost = 0.0  # of the page breaks

    def paginate(self, plan: BookPlan, advance=lambda: None) -> list[Page]:
        """Lay out the whole plan. ``advance()`` is called after each section."""
        started = False
        for flow in self._flows(plan.sections):
            section = flow[0]
            if section.recto and self._geometry(section).layout != "facing":
                self._turn_to_recto(section)
            if section.kind in CENTRED:
                self._title_page(section)
                advance()
            elif section.kind is SectionKind.IMPRINT:
                self._imprint(section)
                advance()
            else:
                if section.numbering == "arabic" and not started:
                    started = True
                    self._start_body(section)
                self._flow(flow, advance)
        self._label()
        return self.pages

    def _flows(self, sections: Sequence[Section]) -> Iterator[list[Section]]:
        """Sections that share pages, together."""
        flow: list[Section] = []
        for section in sections:
            if flow and not self._follows(flow[-1], section):
                yield flow
                flow = []
            flow.append(section)
        if flow:
            yield flow

    def _follows(self, before: Section, section: Section) -> bool:
        alone = {before.kind, section.kind} & (CENTRED | {SectionKind.IMPRINT})
        return not (
            alone
            or section.new_page
            or section.recto
            or before.numbering != section.numbering
            or self._geometry(before) != self._geometry(section)
        )

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
        gaps = [0, *(max(block.before, 12 if number == 0 else 6) for number, block in enumerate(blocks[1:]))]
        spare = self.capacity - sum(gaps) - sum(block.height for block in blocks)
        top = max(0, min(round(self.capacity * 0.24), spare))  # higher, where much has to stand on the page
        for number, block in enumerate(blocks):
            top += gaps[number]
            if number and _at_foot(block.row):
                below = sum(b.before + b.height for b in blocks[number + 1 :])
                top = max(top, self.capacity - block.height - below)
            if page.placed and top + block.height > self.capacity:
                page, top = self._new_page(section, opening=True), 0
            page.placed.append(Placed(block, top, 0, block.height))
            top += block.height

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

    def _flow(self, sections: Sequence[Section], advance: Callable[[], None]) -> None:
        """Fill pages with sections that follow one another."""
        first = sections[0]
        geometry = self._geometry(first)
        owners: list[Section] = []
        blocks: list[Block] = []
        for section in sections:
            for row in section.rows:
                owners.append(section)
                blocks.append(self._block(section, row))
            advance()
        depth = partial(self._note_depth, width=geometry.en_width)
        spreads = geometry.layout != "facing"
        opening = first.kind not in (SectionKind.SPEECH, SectionKind.SESSION)  # a foreword opens a part
        verso = len(self.pages) % 2 == 1 if spreads else None
        step = HALF_LINE if first.kind in _TEXT else 0
        run = fill_pages(blocks, self.capacity, depth, step, verso)
        self.cost += run.cost
        for number, parts in enumerate(run.pages):
            self._new_page(owners[parts[0].index], opening and number == 0)
            for part in parts:
                self._put(owners[part.index], part)

    def _note_depth(self, ids: Sequence[str], width: float) -> int:
        return self.setter.notes_height(ids, width) - NOTES_SPACE if ids else 0

    def _put(self, section: Section, part: Part) -> None:
        page = self._page
        if not page.placed or page.head is SectionKind.SESSION:
            page.running, page.head = section.running, section.kind
            if page.side == "zh":
                self.pages[-1].running = section.running
        page.placed.append(Placed(part.block, part.top, 0, part.block.height))
        page.notes.extend(notes_in(part.block, 0, part.block.height))


SMALL = 120_000  # characters: so few that where pages happen to end says more than the number of lines
TRIED = 4  # so many columns are tried then
LINE_COST = 0.5  # of a line that the volume takes more, against what its page breaks cost


def lay_out(
    plan: BookPlan,
    design: Design,
    form: PageFormat,
    layout: str,
    setter: Setter,
    ranked: Sequence[tuple[float, Geometry]],
    advance: Callable[[], None] = lambda: None,
) -> list[Page]:
    """Lay out the plan in the first of the columns, with the lines that they need, or in a small volume in those of the
    first few whose pages come out best."""
    few = layout == "columns" and _length(plan) <= SMALL
    best: tuple[float, list[Page]] | None = None
    for number, (lines, matter) in enumerate(ranked[: TRIED if few else 1]):
        body = matter if layout == "columns" else single(design, form, layout)
        paginator = Paginator(design, form, setter, body, matter)
        pages = paginator.paginate(plan, advance if number == 0 else lambda: None)
        cost = paginator.cost + LINE_COST * (lines - ranked[0][0])
        if best is None or cost < best[0]:
            best = cost, pages
    assert best is not None
    return best[1]


def _length(plan: BookPlan) -> int:
    return sum(len(cell.text) for s in plan.sections for row in s.rows for cell in (row.zh, row.en) if cell)


def _at_foot(row: Row) -> bool:
    """The publisher, and the logo above it, stand at the foot of a title page."""
    return row.id.endswith(("publisher", "-logo"))
