"""Plans made by hand, and what the DOCX tests read back out of a file."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from formatter.config import Config
from formatter.layout.plan import (
    BookPlan,
    Cell,
    Footnote,
    Line,
    Metadata,
    OutlineEntry,
    Role,
    Row,
    Run,
    Section,
    SectionKind,
)
from formatter.progress import SilentProgress
from formatter.writers.docx import write_docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PAGES = {"s01": "1", "s02": "7"}
ZH_TITLE = "走好创新之路　推进媒体融合"


def tag(name: str) -> str:
    return f"{{{W}}}{name}"


def cell(lang: str, *lines: tuple[Role, str]) -> Cell:
    return Cell(lang, tuple(Line(role, (Run(text),)) for role, text in lines))


def row(id: str, role: Role, zh: str, en: str, **more: object) -> Row:
    return Row(id, cell("zh-Hans", (role, zh)) if zh else None, cell("en", (role, en)) if en else None, **more)  # type: ignore[arg-type]


def speech(id: str, zh: str, en: str, *paragraphs: Row) -> Section:
    head = Row(
        id,
        Cell("zh-Hans", (Line(Role.SPEECH_TITLE, (Run(zh),), (7,)), Line(Role.SPEAKER, (Run("社长　陈　光"),)))),
        cell("en", (Role.SPEECH_TITLE, en), (Role.SPEAKER, "Chen Guang, President")),
        keep_with_next=True,
    )
    return Section(
        SectionKind.SPEECH, id, (head, *paragraphs), (zh, en), OutlineEntry(f"{zh}  {en}"), new_page=id == "s01"
    )


def small_plan() -> BookPlan:
    """A title page, contents, two speeches with everything that a run or a row can carry, and an index."""
    noted = Run("the Several Measures", italic=True, footnote="n1")
    mixed = Cell("en", (Line(Role.BODY, (Run("It issued "), noted, Run(". "), Run("成效显著。", untranslated=True))),))
    return BookPlan(
        Metadata("论坛发言集 / Proceedings", "Forum", "某出版社", ("媒体", "media"), "zh-Hans", "2026-01-02"),
        (
            Section(
                SectionKind.TITLE_PAGE,
                "title-page",
                (row("title", Role.VOLUME_TITLE, "论坛发言集", "Proceedings"),),
                numbering="none",
                new_page=True,
            ),
            Section(
                SectionKind.CONTENTS,
                "contents",
                (
                    row("contents-title", Role.SECTION_TITLE, "目录", "Contents", keep_with_next=True),
                    row("contents-s01", Role.CONTENTS_TITLE, ZH_TITLE, "The Path of Innovation", target="s01"),
                    row("contents-s02", Role.CONTENTS_TITLE, "讲好故事", "Telling Stories", target="s02"),
                ),
                ("目录", "Contents"),
                OutlineEntry("目录  Contents"),
                "roman",
                new_page=True,
            ),
            speech(
                "s01",
                ZH_TITLE,
                "The Path of Innovation",
                Row(
                    "s01-p01",
                    cell("zh-Hans", (Role.BODY, "出台《若干措施》。成效显著。")),
                    mixed,
                    comment="terms.csv:12\nmissing",
                ),
                row("s01-p02", Role.HEADING, "一、基础", "I. Foundations", keep_with_next=True),
                row("s01-p03", Role.BODY, "我们说：“好。”", "We say, “Good.”"),
            ),
            speech("s02", "讲好故事", "Telling Stories", row("s02-p01", Role.BODY, "谢谢。", "")),
            Section(
                SectionKind.INDEX,
                "index",
                (
                    row("index-title", Role.SECTION_TITLE, "索引", "Index", keep_with_next=True),
                    row("index-001", Role.INDEX_ENTRY, "陈　光", "Chen Guang", target="s01", more_targets=("s02",)),
                ),
                ("索引", "Index"),
                OutlineEntry("索引  Index"),
                new_page=True,
            ),
        ),
        (Footnote("n1", "en", (Run("A set of rules, see "), Run("Gazette", italic=True), Run("."))),),
    )


def made(plan: BookPlan | None = None, config: Config | None = None, pages: dict[str, str] | None = PAGES) -> Package:
    outcome = write_docx(plan or small_plan(), config or Config(), SilentProgress(), pages)
    assert outcome.ok
    return Package(outcome.value.data)


@dataclass(frozen=True)
class Package:
    data: bytes

    def names(self) -> list[str]:
        return zipfile.ZipFile(BytesIO(self.data)).namelist()

    def read(self, name: str) -> bytes:
        return zipfile.ZipFile(BytesIO(self.data)).read(name)

    def xml(self, name: str) -> etree._Element:
        return etree.fromstring(self.read(name))

    def target(self, relationship: str) -> str:
        """The part that one of the document's relationships leads to."""
        parts = {rel.get("Id"): rel.get("Target") for rel in self.xml("word/_rels/document.xml.rels")}
        return f"word/{parts[relationship]}"

    @property
    def document(self) -> etree._Element:
        return self.xml("word/document.xml")

    def find(self, path: str, name: str = "word/document.xml") -> list:
        return self.xml(name).xpath(path, namespaces={"w": W})

    def table_cells(self) -> Iterator[list[list[tuple[str, str]]]]:
        """Row by row, cell by cell: the style and text of each paragraph, headers left out."""
        for tr in self.find("//w:tr[not(w:trPr/w:tblHeader)]"):
            yield [[(style(p), text(p)) for p in tc.iter(tag("p"))] for tc in tr.iter(tag("tc"))]


def style(p: etree._Element) -> str:
    return p.find(f"{tag('pPr')}/{tag('pStyle')}").get(tag("val"))


def text(p: etree._Element) -> str:
    """A paragraph's text as the plan has it: the break that the writer puts between phrases stands for their gap."""
    pieces = {tag("t"): lambda e: e.text or "", tag("br"): lambda e: "\u3000", tag("tab"): lambda e: "\t"}
    return "".join(pieces[e.tag](e) for e in p.iter(*pieces))
