"""What gives way first in a line that is too long (CLREQ 3.5.3): commas, then Han beside Latin, full stops last."""

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
