from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formatter.readers import READERS, read_document, source_lines
from formatter.readers.encodings import decode_text

SPEECH = """走好创新之路　推进媒体融合
湖北日报社社长　陈　光
　　媒体融合是一场深刻的变革，需要全社会共同参与。
"""
TRADITIONAL = """以文化為橋　以青年為樑
香港大學教授　羅淑華
　　香港是中外文化藝術交流中心，我們要講好灣區的故事。
"""


def _codes(name: str, data: bytes) -> list[str]:
    return [d.code for d in read_document(name, data).diagnostics]


@pytest.mark.parametrize(
    ("encoding", "guessed"),
    [("utf-8", False), ("utf-8-sig", False), ("utf-16", False), ("utf-16-le", True), ("utf-16-be", True), ("gb18030", True), ("utf-32", False)],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028"])
def test_every_encoding_and_line_end_gives_the_same_speech(encoding: str, guessed: bool, line_end: str) -> None:
    outcome = read_document("a.txt", SPEECH.replace("\n", line_end).encode(encoding))
    assert outcome.value is not None
    (speech,) = outcome.value.speeches
    assert speech.title == ("走好创新之路", "推进媒体融合")
    assert (speech.speakers[0].name, speech.speakers[0].line) == ("陈光", "湖北日报社社长")
    assert speech.paragraphs[0].text == "媒体融合是一场深刻的变革，需要全社会共同参与。"
    assert (outcome.value.encoding, outcome.value.encoding_guessed) == (encoding, guessed)
    assert ("encoding-guessed" in [d.code for d in outcome.diagnostics]) == guessed


def test_big_endian_with_a_mark() -> None:
    data = b"\xfe\xff" + SPEECH.encode("utf-16-be")
    outcome = read_document("a.txt", data)
    assert outcome.value is not None and outcome.value.encoding == "utf-16"
    assert outcome.value.speeches[0].title == ("走好创新之路", "推进媒体融合")


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-8", "utf-16-le"])
def test_traditional_text_stays_traditional(encoding: str) -> None:
    outcome = read_document("a.txt", TRADITIONAL.encode(encoding))
    assert outcome.value is not None
    assert outcome.value.speeches[0].title == ("以文化為橋", "以青年為樑")


@given(st.text(alphabet="媒体融合发展传播中国故事技术创新，。！？“”", min_size=30, max_size=200), st.sampled_from(["utf-8", "gb18030", "utf-16-le", "utf-16-be"]))
def test_chinese_text_is_decoded_from_any_of_them(text: str, encoding: str) -> None:
    decoded, _ = decode_text("a.txt", text.encode(encoding))
    assert decoded is not None and decoded.text == text


def test_rare_characters_of_gb18030() -> None:
    decoded, _ = decode_text("a.txt", ("朱镕基与喆、堃、㛃同在，𠮷祥如意，媒体融合发展。" * 2).encode("gb18030"))
    assert decoded is not None and "𠮷" in decoded.text


# --- Faults ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [b"", b"\n \n\t\n", "\u3000\u00a0\n\u3000".encode(), b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file(data: bytes) -> None:
    assert _codes("a.txt", data) == ["file-empty"]


@pytest.mark.parametrize("data", [b"%PDF-1.7 \x00\x01", b"PK\x03\x04" + bytes(40), b"\x89PNG\r\n\x1a\n" + bytes(40), bytes(range(256)) * 4, bytes(100), b"{\\rtf1 abc}"])
def test_a_file_that_is_no_text(data: bytes) -> None:
    assert _codes("a.txt", data) == ["file-binary"]


def test_undecodable_bytes_are_named_with_their_place() -> None:
    data = SPEECH.encode().replace("深刻".encode(), b"\xb7\xff\xfe")
    outcome = read_document("a.txt", data)
    assert outcome.value is not None and outcome.value.speeches[0].title == ("走好创新之路", "推进媒体融合")
    (found,) = [d for d in outcome.diagnostics if d.code == "bytes-undecodable"]
    assert (found.span.line, found.span.column) == (3, 10)


def test_a_file_cut_in_the_middle_of_a_character() -> None:
    outcome = read_document("a.txt", SPEECH.encode()[:-3])
    assert outcome.value is not None and outcome.value.speeches[0].speakers[0].name == "陈光"
    assert "bytes-undecodable" in [d.code for d in outcome.diagnostics]


def test_text_that_was_damaged_before() -> None:
    assert _codes("a.txt", SPEECH.replace("深刻", "锟斤拷").encode()) == ["text-damaged"]
    assert _codes("a.txt", SPEECH.replace("深刻", "\ufffd").encode()) == ["text-damaged"]


def test_a_file_without_a_speech() -> None:
    outcome = read_document("a.txt", "我们要走出去。我们要请进来。\n这是一个很好的机会，应当抓住。\n".encode())
    assert outcome.value is None
    assert "no-speech-found" in [d.code for d in outcome.diagnostics]


def test_an_unknown_suffix() -> None:
    (found,) = read_document("a.odt", b"x").diagnostics
    assert found.code == "unknown-format" and ".docx" in found.hint


def test_suffixes_in_capitals() -> None:
    assert read_document("A.TXT", SPEECH.encode()).value is not None
    assert sorted(READERS) == [".docx", ".md", ".txt"]


# --- Characters --------------------------------------------------------------------------------------------


def test_invisible_characters_and_radicals_are_mended() -> None:
    outcome = read_document("a.txt", SPEECH.replace("创新", "创\u200b新").replace("一场", "⼀场").encode())
    assert outcome.value is not None
    assert outcome.value.speeches[0].title[0] == "走好创新之路"
    assert "一场" in outcome.value.speeches[0].paragraphs[0].text


def test_lines_are_shown_as_findings_count_them() -> None:
    assert source_lines("a.txt", SPEECH.encode("utf-16"))[1] == "湖北日报社社长　陈　光"
    assert source_lines("a.txt", bytes(40)) == ()


# --- Markdown ----------------------------------------------------------------------------------------------


def test_markdown_signs_are_taken_off() -> None:
    text = "## 走好*创新*之路\n\n**湖北日报社社长 陈光**\n\n媒体融合是**深刻的变革**，5 * 3 = 15，参见 a\\_b。\n"
    outcome = read_document("a.md", text.encode())
    assert outcome.value is not None
    (speech,) = outcome.value.speeches
    assert speech.title == ("走好创新之路",)
    assert speech.speakers[0].name == "陈光"
    assert speech.paragraphs[0].text == "媒体融合是深刻的变革，5 * 3 = 15，参见 a_b。"


def test_markdown_headings_of_three_levels() -> None:
    text = "# 智慧港口论坛\n\n## 让港口更聪明\n\n港务局局长 陈光\n\n港口是门户。\n\n### 一、联网\n\n设备要联网。\n\n## 让航运更绿\n\n船级社社长 李红\n\n减排是起点。\n"
    document = read_document("a.md", text.encode()).value
    assert document is not None
    assert [speech.title for speech in document.speeches] == [("让港口更聪明",), ("让航运更绿",)]
    assert {speech.session.title for speech in document.speeches if speech.session} == {"智慧港口论坛"}
    assert [str(p.role) for p in document.speeches[0].paragraphs] == ["body", "heading", "body"]


def test_markdown_bullets_are_taken_off() -> None:
    text = "# 教育的温度\n\n**北方大学校长　李明**\n\n- 第一，坚持应用为王。\n* 第二，坚持服务至上。\n"
    outcome = read_document("a.md", text.encode())
    assert outcome.value is not None
    assert [p.text for p in outcome.value.speeches[0].paragraphs] == ["第一，坚持应用为王。", "第二，坚持服务至上。"]


def test_notes_under_a_heading_are_no_title() -> None:
    text = """中外嘉宾发言摘编
（按发言顺序排列）

本报记者 李小红 整理

    ■ 之江实验室主任　王　坚：
    算力是新时代的电力
    我国算力总规模居全球第二位，计算从1G走到5G用了40年。

    ■ 世界知识组织总干事　邓鸿森：
    创新不能只属于少数人
    去年，全球专利申请量达27.26万件，下降1.8%。
"""
    outcome = read_document("a.txt", text.encode())
    assert outcome.value is not None
    assert [s.title_text for s in outcome.value.speeches] == ["算力是新时代的电力", "创新不能只属于少数人"]
    assert [s.session.title for s in outcome.value.speeches if s.session] == ["中外嘉宾发言摘编"] * 2
    assert [(d.code, d.span.line) for d in outcome.diagnostics] == [("text-outside-speech", 2), ("text-outside-speech", 4)]
