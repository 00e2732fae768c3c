"""Which face draws a character where the one asked for can't."""

from __future__ import annotations

import pytest

from formatter.writers.pdf.fonts import FontBook

RARE = "𬭊䲟嫚垚翀堃珺琇頔祎玥曌㸆"  # of names and of the lesser-used third of the standard table


@pytest.fixture(scope="module")
def book() -> FontBook:
    return FontBook()


@pytest.mark.parametrize("char", RARE)
@pytest.mark.parametrize(
    ("asked", "own"),
    [
        ("serif", ("serif", "serif-wide")),
        ("serif-semibold", ("serif-semibold", "serif-semibold-wide")),
        ("latin-semibold", ("serif-semibold", "serif-semibold-wide")),
        ("sans", ("sans", "sans-wide")),
    ],
)
def test_a_rare_hanzi_comes_from_a_face_of_the_same_style(book: FontBook, asked: str, own: tuple[str, str], char: str) -> None:
    face = book.choose(asked, char)
    assert face is not None and face.role in own


@pytest.mark.parametrize(("style", "wide"), [("serif-semibold", "serif-semibold-wide"), ("serif", "serif-wide")])
def test_a_style_and_its_wide_face_share_no_character_and_have_all(book: FontBook, style: str, wide: str) -> None:
    narrow, rest = book.face(style).coverage, book.face(wide).coverage
    assert not narrow & rest
    assert narrow | rest == book.face("serif").coverage | book.face("serif-wide").coverage
