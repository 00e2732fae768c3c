"""Case files: tests/cases/*.md hold input files, a command and its expected output, readable as documentation.

A block ```file=NAME is an input file; a block ```command starts with ``$ proceedings …`` and goes on with everything
the command prints, then ``[status N]`` if it is not 0. ``ACCEPT=1`` writes what was printed into the case: read the
difference before committing it.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path

import pytest

from formatter.cli import main

CASES = sorted((Path(__file__).parent / "cases").glob("*.md"))
BLOCK = re.compile(r"^(?P<fence>```+)(?P<info>file=\S+|command)\n(?P<body>.*?)^(?P=fence)$", re.M | re.S)


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.stem)
def test_case(case: Path, tmp_path: Path, monkeypatch, capfd) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PROCEEDINGS_PACKAGES", str(tmp_path / "packages"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    monkeypatch.setenv("COLUMNS", "100")
    text = case.read_text(encoding="utf-8")

    def run(block: re.Match[str]) -> str:
        if block["info"].startswith("file="):
            target = tmp_path / block["info"][5:]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block["body"], encoding="utf-8")
            return block[0]
        command = block["body"].splitlines()[0]
        program, *arguments = shlex.split(command.removeprefix("$ "))
        assert program == "proceedings"
        status = main(arguments)
        out, err = capfd.readouterr()
        printed = out + err + (f"[status {status}]\n" if status else "")
        return f"{block['fence']}{block['info']}\n{command}\n{printed}{block['fence']}"

    actual = BLOCK.sub(run, text)
    if os.environ.get("ACCEPT"):
        case.write_text(actual, encoding="utf-8")
    assert actual == text
    assert "```command" in text
