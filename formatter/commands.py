"""What each command does: open the volume, call the pipeline, print, return the exit status."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path, PurePosixPath

from rapidfuzz import process

from formatter import pipeline
from formatter.codes import CODES
from formatter.diagnostics import Diagnostic, Severity, as_record, render_human, render_json, render_short, shorten
from formatter.engines import packages
from formatter.errors import UsageError
from formatter.gather import read_path
from formatter.preview import write_preview
from formatter.progress import progress_for
from formatter.readers import READERS, source_lines
from formatter.readers.outline_text import outline_record, render_outline
from formatter.world import DiskWorld, World


def build(options: argparse.Namespace) -> int:
    world = _open_volume(options.folder)
    output = os.path.abspath(options.output) if options.output else ""
    outcome = pipeline.build(
        world, progress_for(sys.stderr), pipeline.Request(options.only, output, not options.no_memory)
    )
    _print_findings(outcome.diagnostics, world, options)
    if not options.json:
        print(_summarise(outcome.value, options.folder) if outcome.value else "Nothing was written: mend the errors above.")
        if outcome.value and outcome.diagnostics:
            print(_count(outcome.diagnostics))
    return 0 if outcome.ok and outcome.value else 1


def preview(options: argparse.Namespace) -> int:
    world, progress = _open_volume(options.folder), progress_for(sys.stderr)
    outcome = pipeline.build(world, progress, pipeline.Request(("pdf",), memory=not options.no_memory))
    _print_findings(outcome.diagnostics, world, options)
    if outcome.value is None:
        if not options.json:
            print("Nothing was written: mend the errors above.")
        return 1
    pdf = PurePosixPath(outcome.value.files[0])
    folder = os.path.abspath(options.output) if options.output else str(pdf.parent / "preview")
    pictures = write_preview(
        world.read_bytes(str(pdf)), world, folder, pdf.stem, options.pages, options.dpi, progress
    )
    if not options.json:
        pictures = tuple(_from_here(options.folder, path) for path in pictures)
        sheets = [path for path in pictures if "-sheet-" in PurePosixPath(path).name]
        count = len(pictures) - len(sheets)
        print(f"{count} page{'' if count == 1 else 's'}: {' … '.join(dict.fromkeys((pictures[0], pictures[count - 1])))}")
        print("\n".join(sheets))
    return 0 if outcome.ok else 1


def check(options: argparse.Namespace) -> int:
    world = _open_volume(options.folder)
    outcome = pipeline.check(world, progress_for(sys.stderr), memory=not options.no_memory)
    _print_findings(outcome.diagnostics, world, options)
    if not options.json:
        print(_count(outcome.diagnostics))
    return 1 if any(d.severity is not Severity.NOTE for d in outcome.diagnostics) else 0


def parse(options: argparse.Namespace) -> int:
    world = DiskWorld()
    outcomes = [read_path(path, world) for named in options.files for path in _speech_files(named, world)]
    documents = tuple(o.value for o in outcomes if o.value is not None)
    found = [d for o in outcomes for d in o.diagnostics]
    if options.json:
        record = {"documents": outline_record(documents), "diagnostics": [as_record(d) for d in found]}
        print(json.dumps(record, ensure_ascii=False, indent=2))
    else:
        print(render_outline(documents), end="")
        _print_findings(found, world, options)
    return 0 if not any(d.severity is Severity.ERROR for d in found) else 1


def _speech_files(path: str, world: World) -> tuple[str, ...]:
    """A folder stands for the speech files in it."""
    if not os.path.isdir(path):
        return (path,)
    inside = world.list_files(path)
    return tuple(p for p in inside if PurePosixPath(p).suffix.lower() in READERS) or inside or (path,)


def new(options: argparse.Namespace) -> int:
    folder = Path(options.folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there already", "name a folder that does not exist yet")
    world, template = DiskWorld(folder), files("formatter") / "template"
    world.write_bytes("proceedings.toml", (template / "proceedings.toml").read_bytes())
    world.write_bytes("glossary/terms.csv", (template / "terms.csv").read_bytes())
    (folder / "seeds").mkdir()
    print(f"{folder} is ready. Put the speeches into {folder / 'seeds'}, then: proceedings build {folder}")
    return 0


def glossary_explain(options: argparse.Namespace) -> int:
    world = _open_volume(options.folder)
    outcome = pipeline.explain_glossary(world, options.text)
    _print_findings(outcome.diagnostics, world, options)
    print(outcome.value)
    return 0


def glossary_lint(options: argparse.Namespace) -> int:
    world = _open_volume(options.folder)
    found = pipeline.lint(world, progress_for(sys.stderr)).diagnostics
    _print_findings(found, world, options)
    if not options.json:
        print(_count(found))
    return 1 if any(d.severity is not Severity.NOTE for d in found) else 0


def engine_list(options: argparse.Namespace) -> int:
    print(packages.render_list(), end="")
    return 0


def engine_install(options: argparse.Namespace) -> int:
    installed = packages.install(options.package, progress_for(sys.stderr))
    print(f"installed {installed.name}")
    return 0


def engine_info(options: argparse.Namespace) -> int:
    print(packages.render_info(options.package), end="")
    return 0


def engine_remove(options: argparse.Namespace) -> int:
    packages.remove(options.package)
    print(f"removed {options.package}")
    return 0


def explain_code(options: argparse.Namespace) -> int:
    if options.code and options.code not in CODES:
        best = process.extractOne(options.code, list(CODES), score_cutoff=50)
        raise UsageError(
            f"there is no code “{options.code}”",
            f"did you mean {best[0]}?" if best else "proceedings explain lists them all",
        )
    for name, code in CODES.items():
        if options.code in ("", name):
            print(f"{name} ({code.severity}{', stops the build' if code.fatal else ''})\n    {code.explanation}")
    return 0


def _open_volume(folder: str) -> World:
    if not os.path.isdir(folder):
        raise UsageError(f"there is no folder {folder}", "name the volume's folder, or change into it")
    return DiskWorld(folder)


def _print_findings(found: Sequence[Diagnostic], world: World, options: argparse.Namespace) -> None:
    """JSON goes to standard output, for programs; text for people to standard error, long lists of one code cut."""
    if options.json:
        print(render_json(found))
        return
    shown, left_out = (tuple(found), {}) if getattr(options, "all", False) else shorten(found)
    if shown:
        short = getattr(options, "short", False)
        text = render_short(shown) if short else render_human(shown, _line_reader(world), sys.stderr.isatty())
        print(text, file=sys.stderr)
    for code, n in left_out.items():
        print(f"… and {n} more {code} (--all shows them)", file=sys.stderr)


def _line_reader(world: World) -> Callable[[str, int], str | None]:
    """Read single lines of text and Word files for showing them; None for files that have none."""
    cache: dict[str, tuple[str, ...]] = {}

    def read_line(path: str, line: int) -> str | None:
        if path.lower().endswith(".xlsx") or path.startswith("base:"):
            return None
        if path not in cache:
            try:
                cache[path] = source_lines(path, world.read_bytes(path))
            except OSError:
                cache[path] = ()
        lines = cache[path]
        return lines[line - 1] if 0 < line <= len(lines) else None

    return read_line


def _from_here(folder: str, path: str) -> str:
    """A path of the volume as one types it where the command was given."""
    return os.path.normpath(os.path.join(folder, path))


def _summarise(built: pipeline.Built, folder: str) -> str:
    """What was written and where the English came from, in a few lines."""
    counts = built.report["counts"]
    origins = ", ".join(f"{n} {origin}" for origin, n in counts["origins"].items() if n)
    size = f"{_some(counts['speeches'], 'speech', 'speeches')}, {_some(counts['segments'], 'segment')}"
    lines = [f"{size}: {origins}" if origins else size]
    if counts["retranslated"]:
        lines.append(f"{_some(counts['retranslated'], 'segment')} translated again (report.json lists them with the rows)")
    return "\n".join([*lines, *(_from_here(folder, path) for path in built.files)])


def _count(found: Sequence[Diagnostic]) -> str:
    return ", ".join(_some(sum(d.severity is severity for d in found), str(severity)) for severity in Severity)


def _some(n: int, one: str, many: str = "") -> str:
    return f"{n} {one if n == 1 else many or one + 's'}"
