"""What a number in a sentence says: its value, its direction, its kind and its unit, in either language."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    PERCENT = "percent"
    POINTS = "points"  # percentage points
    FRACTION = "fraction"
    MULTIPLE = "multiple"  # 3倍, 翻两番
    RANKING = "ranking"  # 50强, 前10
    MONEY = "money"
    MEASURE = "measure"  # a number with a unit of measure, durations too
    DATE = "date"  # year, month, day or any of them
    DECADE = "decade"
    CENTURY = "century"
    CLOCK = "clock"
    RATIO = "ratio"  # 1:7: low to high


class Direction(StrEnum):
    """How the value stands to the number that is written. The values are the signs of the canonical form."""

    EXACT = ""
    ABOUT = "~"  # 约, 左右, 来
    NEARLY = "≲"  # 近, 将近
    MORE = ">"  # 超, 逾, 余, 多
    AT_LEAST = "≥"  # 以上, 至少
    LESS = "<"  # 不足, 不到
    AT_MOST = "≤"  # 以下, 至多
    SEVERAL = "×"  # 数百, 几十: some of them, nobody says how many


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text. ``start`` and ``end`` are offsets; the span takes in direction words, the unit and a measure
    word that has no English.

    ``low`` is the number that is written, ``high`` the upper end of a range. A fraction is ``low`` over
    ``denominator``. ``unit`` is a key of data/units.tsv or a currency code; ``classifier`` the Chinese measure word.
    ``year``, ``month``, ``day`` are of dates (0: not given). ``implied``: the direction comes from a word outside the
    span (突破5亿), so that an English number without it is no mismatch. ``soft``: too small and too common a word to
    be required or to be reported as added (one, first, both). ``verb``: 翻一番, doubled.
    """

    start: int
    end: int
    text: str
    kind: Kind
    low: Decimal = Decimal(0)
    high: Decimal | None = None
    direction: Direction = Direction.EXACT
    unit: str = ""
    classifier: str = ""
    denominator: int = 0
    year: int = 0
    month: int = 0
    day: int = 0
    implied: bool = False
    soft: bool = False
    verb: bool = False

    @property
    def value(self) -> str:
        """The canonical form, the same for the same meaning in either language: ``>450``, ``2000..3000``, ``#93``."""
        if self.kind is Kind.DATE:
            year = f"{self.year:04d}" if self.year else "-"
            month = f"-{self.month:02d}" if self.month or self.day else ""
            return f"{year}{month}{f'-{self.day:02d}' if self.day else ''}"
        if self.kind is Kind.CLOCK:
            return f"{int(self.low):02d}:{int(self.high or 0):02d}"
        number = plain(self.low)
        if self.kind is Kind.RATIO:
            return f"{number}:{plain(self.high or Decimal(0))}"
        if self.denominator:
            number += f"/{self.denominator}"
        elif self.high is not None:
            number += f"..{plain(self.high)}"
        sign = "" if self.implied else str(self.direction)
        form = _FORMS.get(self.kind, "{}")
        if self.direction is Direction.SEVERAL:
            sign, number = "", f"{number}s"
        return sign + form.format(number) + (f" {self.unit}" if self.unit else "")


_FORMS = {
    Kind.ORDINAL: "#{}",
    Kind.PERCENT: "{}%",
    Kind.POINTS: "{}pp",
    Kind.MULTIPLE: "x{}",
    Kind.RANKING: "top{}",
    Kind.DECADE: "{}s",
    Kind.CENTURY: "{}c",
}


def plain(number: Decimal) -> str:
    """A number without exponent and trailing zeros: 3600000000, 1.5."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


_DOWN = {Direction.NEARLY, Direction.LESS, Direction.AT_MOST}
_UP = {Direction.MORE, Direction.AT_LEAST}
_AGREEING = (
    _UP,
    _DOWN,
    {Direction.ABOUT, Direction.NEARLY},
    {Direction.SEVERAL, Direction.MORE, Direction.AT_LEAST},
)


def directions_agree(zh: Quantity, en: Quantity) -> bool:
    """Whether two directions may render each other: 近20 and almost 20, 80%以上 and over 80 percent.

    近 and 约 agree because both say that the number is not the exact one; 超 and 近 never do.
    """
    if zh.direction is en.direction:
        return True
    if zh.implied or en.implied:
        exact = en.direction is Direction.EXACT or zh.direction is Direction.EXACT
        if exact:
            return True
    return any(zh.direction in group and en.direction in group for group in _AGREEING)
