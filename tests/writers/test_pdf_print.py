"""The file for the press: boxes, inks, marks, and nothing of the screen's but the pages themselves."""

from __future__ import annotations

import io
import re
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

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
from formatter.layout.pictures import Album, add_pictures
from formatter.layout.styles import MM, Design, load_design, separate
from formatter.model import Bilingual
from formatter.progress import SilentProgress
from formatter.writers import Written
from formatter.writers.pdf import write_pdf
from formatter.writers.pdf.press import separate_picture, to_inks

CONFIG = Config(
    volume=VolumeConfig(
        title=Bilingual("论坛发言集", "Proceedings of the Forum"), publisher=Bilingual("某出版社", "A Publishing House")
    ),
    parts=PartsConfig(cover=True, half_title=True, glossary=True),
    print=True,
)
RED = portrait(saved(Image.new("RGB", (400, 300), (200, 20, 20)), "PNG"), "pictures/安平.png", "安平像 / Portrait of An Ping")
ALBUM = Album({"陈光": portrait(), "安平": RED}, logo())
STYLES = ("classic", "modern")
BLACK = (0.0, 0.0, 0.0, 1.0)


@cache
def written(style: str = "classic", printed: bool = True, format: str = "A4") -> Written:
    volume = small_volume()
    config = replace(CONFIG, print=printed, page=PageConfig(style=style, format=format))
    plan = add_pictures(compose_volume(volume, config, DAY), volume, ALBUM)
    done = write_pdf(plan, config, SilentProgress()).value
    assert done is not None
    return done


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def box(page: pikepdf.Page, name: str) -> list[float]:
    return [float(value) for value in page.obj[name]]


def design_inks(design: Design) -> set[tuple[float, ...]]:
    return {tuple(round(ink, 3) for ink in inks) for inks in design.inks.values()}


def test_screen_file_does_not_change() -> None:
    for style in STYLES:
        assert written(style).data == written(style, printed=False).data
    assert written(printed=False).press == b""


def test_same_input_gives_same_bytes() -> None:
    first = written("modern").press
    written.cache_clear()
    assert first and written("modern").press == first


@pytest.mark.parametrize(("format", "width", "height"), [("A4", 210, 297), ("16K", 185, 260)])
def test_boxes_are_nested(format: str, width: float, height: float) -> None:
    with opened(written(format=format).press) as pdf:
        for page in pdf.pages:
            trim, bleed, media = box(page, "/TrimBox"), box(page, "/BleedBox"), box(page, "/MediaBox")
            assert trim[2] - trim[0] == pytest.approx(width * MM, abs=0.02)
            assert trim[3] - trim[1] == pytest.approx(height * MM, abs=0.02)
            for low, high, outside in ((0, 1, -1), (2, 3, 1)):
                assert bleed[low] - trim[low] == pytest.approx(outside * 3 * MM, abs=0.02)
                assert bleed[high] - trim[high] == pytest.approx(outside * 3 * MM, abs=0.02)
                assert outside * (media[low] - bleed[low]) >= 5 * MM
                assert outside * (media[high] - bleed[high]) >= 5 * MM
            assert media[:2] == [0, 0]
            assert "/ArtBox" not in page.obj


@pytest.mark.parametrize("style", STYLES)
def test_inks_are_black_alone_or_the_design_s(style: str) -> None:
    allowed = design_inks(load_design(style))
    texts = set()
    with opened(written(style).press) as pdf:
        for page in pdf.pages:
            fill: tuple[float, ...] | None = None
            for operands, operator in pikepdf.parse_content_stream(page):
                name = str(operator)
                assert name not in {"rg", "RG", "g", "G", "cs", "CS", "sc", "SC", "scn", "SCN", "sh", "gs"}
                if name in ("k", "K"):
                    inks = tuple(round(float(value), 3) for value in operands)
                    assert inks in allowed
                    fill = inks if name == "k" else fill
                elif name == "TJ":
                    assert fill is not None  # no text in a colour that nobody set
                    texts.add(fill)
    assert BLACK in texts and len(texts) > 1


def test_pictures_are_in_inks() -> None:
    spaces = []
    with opened(written().press) as pdf:
        for picture in pdf.pages[0].Resources.XObject.values():
            assert picture.Subtype == "/Image" and "/SMask" not in picture
            spaces.append(str(picture.ColorSpace))
            inks = 4 if picture.ColorSpace == "/DeviceCMYK" else 1
            assert len(picture.read_bytes()) - picture.Width * picture.Height * inks in (0, 2, 4)
    assert "/DeviceCMYK" in spaces and set(spaces) <= {"/DeviceCMYK", "/DeviceGray"}


def test_gray_is_black_alone() -> None:
    assert separate((0.0, 0.0, 0.0)) == BLACK
    assert separate((1.0, 1.0, 1.0)) == (0, 0, 0, 0)
    assert separate((0.25, 0.25, 0.25)) == (0, 0, 0, 0.75)
    assert separate((1.0, 0.0, 0.0)) == (0, 1, 1, 0)
    assert separate((0.8, 0.2, 0.4)) == pytest.approx((0, 0.75, 0.5, 0.2))


