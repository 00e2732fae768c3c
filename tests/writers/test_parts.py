"""Every part of the book at once, in both outputs: pages, labels, structure, and what the validators say."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import page as validator
import pikepdf
import pypdf
import pytest
from docx_plans import W, made, style, tag
from pdf_tools import plan_of, tree_texts, write

from volumes import WHOLE_BOOK, whole_book  # isort: skip

from formatter.config import Config, PageConfig
from formatter.model import Bilingual

LOOKS = [(design, layout) for design in ("classic", "modern") for layout in ("columns", "facing", "stacked")]


def set_in(design: str, layout: str = "columns") -> Config:
    return replace(WHOLE_BOOK, page=PageConfig(style=design, layout=layout))


@pytest.mark.parametrize(("design", "layout"), LOOKS)
def test_validator_reports_nothing(design: str, layout: str) -> None:
    data = write(whole_book(), set_in(design, layout)).value.data
    for profile in ("ua1", "2a"):
        report = validator.validate_pdf_bytes(data, profile=profile, limits=validator.SafetyLimits.unlimited())
        assert [(f.rule_id, f.message) for f in report.failures] == []


def test_parts_begin_on_right_hand_pages_and_the_cover_is_no_page() -> None:
    outcome = write(whole_book(), set_in("classic"))
    labels = outcome.value.pages
    shown = pypdf.PdfReader(io.BytesIO(outcome.value.data)).page_labels
    assert shown[:4] == ["Cover", "Cover", "i", "ii"]
    first = {id: labels[id] for id in ("half-title", "title", "imprint-title", "f01", "organisers-title", "contents-title")}
    assert first == {
        "half-title": "i",
        "title": "iii",
        "imprint-title": "iv",
        "f01": "v",
        "organisers-title": "vi",
        "contents-title": "vii",
    }
    assert labels["session1"] == labels["s01"] == "1"
    assert shown.index("1") % 2 == 0


def test_a_full_title_page_stays_one_page() -> None:
    hosts = tuple(Bilingual(f"主办单位之{n}", f"Host Number {n}") for n in "一二三四五六")
    full = replace(set_in("modern"), volume=replace(WHOLE_BOOK.volume, hosts=hosts))
    labels = write(whole_book(), full).value.pages
    assert (labels["title"], labels["publisher"], labels["imprint-title"]) == ("iii", "iii", "iv")


def test_a_session_has_no_number_of_its_own_in_the_contents_but_leads_there() -> None:
    data = write(whole_book(), set_in("classic")).value.data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        links = [str(a.Contents) for page in pdf.pages for a in page.get("/Annots", [])]
    assert links[:3] == ["序言 / Foreword", "主论坛 / Main Forum", "走好创新之路　推进媒体融合 / Taking the Path of Innovation to Advance Media Integration"]
    contents = next(t for t in pypdf.PdfReader(io.BytesIO(data)).pages if "Contents" in t.extract_text()).extract_text()
    assert not re.search(r"Main Forum\s*1", contents)


def test_roles_in_the_event_are_headings_below_their_page() -> None:
    tags = {re.sub(r"\s", "", text): name for name, _, text in tree_texts(write(whole_book(), set_in("modern")).value.data)}
    assert (tags["Organization"], tags["Hosts"], tags["MinistryA"]) == ("H1", "H2", "P")


def test_a_cover_in_word_has_the_ornament_of_its_design() -> None:
    framed, banded = (
        made(plan_of(whole_book(), set_in(design)), set_in(design)).document for design in ("classic", "modern")
    )
    borders = framed.findall(f".//{tag('pgBorders')}")
    assert len(borders) == 1 and not banded.findall(f".//{tag('pgBorders')}")
    shaded = [p for p in banded.iter(tag("p")) if p.find(f"{{{W}}}pPr/{{{W}}}shd") is not None]
    assert len(shaded) == 1 and shaded[0].find(f"{{{W}}}pPr/{{{W}}}framePr").get(tag("vAnchor")) == "page"


def test_a_foreword_in_word_is_a_heading_of_the_contents_and_signed() -> None:
    document = made(plan_of(whole_book(), set_in("classic")), set_in("classic")).document
    styles = [style(p) for p in document.iter(tag("p"))]
    assert styles.index("Heading1") < styles.index("SignatureZh") < styles.index("ContentsTitleZh")
