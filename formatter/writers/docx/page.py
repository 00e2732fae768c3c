"""The page in Word's terms: size, margins and columns in twips, and the section properties that hold them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from docx.oxml.ns import qn

from formatter.config import Config
from formatter.layout.plan import Role
from formatter.layout.styles import Design, PageFormat
from formatter.writers.docx.parts import WordSection
from formatter.writers.docx.xml import Element, element

_CHINESE_SHARE = 0.4  # nearly balances Chinese with its English where no ratio is set
_NUMBER_EM = 3  # the page-number column


def twips(points: float) -> int:
    """A twentieth of a point, Word's unit."""
    return round(points * 20)


@dataclass(frozen=True, slots=True)
class Columns:
    """Column widths in twips, gutters inside them; ``number`` is 0 where rows carry no page number.

    ``english`` is 0 where the languages are stacked in one column, ``chinese`` wide.
    """

    chinese: int
    english: int
    gutter: int
    number: int = 0

    @property
    def stacked(self) -> bool:
        return not self.english

    @property
    def widths(self) -> tuple[int, ...]:
        return tuple(width for width in (self.chinese, self.english, self.number) if width)

    def measure(self, lang: str) -> int:
        """The width that text of a language has, in twips."""
        if self.stacked or (not lang.startswith("zh") and not self.number):
            return (self.english or self.chinese) - (self.gutter if self.number else 0)
        return (self.chinese if lang.startswith("zh") else self.english) - self.gutter


@dataclass(frozen=True, slots=True)
class Sheet:
    """A design on one of its page formats, with its columns."""

    design: Design
    format: PageFormat
    columns: Columns

    @classmethod
    def of(cls, design: Design, config: Config) -> Sheet:
        page = design.formats[config.page.format]
        return cls(design, page, _columns(design, page, config))

    def numbered(self) -> Columns:
        """The columns of a list with page numbers: their column is taken from the text beside it."""
        number = twips(_NUMBER_EM * self.design.furniture["contents-page"].en.size)
        text = self.columns
        if text.stacked:
            return Columns(text.chinese - number, 0, text.gutter, number)
        return Columns(text.chinese, text.english - number, text.gutter, number)


def _columns(design: Design, page: PageFormat, config: Config) -> Columns:
    """Share the text width out. The Chinese measure is a whole number of hanzi within the design's limits.

    Facing pages can't be kept level by Word, which sets one stream of text: such a volume has two columns here.
    """
    if config.page.layout == "stacked":
        return Columns(twips(page.text_width), 0, twips(page.gutter))
    hanzi = design.style(Role.BODY, "zh").size
    least, most = design.columns
    room = page.text_width - page.gutter
    count = round(room * (config.page.ratio or _CHINESE_SHARE) / hanzi)
    chinese = max(least, min(most, count)) * hanzi
    return Columns(twips(chinese + page.gutter), twips(room - chinese), twips(page.gutter))


def section_properties(sheet: Sheet, section: WordSection, heads: Mapping[str, str]) -> Element:
    """``w:sectPr``; ``heads``: "header" and "footer" → their relationship ids."""
    page, design = sheet.format, sheet.design
    references = []
    for kind, rel_id in heads.items():
        reference = element(f"{kind}Reference", type="default")
        reference.set(qn("r:id"), rel_id)
        references.append(reference)
    numbering = {"fmt": section.number_format} if section.number_format else {}
    numbering |= {"start": "1"} if section.restart else {}
    running, folio = design.furniture["running"].en.size, design.furniture["folio"].en.size
    return element(
        "sectPr",
        *references,
        element("type", val="nextPage"),
        element("pgSz", w=twips(page.width), h=twips(page.height)),
        element(
            "pgMar",
            top=twips(page.top),
            right=twips(page.outer),
            bottom=twips(page.height - page.top - page.lines * design.leading),
            left=twips(page.inner),
            header=twips(page.head - running),
            footer=twips(page.foot - folio / 2),
            gutter=0,
        ),
        element("pgNumType", **numbering) if numbering else None,
        element("cols", space=720),
    )
