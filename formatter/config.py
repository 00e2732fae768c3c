"""proceedings.toml → Config. Every setting has a default; a wrong one is a diagnostic with its line and the nearest
right name."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rapidfuzz import process

from formatter.diagnostics import Diagnostic, Outcome, diagnostic
from formatter.language.script import has_han
from formatter.model import Bilingual, Span, TermKind

FILE_NAME = "proceedings.toml"


@dataclass(frozen=True, slots=True)
class GroupConfig:
    """Names under a part in the event that has no setting of its own: 媒体支持, Media Partners."""

    role: Bilingual
    names: tuple[Bilingual, ...]


@dataclass(frozen=True, slots=True)
class VolumeConfig:
    """[volume]: what the title page and the imprint say. An empty value is left out of the book, never invented."""

    title: Bilingual = Bilingual()
    subtitle: Bilingual = Bilingual()
    event: Bilingual = Bilingual()
    place: Bilingual = Bilingual()
    publisher: Bilingual = Bilingual()
    editors: tuple[Bilingual, ...] = ()
    hosts: tuple[Bilingual, ...] = ()  # 主办单位
    organisers: tuple[Bilingual, ...] = ()  # 承办单位
    co_organisers: tuple[Bilingual, ...] = ()  # 协办单位
    supporters: tuple[Bilingual, ...] = ()  # 支持单位
    others: tuple[GroupConfig, ...] = ()
    rights: Bilingual = Bilingual()
    start: str = ""  # ISO dates of the event
    end: str = ""
    published: str = ""  # 2024, 2024-03 or 2024-03-15
    isbn: str = ""
    logo: PictureConfig = field(default_factory=lambda: PictureConfig())


@dataclass(frozen=True, slots=True)
class PartsConfig:
    """[parts]: which parts the book has beside its title page, contents and speeches. ``foreword``: files."""

    cover: bool = False
    half_title: bool = False
    foreword: tuple[str, ...] = ()
    organisers: bool = True  # a page of its own, where there is more to say than the title page does
    glossary: bool = False
    glossary_kinds: tuple[str, ...] = ()  # empty: all but people, who have an index of their own
    index: bool = True
    note: bool = True
    colophon: bool = False


@dataclass(frozen=True, slots=True)
class PictureConfig:
    """A picture that the settings name. ``file`` is "" where only its alternative text is given."""

    file: str = ""
    alt: Bilingual = Bilingual()


@dataclass(frozen=True, slots=True)
class PicturesConfig:
    """[pictures]. Files in ``folder`` that are named after a speaker need nothing else; ``speakers`` has the others."""

    folder: str = "pictures"
    speakers: tuple[tuple[str, PictureConfig], ...] = ()


@dataclass(frozen=True, slots=True)
class PageConfig:
    """[page]. ``ratio`` is the Chinese column's share of the text width, 0 to let the layout choose."""

    format: str = "A4"  # "A4", "16K" (185 × 260 mm) or "Letter"
    layout: str = "columns"  # "columns", "facing" or "stacked"
    style: str = "classic"  # a design of the program, or a design's file in the volume's folder
    ratio: float = 0.0
    design: str = ""  # the text of that file
    footnotes: str = "volume"  # numbered through the "volume" or on each "page"


