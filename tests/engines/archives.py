"""Engine packages with one fault each, made from a sound one."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable

Members = dict[str, bytes]


def unzip(data: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(members: Members) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def changed(data: bytes, edit: Callable[[Members, str], Members | None]) -> bytes:
    """The package with its members edited; ``edit`` gets them and the top folder's name."""
    members = unzip(data)
    return zipped(edit(members, next(iter(members)).split("/")[0]) or members)


def with_metadata(data: bytes, **fields: object) -> bytes:
    def edit(members: Members, top: str) -> None:
        metadata = json.loads(members[f"{top}/metadata.json"]) | fields
        members[f"{top}/metadata.json"] = json.dumps(metadata).encode()

    return changed(data, edit)


def with_member(data: bytes, name: str, content: bytes | None) -> bytes:
    """The package with one member replaced, added or (None) taken away; "*" stands for the top folder."""

    def edit(members: Members, top: str) -> None:
        key = name.replace("*", top)
        if content is None:
            members.pop(key)
        else:
            members[key] = content

    return changed(data, edit)


def with_flipped_byte(data: bytes, inside: str) -> bytes:
    """The package with one byte of a member's compressed data flipped, as a bad disk would."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entry = next(e for e in archive.infolist() if e.filename.endswith(inside))
    at = entry.header_offset + 30 + len(entry.filename.encode()) + entry.compress_size // 2
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def twice(data: bytes, name: str) -> bytes:
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive:
        full = next(n for n in archive.namelist() if n.endswith(name))
        archive.filelist = list(archive.filelist)
        archive.NameToInfo.pop(full)
        archive.writestr(full, b"again")
    return buffer.getvalue()


def link(data: bytes) -> bytes:
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive:
        entry = zipfile.ZipInfo(archive.namelist()[0].split("/")[0] + "/model/link")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return buffer.getvalue()
