"""Footnotes stand at the foot of the page that has their mark, tagged as notes."""

from __future__ import annotations

import io
from dataclasses import replace

import page as validator
import pypdf
import pytest
from pdf_tools import tree_texts, write
from test_pdf_file import EN, ZH, volume_of

from formatter.config import Config, PageConfig
from formatter.model import Span, Term, Volume


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
