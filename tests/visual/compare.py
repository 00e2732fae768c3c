"""Two pictures of a page compared as an eye at arm's length compares them.

Renderers differ from version to version in how they smooth edges, by less than half a pixel. So both pictures are
blurred and shrunk to cells of about a millimetre, and it counts how many cells differ clearly: an edge drawn otherwise
changes none, a short word that is gone or a line that moved by a quarter of the grid changes ten.
"""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter

BLUR = 1.2  # pixels
CELL = 3  # pixels: 1.3 mm at the resolution of the goldens
CLEAR = 26  # difference of a cell, of 255, that an eye sees
MOST = 2  # so many cells may differ


@dataclass(frozen=True, slots=True)
class Difference:
    """How many cells differ clearly; ``cells`` shows them white on black, at the size of the pictures."""

    count: int
    cells: Image.Image

    @property
    def passes(self) -> bool:
        return self.count <= MOST


def compare(expected: Image.Image, actual: Image.Image) -> Difference:
    """Compare two pictures. Those of different sizes differ everywhere."""
    if expected.size != actual.size:
        return Difference(actual.width * actual.height // CELL**2, Image.new("L", actual.size, 255))
    found = ImageChops.difference(_coarse(expected), _coarse(actual))
    strongest = ImageChops.lighter(ImageChops.lighter(*found.split()[:2]), found.split()[2])
    cells = strongest.point(lambda value: 255 if value > CLEAR else 0)
    return Difference(cells.histogram()[255], cells.resize(actual.size, Image.NEAREST))


def _coarse(picture: Image.Image) -> Image.Image:
    blurred = picture.convert("RGB").filter(ImageFilter.GaussianBlur(BLUR))
    return blurred.resize((-(-picture.width // CELL), -(-picture.height // CELL)), Image.BOX)


def show(expected: Image.Image, actual: Image.Image, difference: Difference) -> Image.Image:
    """Expected and actual side by side, and the actual one once more with what differs in red."""
    marked = Image.blend(actual.convert("RGB"), Image.new("RGB", actual.size, "white"), 0.6)
    marked.paste((200, 0, 0), mask=difference.cells.point(lambda value: value * 3 // 5))
    pictures = (expected.convert("RGB"), actual.convert("RGB"), marked)
    out = Image.new("RGB", (sum(p.width + 8 for p in pictures) - 8, max(p.height for p in pictures)), "#888")
    left = 0
    for picture in pictures:
        out.paste(picture, (left, 0))
        left += picture.width + 8
    return out
