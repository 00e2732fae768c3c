"""What is documented is what is there: the generated references are up to date, every code is used and explained."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path

import pytest

from formatter.codes import CODES
from formatter.config import SETTINGS

ROOT = Path(__file__).resolve().parent.parent


def docs():
    spec = importlib.util.spec_from_file_location("docs_make", ROOT / "docs" / "make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["commands.md", "diagnostics.md"])
def test_generated_pages_are_up_to_date(page: str) -> None:
    assert (ROOT / "docs" / page).read_text(encoding="utf-8") == docs().PAGES[page](), "run: ./run python docs/make.py"


def test_every_code_is_used_and_every_used_code_is_registered() -> None:
    source = "\n".join(
        p.read_text(encoding="utf-8") for p in (ROOT / "formatter").rglob("*.py") if p.name != "codes.py"
    )
    unused = [code for code in CODES if f'"{code}"' not in source]
    assert unused == []
    named = set(re.findall(r'\bdiagnostic\(\s*"([a-z0-9-]+)"', source))
    assert named <= set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_codes_are_well_formed(code: str) -> None:
    entry = CODES[code]
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
    assert entry.severity in ("error", "warning", "note")
    assert entry.explanation.endswith(".") and len(entry.explanation) > 20
    assert not entry.fatal or entry.severity == "error"


def test_the_guide_names_every_setting() -> None:
    guide = (ROOT / "docs" / "editors-guide.md").read_text(encoding="utf-8")
    missing = [name for name in SETTINGS if not re.search(rf"\b{name.split('.')[1]}\b", guide)]
    assert missing == []


def test_the_sample_settings_are_valid_toml_of_known_settings() -> None:
    tables = tomllib.loads((ROOT / "proceedings.toml").read_text(encoding="utf-8"))
    names = {f"{table}.{key}" for table, content in tables.items() for key in content}
    assert names <= set(SETTINGS)
