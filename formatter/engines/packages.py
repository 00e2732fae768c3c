"""Find, list, install, remove and describe engine packages.

A package is kept as the one file that it came in, checked as a whole and written atomically, so that nothing half
installed can exist; beside it lies a record with its SHA-256, and only what has a record is listed. The folder is
PROCEEDINGS_PACKAGES, or ``proceedings/packages`` below XDG_DATA_HOME (``~/.local/share``).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path

from formatter.diagnostics import Diagnostic, Outcome, diagnostic
from formatter.engines import ENGINES, Engine
from formatter.engines.archive import SUFFIX, Package, read_archive, read_folder
from formatter.engines.argos_index import fetch_package
from formatter.errors import BadPackage, MissingResource, ProceedingsError
from formatter.model import Span
from formatter.progress import Progress, SilentProgress
from formatter.world import DiskWorld, World

_TRIAL = "你好。"
_GET_ONE = "install one: proceedings engine install translate-zh_en (or the path of an .argosmodel file)"


@dataclass(frozen=True, slots=True)
class PackageInfo:
    """What is known of a package without loading it. ``place`` is "bundled", "installed" or "file"; sizes in bytes."""

    name: str
    version: str
    place: str
    path: str
    sha256: str
    size: int
    readme: str = ""

    @property
    def pair(self) -> str:
        return self.name.split("-")[1]


def packages_folder() -> str:
    """Where installed packages live."""
    chosen = os.environ.get("PROCEEDINGS_PACKAGES")
    if chosen:
        return chosen
    data = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return str(Path(data) / "proceedings" / "packages")


def bundled_folder() -> str:
    """The folder of the package that comes with the program."""
    return str(resources.files("formatter.engines") / "data")


# --- finding ----------------------------------------------------------------------------------------------


def resolve_engine(package: str, world: World) -> Engine:
    """Load the engine that a configuration names: "" the one that comes with the program (or else the newest
    installed one), a name an installed one, a path a file or an unpacked folder, relative to the world's root.

    Raises MissingResource if there is none, BadPackage if it is damaged.
    """
    found, _ = find_package(package, world)
    return ENGINES[found.format](found)


def inspect_package(package: str = "", world: World | None = None) -> PackageInfo:
    """Describe what ``resolve_engine`` would load. Raises MissingResource or BadPackage."""
    found, place = find_package(package, world or DiskWorld())
    return _describe(found, place)


def list_packages() -> Outcome[tuple[PackageInfo, ...]]:
    """Every package that a name can choose, the bundled ones first; damaged ones are diagnostics."""
    found: list[PackageInfo] = []
    problems: list[Diagnostic] = []
    for folder, place in ((bundled_folder(), "bundled"), (packages_folder(), "installed")):
        store = DiskWorld(folder)
        for file in _files(store, place):
            try:
                found.append(_describe(_read_stored(store, file, place), place))
            except BadPackage as error:
                span = Span(store.absolute(file))
                problems.append(diagnostic("engine-damaged", span, _without_path(error, span), error.hint))
    return Outcome(tuple(found), tuple(problems))


def find_package(package: str, world: World) -> tuple[Package, str]:
    """Read the package that ``resolve_engine`` would load, and say where it is: "bundled", "installed" or "file"."""
    if package and _is_path(package, world):
        return _read_from(package, world), "file"
    candidates: list[tuple[Package, str]] = []
    for folder, place in ((bundled_folder(), "bundled"), (packages_folder(), "installed")):
        store = DiskWorld(folder)
        for file in _files(store, place):
            if not package or _stem(file) == package or _stem(file).startswith(f"{package.rstrip('-')}-"):
                candidates.append((_read_stored(store, file, place), place))
        if candidates:
            return max(candidates, key=lambda c: _version_key(c[0].info.version))
    if not package:
        raise MissingResource("there is no translation engine", _GET_ONE)
    names = ", ".join(info.name for info in list_packages().value) or "none"
    raise MissingResource(f"no engine package is called {package}", f"there are: {names}; {_GET_ONE}")


def _is_path(package: str, world: World) -> bool:
    if package.endswith(SUFFIX) or "/" in package or os.sep in package:
        if not world.exists(package):
            raise MissingResource(f"the engine package {package} does not exist", "correct the path")
        return True
    return world.exists(package)


def _read_from(path: str, world: World) -> Package:
    """Read a package from a file or an unpacked folder."""
    try:
        data = world.read_bytes(path)
    except IsADirectoryError:
        return read_folder(world, path)
    except FileNotFoundError:
        return read_folder(world, path)  # an in-memory world has no folders of its own
    except OSError as error:
        raise BadPackage(f"{path} can't be read ({error.strerror})", "check its permissions") from error
    return read_archive(data, path)


def _files(store: DiskWorld, place: str) -> Iterable[str]:
    """Package files of a folder; in the user's, those with a record."""
    names = [name for name in store.list_files(".") if name.endswith(SUFFIX) and "/" not in name]
    return [name for name in names if place == "bundled" or store.exists(_record(name))]


