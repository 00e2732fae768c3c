"""Every diagnostic code: its severity and what it means, from which docs/diagnostics.md is generated.

A code is named for the fault, kebab-case, and never reused. ``fatal`` codes stop the build before it writes.
Each room keeps its codes together below.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    severity: str  # "error", "warning" or "note"
    explanation: str
    fatal: bool = False


_CONFIG = {
    "config-syntax": Code("error", "proceedings.toml is not valid TOML.", True),
    "config-unknown": Code("error", "A setting in proceedings.toml is not known; the nearest right name is shown.", True),
    "config-value": Code("error", "A setting in proceedings.toml has a value of the wrong type or outside its range.", True),
    "config-missing-file": Code("error", "A file or folder that proceedings.toml names does not exist.", True),
    "no-speeches": Code("error", "The volume's seeds folder holds no file that can be read.", True),
    "seed-skipped": Code("warning", "A file in the seeds folder is of a kind that is not read; its text is not in the volume."),
    "seed-unreadable": Code("error", "A speech file can't be opened.", True),
    "order-unmatched": Code("error", "An entry of speeches.order matches no speech.", True),
    "order-rest": Code("note", "Speeches that speeches.order leaves out follow after the others."),
}

_READERS = {
}

_LANGUAGE = {
}

_GLOSSARY = {
    "glossary-missing": Code("error", "A glossary file that the configuration names does not exist.", True),
    "glossary-unreadable": Code("error", "A glossary file is damaged, locked or in no encoding that is known.", True),
    "glossary-format": Code("error", "A glossary file is of a kind that is not read.", True),
    "glossary-skipped": Code("note", "A file in the glossary folder is of a kind that is not read as a glossary."),
    "glossary-encoding": Code("note", "A glossary file does not say its encoding; the one that fits was taken."),
    "glossary-header": Code("error", "A glossary file lacks its Chinese or English column, or has a column twice.", True),
    "glossary-column": Code("warning", "A column's name is not known, so what stands in it is not used."),
    "glossary-cells": Code("error", "A row has more cells than the file has columns: an unquoted comma, mostly.", True),
    "glossary-quote": Code("error", "A quotation mark opens a cell and is never closed.", True),
    "glossary-value": Code("error", "A kind, case, status or yes/no value is not known; the nearest right one is shown.", True),
    "glossary-spaces": Code("note", "A cell starts or ends with spaces, or has several together; they were left out."),
    "glossary-empty": Code("error", "A row lacks its Chinese or its English.", True),
    "glossary-duplicate": Code("warning", "Two rows are the same; one of them is enough."),
    "glossary-conflict": Code("error", "Two rows give the same Chinese different English and nothing decides between them.", True),
    "glossary-shadowed": Code("warning", "A row can never win: another row with the same Chinese always comes first."),
    "glossary-han-in-english": Code("error", "The English of a row holds Chinese characters.", True),
    "glossary-no-han": Code("warning", "The Chinese column of a row holds no Chinese: two columns may be exchanged."),
    "glossary-quotes": Code("warning", "Quotation marks or brackets in a row do not pair."),
    "glossary-lookalike": Code("warning", "A character in the English is not the one that it looks like (Cyrillic а, full-width A, a Unicode hyphen)."),
    "glossary-expansion": Code("warning", "An acronym has no full form for its first use."),
    "glossary-first-use": Code("warning", "A first-use form does not contain the row's English."),
    "glossary-forbidden": Code("error", "A rendering that one row forbids is required by that row or by another.", True),
    "glossary-draft": Code("note", "A row is a draft and waits for confirmation."),
    "glossary-unused": Code("note", "A row matches nothing in this volume."),
    "glossary-scope": Code("warning", "A row's scope fits no speech of this volume."),
}

_MEMORY = {
    "memory-syntax": Code("error", "A file of approved wording is not well-formed TMX.", True),
    "memory-unit": Code("warning", "A unit of approved wording lacks its Chinese or its English and is not used."),
    "memory-conflict": Code("warning", "Two units of approved wording give the same source different English; the later is used."),
    "cache-corrupt": Code("note", "Part of the build cache could not be read; what it held is translated again."),
    "retranslated": Code("note", "A segment was translated again because a glossary row, a rule or the engine changed."),
}

_ENGINES = {
}

_TRANSLATE = {
    "untranslated": Code("error", "Nothing could translate a segment; it is printed as visibly untranslated."),
}

_CHECKS = {
}

_WRITERS = {
}

CODES: dict[str, Code] = {
    **_CONFIG,
    **_READERS,
    **_LANGUAGE,
    **_GLOSSARY,
    **_MEMORY,
    **_ENGINES,
    **_TRANSLATE,
    **_CHECKS,
    **_WRITERS,
}
