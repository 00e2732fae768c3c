"""What must be in the English of a text: terms, names, numbers, dates, titles of works.

Spans never overlap. Where they would, the first of this list wins, because each is more certain of what the characters
mean than the next:

1. a title in 《》, with everything inside it;
2. a glossary row, editors' or built-in (leftmost-longest among themselves, see glossary/match.py): 五大中心 is a name,
   not five of something;
3. a person of the volume;
4. a number or date. It is looked for in what the others leave, so that 10万人次 with a row for 人次 is 100,000 and a term.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from formatter.glossary.match import Matcher
from formatter.language.english import to_spelling
from formatter.language.names import find_mentions
from formatter.language.numbers import Kind, Quantity, find_quantities, render_quantity
from formatter.model import CaseRule, Constraint, Span, Term, TermKind
from formatter.translate.slots import slot

NAME_RULE, NUMBER_RULE, DOCUMENT_RULE = "rule:name", "rule:number", "rule:document"
People = Sequence[tuple[str, str]]  # each person of the volume: the name in simplified Chinese, and in English
_LONGEST_NUMBER = 24  # characters; a longer run of figures is a code, which is copied, not a quantity
_TITLE_OF_WORK = re.compile(r"《([^《》]+)》")
_TAKEN = slot(0)  # stands for what is taken already: neither Han nor a number


def find_constraints(
    text: str,
    matcher: Matcher | None,
    people: People = (),
    documents: Mapping[str, str] | None = None,
    path: str = "",
    title: str = "",
    spelling: str = "en-US",
) -> tuple[Constraint, ...]:
    """Find the constraints of a text in simplified Chinese, in its order.

    ``documents`` gives the English of titles that no row has. ``path`` and ``title`` are the source file and the speech,
    for rows with a scope.
    """
    found: list[Constraint] = []
    matches = matcher.match(text, path, title) if matcher else ()
    rows = tuple(_spelt(_widen(text, m.start, m.end, m.term), m.term.base, spelling) for m in matches)
    _add(found, _documents(text, documents or {}, rows))
    _add(found, rows)
    _add(found, _mentions(text, people))
    _add(found, _numbers(_without(text, found), text, spelling))
    return tuple(sorted(found, key=lambda c: c.start))


def find_documents(text: str, matcher: Matcher | None, path: str = "", title: str = "") -> tuple[str, ...]:
    """Titles in 《》 that no row gives the English of."""
    rows = [_widen(text, m.start, m.end, m.term) for m in matcher.match(text, path, title)] if matcher else []
    return tuple(
        m[1] for m in _TITLE_OF_WORK.finditer(text) if not any(c.start <= m.start() and m.end() <= c.end for c in rows)
    )


def written(constraint: Constraint, en: str = "") -> str:
    """A rendering as the text has it: a title of a work keeps its marks, which the page shows as italics."""
    en = en or constraint.en
    return f"《{en}》" if constraint.kind is TermKind.DOCUMENT and constraint.zh.startswith("《") else en


def row_name(span: Span) -> str:
    """The row as reports name it: glossary/terms.csv:12."""
    return f"{span.path}:{span.line}" if span.line else span.path


def _add(found: list[Constraint], new: Iterable[Constraint]) -> None:
    for constraint in new:
        if constraint.en.strip() and not any(constraint.start < c.end and c.start < constraint.end for c in found):
            found.append(constraint)


def _widen(text: str, start: int, end: int, term: Term) -> Constraint:
    """The constraint of a row. The marks of a title that the row fills belong to its span."""
    kind = term.kind
    if text[start - 1 : start] == "《" and text[end : end + 1] == "》":
        start, end, kind = start - 1, end + 1, TermKind.DOCUMENT
    return Constraint(
        kind, start, end, text[start:end], " ".join(term.en.split()), row_name(term.span),
        term.accepted, term.forbidden, term.exact, term.case,
    )  # fmt: skip


def _spelt(constraint: Constraint, base: bool, spelling: str) -> Constraint:
    """Take either spelling for the row's words. A built-in row is written in the volume's, an editors' row as it is."""
    forms = _spellings(constraint.en)
    if len(forms) == 1:
        return constraint
    fixed = not base or constraint.case is CaseRule.EXACT
    en = constraint.en if fixed else to_spelling(constraint.en, spelling)
    return replace(constraint, en=en, accepted=tuple(dict.fromkeys((*constraint.accepted, *sorted(forms - {en})))))


@cache
def _spellings(en: str) -> frozenset[str]:
    return frozenset((en, to_spelling(en, "en-US"), to_spelling(en, "en-GB")))


def _documents(text: str, documents: Mapping[str, str], rows: Sequence[Constraint]) -> Iterable[Constraint]:
    for match in _TITLE_OF_WORK.finditer(text):
        known = any(c.start <= match.start() and match.end() <= c.end for c in rows)
        if not known and match[1] in documents:
            yield Constraint(
                TermKind.DOCUMENT, match.start(), match.end(), match[0], documents[match[1]], DOCUMENT_RULE
            )


def _mentions(text: str, people: People) -> Iterable[Constraint]:
    near = [(zh, en) for zh, en in people if zh[:1] in text]  # by the surname: a volume may have hundreds of people
    for m in find_mentions(text, near) if near else ():
        yield Constraint(TermKind.PERSON, m.start, m.end, m.zh, m.en, NAME_RULE, accepted=m.accepted)


def _without(text: str, found: Sequence[Constraint]) -> str:
    chars = list(text)
    for c in found:
        chars[c.start : c.end] = _TAKEN * (c.end - c.start)
    return "".join(chars)


def _numbers(free: str, text: str, spelling: str) -> Iterable[Constraint]:
    for quantity in find_quantities(free):
        if _TAKEN in quantity.text or len(quantity.text) > _LONGEST_NUMBER:
            continue
        dated = quantity.kind is Kind.DATE or _is_event_year(quantity)
        rendering = render_quantity(quantity, spelling)
        yield Constraint(
            TermKind.DATE if dated else TermKind.NUMBER,
            quantity.start,
            quantity.end,
            text[quantity.start : quantity.end],
            quantity.text if dated and quantity.kind is not Kind.DATE else rendering.en,
            NUMBER_RULE,
            accepted=rendering.accepted,
            value=quantity.value,
        )


def _is_event_year(quantity: Quantity) -> bool:
    """A year without 年, as in the names of events: 2023媒体融合发展论坛."""
    return (
        quantity.kind is Kind.CARDINAL
        and re.fullmatch(r"(?:19|20)\d\d", quantity.text) is not None
        and not (quantity.unit or quantity.classifier or quantity.direction)
    )
