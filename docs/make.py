"""Write the generated references: docs/commands.md from the parser, docs/diagnostics.md from the codes.

    ./run python docs/make.py

A test fails while one of them is not what this would write.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from formatter.cli import make_parser
from formatter.codes import CODES

HERE = Path(__file__).resolve().parent


def parsers(parser: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    """The parser and, in order, those of its commands and their actions."""
    found = [parser]
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for child in action.choices.values():
                found += parsers(child)
    return found


def render_commands() -> str:
    os.environ["COLUMNS"] = "100"
    out = ["# Commands", "", "Made from the program's own help by `docs/make.py`.", ""]
    for parser in parsers(make_parser()):
        out += [f"## {parser.prog}", "", "```", parser.format_help().rstrip(), "```", ""]
    return "\n".join(out)


def render_diagnostics() -> str:
    out = [
        "# Findings",
        "",
        "Every finding has a code. An *error* makes `proceedings` end with status 1; where the build stops before it",
        "writes, the code is marked *stops*. Made from `formatter/codes.py` by `docs/make.py`.",
        "",
        "| code | severity | meaning |",
        "| --- | --- | --- |",
    ]
    for name, code in CODES.items():
        out.append(f"| `{name}` | {code.severity}{', stops' if code.fatal else ''} | {code.explanation} |")
    return "\n".join(out) + "\n"


PAGES = {"commands.md": render_commands, "diagnostics.md": render_diagnostics}


if __name__ == "__main__":
    for name, render in PAGES.items():
        (HERE / name).write_text(render(), encoding="utf-8")
