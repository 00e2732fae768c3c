"""The same speeches typeset by others: ReportLab's own paragraphs, Typst and WeasyPrint, as a good user would ask.

All get our faces, sizes, leading and column widths, and put paragraph beside paragraph in two columns. What they
lack is theirs; nothing is switched off. ReportLab: ``wordWrap="CJK"`` for Chinese, justified English. Typst: justified,
hyphenated, Chinese marked as such. WeasyPrint: ``text-align: justify``, ``hyphens: auto``, ``lang`` on every cell.
"""

from __future__ import annotations

import html
import io
import json
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from formatter.model import Volume

HERE = Path(__file__).resolve().parent
FONTS = HERE.parent / "fonts"
FACES = {
    "serif": "NotoSerifSC-Regular.ttf",
    "serif-semibold": "NotoSerifSC-SemiBold.ttf",
    "sans": "NotoSansSC-Regular.ttf",
    "latin": "SourceSerif4-Regular.ttf",
    "latin-italic": "SourceSerif4-It.ttf",
    "latin-semibold": "SourceSerif4-Semibold.ttf",
}


@dataclass(frozen=True, slots=True)
class Measures:
    """The page, in points; the margins are those of a right-hand page on every page."""

    width: float
    height: float
    left: float
    top: float
    bottom: float
    zh_width: float
    gutter: float
    en_width: float

    @property
    def right(self) -> float:
        return self.width - self.left - self.zh_width - self.gutter - self.en_width


@dataclass(frozen=True, slots=True)
class Talk:
    """One speech as pairs of Chinese and English; 《…》 in English stands for italics."""

    title: tuple[str, str]
    speaker: tuple[str, str]
    paragraphs: tuple[tuple[str, str], ...]


def talks(volume: Volume) -> list[Talk]:
    found = []
    for speech in volume.speeches:
        speaker = speech.speakers[0]
        found.append(
            Talk(
                (speech.title.zh, speech.title.en),
                (f"{speaker.line.zh}　{speaker.speaker.display}", f"{speaker.name.en}, {speaker.line.en}"),
                tuple((p.paragraph.text, p.en) for p in speech.paragraphs),
            )
        )
    return found


def _runs(text: str) -> list[tuple[str, bool]]:
    """Text in pieces with whether each is italic."""
    parts = re.split("《([^》]*)》", text)
    return [(part, i % 2 == 1) for i, part in enumerate(parts) if part]


# --- ReportLab -------------------------------------------------------------------------------------------------


