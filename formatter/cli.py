"""The command line: arguments, rendering and exit statuses, nothing else.

Exit status: 0 fine, 1 findings that block, 2 wrong usage, 3 a missing resource (font, engine package).
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from rapidfuzz import process

from formatter import __version__, commands, preview
from formatter.errors import ProceedingsError, UsageError
from formatter.pipeline import OUTPUTS


class _Parser(argparse.ArgumentParser):
    """argparse with our own wording of errors; help texts stay argparse's."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(message, f"{self.prog} --help shows what it takes")


def _outputs(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip().lower() for name in text.split(",") if name.strip()))
    for name in names:
        if name not in OUTPUTS:
            best = process.extractOne(name, OUTPUTS, score_cutoff=50)
            raise argparse.ArgumentTypeError(
                f"“{name}” is not an output; " + (f"did you mean {best[0]}?" if best else f"known: {', '.join(OUTPUTS)}")
            )
    if not names:
        raise argparse.ArgumentTypeError(f"name one or more of {', '.join(OUTPUTS)}")
    return names


def make_parser() -> argparse.ArgumentParser:
    """Build the parser; docs/commands.md is generated from it."""
    parser = _Parser(
        prog="proceedings",
        description="Turn Chinese speeches into a Chinese–English proceedings volume, under your glossary's control.",
    )
    parser.add_argument("--version", action="version", version=f"proceedings {__version__}")
    sub = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=_Parser)

    findings = argparse.ArgumentParser(add_help=False)
    findings.add_argument("--json", action="store_true", help="print the findings as JSON, for programs")
    findings.add_argument("--short", action="store_true", help="print one line a finding")
    findings.add_argument("--all", action="store_true", help="print every finding, also the many of one kind")
    volume = argparse.ArgumentParser(add_help=False)
    volume.add_argument("folder", nargs="?", default=".", metavar="FOLDER", help="the volume's folder (default: this one)")
    memory = argparse.ArgumentParser(add_help=False)
    memory.add_argument("--no-memory", action="store_true", help="leave approved wording aside: show what the engine does")

    build = sub.add_parser("build", parents=[volume, memory, findings], help="make the volume: PDF, DOCX, review page, report")
    build.add_argument("--output", metavar="DIR", default="", help="write there instead of build/ in the volume's folder")
    build.add_argument("--only", type=_outputs, default=(), metavar="LIST", help=f"some of {', '.join(OUTPUTS)}, with commas")
    build.set_defaults(run=commands.build)

    pictures = sub.add_parser(
        "preview", parents=[volume, memory, findings], help="make the PDF, its pages as PNG, and a contact sheet of spreads"
    )
    pictures.add_argument("--output", metavar="DIR", default="", help="put the pictures there instead of build/preview/")
    pictures.add_argument(
        "--pages", type=preview.parse_pages, default=(), metavar="LIST",
        help="which ones, counted from the file's first page, for example 1-4,9 (default: all)",
    )  # fmt: skip
    pictures.add_argument(
        "--dpi", type=preview.parse_dpi, default=preview.DPI, metavar="N", help="dots per inch (default: %(default)s)"
    )
    pictures.set_defaults(run=commands.preview)

    check = sub.add_parser("check", parents=[volume, memory, findings], help="run every check and make no volume")
    check.set_defaults(run=commands.check)

    parse = sub.add_parser("parse", parents=[findings], help="show how speech files are understood")
    parse.add_argument("files", nargs="+", metavar="FILE", help="speech files, or folders of them")
    parse.set_defaults(run=commands.parse)

    new = sub.add_parser("new", help="make the folder of a new volume, with a commented proceedings.toml")
    new.add_argument("folder", metavar="FOLDER")
    new.set_defaults(run=commands.new)

    glossary = sub.add_parser("glossary", help="explain or check the glossary").add_subparsers(
        dest="action", metavar="ACTION", required=True, parser_class=_Parser
    )
    explain = glossary.add_parser("explain", help="show which rows fire on a text, and why")
    explain.add_argument("text", metavar="TEXT")
    explain.add_argument("folder", nargs="?", default=".", metavar="FOLDER")
    explain.set_defaults(run=commands.glossary_explain, json=False, short=False)
    lint = glossary.add_parser("lint", parents=[volume, findings], help="look for faults in the glossary files")
    lint.set_defaults(run=commands.glossary_lint)

    engine = sub.add_parser("engine", help="the translation engines on this machine").add_subparsers(
        dest="action", metavar="ACTION", required=True, parser_class=_Parser
    )
    engine.add_parser("list", help="packages that can be used").set_defaults(run=commands.engine_list)
    install = engine.add_parser("install", help="install a package: a name of the Argos index (zh_en), or a file")
    install.add_argument("package", metavar="NAME-or-FILE")
    install.set_defaults(run=commands.engine_install)
    info = engine.add_parser("info", help="a package's model card")
    info.add_argument("package", nargs="?", default="", metavar="NAME-or-FILE", help="default: the package in the box")
    info.set_defaults(run=commands.engine_info)
    remove = engine.add_parser("remove", help="remove an installed package")
    remove.add_argument("package", metavar="NAME")
    remove.set_defaults(run=commands.engine_remove)

    codes = sub.add_parser("explain", help="what a finding's code means, for example: proceedings explain untranslated")
    codes.add_argument("code", nargs="?", default="", metavar="CODE")
    codes.set_defaults(run=commands.explain_code)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        options = make_parser().parse_args(arguments)
        return options.run(options)
    except ProceedingsError as error:
        print(f"proceedings: {error}", file=sys.stderr)
        if error.hint:
            print(f"    help: {error.hint}", file=sys.stderr)
        return error.exit_status
    except BrokenPipeError:  # the reader of our output has gone: head, a closed pager
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:  # a folder that can't be entered or made; files have their own findings
        reason = (error.strerror or str(error)).lower()
        print(f"proceedings: {error.filename or 'the system'}: {reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nproceedings: stopped; the files in place are the old ones", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
