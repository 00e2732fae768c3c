"""Quality of an engine beside other systems: BLEU and chrF2, and how often terms are kept, in one table.

    python -m bench.quality [--engine PACKAGE] --set wmt19:wmt19.zh:wmt19.en … --peers DIR
                            --terms hkma:hkma.zh:hkma.terms.jsonl:hkma.en

``--peers`` holds other systems' translations as NAME.SYSTEM.en. A terms file has one JSON object a line, beside the
lines of its text: ``terms_hans`` (or ``terms``) maps Chinese terms to lists of accepted English. Term success is the
share of terms, per line, of which a rendering stands in the translation (case ignored): plain, with the engine alone,
and constrained, with the project's own glossary control given each line's terms as rows. Needs ``sacrebleu``.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import sacrebleu

from formatter.engines import Engine
from formatter.engines.packages import resolve_engine
from formatter.glossary.match import Matcher
from formatter.model import Segment, SegmentKind, Span, Term
from formatter.segment import split_sentences
from formatter.translate.resources import Resources
from formatter.translate.run import Request, translate_segments
from formatter.world import DiskWorld

Terms = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Figures:
    """Scores of one system on one set; signatures are sacrebleu's. ``speed`` is in source characters a second."""

    set_name: str
    system: str
    bleu: float
    chrf: float
    bleu_signature: str
    chrf_signature: str
    speed: float = 0.0
    terms: str = ""  # kept / wanted


def read_lines(path: Path | str, limit: int = 0) -> list[str]:
    lines = Path(path).read_text(encoding="utf-8").split("\n")
    lines = lines[:-1] if lines and not lines[-1] else lines
    return lines[:limit] if limit else lines


def score(set_name: str, system: str, translations: Sequence[str], references: Sequence[str]) -> Figures:
    bleu, chrf = sacrebleu.BLEU(), sacrebleu.CHRF()
    bleu_score = bleu.corpus_score(translations, [references]).score
    chrf_score = chrf.corpus_score(translations, [references]).score
    return Figures(set_name, system, bleu_score, chrf_score, str(bleu.get_signature()), str(chrf.get_signature()))


def translate_lines(engine: Engine, lines: Sequence[str]) -> list[str]:
    """Translate lines sentence by sentence, as the product does."""
    sentences = [split_sentences(line) for line in lines]
    translated = iter(engine.translate([s for line in sentences for s in line]))
    return [" ".join(filter(None, (next(translated).text for _ in line))) for line in sentences]


def translate_constrained(engine: Engine, lines: Sequence[str], terms: Sequence[Terms]) -> list[str]:
    """Translate lines with each line's terms as its glossary."""
    out = []
    for number, (line, wanted) in enumerate(zip(lines, terms, strict=True), 1):
        rows = [
            Term(zh, renderings[0], Span("terms", number, 1), accepted=tuple(renderings[1:]))
            for zh, renderings in wanted.items()
        ]
        requests = [
            Request(Segment(f"{number}.{i}", text, SegmentKind.BODY, Span("text", number, 1)))
            for i, text in enumerate(split_sentences(line))
        ]
        resources = Resources(Matcher(rows), tuple(rows), engine=engine)
        out.append(" ".join(t.en for t in translate_segments(requests, resources).value))
    return out


def read_terms(path: Path | str, limit: int = 0) -> list[Terms]:
    found = []
    for line in read_lines(path, limit):
        record = json.loads(line)
        terms = record.get("terms_hans") or record.get("terms") or {}
        found.append({zh: [e for e in en if e] for zh, en in terms.items() if any(en)})
    return found


def count_terms(lines: Sequence[str], translations: Sequence[str], terms: Sequence[Terms]) -> tuple[int, int]:
    """How many of the terms that stand in the source have a rendering in the translation, and of how many."""
    kept = wanted = 0
    for line, translation, row in zip(lines, translations, terms, strict=True):
        lower = translation.lower()
        for zh, renderings in row.items():
            if zh in line:
                wanted += 1
                kept += any(rendering.lower() in lower for rendering in renderings)
    return kept, wanted


