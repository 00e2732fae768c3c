"""The Word document: what an editor finds in it, what Word needs of it."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.shared import Pt
from docx_plans import PAGES, R, W, cell, made, row, small_plan, style, tag, text
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from ooxml_order import misplaced

from formatter.config import Config, PageConfig
from formatter.layout.plan import BookPlan, Metadata, OutlineEntry, Role, Row, Section, SectionKind
from formatter.layout.styles import design_names, load_design
from formatter.progress import SilentProgress
from formatter.writers.docx import write_docx
from formatter.writers.docx.xml import clean


@pytest.fixture(scope="module")
def package():
    return made()


# --- The plan's cells --------------------------------------------------------------------------------------


def test_tables_hold_the_plans_cells_in_order(package):
    expected = []
    for section in small_plan().sections[1:]:
        for r in section.rows:
            sides = [r.zh.text.split("\n") if r.zh else [""], r.en.text.split("\n") if r.en else [""]]
            labels = [PAGES[t] for t in (r.target, *r.more_targets) if t]
            expected.append([*sides, [", ".join(labels)]] if r.target else sides)
    assert [[[t for _, t in side] for side in cells] for cells in package.table_cells()] == expected


def test_styles_are_named_after_roles(package):
    styles = [[style for side in cells for style, _ in side] for cells in package.table_cells()]
    assert styles[3] == ["SpeechTitleZh", "SpeakerZh", "SpeechTitleEn", "SpeakerEn"]
    assert styles[4] == ["BodyZh", "BodyEn"]
    assert styles[5] == ["HeadingZh", "HeadingEn"]


def test_every_style_in_use_is_defined(package):
    defined = set(package.find("//w:style/@w:styleId", "word/styles.xml"))
    for name in package.names():
        if name.startswith("word/") and name.endswith(".xml"):
            used = set(package.find("//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val", name))
            assert used <= defined, name


def test_role_styles_share_one_parent_an_editor_can_change(package):
    parents = dict(
        zip(
            package.find("//w:style[w:basedOn]/@w:styleId", "word/styles.xml"),
            package.find("//w:style/w:basedOn/@w:val", "word/styles.xml"),
            strict=True,
        )
    )
    assert parents["SpeechTitleZh"] == parents["SpeechTitleEn"] == "SpeechTitle"
    colours = package.find(
        "//w:style[w:rPr/w:color][starts-with(@w:styleId, 'SpeechTitle')]/@w:styleId", "word/styles.xml"
    )
    assert colours == ["SpeechTitle"]
    fonts = package.find("//w:style[@w:styleId='SpeechTitleZh']/w:rPr/w:rFonts", "word/styles.xml")[0]
    assert fonts.get(tag("eastAsia")) == "Noto Serif SC SemiBold"
    assert fonts.get(tag("ascii")) == fonts.get(tag("hAnsi")) == "Source Serif 4 SemiBold"


def test_runs_have_no_look_of_their_own(package):
    """What a run has beside its style is its language and which face its shared punctuation is from."""
    for properties in package.find("//w:r/w:rPr"):
        own = {child.tag.rpartition("}")[2] for child in properties}
        assert own <= {"rStyle", "rFonts", "lang"}
        assert all(dict(fonts.attrib) == {tag("hint"): "eastAsia"} for fonts in properties.iter(tag("rFonts")))


def test_title_page_stacks_the_languages(package):
    body = package.document.find(tag("body"))
    first = [(style(p), text(p)) for p in body.findall(tag("p"))[1:3]]
    assert first == [("VolumeTitleZh", "论坛发言集"), ("VolumeTitleEn", "Proceedings")]


def test_manners_are_character_styles(package):
    def styled(name: str) -> list[str]:
        return package.find(f"//w:r[w:rPr/w:rStyle/@w:val='{name}']/w:t/text()")

    assert styled("Untranslated") == ["成效显著。"]
    assert styled("Emphasis") == ["the Several Measures"]


# --- Languages and faces -----------------------------------------------------------------------------------


def test_every_run_with_text_has_its_language(package):
    for name in package.names():
        if re.fullmatch(r"word/(document|header\d+|footer\d+|footnotes|comments)\.xml", name):
            assert not package.find("//w:r[w:t][not(w:rPr/w:lang[@w:val and @w:eastAsia])]", name), name


def test_chinese_runs_take_shared_punctuation_from_the_chinese_face(package):
    hints = {
        text(r): r.find(f"{tag('rPr')}/{tag('rFonts')}") is not None for r in package.document.iter(tag("r")) if text(r)
    }
    assert hints["我们说：“好。”"]
    assert hints["成效显著。"], "untranslated text in an English cell is Chinese"
    assert not hints["We say, “Good.”"]


@pytest.mark.parametrize(
    ("main", "spelling", "expected"),
    [("zh-Hans", "en-US", ("en-US", "zh-CN")), ("zh-Hant", "en-GB", ("en-GB", "zh-TW"))],
)
def test_languages_follow_volume_and_settings(main, spelling, expected):
    r = Row("s01", cell(main, (Role.BODY, "對話")), cell("en", (Role.BODY, "Dialogue")))
    plan = BookPlan(Metadata("x", language=main), (Section(SectionKind.SPEECH, "s01", (r,)),))
    found = made(plan, Config(spelling=spelling)).find("//w:tr[2]//w:lang")
    assert {(lang.get(tag("val")), lang.get(tag("eastAsia"))) for lang in found} == {expected}


def test_no_theme_anywhere(package):
    assert not [name for name in package.names() if "theme" in name.lower()]
    data = b"".join(zipfile.ZipFile(BytesIO(package.data)).read(name) for name in package.names())
    assert not re.search(rb"(?:ascii|hAnsi|eastAsia|cs)Theme|MS Mincho|Calibri|Cambria", data)


def test_font_table_names_stand_ins(package):
    names = package.find("//w:font/@w:name", "word/fontTable.xml")
    stand_ins = package.find("//w:font/w:altName/@w:val", "word/fontTable.xml")
    assert dict(zip(names, stand_ins, strict=True)) == {
        "Noto Sans SC": "SimHei",
        "Noto Serif SC": "SimSun",
        "Noto Serif SC SemiBold": "SimHei",
        "Source Serif 4": "Times New Roman",
        "Source Serif 4 SemiBold": "Times New Roman",
    }


def test_an_editor_can_restyle_the_volume(package):
    """By the names that Word shows, through any program that knows styles."""
    document = docx.Document(BytesIO(package.data))
    document.styles["Body en"].font.size = Pt(14)
    paragraphs = [p for t in document.tables for r in t.rows for c in r.cells for p in c.paragraphs]
    assert {p.style.font.size.pt for p in paragraphs if p.style.name == "Body en"} == {14}
    assert {"Speech Title", "Speech Title zh", "Speaker en", "Contents Title zh", "heading 1"} <= {
        s.name.replace("Heading", "heading") for s in document.styles
    }


@pytest.mark.parametrize("name", design_names())
def test_every_design_makes_a_document(name):
    package = made(config=Config(page=PageConfig(style=name)))
    assert misplaced(package.xml("word/styles.xml")) == []
    faces = set(package.find("//w:rFonts/@w:eastAsia | //w:rFonts/@w:ascii", "word/styles.xml"))
    assert faces <= set(package.find("//w:font/@w:name", "word/fontTable.xml"))


# --- Tables and pages --------------------------------------------------------------------------------------


def test_tables_repeat_their_column_heads_and_let_rows_break(package):
    speeches = package.find("//w:tbl[w:tr//w:pStyle[@w:val='SpeechTitleZh']]")
    for table in speeches:
        head, *rows = table.findall(tag("tr"))
        assert head.find(f"{tag('trPr')}/{tag('tblHeader')}") is not None
        assert ["".join(map(text, tc.iter(tag("p")))) for tc in head.iter(tag("tc"))] == ["中文", "English"]
        assert all(r.find(f"{tag('trPr')}/{tag('tblHeader')}") is None for r in rows)
    assert not package.find("//w:tr[.//w:pStyle[@w:val='BodyZh']]/w:trPr/w:cantSplit")
    assert not package.find("//w:tblBorders")


def test_a_session_leaves_the_column_heads_to_its_first_speech():
    session = Section(
        SectionKind.SESSION, "x1", (row("x1", Role.SESSION, "主论坛", "Main Forum"),), ("主论坛", "Main Forum"),
        OutlineEntry("主论坛  Main Forum"), new_page=True,
    )  # fmt: skip
    first = replace(small_plan().sections[2], new_page=False, outline=OutlineEntry("一  One", 2))
    package = made(BookPlan(Metadata("x"), (session, first), small_plan().footnotes))
    heads = [bool(table.xpath("w:tr/w:trPr/w:tblHeader", namespaces={"w": W})) for table in package.find("//w:tbl")]
    assert heads == [False, True]
    levels = [style(p) for p in package.find("/w:document/w:body/w:p") if style(p).startswith("Heading")]
    assert levels == ["Heading1", "Heading2"]
    assert not package.find("//w:pageBreakBefore"), "one stream of pages"


def test_only_a_row_that_must_stay_with_the_next_asks_for_it(package):
    keeping = package.find("//w:tbl/w:tr[.//w:pPr/w:keepNext]//w:pStyle/@w:val")
    assert set(keeping) == {
        f"{s}{side}" for s in ("SectionTitle", "SpeechTitle", "Speaker", "Heading") for side in ("Zh", "En")
    }


@pytest.mark.parametrize(
    ("name", "width", "height"), [("A4", 11906, 16838), ("16K", 10488, 14740), ("Letter", 12240, 15840)]
)
@pytest.mark.parametrize("layout", ["columns", "facing", "stacked"])
def test_page_and_columns(name, width, height, layout):
    package = made(config=Config(page=PageConfig(format=name, layout=layout)))
    size = package.find("//w:pgSz")[0]
    margins = package.find("//w:pgMar")[0]
    assert (int(size.get(tag("w"))), int(size.get(tag("h")))) == pytest.approx((width, height), abs=2)
    measure = width - int(margins.get(tag("left"))) - int(margins.get(tag("right")))
    for table in package.document.iter(tag("tbl")):
        grid = [int(col.get(tag("w"))) for col in table.iter(tag("gridCol"))]
        assert sum(grid) == pytest.approx(measure, abs=3)
        for tr in table.iter(tag("tr")):
            assert [int(w.get(tag("w"))) for w in tr.iter(tag("tcW"))] == grid


def test_stacked_layout_sets_chinese_above_english():
    package = made(config=Config(page=PageConfig(layout="stacked")))
    cells = list(package.table_cells())
    assert [t for _, t in cells[-3][0]] == ["谢谢。"]
    assert [t for _, t in cells[3][0]] == [
        "走好创新之路　推进媒体融合",
        "社长　陈　光",
        "The Path of Innovation",
        "Chen Guang, President",
    ]


def test_facing_pages_are_said_to_be_columns_in_word():
    config = Config(page=PageConfig(layout="facing"))
    found = write_docx(small_plan(), config, SilentProgress()).diagnostics
    assert [(d.code, d.severity) for d in found] == [("docx-facing-pages", "note")]


def test_ratio_sets_the_chinese_column():
    def chinese_em(ratio: float) -> float:
        package = made(config=Config(page=PageConfig(ratio=ratio)))
        column, gutter = package.find("//w:gridCol/@w:w")[0], package.find("//w:tcMar/w:right/@w:w")[0]
        return (int(column) - int(gutter)) / 20 / load_design("classic").style(Role.BODY, "zh").size

    assert chinese_em(0.35) == 16  # of 445 pt, in whole hanzi of 10 pt
    assert chinese_em(0.45) == 20


def test_numbering_is_roman_then_arabic(package):
    numbers = [dict(n.attrib) for n in package.find("//w:pgNumType")]
    assert numbers == [
        {tag("start"): "1"},
        {tag("fmt"): "lowerRoman"},
        {tag("fmt"): "decimal", tag("start"): "1"},
        {tag("fmt"): "decimal"},
    ]


def test_title_page_has_no_furniture_and_the_others_theirs(package):
    def said(section: int, kind: str, pages: str, what: str) -> str:
        ends = package.find("//w:sectPr")[section]
        (reference,) = ends.xpath(f"w:{kind}Reference[@w:type='{pages}']/@r:id", namespaces={"w": W, "r": R})
        return "".join(package.find(f"//{what}/text()", package.target(reference)))

    for pages in ("default", "even"):
        assert said(0, "header", pages, "w:t") == said(0, "footer", pages, "w:t") == ""
        assert said(1, "header", pages, "w:t") == "目录Contents"
        assert said(2, "header", pages, "w:t") == "论坛发言集Proceedings", "until Word puts the speech's title there"
        assert said(2, "header", pages, "w:instrText") == (
            ' STYLEREF "Running Title zh" \\* CHARFORMAT  STYLEREF "Running Title en" \\* CHARFORMAT '
        )
        assert said(2, "footer", pages, "w:instrText") == " PAGE "
    names = package.find("//w:style/w:name/@w:val", "word/styles.xml")
    assert {"Running Title zh", "Running Title en"} <= set(names)


def test_page_number_of_a_first_page_stands_outside(package):
    """Contents start on a right-hand page, the index on either."""

    def foot(section: int) -> list[str]:
        (reference,) = package.find("//w:sectPr")[section].xpath(
            "w:footerReference[@w:type='first']/@r:id", namespaces={"w": W, "r": R}
        )
        return package.find("//w:framePr/@w:xAlign | //w:pPr/w:jc/@w:val", package.target(reference))

    recto = replace(small_plan(), sections=tuple(replace(s, recto=True) for s in small_plan().sections))
    assert foot(3) == ["outside"]
    package = made(recto)
    assert foot(1) == foot(3) == ["right"]


def test_only_justified_text_is_hyphenated(package):
    for name, hyphenated in {"Body": True, "Imprint": False, "ContentsSpeaker": False, "SpeechTitle": False}.items():
        off = package.find(f"//w:style[@w:styleId='{name}']/w:pPr/w:suppressAutoHyphens", "word/styles.xml")
        assert bool(off) is not hyphenated, name


def test_tables_say_what_they_hold(package):
    captions = package.find("//w:tblPr/w:tblCaption/@w:val")
    assert captions[2] == "走好创新之路　推进媒体融合  The Path of Innovation"
    said = package.find("//w:tblPr/w:tblDescription/@w:val")
    assert said[2] == "Chinese in the first column, English in the second; a row for each paragraph"
    assert "page numbers in the last" in said[5], "the index"


def test_a_sessions_pages_show_its_title_where_fields_are_not_worked_out():
    session = Section(
        SectionKind.SESSION,
        "session-1",
        (row("session-1", Role.SESSION, "主论坛", "Main Forum"),),
        ("主论坛", "Main Forum"),
        OutlineEntry("主论坛  Main Forum"),
        new_page=True,
    )
    plan = small_plan()
    title, contents, first, *rest = plan.sections
    package = made(replace(plan, sections=(title, contents, session, replace(first, new_page=False), *rest)))
    (reference,) = package.find("//w:sectPr")[2].xpath(
        "w:headerReference[@w:type='default']/@r:id", namespaces={"w": W, "r": R}
    )
    assert "".join(package.find("//w:t/text()", package.target(reference))) == "主论坛Main Forum"


def test_contents_and_index_open_without_a_running_head(package):
    opening = [bool(s.xpath("w:titlePg", namespaces={"w": W})) for s in package.find("//w:sectPr")]
    assert opening == [True, True, False, True]


# --- Links, fields, headings -------------------------------------------------------------------------------


def test_bookmarks_are_unique_and_legal(package):
    names = package.find("//w:bookmarkStart/@w:name")
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,39}", name) for name in names)
    numbers = package.find("//w:bookmarkStart/@w:id")
    assert len(numbers) == len(set(numbers)) and numbers == package.find("//w:bookmarkEnd/@w:id")


def test_every_paragraph_of_the_plan_carries_its_id(package):
    names = set(package.find("//w:bookmarkStart/@w:name"))
    assert {"p_s01", "p_s01__2", "z_s01", "z_s01__2", "p_s01_p01", "z_s01_p01", "p_s01_p03", "z_s02_p01"} <= names
    marked = package.find("//w:p[w:bookmarkStart/@w:name='p_s01_p03']")[0]
    assert text(marked) == "We say, “Good.”"


def test_links_and_page_references_lead_to_bookmarks(package):
    names = set(package.find("//w:bookmarkStart/@w:name"))
    anchors = set(package.find("//w:hyperlink/@w:anchor"))
    references = {code.split()[1] for code in package.find("//w:instrText/text()") if "PAGEREF" in code}
    assert anchors == references == {"p_s01", "p_s02"} <= names


def test_contents_are_lines_that_word_renews_one_by_one(package):
    """No TOC field around them: renewing it would turn both columns into a list of one, without the speakers."""
    codes = [code.split()[0] for code in package.find("//w:instrText/text()")]
    assert "TOC" not in codes and codes.count("PAGEREF") == 4, "two in the contents, two in the index"


def test_fields_are_balanced(package):
    depth = 0
    for kind in package.find("//w:fldChar/@w:fldCharType"):
        depth += {"begin": 1, "separate": 0, "end": -1}[kind]
        assert depth in (0, 1, 2)
    assert depth == 0


def test_speeches_are_headings_outside_tables(package):
    headings = [
        (style(p), text(p)) for p in package.find("/w:document/w:body/w:p") if style(p) in ("Heading1", "PartMark")
    ]
    assert headings == [
        ("PartMark", "目录  Contents"),
        ("Heading1", "走好创新之路　推进媒体融合  The Path of Innovation"),
        ("Heading1", "讲好故事  Telling Stories"),
        ("Heading1", "索引  Index"),
    ]
    assert package.find("//w:style[@w:styleId='Heading1']/w:name/@w:val", "word/styles.xml") == ["heading 1"]
    assert package.find("//w:style[@w:styleId='Heading1']/w:pPr/w:outlineLvl/@w:val", "word/styles.xml") == ["0"]


def test_word_is_asked_for_page_numbers_only_where_none_are_known(package):
    assert not package.find("//w:updateFields", "word/settings.xml")
    unknown = made(pages=None)
    assert unknown.find("//w:updateFields", "word/settings.xml")
    assert next(c for c in unknown.table_cells() if len(c) == 3)[2][0][1] == ""


# --- Notes, comments, properties ---------------------------------------------------------------------------


def test_footnotes_are_words_own(package):
    references = package.find("//w:footnoteReference/@w:id")
    notes = package.find("//w:footnote[not(@w:type)]", "word/footnotes.xml")
    assert [n.get(tag("id")) for n in notes] == references == ["1"]
    assert text(notes[0]) == " A set of rules, see Gazette."
    assert package.find("//w:footnote/@w:type", "word/footnotes.xml") == ["separator", "continuationSeparator"]


def test_footnotes_may_be_numbered_on_each_page_anew(package):
    anew = made(config=Config(page=PageConfig(footnotes="page")))
    assert anew.find("//w:footnotePr/w:numRestart/@w:val", "word/settings.xml") == ["eachPage"]
    sections = anew.find("//w:sectPr")
    assert anew.find("//w:sectPr/w:footnotePr/w:numRestart/@w:val") == ["eachPage"] * len(sections)
    assert misplaced(anew.document) == misplaced(anew.xml("word/settings.xml")) == []
    for part in ("word/settings.xml", "word/document.xml"):
        assert package.find("//w:numRestart", part) == [], "not where nobody asked for it"


def test_comments_stand_on_the_english_with_the_volumes_date(package):
    document = docx.Document(BytesIO(package.data))
    comments = list(document.comments)
    assert [(c.text, c.author, c.timestamp.date().isoformat()) for c in comments] == [
        ("terms.csv:12\nmissing", "proceedings", "2026-01-02")
    ]
    paragraph = package.find("//w:p[w:commentRangeStart]")[0]
    assert text(paragraph).startswith("It issued")


def test_properties_come_from_the_plan(package):
    core = docx.Document(BytesIO(package.data)).core_properties
    assert (core.title, core.author, core.language, core.subject) == (
        "论坛发言集 / Proceedings",
        "某出版社",
        "zh-Hans",
        "Forum",
    )
    assert core.created.date().isoformat() == core.modified.date().isoformat() == "2026-01-02"
    assert core.keywords == "媒体, media"


def test_no_date_is_written_where_the_plan_has_none():
    plan = replace(small_plan(), metadata=Metadata("x"))
    package = made(plan)
    assert b"dcterms" not in etree.tostring(package.xml("docProps/core.xml")).split(b">", 1)[1]
    assert not package.find("//w:comment/@w:date", "word/comments.xml")


# --- The package -------------------------------------------------------------------------------------------


def test_same_plan_same_bytes(package):
    assert made().data == package.data
    times = {info.date_time for info in zipfile.ZipFile(BytesIO(package.data)).infolist()}
    assert times == {(1980, 1, 1, 0, 0, 0)}


def test_elements_stand_in_the_schemas_order(package):
    for name in package.names():
        if name.startswith("word/") and name.endswith(".xml"):
            assert misplaced(package.xml(name)) == [], name


def test_the_order_check_finds_a_misplaced_element(package):
    root = package.document
    properties = root.find(f".//{tag('pPr')}")
    properties.insert(0, properties.makeelement(tag("jc")))
    assert "pPr/pStyle is too late" in misplaced(root)


def test_forbidden_characters_do_not_break_the_file():
    r = row("s01", Role.BODY, "媒体\x00融合\x0b", "tab\tbreak\nnull\x07", comment="bad \x01 text")
    package = made(BookPlan(Metadata("t\x02"), (Section(SectionKind.SPEECH, "s\x03", (r,)),)))
    assert next(package.table_cells())[0][0][1] == "媒体\ufffd融合\ufffd"
    assert len(package.find("//w:tr[2]//w:tab | //w:tr[2]//w:br")) == 2


@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), max_size=4))
@settings(max_examples=25, deadline=None)
def test_any_text_survives(pairs):
    rows = tuple(row(f"s01-p{n:02}", Role.BODY, zh or "空", en or "-") for n, (zh, en) in enumerate(pairs))
    package = made(BookPlan(Metadata("x"), (Section(SectionKind.SPEECH, "s01", rows),)))
    cells = [[side[0][1] for side in cells] for cells in package.table_cells()]
    expected = [[re.sub("\n", "\u3000", clean(t)) for t in (zh or "空", en or "-")] for zh, en in pairs]
    assert cells == expected


def test_empty_plan_is_a_document():
    package = made(BookPlan(Metadata(""), ()))
    assert docx.Document(BytesIO(package.data)).tables == []
