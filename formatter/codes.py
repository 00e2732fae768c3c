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