@dataclass(frozen=True, slots=True)
class EngineConfig:
    """[engine]. ``package``: "" for the package that comes with the program, an installed package's name, or a file."""

    package: str = ""
    beam_size: int = 4


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of a volume; ``path`` is the file that they came from ("" if there was none).

    ``places`` says where each setting stands in the file, by its dotted name ("page.format").
    """

    path: str = ""
    seeds: str = "seeds"
    order: tuple[str, ...] = ()  # file names, globs or speech titles; empty: files by name
    glossary: tuple[str, ...] = ()  # empty: every glossary file in glossary/
    memory: tuple[str, ...] = ()  # empty: every .tmx in glossary/
    spelling: str = "en-US"  # or en-GB
    output: str = "build"
    name: str = "proceedings"  # output files' stem
    print: bool = False  # a second PDF, for the press
    volume: VolumeConfig = field(default_factory=VolumeConfig)
    parts: PartsConfig = field(default_factory=PartsConfig)
    pictures: PicturesConfig = field(default_factory=PicturesConfig)
    page: PageConfig = field(default_factory=PageConfig)
    engine: EngineConfig = field(default_factory=EngineConfig)
    places: tuple[tuple[str, Span], ...] = ()

    def place(self, setting: str) -> Span:
        """Where a setting stands, or the whole file where it was left to its default."""
        return dict(self.places).get(setting, Span(self.path or FILE_NAME))


class _Wrong(Exception):
    """A value that a setting can't take; the arguments are the message and the hint."""


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _Wrong(f"expected a text in quotes, not {_shown(value)}", 'write it in quotes: "…"')
    return value.strip()


def _bilingual(value: Any) -> Bilingual:
    """A table of zh and en, or one text, which is then the Chinese or the English by its script."""
    if isinstance(value, str):
        return Bilingual(zh=value.strip()) if has_han(value) else Bilingual(en=value.strip())
    if isinstance(value, dict) and set(value) <= {"zh", "en"} and all(isinstance(v, str) for v in value.values()):
        return Bilingual(value.get("zh", "").strip(), value.get("en", "").strip())
    raise _Wrong(f"expected a text in both languages, not {_shown(value)}", '{ zh = "…", en = "…" }')


def _group(value: Any) -> GroupConfig:
    """A part in the event with the names of those who have it."""
    if isinstance(value, dict) and set(value) <= {"zh", "en", "names"} and value.get("names"):
        role = _bilingual({key: text for key, text in value.items() if key != "names"})
        return GroupConfig(role, _list_of(_bilingual)(value["names"]))
    hint = '{ zh = "媒体支持", en = "Media Partners", names = [{ zh = "…", en = "…" }] }'
    raise _Wrong(f"expected a part in the event with names, not {_shown(value)}", hint)


def _list_of(read: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    def read_list(value: Any) -> tuple[Any, ...]:
        return tuple(read(v) for v in (value if isinstance(value, list) else [value]))

    return read_list


def _one_of(*choices: str, aliases: Mapping[str, str] | None = None) -> Callable[[Any], str]:
    known = {c.casefold(): c for c in choices} | {k.casefold(): v for k, v in (aliases or {}).items()}

    def read_choice(value: Any) -> str:
        text = _text(value)
        if text.casefold() in known:
            return known[text.casefold()]
        raise _Wrong(f"“{text}” is not one of {', '.join(choices)}", nearest(text, choices))

    return read_choice


def _number(low: float, high: float, whole: bool = False) -> Callable[[Any], Any]:
    def read_number(value: Any) -> Any:
        kind = int if whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, kind) or not low <= value <= high:
            raise _Wrong(f"expected a number from {low:g} to {high:g}, not {_shown(value)}", "")
        return value

    return read_number


