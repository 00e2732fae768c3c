"""SVG files: their size, and what in them can't be printed as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

import resvg_py
from lxml import etree

from formatter.pictures.facts import Facts, Unfit

_PLAIN = frozenset(
    {
        "svg", "g", "defs", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "title", "desc",
        "metadata", "style", "symbol", "use",
    }
)  # fmt: skip
_SIZE = re.compile(r"\s*([0-9.]+(?:e[+-]?\d+)?)\s*(px|pt|pc|mm|cm|in)?\s*", re.IGNORECASE)
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_URL = re.compile(r"url\(\s*['\"]?\s*([^'\")]+)|@import\s+['\"]([^'\"]+)", re.IGNORECASE)
_SEE_THROUGH = re.compile(r"opacity\s*:\s*0?\.\d|mask|filter|clip-path|mix-blend-mode|marker", re.IGNORECASE)
_LARGEST = 5_000_000  # bytes


def read_svg(data: bytes) -> Facts:
    """Look at an SVG. Raises Unfit if it can't be printed."""
    if len(data) > _LARGEST:
        raise Unfit("picture-huge", f"the SVG has {len(data) / 1e6:.0f} MB", "simplify it, or save it as PNG")
    try:
        top = etree.fromstring(data, etree.XMLParser(resolve_entities="internal", no_network=True))
    except etree.XMLSyntaxError as error:
        reason = (error.msg or "not XML").split(", line")[0]
        raise Unfit("picture-unreadable", f"not a sound SVG: {reason}", "save it again") from None
    if _name(top) != "svg":
        raise Unfit("picture-unreadable", f"not an SVG: its outermost element is <{_name(top)}>", "save it again as SVG")
    elements = [e for e in top.iter() if isinstance(e.tag, str)]
    outside = next((target for e in elements for target in _references(e) if _is_outside(target)), None)
    if outside:
        shown = outside if len(outside) < 60 else outside[:60] + "…"
        raise Unfit("picture-external", f"the SVG takes in “{shown}”", "embed it: most programs offer that when they save")
    width, height = _size(top)
    data = etree.tostring(top, encoding="utf-8")
    try:
        resvg_py.svg_to_bytes(svg_string=data.decode(), width=16, dpi=96, skip_system_fonts=True)
    except ValueError as error:
        raise Unfit("picture-unreadable", f"the SVG can't be drawn: {error}", "save it again") from None
    names = {_name(e) for e in elements}
    plain = names <= _PLAIN and not any(_is_special(e) for e in elements)
    return Facts(width, height, vector=True, plain=plain, text="text" in names, data=data)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _references(element: etree._Element) -> Iterator[str]:
    for name, value in element.attrib.items():
        if etree.QName(name).localname == "href" and _name(element) != "a":
            yield str(value)
        yield from (a or b for a, b in _URL.findall(str(value)))
    if _name(element) == "style" and element.text:
        yield from (a or b for a, b in _URL.findall(element.text))


def _is_outside(target: str) -> bool:
    return not target.strip().startswith(("#", "data:"))


def _is_special(element: etree._Element) -> bool:
    """It has more than flat colours: gradients and patterns, transparency, masks."""
    attributes = {etree.QName(k).localname: str(v) for k, v in element.attrib.items()}
    text = attributes.get("style", "") + (element.text or "" if _name(element) == "style" else "")
    paints = (attributes.get("fill", ""), attributes.get("stroke", ""), text)
    if any("url(" in paint for paint in paints) or _SEE_THROUGH.search(text):
        return True
    faint = (attributes.get(k, "1") for k in ("opacity", "fill-opacity", "stroke-opacity"))
    masked = attributes.keys() & {"mask", "filter", "clip-path", "marker-start", "marker-mid", "marker-end"}
    return bool(masked) or any(value.strip() not in ("1", "1.0", "100%") for value in faint)


def _size(top: etree._Element) -> tuple[float, float]:
    """The size that the SVG gives itself, or that of its view box. Raises Unfit if it has neither."""
    sides = [_length(top.get("width", "")), _length(top.get("height", ""))]
    box = re.findall(r"-?[0-9.]+(?:e[+-]?\d+)?", top.get("viewBox", ""), re.IGNORECASE)
    shape = [float(box[2]), float(box[3])] if len(box) == 4 else [0.0, 0.0]
    width, height = sides if all(sides) else shape
    if not (0 < width < 1e6 and 0 < height < 1e6):
        raise Unfit("picture-unreadable", "the SVG does not say how large it is", "save it with a width and a height")
    return width, height


def _length(text: str) -> float:
    match = _SIZE.fullmatch(text)
    try:
        return float(match[1]) * _UNITS[(match[2] or "").lower()] if match else 0.0
    except ValueError:
        return 0.0
