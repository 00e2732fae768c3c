"""A design of the volume's own: a TOML file that extends one of the program's designs and changes some of its values.

Nothing wrong reaches the writers: what is unknown, of the wrong type or impossible on paper is found here, at its line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from formatter.config import PageConfig, find_places, nearest
from formatter.diagnostics import Diagnostic, Span, diagnostic
from formatter.layout.plan import Role
from formatter.layout.styles import Design, RoleStyle, TextStyle, build_design, design_names, design_text, load_design
from formatter.resources import resource_path

Table = Mapping[str, Any]
_SIDES = ("both", "zh", "en")
_STYLE_TYPES: dict[str, type | tuple[type, ...]] = {
    "face": str, "latin": str, "colour": str, "align": str, "size": (int, float), "leading": int, "indent": (int, float),
}  # fmt: skip
_ALIGNS = ("justify", "left", "centre", "right")
_SIZES = (4, 100)  # points: what can be read, and what fits a page
_KINDS = {str: "a text", bool: "true or false", int: "a whole number", dict: "a table", list: "a list"}


def volume_design(page: PageConfig) -> Design:
    """The design that a volume asks for. Its own file, in ``page.design``, has been read before without a finding."""
    return _own(page.style, page.design) if page.design else load_design(page.style)


@cache
def _own(name: str, text: str) -> Design:
    return build_design(name, _merged(tomllib.loads(text)))


def check_design(path: str, data: bytes) -> tuple[Diagnostic, ...]:
    """Say everything that is wrong with a design's file; nothing if the book can be set with it."""
    try:
        text = data.decode("utf-8-sig")
        given = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return (diagnostic("design-syntax", Span(path, line, 1), "not UTF-8 text", "save the file as UTF-8"),)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        line, column = (int(at[1]), int(at[2])) if at else (max(1, len(text.splitlines())), 1)
        message = str(error).split(" (at ")[0]
        hint = "texts stand in quotes, and each value on a line of its own: name = value"
        return (diagnostic("design-syntax", Span(path, line, column), message[:1].lower() + message[1:], hint),)
    places = _Places(path, text)
    found = tuple(_check_keys(given, places))
    if found:
        return found
    whole = _merged(given)
    if missing := _missing(whole):
        hint = 'write extends = "classic" in its first line to take the rest from there'
        return (diagnostic("design-value", Span(path, 1, 1), f"the design has no {missing}", hint),)
    design = build_design(path, whole)
    return tuple(_check_sizes(design, places))


class _Places:
    """Where the keys of a design's file stand, also those of tables written on one line."""

    def __init__(self, path: str, text: str) -> None:
        self.path, self.lines, self.found = path, text.splitlines(), find_places(path, text)

    def __call__(self, *keys: str) -> Span:
        """The place of the innermost of these nested keys that stands in the file."""
        for end in range(len(keys), 0, -1):
            span = self.found.get(".".join(keys[:end]))
            if span is None:
                continue
            rest = keys[end:]
            inner = re.search(rf"[{{,]\s*({re.escape(rest[0])})\s*=", self.lines[span.line - 1]) if rest else None
            return Span(self.path, span.line, inner.start(1) + 1, len(inner[1])) if inner else span
        return Span(self.path, 1, 1)


def _base(given: Table) -> dict[str, Any]:
    """What a design extends; one that extends nothing, as a copy does, stands for itself."""
    return tomllib.loads(design_text(given["extends"])) if "extends" in given else {}


def _missing(whole: Table) -> str:
    """The first thing that both designs of the program have and this one has not, as a dotted name; "" if there is none."""
    models = [tomllib.loads(design_text(name)) for name in design_names()]
    return next(_lacking(whole, models[0], models[1:]), "")


def _lacking(own: Table, model: Table, others: list[dict[str, Any]], above: str = "") -> Iterator[str]:
    for key, value in model.items():
        if not all(key in other for other in others) or (key == "cmyk" and not above):
            continue
        if key not in own:
            if above.split(".")[0] not in ("roles", "furniture") or above.count(".") == 1:
                yield f"{above}{key}"
        elif isinstance(value, dict):
            yield from _lacking(own[key], value, [other[key] for other in others], f"{above}{key}.")


def _merged(given: Table) -> dict[str, Any]:
    base = _base(given)
    # the inks of a colour that is changed here were another colour's
    base |= {"cmyk": {k: v for k, v in base.get("cmyk", {}).items() if k not in given.get("colours", {})}}
    return _over(base, {k: v for k, v in given.items() if k != "extends"})


def _over(base: Table, own: Table) -> dict[str, Any]:
    merged = dict(base)
    for key, value in own.items():
        merged[key] = _over(merged.get(key, {}), value) if isinstance(value, dict) else value
    return merged


def _check_keys(given: Table, places: _Places) -> Iterator[Diagnostic]:
    """Unknown names and wrong types. The program's own designs say what there is and of what type."""
    extends = given.get("extends", "classic")
    if extends not in design_names():
        hint = nearest(str(extends), design_names())
        yield diagnostic("design-value", places("extends"), f"extends: there is no design “{extends}”", hint)
        return
    known: dict[str, Any] = {"extends": ""}
    for name in design_names():
        known = _over(known, tomllib.loads(design_text(name)))
    known["roles"] = {role.value: _ROLE for role in Role}
    known["furniture"] = {name: _ROLE for name in known["furniture"]}
    known["defaults"] = {"zh": _STYLE, "en": _STYLE}
    yield from _compare(given, known, (), places)


