"""Where the two languages stand: columns side by side, facing pages, or one below the other; and how wide."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from formatter.config import PageConfig
from formatter.layout.plan import Role
from formatter.layout.styles import Design, PageFormat

# Facing and stacked text: no longer lines than these many hanzi, or the eye loses the next one (CLREQ 2.3.5).
LONGEST_MEASURE = 38
BROKEN_PHRASE = 2  # lines that a title's phrase which does not fit the Chinese column is worth


@dataclass(frozen=True, slots=True)
class Geometry:
    """The measures of both sides, points from the left edge of the text area.

    ``layout`` is "columns", "facing" (Chinese verso, English recto) or "stacked".
    """

    layout: str
    zh_x: float
    zh_width: float
    en_x: float
    en_width: float

    @property
    def stacked(self) -> bool:
        return self.layout == "stacked"

    def extent(self, side: str) -> tuple[float, float]:
        """Left edge and width of what stands on a page, for its running head and number."""
        if self.layout == "columns":
            return 0.0, self.en_x + self.en_width
        return (self.en_x, self.en_width) if side == "en" else (self.zh_x, self.zh_width)


def page_format(design: Design, page: PageConfig) -> PageFormat:
    return design.formats.get(page.format) or design.formats["A4"]


def columns(design: Design, form: PageFormat, hanzi: int) -> Geometry:
    """Two columns, the Chinese one a whole number of hanzi wide (CLREQ 2.3.5), so that plain lines need no stretch."""
    width = hanzi * design.style(Role.BODY, "zh-Hans").size
    left = width + form.gutter
    return Geometry("columns", 0.0, width, left, form.text_width - left)


def single(design: Design, form: PageFormat, layout: str) -> Geometry:
    """One measure for both languages: facing pages keep to the spine, stacked paragraphs to the middle."""
    size = design.style(Role.BODY, "zh-Hans").size
    width = size * min(LONGEST_MEASURE, int(form.text_width / size))
    rest = form.text_width - width
    if layout == "facing":
        return Geometry(layout, rest, width, 0.0, width)
    return Geometry(layout, rest / 2, width, rest / 2, width)


def rank_columns(
    design: Design,
    form: PageFormat,
    page: PageConfig,
    rows: Sequence[tuple[float, float]],
    phrases: Sequence[float] = (),
) -> list[tuple[float, Geometry]]:
    """The columns that the settings ask for, or all that may be, the best first, with the lines that the volume takes.

    ``rows`` are the unbroken widths of each paragraph in both languages, points. At equal length the columns whose
    paragraphs differ least win: less white inside the rows. ``phrases`` are the widths of the parts of Chinese titles:
    one that would be broken counts as ``BROKEN_PHRASE`` lines more.
    """
    size = design.style(Role.BODY, "zh-Hans").size
    least, most = design.columns
    if page.ratio:
        wanted = round(page.ratio * (form.text_width - form.gutter) / size)
        return [(0.0, columns(design, form, max(8, min(wanted, int((form.text_width - form.gutter) / size) - 10))))]
    ranked = []
    for hanzi in range(least, most + 1):
        geometry = columns(design, form, hanzi)
        pairs = [
            (math.ceil(zh / geometry.zh_width), math.ceil(1.01 * en / geometry.en_width)) for zh, en in rows
        ]  # English lines lose a hundredth to hyphenation
        broken = BROKEN_PHRASE * sum(width > geometry.zh_width for width in phrases)
        score = (sum(max(p) for p in pairs) + broken, sum(abs(a - b) for a, b in pairs), abs(hanzi - (least + most) / 2))
        ranked.append((score, geometry))
    ranked.sort(key=lambda pair: pair[0])
    return [(float(score[0]), geometry) for score, geometry in ranked]