def _switch(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _Wrong(f"expected true or false, not {_shown(value)}", "write true or false, without quotes")
    return value


def _picture(value: Any) -> PictureConfig:
    """A file's name, or a table of file, zh and en (the alternative text)."""
    if isinstance(value, str):
        return PictureConfig(_folder(value))
    if isinstance(value, dict) and set(value) <= {"file", "zh", "en"} and all(isinstance(v, str) for v in value.values()):
        alt = {lang: value.get(lang, "").strip() for lang in ("zh", "en")}
        return PictureConfig(value.get("file", "").strip(), Bilingual(**alt))
    raise _Wrong(f"expected a picture, not {_shown(value)}", '"file.jpg", or { file = "file.jpg", zh = "…", en = "…" }')


def _logo(value: Any) -> PictureConfig:
    logo = _picture(value)
    if not logo.file:
        raise _Wrong("the logo has no file", '{ file = "logo.svg", zh = "…", en = "…" }')
    return logo


def _speakers(value: Any) -> tuple[tuple[str, PictureConfig], ...]:
    if not isinstance(value, dict):
        raise _Wrong(f"expected a table of speakers, not {_shown(value)}", 'write [pictures.speakers] and "孟林" = "file.jpg" below it')
    return tuple((name.strip(), _picture(picture)) for name, picture in value.items())


def _ratio(value: Any) -> float:
    """The Chinese column's share: 0.42, "42:58", or "auto" (0.0)."""
    if isinstance(value, str):
        if value.strip().casefold() == "auto":
            return 0.0
        pair = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*[:：/]\s*(\d+(?:\.\d+)?)\s*", value)
        if pair and float(pair[1]) + float(pair[2]) > 0:
            value = float(pair[1]) / (float(pair[1]) + float(pair[2]))
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 0.25 <= value <= 0.6:
        return float(value)
    raise _Wrong(
        f"expected the Chinese column's share of the width, from 0.25 to 0.6, not {_shown(value)}",
        'write for example ratio = 0.42, ratio = "42:58" or ratio = "auto"',
    )


def _date(value: Any) -> str:
    """An ISO date, quoted or not."""
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return value.isoformat()
    try:
        return datetime.date.fromisoformat(_text(value)).isoformat()
    except ValueError:
        raise _Wrong(f"{_shown(value)} is not a date", "write year-month-day, for example 2023-10-27") from None


def _issue(value: Any) -> str:
    """When the book came out: a day, a month or a year."""
    if isinstance(value, int) and not isinstance(value, bool) and 1000 <= value <= 9999:
        return str(value)
    if isinstance(value, str) and (given := re.fullmatch(r"\s*(\d{4})(?:-(0[1-9]|1[0-2]))?\s*", value)):
        return given[0].strip()
    try:
        return _date(value)
    except _Wrong as wrong:
        raise _Wrong(wrong.args[0], 'write a year, a month or a day: 2024, "2024-03" or 2024-03-15') from None


def _isbn(value: Any) -> str:
    """An ISBN-13 with a right check digit (ISO 2108), hyphens kept as given. Empty is none."""
    text = _text(value)
    digits = re.sub(r"[\s-]", "", text)
    if not digits:
        return ""
    if not re.fullmatch(r"97[89]\d{10}", digits):
        raise _Wrong(f"“{text}” is not an ISBN of 13 digits", "leave the setting out while there is no ISBN")
    if sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits)) % 10:
        raise _Wrong(f"the check digit of ISBN {text} is wrong", "compare it with the publisher's notice")
    return text


def _folder(value: Any) -> str:
    text = _text(value)
    if not text:
        raise _Wrong("an empty name", "name a file or folder, or leave the setting out")
    return text


def _stem(value: Any) -> str:
    text = _folder(value)
    if re.search(r'[/\\:*?"<>|]', text):
        raise _Wrong(f"“{text}” can't be a file's name", 'leave out / \\ : * ? " < > |')
    return text


_LISTED_KINDS = tuple(k.value for k in TermKind if k not in (TermKind.NUMBER, TermKind.DATE))

