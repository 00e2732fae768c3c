"""A PDF as pictures: its pages as PNG, and contact sheets that show them as the spreads of the open book."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import pypdfium2 as pdfium
from PIL import Image

from formatter.errors import UsageError
from formatter.progress import Progress
from formatter.world import World

DPI = 110
LEAST_DPI, MOST_DPI = 20, 600

# A contact sheet, in pixels: small pages two and two, as they lie in the open book.
SMALL_WIDTH = 250
SPREADS_ACROSS, SPREADS_DOWN = 4, 5
EDGE, FOLD = 24, 2
TABLE, CREASE = "#d9d6d0", "#a8a29e"


@dataclass(frozen=True, slots=True)
class PageRange:
    """Pages ``first`` to ``last``, counted from 1 at the first page of the file; ``last`` 0 is the end."""

    first: int
    last: int


def parse_pages(text: str) -> tuple[PageRange, ...]:
    """Read a choice of pages: ``1-4,9``, ``5-`` (to the end), ``-3`` (the first three). Raises UsageError."""
    ranges = []
    for part in filter(None, (p.strip() for p in re.split("[,，、]", text))):
        found = re.fullmatch(r"([0-9]*)\s*([-–]?)\s*([0-9]*)", part)
        if not found or part in "-–":
            raise UsageError(f"“{part}” is not a page or a range of pages", "write for example --pages 1-4,9")
        first = int(found[1] or 1)
        last = int(found[3] or 0) if found[2] else first
        if first == 0 or (found[3] and last == 0):
            raise UsageError("there is no page 0", "pages count from 1 at the first page of the file")
        if last and last < first:
            raise UsageError(f"the range {part} ends before it starts", f"write {last}-{first}")
        ranges.append(PageRange(first, last))
    if not ranges:
        raise UsageError("no pages are named", "write for example --pages 1-4,9")
    return tuple(ranges)


def choose_pages(ranges: Sequence[PageRange], count: int) -> tuple[int, ...]:
    """The pages of a file of ``count`` that are asked for, each once, in order, from 1; all of them for no ranges.

    Raises UsageError for a page that the file does not have.
    """
    for r in ranges:
        if max(r.first, r.last) > count:
            raise UsageError(f"there is no page {max(r.first, r.last)}", f"the volume has {count} pages in all")
    chosen = {page for r in ranges for page in range(r.first, (r.last or count) + 1)}
    return tuple(sorted(chosen)) if ranges else tuple(range(1, count + 1))


def parse_dpi(text: str) -> int:
    """Read a resolution in dots per inch. Raises UsageError."""
    if not re.fullmatch("[0-9]{1,4}", text) or not LEAST_DPI <= int(text) <= MOST_DPI:
        raise UsageError(f"{text} is no resolution", f"write --dpi with a number from {LEAST_DPI} to {MOST_DPI}")
    return int(text)


def render_pages(pdf: bytes, pages: Sequence[int], dpi: float) -> Iterator[Image.Image]:
    """Draw pages (from 1) at a resolution, one after the other."""
    with pdfium.PdfDocument(pdf) as document:
        for page in pages:
            yield document[page - 1].render(scale=dpi / 72).to_pil().convert("RGB")


def write_preview(
    pdf: bytes, world: World, folder: str, name: str, ranges: Sequence[PageRange], dpi: int, progress: Progress
) -> tuple[str, ...]:
    """Write ``name``-001.png … for the chosen pages and ``name``-sheet-1.png … into a folder.

    Pictures of an earlier preview that this one does not replace are removed, so that the folder shows one volume.
    Returns the files written. Raises UsageError for a page that the PDF does not have.
    """
    with pdfium.PdfDocument(pdf) as document:
        pages = choose_pages(ranges, len(document))
    written, small = [], {}
    progress.start("Pictures", len(pages))
    for page, picture in zip(pages, render_pages(pdf, pages, dpi), strict=True):
        written.append(_write(world, folder, f"{name}-{page:03}.png", picture))
        small[page] = picture.resize((SMALL_WIDTH, round(picture.height * SMALL_WIDTH / picture.width)), Image.LANCZOS)
        progress.advance()
    for number, sheet in enumerate(make_sheets(small), 1):
        written.append(_write(world, folder, f"{name}-sheet-{number}.png", sheet))
    progress.finish()
    ours = re.compile(rf"{re.escape(name)}-([0-9]{{3,}}|sheet-[0-9]+)\.png")
    for path in map(PurePosixPath, world.list_files(folder)):
        if path.as_posix() not in written and path.parent == PurePosixPath(folder) and ours.fullmatch(path.name):
            world.remove(path.as_posix())
    return tuple(written)


def make_sheets(small: dict[int, Image.Image]) -> Iterator[Image.Image]:
    """Lay small pages (by number, from 1) out as spreads: odd pages on the right, the even one before them on the left.

    A page that is not among them leaves its half of the spread empty.
    """
    spreads = sorted({page // 2 for page in small})
    width = 2 * SMALL_WIDTH + FOLD
    height = max((picture.height for picture in small.values()), default=0)
    each = SPREADS_ACROSS * SPREADS_DOWN
    for start in range(0, len(spreads), each):
        shown = spreads[start : start + each]
        across = min(SPREADS_ACROSS, len(shown))
        down = -(-len(shown) // SPREADS_ACROSS)
        sheet = Image.new("RGB", (across * (width + EDGE) + EDGE, down * (height + EDGE) + EDGE), TABLE)
        for place, spread in enumerate(shown):
            left = EDGE + place % SPREADS_ACROSS * (width + EDGE)
            top = EDGE + place // SPREADS_ACROSS * (height + EDGE)
            sheet.paste(CREASE, (left + SMALL_WIDTH, top, left + SMALL_WIDTH + FOLD, top + height))
            for page, x in ((2 * spread, left), (2 * spread + 1, left + SMALL_WIDTH + FOLD)):
                if page in small:
                    sheet.paste(small[page], (x, top))
        yield sheet


def _write(world: World, folder: str, name: str, picture: Image.Image) -> str:
    path = (PurePosixPath(folder) / name).as_posix()
    data = io.BytesIO()
    picture.save(data, "PNG")
    world.write_bytes(path, data.getvalue())
    return path
