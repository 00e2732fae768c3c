"""Words that are in no dictionary: hunspell's American English (through spylls), the glossary, the volume's names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import spylls.hunspell
from spylls.hunspell import Dictionary

from formatter.checks.common import translated
from formatter.config import Config
from formatter.diagnostics import Diagnostic, diagnostic
from formatter.language.english import to_spelling
from formatter.model import Volume

_WORD = re.compile(r"[A-Za-z]+(?:[’'][A-Za-z]+)*")


@cache
def _dictionary() -> Dictionary:
    return Dictionary.from_files(str(Path(spylls.hunspell.__file__).parent / "data" / "en" / "en_US"))


@cache
def _known(word: str) -> bool:
    return _dictionary().lookup(word.replace("’", "'"))


def check_spelling(volume: Volume, config: Config) -> Iterator[Diagnostic]:
    """Each unknown lower-case word once, where it first stands. Capitalised words are names: other checks see to them."""
    own = {w.casefold() for text in _own_texts(volume) for w in _WORD.findall(text)}
    seen: set[str] = set()
    for t in translated(volume):
        for word in _WORD.findall(t.en):
            if word != word.lower() or len(word) < 3 or word in own or word in seen:
                continue
            seen.add(word)
            if not _known(word) and not _known(to_spelling(word, "en-US")):
                yield diagnostic(
                    "spelling", t.segment.span, f"“{word}” is in no dictionary ({t.segment.id})", "correct it, or add it to the glossary"
                )


def _own_texts(volume: Volume) -> Iterator[str]:
    for term in volume.terms:
        yield from (term.en, term.first_use, *term.accepted)
    for speech in volume.speeches:
        yield from (speaker.name.en for speaker in speech.speakers)
