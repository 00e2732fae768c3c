"""Running heads: smaller before shorter, shorter at a phrase's end, never cut off in a word."""

from __future__ import annotations

import pytest
from pdf_tools import shaper

from formatter.layout.styles import load_design
from formatter.writers.pdf.rows import Setter
from formatter.writers.pdf.running import chinese_ends, english_ends, set_heads

TITLE = "Pooling the Strengths of Integration to Bolster Mainstream Public Opinion"
DESIGN = load_design("classic")
STYLE = DESIGN.furniture["running"]


@pytest.mark.parametrize("width", [120.0, 200.0, 300.0, 420.0, 600.0])
def test_heads_fit_and_stay_apart(width: float) -> None:
    setter = Setter(DESIGN, shaper())
    zh, en = set_heads(setter, ("汇聚融合力量　壮大主流舆论", TITLE), STYLE, width)
    assert zh is not None and en is not None
    assert zh.width + en.width + 18 <= width + 0.01


def test_a_little_too_long_is_set_smaller() -> None:
    setter = Setter(DESIGN, shaper())
    whole = setter.one_line(TITLE, STYLE.en, "en")
    assert whole is not None
    _, en = set_heads(setter, ("", TITLE), STYLE, whole.width * 0.92)
    assert en is not None
    assert len(en.gaps) == len(whole.gaps)
    assert en.width == pytest.approx(whole.width * 0.9, rel=0.01)


def test_english_heads_end_before_small_words_or_at_pauses() -> None:
    ends = {TITLE[:end]: phrase for end, phrase in english_ends(TITLE)}
    assert ends["Pooling the Strengths of Integration"] is True
    assert ends["Pooling the Strengths"] is True
    assert ends["Pooling the Strengths of Integration to Bolster"] is False
    assert not any(text.endswith((" to", " the", " of")) for text in ends)


def test_chinese_heads_end_at_gaps_and_never_in_a_number() -> None:
    text = "走好2023创新之路　推进媒体融合"
    ends = {text[:end]: phrase for end, phrase in chinese_ends(text)}
    assert ends["走好2023创新之路"] is True
    assert "走好20" not in ends
    assert ends["走好2023创新"] is False