# Every setting: dotted name in the file → (attribute path in Config, reader).
SETTINGS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "volume.title": ("volume.title", _bilingual),
    "volume.subtitle": ("volume.subtitle", _bilingual),
    "volume.event": ("volume.event", _bilingual),
    "volume.place": ("volume.place", _bilingual),
    "volume.publisher": ("volume.publisher", _bilingual),
    "volume.editors": ("volume.editors", _list_of(_bilingual)),
    "volume.hosts": ("volume.hosts", _list_of(_bilingual)),
    "volume.organisers": ("volume.organisers", _list_of(_bilingual)),
    "volume.co_organisers": ("volume.co_organisers", _list_of(_bilingual)),
    "volume.supporters": ("volume.supporters", _list_of(_bilingual)),
    "volume.others": ("volume.others", _list_of(_group)),
    "volume.rights": ("volume.rights", _bilingual),
    "volume.start": ("volume.start", _date),
    "volume.end": ("volume.end", _date),
    "volume.published": ("volume.published", _issue),
    "volume.isbn": ("volume.isbn", _isbn),
    "volume.logo": ("volume.logo", _logo),
    "pictures.folder": ("pictures.folder", _folder),
    "pictures.speakers": ("pictures.speakers", _speakers),
    "speeches.folder": ("seeds", _folder),
    "speeches.order": ("order", _list_of(_folder)),
    "parts.cover": ("parts.cover", _switch),
    "parts.half_title": ("parts.half_title", _switch),
    "parts.foreword": ("parts.foreword", _list_of(_folder)),
    "parts.organisers": ("parts.organisers", _switch),
    "parts.glossary": ("parts.glossary", _switch),
    "parts.glossary_kinds": ("parts.glossary_kinds", _list_of(_one_of(*_LISTED_KINDS))),
    "parts.index": ("parts.index", _switch),
    "parts.note": ("parts.note", _switch),
    "parts.colophon": ("parts.colophon", _switch),
    "glossary.files": ("glossary", _list_of(_folder)),
    "glossary.memory": ("memory", _list_of(_folder)),
    "english.spelling": ("spelling", _one_of("en-US", "en-GB", aliases={"american": "en-US", "british": "en-GB"})),
    "page.format": (
        "page.format",
        _one_of("A4", "16K", "Letter", aliases={"16开": "16K", "16k": "16K", "185x260": "16K", "185×260": "16K"}),
    ),
    "page.layout": ("page.layout", _one_of("columns", "facing", "stacked")),
    "page.style": ("page.style", _text),
    "page.ratio": ("page.ratio", _ratio),
    "page.footnotes": ("page.footnotes", _one_of("volume", "page")),
    "engine.package": ("engine.package", _text),
    "engine.beam_size": ("engine.beam_size", _number(1, 16, whole=True)),
    "output.folder": ("output", _folder),
    "output.name": ("name", _stem),
    "output.print": ("print", _switch),
}
_TABLES = tuple(dict.fromkeys(name.split(".")[0] for name in SETTINGS))


def read_config(path: str, data: bytes) -> Outcome[Config]:
    """Read a volume's settings; the wrong ones keep their defaults and are fatal diagnostics."""
    try:
        text = data.decode("utf-8-sig")
        tables = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        found = diagnostic("config-syntax", Span(path, line, 1), "not UTF-8 text", "save the file as UTF-8")
        return Outcome(Config(path), (found,))
    except tomllib.TOMLDecodeError as error:
        return Outcome(Config(path), (_syntax(path, text, error),))
    places = find_places(path, text)
    config, found = Config(path, places=tuple(places.items())), []
    for name, value in _flatten(tables):
        span = places.get(name, Span(path))
        if name not in SETTINGS:
            found.append(_unknown(name, span))
            continue
        attribute, read = SETTINGS[name]
        try:
            done = read(value)
            config = _set(config, attribute, done)
            found += _without_english(name, done, span)
        except _Wrong as wrong:
            message, hint = wrong.args
            found.append(diagnostic("config-value", span, f"{name}: {message}", hint))
    volume = config.volume
    if volume.start and volume.end and volume.end < volume.start:
        found.append(
            diagnostic("config-value", places["volume.end"], "volume.end: the event ends before it starts", "swap the dates")
        )
    return Outcome(config, tuple(found))


def _without_english(name: str, value: Any, span: Span) -> list[Diagnostic]:
    """Texts in Chinese alone: no engine translates what the settings say."""
    given = value if isinstance(value, tuple) else (value,)
    texts = [t for v in given for t in ((v.role, *v.names) if isinstance(v, GroupConfig) else (v,)) if isinstance(t, Bilingual)]
    return [
        diagnostic("config-untranslated", span, f"{name}: no English for “{t.zh}”", f'{{ zh = "{t.zh}", en = "…" }}')
        for t in texts
        if t.zh and not t.en
    ]