def set_with_reportlab(speeches: Sequence[Talk], m: Measures) -> bytes:
    from reportlab.lib.colors import HexColor
    from reportlab.lib.enums import TA_JUSTIFY
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    for name, file in FACES.items():
        pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))
    accent, grey = HexColor("#8e1b1f"), HexColor("#5c5c5c")
    zh = ParagraphStyle("zh", fontName="serif", fontSize=10, leading=15, wordWrap="CJK", firstLineIndent=20,
                        alignment=TA_JUSTIFY)  # fmt: skip
    en = ParagraphStyle("en", fontName="latin", fontSize=10, leading=15, alignment=TA_JUSTIFY, hyphenationLang="en_US")
    title = [
        ParagraphStyle("tz", fontName="serif-semibold", fontSize=15, leading=22.5, wordWrap="CJK", textColor=accent),
        ParagraphStyle("te", fontName="latin-semibold", fontSize=15, leading=22.5, textColor=accent),
    ]
    speaker = [
        ParagraphStyle("sz", fontName="sans", fontSize=9, leading=11.25, wordWrap="CJK", textColor=grey),
        ParagraphStyle("se", fontName="latin-italic", fontSize=9.5, leading=11.25, textColor=grey),
    ]

    def english(text: str) -> str:
        return "".join(
            f'<font name="latin-italic">{html.escape(t)}</font>' if italic else html.escape(t) for t, italic in _runs(text)
        )

    def row(left: Paragraph, right: Paragraph) -> Table:
        table = Table([[left, "", right]], colWidths=[m.zh_width, m.gutter, m.en_width])
        table.setStyle([("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0), ("VALIGN", (0, 0), (-1, -1), "TOP"),
                        ("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 7.5)])  # fmt: skip
        return table

    flow: list[object] = []
    for talk in speeches:
        flow += [
            Spacer(1, 22.5),
            row(*(Paragraph(html.escape(t), s) for t, s in zip(talk.title, title, strict=True))),
            row(*(Paragraph(html.escape(t), s) for t, s in zip(talk.speaker, speaker, strict=True))),
            Spacer(1, 7.5),
        ]
        flow += [row(Paragraph(html.escape(a), zh), Paragraph(english(b), en)) for a, b in talk.paragraphs]
    out = io.BytesIO()
    # a frame pads its contents by six points on every side
    SimpleDocTemplate(
        out, pagesize=(m.width, m.height), leftMargin=m.left - 6, rightMargin=m.right - 6, topMargin=m.top - 6,
        bottomMargin=m.bottom - 6,
    ).build(flow)  # fmt: skip
    return out.getvalue()


# --- Typst -----------------------------------------------------------------------------------------------------


def set_with_typst(speeches: Sequence[Talk], m: Measures, contents: bool = False) -> bytes:
    """``contents``: also a table of contents, running heads and page numbers."""
    import typst

    book = {
        "page": {"width": m.width, "height": m.height, "left": m.left, "right": m.right, "top": m.top, "bottom": m.bottom},
        "zh_width": m.zh_width,
        "gutter": m.gutter,
        "contents": contents,
        "speeches": [
            {"title": t.title, "speaker": t.speaker, "paragraphs": [(zh, _runs(en)) for zh, en in t.paragraphs]}
            for t in speeches
        ],
    }
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "book.json").write_text(json.dumps(book, ensure_ascii=False), encoding="utf-8")
        source = Path(folder) / "book.typ"
        source.write_bytes((HERE / "typst_book.typ").read_bytes())
        return typst.compile(str(source), font_paths=[str(FONTS)], ignore_system_fonts=True)


# --- WeasyPrint ------------------------------------------------------------------------------------------------

_STYLE = """
@page { size: %(width)gpt %(height)gpt; margin: %(top)gpt %(right)gpt %(bottom)gpt %(left)gpt }
body { margin: 0; font: 10pt/15pt latin, serif; }
table { border-collapse: collapse; table-layout: fixed; width: 100%%; margin: 0 0 7.5pt }
td { padding: 0; vertical-align: top; text-align: justify; hyphens: auto }
td:first-child { width: %(zh_width)gpt; padding-right: %(gutter)gpt; font-family: latin, serif-sc; text-indent: 2em; line-break: strict }
.title td { font: 600 15pt/22.5pt semibold, semibold-sc; color: #8e1b1f; text-align: left; text-indent: 0; hyphens: manual }
.title { margin: 22.5pt 0 0 }
.speaker td { font: 9pt/11.25pt sans-sc; color: #5c5c5c; text-align: left; text-indent: 0; hyphens: manual }
.speaker td + td { font: italic 9.5pt/11.25pt italic }
em { font-family: italic; font-style: normal }
"""


def set_with_weasyprint(speeches: Sequence[Talk], m: Measures) -> bytes:
    """Raises OSError where Pango is not installed."""
    import weasyprint

    names = {"serif": "serif-sc", "serif-semibold": "semibold-sc", "sans": "sans-sc", "latin": "latin",
             "latin-italic": "italic", "latin-semibold": "semibold"}  # fmt: skip
    faces = "".join(f"@font-face {{ font-family: {n}; src: url({(FONTS / FACES[f]).as_uri()}) }}" for f, n in names.items())
    style = faces + _STYLE % {
        "width": m.width, "height": m.height, "left": m.left, "right": m.right, "top": m.top, "bottom": m.bottom,
        "zh_width": m.zh_width, "gutter": m.gutter,
    }  # fmt: skip

    def row(kind: str, zh: str, en: str) -> str:
        english = "".join(f"<em>{html.escape(t)}</em>" if italic else html.escape(t) for t, italic in _runs(en))
        return f'<table class="{kind}"><tr><td lang="zh-Hans">{html.escape(zh)}</td><td lang="en">{english}</td></tr></table>'

    body = "".join(
        row("title", *t.title) + row("speaker", *t.speaker) + "".join(row("body", zh, en) for zh, en in t.paragraphs)
        for t in speeches
    )
    page = f'<html lang="en"><head><meta charset="utf-8"><style>{style}</style></head><body>{body}</body></html>'
    return weasyprint.HTML(string=page).write_pdf()


PEERS = {"ReportLab": set_with_reportlab, "Typst": set_with_typst, "WeasyPrint": set_with_weasyprint}
