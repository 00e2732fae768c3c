"""Glossary files as they come from offices: each gives the right rows, or a finding with its place."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest

from formatter.glossary.files import read_glossary

Pairs = list[tuple[str, str]]
Faults = list[tuple[str, str]]

TEXTS: list[tuple[str, str, str, str, Pairs, Faults]] = [
    # what it is, name, encoding, text, rows, findings
    (
        "Excel's CSV UTF-8 of a European office",
        "a.csv",
        "utf-8-sig",
        '"中文";"英文";"禁用译法"\r\n"媒体;融合";"the ""new"" media";"fusion, of media"\r\n',
        [("媒体;融合", 'the "new" media')],
        [],
    ),
    (
        "Excel's Unicode text",
        "a.txt",
        "utf-16",
        "中文\t英文\t其他译法\r\n媒体\tmedia\tpress; the media\r\n",
        [("媒体", "media")],
        [],
    ),
    (
        "a UTF-16 file without its mark",
        "a.txt",
        "utf-16-be",
        "中文\t英文\n新华社\tXinhua\n",
        [("新华社", "Xinhua")],
        [("glossary-encoding", "a.txt:1:1")],
    ),
    (
        "Excel's CSV in China",
        "a.csv",
        "gb18030",
        "中文,英文\r\n融媒体中心,media center\r\n",
        [("融媒体中心", "media center")],
        [("glossary-encoding", "a.csv:1:1")],
    ),
    (
        "Excel's CSV in Hong Kong",
        "a.csv",
        "big5",
        "中文,英文\r\n媒體,media\r\n臺灣,Taiwan\r\n",
        [("媒體", "media"), ("臺灣", "Taiwan")],
        [("glossary-encoding", "a.csv:1:1")],
    ),
    ("line breaks of an old Mac", "a.csv", "utf-8", "zh,en\r武汉,Wuhan\r汉口,Hankou\r", [("武汉", "Wuhan"), ("汉口", "Hankou")], []),
    (
        "a line break inside a cell",
        "a.csv",
        "utf-8",
        'zh,en,note\r\n"武\r\n汉","Wuhan\r\nCity","see\r\nthe map"\r\n汉口,Hankou,\r\n',
        [("武汉", "Wuhan City"), ("汉口", "Hankou")],
        [],
    ),
    ("a line separator from the web", "a.csv", "utf-8", "zh,en\n武\u2028汉,Wuhan\n", [("武汉", "Wuhan")], []),
    ("a zero byte in a UTF-8 file", "a.csv", "utf-8", "zh,en\n媒体,me\0dia\n", [("媒体", "media")], []),
    ("full-width commas in cells", "a.csv", "utf-8", "zh,en\n湖北，武汉,“Wuhan， Hubei”\n", [("湖北，武汉", "“Wuhan， Hubei”")], []),
    (
        "full-width commas between cells",
        "a.csv",
        "utf-8",
        "中文，英文\n媒体融合，media integration\n",
        [],
        [("glossary-header", "a.csv:1:1")],
    ),
    (
        "an English comma that nobody quoted",
        "a.csv",
        "utf-8",
        "zh,en\n武汉,Wuhan, Hubei\n",
        [("武汉", "Wuhan")],
        [("glossary-cells", "a.csv:2:10")],
    ),
    (
        "a quotation mark that is never closed",
        "a.csv",
        "utf-8",
        'zh,en\n武汉,Wuhan\n"汉口,Hankou\n',
        [("武汉", "Wuhan"), ('"汉口', "Hankou")],
        [("glossary-quote", "a.csv:3:1")],
    ),
    ("quotation marks that belong to the term", "a.csv", "utf-8", 'zh,en\n"三农"问题,rural issues\n', [('"三农"问题', "rural issues")], []),
    (
        "two files joined",
        "a.csv",
        "utf-8",
        "zh,en\n武汉,Wuhan\nzh,en\n媒体,media\n",
        [("武汉", "Wuhan"), ("媒体", "media")],
        [],
    ),
    (
        "a title, a blank line, numbers before the rows",
        "a.csv",
        "utf-8",
        "论坛术语表,,\n,,\n序号,中文,英文\n1,武汉,Wuhan\n",
        [("武汉", "Wuhan")],
        [],
    ),
    (
        "two columns that mean the same",
        "a.csv",
        "utf-8",
        "中文,原文,英文\n武汉,武汉市,Wuhan\n",
        [("武汉", "Wuhan")],
        [("glossary-header", "a.csv:1:4")],
    ),
    (
        "a kind with a typing error",
        "a.csv",
        "utf-8",
        "en,zh,类别\nWuhan,武汉,plcae\n",
        [("武汉", "Wuhan")],
        [("glossary-value", "a.csv:2:10")],
    ),
    ("an error of a formula saved as text", "a.csv", "utf-8", "zh,en\n武汉,#REF!\n", [("武汉", "")], [("glossary-value", "a.csv:2:4")]),
    ("spaces that can't be seen", "a.csv", "utf-8", "zh,en\n武汉\u200b, Wuhan \n", [("武汉", "Wuhan")], [("glossary-spaces", "a.csv:2:5")]),
    ("a header and nothing else", "a.csv", "utf-8", "zh,en\n", [], []),
    ("a Markdown table", "a.txt", "utf-8", "| zh | en |\n|---|---|\n| 武汉 | Wuhan |\n", [], [("glossary-header", "a.txt:1:1")]),
]  # fmt: skip


@pytest.mark.parametrize(("path", "codec", "text", "rows", "faults"), [t[1:] for t in TEXTS], ids=[t[0] for t in TEXTS])
def test_texts(path: str, codec: str, text: str, rows: Pairs, faults: Faults) -> None:
    check(path, text.encode(codec), rows, faults)


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("中文\t英文\r\n媒体\tmedia\r\n".encode("utf-16")[:-1], "a.csv:2:20"),  # half a line feed
        ("中文,英文\n媒体,media\n武汉".encode("gb18030")[:-1], "a.csv:3:3"),  # half of 汉
        ("中文,英文\n武汉,Wuhan".encode() + b"\xff\xff", "a.csv:2:13"),
    ],
)
def test_files_that_were_cut_off_or_damaged(data: bytes, place: str) -> None:
    (found,) = read_glossary("a.csv", data).diagnostics
    assert (found.code, str(found.span)) == ("glossary-unreadable", place)
    assert "save the file as UTF-8" in found.hint


def check(path: str, data: bytes, rows: Pairs, faults: Faults) -> None:
    outcome = read_glossary(path, data)
    assert [(t.zh, t.en) for t in outcome.value] == rows
    assert [(d.code, str(d.span)) for d in outcome.diagnostics] == faults
    assert all(d.hint for d in outcome.diagnostics if str(d.severity) == "error")


# --- Workbooks ---------------------------------------------------------------------------------------------


def workbook(fill: Callable[[openpyxl.Workbook], object]) -> bytes:
    book, file = openpyxl.Workbook(), io.BytesIO()
    fill(book)
    book.save(file)
    return file.getvalue()


def test_sheets_of_a_workbook_with_remarks_beside_them() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        for row in (["中文", "英文"], ["武汉", "Wuhan"]):
            book.active.append(row)
        bodies, hidden, remarks = book.create_sheet("机构"), book.create_sheet("旧"), book.create_sheet("说明")
        for row in (["英文", "中文"], ["Publicity Department", "宣传部"]):
            bodies.append(row)
        hidden.append(["武昌", "Wuchang"])
        hidden.sheet_state = "hidden"
        remarks.append(["本表由编辑部维护"])

    rows = [("武汉", "Wuhan"), ("宣传部", "Publicity Department")]
    check("a.xlsx", workbook(fill), rows, [("glossary-skipped", "a.xlsx:1:1")])


def test_merged_cells_count_for_every_row() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        for row in (
            ["术语表", None, None],
            ["中文", "英文", "类别"],
            ["武汉", "Wuhan", "地名"],
            ["汉口", "Hankou", None],
        ):
            sheet.append(row)
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("C3:C4")

    outcome = read_glossary("a.xlsx", workbook(fill))
    assert [(t.zh, t.kind, t.span.line) for t in outcome.value] == [("武汉", "place", 3), ("汉口", "place", 4)]
    assert outcome.diagnostics == ()


def test_formulas_without_a_value_and_with_an_error() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        for row in (["中文", "英文"], ["武汉", '=CONCATENATE("Wu", "han")'], ["汉口", "#N/A"], ["五", 5.0]):
            book.active.append(row)

    data = workbook(fill)
    check("a.xlsx", data, [("武汉", ""), ("汉口", ""), ("五", "5")], [("glossary-value", "a.xlsx:2:2"), ("glossary-value", "a.xlsx:3:2")])  # fmt: skip
    first, second = read_glossary("a.xlsx", data).diagnostics
    assert first.message == "this formula has no value yet (cell B2)"
    assert second.message == "a formula gives #N/A here (cell B3)"


@pytest.mark.parametrize(
    ("path", "data", "hint"),
    [
        ("a.xlsx", "zh,en\n武汉,Wuhan\n".encode(), "ending .csv"),
        ("a.csv", workbook(lambda book: book.active.append(["武汉", "Wuhan"])), "ending .xlsx"),
        ("a.xlsx", b"PK\x03\x04 and then nothing", "open it in Excel"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1", "without a password"),
    ],
)
def test_files_under_a_wrong_name_or_damaged(path: str, data: bytes, hint: str) -> None:
    (found,) = read_glossary(path, data).diagnostics
    assert found.code == "glossary-unreadable"
    assert hint in found.hint


# --- TBX ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "place", "message"),
    [
        ("", "1:1", "the file is empty, or holds no XML"),
        ("媒体,media", "1:1", "the file is empty, or holds no XML"),
        ("<tbx>\n<text>", "2:7", "the file ends before it is complete"),
        ("<tbx>\n<term>R & D</term></tbx>", "2:10", "this & stands for nothing that is defined"),
        ("<tbx>\n<a></b></tbx>", "2:8", "a tag is closed that is not the one that was opened last"),
        ("<tbx>\n\x01</tbx>", "2:1", "this character may not stand in XML"),
        ("<tbx style=dca/>", "1:12", "the value of an attribute is not in quotation marks"),
        ("<html/>", "1:1", "the root element is <html>, not <tbx> or <martif>"),
    ],
)
def test_damaged_tbx(data: str, place: str, message: str) -> None:
    (found,) = read_glossary("a.tbx", data.encode()).diagnostics
    assert (found.code, str(found.span), found.message) == ("glossary-unreadable", f"a.tbx:{place}", message)
    assert found.hint
