"""Doubled words and the loops that translation engines fall into."""

from __future__ import annotations

import re
from collections.abc import Iterator

from formatter.checks.common import excerpt, translated
from formatter.config import Config
from formatter.diagnostics import Diagnostic, diagnostic
from formatter.model import Volume

_DOUBLED = re.compile(r"\b([A-Za-z]+)\s+\1\b", re.I)
_RIGHT_TWICE = {"that", "had", "bye", "ha", "very"}  # “that that” and “had had” are English
_LOOP = re.compile(r"\b(\w+(?:\W+\w+){1,7}?)(?:\W+\1\b){2,}", re.I)


def check_doubled_words(volume: Volume, config: Config) -> Iterator[Diagnostic]:
    """The same word twice running: the the."""
    for t in translated(volume):
        for found in _DOUBLED.finditer(t.en):
            if found[1].casefold() not in _RIGHT_TWICE and not found[1][0].isupper():
                shown = excerpt(t.en, *found.span())
                yield diagnostic("doubled-word", t.segment.span, f"“{found[1]}” twice: “{shown}”", "leave one out")


def check_loops(volume: Volume, config: Config) -> Iterator[Diagnostic]:
    """A phrase of two to eight words three times running."""
    for t in translated(volume):
        found = _LOOP.search(t.en)
        if found:
            message = f"“{found[1]}” is repeated over and over in {t.segment.id}"
            yield diagnostic("repetition", t.segment.span, message, "write the English of this sentence yourself")
