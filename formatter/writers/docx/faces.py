"""The design's faces as Word knows them: family names out of the font files, and what to use where they are missing."""

from __future__ import annotations

import lzma
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from docx.oxml.ns import qn
from fontTools.ttLib import TTFont

from formatter.resources import resource_path
from formatter.writers.docx.xml import Element, element, root

_GB2312 = 18  # OS/2 ulCodePageRange bit: simplified Chinese
_SANS = range(11, 16)  # PANOSE serif styles without serifs


@dataclass(frozen=True, slots=True)
class Face:
    """A face of fonts/manifest.toml. ``family`` is what Word lists; an italic shares its upright's family."""

    family: str
    italic: bool
    chinese: bool
    sans: bool
    heavy: bool
    panose: str
    signature: tuple[str, ...]  # usb0–3, csb0–1

    @property
    def shape(self) -> str:
        """Its place in its family: the element of the font table that embeds it. No family here has a bold of its own."""
        return "embedItalic" if self.italic else "embedRegular"

    @property
    def fallback(self) -> str:
        """The nearest face that comes with Windows and Office: 宋体, 黑体, and their Latin companions."""
        if self.chinese:
            return "SimHei" if self.sans or self.heavy else "SimSun"
        return "Arial" if self.sans else "Times New Roman"


@cache
def _manifest() -> dict[str, dict[str, str]]:
    return tomllib.loads(resource_path("fonts/manifest.toml").read_text(encoding="utf-8"))


@cache
def face_data(role: str) -> bytes:
    """The bytes of a face. Raises KeyError for a role that the manifest doesn't have, MissingResource without its file."""
    name = _manifest()[role]["file"]
    data = resource_path(f"fonts/{name}").read_bytes()
    return lzma.decompress(data) if name.endswith(".xz") else data


def italic_of(role: str) -> str:
    """The role of the italic in a face's family, "" if it has none."""
    face = load_face(role)
    if face.chinese or face.italic:
        return ""
    others = (other for other in _manifest() if not _manifest()[other]["file"].endswith(".xz"))
    return next((o for o in others if load_face(o).italic and load_face(o).family == face.family), "")


@cache
def load_face(role: str) -> Face:
    """Read the face that the manifest gives a role. Raises KeyError for a role that it doesn't have."""
    with TTFont(resource_path("fonts") / _manifest()[role]["file"], lazy=True) as font:
        os2, names = font["OS/2"], font["name"]
        pages = (os2.ulCodePageRange1, os2.ulCodePageRange2)
        ranges = (os2.ulUnicodeRange1, os2.ulUnicodeRange2, os2.ulUnicodeRange3, os2.ulUnicodeRange4)
        panose = os2.panose
        return Face(
            family=str(names.getName(1, 3, 1, 0x409)),
            italic=bool(os2.fsSelection & 1),
            chinese=bool(pages[0] >> _GB2312 & 1),
            sans=panose.bSerifStyle in _SANS,
            heavy=os2.usWeightClass >= 600,
            panose="".join(f"{value:02X}" for value in vars(panose).values()),
            signature=tuple(f"{value:08X}" for value in (*ranges, *pages)),
        )


@cache
def _advances(role: str) -> dict[str, float]:
    """Character → its advance in em."""
    with TTFont(resource_path("fonts") / _manifest()[role]["file"], lazy=True) as font:
        unit, widths = font["head"].unitsPerEm, font["hmtx"].metrics
        return {chr(code): widths[glyph][0] / unit for code, glyph in font.getBestCmap().items()}


def measure_em(text: str, role: str) -> float:
    """The width of a text in one of the manifest's faces, without kerning; what the face lacks counts as one em."""
    advances = _advances(role)
    return sum(advances.get(char, 1.0) for char in text)


def _font(face: Face, embedded: Mapping[str, tuple[str, str]]) -> Element:
    usb = {f"usb{i}": value for i, value in enumerate(face.signature[:4])}
    csb = {f"csb{i}": value for i, value in enumerate(face.signature[4:])}
    files = [_embedding(shape, *embedded[shape]) for shape in ("embedRegular", "embedItalic") if shape in embedded]
    return element(
        "font",
        element("altName", val=face.fallback),
        element("panose1", val=face.panose),
        element("charset", val="86" if face.chinese else "00"),
        element("family", val="swiss" if face.sans else "roman"),
        element("pitch", val="variable"),
        element("sig", **usb, **csb),
        *files,
        name=face.family,
    )


def _embedding(shape: str, relationship: str, key: str) -> Element:
    made = element(shape, fontKey=key)
    made.set(qn("r:id"), relationship)
    return made


def font_table(faces: Iterable[Face], embedded: Mapping[Face, tuple[str, str]]) -> bytes:
    """word/fontTable.xml: a face a family, with the name of its stand-in and the files that hold it.

    ``embedded``: a face → the relationship id of its file and the key that it is obfuscated with.
    """
    upright = {face.family: face for face in sorted(faces, key=lambda face: (face.family, not face.italic))}
    return root("fonts", *(_font(face, _files(face.family, embedded)) for face in upright.values()))


def _files(family: str, embedded: Mapping[Face, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    return {face.shape: where for face, where in embedded.items() if face.family == family}
