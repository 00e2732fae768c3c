"""Glossary files as Excel, people and terminology programs write them."""

from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formatter.diagnostics import Outcome
from formatter.glossary.files import read_glossaries, read_glossary
from formatter.glossary.workbook import cell_name
from formatter.glossary.write import GLOSSARY_WRITERS
from formatter.model import CaseRule, Span, Term, TermKind
from formatter.world import MemoryWorld


def read(text: str | bytes, path: str = "terms.csv") -> Outcome[tuple[Term, ...]]:
    return read_glossary(path, text.encode() if isinstance(text, str) else text)


def pairs(outcome: Outcome[tuple[Term, ...]]) -> list[tuple[str, str]]:
    return [(term.zh, term.en) for term in outcome.value]


def faults(outcome: Outcome[tuple[Term, ...]]) -> list[tuple[str, str]]:
    return [(d.code, str(d.span)) for d in outcome.diagnostics]


PAIRS = [("媒体融合", "media integration"), ("武汉，湖北", "Wuhan, Hubei")]


# --- Shapes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        'zh,en\n媒体融合,media integration\n武汉，湖北,"Wuhan, Hubei"\n',
        '媒体融合,media integration\n武汉，湖北,"Wuhan, Hubei"\n',
        '中文,英文\r\n媒体融合,media integration\r\n武汉，湖北,"Wuhan, Hubei"\r\n',
        '原文,译文\r媒体融合,media integration\r武汉，湖北,"Wuhan, Hubei"',
        "Source;Target\n媒体融合;media integration\n武汉，湖北;Wuhan, Hubei\n",
        "sep=;\nzh;en\n媒体融合;media integration\n武汉，湖北;Wuhan, Hubei\n",
        "zh\ten\n媒体融合\tmedia integration\n武汉，湖北\tWuhan, Hubei\n",
        'English,Chinese\nmedia integration,媒体融合\n"Wuhan, Hubei",武汉，湖北\n',
        'media integration,媒体融合\n"Wuhan, Hubei",武汉，湖北\n',
        '备注,中文 Chinese,英文 English\n,媒体融合,media integration\n,武汉，湖北,"Wuhan, Hubei"\n',
        '武汉论坛术语表,,\n\n中文,英文,\n媒体融合,media integration,\n武汉，湖北,"Wuhan, Hubei",\n',
        '# comment\nzh,en\n# media\n媒体融合,media integration\n\n武汉，湖北,"Wuhan, Hubei"\n,,\n',
        '序号,中文原文,英文译文\n1,媒体融合,media integration\n2,武汉，湖北,"Wuhan, Hubei"\n',
        'Term (ZH),Term (EN)\n媒体融合,media integration\n武汉，湖北,"Wuhan, Hubei"\n',
        '1,媒体融合,media integration\n2,武汉，湖北,"Wuhan, Hubei"\n',
        '"zh","en"\n"媒体融合","media integration"\n"武汉，湖北","Wuhan, Hubei"\n',
        '"zh", "en"\n"媒体融合", "media integration"\n"武汉，湖北", "Wuhan, Hubei"\n',
    ],
)
def test_tables_of_many_shapes_hold_the_same_rows(text: str) -> None:
    for path in ("terms.csv", "terms.tsv", "TERMS.TXT"):
        outcome = read(text, path)
        assert pairs(outcome) == PAIRS
        assert faults(outcome) == []


@pytest.mark.parametrize(("header", "column"), [("机构,译文", 1), ("Chinese,Meaning", 9), ("zh,enlgish", 4)])
def test_an_unknown_name_is_read_as_the_column_that_is_missing(header: str, column: int) -> None:
    outcome = read(f"{header}\n武汉,Wuhan\n")
    assert pairs(outcome) == [("武汉", "Wuhan")]
    assert faults(outcome) == [("glossary-column", f"terms.csv:1:{column}")]
    assert "name it" in outcome.diagnostics[0].hint


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_encodings(codec: str, newline: str) -> None:
    data = newline.join(
        ["中文\t英文\t备注", "媒体融合\tmedia integration\t", "武汉，湖北\tWuhan, Hubei\t见①", ""]
    ).encode(codec)
    outcome = read(data, "术语.txt")
    assert pairs(outcome) == PAIRS
    guessed = codec in ("gb18030", "utf-16-le", "utf-16-be")
    assert [code for code, _ in faults(outcome)] == (["glossary-encoding"] if guessed else [])


def test_line_breaks_inside_a_quoted_cell() -> None:
    outcome = read('zh,en,备注\r\n"媒体\r\n融合","media\r\nintegration","one\r\ntwo"\r\n武汉,,\r\n')
    term, after = outcome.value
    assert (term.zh, term.en, term.note) == ("媒体融合", "media integration", "one\ntwo")
    assert after.span == Span("terms.csv", 6, 1, 2)


