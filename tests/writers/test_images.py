"""Pictures as pixels for the page: upright, in sRGB, cropped, no larger than print needs."""

from __future__ import annotations

import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1] / "pictures"))

from made_pictures import GRADIENT, logo, photograph, portrait, saved, srgb

from formatter.layout.plan import PictureKind
from formatter.writers.images import render_picture

PLAIN = (200, 30, 30)


def colour(image: Image.Image, x: float = 0.5, y: float = 0.5) -> tuple[int, ...]:
    pixel = image.convert("RGB").getpixel((int(x * (image.width - 1)), int(y * (image.height - 1))))
    return pixel  # type: ignore[return-value]


def near(a: tuple[int, ...], b: tuple[int, ...], by: int = 12) -> bool:
    return all(abs(x - y) <= by for x, y in zip(a, b, strict=True))


def flag() -> Image.Image:
    """Red above, blue below."""
    image = Image.new("RGB", (200, 300), (255, 0, 0))
    image.paste((0, 0, 255), (0, 150, 200, 300))
    return image


def test_large_pictures_are_printed_at_300_dots_per_inch() -> None:
    made = render_picture(portrait(saved(photograph(1600, 2000))), 57.6, 72)
    assert made.image.size == (240, 300) and made.photograph
    assert Image.open(BytesIO(made.file())).format == "JPEG"


def test_small_pictures_are_not_blown_up() -> None:
    assert render_picture(portrait(saved(photograph(80, 100))), 57.6, 72).image.size == (80, 100)


def test_a_wide_portrait_loses_its_sides_and_a_tall_one_its_foot() -> None:
    assert render_picture(portrait(saved(photograph(400, 100))), 57.6, 72).image.size == (80, 100)
    tall = Image.new("RGB", (80, 400), (0, 0, 255))
    tall.paste((255, 0, 0), (0, 0, 80, 130))  # the head
    made = render_picture(portrait(saved(tall, "PNG")), 57.6, 72).image
    assert made.size == (80, 100) and colour(made, y=0.1) == (255, 0, 0)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_exif_orientation_comes_out_upright(orientation: int) -> None:
    turned = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    image = flag().transpose(turned[orientation]) if orientation > 1 else flag()
    exif = Image.Exif()
    exif[0x0112] = orientation
    made = render_picture(portrait(saved(image, exif=exif, quality=95)), 57.6, 72).image
    assert near(colour(made, y=0.1), (255, 0, 0)) and near(colour(made, y=0.9), (0, 0, 255))


@pytest.mark.parametrize(
    "data",
    [
        saved(Image.new("RGB", (80, 100), PLAIN), quality=95),
        saved(Image.new("RGB", (80, 100), PLAIN), "PNG", icc_profile=srgb()),
        saved(Image.new("RGB", (80, 100), PLAIN), "PNG", icc_profile=b"no profile at all"),
        saved(Image.new("RGB", (80, 100), PLAIN).convert("CMYK"), quality=95),
        saved(Image.new("RGB", (80, 100), PLAIN).quantize(4), "PNG"),
        saved(Image.new("RGBA", (80, 100), (*PLAIN, 255)), "PNG"),
    ],
    ids=["jpeg", "profile", "bad-profile", "cmyk", "palette", "opaque-alpha"],
)
def test_colours_come_out_as_they_look(data: bytes) -> None:
    made = render_picture(portrait(data), 57.6, 72).image
    assert made.mode == "RGB" and near(colour(made), PLAIN)


def test_sixteen_bits_of_gray_become_eight() -> None:
    made = render_picture(portrait(saved(Image.new("I;16", (80, 100), 0x8000), "PNG")), 57.6, 72).image
    assert made.mode == "L" and made.getpixel((5, 5)) == 0x80


def test_a_portrait_stands_on_white_and_a_logo_keeps_its_transparency() -> None:
    clear = saved(Image.new("RGBA", (80, 100), (0, 0, 0, 0)), "PNG")
    assert colour(render_picture(portrait(clear), 57.6, 72).image) == (255, 255, 255)
    made = render_picture(replace(portrait(clear), kind=PictureKind.LOGO), 57.6, 72)
    assert made.image.mode == "RGBA" and Image.open(BytesIO(made.file())).format == "PNG"


def test_drawings_are_not_blurred_by_jpeg() -> None:
    made = render_picture(portrait(saved(flag(), "PNG")), 57.6, 72)
    assert not made.photograph


def test_what_the_camera_noted_is_not_passed_on() -> None:
    exif = Image.Exif()
    exif[0x010E] = "private"
    data = saved(photograph(), exif=exif)
    assert b"private" in data and b"private" not in render_picture(portrait(data), 57.6, 72).file()


def test_an_svg_becomes_pixels_at_600_dots_per_inch() -> None:
    made = render_picture(logo(GRADIENT, plain=False), 72, 36).image
    assert made.size == (600, 300)
    assert colour(made, x=0.02)[0] > 230 and colour(made, x=0.98)[0] < 25


@pytest.mark.parametrize("family", ["", 'font-family="Arial"', 'font-family="sans-serif"', 'font-family="SimSun, serif"'])
def test_text_in_an_svg_is_set_in_the_books_own_faces(family: str) -> None:
    text = f'<text x="10" y="80" font-size="80" {family}>论坛</text>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">{text}</svg>'
    made = render_picture(logo(svg, plain=False), 72, 36).image
    assert made.getchannel("A").getbbox() is not None
