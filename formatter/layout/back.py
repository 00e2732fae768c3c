"""Back matter: the index of speakers, the glossary, the note on the translation, the colophon."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from formatter import __version__
from formatter.config import Config
from formatter.language.locale import format_list, translate
from formatter.language.names import pinyin_key
from formatter.layout.design_files import volume_design
from formatter.layout.parts import CHINESE_COMMA, Words, issue_date, outline_of, row_of, rows_of
from formatter.layout.plan import Cell, Line, Role, Row, Run, Section, SectionKind
from formatter.layout.runs import chinese_line, english_line
from formatter.layout.typefaces import family
from formatter.model import (
    Bilingual,
    Origin,
    Term,
    TermKind,
    TranslatedSpeaker,
    TranslatedSpeech,
    Translation,
    Volume,
)


def index(volume: Volume, words: Words) -> Section | None:
    """Speakers in the alphabetical order of their romanised names, which is pinyin order, with their pages."""
    entries: dict[str, list[tuple[TranslatedSpeaker, str]]] = {}
    for speech in volume.spoken:
        for speaker in speech.speakers:
            entries.setdefault(speaker.speaker.name, []).append((speaker, speech.id))
    if not entries:
        return None
    title = words.both("Index of Speakers")
    rows = [row_of("index-title", Role.SECTION_TITLE, title, words, keep=True)]
    ordered = sorted(entries.values(), key=lambda found: _index_key(found[0][0]))
    for number, found in enumerate(ordered, 1):
        speaker = found[0][0]
        name = Bilingual(speaker.speaker.display or speaker.name.zh, speaker.name.en)
        en = english_line(Role.INDEX_ENTRY, name.en) if name.en else Line(
            Role.INDEX_ENTRY, (Run(name.zh, untranslated=True),)
        )  # fmt: skip
        rows.append(
            Row(
                f"index-{number:03}",
                Cell(words.zh, (chinese_line(Role.INDEX_ENTRY, name.zh),)),
                Cell("en", (en,)),
                target=found[0][1],
                more_targets=tuple(dict.fromkeys(id for _, id in found[1:] if id != found[0][1])),
            )
        )
    return Section(
        SectionKind.INDEX, "index", tuple(rows), (title.zh, title.en), outline_of(title), new_page=True
    )


def _index_key(speaker: TranslatedSpeaker) -> tuple[str, str]:
    """Letter by letter within a word, word by word; an apostrophe (Xi'an) does not count."""
    key = (speaker.sort_key or speaker.name.en or speaker.name.zh).casefold()
    return "".join(c for c in key if c not in "'’-"), speaker.speaker.name


_ORIGINS: tuple[tuple[Origin, str], ...] = (
    (Origin.APPROVED, "Approved wording, translated or confirmed by the editors: {n}"),
    (Origin.GLOSSARY, "Renderings from the glossary: {n}"),
    (Origin.GRAMMAR, "Names, positions and set phrases composed by rule: {n}"),
    (Origin.ENGINE, "Machine translation, not revised by an editor: {n}"),
    (Origin.UNTRANSLATED, "Untranslated, printed in Chinese and marked: {n}"),
)
_BY_ENGINE = "Machine translation by {engine}, not revised by an editor: {n}"


def note(volume: Volume, words: Words) -> Section:
    """What the English is and where it came from, by count: nothing pretends to be what it is not."""
    counts = Counter(t.origin for t in _counted(volume))
    title = words.both("Note on the Translation")
    opening = words.count(
        "This volume contains {n} speech.", "This volume contains {n} speeches.", len(volume.spoken)
    )
    how = words.count(_HOW, _HOW, sum(counts.values()))
    rows = [
        row_of("note-title", Role.SECTION_TITLE, title, words, keep=True),
        row_of("note-opening", Role.COLOPHON, opening, words),
        row_of("note-how", Role.COLOPHON, how, words, keep=True),
    ]
    engine = f"{volume.engine.name} {volume.engine.version}".strip()
    for origin, message in _ORIGINS:
        if counts[origin]:
            message = _BY_ENGINE if origin is Origin.ENGINE and engine else message
            text = words.count(message, message, counts[origin], engine=engine)
            rows.append(row_of(f"note-{origin}", Role.COLOPHON, text, words))
    drafts = sum(t.unsure for t in _counted(volume))
    if drafts:
        text = words.count(_DRAFTS, _DRAFTS, drafts, label=translate("en", "Draft"))
        rows.append(row_of("note-drafts", Role.COLOPHON, text, words))
    return Section(SectionKind.NOTE, "note", tuple(rows), (title.zh, title.en), outline_of(title))


_DRAFTS = "Of the machine translation, marked [{label}] because the engine does not trust it: {n}"
_HOW = (
    "The Chinese text stands as it was submitted. The English was made from it sentence by sentence, "
    "{n} in all with titles, names and positions. Of these:"
)


def _counted(volume: Volume) -> Iterator[Translation]:
    """Every translation once: a session's stands with each of its speeches. A title that is missing is none."""
    seen: set[str] = set()
    for translation in (t for speech in volume.speeches for t in speech.translations()):
        if translation.segment.text.strip() and translation.segment.id not in seen:
            seen.add(translation.segment.id)
            yield translation


# What a list of terms leaves out unless it is asked for: people have an index of their own.
_UNLISTED = frozenset({TermKind.PERSON, TermKind.NUMBER, TermKind.DATE})
_LETTERED = 40  # entries: a longer list has the first letters of its pinyin between them


def glossary(volume: Volume, config: Config, words: Words) -> Section | None:
    """The editors' terms that the volume really uses, in the order of a Chinese dictionary, with their first pages."""
    kinds = config.parts.glossary_kinds or [kind for kind in TermKind if kind not in _UNLISTED]
    listed = {f"{t.span.path}:{t.span.line}": t for t in volume.terms if not t.base and t.kind in kinds}
    first: dict[str, tuple[Term, str]] = {}
    for speech in (*volume.forewords, *volume.spoken):
        for row, translation in _rows(speech):
            for result in translation.results:
                term = listed.get(result.constraint.required_by)
                if term is not None and result.satisfied:
                    first.setdefault(term.zh, (term, row))
    if not first:
        return None
    title = words.both("Glossary")
    rows = [row_of("glossary-title", Role.SECTION_TITLE, title, words, keep=True)]
    letter = ""
    for number, zh in enumerate(sorted(first, key=lambda zh: (pinyin_key(zh), zh)), 1):
        term, row = first[zh]
        initial = _initial(zh)
        if initial != letter and len(first) > _LETTERED:
            rows.append(row_of(f"glossary-{initial.lower()}", Role.LIST_HEADING, Bilingual(initial), words, keep=True))
            letter = initial
        text = Bilingual(zh, term.first_use or term.en)
        rows.append(row_of(f"glossary-{number:03}", Role.INDEX_ENTRY, text, words, target=row))
    return Section(
        SectionKind.GLOSSARY, "glossary", tuple(rows), (title.zh, title.en), outline_of(title), new_page=True
    )


def _initial(zh: str) -> str:
    """The letter under which a dictionary has a word; all figures together."""
    first = "".join(pinyin_key(zh))[:1].upper()
    return first if first.isalpha() else "0–9"


def _rows(speech: TranslatedSpeech) -> Iterator[tuple[str, Translation]]:
    """Every translation with the row of the plan in which it stands."""
    for translation in (speech.title_translation, *(t for s in speech.speakers for t in s.translations)):
        yield speech.id, translation
    for number, paragraph in enumerate(speech.paragraphs, 1):
        for translation in paragraph.translations:
            yield f"{speech.id}-p{number:02}", translation


def colophon(config: Config, words: Words) -> Section:
    """How the book was made: typefaces and program, and when, if the settings say it; nothing that we can't know."""
    design = volume_design(config.page)
    roles = [design.roles[role] for role in (Role.BODY, Role.SPEECH_TITLE, Role.SPEAKER)]
    faces = tuple(dict.fromkeys(family(side.face) for role in roles for side in (role.zh, role.en)))
    title = words.both("Colophon")
    made = Bilingual(
        translate(words.zh, _MADE, version=__version__, faces=CHINESE_COMMA.join(faces)),
        translate(words.en, _MADE, version=__version__, faces=format_list(words.en, faces)),
    )
    issued = rows_of(row_of("colophon-issued", Role.COLOPHON, issue_date(config, words), words))
    rows = (
        row_of("colophon-title", Role.SECTION_TITLE, title, words, keep=True),
        row_of("colophon-made", Role.COLOPHON, made, words),
        *issued,
    )
    return Section(SectionKind.COLOPHON, "colophon", rows, (title.zh, title.en), outline_of(title))


_MADE = "Set in {faces} with Proceedings {version}."