def _flatten(tables: dict[str, Any]) -> list[tuple[str, Any]]:
    """Dotted names and values. A table whose name is a setting (title.zh …) stays one value."""
    flat: list[tuple[str, Any]] = []
    for table, content in tables.items():
        if table in _TABLES and isinstance(content, dict):
            flat += [(f"{table}.{key}", value) for key, value in content.items()]
        else:
            flat.append((table, content))
    return flat


def _set(config: Config, attribute: str, value: Any) -> Config:
    room, _, name = attribute.rpartition(".")
    if room:
        return replace(config, **{room: replace(getattr(config, room), **{name: value})})
    return replace(config, **{name: value})


def find_places(path: str, text: str) -> dict[str, Span]:
    """Find the line of every key: a table header followed by ``key =`` lines is all the TOML that the file needs."""
    places: dict[str, Span] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[+\s*([^\]]+?)\s*\]+", line)
        key = re.match(r"""(\s*)((?:"[^"]*"|'[^']*'|[A-Za-z0-9_.\-\u0080-\uffff])+)\s*=""", line)
        if header:
            table = header[1].replace('"', "").replace(" ", "")
            places.setdefault(table, Span(path, number, line.index("[") + 2, len(header[1])))
        elif key:
            name = key[2].replace('"', "").replace("'", "")
            places.setdefault(f"{table}.{name}" if table else name, Span(path, number, len(key[1]) + 1, len(key[2])))
    return places


def _unknown(name: str, span: Span) -> Diagnostic:
    table, _, key = name.partition(".")
    if not key and table not in _TABLES:
        inside = [n for n in SETTINGS if n.split(".")[1] == table]
        hint = f"it belongs into a table: {inside[0]}" if inside else nearest(table, _TABLES)
        return diagnostic("config-unknown", span, f"there is no table or setting “{table}”", hint)
    if not key:
        return diagnostic("config-value", span, f"“{table}” is a table of settings, not a value", f"write [{table}] above them")
    keys = [n.split(".")[1] for n in SETTINGS if n.startswith(f"{table}.")]
    elsewhere = [n for n in SETTINGS if n.split(".")[1] == key]
    hint = f"it is {elsewhere[0]}" if elsewhere else nearest(key, keys)
    return diagnostic("config-unknown", span, f"there is no setting “{key}” in [{table}]", hint)


def nearest(text: str, choices: list[str] | tuple[str, ...]) -> str:
    best = process.extractOne(text, choices, score_cutoff=55)
    return f"did you mean “{best[0]}”?" if best else f"known here: {', '.join(choices)}"


def _syntax(path: str, text: str, error: tomllib.TOMLDecodeError) -> Diagnostic:
    at = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
    message = str(error).split(" (at ")[0]
    line, column = (int(at[1]), int(at[2])) if at else (max(1, len(text.splitlines())), 1)
    hint = "texts stand in quotes, lists in [ ], and each setting on a line of its own: name = value"
    shown = text.splitlines()[line - 1] if 0 < line <= len(text.splitlines()) else ""
    value = shown.partition("=")[2].strip()
    if re.match(r"\d{4}-\d{1,2}-\d{1,2}", value):
        return diagnostic(
            "config-syntax",
            Span(path, line, shown.index(value) + 1, len(value)),
            f"{value.split()[0]} is not a date",
            "write year-month-day with two figures for month and day, for example 2023-10-27",
        )
    if re.search("[“”]", value) and '"' not in value:
        hint = 'write straight quotation marks, " and not “'
    return diagnostic("config-syntax", Span(path, line, column), message[:1].lower() + message[1:], hint)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"“{value}”" if isinstance(value, (str, int, float)) else {dict: "a table", list: "a list"}.get(type(value), "this")
