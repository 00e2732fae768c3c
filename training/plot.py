"""Draw the training curve from a log, and the reliability of an engine's confidence.

python -m training.plot train.log curve.png
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

from training.calibrate import Bin

_STEP = re.compile(r"step (\d+) ([\d.]+)% loss ([\d.]+) .*? rate ([\d.]+) ([\d.]+)k tokens/s")
_EVAL = re.compile(r"eval (\w+): nll ([\d.]+)(?: BLEU ([\d.]+) chrF ([\d.]+))?")


def draw_curve(log: Path, out: Path) -> None:
    """Training loss with its running mean, and held-out loss, over steps; the learning rate below."""
    steps, losses, rates = [], [], []
    held_out: dict[str, list[tuple[int, float]]] = {}
    for line in log.read_text(encoding="utf-8").splitlines():
        if found := _STEP.search(line):
            steps.append(int(found[1]))
            losses.append(float(found[3]))
            rates.append(float(found[4]))
        elif (found := _EVAL.search(line)) and steps:
            held_out.setdefault(found[1], []).append((steps[-1], float(found[2])))
    figure, (top, bottom) = plt.subplots(
        2, 1, figsize=(8, 5.5), sharex=True, gridspec_kw={"height_ratios": [4, 1]}, layout="constrained"
    )
    top.plot(steps, losses, color="#b9c4d0", linewidth=0.8, label="training batches")
    window = max(1, len(losses) // 40)
    means = [
        sum(losses[max(0, i - window) : i + 1]) / len(losses[max(0, i - window) : i + 1]) for i in range(len(losses))
    ]
    top.plot(steps, means, color="#22577a", linewidth=1.6, label="their running mean")
    for (name, points), colour in zip(held_out.items(), ("#c1121f", "#e09f3e", "#38a3a5"), strict=False):
        top.plot(*zip(*points, strict=True), "o-", color=colour, markersize=4, label=f"held out: {name}")
    top.set_ylabel("loss (nats per token)")
    top.legend(frameon=False)
    bottom.plot(steps, rates, color="#555555")
    bottom.set_ylabel("rate")
    bottom.set_xlabel("step")
    for axis in (top, bottom):
        axis.spines[["top", "right"]].set_visible(False)
        axis.grid(alpha=0.25)
    figure.savefig(out, dpi=130, metadata={"Software": None})
    plt.close(figure)


def draw_reliability(bins: Sequence[Bin], out: Path, title: str) -> None:
    """Predicted against observed share of usable sentences; a calibrated engine lies on the diagonal."""
    figure, axis = plt.subplots(figsize=(5, 5), layout="constrained")
    axis.plot([0, 1], [0, 1], color="#999999", linestyle="--", linewidth=1)
    axis.plot([b.predicted for b in bins], [b.observed for b in bins], "o-", color="#22577a")
    axis.set(xlim=(0, 1), ylim=(0, 1), aspect="equal", title=title)
    axis.set_xlabel("confidence in the report")
    axis.set_ylabel("share of sentences with chrF2 ≥ 60")
    axis.spines[["top", "right"]].set_visible(False)
    axis.grid(alpha=0.25)
    figure.savefig(out, dpi=130, metadata={"Software": None})
    plt.close(figure)


if __name__ == "__main__":
    draw_curve(Path(sys.argv[1]), Path(sys.argv[2]))
