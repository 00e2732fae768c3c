"""What gives way first in a line that is too long (CLREQ 3.5.3): commas, then Han beside Latin, full stops last;
and what stretches (CLREQ 3.5.4): spaces to half an em, then hanzi."""

from __future__ import annotations

import pytest
from pdf_tools import items_of, shaper

from formatter.writers.pdf.linebreak import Break
from formatter.writers.pdf.setting import set_line

TEXT = "国，国。国A国国"  # gaps that can give: after ， up to 0.32 em, beside A 0.125 em on either side, after 。 0.25 em


@pytest.mark.parametrize(
    ("too_long", "comma", "latin", "stop"),
    [
        (0, 0.5, 0.25, 0.5),
        (200, 0.3, 0.25, 0.5),
        (320, 0.18, 0.25, 0.5),
        (420, 0.18, 0.2, 0.5),
        (570, 0.18, 0.125, 0.5),
        (670, 0.18, 0.125, 0.4),
        (820, 0.18, 0.125, 0.25),
    ],
)
def test_classes_give_one_after_the_other(too_long: int, comma: float, latin: float, stop: float) -> None:
    items = items_of(TEXT)
    natural = sum(a.width for a in items.atoms) + sum(g.width for g in items.gaps[:-1])
    line = Break(0, len(items.atoms) - 1, -1.0)
    gaps = set_line(items, line, natural - too_long, 10, shaper(), {"black": "0 g"}, justify=True).gaps
    assert [round(g, 3) for g in gaps] == [0, comma, 0, stop, latin, latin, 0]


def test_words_of_latin_text_come_closer_before_any_mark_does() -> None:
    items = items_of("国，China Daily国")
    natural = sum(a.width for a in items.atoms) + sum(g.width for g in items.gaps[:-1])
    gaps = set_line(items, Break(0, len(items.atoms) - 1, -1.0), natural - 50, 10, shaper(), {"black": "0 g"}, True).gaps
    assert [round(g, 3) for g in gaps if g] == [0.5, 0.2, 0.25]


def stretched(text: str, slack: int, chinese: bool = True) -> list[float]:
    items = items_of(text, chinese)
    natural = sum(a.width for a in items.atoms) + sum(g.width for g in items.gaps[:-1])
    # not the last line of a paragraph: that one is not filled
    items.atoms.append(items.atoms[0])
    items.gaps.append(items.gaps[-1])
    items.colours.append("black")
    line = Break(0, len(items.atoms) - 2, 1.0)
    return list(set_line(items, line, natural + slack, 10, shaper(), {"black": "0 g"}, justify=True).gaps)


def test_han_beside_latin_stretches_to_half_an_em_then_hanzi_take_the_rest() -> None:
    # stretch 120 beside A on either side, 40 in each of two gaps between hanzi
    assert stretched("国国A国国", 320) == pytest.approx([0.04, 0.37, 0.37, 0.04])
    assert stretched("国国A国国", 900) == pytest.approx([0.2, 0.5, 0.5, 0.2])


def test_where_hanzi_would_part_too_far_no_space_keeps_its_limit() -> None:
    assert stretched("国国A国国", 3200) == pytest.approx([0.4, 1.45, 1.45, 0.4])


def test_english_spaces_have_no_limit_of_their_own() -> None:
    assert stretched("a b c", 1000, chinese=False) == pytest.approx([0.737, 0.737])
