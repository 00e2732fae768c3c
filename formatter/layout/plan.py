"""The logical plan of the volume: what stands beside what, in which role and order. Both writers read only this.

Positions, fonts and line breaks are not here: the PDF writer breaks its own lines, Word breaks Word's. A plan prints
as text (``print_plan``), so that most layout tests stop there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from formatter.model import SourceText, Span


class Role(StrEnum):
    """What a cell is. styles.py says how each looks, docx styles are named after them."""

    VOLUME_TITLE = "volume-title"
    VOLUME_SUBTITLE = "volume-subtitle"
    VOLUME_META = "volume-meta"  # event, date, place, publisher on the title page
    HALF_TITLE = "half-title"
    IMPRINT = "imprint"
    COVER_TITLE = "cover-title"
    COVER_META = "cover-meta"
    SECTION_TITLE = "section-title"  # Contents, Note on the translation, Index of speakers …
    SESSION = "session"
    SPEECH_TITLE = "speech-title"
    SPEAKER = "speaker"
    HEADING = "heading"
    BODY = "body"
    NOTE = "note"
    SIGNATURE = "signature"  # who signs a foreword, and when
    LIST_HEADING = "list-heading"  # a part in the event, over the names of those who have it
    CONTENTS_SESSION = "contents-session"
    CONTENTS_TITLE = "contents-title"
    CONTENTS_SPEAKER = "contents-speaker"
    INDEX_ENTRY = "index-entry"
    FOOTNOTE = "footnote"
    COLOPHON = "colophon"


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one manner. ``footnote`` is the id of a footnote whose mark follows the text."""

    text: str
    italic: bool = False
    untranslated: bool = False  # source text standing where English is missing; printed visibly as such
    footnote: str = ""
    draft: bool = False  # a translation that the engine itself does not trust, and its label


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a cell: a title, a speaker line and a body paragraph are a line each.

    ``phrases``: in Chinese titles, the offsets at which a line may break (the gaps between the halves).
    """

    role: Role
    runs: tuple[Run, ...]
    phrases: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Cell:
    """One side of a row. ``lang`` is a BCP 47 tag: zh-Hans, zh-Hant or en."""

    lang: str
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


class PictureKind(StrEnum):
    PORTRAIT = "portrait"
    LOGO = "logo"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that has been looked at and can be drawn. ``data`` is its file, or a copy of a large
    one; an SVG is in UTF-8.

    ``width`` and ``height`` are pixels as seen upright (of an SVG, its own units); ``alt`` is read out in its place,
    in ``lang`` (BCP 47). ``vector``: an SVG; ``plain``: it has nothing but shapes in flat colours.
    """

    path: str
    kind: PictureKind
    alt: str
    lang: str
    width: float
    height: float
    data: bytes = field(repr=False)
    vector: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A Chinese cell beside its English one; either may be None.

    ``id`` is stable and unique (s01, s01-p03): bookmark, link target and what comes home from a review.
    ``target``: the id of the row that this one links to (contents, index), its page number set at the end of the line.
    ``more_targets``: further ones, their pages after it (a speaker with several speeches).
    ``numbered``: its target's page number is printed. ``keep_with_next``: never the last on a page. ``comment``: what a reviewer should look at here.
    ``span``: where its Chinese begins in the source, None for the volume's own words.
    ``sources``: the lines of the source that its Chinese was read from.
    ``pictures``: portraits beside the text, or a logo in a row of its own.
    """

    id: str
    zh: Cell | None
    en: Cell | None
    target: str = ""
    keep_with_next: bool = False
    comment: str = ""
    more_targets: tuple[str, ...] = ()
    span: Span | None = None
    numbered: bool = True
    pictures: tuple[Picture, ...] = ()
    sources: tuple[SourceText, ...] = ()


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark of the PDF and a heading level of the DOCX (1 is a speech or a section of the book)."""

    title: str
    level: int = 1


class SectionKind(StrEnum):
    COVER = "cover"
    HALF_TITLE = "half-title"
    TITLE_PAGE = "title-page"
    IMPRINT = "imprint"
    FOREWORD = "foreword"
    ORGANISERS = "organisers"
    CONTENTS = "contents"
    SESSION = "session"
    SPEECH = "speech"
    INDEX = "index"
    GLOSSARY = "glossary"
    NOTE = "note"
    COLOPHON = "colophon"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the book. ``running``: what the running heads say, zh left and en right.

    ``numbering``: "roman" for the front matter, "arabic" after it, "none" where no page number is printed.
    ``new_page``: starts on a new page; speeches follow one another. ``recto``: on a right-hand one.
    """

    kind: SectionKind
    id: str
    rows: tuple[Row, ...]
    running: tuple[str, str] = ("", "")
    outline: OutlineEntry | None = None
    numbering: str = "arabic"
    new_page: bool = False
    recto: bool = False


@dataclass(frozen=True, slots=True)
class Footnote:
    """``span``: the glossary's row that says it."""

    id: str
    lang: str
    runs: tuple[Run, ...]
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Metadata:
    """Document properties of every output. ``language`` is the main one (BCP 47)."""

    title: str
    subject: str = ""
    author: str = ""
    keywords: tuple[str, ...] = ()
    language: str = "zh-Hans"
    created: str = ""  # ISO 8601 date


@dataclass(frozen=True, slots=True)
class BookPlan:
    """The whole volume, in reading order."""

    metadata: Metadata
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...] = ()


def print_plan(plan: BookPlan) -> str:
    """The plan as text, one line a cell line: what golden tests compare."""
    out = [f"volume {plan.metadata.title} [{plan.metadata.language}]"]
    for section in plan.sections:
        page = " recto" if section.recto else " new-page" if section.new_page else ""
        out.append(f"section {section.kind} {section.id} {section.numbering}{page}")
        if any(section.running):
            out.append(f"  running {section.running[0]} | {section.running[1]}")
        for row in section.rows:
            targets = " ".join((row.target, *row.more_targets)).strip()
            arrow = " -> " if row.numbered else " => "  # without its number
            flags = f"{' keep' if row.keep_with_next else ''}{f'{arrow}{targets}' if targets else ''}"
            out.append(f"  row {row.id}{flags}")
            for cell in (row.zh, row.en):
                for line in cell.lines if cell else ():
                    out.append(f"    {cell.lang} {line.role}: {''.join(map(_print_run, line.runs))}")
            out.extend(f"    {p.kind} {p.path}: {p.alt}" for p in row.pictures)
            if row.comment:
                out.append(f"    comment {row.comment}")
    for note in plan.footnotes:
        out.append(f"footnote {note.id} {note.lang}: {''.join(map(_print_run, note.runs))}")
    return "\n".join(out) + "\n"


def _print_run(run: Run) -> str:
    text = f"/{run.text}/" if run.italic else run.text
    text = f"⟦{text}⟧" if run.untranslated else f"~{text}~" if run.draft else text
    return f"{text}[^{run.footnote}]" if run.footnote else text
