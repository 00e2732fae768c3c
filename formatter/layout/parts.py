"""What every part of the book is made with: the volume's own words in both languages, rows, titles, sessions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from formatter.config import Config
from formatter.language.english import typographic
from formatter.language.locale import format_issue, format_list, translate, translate_count
from formatter.language.script import HAN_CLASS, WIDE_SPACE, is_traditional
from formatter.layout.plan import Cell, Line, OutlineEntry, Role, Row, Run
from formatter.layout.runs import chinese_line, english_line, translated_runs
from formatter.model import Bilingual, TranslatedSession, TranslatedSpeaker, TranslatedSpeech, Volume

CHINESE_COMMA = "、"  # between names in a list; CLDR's 和 joins the last of a sentence's


class Words:
    """The volume's own words in its two languages: one call gives both sides of a row."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en

    def both(self, message: str, **values: object) -> Bilingual:
        return Bilingual(translate(self.zh, message, **values), translate(self.en, message, **values))

    def count(self, singular: str, plural: str, n: int, **values: object) -> Bilingual:
        zh, en = (translate_count(lang, singular, plural, n, **values) for lang in (self.zh, self.en))
        return Bilingual(zh, en)

    def name(self, message: str, field: str, names: Iterable[Bilingual]) -> Bilingual:
        """A message with a list of names in each language; empty where no name is known in it."""
        names = tuple(names)
        zh, en = (tuple(n.zh for n in names if n.zh), tuple(n.en for n in names if n.en))
        return Bilingual(
            translate(self.zh, message, **{field: CHINESE_COMMA.join(zh)}) if zh else "",
            translate(self.en, message, **{field: format_list(self.en, en)}) if en else "",
        )


def row_of(id: str, role: Role, text: Bilingual, words: Words, *, keep: bool = False, target: str = "") -> Row:
    zh = Cell(words.zh, (chinese_line(role, text.zh),)) if text.zh else None
    en = Cell("en", (english_line(role, text.en),)) if text.en else None
    return Row(id, zh, en, target, keep)


def rows_of(*rows: Row) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.zh or row.en)


def issue_date(config: Config, words: Words) -> Bilingual:
    """When the book came out, as the settings say it."""
    given = config.volume.published
    return Bilingual(format_issue(words.zh, given), format_issue(words.en, given)) if given else Bilingual()


def main_language(volume: Volume) -> str:
    """zh-Hant if most speeches are in traditional characters, else zh-Hans."""
    traditional = sum(language_of(speech) == "zh-Hant" for speech in volume.speeches)
    return "zh-Hant" if traditional * 2 > len(volume.speeches) else "zh-Hans"


def language_of(speech: TranslatedSpeech) -> str:
    text = speech.title.zh + "".join(p.paragraph.text for p in speech.paragraphs)
    return "zh-Hant" if is_traditional(text) else "zh-Hans"


def outline_of(text: Bilingual, level: int = 1) -> OutlineEntry:
    """A bookmark in both languages, so that either reader finds it."""
    return OutlineEntry("  ".join(filter(None, (text.zh, text.en))), level)


def by_session(volume: Volume) -> Iterator[tuple[TranslatedSession | None, list[TranslatedSpeech]]]:
    """Consecutive speeches of the same session, in order."""
    group: list[TranslatedSpeech] = []
    current: TranslatedSession | None = None
    for speech in volume.spoken:
        if group and speech.session != current:
            yield current, group
            group = []
        current = speech.session
        group.append(speech)
    if group:
        yield current, group


def title_lines(
    speech: TranslatedSpeech, title_role: Role, speaker_role: Role
) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Title and speakers in both languages: one cell a side, so that they never part."""
    zh = [chinese_line(title_role, speech.title.zh)]
    en = [Line(title_role, translated_runs(speech.title, (speech.title_translation,)))]
    for speaker in speech.speakers:
        zh.append(chinese_line(speaker_role, _chinese_speaker(speaker)))
        en.append(_english_speaker(speaker, speaker_role))
    return with_text(zh), with_text(en)


def with_text(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.text)


def _chinese_speaker(speaker: TranslatedSpeaker) -> str:
    """Affiliation and positions, then the name as the page sets it (陈　光)."""
    line = speaker.line.zh or speaker.speaker.line
    name = speaker.speaker.display or speaker.name.zh
    return f"{line}{WIDE_SPACE}{name}" if line else name


def _english_speaker(speaker: TranslatedSpeaker, role: Role) -> Line:
    """The name, then affiliation and positions; what has no English stands in Chinese, marked."""
    name = Run(typographic(speaker.name.en)) if speaker.name.en else Run(speaker.name.zh, untranslated=True)
    runs = [name]
    if speaker.line.en:
        line = [r for run in english_line(role, speaker.line.en).runs for r in _marked(run)]
        runs = [Run(f"{name.text}, "), *line] if speaker.name.en else [name, Run(", "), *line]
    elif speaker.line.zh:
        runs = [name, Run(", "), Run(speaker.line.zh, untranslated=True)]
    return Line(role, _merged(runs))


_CHINESE = re.compile(f"([{HAN_CLASS}]+(?:[（(]?[{HAN_CLASS}·]+[）)]?)*)")


def _marked(run: Run) -> list[Run]:
    """A part of the line that nothing could translate stands in Chinese, marked."""
    parts = enumerate(_CHINESE.split(run.text))
    return [replace(run, text=text, untranslated=bool(i % 2)) for i, text in parts if text]


def _merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Neighbouring runs of the same manner as one."""
    out: list[Run] = []
    for run in runs:
        if out and not out[-1].footnote and (out[-1].italic, out[-1].untranslated) == (run.italic, run.untranslated):
            out[-1] = Run(out[-1].text + run.text, run.italic, run.untranslated, run.footnote)
        else:
            out.append(run)
    return tuple(run for run in out if run.text)
