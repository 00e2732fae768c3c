"""The Word document in other programs: two OOXML validators and LibreOffice."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx_plans import made
from lxml import etree
from pdf_tools import plan_of

from volumes import WHOLE_BOOK, whole_book  # isort: skip

from formatter.config import Config, PageConfig

pytestmark = pytest.mark.external

TOOLS = Path(__file__).parents[1] / "tools" / "node_modules" / ".bin"
WHERE = "run tests/tools/install_validators.sh (needs Node)"


def whole(design: str, layout: str) -> bytes:
    """A volume with every part of the book."""
    config = replace(WHOLE_BOOK, page=PageConfig(style=design, layout=layout))
    return made(plan_of(whole_book(), config), config).data


@pytest.fixture(params=["columns", "stacked", "columns page", "whole classic", "whole modern"])
def file(request, tmp_path) -> Path:
    path = tmp_path / "volume.docx"
    look, *more = request.param.split()
    page = PageConfig(layout=look, footnotes=more[0] if more else "volume")
    path.write_bytes(whole(more[0], "stacked") if look == "whole" else made(config=Config(page=page)).data)
    return path


def validator(name: str) -> str:
    if not shutil.which("node") or not (TOOLS / name).exists():
        pytest.skip(f"{name} is not installed: {WHERE}")
    return str(TOOLS / name)


def test_first_validator_finds_nothing(file):
    run = subprocess.run([validator("ooxml-validator"), file], capture_output=True, text=True, timeout=120)
    assert json.loads(run.stdout)["errors"] == []


def test_second_validator_finds_nothing(file):
    run = subprocess.run([validator("ooxml-validate"), file], capture_output=True, text=True, timeout=120)
    assert "Found 0 errors" in run.stdout + run.stderr


@pytest.fixture(scope="module")
def convert(tmp_path_factory):
    """Convert a DOCX with LibreOffice, in a profile of its own so that no open LibreOffice is in the way."""
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
    folder = tmp_path_factory.mktemp("office")

    def run(data: bytes, kind: str) -> bytes:
        source = folder / "volume.docx"
        source.write_bytes(data)
        target = folder / kind
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(target), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return (target / f"volume.{kind}").read_bytes()

    return run


def test_libreoffice_sets_every_page(convert):
    pdf = pypdfium2.PdfDocument(convert(made().data, "pdf"))
    texts = [page.get_textpage().get_text_range() for page in pdf]
    assert len(texts) == 4  # title page, contents, speeches, index
    assert "论坛发言集" in texts[0] and "目录" in texts[1] and "Telling Stories" in texts[2] and "索引" in texts[3]
    assert "A set of rules" in texts[2], "the footnote"


def test_libreoffice_keeps_text_comments_and_ids(convert):
    before = made(pages={"s01": "1", "s02": "1"}).data  # where LibreOffice finds them, too
    after = convert(before, "docx")
    one, two = (docx.Document(BytesIO(data)) for data in (before, after))

    def cells(document) -> list[list[str]]:
        return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]

    def footnotes(data: bytes) -> list[str]:
        notes = zipfile.ZipFile(BytesIO(data)).read("word/footnotes.xml")
        space = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
        found = etree.fromstring(notes).xpath("//w:footnote[not(@w:type)]", namespaces=space)
        return ["".join(note.xpath(".//w:t/text()", namespaces=space)).strip() for note in found]

    def names(document) -> set[str]:
        found = document.element.xpath("//w:bookmarkStart/@w:name")
        return {name for name in found if name[:2] in ("p_", "z_")}

    assert cells(two) == cells(one)
    assert [c.text for c in two.comments] == [c.text for c in one.comments]
    assert names(two) == names(one)
    assert footnotes(after) == footnotes(before) == ["A set of rules, see Gazette."]


def test_libreoffice_knows_the_outline(convert):
    with zipfile.ZipFile(BytesIO(convert(made().data, "odt"))) as odt:
        content = etree.fromstring(odt.read("content.xml"))
    space = {"text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0"}
    headings = ["".join(h.itertext()) for h in content.xpath("//text:h[@text:outline-level='1']", namespaces=space)]
    assert [h.split()[-1] for h in headings] == ["Contents", "Innovation", "Stories", "Index"]


def test_libreoffice_renews_page_numbers_and_keeps_the_contents_bilingual(convert):
    wrong = made(pages={"s01": "88", "s02": "99"}).data
    after = docx.Document(BytesIO(convert(wrong, "docx")))
    rows = [[cell.text for cell in row.cells] for table in after.tables for row in table.rows if len(row.cells) == 3]
    assert ["讲好故事", "Telling Stories", "1"] in rows
    assert rows[-1] == ["陈　光", "Chen Guang", "1, 1"], "the index"


def test_libreoffice_draws_the_volume_without_our_fonts(convert):
    """The faces come with the file; what stands in the PDF's fonts is theirs, hanzi included."""
    pdf = convert(made().data, "pdf")
    names = set(re.findall(rb"/FontName\s*/[A-Z]{6}\+([A-Za-z0-9-]+)", pdf))
    assert names >= {b"NotoSerifSC-Regular", b"NotoSerifSC-SemiBold", b"SourceSerif4-Regular"}
    assert all(name.startswith((b"Noto", b"SourceSerif4")) for name in names)
