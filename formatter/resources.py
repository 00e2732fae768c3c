"""Where the program's own files lie: the repository's top-level folders, or ``formatter/_data`` in an installed wheel."""

from __future__ import annotations

from pathlib import Path

from formatter.errors import MissingResource

_PACKAGE = Path(__file__).resolve().parent


def resource_path(name: str) -> Path:
    """Find one of the program's own files or folders, e.g. "fonts" or "fonts/manifest.toml".

    Raises MissingResource if neither the wheel nor the repository has it.
    """
    for place in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if place.exists():
            return place
    raise MissingResource(
        f"the program's own {name} is missing", "the installation is damaged: install proceedings again"
    )
