"""Five hundred speeches typeset by this project's PDF writer and by Typst, side by side in one run.

    python -m bench.typeset [--speeches 500] [--rounds 3]

Both get the same invented text (bench/speeches.py), faces, page and column widths, and write one PDF with contents and
running heads; Typst's is plain, ours also PDF/UA-1 and PDF/A-2a. Every round is a process of its own, the two in turn;
the best of each counts. Time starts with the text in memory and ends with the bytes of the file; memory is the
process's highest resident size. Typst lays out on all cores, we on one: seconds of processor stand beside seconds of
clock. Needs the dependency group ``bench`` (docs/design.md says how).
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.peers import Measures, set_with_typst, talks
from bench.speeches import generate_volume
from formatter.layout.styles import load_design

HERE = Path(__file__).resolve().parent


def typeset_ours(count: int) -> dict[str, object]:
    """Our writer, with the seconds of each of its stages."""
    from formatter.config import Config
    from formatter.layout.compose import compose_volume
    from formatter.progress import SilentProgress
    from formatter.writers import pdf
    from formatter.writers.pdf.draw import Drawer
    from formatter.writers.pdf.pages import Paginator

    volume, config = generate_volume(count), Config()
    stages: dict[str, float] = {}
    pages: list[int] = []
    widths: list[float] = []
    _clock(pdf, "natural_widths", "measuring, for the choice of the columns", stages)
    _clock(Paginator, "paginate", "breaking lines, filling pages", stages)
    _clock(Drawer, "draw", "drawing and tagging", stages)
    _clock(Drawer, "_number", "of it page numbers (the second pass)", stages)
    _clock(pdf, "build_document", "fonts, structure, file", stages)
    _watch(pdf, "rank_columns", lambda ranked: widths.append(ranked[0][1].zh_width))
    _watch(Drawer, "draw", lambda drawing: pages.append(len(drawing.streams)))
    start = _now()
    data = pdf.write_pdf(compose_volume(volume, config, datetime.date(2026, 1, 1)), config, SilentProgress()).value.data
    return _result(start, pages[0], len(data)) | {"stages": stages, "zh_width": widths[0]}


def typeset_typst(count: int, zh_width: float) -> dict[str, object]:
    import pypdfium2 as pdfium

    form = load_design("classic").formats["A4"]
    foot = form.height - form.top - form.lines * load_design("classic").leading
    rest = form.text_width - zh_width - form.gutter
    measures = Measures(form.width, form.height, form.inner, form.top, foot, zh_width, form.gutter, rest)
    text = talks(generate_volume(count))
    start = _now()
    data = set_with_typst(text, measures, contents=True)
    found = _result(start, 0, len(data))
    with pdfium.PdfDocument(data) as document:
        return found | {"pages": len(document)}


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def _result(start: tuple[float, float], pages: int, size: int) -> dict[str, object]:
    end = _now()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": end[0] - start[0], "cpu": end[1] - start[1], "peak": peak, "pages": pages, "size": size}


def _clock(owner: object, name: str, stage: str, stages: dict[str, float]) -> None:
    """Add up the seconds that a function takes."""
    original = getattr(owner, name)
    stages[stage] = 0.0

    def timed(*arguments: object, **options: object) -> object:
        start = time.perf_counter()
        try:
            return original(*arguments, **options)
        finally:
            stages[stage] += time.perf_counter() - start

    setattr(owner, name, timed)


def _watch(owner: object, name: str, see: Callable[[object], object]) -> None:
    original = getattr(owner, name)

    def watched(*arguments: object, **options: object) -> object:
        value = original(*arguments, **options)
        see(value)
        return value

    setattr(owner, name, watched)


def _run(way: str, *arguments: object) -> dict[str, object]:
    command = [sys.executable, "-m", "bench.typeset", "--way", way, *map(str, arguments)]
    done = subprocess.run(command, cwd=HERE.parent, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def report(speeches: int, rounds: int) -> str:
    best: dict[str, dict[str, object]] = {}
    for _ in range(rounds):
        ours = _run("ours", "--speeches", speeches)
        typst = _run("typst", "--speeches", speeches, "--zh-width", ours["zh_width"])
        for name, found in (("ours", ours), ("typst", typst)):
            if name not in best or found["seconds"] < best[name]["seconds"]:
                best[name] = found
    from typst import __version__ as version

    out = [
        f"{speeches} speeches; best of {rounds} rounds; {platform.machine()}, {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f}, Python {platform.python_version()}, Typst {version}",
        f"{'':<8}{'pages':>7}{'s':>8}{'s of CPU':>10}{'pages/s':>9}{'peak MB':>9}{'file kB':>9}",
    ]
    for name, f in best.items():
        out.append(
            f"{name:<8}{f['pages']:>7}{f['seconds']:>8.2f}{f['cpu']:>10.2f}{f['pages'] / f['seconds']:>9.1f}"
            f"{f['peak']:>9.0f}{f['size'] / 1000:>9.0f}"
        )
    ours, typst = best["ours"], best["typst"]
    clock = (ours["pages"] / ours["seconds"]) / (typst["pages"] / typst["seconds"])
    cpu = (ours["pages"] / ours["cpu"]) / (typst["pages"] / typst["cpu"])
    out.append(f"ours : typst, pages a second {clock:.2f}, pages a second of CPU {cpu:.2f}")
    out += [f"  {seconds:6.2f} s  {stage}" for stage, seconds in ours["stages"].items()]
    return "\n".join(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--speeches", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--way", choices=("ours", "typst"), help=argparse.SUPPRESS)
    parser.add_argument("--zh-width", type=float, default=150.0, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.way == "ours":
        print(json.dumps(typeset_ours(options.speeches)))
    elif options.way == "typst":
        print(json.dumps(typeset_typst(options.speeches, options.zh_width)))
    else:
        print(report(options.speeches, options.rounds))


if __name__ == "__main__":
    main()
