"""Lines → Document: drop the page's furniture, give the lines their roles, build the speeches, say what is unclear."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from formatter.diagnostics import Diagnostic, Outcome, diagnostic
from formatter.model import Document, Paragraph, ParagraphRole, Session, SourceText, Span, Speech
from formatter.readers.doubts import report_doubts
from formatter.readers.evidence import Evidence
from formatter.readers.fields import FieldKind
from formatter.readers.furniture import drop_furniture, fill_labels
from formatter.readers.lines import SourceLine, join_wrapped
from formatter.readers.outline import Reading, Role, read_roles
from formatter.readers.patterns import NUMBER, read_when
from formatter.readers.people import Piece, make_speakers, read_pieces
from formatter.readers.speakers import Person, read_signature, read_title_speaker, says_author
from formatter.readers.titles import split_title

R = Role

# --- Speeches ----------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Draft:
    """A speech while its lines are read."""

    span: Span
    session: Session | None
    number: str = ""
    title: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    head: list[SourceText] = field(default_factory=list)

    def add_number(self, e: Evidence) -> None:
        self.number = f"{self.number} {e.number}".strip()


@dataclass(slots=True)
class _Heading:
    """A session heading while its lines are read."""

    span: Span
    lines: list[SourceLine] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    date: list[str] = field(default_factory=list)
    place: list[str] = field(default_factory=list)

    def session(self) -> Session:
        lines = tuple(source for line in self.lines for source in line.sources)
        return Session("\u3000".join(self.title), self.span, "，".join(self.date), "，".join(self.place), lines)


_STARTS = {R.NUMBER, R.TITLE, R.FIRST_SPEAKER, R.HEADLINE, R.TALK}
_SIGNED = {R.SPEAKER, R.FIRST_SPEAKER, R.POST_LINE, R.SIGNATURE}
_IN_HEAD = {R.NUMBER, R.TITLE, R.LATER_TITLE, R.HEADLINE, R.TALK, *_SIGNED}


def _starts_speech(role: Role, before: Role | None) -> bool:
    """A head's later lines belong to it: a second title line, the title after a number, the text after a title."""
    if role is R.BODY_UNSIGNED and before in (None, R.SESSION, R.WHEN, R.OUTSIDE):
        return True
    if role not in _STARTS:
        return False
    if before is None:
        return True
    goes_on = {
        R.TITLE: {R.NUMBER, R.TITLE, R.ASIDE},
        R.FIRST_SPEAKER: {R.NUMBER, R.FIRST_SPEAKER},
        R.HEADLINE: {R.NUMBER},
        R.TALK: {R.NUMBER, R.TITLE, R.ASIDE},
        R.NUMBER: set(),
    }
    return before not in goes_on[role]


