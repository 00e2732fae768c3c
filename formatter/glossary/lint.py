"""Faults in glossary rows that a reader can't see and an editor should: one function a fault, listed in ``LINTS``.

Built-in rows are not examined. Where two rows are at odds, both are named.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from formatter.diagnostics import Diagnostic, diagnostic
from formatter.glossary.match import KIND_ORDER, Matcher, fold_term, in_scope
from formatter.glossary.workbook import cell_name
from formatter.language.english import find_rendering
from formatter.language.script import has_han, is_invisible
from formatter.model import Span, Term, TermKind

Rows = Sequence[Term]


def lint_glossary(
    terms: Iterable[Term],
    texts: Iterable[str] | None = None,
    speeches: Iterable[tuple[str, str]] | None = None,
) -> tuple[Diagnostic, ...]:
    """Examine editors' rows.

    With the volume's Chinese ``texts``, also report the rows that do nothing in them; with the source path and title
    of its ``speeches``, the rows whose scope fits none.
    """
    rows = tuple(term for term in terms if not term.base and term.status != "retired")
    found = [finding for lint in LINTS for finding in lint(rows)]
    if texts is not None:
        found += lint_unused(rows, texts)
    if speeches is not None:
        found += lint_scopes(rows, tuple(speeches))
    return tuple(sorted(map(_name_cell, found), key=lambda d: d.span))


def _name_cell(finding: Diagnostic) -> Diagnostic:
    """Add a workbook's own name for the place, as Excel shows it."""
    span = finding.span
    if not span.path.lower().endswith(".xlsx") or not span.column:
        return finding
    return replace(finding, message=f"{finding.message} (cell {cell_name(span.line, span.column)})")


def _english(row: Term) -> Iterator[tuple[str, str]]:
    """Give the English texts of a row with the name of their column."""
    yield "English", row.en
    yield from (("accepted rendering", text) for text in row.accepted)
    yield from (("forbidden rendering", text) for text in row.forbidden)
    yield "first-use form", row.first_use


def _en_span(row: Term) -> Span:
    return row.en_span or row.span


# --- One row -----------------------------------------------------------------------------------------------


def lint_empty(rows: Rows) -> Iterator[Diagnostic]:
    for row in rows:
        if not row.zh.strip():
            hint = "write the Chinese, or delete the row"
            yield diagnostic("glossary-empty", row.span, f"{row.en or 'this row'} has no Chinese", hint)
        elif not row.en.strip():
            hint = "write the English, or delete the row"
            yield diagnostic("glossary-empty", _en_span(row), f"{row.zh} has no English", hint)


def lint_spaces(rows: Rows) -> Iterator[Diagnostic]:
    for row in rows:
        for text in (row.zh, *(text for _, text in _english(row))):
            if text != text.strip() or "  " in text:
                message = f"“{text}” has spaces at its ends, or several together"
                yield diagnostic("glossary-spaces", row.span, message, "delete them")


def lint_han_in_english(rows: Rows) -> Iterator[Diagnostic]:
    for row in rows:
        for column, text in _english(row):
            if has_han(text):
                exchanged = column == "English" and not has_han(row.zh)
                hint = "the two columns are exchanged" if exchanged else "write it in English, or in pinyin"
                yield diagnostic("glossary-han-in-english", _en_span(row), f"the {column} {text} holds Chinese", hint)


def lint_no_han(rows: Rows) -> Iterator[Diagnostic]:
    """English in the Chinese column. Latin that Chinese texts write too (AI, 5G, App) is fine."""
    for row in rows:
        words = re.findall("[A-Za-z]+", row.zh)
        latin = len(words) > 1 or any(len(word) > 3 and not word.isupper() for word in words)
        if words and latin and not has_han(row.zh) and row.zh.casefold() != row.en.casefold():
            hint = "write the Chinese there, or exchange the two columns"
            yield diagnostic("glossary-no-han", row.span, f"the Chinese of this row is English: {row.zh}", hint)


_PAIRS = {
    "“": "”",
    "《": "》",
    "〈": "〉",
    "（": "）",
    "(": ")",
    "[": "]",
    "【": "】",
    "「": "」",
    "『": "』",
    "〔": "〕",
}


def find_unpaired(text: str) -> str:
    """Give the first quotation mark or bracket that has no partner, "" if all have.

    Single quotation marks are left alone, since the closing one is also the apostrophe.
    """
    open_marks: list[str] = []
    for char in text:
        if char in _PAIRS:
            open_marks.append(char)
        elif char in _PAIRS.values():
            if not open_marks or _PAIRS[open_marks[-1]] != char:
                return char
            open_marks.pop()
    if open_marks:
        return open_marks[0]
    return '"' if text.count('"') % 2 else ""


def lint_quotes(rows: Rows) -> Iterator[Diagnostic]:
    for row in rows:
        for column, text in (("Chinese", row.zh), *_english(row)):
            mark = find_unpaired(text)
            if mark:
                span = row.span if column == "Chinese" else _en_span(row)
                hint = "add the other one, or delete it"
                yield diagnostic("glossary-quotes", span, f"{mark} in the {column} {text} has no partner", hint)


