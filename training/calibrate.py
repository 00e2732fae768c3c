"""Fit how far an engine may be trusted: score and lengths of a translation → probability that it is usable.

"Usable" is a sentence chrF2 of 60 or more against a reference. The fit is a ridge-regularised logistic regression by
Newton's method; its weights go into the package (formatter/engines/confidence.py reads them). It is fitted on one half
of the held-out sentences and judged on the other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
import sacrebleu

from bench.quality import read_lines
from formatter.engines.argos import ArgosEngine
from formatter.engines.confidence import Calibration, confidence

USABLE = 60.0  # chrF2
RIDGE = 1.0
BINS = 10


@dataclass(frozen=True, slots=True)
class Sample:
    """A held-out sentence as the engine translated it: lengths in tokens, sentence chrF2 in 0..100."""

    score: float
    source_length: int
    target_length: int
    chrf: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Sentences of similar confidence: what was predicted and what came out."""

    predicted: float
    observed: float
    count: int


def translate_samples(engine: ArgosEngine, sources: Sequence[str], references: Sequence[str]) -> list[Sample]:
    tokens = [engine.tokenize(source) for source in sources]
    best = [hypotheses[0] for hypotheses in engine.translate_tokens(tokens)]
    return [
        Sample(
            hypothesis.score,
            len(source),
            len(hypothesis.tokens),
            sacrebleu.sentence_chrf(engine.detokenize(hypothesis.tokens), [reference]).score,
        )
        for source, hypothesis, reference in zip(tokens, best, references, strict=True)
        if source and hypothesis.tokens
    ]


def _features(samples: Sequence[Sample]) -> np.ndarray:
    return np.array(
        [(1.0, s.score, math.log(s.source_length), abs(math.log(s.target_length / s.source_length))) for s in samples]
    )


def fit(samples: Sequence[Sample]) -> Calibration:
    """Fit the weights; features are standardised for the ridge's sake and the weights turned back."""
    x, y = _features(samples), np.array([float(s.chrf >= USABLE) for s in samples])
    mean, spread = x.mean(0), x.std(0)
    mean[0], spread[0] = 0.0, 1.0
    z = (x - mean) / np.where(spread > 0, spread, 1.0)
    weights, ridge = np.zeros(4), np.diag([1e-6, RIDGE, RIDGE, RIDGE])
    for _ in range(50):
        p = 1 / (1 + np.exp(-z @ weights))
        gradient = z.T @ (p - y) + ridge @ weights
        step = np.linalg.solve((z * (p * (1 - p))[:, None]).T @ z + ridge, gradient)
        weights -= step
        if np.abs(step).max() < 1e-9:
            break
    weights = weights / np.where(spread > 0, spread, 1.0)
    weights[0] -= (weights * mean)[1:].sum()
    bias, score, length, ratio = (round(float(w), 4) for w in weights)
    return Calibration(bias, score, length, ratio)


def predict(calibration: Calibration, samples: Sequence[Sample]) -> list[float]:
    return [confidence(calibration, s.score, s.source_length, s.target_length) for s in samples]


def reliability(calibration: Calibration, samples: Sequence[Sample]) -> list[Bin]:
    """Ten bins of equally many sentences, by predicted confidence."""
    pairs = sorted(zip(predict(calibration, samples), (s.chrf >= USABLE for s in samples), strict=True))
    bins = []
    for part in np.array_split(np.arange(len(pairs)), BINS):
        chosen = [pairs[i] for i in part]
        if chosen:
            predicted, observed = (sum(column) / len(chosen) for column in zip(*chosen, strict=True))
            bins.append(Bin(predicted, observed, len(chosen)))
    return bins


def ceiling(bins: Sequence[Bin]) -> float:
    """The share of usable sentences in the best bin, by Laplace's rule: nothing is trusted beyond what was seen."""
    return round(max((b.observed * b.count + 1) / (b.count + 2) for b in bins), 4)


def rank_correlation(calibration: Calibration, samples: Sequence[Sample]) -> float:
    """Spearman's rho between confidence and chrF2: do reviewers see the worst sentences first?"""
    ranks = [np.argsort(np.argsort(v)) for v in (predict(calibration, samples), [s.chrf for s in samples])]
    return float(np.corrcoef(*ranks)[0, 1])


def expected_error(bins: Sequence[Bin]) -> float:
    """Mean distance of predicted from observed, weighed by count (expected calibration error)."""
    return sum(abs(b.predicted - b.observed) * b.count for b in bins) / sum(b.count for b in bins)


def calibrate(
    engine: ArgosEngine, sets: Sequence[tuple[Path, Path]], limit: int = 0
) -> tuple[Calibration, list[Bin], float]:
    """Fit on every other held-out sentence; return the weights, the bins and the rank correlation on the rest."""
    samples: list[Sample] = []
    for source, reference in sets:
        texts = (read_lines(path, limit) for path in (source, reference))
        samples += translate_samples(engine, *texts)
    calibration = fit(samples[::2])
    calibration = replace(calibration, ceiling=ceiling(reliability(calibration, samples[::2])))
    return calibration, reliability(calibration, samples[1::2]), rank_correlation(calibration, samples[1::2])


def as_metadata(calibration: Calibration) -> dict[str, object]:
    return asdict(calibration)
