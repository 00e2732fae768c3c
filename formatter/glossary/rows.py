"""Rows of cells → Terms: which column is which, what the values mean, and what is wrong where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from formatter.diagnostics import Diagnostic, Outcome, diagnostic
from formatter.glossary import columns
from formatter.glossary.tables import Cell, Row, unify_line_ends
from formatter.language.script import count_han, has_han, remove_invisible
from formatter.model import CaseRule, Span, Term, TermKind

V = TypeVar("V")


def report_at(path: str, cell: Cell, code: str, message: str, hint: str = "") -> Diagnostic:
    """Build a finding at a cell; a worksheet's cell is named as Excel names it."""
    where = f" (cell {cell.name})" if cell.name else ""
    return diagnostic(code, Span(path, cell.line, cell.column, cell.length), message + where, hint)


def count_columns(texts: Sequence[str]) -> int:
    """Count the columns that a row of cells names."""
    return len({columns.find_column(text) for text in texts} - {None})


def _is_blank(row: Row) -> bool:
    return not any(cell.text.strip() for cell in row)


def _is_comment(row: Row) -> bool:
    return bool(row) and re.match(r"#(\s|$)", row[0].text) is not None


def read_rows(path: str, rows: Sequence[Row]) -> Outcome[tuple[Term, ...]]:
    """Read one table, with or without a header, blank rows and comments passed over."""
    rows = [row for row in rows if not _is_blank(row) and not _is_comment(row)]
    if not rows:
        return Outcome(())
    found: list[Diagnostic] = []
    top: Row = []
    # A title may stand above the header, as spreadsheets have it.
    header = next((i for i, row in enumerate(rows[:5]) if _is_header(row)), None)
    if header is None:
        where, width = _columns_without_header(path, rows, found), 2
    else:
        where, width = _columns_of_header(path, rows[header], found), _width(rows[header])
        rows, top = rows[header + 1 :], rows[header]
    if where is None:
        return Outcome((), tuple(found))
    terms = []
    names = [cell.text.strip() for cell in top]
    for row in rows:
        if header is not None and [cell.text.strip() for cell in row] == names:
            continue  # files that were joined, or a header that is repeated on every printed page
        term = _read_term(path, row, where, found)
        if term:
            terms.append(term)
        if header is not None and _width(row) > width:
            hint = "put quotation marks around a cell with commas in it, or name the column"
            found.append(report_at(path, row[width], "glossary-cells", "this cell has no column", hint))
    return Outcome(tuple(terms), tuple(found))


def _width(row: Row) -> int:
    return max((i + 1 for i, cell in enumerate(row) if cell.text.strip()), default=0)


def _is_header(row: Row) -> bool:
    """Tell whether a row names columns: Chinese and English, or one of them among other cells.

    One known name is enough where it is in the wrong language for its own column: 机构 | 译文.
    """
    named = {cell.text.strip(): columns.find_column(cell.text) for cell in row if cell.text.strip()}
    known = set(named.values()) - {None}
    if {"zh", "en"} <= known:
        return True
    sided = any(
        (name == "en" and has_han(text)) or (name == "zh" and not has_han(text)) for text, name in named.items()
    )
    return bool(known & {"zh", "en"}) and len(named) > 1 and (sided or None not in named.values())


def _columns_of_header(path: str, row: Row, found: list[Diagnostic]) -> dict[int, str] | None:
    where: dict[int, str] = {}
    firsts: dict[str, Cell] = {}
    unknown: list[int] = []
    for index, cell in enumerate(row):
        label = cell.text.strip()
        name = columns.find_column(label)
        if not label:
            continue
        if name is None:
            unknown.append(index)
        elif name == columns.IGNORED:
            continue
        elif name in firsts:
            message = f"the column {label} means the same as {firsts[name].text.strip()} before it"
            found.append(report_at(path, cell, "glossary-header", message, "rename or delete one of the two"))
        else:
            firsts[name] = cell
            where[index] = name
    missing = {"zh", "en"} - firsts.keys()
    words = {"zh": "Chinese", "en": "English"}
    if len(missing) == len(unknown) == 1:  # the only one that it can be
        index, name = unknown.pop(), missing.pop()
        where[index] = name
        message = f"the column {row[index].text.strip()} is not known; it is read as the {words[name]}"
        hint = f"name it {columns.COLUMNS[name][0]} or {columns.COLUMNS[name][1]}"
        found.append(report_at(path, row[index], "glossary-column", message, hint))
    for cell in (row[index] for index in unknown):
        message = f"the column {cell.text.strip()} is not known"
        found.append(report_at(path, cell, "glossary-column", message, _suggest(columns.COLUMNS, cell.text.strip())))
    for name, word in words.items():
        if name in missing:
            hint = f"name it {columns.COLUMNS[name][0]} or {columns.COLUMNS[name][1]}"
            found.append(report_at(path, row[0], "glossary-header", f"there is no {word} column", hint))
    return None if missing else where


def _suggest(table: dict, text: str) -> str:
    near = columns.nearest(table, text)
    known = (names[0] for value, names in table.items() if value != columns.IGNORED)
    return f"did you mean {near}?" if near else f"known are {', '.join(known)}"


