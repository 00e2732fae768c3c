"""Numbers by value and direction: found in Chinese and in English, written in English, compared."""

from formatter.language.numbers.chinese import find_quantities
from formatter.language.numbers.compare import Fault, Mismatch, compare_quantities
from formatter.language.numbers.english import find_quantities_en
from formatter.language.numbers.quantity import Direction, Kind, Quantity, directions_agree
from formatter.language.numbers.render import Rendering, render_quantity

__all__ = [
    "Direction",
    "Fault",
    "Kind",
    "Mismatch",
    "Quantity",
    "Rendering",
    "compare_quantities",
    "directions_agree",
    "find_quantities",
    "find_quantities_en",
    "render_quantity",
]
