from __future__ import annotations

import os
from pathlib import Path

import pytest

from formatter.errors import CannotWrite
from formatter.world import DiskWorld, MemoryWorld


@pytest.fixture(params=["disk", "memory"])
def world(request, tmp_path: Path):
    return DiskWorld(tmp_path) if request.param == "disk" else MemoryWorld()


def test_what_is_written_is_read(world) -> None:
    world.write_bytes("a/b/one.txt", b"1")
    world.write_bytes("a/two.txt", b"2")
    world.write_bytes("a/.hidden", b"")
    world.write_bytes("a/~$two.docx", b"")
    assert world.read_bytes("a/b/one.txt") == b"1"
    assert world.list_files("a") == ("a/b/one.txt", "a/two.txt")
    assert world.exists("a") and world.exists("a/two.txt") and not world.exists("a/three.txt")
    world.remove("a/two.txt")
    world.remove("a/two.txt")
    assert not world.exists("a/two.txt")
    with pytest.raises(FileNotFoundError):
        world.read_bytes("a/two.txt")


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch) -> None:
    world = DiskWorld(tmp_path)
    world.write_bytes("out.pdf", b"old")

    def full(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match=r"can't write out\.pdf: no space left"):
        world.write_bytes("out.pdf", b"new")
    assert world.read_bytes("out.pdf") == b"old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.pdf"]


def test_files_written_together_replace_the_old_ones_together(tmp_path: Path) -> None:
    world = DiskWorld(tmp_path)
    world.write_files({"out/a.pdf": b"old", "out/b.docx": b"old"})
    (tmp_path / "out" / "c").mkdir()
    with pytest.raises(CannotWrite, match="can't write out/c"):
        world.write_files({"out/a.pdf": b"new", "out/b.docx": b"new", "out/c": b"new"})
    assert world.read_bytes("out/a.pdf") == world.read_bytes("out/b.docx") == b"old"
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a.pdf", "b.docx", "c"]


def test_a_file_in_the_place_of_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("not a folder")
    with pytest.raises(CannotWrite) as caught:
        DiskWorld(tmp_path).write_bytes("build/out.pdf", b"1")
    assert "a file stands where a folder is needed" in caught.value.hint


def test_the_date_can_be_fixed(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1698364800")
    assert DiskWorld(tmp_path).today().isoformat() == "2023-10-27"
