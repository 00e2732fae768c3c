"""Quality of an engine beside other systems: BLEU and chrF2, and how often terms are kept, in one table.

    python -m bench.quality [--engine PACKAGE] --set wmt19:wmt19.zh:wmt19.en … --peers DIR
                            --terms hkma:hkma.zh:hkma.terms.jsonl:hkma.en

``--peers`` holds other systems' translations as NAME.SYSTEM.en. A terms file has one JSON object a line, beside the
lines of its text: ``terms_hans`` (or ``terms``) maps Chinese terms to lists of accepted English. Term success is the
share of terms, per line, of which a rendering stands in the translation (case ignored): plain, with the engine alone,
and constrained, with the project's own glossary control given each line's terms as rows. It is counted twice: over every
term that stands in the line, and without those that stand only inside longer ones, whose English the longer row decides.
The signature names package, beam, rules and rows. Needs ``sacrebleu``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import sacrebleu

from formatter.engines import Engine
from formatter.engines.packages import resolve_engine
from formatter.glossary.match import Matcher
from formatter.model import Segment, SegmentKind, Span, Term
from formatter.segment import split_sentences
from formatter.translate.enforce import RULES_VERSION
from formatter.translate.resources import Resources
from formatter.translate.run import Request, translate_segments
from formatter.world import DiskWorld

BEAM = 4
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
    terms: str = ""  # kept / wanted, every term that stands in the text
    outer: str = ""  # kept / wanted, without those that stand only inside longer ones
    rows: str = ""  # hash and number of the rows


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
    translated = iter(engine.translate([s for line in sentences for s in line], beam_size=BEAM))
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
        out.append(" ".join(t.en for t in translate_segments(requests, resources, beam_size=BEAM).value))
    return out


def read_terms(path: Path | str, limit: int = 0) -> list[Terms]:
    found = []
    for line in read_lines(path, limit):
        record = json.loads(line)
        terms = record.get("terms_hans") or record.get("terms") or {}
        found.append({zh: [e for e in en if e] for zh, en in terms.items() if any(en)})
    return found


def count_terms(
    lines: Sequence[str], translations: Sequence[str], terms: Sequence[Terms], nested: bool = True
) -> tuple[int, int]:
    """How many of the terms that stand in the source have a rendering in the translation, and of how many.

    Without ``nested``, a term that stands only inside a longer listed one is not wanted for itself: where 外汇储备 is
    listed, its English need not hold that of 外汇 too.
    """
    kept = wanted = 0
    for line, translation, row in zip(lines, translations, terms, strict=True):
        lower = translation.lower()
        for zh in (zh for zh in row if zh in line) if nested else stand_alone(line, row):
            wanted += 1
            kept += any(rendering.lower() in lower for rendering in row[zh])
    return kept, wanted


def stand_alone(line: str, terms: Iterable[str]) -> set[str]:
    """The terms that a line holds when it is read from the left and the longest is taken each time."""
    if not (ordered := sorted(terms, key=len, reverse=True)):
        return set()
    return set(re.findall("|".join(map(re.escape, ordered)), line))


def measure_set(engine: Engine, name: str, source: str, reference: str, limit: int = 0, save: str = "") -> Figures:
    lines, references = read_lines(source, limit), read_lines(reference, limit)
    started = time.perf_counter()
    translations = translate_lines(engine, lines)
    seconds = time.perf_counter() - started
    _save(save, name, translations)
    figures = score(name, engine.info.name, translations, references)
    return replace(figures, speed=sum(map(len, lines)) / seconds)


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
        figures = score(name, f"{engine.info.name} {way}", translations, references)
        every, outer = (_share(*count_terms(lines, translations, terms, nested)) for nested in (True, False))
        speed = sum(map(len, lines)) / seconds
        found.append(replace(figures, speed=speed, terms=every, outer=outer, rows=sign_rows(terms)))
    return found


def sign_rows(terms: Sequence[Terms]) -> str:
    """Hash and number of the rows, line by line: two runs with one signature had one glossary."""
    text = json.dumps([{zh: list(en) for zh, en in row.items()} for row in terms], ensure_ascii=False, sort_keys=True)
    return f"{hashlib.sha256(text.encode()).hexdigest()[:12]} ({sum(map(len, terms))} rows for {len(terms)} lines)"


def _share(kept: int, wanted: int) -> str:
    return f"{kept}/{wanted} = {kept / max(1, wanted):.1%}"


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
        "| set | system | BLEU | chrF2 | terms kept | without nested ones | characters/s |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: |",
        *(
            f"| {f.set_name} | {f.system} | {f.bleu:.1f} | {f.chrf:.1f} | {f.terms or '–'} | "
            f"{f.outer or '–'} | {f'{f.speed:.0f}' if f.speed else '–'} |"
            for f in figures
        ),
    ]
    signatures = sorted({s for f in figures for s in (f"BLEU|{f.bleu_signature}", f"chrF2|{f.chrf_signature}")})
    info = engine.info
    glossaries = sorted({f"{f.set_name} {f.rows}" for f in figures if f.rows})
    package = f"{info.name} {info.version}|sha256:{info.sha256[:12]}|beam:{BEAM}|placeholders:{engine.placeholders}"
    signatures.append("|".join([package, f"rules:{RULES_VERSION}", *(f"glossary:{g}" for g in glossaries)]))
    return "\n".join([*rows, "", *(f"- `{s}`" for s in signatures)])


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
