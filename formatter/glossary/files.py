"""Glossary files → Terms, each with its file, line and column.

What can be understood is: encodings, delimiters, order and names of columns are found out. What can't is a finding
that names the place and the cure; the other rows are still read, so that one run shows every mistake.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from fnmatch import fnmatch
from pathlib import PurePosixPath

from formatter.diagnostics import Diagnostic, Outcome, diagnostic
from formatter.glossary.rows import NO_VALUE, count_columns, read_rows, report_at
from formatter.glossary.tables import UndecodableText, decode_text, find_delimiter, parse_delimited, unify_line_ends
from formatter.glossary.tbx import read_tbx
from formatter.glossary.workbook import UnreadableWorkbook, read_sheets
from formatter.language.script import has_han
from formatter.model import Span, Term
from formatter.world import World

Terms = tuple[Term, ...]

# Files that a glossary folder holds beside glossaries.
_NOT_GLOSSARIES = {".tmx", ".md"}


def read_glossary(path: str, data: bytes) -> Outcome[Terms]:
    """Read one file; its suffix says the format."""
    reader = GLOSSARY_FORMATS.get(PurePosixPath(path).suffix.lower())
    if reader is None:
        hint = f"save it as one of {', '.join(GLOSSARY_FORMATS)}"
        return Outcome((), (diagnostic("glossary-format", Span(path), "this kind of file is not read", hint),))
    return reader(path, data)


def read_glossaries(
    world: World, paths: Sequence[str] = (), folder: str = "glossary", named_at: Span | None = None
) -> Outcome[Terms]:
    """Read the named files in their order; without names, every file in ``folder``.

    ``named_at`` is where the settings name them.

    A name may be a folder or a glob (glossary/*.csv) and stands for the files that are there.

    Later rows win over earlier ones, so the order matters.
    """
    found: list[Diagnostic] = []
    terms: list[Term] = []
    for path in paths or [folder]:
        if inside := _expand(world, path):
            files = _readable(inside, found)
        elif world.exists(path) or not paths:
            files = [path] if paths else []
        else:
            hint = "correct the name in proceedings.toml, or put the file there"
            found.append(
                diagnostic("glossary-missing", named_at or Span(path), f"there is no glossary file {path}", hint)
            )
            continue
        for file in files:
            try:
                outcome = read_glossary(file, world.read_bytes(file))
            except OSError as error:
                reason = error.strerror or "it can't be opened"
                found.append(
                    diagnostic("glossary-unreadable", Span(file), reason.lower(), "close other programs' locks")
                )
                continue
            terms += outcome.value
            found += outcome.diagnostics
    return Outcome(tuple(terms), tuple(found))


def _expand(world: World, path: str) -> tuple[str, ...]:
    if re.search(r"[*?\[]", path):
        top = path[: re.search(r"[*?\[]", path).start()].rpartition("/")[0] or "."
        return tuple(file for file in world.list_files(top) if fnmatch(file.removeprefix("./"), path))
    return world.list_files(path)


def _readable(files: Iterable[str], found: list[Diagnostic]) -> list[str]:
    kept = []
    for file in files:
        suffix = PurePosixPath(file).suffix.lower()
        if suffix in GLOSSARY_FORMATS:
            kept.append(file)
        elif suffix not in _NOT_GLOSSARIES:
            hint = f"save it as one of {', '.join(GLOSSARY_FORMATS)}, or move it away"
            found.append(diagnostic("glossary-skipped", Span(file), "this file is not read as a glossary", hint))
    return kept


# --- Formats -----------------------------------------------------------------------------------------------


def read_delimited(path: str, data: bytes) -> Outcome[Terms]:
    """Read comma-, semicolon- or tab-separated text, as Excel and people write it."""
    if data.startswith(b"PK\x03\x04"):
        hint = "give its name the ending .xlsx, or save it as CSV UTF-8 in Excel"
        return Outcome((), (diagnostic("glossary-unreadable", Span(path, 1, 1), "it is a workbook, not text", hint),))
    try:
        text, encoding, guessed = decode_text(data)
    except UndecodableText as error:
        place = Span(path, error.line, error.column)
        hint = "save the file as UTF-8; if it was cut off, copy it again"
        return Outcome((), (diagnostic("glossary-unreadable", place, str(error), hint),))
    found: list[Diagnostic] = []
    if guessed and has_han(text):
        message = f"the file does not say its encoding; {encoding} fits"
        found.append(diagnostic("glossary-encoding", Span(path, 1, 1), message, "save it as UTF-8 to be sure"))
    text = unify_line_ends(text).rstrip("\x1a\0")
    preferred = "," if path.lower().endswith(".csv") else "\t"
    delimiter = find_delimiter(text, preferred, count_columns)
    rows, unclosed = parse_delimited(text, delimiter)
    for cell in unclosed:
        hint = 'close it at the end of the cell, or write "" for a quotation mark inside a quoted cell'
        found.append(report_at(path, cell, "glossary-quote", "this quotation mark is never closed", hint))
    if rows and rows[0][0].text.lower() == "sep=":
        rows = rows[1:]
    outcome = read_rows(path, rows)
    return Outcome(outcome.value, (*found, *outcome.diagnostics))


def read_workbook(path: str, data: bytes) -> Outcome[Terms]:
    """Read every visible sheet of an Excel workbook that has rows in it."""
    try:
        sheets = read_sheets(data, NO_VALUE)
    except UnreadableWorkbook as error:
        hint = "open it in Excel and save it as .xlsx without a password, or as .csv"
        if re.match(rb"[\s\w,;\xef\xbb\xbf\x80-\xff]{4}", data):
            hint = "it looks like text: give its name the ending .csv"
        return Outcome((), (diagnostic("glossary-unreadable", Span(path), str(error), hint),))
    outcomes = [read_rows(path, sheet) for sheet in sheets]
    some = any(outcome.value for outcome in outcomes)
    terms: list[Term] = []
    found: list[Diagnostic] = []
    for sheet, outcome in zip(sheets, outcomes, strict=True):
        terms += outcome.value
        if some and not outcome.value and all(sum(bool(c.text.strip()) for c in row) < 2 for row in sheet):
            if outcome.diagnostics:  # a page of remarks beside the tables
                message = "this sheet has only one column and is not read as a glossary"
                found.append(report_at(path, sheet[0][0], "glossary-skipped", message))
        else:
            found += outcome.diagnostics
    return Outcome(tuple(terms), tuple(found))


GLOSSARY_FORMATS: dict[str, Callable[[str, bytes], Outcome[Terms]]] = {
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".txt": read_delimited,
    ".xlsx": read_workbook,
    ".tbx": read_tbx,
}
