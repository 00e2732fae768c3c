from __future__ import annotations

import os
from pathlib import Path

import pytest

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
    with pytest.raises(OSError, match="no space"):
        world.write_bytes("out.pdf", b"new")
    assert world.read_bytes("out.pdf") == b"old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out.pdf"]


def test_the_date_can_be_fixed(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1698364800")
    assert DiskWorld(tmp_path).today().isoformat() == "2023-10-27"
