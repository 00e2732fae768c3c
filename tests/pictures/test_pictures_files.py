"""What a picture file is, and what is wrong with it."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from itertools import pairwise

import pytest
from made_pictures import GRADIENT, SHAPES, photograph, saved, srgb
from PIL import Image

from formatter.pictures.bitmap import read_bitmap
from formatter.pictures.facts import Facts, Unfit
from formatter.pictures.svg import read_svg

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'


def code(read, data: bytes) -> str:
    with pytest.raises(Unfit) as unfit:
        read(data)
    code, message, hint = unfit.value.args
    assert message and hint
    return code


@pytest.mark.parametrize(
    "data",
    [
        saved(photograph(40, 50)),
        saved(photograph(40, 50), progressive=True),
        saved(photograph(40, 50, "CMYK")),
        saved(photograph(40, 50, "L")),
        saved(photograph(40, 50), icc_profile=srgb()),
        saved(photograph(40, 50), "PNG"),
        saved(photograph(40, 50, "P"), "PNG", transparency=3),
        saved(photograph(40, 50, "1"), "PNG"),
        saved(photograph(40, 50, "RGBA"), "PNG"),
        saved(Image.new("I;16", (40, 50), 40_000), "PNG"),
    ],
    ids=["jpeg", "progressive", "cmyk", "gray", "profile", "png", "palette", "bilevel", "alpha", "16-bit"],
)
def test_kinds_of_bitmaps_are_read(data: bytes) -> None:
    assert read_bitmap(data) == Facts(40, 50)


def test_a_camera_held_sideways_is_turned() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert read_bitmap(saved(photograph(50, 40), exif=exif)) == Facts(40, 50)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("keep", [0.0, 0.02, 0.5, 0.95])
def test_a_file_that_was_cut_off_is_unreadable(kind: str, keep: float) -> None:
    data = saved(photograph(200, 200), kind)
    assert code(read_bitmap, data[: int(len(data) * keep)]) == "picture-unreadable"


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_of_a_large_file_a_copy_is_kept(kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    facts = read_bitmap(saved(photograph(2400, 1200), kind, exif=exif))
    assert (facts.width, facts.height) == (1200, 2400)
    copy = Image.open(BytesIO(facts.data))
    assert copy.size == (500, 1000) and len(facts.data) < 1_600_000
    assert not copy.getexif().get(0x0112), "it would be turned twice"


def test_of_a_small_file_no_copy_is_made() -> None:
    assert read_bitmap(saved(photograph(40, 50))).data == b""


def test_other_formats_are_told_by_their_content() -> None:
    assert code(read_bitmap, saved(photograph(40, 50), "GIF")) == "picture-format"
    assert code(read_bitmap, saved(photograph(40, 50), "TIFF")) == "picture-format"


@pytest.mark.parametrize("side", [12_000, 60_000])
def test_a_huge_picture_is_refused_before_it_is_decoded(side: int) -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    assert code(read_bitmap, png) == "picture-huge"


def test_shapes_in_flat_colours_are_plain() -> None:
    facts = read_svg(SHAPES.encode())
    assert facts == Facts(200, 100, vector=True, plain=True, data=facts.data)
    assert read_svg("\ufeff".encode() + SHAPES.encode()).plain
    assert read_svg(('<?xml version="1.0" encoding="UTF-16"?>' + SHAPES).encode("utf-16")).data == facts.data


@pytest.mark.parametrize(
    "content",
    [
        '<rect width="9" height="9" opacity="0.5"/>',
        '<rect width="9" height="9" style="fill-opacity:.3"/>',
        '<style>.a { fill: url(#g) }</style><rect class="a" width="9" height="9"/>',
        '<g clip-path="url(#c)"/>',
        '<image href="data:image/png;base64,AAAA"/>',
    ],
)
def test_more_than_flat_colours_is_not_plain(content: str) -> None:
    facts = read_svg(SVG.format('viewBox="0 0 9 9"', content).encode())
    assert facts.vector and not facts.plain


def test_size_comes_from_the_units_or_the_view_box() -> None:
    assert read_svg(GRADIENT.encode()).width == pytest.approx(20 * 96 / 25.4)
    assert read_svg(SVG.format('width="100%" height="100%" viewBox="0 0 30 20"', "").encode()).width == 30
    assert code(read_svg, SVG.format("", "").encode()) == "picture-unreadable"
    assert code(read_svg, SVG.format('viewBox="0 0 0 20"', "").encode()) == "picture-unreadable"


@pytest.mark.parametrize(
    "content",
    [
        '<image href="photo.jpg"/>',
        '<image xlink:href="https://example.org/photo.jpg"/>',
        '<rect style="fill:url(other.svg#g)"/>',
        "<style>@import 'fonts.css';</style>",
        "<style>@font-face { src: url(font.woff) }</style>",
        '<use href="parts.svg#a"/>',
    ],
)
def test_an_svg_that_takes_in_another_file_is_refused(content: str) -> None:
    assert code(read_svg, SVG.format('viewBox="0 0 9 9"', content).encode()) == "picture-external"


def test_a_link_to_the_outside_shows_nothing_of_it() -> None:
    read_svg(SVG.format('viewBox="0 0 9 9"', '<a href="https://example.org"><path d="M0 0"/></a>').encode())


def test_text_is_said() -> None:
    assert read_svg(SVG.format('viewBox="0 0 9 9"', "<text>论坛</text>").encode()).text


@pytest.mark.parametrize("data", [b"", b"<svg", b"<html/>", b"\x89PNG", SVG.format("", "").encode("utf-16")[:40]])
def test_what_is_no_svg_is_unreadable(data: bytes) -> None:
    assert code(read_svg, data) == "picture-unreadable"


def ten(entity: str) -> str:
    return f"&{entity};" * 10


def with_entities(declarations: str, content: str) -> bytes:
    svg = SVG.format('viewBox="0 0 9 9"', content)
    return f"<!DOCTYPE svg [{declarations}]>{svg}".encode()


def test_entities_of_the_file_itself_are_resolved_as_old_programs_write_them() -> None:
    facts = read_svg(with_entities('<!ENTITY red "#ff0000">', '<rect width="9" height="9" fill="&red;"/>'))
    assert b"#ff0000" in facts.data and b"DOCTYPE" not in facts.data


def test_entities_that_grow_without_end_are_refused() -> None:
    grow = "".join(f'<!ENTITY {b} "{ten(a)}">' for a, b in pairwise("abcdefghij"))
    assert code(read_svg, with_entities(f'<!ENTITY a "aaaaaaaaaa">{grow}', "<desc>&j;</desc>")) == "picture-unreadable"


def test_entities_read_no_file(tmp_path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    data = with_entities(f'<!ENTITY a SYSTEM "{secret.as_uri()}">', "<desc>&a;</desc>")
    try:
        assert b"secret" not in read_svg(data).data
    except Unfit as unfit:
        assert unfit.args[0] == "picture-unreadable"
