"""How the book looks: faces, sizes, leading, measure and colours, read from a design in ``designs/*.toml``.

A design is data alone, so that a user may copy and change one. Everything stands on one baseline grid: ``leading`` is
its line in points, and all vertical measures of a role (its own leading, the space before and after) count quarters of
it. Body rows start at half lines, so that both languages share every baseline.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from formatter.layout.plan import Role

MM = 72 / 25.4
BAND = 0.09  # a cover's band along the spine, of the page's width
_BESIDE_BAND = 30.0  # points between the band and the text


@dataclass(frozen=True, slots=True)
class TextStyle:
    """One language's side of a role. ``size`` is in points, ``leading`` in quarter lines, ``indent`` in em.

    ``face`` and ``latin`` are roles of fonts/manifest.toml: of the text, and of Latin letters within Chinese
    (English text has ``face`` alone). ``align``: justify, left, centre, right.
    """

    face: str
    size: float
    leading: int = 4
    latin: str = ""
    colour: str = "black"
    align: str = "left"
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class RoleStyle:
    """A role in both languages; ``before`` and ``after`` are quarter lines, the larger of two neighbours counts."""

    zh: TextStyle
    en: TextStyle
    before: int = 0
    after: int = 0

    def side(self, lang: str) -> TextStyle:
        return self.en if lang.startswith("en") else self.zh


@dataclass(frozen=True, slots=True)
class PageFormat:
    """A page size with its margins, all in points; ``lines`` is the number of grid lines of the text area."""

    width: float
    height: float
    top: float
    inner: float
    outer: float
    lines: int
    gutter: float
    head: float  # from the top edge to the running head's baseline
    foot: float  # from the bottom edge to the page number's baseline

    @property
    def text_width(self) -> float:
        return self.width - self.inner - self.outer


@dataclass(frozen=True, slots=True)
class Design:
    """A whole design. ``columns`` are the least and the most hanzi of the Chinese measure in two columns;
    ``cover`` is the cover's ornament, "frame" or "band"."""

    name: str
    leading: float
    drop: float  # from a line's baseline down to the foot of its slot, points
    columns: tuple[int, int]
    colours: Mapping[str, tuple[float, float, float]]
    formats: Mapping[str, PageFormat]
    roles: Mapping[Role, RoleStyle]
    furniture: Mapping[str, RoleStyle]
    options: Mapping[str, bool] = field(default_factory=dict)
    portrait: int = 22  # quarter lines from the top of a speech's title to the foot of the portrait
    logo: int = 16  # quarter lines, the height of a logo
    cover: str = "frame"
    inks: Mapping[str, tuple[float, float, float, float]] = field(default_factory=dict)  # the colours in print

    @property
    def unit(self) -> float:
        """A quarter of a grid line, points: the unit of all vertical measures."""
        return self.leading / 4

    half = unit  # the unit's former name

    def style(self, role: Role, lang: str) -> TextStyle:
        return self.roles[role].side(lang)


def cover_indent(design: Design, form: PageFormat) -> float:
    """How far a cover's text stands right of the left margin, points: clear of the band, if it has one."""
    return max(0.0, BAND * form.width + _BESIDE_BAND - form.inner) if design.cover == "band" else 0.0


def _colour(text: str) -> tuple[float, float, float]:
    return tuple(int(text[i : i + 2], 16) / 255 for i in (1, 3, 5))  # type: ignore[return-value]


def separate(rgb: Sequence[float]) -> tuple[float, float, float, float]:
    """Cyan, magenta, yellow and black of a screen colour, 0 to 1: what the three inks have in common is black, and the
    rest as much as is to be seen beside it.

    So grays are pure black, and no colour takes more than three times the full ink.
    """
    cyan, magenta, yellow = (1 - value for value in rgb)
    black = min(cyan, magenta, yellow)
    if black == 1:
        return 0.0, 0.0, 0.0, 1.0
    cyan, magenta, yellow = ((ink - black) / (1 - black) for ink in (cyan, magenta, yellow))
    return cyan, magenta, yellow, black


def _inks(data: Mapping[str, Any], colours: Mapping[str, tuple[float, float, float]]) -> dict[str, Any]:
    given = {name: tuple(percent / 100 for percent in inks) for name, inks in data.get("cmyk", {}).items()}
    return {name: separate(rgb) for name, rgb in colours.items()} | given


def _role(table: Mapping[str, Any], defaults: Mapping[str, Any]) -> RoleStyle:
    zh = TextStyle(**{**defaults["zh"], **table.get("both", {}), **table.get("zh", {})})
    en = TextStyle(**{**defaults["en"], **table.get("both", {}), **table.get("en", {})})
    return RoleStyle(zh, en, table.get("before", 0), table.get("after", 0))


def _format(table: Mapping[str, Any]) -> PageFormat:
    return PageFormat(
        width=table["width_mm"] * MM,
        height=table["height_mm"] * MM,
        lines=table["lines"],
        **{k: float(table[k]) for k in ("top", "inner", "outer", "gutter", "head", "foot")},
    )


def parse_design(name: str, text: str) -> Design:
    """Read a design from its TOML text. Raises KeyError, TypeError or tomllib.TOMLDecodeError if it is not one."""
    return build_design(name, tomllib.loads(text))


def build_design(name: str, data: Mapping[str, Any]) -> Design:
    """Make a design of its whole tables. Raises KeyError or TypeError if something is missing."""
    grid, defaults = data["grid"], data["defaults"]
    colours = {"black": (0.0, 0.0, 0.0)} | {k: _colour(v) for k, v in data["colours"].items()}
    return Design(
        name=name,
        leading=float(grid["leading"]),
        drop=float(grid["drop"]),
        columns=(int(grid["columns"][0]), int(grid["columns"][1])),
        colours=colours,
        formats={k: _format(v) for k, v in data["formats"].items()},
        roles={role: _role(data["roles"][role.value], defaults) for role in Role},
        furniture={k: _role(v, defaults) for k, v in data["furniture"].items()},
        options=data.get("options", {}),
        **data.get("pictures", {}),
        cover=data.get("cover", {}).get("ornament", "frame"),
        inks=_inks(data, colours),
    )


@cache
def load_design(name: str) -> Design:
    """Load one of the designs that come with the program. Raises FileNotFoundError for another name."""
    return parse_design(name, design_text(name))


def design_text(name: str) -> str:
    """The TOML of one of the program's designs. Raises FileNotFoundError for another name."""
    return files(__package__).joinpath("designs", f"{name}.toml").read_text(encoding="utf-8")


def design_names() -> tuple[str, ...]:
    found = files(__package__).joinpath("designs").iterdir()
    return tuple(sorted(f.name.removesuffix(".toml") for f in found if f.name.endswith(".toml")))
