from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formatter.language.script import (
    count_han,
    fold,
    has_han,
    is_han,
    is_traditional,
    remove_invisible,
    to_simplified,
    width,
)

MIXED = st.text(
    alphabet=st.one_of(
        st.sampled_from("媒体媒體融合国國著名看着乾坤臺灣后後“”「」『』‘’\"'，,。．（(） \u3000\u00a0\u200b\ufeffAb1Ａ１·・—–～⼀"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)


@pytest.mark.parametrize("char", "一龥〇々㐀𠮷𪚥⼀﨑")
def test_han(char: str) -> None:
    assert is_han(char)


@pytest.mark.parametrize("char", "aＡ1，。“・カ한①")
def test_not_han(char: str) -> None:
    assert not is_han(char)


def test_counting_han() -> None:
    assert has_han("AI赋能") and not has_han("AI, 2023！")
    assert count_han("5G+工业互联网") == 5


@pytest.mark.parametrize(("text", "columns"), [("陈光", 4), ("A 1", 3), ("“", 1), ("，", 2), ("e\u0301", 1), ("\u200b", 0)])
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("臺灣媒體融合發展論壇", "台湾媒体融合发展论坛"),
        ("乾坤與乾燥", "乾坤与干燥"),
        ("皇后以後", "皇后以后"),
        ("隨著技術進步，這部著名的著作顯著改變了甚麼", "随着技术进步，这部著名的著作显著改变了什么"),
        ("著名作家著有专著", "著名作家著有专著"),
        ("AI 2.0", "AI 2.0"),
    ],
)
def test_to_simplified(traditional: str, simplified: str) -> None:
    assert to_simplified(traditional) == simplified


@given(MIXED)
def test_simplifying_keeps_the_length(text: str) -> None:
    assert len(to_simplified(text)) == len(text)


@pytest.mark.parametrize("text", ["推動媒體深度融合", "臺灣", "台灣", "香港特別行政區政府", "國際傳播（英文 Communication）"])
def test_traditional(text: str) -> None:
    assert is_traditional(text)


@pytest.mark.parametrize("text", ["推动媒体深度融合", "北京", "", "AI", "乾坤", "于右任题写“國”字的石碑立在广场上", "作家陶喆"])
def test_not_traditional(text: str) -> None:
    assert not is_traditional(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("媒體　融合", "媒体融合"),
        ("“一带\u00a0一路”", '"一带一路"'),
        ("「一帶一路」", '"一带一路"'),
        ("ＡＩ　治理１２％", "AI治理12%"),
        ("AI  Governance\u00a0Forum", "AI Governance Forum"),
        ("John Smith 教授", "John Smith教授"),
        ("（集团），：；！？", "(集团),:;!?"),
        ("卡洛斯•费尔南德斯・", "卡洛斯·费尔南德斯·"),
        ("走好\u200b创新\ufeff之路 ", "走好创新之路"),
        ("⼀带⼀路", "一带一路"),
        ("看著", "看着"),
        ("乾坤", "干坤"),
        ("36亿、1.5", "36亿、1.5"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_folded_ranges_lead_back_to_the_source() -> None:
    text = "推进 “媒 體　融合” 发展"
    folded = fold(text)
    start = folded.text.index("媒体融合")
    first, last = folded.source(start, start + 4)
    assert text[first:last] == "媒 體　融合"


@given(MIXED)
def test_offsets_rise_and_end_with_the_source(text: str) -> None:
    folded = fold(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert list(folded.offsets) == sorted(set(folded.offsets)) or not text
    assert folded.offsets[-1] == len(text)


@given(MIXED)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(MIXED, MIXED, MIXED)
def test_a_term_in_a_text_is_found_in_folded_form(before: str, term: str, after: str) -> None:
    assert fold(term).text in fold(before + term + after).text


def test_removing_invisible_characters() -> None:
    assert remove_invisible("\ufeff媒\u200b体\u00ad") == "媒体"
