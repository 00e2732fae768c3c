"""Say which lines were given their role by a hair's breadth, and what to write to settle them."""

from __future__ import annotations

from collections.abc import Iterable

from formatter.diagnostics import Diagnostic, diagnostic
from formatter.readers.outline import KIND, Reading, Role, explain

_UNCLEAR = 1.0  # points; below this another reading is about as good
_WRITE = {
    "title": "标题：{}",
    "speaker": "演讲人：{}",
    "session heading": "论坛：{}",
    "paragraph": "正文：{}",
    "subheading": "正文：{}",
}


def report_doubts(readings: Iterable[Reading]) -> list[Diagnostic]:
    """Report each doubtful line; lines that would change their roles together are reported once, by the first."""
    out = []
    margin = -1.0
    for reading in readings:
        same, margin = abs(reading.margin - margin) < 1e-9, reading.margin
        if reading.margin >= _UNCLEAR or reading.other is None or reading.role is Role.OUTSIDE or same:
            continue
        kind, other, text = KIND[reading.role], KIND[reading.other], reading.evidence.line.text
        if {kind, other} <= {"paragraph", "subheading", "note"}:
            continue  # it is printed in the same place either way
        short = text if len(text) <= 20 else text[:20] + "…"
        ways = [_WRITE[k].format(short) for k in (kind, other) if k in _WRITE]
        why = ", ".join(reason for reason, points in explain(reading)[:2] if points > 0)
        out.append(
            diagnostic(
                "line-unclear",
                reading.evidence.line.span,
                f"read as a {kind}" + (f" ({why})" if why else "") + f"; it could be a {other}",
                "to settle it write " + " or ".join(ways) if ways else "",
            )
        )
    return out
