"""proceedings.toml → Config. Every setting has a default; a wrong one is a diagnostic with its line and the nearest
right name."""

from __future__ import annotations

from dataclasses import dataclass, field

from formatter.model import Bilingual


@dataclass(frozen=True, slots=True)
class VolumeConfig:
    """[volume]: what the title page and the imprint say. An empty value is left out of the book, never invented."""

    title: Bilingual = Bilingual()
    subtitle: Bilingual = Bilingual()
    event: Bilingual = Bilingual()
    place: Bilingual = Bilingual()
    publisher: Bilingual = Bilingual()
    editors: tuple[Bilingual, ...] = ()
    organisers: tuple[Bilingual, ...] = ()
    rights: Bilingual = Bilingual()
    start: str = ""  # ISO dates of the event
    end: str = ""
    isbn: str = ""


@dataclass(frozen=True, slots=True)
class PageConfig:
    """[page]. ``ratio`` is the Chinese column's share of the text width, 0 to let the layout choose."""

    format: str = "A4"  # "A4", "16K" (185 × 260 mm) or "Letter"
    layout: str = "columns"  # "columns", "facing" or "stacked"
    style: str = "classic"
    ratio: float = 0.0


@dataclass(frozen=True, slots=True)
class EngineConfig:
    """[engine]. ``package``: "" for the package that comes with the program, an installed package's name, or a file."""

    package: str = ""
    beam_size: int = 4


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of a volume; ``path`` is the file that they came from ("" if there was none)."""

    path: str = ""
    seeds: str = "seeds"
    order: tuple[str, ...] = ()  # file names, globs or speech titles; empty: files by name
    glossary: tuple[str, ...] = ()  # empty: every file in glossary/
    memory: tuple[str, ...] = ("glossary/approved.tmx",)
    spelling: str = "en-US"  # or en-GB
    output: str = "build"
    name: str = "proceedings"  # output files' stem
    volume: VolumeConfig = field(default_factory=VolumeConfig)
    page: PageConfig = field(default_factory=PageConfig)
    engine: EngineConfig = field(default_factory=EngineConfig)
