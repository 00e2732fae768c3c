"""The only door to disk and clock, with an in-memory twin for tests.

Paths are POSIX strings relative to the world's root (or absolute). Writes replace a file atomically: a build that is
killed leaves the old file or the new one, never half of one.
"""

from __future__ import annotations

import datetime
import errno
import os
import tempfile
from collections.abc import Mapping
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Protocol

from formatter.errors import CannotWrite


class World(Protocol):
    """What the program may ask of its surroundings."""

    def read_bytes(self, path: str) -> bytes:
        """Raises FileNotFoundError, or OSError with the system's reason."""
        ...

    def exists(self, path: str) -> bool: ...

    def list_files(self, folder: str) -> tuple[str, ...]:
        """Every file below a folder, sorted, hidden files and editors' lock files left out."""
        ...

    def write_bytes(self, path: str, data: bytes) -> None:
        """Raises CannotWrite; the old file is then still in place."""
        ...

    def write_files(self, files: Mapping[str, bytes]) -> None:
        """Replace several files together: no old one goes before all the new ones are on the disk.

        Raises CannotWrite.
        """
        ...

    def remove(self, path: str) -> None:
        """Remove a file; nothing happens if there is none."""
        ...

    def today(self) -> datetime.date: ...

    def absolute(self, path: str) -> str:
        """The path for libraries that open files themselves (models, fonts)."""
        ...


def _hidden(path: PurePosixPath) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)


class DiskWorld:
    """The real one. ``root`` is the volume's folder."""

    def __init__(self, root: str | os.PathLike[str] = ".") -> None:
        self.root = Path(root)

    def _at(self, path: str) -> Path:
        return self.root / path

    def read_bytes(self, path: str) -> bytes:
        return self._at(path).read_bytes()

    def exists(self, path: str) -> bool:
        return self._at(path).exists()

    def list_files(self, folder: str) -> tuple[str, ...]:
        top = self._at(folder)
        if not top.is_dir():
            return ()
        found = (PurePosixPath(p.relative_to(top).as_posix()) for p in top.rglob("*") if p.is_file())
        return tuple(sorted((PurePosixPath(folder) / p).as_posix() for p in found if not _hidden(p)))

    def write_bytes(self, path: str, data: bytes) -> None:
        self.write_files({path: data})

    def write_files(self, files: Mapping[str, bytes]) -> None:
        waiting: dict[str, Path] = {}
        path = ""
        try:
            for path, data in files.items():
                waiting[path] = self._write_beside(self._at(path), data)
            for path in files:
                os.replace(waiting[path], self._at(path))
        except OSError as error:
            raise _cannot_write(path, error) from error
        finally:
            for beside in waiting.values():
                beside.unlink(missing_ok=True)

    def _write_beside(self, target: Path, data: bytes) -> Path:
        """Write a hidden file beside the target and give its path; nothing stays behind if that fails."""
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            umask = os.umask(0)
            os.umask(umask)
            os.chmod(name, 0o666 & ~umask)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        return Path(name)

    def remove(self, path: str) -> None:
        self._at(path).unlink(missing_ok=True)

    def today(self) -> datetime.date:
        """The date, or that of SOURCE_DATE_EPOCH (reproducible-builds.org) where it is set."""
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        if epoch and epoch.isdigit():
            return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
        return datetime.date.today()

    def absolute(self, path: str) -> str:
        return str(self._at(path).resolve())


_CURES = {
    errno.ENOSPC: "make room on the disk, then build again",
    errno.EDQUOT: "make room on the disk, then build again",
    errno.EACCES: "choose a folder that you may write to: --output DIR",
    errno.EPERM: "choose a folder that you may write to: --output DIR",
    errno.EROFS: "choose a folder that you may write to: --output DIR",
    errno.EEXIST: "a file stands where a folder is needed: move it, or choose another folder",
    errno.ENOTDIR: "a file stands where a folder is needed: move it, or choose another folder",
    errno.EISDIR: "a folder stands where a file is needed: move it, or choose another name",
    errno.ENAMETOOLONG: "choose a shorter name: output.name in proceedings.toml",
}


def _cannot_write(path: str, error: OSError) -> CannotWrite:
    reason = (error.strerror or str(error) or type(error).__name__).lower()
    cure = _CURES.get(error.errno or 0, "find out what holds the file, then build again")
    return CannotWrite(f"can't write {path}: {reason}", f"{cure}; what was there before is untouched")


class MemoryWorld:
    """Files in a dictionary, for tests."""

    def __init__(self, files: dict[str, bytes | str] | None = None, date: datetime.date | None = None) -> None:
        self.files = {k: v.encode() if isinstance(v, str) else v for k, v in (files or {}).items()}
        self.date = date or datetime.date(2026, 1, 1)

    def read_bytes(self, path: str) -> bytes:
        if path not in self.files:
            raise FileNotFoundError(path)
        return self.files[path]

    def exists(self, path: str) -> bool:
        return path in self.files or any(p.startswith(path.rstrip("/") + "/") for p in self.files)

    def list_files(self, folder: str) -> tuple[str, ...]:
        inside = (p for p in self.files if fnmatch(p, f"{folder.rstrip('/')}/*"))
        return tuple(sorted(p for p in inside if not _hidden(PurePosixPath(p).relative_to(folder))))

    def write_bytes(self, path: str, data: bytes) -> None:
        self.write_files({path: data})

    def write_files(self, files: Mapping[str, bytes]) -> None:
        self.files |= files

    def remove(self, path: str) -> None:
        self.files.pop(path, None)

    def today(self) -> datetime.date:
        return self.date

    def absolute(self, path: str) -> str:
        return path
