"""The tiny package, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from formatter.engines.archive import read_archive
from formatter.engines.argos import ArgosEngine

TINY = Path(__file__).resolve().parent.parent / "data" / "translate-zh_en-tiny.argosmodel"


@pytest.fixture(scope="session")
def tiny() -> ArgosEngine:
    return ArgosEngine(read_archive(TINY.read_bytes(), TINY.name))
