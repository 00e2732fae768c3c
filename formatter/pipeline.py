"""A build from a volume's folder to its outputs: read, translate, check, compose, write.

Fatal findings stop a build before it writes; what it writes replaces the old files at the very end, each atomically.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from rapidfuzz import process

from formatter.checks import run_checks
from formatter.config import Config
from formatter.diagnostics import Diagnostic, Outcome, diagnostic
from formatter.engines.packages import resolve_engine
from formatter.errors import MissingResource
from formatter.gather import load_config, load_documents, load_memory
from formatter.glossary.base import load_base_terms
from formatter.glossary.explain import explain
from formatter.glossary.files import read_glossaries
from formatter.glossary.lint import lint_glossary
from formatter.glossary.match import Matcher
from formatter.layout.comments import add_comments
from formatter.layout.compose import compose_volume
from formatter.layout.design_files import check_design
from formatter.layout.pictures import add_pictures
from formatter.layout.plan import BookPlan
from formatter.layout.styles import design_names
from formatter.memory.cache import CACHE_PATH, BuildCache, open_cache
from formatter.memory.store import Memory
from formatter.model import Document, Term, Volume
from formatter.pictures import load_pictures
from formatter.progress import Progress
from formatter.report import make_report, render_report
from formatter.review import REVIEWS
from formatter.translate.resources import Resources
from formatter.translate.volume import translate_volume
from formatter.world import World
from formatter.writers import WRITERS

OUTPUTS = (*WRITERS, *REVIEWS, "json")
_NAMES = {"html": "review.html", "json": "report.json"}  # the others carry the volume's name
PRESS = "press"  # the second file of a writer that makes one for the press, when the settings ask for it


@dataclass(frozen=True, slots=True)
class Request:
    """What a build is asked for. ``only``: outputs by name, all of them if empty; ``output``: another folder."""

    only: tuple[str, ...] = ()
    output: str = ""
    memory: bool = True


@dataclass(frozen=True, slots=True)
class Input:
    """A volume's settings, speeches, glossary rows (the editors' rows, then the built-in ones) and approved wording."""

    config: Config
    documents: tuple[Document, ...]
    terms: tuple[Term, ...]
    wording: Memory | None = None

    def speeches(self) -> list[tuple[str, str]]:
        """Path and title of every speech, for the rows whose scope fits none."""
        return [(document.path, speech.title_text) for document in self.documents for speech in document.speeches]

    def texts(self) -> list[str]:
        """Every Chinese text of the volume, for the rows that match nothing."""
        return [
            text
            for document in self.documents
            for speech in document.speeches
            for text in (
                *speech.title,
                *(f"{s.line} {s.name}" for s in speech.speakers),
                *(p.text for p in speech.paragraphs),
                *((speech.session.title, speech.session.place) if speech.session else ()),
            )
        ]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the volume, its files in the order of OUTPUTS, the press's after the PDF, and its report."""

    volume: Volume
    files: tuple[str, ...]
    report: dict[str, object]


def gather_input(world: World, progress: Progress, memory: bool = True) -> Outcome[Input | None]:
    """Read everything that a volume's folder holds; None after a fatal finding. ``memory``: approved wording, too."""
    settings = load_config(world)
    styled = _load_style(settings.value, world)
    config = styled.value
    found = (*settings.diagnostics, *styled.diagnostics)
    if _is_fatal(found):
        return Outcome(None, found)
    rows = read_glossaries(world, config.glossary, named_at=config.place("glossary.files"))
    speeches = load_documents(config, world, progress)
    wording = load_memory(config, world) if memory else Outcome(None)
    read = Input(config, speeches.value, (*rows.value, *load_base_terms()), wording.value)
    lint = lint_glossary(rows.value, read.texts(), read.speeches())
    found = (*found, *speeches.diagnostics, *_once((*rows.diagnostics, *lint)), *wording.diagnostics)
    return Outcome(None if _is_fatal(found) else read, found)


def _load_style(config: Config, world: World) -> Outcome[Config]:
    """Read the design's file, if the settings name one; the layout, not the settings' reader, knows the other names."""
    names = design_names()
    style = config.page.style
    if style in names:
        return Outcome(config)
    if style.casefold().endswith(".toml"):
        return _read_design(config, world)
    message = f"page.style: there is no design “{config.page.style}”"
    best = process.extractOne(config.page.style, names, score_cutoff=55)
    hint = f"did you mean “{best[0]}”?" if best else f"designs: {', '.join(names)}; or the name of a .toml file"
    return Outcome(config, (diagnostic("config-value", config.place("page.style"), message, hint),))


def _read_design(config: Config, world: World) -> Outcome[Config]:
    style = config.page.style
    try:
        data = world.read_bytes(style)
    except OSError:
        message, hint = f"page.style: “{style}” can't be read", "a path from the volume's folder, or classic or modern"
        return Outcome(config, (diagnostic("config-missing-file", config.place("page.style"), message, hint),))
    found = check_design(style, data)
    if found:
        return Outcome(config, found)
    return Outcome(replace(config, page=replace(config.page, design=data.decode("utf-8-sig"))))


