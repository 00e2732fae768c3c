"""A package is taken apart only if it is sound; every fault is named, with what to do."""

from __future__ import annotations

import hashlib
import json

import pytest
from archives import link, twice, unzip, with_flipped_byte, with_member, with_metadata
from hypothesis import given, settings
from hypothesis import strategies as st

from formatter.engines.archive import read_archive, read_folder
from formatter.errors import BadPackage
from formatter.world import MemoryWorld


def test_a_sound_package_is_described(tiny_bytes: bytes) -> None:
    package = read_archive(tiny_bytes, "tiny.argosmodel")
    assert package.info.name == "translate-zh_en-0_0_1"
    assert (package.info.version, package.info.from_code, package.info.to_code) == ("0.0.1", "zh", "en")
    assert package.info.sha256 == hashlib.sha256(tiny_bytes).hexdigest()
    assert set(package.model) == {"model.bin", "config.json", "shared_vocabulary.json"}
    assert package.readme.startswith("# Chinese to English")
    assert package.size == len(tiny_bytes)


FAULTS = {
    "empty file": (lambda d: b"", "not a zip archive"),
    "text": (lambda d: b"<html>404 Not Found</html>", "not a zip archive"),
    "cut off": (lambda d: d[: len(d) // 2], "not a zip archive"),
    "wrong checksum": (lambda d: with_flipped_byte(d, "model.bin"), "model.bin is damaged"),
    "second top folder": (lambda d: with_member(d, "other/file", b"x"), "must hold one folder"),
    "file at the top": (lambda d: with_member(d, "metadata.json", b"{}"), "must hold one folder"),
    "path traversal": (lambda d: with_member(d, "*/../../evil", b"x"), "unsafe member name"),
    "absolute path": (lambda d: with_member(d, "/etc/evil", b"x"), "unsafe member name"),
    "backslash": (lambda d: with_member(d, "*/model\\evil", b"x"), "unsafe member name"),
    "drive letter": (lambda d: with_member(d, "c:/evil", b"x"), "unsafe member name"),
    "symbolic link": (link, "unsafe member name"),
    "member twice": (lambda d: twice(d, "config.json"), "twice"),
    "bomb": (lambda d: with_member(d, "*/model/zeros", bytes(200 * 2**20)), "would unpack to"),
    "no metadata": (lambda d: with_member(d, "*/metadata.json", None), "no metadata.json"),
    "metadata not JSON": (lambda d: with_member(d, "*/metadata.json", b"{"), "can't be read"),
    "metadata not text": (lambda d: with_member(d, "*/metadata.json", b"\xff\xfe"), "can't be read"),
    "metadata a list": (lambda d: with_member(d, "*/metadata.json", b"[]"), "must be an object"),
    "other pair": (lambda d: with_metadata(d, from_code="en", to_code="zh"), "translates en → zh"),
    "no pair": (lambda d: with_metadata(d, from_code=None), "translates None → en"),
    "other type": (lambda d: with_metadata(d, type="sbd"), "type 'sbd'"),
    "no model": (lambda d: with_member(d, "*/model/model.bin", None), "no model/model.bin"),
    "no tokenizer": (lambda d: with_member(d, "*/sentencepiece.model", None), "no sentencepiece.model"),
    "old tokenizer": (
        lambda d: with_member(with_member(d, "*/sentencepiece.model", None), "*/bpe.model", b"x"),
        "old BPE tokenizer",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_faults_are_named(fault: str, tiny_bytes: bytes) -> None:
    make, message = FAULTS[fault]
    with pytest.raises(BadPackage) as caught:
        read_archive(make(tiny_bytes), "some/where.argosmodel")
    assert message in str(caught.value)
    assert "some/where.argosmodel" in str(caught.value)
    assert caught.value.hint


@settings(max_examples=30, deadline=None)
@given(cut=st.floats(0, 1), flip=st.floats(0, 1), value=st.integers(1, 255))
def test_damage_anywhere_is_noticed_or_harmless(cut: float, flip: float, value: int, tiny_bytes: bytes) -> None:
    """Whatever is cut off or flipped, the answer is BadPackage or the very same model."""
    kept = tiny_bytes[: 1 + int(cut * (len(tiny_bytes) - 1))]
    at = int(flip * (len(kept) - 1))
    damaged = kept[:at] + bytes([kept[at] ^ value]) + kept[at + 1 :]
    try:
        package = read_archive(damaged, "x")
    except BadPackage:
        return
    sound = read_archive(tiny_bytes, "x")
    assert dict(package.model) == dict(sound.model) and package.sentencepiece == sound.sentencepiece


def test_an_unpacked_folder_is_a_package_too(tiny_bytes: bytes) -> None:
    members = unzip(tiny_bytes)
    world = MemoryWorld({f"packages/{name}": data for name, data in members.items()})
    top = next(iter(members)).split("/")[0]
    package = read_folder(world, f"packages/{top}")
    assert package.info.name == "translate-zh_en-0_0_1"
    assert package.info.path == f"packages/{top}"
    assert len(package.info.sha256) == 64
    world.files[f"packages/{top}/metadata.json"] = json.dumps(
        json.loads(members[f"{top}/metadata.json"]) | {"package_version": "2"}
    ).encode()
    assert read_folder(world, f"packages/{top}").info.sha256 != package.info.sha256


def test_an_empty_folder_is_no_package() -> None:
    with pytest.raises(BadPackage, match="holds no engine package"):
        read_folder(MemoryWorld(), "nothing")
