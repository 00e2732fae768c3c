from __future__ import annotations

import pytest

from formatter.layout.footnotes import _find, _renderings
from formatter.layout.plan import Run
from formatter.layout.runs import english_runs
from formatter.model import Paragraph, Span, Term, TranslatedParagraph


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("Wu Chao'an spoke", (Run("Wu Chao’an spoke"),)),
        ("issued 《Red Mansions》, 〈Spring〉", (Run("issued "), Run("Red Mansions", italic=True), Run(", "), Run("Spring", italic=True))),
        ("《People's Daily》", (Run("People’s Daily", italic=True),)),
        ("", ()),
    ],
)
def test_english_as_it_is_printed(text: str, runs: tuple[Run, ...]) -> None:
    assert english_runs(text) == runs


def test_a_row_with_a_straight_apostrophe_is_found_in_what_is_printed() -> None:
    span = Span("seeds/a.txt", 1)
    paragraph = TranslatedParagraph(Paragraph("人民日报", span), "The People's Daily wrote.", ())
    renderings = _renderings(Term("人民日报", "People's Daily", span), paragraph)
    assert _find(english_runs(paragraph.en), renderings) is not None