def translate(read: Input, world: World, progress: Progress) -> Outcome[tuple[Volume, BuildCache]]:
    """Translate a volume's speeches with all that is at hand; the cache comes back with what it had to do anew.

    Raises MissingResource if the engine package that the settings name is not there.
    """
    config = read.config
    cache = open_cache(world, str(PurePosixPath(config.output) / CACHE_PATH))
    try:
        engine = resolve_engine(config.engine.package, world)
    except MissingResource:
        if config.engine.package:
            raise
        engine = None  # no package in the box: approved wording and glossary alone; the rest is reported untranslated
    resources = Resources(Matcher(read.terms), read.terms, read.wording, cache.value, engine)
    outcome = translate_volume(read.documents, resources, config, progress)
    found = (*cache.diagnostics, *outcome.diagnostics, *cache.value.unsaved())
    return Outcome((outcome.value, cache.value), found)


def check(world: World, progress: Progress, memory: bool = True) -> Outcome[Volume | None]:
    """Translate a volume and run every check; nothing is written but the build cache."""
    read = gather_input(world, progress, memory)
    if read.value is None:
        return Outcome(None, read.diagnostics)
    done = translate(read.value, world, progress)
    volume, _ = done.value
    pictures = load_pictures(read.value.config, volume, world)
    found = (*read.diagnostics, *done.diagnostics, *run_checks(volume, read.value.config), *pictures.diagnostics)
    return Outcome(volume, _once(found))


def build(world: World, progress: Progress, request: Request) -> Outcome[Built | None]:
    """Make a volume's outputs. None: a fatal finding stopped the build and the old files are untouched."""
    read = gather_input(world, progress, request.memory)
    if read.value is None:
        return Outcome(None, read.diagnostics)
    config = read.value.config
    done = translate(read.value, world, progress)
    volume, cache = done.value
    found = [*read.diagnostics, *done.diagnostics, *run_checks(volume, config)]
    pictures = load_pictures(config, volume, world)
    found += pictures.diagnostics
    plan = add_pictures(compose_volume(volume, config, world.today()), volume, pictures.value)
    plan = add_comments(plan, found)
    wanted = [name for name in OUTPUTS if not request.only or name in request.only]
    written = _write_pages(plan, config, wanted, progress)
    found = list(_once((*found, *written.diagnostics)))
    if _is_fatal(found):
        return Outcome(None, tuple(found))
    data = dict(written.value)
    data |= {name: write(volume, tuple(found)) for name, write in REVIEWS.items() if name in wanted}
    special = _NAMES | {PRESS: f"{config.name}-print.pdf"}
    made = [*data, *(name for name in wanted if name == "json")]
    names = {name: special.get(name, f"{config.name}.{name}") for name in made}
    report = make_report(volume, found, [r.record() for r in cache.retranslated], tuple(names.values()))
    if "json" in wanted:
        data["json"] = render_report(report)
    folder = PurePosixPath(request.output or config.output)
    files = {name: str(folder / file) for name, file in names.items()}
    world.write_files({path: data[name] for name, path in files.items()})
    return Outcome(Built(volume, tuple(files.values()), report), tuple(found))


def _write_pages(
    plan: BookPlan, config: Config, wanted: list[str], progress: Progress
) -> Outcome[tuple[tuple[str, bytes], ...]]:
    """Write the paged formats. The first one knows its page numbers; it runs also when only the others are wanted."""
    data: list[tuple[str, bytes]] = []
    found: list[Diagnostic] = []
    pages = None
    for index, (name, write) in enumerate(WRITERS.items()):
        if name in wanted or (index == 0 and any(n in wanted for n in WRITERS)):
            outcome = write(plan, config, progress, pages)
            found += outcome.diagnostics
            if outcome.value is None:
                continue
            pages = pages or outcome.value.pages
            if name in wanted:
                data.append((name, outcome.value.data))
                if outcome.value.press:
                    data.append((PRESS, outcome.value.press))
    return Outcome(tuple(data), tuple(found))


def explain_glossary(world: World, text: str) -> Outcome[str]:
    """Show which rows fire on a text, and why."""
    settings = load_config(world)
    rows = read_glossaries(world, settings.value.glossary, named_at=settings.value.place("glossary.files"))
    matcher = Matcher((*rows.value, *load_base_terms()))
    return Outcome(explain(matcher, text), (*settings.diagnostics, *rows.diagnostics))


def lint(world: World, progress: Progress) -> Outcome[None]:
    """Look for faults in the glossary files, against the volume's speeches where they can be read."""
    read = gather_input(world, progress, memory=False)
    glossary = tuple(d for d in read.diagnostics if d.code.startswith(("glossary-", "config-")))
    return Outcome(None, glossary)


def _is_fatal(found: tuple[Diagnostic, ...] | list[Diagnostic]) -> bool:
    return any(d.fatal for d in found)


def _once(found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Leave out findings that two stages made of the same thing in the same words."""
    return tuple(dict.fromkeys(found))
