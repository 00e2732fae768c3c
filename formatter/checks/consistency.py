"""The same Chinese with different English in different places of the volume."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from formatter.checks.common import translated
from formatter.config import Config
from formatter.diagnostics import Diagnostic, diagnostic
from formatter.language.script import fold
from formatter.model import Translation, Volume


def check_consistency(volume: Volume, config: Config) -> Iterator[Diagnostic]:
    """Segments with one source and several renderings; the first one is named at each of the others."""
    first: dict[tuple[str, str], list[Translation]] = defaultdict(list)
    for t in translated(volume):
        seen = first[t.segment.kind, fold(t.segment.text).text]
        if seen and all(t.en != other.en for other in seen):
            other = seen[0]
            yield diagnostic(
                "inconsistent",
                t.segment.span,
                f"“{_short(t.segment.text)}” is “{_short(t.en)}” here and “{_short(other.en)}” at {other.segment.span}",
                "choose one and write it into the approved wording",
            )
        seen.append(t)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
