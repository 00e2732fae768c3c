"""Readers' notes become footnotes where their terms are first mentioned."""

from __future__ import annotations

import datetime
from dataclasses import replace

from volumes import paragraph, speech

from formatter.config import Config
from formatter.layout.compose import compose_volume
from formatter.layout.plan import BookPlan, print_plan
from formatter.model import Bilingual, EngineInfo, Span, Term, Volume

NOTE = "A county-level center that produces news for all local media."
TERM = Term("县级融媒体中心", "county-level integrated media center", Span("glossary/terms.csv", 2), readers_note=NOTE)


def plan_of(*pairs: tuple[str, str], terms: tuple[Term, ...] = (TERM,)) -> BookPlan:
    rows = tuple(paragraph(f"s01-p{n:02}", pair) for n, pair in enumerate(pairs, 1))
    volume = Volume(Bilingual("集", "V"), (speech("s01", ("题",), "Title", (), rows),), EngineInfo(), terms)
    return compose_volume(volume, Config(), datetime.date(2026, 1, 2))


def test_first_mention_alone_is_marked() -> None:
    mention = ("县级融媒体中心好。", "County-level integrated media centers, too, are good.")
    printed = print_plan(plan_of(("无。", "None."), mention, mention))
    assert printed.count("[^fn01]") == 1
    assert "County-level integrated media centers,[^fn01] too, are good." in printed
    assert f"footnote fn01 en: {NOTE}" in printed


def test_the_mark_stands_after_the_comma_that_follows_a_title_in_italics() -> None:
    measures = replace(TERM, zh="《若干措施》", en="Several Measures")
    plan = plan_of(("出台《若干措施》，好。", "It issued 《Several Measures》, which help."), terms=(measures,))
    assert "It issued /Several Measures/,[^fn01] which help." in print_plan(plan)


def test_a_term_that_is_never_rendered_has_no_note() -> None:
    assert plan_of(("县级融媒体中心。", "Something else.")).footnotes == ()


def test_notes_are_numbered_in_the_order_of_their_marks() -> None:
    other = replace(TERM, zh="留言板", en="message board", readers_note="A site where residents write to the city.")
    plan = plan_of(
        ("县级融媒体中心和留言板。", "The message board and the county-level integrated media center."), terms=(TERM, other)
    )
    assert [note.runs[0].text for note in plan.footnotes] == [other.readers_note, NOTE]
    assert "board[^fn01] and the county-level integrated media center.[^fn02]" in print_plan(plan)