def test_pixels_are_separated_as_colours_are() -> None:
    colours = [(0, 0, 0), (255, 255, 255), (64, 64, 64), (255, 0, 0), (191, 64, 128)]
    for rgb in colours:
        wanted = tuple(round(255 * ink) for ink in separate([value / 255 for value in rgb]))
        assert separate_picture(Image.new("RGB", (1, 1), rgb)).getpixel((0, 0)) == wanted
    clear = separate_picture(Image.new("RGBA", (1, 1), (255, 0, 0, 0)))
    assert clear.mode == "CMYK" and clear.getpixel((0, 0)) == (0, 0, 0, 0)
    assert separate_picture(Image.new("L", (1, 1), 90)).mode == "L"


ALBUMS = {
    "gradient": Album({}, logo(GRADIENT)),
    "photograph": Album({"陈光": portrait(saved(photograph()))}, None),
    "gray": Album({"陈光": portrait(saved(photograph().convert("L")))}, None),
}


@pytest.mark.parametrize(("album", "space"), [("gradient", "CMYK"), ("photograph", "CMYK"), ("gray", "Gray")])
def test_drawings_and_photographs_are_printed(album: str, space: str) -> None:
    volume = small_volume()
    plan = add_pictures(compose_volume(volume, CONFIG, DAY), volume, ALBUMS[album])
    with opened(write_pdf(plan, CONFIG, SilentProgress()).value.press) as pdf:
        pictures = list(pdf.pages[0].Resources.XObject.values())
        assert pictures and {str(picture.ColorSpace) for picture in pictures} == {f"/Device{space}"}


def test_tags_go_and_words_stay() -> None:
    stream = "/P<</MCID 3>>BDC BT 0 g /F1 10 Tf [<0001>]TJ /Span<</ActualText<FEFF00AD>>>BDC[<0002>]TJ EMC\nET EMC"
    assert to_inks(stream, {("0", "0", "0"): "0 0 0 1"}) == "BT 0 0 0 1 k /F1 10 Tf [<0001>]TJ [<0002>]TJ\nET"


def test_nothing_of_the_screen_is_left() -> None:
    with opened(written().press) as pdf:
        assert pdf.pdf_version == "1.6"
        for key in ("/StructTreeRoot", "/MarkInfo", "/AcroForm", "/OpenAction", "/AA", "/Names"):
            assert key not in pdf.Root
        for page in pdf.pages:
            for key in ("/Annots", "/StructParents", "/Tabs", "/Group"):
                assert key not in page.obj
            operators = {str(operator) for _, operator in pikepdf.parse_content_stream(page)}
            assert not operators & {"BDC", "BMC", "EMC"}
        assert pdf.check_pdf_syntax() == []


def test_fonts_are_embedded() -> None:
    with opened(written().press) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert fonts
        assert all("/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts)


@pytest.mark.parametrize("style", STYLES)
def test_pages_labels_and_texts_are_the_screen_s(style: str) -> None:
    done = written(style)
    with opened(done.data) as screen, opened(done.press) as press:
        assert len(press.pages) == len(screen.pages)
        assert [page.label for page in press.pages] == [page.label for page in screen.pages]
        with screen.open_outline() as one, press.open_outline() as other:
            assert [item.title for item in other.root] == [item.title for item in one.root] != []
    screen, press = pypdfium2.PdfDocument(done.data), pypdfium2.PdfDocument(done.press)
    for index in range(len(screen)):
        # soft hyphens are said to be so in the tags alone
        texts = [re.sub(r"[\s\u00ad\u0002\ufffe-]", "", d[index].get_textpage().get_text_range()) for d in (screen, press)]
        assert texts[0] == texts[1]


def test_intent_and_metadata() -> None:
    with opened(written().press) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFX"
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert str(intent.RegistryName) == "http://www.color.org"
        assert pdf.docinfo["/Trapped"] == "/False"
        with pdf.open_metadata(set_pikepdf_as_editor=False) as meta:
            assert meta["pdf:Trapped"] == "False"
            assert re.fullmatch(r"uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", meta["xmpMM:DocumentID"])
            assert meta["dc:title"] == str(pdf.docinfo["/Title"])
        packet = pdf.Root.Metadata.read_bytes()
        # no profile is embedded, so the file must not claim what it is not
        assert not any(name in packet for name in (b"PDF/X", b"pdfaid", b"pdfuaid"))


def pixel(image: Image.Image, scale: float, x: float, y: float) -> tuple[int, ...]:
    """The colour of a point given in points from the sheet's top left corner."""
    return image.getpixel((int(x * scale), int(y * scale)))


def test_band_bleeds_and_marks_stay_outside() -> None:
    scale = 4.0
    document = pypdfium2.PdfDocument(written("modern").press)
    image = document[0].render(scale=scale).to_pil().convert("RGB")
    slug, height = 10 * MM, 297 * MM
    for y in (slug - 2 * MM, slug + height / 2, slug + height + 2 * MM):
        assert pixel(image, scale, slug - 2 * MM, y) != (255, 255, 255)  # in the bleed
        assert pixel(image, scale, slug - 3.5 * MM, y) == (255, 255, 255)  # beyond it
    # a mark lies on the line of the cut, begins beyond the bleed and ends within the sheet
    at = [image.getpixel((int(x * MM * scale), round(slug * scale) + d)) for x in (3, 5) for d in (-1, 0, 1)]
    assert min(min(colour) for colour in at) < 200
    for page in document:
        edge = page.render(scale=scale).to_pil().convert("L")
        ring = [edge.getpixel((x, round((slug - 3.5 * MM) * scale))) for x in range(round(7.2 * MM * scale), edge.width - round(10.2 * MM * scale)) if abs(x - slug * scale) > 3]
        assert set(ring) == {255}
