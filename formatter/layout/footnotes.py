"""Readers' notes of the glossary → footnotes at the first mention of their terms in the volume's English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from formatter.language.english import typographic
from formatter.layout.plan import Cell, Footnote, Line, Row, Run, Section
from formatter.layout.runs import english_runs
from formatter.model import Term, TranslatedParagraph, Volume

_CLOSING = ",.;:!?”’)"


def add_footnotes(sections: Iterable[Section], volume: Volume) -> tuple[tuple[Section, ...], tuple[Footnote, ...]]:
    """Mark the first mention of each term that has a reader's note, and give the notes in the order of their marks.

    A mention is a paragraph whose Chinese has the term and whose English has a rendering of it.
    """
    waiting = [term for term in volume.terms if term.readers_note]
    if not waiting:
        return tuple(sections), ()
    paragraphs = {
        f"{speech.id}-p{number:02}": paragraph
        for speech in volume.speeches
        for number, paragraph in enumerate(speech.paragraphs, 1)
    }
    notes: list[Footnote] = []

    def marked(row: Row) -> Row:
        paragraph = paragraphs.get(row.id)
        if paragraph is None or row.en is None:
            return row
        line = row.en.lines[0]
        found = []
        for term in [t for t in waiting if t.zh in paragraph.paragraph.text]:
            place = _find(line.runs, _renderings(term, paragraph))
            if place is not None:
                waiting.remove(term)
                found.append((place, term))
        runs = line.runs
        numbered = [(place, f"fn{len(notes) + n:02}", term) for n, (place, term) in enumerate(sorted(found, key=_place), 1)]
        for place, id, _ in reversed(numbered):
            runs = _mark(runs, place, id)
        notes.extend(Footnote(id, "en", english_runs(term.readers_note), term.span) for _, id, term in numbered)
        return replace(row, en=Cell(row.en.lang, (Line(line.role, runs, line.phrases), *row.en.lines[1:])))

    return tuple(replace(s, rows=tuple(map(marked, s.rows))) for s in sections), tuple(notes)


def _place(found: tuple[tuple[int, int], Term]) -> tuple[int, int]:
    return found[0]


def _renderings(term: Term, paragraph: TranslatedParagraph) -> list[str]:
    """What the English of the term may be here, what was really found first."""
    results = [r for t in paragraph.translations for r in t.results if r.constraint.zh == term.zh and r.found]
    forms = (*(r.found for r in results), term.first_use, term.en, *term.accepted)
    return [typographic(form) for form in forms if form]  # as the runs have them


def _find(runs: Sequence[Run], renderings: Sequence[str]) -> tuple[int, int] | None:
    """(run, offset in it) where the first rendering that stands in the text ends, at the end of its word."""
    for rendering in renderings:
        pattern = re.compile(rf"(?<!\w){re.escape(rendering)}\w*", re.IGNORECASE)
        for index, run in enumerate(runs):
            match = None if run.untranslated else pattern.search(run.text)
            if match:
                return index, match.end()
    return None


def _mark(runs: tuple[Run, ...], place: tuple[int, int], id: str) -> tuple[Run, ...]:
    """Put the mark after the word, or after the closing mark or comma that follows it (Chicago 14.26)."""
    index, offset = place
    run = runs[index]
    while offset < len(run.text) and run.text[offset] in _CLOSING:
        offset += 1
    if offset == len(run.text):
        if index + 1 < len(runs) and runs[index + 1].text[:1] in tuple(_CLOSING):
            return _mark(runs, (index + 1, 0), id)  # the comma after a title in italics
        first = (replace(run, footnote=id),) if not run.footnote else (run, Run("", footnote=id))
        return (*runs[:index], *first, *runs[index + 1 :])
    head = replace(run, text=run.text[:offset], footnote=id)
    return (*runs[:index], head, replace(run, text=run.text[offset:]), *runs[index + 1 :])

