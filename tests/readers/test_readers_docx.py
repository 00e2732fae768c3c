from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document as new_docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from lxml import etree

from formatter.diagnostics import Outcome
from formatter.model import Document
from formatter.readers import read_document, source_lines
from formatter.readers.docx_numbering import Numbering, chinese_number

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _bytes(word: object) -> bytes:
    out = io.BytesIO()
    word.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def _read(word: object) -> Outcome[Document | None]:
    return read_document("a.docx", _bytes(word))


def _outline(outcome: Outcome[Document | None]) -> list[tuple[tuple[str, ...], list[tuple[str, str]], list[str]]]:
    assert outcome.value is not None
    return [(s.title, [(p.name, p.line) for p in s.speakers], [f"{p.role[0]} {p.text}" for p in s.paragraphs]) for s in outcome.value.speeches]


def _codes(outcome: Outcome[Document | None]) -> list[str]:
    return [d.code for d in outcome.diagnostics]


def _small() -> object:
    """A document with one speech."""
    word = new_docx()
    for text in ("让遗产活在当下", "陕西省文物局副局长　贾　强", "古城墙是西安的名片，保护它是我们的责任。"):
        word.add_paragraph(text)
    return word


SMALL = (("让遗产活在当下",), [("贾强", "陕西省文物局副局长")], ["b 古城墙是西安的名片，保护它是我们的责任。"])


# --- Layouts -----------------------------------------------------------------------------------------------


def test_heading_styles() -> None:
    word = new_docx()
    word.add_heading("2025文化遗产保护国际论坛", 1)
    word.add_paragraph("2025年4月18日　陕西西安")
    word.add_heading("让遗产活在当下", 2)
    word.add_paragraph("陕西省文物局副局长 贾强")
    word.add_paragraph("各位专家：")
    word.add_paragraph("古城墙是西安的名片。")
    word.add_heading("修旧如旧", 3)
    word.add_paragraph("修缮要尊重历史原貌，不能大拆大建。")
    word.add_heading("数字石窟的三十年", 2)
    word.add_paragraph("石窟研究院院长 苏伯民")
    word.add_paragraph("数字化让洞窟走向世界。")
    outcome = _read(word)
    assert _outline(outcome) == [
        (("让遗产活在当下",), [("贾强", "陕西省文物局副局长")], ["b 各位专家：", "b 古城墙是西安的名片。", "h 修旧如旧", "b 修缮要尊重历史原貌，不能大拆大建。"]),
        (("数字石窟的三十年",), [("苏伯民", "石窟研究院院长")], ["b 数字化让洞窟走向世界。"]),
    ]
    session = outcome.value.speeches[1].session if outcome.value else None
    assert session is not None
    assert (session.title, session.date, session.place) == ("2025文化遗产保护国际论坛", "2025年4月18日", "陕西西安")
    assert outcome.diagnostics == ()


def test_no_heading_styles_but_bold_and_centred() -> None:
    word = new_docx()

    def add(text: str, bold: bool = False, centred: bool = False) -> None:
        paragraph = word.add_paragraph()
        paragraph.add_run(text).bold = bold
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

    add("以绿色能源点亮未来", True, True)
    add("能源研究会　李　明", centred=True)
    add("")
    add("\u3000\u3000能源转型是大势所趋。")
    add("\u3000\u3000要先立后破，通盘谋划。")
    add("第一步：先立", bold=True)
    add("\u3000\u3000风光水火一起上。")
    add("氢能走进千家万户", True, True)
    add("中国氢能联盟秘书长　万燕鸣", centred=True)
    add("\u3000\u3000氢能产业方兴未艾，前景广阔。")
    assert _outline(_read(word)) == [
        (("以绿色能源点亮未来",), [("李明", "能源研究会")], ["b 能源转型是大势所趋。", "b 要先立后破，通盘谋划。", "h 第一步：先立", "b 风光水火一起上。"]),
        (("氢能走进千家万户",), [("万燕鸣", "中国氢能联盟秘书长")], ["b 氢能产业方兴未艾，前景广阔。"]),
    ]


def test_titles_that_only_their_size_sets_off() -> None:
    word = new_docx()

    def add(text: str, points: float) -> None:
        word.add_paragraph().add_run(text).font.size = Pt(points)

    for title, first in (("守住底线", "底线是什么"), ("留足空间", "空间在哪里")):
        add(title, 22)
        add("规则要立在前面，监管要跟在后面。", 16)
        add(first, 16)
        add("这是每个从业者都应当回答的问题。", 16)
    assert [(title, paragraphs) for title, _, paragraphs in _outline(_read(word))] == [
        (("守住底线",), ["b 规则要立在前面，监管要跟在后面。", "h 底线是什么", "b 这是每个从业者都应当回答的问题。"]),
        (("留足空间",), ["b 规则要立在前面，监管要跟在后面。", "h 空间在哪里", "b 这是每个从业者都应当回答的问题。"]),
    ]


