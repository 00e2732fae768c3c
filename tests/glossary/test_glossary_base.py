"""The built-in data: whole, consistent, and harmless to ordinary sentences."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files

import pytest

from formatter.glossary.base import load_base_terms
from formatter.glossary.match import Matcher, fold_term
from formatter.language.script import has_han
from formatter.language.tables import read_pairs
from formatter.model import Term, TermKind

ROWS = load_base_terms()
ALL = load_base_terms(everything=True)


def test_there_is_a_good_number_of_rows_and_all_are_base() -> None:
    assert len(ROWS) > 3000
    assert len(ALL) > len(ROWS) + 1000
    assert all(row.base and row.span.path.startswith("base:") for row in ALL)


def test_rows_are_clean() -> None:
    for term in ALL:
        texts = (term.en, *term.accepted)
        assert term.zh and term.en, term
        assert all(text == " ".join(text.split()) for text in (term.zh, *texts)), term
        assert not any(has_han(text) or "|" in text for text in texts), term
        assert all(text.isascii() or not re.search("[А-яΑ-ω！-～]", text) for text in texts), term
        assert len(set(texts)) == len(texts), term


def test_no_chinese_stands_twice() -> None:
    counts = Counter(fold_term(term.zh).text for term in ALL if term.span.path != "base:cldr")
    assert [zh for zh, count in counts.items() if count > 1] == []


def test_posts_and_local_bodies_are_only_suggested() -> None:
    enforced = {term.zh for term in ROWS}
    assert not enforced & {"书记", "主任", "部长", "省委宣传部", "市委", "中山", "来宾", "功夫", "民生", "文化部"}
    suggested = {term.zh: term.en for term in ALL}
    assert suggested["党委书记"] == "Secretary of the Party Committee"
    assert suggested["日本"] == "Japan"


def english(text: str) -> list[str]:
    return [match.term.en for match in Matcher(ROWS).match(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推进媒体深度融合发展，山东在实践中不断创新探索。", ["in-depth media integration", "Shandong"]),
        ("湖北武汉市委常委、宣传部部长", ["Hubei", "Wuhan"]),
        ("湖北省武汉市发布规划", ["Hubei Province", "Wuhan"]),
        ("习近平文化思想", ["Xi Jinping Thought on Culture"]),
        ("全面贯彻党的二十大精神", ["20th CPC National Congress"]),
        ("高质量共建“一带一路”", ["Belt and Road cooperation"]),
        ("贵州省遵义市", ["Guizhou Province", "Zunyi"]),
        ("在北京冬奥会期间", ["Beijing Winter Olympics"]),
        ("水利部副部长闵江河", ["Vice Minister of Water Resources"]),
        ("陕西与山西", ["Shaanxi", "Shanxi"]),
        # nothing is forced where a name is only written by chance
        ("各位来宾，走好发展中国家的路", ["developing countries"]),
        ("企业文化部执行总经理", []),
        ("下了很大功夫改善民生", []),
        ("美国国务院的声明", ["US State Department"]),
        ("从江河入海口到源头", []),
        ("非常熟悉的旋律", []),
        ("他们在马里兰州", []),
        ("贺兰山东麓的葡萄", ["Helan Mountains"]),
        ("多元宇宙", []),
        ("万里长征第一步", []),
        ("人民日报社会版", ["People's Daily"]),
        ("中国银行业协会", []),
        ("武汉市东西湖区区长", ["Wuhan", "Dongxihu District"]),
        ("皖南山区和皖南山区的茶", []),
        ("通过世界报告", []),
    ],
)
def test_real_sentences(text: str, expected: list[str]) -> None:
    assert english(text) == expected


def test_an_acronym_in_brackets_is_an_accepted_rendering() -> None:
    (row,) = [term for term in ROWS if term.zh == "亚洲基础设施投资银行"]
    assert row.en == "Asian Infrastructure Investment Bank"
    assert row.accepted == ("AIIB",)
    assert row.kind is TermKind.ORGANISATION


def test_an_editors_row_beats_the_built_in_one() -> None:
    (base,) = [term for term in ROWS if term.zh == "媒体融合"]
    ours = Term("媒体融合", "media blending", base.span)
    (match,) = Matcher([ours, *ROWS]).match("媒体融合")
    assert match.term is ours
    assert match.beaten == (base,)


def test_a_place_is_named_in_one_file_only() -> None:
    lines = (files("formatter.glossary") / "data" / "places.tsv").read_text("utf-8").splitlines()
    own = [cells[0] for line in lines if line and line[0] != "#" and (cells := line.split("\t"))[1] and cells[0] != "zh"]
    names = read_pairs("places")
    differing = {zh for zh in own if zh in names}
    assert differing == {"北京市", "天津市", "上海市", "重庆市"}  # Beijing, not Beijing Municipality, in running text
    by_zh = {t.zh: t.en for t in load_base_terms(everything=True)}
    assert (by_zh["哈尔滨"], by_zh["贵州省"], by_zh["平遥古城"]) == ("Harbin", "Guizhou Province", names["平遥古城"])
