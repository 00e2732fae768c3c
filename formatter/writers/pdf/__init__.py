"""The PDF writer: breaks lines, fills pages, tags and writes. See docs/design.md."""

from __future__ import annotations

from collections.abc import Mapping

from formatter.config import Config
from formatter.diagnostics import Diagnostic, Outcome, diagnostic
from formatter.layout.design_files import volume_design
from formatter.layout.plan import BookPlan, Role, Row
from formatter.model import Span
from formatter.progress import Progress
from formatter.writers import Written
from formatter.writers.pdf.document import build_document
from formatter.writers.pdf.draw import Drawer
from formatter.writers.pdf.fonts import FontBook
from formatter.writers.pdf.geometry import page_format, rank_columns
from formatter.writers.pdf.pages import lay_out
from formatter.writers.pdf.rows import Setter, natural_widths, phrase_widths
from formatter.writers.pdf.shaping import Shaper


def write_pdf(
    plan: BookPlan, config: Config, progress: Progress, pages: Mapping[str, str] | None = None
) -> Outcome[Written]:
    """Typeset the plan. ``pages`` is not needed here: this writer is where page numbers come from.

    Characters that no face can draw are diagnostics and stand as 〓 on the page. Raises MissingResource if a face's
    file is not there.
    """
    design = volume_design(config.page)
    form = page_format(design, config.page)
    book = FontBook()
    shaper = Shaper(book, "en_GB" if config.spelling == "en-GB" else "en_US")
    setter = Setter(design, shaper, plan.footnotes)
    rows = [row for section in plan.sections for row in section.rows]
    ranked = rank_columns(design, form, config.page, natural_widths(setter, rows), phrase_widths(design, rows))

    progress.start("PDF", len(plan.sections))
    laid = lay_out(plan, design, form, config.page.layout, setter, ranked, progress.advance)
    progress.finish()
    drawer = Drawer(plan, design, form, setter, laid)
    drawing = drawer.draw()
    data = build_document(plan, form, laid, drawing, drawer.places, book)
    return Outcome(Written(data, drawer.labels), tuple(_missing(plan, shaper)))


def _missing(plan: BookPlan, shaper: Shaper) -> list[Diagnostic]:
    """One finding for each character that no face has, at the first row where it stands."""
    if not shaper.missing:
        return []
    found = []
    rows = [row for section in plan.sections for row in section.rows]
    for char in shaper.missing:
        row = next((r for r in rows if char in _text(r)), None)
        name = " ".join(f"U+{ord(c):04X}" for c in char)
        found.append(
            diagnostic(
                "missing-glyph",
                _span(row, char),
                f"no face has a glyph for {char} ({name}); 〓 is printed in its place",
                "write another character, or add a face that has it to fonts/",
            )
        )
    return found


def _text(row: Row) -> str:
    return "".join(line.text for cell in (row.zh, row.en) if cell for line in cell.lines)


def _span(row: Row | None, char: str) -> Span:
    """The place in the source where the character stands, as far as the row knows its own."""
    if row is None or row.span is None:
        return Span("proceedings.toml")
    lines = row.zh.lines if row.zh else ()
    at = lines[0].text.find(char) if lines and lines[0].role is Role.BODY else -1
    if at < 0 or not row.span.column:
        return row.span
    return Span(row.span.path, row.span.line, row.span.column + at, len(char))
