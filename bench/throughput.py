"""Throughput of this project's reading of a package against argostranslate's own, on the same text in one run.

    python -m bench.throughput --engine PACKAGE.argosmodel --text zh.txt [--glossary glossary] [--rounds 3]

With ``--glossary``, also the cost of constraints: the whole translation of the same lines with the folder's rows and
the built-in ones, against the same without any.

Every line must be one sentence: sentence splitting is left out on both sides, which favours argostranslate. Both start
with the model loaded; the rounds alternate, and the best of each counts. argostranslate is called line by line, as its
``translate`` calls itself for each paragraph.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import types
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import ctranslate2

from bench.quality import read_lines
from formatter.engines import Engine
from formatter.engines.packages import resolve_engine
from formatter.glossary.base import load_base_terms
from formatter.glossary.files import read_glossaries
from formatter.glossary.match import Matcher
from formatter.model import Segment, SegmentKind, Span, Term
from formatter.translate.resources import Resources
from formatter.translate.run import Request, translate_segments
from formatter.world import DiskWorld


def argos_translate(package_file: str, folder: str) -> Callable[[str], str]:
    """argostranslate's translation of a sentence by a package, with its own settings."""
    for name, parts in {"stanza": (), "minisbd": ("SBDetect", "models")}.items():
        if name not in sys.modules:  # its splitters, which are not called here
            sys.modules[name] = types.ModuleType(name)
            for part in parts:
                setattr(sys.modules[name], part, types.SimpleNamespace())
    from argostranslate import package, settings, translate

    with zipfile.ZipFile(package_file) as archive:
        archive.extractall(folder)
    (installed,) = package.get_installed_packages([Path(folder)])
    translator = ctranslate2.Translator(
        str(installed.package_path / "model"),
        device=settings.device,
        inter_threads=settings.inter_threads,
        intra_threads=settings.intra_threads,
        compute_type=settings.compute_type,
    )
    whole = types.SimpleNamespace(split_sentences=lambda text: [text])
    return lambda text: translate.apply_packaged_translation(installed, text, translator, whole, 1)[0].value


def project_translate(engine: Engine, terms: Sequence[Term]) -> Callable[[Sequence[str]], object]:
    """The project's own translation of lines, constraints and all, without memory and cache."""
    resources = Resources(Matcher(terms), tuple(terms), engine=engine)

    def run(lines: Sequence[str]) -> object:
        segments = (Segment(str(i), line, SegmentKind.BODY, Span("text", i)) for i, line in enumerate(lines, 1))
        return translate_segments([Request(segment) for segment in segments], resources)

    return run


def timed(run: Callable[[Sequence[str]], object], lines: Sequence[str]) -> float:
    started = time.perf_counter()
    run(lines)
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", required=True, help="an .argosmodel file")
    parser.add_argument("--text", required=True, help="Chinese, one sentence a line")
    parser.add_argument("--glossary", help="a folder of glossary files")
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    lines = [line for line in read_lines(options.text, options.limit) if line.strip()]
    engine = resolve_engine(options.engine, DiskWorld())
    with tempfile.TemporaryDirectory() as folder:
        argos = argos_translate(options.engine, folder)
        ways: dict[str, Callable[[Sequence[str]], object]] = {
            "argostranslate": lambda texts: [argos(text) for text in texts],
            "ours": engine.translate,
        }
        if options.glossary:
            world = DiskWorld(Path(options.glossary).parent)
            rows = read_glossaries(world, folder=Path(options.glossary).name).value
            ways["project, no terms"] = project_translate(engine, ())
            ways["project, terms"] = project_translate(engine, (*rows, *load_base_terms()))
        best = dict.fromkeys(ways, float("inf"))
        for _ in range(options.rounds):
            for name, run in ways.items():
                best[name] = min(best[name], timed(run, lines))
    characters = sum(map(len, lines))
    print(f"{len(lines)} sentences, {characters} characters; engine {engine.info.name} {engine.info.sha256[:12]}")
    for name, seconds in best.items():
        print(f"{name:<18} {seconds:7.2f} s {characters / seconds:7.0f} characters/s")
    print(f"ours is {best['argostranslate'] / best['ours']:.2f} times as fast as argostranslate")
    if options.glossary:
        print(f"terms cost {best['project, terms'] / best['project, no terms']:.2f} times the translation without")


if __name__ == "__main__":
    main()
