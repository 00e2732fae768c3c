"""The speeches: session dividers, a row for title and speakers, a row for each paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from formatter.language.script import WIDE_SPACE
from formatter.layout.parts import Words, by_session, language_of, outline_of, title_lines, with_text
from formatter.layout.plan import Cell, Line, Role, Row, Section, SectionKind
from formatter.layout.runs import chinese_line, english_line, translated_runs
from formatter.model import (
    Bilingual,
    ParagraphRole,
    SourceText,
    TranslatedParagraph,
    TranslatedSession,
    TranslatedSpeech,
    Volume,
)

_ROLE = {
    ParagraphRole.BODY: Role.BODY,
    ParagraphRole.HEADING: Role.HEADING,
    ParagraphRole.NOTE: Role.NOTE,
    ParagraphRole.SIGNATURE: Role.SIGNATURE,
}


def forewords(volume: Volume, words: Words) -> Iterator[Section]:
    """What opens the volume: its title, its paragraphs, who signs it."""
    for speech in volume.forewords:
        yield _foreword_section(speech, words)


def speeches(volume: Volume) -> Iterator[Section]:
    first = True
    for number, (session, speeches) in enumerate(by_session(volume), 1):
        if session is not None:
            yield _session_section(f"session{number}", session, language_of(speeches[0]), first)
        for speech in speeches:
            yield _speech_section(speech, 2 if session else 1, new_page=first and session is None)
            first = False


def _session_section(id: str, session: TranslatedSession, lang: str, first: bool) -> Section:
    place = Bilingual(
        WIDE_SPACE.join(filter(None, (session.date.zh, session.place.zh))),
        ", ".join(filter(None, (session.place.en, session.date.en))),
    )
    zh = [chinese_line(Role.SESSION, session.title.zh)]
    en = [Line(Role.SESSION, translated_runs(session.title, session.translations[:1]))]
    if place.zh or place.en:
        zh.append(chinese_line(Role.SPEAKER, place.zh))
        en.append(english_line(Role.SPEAKER, place.en))
    row = Row(
        id,
        Cell(lang, with_text(zh)),
        Cell("en", with_text(en)),
        keep_with_next=True,
        span=session.session.span,
        sources=session.session.lines,
    )
    running = (session.title.zh, session.title.en)
    return Section(SectionKind.SESSION, id, (row,), running, outline_of(session.title), new_page=first)


def _speech_section(speech: TranslatedSpeech, level: int, new_page: bool) -> Section:
    lang = language_of(speech)
    zh, en = title_lines(speech, Role.SPEECH_TITLE, Role.SPEAKER)
    rows = [_head_row(speech, Cell(lang, zh), Cell("en", en))]
    for number, paragraph in enumerate(speech.paragraphs, 1):
        rows.append(_paragraph_row(f"{speech.id}-p{number:02}", lang, paragraph))
    return Section(
        SectionKind.SPEECH,
        speech.id,
        tuple(rows),
        running=(speech.title.zh, speech.title.en or speech.title.zh),
        outline=outline_of(speech.title, level),
        new_page=new_page,
    )


_SHORT_TITLE, _SHORT_PARAGRAPH = 8, 200  # hanzi


def _foreword_section(speech: TranslatedSpeech, words: Words) -> Section:
    """Set like a speech, but signed at its end. Without a title of its own it is called a foreword.

    A title such as 序言 looks like that of the contents, one that says more like a speech's.
    """
    lang = language_of(speech)
    role = Role.SECTION_TITLE if len(speech.title.zh) <= _SHORT_TITLE else Role.SPEECH_TITLE
    zh, en = title_lines(speech, role, Role.SIGNATURE)
    title = speech.title
    if not title.zh:
        title = words.both("Foreword")
        zh = (chinese_line(Role.SECTION_TITLE, title.zh), *zh)
        en = (english_line(Role.SECTION_TITLE, title.en), *en)
    rows = [_head_row(speech, Cell(lang, zh[:1]), Cell("en", en[:1]))]
    signed = [_signed_by(lang, zh[1:], en[1:], speech)] if zh[1:] else []
    for number, paragraph in enumerate(speech.paragraphs, 1):
        row = _paragraph_row(f"{speech.id}-p{number:02}", lang, paragraph)
        (signed if paragraph.paragraph.role is ParagraphRole.SIGNATURE else rows).append(row)
    if signed and len(rows[-1].zh.text if rows[-1].zh else "") <= _SHORT_PARAGRAPH:
        rows[-1] = replace(rows[-1], keep_with_next=True)  # nobody signs an empty page
    rows += [replace(row, keep_with_next=True) for row in signed[:-1]] + signed[-1:]
    return Section(
        SectionKind.FOREWORD,
        speech.id,
        tuple(rows),
        running=(title.zh, title.en or title.zh),
        outline=outline_of(title),
        numbering="roman",
        new_page=True,
        recto=True,
    )


def _signed_by(lang: str, zh: tuple[Line, ...], en: tuple[Line, ...], speech: TranslatedSpeech) -> Row:
    """The row of those who sign, whom the file names under its title or below its text."""
    span = speech.speakers[0].speaker.span
    return Row(f"{speech.id}-signed", Cell(lang, zh), Cell("en", en), span=span, sources=speech.speech.head)


def _head_row(speech: TranslatedSpeech, zh: Cell, en: Cell) -> Row:
    source = speech.speech
    return Row(speech.id, zh, en, keep_with_next=True, span=source.span, sources=source.head)


def _paragraph_row(id: str, lang: str, paragraph: TranslatedParagraph) -> Row:
    role = _ROLE[paragraph.paragraph.role]
    text = Bilingual(paragraph.paragraph.text, paragraph.en)
    runs = translated_runs(text, paragraph.translations)
    en = Cell("en", (Line(role, runs),)) if runs else None
    span = paragraph.paragraph.span
    zh = Cell(lang, (chinese_line(role, text.zh),))
    sources = paragraph.paragraph.lines or (SourceText(text.zh, span),)
    return Row(id, zh, en, keep_with_next=role is Role.HEADING, span=span, sources=sources)
