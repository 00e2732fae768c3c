"""Recognise a decoder that repeats itself."""

from __future__ import annotations

from collections.abc import Sequence

LONGEST_UNIT = 12  # tokens


def find_loop(tokens: Sequence[str]) -> int:
    """Length in tokens of the first unit said three times running, 0 if there is none.

    A unit of one token must come four times, since "very, very" styles and spelled-out names repeat once or twice.
    A unit without a letter does not count: 10,000,000 is written digit by digit.
    """
    for unit in range(1, LONGEST_UNIT + 1):
        wanted = (3 if unit == 1 else 2) * unit  # so many tokens must equal those one unit later
        run = 0
        for i in range(len(tokens) - unit):
            run = run + 1 if tokens[i] == tokens[i + unit] else 0
            if run >= wanted and any(any(c.isalpha() for c in t) for t in tokens[i : i + unit]):
                return unit
    return 0
