"""The outline that was understood, for an editor to check before building: as text, and as plain values for JSON."""

from __future__ import annotations

from collections.abc import Iterable

from formatter.model import Document, Paragraph, ParagraphRole, Session, Speech

_FIRST_WORDS = 24  # characters of a paragraph that show which one it is
_MARKS = {ParagraphRole.BODY: " ", ParagraphRole.HEADING: "#", ParagraphRole.NOTE: "*"}


def _first_words(text: str) -> str:
    return text if len(text) <= _FIRST_WORDS else text[:_FIRST_WORDS] + "…"


def _count(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def render_outline(documents: Iterable[Document]) -> str:
    """Render what was understood of each file: sessions, speeches with title parts and speakers, paragraphs.

    Speeches are numbered through all files. A paragraph shows its line and first words; # marks a subheading,
    * a note.
    """
    out: list[str] = []
    number = 0
    for document in documents:
        guess = ", a guess" if document.encoding_guessed else ""
        out.append(f"{document.path} ({document.encoding}{guess}): {_count(len(document.speeches), 'speech', 'speeches')}")
        session: Session | None = None
        for speech in document.speeches:
            number += 1
            if speech.session and speech.session != session:
                out.append(f"  session: {' | '.join(filter(None, (speech.session.title, speech.session.date, speech.session.place)))}")
            session = speech.session
            out.extend(_render_speech(number, speech))
        out.append("")
    return "\n".join(out)


def _render_speech(number: int, speech: Speech) -> Iterable[str]:
    title = " / ".join(speech.title) or "(no title)"
    numbered = f"  [{speech.number}]" if speech.number else ""
    yield f"  {number:3}. {title}{numbered}  line {speech.span.line}"
    for speaker in speech.speakers:
        yield f"       {speaker.display} | {speaker.line or '(no affiliation)'}"
    if not speech.speakers:
        yield "       (no speaker)"
    yield f"       {_count(len(speech.paragraphs), 'paragraph', 'paragraphs')}"
    for paragraph in speech.paragraphs:
        yield f"       {paragraph.span.line:5} {_MARKS[paragraph.role]} {_first_words(paragraph.text)}"


def outline_record(documents: Iterable[Document]) -> list[dict[str, object]]:
    """Give the outline as lists, dictionaries, strings and numbers: one dictionary a file, texts in full."""
    return [
        {
            "path": document.path,
            "encoding": document.encoding,
            "encoding_guessed": document.encoding_guessed,
            "speeches": [_speech_record(speech) for speech in document.speeches],
        }
        for document in documents
    ]


def _speech_record(speech: Speech) -> dict[str, object]:
    session = speech.session
    return {
        "line": speech.span.line,
        "number": speech.number,
        "title": list(speech.title),
        "session": {"title": session.title, "date": session.date, "place": session.place} if session else None,
        "speakers": [
            {"name": s.name, "display": s.display, "line": s.line, "source_line": s.span.line} for s in speech.speakers
        ],
        "paragraphs": [_paragraph_record(paragraph) for paragraph in speech.paragraphs],
    }


def _paragraph_record(paragraph: Paragraph) -> dict[str, object]:
    return {"role": str(paragraph.role), "line": paragraph.span.line, "column": paragraph.span.column, "text": paragraph.text}
