"""Front matter: cover, half-title, title page, imprint, organisers, contents. What the settings leave empty is left out."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from formatter.config import Config
from formatter.language.locale import format_dates
from formatter.language.script import WIDE_SPACE
from formatter.layout.parts import Words, by_session, issue_date, language_of, outline_of, row_of, rows_of, title_lines
from formatter.layout.plan import Cell, Role, Row, Section, SectionKind
from formatter.layout.runs import chinese_line, english_line
from formatter.model import Bilingual, TranslatedSpeech, Volume


def volume_title(volume: Volume, config: Config) -> Bilingual:
    given = config.volume.title
    return Bilingual(given.zh or volume.title.zh, given.en or volume.title.en)


def cover(title: Bilingual, config: Config, words: Words) -> Section:
    """The front of the binding: the title, the event's day and place, the publisher. It counts as no page."""
    given = config.volume
    rows = rows_of(
        row_of("cover-title", Role.COVER_TITLE, title, words),
        row_of("cover-subtitle", Role.COVER_META, given.subtitle, words),
        row_of("cover-event", Role.COVER_META, _unless(given.event, title), words),
        row_of("cover-date-place", Role.COVER_META, _date_and_place(config, words), words),
        row_of("cover-publisher", Role.COVER_META, _publisher(config), words),
    )
    return Section(SectionKind.COVER, "cover", rows, numbering="cover", new_page=True, recto=True)


def half_title(title: Bilingual, words: Words) -> Section:
    """The title alone, on the leaf before the title page."""
    rows = rows_of(row_of("half-title", Role.HALF_TITLE, title, words))
    return Section(SectionKind.HALF_TITLE, "half-title", rows, numbering="none", new_page=True, recto=True)


def title_page(title: Bilingual, config: Config, words: Words) -> Section:
    given = config.volume
    rows = rows_of(
        row_of("title", Role.VOLUME_TITLE, title, words),
        row_of("subtitle", Role.VOLUME_SUBTITLE, given.subtitle, words),
        row_of("event", Role.VOLUME_META, _unless(given.event, title), words),
        row_of("date-place", Role.VOLUME_META, _date_and_place(config, words), words),
        *(
            row_of(f"organiser{i}", Role.VOLUME_META, o, words)
            for i, o in enumerate(given.hosts or given.organisers, 1)
        ),
        row_of("publisher", Role.VOLUME_META, given.publisher, words),
    )
    return Section(SectionKind.TITLE_PAGE, "title-page", rows, numbering="none", new_page=True, recto=True)


def _publisher(config: Config) -> Bilingual:
    """Who stands at the foot of the cover: the publisher, or else the first of the hosts."""
    given = config.volume
    return next((name for name in (given.publisher, *given.hosts, *given.organisers) if name.zh or name.en), Bilingual())


def organisers(config: Config, words: Words) -> Section | None:
    """A page of those who hold the event, by their parts in it; None where the title page says it all."""
    given = config.volume
    groups = [
        ("hosts", words.both("Hosts"), given.hosts),
        ("organisers", words.both("Organizers"), given.organisers),
        ("co-organisers", words.both("Co-organizers"), given.co_organisers),
        ("supporters", words.both("Supporters"), given.supporters),
        *((f"others{number}-", group.role, group.names) for number, group in enumerate(given.others, 1)),
    ]
    if not any(names for key, _, names in groups if key != "organisers"):
        return None
    title = words.both("Organization")
    rows = [row_of("organisers-title", Role.SECTION_TITLE, title, words, keep=True)]
    for key, heading, names in groups:
        if names:
            rows.append(row_of(f"organisers-{key}", Role.LIST_HEADING, heading, words, keep=True))
            rows += [row_of(f"organisers-{key}{i}", Role.INDEX_ENTRY, n, words) for i, n in enumerate(names, 1)]
    return Section(
        SectionKind.ORGANISERS,
        "organisers",
        rows_of(*rows),
        running=(title.zh, title.en),
        outline=outline_of(title),
        numbering="roman",
        new_page=True,
    )


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
    given, issued = config.volume, issue_date(config, words)
    rows = rows_of(
        row_of("imprint-editors", Role.IMPRINT, words.name("Edited by {names}", "names", given.editors), words),
        row_of("imprint-publisher", Role.IMPRINT, words.name("Published by {name}", "name", [given.publisher]), words),
        row_of("imprint-issued", Role.IMPRINT, words.name("Published {date}", "date", [issued]), words),
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


def contents(volume: Volume, back: Sequence[Section], words: Words) -> Section:
    """Forewords, sessions with their speeches, and the back matter."""
    title = words.both("Contents")
    rows = [row_of("contents-title", Role.SECTION_TITLE, title, words, keep=True)]
    rows += [_entry(speech, words) for speech in volume.forewords]
    for number, (session, speeches) in enumerate(by_session(volume), 1):
        if session is not None:  # its page is its first speech's, whose number stands below
            id, target = f"contents-session{number}", f"session{number}"
            row = row_of(id, Role.CONTENTS_SESSION, session.title, words, keep=True, target=target)
            rows.append(replace(row, numbered=False))
        rows += [_entry(speech, words) for speech in speeches]
    for section in back:  # kept together: one line of them alone would make a poor last page
        id, name, more = f"contents-{section.id}", Bilingual(*section.running), section is not back[-1]
        rows.append(row_of(id, Role.CONTENTS_TITLE, name, words, keep=more, target=section.rows[0].id))
    return Section(
        SectionKind.CONTENTS,
        "contents",
        tuple(rows),
        running=(title.zh, title.en),
        outline=outline_of(title),
        numbering="roman",
        new_page=True,
        recto=True,
    )


def _entry(speech: TranslatedSpeech, words: Words) -> Row:
    zh, en = title_lines(speech, Role.CONTENTS_TITLE, Role.CONTENTS_SPEAKER)
    if speech.speech.foreword and not speech.title.zh:
        named = words.both("Foreword")
        zh = (chinese_line(Role.CONTENTS_TITLE, named.zh), *zh)
        en = (english_line(Role.CONTENTS_TITLE, named.en), *en)
    return Row(f"contents-{speech.id}", Cell(language_of(speech), zh), Cell("en", en), target=speech.id)
