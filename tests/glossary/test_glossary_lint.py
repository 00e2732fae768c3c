"""Each fault of a glossary: rows that have it, rows that don't."""

from __future__ import annotations

import pytest

from formatter.diagnostics import Diagnostic
from formatter.glossary.files import read_glossary
from formatter.glossary.lint import lint_glossary
from formatter.model import Span, Term

HEADER = "zh,en,accepted,forbidden,kind,first use,scope,status,reader's note"


def lint(*lines: str, texts: list[str] | None = None) -> tuple[Diagnostic, ...]:
    """Lint rows as they would stand in glossary/terms.csv from line 2 on."""
    data = "\n".join([HEADER, *lines]).encode()
    return lint_glossary(read_glossary("glossary/terms.csv", data).value, texts)


def passes(*lines: str) -> None:
    assert [(d.code, d.message) for d in lint(*lines)] == []


def fails(code: str, place: str, *lines: str) -> Diagnostic:
    (found,) = lint(*lines)
    assert (found.code, str(found.span)) == (code, f"glossary/terms.csv:{place}")
    assert found.hint or code == "glossary-unused"
    return found


def test_good_rows_pass() -> None:
    passes(
        "媒体融合,media integration,media convergence,media fusion",
        "中国共产党,CPC,,,organisation,Communist Party of China (CPC)",
        "“一带一路”,“Belt and Road”",
        "遵义融媒传媒（集团）,Zunyi Media (Group)",
        "人民日报,People’s Daily",
        "《湿地公约》,Ramsar Convention",
        "AI,AI,,,acronym,artificial intelligence (AI)",
        "学习强国App,Xuexi Qiangguo app",
        "APP,app",
        "1990—1995年,1990–1995",
        "周明,Zhou Ming,,,person",
    )


def test_a_row_without_english() -> None:
    assert "武汉" in fails("glossary-empty", "2:4", "武汉,").message


def test_a_row_without_chinese() -> None:
    assert "Wuhan" in fails("glossary-empty", "2:2", ",Wuhan").message


@pytest.mark.parametrize("line", ["武汉,武汉 City", "武汉,Wuhan,武昌"])
def test_chinese_in_the_english(line: str) -> None:
    fails("glossary-han-in-english", "2:4", line)


@pytest.mark.parametrize("line", ["media integration,media convergence", "Wuhan,City of Wuhan"])
def test_english_in_the_chinese_column(line: str) -> None:
    fails("glossary-no-han", "2:1", line)


def test_exchanged_columns_are_named_as_such() -> None:
    found = {d.code: d for d in lint("媒体融合,media integration", "media centre,媒体中心")}
    assert set(found) == {"glossary-no-han", "glossary-han-in-english"}
    assert "exchanged" in found["glossary-han-in-english"].hint


@pytest.mark.parametrize(
    ("line", "place", "mark"),
    [
        ("“一带一路,Belt and Road", "2:1", "“"),
        ("一带一路”,Belt and Road", "2:1", "”"),
        ("《湿地公约,Ramsar Convention", "2:1", "《"),
        ("集团（,Group", "2:1", "（"),
        ("集团,Group (China", "2:4", "("),
        ("集团,“Group", "2:4", "“"),
        ('集团,5" Group', "2:4", '"'),
    ],
)
def test_quotation_marks_and_brackets_pair(line: str, place: str, mark: str) -> None:
    assert mark in fails("glossary-quotes", place, line).message


@pytest.mark.parametrize(
    ("english", "name", "cure"),
    [
        ("mediа integration", "cyrillic small letter a", "'a'"),
        ("Ｗuhan", "fullwidth latin capital letter w", "'W'"),
        ("in‐depth", "hyphen", "'-'"),
        ("People´s Daily", "acute accent", "’"),
        ("Wuhan，Hubei", "fullwidth comma", "','"),
        ("eﬃcient", "latin small ligature ffi", "'ffi'"),
    ],
)
def test_characters_that_only_look_right(english: str, name: str, cure: str) -> None:
    found = fails("glossary-lookalike", "2:4", f"武汉,{english}")
    assert name in found.message
    assert cure in found.hint


def test_an_acronym_without_its_expansion() -> None:
    fails("glossary-expansion", "2:7", "中国共产党,CPC")
    fails("glossary-expansion", "2:4", "总台,CMG,,,acronym")
    passes("中国共产党,CPC,,,,Communist Party of China (CPC)")


def test_a_first_use_form_contains_the_form_used_after_it() -> None:
    fails("glossary-first-use", "2:7", "中国共产党,CPC,,,,Communist Party of China")


def test_a_draft_is_pointed_out() -> None:
    fails("glossary-draft", "2:1", "武汉,Wuhan,,,,,,待定")


