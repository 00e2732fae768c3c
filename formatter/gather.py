"""Collect a volume's input: its settings, its speeches in the order of the book, its glossary and approved wording.

Everything wrong is a diagnostic; the caller stops before it writes if one of them is fatal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fnmatch import fnmatch
from pathlib import PurePosixPath

from rapidfuzz import process

from formatter.config import FILE_NAME, Config, read_config
from formatter.diagnostics import Diagnostic, Outcome, diagnostic
from formatter.language.script import fold
from formatter.memory.store import Memory
from formatter.memory.tmx import MemoryUnit, read_tmx
from formatter.model import Document, Paragraph, ParagraphRole, Span, Speech
from formatter.progress import Progress
from formatter.readers import READERS, read_document, source_lines
from formatter.readers.text import text_lines
from formatter.world import World

_TELLING = 20  # characters; two speeches may both say no more than 谢谢大家


def load_config(world: World) -> Outcome[Config]:
    """Read proceedings.toml from the volume's folder; without one, everything has its default."""
    if not world.exists(FILE_NAME):
        return Outcome(Config())
    return read_config(FILE_NAME, world.read_bytes(FILE_NAME))


def load_documents(config: Config, world: World, progress: Progress) -> Outcome[tuple[Document, ...]]:
    """Read every speech file of the volume and put the speeches in the book's order, what opens it first."""
    paths = [p for p in world.list_files(config.seeds) if p not in config.parts.foreword]
    readable = [p for p in paths if PurePosixPath(p).suffix.lower() in READERS]
    found: list[Diagnostic] = [
        diagnostic(
            "seed-skipped",
            Span(p),
            f"{PurePosixPath(p).suffix or 'this kind of'} files are not read as speeches",
            f"save it as one of {', '.join(sorted(READERS))}, or move it out of {config.seeds}/",
        )
        for p in paths
        if p not in readable
    ]
    if not readable:
        hint = f"put the speeches into {config.seeds}/ as {', '.join(sorted(READERS))}"
        found.append(diagnostic("no-speeches", Span(config.seeds), "there is no speech in this folder", hint))
    documents: list[Document] = []
    progress.start("Reading", len(readable))
    for path in readable:
        outcome = read_path(path, world)
        found += outcome.diagnostics
        if outcome.value is not None:
            documents.append(outcome.value)
        progress.advance()
    progress.finish()
    ordered = order_documents(tuple(documents), config)
    forewords = load_forewords(config, world)
    found += (*find_duplicates(documents), *ordered.diagnostics, *forewords.diagnostics)
    return Outcome((*forewords.value, *ordered.value), tuple(found))


def load_forewords(config: Config, world: World) -> Outcome[tuple[Document, ...]]:
    """Read the files that ``parts.foreword`` names: speeches like the others, but they open the volume."""
    documents: list[Document] = []
    found: list[Diagnostic] = []
    for path in config.parts.foreword:
        where = config.place("parts.foreword")
        if PurePosixPath(path).suffix.lower() not in READERS:
            hint = f"save it as one of {', '.join(sorted(READERS))}"
            found.append(diagnostic("config-value", where, f"parts.foreword: {path} can't be read as a text", hint))
            continue
        if not world.exists(path):
            hint = "correct parts.foreword, or put the file there"
            found.append(diagnostic("config-missing-file", where, f"there is no file {path}", hint))
            continue
        outcome = read_path(path, world)
        document, said = outcome.value, outcome.diagnostics
        if any(d.code == "no-speech-found" for d in said) and (bare := _untitled(path, world.read_bytes(path))):
            document, said = bare, ()
        found += [d for d in said if d.code not in _NOT_ASKED_OF_FOREWORDS]
        if document is not None:
            documents.append(replace(document, speeches=tuple(map(_as_foreword, document.speeches))))
    return Outcome(tuple(documents), tuple(found))


# A foreword may have no title (it is called one) and may be signed by nobody; its signature looks like a loose heading.
_NOT_ASKED_OF_FOREWORDS = ("speech-without-title", "speech-without-speaker", "line-unclear")
_SIGNATURE, _SIGNED_LINES = 24, 4  # characters of a line that signs, and how many of them may stand below each other


def _untitled(path: str, data: bytes) -> Document | None:
    """A foreword that is nothing but its paragraphs; None if there is none among its lines."""
    lines = text_lines(path, source_lines(path, data), markdown=path.lower().endswith(".md"))
    paragraphs = tuple(Paragraph(line.text, line.span) for line in lines)
    if all(_signs(p.text) for p in paragraphs):
        return None
    return Document(path, "", False, (Speech((), (), paragraphs, paragraphs[0].span),))


