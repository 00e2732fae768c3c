"""Fields, bookmarks and links. Every field is written with its result, so that the file is right when it is opened
and stays right when Word updates it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from formatter.writers.docx.text import Languages, properties, run
from formatter.writers.docx.xml import Element, element, text_element

_PLAIN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,30}")


def bookmark_name(row_id: str, lang: str = "en", line: int = 0) -> str:
    """Name the paragraph that is line ``line`` of a row's cell: p_s01_p03 (English), z_s01_p03 (Chinese).

    Further lines add a number (p_s01_2). Word allows 40 characters of letters, digits and "_"; other ids are
    hashed. An editor's copy finds its way home by these names.
    """
    prefix = "z" if lang.startswith("zh") else "p"
    if _PLAIN_ID.fullmatch(row_id):
        stem = row_id.replace("-", "_")
    else:
        stem = "h" + hashlib.sha256(row_id.encode()).hexdigest()[:24]
    return f"{prefix}_{stem}" + (f"__{line + 1}" if line else "")


def bookmarked(name: str, number: int, content: Iterable[Element]) -> list[Element]:
    """Put a bookmark around runs; ``number`` is unique in the document."""
    return [element("bookmarkStart", id=number, name=name), *content, element("bookmarkEnd", id=number)]


def _mark(kind: str, lang: str, languages: Languages, style: str) -> Element:
    return element("r", properties(lang, languages, style), element("fldChar", fldCharType=kind))


def field_start(code: str, lang: str, languages: Languages, style: str = "") -> list[Element]:
    """Open a field and leave it open for its result."""
    return [
        _mark("begin", lang, languages, style),
        element("r", properties(lang, languages, style), text_element(f" {code} ", "instrText")),
        _mark("separate", lang, languages, style),
    ]


def field_end(lang: str, languages: Languages, style: str = "") -> Element:
    return _mark("end", lang, languages, style)


def field(code: str, result: str, lang: str, languages: Languages, style: str = "") -> list[Element]:
    """A whole field with its result in place."""
    return [
        *field_start(code, lang, languages, style),
        run(result, lang, languages, style),
        field_end(lang, languages, style),
    ]


def link(anchor: str, content: Iterable[Element]) -> Element:
    """A link to a bookmark of this document."""
    return element("hyperlink", *content, anchor=anchor, history=1)
