"""Read an Argos package (``.argosmodel``) into memory, and refuse one that is damaged or not what it says.

A package is a zip with one top folder: ``metadata.json``, ``model/`` (CTranslate2), ``sentencepiece.model`` and
perhaps ``README.md``. Nothing is unpacked to disk: the libraries load the model from memory, so a half-unpacked
package can't exist and a member's name is never used as a path.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from formatter.errors import BadPackage
from formatter.model import EngineInfo
from formatter.world import World

SUFFIX = ".argosmodel"
PAIR = ("zh", "en")

# Argos' largest packages unpack to about 350 MB and hold some dozens of members; a model gains little by
# compression, so a package that grows a hundredfold is not one.
MAX_MEMBERS = 2_000
MAX_BYTES = 2 * 2**30
MAX_RATIO = 100

_DAMAGED = "download or copy it again"


@dataclass(frozen=True, slots=True)
class Package:
    """An engine package in memory. ``model`` holds the CTranslate2 files by name."""

    info: EngineInfo
    metadata: Mapping[str, object]
    model: Mapping[str, bytes]
    sentencepiece: bytes
    readme: str = ""
    size: int = 0  # bytes of the package file
    format: str = "argos"  # a key of engines.ENGINES


def read_archive(data: bytes, path: str) -> Package:
    """Check a package file's bytes and take it apart; ``path`` names it in messages.

    Raises BadPackage: not a zip, a wrong checksum, more than one top folder, unsafe or doubled member names, sizes
    beyond the limits, no usable metadata, another language pair, or a missing part.
    """
    members = _read_members(data, path)
    return _assemble(members, path, hashlib.sha256(data).hexdigest(), len(data))


def read_folder(world: World, path: str) -> Package:
    """Read a package that argostranslate (or a person) has unpacked into a folder.

    Its SHA-256 is that of the names and contents of all parts. Raises BadPackage.
    """
    names = world.list_files(path)
    if not names:
        raise BadPackage(f"{path} holds no engine package", "name a .argosmodel file or an unpacked package")
    members = {str(PurePosixPath(name).relative_to(path)): world.read_bytes(name) for name in names}
    digest = hashlib.sha256()
    for name in sorted(members):
        digest.update(name.encode() + b"\0" + hashlib.sha256(members[name]).digest())
    return _assemble(members, path, digest.hexdigest(), sum(map(len, members.values())))


def _read_members(data: bytes, path: str) -> dict[str, bytes]:
    """Every file of the archive by its name below the top folder."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise BadPackage(f"{path} is not a zip archive, or it is cut off", _DAMAGED) from error
    with archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        top = _check_names(entries, path)
        _check_sizes(entries, path)
        members: dict[str, bytes] = {}
        for entry in entries:
            try:
                members[entry.filename[len(top) + 1 :]] = archive.read(entry)
            except RuntimeError as error:  # zipfile's word for "encrypted"
                raise BadPackage(f"{path}: {entry.filename} is encrypted", "ask its author for a plain one") from error
            except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
                raise BadPackage(f"{path}: {entry.filename} is damaged ({error})", _DAMAGED) from error
    return members


def _check_names(entries: list[zipfile.ZipInfo], path: str) -> str:
    """The one top folder. Names that would leave it are refused although nothing is written by name here: the same
    file may be given to other programs."""
    names = [entry.filename for entry in entries]
    hint = "this is not an engine package: get it from another place"
    if not names:
        raise BadPackage(f"{path} is an empty archive", _DAMAGED)
    for entry in entries:
        parts = entry.filename.split("/")
        is_link = (entry.external_attr >> 16) & 0o170000 == 0o120000
        if is_link or ".." in parts or "" in parts or "\\" in entry.filename or ":" in parts[0]:
            raise BadPackage(f"{path} holds an unsafe member name: {entry.filename!r}", hint)
    if len(set(names)) < len(names):
        doubled = next(name for name in names if names.count(name) > 1)
        raise BadPackage(f"{path} holds {doubled} twice", hint)
    tops = sorted({name.split("/")[0] for name in names})
    if len(tops) > 1 or any("/" not in name for name in names):
        shown = ", ".join(tops[:3]) + (" …" if len(tops) > 3 else "")
        raise BadPackage(f"{path} must hold one folder with everything in it; it holds {shown}", hint)
    return tops[0]


def _check_sizes(entries: list[zipfile.ZipInfo], path: str) -> None:
    unpacked, packed = sum(e.file_size for e in entries), sum(e.compress_size for e in entries)
    if len(entries) > MAX_MEMBERS or unpacked > MAX_BYTES or unpacked > MAX_RATIO * max(packed, 10_000):
        raise BadPackage(
            f"{path} would unpack to {len(entries):,} files and {unpacked / 2**20:,.0f} MiB, more than any engine has",
            "this is not an engine package: get it from another place",
        )


def _assemble(members: Mapping[str, bytes], path: str, sha256: str, size: int) -> Package:
    metadata = _read_metadata(members, path)
    if "sentencepiece.model" not in members:
        raise BadPackage(
            f"{path} has the old BPE tokenizer, which is not supported"
            if "bpe.model" in members
            else f"{path} has no sentencepiece.model",
            "use a newer package for this pair" if "bpe.model" in members else _DAMAGED,
        )
    model = {name[len("model/") :]: data for name, data in members.items() if name.startswith("model/")}
    if "model.bin" not in model:
        raise BadPackage(f"{path} has no model/model.bin", _DAMAGED)
    version = str(metadata.get("package_version", ""))
    source, target = str(metadata["from_code"]), str(metadata["to_code"])
    name = f"translate-{source}_{target}" + (f"-{re.sub('[^0-9A-Za-z]+', '_', version)}" if version else "")
    info = EngineInfo(name, version, source, target, sha256, path)
    readme = members.get("README.md", b"").decode("utf-8", "replace")
    return Package(info, metadata, model, members["sentencepiece.model"], readme, size)


def _read_metadata(members: Mapping[str, bytes], path: str) -> dict[str, object]:
    if "metadata.json" not in members:
        raise BadPackage(f"{path} has no metadata.json", "this is not an engine package, or a damaged one")
    try:
        metadata = json.loads(members["metadata.json"].decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadPackage(f"{path}: metadata.json can't be read ({error})", _DAMAGED) from error
    if not isinstance(metadata, dict):
        raise BadPackage(f"{path}: metadata.json must be an object", _DAMAGED)
    kind = metadata.get("type", "translate")
    if kind != "translate":
        raise BadPackage(f"{path} is a package of type {kind!r}, not a translation engine", "name a translate package")
    pair = (metadata.get("from_code"), metadata.get("to_code"))
    if pair != PAIR:
        raise BadPackage(f"{path} translates {pair[0]} → {pair[1]}, not zh → en", "name a package for zh → en")
    return metadata
