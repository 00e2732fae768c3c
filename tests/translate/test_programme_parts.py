"""The numbered parts of a programme, and titles that are half English, without an engine's help."""

from __future__ import annotations

import pytest
from fakes import FakeEngine

from formatter.glossary.match import Matcher
from formatter.model import Origin, Segment, SegmentKind, Span, Term
from formatter.translate.headings import read_part
from formatter.translate.resources import Resources
from formatter.translate.run import Request, translate_segments


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("第一单元", "Session 1"),
        ("第二单元", "Session 2"),
        ("第十二场", "Session 12"),
        ("分论坛一", "Sub-Forum 1"),
        ("平行论坛3", "Parallel Forum 3"),
        ("第三部分", "Part 3"),
        ("圆桌对话二", "Roundtable 2"),
        ("第一单元：媒体融合", "Session 1:"),
        ("分论坛二　青年与海洋", "Sub-Forum 2:"),
        ("第一单元的成果", ""),
        ("第一", ""),
        ("媒体融合", ""),
        ("组织", ""),
    ],
)
def test_a_part_is_read_with_its_number(zh: str, en: str) -> None:
    assert read_part(zh)[1] == en


def english(zh: str, rows: tuple[Term, ...] = ()) -> tuple[str, Origin]:
    segment = Segment("s01-session", zh, SegmentKind.SESSION, Span("seeds/a.txt", 1, 1))
    done = translate_segments([Request(segment)], Resources(Matcher(rows), rows)).value[0]
    return done.en, done.origin


def test_a_part_without_a_title_needs_no_engine() -> None:
    assert english("第二单元") == ("Session 2", Origin.GRAMMAR)


def test_a_part_with_a_title_that_a_row_gives() -> None:
    row = Term("媒体融合", "media integration", Span("glossary/terms.csv", 2))
    assert english("第一单元：媒体融合", (row,))[0] == "Session 1: Media Integration"


def test_the_editors_row_for_the_part_wins() -> None:
    row = Term("第一单元", "Panel One", Span("glossary/terms.csv", 2))
    assert english("第一单元", (row,)) == ("Panel One", Origin.GLOSSARY)


def test_the_english_half_of_a_title_stays() -> None:
    def reply(source: str) -> str:
        return source.replace("，学习无国界", " and Study Has No Bounds").replace("学习无国界", "Study Has No Bounds")

    segment = Segment("s01-title", "Learning without Borders　学习无国界", SegmentKind.TITLE, Span("seeds/a.txt", 1, 1))
    done = translate_segments([Request(segment)], Resources(Matcher(()), (), engine=FakeEngine(reply))).value[0]
    assert "Learning Without Borders" in done.en
    assert [r.constraint.zh for r in done.results] == ["Learning without Borders"]
