"""Pages → content streams, tags and links: everything that stands on a page gets its place in points here."""

from __future__ import annotations

from dataclasses import dataclass, field

from formatter.layout.plan import BookPlan, Cell, Picture, Role, Row, Section, SectionKind
from formatter.layout.styles import BAND, MM, Design, PageFormat, cover_indent
from formatter.writers.pdf.objects import number
from formatter.writers.pdf.pages import CENTRED, Page, Placed
from formatter.writers.pdf.rows import NOTES_SPACE, Setter, Side
from formatter.writers.pdf.running import set_heads
from formatter.writers.pdf.setting import SetLine
from formatter.writers.pdf.tags import Element, TagTree

BLEED = 3 * MM  # how far what reaches the edge goes on beyond it
_SUBHEADED = frozenset({Role.HEADING, Role.LIST_HEADING})
_HEADED = frozenset({Role.SECTION_TITLE, Role.SESSION, Role.SPEECH_TITLE})


@dataclass(frozen=True, slots=True)
class Link:
    """A rectangle on a page, in points, that leads to a row."""

    page: int
    box: tuple[float, float, float, float]
    target: str
    element: Element
    contents: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row begins: page index and the height of its top, points from the bottom edge."""

    page: int
    top: float


@dataclass(slots=True)
class Drawing:
    """What comes out: a content stream for each page, the tags, the links and the pictures by their names in the
    streams, each with the width and height (points) for which it is meant."""

    streams: list[str]
    tags: TagTree
    links: list[Link] = field(default_factory=list)
    pictures: dict[str, tuple[Picture, float, float]] = field(default_factory=dict)


class Drawer:
    def __init__(self, plan: BookPlan, design: Design, form: PageFormat, setter: Setter, pages: list[Page]) -> None:
        self.plan, self.design, self.form, self.setter, self.pages = plan, design, form, setter, pages
        self.places = self._find_places()
        self.labels = {id: pages[p.page].label for id, p in self.places.items()}
        self.tags = TagTree()
        self.links: list[Link] = []
        self._paragraphs: dict[tuple[str, str, int], Element] = {}
        self._references: dict[str, Element] = {}
        self._notes_tags: dict[str, Element] = {}
        self._figures: dict[tuple[str, int], Element] = {}
        self._pictures: dict[tuple[Picture, float, float], str] = {}
        self._texts = {row.id: _link_text(row) for s in plan.sections for row in s.rows}

    def draw(self, advance=lambda: None) -> Drawing:
        """Draw every page. ``advance()`` is called after each."""
        for section in self.plan.sections:
            self._tag_section(section)
        streams = []
        for index, page in enumerate(self.pages):
            streams.append("" if page.blank else "\n".join(self._page(index, page)))
            advance()
        return Drawing(streams, self.tags, self.links, {name: key for key, name in self._pictures.items()})

    # --- geometry ----------------------------------------------------------------------------------------

    def left(self, index: int) -> float:
        """The left edge of the text area: margins are mirrored, page 0 is a right-hand one."""
        return self.form.inner if index % 2 == 0 else self.form.outer

    def y(self, quarters: float) -> float:
        """Points from the bottom edge of a height given in quarter lines below the top of the text area."""
        return self.form.height - self.form.top - quarters * self.design.unit

    def _find_places(self) -> dict[str, Place]:
        places: dict[str, Place] = {}
        for index, page in enumerate(self.pages):
            if page.side == "en":
                continue
            for placed in page.placed:
                places.setdefault(placed.block.row.id, Place(index, self.y(placed.top + placed.start) + 6))
        return places

    # --- tags --------------------------------------------------------------------------------------------

    def _tag_section(self, section: Section) -> None:
        top = self.tags.add(self.tags.root, "Sect", title=section.outline.title if section.outline else "")
        entries = top
        for row in section.rows:
            if section.kind is SectionKind.CONTENTS and row.target:
                if entries is top:
                    entries = self.tags.add(top, "TOC")
                group = self.tags.add(entries, "TOCI")
            else:
                group = self.tags.add(top, "Div")
            for side, cell in (("zh", row.zh), ("en", row.en)):
                for number_, line in enumerate(cell.lines if cell else ()):
                    assert cell is not None
                    tag = _tag_of(line.role, section, bool(row.target))
                    element = self.tags.add(group, tag, cell.lang)
                    if row.target and not row.numbered and row.id not in self._references:
                        element = self._references[row.id] = self.tags.add(element, "Link", cell.lang)
                    self._paragraphs[row.id, side, number_] = element
            for line in row.en.lines if row.en else ():
                for id in (run.footnote for run in line.runs if run.footnote):
                    self._notes_tags[id] = self.tags.add(group, "Note", "en", id=id)
            for order, picture in enumerate(row.pictures):
                self._figures[row.id, order] = self.tags.add(group, "Figure", picture.lang, alt=picture.alt)
            if row.target and row.numbered:
                self._references[row.id] = self.tags.add(group, "Reference")

    # --- one page ----------------------------------------------------------------------------------------

    def _page(self, index: int, page: Page) -> list[str]:
        out: list[str] = []
        left = self.left(index)
        if page.kind is SectionKind.TITLE_PAGE:
            self._title_rule(page, left, out)
        elif page.kind is SectionKind.COVER:
            out.append(self._cover_ornament())
            left += cover_indent(self.design, self.form)
        for placed in page.placed:
            block = placed.block
            title_page = page.kind in CENTRED
            for name, side, x in (
                ("zh", block.zh, 0.0 if title_page else page.geometry.zh_x),
                ("en", block.en, 0.0 if title_page else page.geometry.en_x),
            ):
                if page.side in ("both", name):
                    self._side(index, placed, name, side, left + x, out)
            if page.side != "zh":
                self._insets(index, placed, left + (0.0 if title_page else page.geometry.en_x), out)
            if block.row.target and placed.start == 0 and page.side != "zh":
                if block.row.numbered:
                    self._number(index, page, placed, left, out)
                else:
                    self._link_whole(index, page, placed, left)
        if page.notes and page.side != "zh":
            self._notes(index, page, left, out)
        self._furniture(index, page, left, out)
        return out

    def _notes(self, index: int, page: Page, left: float, out: list[str]) -> None:
        """Footnotes at the foot of the English column, below a short rule."""
        style = self.design.style(Role.FOOTNOTE, "en")
        x, width = left + page.geometry.en_x, page.geometry.en_width
        top = self.form.lines * 4 - self.setter.notes_height(page.notes, width)
        y = self.y(top + 2)
        rgb = self.design.colours["rule"]
        out.append(
            f"/Artifact<</Type/Layout>>BDC q {' '.join(f'{c:.3g}' for c in rgb)} RG 0.5 w "
            f"{number(x)} {number(y)} m {number(x + 54)} {number(y)} l S Q EMC"
        )
        top += NOTES_SPACE
        for id in page.notes:
            mcid = self.tags.mark(self._notes_tags[id], index)
            out.append(f"/Note<</MCID {mcid}>>BDC BT")
            for line in self.setter.note_lines(id, width):
                top += style.leading
                out.append(f"1 0 0 1 {number(x)} {number(self.y(top) + self.design.drop * 0.75)} Tm {line.ops}")
            out.append("ET EMC")

    def _side(self, index: int, placed: Placed, name: str, side: Side, x: float, out: list[str]) -> None:
        current: int | None = None
        for slot in side.slots:
            if not placed.start <= slot.top < placed.end:
                continue
            if slot.paragraph != current:
                if current is not None:
                    out.append("ET EMC")
                current = slot.paragraph
                element = self._paragraphs[placed.block.row.id, name, current]
                out.append(f"/{element.tag}<</MCID {self.tags.mark(element, index)}>>BDC BT")
            y = self.y(placed.top + slot.bottom) + self.design.drop
            out.append(f"1 0 0 1 {number(x + slot.x)} {number(y)} Tm {slot.line.ops}")
        if current is not None:
            out.append("ET EMC")

    def _insets(self, index: int, placed: Placed, x: float, out: list[str]) -> None:
        """Pictures, each on the baseline of the last of its lines."""
        for order, inset in enumerate(placed.block.insets):
            if not placed.start <= inset.top < placed.end:
                continue
            left, bottom = x + inset.x, self.y(placed.top + inset.bottom) + self.design.drop
            name = self._pictures.setdefault(
                (inset.picture, inset.width, inset.height), f"Im{len(self._pictures) + 1}"
            )
            element = self._figures[placed.block.row.id, order]
            element.box = (left, bottom, left + inset.width, bottom + inset.height)
            out.append(
                f"/Figure<</MCID {self.tags.mark(element, index)}>>BDC q {number(inset.width)} 0 0 "
                f"{number(inset.height)} {number(left)} {number(bottom)} cm /{name} Do Q EMC"
            )

    def _number(self, index: int, page: Page, placed: Placed, left: float, out: list[str]) -> None:
        """Page numbers at the end of a line of the contents or the index, each a link to its row."""
        row = placed.block.row
        style = self.design.furniture["contents-page"].en
        slots = placed.block.en.slots or placed.block.zh.slots
        y = self.y(placed.top + slots[0].bottom) + self.design.drop
        right = left + self.form.text_width
        targets = [t for t in (row.target, *row.more_targets) if t in self.labels]
        texts = [self.labels[t] + (", " if t != targets[-1] else "") for t in targets]
        lines = [self.setter.one_line(text, style, "en") for text in texts]
        x = right - sum(line.width for line in lines if line)
        reference = self._references[row.id]
        for order, (target, line) in enumerate(zip(targets, lines, strict=True)):
            if line is None:
                continue
            link = self.tags.add(reference, "Link", "en")
            out.append(f"/Link<</MCID {self.tags.mark(link, index)}>>BDC BT")
            out.append(f"1 0 0 1 {number(x)} {number(y)} Tm {line.ops} ET EMC")
            # the first number's link covers the whole entry, further ones themselves
            box_left = left + page.geometry.zh_x if order == 0 else x
            box_right = (right if len(targets) == 1 else x + line.width) if order == 0 else x + line.width
            bottom = self.y(placed.top + placed.block.height) if order == 0 else y - 3
            top = self.y(placed.top) if order == 0 else y + style.size
            self.links.append(Link(index, (box_left, bottom, box_right, top), target, link, self._texts[target]))
            x += line.width

    def _link_whole(self, index: int, page: Page, placed: Placed, left: float) -> None:
        """An entry without a page number is a link itself."""
        row = placed.block.row
        if row.target in self.labels:
            top, bottom = self.y(placed.top), self.y(placed.top + placed.block.height)
            box = (left + page.geometry.zh_x, bottom, left + self.form.text_width, top)
            self.links.append(Link(index, box, row.target, self._references[row.id], self._texts[row.target]))

    def _title_rule(self, page: Page, left: float, out: list[str]) -> None:
        if not self.design.options.get("title_rule") or not page.placed:
            return
        first = page.placed[0]
        y = self.y(first.top + first.block.height + 6)
        middle = left + self.form.text_width / 2
        rgb = self.design.colours["accent"]
        out.append(
            f"/Artifact<</Type/Layout>>BDC q {' '.join(f'{c:.3g}' for c in rgb)} RG 1 w "
            f"{number(middle - 24)} {number(y)} m {number(middle + 24)} {number(y)} l S Q EMC"
        )

    def _cover_ornament(self) -> str:
        """What makes a cover of the page: a frame of two rules, or a band along the spine that bleeds off the paper."""
        form = self.form
        rgb = " ".join(f"{c:.3g}" for c in self.design.colours["accent"])
        if self.design.cover == "band":
            box = (-BLEED, -BLEED, BLEED + form.width * BAND, form.height + 2 * BLEED)
            return f"/Artifact<</Type/Layout>>BDC q {rgb} rg {' '.join(map(number, box))} re f Q EMC"
        rules = []
        for inset, weight in ((28.0, 1.4), (32.5, 0.5)):
            box = (inset, inset, form.width - 2 * inset, form.height - 2 * inset)
            rules.append(f"{weight} w {' '.join(map(number, box))} re S")
        return f"/Artifact<</Type/Layout>>BDC q {rgb} RG {' '.join(rules)} Q EMC"

    def _furniture(self, index: int, page: Page, left: float, out: list[str]) -> None:
        """Running heads and the page number: artifacts, not part of the text."""
        if page.kind in CENTRED or page.kind is SectionKind.IMPRINT:
            return
        form = self.form
        x, width = page.geometry.extent(page.side)
        left += x
        if any(page.running) and not page.opening:
            style = self.design.furniture["running"]
            y = form.height - form.head
            texts = (page.running[0] if page.side != "en" else "", page.running[1] if page.side != "zh" else "")
            zh, en = set_heads(self.setter, texts, style, width)
            parts = [(left, zh), (left + width - (en.width if en else 0), en)]
            rgb = self.design.colours["rule"]
            out.append(
                "/Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC "
                f"q {' '.join(f'{c:.3g}' for c in rgb)} RG 0.5 w {number(left)} {number(y - 7)} m "
                f"{number(left + width)} {number(y - 7)} l S Q {_text(parts, y)} EMC"
            )
        folio = self.setter.one_line(page.label, self.design.furniture["folio"].en, "en")
        if folio and page.label:
            recto = index % 2 == 0
            x = left + (width - folio.width if recto else 0.0)
            out.append(
                "/Artifact<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>BDC "
                f"{_text([(x, folio)], form.foot)} EMC"
            )


def _text(parts: list[tuple[float, SetLine | None]], y: float) -> str:
    shown = [f"1 0 0 1 {number(x)} {number(y)} Tm {line.ops}" for x, line in parts if line]
    return f"BT {' '.join(shown)} ET" if shown else ""


def _tag_of(role: Role, section: Section, entry: bool) -> str:
    level = section.outline.level if section.outline else 1
    if role is Role.VOLUME_TITLE:
        return "H1"
    if role in _HEADED and not entry:
        return f"H{level}"
    return f"H{level + 1}" if role in _SUBHEADED else "P"


def _link_text(row: Row) -> str:
    """What a link to a row is called: its first line in both languages."""
    cells: list[Cell] = [cell for cell in (row.zh, row.en) if cell and cell.lines]
    return " / ".join(cell.lines[0].text for cell in cells) or row.id


