"""A wheel built from the tree works outside the repository: fonts, catalogs, base data and engine travel inside it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The wheel, unpacked as an installer does it."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(site: Path, cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(site), "PROCEEDINGS_PACKAGES": str(cwd / "none")}
    return subprocess.run(
        [sys.executable, "-m", "formatter", *arguments], cwd=cwd, env=environment, capture_output=True, text=True
    )


def test_no_build_output_and_no_tests_in_the_wheel(site: Path) -> None:
    top = {p.name for p in site.iterdir() if not p.name.endswith(".dist-info")}
    assert top == {"formatter"}


def test_everything_needed_is_inside(site: Path) -> None:
    inside = site / "formatter"
    assert (inside / "_data/fonts/manifest.toml").exists()
    assert list((inside / "_data/fonts").glob("*.ttf"))
    assert list((inside / "_data/fonts").glob("OFL*"))
    assert (inside / "_data/sample/proceedings.toml").exists()
    assert (inside / "_data/sample/glossary/approved.tmx").exists()
    assert list(inside.rglob("locale/**/*.mo")) or list(inside.rglob("locale/**/*.po"))
    packages = {p.name for p in (ROOT / "formatter/engines/data").glob("*.argosmodel")}
    assert {p.name for p in (inside / "engines/data").glob("*.argosmodel")} == packages


def test_it_builds_a_new_volume(site: Path, tmp_path: Path) -> None:
    made = run(site, tmp_path, "new", "forum")
    assert made.returncode == 0, made.stderr
    (tmp_path / "forum/seeds/one.txt").write_text("标题：绿色港口\n演讲人：王一\n\n　　谢谢大家。\n", encoding="utf-8")
    (tmp_path / "forum/glossary/terms.csv").write_text(
        "中文,英文\n绿色港口,Green Ports\n谢谢大家。,Thank you.\n", encoding="utf-8"
    )
    done = run(site, tmp_path, "build", "forum")
    assert done.returncode == 0, done.stderr
    where = subprocess.run(
        [sys.executable, "-c", "import formatter; print(formatter.__file__)"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(site)}, capture_output=True, text=True,
    )  # fmt: skip
    assert where.stdout.startswith(str(site))
    names = {p.name for p in (tmp_path / "forum/build").iterdir() if p.is_file()}
    assert names == {"proceedings.pdf", "proceedings.docx", "review.html", "report.json"}
