from __future__ import annotations

import json

import pytest

from formatter.diagnostics import Diagnostic
from formatter.model import Document
from formatter.readers import read_document
from formatter.readers.lines import SourceLine, join_wrapped, make_line
from formatter.readers.outline import Role, explain, read_roles
from formatter.readers.outline_text import outline_record, render_outline
from formatter.readers.text import text_lines


def _read(text: str) -> tuple[Document, tuple[Diagnostic, ...]]:
    outcome = read_document("a.txt", text.encode())
    assert outcome.value is not None
    return outcome.value, outcome.diagnostics


HEAD = "走好创新之路\n湖北日报社社长　陈　光\n"
BODY = "媒体融合是一场深刻的变革，需要全社会共同参与。\n"


# --- What is missing is said -------------------------------------------------------------------------------


def test_a_speech_without_a_speaker() -> None:
    document, found = _read("走好创新之路\n" + BODY * 2)
    assert document.speeches[0].speakers == ()
    assert [d.code for d in found if d.code.startswith("speech")] == ["speech-without-speaker"]


def test_a_speech_without_a_title() -> None:
    document, found = _read("湖北日报社社长　陈　光：\n各位来宾：\n" + BODY)
    assert document.speeches[0].title == ()
    (missing,) = [d for d in found if d.code == "speech-without-title"]
    assert (missing.span.line, "标题：" in missing.hint) == (1, True)


def test_a_speech_without_text() -> None:
    _, found = _read(HEAD + BODY + "\n\n让世界听见中国\n新华报社社长　张　明\n")
    (missing,) = [d for d in found if d.code == "speech-without-text"]
    assert missing.span.line == 6


def test_a_post_without_a_name() -> None:
    document, found = _read("走好创新之路\n湖北日报社社长\n" + BODY)
    assert document.speeches[0].speakers[0].name == "湖北日报社社长"
    assert "speaker-without-name" in [d.code for d in found]


def test_a_surname_that_is_not_known() -> None:
    assert _read("走好创新之路\n湖北日报社社长　吃小明\n" + BODY)[1] == ()
    _, found = _read("走好创新之路\n湖北日报社　吃小明\n" + BODY)
    (unclear,) = [d for d in found if d.code == "speaker-name-unclear"]
    assert (unclear.span.line, "演讲人：吃小明" in unclear.hint) == (2, True)


def test_a_heading_without_a_speech() -> None:
    _, found = _read(HEAD + BODY + "\n平行论坛二：绿色港口\n2024年9月13日　宁波\n")
    assert [(d.code, d.span.line) for d in found if d.code == "text-outside-speech"] == [("text-outside-speech", 5), ("text-outside-speech", 6)]


def test_a_near_thing_shows_the_line_and_what_to_write() -> None:
    text = "守护文化根脉\n推动文旅融合\n文化是灵魂，旅游是名片。\n我们修复古建筑三十余处。\n"
    _, found = _read(text)
    doubts = [d for d in found if d.code == "line-unclear"]
    assert doubts and all("标题：" in d.hint for d in doubts)


def test_a_label_settles_it() -> None:
    document, found = _read("标题：守护文化根脉\n演讲人：推动\n正文：文化是灵魂，旅游是名片\n我们修复古建筑三十余处。\n")
    assert document.speeches[0].title == ("守护文化根脉",)
    assert document.speeches[0].speakers[0].name == "推动"
    assert [d for d in found if d.code == "line-unclear"] == []


def test_a_label_on_a_line_of_its_own() -> None:
    document, _ = _read("标题：\n守护文化根脉\n演讲人：\n马　远\n正文：\n文化是灵魂，旅游是名片。\n")
    speech = document.speeches[0]
    assert (speech.title, speech.speakers[0].name, [p.text for p in speech.paragraphs]) == (("守护文化根脉",), "马远", ["文化是灵魂，旅游是名片。"])


