"""Quotation marks and brackets that do not pair in the English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from formatter.config import Config
from formatter.diagnostics import Diagnostic, diagnostic
from formatter.model import Volume

_PAIRS = {"“": "”", "(": ")", "[": "]", "《": "》"}
_CLOSERS = {close: open_ for open_, close in _PAIRS.items()}


def check_quotes(volume: Volume, config: Config) -> Iterator[Diagnostic]:
    """Pair marks over whole paragraphs, since a quotation may run over several sentences. ’ is also an apostrophe."""
    for speech in volume.speeches:
        for paragraph in speech.paragraphs:
            fault = find_unpaired(paragraph.en)
            if fault:
                yield diagnostic(
                    "quotes-unbalanced",
                    paragraph.paragraph.span,
                    f"{fault} has no partner in “{paragraph.en[:60]}…”",
                    "add or remove a mark",
                )


def find_unpaired(text: str) -> str:
    """The first mark without a partner, or ""."""
    stack: list[str] = []
    for char in re.findall(r"[“”()\[\]《》]", re.sub(r"(?m)(^|\s)\(?[0-9a-z]{1,2}\)", " ", text)):
        if char in _PAIRS:
            stack.append(char)
        elif not stack or stack.pop() != _CLOSERS[char]:
            return char
    return stack[-1] if stack else ""
