"""The faces in fonts/: which glyph draws a character, how wide it is, and the embedded subset at the end.

A face hands out CIDs by (glyph, text), in order of first use: two characters that share a glyph stay apart, so that
the text read back from the file is the text that went in.
"""

from __future__ import annotations

import lzma
import tomllib
from collections.abc import Iterator
from functools import cache, cached_property

import uharfbuzz as hb

from formatter.resources import resource_path

# Asked in this order where a face has no glyph: a wider face of the same style first.
_FALLBACK = {
    "serif": ("serif-wide", "sans", "latin"),
    "serif-semibold": ("serif-semibold-wide", "serif", "serif-wide", "sans", "latin-semibold"),
    "sans": ("sans-wide", "serif", "serif-wide", "latin"),
    "latin": ("serif", "serif-wide", "sans"),
    "latin-italic": ("latin", "serif", "serif-wide", "sans"),
    "latin-semibold-italic": ("latin-semibold", "serif-semibold", "serif-semibold-wide", "serif", "serif-wide", "sans"),
    "latin-semibold": ("latin", "serif-semibold", "serif-semibold-wide", "serif", "serif-wide", "sans"),
}
GETA = "〓"  # what compositors set for a sort that is not in the case


@cache
def _manifest() -> dict[str, dict[str, str]]:
    return tomllib.loads(resource_path("fonts/manifest.toml").read_text(encoding="utf-8"))


@cache
def _font_data(role: str) -> bytes:
    """The bytes of a face. Raises MissingResource if its file is not there."""
    name = _manifest()[role]["file"]
    data = resource_path(f"fonts/{name}").read_bytes()
    return lzma.decompress(data) if name.endswith(".xz") else data


class Face:
    """One face of one document. Widths are thousandths of an em (every face here has 1000 units)."""

    def __init__(self, role: str, index: int) -> None:
        self.role = role
        self.name = f"F{index}"
        self.hb_face = hb.Face(_font_data(role))
        self.hb_font = hb.Font(self.hb_face)
        self.cids: dict[tuple[int, str], int] = {}
        self.widths: list[int] = [self.hb_font.get_glyph_h_advance(0)]
        self._hex: dict[str, tuple[str, int]] = {}

    @cached_property
    def coverage(self) -> frozenset[int]:
        return frozenset(self.hb_face.unicodes)

    @cached_property
    def ps_name(self) -> str:
        name = self.hb_face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME)
        return name or self.role

    def cid(self, glyph: int, text: str) -> int:
        key = (glyph, text)
        found = self.cids.get(key)
        if found is None:
            found = self.cids[key] = len(self.cids) + 1
            self.widths.append(self.hb_font.get_glyph_h_advance(glyph))
        return found

    def char(self, char: str) -> tuple[str, int]:
        """The code of a single character, in hexadecimal, and its advance."""
        found = self._hex.get(char)
        if found is None:
            glyph = self.hb_font.get_nominal_glyph(ord(char)) or 0
            cid = self.cid(glyph, char)
            found = self._hex[char] = (f"{cid:04x}", self.widths[cid])
        return found

    def glyphs(self, text: str, features: dict[str, bool]) -> Iterator[tuple[int, int, int]]:
        """Shape a text: (CID, offset of its cluster in the text, shaped advance) of each glyph."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(self.hb_font, buffer, features)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        ends = sorted({i.cluster for i in infos} | {len(text)})
        seen: set[int] = set()
        for info, position in zip(infos, positions, strict=True):
            start = info.cluster
            cluster = "" if start in seen else text[start : ends[ends.index(start) + 1]]
            seen.add(start)
            yield self.cid(info.codepoint, cluster), start, position.x_advance


class FontBook:
    """The faces of one document, opened when first asked for."""

    def __init__(self) -> None:
        self.faces: dict[str, Face] = {}
        self._chosen: dict[tuple[str, str], Face | None] = {}

    def face(self, role: str) -> Face:
        if role not in self.faces:
            self.faces[role] = Face(role, len(self.faces) + 1)
        return self.faces[role]

    def choose(self, role: str, char: str) -> Face | None:
        """The first face that can draw a character: the one asked for, then wider ones; None if no face can."""
        key = (role, char)
        if key not in self._chosen:
            code = ord(char)
            roles = (role, *_FALLBACK[role])
            self._chosen[key] = next((self.face(r) for r in roles if code in self.face(r).coverage), None)
        return self._chosen[key]

    def used(self) -> list[Face]:
        return [face for face in self.faces.values() if face.cids]


def subset(face: Face) -> tuple[bytes, list[int]]:
    """The face with only its used glyphs, and the new glyph of each CID (CID 0 first)."""
    request = hb.SubsetInput()
    request.unicode_set.clear()
    request.glyph_set.update({glyph for glyph, _ in face.cids})
    request.layout_feature_tag_set.clear()
    request.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    request.drop_table_tag_set.update(
        int.from_bytes(tag, "big") for tag in (b"GSUB", b"GPOS", b"GDEF", b"BASE", b"STAT", b"name", b"OS/2", b"cmap")
    )
    plan = hb.SubsetPlan(face.hb_face, request)
    mapping = plan.old_to_new_glyph_mapping
    new = [0] * (len(face.cids) + 1)
    for (glyph, _), cid in face.cids.items():
        new[cid] = mapping[glyph]
    return plan.execute().blob.data, new