def test_quotation_marks_that_belong_to_the_text() -> None:
    outcome = read('zh,en\n"一带一路"倡议,Belt and Road Initiative\n“一带一路”,"the ""Belt and Road"""\n')
    assert pairs(outcome) == [('"一带一路"倡议', "Belt and Road Initiative"), ("“一带一路”", 'the "Belt and Road"')]
    assert faults(outcome) == []


def test_every_column_in_chinese() -> None:
    header = "状态,类别,禁用,也可,中文,英文,大小写,词形,首次出现,首次范围,适用范围,备注,读者注"
    row = '已定,机构,party committee；Party Committee,CPC committee、committee,市委,Municipal Committee,照原样,固定,首次形式 (X),每篇,武汉*,见官网,"A body, explained."'
    (term,) = read(f"{header}\n{row}\n").value
    assert term == Term(
        zh="市委",
        en="Municipal Committee",
        span=Span("terms.csv", 2, len("已定,机构,party committee；Party Committee,CPC committee、committee,") + 1, 2),
        kind=TermKind.ORGANISATION,
        accepted=("CPC committee", "committee"),
        forbidden=("party committee", "Party Committee"),
        case=CaseRule.EXACT,
        exact=True,
        first_use="首次形式 (X)",
        first_use_per="speech",
        scope="武汉*",
        status="approved",
        note="见官网",
        readers_note="A body, explained.",
        en_span=Span(
            "terms.csv", 2, len("已定,机构,party committee；Party Committee,CPC committee、committee,市委,") + 1, 19
        ),
    )


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("organisation", TermKind.ORGANISATION),
        ("Organization", TermKind.ORGANISATION),
        ("机构", TermKind.ORGANISATION),
        ("人名", TermKind.PERSON),
        ("地名", TermKind.PLACE),
        ("职务", TermKind.POSITION),
        ("缩写", TermKind.ACRONYM),
        ("口号", TermKind.SLOGAN),
        ("文件", TermKind.DOCUMENT),
        ("", TermKind.TERM),
    ],
)
def test_kinds_in_both_languages(cell: str, kind: TermKind) -> None:
    (term,) = read(f"zh,en,kind\n武汉,Wuhan,{cell}\n").value
    assert term.kind is kind


# --- Mistakes, each with its place -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "place", "hint"),
    [
        ("zh,en,kind\n武汉,Wuhan,plcae\n", "glossary-value", "terms.csv:2:10", "place"),
        ("zh,en,kind\n武汉,Wuhan,机勾\n", "glossary-value", "terms.csv:2:10", "机构"),
        ("zh,en,status\n武汉,Wuhan,aproved\n", "glossary-value", "terms.csv:2:10", "approved"),
        ("zh,en,case\n武汉,Wuhan,exakt\n", "glossary-value", "terms.csv:2:10", "exact"),
        ("zh,en,nots\n武汉,Wuhan,x\n", "glossary-column", "terms.csv:1:7", "not"),
        ("zh,en,kinds\n武汉,Wuhan,place\n", "glossary-column", "terms.csv:1:7", "kind"),
        ("zh,en,英文\n武汉,Wuhan,x\n", "glossary-header", "terms.csv:1:7", "rename"),
        ("中文,备注\n武汉,x\n", "glossary-header", "terms.csv:1:1", "en or 英文"),
        ("武汉，Wuhan\n湖北，Hubei\n", "glossary-header", "terms.csv:1:1", "half-width comma"),
        ("zh,en\n武汉,Wuhan, Hubei\n", "glossary-cells", "terms.csv:2:10", "quotation marks"),
        ("武汉,Wuhan, Hubei\n", "glossary-cells", "terms.csv:1:10", "quotation marks"),
        ('zh,en\n武汉,"Wuhan\n湖北,Hubei\n', "glossary-quote", "terms.csv:2:4", "close it"),
        ("zh,en\n武汉, Wuhan\n", "glossary-spaces", "terms.csv:2:4", "delete"),
        ("zh,en\n武汉,Wuhan  City\n", "glossary-spaces", "terms.csv:2:4", "delete"),
    ],
)
def test_a_mistake_has_its_place_and_its_cure(text: str, code: str, place: str, hint: str) -> None:
    (found,) = read(text).diagnostics
    assert (found.code, str(found.span)) == (code, place)
    assert hint in found.hint


