"""Words that can't be divided force loose lines; they are no looser than they have to be."""

from __future__ import annotations

import pytest
from pdf_tools import broken, items_of

STRENGTHS = (
    "For many years, drawing on its own strengths, Heilongjiang has defined its international communication work as "
    "“focusing on Russia while also covering Japan and the Republic of Korea, being based in Northeast Asia and facing the "
    "whole world,” and has worked to help foster a favorable international public opinion environment."
)
FOUNDATIONS = (
    "First, we have consolidated our foundations and opened up the “main channels” of exchange. We have built the "
    "Heilongjiang Northeast Asia International Communication Center and formed an international communication matrix."
)


@pytest.mark.parametrize("text", [STRENGTHS, FOUNDATIONS])
@pytest.mark.parametrize("em", [24, 26.5, 29.345, 31, 33])
def test_a_very_loose_line_could_not_take_another_word(text: str, em: float) -> None:
    items = items_of(text, chinese=False, indent=1.6)
    for line in broken(items, em)[:-1]:
        if line.ratio > 5:
            end = next(i for i in range(line.end + 1, len(items.atoms)) if items.gaps[i].cost < 10_000)
            width = sum(a.width for a in items.atoms[line.start : end + 1]) + sum(g.width for g in items.gaps[line.start : end])
            assert width > em * 1000


def test_a_loose_line_further_down_does_not_loosen_the_first() -> None:
    items = items_of(FOUNDATIONS, chinese=False, indent=1.6)
    assert broken(items, 29.345)[0].ratio < 2
