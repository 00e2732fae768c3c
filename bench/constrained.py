"""What control costs: constrained against plain decoding, and a rebuild after one edited term against a full build.

    python bench/constrained.py [--package NAME-or-FILE] [--repeat 3]

Times are CPU seconds of the whole process (other programs disturb them less than the clock) and wall seconds. Runs on
the sample volume with its glossary and the built-in rows, without approved wording.
"""

from __future__ import annotations

import argparse
import hashlib
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from formatter.config import Config
from formatter.engines.packages import resolve_engine
from formatter.gather import load_documents
from formatter.glossary.base import load_base_terms
from formatter.glossary.files import read_glossaries
from formatter.glossary.match import Matcher
from formatter.memory.cache import open_cache
from formatter.model import Match, SegmentKind, Term
from formatter.progress import SilentProgress
from formatter.segment import segment_speech
from formatter.translate.attempts import Job
from formatter.translate.constraints import find_constraints
from formatter.translate.enforce import RULES_VERSION, enforce
from formatter.translate.resources import Resources
from formatter.translate.volume import translate_volume
from formatter.world import DiskWorld, MemoryWorld

ROOT = Path(__file__).resolve().parent.parent
BEAM = 4


def timed(work: Callable[[], object]) -> tuple[object, float, float]:
    """The result, CPU seconds, wall seconds."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    return result, time.process_time() - cpu, time.perf_counter() - wall


def measure(name: str, work: Callable[[], object], repeat: int) -> tuple[object, float]:
    runs = [timed(work) for _ in range(repeat)]
    cpu, wall = (statistics.median(r[i] for r in runs) for i in (1, 2))
    print(f"{name:34} {cpu:8.2f} s CPU {wall:8.2f} s wall")
    return runs[-1][0], cpu


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--package", default="")
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()

    world = DiskWorld(ROOT)
    engine = resolve_engine(options.package, world)
    documents = load_documents(Config(), world, SilentProgress()).value
    rows: tuple[Term, ...] = (*read_glossaries(world).value, *load_base_terms())
    matcher = Matcher(rows)
    segments = [
        s
        for number, speech in enumerate((s for d in documents for s in d.speeches), 1)
        for s in segment_speech(speech, f"s{number:02}")
        if s.kind is SegmentKind.BODY
    ]
    jobs = [Job(s.text, find_constraints(s.text, matcher)) for s in segments]
    sources = [engine.tokenize(job.text) for job in jobs]
    glossary = hashlib.sha256("".join(f"{r.zh}\t{r.en}\n" for r in rows).encode()).hexdigest()
    print(
        f"# {engine.info.name} {engine.info.version} {engine.info.sha256[:12]} | beam {BEAM} | rules {RULES_VERSION} | "
        f"glossary {glossary[:12]} ({len(rows)} rows) | {len(jobs)} sentences, "
        f"{sum(len(j.text) for j in jobs)} characters, {sum(len(j.constraints) for j in jobs)} constraints | "
        f"placeholders {engine.placeholders}"
    )
    engine.translate_tokens(sources[:4], beam_size=BEAM)  # warm
    _, plain = measure("plain decoding", lambda: engine.translate_tokens(sources, beam_size=BEAM), options.repeat)
    done, constrained = measure("constrained, whole", lambda: enforce(engine, jobs, beam_size=BEAM), options.repeat)
    results = [r for one in done for r in one.results]
    print(f"constrained / plain {constrained / plain:.2f} (at most 1.5)")
    print(f"satisfied {sum(r.satisfied for r in results)} of {len(results)}, "
          f"inflected {sum(r.match is Match.INFLECTED for r in results)}")  # fmt: skip

    store = MemoryWorld()

    def build(terms: tuple[Term, ...]) -> int:
        cache = open_cache(store, "cache.jsonl").value
        outcome = translate_volume(documents, Resources(Matcher(terms), terms, None, cache, engine), Config())
        return sum(
            not t.cached for s in outcome.value.speeches for p in s.paragraphs for t in p.translations if t.confidence
        )

    _, full, full_wall = timed(lambda: build(rows))
    again, second, second_wall = timed(lambda: build(rows))
    edited = next(i for i, r in enumerate(rows) if r.zh == "媒体融合")
    changed = (*rows[:edited], replace(rows[edited], en="media convergence"), *rows[edited + 1 :])
    touched, rebuilt, rebuilt_wall = timed(lambda: build(changed))
    print(f"full build                         {full:8.2f} s CPU {full_wall:8.2f} s wall")
    print(
        f"unchanged build                    {second:8.2f} s CPU {second_wall:8.2f} s wall, {again} sentences translated"
    )
    print(
        f"one row edited (媒体融合)          {rebuilt:8.2f} s CPU {rebuilt_wall:8.2f} s wall, {touched} sentences translated"
    )
    print(f"rebuild / full {rebuilt / full:.3f} (under 0.1)")


if __name__ == "__main__":
    main()
