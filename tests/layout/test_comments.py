from __future__ import annotations

from formatter.diagnostics import diagnostic
from formatter.layout.comments import add_comments
from formatter.layout.plan import BookPlan, Cell, Line, Metadata, Role, Row, Run, Section, SectionKind
from formatter.model import Span


def row(id: str, path: str, line: int) -> Row:
    return Row(id, None, Cell("en", (Line(Role.BODY, (Run("text"),)),)), span=Span(path, line))


PLAN = BookPlan(
    Metadata("Book"),
    (
        Section(SectionKind.SPEECH, "s01", (row("s01", "a.txt", 2), row("s01-p01", "a.txt", 5))),
        Section(SectionKind.SPEECH, "s02", (row("s02", "b.txt", 1),)),
    ),
)


def comments(*found) -> dict[str, str]:
    plan = add_comments(PLAN, found)
    return {r.id: r.comment for s in plan.sections for r in s.rows if r.comment}


def test_a_finding_goes_to_the_row_that_holds_its_line() -> None:
    title = diagnostic("name-uncertain", Span("a.txt", 3, 1), "朝 is chao or zhao", "confirm")
    body = diagnostic("term-missing", Span("a.txt", 9, 1), "“a” must be “b” (glossary/terms.csv:2)")
    assert comments(title, body) == {
        "s01": "朝 is chao or zhao: confirm",
        "s01-p01": "“a” must be “b” (glossary/terms.csv:2)",
    }


def test_several_findings_are_one_comment() -> None:
    two = (diagnostic("doubled-word", Span("b.txt", 1), "one"), diagnostic("spelling", Span("b.txt", 1), "a note"))
    assert comments(*two, diagnostic("term-missing", Span("b.txt", 4), "two")) == {"s02": "one\ntwo"}


def test_findings_elsewhere_are_no_comments() -> None:
    assert comments(diagnostic("glossary-empty", Span("glossary/a.csv", 3), "x"), diagnostic("term-missing", Span("a.txt", 1), "y")) == {}
