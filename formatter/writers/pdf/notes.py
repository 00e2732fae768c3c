"""Footnotes that are numbered on each page anew: the pages give them their numbers, and the numbers leave the pages alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from formatter.writers.pdf.pages import Page
from formatter.writers.pdf.rows import Setter


def number_by_page(lay_out: Callable[[], list[Page]], setter: Setter) -> list[Page]:
    """Lay out until every footnote has its number on its page.

    A mark's width depends on how many figures its number has, and a mark that has had two keeps their room: so the pages
    settle, as a rule the second time.
    """
    setter.number_notes(dict.fromkeys(setter.footnotes, 1))
    pages = lay_out()
    while setter.number_notes(numbers_on(pages)):
        pages = lay_out()
    return pages


def numbers_on(pages: Sequence[Page]) -> dict[str, int]:
    """Footnote id → its number on its page."""
    return {id: number for page in pages for number, id in enumerate(page.notes, 1)}