def _as_foreword(speech: Speech) -> Speech:
    """A speech that opens the volume: short lines without a stop at its end are its signature (编者, 2023年12月)."""
    paragraphs = list(speech.paragraphs)
    first = len(paragraphs)
    while first > max(1, len(paragraphs) - _SIGNED_LINES) and _signs(paragraphs[first - 1].text):
        first -= 1
    signed = [replace(p, role=ParagraphRole.SIGNATURE, text=p.text.lstrip("—-– ")) for p in paragraphs[first:]]
    return replace(speech, foreword=True, session=None, paragraphs=(*paragraphs[:first], *signed))


def _signs(text: str) -> bool:
    return len(text) <= _SIGNATURE and text[-1] not in "。！？!?…；：:"


def find_duplicates(documents: Iterable[Document]) -> tuple[Diagnostic, ...]:
    """Find speeches whose text stands in the volume twice, as a copy of a file does. Spaces and widths don't count."""
    first: dict[str, Speech] = {}
    found: list[Diagnostic] = []
    for speech in (speech for document in documents for speech in document.speeches):
        text = fold("".join(p.text for p in speech.paragraphs)).text
        twin = first.setdefault(text, speech)
        if twin is not speech and len(text) >= _TELLING:
            message = f"“{speech.title_text}” has the same text as the speech in {twin.span.path}:{twin.span.line}"
            found.append(diagnostic("speech-twice", speech.span, message, "both are printed; remove one of them"))
    return tuple(found)


def read_path(path: str, world: World) -> Outcome[Document | None]:
    """Read one speech file; a file that can't be opened is a diagnostic."""
    try:
        data = world.read_bytes(path)
    except OSError as error:
        reason = error.strerror or "no such file"
        return Outcome(None, (diagnostic("seed-unreadable", Span(path), f"can't open the file: {reason.lower()}", ""),))
    return read_document(path, data)


def order_documents(documents: tuple[Document, ...], config: Config) -> Outcome[tuple[Document, ...]]:
    """Put speeches in the order that ``speeches.order`` gives: file names, globs or titles; the others follow.

    Without an order, files go by name and speeches as they stand in their file.
    """
    if not config.order:
        return Outcome(documents)
    rest = [(document, speech) for document in documents for speech in document.speeches]
    taken: list[tuple[Document, Speech]] = []
    found: list[Diagnostic] = []
    where = config.place("speeches.order")
    for entry in config.order:
        hits = [pair for pair in rest if _is_meant(entry, *pair)]
        if not hits:
            names = [PurePosixPath(d.path).name for d in documents] + [s.title_text for _, s in rest]
            best = process.extractOne(entry, names, score_cutoff=50)
            hint = f"did you mean “{best[0]}”?" if best else "name a file in the seeds folder, or a speech by its title"
            found.append(diagnostic("order-unmatched", where, f"no speech matches “{entry}”", hint))
        taken += hits
        rest = [pair for pair in rest if pair not in hits]
    if rest:
        titles = ", ".join(s.title_text or d.path for d, s in rest[:5]) + (" …" if len(rest) > 5 else "")
        hint = "add them to speeches.order to choose their place"
        found.append(diagnostic("order-rest", where, f"not in the order and put at the end: {titles}", hint))
    return Outcome(tuple(replace(d, speeches=(s,)) for d, s in (*taken, *rest)), tuple(found))


def _is_meant(entry: str, document: Document, speech: Speech) -> bool:
    name = PurePosixPath(document.path).name
    if name == entry or document.path == entry or fnmatch(name, entry):
        return True
    return bool(speech.title) and fold(entry).text == fold(speech.title_text).text


def load_memory(config: Config, world: World) -> Outcome[Memory]:
    """Read the approved wording: the files that ``glossary.memory`` names, or every .tmx in glossary/."""
    paths = config.memory or tuple(p for p in world.list_files("glossary") if p.lower().endswith(".tmx"))
    units: list[MemoryUnit] = []
    found: list[Diagnostic] = []
    for path in paths:
        try:
            outcome = read_tmx(path, world.read_bytes(path))
        except OSError:
            hint = "correct glossary.memory, or put the file there"
            found.append(diagnostic("config-missing-file", config.place("glossary.memory"), f"there is no file {path}", hint))
            continue
        units += outcome.value
        found += outcome.diagnostics
    memory = Memory(units)
    return Outcome(memory, (*found, *memory.conflicts()))
