"""Findings as values: built anywhere, rendered here for people (with the line and a caret) and for programs.

A message is lower case and says what is wrong; the hint says what to do. Codes are listed in codes.py.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from formatter.codes import CODES
from formatter.model import Span

T = TypeVar("T")


class Severity(StrEnum):
    ERROR = "error"  # blocks: exit status 1
    WARNING = "warning"  # a person should look
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. ``code`` is a key of codes.CODES; ``fatal`` ones stop the build before it writes."""

    code: str
    severity: Severity
    span: Span
    message: str
    hint: str = ""
    fatal: bool = False


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """A value together with what was noticed on the way. ``value`` may be None if nothing usable came out."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def ok(self) -> bool:
        return not any(d.severity is Severity.ERROR for d in self.diagnostics)


def diagnostic(code: str, span: Span, message: str, hint: str = "") -> Diagnostic:
    """Build a finding with the severity that its code has in codes.py.

    Raises KeyError for a code that is not registered there.
    """
    entry = CODES[code]
    return Diagnostic(code, Severity(entry.severity), span, message, hint, entry.fatal)


def _columns(text: str) -> int:
    """Terminal columns that a text takes: Han and full-width characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text if not unicodedata.combining(c))


_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def render_human(
    diagnostics: Iterable[Diagnostic], read_line: Callable[[str, int], str | None], colour: bool = False
) -> str:
    """Render findings for people: place, severity, code, message, the source line with a caret, the hint.

    ``read_line(path, line)`` gives the text of a line, or None where it can't be shown (binary files).
    """

    def paint(text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour else text

    out: list[str] = []
    for d in diagnostics:
        label = paint(f"{d.severity}[{d.code}]", f"1;{_COLOURS[d.severity]}")
        out.append(f"{paint(str(d.span), '1')}: {label}: {d.message}")
        text = read_line(d.span.path, d.span.line) if d.span.line else None
        if text is not None and d.span.column:
            start = max(0, d.span.column - 1 - 30)
            shown = text[start : start + 70].replace("\t", " ")
            before = shown[: d.span.column - 1 - start]
            marked = shown[len(before) : len(before) + max(1, d.span.length)]
            out.append(f"    {'…' if start else ''}{shown}")
            out.append("    " + " " * (_columns(before) + bool(start)) + paint("^" * max(1, _columns(marked)), "32"))
        if d.hint:
            out.append(f"    {paint('help:', '1;32')} {d.hint}")
    return "\n".join(out)


def shorten(
    diagnostics: Iterable[Diagnostic], most: int = 6, most_errors: int = 30
) -> tuple[tuple[Diagnostic, ...], dict[str, int]]:
    """Keep the first findings of each code, more of them where they are errors; gives also how many were left out.

    A volume without an engine has an error for every sentence.
    """
    kept: list[Diagnostic] = []
    seen: Counter[str] = Counter()
    for d in diagnostics:
        seen[d.code] += 1
        if seen[d.code] <= (most_errors if d.severity is Severity.ERROR else most):
            kept.append(d)
    shown = Counter(d.code for d in kept)
    return tuple(kept), {code: n - shown[code] for code, n in seen.items() if n > shown[code]}


def render_short(diagnostics: Iterable[Diagnostic]) -> str:
    """Render one line a finding, as compilers do: path:line:column: severity[code]: message."""
    return "\n".join(f"{d.span}: {d.severity}[{d.code}]: {d.message}" for d in diagnostics)


def as_record(d: Diagnostic) -> dict[str, object]:
    """The finding as report.json and --json write it."""
    return {
        "code": d.code,
        "severity": str(d.severity),
        "path": d.span.path,
        "line": d.span.line,
        "column": d.span.column,
        "message": d.message,
        "hint": d.hint,
    }


def render_json(diagnostics: Iterable[Diagnostic]) -> str:
    return json.dumps([as_record(d) for d in diagnostics], ensure_ascii=False, indent=2)
