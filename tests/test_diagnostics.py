from __future__ import annotations

import json

import pytest

from formatter.diagnostics import Severity, diagnostic, render_human, render_json, render_short, shorten
from formatter.model import Span

FOUND = diagnostic("config-value", Span("proceedings.toml", 3, 5, 2), "a fault", "mend it")


def test_the_severity_is_the_codes() -> None:
    assert FOUND.severity is Severity.ERROR
    with pytest.raises(KeyError):
        diagnostic("no-such-code", Span("x"), "…")


def test_human_output_points_at_the_fault() -> None:
    text = render_human([FOUND], lambda path, line: "论坛abcd")
    assert text.splitlines() == [
        "proceedings.toml:3:5: error[config-value]: a fault",
        "    论坛abcd",
        "          ^^",  # two Han characters are four columns wide
        "    help: mend it",
    ]


def test_human_output_without_the_line() -> None:
    assert "^" not in render_human([FOUND], lambda path, line: None)


def test_a_long_line_is_cut_around_the_fault() -> None:
    found = diagnostic("config-value", Span("a.txt", 1, 101, 1), "far")
    shown, caret = render_human([found], lambda p, n: "x" * 100 + "Y" + "z" * 100).splitlines()[1:3]
    assert shown.startswith("    …x")
    assert shown[caret.index("^")] == "Y"


def test_short_and_json() -> None:
    assert render_short([FOUND]) == "proceedings.toml:3:5: error[config-value]: a fault"
    (record,) = json.loads(render_json([FOUND]))
    assert record == {
        "code": "config-value",
        "severity": "error",
        "path": "proceedings.toml",
        "line": 3,
        "column": 5,
        "message": "a fault",
        "hint": "mend it",
    }


def test_long_lists_of_one_code_are_cut_but_no_error_is() -> None:
    notes = [diagnostic("order-rest", Span("a", i), "…") for i in range(9)]
    kept, left_out = shorten([*notes, *[FOUND] * 9])
    assert (len(kept), left_out) == (6 + 9, {"order-rest": 3})


def test_very_many_errors_of_one_kind_are_cut_too() -> None:
    kept, left_out = shorten([FOUND] * 500)
    assert (len(kept), left_out) == (30, {"config-value": 470})
