"""Front matter: title page, imprint, contents. What the settings leave empty is left out."""

from __future__ import annotations

import datetime

from formatter.config import Config
from formatter.language.locale import format_dates
from formatter.language.script import WIDE_SPACE
from formatter.layout.parts import Words, by_session, language_of, outline_of, row_of, rows_of, title_lines
from formatter.layout.plan import Cell, Role, Row, Section, SectionKind
from formatter.model import Bilingual, Volume


def volume_title(volume: Volume, config: Config) -> Bilingual:
    given = config.volume.title
    return Bilingual(given.zh or volume.title.zh, given.en or volume.title.en)


def title_page(title: Bilingual, config: Config, words: Words) -> Section:
    given = config.volume
    rows = rows_of(
        row_of("title", Role.VOLUME_TITLE, title, words),
        row_of("subtitle", Role.VOLUME_SUBTITLE, given.subtitle, words),
        row_of("event", Role.VOLUME_META, _unless(given.event, title), words),
        row_of("date-place", Role.VOLUME_META, _date_and_place(config, words), words),
        *(row_of(f"organiser{i}", Role.VOLUME_META, o, words) for i, o in enumerate(given.organisers, 1)),
        row_of("publisher", Role.VOLUME_META, given.publisher, words),
    )
    return Section(SectionKind.TITLE_PAGE, "title-page", rows, numbering="none", new_page=True)


def _unless(text: Bilingual, said: Bilingual) -> Bilingual:
    """``text``, unless the title says it in both languages."""
    return Bilingual() if text.zh in said.zh and text.en in said.en else text


def _date_and_place(config: Config, words: Words) -> Bilingual:
    given = config.volume
    zh, en = [given.place.zh], [given.place.en]
    if given.start:
        start = datetime.date.fromisoformat(given.start)
        end = datetime.date.fromisoformat(given.end) if given.end else None
        zh.insert(0, format_dates(words.zh, start, end))
        en.append(format_dates(words.en, start, end))
    return Bilingual(WIDE_SPACE.join(filter(None, zh)), ", ".join(filter(None, en)))


def imprint(title: Bilingual, config: Config, words: Words) -> Section | None:
    given = config.volume
    rows = rows_of(
        row_of("imprint-editors", Role.IMPRINT, words.name("Edited by {names}", "names", given.editors), words),
        row_of("imprint-publisher", Role.IMPRINT, words.name("Published by {name}", "name", [given.publisher]), words),
        row_of(
            "imprint-isbn",
            Role.IMPRINT,
            words.both("ISBN {number}", number=given.isbn) if given.isbn else Bilingual(),
            words,
        ),
        row_of("imprint-rights", Role.IMPRINT, given.rights, words),
    )
    if not rows:
        return None
    head = row_of("imprint-title", Role.IMPRINT, title, words)
    return Section(SectionKind.IMPRINT, "imprint", rows_of(head, *rows), numbering="none", new_page=True)


def contents(volume: Volume, words: Words) -> Section:
    title = words.both("Contents")
    rows = [row_of("contents-title", Role.SECTION_TITLE, title, words, keep=True)]
    for number, (session, speeches) in enumerate(by_session(volume), 1):
        if session is not None:
            rows.append(
                row_of(f"contents-session{number}", Role.CONTENTS_SESSION, session.title, words, keep=True, target=f"session{number}")
            )
        for speech in speeches:
            zh, en = title_lines(speech, Role.CONTENTS_TITLE, Role.CONTENTS_SPEAKER)
            lang = language_of(speech)
            rows.append(Row(f"contents-{speech.id}", Cell(lang, zh), Cell("en", en), target=speech.id))
    return Section(
        SectionKind.CONTENTS,
        "contents",
        tuple(rows),
        running=(title.zh, title.en),
        outline=outline_of(title),
        numbering="roman",
        new_page=True,
    )
