"""Findings → comments on the rows that they are about, for the reviewers who work in Word."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from formatter.diagnostics import Diagnostic, Severity
from formatter.layout.plan import BookPlan, Row


def add_comments(plan: BookPlan, findings: Iterable[Diagnostic]) -> BookPlan:
    """Put each error and warning on the row whose source it is in: the last row that begins at or before its line."""
    starts: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for section in plan.sections:
        for row in section.rows:
            if row.span and row.span.line:
                starts[row.span.path].append((row.span.line, row.id))
    for rows in starts.values():
        rows.sort(key=lambda start: start[0])
    comments: dict[str, list[str]] = defaultdict(list)
    for d in findings:
        rows = starts.get(d.span.path, [])
        at = bisect_right([line for line, _ in rows], d.span.line) - 1
        if d.severity is not Severity.NOTE and at >= 0:
            comments[rows[at][1]].append(f"{d.message}: {d.hint}" if d.hint else d.message)

    def commented(row: Row) -> Row:
        return replace(row, comment="\n".join(comments[row.id])) if row.id in comments else row

    sections = tuple(replace(s, rows=tuple(map(commented, s.rows))) for s in plan.sections)
    return replace(plan, sections=sections)
