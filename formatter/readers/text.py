"""Text files and Markdown → lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from formatter.diagnostics import Diagnostic, Outcome
from formatter.model import Document
from formatter.readers.encodings import decode_text
from formatter.readers.lines import SourceLine, make_line
from formatter.readers.understand import understand


def read_text(path: str, data: bytes) -> Outcome[Document | None]:
    """Read a plain text file: a line is a paragraph, a title or a speaker."""
    return _read(path, data, markdown=False)


def read_markdown(path: str, data: bytes) -> Outcome[Document | None]:
    """Read a Markdown file as text; # and **…** say what is a heading and what is bold."""
    return _read(path, data, markdown=True)


def _read(path: str, data: bytes, markdown: bool) -> Outcome[Document | None]:
    decoded, found = decode_text(path, data)
    if decoded is None:
        return Outcome(None, found)
    lines = tuple(text_lines(path, decoded.text.splitlines(), markdown))
    outcome = understand(path, decoded.encoding, decoded.guessed, lines)
    return Outcome(outcome.value, _merge(found, outcome.diagnostics))


def _merge(first: tuple[Diagnostic, ...], second: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    return tuple(sorted((*first, *second), key=lambda d: (d.span.line, d.span.column)))


def text_lines(path: str, raw_lines: Iterable[str], markdown: bool = False) -> Iterable[SourceLine]:
    """Give the lines that are not blank. Lines of nothing but spaces, of any width, are blank."""
    blanks = 0
    for number, raw in enumerate(raw_lines, 1):
        line = make_line(path, number, raw, blanks)
        if not line.text:
            blanks += 1
            continue
        if markdown:
            line = _unmark(path, number, raw, blanks)
        if line.text:
            yield line
            blanks = 0


_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_QUOTE = re.compile(r"^(\s*>\s?)+")
_BULLET = re.compile(r"^\s{0,6}[-+*]\s+(?=\S)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![*\\])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?!\*)|(?<![\w_\\])_(?=[^\s_])([^_]+?)(?<=[^\s_])_(?![\w_])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])")


def _unmark(path: str, number: int, raw: str, blanks: int) -> SourceLine:
    """Take Markdown's own signs off a line; what they meant stays as hints."""
    level = 0
    if heading := _HEADING.match(raw):
        level, text = len(heading[1]), heading[2]
    else:
        text = _QUOTE.sub("", raw)
    text = _BULLET.sub("", text)
    strong = _STRONG.fullmatch(text.strip())
    text = _STRONG.sub(r"\2", text)
    text = _EMPHASIS.sub(lambda m: m[1] or m[2], text)
    text = _ESCAPE.sub(r"\1", text)
    line = make_line(path, number, text, blanks, level=level, bold=strong is not None and strong[1] not in strong[2])
    return replace(line, span=replace(line.span, column=max(0, raw.find(line.text[:1])) + 1))