def test_a_title_in_two_lines_of_one_paragraph() -> None:
    word = new_docx()
    title = word.add_paragraph("走好创新之路")
    title.runs[0].add_break()
    title.add_run("推进媒体融合")
    word.add_paragraph("湖北日报社社长 张明")
    body = word.add_paragraph("第一段讲的是媒体融合的道路。")
    body.runs[0].add_break()
    body.add_run("第二段讲的是国际传播的道路。")
    assert _outline(_read(word)) == [
        (("走好创新之路", "推进媒体融合"), [("张明", "湖北日报社社长")], ["b 第一段讲的是媒体融合的道路。", "b 第二段讲的是国际传播的道路。"])
    ]


def test_a_table_with_labels_is_a_header_block() -> None:
    word = new_docx()
    table = word.add_table(rows=4, cols=2)
    for row, cells in zip(table.rows, [("标题", "绿电入海"), ("演 讲 人", "买买提·艾力"), ("单位", "西域能源集团"), ("职务", "总经理")], strict=True):
        row.cells[0].text, row.cells[1].text = cells
    word.add_paragraph("各位嘉宾：")
    word.add_paragraph("新疆的风，正在点亮东部的灯。")
    outcome = _read(word)
    assert _outline(outcome) == [(("绿电入海",), [("买买提·艾力", "西域能源集团总经理")], ["b 各位嘉宾：", "b 新疆的风，正在点亮东部的灯。"])]
    assert _codes(outcome) == ["docx-table"]


def test_a_table_of_figures_stays_in_the_text() -> None:
    word = _small()
    table = word.add_table(rows=2, cols=2)  # type: ignore[attr-defined]
    for row, cells in zip(table.rows, [("年份", "游客（万人次）"), ("2024", "312")], strict=True):
        row.cells[0].text, row.cells[1].text = cells
    outcome = _read(word)
    assert _outline(outcome)[0][2][1:] == ["b 年份　游客（万人次）", "b 2024　312"]
    assert "docx-table" in _codes(outcome)


# --- Numbers that Word makes -------------------------------------------------------------------------------


def test_automatic_numbers_become_text() -> None:
    word = new_docx()
    for text in ("数字乡村的三条路", "青禾县县长　李　想"):
        word.add_paragraph(text)
    for text in ("先修路", "再联网"):
        paragraph = word.add_paragraph(text, style="List Number")
        paragraph.runs[0].bold = True
        word.add_paragraph("路通了，人心就通了，产业也就来了。")
    texts = _outline(_read(word))[0][2]
    assert texts == ["h 1. 先修路", "b 路通了，人心就通了，产业也就来了。", "h 2. 再联网", "b 路通了，人心就通了，产业也就来了。"]


def test_chinese_list_numbers() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate([("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%1.%3")])
    )
    root = etree.fromstring(
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )
    numbering = Numbering(root)
    assert [numbering.next("3", level) for level in (0, 1, 1, 0, 1, 2)] == ["一、", "（一）", "（二）", "二、", "（一）", "二.1"]
    assert numbering.next("0", 0) == "" and numbering.next("99", 0) == ""


@pytest.mark.parametrize(("value", "text"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (105, "一百零五"), (110, "一百一十"), (2003, "二千零三")])
def test_numbers_in_chinese(value: int, text: str) -> None:
    assert chinese_number(value) == text


# --- What a text does not show -----------------------------------------------------------------------------


def _run(text: str, tag: str = "w:t") -> object:
    run = OxmlElement("w:r")
    inner = OxmlElement(tag)
    inner.text = text
    run.append(inner)
    return run


def test_tracked_changes_are_read_as_accepted() -> None:
    word = new_docx()
    for text in ("让遗产活在当下", "陕西省文物局副局长　贾　强"):
        word.add_paragraph(text)
    paragraph = word.add_paragraph("古城墙是西安的")
    deleted = parse_xml(f'<w:del {nsdecls("w")} w:id="1" w:author="a"/>')
    deleted.append(_run("旧", "w:delText"))
    inserted = parse_xml(f'<w:ins {nsdecls("w")} w:id="2" w:author="a"/>')
    inserted.append(_run("新"))
    paragraph._p.extend([deleted, inserted, _run("名片，保护它是我们的责任。")])
    outcome = _read(word)
    assert _outline(outcome)[0][2] == ["b 古城墙是西安的新名片，保护它是我们的责任。"]
    (found,) = [d for d in outcome.diagnostics if d.code == "docx-tracked-changes"]
    assert "1 insertions, 1 deletions" in found.message and "旧" in found.message


def test_comments_and_headers_are_said_to_be_left_out() -> None:
    word = _small()
    word.add_comment(word.paragraphs[2].runs[0], text="此处请核实", author="编辑", initials="b")  # type: ignore[attr-defined]
    word.sections[0].header.paragraphs[0].text = "论坛材料"  # type: ignore[attr-defined]
    outcome = _read(word)
    assert _outline(outcome) == [SMALL]
    messages = [d.message for d in outcome.diagnostics if d.code == "docx-left-out"]
    assert any("此处请核实" in message for message in messages) and any("论坛材料" in message for message in messages)


