"""A few pages as a reader sees them, compared with pictures that were looked at and found good.

``ACCEPT=1`` writes the pictures anew: look at every one of them before committing it.
"""

from __future__ import annotations

import datetime
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from compare import compare, show
from PIL import Image, ImageChops, ImageFilter
from seen_volume import seen_volume

from formatter.config import Config, PageConfig, VolumeConfig
from formatter.layout.compose import compose_volume
from formatter.model import Bilingual
from formatter.preview import render_pages
from formatter.progress import SilentProgress
from formatter.writers.pdf import write_pdf

GOLDEN = Path(__file__).parent / "golden"
DPI = 60


@dataclass(frozen=True, slots=True)
class View:
    """The page on which a row begins, in a page format, layout and design, with the one after it where two are asked for."""

    name: str
    row: str
    format: str = "A4"
    layout: str = "columns"
    style: str = "classic"
    pages: int = 1


VIEWS = (
    View("title-page", "title"),
    View("contents", "contents-title"),
    View("columns", "s01"),
    View("facing", "s01", "16K", "facing", pages=2),
    View("stacked", "s01", "Letter", "stacked"),
    View("index", "index-title", "16K"),
    View("modern-columns", "s01", style="modern"),
    View("modern-facing", "s01", "16K", "facing", "modern", pages=2),
)


@cache
def _book(format: str, layout: str, style: str) -> tuple[bytes, dict[str, str]]:
    volume = VolumeConfig(
        event=Bilingual("第三届绿色发展论坛", "Third Green Development Forum"),
        place=Bilingual("滨江", "Binjiang"),
        publisher=Bilingual("滨江出版社", "Binjiang Press"),
        start="2025-05-18",
    )
    config = Config(volume=volume, page=PageConfig(format, layout, style))
    plan = compose_volume(seen_volume(), config, datetime.date(2025, 6, 1))
    outcome = write_pdf(plan, config, SilentProgress())
    assert outcome.diagnostics == ()
    return outcome.value.data, dict(outcome.value.pages)


@cache
def draw(view: View) -> Image.Image:
    data, labels = _book(view.format, view.layout, view.style)
    with pdfium.PdfDocument(data) as pdf:
        printed = [pdf.get_page_label(i) for i in range(len(pdf))]
    first = printed.index(labels[view.row]) + 1
    pages = list(render_pages(data, range(first, first + view.pages), DPI))
    picture = Image.new("RGB", (sum(p.width for p in pages), pages[0].height))
    for number, page in enumerate(pages):
        picture.paste(page, (number * pages[0].width, 0))
    return picture


@pytest.mark.parametrize("view", VIEWS, ids=lambda v: v.name)
def test_page_looks_as_accepted(view: View, tmp_path: Path) -> None:
    golden, actual = GOLDEN / f"{view.name}.png", draw(view)
    if os.environ.get("ACCEPT"):
        actual.quantize(128, dither=Image.Dither.NONE).save(golden, optimize=True)
    expected = Image.open(golden)
    difference = compare(expected, actual)
    if not difference.passes:
        path = tmp_path / f"{view.name}.png"
        show(expected, actual, difference).save(path)
        pytest.fail(f"{difference.count} places look different: {path}\nACCEPT=1 accepts the new page", pytrace=False)


# --- What the comparison sees and what it leaves alone ---------------------------------------------------------


def test_smoothing_is_not_a_difference() -> None:
    page = draw(VIEWS[2])
    half_a_pixel = page.transform(page.size, Image.AFFINE, (1, 0, 0.5, 0, 1, 0), Image.BILINEAR, fillcolor="white")
    assert compare(page, half_a_pixel).passes
    assert compare(page, page.filter(ImageFilter.GaussianBlur(0.5))).passes
    assert compare(page, page.point(lambda value: int(255 * (value / 255) ** 1.15))).passes  # text drawn bolder
    assert compare(page, page.quantize(48, dither=Image.Dither.NONE)).passes


def test_a_word_that_is_gone_is_a_difference() -> None:
    page = draw(VIEWS[2])
    box = _first_ink(page)
    changed = page.copy()
    changed.paste("white", (box[0], box[1], box[0] + 20, box[3]))
    assert not compare(page, changed).passes


def test_a_line_that_moved_is_a_difference() -> None:
    page = draw(VIEWS[2])
    top = _first_ink(page)[1] - 2
    moved = page.copy()
    moved.paste(page.crop((0, top, page.width, top + 14)), (0, top + 3))  # a quarter of a grid line
    assert not compare(page, moved).passes


def test_another_colour_is_a_difference() -> None:
    page = draw(VIEWS[2])
    assert not compare(page, page.convert("L").convert("RGB")).passes


def test_another_size_is_a_difference_and_can_be_shown() -> None:
    page = draw(VIEWS[2])
    other = page.crop((0, 0, page.width, page.height - 1))
    difference = compare(page, other)
    assert not difference.passes
    assert show(page, other, difference).height == page.height


def _first_ink(page: Image.Image) -> tuple[int, int, int, int]:
    """The box of the first heading below the running head."""
    below = page.crop((0, page.height // 8, page.width, page.height // 2))
    left, top, right, _ = ImageChops.invert(below.convert("L")).point(lambda v: 255 if v > 90 else 0).getbbox()
    return left, top + page.height // 8, right, top + page.height // 8 + 12


def test_the_pictures_stay_small() -> None:
    assert {p.stem for p in GOLDEN.glob("*.png")} == {v.name for v in VIEWS}
    assert sum(p.stat().st_size for p in GOLDEN.glob("*.png")) < 300_000
