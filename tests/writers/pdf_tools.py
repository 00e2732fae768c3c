"""What the tests of the PDF writer share: a shaper, paragraphs as broken lines, and a way to read a file back."""

from __future__ import annotations

import datetime
import io
import re
import sys
from functools import cache
from pathlib import Path

import pikepdf

sys.path.insert(0, str(Path(__file__).parents[1] / "layout"))

from formatter.config import Config
from formatter.diagnostics import Outcome
from formatter.layout.compose import compose_volume
from formatter.layout.plan import BookPlan
from formatter.model import Volume
from formatter.progress import SilentProgress
from formatter.writers import Written
from formatter.writers.pdf import write_pdf
from formatter.writers.pdf.fonts import FontBook
from formatter.writers.pdf.items import Items, Piece, build_items
from formatter.writers.pdf.linebreak import Break, break_lines
from formatter.writers.pdf.shaping import Shaper

DAY = datetime.date(2026, 1, 2)


@cache
def shaper() -> Shaper:
    return Shaper(FontBook())


def items_of(text: str, chinese: bool = True, indent: float = 0.0, phrases: tuple[int, ...] | None = None) -> Items:
    piece = Piece(text, "serif" if chinese else "latin", "latin", chinese)
    return build_items([piece], shaper(), indent, phrases)


def broken(items: Items, em: float, justify: bool = True) -> list[Break]:
    """Break at a measure in em."""
    hyphens = [shaper().hyphen(a.face).width if g.hyphen else 0 for a, g in zip(items.atoms, items.gaps, strict=True)]
    return break_lines(items, round(em * 1000), hyphens, justify)


def write(volume: Volume, config: Config = Config()) -> Outcome[Written]:  # noqa: B008 (frozen)
    return write_pdf(plan_of(volume, config), config, SilentProgress())


def plan_of(volume: Volume, config: Config) -> BookPlan:
    return compose_volume(volume, config, DAY)


_SHOW = re.compile(rb"\[([^\]]*)\]TJ")


def marked_texts(data: bytes) -> list[tuple[int, int, str]]:
    """(page, MCID, text) of every piece of marked content, in the order of the content streams."""
    found = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages):
            maps = {name: _to_unicode(font) for name, font in page.Resources.Font.items()}
            font, mcid, text, depth = "", None, "", 0
            for operands, operator in pikepdf.parse_content_stream(page):
                name = str(operator)
                if name == "Tf":
                    font = str(operands[0])
                elif name == "BDC":
                    depth += 1
                    if isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]:
                        mcid, text = int(operands[1].MCID), ""
                elif name == "EMC":
                    depth -= 1
                    if depth == 0 and mcid is not None:
                        found.append((number, mcid, text))
                        mcid = None
                elif name == "TJ" and mcid is not None:
                    for part in operands[0]:
                        if isinstance(part, pikepdf.String):
                            codes = bytes(part)
                            text += "".join(
                                maps[font][int.from_bytes(codes[i : i + 2], "big")] for i in range(0, len(codes), 2)
                            )
    return found


def _to_unicode(font: pikepdf.Object) -> dict[int, str]:
    text = font.ToUnicode.read_bytes().decode()
    pairs = re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>", text.split("endcodespacerange")[1])
    return {int(code, 16): bytes.fromhex(value).decode("utf-16-be") for code, value in pairs}


def tree_texts(data: bytes) -> list[tuple[str, str, str]]:
    """(tag, language, text) of every structure element that holds text, in reading order."""
    content = {(page, mcid): text for page, mcid, text in marked_texts(data)}
    out: list[tuple[str, str, str]] = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}

        def walk(element: pikepdf.Object) -> None:
            kids = element.get("/K", pikepdf.Array())
            kids = kids if isinstance(kids, pikepdf.Array) else [kids]
            text, marked = "", False
            for kid in kids:
                if isinstance(kid, int):
                    text, marked = text + content[pages[element.Pg.objgen], kid], True
                elif "/MCID" in kid:
                    text, marked = text + content[pages[kid.Pg.objgen], int(kid.MCID)], True
            if marked:
                out.append((str(element.S)[1:], str(element.get("/Lang", "")), text))
            for kid in kids:
                if not isinstance(kid, int) and "/S" in kid:
                    walk(kid)

        walk(pdf.Root.StructTreeRoot.K[0])
    return out
