"""What `proceedings glossary explain` says."""

from __future__ import annotations

from formatter.glossary.explain import explain
from formatter.glossary.match import Matcher
from formatter.model import Span, Term, TermKind


def row(zh: str, en: str, line: int, **fields: object) -> Term:
    return Term(zh, en, Span("glossary/terms.csv", line, 1), **fields)


ROWS = (
    row("市委常委", "Member of the Standing Committee", 2, kind=TermKind.POSITION, status="approved"),
    row("市委", "Municipal Committee", 3),
    row("武汉市", "Wuhan", 4, kind=TermKind.PLACE),
    row("武汉", "Wuhan", 5, kind=TermKind.PLACE, accepted=("Wuhan City",), forbidden=("Hankow",)),
)


def test_the_whole_answer() -> None:
    assert explain(Matcher(ROWS), "武汉市委常委") == (
        "武汉市委常委\n"
        "~~~~~~~~~~~~\n"
        "\n"
        "武汉  →  Wuhan\n"
        "    row:  glossary/terms.csv:5:1, place\n"
        "    also: Wuhan City\n"
        "    not:  Hankow\n"
        "    why:  no other row matches here\n"
        "\n"
        "市委常委  →  Member of the Standing Committee\n"
        "    row:  glossary/terms.csv:2:1, position, approved\n"
        "    why:  longer than 市委 (glossary/terms.csv:3:1)\n"
        "\n"
        "武汉市  is not used: it would cut 市委 here\n"
        "    row:  glossary/terms.csv:4:1, place, Wuhan"
    )


def test_a_text_without_rows() -> None:
    assert explain(Matcher(ROWS), "谢谢大家") == "谢谢大家\n\nno row fires on this text"


def test_a_scope_is_respected_and_shown() -> None:
    matcher = Matcher([row("市委", "local", 2, scope="*武汉*"), row("市委", "general", 3)])
    assert "local" not in explain(matcher, "市委")
    answer = explain(matcher, "市委", title="武汉篇章")
    assert "scope *武汉*" in answer
    assert "its scope *武汉* before the general row 市委 (glossary/terms.csv:3:1)" in answer
