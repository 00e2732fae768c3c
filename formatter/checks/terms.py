"""Terms, names and numbers that a row or a rule requires and that are not in the English."""

from __future__ import annotations

from collections.abc import Iterator

from formatter.checks.common import excerpt, translated
from formatter.config import Config
from formatter.diagnostics import Diagnostic, diagnostic
from formatter.language.english import find_rendering
from formatter.model import Constraint, Translation, Volume


def check_missing_terms(volume: Volume, config: Config) -> Iterator[Diagnostic]:
    """Every constraint that the verification after decoding did not find."""
    for t in translated(volume):
        for result in t.results:
            c = result.constraint
            if not result.satisfied:
                yield diagnostic(
                    "term-missing",
                    t.segment.span,
                    f"“{c.zh}” must be “{c.en}” ({c.required_by}), which is not in “{excerpt(t.en, 0, 40)}”",
                    f"correct the English of {t.segment.id}, or the row",
                )


def check_forbidden_terms(volume: Volume, config: Config) -> Iterator[Diagnostic]:
    """Renderings that a matching row forbids, outside the places of required ones."""
    for t in translated(volume):
        for c in (r.constraint for r in t.results if r.constraint.forbidden):
            for rendering in c.forbidden:
                if rendering.split()[0][:3].casefold() not in t.en.casefold():  # inflection keeps a word's beginning
                    continue
                found = _find_outside(t, rendering, c)
                if found:
                    yield diagnostic(
                        "term-forbidden",
                        t.segment.span,
                        f"“{rendering}” is forbidden for “{c.zh}” ({c.required_by}): “{excerpt(t.en, *found)}”",
                        f"write “{c.en}”",
                    )


def _find_outside(t: Translation, rendering: str, c: Constraint) -> tuple[int, int] | None:
    """The first place of a rendering that is not part of a place where a required one stands."""
    required = {r.constraint.en for r in t.results} | {*c.accepted}
    allowed = [place for text in required for place in _find_all(t.en, text, False)]
    for start, end in _find_all(t.en, rendering, c.exact):
        if not any(a <= start and end <= b and (a, b) != (start, end) for a, b in allowed):
            return start, end
    return None


def _find_all(text: str, rendering: str, exact: bool) -> Iterator[tuple[int, int]]:
    """Every place of a rendering; found ones are blanked, since the search takes the form as written before others."""
    while found := find_rendering(text, rendering, exact):
        start, end, _ = found
        yield start, end
        text = text[:start] + "\0" * (end - start) + text[end:]
