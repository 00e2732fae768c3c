"""The faces in the file itself, cut down to the volume's characters, so that whoever lacks them sees the same page.

The faces are under the SIL Open Font License, whose FAQ (1.15) counts a face embedded in a document as part of that
document; their OS/2 fsType 0 lets Word load and save them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from io import BytesIO

import uharfbuzz as hb
from fontTools.merge import Merger
from fontTools.ttLib import TTFont

from formatter.layout.plan import BookPlan, Role, Run
from formatter.layout.styles import Design, TextStyle
from formatter.writers.docx.faces import face_data, italic_of, load_face

# What editors may type: ASCII, Latin with accents, pinyin, general punctuation, the usual Chinese marks and figures.
_TYPED = frozenset(
    [chr(code) for block in ((0x20, 0x7F), (0xA0, 0x180), (0x2010, 0x2027), (0x3000, 0x3012)) for code in range(*block)]
    + list("ǍǎǏǐǑǒǓǔǕǖǗǘǙǚǛǜ′″※€№①②③④⑤⑥⑦⑧⑨⑩！％（），．／０１２３４５６７８９：；？～")
)
# Where a Chinese face lacks a hanzi: a wider one of its own style, then the widest.
_WIDER = {"serif-semibold": ("serif-semibold-wide", "serif-wide"), "sans": ("sans-wide", "serif-wide")}
_KEPT_FEATURES = (b"kern", b"mark", b"mkmk", b"ccmp")
_OBFUSCATED = 32  # bytes


def characters_by_face(plan: BookPlan, design: Design, furniture: str) -> dict[str, frozenset[str]]:
    """Role of a face → the characters that the volume sets in it. ``furniture``: all that the design's heads say."""
    used: dict[str, set[str]] = {}
    body = design.style(Role.BODY, "zh").face  # sets the Chinese within English

    def note(style: TextStyle, runs: Iterable[Run]) -> None:
        for face in (style.face, style.latin or style.face, body):
            for run in runs:
                italic = italic_of(face) if run.italic else ""
                used.setdefault(italic or face, set()).update(run.text)

    for section in plan.sections:
        for row in section.rows:
            for cell in filter(None, (row.zh, row.en)):
                for line in cell.lines:
                    note(design.style(line.role, cell.lang), line.runs)
    for footnote in plan.footnotes:
        note(design.style(Role.FOOTNOTE, "en"), footnote.runs)
    for role in design.furniture.values():
        for style in (role.zh, role.en):
            note(style, (Run(furniture),))
    return {face: frozenset(chars) for face, chars in used.items()}


def cut_face(role: str, characters: Iterable[str]) -> bytes:
    """A face with these characters and those that editors may type. What a Chinese face lacks comes from a wider one,
    as in the PDF."""
    wanted = {ord(char) for char in (*_TYPED, *characters)}
    parts, found = _cut(role, wanted), _covered(role)
    if not load_face(role).chinese:
        return parts
    files = [parts]
    for wider in _WIDER.get(role, ("serif", "serif-wide")):
        lacking = {code for code in wanted - found if code >= 0x2E80} & _covered(wider)
        if lacking:
            files.append(_cut(wider, lacking))
            found |= lacking
    return _merged(files) if len(files) > 1 else parts


def _covered(role: str) -> set[int]:
    return set(hb.Face(face_data(role)).unicodes)


def _cut(role: str, wanted: set[int]) -> bytes:
    chosen = hb.SubsetInput()
    chosen.unicode_set.update(wanted)
    chosen.layout_feature_tag_set.clear()
    chosen.layout_feature_tag_set.update(int.from_bytes(name, "big") for name in _KEPT_FEATURES)
    chosen.name_id_set.update((*range(7), 13, 14))  # its names, and its licence
    chosen.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_PRUNE_UNICODE_RANGES | hb.SubsetFlags.NOTDEF_OUTLINE
    return hb.subset(hb.Face(face_data(role)), chosen).blob.data


def _merged(files: Iterable[bytes]) -> bytes:
    """The first file with the glyphs of the others, dated as it was: the clock has no part in a volume's bytes."""
    files = list(files)
    font, first = Merger().merge([BytesIO(data) for data in files]), TTFont(BytesIO(files[0]))
    font.recalcTimestamp = False
    font["head"].created, font["head"].modified = first["head"].created, first["head"].modified
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def obfuscate(font: bytes) -> tuple[bytes, str]:
    """A font file as ECMA-376 part 1, 17.8.1 wants it in a package, and its key: a GUID, here out of the file itself.

    The first 32 bytes are combined with the key's bytes, last one first.
    """
    digest = hashlib.sha256(font).hexdigest()[:32].upper()
    key = bytes.fromhex(digest)[::-1] * 2
    head = bytes(a ^ b for a, b in zip(font[:_OBFUSCATED], key, strict=False))
    parts = (digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:])
    return head + font[_OBFUSCATED:], "{" + "-".join(parts) + "}"


def cut_faces(used: Mapping[str, frozenset[str]]) -> dict[str, tuple[bytes, str]]:
    """Role of a face → its obfuscated file and key."""
    return {role: obfuscate(cut_face(role, used[role])) for role in sorted(used)}
