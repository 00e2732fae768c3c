"""Put together the speakers of a speech from what several lines say of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from formatter.diagnostics import Diagnostic, diagnostic
from formatter.model import Span, Speaker
from formatter.readers.evidence import Evidence
from formatter.readers.facts import ends_in_post
from formatter.readers.fields import FieldKind
from formatter.readers.speakers import Person, SpeakerReading, read_speaker


@dataclass(frozen=True, slots=True)
class Piece:
    """A person as one line gives them, and whether a label (单位：) says what it is."""

    person: Person
    span: Span
    labelled: bool = False
    sure: bool = True


def read_pieces(e: Evidence, reading: SpeakerReading) -> list[Piece]:
    if not e.fields:
        return [Piece(person, e.line.span, sure=reading.sure_name) for person in reading.people]
    out: list[Piece] = []
    for one in e.fields:
        if not one.value:
            continue
        if one.kind is FieldKind.SPEAKER:
            inner = read_speaker(one.value)
            named = inner.score > 0 and any(person.name for person in inner.people)
            people = inner.people if named else (Person(one.value, one.value, ""),)
            out += [Piece(person, e.line.span, labelled=True) for person in people]
        else:
            out.append(Piece(Person("", "", " ".join(one.value.split())), e.line.span, labelled=True))
    return out


def _combine(pieces: Sequence[Piece]) -> list[Piece]:
    """Put together what several lines say of one person: a body, a post and a name, in either order."""
    out: list[Piece] = []
    waiting: Piece | None = None  # a line whose name comes after it
    for at, piece in enumerate(pieces):
        person = piece.person
        if person.name:
            if waiting:
                line = _join_line(waiting, piece) if person.line else waiting.person.line
                piece, waiting = replace(piece, person=replace(person, line=line)), None
            out.append(piece)
            continue
        name_follows = any(later.person.name for later in pieces[at + 1 :])
        behind = out[-1] if out else None
        if behind and (piece.labelled or not behind.person.line or not name_follows) and not waiting:
            line = _join_line(behind, piece) if behind.person.line else person.line
            out[-1] = replace(behind, person=replace(behind.person, line=line))
        else:
            waiting = replace(piece, person=replace(person, line=_join_line(waiting, piece))) if waiting else piece
    if waiting:
        out.append(waiting)
    return out


def _join_line(before: Piece, after: Piece) -> str:
    between = "" if before.labelled and after.labelled else " "
    return f"{before.person.line}{between}{after.person.line}"


def make_speakers(pieces: Sequence[Piece], found: list[Diagnostic]) -> tuple[Speaker, ...]:
    out: list[Speaker] = []
    for piece in _combine(pieces):
        person = piece.person
        if not person.name:
            found.append(
                diagnostic("speaker-without-name", piece.span, f"no person's name in “{person.line}”", "if there is one, write it on a line of its own: 演讲人：姓名")
            )
            person = Person(person.line, person.line, "")
        elif not piece.sure and not ends_in_post(person.line):  # what stands beside a post is a name
            found.append(
                diagnostic(
                    "speaker-name-unclear",
                    piece.span,
                    f"“{person.name}” was taken for the speaker's name, and its surname is not a known one",
                    f"to settle it write 演讲人：{person.name}" + (f" and 单位：{person.line}" if person.line else ""),
                )
            )
        out.append(Speaker(person.name, person.display, person.line, piece.span, person.original))
    return tuple(out)
