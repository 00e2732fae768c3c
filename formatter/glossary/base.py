"""Built-in renderings, below every row of the editors.

data/terms.tsv and data/places.tsv say in their heads how they were made and checked. Countries come from Unicode CLDR
through Babel, which keeps them better than a list of ours would. A place's name that language/data/places.tsv has is
not written a second time here.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from formatter.language.tables import read_pairs
from formatter.model import CaseRule, Span, Term, TermKind

BASE_FILES = ("terms.tsv", "places.tsv")


@cache
def load_base_terms(everything: bool = False) -> tuple[Term, ...]:
    """Load the rows that are sure enough to be required in the English of any text.

    ``everything`` adds those whose English depends on the sentence (posts, bodies named after their place, verbs,
    countries), for composing speaker lines and for suggestions. Their status is "suggest". Spans are base:terms.tsv:12.
    """
    rows = [row for name in BASE_FILES for row in _read(name)]
    if everything:
        return (*rows, *_countries())
    return tuple(row for row in rows if row.status != "suggest")


@cache
def load_suggestions() -> dict[str, Term]:
    """The rows that are only offered, by their Chinese: what a title or a session that says no more is called."""
    return {row.zh: row for name in BASE_FILES for row in _read(name) if row.status == "suggest" and row.en}


def _read(name: str) -> list[Term]:
    lines = (files("formatter.glossary") / "data" / name).read_text("utf-8").splitlines()
    rows = [(number, line.split("\t")) for number, line in enumerate(lines, 1) if line and not line.startswith("#")]
    header = rows[0][1]
    return [_term(name, number, dict(zip(header, cells, strict=True))) for number, cells in rows[1:]]


def _term(name: str, line: int, cells: dict[str, str]) -> Term:
    return Term(
        zh=cells["zh"],
        en=cells["en"] or read_pairs("places")[cells["zh"]],
        span=Span(f"base:{name}", line),
        kind=TermKind(cells["kind"]),
        accepted=tuple(cells["accepted"].split(" | ")) if cells["accepted"] else (),
        case=CaseRule(cells["case"] or CaseRule.SENTENCE),
        status="suggest" if cells["use"] == "suggest" else "",
        note=cells["note"],
        base=True,
    )


def _countries() -> list[Term]:
    from babel import Locale  # takes a quarter of a second, for few callers

    chinese, english = Locale("zh", script="Hans").territories, Locale("en").territories
    return [
        Term(
            zh=chinese[code],
            en=english[code],
            span=Span("base:cldr"),
            kind=TermKind.PLACE,
            case=CaseRule.EXACT,
            status="suggest",
            base=True,
        )
        for code in sorted(chinese)
        if len(code) == 2 and code in english and code != "ZZ"
    ]
