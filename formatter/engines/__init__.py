"""Translation engines. An engine is one file here and one entry in ENGINES, by the format of its packages."""

from __future__ import annotations

from collections.abc import Callable

from formatter.engines.archive import Package
from formatter.engines.argos import ArgosEngine, Hypothesis, TranslatedText
from formatter.engines.packages import (
    PackageInfo,
    find_package,
    inspect_package,
    install,
    list_packages,
    remove,
)
from formatter.world import World

Engine = ArgosEngine

ENGINES: dict[str, Callable[[Package], Engine]] = {
    "argos": ArgosEngine,
}


def resolve_engine(package: str, world: World) -> Engine:
    """Load the engine that a configuration names: "" the one that comes with the program (or else the newest
    installed one), a name an installed one, a path a file or an unpacked folder, relative to the world's root.

    Raises MissingResource if there is none, BadPackage if it is damaged.
    """
    found, _ = find_package(package, world)
    return ENGINES[found.format](found)


__all__ = [
    "ENGINES",
    "Engine",
    "Hypothesis",
    "PackageInfo",
    "TranslatedText",
    "inspect_package",
    "install",
    "list_packages",
    "remove",
    "resolve_engine",
]