def test_a_mistake_does_not_hide_the_rows_after_it() -> None:
    outcome = read('zh,en,kind\n武汉,"Wuhan,place\n湖北,Hubei,provinse\n湖南,Hunan,plase\n')
    assert [d.code for d in outcome.diagnostics] == ["glossary-quote", "glossary-value", "glossary-value"]
    assert pairs(outcome)[1:] == [("湖北", "Hubei"), ("湖南", "Hunan")]


def test_a_byte_in_no_encoding() -> None:
    (found,) = read(b"zh,en\n\xe6\xad\xa6,Wu\nab\xff\xff,x\n").diagnostics
    assert (found.code, str(found.span)) == ("glossary-unreadable", "terms.csv:3:3")


@pytest.mark.parametrize("path", ["a.xlsx", "a.tbx", "a.csv", "a.docx"])
@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<a><b></a>", b"\xff\xfe\x00"]
)
def test_a_broken_file_is_a_finding_or_nothing(path: str, data: bytes) -> None:
    outcome = read_glossary(path, data)
    assert outcome.value == () or path == "a.csv"
    assert outcome.diagnostics or not data or path == "a.csv"


# --- Workbooks ---------------------------------------------------------------------------------------------


def workbook(*sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"表{number}")
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_names_the_cell() -> None:
    data = workbook(
        [["中文", "英文", "类别"], ["武汉", "Wuhan", "地名"], ["湖北", "Hubei", "地方名"], [None, None, None]]
    )
    outcome = read_glossary("terms.xlsx", data)
    assert pairs(outcome) == [("武汉", "Wuhan"), ("湖北", "Hubei")]
    (found,) = outcome.diagnostics
    assert str(found.span) == "terms.xlsx:3:3"
    assert found.message == "the kind 地方名 is not known (cell C3)"


def test_every_visible_sheet_is_read_and_figures_are_text() -> None:
    data = workbook([["zh", "en"], ["十四五", 145.0]], [["en", "zh"], ["Hubei", "湖北"]], [])
    assert pairs(read_glossary("terms.xlsx", data)) == [("十四五", "145"), ("湖北", "Hubei")]


@pytest.mark.parametrize(("column", "name"), [(1, "A7"), (26, "Z7"), (27, "AA7"), (28, "AB7"), (703, "AAA7")])
def test_cell_names(column: int, name: str) -> None:
    assert cell_name(7, column) == name


def test_cells_that_are_no_text() -> None:
    data = workbook(
        [
            ["zh", "en", "exact", "note"],
            ["武汉", 2.5, True, date(2023, 10, 27)],
            ["湖北", 7, False, datetime(2023, 1, 2)],
        ]
    )
    first, second = read_glossary("terms.xlsx", data).value
    assert (first.en, first.exact, first.note) == ("2.5", True, "2023-10-27")
    assert (second.en, second.exact, second.note) == ("7", False, "2023-01-02")


# --- TBX ---------------------------------------------------------------------------------------------------

TBX_2008 = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="1">
 <langSet xml:lang="en-US">
  <ntig><termGrp><term>media convergence</term>
   <termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termGrp></ntig>
  <ntig><termGrp><term>media integration</term>
   <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig>
  <ntig><termGrp><term>media fusion</term>
   <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp></ntig>
 </langSet>
 <langSet xml:lang="zh-CN"><tig><term>媒体融合</term></tig><tig><term>融媒</term></tig></langSet>
 <langSet xml:lang="de"><tig><term>Medienintegration</term></tig></langSet>
