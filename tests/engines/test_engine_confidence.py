from __future__ import annotations

import math

import pytest
from archives import with_metadata
from hypothesis import given
from hypothesis import strategies as st

from formatter.engines.archive import read_archive
from formatter.engines.argos import ArgosEngine
from formatter.engines.confidence import GENERIC, Calibration, confidence, read_calibration
from formatter.errors import BadPackage


@given(st.floats(-20, 0), st.floats(-20, 0), st.integers(1, 500), st.integers(1, 500))
def test_a_better_score_is_trusted_more(a: float, b: float, source: int, target: int) -> None:
    low, high = sorted((a, b))
    assert 0 <= confidence(GENERIC, low, source, target) <= confidence(GENERIC, high, source, target) <= 1


def test_the_logistic_by_hand() -> None:
    calibration = Calibration(bias=1.0, score=2.0, length=-0.5, ratio=-1.0)
    # 1 + 2·(−0.5) − 0.5·ln 10 − |ln 2| = −1.8444…; 1/(1+e^1.8444) = 0.13652
    assert confidence(calibration, -0.5, 10, 20) == pytest.approx(0.13652, abs=1e-4)


@pytest.mark.parametrize("score", [-math.inf, -1e9])
def test_the_impossible_is_not_trusted(score: float) -> None:
    assert confidence(GENERIC, score, 5, 5) < 1e-6


def test_nothing_is_not_trusted() -> None:
    assert confidence(GENERIC, 0.0, 5, 0) == 0
    assert confidence(GENERIC, 0.0, 0, 5) == 0
    assert confidence(GENERIC, math.nan, 5, 5) == 0


def test_a_package_brings_its_calibration(tiny_bytes: bytes) -> None:
    weights = {"bias": 9.0, "score": 1.0, "length": 0.0, "ratio": 0.0, "event": "someone liked it"}
    engine = ArgosEngine(read_archive(with_metadata(tiny_bytes, confidence=weights), "x"))
    assert engine.calibration == Calibration(9.0, 1.0, 0.0, 0.0, "someone liked it")
    assert engine.confidence(-1.0, 5, 5) == pytest.approx(1 / (1 + math.exp(-8)))


def test_a_stock_package_gets_the_generic_one(engine: ArgosEngine) -> None:
    assert engine.calibration is GENERIC


@pytest.mark.parametrize("weights", [[], "x", {"bias": 1}, {"bias": 1, "score": "a", "length": 0, "ratio": 0}])
def test_malformed_weights_are_named(weights: object, tiny_bytes: bytes) -> None:
    with pytest.raises(BadPackage, match="confidence weights"):
        ArgosEngine(read_archive(with_metadata(tiny_bytes, confidence=weights), "x"))


def test_infinite_weights_are_named(tiny_bytes: bytes) -> None:
    weights = {"bias": math.inf, "score": 1, "length": 0, "ratio": 0}
    with pytest.raises(BadPackage, match="not finite"):
        ArgosEngine(read_archive(with_metadata(tiny_bytes, confidence=weights), "x"))


def test_nothing_is_trusted_beyond_what_was_seen() -> None:
    calibration = Calibration(bias=5.0, score=0.0, length=0.0, ratio=0.0, ceiling=0.2)
    assert confidence(calibration, -0.1, 5, 5) == 0.2
    metadata = {"confidence": {"bias": 1, "score": 1, "length": 0, "ratio": 0, "ceiling": 0.2}}
    assert read_calibration(metadata, "x.argosmodel").ceiling == 0.2
