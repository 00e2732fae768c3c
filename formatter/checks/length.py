"""English that is far too short or too long for its source: something was left out or added."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import exp, log
from statistics import median

from formatter.checks.common import sentences
from formatter.config import Config
from formatter.diagnostics import Diagnostic, diagnostic
from formatter.language.script import count_han
from formatter.model import Translation, Volume

# English words for one Han character in official prose: the median over 12,751 sentence pairs of the register is 0.81;
# one in a thousand is below 0.51 or above 2.12 of the median. A short volume leans on this, a long one on its own median.
_USUAL, _USUAL_WEIGHT = 0.81, 20
_FACTOR = 2.1
_SHORTEST = 10  # Han characters; below that a ratio says nothing

_ITEM = re.compile("[一二三四五六七八九十]是")
_ITEM_EN = re.compile(
    r"\b(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|fifth(?:ly)?|sixth(?:ly)?|last(?:ly)?|finally)\b", re.I
)


def check_length(volume: Volume, config: Config) -> Iterator[Diagnostic]:
    """Compare each sentence's words per Han character with the volume's own ratio."""
    measured = [(t, _ratio(t)) for t in sentences(volume) if count_han(t.segment.text) >= _SHORTEST]
    ratios = [log(r) for _, r in measured if r > 0] + [log(_USUAL)] * _USUAL_WEIGHT
    usual = exp(median(ratios))
    for t, ratio in measured:
        words = len(t.en.split())
        expected = round(usual * count_han(t.segment.text))
        if ratio < usual / _FACTOR:
            message = f"{words} words where about {expected} are usual: something may be left out of {t.segment.id}"
            yield diagnostic("omission", t.segment.span, message, "compare it with the Chinese")
        elif ratio > usual * _FACTOR:
            message = f"{words} words where about {expected} are usual: something may be added in {t.segment.id}"
            yield diagnostic("addition", t.segment.span, message, "compare it with the Chinese")


def check_enumerations(volume: Volume, config: Config) -> Iterator[Diagnostic]:
    """Paragraphs whose 一是…二是… have more items than the English counts."""
    for speech in volume.speeches:
        for p in speech.paragraphs:
            items, counted = len(_ITEM.findall(p.paragraph.text)), len(_ITEM_EN.findall(p.en))
            if items > 1 and p.en and counted < items:
                message = f"the Chinese counts {items} points, the English {counted}"
                yield diagnostic("enumeration", p.paragraph.span, message, "begin each point with First, Second, Third …")


def _ratio(t: Translation) -> float:
    return len(t.en.split()) / count_han(t.segment.text)