# Letters of other scripts that look like Latin ones, and marks that look like the hyphen or the apostrophe.
_LOOKALIKES = dict(
    zip("аеорсухіјѕԁһАВЕКМНОРСТУХІЈЅ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο" + "‐‑‒−" + "ʼʹ´`′", "aeopcyxijsdhABEKMHOPCTYXIJS" + "ABEZHIKMNOPTYXo" + "----" + "’’’’’", strict=True)
)  # fmt: skip


def find_lookalike(text: str) -> tuple[str, str] | None:
    """Give the first character that only looks like the right one, and the right one ("" to delete it)."""
    for char in text:
        if char in _LOOKALIKES:
            return char, _LOOKALIKES[char]
        if is_invisible(char):
            return char, ""
        if "\uff01" <= char <= "\uff5e" or "\ufb00" <= char <= "\ufb06" or char in "\u3000\u00a0。":
            return char, "." if char == "。" else unicodedata.normalize("NFKC", char)
    return None


def lint_lookalikes(rows: Rows) -> Iterator[Diagnostic]:
    for row in rows:
        for column, text in _english(row):
            pair = find_lookalike(text)
            if pair:
                wrong, right = pair
                name = unicodedata.name(wrong, f"U+{ord(wrong):04X}").lower()
                hint = f"type {right!r} instead" if right else "delete it"
                message = f"the {column} {text} holds {wrong!r} ({name})"
                yield diagnostic("glossary-lookalike", _en_span(row), message, hint)
        wrong = next((char for char in row.zh if char in _LOOKALIKES and char.isalpha() and char not in "ʼʹ"), "")
        if wrong:
            message = f"the Chinese {row.zh} holds {wrong!r} ({unicodedata.name(wrong).lower()})"
            yield diagnostic("glossary-lookalike", row.span, message, f"type {_LOOKALIKES[wrong]!r} instead")


def lint_acronyms(rows: Rows) -> Iterator[Diagnostic]:
    for row in rows:
        acronym = row.kind is TermKind.ACRONYM or re.fullmatch(r"[A-Z][A-Z&]{1,5}", row.en)
        if acronym and row.en and not row.first_use and not row.readers_note:
            hint = f"fill the first-use column, e.g. Full Name ({row.en})"
            message = f"{row.en} is an acronym without its expansion"
            yield diagnostic("glossary-expansion", _en_span(row), message, hint)


def lint_first_use(rows: Rows) -> Iterator[Diagnostic]:
    for row in rows:
        if row.first_use and row.en and row.en.casefold() not in row.first_use.casefold():
            message = f"the first-use form {row.first_use} does not contain {row.en}"
            hint = "write the full form with the one used after it, e.g. Communist Party of China (CPC)"
            yield diagnostic("glossary-first-use", _en_span(row), message, hint)


def lint_drafts(rows: Rows) -> Iterator[Diagnostic]:
    for row in rows:
        if row.status == "draft":
            hint = "set its status to approved once it is settled"
            yield diagnostic("glossary-draft", row.span, f"{row.zh} waits for confirmation", hint)


# --- Two rows ----------------------------------------------------------------------------------------------


def lint_duplicates(rows: Rows) -> Iterator[Diagnostic]:
    """Rows with the same Chinese and scope: the same row twice, two at odds, or one that its kind keeps from winning."""
    groups: dict[tuple[str, str], list[Term]] = {}
    for row in rows:
        key = fold_term(row.zh).text
        if key and row.en:
            groups.setdefault((key, row.scope), []).append(row)
    for group in groups.values():
        for index, row in enumerate(group[1:], 1):
            yield _compare(row, group[index - 1])


def _compare(row: Term, earlier: Term) -> Diagnostic:
    if row.en == earlier.en:
        message = f"{row.zh} is {row.en} in {earlier.span} already"
        return diagnostic("glossary-duplicate", row.span, message, "delete one of the two")
    both = f"{row.zh} is {row.en} here and {earlier.en} in {earlier.span}"
    if row.kind is earlier.kind and row.span.path == earlier.span.path:
        hint = f"delete one, give one a scope, or accept both in one row; as it is, {row.span} wins"
        return diagnostic("glossary-conflict", row.span, both, hint)
    if row.kind is earlier.kind:
        return diagnostic(
            "glossary-override", row.span, both, f"this row wins; if you mean that, delete {earlier.span}"
        )
    lost, wins = sorted((row, earlier), key=lambda r: KIND_ORDER.index(r.kind), reverse=True)
    message = f"{lost.zh}, {lost.en}, can never win: {wins.span} is a {wins.kind} and comes first"
    return diagnostic("glossary-shadowed", lost.span, message, "delete one, or give one a scope")


