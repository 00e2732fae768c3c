"""A section's rows as a borderless table: Chinese left, English right, page numbers at the outer edge.

The table repeats a row of column heads (中文 / English) on every page and lets its rows break. Where the page
layout stacks the languages, the table has one column and each row's Chinese stands above its English.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace

from babel import Locale

from formatter.layout.plan import Cell, Role, Row
from formatter.writers.docx.fields import bookmark_name, field, link
from formatter.writers.docx.manuscript import Manuscript
from formatter.writers.docx.page import Columns, twips
from formatter.writers.docx.pictures import picture_column, write_beside, write_strip
from formatter.writers.docx.styles import OPENING, style_id
from formatter.writers.docx.text import paragraph, run
from formatter.writers.docx.xml import Element, element, flag


def write_table(rows: Sequence[Row], title: str, manuscript: Manuscript, headed: bool = True) -> Element:
    """Build the table. ``title`` is its alternative text; ``headed`` gives it column heads."""
    sheet = manuscript.sheet
    columns = sheet.numbered() if any(row.target for row in rows) else sheet.columns
    columns = replace(columns, picture=picture_column(rows, manuscript))
    return element(
        "tbl",
        element(
            "tblPr",
            element("tblStyle", val="Bilingual"),
            element("tblW", w=sum(columns.widths), type="dxa"),
            element("tblLayout", type="fixed"),
            element(
                "tblLook",
                val="0620" if headed else "0600",
                firstRow=int(headed),
                lastRow=0,
                firstColumn=0,
                lastColumn=0,
                noHBand=1,
                noVBand=1,
            ),
            element("tblCaption", val=title),
            element("tblDescription", val=_described(columns)),
        ),
        element("tblGrid", *(element("gridCol", w=width) for width in columns.widths)),
        _head_row(columns, manuscript) if headed else None,
        *(_row(row, columns, manuscript) for row in rows),
    )


def _described(columns: Columns) -> str:
    """What a screen reader says of the table before its cells."""
    sides = "Chinese above its English" if columns.stacked else "Chinese in the first column, English in the second"
    return f"{sides}{', page numbers in the last' if columns.number else ''}; a row for each paragraph"


def _head_row(columns: Columns, manuscript: Manuscript) -> Element:
    """The languages' own names for themselves."""
    chinese, english = (Locale(code).get_display_name() or code for code in ("zh", "en"))
    zh = run(chinese, "zh", manuscript.languages)
    en = run(english, "en", manuscript.languages)
    if columns.stacked:
        cells = [[paragraph("ColumnHeadZh", zh, run(" / ", "en", manuscript.languages), en)]]
    else:
        cells = [[paragraph("ColumnHeadZh", zh)], [paragraph("ColumnHeadEn", en)]]
    if columns.number:
        cells.append([paragraph("ColumnHeadEn")])
    return _cells(cells, columns, head=True)


def _cells(cells: list[list[Element]], columns: Columns, whole: bool = False, head: bool = False) -> Element:
    """A ``w:tr``; the gutter is the inner margin of the first cell. ``whole``: the row stays on one page."""
    row = element("trPr", flag("cantSplit", whole or head), flag("tblHeader", head))
    made = element("tr", row if len(row) else None)
    widths, span = columns.widths, len(columns.widths) - len(cells)  # what a row without portraits spans more
    if span:
        widths = (*widths[: -1 - span], sum(widths[-1 - span :]))
    for index, (content, width) in enumerate(zip(cells, widths, strict=True)):
        wider = element("gridSpan", val=1 + span) if span and index == len(cells) - 1 else None
        inside = index == 0 and columns.gutter
        margins = element("tcMar", element("right", w=columns.gutter, type="dxa")) if inside else None
        made.append(element("tc", element("tcPr", element("tcW", w=width, type="dxa"), wider, margins), *content))
    return made


def _row(row: Row, columns: Columns, manuscript: Manuscript) -> Element:
    commented = row.en or row.zh
    own = _own_space(row, manuscript)
    sides = [
        write_cell(row, cell, manuscript, columns, comment=cell is commented, own=own)
        if cell
        else _empty_side(lang, other, row)
        for lang, cell, other in (("zh", row.zh, row.en), ("en", row.en, row.zh))
    ]
    if columns.stacked:
        present = [side for side, cell in zip(sides, (row.zh, row.en), strict=True) if cell]
        sides = [[part for side in present or sides[:1] for part in side]]
    sides[-1] += write_strip(row, manuscript)
    if columns.picture and row.pictures:
        sides.append(write_beside(row, manuscript))
    if columns.number:
        sides.append([_page_numbers(row, manuscript, own)])
    return _cells(sides, columns, whole=bool(row.target) or row.keep_with_next)


def _empty_side(lang: str, other: Cell | None, row: Row) -> list[Element]:
    role = other.lines[0].role if other and other.lines else Role.BODY
    return [paragraph(style_id(role, lang), keep_with_next=row.keep_with_next)]


def write_cell(
    row: Row, cell: Cell, manuscript: Manuscript, columns: Columns, comment: bool, own: Sequence[Element] = ()
) -> list[Element]:
    """One side of a row: a paragraph a line, each in its bookmark and, in lists, a link to its target.

    English that stands under its Chinese follows without the space that parts one row from the next. ``own`` are
    properties for each of the paragraphs.
    """
    under = columns.stacked and cell is row.en and row.zh is not None
    made = []
    for index, line in enumerate(cell.lines):
        content = manuscript.runs(line, cell.lang, columns.measure(cell.lang, bool(row.pictures)))
        if row.target in manuscript.anchors:
            content = [link(manuscript.anchors[row.target], content)]
        if comment and index == 0:
            content = manuscript.commented(row, content)
        content = manuscript.bookmarked(bookmark_name(row.id, cell.lang, index), content)
        # Word keeps a whole row with the next one if any paragraph in it asks for that, so only the row may ask.
        close = [element("spacing", before=0)] if under and index == 0 else []
        style = style_id(line.role, cell.lang)
        made.append(paragraph(style, *content, keep_with_next=row.keep_with_next, own=[*map(deepcopy, own), *close]))
    return made or _empty_side(cell.lang, None, row)


def _page_numbers(row: Row, manuscript: Manuscript, own: Sequence[Element]) -> Element:
    """The pages of a row's targets, each a link, level with its first line and in its style."""
    content: list[Element] = []
    targets = (row.target, *row.more_targets) if row.numbered else ()
    for target in filter(manuscript.anchors.__contains__, targets):
        anchor = manuscript.anchors[target]
        label = manuscript.pages.get(target, "")
        if content:
            content.append(run(", ", "en", manuscript.languages))
        content.append(link(anchor, field(f"PAGEREF {anchor} \\h", label, "en", manuscript.languages)))
    return paragraph(style_id(_first_role(row), "en"), *content, own=[*map(deepcopy, own), element("jc", val="right")])


def _own_space(row: Row, manuscript: Manuscript) -> list[Element]:
    """The space before a session's entry in the contents, which its style leaves to the mark before a table."""
    role = _first_role(row)
    if not row.target or role not in OPENING:
        return []
    design = manuscript.sheet.design
    return [element("spacing", before=twips(design.roles[role].before * design.unit))]


def _first_role(row: Row) -> Role:
    return next((line.role for cell in (row.en, row.zh) if cell for line in cell.lines), Role.BODY)
