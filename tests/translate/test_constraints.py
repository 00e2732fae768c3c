"""Which demands a Chinese sentence makes on its English."""

from __future__ import annotations

from itertools import pairwise

import pytest

from formatter.glossary.match import Matcher
from formatter.model import CaseRule, Constraint, Span, Term, TermKind
from formatter.translate.constraints import find_constraints, find_documents

ROWS = (
    ("媒体融合", "media integration", TermKind.TERM),
    ("媒体融合发展", "media integration and development", TermKind.TERM),
    ("五大中心", "five centers", TermKind.SLOGAN),
    ("人次", "visits", TermKind.TERM),
    ("湿地公约", "Ramsar Convention", TermKind.DOCUMENT),
    ("若干措施", "several measures", TermKind.TERM),
    ("武汉市委", "CPC Wuhan Municipal Committee", TermKind.ORGANISATION),
)
MATCHER = Matcher(Term(zh, en, Span("glossary/terms.csv", row, 1), kind) for row, (zh, en, kind) in enumerate(ROWS, 2))
PEOPLE = (("吴朝安", "Wu Chao'an"), ("陈光", "Chen Guang"))


def find(text: str, **more: object) -> tuple[Constraint, ...]:
    return find_constraints(text, MATCHER, PEOPLE, **more)


def pairs(text: str, **more: object) -> list[tuple[str, str]]:
    return [(c.zh, c.en) for c in find(text, **more)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推进媒体融合发展。", [("媒体融合发展", "media integration and development")]),
        ("建好“五大中心”。", [("五大中心", "five centers")]),  # not five of something
        ("阅读量达36亿次。", [("36亿", "3.6 billion")]),
        ("接待10万人次。", [("10万", "100,000"), ("人次", "visits")]),
        ("吴朝安说，陈光同意。", [("吴朝安", "Wu Chao'an"), ("陈光", "Chen Guang")]),
        ("履行《湿地公约》。", [("《湿地公约》", "Ramsar Convention")]),
        ("外籍员工超8万人，占80%。", [("超8万", "more than 80,000"), ("80%", "80 percent")]),
        ("参加2023数字经济大会。", [("2023", "2023")]),
        ("共2023人参加。", [("2023", "2,023")]),
        ("天气很好。", []),
    ],
)
def test_demands(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(zh, en) for zh, en in pairs(text)] == expected


def test_each_says_who_asks_for_it() -> None:
    found = find("吴朝安在武汉市委谈到36亿。")
    assert [(c.required_by, c.kind) for c in found] == [
        ("rule:name", TermKind.PERSON),
        ("glossary/terms.csv:8", TermKind.ORGANISATION),
        ("rule:number", TermKind.NUMBER),
    ]
    assert found[2].value == "3600000000"


def test_spans_are_of_the_text_and_never_overlap() -> None:
    text = "2010年，媒体融合发展（五大中心）使陈光同志等3000余万人次访问。"
    found = find(text)
    assert all(text[c.start : c.end] == c.zh for c in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_a_surname_with_a_title_is_the_person_of_the_volume() -> None:
    (found,) = find("正如吴部长所说。")
    assert (found.zh, found.kind) == ("吴部长", TermKind.PERSON)
    assert found.en.endswith("Wu")
    assert "Wu Chao'an" in found.accepted


def test_a_title_of_a_work_holds_everything_inside_it() -> None:
    text = "出台《关于媒体融合的若干措施》，履行《湿地公约》。"
    assert find_documents(text, MATCHER) == ("关于媒体融合的若干措施",)
    en = "Several Measures on Media Integration"
    assert pairs(text, documents={"关于媒体融合的若干措施": en}) == [
        ("《关于媒体融合的若干措施》", en),
        ("《湿地公约》", "Ramsar Convention"),
    ]


def test_editors_rows_keep_their_spelling_and_built_in_ones_take_the_volumes() -> None:
    own = Term("中心", "labour center", Span("t.csv", 2))
    base = Term("颜色", "color", Span("base:terms.tsv", 2), base=True)
    name = Term(
        "世贸中心",
        "World Trade Center",
        Span("base:terms.tsv", 3),
        TermKind.ORGANISATION,
        case=CaseRule.EXACT,
        base=True,
    )
    matcher = Matcher([own, base, name])
    found = find_constraints("中心的颜色在世贸中心。", matcher, spelling="en-GB")
    assert [c.en for c in found] == ["labour center", "colour", "World Trade Center"]
    assert [c.accepted for c in found] == [("labor center", "labour centre"), ("color",), ("World Trade Centre",)]
