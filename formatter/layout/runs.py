"""Text → runs of one manner: italics for titles of works in English, marks for what is untranslated or a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from formatter.language.english import split_italics, typographic
from formatter.language.locale import translate
from formatter.language.script import has_han
from formatter.layout.plan import Line, Role, Run
from formatter.model import Bilingual, Origin, Translation


def english_runs(text: str) -> tuple[Run, ...]:
    """English as it is printed: titles of works in italics without their marks, apostrophes as printers set them."""
    return tuple(Run(typographic(part), italic=italic) for part, italic in split_italics(text) if part)


def translated_runs(text: Bilingual, translations: Iterable[Translation]) -> tuple[Run, ...]:
    """The English of a text; each segment that has none stands in Chinese, marked as untranslated.

    What the engine does not trust is labelled a draft, once for all sentences in a row that are.
    """
    translations = tuple(translations)
    if not any(t.origin is Origin.UNTRANSLATED or t.unsure for t in translations):
        return english_runs(text.en) or ((Run(text.zh, untranslated=True),) if has_han(text.zh) else ())
    runs: list[Run] = []
    draft = False
    for translation in translations:
        if runs:
            runs.append(Run(" ", draft=draft and translation.unsure))
        if translation.unsure and translation.en.strip():
            label = [] if draft else [Run(f"[{translate('en', 'Draft')}] ", draft=True)]
            runs += [*label, *(replace(r, draft=True) for r in english_runs(translation.en.strip()))]
            draft = True
            continue
        draft = False
        if translation.origin is Origin.UNTRANSLATED:
            runs.append(Run(translation.segment.text.strip(), untranslated=True))
        else:
            runs.extend(english_runs(translation.en.strip()))
    return tuple(run for run in runs if run.text)


def english_line(role: Role, text: str) -> Line:
    return Line(role, english_runs(text))


_GAP = re.compile("[\u3000\u00a0 ]+|：(?=\\S)")


def chinese_line(role: Role, text: str) -> Line:
    """A Chinese line; titles and speaker lines know the gaps and colons at which they may break.

    A gap inside a padded name (陈　光: one hanzi on either side at the end of the line) is not one.
    """
    if role in (Role.BODY, Role.NOTE, Role.COLOPHON, Role.FOOTNOTE):
        return Line(role, (Run(text),) if text else ())
    gaps = [m.end() for m in _GAP.finditer(text) if not _is_name_pad(text, m)]
    return Line(role, (Run(text),) if text else (), tuple(g for g in gaps if 0 < g < len(text)))


def _is_name_pad(text: str, gap: re.Match[str]) -> bool:
    """A single hanzi stands on both sides of the gap: 陈　光."""
    before = text[: gap.start()]
    left = re.search(r"(?:^|[\u3000\u00a0 ])(\S)$", before)
    right = re.match(r"\S(?:$|[\u3000\u00a0 ])", text[gap.end() :])
    return bool(left and right)