def _columns_without_header(path: str, rows: Sequence[Row], found: list[Diagnostic]) -> dict[int, str] | None:
    """Two columns need no header: the one with the most Chinese in it, and the one with the most English."""
    if all(_width(row) < 2 for row in rows):
        hint = "put a comma or a tab between the Chinese and the English"
        if any(re.search("[，；]", row[0].text) for row in rows):
            hint = "put a half-width comma, not a full-width one, between the Chinese and the English"
        found.append(report_at(path, rows[0][0], "glossary-header", "there is only one column", hint))
        return None
    cells = [(index, cell) for row in rows for index, cell in enumerate(row)]
    han, latin = Counter(), Counter()
    for index, cell in cells:
        han[index] += count_han(cell.text)
        latin[index] += len(re.findall("[A-Za-z]", cell.text))
    width = max(_width(row) for row in rows)
    zh = max(range(width), key=lambda i: (han[i], -i))
    en = max((i for i in range(width) if i != zh), key=lambda i: (latin[i], -i))
    unread = next((c for i, c in cells if i not in (zh, en) and re.search(r"[^\W\d]", c.text)), None)
    if unread:
        hint = "put quotation marks around a cell with commas in it, or name the columns in a first row: zh, en, note …"
        found.append(report_at(path, unread, "glossary-cells", "without a header only two columns are read", hint))
    return {zh: "zh", en: "en"}


@dataclass(frozen=True, slots=True)
class _Fields:
    """One row's cells by column name, cleaned, and where to report what is wrong in them."""

    path: str
    cells: dict[str, Cell]
    texts: dict[str, str]
    found: list[Diagnostic]

    def text(self, name: str) -> str:
        return self.texts.get(name, "")

    def value(self, name: str, table: dict[V, tuple[str, ...]], default: V) -> V:
        text = self.text(name)
        value = columns.find_value(table, text) if text else default
        if value is None:
            message = f"the {columns.COLUMNS[name][0]} {text} is not known"
            self.found.append(report_at(self.path, self.cells[name], "glossary-value", message, _suggest(table, text)))
            return default
        return value

    def span(self, name: str) -> Span | None:
        cell = self.cells.get(name)
        return Span(self.path, cell.line, cell.column, cell.length) if cell else None


def _read_term(path: str, row: Row, where: dict[int, str], found: list[Diagnostic]) -> Term | None:
    cells = {name: row[index] for index, name in where.items() if index < len(row)}
    fields = _Fields(path, cells, {name: _clean(path, name, cell, found) for name, cell in cells.items()}, found)
    if not any(fields.texts.values()):
        return None
    place = next(name for name in ("zh", "en", *cells) if fields.text(name))
    return Term(
        zh=fields.text("zh"),
        en=fields.text("en"),
        span=fields.span(place),
        kind=fields.value("kind", columns.KINDS, TermKind.TERM),
        accepted=columns.split_list(fields.text("accepted")),
        forbidden=columns.split_list(fields.text("forbidden")),
        case=fields.value("case", columns.CASES, CaseRule.SENTENCE),
        exact=fields.value("exact", columns.FLAGS, False),
        first_use=fields.text("first_use"),
        first_use_per=fields.value("first_use_per", columns.FIRST_USE_PER, "volume"),
        scope=fields.text("scope"),
        status=fields.value("status", columns.STATUSES, ""),
        note=fields.text("note"),
        readers_note=fields.text("readers_note"),
        en_span=fields.span("en"),
    )


# Columns whose text goes into the book or is compared with it: stray spaces matter.
_WORDING = frozenset({"zh", "en", "accepted", "forbidden", "first_use"})
_OTHER_BREAKS = re.compile("[\u2028\u2029\x0b\x85]")
# What a spreadsheet shows where a formula fails; the last is ours, for one that was never worked out.
NO_VALUE = "#WAITS!"
SPREADSHEET_ERRORS = frozenset(
    {"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", NO_VALUE}
)
# Columns in which a line break says something.
_MULTILINE = frozenset({"accepted", "forbidden", "note", "readers_note"})


def _clean(path: str, name: str, cell: Cell, found: list[Diagnostic]) -> str:
    """Take out what can't be seen and the spaces that mean nothing; report those in wording."""
    if name in _WORDING and cell.text.strip() in SPREADSHEET_ERRORS:
        if cell.text == NO_VALUE:
            message, hint = (
                "this formula has no value yet",
                "open the file in Excel and save it, or write the text itself",
            )
        else:
            message, hint = f"a formula gives {cell.text.strip()} here", "correct the formula, or write the text itself"
        found.append(report_at(path, cell, "glossary-value", message, hint))
        return ""
    text = unify_line_ends(remove_invisible(_OTHER_BREAKS.sub("\n", cell.text)).replace("\0", ""))
    if name not in _MULTILINE:
        text = re.sub(r"\s*\n\s*", "" if name == "zh" else " ", text.strip("\n"))
    tidy = text.strip() if name in _MULTILINE or name == "zh" else re.sub(r"\s+", " ", text.strip())
    if name in _WORDING and tidy and tidy != text:
        message = "spaces at the ends, or several together, were left out"
        found.append(report_at(path, cell, "glossary-spaces", message, "delete them in the file"))
    return tidy
