"""Characters that no face has: the finding points at the character, wherever in the source it stands."""

from __future__ import annotations

import pytest
from pdf_tools import write

from volumes import paragraph, speaker, translation  # isort: skip

from formatter.config import FILE_NAME, Config, VolumeConfig
from formatter.model import (
    Bilingual,
    EngineInfo,
    SegmentKind,
    Session,
    Span,
    Speech,
    Term,
    TranslatedParagraph,
    TranslatedSession,
    TranslatedSpeaker,
    TranslatedSpeech,
    Volume,
)
from formatter.readers.text import read_text

SOURCE = """\
分论坛一：技术与未来

标题：港口的绿色发展之路
演讲人：王小明
单位：大连市港口协会会长

各位来宾，大家上午好，很高兴来到这里和大家交流。
一、夯实基础
绿色发展离不开技术创新，我们将继续努力。
"""


def translated(speech: Speech) -> TranslatedSpeech:
    """The speech with any English."""
    session = speech.session and TranslatedSession(speech.session, Bilingual(speech.session.title, "Forum 1"))
    people = []
    for one in speech.speakers:
        made = speaker("s01", one.name, one.display, "Wang", one.line, "President")
        people.append(TranslatedSpeaker(one, made.name, made.line, translations=made.translations))
    texts = []
    for number, one in enumerate(speech.paragraphs, 1):
        made = paragraph(f"s01-p{number:02}", (one.text, "English."))
        texts.append(TranslatedParagraph(one, made.en, made.translations))
    zh = speech.title_text
    title = translation("s01-t", zh, "Title", SegmentKind.TITLE)
    return TranslatedSpeech("s01", speech, Bilingual(zh, "Title"), title, tuple(people), tuple(texts), session)


def findings(source: str, config: Config = Config(), terms: tuple[Term, ...] = ()) -> list[str]:  # noqa: B008 (frozen)
    document = read_text("seeds/港口.txt", source.encode()).value
    assert document is not None and len(document.speeches) == 1
    assert isinstance(document.speeches[0].session, Session)
    volume = Volume(Bilingual(), (translated(document.speeches[0]),), EngineInfo(), terms)
    outcome = write(volume, config)
    assert {d.code for d in outcome.diagnostics} <= {"missing-glyph"}
    return [str(d.span) for d in outcome.diagnostics]


@pytest.mark.parametrize(
    ("before", "line", "column"),
    [
        ("技术与未", 1, 10),  # the session
        ("绿色发展之", 3, 12),  # the title, though the contents come first
        ("王小", 4, 7),  # a name
        ("港口协会", 5, 11),  # an affiliation
        ("大家上午好", 7, 11),
        ("一、夯实", 8, 5),
        ("技术创新", 9, 12),
    ],
)
def test_a_missing_character_is_found_where_it_stands(before: str, line: int, column: int) -> None:
    lines = SOURCE.splitlines(keepends=True)
    lines[line - 1] = lines[line - 1].replace(before, f"{before}\U0001f600", 1)
    assert findings("".join(lines)) == [f"seeds/港口.txt:{line}:{column}"]


def test_a_missing_character_is_found_in_a_paragraph_of_broken_lines() -> None:
    """As in mail: lines of twenty hanzi, the first of a paragraph indented."""
    source = """\
分论坛一：技术与未来

标题：港口的绿色发展之路
演讲人：王小明

　　各位来宾，大家上午好，很高兴来到这里和
大家交流，也感谢主办方的盛情邀请和周到安排
让我们有机会共同讨论绿色发展这件大事情。
　　港口是国民经济发展的重要基础设施与枢纽
绿色发展是我们共同的责任，也是我们共同的机
遇，需要各位😀一起努力。
"""
    assert findings(source) == ["seeds/港口.txt:11:7"]


def test_a_missing_character_of_a_note_points_at_the_glossary() -> None:
    term = Term("来宾", "English", Span("glossary/terms.csv", 7, 1), readers_note="A word \U0001f600.")
    assert findings(SOURCE, terms=(term,)) == ["glossary/terms.csv:7:1"]


def test_a_missing_character_of_the_settings_points_at_them() -> None:
    config = Config(volume=VolumeConfig(title=Bilingual("论坛\U0001f600", "Forum")))
    assert findings(SOURCE, config) == [FILE_NAME]
