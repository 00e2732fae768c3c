"""The space between two characters, in thousandths of an em (CLREQ 3.1.6, 3.2.2)."""

from __future__ import annotations

import pytest
from pdf_tools import items_of, shaper

from formatter.writers.pdf.items import NEVER, NOTES_GAP, Piece, build_items
from formatter.writers.pdf.linebreak import Break
from formatter.writers.pdf.setting import set_line


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("国国", 0),  # hanzi stand solid
        ("国。国", 500),  # a mark's empty half
        ("国，“国", 500),  # closing and opening: half an em for both
        ("国。”国", 0),  # two closing marks: none between them
        ("“《国", 0),  # two opening marks: none between them
        ("国《国", 500),  # the empty half of an opening mark
        ("国A", 250),  # Han and Latin: a quarter of an em
        ("国 A", 250),  # also where a space was typed
        ("国，A", 500),
        ("陈·李", 0),  # the middle dot's space is in its own half em
    ],
)
def test_space_after_the_character_before_the_last(text: str, width: int) -> None:
    items = items_of(text + "国国国")
    index = len(items.atoms) - len("国国国") - 2
    index = {"国，“国": 1, "国。”国": 1, "“《国": 0, "国。国": 1, "国《国": 0, "国A": 0, "国 A": 0, "国，A": 1, "陈·李": 1}.get(
        text, index
    )
    assert items.gaps[index].width == width


@pytest.mark.parametrize(
    ("text", "index"),
    [("国，国国国", 0), ("（国国国国", 0), ("60.5%国国国", -1), ("“国国国国", 0), ("国”国国国", 0)],
)
def test_forbidden_breaks(text: str, index: int) -> None:
    items = items_of(text)
    if index >= 0:
        assert items.gaps[index].cost >= NEVER
    else:
        assert items.atoms[0].first == "6" and items.atoms[0].last == "%"


def test_marks_shrink_before_anything_stretches() -> None:
    items = items_of("国国，国国、国国")
    line = Break(0, len(items.atoms) - 1, -1.0)
    natural = sum(a.width for a in items.atoms) + sum(g.width for g in items.gaps[:-1])
    set_ = set_line(items, line, natural - 300, 10, shaper(), {"black": "0 g"}, justify=True)
    assert set_.width == pytest.approx((natural - 300) / 100)


def test_paragraph_indent_is_two_em_of_ink() -> None:
    """An opening mark at the start gives up its empty half, so that its ink stands at the indent."""
    items = items_of("“国国国", indent=2)
    assert items.atoms[0].width == 2000 and items.gaps[0].width == 0


def test_apostrophe_inside_a_word_is_latin() -> None:
    items = items_of("西安Xi’an国国国")
    assert [a.first for a in items.atoms[:3]] == ["西", "安", "X"]


def test_invisible_characters_are_left_out() -> None:
    assert len(items_of("国\u200b\ufeff国\u0007国").atoms) == 3


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("communication", 5),
        ("Communication", 5),  # an English word of a name may break, at a price
        ("Heilongjiang", 1),  # pinyin may not
        ("Zhangjiakou", 1),
        ("COSCO", 1),
        ("Wuhan", 1),
        ("state", 1),
    ],
)
def test_parts_of_a_word(word: str, parts: int) -> None:
    assert len(shaper().word("latin", word)) == parts


def test_the_marks_of_two_notes_stand_apart() -> None:
    pieces = [Piece("port", "latin", "latin", False), *(Piece(n, "latin", "latin", False, note=n) for n in ("10", "11"))]
    gaps = build_items(pieces, shaper()).gaps
    assert [gap.width for gap in gaps] == [0, NOTES_GAP, 0]
    assert all(gap.cost == NEVER for gap in gaps[:-1])
