"""The PDF writer: breaks lines, fills pages, tags and writes. See docs/design.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import partial

from formatter.config import Config
from formatter.diagnostics import Diagnostic, Outcome, diagnostic
from formatter.layout.design_files import volume_design
from formatter.layout.plan import BookPlan, Footnote, Row
from formatter.model import Span
from formatter.progress import Progress
from formatter.writers import Written
from formatter.writers.pdf.document import build_document
from formatter.writers.pdf.draw import Drawer
from formatter.writers.pdf.fonts import FontBook
from formatter.writers.pdf.geometry import page_format, rank_columns
from formatter.writers.pdf.notes import number_by_page
from formatter.writers.pdf.pages import lay_out
from formatter.writers.pdf.press import build_press_document
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
    lay = partial(lay_out, plan, design, form, config.page.layout, setter, ranked)
    by_page = plan.footnotes and config.page.footnotes == "page"
    laid = number_by_page(lay, setter) if by_page else lay(progress.advance)
    progress.finish()
    drawer = Drawer(plan, design, form, setter, laid)
    drawing = drawer.draw()
    data = build_document(plan, form, laid, drawing, drawer.places, book)
    press = build_press_document(plan, design, form, laid, drawing, drawer.places, book) if config.print else b""
    return Outcome(Written(data, drawer.labels, press), tuple(_missing(plan, shaper, config)))


def _missing(plan: BookPlan, shaper: Shaper, config: Config) -> list[Diagnostic]:
    """One finding for each character that no face has, at the first place where it stands."""
    rows = [row for section in plan.sections for row in section.rows]
    found = []
    for char in shaper.missing:
        name = " ".join(f"U+{ord(c):04X}" for c in char)
        found.append(
            diagnostic(
                "missing-glyph",
                _place(rows, plan.footnotes, config, char),
                f"no face has a glyph for {char} ({name}); 〓 is printed in its place",
                "write another character, or add a face that has it to fonts/",
            )
        )
    return found


def _place(rows: Sequence[Row], notes: Sequence[Footnote], config: Config, char: str) -> Span:
    """Where a character stands in a source; else the start of the row whose English has it, the glossary's row of the note
    that has it, or the setting."""
    for source in (source for row in rows for source in row.sources):
        at = source.text.find(char)
        if at >= 0:
            span = source.span
            return Span(span.path, span.line, span.column + at, len(char)) if span.column else span
    for row in rows:
        if row.span and any(char in cell.text for cell in (row.zh, row.en) if cell):
            return row.span
    for note in notes:
        if note.span and any(char in run.text for run in note.runs):
            return note.span
    settings = ((field.name, str(getattr(config.volume, field.name))) for field in fields(config.volume))
    return next((config.place(f"volume.{name}") for name, value in settings if char in value), config.place(""))
