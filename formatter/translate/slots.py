"""Slots: one private-use character for each constraint, in a source text or in an English template.

An English text with a slot for every constraint is a *template*. All the work on the engine's words (tidying, spelling,
removing loops) happens on templates, where it can't damage a rendering; fill.py then writes the renderings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from formatter.model import Constraint

_FIRST, _LAST = 0xE000, 0xF8FF  # Unicode's private use area: never in a text that people typed
SLOT = re.compile(f"[{chr(_FIRST)}-{chr(_LAST)}]")
MAX_SLOTS = _LAST - _FIRST + 1


def slot(index: int) -> str:
    return chr(_FIRST + index)


def slot_index(char: str) -> int:
    return ord(char) - _FIRST


def slots_in(template: str) -> list[int]:
    """The slots of a template in order, repeated ones too."""
    return [slot_index(c) for c in SLOT.findall(template)]


def remove_slots(text: str) -> str:
    """Take private-use characters out of a text that came from outside."""
    return SLOT.sub("", text)


def mask(text: str, constraints: Sequence[Constraint]) -> str:
    """Put a slot in place of the source span of every constraint. The spans must not overlap."""
    return replace_spans(text, [(c.start, c.end, slot(i)) for i, c in enumerate(constraints)])


def replace_spans(text: str, spans: Sequence[tuple[int, int, str]]) -> str:
    """Replace spans that don't overlap; insertions at one offset keep their order and come before a span there."""
    out, last = [], 0
    for start, end, new in sorted(spans, key=lambda s: s[:2]):
        out += [text[last:start], new]
        last = end
    return "".join([*out, text[last:]])


def write_slots(template: str, write: Callable[[int], str]) -> str:
    """Put a text in place of every slot."""
    return SLOT.sub(lambda m: write(slot_index(m[0])), template)
