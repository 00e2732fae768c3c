"""Where English titles and speakers break: before a small word, after a comma, in no more lines than they need."""

from __future__ import annotations

import pytest
from pdf_tools import items_of

from formatter.writers.pdf.linebreak import break_lines
from formatter.writers.pdf.rows import main_pauses


def lines_of(text: str, em: float, balance: bool, displayed: bool = False) -> list[str]:
    """The lines of a ragged text, cut in a measure of ``em`` of its own size; ``displayed``: a large title of the book."""
    items = items_of(text, chinese=False, phrases=())
    measure, words, lines, line = round(em * 1000), iter(text.split(" ")), [], []
    forced = main_pauses(items, measure) if displayed else ()
    broken = break_lines(items, measure, [0] * len(items.atoms), justify=False, balance=balance, forced=forced)
    ends = {b.end for b in broken}
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


@pytest.mark.parametrize(
    ("em", "lines"),
    [
        (20.7, ["Media Integration", "and Development Forum 2023:", "Selected Remarks"]),
        (30, ["Media Integration and Development Forum 2023:", "Selected Remarks"]),
        (45, ["Media Integration and Development Forum 2023: Selected Remarks"]),
        (16, ["Green Ports, Blue Seas:", "Proceedings of the Dalian Forum"]),
    ],
)
def test_a_large_title_ends_a_line_at_its_colon(em: float, lines: list[str]) -> None:
    assert lines_of(" ".join(lines), em, balance=True, displayed=True) == lines


def test_a_forum_keeps_its_year() -> None:
    assert lines_of("Proceedings of the Global Ports Forum 2025", 18.5, balance=True)[-1].endswith("Forum 2025")


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


@pytest.mark.parametrize("em", [12, 14, 16.3, 18, 20.5, 23])
@pytest.mark.parametrize(
    "title",
    [
        "Telling China’s Stories Well with the Strength of a Central SOE",
        "Grasping the Laws of Integration to Raise the Quality and Effectiveness of Communication",
        "Pooling the Strengths of Integration to Bolster Mainstream Public Opinion",
    ],
)
def test_no_line_of_a_title_ends_in_a_small_word(title: str, em: float) -> None:
    small = {"the", "of", "to", "a", "and", "with"}
    assert not any(line.split()[-1] in small for line in lines_of(title, em, balance=True))
