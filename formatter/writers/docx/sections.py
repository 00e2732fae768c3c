"""One section of the plan as Word's paragraphs and tables."""

from __future__ import annotations

from collections.abc import Sequence

from formatter.layout.plan import Row, Section, SectionKind
from formatter.writers.docx.fields import field_end, field_start
from formatter.writers.docx.heads import section_marks
from formatter.writers.docx.manuscript import Manuscript
from formatter.writers.docx.page import Columns, twips
from formatter.writers.docx.tables import write_cell, write_table
from formatter.writers.docx.text import paragraph
from formatter.writers.docx.xml import Element, element

_CENTRED = (SectionKind.COVER, SectionKind.HALF_TITLE, SectionKind.TITLE_PAGE)
_DROP = 0.22  # of the text's height above a title page's first line
_TOC = 'TOC \\o "1-2" \\h \\z'  # headings 1 and 2, as links, without page numbers in web view


def write_section(section: Section, manuscript: Manuscript, page_break: bool) -> list[Element]:
    """Build the section's blocks: lines one below another on title pages, elsewhere a mark and a table."""
    if section.kind in _CENTRED:
        return _title_page(section.rows, manuscript)
    made = section_marks(section, manuscript, page_break)
    first = next((i for i, row in enumerate(section.rows) if row.target), None)
    if first is None:
        return [*made, _table(section, section.rows, manuscript)]
    title, entries = section.rows[:first], section.rows[first:]
    if title:
        made.append(_table(section, title, manuscript, headed=False))
    listing = _table(section, entries, manuscript)
    languages = manuscript.languages
    if section.kind is SectionKind.CONTENTS:
        start = paragraph("SectionMark", *field_start(_TOC, "en", languages))
        return [*made, start, listing, paragraph("SectionMark", field_end("en", languages))]
    return [*made, paragraph("SectionMark", keep_with_next=True), listing]


def _table(section: Section, rows: Sequence[Row], manuscript: Manuscript, headed: bool = True) -> Element:
    name = section.outline.title if section.outline else section.id
    return write_table(rows, name, manuscript, headed)


def _title_page(rows: Sequence[Row], manuscript: Manuscript) -> list[Element]:
    """The Chinese of each row above its English, its first line hung below the top of the page."""
    sheet = manuscript.sheet
    width = Columns(twips(sheet.format.text_width), 0, 0)
    made = [
        part
        for row in rows
        for cell in (row.zh, row.en)
        if cell
        for part in write_cell(row, cell, manuscript, width, comment=cell is (row.en or row.zh))
    ]
    drop = twips(sheet.format.lines * sheet.design.leading * _DROP)
    return [element("p", element("pPr", element("pStyle", val="SectionMark"), element("spacing", before=drop))), *made]