def measure_set(engine: Engine, name: str, source: str, reference: str, limit: int = 0, save: str = "") -> Figures:
    lines, references = read_lines(source, limit), read_lines(reference, limit)
    started = time.perf_counter()
    translations = translate_lines(engine, lines)
    seconds = time.perf_counter() - started
    _save(save, name, translations)
    figures = score(name, engine.info.name, translations, references)
    return _with(figures, speed=sum(map(len, lines)) / seconds)


def measure_terms(
    engine: Engine, name: str, source: str, terms_file: str, reference: str, limit: int = 0, save: str = ""
) -> list[Figures]:
    lines, references, terms = read_lines(source, limit), read_lines(reference, limit), read_terms(terms_file, limit)
    found = []
    ways: dict[str, Callable[[], list[str]]] = {
        "plain": lambda: translate_lines(engine, lines),
        "constrained": lambda: translate_constrained(engine, lines, terms),
    }
    for way, run in ways.items():
        started = time.perf_counter()
        translations = run()
        seconds = time.perf_counter() - started
        _save(save, f"{name}.{way}", translations)
        kept, wanted = count_terms(lines, translations, terms)
        figures = score(name, f"{engine.info.name} {way}", translations, references)
        share = f"{kept}/{wanted} = {kept / max(1, wanted):.1%}"
        found.append(_with(figures, speed=sum(map(len, lines)) / seconds, terms=share))
    return found


def peers(folder: Path, name: str, reference: str, limit: int = 0) -> list[Figures]:
    """Other systems' translations of a set, the worst first."""
    references = read_lines(reference, limit)
    found = [
        score(name, file.name[len(name) + 1 : -len(".en")], read_lines(file, limit), references)
        for file in sorted(folder.glob(f"{name}.*.en"))
    ]
    return sorted(found, key=lambda f: f.chrf)


def render(figures: Sequence[Figures], engine: Engine) -> str:
    """The table with its signatures, in Markdown."""
    rows = [
        "| set | system | BLEU | chrF2 | terms kept | characters/s |",
        "| --- | --- | ---: | ---: | ---: | ---: |",
        *(
            f"| {f.set_name} | {f.system} | {f.bleu:.1f} | {f.chrf:.1f} | {f.terms or '–'} | "
            f"{f'{f.speed:.0f}' if f.speed else '–'} |"
            for f in figures
        ),
    ]
    signatures = sorted({s for f in figures for s in (f"BLEU|{f.bleu_signature}", f"chrF2|{f.chrf_signature}")})
    return "\n".join(
        [*rows, "", *(f"- `{s}`" for s in signatures), f"- engine `{engine.info.name}`, SHA-256 `{engine.info.sha256}`"]
    )


def _with(figures: Figures, speed: float = 0.0, terms: str = "") -> Figures:
    return Figures(
        figures.set_name, figures.system, figures.bleu, figures.chrf, figures.bleu_signature, figures.chrf_signature,
        speed, terms,
    )  # fmt: skip


def _save(folder: str, name: str, translations: Sequence[str]) -> None:
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        text = "".join(t.replace("\n", " ") + "\n" for t in translations)
        (Path(folder) / f"{name}.en").write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--engine", default="", help="a package's name or file; default: the one in the box")
    parser.add_argument("--set", action="append", default=[], metavar="NAME:ZH:EN")
    parser.add_argument("--terms", action="append", default=[], metavar="NAME:ZH:JSONL:EN")
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--limit", type=int, default=0, help="only the first lines of each set")
    parser.add_argument("--save", default="", help="folder for the translations")
    options = parser.parse_args()
    engine = resolve_engine(options.engine, DiskWorld())
    figures: list[Figures] = []
    for spec in options.set:
        name, source, reference = spec.split(":")
        if options.peers:
            figures += peers(options.peers, name, reference, options.limit)
        figures.append(measure_set(engine, name, source, reference, options.limit, options.save))
        print(f"{name} done", file=sys.stderr)
    for spec in options.terms:
        figures += measure_terms(engine, *spec.split(":"), options.limit, options.save)
    print(render(figures, engine))


if __name__ == "__main__":
    main()