def test_footnotes_are_said_to_be_left_out() -> None:
    data = _bytes(_small())
    out = io.BytesIO()
    note = f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="0"/><w:footnote w:id="2"><w:p><w:r><w:t>数据截至2024年底</w:t></w:r></w:p></w:footnote></w:footnotes>'
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "[Content_Types].xml":
                part = part.replace(
                    b"</Types>",
                    b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>',
                )
            if name == "word/_rels/document.xml.rels":
                part = part.replace(
                    b"</Relationships>",
                    b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>',
                )
            new.writestr(name, part)
        new.writestr("word/footnotes.xml", note)
    outcome = read_document("a.docx", out.getvalue())
    assert _outline(outcome) == [SMALL]
    (found,) = [d for d in outcome.diagnostics if d.code == "docx-left-out"]
    assert found.message == "1 footnotes not printed: 数据截至2024年底"


def test_text_boxes_come_after_their_paragraph_and_once() -> None:
    word = _small()
    box = f"<w:p {nsdecls('w')}><w:r><w:t>文物是不可再生的，这句话要记在心里。</w:t></w:r></w:p>"
    shape = parse_xml(
        f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml">'
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent>{box}</w:txbxContent></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><w:txbxContent>{box}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    word.paragraphs[2]._p.append(shape)  # type: ignore[attr-defined]
    outcome = _read(word)
    assert _outline(outcome)[0][2] == [*SMALL[2], "b 文物是不可再生的，这句话要记在心里。"]
    assert "docx-text-box" in _codes(outcome)


def test_ruby_tabs_hyperlinks_and_fields() -> None:
    word = new_docx()
    for text in ("让遗产活在当下", "陕西省文物局副局长　贾　强"):
        word.add_paragraph(text)
    paragraph = word.add_paragraph()
    ruby = parse_xml(
        f'<w:r {nsdecls("w")}><w:ruby><w:rt><w:r><w:t>cháng ān</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>长安</w:t></w:r></w:rubyBase></w:ruby></w:r>'
    )
    link = OxmlElement("w:hyperlink")
    link.append(_run("的城墙"))
    paragraph._p.extend([ruby, link, _run(" PAGE ", "w:instrText"), _run("，是我们共同的家园。")])
    paragraph._p[0].set(qn("w:rsidR"), "00000000")
    assert _outline(_read(word))[0][2] == ["b 长安的城墙，是我们共同的家园。"]


def test_a_first_line_indent_is_no_text() -> None:
    word = _small()
    paragraph = word.paragraphs[2]  # type: ignore[attr-defined]
    paragraph.paragraph_format.first_line_indent = 266700
    assert _outline(_read(word)) == [SMALL]


def test_lines_are_counted_with_blank_ones() -> None:
    word = new_docx()
    for text in ("让遗产活在当下", "陕西省文物局副局长　贾　强", "", "古城墙是西安的名片，保护它是我们的责任。"):
        word.add_paragraph(text)
    outcome = _read(word)
    assert outcome.value is not None
    assert outcome.value.speeches[0].paragraphs[0].span.line == 4
    assert source_lines("a.docx", _bytes(word))[3] == "古城墙是西安的名片，保护它是我们的责任。"
    assert (outcome.value.encoding, outcome.value.encoding_guessed) == ("docx", False)


# --- Faults ------------------------------------------------------------------------------------------------


def test_other_kinds_of_file_under_this_suffix() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as out:
        out.writestr("content.xml", "<a/>")
    faults = {b"": "file-empty", b"\xd0\xcf\x11\xe0" + bytes(600): "file-binary", b"{\\rtf1}": "file-binary", "文字".encode(): "file-binary", archive.getvalue(): "file-binary"}
    for data, code in faults.items():
        outcome = read_document("a.docx", data)
        assert outcome.value is None and _codes(outcome) == [code]


def test_a_locked_file() -> None:
    (found,) = read_document("a.docx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")).diagnostics
    assert found.code == "docx-damaged" and "password" in found.message


@pytest.mark.parametrize("keep", [0.3, 0.9, 0.999])
def test_a_file_cut_short(keep: float) -> None:
    data = _bytes(_small())
    outcome = read_document("a.docx", data[: int(len(data) * keep)])
    assert outcome.value is None and _codes(outcome) == ["docx-damaged"]


def test_a_damaged_part() -> None:
    data = bytearray(_bytes(_small()))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        info = archive.getinfo("word/document.xml")
    at = info.header_offset + 30 + len(info.filename) + info.compress_size // 2
    data[at : at + 8] = b"\x00" * 8
    outcome = read_document("a.docx", bytes(data))
    assert outcome.value is None and _codes(outcome) == ["docx-damaged"]


def test_xml_that_does_not_parse() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_bytes(_small()))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<w:document" if name == "word/document.xml" else old.read(name))
    assert _codes(read_document("a.docx", out.getvalue())) == ["docx-damaged"]


def test_an_empty_document() -> None:
    assert _codes(_read(new_docx())) == ["file-empty"]
