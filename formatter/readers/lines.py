"""Lines as the readers hand them to the outline: text, place, and how the source set them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from formatter.language.script import remove_invisible, width
from formatter.model import SourceText, Span
from formatter.readers.speakers import read_speaker


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One non-blank line of a source without the space around it.

    ``indent`` is the space before it in columns, ``blanks`` the number of blank lines before it, ``level`` a
    heading level (0: not a heading), ``align`` "" (left), "center" or "right", ``place`` "" (the text's own flow),
    "table" or "text box"; ``large`` is set in a larger size than most of the text. ``parts`` are the lines that it was
    joined from, if it was.
    """

    text: str
    span: Span
    indent: int = 0
    blanks: int = 0
    level: int = 0
    bold: bool = False
    align: str = ""
    place: str = ""
    large: bool = False
    parts: tuple[SourceText, ...] = ()

    @property
    def sources(self) -> tuple[SourceText, ...]:
        return self.parts or (SourceText(self.text, self.span),)


# A line of ornaments (***, ———, ◆ ◆ ◆) separates; it is no text. One dash alone could be a damaged line.
_SEPARATOR = re.compile(r"[\s*＊=＝_\-—―─━·•◆◇■□●○★☆※#~～]{2,}")
# Page numbers and running heads that come along when a page is copied.
_FOLIO = re.compile(r"[-—–―─·•~\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／，,]?\s*共\s*\d+\s*页)?[-—–―─·•~\s]*")


def is_separator(text: str) -> bool:
    return _SEPARATOR.fullmatch(text) is not None


def is_folio(text: str) -> bool:
    return _FOLIO.fullmatch(text) is not None


def clean_text(text: str) -> str:
    """Remove invisible characters; put unified ideographs for the radicals and compatibility forms of PDF pages."""
    return "".join(
        unicodedata.normalize("NFKC", c) if "\u2e80" <= c <= "\u2fd5" or "\uf900" <= c <= "\ufaff" else c
        for c in remove_invisible(text)
        if c >= " " or c == "\t"
    )


def make_line(path: str, number: int, raw: str, blanks: int, **hints: object) -> SourceLine:
    """Make a line from its raw text; the span starts at the first character that is not blank."""
    clean = clean_text(raw)
    text = clean.strip()
    lead = clean[: len(clean) - len(clean.lstrip())]
    column = len(raw) - len(raw.lstrip()) + 1
    return SourceLine(text, Span(path, number, column, len(text)), width(lead), blanks, **hints)  # type: ignore[arg-type]


# --- Lines that were broken at a fixed measure -------------------------------------------------------------

_ENDS = "。！？!?…：；”’』」）)"
_WRAP_MIN, _WRAP_MAX = 36, 120  # columns; mail and PDF text is broken between these
_FULL_WITHIN = 4  # columns that prohibition rules leave open at a line's end


def _wrap_width(lines: Sequence[SourceLine]) -> int:
    """The measure in columns at which a file's lines were broken, 0 if its lines are whole paragraphs.

    Lines were broken if none is longer than a page is wide, at least three and one in five fill the longest's
    measure, and most of those stop in the middle of a sentence. Without indents more must: nothing else tells a
    broken line from a title of the same length.
    """
    widths = [line.indent + width(line.text) for line in lines]
    widest = max(widths, default=0)
    full = [line for line, w in zip(lines, widths, strict=True) if w > widest - _FULL_WITHIN]
    cut = sum(line.text[-1] not in _ENDS for line in full)
    least, share = (3, 0.2) if _indented(lines) else (5, 0.5)
    broken = len(full) >= least and len(full) >= share * len(lines) and cut >= 0.6 * len(full)
    return widest if _WRAP_MIN <= widest <= _WRAP_MAX and broken else 0


def _indented(lines: Sequence[SourceLine]) -> bool:
    return sum(line.indent >= 2 for line in lines) >= 2


def join_wrapped(lines: Sequence[SourceLine]) -> tuple[tuple[SourceLine, ...], int]:
    """Join lines that were broken at a fixed measure; give them with the number of joints.

    A line goes on from a full one before it if that paragraph was indented and it is not, or, without indents, if no sentence ended there.
    """
    measure = _wrap_width(lines)
    if not measure:
        return tuple(lines), 0
    indented = _indented(lines)
    out: list[SourceLine] = []
    last_width = joints = 0
    for line in lines:
        here = line.indent + width(line.text)
        goes_on = (
            bool(out)
            and not line.blanks
            and last_width > measure - _FULL_WITHIN
            and not line.level
            and (line.indent == 0 < out[-1].indent if indented else out[-1].text[-1] not in _ENDS)
            and read_speaker(out[-1].text).score < 3
        )
        if goes_on:
            between = " " if out[-1].text[-1].isascii() and line.text[0].isascii() else ""
            out[-1] = replace(out[-1], text=out[-1].text + between + line.text, parts=(*out[-1].sources, *line.sources))
            joints += 1
        else:
            out.append(line)
        last_width = here
    return tuple(out), joints


def usual_blanks(lines: Iterable[SourceLine]) -> int:
    """How many blank lines this file sets between any two lines (its median)."""
    counts = sorted(line.blanks for line in lines)[1:]
    return counts[(len(counts) - 1) // 2] if counts else 0