def test_labels_and_posts_in_traditional_characters() -> None:
    document, _ = _read("標題：以文化為橋\n演講人：羅淑華\n單位：灣區文化聯合會\n職務：總幹事\n正文：各位嘉賓，大家好。\n")
    speech = document.speeches[0]
    assert (speech.title, speech.speakers[0].name, speech.speakers[0].line) == (("以文化為橋",), "羅淑華", "灣區文化聯合會總幹事")
    document, _ = _read("讓港口更聰明\n港務監督局副局長　陳國輝\n尊敬的各位來賓：\n港口是城市的門戶，我們要把它建設得更聰明。\n多謝各位。\n")
    assert (document.speeches[0].speakers[0].name, len(document.speeches[0].paragraphs)) == ("陳國輝", 3)


def test_a_closing_note_gives_the_post_that_the_head_left_out() -> None:
    document, _ = _read("走好创新之路\n\n张　明\n\n" + BODY + "\n（作者系湖北日报社社长）\n")
    (speaker,) = document.speeches[0].speakers
    assert (speaker.name, speaker.line, len(document.speeches[0].paragraphs)) == ("张明", "湖北日报社社长", 1)


def test_a_title_that_names_its_speaker() -> None:
    document, found = _read("商贸部部长王文涛在数字丝路论坛上的演讲\n（根据录音整理）\n各位来宾：\n" + BODY)
    (speech,) = document.speeches
    assert speech.title == ("商贸部部长王文涛在数字丝路论坛上的演讲",)
    assert (speech.speakers[0].name, speech.speakers[0].line) == ("王文涛", "商贸部部长")
    assert found == ()


def test_titles_without_speakers() -> None:
    document, _ = _read(("守住底线\n" + BODY * 2) + "\n" + ("留足空间\n" + BODY * 2))
    assert [speech.title for speech in document.speeches] == [("守住底线",), ("留足空间",)]


def test_a_salutation_is_no_speaker() -> None:
    outcome = read_document("a.txt", ("各位来宾：\n" + BODY + "谢谢大家！\n").encode())
    assert outcome.value is None or all(not speech.speakers for speech in outcome.value.speeches)


def test_a_closing_note_beside_a_full_head_stays_a_note() -> None:
    document, _ = _read(HEAD + BODY + "（作者系湖北日报社社长）\n")
    assert [str(p.role) for p in document.speeches[0].paragraphs] == ["body", "note"]


# --- Title and speaker on one line -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1、让技术有温度（清河大学教授 陈默）", "2、让数据有边界（数据研究院院长 司马南山）"),
        ("清河大学教授陈默：让技术有温度", "数据研究院院长司马南山：让数据有边界"),
        ("陈默：让技术有温度\n（清河大学教授）", "司马南山：让数据有边界\n（数据研究院院长）"),
    ],
)
def test_title_and_speaker_on_one_line(first: str, second: str) -> None:
    document, _ = _read(first + "\n" + BODY + "\n" + second + "\n" + BODY)
    assert [(s.title, s.speakers[0].name, s.speakers[0].line) for s in document.speeches] == [
        (("让技术有温度",), "陈默", "清河大学教授"),
        (("让数据有边界",), "司马南山", "数据研究院院长"),
    ]


def test_title_and_padded_name_on_one_line() -> None:
    document, _ = _read("让技术有温度　　陈　默\n" + BODY + "\n让数据有边界　　司马南山\n" + BODY)
    assert [(s.title, s.speakers[0].name) for s in document.speeches] == [(("让技术有温度",), "陈默"), (("让数据有边界",), "司马南山")]


def test_numbers_on_lines_of_their_own() -> None:
    document, _ = _read("一\n让技术有温度\n陈　默\n" + BODY + "二\n让数据有边界\n司马南山\n" + BODY)
    assert [(s.number, s.title, s.speakers[0].name) for s in document.speeches] == [("一", ("让技术有温度",), "陈默"), ("二", ("让数据有边界",), "司马南山")]