class _Builder:
    """Collects speeches and findings from readings in order."""

    def __init__(self) -> None:
        self.drafts: list[_Draft] = []
        self.found: list[Diagnostic] = []
        self.heading: _Heading | None = None
        self.session: Session | None = None
        self.headings: list[tuple[_Heading, Session]] = []
        self.loose: list[Paragraph] = []  # a date without a session: a note of the next speech
        self.before: Role | None = None

    def add(self, reading: Reading) -> None:
        role, e = reading.role, reading.evidence
        if role is R.HEADLINE and e.headline is None:
            role = R.TITLE  # there was no likelier way to read the file
        if role in (R.SESSION, R.WHEN):
            self._add_heading(role, e)
        elif role is R.OUTSIDE:
            shown = e.line.text if len(e.line.text) <= 24 else e.line.text[:24] + "…"
            self.found.append(
                diagnostic("text-outside-speech", e.line.span, f"text outside any speech is not printed: {shown}", "to print it give it a title: a line 标题：… above it")
            )
        else:
            if _starts_speech(role, self.before):
                self._start(e.line.span)
            self._add_to_speech(role, e, self.drafts[-1])
        self.before = role

    def _start(self, span: Span) -> None:
        if self.heading:
            self.session = self.heading.session()
            self.headings.append((self.heading, self.session))
            self.heading = None
        self.drafts.append(_Draft(span, self.session, paragraphs=self.loose))
        self.loose = []

    def _add_heading(self, role: Role, e: Evidence) -> None:
        if role is R.SESSION:
            self.heading = self.heading or _Heading(e.line.span)
            text = e.fields[0].value if e.fields else e.line.text
            if not e.fields and (match := re.fullmatch(r"(.{4,}?)\s*([（(][^（）()]+[)）])", text)) and (when := read_when(match[2])):
                text = match[1]
                self.heading.date.append(when[0])
                self.heading.place += [when[1]] if when[1] else []
            self.heading.title += split_title(text)
            rest = e.fields[1:]
        else:
            rest = e.fields
        if role is R.WHEN and not self.heading:
            self.loose.append(Paragraph(e.line.text, e.line.span, ParagraphRole.NOTE))
            return
        assert self.heading
        self.heading.lines.append(e.line)
        for one in rest:
            if one.value:
                (self.heading.place if one.kind is FieldKind.PLACE else self.heading.date).append(one.value)
        if role is R.WHEN and not e.fields:
            date, place = read_when(e.line.text) or ("", e.line.text)
            self.heading.date += [date] if date else []
            self.heading.place += [place] if place else []

    def _add_to_speech(self, role: Role, e: Evidence, draft: _Draft) -> None:
        if role in _IN_HEAD:
            draft.head += e.line.sources
        if role is R.NUMBER:
            draft.number = f"{draft.number} {e.line.text}".strip()
        elif role in (R.TITLE, R.LATER_TITLE):
            if e.number and e.text and not draft.title and not draft.number:
                draft.number = e.number.strip()
                draft.title += split_title(e.text)
            else:
                draft.title += split_title(e.text if e.fields else e.line.text)
        elif role in _SIGNED:
            draft.add_number(e)
            draft.pieces += read_pieces(e, read_signature(e.line.text) if role is R.SIGNATURE else e.speaker)
        elif role is R.HEADLINE:
            assert e.headline
            title, reading = e.headline
            draft.add_number(e)
            draft.pieces += [Piece(person, e.line.span, sure=reading.sure_name) for person in reading.people]
            draft.title += split_title(title)
        elif role is R.TALK:
            draft.add_number(e)
            draft.pieces += [Piece(person, e.line.span, sure=e.inline_speaker.sure_name) for person in e.inline_speaker.people]
            text = e.inline.line.text
            draft.paragraphs.append(_paragraph(text, e.line, e.line.text.rindex(text), ParagraphRole.BODY))
        else:
            self._add_paragraph(role, e, draft)

    def _add_paragraph(self, role: Role, e: Evidence, draft: _Draft) -> None:
        kind = {
            R.HEADING: ParagraphRole.HEADING,
            R.HEADING_UNSIGNED: ParagraphRole.HEADING,
            R.NOTE: ParagraphRole.NOTE,
            R.NOTE_UNSIGNED: ParagraphRole.NOTE,
            R.ASIDE: ParagraphRole.NOTE,
        }.get(role, ParagraphRole.BODY)
        if e.kind is FieldKind.TEXT:
            if e.text:
                draft.paragraphs.append(_paragraph(e.text, e.line, e.fields[0].offset, kind))
        else:
            draft.paragraphs.append(_paragraph(e.line.text, e.line, 0, kind))

    def finish(self) -> tuple[Speech, ...]:
        drafts = [draft for draft in self.drafts if self._is_speech(draft)]
        used = {id(draft.session) for draft in drafts}
        idle = [heading for heading, session in self.headings if id(session) not in used]
        for heading in (*idle, self.heading) if self.heading else idle:
            for line in heading.lines:
                self.found.append(diagnostic("text-outside-speech", line.span, f"a heading without a speech after it: {line.text}"))
        for note in self.loose:
            self.found.append(diagnostic("text-outside-speech", note.span, f"text outside any speech is not printed: {note.text}"))
        return tuple(self._speech(draft) for draft in drafts)

    def _is_speech(self, draft: _Draft) -> bool:
        """A number, or a label without a value, makes no speech."""
        if draft.title or draft.pieces or draft.paragraphs:
            return True
        self.found.append(diagnostic("text-outside-speech", draft.span, f"nothing follows this line that it could belong to: {draft.number}"))
        return False

    def _speech(self, draft: _Draft) -> Speech:
        paragraphs = draft.paragraphs
        closing = paragraphs[-1] if paragraphs else None
        whose = {piece.person.name for piece in draft.pieces if piece.person.name}
        if closing and closing.role is ParagraphRole.NOTE and says_author(closing.text) and len(whose) == 1:
            # （作者系……）: it completes a speaker of whom the head gives only the name.
            said = read_signature(closing.text).people
            if not any(piece.person.line for piece in draft.pieces) and len(said) == 1 and said[0].line and said[0].name in ("", *whose):
                draft.pieces.append(Piece(Person("", "", said[0].line), closing.span))
                draft.head.append(SourceText(closing.text, closing.span))
                paragraphs = paragraphs[:-1]
        paragraphs = _without_lists(paragraphs)
        if not draft.pieces and draft.title and (named := read_title_speaker(draft.title[0])):
            draft.pieces.append(Piece(named, draft.span))
        speakers = make_speakers(draft.pieces, self.found)
        shown = " ".join(draft.title) or (speakers[0].display if speakers else paragraphs[0].text[:12])
        if not draft.title:
            self.found.append(diagnostic("speech-without-title", draft.span, f"the speech of {shown} has no title", "write it on a line of its own above the text: 标题：…"))
        if not speakers:
            cure = "write them under the title: 演讲人：姓名 and 单位：…"
            plain = [p.text for p in paragraphs if p.role is ParagraphRole.HEADING and not NUMBER.match(p.text)]
            if plain:  # without speakers nothing tells the next title from a subheading
                cure += f"; if “{plain[0]}” begins another speech, write 标题：{plain[0]}"
            self.found.append(diagnostic("speech-without-speaker", draft.span, f"“{shown}” has no speaker", cure))
        if not any(p.role is ParagraphRole.BODY for p in paragraphs):
            self.found.append(
                diagnostic(
                    "speech-without-text",
                    draft.span,
                    f"“{shown}” has no text",
                    "if this line is no title, join it to the paragraph that it belongs to, or write 正文： before it",
                )
            )
        return Speech(
            tuple(draft.title), speakers, tuple(paragraphs), draft.span, draft.session, draft.number, head=tuple(draft.head)
        )


