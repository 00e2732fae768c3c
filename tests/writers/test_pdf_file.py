"""The PDF as readers see it: pypdf, pikepdf (qpdf), an independent validator."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import page as validator
import pikepdf
import pypdf
import pytest
from pdf_tools import plan_of, tree_texts, write

from volumes import paragraph, small_volume, speaker, speech  # isort: skip

from formatter.config import Config, PageConfig, VolumeConfig
from formatter.diagnostics import Severity
from formatter.model import Bilingual, EngineInfo, Volume

CONFIG = Config(
    volume=VolumeConfig(
        title=Bilingual("论坛发言集", "Proceedings of the Forum"),
        publisher=Bilingual("某出版社", "A Publishing House"),
        editors=(Bilingual("甲", "Jia"),),
        place=Bilingual("湖北武汉", "Wuhan, Hubei"),
        start="2023-10-27",
    )
)
ZH = "山东建立重大选题策划机制，出台《推动正能量实现大流量的若干措施》，完善突发敏感舆情应对处置机制，打造基于大数据的评价体系。"
EN = (
    "Shandong has established a mechanism for planning major themes, issued measures for turning positive energy "
    "into mass traffic, improved its procedures for responding to sudden and sensitive public-opinion events, and "
    "built a big-data system for evaluating reach."
)


def volume_of(*paragraphs: tuple[str, str], speeches: int = 1) -> Volume:
    return Volume(
        Bilingual("论坛发言集", "Proceedings of the Forum"),
        tuple(
            speech(
                f"s{n:02}",
                ("走好创新之路", "推进媒体融合"),
                f"Taking the Path of Innovation, Part {n}",
                (speaker(f"s{n:02}", "陈光", "陈　光", "Chen Guang", "长江日报社社长", "President, Changjiang Daily"),),
                tuple(paragraph(f"s{n:02}-p{i}", pair) for i, pair in enumerate(paragraphs, 1)),
            )
            for n in range(1, speeches + 1)
        ),
        EngineInfo(),
    )


LONG = volume_of(*[(ZH * 3, EN * 2)] * 4, speeches=4)


def squeeze(text: str) -> str:
    """Text without spaces, and without the hyphens that a line break adds."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("layout", ["columns", "facing", "stacked"])
@pytest.mark.parametrize("volume", [small_volume(), LONG], ids=["small", "long"])
def test_validator_reports_nothing(volume: Volume, layout: str) -> None:
    data = write(volume, replace(CONFIG, page=PageConfig(layout=layout))).value.data
    limits = validator.SafetyLimits.unlimited()
    for profile in ("ua1", "2a"):
        report = validator.validate_pdf_bytes(data, profile=profile, limits=limits)
        assert [(f.rule_id, f.message) for f in report.failures] == []


def test_qpdf_finds_no_fault() -> None:
    with pikepdf.open(io.BytesIO(write(LONG, CONFIG).value.data)) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_same_input_gives_same_bytes() -> None:
    assert write(LONG, CONFIG).value.data == write(LONG, CONFIG).value.data


def test_every_font_is_embedded_and_maps_to_unicode() -> None:
    with pikepdf.open(io.BytesIO(write(small_volume(), CONFIG).value.data)) as pdf:
        fonts = [f for page in pdf.pages for f in page.Resources.Font.values()]
        assert fonts
        for font in fonts:
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
            assert "/ToUnicode" in font


def test_reading_order_is_chinese_then_english_row_by_row() -> None:
    plan = plan_of(LONG, CONFIG)
    data = write(LONG, CONFIG).value.data
    wanted = [
        (cell.lang, squeeze(line.text))
        for section in plan.sections
        for row in section.rows
        for cell in (row.zh, row.en)
        if cell
        for line in cell.lines
    ]
    found = [(lang, squeeze(text)) for tag, lang, text in tree_texts(data) if tag != "Link"]
    # a hyphen at a line's end is not part of the text; the text has hyphens of its own
    assert [(lang, text.replace("-", "")) for lang, text in found] == [(lang, t.replace("-", "")) for lang, t in wanted]


def test_pypdf_keeps_rows_in_order_and_words_apart() -> None:
    reader = pypdf.PdfReader(io.BytesIO(write(volume_of((ZH, EN), ("谢谢大家。", "Thank you all.")), CONFIG).value.data))
    text = reader.pages[-2].extract_text()
    flat = " ".join(text.replace("-\n", "").split())
    assert flat.index("山东建立") < flat.index("Shandong has") < flat.index("谢谢大家") < flat.index("Thank you all")
    for words in ("planning major themes", "positive energy into mass", "Taking the Path of Innovation"):
        assert words in flat


def test_headings_links_and_artifacts_are_tagged() -> None:
    tags = [tag for tag, _, _ in tree_texts(write(small_volume(), CONFIG).value.data)]
    assert tags[:2] == ["H1", "H1"]  # the volume's title in both languages
    assert {"H1", "H2", "H3", "P", "Link"} <= set(tags)


