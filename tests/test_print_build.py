"""The sample built with a file for the press beside the screen's."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pikepdf
import pytest

from formatter.config import read_config
from formatter.pipeline import Request, build
from formatter.progress import SilentProgress
from formatter.world import DiskWorld

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, built with and without the setting."""
    folder = tmp_path_factory.mktemp("sample")
    for name in ("seeds", "glossary"):
        shutil.copytree(ROOT / name, folder / name)
    settings = (ROOT / "proceedings.toml").read_text(encoding="utf-8")
    assert "\n# print = true" in settings
    for output, text in (("plain", settings), ("print", settings.replace("\n# print = true", "\nprint = true"))):
        (folder / "proceedings.toml").write_text(text, encoding="utf-8")
        built = build(DiskWorld(str(folder)), SilentProgress(), Request(("pdf", "json"), output=output)).value
        assert built is not None
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def test_the_setting_adds_one_file_and_the_report_names_it(folder: Path) -> None:
    assert names(folder / "plain") == ["proceedings.pdf", "report.json"]
    assert names(folder / "print") == ["proceedings-print.pdf", "proceedings.pdf", "report.json"]
    for output in ("plain", "print"):
        report = json.loads((folder / output / "report.json").read_text(encoding="utf-8"))
        assert sorted(report["files"]) == names(folder / output)


def test_screen_file_is_the_same_and_small(folder: Path) -> None:
    screen = (folder / "print" / "proceedings.pdf").read_bytes()
    assert screen == (folder / "plain" / "proceedings.pdf").read_bytes()
    assert len(screen) < 500_000


def test_press_has_the_same_pages(folder: Path) -> None:
    paths = [folder / "print" / f"proceedings{end}.pdf" for end in ("", "-print")]
    with pikepdf.open(paths[0]) as screen, pikepdf.open(paths[1]) as press:
        assert len(press.pages) == len(screen.pages) > 10
        assert [page.label for page in press.pages] == [page.label for page in screen.pages]


def test_the_switch_is_true_or_false() -> None:
    assert not read_config("proceedings.toml", b"").value.print
    assert read_config("proceedings.toml", b"[output]\nprint = true\n").value.print
    (found,) = read_config("proceedings.toml", b'[output]\nprint = "yes"\n').diagnostics
    assert (found.code, found.span.line, found.fatal) == ("config-value", 2, True)
