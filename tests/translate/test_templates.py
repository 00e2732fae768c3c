"""An engine's words, cleaned before the renderings go in."""

from __future__ import annotations

import pytest

from formatter.translate.slots import slot
from formatter.translate.templates import remove_loops, tidy_template

A, B = slot(0), slot(1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We built it, we built it, we built it.", "We built it."),
        ("the the plan", "the plan"),
        (f"{A} {A} {A} grew", f"{A} grew"),
        (f"in {A} and in {A} and in {A} and so on", f"in {A} and so on"),
        ("monthganks mateeeeeeee", "monthganks mate"),
        ("hadeadeadeadeade", "hade"),
        ("I had had enough that that day", "I had had enough that that day"),
        ("10,000,000 people", "10,000,000 people"),
        ("the regions,00000 grow, 300 of them", "the regions grow, 300 of them"),
        ("day by day, year by year", "day by day, year by year"),
        (f"{A} and {B} and {A}", f"{A} and {B} and {A}"),
    ],
)
def test_loops(text: str, expected: str) -> None:
    assert remove_loops(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{A} , then {B} .", f"{A}, then {B}."),
        (f". The {A} is of the.", f"The {A} is."),
        (f"Fine, , {A}", f"Fine, {A}"),
        (f"“{A}”, he said", f"“{A},” he said"),
        ("a centre of labour", "a center of labor"),
        (f"He said “{A} and “{B}”.", f"He said “{A}” and “{B}.”"),
        (f"He said “so and {A}” and {B}”.", f"He said “so and {A}” and “{B}.”"),
        ("He said “so and no.", "He said so and no."),
    ],
)
def test_marks_and_spelling(text: str, expected: str) -> None:
    assert tidy_template(text, "en-US") == expected


def test_british_spelling() -> None:
    assert tidy_template("a center of labor", "en-GB") == "a centre of labour"


def test_a_quotation_that_goes_on_in_the_next_sentence_stays_open() -> None:
    assert tidy_template(f"He said: “{A}.", "en-US", paired=False) == f"He said: “{A}."
