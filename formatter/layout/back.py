"""Back matter: the index of speakers and the note on the translation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from formatter.layout.parts import Words, outline_of, row_of
from formatter.layout.plan import Cell, Line, Role, Row, Run, Section, SectionKind
from formatter.layout.runs import chinese_line, english_line
from formatter.model import Bilingual, Origin, TranslatedSpeaker, Translation, Volume


def index(volume: Volume, words: Words) -> Section | None:
    """Speakers in the alphabetical order of their romanised names, which is pinyin order, with their pages."""
    entries: dict[str, list[tuple[TranslatedSpeaker, str]]] = {}
    for speech in volume.speeches:
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
    (Origin.GLOSSARY, "Renderings from the editors’ glossary: {n}"),
    (Origin.GRAMMAR, "Names and positions composed by rule: {n}"),
    (Origin.ENGINE, "Machine translation, not revised by an editor: {n}"),
    (Origin.UNTRANSLATED, "Untranslated, printed in Chinese and marked: {n}"),
)
_BY_ENGINE = "Machine translation by {engine}, not revised by an editor: {n}"


def note(volume: Volume, words: Words) -> Section:
    """What the English is and where it came from, by count: nothing pretends to be what it is not."""
    counts = Counter(t.origin for t in _counted(volume))
    title = words.both("Note on the Translation")
    opening = words.count(
        "This volume contains {n} speech.", "This volume contains {n} speeches.", len(volume.speeches)
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
    return Section(SectionKind.NOTE, "note", tuple(rows), (title.zh, title.en), outline_of(title))


_HOW = (
    "The Chinese text stands as it was submitted. The English was made from it sentence by sentence, "
    "{n} in all with titles, names and positions. Of these:"
)


def _counted(volume: Volume) -> Iterator[Translation]:
    """Every translation once: a session's stands with each of its speeches."""
    seen: set[str] = set()
    for translation in (t for speech in volume.speeches for t in speech.translations()):
        if translation.segment.id not in seen:
            seen.add(translation.segment.id)
            yield translation
