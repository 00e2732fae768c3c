"""Which picture belongs to whom, and what it is called for those who can't see it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from rapidfuzz import process

from formatter.config import Config, PictureConfig
from formatter.diagnostics import Diagnostic, Outcome, diagnostic
from formatter.layout.design_files import volume_design
from formatter.layout.parts import Words, main_language
from formatter.layout.pictures import Album, logo_size, portrait_size, printed_resolution
from formatter.layout.plan import Picture, PictureKind
from formatter.layout.styles import Design
from formatter.model import Bilingual, Span, TranslatedSpeaker, Volume
from formatter.pictures.bitmap import read_bitmap
from formatter.pictures.facts import Facts, Unfit
from formatter.pictures.svg import read_svg
from formatter.world import World

SUFFIXES = (".jpeg", ".jpg", ".png", ".svg")
_SHARP = 150  # dots per inch below which a printed picture looks soft
_NOT_OURS = frozenset({"thumbs.db", "desktop.ini", "readme.txt", "readme.md"})
_FITTING = 60  # per cent of likeness from which a name is offered


def load_pictures(config: Config, volume: Volume, world: World) -> Outcome[Album]:
    """Find and look at the volume's pictures. One that can't be printed is left out and said."""
    return _Loader(config, volume, world).load()


@dataclass(slots=True)
class _Loader:
    config: Config
    volume: Volume
    world: World
    words: Words = field(init=False)
    design: Design = field(init=False)
    found: list[Diagnostic] = field(init=False, default_factory=list)
    speakers: dict[str, TranslatedSpeaker] = field(init=False, default_factory=dict)  # by Chinese name
    known: dict[str, str] = field(init=False, default_factory=dict)  # every spelling of a name → the Chinese name

    def load(self) -> Outcome[Album]:
        self.words = Words(main_language(self.volume), "en")
        self.design = volume_design(self.config.page)
        for speaker in (s for speech in self.volume.speeches for s in speech.speakers):
            self.speakers.setdefault(speaker.speaker.name, speaker)
            for name in (speaker.speaker.name, speaker.name.zh, speaker.name.en, speaker.speaker.original):
                if name:
                    self.known.setdefault(_key(name), speaker.speaker.name)
        named = dict(self._named())
        portraits: dict[str, Picture] = {}
        for name, (path, place) in {**self._in_folder(named), **named}.items():
            setting = self._setting(name)
            portrait = self._portrait(name, path, place, setting.alt if setting else Bilingual())
            if portrait is not None:
                portraits[name] = portrait
        return Outcome(Album(portraits, self._logo()), tuple(self.found))

    # --- which file ------------------------------------------------------------------------------------------

    def _setting(self, name: str) -> PictureConfig | None:
        given = {self.known.get(_key(spelling)): picture for spelling, picture in self.config.pictures.speakers}
        return given.get(name)

    def _named(self):
        """The speakers to whom the settings give a file: name, path and the place that says so."""
        for spelling, picture in self.config.pictures.speakers:
            place = self._place(f"pictures.speakers.{spelling}", "pictures.speakers")
            name = self.known.get(_key(spelling))
            if name is None:
                message = f"there is no speaker “{spelling}” in this volume"
                self.found.append(diagnostic("picture-speaker", place, message, self._nearest(spelling)))
            elif picture.file:
                yield name, (picture.file, place)

    def _in_folder(self, named: dict[str, tuple[str, Span]]) -> dict[str, tuple[str, Span]]:
        """The files that are named after a speaker; the others are said."""
        folder, logo = self.config.pictures.folder, self.config.volume.logo.file
        if not self.world.exists(folder):
            if any(setting == "pictures.folder" for setting, _ in self.config.places):
                place = self.config.place("pictures.folder")
                self.found.append(diagnostic("picture-missing", place, f"there is no folder {folder}", "make it, or leave the setting out"))
            return {}
        taken = {self._path(file) for file, _ in named.values()} | ({self._path(logo)} if logo else set())
        portraits: dict[str, tuple[str, Span]] = {}
        for path in self.world.list_files(folder):
            file = PurePosixPath(path)
            if path in taken or file.name.lower() in _NOT_OURS:
                continue
            if file.suffix.lower() not in SUFFIXES:
                message = f"{file.suffix or 'such'} files are not printed"
                self.found.append(diagnostic("picture-skipped", Span(path), message, f"save it as JPEG, PNG or SVG, or move it out of {folder}/"))
                continue
            name = self.known.get(_key(file.stem))
            if name is None:
                message = f"“{file.stem}” is no speaker of this volume"
                self.found.append(diagnostic("picture-unmatched", Span(path), message, self._nearest(file.stem)))
            elif name in portraits or name in named:
                printed = (named.get(name) or portraits[name])[0]
                message = f"{name} has another picture, {printed}, which is printed"
                self.found.append(diagnostic("picture-twice", Span(path), message, "remove one of the two"))
            else:
                portraits[name] = (path, Span(path))
        return portraits

    def _path(self, file: str) -> str:
        """A file that the settings name stands in the folder of pictures, or where they say."""
        inside = (PurePosixPath(self.config.pictures.folder) / file).as_posix()
        return inside if self.world.exists(inside) else PurePosixPath(file).as_posix()

    def _nearest(self, name: str) -> str:
        spellings = {s for speaker in self.speakers.values() for s in (speaker.speaker.name, speaker.name.en) if s}
        best = process.extractOne(name, sorted(spellings), processor=_key, score_cutoff=_FITTING)
        return f"did you mean “{best[0]}”?" if best else "name it after the speaker, for example 孟林.jpg or Meng Lin.jpg"

    def _place(self, *settings: str) -> Span:
        places = dict(self.config.places)
        return next((places[s] for s in settings if s in places), Span(self.config.path or "proceedings.toml"))

    # --- the pictures themselves -----------------------------------------------------------------------------

    def _portrait(self, name: str, file: str, place: Span, alt: Bilingual) -> Picture | None:
        speaker = self.speakers[name]
        usual = Bilingual(
            self.words.both("Portrait of {name}", name=speaker.name.zh or name).zh,
            self.words.both("Portrait of {name}", name=speaker.name.en or name).en,
        )
        picture = self._read(PictureKind.PORTRAIT, file, place, Bilingual(alt.zh or usual.zh, alt.en or usual.en))
        if picture is not None:
            self._check_resolution(picture, place, *portrait_size(self.design))
        return picture

    def _logo(self) -> Picture | None:
        logo = self.config.volume.logo
        if not logo.file:
            return None
        given = self.config.volume
        name = Bilingual(given.event.zh or given.title.zh or self.volume.title.zh, given.event.en or given.title.en or self.volume.title.en)
        usual = Bilingual(
            self.words.both("Logo: {name}", name=name.zh or name.en).zh,
            self.words.both("Logo: {name}", name=name.en or name.zh).en,
        )
        place = self._place("volume.logo.file", "volume.logo")
        picture = self._read(PictureKind.LOGO, logo.file, place, Bilingual(logo.alt.zh or usual.zh, logo.alt.en or usual.en))
        if picture is not None:
            form = self.design.formats.get(self.config.page.format) or self.design.formats["A4"]
            self._check_resolution(picture, place, *logo_size(self.design, form.text_width, picture))
        return picture

    def _read(self, kind: PictureKind, file: str, place: Span, alt: Bilingual) -> Picture | None:
        """Look at a file; what is wrong is said at the place that names it."""
        path = self._path(file)
        suffix = PurePosixPath(path).suffix.lower()
        try:
            if suffix not in SUFFIXES:
                raise Unfit("picture-format", f"{suffix or 'such'} files are not printed", "save it as JPEG, PNG or SVG")
            data = self.world.read_bytes(path)
            facts = read_svg(data) if suffix == ".svg" else read_bitmap(data)
        except FileNotFoundError:
            folder = self.config.pictures.folder
            best = process.extractOne(path, self.world.list_files(folder), score_cutoff=_FITTING)
            hint = f"did you mean “{best[0]}”?" if best else f"put the file into {folder}/, or correct its name"
            self.found.append(diagnostic("picture-missing", place, f"there is no file {path}", hint))
            return None
        except OSError as error:
            reason = (error.strerror or "the system refuses").lower()
            self.found.append(diagnostic("picture-unreadable", place, f"can't open {path}: {reason}", ""))
            return None
        except Unfit as unfit:
            code, message, hint = unfit.args
            self.found.append(diagnostic(code, place, message if place.path == path else f"{path}: {message}", hint))
            return None
        if facts.text:
            self.found.append(diagnostic("picture-text", place, f"{path} has text in it", "turn the text into paths when you save the SVG"))
        return self._picture(path, kind, alt, facts, data)

    def _picture(self, path: str, kind: PictureKind, alt: Bilingual, facts: Facts, data: bytes) -> Picture:
        spoken = " / ".join(dict.fromkeys((alt.zh, alt.en)))
        return Picture(path, kind, spoken, self.words.zh, facts.width, facts.height, facts.data or data, facts.vector, facts.plain)

    def _check_resolution(self, picture: Picture, place: Span, width: float, height: float) -> None:
        dpi = printed_resolution(picture, width, height)
        if not picture.vector and dpi < _SHARP:
            message = f"{picture.path} has {picture.width:g} × {picture.height:g} pixels, {dpi:.0f} to the inch as printed"
            wanted = f"{width / 72 * 300:.0f} × {height / 72 * 300:.0f} pixels or more look sharp"
            self.found.append(diagnostic("picture-resolution", place, message, wanted))


def _key(name: str) -> str:
    """A name as it is compared: 陈　光 is 陈光, "meng_lin" is Meng Lin."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[\W_]+", "", folded)
