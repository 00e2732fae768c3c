"""The package that comes with the program: there, small, documented, calibrated, and obedient to placeholders."""

from __future__ import annotations

from pathlib import Path

import pytest

from formatter.engines.archive import read_archive
from formatter.engines.argos import ArgosEngine
from formatter.engines.confidence import GENERIC
from formatter.engines.packages import bundled_folder

FILES = sorted(Path(bundled_folder()).glob("*.argosmodel"))

SENTENCES = (
    "媒体融合发展是一项长期任务。",
    "2022年，全市经济总量达到3.6万亿元，同比增长5.2%。",
    "我们要坚持正确方向，走好创新之路，讲好中国故事。",
)


@pytest.fixture(scope="module")
def bundled() -> ArgosEngine:
    return ArgosEngine(read_archive(FILES[0].read_bytes(), str(FILES[0])))


def test_there_is_one_and_it_is_small() -> None:
    assert len(FILES) == 1
    assert FILES[0].stat().st_size <= 60 * 10**6


def test_its_file_is_named_for_it(bundled: ArgosEngine) -> None:
    assert FILES[0].stem == bundled.info.name


def test_it_knows_placeholders_and_annotations(bundled: ArgosEngine) -> None:
    assert bundled.placeholders == 32
    assert bundled.annotations


def test_it_is_calibrated(bundled: ArgosEngine) -> None:
    assert bundled.calibration != GENERIC
    assert bundled.confidence(-0.2, 20, 25) > bundled.confidence(-2.0, 20, 25)


@pytest.mark.parametrize("heading", ["## Figures", "## What it is bad at", "## Training data and licences"])
def test_its_card_says(heading: str, bundled: ArgosEngine) -> None:
    assert heading in bundled.package.readme


def test_its_figures_are_signed(bundled: ArgosEngine) -> None:
    assert "`BLEU|nrefs:1|" in bundled.package.readme and "`chrF2|nrefs:1|" in bundled.package.readme


def test_company_does_not_change_a_translation(bundled: ArgosEngine) -> None:
    assert bundled.translate(SENTENCES) == [bundled.translate([s])[0] for s in SENTENCES]
