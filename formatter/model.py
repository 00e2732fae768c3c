"""The one immutable model that runs from the readers to the writers.

Every value is a frozen dataclass with tuples inside; a stage makes new values and never changes old ones.
Lines and columns are counted from 1, columns in characters; offsets into a text are counted from 0.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a source file. ``line`` and ``column`` are 0 where the file has none (a whole file)."""

    path: str
    line: int = 0
    column: int = 0
    length: int = 0

    def __str__(self) -> str:
        place = self.path
        if self.line:
            place += f":{self.line}"
            if self.column:
                place += f":{self.column}"
        return place


@dataclass(frozen=True, slots=True)
class SourceText:
    """A line of a source as it was read; ``span`` starts at its first character."""

    text: str
    span: Span


# --- What the readers understand ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker line taken apart.

    ``name`` has no padding (陈光); ``display`` is the name as the page sets it (陈　光, one U+3000 in a
    two-character name that was padded in the source). ``line`` is what stands beside the name: affiliation
    and positions, untouched (湖北武汉市委常委、宣传部部长); empty if there is none. ``original`` is the name's own
    spelling where the source gives it beside the Chinese (约翰·史密斯（John Smith）).
    """

    name: str
    display: str
    line: str
    span: Span
    original: str = ""


class ParagraphRole(StrEnum):
    BODY = "body"
    HEADING = "heading"  # a subheading inside a speech (一、……)
    NOTE = "note"  # a note by the editors of the source: 本文根据录音整理
    SIGNATURE = "signature"  # who signs a foreword, and when: 编者, 2023年12月


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph without its indent; ``span`` starts at its first character."""

    text: str
    span: Span
    role: ParagraphRole = ParagraphRole.BODY
    lines: tuple[SourceText, ...] = field(default=(), compare=False, repr=False)  # that it was joined from, if it was


@dataclass(frozen=True, slots=True)
class Session:
    """A forum or session heading that groups the speeches after it."""

    title: str
    span: Span
    date: str = ""
    place: str = ""
    lines: tuple[SourceText, ...] = field(default=(), compare=False, repr=False)  # that it was read from


@dataclass(frozen=True, slots=True)
class Speech:
    """One speech. A title has one part or more: 走好创新之路 / 推进媒体融合."""

    title: tuple[str, ...]
    speakers: tuple[Speaker, ...]
    paragraphs: tuple[Paragraph, ...]
    span: Span
    session: Session | None = None
    number: str = ""  # the number that the source gave it, as written
    foreword: bool = False  # it opens the volume and is not one of its speeches
    head: tuple[SourceText, ...] = field(default=(), compare=False, repr=False)  # lines of its title and speakers

    @property
    def title_text(self) -> str:
        """The title on one line, its parts two columns (one U+3000) apart."""
        return "\u3000".join(self.title)


@dataclass(frozen=True, slots=True)
class Document:
    """One source file as understood. ``encoding`` is a Python codec name, or "docx"."""

    path: str
    encoding: str
    encoding_guessed: bool
    speeches: tuple[Speech, ...]


# --- Segments and what controls their English --------------------------------------------------------------


class SegmentKind(StrEnum):
    TITLE = "title"
    SPEAKER = "speaker"  # the affiliation and positions, without the name
    NAME = "name"
    SESSION = "session"
    HEADING = "heading"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Segment:
    """One unit of translation. ``id`` is stable as long as the speech keeps its place and its text before it.

    ``text`` is the source untouched, so that the segments of a paragraph join to the paragraph. ``before`` and
    ``after`` are the neighbouring segments' texts in the same speech (context for the memory), "" at its ends.
    """

    id: str
    text: str
    kind: SegmentKind
    span: Span
    before: str = ""
    after: str = ""


class TermKind(StrEnum):
    TERM = "term"
    ORGANISATION = "organisation"
    PERSON = "person"
    PLACE = "place"
    POSITION = "position"
    DOCUMENT = "document"
    SLOGAN = "slogan"
    ACRONYM = "acronym"
    NUMBER = "number"
    DATE = "date"


class CaseRule(StrEnum):
    """How the English of a term may change its first letter."""

    SENTENCE = "sentence"  # as written; raised at the start of a sentence, headline capitals in titles
    EXACT = "exact"  # never changed


@dataclass(frozen=True, slots=True)
class Term:
    """One row of a glossary, or of the built-in base data (``base`` true: it yields to every editors' row)."""

    zh: str
    en: str
    span: Span
    kind: TermKind = TermKind.TERM
    accepted: tuple[str, ...] = ()  # further renderings that count as obeying the row
    forbidden: tuple[str, ...] = ()
    case: CaseRule = CaseRule.SENTENCE
    exact: bool = False  # inflected forms do not count
    first_use: str = ""  # Communist Party of China (CPC)
    first_use_per: str = "volume"  # "volume" or "speech"
    scope: str = ""  # a glob over source path or speech title; "" is everywhere
    status: str = ""
    note: str = ""
    readers_note: str = ""
    base: bool = False
    en_span: Span | None = None  # the English cell, where the file has one


