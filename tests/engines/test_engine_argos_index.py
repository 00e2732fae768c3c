"""Installing by name goes through argostranslate's index and downloader, here against a server on loopback."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from formatter.engines import packages
from formatter.errors import BadPackage, MissingResource, ProceedingsError

settings = pytest.importorskip("argostranslate.settings", reason="the argos extra is not installed")


class Server:
    """Serves ``files`` by path; what is not there is 404."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.asked: list[str] = []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append(self.path)
                data = outer.files.get(self.path)
                self.send_response(404 if data is None else 200)
                self.send_header("Content-Length", str(len(data or b"")))
                self.end_headers()
                self.wfile.write(data or b"")

            def log_message(self, *_: object) -> None: ...

        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def offer(self, name: str, data: bytes, **metadata: object) -> dict[str, object]:
        self.files[f"/{name}"] = data
        return {
            "package_version": "1.0", "argos_version": "1.0", "type": "translate", "code": "translate-zh_en",
            "from_code": "zh", "from_name": "Chinese", "to_code": "en", "to_name": "English",
            "links": [f"{self.address}/{name}"],
        } | metadata  # fmt: skip

    def index(self, *entries: object) -> None:
        self.files["/index.json"] = json.dumps(entries).encode()


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packages_folder: Path) -> Iterator[Server]:
    server = Server()
    downloads = tmp_path / "downloads"
    downloads.mkdir()
    monkeypatch.setattr(settings, "remote_package_index", f"{server.address}/index.json")
    monkeypatch.setattr(settings, "local_package_index", tmp_path / "index.json")
    monkeypatch.setattr(settings, "downloads_dir", downloads)
    yield server
    server.http.shutdown()
    server.http.server_close()


class Bar:
    def __init__(self) -> None:
        self.labels: list[str] = []
        self.total = self.done = 0

    def start(self, label: str, total: int) -> None:
        self.labels.append(label)
        self.total, self.done = total, 0

    def advance(self, steps: int = 1) -> None:
        self.done += steps

    def finish(self) -> None: ...


@pytest.mark.parametrize("name", ["translate-zh_en", "zh_en"])
def test_a_package_is_downloaded_and_installed(
    name: str, server: Server, tiny_bytes: bytes, packages_folder: Path
) -> None:
    old = server.offer("old.argosmodel", b"not this one", package_version="1.9")
    new = server.offer("new.argosmodel", tiny_bytes, package_version="1.10")
    server.index(old, server.offer("other.argosmodel", b"", from_code="de"), new, {"type": "sbd", "links": []})
    bar = Bar()
    installed = packages.install(name, bar)
    assert installed.name == "translate-zh_en-0_0_1"
    assert server.asked == ["/index.json", "/new.argosmodel"]
    assert (bar.labels[-1], bar.total, bar.done) == ("downloading", len(tiny_bytes), len(tiny_bytes))
    assert [p.name for p in packages.list_packages().value] == [installed.name]
    assert list(settings.downloads_dir.iterdir()) == []


def test_a_damaged_download_is_not_installed(server: Server, tiny_bytes: bytes) -> None:
    server.index(server.offer("tiny.argosmodel", tiny_bytes[:-5000]))
    with pytest.raises(BadPackage, match="not a zip archive"):
        packages.install("translate-zh_en")
    assert packages.list_packages().value == ()
    assert list(settings.downloads_dir.iterdir()) == []
    server.files["/tiny.argosmodel"] = tiny_bytes
    assert packages.install("translate-zh_en").place == "installed"


def test_a_package_that_is_not_in_the_index(server: Server, tiny_bytes: bytes) -> None:
    server.index(server.offer("tiny.argosmodel", tiny_bytes))
    with pytest.raises(MissingResource, match="no package translate-fr_en"):
        packages.install("fr_en")


def test_a_package_that_is_not_on_its_server(server: Server) -> None:
    entry = server.offer("gone.argosmodel", b"")
    del server.files["/gone.argosmodel"]
    server.index(entry)
    with pytest.raises(MissingResource, match=r"can't be downloaded from http://127\.0\.0\.1"):
        packages.install("zh_en")


def test_no_index(server: Server) -> None:
    with pytest.raises(MissingResource, match="index can't be reached"):
        packages.install("zh_en")


@pytest.mark.parametrize("index", [b"<html>", b"[1, 2]", b"{}", b'[{"from_code": 1}]'])
def test_a_broken_index(index: bytes, server: Server) -> None:
    server.files["/index.json"] = index
    with pytest.raises(ProceedingsError):
        packages.install("zh_en")


def test_without_argostranslate_the_way_to_get_it_is_said(
    packages_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import builtins

    real = builtins.__import__

    def refuse(name: str, *args: object, **kwargs: object) -> object:
        if name.startswith("argostranslate"):
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(MissingResource) as caught:
        packages.install("zh_en")
    assert "proceedings[argos]" in caught.value.hint
