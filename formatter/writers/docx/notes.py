"""Footnotes and comments: the two parts beside the document that its text points into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from formatter.layout.plan import Footnote
from formatter.writers.docx.text import Languages, paragraph, run
from formatter.writers.docx.xml import Element, element, root

COMMENT_AUTHOR = "proceedings"


def number_footnotes(footnotes: Iterable[Footnote]) -> dict[str, int]:
    """Footnote id → Word's number; 0 and below are the separators'."""
    return {note.id: number for number, note in enumerate(footnotes, 1)}


def restart() -> Element:
    """Footnotes are numbered on each page anew. Word keeps it in the settings and in each section (17.11.19)."""
    return element("numRestart", val="eachPage")


def footnote_reference(number: int) -> Element:
    """The mark in the text."""
    return element(
        "r", element("rPr", element("rStyle", val="FootnoteReference")), element("footnoteReference", id=number)
    )


def _separator(kind: str, number: int, mark: str) -> Element:
    return element("footnote", paragraph("FootnoteSeparator", element("r", element(mark))), type=kind, id=number)


def footnotes_part(footnotes: Iterable[Footnote], numbers: Mapping[str, int], languages: Languages) -> bytes:
    """word/footnotes.xml: the two separators, then the notes."""
    made = [
        _separator("separator", -1, "separator"),
        _separator("continuationSeparator", 0, "continuationSeparator"),
    ]
    for note in footnotes:
        mark = element("r", element("rPr", element("rStyle", val="FootnoteReference")), element("footnoteRef"))
        runs = [run(r.text, note.lang, languages, "Emphasis" if r.italic else "") for r in note.runs]
        content = [mark, run(" ", note.lang, languages), *runs]
        made.append(element("footnote", paragraph("FootnoteText", *content), id=numbers[note.id]))
    return root("footnotes", *made)


def comment_marks(number: int) -> tuple[Element, list[Element]]:
    """What stands before and after the text that a comment is about."""
    reference = element(
        "r", element("rPr", element("rStyle", val="CommentReference")), element("commentReference", id=number)
    )
    return element("commentRangeStart", id=number), [element("commentRangeEnd", id=number), reference]


def comments_part(comments: Iterable[str], date: str, languages: Languages) -> bytes:
    """word/comments.xml. ``date`` is an ISO 8601 date: the volume's, never the clock's; "" leaves it out."""
    made = []
    for number, text in enumerate(comments):
        mark = element("r", element("rPr", element("rStyle", val="CommentReference")), element("annotationRef"))
        lines = text.split("\n")
        paragraphs = [
            paragraph("CommentText", mark if not i else None, run(line, "en", languages))
            for i, line in enumerate(lines)
        ]
        dated = {"date": f"{date}T00:00:00Z"} if date else {}
        made.append(element("comment", *paragraphs, id=number, author=COMMENT_AUTHOR, initials="P", **dated))
    return root("comments", *made)
