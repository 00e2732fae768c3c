"""Where English titles and speakers break: before a small word, after a comma, in no more lines than they need."""

from __future__ import annotations

import pytest
from pdf_tools import items_of

from formatter.writers.pdf.linebreak import break_lines


def lines_of(text: str, em: float, balance: bool) -> list[str]:
    """The lines of a ragged text, cut in a measure of ``em`` of its own size."""
    items = items_of(text, chinese=False, phrases=())
    words, lines, line = iter(text.split(" ")), [], []
    ends = {b.end for b in break_lines(items, round(em * 1000), [0] * len(items.atoms), justify=False, balance=balance)}
    for index, gap in enumerate(items.gaps):
        if gap.printed is not None or index == len(items.gaps) - 1:
            line.append(next(words))
        if index in ends:
            lines.append(" ".join(line))
            line = []
    return lines


@pytest.mark.parametrize(
    "lines",
    [
        ["Leveraging Brand Strengths", "to Provide Professional Services"],
        ["Telling China’s Stories Well", "with the Strength of a Central SOE"],
        ["Explaining Our Industry in Depth,", "Spreading Its Value Widely"],
        ["Taking the Path of Innovation", "to Advance Media Integration"],
    ],
)
def test_titles_break_before_small_words_and_after_commas(lines: list[str]) -> None:
    assert lines_of(" ".join(lines), 19.7, balance=True) == lines


def test_a_title_takes_no_line_more_than_it_needs() -> None:
    title = "Grasping the Laws of Integration to Raise the Quality and Effectiveness of Communication"
    assert len(lines_of(title, 20.5, balance=True)) == 3


@pytest.mark.parametrize(
    "lines",
    [
        ["Chen Guang, Secretary of the Party Committee and President,", "Changjiang Daily"],
        ["Xiao Qian, Deputy Secretary of the Party Committee,", "China Southern Power Grid Digital Media Technology Co., Ltd."],
    ],
)
def test_speakers_break_after_commas(lines: list[str]) -> None:
    assert lines_of(" ".join(lines), 31, balance=False) == lines
