"""How far to trust a translation: a probability from the decoder's own score, calibrated on held-out text.

The mapping is a logistic regression whose weights travel in the package's metadata (``"confidence"``); it is fitted
by training/calibrate.py. A package without one (every stock package) gets the generic weights below.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from formatter.errors import BadPackage


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of the logistic mapping; ``event`` says what the probability is of.

    ``ceiling``: the highest probability that the held-out text bears out; short sentences score far beyond it.
    """

    bias: float
    score: float  # × mean log probability per target token
    length: float  # × ln(source tokens)
    ratio: float  # × |ln(target tokens / source tokens)|
    event: str = "chrF2 >= 60 against a reference"
    ceiling: float = 1.0


# Weighs the score alone: even odds at a mean log probability of −0.6, one in ten at −1.3.
GENERIC = Calibration(bias=1.9, score=3.2, length=0.0, ratio=0.0, event="not calibrated for this package")


def confidence(calibration: Calibration, score: float, source_length: int, target_length: int) -> float:
    """Probability in 0..1 that a translation is usable.

    ``score`` is the mean log probability per target token, lengths are in tokens. An empty translation of
    something, or a score that is not a number, has confidence 0.
    """
    if not target_length or not source_length or math.isnan(score):
        return 0.0
    x = (
        calibration.bias
        + calibration.score * max(score, -1e3)
        + calibration.length * math.log(source_length)
        + calibration.ratio * abs(math.log(target_length / source_length))
    )
    return min(calibration.ceiling, 1 / (1 + math.exp(-max(-500.0, min(500.0, x)))))


def read_calibration(metadata: Mapping[str, object], path: str) -> Calibration:
    """The package's own calibration, or the generic one if it has none. Raises BadPackage for a malformed one."""
    found = metadata.get("confidence")
    if found is None:
        return GENERIC
    try:
        weights = {key: float(found[key]) for key in ("bias", "score", "length", "ratio")}  # type: ignore[index]
        weights["ceiling"] = float(found.get("ceiling", 1.0))  # type: ignore[attr-defined]
        event = str(found.get("event", GENERIC.event))  # type: ignore[attr-defined]
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise BadPackage(f"{path}: the confidence weights in metadata.json can't be read", "ask its author") from error
    if not all(map(math.isfinite, weights.values())):
        raise BadPackage(f"{path}: the confidence weights in metadata.json are not finite numbers", "ask its author")
    return Calibration(**weights, event=event)