</termEntry>
</body></text></martif>
"""


def test_tbx_of_2008() -> None:
    outcome = read_glossary("terms.tbx", TBX_2008.encode())
    assert outcome.diagnostics == ()
    first, second = outcome.value
    assert (first.zh, second.zh) == ("媒体融合", "融媒")
    assert (first.en, first.accepted, first.forbidden) == (
        "media integration",
        ("media convergence",),
        ("media fusion",),
    )
    assert str(first.span) == "terms.tbx:13:39"
    assert str(first.en_span) == "terms.tbx:8:24"


def test_tbx_that_is_not_well_formed_has_its_line() -> None:
    (found,) = read_glossary("terms.tbx", TBX_2008.replace("</termEntry>", "").encode()).diagnostics
    assert found.code == "glossary-unreadable"
    assert found.span.line == 16


def test_tbx_with_a_value_that_is_not_known() -> None:
    data = TBX_2008.replace('<termEntry id="1">', '<termEntry id="1"><admin type="x-proceedings-kind">trem</admin>')
    found = read_glossary("terms.tbx", data.encode()).diagnostics
    assert {(d.code, d.hint) for d in found} == {("glossary-value", "did you mean term?")}


def test_xml_of_another_kind() -> None:
    (found,) = read_glossary("terms.tbx", b"<?xml version='1.0'?>\n<html/>").diagnostics
    assert (found.code, str(found.span)) == ("glossary-unreadable", "terms.tbx:2:1")
    assert "<html>" in found.message


# --- Round trips -------------------------------------------------------------------------------------------

WORD = st.text("abcdefgXYZ éü&<>'’\"%(),.-", min_size=1, max_size=12).map(lambda s: " ".join(s.split())).filter(bool)
HAN = (
    st.text("媒体融合武汉市委《》“”，、；· AI", min_size=1, max_size=8).map(lambda s: " ".join(s.split())).filter(bool)
)
LIST = st.lists(st.one_of(WORD, st.sampled_from(["a; b", "甲，乙", "c、d"])), max_size=3, unique=True).map(tuple)
NOTE = st.one_of(st.just(""), WORD, st.just("两行\nsecond, line"))


@st.composite
def terms(draw: st.DrawFn) -> Term:
    first_use = draw(st.one_of(st.just(""), WORD))
    return Term(
        zh=draw(HAN),
        en=draw(WORD),
        span=Span("x"),
        kind=draw(st.sampled_from(TermKind)),
        accepted=draw(LIST),
        forbidden=draw(LIST),
        case=draw(st.sampled_from(CaseRule)),
        exact=draw(st.booleans()),
        first_use=first_use,
        first_use_per=draw(st.sampled_from(["volume", "speech"])),
        scope=draw(st.sampled_from(["", "武汉*", "a*; b?"])),
        status=draw(st.sampled_from(["", "approved", "draft", "retired"])),
        note=draw(NOTE),
        readers_note=draw(NOTE),
    )


def without_place(term: Term) -> tuple[object, ...]:
    skipped = ("span", "en_span", "base")
    return tuple(getattr(term, name) for name in Term.__dataclass_fields__ if name not in skipped)


@pytest.mark.parametrize("suffix", GLOSSARY_WRITERS)
@settings(max_examples=25, deadline=None)
@given(rows=st.lists(terms(), min_size=1, max_size=4))
def test_written_and_read_again_nothing_changes(suffix: str, rows: list[Term]) -> None:
    outcome = read_glossary(f"g{suffix}", GLOSSARY_WRITERS[suffix](rows))
    assert [without_place(term) for term in outcome.value] == [without_place(term) for term in rows]
    assert outcome.diagnostics == ()


@settings(max_examples=100, deadline=None)
@given(data=st.one_of(st.binary(max_size=60), st.text('zhen,;\t\n\r"“”中文英 #=', max_size=40).map(str.encode)))
def test_no_bytes_make_it_fall_over(data: bytes) -> None:
    for path in ("g.csv", "g.txt", "g.xlsx", "g.tbx"):
        for term in read_glossary(path, data).value:
            assert term.span.line > 0


# --- Folders -----------------------------------------------------------------------------------------------


def test_a_folder_stands_for_its_files_and_later_files_come_later() -> None:
    world = MemoryWorld(
        {
            "glossary/b.csv": "武汉,Wuhan\n",
            "glossary/a.tsv": "湖北\tHubei\n",
            "glossary/approved.tmx": "<tmx/>",
            "glossary/README.md": "#",
            "glossary/old.doc": "",
        }
    )
    for outcome in (read_glossaries(world), read_glossaries(world, ["glossary"])):
        assert pairs(outcome) == [("湖北", "Hubei"), ("武汉", "Wuhan")]
        assert faults(outcome) == [("glossary-skipped", "glossary/old.doc")]
    assert pairs(read_glossaries(world, ["glossary/b.csv", "glossary/a.tsv"])) == [("武汉", "Wuhan"), ("湖北", "Hubei")]
    assert pairs(read_glossaries(world, ["glossary/*.csv"])) == [("武汉", "Wuhan")]


def test_a_glossary_that_the_configuration_names_must_be_there() -> None:
    outcome = read_glossaries(MemoryWorld(), ["glossary/terms.csv"])
    assert faults(outcome) == [("glossary-missing", "glossary/terms.csv")]
    assert outcome.diagnostics[0].fatal


def test_a_file_that_can_not_be_opened() -> None:
    class Locked(MemoryWorld):
        def read_bytes(self, path: str) -> bytes:
            raise PermissionError(13, "Permission denied")

    (found,) = read_glossaries(Locked({"glossary/a.csv": ""})).diagnostics
    assert (found.code, found.message) == ("glossary-unreadable", "permission denied")


def test_no_glossary_at_all_is_fine() -> None:
    assert read_glossaries(MemoryWorld()) == Outcome(())
