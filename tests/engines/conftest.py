"""What the engine tests share: the tiny package, loaded once, and a packages folder of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from formatter.engines.archive import read_archive
from formatter.engines.argos import ArgosEngine

TINY = Path(__file__).resolve().parent.parent / "data" / "translate-zh_en-tiny.argosmodel"


@pytest.fixture(scope="session")
def tiny_bytes() -> bytes:
    return TINY.read_bytes()


@pytest.fixture(scope="session")
def tiny_path() -> str:
    return str(TINY)


@pytest.fixture(scope="session")
def engine(tiny_bytes: bytes, tiny_path: str) -> ArgosEngine:
    return ArgosEngine(read_archive(tiny_bytes, tiny_path))


@pytest.fixture
def packages_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for installed packages, and no bundled one."""
    folder, bundled = tmp_path / "packages", tmp_path / "bundled"
    bundled.mkdir()
    monkeypatch.setenv("PROCEEDINGS_PACKAGES", str(folder))
    monkeypatch.setattr("formatter.engines.packages.bundled_folder", lambda: str(bundled))
    return folder
