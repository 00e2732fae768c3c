"""A face → its font objects: the used glyphs embedded, widths, and the way back from glyphs to text."""

from __future__ import annotations

import hashlib
from itertools import groupby

from formatter.writers.pdf.fonts import Face, subset
from formatter.writers.pdf.objects import Objects, Raw, settle


def embed_face(objects: Objects, face: Face) -> Raw:
    """Write a face as a Type 0 font with CIDs in order of first use. Returns its dictionary."""
    data, glyphs = subset(face)
    name = f"{_tag(data)}+{face.ps_name}"
    data = settle(data, b"\x01\0\0\0")
    file = objects.add_stream(data, f"/Length1 {len(data)}")
    to_glyph = objects.add_stream(b"".join(g.to_bytes(2, "big") for g in glyphs), padding=b"\0\x01")
    to_unicode = objects.add_stream(_to_unicode(face).encode("ascii"))
    extents = face.hb_font.get_font_extents("ltr")
    box = _bounding_box(face)
    italic = -12 if "italic" in face.role else 0
    descriptor = objects.add(
        f"<</Type/FontDescriptor/FontName/{name}/Flags {4 | (64 if italic else 0)}"
        f"/FontBBox[{' '.join(map(str, box))}]/ItalicAngle {italic}/Ascent {extents.ascender}"
        f"/Descent {extents.descender}/CapHeight 700/StemV 80/FontFile2 {file.ref}>>"
    )
    cid_font = objects.add(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        f"/Supplement 0>>/FontDescriptor {descriptor.ref}/DW 1000/W[{_widths(face.widths)}]"
        f"/CIDToGIDMap {to_glyph.ref}>>"
    )
    return objects.add(
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{cid_font.ref}]"
        f"/ToUnicode {to_unicode.ref}>>"
    )


def _tag(data: bytes) -> str:
    """Six capitals that tell a subset from others of the same face (ISO 32000-1 9.6.4)."""
    value = int.from_bytes(hashlib.sha256(data).digest()[:8], "big")
    letters = ""
    for _ in range(6):
        value, rest = divmod(value, 26)
        letters += chr(65 + rest)
    return letters


def _bounding_box(face: Face) -> tuple[int, int, int, int]:
    boxes = [e for g, _ in face.cids if (e := face.hb_font.get_glyph_extents(g)) and e.width]
    if not boxes:
        return (0, 0, 1000, 1000)
    return (
        min(b.x_bearing for b in boxes),
        min(b.y_bearing + b.height for b in boxes),
        max(b.x_bearing + b.width for b in boxes),
        max(b.y_bearing for b in boxes),
    )


def _widths(widths: list[int]) -> str:
    """The W array: runs of CIDs whose width is not the default of 1000."""
    parts = []
    for odd, run in groupby(enumerate(widths), key=lambda item: item[1] != 1000):
        items = list(run)
        if odd:
            parts.append(f"{items[0][0]}[{' '.join(str(w) for _, w in items)}]")
    return "".join(parts)


def _to_unicode(face: Face) -> str:
    entries = [
        f"<{cid:04X}> <{(text or chr(0x200B)).encode('utf-16-be').hex().upper()}>"
        for (_, text), cid in face.cids.items()
    ]
    blocks = []
    for start in range(0, len(entries), 100):
        part = entries[start : start + 100]
        blocks.append(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar")
    body = "\n".join(blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


