"""The only door to disk and clock, with an in-memory twin for tests.

Paths are POSIX strings relative to the world's root (or absolute). Writes replace a file atomically: a build that is
killed leaves the old file or the new one, never half of one.
"""

from __future__ import annotations

import datetime
import os
import tempfile
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Protocol


class World(Protocol):
    """What the program may ask of its surroundings."""

    def read_bytes(self, path: str) -> bytes:
        """Raises FileNotFoundError, or OSError with the system's reason."""
        ...

    def exists(self, path: str) -> bool: ...

    def list_files(self, folder: str) -> tuple[str, ...]:
        """Every file below a folder, sorted, hidden files and editors' lock files left out."""
        ...

    def write_bytes(self, path: str, data: bytes) -> None: ...

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
        target = self._at(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            umask = os.umask(0)
            os.umask(umask)
            os.chmod(name, 0o666 & ~umask)
            os.replace(name, target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

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
        self.files[path] = data

    def remove(self, path: str) -> None:
        self.files.pop(path, None)

    def today(self) -> datetime.date:
        return self.date

    def absolute(self, path: str) -> str:
        return path