def test_links_lead_to_their_rows_and_say_so() -> None:
    outcome = write(small_volume(), CONFIG)
    with pikepdf.open(io.BytesIO(outcome.value.data)) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        links = [a for page in pdf.pages for a in page.get("/Annots", [])]
        assert len(links) == 7  # a session, two speeches, index and note in the contents, two speakers in the index
        assert all(str(link.Contents) for link in links)
        labels = pypdf.PdfReader(io.BytesIO(outcome.value.data)).page_labels
        target = next(a for a in links if "讲好中国故事" in str(a.Contents))
        assert labels[pages[target.Dest[0].objgen]] == outcome.value.pages["s02"]


def test_pages_are_labelled_roman_then_arabic() -> None:
    outcome = write(LONG, CONFIG)
    labels = pypdf.PdfReader(io.BytesIO(outcome.value.data)).page_labels
    assert labels[:3] == ["i", "ii", "iii"]
    assert labels[labels.index("1") :] == [str(n) for n in range(1, len(labels) - labels.index("1") + 1)]
    assert labels.index("1") % 2 == 0  # a right-hand page
    assert outcome.value.pages["s01"] == "1" and outcome.value.pages["title"] == "i"


def test_outline_has_both_languages_and_the_sessions_levels() -> None:
    reader = pypdf.PdfReader(io.BytesIO(write(small_volume(), CONFIG).value.data))
    top = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert top[:2] == ["目录  Contents", "主论坛  Main Forum"]
    below = next(entry for entry in reader.outline if isinstance(entry, list))
    assert [e.title.split("  ")[0] for e in below] == ["走好创新之路　推进媒体融合", "讲好中国故事"]


def test_metadata_and_language() -> None:
    with pikepdf.open(io.BytesIO(write(small_volume(), CONFIG).value.data)) as pdf:
        assert str(pdf.Root.Lang) == "zh-Hans"
        assert str(pdf.docinfo.Title) == "论坛发言集 / Proceedings of the Forum"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "论坛发言集 / Proceedings of the Forum"
            assert metadata["pdfuaid:part"] == "1"


@pytest.mark.parametrize(("name", "size"), [("A4", (595, 842)), ("16K", (524, 737)), ("Letter", (612, 792))])
def test_page_formats(name: str, size: tuple[int, int]) -> None:
    data = write(small_volume(), Config(page=PageConfig(format=name))).value.data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert {tuple(round(float(v)) for v in page.MediaBox[2:]) for page in pdf.pages} == {size}


# --- what goes wrong in practice ---------------------------------------------------------------------------


def test_a_character_that_no_face_has_is_reported_and_marked() -> None:
    outcome = write(volume_of(("好\U0001f600的。", "Good.")))
    (finding,) = outcome.diagnostics
    assert finding.code == "missing-glyph" and finding.severity is Severity.ERROR
    assert "U+1F600" in finding.message
    assert str(finding.span) == "seeds/a.txt:1:2"
    assert any("好\U0001f600的。" in text for _, _, text in tree_texts(outcome.value.data))


@pytest.mark.parametrize("char", ["𬭚", "㛃", "龘", "堃", "喆", "囍", "體", "𠅤"])
def test_rare_hanzi_come_from_a_wider_face(char: str) -> None:
    outcome = write(volume_of((f"姓{char}的人来了。", "Someone came.")))
    assert outcome.diagnostics == ()
    assert any(char in text for _, _, text in tree_texts(outcome.value.data))


def test_untranslated_text_is_printed_and_marked() -> None:
    texts = [t for _, lang, t in tree_texts(write(volume_of((ZH, ""))).value.data) if lang == "en"]
    assert any(t.startswith("[Untranslated] 山东建立") for t in texts)


def test_empty_english_and_empty_volume() -> None:
    assert write(Volume(Bilingual("空", ""), (), EngineInfo())).ok
    assert write(Volume(Bilingual("", ""), (), EngineInfo())).ok


def test_a_row_longer_than_a_page_goes_on() -> None:
    outcome = write(volume_of((ZH * 60, EN * 40), ("完。", "End.")))
    found = [text for _, lang, text in tree_texts(outcome.value.data) if lang.startswith("zh")]
    assert squeeze(ZH * 60) in map(squeeze, found)
    assert int(outcome.value.pages["s01-p02"]) > 2


def test_two_hundred_rows() -> None:
    outcome = write(volume_of(*[(f"第{n}段。{ZH}", f"Paragraph {n}. {EN}") for n in range(200)]))
    texts = "".join(text for _, _, text in tree_texts(outcome.value.data))
    assert all(f"第{n}段" in texts for n in range(200))


def test_very_long_words() -> None:
    url = f"https://example.org/{'long/' * 60}"
    outcome = write(volume_of((f"见{url}。", f"See {url} and {'x' * 500}.")))
    texts = [squeeze(text) for _, _, text in tree_texts(outcome.value.data)]
    assert f"见{url}。" in texts


def test_a_speech_with_no_speaker_and_no_paragraphs() -> None:
    volume = Volume(Bilingual("集", "V"), (speech("s01", ("题",), "Title", (), ()),), EngineInfo())
    assert write(volume).value.pages["s01"] == "1"
