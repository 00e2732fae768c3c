"""Numbers whose value, direction or unit differs between Chinese and English, in both directions."""

from __future__ import annotations

from collections.abc import Iterator

from formatter.checks.common import translated
from formatter.config import Config
from formatter.diagnostics import Diagnostic, diagnostic
from formatter.language.numbers import Fault, Mismatch, compare_quantities, render_quantity
from formatter.model import Translation, Volume

_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两半双")

_CODES = {
    Fault.MISSING: "number-value",
    Fault.ADDED: "number-added",
    Fault.DIRECTION: "number-direction",
    Fault.UNIT: "number-unit",
}


def check_numbers(volume: Volume, config: Config) -> Iterator[Diagnostic]:
    """Compare by value (36亿 is 3.6 billion) and direction (近20 is not more than 20); language/numbers has the rules."""
    for t in translated(volume):
        for mismatch in compare_quantities(*_without_terms(t)):
            hint = f"write {render_quantity(mismatch.zh, config.spelling).en}" if mismatch.zh else "compare it with the Chinese"
            message = f"{_describe(mismatch)} ({t.segment.id})"
            yield diagnostic(_CODES[mismatch.fault], t.segment.span, message, hint)


def _without_terms(t: Translation) -> tuple[str, str]:
    """Both texts with their satisfied terms blanked: the five of 五大中心 belongs to the term, not to the numbers."""
    zh, en = t.segment.text, t.en
    for result in t.results:
        c = result.constraint
        if result.satisfied and not c.value and any(char.isdigit() or char in _NUMERALS for char in c.zh):
            zh = zh[: c.start] + "，" * (c.end - c.start) + zh[c.end :]
            at = en.find(result.found)
            en = en[:at] + "," * len(result.found) + en[at + len(result.found) :] if at >= 0 else en
    return zh, en


def _describe(mismatch: Mismatch) -> str:
    if mismatch.zh is None:
        return f"“{mismatch.en.text}” is in the English only"
    if mismatch.en is not None:
        return f"“{mismatch.zh.text}” has become “{mismatch.en.text}”"
    if mismatch.near is not None:
        return f"“{mismatch.zh.text}” has become “{mismatch.near.text}”, another value"
    return f"“{mismatch.zh.text}” is not in the English"
