"""Page breaks on blocks made by hand: lines are four quarter lines, pages forty unless said otherwise."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formatter.layout.plan import Cell, Row
from formatter.writers.pdf.pagebreak import Part, fill_pages, share_white
from formatter.writers.pdf.rows import Block, Cut, Side, Slot
from formatter.writers.pdf.setting import SetLine


def side(lang: str, lines: int, hyphens: Sequence[int] = ()) -> Side:
    """``hyphens``: which lines, from 1, end in half a word."""
    slots = (Slot(4 * n, 4, 0.0, SetLine(f"{lang}{n}", 1.0, hyphen=n + 1 in hyphens), 0) for n in range(lines))
    return Side(Cell(lang, ()), tuple(slots))


def block(zh: int, en: int, hyphens: Sequence[int] = (), stacked: bool = False, title: bool = False) -> Block:
    row = Row("r", Cell("zh-Hans", ()), Cell("en", ()), keep_with_next=title)
    english = side("en", en, hyphens)
    if stacked:
        down = zh * 4 + 2
        english = Side(english.cell, tuple(Slot(s.top + down, 4, 0.0, s.line, 0) for s in english.slots))
    return Block(row, side("zh", zh), english, 8 if title else 2, 0, stacked)


def fill(blocks: list[Block], capacity: int = 40, step: int = 2) -> list[list[Part]]:
    return fill_pages(blocks, capacity, lambda notes: 0, step).pages


def lines(part: Part) -> tuple[int, int]:
    return len(part.block.zh.slots), len(part.block.en.slots)


def test_the_shorter_language_is_cut_where_as_much_of_it_is_said() -> None:
    cuts = [tuple(cut[:2]) for cut in block(5, 10).cuts()]
    assert cuts == [(2, 2), (2, 3), (2, 4), (3, 5), (3, 6), (3, 7), (3, 8)]


def test_two_or_three_lines_are_never_cut() -> None:
    assert block(2, 3).cuts() == ()
    assert [tuple(cut[:2]) for cut in block(1, 4).cuts()] == [(1, 2)]


def test_no_page_ends_in_half_a_word() -> None:
    assert [cut.en for cut in block(8, 8, hyphens=(3, 5)).cuts()] == [2, 4, 6]
    first = fill([block(20, 20, hyphens=(10, 9))])[0]
    assert lines(first[0]) == (8, 8)


def test_stacked_rows_part_in_either_language_or_between_them() -> None:
    assert [tuple(cut[:2]) for cut in block(4, 5, stacked=True).cuts()] == [(2, 0), (4, 0), (4, 2), (4, 3)]


def test_a_title_stands_at_the_foot_with_two_lines_of_both_languages() -> None:
    # 20 quarter lines of text, a gap of 8, a title of 4: two lines of the next paragraph fill the page
    pages = fill([block(5, 5), block(1, 1, title=True), block(7, 7)])
    assert [lines(part) for part in pages[0]] == [(5, 5), (1, 1), (2, 2)]


def test_a_title_without_room_for_two_lines_goes_to_the_next_page() -> None:
    pages = fill([block(7, 7), block(1, 1, title=True), block(7, 7)])
    assert [len(page) for page in pages] == [1, 2]


def test_gaps_grow_to_fill_a_page() -> None:
    pages = fill([block(3, 3), block(3, 3), block(3, 3), block(3, 3), block(3, 3)], capacity=44)
    assert [part.top for part in pages[0]] == [0, 16, 32]  # 12 + 2 + 12 + 2 + 12 is four short of 44
    assert [part.top for part in pages[1]] == [0, 14]


def test_gaps_before_titles_shrink_to_make_room_for_a_line() -> None:
    pages = fill([block(5, 5), block(1, 1, title=True), block(2, 2), block(9, 9)])
    assert [part.top for part in pages[0]] == [0, 26, 32]


def test_a_row_higher_than_a_page_goes_on() -> None:
    pages = fill([block(40, 60)])
    assert sum(lines(part)[0] for page in pages for part in page) == 40
    assert all(lines(part)[0] and lines(part)[1] for page in pages for part in page)


def test_a_title_higher_than_a_page_is_cut_all_the_same() -> None:
    pages = fill([block(25, 1, title=True), block(2, 2)])
    assert [max(lines(part)) for page in pages for part in page] == [10, 10, 5, 2]


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(1, 30), st.booleans()), min_size=1, max_size=25), st.booleans())
@settings(max_examples=60, deadline=None)
def test_every_line_stands_once_in_order_and_inside(sizes: list[tuple[int, int, bool]], stacked: bool) -> None:
    blocks = [block(zh, en, stacked=stacked, title=title) for zh, en, title in sizes]
    pages = fill(blocks)
    for page in pages:
        foot = 0
        for part in page:
            assert part.top >= foot
            foot = part.top + part.block.height
        assert foot <= 40
    for index, whole in enumerate(blocks):
        parts = [part for page in pages for part in page if part.index == index]
        for name in ("zh", "en"):
            assert [s.line.ops for part in parts for s in getattr(part.block, name).slots] == [
                s.line.ops for s in getattr(whole, name).slots
            ]


@pytest.mark.parametrize(
    ("white", "extra"),
    [(0, [0, 0, 0, 0]), (2, [0, 0, 2, 0]), (6, [0, 0, 4, 2]), (8, [0, 2, 4, 2]), (20, [0, 2, 4, 2]), (-4, [0, 0, -4, 0])],
)
def test_titles_take_white_first(white: int, extra: list[int]) -> None:
    assert share_white(white, [0, 2, 4, 2], [False, False, True, False], 2) == extra


def test_a_part_keeps_the_sides_level() -> None:
    part = block(5, 10).part(Cut(3, 6), Cut(5, 10))
    assert part.zh.slots[0].top == part.en.slots[0].top == 0
    assert part.height == 16
