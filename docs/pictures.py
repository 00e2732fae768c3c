"""Draw the pictures in docs/pictures from the sample volume.

    .venv/bin/uv sync --inexact --extra argos --group dev --group bench
    ./run python -m docs.pictures [spread compare spaces]

Text that changes changes the pictures: draw them anew before a release, and look at them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFont

from bench.lines import Set, line_spaces, read_volume, typeset_all
from formatter.layout.compose import compose_volume
from formatter.preview import render_pages
from formatter.progress import SilentProgress
from formatter.world import DiskWorld
from formatter.writers.pdf import write_pdf

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "pictures"
INK, GREY, RULE, ACCENT = "#1a1a1a", "#5c5c5c", "#c9c4bd", "#8e1b1f"


def font(size: float, file: str = "SourceSerif4-Regular.ttf") -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(ROOT / "fonts" / file), size)


def save(picture: Image.Image, name: str, steps: int) -> None:
    """Save in the few colours that our pages have: each ink in ``steps`` steps down to white."""
    inks = [ImageColor.getrgb(ink) for ink in ("#000000", ACCENT, GREY)]
    palette = [255 - (255 - c) * n // steps for ink in inks for n in range(steps + 1) for c in ink]
    inked = Image.new("P", (1, 1))
    inked.putpalette(palette + [255] * (768 - len(palette)))
    OUT.mkdir(exist_ok=True)
    picture.convert("RGB").quantize(palette=inked, dither=Image.Dither.NONE).save(OUT / f"{name}.png", optimize=True)


@cache
def volume():
    return read_volume(str(ROOT))


@cache
def sets() -> list[Set]:
    return typeset_all(*volume())


# --- A spread of the sample ------------------------------------------------------------------------------------


def draw_spread(dpi: int = 82) -> Image.Image:
    """Two facing pages of the sample, as the book lies open."""
    translated, config = volume()
    world = DiskWorld(str(ROOT))
    config = replace(config, page=replace(config.page, format="A4", layout="columns"))
    data = write_pdf(compose_volume(translated, config, world.today()), config, SilentProgress()).value.data
    left, right = render_pages(data, (6, 7), dpi)
    out = Image.new("RGB", (2 * left.width + 3, left.height + 2), RULE)
    out.paste(left, (1, 1))
    out.paste(right, (left.width + 2, 1))
    return out


# --- The same text by four systems -----------------------------------------------------------------------------

CAPTIONS = {
    "proceedings": "proceedings",
    "ReportLab": "ReportLab, stock paragraphs (wordWrap=\"CJK\")",
    "Typst": "Typst",
    "WeasyPrint": "WeasyPrint",
}


def draw_compare(dpi: int = 92, height: float = 300.0) -> Image.Image:
    """The top of the first speech, ``height`` points of it, by each."""
    parts = []
    for s in sets():
        m = s.measures
        page = next(render_pages(s.data, (1,), dpi))
        scale = dpi / 72
        left, right = (m.left - 4) * scale, (m.width - m.right + 8) * scale
        ink = ImageChops.invert(page.convert("L")).crop((0, int((m.top - 24) * scale), page.width, page.height))
        top = int((m.top - 24) * scale) + ink.point(lambda v: 255 if v > 60 else 0).getbbox()[1] - 4
        part = page.crop((int(left), top, int(right), top + int(height * scale)))
        fade = Image.linear_gradient("L").resize((part.width, 40))
        part.paste("white", (0, part.height - 40), fade)
        parts.append((CAPTIONS[s.name], part))
    width, tall = parts[0][1].size
    gap, strip = 34, 30
    out = Image.new("RGB", (2 * width + gap, 2 * (tall + strip) + gap), "white")
    draw = ImageDraw.Draw(out)
    for number, (caption, part) in enumerate(parts):
        x, y = number % 2 * (width + gap), number // 2 * (tall + strip + gap)
        draw.text((x + 5, y), caption, font=font(17, "SourceSerif4-It.ttf"), fill=GREY)
        draw.line((x + 5, y + 25, x + width, y + 25), fill=RULE)
        out.paste(part, (x, y + strip))
    return out


# --- Spaces between English words ------------------------------------------------------------------------------

BIN = 0.04  # em
FIRST, LAST = 0.12, 0.80


def histogram(values: Sequence[float]) -> list[float]:
    """Percent of the lines in each bin."""
    bins = [0] * round((LAST - FIRST) / BIN)
    for value in values:
        bins[min(max(int((value - FIRST) / BIN), 0), len(bins) - 1)] += 1
    return [100 * n / len(values) for n in bins]


def draw_spaces() -> Image.Image:
    """The mean space between words of each justified English line, ours above Typst, on one scale."""
    shown = {s.name: line_spaces(s.english()) for s in sets() if s.name in ("proceedings", "Typst")}
    scale = 2
    wide, tall, left = 560 * scale, 118 * scale, 104 * scale
    out = Image.new("RGB", (left + wide + 16 * scale, (tall + 24 * scale) * len(shown) + 44 * scale), "white")
    draw = ImageDraw.Draw(out)
    small, bold = font(12 * scale), font(13 * scale, "SourceSerif4-Semibold.ttf")
    most = max(max(histogram(v)) for v in shown.values())

    def x(em: float) -> float:
        return left + (em - FIRST) / (LAST - FIRST) * wide

    for row, (name, values) in enumerate(shown.items()):
        base = (row + 1) * (tall + 24 * scale) - 8 * scale
        for number, share in enumerate(histogram(values)):
            edge = x(FIRST + number * BIN)
            draw.rectangle(
                (edge + scale, base - share / most * tall, x(FIRST + (number + 1) * BIN) - scale, base),
                fill=ACCENT if name == "proceedings" else GREY,
            )
        draw.line((left, base, left + wide, base), fill=INK, width=scale)
        draw.text((0, base - 52 * scale), name, font=bold, fill=ACCENT if name == "proceedings" else GREY)
        mean = sum(values) / len(values)
        spread = (sum((v - mean) ** 2 for v in values) / len(values)) ** 0.5
        over = 100 * sum(v > 0.5 for v in values) / len(values)
        for line, text in enumerate((f"mean {mean:.2f}, sd {spread:.2f}", f"over ½ em: {over:.0f} %")):
            draw.text((0, base - (32 - 16 * line) * scale), text, font=font(10.5 * scale), fill=GREY)
    foot = len(shown) * (tall + 24 * scale) + 2 * scale
    for tick in range(2, 9):
        draw.text((x(tick / 10), foot), f"{tick / 10:.1f}", font=small, fill=GREY, anchor="ma")
    draw.text((left + wide, foot + 17 * scale), "mean space between the words of a line, em; height: share of the lines",
              font=font(11 * scale), fill=GREY, anchor="ra")  # fmt: skip
    return out


PICTURES: dict[str, tuple[Callable[[], Image.Image], int]] = {
    "spread": (draw_spread, 7),
    "compare": (draw_compare, 5),
    "spaces": (draw_spaces, 7),
}


if __name__ == "__main__":
    for chosen in sys.argv[1:] or PICTURES:
        draw, steps = PICTURES[chosen]
        save(draw(), chosen, steps)