def _read_stored(store: DiskWorld, file: str, place: str) -> Package:
    """Read a package of ours. An installed one must still be what was checked. Raises BadPackage."""
    package = _read_from(file, store)
    package = _at(package, store.absolute(file))
    if place == "installed":
        try:
            recorded = json.loads(store.read_bytes(_record(file)))["sha256"]
        except (OSError, ValueError, KeyError, TypeError):
            recorded = None
        if recorded != package.info.sha256:
            raise BadPackage(
                f"{package.info.path} has changed since it was installed",
                f"proceedings engine remove {_stem(file)}, then install it again",
            )
    return package


# --- installing and removing ------------------------------------------------------------------------------


def install(
    source: str, progress: Progress | None = None, *, world: World | None = None, sha256: str = ""
) -> PackageInfo:
    """Install a package from a file or, by its name, from the Argos index.

    It is checked (archive.py), loaded and tried before anything is written; ``sha256`` is the digest that the file
    must have, if its source states one. Raises BadPackage or MissingResource and then leaves nothing behind.
    """
    progress, world = progress or SilentProgress(), world or DiskWorld()
    if _is_path(source, world):
        try:
            data = world.read_bytes(source)
        except OSError as error:
            raise BadPackage(f"{source} can't be read ({error.strerror})", "name an .argosmodel file") from error
        origin = source
    else:
        data, origin = fetch_package(source, progress)
    package = read_archive(data, origin)
    if sha256 and package.info.sha256 != sha256.lower():
        raise BadPackage(
            f"{origin} has the SHA-256 {package.info.sha256}, not {sha256.lower()}", "download or copy it again"
        )
    try_package(package)
    store, file = DiskWorld(packages_folder()), package.info.name + SUFFIX
    record = {"sha256": package.info.sha256, "origin": origin, "installed": store.today().isoformat()}
    try:
        store.remove(_record(file))  # unlisted while it is replaced
        store.write_bytes(file, data)
        store.write_bytes(_record(file), json.dumps(record, indent=2).encode())
    except OSError as error:
        store.remove(file)
        raise ProceedingsError(
            f"{packages_folder()} can't be written ({error.strerror})", "free some space, or set PROCEEDINGS_PACKAGES"
        ) from error
    return _describe(_at(package, store.absolute(file)), "installed")


def try_package(package: Package) -> None:
    """Load a package and translate one short sentence. Raises BadPackage if that fails or gives nothing."""
    engine = ENGINES[package.format](package)
    path = package.info.path
    try:
        translated = engine.translate([_TRIAL])[0].text
    except (RuntimeError, ValueError, LookupError, MemoryError) as error:
        raise BadPackage(f"{path} was loaded but can't translate ({error})", "get it again") from error
    if not translated.strip():
        raise BadPackage(f"{path} was loaded but translates {_TRIAL} to nothing", "get it again")


def remove(name: str) -> None:
    """Remove an installed package. Raises MissingResource if none has this name."""
    store = DiskWorld(packages_folder())
    files = [file for file in store.list_files(".") if file.endswith(SUFFIX) and _stem(file) == name]
    if not files:
        names = ", ".join(_stem(file) for file in _files(store, "installed")) or "none"
        raise MissingResource(f"no installed package is called {name}", f"installed are: {names}")
    for file in files:
        store.remove(_record(file))
        store.remove(file)


# --- showing ----------------------------------------------------------------------------------------------


def render_list() -> str:
    """The table of ``proceedings engine list``; the default is marked with an asterisk."""
    outcome = list_packages()
    lines = []
    try:
        default = inspect_package().path
    except ProceedingsError:
        default = ""
    for info in outcome.value:
        mark = "*" if info.path == default else " "
        lines.append(f"{mark} {info.name:<28} {info.place:<10} {info.size / 2**20:6.1f} MiB  {info.sha256[:12]}")
    lines += [f"! {d.span}: {d.message}\n    help: {d.hint}" for d in outcome.diagnostics]
    return "\n".join(lines or [f"no engine package; {_GET_ONE}"]) + "\n"


def render_info(package: str = "") -> str:
    """The model card of ``proceedings engine info``: the package's own README under its identity."""
    info = inspect_package(package)
    head = (
        f"name     {info.name}\nversion  {info.version}\nplace    {info.place}: {info.path}\n"
        f"size     {info.size / 2**20:.1f} MiB\nSHA-256  {info.sha256}\n"
    )
    return head + "\n" + (info.readme.strip() or "The package says nothing about itself.") + "\n"


def _describe(package: Package, place: str) -> PackageInfo:
    info = package.info
    return PackageInfo(info.name, info.version, place, info.path, info.sha256, package.size, package.readme)


def _at(package: Package, path: str) -> Package:
    """The same package with the path where it lies."""
    return replace(package, info=replace(package.info, path=path))


def _record(file: str) -> str:
    return file.removesuffix(SUFFIX) + ".json"


def _stem(file: str) -> str:
    return file.removesuffix(SUFFIX)


def _version_key(version: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in version.replace("_", ".").split("."))


def _without_path(error: BadPackage, span: Span) -> str:
    return str(error).removeprefix(span.path).lstrip(": ")
