"""Pictures in the PDF: figures with alternative text, on the grid, the same bytes for the same input."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path

import page as validator
import pikepdf
import pypdfium2
import pytest
from pdf_tools import DAY
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1] / "pictures"))
sys.path.insert(0, str(Path(__file__).parents[1] / "layout"))

from made_pictures import GRADIENT, logo, photograph, portrait, saved
from volumes import small_volume

from formatter.config import Config, PageConfig, PartsConfig, VolumeConfig
from formatter.layout.compose import compose_volume
from formatter.layout.pictures import Album, add_pictures, portrait_size
from formatter.layout.plan import BookPlan
from formatter.layout.styles import load_design
from formatter.model import Bilingual
from formatter.progress import SilentProgress
from formatter.writers.pdf import write_pdf

RED = (200, 20, 20)
CONFIG = Config(
    volume=VolumeConfig(
        title=Bilingual("论坛发言集", "Proceedings of the Forum"), publisher=Bilingual("某出版社", "A Publishing House")
    ),
    parts=PartsConfig(cover=True),
)
AN_PING = portrait(saved(Image.new("RGB", (400, 300), RED), "PNG"), "pictures/安平.png", "安平像 / Portrait of An Ping")
ALBUM = Album({"陈光": portrait(), "安平": AN_PING}, logo())


def planned(album: Album = ALBUM, config: Config = CONFIG) -> BookPlan:
    volume = small_volume()
    return add_pictures(compose_volume(volume, config, DAY), volume, album)


def write(album: Album = ALBUM, config: Config = CONFIG) -> bytes:
    return write_pdf(planned(album, config), config, SilentProgress()).value.data




def figures(data: bytes) -> list[tuple[str, str, tuple[float, ...], int]]:
    """(alternative text, language, box, page) of every Figure, in reading order."""
    found = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}

        def walk(element: pikepdf.Object) -> None:
            if element.get("/S") == "/Figure":
                box = tuple(float(v) for v in element.A.BBox)
                assert element.A.O == "/Layout"
                found.append((str(element.Alt), str(element.Lang), box, pages[element.Pg.objgen]))
            kids = element.get("/K", pikepdf.Array())
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                    walk(kid)

        walk(pdf.Root.StructTreeRoot.K[0])
    return found


CLEAR = replace(logo(), vector=False, plain=False, data=saved(Image.new("RGBA", (200, 100), (*RED, 90)), "PNG"))
LOGOS = {"shapes": logo(), "gradient": logo(GRADIENT, plain=False), "transparent": CLEAR}


@pytest.mark.parametrize("style", ["classic", "modern"])
@pytest.mark.parametrize("layout", ["columns", "facing", "stacked"])
def test_validator_reports_nothing_in_any_layout(layout: str, style: str) -> None:
    check(write(config=replace(CONFIG, page=PageConfig(layout=layout, style=style))))


@pytest.mark.parametrize("name", LOGOS)
def test_validator_reports_nothing_of_any_logo(name: str) -> None:
    check(write(Album(logo=LOGOS[name])))


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_validator_reports_nothing_of_other_colours(mode: str) -> None:
    check(write(Album({"陈光": portrait(saved(photograph(mode=mode)))})))


def check(data: bytes) -> None:
    for profile in ("ua1", "2a"):
        report = validator.validate_pdf_bytes(data, profile=profile, limits=validator.SafetyLimits.unlimited())
        assert [(f.rule_id, f.message) for f in report.failures] == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_every_picture_is_a_figure_with_its_text_in_reading_order() -> None:
    texts = [(alt, lang) for alt, lang, _, _ in figures(write())]
    assert texts == [
        ("标志：论坛 / Logo: Forum", "zh-Hans"),  # the cover
        ("标志：论坛 / Logo: Forum", "zh-Hans"),  # the title page
        ("陈光像 / Portrait of Chen Guang", "zh-Hans"),
        ("安平像 / Portrait of An Ping", "zh-Hans"),
    ]


@pytest.mark.parametrize("layout", ["columns", "facing", "stacked"])
def test_a_picture_stands_where_its_figure_says(layout: str) -> None:
    data = write(config=replace(CONFIG, page=PageConfig(layout=layout)))
    left, bottom, right, top = figures(data)[-1][2]
    page = pypdfium2.PdfDocument(data)[figures(data)[-1][3]]
    picture = page.render(scale=2).to_pil()

    def at(x: float, y: float) -> bool:
        pixel = picture.getpixel((int(x * 2), int((page.get_height() - y) * 2)))
        return all(abs(a - b) < 30 for a, b in zip(pixel, RED, strict=True))

    middle = ((left + right) / 2, (bottom + top) / 2)
    assert at(*middle) and at(left + 2, bottom + 2) and at(right - 2, top - 2)
    assert not (at(left - 2, middle[1]) or at(right + 2, middle[1]) or at(middle[0], bottom - 2) or at(middle[0], top + 2))
    assert (right - left, top - bottom) == pytest.approx(portrait_size(load_design("classic")), abs=0.02)


@pytest.mark.parametrize("style", ["classic", "modern"])
def test_a_portrait_ends_at_the_right_edge_on_a_baseline(style: str) -> None:
    config = replace(CONFIG, page=PageConfig(style=style))
    design = load_design(style)
    form = design.formats["A4"]
    for _, _, (_, bottom, right, _), page in figures(write(config=config))[2:]:
        inner = form.inner if page % 2 == 0 else form.outer
        quarters = (form.height - form.top + design.drop - bottom) / design.unit
        assert right == pytest.approx(inner + form.text_width, abs=0.02)
        assert quarters == pytest.approx(round(quarters), abs=0.02)


def test_speeches_without_pictures_are_set_as_before() -> None:
    volume = small_volume()
    bare = compose_volume(volume, CONFIG, DAY)
    assert write(Album()) == write_pdf(bare, CONFIG, SilentProgress()).value.data


def test_many_portraits_stand_below_the_speakers_and_none_is_lost() -> None:
    many = tuple(portrait(path=f"pictures/{n}.jpg", alt=f"Portrait {n}") for n in range(9))
    made = planned(Album())
    sections = tuple(
        replace(s, rows=(replace(s.rows[0], pictures=many), *s.rows[1:])) if s.id == "s01" else s for s in made.sections
    )
    data = write_pdf(replace(made, sections=sections), CONFIG, SilentProgress()).value.data
    boxes = [box for alt, _, box, _ in figures(data) if alt.startswith("Portrait")]
    assert len(boxes) == 9 and len({box[1] for box in boxes}) > 1  # in more than one line
    for number, (left, bottom, right, top) in enumerate(boxes):
        for other in boxes[number + 1 :]:
            assert right <= other[0] or other[2] <= left or top <= other[1] or other[3] <= bottom, "two overlap"
    check(data)


def test_shapes_stay_shapes_and_bring_no_font() -> None:
    with pikepdf.open(io.BytesIO(write(Album(logo=logo())))) as pdf:
        (form,) = pdf.pages[0].Resources.XObject.values()
        assert form.Subtype == "/Form" and b"Tf" not in form.read_bytes() and b" rg" in form.read_bytes()


def test_one_picture_in_two_places_is_embedded_once() -> None:
    twice = portrait()
    with pikepdf.open(io.BytesIO(write(Album({"陈光": twice, "安平": twice})))) as pdf:
        assert len(pdf.pages[0].Resources.XObject) == 1


def test_a_photograph_costs_little() -> None:
    without = len(write(Album()))
    assert len(write(Album({"陈光": portrait(saved(photograph(3000, 4000), quality=95))}))) - without < 80_000


def test_same_pictures_give_the_same_bytes() -> None:
    assert write() == write()
