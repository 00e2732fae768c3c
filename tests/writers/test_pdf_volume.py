"""Five hundred speeches laid out once: no line breaks a prohibition rule, no page leaves a line, a word or a language alone."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from pdf_tools import plan_of, shaper

from formatter.config import Config, PageConfig
from formatter.layout.plan import SectionKind
from formatter.layout.styles import load_design
from formatter.writers.pdf import rows
from formatter.writers.pdf.geometry import columns, page_format
from formatter.writers.pdf.kinsoku import NO_END, NO_START
from formatter.writers.pdf.pages import Page, Paginator
from formatter.writers.pdf.rows import Setter

sys.path.insert(0, str(Path(__file__).parents[2]))
from bench.speeches import generate_volume  # isort: skip

Ends = list[tuple[str, str, bool]]


@pytest.fixture(scope="module")
def laid_out() -> tuple[list[Page], Ends, int]:
    """The pages, the first and last character of every line with whether it ends a paragraph, a page's capacity."""
    ends: Ends = []
    original = rows.set_line

    def watched(items, line, *rest):
        last = line.end == len(items.atoms) - 1
        start = line.start if items.atoms[line.start].first else line.start + 1  # the indent
        ends.append((items.atoms[start].first, items.atoms[line.end].last, last))
        return original(items, line, *rest)

    design, config = load_design("classic"), Config(page=PageConfig())
    form = page_format(design, config.page)
    measure = columns(design, form, 16)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "set_line", watched)
        pages = Paginator(design, form, Setter(design, shaper()), measure, measure).paginate(
            plan_of(generate_volume(500), config)
        )
    return pages, ends, form.lines * 4


def test_no_line_breaks_a_prohibition_rule(laid_out: tuple[list[Page], Ends, int]) -> None:
    _, ends, _ = laid_out
    assert len(ends) > 20_000
    assert [first for first, _, _ in ends if first in NO_START] == []
    assert [final for _, final, last in ends if not last and final in NO_END] == []


def test_pages_are_full_and_leave_nothing_alone(laid_out: tuple[list[Page], Ends, int]) -> None:
    pages, _, capacity = laid_out
    text = [page for page in pages if page.kind is SectionKind.SPEECH and page.placed]
    feet = [capacity - max(p.top + p.end for p in page.placed) for page in text[:-1]]
    assert min(feet) >= 0
    assert sum(feet) / len(feet) < 4, "a line of white at a page's foot on average, at most"
    for page in text:
        for placed in page.placed:
            zh, en = placed.block.zh.slots, placed.block.en.slots
            assert bool(zh) == bool(en)
        assert not page.placed[-1].block.row.keep_with_next
        assert not any(side[-1].line.hyphen for side in (zh, en))
