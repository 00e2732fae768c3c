"""The newest checkpoint → a calibrated, evaluated package with its model card, in one command.

    python -m training.finish --ckpt CKPT --prepared PREP --log train.log --version 0.1 \\
        --set wmt19:wmt19.zh:wmt19.en --set flores-dev:… --set indomain-dev:… \\
        --calibrate flores-dev --calibrate indomain-dev --run "line for the card" --out formatter/engines/data

Exports to CTranslate2 int8 (checked against PyTorch), translates the sets, fits the confidence on the named ones,
draws the curves, writes the package, loads it once more by the program's own reader, and only then replaces the
packages in ``--out``. The training log is kept beside the curve, without the sample translations in it (they quote
the evaluation sets).
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from dataclasses import replace
from pathlib import Path

import torch

from bench.quality import measure_set
from formatter.engines.archive import read_archive
from formatter.engines.argos import ArgosEngine
from formatter.engines.packages import try_package
from training.calibrate import as_metadata, calibrate, expected_error
from training.card import write_card
from training.export import export_checked
from training.package import package_name, write_package
from training.plot import draw_curve, draw_reliability

_WORTH_KEEPING = re.compile(r"\] (?:step|saved|resumed|stopping|eval \w+|\d+ pairs|[\d.]+M parameters)")

WEAKNESSES = (
    "Everything outside the register of official speeches: colloquial, literary, technical and legal text.",
    "Names of persons, places and organisations, numbers and dates, unless they are given as constraints "
    "(the program gives them).",
    "Sentences of more than about 60 characters: clauses are dropped or said twice.",
    "Classical quotations, four-character idioms and wordplay in titles.",
)


def find_one(folders: list[Path], name: str) -> Path:
    """The only file called ``name`` in the folders of prepared data. Raises SystemExit if there is none."""
    found = [folder / name for folder in folders if (folder / name).exists()]
    if not found:
        raise SystemExit(f"no {name} in {', '.join(map(str, folders))}")
    return found[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ckpt", type=Path, required=True)
    parser.add_argument("--prepared", type=Path, nargs="+", required=True, help="folders with meta.json and the model")
    parser.add_argument("--log", type=Path, help="the training log, for the curve")
    parser.add_argument("--version", required=True)
    parser.add_argument("--set", action="append", required=True, metavar="NAME:ZH:EN")
    parser.add_argument("--calibrate", action="append", required=True, metavar="NAME", help="sets to fit confidence on")
    parser.add_argument("--run", action="append", default=[], help="a line on the training run for the card")
    parser.add_argument(
        "--source-weight", action="append", default=[], metavar="NAME=W", help="what the run had instead of meta.json's"
    )
    parser.add_argument("--weak", action="append", default=[], help="a line more on what it is bad at")
    parser.add_argument("--limit", type=int, default=0, help="only the first lines of each set (a trial)")
    parser.add_argument("--record", type=Path, default=Path("training"), help="folder for the log and its curve")
    parser.add_argument("--reliability", type=Path, default=Path("docs/engine-reliability.png"))
    parser.add_argument("--out", type=Path, default=Path("formatter/engines/data"))
    options = parser.parse_args()

    weights = max(options.ckpt.glob("weights-*.pt"))
    saved = torch.load(weights, map_location="cpu", weights_only=True)
    spm = find_one(options.prepared, "sentencepiece.model")
    meta = json.loads(find_one(options.prepared, "meta.json").read_text(encoding="utf-8"))
    ran = dict(s.rsplit("=", 1) for s in options.source_weight)
    for entry in meta["sources"]:
        entry["weight"] = float(ran.get(entry["name"], entry["weight"]))
    sets = {name: (Path(source), Path(reference)) for name, source, reference in (s.split(":") for s in options.set)}
    print(f"{weights.name}: step {saved['step']}", flush=True)

    with tempfile.TemporaryDirectory() as work:
        model = Path(work) / "ct2"
        check = next(iter(sets.values()))[0].read_text(encoding="utf-8").splitlines()
        shares = export_checked(str(weights), str(spm), model, check)
        print("identical to PyTorch:", {kind: f"{share:.0%}" for kind, share in shares.items()}, flush=True)

        draft = write_package(model / "int8", spm, Path(work), options.version, "draft")
        engine = ArgosEngine(read_archive(draft.read_bytes(), str(draft)))
        figures = []
        for name, (source, reference) in sets.items():
            found = measure_set(engine, name, str(source), str(reference), options.limit)
            print(f"{name}: BLEU {found.bleu:.1f} chrF2 {found.chrf:.1f}, {found.speed:.0f} characters/s", flush=True)
            figures.append(replace(found, system=package_name(options.version)))
        calibration, bins, correlation = calibrate(engine, [sets[name] for name in options.calibrate], options.limit)
        trust = (
            f"Confidence is the probability that a sentence's chrF2 is 60 or more: expected calibration error "
            f"{expected_error(bins):.3f}, rank correlation with chrF2 {correlation:.2f} (other halves of "
            f"{' and '.join(options.calibrate)})."
        )
        print(trust, flush=True)
        run = [f"Trained for {saved['step']:,} steps.", *options.run]
        card = write_card(options.version, meta, saved["cfg"], run, figures, trust, (*WEAKNESSES, *options.weak))
        package = write_package(
            model / "int8", spm, Path(work), options.version, card, {"confidence": as_metadata(calibration)}
        )
        data = package.read_bytes()
        checked = read_archive(data, package.name)
        try_package(checked)
        options.out.mkdir(parents=True, exist_ok=True)
        for old in options.out.glob("*.argosmodel"):
            old.unlink()
        (options.out / package.name).write_bytes(data)

    options.reliability.parent.mkdir(parents=True, exist_ok=True)
    draw_reliability(bins, options.reliability, f"Reliability of {checked.info.name}")
    if options.log:
        options.record.mkdir(parents=True, exist_ok=True)
        lines = options.log.read_text(encoding="utf-8").splitlines()
        kept = options.record / "train.log"
        kept.write_text("".join(f"{line}\n" for line in lines if _WORTH_KEEPING.search(line)), encoding="utf-8")
        draw_curve(kept, options.record / "curve.png")
    print(f"{options.out / package.name}: {len(data) / 2**20:.1f} MiB, SHA-256 {checked.info.sha256}")


if __name__ == "__main__":
    main()
