"""Packages are installed whole or not at all, found by name or path, and described."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from archives import unzip, with_flipped_byte, with_member, with_metadata

from formatter.engines import packages
from formatter.errors import BadPackage, MissingResource, ProceedingsError
from formatter.world import DiskWorld, MemoryWorld

NAME = "translate-zh_en-0_0_1"


@pytest.fixture
def file(tmp_path: Path, tiny_bytes: bytes) -> Path:
    path = tmp_path / "tiny.argosmodel"
    path.write_bytes(tiny_bytes)
    return path


def test_install_list_use_remove(packages_folder: Path, file: Path) -> None:
    installed = packages.install(str(file))
    assert (installed.name, installed.version, installed.place) == (NAME, "0.0.1", "installed")
    assert [i.name for i in packages.list_packages().value] == [NAME]
    engine = packages.resolve_engine(NAME, DiskWorld())
    assert engine.info.sha256 == installed.sha256
    assert engine.translate(["武汉"])[0].text
    packages.remove(NAME)
    assert packages.list_packages().value == ()
    assert list(packages_folder.iterdir()) == []


def test_installing_again_replaces(packages_folder: Path, file: Path) -> None:
    packages.install(str(file))
    packages.install(str(file))
    assert len(packages.list_packages().value) == 1


@pytest.mark.parametrize("name", [NAME, "translate-zh_en", "", "{file}", "{folder}"])
def test_ways_to_name_an_engine(name: str, packages_folder: Path, file: Path, tmp_path: Path) -> None:
    packages.install(str(file))
    for member, data in unzip(file.read_bytes()).items():
        (tmp_path / member).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / member).write_bytes(data)
    named = name.format(file=file, folder=tmp_path / NAME)
    assert packages.resolve_engine(named, DiskWorld(tmp_path)).info.name == NAME


def test_a_path_is_relative_to_the_volume(packages_folder: Path, file: Path, tmp_path: Path) -> None:
    assert packages.inspect_package("tiny.argosmodel", DiskWorld(tmp_path)).place == "file"


def test_a_package_in_memory(packages_folder: Path, tiny_bytes: bytes) -> None:
    world = MemoryWorld({"engine/tiny.argosmodel": tiny_bytes})
    assert packages.resolve_engine("engine/tiny.argosmodel", world).info.path == "engine/tiny.argosmodel"


def test_the_newest_version_wins(packages_folder: Path, tmp_path: Path, tiny_bytes: bytes) -> None:
    for version in ("1.9", "1.10", "0.9"):
        path = tmp_path / f"{version}.argosmodel"
        path.write_bytes(with_metadata(tiny_bytes, package_version=version))
        packages.install(str(path))
    assert packages.inspect_package("translate-zh_en").version == "1.10"
    assert packages.inspect_package("translate-zh_en-1_9").version == "1.9"


def test_the_bundled_package_is_the_default(packages_folder: Path, tmp_path: Path, tiny_bytes: bytes) -> None:
    path = tmp_path / "new.argosmodel"
    path.write_bytes(with_metadata(tiny_bytes, package_version="9"))
    packages.install(str(path))
    (tmp_path / "bundled" / "own.argosmodel").write_bytes(with_metadata(tiny_bytes, package_version="1"))
    assert packages.inspect_package("").place == "bundled"
    assert packages.inspect_package("translate-zh_en-9").place == "installed"


@pytest.mark.parametrize("name", ["", "translate-zh_en", "nothing.argosmodel", "no/where"])
def test_a_missing_engine_says_what_to_do(name: str, packages_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(MissingResource) as caught:
        packages.resolve_engine(name, DiskWorld(tmp_path))
    assert caught.value.hint
    assert caught.value.exit_status == 3


BAD = {
    "cut off": lambda d: d[:-2000],
    "wrong checksum": lambda d: with_flipped_byte(d, "model.bin"),
    "other pair": lambda d: with_metadata(d, to_code="de"),
    "no model": lambda d: with_member(d, "*/model/model.bin", None),
    "model is noise": lambda d: with_member(d, "*/model/model.bin", b"\x06\0\0\0" + bytes(range(256)) * 40),
    "model cut before it was packed": lambda d: with_member(d, "*/model/model.bin", bytes(5000)),
    "vocabulary of another model": lambda d: with_member(d, "*/model/shared_vocabulary.json", b'["<s>", "a"]'),
    "tokenizer is noise": lambda d: with_member(d, "*/sentencepiece.model", b"noise"),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_package_leaves_nothing_behind(fault: str, packages_folder: Path, file: Path) -> None:
    file.write_bytes(BAD[fault](file.read_bytes()))
    with pytest.raises(BadPackage) as caught:
        packages.install(str(file))
    assert caught.value.hint
    assert not packages_folder.exists() or list(packages_folder.iterdir()) == []
    assert packages.list_packages().value == ()


def test_a_bad_package_does_not_disturb_the_good_one(packages_folder: Path, file: Path) -> None:
    good = packages.install(str(file))
    file.write_bytes(with_member(file.read_bytes(), "*/model/model.bin", b"noise"))
    with pytest.raises(BadPackage):
        packages.install(str(file))
    assert packages.resolve_engine(NAME, DiskWorld()).info.sha256 == good.sha256


def test_the_digest_is_checked(packages_folder: Path, file: Path) -> None:
    with pytest.raises(BadPackage, match="has the SHA-256"):
        packages.install(str(file), sha256="0" * 64)
    right = packages.inspect_package(str(file)).sha256
    assert packages.install(str(file), sha256=right.upper()).sha256 == right


def test_a_package_that_rots_is_reported_not_used(packages_folder: Path, file: Path, tiny_bytes: bytes) -> None:
    packages.install(str(file))
    (packages_folder / f"{NAME}.argosmodel").write_bytes(with_metadata(tiny_bytes, note="changed"))
    outcome = packages.list_packages()
    assert outcome.value == ()
    assert [d.code for d in outcome.diagnostics] == ["engine-damaged"]
    assert "has changed since it was installed" in outcome.diagnostics[0].message
    with pytest.raises(BadPackage, match="has changed"):
        packages.resolve_engine(NAME, DiskWorld())
    assert "engine remove" in packages.render_list()


def test_a_file_without_a_record_is_not_installed(packages_folder: Path, file: Path) -> None:
    packages.install(str(file))
    (packages_folder / f"{NAME}.json").unlink()
    assert packages.list_packages().value == ()


def test_a_full_disk_is_not_a_traceback(packages_folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: DiskWorld, path: str, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(DiskWorld, "write_bytes", fail)
    with pytest.raises(ProceedingsError, match="No space left"):
        packages.install(str(file))


def test_removing_what_is_not_there(packages_folder: Path) -> None:
    with pytest.raises(MissingResource, match="no installed package is called x"):
        packages.remove("x")


def test_the_folder_follows_xdg(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PROCEEDINGS_PACKAGES", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert packages.packages_folder() == "/data/proceedings/packages"


def test_the_model_card_is_shown(packages_folder: Path, file: Path) -> None:
    installed = packages.install(str(file))
    card = packages.render_info(NAME)
    assert f"name     {NAME}\n" in card
    assert installed.sha256 in card
    assert "## Training data and licences" in card
    assert packages.render_list().startswith(f"* {NAME}")


def test_an_empty_list_says_how_to_get_one(packages_folder: Path) -> None:
    assert "proceedings engine install" in packages.render_list()


def test_the_record_says_where_it_came_from(packages_folder: Path, file: Path) -> None:
    packages.install(str(file))
    record = json.loads((packages_folder / f"{NAME}.json").read_bytes())
    assert record["origin"] == str(file)