_STYLE = {field.name: () for field in fields(TextStyle)}
_ROLE = {"before": 0, "after": 0, **{side: _STYLE for side in _SIDES}}


def _compare(given: Table, known: Table, above: tuple[str, ...], places: _Places) -> Iterator[Diagnostic]:
    for key, value in given.items():
        keys = (*above, key)
        if above == ("colours",):
            if not (isinstance(value, str) and re.fullmatch(r"#[0-9A-Fa-f]{6}", value)):
                yield _wrong(keys, places, "expected a colour", 'write it as "#8e1b1f": red, green and blue')
        elif above == ("cmyk",):
            if not (isinstance(value, list) and len(value) == 4 and all(type(n) in (int, float) and 0 <= n <= 100 for n in value)):
                hint = f"{key} = [0, 0, 0, 100]: cyan, magenta, yellow and black"
                yield _wrong(keys, places, "expected the percentages of four inks", hint)
        elif key not in known:
            where = f" in [{'.'.join(above)}]" if above else ""
            yield diagnostic("design-unknown", places(*keys), f"there is no “{key}”{where}", nearest(key, tuple(known)))
        elif isinstance(known[key], dict):
            if isinstance(value, dict):
                yield from _compare(value, known[key], keys, places)
            else:
                yield _wrong(keys, places, "expected a table", "write its values in [ ] headings or in { }")
        else:
            like = known[key]
            kind = (
                _STYLE_TYPES[key]
                if like == ()
                else (int, float)
                if isinstance(like, float) or above[:1] == ("formats",)
                else type(like)
            )
            if above[:1] == ("formats",) and key == "lines":
                kind = int
            if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
                yield _wrong(keys, places, f"expected {_KINDS.get(kind, 'a number')}", "")  # type: ignore[arg-type]
            elif key == "columns" and not (
                len(value) == 2 and all(type(n) is int for n in value) and 5 <= value[0] <= value[1] <= 60
            ):
                yield _wrong(keys, places, "expected two whole numbers of hanzi, from 5 to 60", "columns = [13, 22]")
            elif key == "align" and value not in _ALIGNS:
                yield _wrong(keys, places, f"there is no “{value}”", nearest(value, _ALIGNS))
            elif key == "ornament" and value not in ("frame", "band"):
                yield _wrong(keys, places, f"there is no “{value}”", nearest(value, ("frame", "band")))
            elif isinstance(value, (int, float)) and not 0 <= value <= 2000:
                yield _wrong(keys, places, "expected a number from 0 to 2000", "")


def _wrong(keys: tuple[str, ...], places: _Places, message: str, hint: str) -> Diagnostic:
    return diagnostic("design-value", places(*keys), f"{'.'.join(keys)}: {message}", hint)


def _check_sizes(design: Design, places: _Places) -> Iterator[Diagnostic]:
    """What has the right type but can't be set: faces and colours there are none of, lines that overlap, pages too small."""
    if not 4 <= design.leading <= 100:
        yield _wrong(("grid", "leading"), places, "expected 4 to 100 points", "leading = 15.0")
        return
    if design.drop >= design.leading:
        yield _wrong(("grid", "drop"), places, f"expected less than the leading, {design.leading:g} points", "drop = 4.2")
    tables: list[tuple[str, str, RoleStyle]] = [("roles", r.value, s) for r, s in design.roles.items()]
    tables += [("furniture", name, style) for name, style in design.furniture.items()]
    manifest = tomllib.loads(resource_path("fonts/manifest.toml").read_text(encoding="utf-8"))
    faces = tuple(role for role, face in manifest.items() if not face["file"].endswith(".xz"))  # those only help out
    for table, name, style in tables:
        for side, text in (("zh", style.zh), ("en", style.en)):
            keys = (table, name, side)
            for key, face in (("face", text.face), ("latin", text.latin)):
                if face and face not in faces:
                    yield _wrong((*keys, key), places, f"there is no face “{face}”", nearest(face, faces))
            if text.colour not in design.colours:
                yield _wrong(
                    (*keys, "colour"),
                    places,
                    f"there is no colour “{text.colour}”",
                    nearest(text.colour, tuple(design.colours)),
                )
            if not _SIZES[0] <= text.size <= _SIZES[1]:
                yield _wrong((*keys, "size"), places, "expected 4 to 100 points", "")
            elif text.leading * design.unit < text.size:
                lines = f"lines {text.leading * design.unit:g} points apart are too close for {text.size:g} points"
                yield _wrong((*keys, "size"), places, lines, "raise its leading, in quarter lines of the grid")
    for name in design.inks:
        if name not in design.colours:
            hint = nearest(name, tuple(design.colours))
            yield _wrong(("cmyk", name), places, f"there is no colour “{name}”", hint)
    least = design.columns[0] * design.style(Role.BODY, "zh").size
    for name, form in design.formats.items():
        if form.text_width < 2 * least + form.gutter:
            short = f"the text is {form.text_width:.0f} points wide, too narrow for two columns of {design.columns[0]} hanzi"
            yield _wrong(
                ("formats", name, "inner"), places, short, "make the margins smaller, or the least of grid.columns"
            )
        if form.lines < 10:
            yield _wrong(("formats", name, "lines"), places, "expected at least 10 lines", "")
        if form.top + form.lines * design.leading + form.foot >= form.height:
            yield _wrong(
                ("formats", name, "lines"), places, f"{form.lines} lines don't fit the page", "write fewer lines"
            )
