"""What must never stay in printed English: Han, Chinese punctuation, placeholders of the engine."""

from __future__ import annotations

import re
from collections.abc import Iterator

from formatter.checks.common import excerpt, translated
from formatter.config import Config
from formatter.diagnostics import Diagnostic, diagnostic
from formatter.language.script import HAN_CLASS
from formatter.model import Volume

_HAN = re.compile(f"[{HAN_CLASS}]+")
# 《》 mark titles of works in our English strings and become italics on the page (language/english.py).
_PUNCTUATION = re.compile("[，。、；：？！（）【】「」『』〔〕～·]|…{2,}|——")
_PLACEHOLDER = re.compile("⟪[^⟫]*⟫?|⟫|⁇|▁|<unk>|</?s>")


def check_untranslated_han(volume: Volume, config: Config) -> Iterator[Diagnostic]:
    yield from _report(volume, _HAN, "han-in-english", "Chinese is left in the English", "translate it, or add a glossary row")


def check_punctuation(volume: Volume, config: Config) -> Iterator[Diagnostic]:
    yield from _report(volume, _PUNCTUATION, "punctuation-left", "Chinese punctuation in the English", "write the English mark")


def check_placeholders(volume: Volume, config: Config) -> Iterator[Diagnostic]:
    hint = "correct the English, and report it: the engine's marks must not get this far"
    yield from _report(volume, _PLACEHOLDER, "placeholder-left", "a mark of the engine is left in the English", hint)


def _report(volume: Volume, pattern: re.Pattern[str], code: str, message: str, hint: str) -> Iterator[Diagnostic]:
    for t in translated(volume):
        found = pattern.search(t.en)
        if found:
            shown = excerpt(t.en, found.start(), found.end())
            yield diagnostic(code, t.segment.span, f"{message}: “{shown}” ({t.segment.id})", hint)
