from __future__ import annotations

from dataclasses import replace

import pytest
from volumes import translation

from formatter.layout.footnotes import _find, _renderings
from formatter.layout.plan import Role, Run
from formatter.layout.runs import chinese_line, english_runs, translated_runs
from formatter.model import Bilingual, Origin, Paragraph, Span, Term, TranslatedParagraph, Translation


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("Wu Chao'an spoke", (Run("Wu Chao’an spoke"),)),
        ("issued 《Red Mansions》, 〈Spring〉", (Run("issued "), Run("Red Mansions", italic=True), Run(", "), Run("Spring", italic=True))),
        ("《People's Daily》", (Run("People’s Daily", italic=True),)),
        ("", ()),
    ],
)
def test_english_as_it_is_printed(text: str, runs: tuple[Run, ...]) -> None:
    assert english_runs(text) == runs


def test_a_row_with_a_straight_apostrophe_is_found_in_what_is_printed() -> None:
    span = Span("seeds/a.txt", 1)
    paragraph = TranslatedParagraph(Paragraph("人民日报", span), "The People's Daily wrote.", ())
    renderings = _renderings(Term("人民日报", "People's Daily", span), paragraph)
    assert _find(english_runs(paragraph.en), renderings) is not None


def machine(id: str, en: str, confidence: float | None) -> Translation:
    return replace(translation(id, "原文。", en, origin=Origin.ENGINE), confidence=confidence)


def test_what_the_engine_does_not_trust_is_labelled_a_draft_once_in_a_row() -> None:
    parts = (machine("a", "Sure.", 0.9), machine("b", "Not so sure.", 0.2), machine("c", "Nor this.", 0.1))
    runs = translated_runs(Bilingual("原文。", "Sure. Not so sure. Nor this."), parts)
    assert [(r.text, r.draft) for r in runs] == [
        ("Sure.", False),
        (" ", False),
        ("[Draft] ", True),
        ("Not so sure.", True),
        (" ", True),
        ("Nor this.", True),
    ]


def test_what_it_trusts_or_an_editor_wrote_is_not() -> None:
    parts = (machine("a", "Sure.", 0.5), machine("b", "Approved.", None))
    assert not any(r.draft for r in translated_runs(Bilingual("原文。", "Sure. Approved."), parts))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("港口论坛：主旨报告与圆桌对话", ["港口论坛：", "主旨报告与圆桌对话"]),
        ("走好创新之路　推进媒体融合", ["走好创新之路　", "推进媒体融合"]),
        ("长江日报社社长　陈　光", ["长江日报社社长　", "陈　光"]),
        ("发言集：", ["发言集："]),
    ],
)
def test_chinese_titles_know_where_their_phrases_end(text: str, parts: list[str]) -> None:
    line = chinese_line(Role.VOLUME_TITLE, text)
    ends = [*line.phrases, len(text)]
    assert [text[a:b] for a, b in zip([0, *ends], ends, strict=False)] == parts
