"""Where lines break: the rules of CLREQ and GB/T 15834, on sentences and on anything at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_tools import broken, items_of, shaper

from formatter.writers.pdf.kinsoku import NO_END, NO_START
from formatter.writers.pdf.setting import set_line

SENTENCE = (
    "一是着力提升引导力。山东建立重大选题策划机制，出台《推动正能量实现大流量的若干措施》，完善突发敏感舆情应对处置机制，"
    "打造基于大数据的传播力评价体系。二是着力提升影响力——整合资源“一盘棋”，搭建技术领先、自主可控的省级融媒体技术平台……"
    "2023年11月，中国国际图书贸易集团有限公司推出China International Communications Group平台，AIGC占比达60.5%，“一国一策”。"
)


def first_and_last(text: str, em: float, chinese: bool = True) -> list[tuple[str, str]]:
    items = items_of(text, chinese)
    return [(items.atoms[b.start].first, items.atoms[b.end].last) for b in broken(items, em)]


@pytest.mark.parametrize("em", [8, 11, 12.5, 15, 18, 22, 38])
def test_prohibitions_hold_on_a_real_sentence(em: float) -> None:
    lines = first_and_last(SENTENCE, em)
    assert all(first not in NO_START for first, _ in lines)
    assert all(last not in NO_END for _, last in lines[:-1])


@given(
    st.text(alphabet="中国媒体融合发展，。、；：！？“”‘’（）《》【】——……·AIGC 60.5%2023年～", min_size=1, max_size=300),
    st.integers(6, 40),
)
@settings(max_examples=120, deadline=None)
def test_lines_cover_the_text_once_and_in_order(text: str, em: int) -> None:
    items = items_of(text)
    lines = broken(items, em)
    covered = [i for line in lines for i in range(line.start, line.end + 1)]
    assert covered == list(range(len(items.atoms)))


# Sentences of clauses: no run of marks is longer than a line, so that every rule can be kept.
_clause = st.text(alphabet="中国媒体融合发展的新时代", min_size=3, max_size=14)
_joined = st.lists(
    st.tuples(_clause, st.sampled_from(["，", "。", "、", "；", "：“", "”，", "《", "》。", "（", "）", "——", "……", " ", "·"])),
    min_size=2,
    max_size=30,
)


@given(_joined, st.integers(9, 30))
@settings(max_examples=120, deadline=None)
def test_prohibitions_hold_on_generated_text(parts: list[tuple[str, str]], em: int) -> None:
    lines = first_and_last("".join(a + b for a, b in parts) + "完了。", em)
    assert all(first not in NO_START for first, _ in lines)
    assert all(last not in NO_END for _, last in lines[:-1])


@given(_joined, st.integers(9, 30))
@settings(max_examples=80, deadline=None)
def test_last_line_has_two_hanzi(parts: list[tuple[str, str]], em: int) -> None:
    items = items_of("".join(a + b for a, b in parts) + "完了。")
    last = broken(items, em)[-1]
    assert sum(atom.ink for atom in items.atoms[last.start : last.end + 1]) >= 2


@pytest.mark.parametrize("pair", ["——", "……"])
def test_dashes_and_ellipses_are_never_cut(pair: str) -> None:
    for before in range(4, 12):
        text = "国" * before + pair + "国" * 9
        items = items_of(text)
        for line in broken(items, 8):
            cut = items.atoms[line.end]
            following = items.atoms[line.end + 1] if line.end + 1 < len(items.atoms) else None
            assert following is None or not (cut.last in "—…" and following.first == cut.last)


@pytest.mark.parametrize("chinese", [True, False])
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_no_line_is_wider_than_the_measure(chinese: bool, data: st.DataObject) -> None:
    words = st.sampled_from(["媒体", "融合，", "《发展》", "China", "communication", "2023年", "60.5%", "state-of-the-art", "a"])
    text = " ".join(data.draw(st.lists(words, min_size=1, max_size=60)))
    em = data.draw(st.integers(12, 40))
    items = items_of(text, chinese)
    for line in broken(items, em):
        set_ = set_line(items, line, em * 1000, 10, shaper(), {"black": "0 g"}, justify=True)
        assert set_.width <= em * 10 + 0.02


def test_justified_lines_fill_the_measure() -> None:
    items = items_of(SENTENCE)
    lines = broken(items, 18)
    widths = [set_line(items, b, 18000, 10, shaper(), {"black": "0 g"}, True).width for b in lines]
    assert widths[:-1] == pytest.approx([180.0] * (len(lines) - 1), abs=0.01)


def test_plain_hanzi_are_set_solid() -> None:
    """In a measure of whole hanzi a line of hanzi alone needs no stretch."""
    items = items_of("国" * 40)
    assert [b.ratio for b in broken(items, 10)] == [0.0] * 4


def test_title_breaks_at_the_gap_between_its_halves() -> None:
    text = "走好创新之路　推进媒体融合"
    items = items_of(text, phrases=(7,))
    lines = broken(items, 12, justify=False)
    assert [items.atoms[b.start].first for b in lines] == ["走", "推"]


def test_title_without_a_gap_breaks_after_the_name_of_the_event() -> None:
    items = items_of("2023媒体融合发展论坛发言摘编", phrases=())
    assert [items.atoms[b.start].first for b in broken(items, 13, justify=False)] == ["2", "发"]


def test_padded_name_stays_whole() -> None:
    items = items_of("湖北武汉临空港经开区管委会主任　周　明", phrases=(16,))
    lines = broken(items, 16.5, justify=False)
    assert [items.atoms[b.start].first for b in lines] == ["湖", "周"]


def test_english_hyphenates_and_leaves_names_alone() -> None:
    text = "The communication of international organisations in Heilongjiang continues"
    items = items_of(text, chinese=False)
    at = {i for i, gap in enumerate(items.gaps) if gap.hyphen}
    assert at
    names = [i for i, atom in enumerate(items.atoms) if atom.first == "H" and atom.last == "g"]
    assert len(names) == 1 and not at & set(names)


def test_number_and_unit_stay_together_where_possible() -> None:
    text = "the output value of this industry came to a total of 3.6 billion yuan in the year"
    items = items_of(text, chinese=False)
    for em in range(14, 30):
        assert all(items.atoms[b.end].last != "6" for b in broken(items, em))


@pytest.mark.parametrize(
    "text",
    ["https://www.example.org/a/very/long/address/without/any/space/that/is/wider/than/a/column?q=1&r=2", "x" * 400],
)
def test_long_words_break_inside_the_measure(text: str) -> None:
    items = items_of(f"见{text}。", chinese=True)
    for line in broken(items, 12):
        set_ = set_line(items, line, 12000, 10, shaper(), {"black": "0 g"}, justify=True)
        assert set_.width <= 120.02


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\u200b", "\n"])
def test_nothing_gives_no_lines(text: str) -> None:
    assert broken(items_of(text), 10) == []


def test_forbidden_breaks_are_taken_when_nothing_else_fits() -> None:
    items = items_of("！" * 60)
    assert len(broken(items, 8)) > 1
