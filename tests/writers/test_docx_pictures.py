"""Pictures in the Word document: in line, with alternative text, in a column beside the title."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
import pytest
from lxml import etree
from pdf_tools import DAY
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1] / "pictures"))
sys.path.insert(0, str(Path(__file__).parents[1] / "layout"))

from made_pictures import GRADIENT, logo, portrait, saved
from volumes import small_volume

from formatter.config import Config, PageConfig, VolumeConfig
from formatter.layout.compose import compose_volume
from formatter.layout.pictures import Album, add_pictures, portrait_size
from formatter.layout.plan import BookPlan
from formatter.layout.styles import load_design
from formatter.model import Bilingual
from formatter.progress import SilentProgress
from formatter.writers.docx import write_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
RED = (200, 20, 20)
CONFIG = Config(
    volume=VolumeConfig(title=Bilingual("论坛发言集", "Proceedings"), publisher=Bilingual("某出版社", "A Publishing House"))
)
ALBUM = Album({"陈光": portrait(saved(Image.new("RGB", (400, 500), RED)))}, logo())
TOOLS = Path(__file__).parents[1] / "tools" / "node_modules" / ".bin"


def planned(album: Album = ALBUM, each: int = 1) -> BookPlan:
    """``each``: how many times a row's portraits are repeated."""
    volume = small_volume()
    made = add_pictures(compose_volume(volume, CONFIG, DAY), volume, album)
    sections = tuple(replace(s, rows=tuple(replace(r, pictures=r.pictures * each) for r in s.rows)) for s in made.sections)
    return replace(made, sections=sections)


def write(plan: BookPlan, layout: str = "columns") -> bytes:
    config = replace(CONFIG, page=PageConfig(layout=layout))
    return write_docx(plan, config, SilentProgress(), {"s01": "1", "s02": "1"}).value.data


def body(data: bytes) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(BytesIO(data)).read("word/document.xml"))


def described(data: bytes) -> list[str]:
    return [e.get("descr") for e in body(data).iter(f"{WP}docPr")]


def test_every_picture_has_its_text_and_a_number_of_its_own() -> None:
    data = write(planned())
    assert described(data) == ["标志：论坛 / Logo: Forum", "陈光像 / Portrait of Chen Guang"]
    numbers = [e.get("id") for e in body(data).iter(f"{WP}docPr")]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("layout", ["columns", "stacked"])
def test_a_portrait_has_a_column_that_other_rows_span(layout: str) -> None:
    table = next(t for t in body(write(planned(), layout)).iter(f"{W}tbl") if t.find(f".//{WP}inline") is not None)
    columns = [int(c.get(f"{W}w")) for c in table.iter(f"{W}gridCol")]
    for row in table.iter(f"{W}tr"):
        cells = row.findall(f"{W}tc")
        spans = [int(s.get(f"{W}val")) if (s := c.find(f"{W}tcPr/{W}gridSpan")) is not None else 1 for c in cells]
        widths = [int(c.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) for c in cells]
        assert sum(spans) == len(columns) and sum(widths) == sum(columns)
        portrait_cells = [c.find(f".//{WP}inline") is not None for c in cells]
        assert any(portrait_cells) == (len(cells) == len(columns))
        assert not any(portrait_cells[:-1])


def test_a_portrait_is_as_large_as_in_the_pdf() -> None:
    width, height = portrait_size(load_design("classic"))
    extent = list(body(write(planned())).iter(f"{WP}extent"))[-1]
    assert (int(extent.get("cx")), int(extent.get("cy"))) == (round(width * 12_700), round(height * 12_700))


def test_no_line_height_cuts_a_picture() -> None:
    document = docx.Document(BytesIO(write(planned())))
    style = document.styles["Picture"]
    assert style.element.find(f"{W}pPr/{W}spacing").get(f"{W}lineRule") == "auto"
    for drawing in document.element.iter(f"{W}drawing"):
        paragraph = next(drawing.iterancestors(f"{W}p"))
        assert paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Picture"


def test_more_than_two_portraits_stand_below_the_speakers() -> None:
    data = write(planned(Album(ALBUM.portraits), each=3))
    table = next(t for t in body(data).iter(f"{W}tbl") if t.find(f".//{WP}inline") is not None)
    assert len(list(table.iter(f"{WP}inline"))) == 3 and len(list(table.iter(f"{W}gridCol"))) == 2


def test_same_pictures_give_the_same_bytes() -> None:
    assert write(planned()) == write(planned())


@pytest.fixture(params=[("columns", 1), ("columns", 3), ("stacked", 2)], ids=["one", "strip", "stacked"])
def file(request, tmp_path) -> Path:
    layout, each = request.param
    path = tmp_path / "volume.docx"
    path.write_bytes(write(planned(replace(ALBUM, logo=logo(GRADIENT, plain=False)), each), layout))
    return path


@pytest.mark.external
@pytest.mark.parametrize("name", ["ooxml-validator", "ooxml-validate"])
def test_validators_find_nothing(file: Path, name: str) -> None:
    if not shutil.which("node") or not (TOOLS / name).exists():
        pytest.skip(f"{name} is not installed: run tests/tools/install_validators.sh (needs Node)")
    run = subprocess.run([TOOLS / name, file], capture_output=True, text=True, timeout=120)
    if name == "ooxml-validator":
        assert json.loads(run.stdout)["errors"] == []
    else:
        assert "Found 0 errors" in run.stdout + run.stderr


@pytest.mark.external
def test_libreoffice_shows_the_portrait_beside_its_title(tmp_path) -> None:
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
    source = tmp_path / "volume.docx"
    source.write_bytes(write(planned()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    pages = [page.render(scale=1).to_pil() for page in pypdfium2.PdfDocument(tmp_path / "volume.pdf")]
    boxes = [box for page in pages if (box := red_box(page))]
    width, height = portrait_size(load_design("classic"))
    form = load_design("classic").formats["A4"]
    assert len(boxes) == 1
    left, top, right, bottom = boxes[0]
    assert (right - left, bottom - top) == pytest.approx((width, height), abs=2)
    assert right == pytest.approx(form.inner + form.text_width, abs=3) or right == pytest.approx(
        form.outer + form.text_width, abs=3
    )


def red_box(page: Image.Image) -> tuple[int, int, int, int] | None:
    """Where the portrait's red is, which no text of the design has."""
    bands = [band.point(lambda v, c=c: 255 if abs(v - c) < 12 else 0) for band, c in zip(page.convert("RGB").split(), RED, strict=True)]
    both = Image.merge("RGB", bands).convert("L").point(lambda v: 255 if v > 250 else 0)
    return both.getbbox()
