"""A title or a session that says no more than a built-in row offers takes its English."""

from __future__ import annotations

import pytest

from formatter.glossary.match import Matcher
from formatter.model import Origin, Segment, SegmentKind, Span, Term
from formatter.translate.resources import Resources
from formatter.translate.run import Request, translate_segments


def english(zh: str, kind: SegmentKind, terms: tuple[Term, ...] = ()) -> tuple[str, Origin]:
    segment = Segment("s01-title", zh, kind, Span("seeds/a.txt", 1, 1))
    done = translate_segments([Request(segment)], Resources(Matcher(terms), terms)).value[0]
    return done.en, done.origin


@pytest.mark.parametrize(
    ("zh", "kind", "en"),
    [
        ("贺信", SegmentKind.TITLE, "Congratulatory Letter"),
        ("分论坛", SegmentKind.SESSION, "Sub-Forum"),
        ("序言", SegmentKind.TITLE, "Foreword"),
        ("平行论坛", SegmentKind.SESSION, "Parallel Forum"),
        ("编者", SegmentKind.HEADING, "The Editors"),
    ],
)
def test_a_whole_title_takes_it(zh: str, kind: SegmentKind, en: str) -> None:
    assert english(zh, kind) == (en, Origin.GLOSSARY)


def test_a_sentence_does_not() -> None:
    assert english("贺信", SegmentKind.BODY) == ("", Origin.UNTRANSLATED)


def test_the_editors_row_comes_first() -> None:
    row = Term("贺信", "Message of Congratulation", Span("glossary/terms.csv", 2))
    assert english("贺信", SegmentKind.TITLE, (row,)) == ("Message of Congratulation", Origin.GLOSSARY)


@pytest.mark.parametrize(("zh", "en"), [("2025年12月1日", "December 1, 2025"), ("二〇二五年十二月", "December 2025"), ("2025年12月于北京", "Beijing, December 2025")])
def test_a_date_alone_needs_no_engine(zh: str, en: str) -> None:
    assert english(zh, SegmentKind.HEADING) == (en, Origin.GRAMMAR)


def test_a_salutation_and_thanks_need_no_engine() -> None:
    assert english("尊敬的各位嘉宾，女士们、先生们：", SegmentKind.BODY) == (
        "Distinguished guests, ladies and gentlemen,",
        Origin.GRAMMAR,
    )
    assert english("谢谢大家！", SegmentKind.BODY) == ("Thank you.", Origin.GRAMMAR)


def test_a_row_that_asks_for_other_words_in_a_salutation_is_obeyed() -> None:
    row = Term("嘉宾", "VIP", Span("glossary/terms.csv", 2))
    assert english("各位嘉宾：", SegmentKind.BODY, (row,)) == ("", Origin.UNTRANSLATED)
