"""The faces inside the Word file: which characters, in which file, and how it is locked."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from docx_plans import W, made, small_plan
from fontTools.ttLib import TTFont

from formatter.layout.styles import load_design
from formatter.writers.docx.embed import characters_by_face, cut_face, obfuscate
from formatter.writers.docx.faces import face_data

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@pytest.fixture(scope="module")
def package():
    return made()


def unlocked(data: bytes, key: str) -> bytes:
    """Undo the obfuscation as the standard words it: the GUID's bytes from the right, over the first 32."""
    pairs = re.findall("..", re.sub("[{}-]", "", key))
    head = bytearray(data[:32])
    for i in range(32):
        head[i] ^= int(pairs[15 - i % 16], 16)
    return bytes(head) + data[32:]


def embedded(package) -> dict[tuple[str, str], TTFont]:
    """(family, element) → the face that stands there."""
    rels = {rel.get("Id"): rel.get("Target") for rel in package.xml("word/_rels/fontTable.xml.rels")}
    found = {}
    for element in package.find("//w:embedRegular | //w:embedItalic", "word/fontTable.xml"):
        data = package.read(f"word/{rels[element.get(R)]}")
        font = TTFont(BytesIO(unlocked(data, element.get(f"{{{W}}}fontKey"))))
        found[element.getparent().get(f"{{{W}}}name"), element.tag.rpartition("}")[2]] = font
    return found


def test_every_face_that_a_style_names_is_in_the_file_under_its_name(package):
    faces = embedded(package)
    upright = {family for family, shape in faces if shape == "embedRegular"}
    assert upright == set(package.find("//w:font/@w:name", "word/fontTable.xml"))
    assert ("Source Serif 4", "embedItalic") in faces
    assert all(font["name"].getDebugName(1) == family for (family, _), font in faces.items())
    assert all(font["OS/2"].fsType == 0 for font in faces.values()), "may be embedded for editing"


def test_faces_hold_what_their_styles_set_and_what_editors_type(package):
    faces = embedded(package)
    serif = faces["Noto Serif SC", "embedRegular"].getBestCmap()
    assert {ord(char) for char in "出台若干措施我们说谢，。“”《》A1"} <= set(serif)
    assert ord("坛") in faces["Noto Sans SC", "embedRegular"].getBestCmap(), "the volume's title, a running head"
    assert {ord(char) for char in "Zqéǎ—’"} <= set(faces["Source Serif 4", "embedRegular"].getBestCmap())
    assert ord("鹏") not in serif and len(serif) < 600


def test_italic_words_are_set_in_the_italic():
    used = characters_by_face(small_plan(), load_design("classic"), "")
    assert set("Several Measures") <= used["latin-italic"]


@pytest.mark.parametrize("face", ["serif", "serif-semibold", "sans"])
def test_rare_hanzi_come_from_the_wider_face(face):
    rare = "丗"
    font = TTFont(BytesIO(cut_face(face, f"中{rare}")))
    glyph = font.getBestCmap()[ord(rare)]
    assert font["glyf"][glyph].numberOfContours > 0 and font["hmtx"][glyph][0] == 1000


@pytest.mark.parametrize(("face", "wider"), [("serif-semibold", "serif-semibold-wide"), ("sans", "sans-wide")])
@pytest.mark.parametrize("rare", ["頔", "丗"])
def test_a_rare_hanzi_has_the_strokes_of_its_own_style(face, wider, rare):
    font, own = TTFont(BytesIO(cut_face(face, f"中{rare}"))), TTFont(BytesIO(face_data(wider)))
    drawn, meant = (f["glyf"][f.getBestCmap()[ord(rare)]].getCoordinates(f["glyf"])[0] for f in (font, own))
    assert list(drawn) == list(meant)


def test_the_key_undoes_the_lock_and_depends_on_the_file():
    data = bytes(range(256))
    locked, key = obfuscate(data)
    assert re.fullmatch(r"\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}", key)
    assert locked[:32] != data[:32] and locked[32:] == data[32:] and unlocked(locked, key) == data
    assert obfuscate(data[::-1])[1] != key


def test_the_same_characters_make_the_same_file():
    merged = cut_face("serif", "中丗")
    assert merged == cut_face("serif", "丗中")
    dates = TTFont(BytesIO(face_data("serif")))["head"]
    assert TTFont(BytesIO(merged))["head"].created == dates.created, "not the clock's"


def test_word_keeps_the_faces_when_it_saves(package):
    assert package.find("//w:embedTrueTypeFonts", "word/settings.xml")
    assert package.find("//w:saveSubsetFonts", "word/settings.xml")
