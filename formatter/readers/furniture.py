"""Take out what is no part of a speech: separators, page numbers, a list of contents, labels on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from formatter.diagnostics import Diagnostic, diagnostic
from formatter.language.script import fold
from formatter.readers.fields import FieldKind, read_fields
from formatter.readers.lines import SourceLine, is_folio, is_separator
from formatter.readers.patterns import NUMBER

_CONTENTS = re.compile(r"(?:目\s*[录錄次]|contents)", re.IGNORECASE)
_LEADER = re.compile(r"[\s.．…·]*\d*\s*$")


def drop_furniture(lines: Sequence[SourceLine]) -> tuple[list[SourceLine], list[Diagnostic]]:
    """Take out separators, page numbers and a list of contents; a separator counts as blank lines."""
    found: list[Diagnostic] = []
    kept: list[SourceLine] = []
    folios: list[SourceLine] = []
    contents: list[SourceLine] = []
    blanks = 0
    in_contents = False
    texts = [fold(line.text).text for line in lines]
    for at, line in enumerate(lines):
        blanks += line.blanks
        if is_separator(line.text):
            blanks += 1
        elif is_folio(line.text):
            folios.append(line)
        elif _CONTENTS.fullmatch(line.text):
            contents.append(line)
            in_contents = True
            blanks += 1
        elif in_contents and _repeated_later(texts, at):
            contents.append(line)
            blanks += 1
        else:
            in_contents = False
            kept.append(replace(line, blanks=blanks))
            blanks = 0
    if folios:
        where = ", ".join(str(line.span.line) for line in folios)
        found.append(diagnostic("furniture-left-out", folios[0].span, f"page numbers left out (line {where})"))
    if contents:
        where = ", ".join(str(line.span.line) for line in contents)
        found.append(diagnostic("furniture-left-out", contents[0].span, f"a list of contents left out (line {where}); the volume makes its own"))
    return kept, found


def _repeated_later(texts: Sequence[str], at: int) -> bool:
    """An entry of a list of contents: it has leaders and a page number, or comes again, or starts with what does."""
    entry = _LEADER.sub("", texts[at])
    if entry != texts[at] and len(entry) > 2:
        return True
    return any(text == entry or (len(text) >= 4 and entry.startswith(text)) for text in texts[at + 1 :])


def fill_labels(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """Join a label that stands alone on its line with the line after it."""
    out: list[SourceLine] = []
    for line in lines:
        fields = read_fields(out[-1].text) if out else ()
        alone = len(fields) == 1 and not fields[0].value and fields[0].kind is not FieldKind.TEXT
        if alone and not read_fields(line.text) and not NUMBER.match(line.text):
            out[-1] = replace(line, text=f"{out[-1].text}{line.text}", blanks=out[-1].blanks)
        else:
            out.append(line)
    return out
