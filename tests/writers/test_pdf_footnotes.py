"""Footnotes stand at the foot of the page that has their mark, tagged as notes."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import page as validator
import pypdf
import pytest
from pdf_tools import shaper, tree_texts, write
from test_pdf_file import EN, ZH, volume_of

from formatter.config import Config, PageConfig
from formatter.layout.plan import Footnote, Run
from formatter.layout.styles import load_design
from formatter.model import Span, Term, Volume
from formatter.writers.pdf.rows import Setter


def noted(count: int) -> Volume:
    """Paragraphs of which each mentions a term with a note of its own."""
    volume = volume_of(*[(f"{ZH}名{n}号。", f"{EN} Thing{n} is noted.") for n in range(count)])
    terms = tuple(
        Term(f"名{n}号", f"Thing{n}", Span("terms.csv", n + 1), readers_note=f"Note on thing {n}: " + EN) for n in range(count)
    )
    return replace(volume, terms=terms)


@pytest.mark.parametrize("layout", ["columns", "facing", "stacked"])
def test_notes_stand_on_the_page_of_their_marks(layout: str) -> None:
    data = write(noted(24), Config(page=PageConfig(layout=layout))).value.data
    reader = pypdf.PdfReader(io.BytesIO(data))
    texts = ["".join(page.extract_text().split()) for page in reader.pages]
    for n in range(24):
        mark = next(i for i, text in enumerate(texts) if f"Thing{n}{n + 1}isnoted" in text)
        note = next(i for i, text in enumerate(texts) if f"{n + 1}Noteonthing{n}:" in text)
        assert mark == note
    report = validator.validate_pdf_bytes(data, profile="ua1", limits=validator.SafetyLimits.unlimited())
    assert [f.message for f in report.failures] == []


def test_a_note_follows_its_paragraph_in_reading_order() -> None:
    tags = [(tag, text) for tag, _, text in tree_texts(write(noted(2)).value.data)]
    at = next(i for i, (tag, _) in enumerate(tags) if tag == "Note")
    assert "Thing01 is noted" in tags[at - 1][1]
    assert tags[at][1].startswith("1 Note on thing 0")


BY_PAGE = Config(page=PageConfig(footnotes="page"))


def marks(data: bytes, count: int) -> list[list[tuple[str, str]]]:
    """Page by page: the number of the mark, and of the note below, of each thing."""
    found = []
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        text = "".join(page.extract_text().split())
        here = []
        for n in range(count):
            mark, note = (re.search(pattern, text) for pattern in (rf"Thing{n}:?_(\d+)isnoted", rf"(\d+)_Noteonthing{n}:"))
            assert (mark is None) == (note is None)
            here += [(mark[1], note[1])] if mark and note else []
        found.append(here)
    return [here for here in found if here]


def short(count: int) -> Volume:
    """So many short rows with a note that a page has more than nine of them."""
    volume = volume_of(*[(f"名{n}号。", f"Thing{n}_ is noted.") for n in range(count)])
    terms = tuple(
        Term(f"名{n}号", f"Thing{n}_", Span("terms.csv", n + 1), readers_note=f"_Note on thing {n}: x.") for n in range(count)
    )
    return replace(volume, terms=terms)


@pytest.mark.parametrize("layout", ["columns", "facing", "stacked"])
def test_each_page_numbers_its_notes_anew(layout: str) -> None:
    data = write(short(60), Config(page=PageConfig(layout=layout, footnotes="page"))).value.data
    pages = marks(data, 60)
    assert sum(map(len, pages)) == 60 and len(pages) > 1 and max(map(len, pages)) > 9
    for page in pages:
        assert page == [(str(n), str(n)) for n in range(1, len(page) + 1)]
    report = validator.validate_pdf_bytes(data, profile="ua1", limits=validator.SafetyLimits.unlimited())
    assert [f.message for f in report.failures] == []


def test_notes_numbered_by_page_leave_the_lines_where_they_are() -> None:
    """No page has ten notes, and the volume has nine: no number is wider for the other way of counting."""
    through, anew = (
        [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(write(noted(9), config).value.data)).pages]
        for config in (Config(), BY_PAGE)
    )
    assert through != anew
    assert [re.sub(r"\d", "", page) for page in through] == [re.sub(r"\d", "", page) for page in anew]


def test_superior_figures_have_one_width() -> None:
    for role in ("latin", "latin-semibold"):
        wide = [shaper().superior(role, str(figure)).width for figure in range(10)]
        assert len(set(wide)) == 1
        assert shaper().superior(role, "10").width == 2 * wide[0] == shaper().superior(role, "7", figures=2).width


def test_a_mark_keeps_the_room_of_its_longest_number() -> None:
    setter = Setter(load_design("classic"), shaper(), [Footnote("a", "en", (Run("A."),)), Footnote("b", "en", (Run("B."),))])
    assert setter.number_notes({"a": 1, "b": 1}), "the second one was 2"
    narrow = setter.note_lines("b", 200.0)[0].width
    assert setter.number_notes({"a": 1, "b": 10})
    wide = setter.note_lines("b", 200.0)[0].width
    assert wide > narrow
    assert setter.number_notes({"a": 1, "b": 9}) and not setter.number_notes({"a": 1, "b": 9})
    assert setter.note_lines("b", 200.0)[0].width == wide
