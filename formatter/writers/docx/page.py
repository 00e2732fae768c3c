"""The page in Word's terms: size, margins and columns in twips, and the section properties that hold them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from docx.oxml.ns import qn

from formatter.config import PageConfig
from formatter.layout.plan import BookPlan, Role, SectionKind
from formatter.layout.styles import Design, PageFormat, cover_indent
from formatter.writers.docx.faces import measure_em
from formatter.writers.docx.notes import restart
from formatter.writers.docx.parts import WordSection
from formatter.writers.docx.titles import width_em
from formatter.writers.docx.xml import Element, element, flag

_LOST = 1.01  # what English lines lose to hyphenation
_LEAST_HANZI, _LEAST_ENGLISH_EM = 8, 10  # whatever ratio is set
COLUMN_HEAD = 4  # the height of the column heads, quarter lines; they stand above the text area that the design has
_NUMBER_ROOM = 36.0  # the page-number column, points


def twips(points: float) -> int:
    """A twentieth of a point, Word's unit."""
    return round(points * 20)


@dataclass(frozen=True, slots=True)
class Columns:
    """Column widths in twips, the gutter inside the Chinese one; ``number`` is 0 where rows carry no page number.

    ``picture`` is the part of the text's last column that a row with portraits gives up to them; other rows span both.
    ``english`` is 0 where the languages are stacked in one column, ``chinese`` wide.
    """

    chinese: int
    english: int
    gutter: int
    number: int = 0
    picture: int = 0

    @property
    def stacked(self) -> bool:
        return not self.english

    @property
    def widths(self) -> tuple[int, ...]:
        text = (self.chinese, self.english) if self.english else (self.chinese,)
        return tuple(w for w in (*text[:-1], text[-1] - self.picture, self.picture, self.number) if w)

    def measure(self, lang: str, beside: bool = False) -> int:
        """The width that text of a language has, in twips; ``beside``: in a row with portraits beside it."""
        taken = self.picture if beside else 0
        if self.stacked:
            return self.chinese - taken
        return self.chinese - self.gutter if lang.startswith("zh") else self.english - taken


@dataclass(frozen=True, slots=True)
class Sheet:
    """A design on one of its page formats, with its columns. ``notes_by_page``: each page numbers its footnotes anew."""

    design: Design
    format: PageFormat
    columns: Columns
    notes_by_page: bool = False

    @classmethod
    def of(cls, design: Design, page: PageConfig, plan: BookPlan) -> Sheet:
        form = design.formats.get(page.format) or design.formats["A4"]
        if page.layout == "stacked":
            columns = Columns(twips(form.text_width), 0, 0)
        else:
            columns = _side_by_side(design, form, _choose_hanzi(design, form, page.ratio, plan))
        return cls(design, form, columns, page.footnotes == "page" and bool(plan.footnotes))

    @property
    def head_height(self) -> float:
        """The height of the column heads, points."""
        return COLUMN_HEAD * self.design.unit

    def numbered(self) -> Columns:
        """The columns of a list with page numbers: their column is taken from the text beside it."""
        number = twips(_NUMBER_ROOM)
        text = self.columns
        if text.stacked:
            return Columns(text.chinese - number, 0, text.gutter, number)
        return Columns(text.chinese, text.english - number, text.gutter, number)


def _side_by_side(design: Design, form: PageFormat, hanzi: int) -> Columns:
    """Two columns, the Chinese one a whole number of hanzi wide (CLREQ 2.3.5).

    Facing pages can't be kept level by Word, which sets one stream of text: such a volume has two columns here.
    """
    chinese = hanzi * design.style(Role.BODY, "zh").size
    return Columns(twips(chinese + form.gutter), twips(form.text_width - form.gutter - chinese), twips(form.gutter))


def _choose_hanzi(design: Design, form: PageFormat, ratio: float, plan: BookPlan) -> int:
    """The Chinese measure that the ratio asks for, or the one in which the volume takes the fewest lines."""
    zh, style = design.style(Role.BODY, "zh").size, design.style(Role.BODY, "en")
    room = form.text_width - form.gutter
    if ratio:
        return max(_LEAST_HANZI, min(round(room * ratio / zh), int(room / zh) - _LEAST_ENGLISH_EM))
    pairs = [
        (width_em(row.zh.text) * zh, measure_em(row.en.text, style.face) * style.size * _LOST)
        for section in plan.sections
        for row in section.rows
        if section.kind is SectionKind.SPEECH and row.zh and row.en
    ]

    def lines(hanzi: int) -> tuple[int, float]:
        chinese, english = hanzi * zh, room - hanzi * zh
        taken = sum(max(math.ceil(z / chinese), math.ceil(e / english)) for z, e in pairs)
        return taken, abs(hanzi - sum(design.columns) / 2)

    return min(range(design.columns[0], design.columns[1] + 1), key=lines)


def section_properties(sheet: Sheet, section: WordSection, heads: Mapping[tuple[str, str], str]) -> Element:
    """``w:sectPr``; ``heads``: ("header" or "footer", "default" or "first") → relationship ids."""
    page, design = sheet.format, sheet.design
    references = []
    for (kind, pages), rel_id in sorted(heads.items(), key=lambda item: (item[0][0] != "header", item[0])):
        reference = element(f"{kind}Reference", type=pages)
        reference.set(qn("r:id"), rel_id)
        references.append(reference)
    numbering = {"fmt": section.number_format} if section.number_format else {}
    numbering |= {"start": "1"} if section.restart else {}
    cover = section.sections[0].kind is SectionKind.COVER
    running, folio = design.furniture["running"].en.size, design.furniture["folio"].en.size
    return element(
        "sectPr",
        *references,
        element("footnotePr", restart()) if sheet.notes_by_page else None,
        element("type", val="oddPage" if section.recto else "nextPage"),
        element("pgSz", w=twips(page.width), h=twips(page.height)),
        element(
            "pgMar",
            top=twips(page.top - sheet.head_height),
            right=twips(page.outer),
            bottom=twips(page.height - page.top - page.lines * design.leading),
            left=twips(page.inner + (cover_indent(design, page) if cover else 0.0)),
            header=twips(page.head - running),
            footer=twips(page.foot - folio / 2),
            gutter=0,
        ),
        _cover_frame(design) if cover and design.cover == "frame" else None,
        element("pgNumType", **numbering) if numbering else None,
        element("cols", space=720),
        flag("titlePg", any(pages == "first" for _, pages in heads)),
    )


def _cover_frame(design: Design) -> Element:
    """Two rules around the cover, measured from the paper's edges."""
    rule = {"val": "double", "sz": 6, "space": 26, "color": ink(design, "accent")}
    return element("pgBorders", *(element(side, **rule) for side in ("top", "left", "bottom", "right")), offsetFrom="page")


def ink(design: Design, colour: str) -> str:
    """A colour of the design as Word writes it."""
    return "".join(f"{round(value * 255):02X}" for value in design.colours[colour])
