"""Fetch a package from the Argos index, by argostranslate's own index reader and downloader (the ``argos`` extra)."""

from __future__ import annotations

import contextlib
import logging
import urllib.request
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path

from formatter.engines.archive import PAIR
from formatter.errors import MissingResource
from formatter.progress import Progress

_OFFLINE = "check the connection, or copy the .argosmodel file here and install that"


def fetch_package(name: str, progress: Progress) -> tuple[bytes, str]:
    """Download the newest package called ``name`` (translate-zh_en, or zh_en); return its bytes and its file name.

    Raises MissingResource: argostranslate is not installed, the index can't be reached or read, it has no such
    package, or the download failed.
    """
    try:
        from argostranslate import package as argos
        from argostranslate import settings
    except ImportError as error:
        raise MissingResource(
            f"{name} is not a file, and the Argos index needs argostranslate, which is not installed",
            "pip install 'proceedings[argos]', or give the path of an .argosmodel file",
        ) from error
    logging.getLogger("argostranslate").addHandler(logging.NullHandler())  # what went wrong is said below
    argos.update_package_index()  # says nothing when it fails; an older copy of the index may still serve
    if not Path(settings.local_package_index).exists():
        raise MissingResource(f"the Argos index can't be reached ({settings.remote_package_index})", _OFFLINE)
    try:
        available = argos.get_available_packages()
    except (ValueError, TypeError, AttributeError, OSError) as error:
        raise MissingResource(f"the Argos index can't be read ({error})", _OFFLINE) from error
    wanted = name if name.startswith("translate-") else f"translate-{name}"
    offered = [p for p in available if p.type == "translate" and p.from_code and p.to_code]
    matching = [p for p in offered if argos.argospm_package_name(p) == wanted]
    if not matching:
        pair = "translate-{}_{}".format(*PAIR)
        raise MissingResource(f"the Argos index has no package {wanted}", f"the one for this program is {pair}")
    newest = max(matching, key=lambda p: _version_key(p.package_version))
    target = Path(settings.downloads_dir) / f"{wanted}.argosmodel"
    target.unlink(missing_ok=True)  # argostranslate would take the rest of a broken download for the package
    progress.start("downloading", 0)
    try:
        with _counted_downloads(progress):
            path = newest.download()
        return Path(path).read_bytes(), target.name
    except Exception as error:  # argostranslate raises bare Exception
        raise MissingResource(
            f"{wanted} can't be downloaded from {', '.join(newest.links) or 'nowhere'}", _OFFLINE
        ) from error
    finally:
        progress.finish()
        target.unlink(missing_ok=True)


def _version_key(version: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in str(version).split("."))


class _CountBytes(urllib.request.BaseHandler):
    """A response processor (see urllib.request, "BaseHandler Objects") that reads in pieces and reports them."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress

    def http_response(self, request: urllib.request.Request, response: HTTPResponse) -> HTTPResponse:
        total = response.headers.get("Content-Length", "")
        if response.status != 200 or not total.isdigit():
            return response
        read = response.read
        self.progress.start("downloading", int(total))

        def read_and_count(amount: int | None = None) -> bytes:
            if amount is not None:
                return read(amount)
            pieces = []
            while piece := read(2**16):
                pieces.append(piece)
                self.progress.advance(len(piece))
            return b"".join(pieces)

        response.read = read_and_count  # type: ignore[method-assign]
        return response

    https_response = http_response


@contextlib.contextmanager
def _counted_downloads(progress: Progress) -> Iterator[None]:
    urllib.request.install_opener(urllib.request.build_opener(_CountBytes(progress)))
    try:
        yield
    finally:
        urllib.request.install_opener(None)  # type: ignore[arg-type]  # the default one again
