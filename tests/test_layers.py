"""The import graph is the architecture: a room imports only rooms before it, and libraries stay in their rooms."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent / "formatter"

# Earlier rooms first; rooms on one line are peers and don't import each other.
LAYERS = (
    ("model", "diagnostics", "codes", "errors", "resources"),
    ("language",),
    ("world", "config", "progress"),
    ("readers", "segment", "glossary", "memory", "engines"),
    ("translate",),
    ("checks", "review"),
    ("layout",),
    ("writers",),
    ("gather", "pictures", "report", "preview"),
    ("pipeline",),
    ("commands",),
    ("cli",),
    ("__main__",),
)
PEERS_THAT_MAY_MEET = {"model", "diagnostics", "codes", "errors", "resources"}

LIBRARIES = {
    "reportlab": ("writers/pdf",),
    "docx": ("readers/docx.py", "writers/docx", "review"),
    "ctranslate2": ("engines", "translate/decode.py"),
    "sentencepiece": ("engines",),
    "argostranslate": ("engines",),
    "pikepdf": ("writers/pdf",),
    "uharfbuzz": ("writers/pdf", "writers/docx/embed.py"),
    "pypdfium2": ("preview.py",),
}


def modules() -> list[Path]:
    return sorted(ROOT.rglob("*.py"))


def imports(path: Path) -> set[str]:
    """Absolute names of everything that a module imports, also inside functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            if node.module == "formatter":
                found |= {f"formatter.{alias.name}" for alias in node.names}
            else:
                found.add(node.module)
    return found


def room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def layer(name: str) -> int:
    return next(i for i, rooms in enumerate(LAYERS) if name in rooms)


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_imports_point_one_way(path: Path) -> None:
    here = path.relative_to(ROOT).with_suffix("").parts[0]
    if here == "__init__":
        return
    for name in imports(path):
        if not name.startswith("formatter.") or room(name) in ("", "__version__"):
            continue
        there = room(name)
        if there == here:
            continue
        assert layer(there) <= layer(here), f"{here} imports the later room {there}"
        if layer(there) == layer(here):
            assert {here, there} <= PEERS_THAT_MAY_MEET, f"the peers {here} and {there} import each other"


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_libraries_stay_in_their_rooms(path: Path) -> None:
    here = path.relative_to(ROOT).as_posix()
    for name in imports(path):
        allowed = LIBRARIES.get(name.split(".")[0])
        assert allowed is None or here.startswith(allowed), f"{here} imports {name}"


def test_every_room_is_in_a_layer() -> None:
    rooms = {p.relative_to(ROOT).with_suffix("").parts[0] for p in modules()} - {"__init__", "_data"}
    assert rooms <= {name for names in LAYERS for name in names}
