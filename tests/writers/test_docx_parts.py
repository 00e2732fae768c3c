"""Small parts of the DOCX writer: names, title breaks, running titles, grouping of sections."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formatter.layout.plan import Section, SectionKind
from formatter.writers.docx.faces import measure_em
from formatter.writers.docx.fields import bookmark_name
from formatter.writers.docx.parts import gather
from formatter.writers.docx.titles import (
    break_large_title,
    break_phrases,
    break_title,
    insert_breaks,
    shorten,
    shorten_chinese,
    width_em,
)


@pytest.mark.parametrize(
    ("id", "lang", "line", "name"),
    [
        ("s01-p03", "en", 0, "p_s01_p03"),
        ("s01-p03", "zh-Hans", 0, "z_s01_p03"),
        ("s01", "en", 1, "p_s01__2"),
    ],
)
def test_bookmark_names(id, lang, line, name):
    assert bookmark_name(id, lang, line) == name


@given(st.text(min_size=1), st.sampled_from(["en", "zh-Hans"]), st.integers(0, 999))
def test_bookmark_names_are_legal_whatever_the_id(id, lang, line):
    assert re.fullmatch(r"[pz]_[A-Za-z0-9_]{1,38}", bookmark_name(id, lang, line))


@given(st.sets(st.text("ab-_ 1é", min_size=1, max_size=50), min_size=2, max_size=6))
def test_different_ids_have_different_names(ids):
    assert len({bookmark_name(id) for id in ids}) == len(ids)


@pytest.mark.parametrize(
    ("text", "phrases", "measure", "lines"),
    [
        ("走好创新之路　推进媒体融合", (7,), 20, ["走好创新之路　推进媒体融合"]),
        ("走好创新之路　推进媒体融合", (7,), 12, ["走好创新之路", "推进媒体融合"]),
        ("走好创新之路　推进媒体融合", (7,), 13, ["走好创新之路　推进媒体融合"]),
        # thirteen hanzi in a measure of twelve would leave one alone
        ("以系统融合重塑主流舆论格局　凝聚力量", (14,), 12, ["以系统融合重塑主流舆论", "格局　凝聚力量"]),
        ("从“相加”走向“相融”　由此", (11,), 10, ["从“相加”走向", "“相融”　由此"]),
        # a phrase that wraps leaves room for the next one on its last line
        ("湖北武汉市委常委宣传部部长　吴朝安", (14,), 10, ["湖北武汉市委常委宣传部部长　吴朝安"]),
        ("湖北武汉市委常委宣传部部长　吴朝安", (14,), 13, ["湖北武汉市委常委宣传部部长", "吴朝安"]),
    ],
)
def test_titles_break_between_phrases(text, phrases, measure, lines):
    assert insert_breaks([text], break_phrases(text, phrases, measure))[0].split("\n") == lines


titles = st.lists(st.text("走好创新之路", min_size=1, max_size=14), min_size=1, max_size=4)


@given(titles, st.integers(4, 20))
def test_a_phrase_that_fits_is_never_broken(phrases, measure):
    text = "　".join(phrases)
    offsets = tuple(sum(len(p) + 1 for p in phrases[:i]) for i in range(1, len(phrases)))
    lines = insert_breaks([text], break_phrases(text, offsets, measure))[0].split("\n")
    assert "".join(lines).replace("　", "") == "".join(phrases)
    for line in lines:
        used = 0
        for phrase in line.split("　"):
            fits = len(phrase) <= measure
            assert not fits or used == 0 or used % measure + len(phrase) <= measure
            used += len(phrase) + 1


@pytest.mark.parametrize(
    ("measure", "lines"),
    [
        (12, ["2023媒体融合发展论坛", "发言摘编"]),
        (14, ["2023媒体融合发展论坛发言摘编"]),
        (10, ["国际港口论坛：", "主旨报告与圆", "桌对话发言集"]),
        (13, ["国际港口论坛：", "主旨报告与圆桌对话发言集"]),
        (8, ["走好创新之路　", "推进媒体融合"]),
    ],
)
def test_a_large_chinese_title_has_no_lone_hanzi_on_a_line(measure: int, lines: list[str]) -> None:
    text = "".join(lines)
    phrases = tuple(i + 1 for i, char in enumerate(text) if char in "：\u3000")
    shown = insert_breaks([text], break_large_title(text, phrases, measure))[0]
    assert shown.split("\n") == [line.rstrip() for line in lines]


@pytest.mark.parametrize(
    ("measure", "lines"),
    [
        (45, ["Media Integration and Development Forum 2023:", "Selected Remarks"]),
        (30, ["Media Integration", "and Development Forum 2023:", "Selected Remarks"]),
        (90, ["Media Integration and Development Forum 2023: Selected Remarks"]),
        (26, ["Proceedings", "of the Dalian Ports Forum"]),
    ],
)
def test_a_large_english_title_ends_a_line_at_its_colon(measure: int, lines: list[str]) -> None:
    text = " ".join(lines)
    breaks = break_title(text, measure, len)
    assert insert_breaks([text], breaks)[0].split("\n") == lines


@given(st.lists(st.text("走好a", min_size=1, max_size=9), min_size=1, max_size=5), st.data())
def test_breaks_go_through_runs(texts, data):
    whole = "".join(texts)
    breaks = data.draw(st.sets(st.integers(1, max(1, len(whole) - 1)), max_size=3))
    broken = insert_breaks(texts, tuple(sorted(breaks)))
    assert [t.replace("\n", "") for t in broken] == texts
    assert "".join(broken).count("\n") == len([b for b in breaks if b < len(whole)])


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("Telling China’s Stories", 40, "Telling China’s Stories"),
        ("Pooling Strength: For the Future", 17, "Pooling Strength…"),
        ("Pooling Strength: For the Future", 16, "Pooling…"),
        ("Incomprehensibilities", 8, "Incompr…"),
    ],
)
def test_running_titles_are_cut_at_words(text, room, expected):
    assert shorten(text, room, measure=len) == expected


def test_widths_come_from_the_face():
    assert measure_em("媒体", "serif") == 2.0
    assert 0.2 < measure_em("i", "latin") < measure_em("m", "latin") < 1.0


@pytest.mark.parametrize(
    ("room", "expected"),
    [(13, "走好创新之路　推进媒体融合"), (11, "走好创新之路　推进媒…"), (7, "走好创新之路…"), (5, "走好创新…")],
)
def test_chinese_running_titles_are_cut_at_gaps_or_anywhere(room, expected):
    assert shorten_chinese("走好创新之路　推进媒体融合", room) == expected


@given(st.text("走好 a　", min_size=1, max_size=30), st.integers(3, 20))
def test_cut_titles_fit(text, room):
    assert width_em(shorten_chinese(text, room)) <= room


def section(kind: SectionKind, numbering: str, new_page: bool, running: str) -> Section:
    return Section(kind, kind, (), (running, running), numbering=numbering, new_page=new_page)


def test_sections_share_a_word_section_until_heads_or_numbers_change():
    title = section(SectionKind.TITLE_PAGE, "none", True, "")
    contents = section(SectionKind.CONTENTS, "roman", True, "目录")
    session = section(SectionKind.SESSION, "arabic", True, "甲")
    speech = section(SectionKind.SPEECH, "arabic", False, "乙")
    index = section(SectionKind.INDEX, "arabic", True, "索引")
    note = section(SectionKind.NOTE, "arabic", False, "说明")
    groups = gather([title, contents, session, speech, speech, index, note])
    assert [(len(g.sections), g.number_format, g.restart) for g in groups] == [
        (1, "", True),
        (1, "lowerRoman", False),
        (3, "decimal", True),
        (2, "decimal", False),
    ]


def test_each_session_that_starts_a_page_has_running_heads_of_its_own():
    def part(kind, id, new_page=False):
        return Section(kind, id, (), ("中", "En"), new_page=new_page)

    first, second = (part(SectionKind.SESSION, id, new_page=True) for id in ("one", "two"))
    speeches = [part(SectionKind.SPEECH, "s1"), part(SectionKind.SPEECH, "s2", new_page=True)]
    joined = part(SectionKind.SESSION, "three")
    groups = gather([first, *speeches, second, *speeches, joined])
    assert [[s.id for s in g.sections] for g in groups] == [["one", "s1", "s2"], ["two", "s1", "s2", "three"]]
    assert [g.restart for g in groups] == [True, False] and not any(g.opening for g in groups)