def test_the_same_row_twice_names_the_other() -> None:
    found = fails("glossary-duplicate", "3:1", "武汉,Wuhan", "武 漢,Wuhan")
    assert "glossary/terms.csv:2:1" in found.message


def test_two_rows_at_odds_name_both_and_the_winner() -> None:
    found = fails("glossary-conflict", "3:1", "媒体融合,media integration", "媒体融合,media convergence")
    assert "media convergence here and media integration in glossary/terms.csv:2:1" in found.message
    assert "glossary/terms.csv:3:1 wins" in found.hint


def test_a_later_file_overrides_an_earlier_one() -> None:
    first, second = (Term("媒体融合", en, Span(path, 2, 1)) for en, path in (("a", "1.csv"), ("b", "2.csv")))
    (found,) = lint_glossary([first, second])
    assert (found.code, str(found.span), str(found.severity)) == ("glossary-override", "2.csv:2:1", "warning")
    assert "1.csv:2:1" in found.message


def test_a_scope_settles_a_conflict() -> None:
    passes("媒体融合,media integration", "媒体融合,media convergence,,,,,*武汉*")


def test_a_row_that_its_kind_keeps_from_winning() -> None:
    found = fails("glossary-shadowed", "3:1", "高峰,Gao Feng,,,person", "高峰,peak")
    assert "glossary/terms.csv:2:1 is a person" in found.message


def test_a_general_row_under_a_scope_of_everything() -> None:
    fails("glossary-shadowed", "2:1", "媒体融合,media integration", "媒体融合,media convergence,,,,,*")


def test_a_retired_row_is_left_alone() -> None:
    passes("媒体融合,media integration", "媒体融合,media convergence,,,,,,停用")


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (("媒体融合,media integration,,media integration",), "2:1"),
        (("媒体融合,media integration,media mix,media mix",), "2:1"),
        (("媒体融合,media integration,,media convergence", "融媒体,media convergence"), "2:1"),
        (("宣传,publicity,,propaganda", "海报,propaganda poster"), "2:1"),
    ],
)
def test_forbidden_text_that_a_row_requires(lines: tuple[str, ...], place: str) -> None:
    fails("glossary-forbidden", place, *lines)


def test_forbidden_text_is_compared_by_words() -> None:
    passes("宣传,publicity,,ad", "代言人,advocate")


@pytest.mark.parametrize(
    "lines",
    [
        ("外汇,foreign exchange", "外汇储备,foreign exchange reserves"),
        ("储备,reserve", "外汇储备,foreign exchange reserves"),  # inflected
        ("媒体中心,media center", "县级媒体中心,county media centre,county media center"),  # in an accepted form
        ("中国,China", "发展中国家,developing countries"),  # cuts a word
        ("高明,Gaoming District,,,place", "高明远,Gao Mingyuan,,,person"),
        ("公司,company,,,,,a*", "上市公司,listed firm,,,,,b*"),  # never together
    ],
)
def test_nested_rows_that_agree(lines: tuple[str, ...]) -> None:
    passes(*lines)


def test_nested_rows_that_disagree() -> None:
    found = fails("glossary-nested", "3:6", "公司,company", "上市公司,listed firm")
    assert found.message == "上市公司 is listed firm, but 公司 inside it is company (glossary/terms.csv:2:1)"
    assert str(found.severity) == "note"


def test_rows_that_do_nothing_in_the_volume() -> None:
    found = lint(
        "媒体融合,media integration",
        "市委,committee",
        "市委常委,member",
        "数字经济,digital economy,,,,,*武汉*",
        "中国,China",
        texts=["湖北武汉市委常委", "数字经济", "发展中国家"],
    )
    assert [(d.code, d.message) for d in found if d.code != "glossary-nested"] == [
        ("glossary-unused", "媒体融合 is nowhere in this volume"),
        ("glossary-unused", "市委 stands only inside 市委常委 (glossary/terms.csv:4:1), which wins"),
        ("glossary-unused", "中国 is never used: it is part of 发展中国家 here"),
    ]
    assert {str(d.severity) for d in found} == {"note"}


def test_a_scope_that_fits_no_speech() -> None:
    rows = read_glossary("t.csv", b"zh,en,scope\n\xe5\xb8\x82,a,wuhan*\n\xe7\x9c\x81,b,wuahn*\n").value
    (found,) = lint_glossary(rows, speeches=[("seeds/wuhan.txt", "篇章")])
    assert (found.code, str(found.span)) == ("glossary-scope", "t.csv:3:1")


def test_a_finding_in_a_workbook_names_the_cell() -> None:
    row = Term("武汉", "", Span("glossary/terms.xlsx", 7, 2), en_span=Span("glossary/terms.xlsx", 7, 3))
    (found,) = lint_glossary([row])
    assert found.message == "武汉 has no English (cell C7)"