def lint_everywhere_scope(rows: Rows) -> Iterator[Diagnostic]:
    """A general row loses everywhere to a row whose scope is everywhere."""
    everywhere = {fold_term(row.zh).text: row for row in rows if row.scope and not row.scope.strip("*; ；")}
    for row in rows:
        wins = everywhere.get(fold_term(row.zh).text)
        if wins and not row.scope:
            message = f"{row.zh}, {row.en}, can never win: the scope of {wins.span} is everywhere"
            yield diagnostic("glossary-shadowed", row.span, message, "empty that scope, or delete one of the two")


def _words(text: str) -> str:
    words = re.findall(r"[\w’&-]+", text.replace("'", "’").casefold())
    return f" {' '.join(words)} "


def lint_forbidden(rows: Rows) -> Iterator[Diagnostic]:
    required = [(row, _words(row.en)) for row in rows if row.en]
    for row in rows:
        for text in row.forbidden:
            if text in row.accepted:
                message = f"{text} is both accepted and forbidden for {row.zh}"
                yield diagnostic("glossary-forbidden", row.span, message, "delete it in one of the two columns")
            other = next((r for r, words in required if _words(text).strip() and _words(text) in words), None)
            if other:
                place = "this row itself" if other is row else f"{other.zh} ({other.span})"
                message = f"{text}, forbidden for {row.zh}, is required by {place}: {other.en}"
                yield diagnostic("glossary-forbidden", row.span, message, "change one of the two")


def lint_nested(rows: Rows) -> Iterator[Diagnostic]:
    """Rows inside a longer row whose English has other words for them: the longer wins, and the reader meets both.

    Where a word only happens to stand in another (中国 in 发展中国家), and in names of people, nothing is said.
    """
    named = [row for row in rows if row.zh.strip() and row.en and row.kind is not TermKind.PERSON]
    matcher = Matcher(named)
    for row in named:
        whole = next((m for m in matcher.match(row.zh) if m.term == row), None)
        inner = {fold_term(r.zh).text: r for r in reversed(whole.beaten)} if whole else {}
        inner.pop(fold_term(row.zh).text, None)
        for other in inner.values():
            together = not (row.scope and other.scope) or row.scope == other.scope
            if together and not _says_too(row, other):
                message = f"{row.zh} is {row.en}, but {other.zh} inside it is {other.en} ({other.span})"
                hint = f"if they mean one thing, use the same words; as it is, {row.span} wins and {other.en} is not asked for"
                yield diagnostic("glossary-nested", _en_span(row), message, hint)


def _says_too(row: Term, other: Term) -> bool:
    """Tell whether a row's English holds a rendering of another, inflected or not."""
    return any(
        find_rendering(en, rendering) for en in (row.en, *row.accepted) for rendering in (other.en, *other.accepted)
    )


LINTS: tuple[Callable[[Rows], Iterator[Diagnostic]], ...] = (
    lint_empty,
    lint_spaces,
    lint_han_in_english,
    lint_no_han,
    lint_quotes,
    lint_lookalikes,
    lint_acronyms,
    lint_first_use,
    lint_drafts,
    lint_duplicates,
    lint_everywhere_scope,
    lint_forbidden,
    lint_nested,
)


# --- The volume --------------------------------------------------------------------------------------------


def lint_unused(rows: Rows, texts: Iterable[str]) -> Iterator[Diagnostic]:
    """Rows that match nothing in the texts, or only where another row or a word wins; scopes are not looked at."""
    usable = [row for row in rows if fold_term(row.zh).text and row.en]
    texts = tuple(texts)
    # A row is known by its number, which its copy carries as its note.
    matcher = Matcher(replace(row, scope="", note=str(number)) for number, row in enumerate(usable))
    fired: set[str] = set()
    beaten: dict[str, Term] = {}
    for text in texts:
        for match in matcher.match(text):
            fired.add(match.term.note)
            for loser in match.beaten:
                beaten.setdefault(loser.note, match.term)
    refused: dict[str, str] = {}
    if len(fired | beaten.keys()) < len(usable):
        for text in texts:
            for refusal in matcher.refusals(text):
                refused.setdefault(refusal.term.note, refusal.why)
    for number, row in enumerate(usable):
        key = str(number)
        wins = beaten.get(key)
        if key in fired or (wins and fold_term(wins.zh).text == fold_term(row.zh).text):
            continue  # rows with the same Chinese are compared above
        message = f"{row.zh} is nowhere in this volume"
        if wins:
            message = f"{row.zh} stands only inside {wins.zh} ({wins.span}), which wins"
        elif key in refused:
            message = f"{row.zh} is never used: {refused[key]}"
        yield diagnostic("glossary-unused", row.span, message)


def lint_scopes(rows: Rows, speeches: Sequence[tuple[str, str]]) -> Iterator[Diagnostic]:
    for row in rows:
        if row.scope and not any(in_scope(row.scope, path, title) for path, title in speeches):
            hint = "write a file's name or a speech's title, with * for any characters"
            message = f"the scope {row.scope} of {row.zh} fits no speech of this volume"
            yield diagnostic("glossary-scope", row.span, message, hint)
