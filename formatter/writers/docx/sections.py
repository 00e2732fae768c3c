"""One section of the plan as Word's paragraphs and tables."""

from __future__ import annotations

import math
from collections.abc import Sequence

from formatter.layout.plan import Role, Row, Section, SectionKind
from formatter.layout.styles import BAND, cover_indent
from formatter.writers.docx.heads import section_marks
from formatter.writers.docx.manuscript import Manuscript
from formatter.writers.docx.page import Columns, Sheet, ink, twips
from formatter.writers.docx.pictures import write_logo
from formatter.writers.docx.tables import write_cell, write_table
from formatter.writers.docx.text import paragraph
from formatter.writers.docx.titles import width_em
from formatter.writers.docx.xml import Element, element

_CENTRED = (SectionKind.COVER, SectionKind.HALF_TITLE, SectionKind.TITLE_PAGE)
_UNHEADED = (SectionKind.IMPRINT, SectionKind.SESSION)  # a session's column heads follow with its first speech
_IMPRINT_SPARE = 12  # quarter lines, should an estimate be short
_DROP = 0.24  # of the text's height above a title page's first line
_GAPS = (0, 12, 6)  # quarter lines at least before the rows of a title page: the first, the second, the others
_RULE_WIDTH, _RULE_DROP = 48, 6  # points; quarter lines below the title
_AT_FOOT = {"wrap": "around", "vAnchor": "margin", "hAnchor": "margin", "xAlign": "center", "yAlign": "bottom"}


def write_section(section: Section, manuscript: Manuscript, first: bool) -> list[Element]:
    """Build the section's blocks: lines one below another on title pages, elsewhere a mark and a table.

    ``first``: it is the first of its Word section and starts a page anyway.
    """
    if section.kind in _CENTRED:
        return _title_page(section, manuscript)
    listed = next((i for i, row in enumerate(section.rows) if row.target), None)
    headed = listed is None and section.kind not in _UNHEADED
    at_top = first or section.new_page
    space = None if not at_top else 0.0 if headed else manuscript.sheet.head_height
    made = section_marks(section, manuscript, space, page_break=at_top and not first)
    if section.kind is SectionKind.IMPRINT:
        drop = element("spacing", before=_above_imprint(section.rows, manuscript))
        return [*made, paragraph("SectionMark", own=[drop]), _table(section, section.rows, manuscript, headed=False)]
    if listed is None:
        return [*made, _table(section, section.rows, manuscript, headed)]
    title, entries = section.rows[:listed], section.rows[listed:]
    if title:
        made.append(_table(section, title, manuscript, headed=False))
    return [*made, paragraph("SectionMark", keep_with_next=True), _table(section, entries, manuscript)]


def _table(section: Section, rows: Sequence[Row], manuscript: Manuscript, headed: bool = True) -> Element:
    name = section.outline.title if section.outline else section.id
    return write_table(rows, name, manuscript, headed)


def _above_imprint(rows: Sequence[Row], manuscript: Manuscript) -> int:
    """Twips of white that put an imprint at the foot of its page, as on the back of a title leaf."""
    sheet = manuscript.sheet
    units = sheet.format.lines * 4 - _IMPRINT_SPARE
    for row in rows:
        taken = []
        for cell in filter(None, (row.zh, row.en)):
            style = sheet.design.style(cell.lines[0].role, cell.lang)
            em = sheet.columns.measure(cell.lang) / twips(style.size)
            taken.append(sum(math.ceil(width_em(line.text) / em) for line in cell.lines) * style.leading)
        units -= sum(taken) if sheet.columns.stacked else max(taken, default=0)
        units -= sheet.design.roles[Role.IMPRINT].before
    return max(0, twips(units * sheet.design.unit))


def _title_rule(sheet: Sheet) -> Element:
    """A short rule under the title of the volume."""
    colour = ink(sheet.design, "accent")
    inset = twips((sheet.format.text_width - _RULE_WIDTH) / 2)
    return paragraph(
        "SectionMark",
        own=[
            element("pBdr", element("bottom", val="single", sz=8, space=0, color=colour)),
            element("spacing", before=twips(sheet.design.unit * _RULE_DROP)),
            element("ind", left=inset, right=inset),
        ],
    )


def _cover_band(sheet: Sheet) -> Element:
    """A band along the spine, from edge to edge: an empty paragraph in a frame of its own, shaded."""
    height = twips(sheet.format.height)
    frame = {"w": twips(sheet.format.width * BAND), "h": height, "hRule": "exact", "wrap": "around"}
    frame |= {"vAnchor": "page", "hAnchor": "page", "x": 1, "y": 1}
    return paragraph(
        "SectionMark",
        own=[
            element("framePr", **frame),
            element("shd", val="clear", color="auto", fill=ink(sheet.design, "accent")),
            element("spacing", before=0, after=0, line=height, lineRule="exact"),
        ],
    )


def _title_page(section: Section, manuscript: Manuscript) -> list[Element]:
    """The Chinese of each row above its English: the title at the optical centre, the publisher at the foot."""
    sheet = manuscript.sheet
    unit = sheet.design.unit
    indent = cover_indent(sheet.design, sheet.format) if section.kind is SectionKind.COVER else 0.0
    width = Columns(twips(sheet.format.text_width - indent), 0, 0)
    drop = element("spacing", before=twips(sheet.format.lines * 4 * unit * _DROP + sheet.head_height))
    made = [paragraph("SectionMark", own=[drop])]
    if section.kind is SectionKind.COVER and sheet.design.cover == "band":
        made.insert(0, _cover_band(sheet))
    for number, row in enumerate(section.rows):
        first = row.zh or row.en
        at_foot = row.id.endswith(("publisher", "-logo")) and number
        frame = [element("framePr", w=sum(width.widths), **_AT_FOOT)] if at_foot else []
        before = max(sheet.design.roles[first.lines[0].role].before, _GAPS[min(number, 2)]) if first else 0
        for cell in (row.zh, row.en):
            if cell:
                space = [element("spacing", before=twips(before * unit))] if cell is first and number else []
                about = cell is (row.en or row.zh)
                made.extend(write_cell(row, cell, manuscript, width, comment=about, own=[*frame, *space]))
        if row.pictures:
            made.extend(write_logo(row, manuscript, sheet.format.text_width, own=frame))
        if row.id == "title" and sheet.design.options.get("title_rule"):
            made.append(_title_rule(sheet))
    return made
