"""Dates and places under a session's heading."""

from __future__ import annotations

import pytest

from formatter.glossary.match import Matcher
from formatter.model import Span, Term, TermKind
from formatter.translate.resources import Resources
from formatter.translate.sessions import date_in_english, place_and_date_in_english, place_in_english


@pytest.mark.parametrize(
    ("zh", "american", "british"),
    [
        ("2023年10月27日", "October 27, 2023", "27 October 2023"),
        ("2023年10月27日至29日", "October 27–29, 2023", "27–29 October 2023"),
        ("二〇二三年十月二十七日", "October 27, 2023", "27 October 2023"),
        ("2023年10月", "October 2023", "October 2023"),
        ("2023年2月30日", "", ""),
        ("", "", ""),
    ],
)
def test_dates(zh: str, american: str, british: str) -> None:
    assert (date_in_english(zh), date_in_english(zh, "en-GB")) == (american, british)


def test_places_come_from_rows_first() -> None:
    row = Term("武汉国际会议中心", "Wuhan International Conference Center", Span("t.csv", 2), TermKind.PLACE)
    resources = Resources(Matcher([row]), (row,))
    assert place_in_english("武汉国际会议中心", resources) == "Wuhan International Conference Center"
    assert place_in_english("湖北武汉", resources) == "Wuhan, Hubei Province"
    assert place_in_english("某处", resources) == ""


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("2023年12月于北京", "Beijing, December 2023"),
        ("二〇二三年十二月一日　于湖北武汉", "Wuhan, Hubei Province, December 1, 2023"),
        ("北京，2023年12月", "Beijing, December 2023"),
        ("2023年12月", ""),
        ("2023年12月的回顾", ""),
        ("从2023年12月到北京", ""),
    ],
)
def test_where_and_when_a_foreword_was_signed(zh: str, en: str) -> None:
    assert place_and_date_in_english(zh, Resources(Matcher(()), ())) == en