@dataclass(frozen=True, slots=True)
class Constraint:
    """What must appear in the English of a segment, and who asked for it.

    ``start`` and ``end`` are offsets into the segment's text. ``en`` is the rendering to write, ``accepted``
    every other one that satisfies. ``value`` is the canonical value of a number or date (what the check
    compares: digits and direction, see language/numbers.py), "" for other kinds. ``required_by`` names the
    row ("glossary/terms.csv:12") or the rule ("rule:number").
    """

    kind: TermKind
    start: int
    end: int
    zh: str
    en: str
    required_by: str
    accepted: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    exact: bool = False
    case: CaseRule = CaseRule.SENTENCE
    value: str = ""


class Match(StrEnum):
    EXACT = "exact"
    INFLECTED = "inflected"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class ConstraintResult:
    """A constraint compared with the English that was written; ``found`` is the English that satisfied it."""

    constraint: Constraint
    match: Match
    found: str = ""

    @property
    def satisfied(self) -> bool:
        return self.match is not Match.MISSING


class Origin(StrEnum):
    """Where the English of a segment came from. Never lost, counted in the report and the colophon."""

    APPROVED = "approved"  # approved wording (translation memory)
    GLOSSARY = "glossary"  # the whole segment is one glossary row
    GRAMMAR = "grammar"  # composed by rule: names, speaker lines
    ENGINE = "engine"
    UNTRANSLATED = "untranslated"


LOW_CONFIDENCE = 0.5  # calibrated: below this, a sentence is more likely to need rewriting than to be usable as it stands


@dataclass(frozen=True, slots=True)
class Translation:
    """A segment with its English. ``confidence`` is in 0..1, None where no engine was asked.

    ``cached``: an engine's result taken from the build cache. ``reference``: what supplied it (a memory unit's
    file:line, a package's name and version).
    """

    segment: Segment
    en: str
    origin: Origin
    confidence: float | None = None
    results: tuple[ConstraintResult, ...] = ()
    cached: bool = False
    reference: str = ""

    @property
    def unsure(self) -> bool:
        """The engine itself does not trust it; it is printed as a draft until an editor has confirmed it."""
        return self.confidence is not None and self.confidence < LOW_CONFIDENCE


# --- The translated volume ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A text in both languages."""

    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class TranslatedSpeaker:
    """A speaker in both languages.

    ``sort_key`` is the romanised name, surname first ("": as ``name.en``). ``line`` is affiliation and positions as
    printed; ``affiliation`` and ``positions`` are its parts where the grammar could tell them apart.
    """

    speaker: Speaker
    name: Bilingual
    line: Bilingual
    affiliation: Bilingual = Bilingual()
    positions: tuple[Bilingual, ...] = ()
    translations: tuple[Translation, ...] = ()
    sort_key: str = ""


@dataclass(frozen=True, slots=True)
class TranslatedParagraph:
    """A paragraph and its segments' translations, in order; ``en`` is their English joined for the page."""

    paragraph: Paragraph
    en: str
    translations: tuple[Translation, ...]


@dataclass(frozen=True, slots=True)
class TranslatedSession:
    session: Session
    title: Bilingual
    date: Bilingual = Bilingual()
    place: Bilingual = Bilingual()
    translations: tuple[Translation, ...] = ()


@dataclass(frozen=True, slots=True)
class TranslatedSpeech:
    """``id`` ("s01") names the speech in ids, anchors and the report."""

    id: str
    speech: Speech
    title: Bilingual
    title_translation: Translation
    speakers: tuple[TranslatedSpeaker, ...]
    paragraphs: tuple[TranslatedParagraph, ...]
    session: TranslatedSession | None = None

    def translations(self) -> tuple[Translation, ...]:
        """Every translation in reading order: session, title, speakers, paragraphs."""
        found: list[Translation] = list(self.session.translations) if self.session else []
        found.append(self.title_translation)
        for speaker in self.speakers:
            found.extend(speaker.translations)
        for paragraph in self.paragraphs:
            found.extend(paragraph.translations)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """Who translated. ``sha256`` is of the package's model file; empty strings where there was no engine."""

    name: str = ""
    version: str = ""
    from_code: str = "zh"
    to_code: str = "en"
    sha256: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Volume:
    """Everything that the checks, the layout and the report need to know of a build."""

    title: Bilingual
    speeches: tuple[TranslatedSpeech, ...]
    engine: EngineInfo
    terms: tuple[Term, ...] = ()

    @property
    def forewords(self) -> tuple[TranslatedSpeech, ...]:
        return tuple(s for s in self.speeches if s.speech.foreword)

    @property
    def spoken(self) -> tuple[TranslatedSpeech, ...]:
        """The speeches proper, without what opens the volume."""
        return tuple(s for s in self.speeches if not s.speech.foreword)