def _paragraph(text: str, line: SourceLine, offset: int, role: ParagraphRole) -> Paragraph:
    span = line.span
    return Paragraph(text, Span(span.path, span.line, span.column + offset, len(text)), role, line.parts)


def _number_form(text: str) -> str:
    """The form of a paragraph's number: 1. and 2. have one, 一、 and （一） another each; "" without a number."""
    match = NUMBER.match(text)
    return re.sub(r"[\d０-９]+", "1", re.sub("[一二三四五六七八九十百]+", "一", match[0].strip())) if match else ""


def _without_lists(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Take short numbered lines that follow each other for the items of a list, not for headings without text."""
    forms = ["" if p.role is not ParagraphRole.HEADING else _number_form(p.text) for p in paragraphs]
    beside = ["", *forms, ""]
    return [
        replace(p, role=ParagraphRole.BODY) if form and form in (beside[at], beside[at + 2]) else p
        for at, (p, form) in enumerate(zip(paragraphs, forms, strict=True))
    ]


def understand(path: str, encoding: str, guessed: bool, lines: Sequence[SourceLine]) -> Outcome[Document | None]:
    """Understand a file's lines as speeches. The value is None if there is no speech among them."""
    kept, found = drop_furniture(lines)
    if not kept:
        found.append(diagnostic("file-empty", Span(path), "the file holds no text", "add the speech, or remove the file from the seeds folder"))
        return Outcome(None, tuple(found))
    joined, joints = join_wrapped(kept)
    if joints:
        found.append(diagnostic("lines-joined", Span(path), f"{joints} line breaks at a fixed width were undone"))
    readings = read_roles(fill_labels(joined))
    builder = _Builder()
    for reading in readings:
        builder.add(reading)
    speeches = builder.finish()
    if not speeches:
        first = joined[0]
        found.append(
            diagnostic(
                "no-speech-found",
                first.span,
                "no title, speaker and text could be told apart",
                "write above the text: 标题：… and 演讲人：… and 单位：…, each on its line",
            )
        )
        return Outcome(None, (*found, *builder.found))
    found += builder.found + report_doubts(readings)
    found.sort(key=lambda d: (d.span.line, d.span.column))
    return Outcome(Document(path, encoding, guessed, speeches), tuple(found))