def test_a_report_is_no_speech() -> None:
    outcome = read_document("a.txt", "清河大学教授陈默在论坛上表示，技术是中性的。\n院长司马南山说：“数据流动起来才有价值。”\n".encode())
    assert outcome.value is None


# --- Reasons -----------------------------------------------------------------------------------------------


def test_the_reasons_for_a_role_can_be_named() -> None:
    readings = read_roles(tuple(text_lines("a.txt", (HEAD + BODY).splitlines())))
    assert [reading.role for reading in readings] == [Role.TITLE, Role.SPEAKER, Role.BODY]
    assert "a post" in [reason for reason, _ in explain(readings[1])]


def test_no_lines_have_no_roles() -> None:
    assert read_roles(()) == ()


# --- Broken lines ------------------------------------------------------------------------------------------


def _lines(text: str) -> tuple[SourceLine, ...]:
    return tuple(text_lines("a.txt", text.splitlines()))


def test_lines_broken_at_a_measure_are_joined() -> None:
    text = """走好创新之路
湖北日报社社长　陈　光
    媒体融合是一场深刻的变革，需要全社会共同参与，各方面都
要拿出改革的勇气和韧劲，以系统思维统筹推进，让主流媒体的
声音传得更远。
    我们要用好大模型这样的全新工具，学会善于使用artificial
intelligence，让内容生产更快、更准、更有温度，让好故事被看
见、被听到。
"""
    joined, joints = join_wrapped(_lines(text))
    assert [line.text[:6] for line in joined] == ["走好创新之路", "湖北日报社社", "媒体融合是一", "我们要用好大"]
    assert joints == 4
    assert "主流媒体的声音" in joined[2].text
    assert joined[3].text.endswith("使用artificial intelligence，让内容生产更快、更准、更有温度，让好故事被看见、被听到。")


def test_whole_paragraphs_are_not_joined() -> None:
    text = HEAD + BODY * 8
    joined, joints = join_wrapped(_lines(text))
    assert (len(joined), joints) == (10, 0)


def test_a_line_knows_its_place() -> None:
    line = make_line("a.txt", 7, "　　\u00a0走好创新之路  ", 1)
    assert (line.text, line.span.line, line.span.column, line.span.length, line.indent) == ("走好创新之路", 7, 4, 6, 5)


# --- The outline as text -----------------------------------------------------------------------------------


def test_the_outline_as_text() -> None:
    document, _ = _read("平行论坛一：智慧港口\n2024年9月13日　宁波\n\n一、走好创新之路　推进媒体融合\n湖北日报社社长　陈　光\n各位来宾：\n" + BODY + "（本文根据录音整理）\n")
    assert render_outline([document]) == (
        "a.txt (utf-8): 1 speech\n"
        "  session: 平行论坛一：智慧港口 | 2024年9月13日 | 宁波\n"
        "    1. 走好创新之路 / 推进媒体融合  [一、]  line 4\n"
        "       陈　光 | 湖北日报社社长\n"
        "       3 paragraphs\n"
        "           6   各位来宾：\n"
        "           7   媒体融合是一场深刻的变革，需要全社会共同参与。\n"
        "           8 * （本文根据录音整理）\n"
    )


def test_the_outline_as_values() -> None:
    document, _ = _read(HEAD + BODY)
    (record,) = outline_record([document])
    assert json.loads(json.dumps(record)) == record
    (speech,) = record["speeches"]  # type: ignore[misc]
    assert speech["title"] == ["走好创新之路"] and speech["session"] is None
    assert speech["speakers"] == [{"name": "陈光", "display": "陈\u3000光", "line": "湖北日报社社长", "source_line": 2}]
    assert speech["paragraphs"] == [{"role": "body", "line": 3, "column": 1, "text": BODY.strip()}]


def test_speeches_are_numbered_through_all_files() -> None:
    document, _ = _read(HEAD + BODY)
    assert "    2. 走好创新之路" in render_outline([document, document])
