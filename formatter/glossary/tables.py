"""Delimited text as editors' programs write it, with the line and column of every cell.

Python's csv module can't say where a cell stands, and a spreadsheet's file is not always regular: handwritten quotation
marks, semicolons or tabs for commas, four encodings. Both are seen to here.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text and the place of its first character; ``name`` is a worksheet's name for it (B3)."""

    text: str
    line: int
    column: int
    length: int
    name: str = ""


Row = list[Cell]


class UndecodableText(Exception):
    """No encoding reads the file; ``line`` and ``column`` (in bytes) are where the one that got furthest fails."""

    def __init__(self, line: int, column: int, codecs_tried: str) -> None:
        super().__init__(f"what stands here is not {codecs_tried}")
        self.line, self.column = line, column


def decode_text(data: bytes) -> tuple[str, str, bool]:
    """Decode a file; give its text, the codec's name, and whether that was a guess.

    A byte order mark decides; else UTF-16 if there are many zero bytes, else UTF-8 if it fits, else GB18030, or Big5 if
    that gives more of the common characters. Raises UndecodableText if none does.
    """
    for mark, codec in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _decode(data, codec), codec, False
    if b"\0" in data and (data.count(b"\0") * 4 > len(data) or not _fits(data, "utf-8")):
        little = data[1::2].count(0) >= data[0::2].count(0)
        codec = "utf-16-le" if little else "utf-16-be"
        return _decode(data, codec), codec, True
    try:
        return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError as error:
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError as other:
            raise _undecodable(data, max(error, other, key=lambda e: e.start), "UTF-8 or GB18030") from None
    if _fits(data, "big5") and _share(data, "big5", 0xA4, 0xC6) > _share(data, "gb18030", 0xB0, 0xD7):
        return data.decode("big5"), "big5", True
    return text, "gb18030", True


def _fits(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _share(data: bytes, codec: str, first: int, last: int) -> float:
    """The share of the characters beyond ASCII whose first byte is in the block of the codec's commonest characters."""
    leads = [char.encode(codec)[0] for char in data.decode(codec) if char > "\x7f"]
    return sum(first <= lead <= last for lead in leads) / max(1, len(leads))


def _decode(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise _undecodable(data, error, codec.removesuffix("-sig").upper()) from None


def _undecodable(data: bytes, error: UnicodeDecodeError, tried: str) -> UndecodableText:
    before = data[: error.start]
    return UndecodableText(before.count(b"\n") + 1, error.start - before.rfind(b"\n"), tried)


def unify_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def parse_delimited(text: str, delimiter: str) -> tuple[list[Row], list[Cell]]:
    """Split a text with line feeds into rows of cells; also give the cells whose opening quotation mark stays open.

    A cell in straight quotation marks (RFC 4180) may hold the delimiter and line breaks; two marks in it stand for
    one. Where a mark is not closed at the end of its cell, it is an ordinary character: "一带一路"倡议.
    """
    rows: list[Row] = []
    unclosed: list[Cell] = []
    row: Row = []
    at, line, line_start = 0, 1, 0
    while at <= len(text):
        start = at
        quoted = _quoted(text, at, delimiter)
        if quoted:
            content, at = quoted
        else:
            at = min((i for i in (text.find(delimiter, at), text.find("\n", at)) if i >= 0), default=len(text))
            content = text[start:at]
        first_line = text[start:at].split("\n", 1)[0]
        cell = Cell(content, line, start - line_start + 1, len(first_line))
        if not quoted and content.lstrip().startswith('"') and content.count('"') % 2:
            unclosed.append(cell)
        row.append(cell)
        breaks = text.count("\n", start, at)
        if breaks:
            line += breaks
            line_start = text.rfind("\n", start, at) + 1
        if at >= len(text) or text[at] == "\n":
            rows.append(row)
            row = []
            line += 1
            line_start = at + 1
        at += 1
    return rows, unclosed


def _quoted(text: str, at: int, delimiter: str) -> tuple[str, int] | None:
    """Read a quoted cell; give its content and the offset after it, None if this is not one."""
    while text[at : at + 1] == " ":
        at += 1
    if text[at : at + 1] != '"':
        return None
    end = at + 1
    while True:
        end = text.find('"', end)
        if end < 0:
            return None
        if text[end + 1 : end + 2] != '"':
            break
        end += 2
    after = end + 1
    while text[after : after + 1] == " ":
        after += 1
    if after < len(text) and text[after] not in (delimiter, "\n"):
        return None
    return text[at + 1 : end].replace('""', '"'), after


def find_delimiter(text: str, preferred: str, count_columns: Callable[[Sequence[str]], int]) -> str:
    """Choose comma, semicolon or tab: the one whose first rows look most like a table.

    ``count_columns`` tells how many cells of a row are known column names. ``preferred`` wins a tie.
    """
    first = text.split("\n", 1)[0]
    if first.lower().startswith("sep=") and len(first) == 5:  # Excel's own way to say it
        return first[4]
    sample = "\n".join(text.split("\n")[:200])

    def score(delimiter: str) -> tuple[int, int, bool]:
        rows = [row for row in parse_delimited(sample, delimiter)[0] if any(c.text.strip() for c in row)]
        named = max((count_columns([c.text for c in row]) for row in rows[:5]), default=0)
        return named, sum(len([c for c in row if c.text.strip()]) > 1 for row in rows), delimiter == preferred

    return max(",;\t", key=score)
