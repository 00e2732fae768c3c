"""How well pages are filled: white at their feet, lines alone, half words, one language without the other.

    python -m bench.pages [FOLDER]      (a volume's folder; default: this one, the sample)

The sample in every layout, then three invented volumes (bench/speeches.py): long speeches, many short ones, and English
much longer than its Chinese. Counted are the pages of the speeches; the last page of a part may be short.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bench.lines import read_volume
from bench.speeches import SPAN, generate_volume, sentences
from formatter.config import Config, PageConfig
from formatter.layout.compose import compose_volume
from formatter.layout.plan import BookPlan, Role, SectionKind
from formatter.layout.styles import load_design
from formatter.model import Paragraph, TranslatedParagraph, Volume
from formatter.writers.pdf.fonts import FontBook
from formatter.writers.pdf.geometry import page_format, rank_columns
from formatter.writers.pdf.pages import Page, Placed, lay_out
from formatter.writers.pdf.rows import Setter, natural_widths, phrase_widths
from formatter.writers.pdf.shaping import Shaper

DAY = datetime.date(2026, 1, 1)
_TEXT = frozenset({SectionKind.SESSION, SectionKind.SPEECH})


@dataclass(frozen=True, slots=True)
class Count:
    """What is counted of a volume; whites are in grid lines."""

    pages: int
    foot: float  # white at the feet of pages that are followed by more text
    short: int  # pages with more than two lines of it
    rows: float  # white beside the shorter side of a row
    carried: float  # lines at a page's head whose row has nothing more to say in the other language
    alone: int  # first or last lines of paragraphs alone on a page
    hyphens: int  # pages' columns that end in half a word
    hanzi: int  # of the Chinese column
    seconds: float


def typeset(plan: BookPlan, page: PageConfig) -> tuple[list[Page], int]:
    """Pages, and the Chinese measure in hanzi."""
    design = load_design(page.style)
    form = page_format(design, page)
    setter = Setter(design, Shaper(FontBook()), plan.footnotes)
    rows = [row for section in plan.sections for row in section.rows]
    ranked = rank_columns(design, form, page, natural_widths(setter, rows), phrase_widths(design, rows))
    pages = lay_out(plan, design, form, page.layout, setter, ranked)
    width = next(p.geometry.zh_width for p in pages if p.kind in _TEXT and not p.blank)
    return pages, round(width / design.style(Role.BODY, "zh-Hans").size)


def count(plan: BookPlan, page: PageConfig) -> Count:
    design = load_design(page.style)
    start = time.perf_counter()
    pages, hanzi = typeset(plan, page)
    seconds = time.perf_counter() - start
    setter = Setter(design, Shaper(FontBook()), plan.footnotes)
    capacity = page_format(design, page).lines * 4
    text = [p for p in pages if p.kind in _TEXT and not p.blank and p.side != "en"]
    feet = []
    for page_ in text[:-1]:
        notes = setter.notes_height(page_.notes, page_.geometry.en_width)
        feet.append((capacity - notes - max(p.top + p.end for p in page_.placed)) / 4)
    placed = [p for page_ in text for p in page_.placed]
    stacked = page.layout == "stacked"
    return Count(
        pages=len(text),
        foot=sum(feet),
        short=sum(white > 2 for white in feet),
        rows=0 if stacked else sum(abs(_height(p, "zh") - _height(p, "en")) for p in placed) / 4,
        carried=0 if stacked else sum(_carried(page_.placed[0]) for page_ in text) / 4,
        alone=_lone_lines(placed),
        hyphens=sum(_half_words(page_.placed[-1]) for page_ in text),
        hanzi=hanzi,
        seconds=seconds,
    )


def _slots(placed: Placed, name: str) -> list:
    return [s for s in getattr(placed.block, name).slots if placed.start <= s.top < placed.end]


def _height(placed: Placed, name: str) -> int:
    slots = _slots(placed, name)
    return slots[-1].bottom - slots[0].top if slots else 0


def _carried(placed: Placed) -> int:
    zh, en = _height(placed, "zh"), _height(placed, "en")
    row = placed.block.row
    return zh + en if row.zh and row.en and not (zh and en) else 0


def _lone_lines(placed: Sequence[Placed]) -> int:
    """How often a page has just one line of a paragraph of more."""
    lines = Counter((id(p), p.block.row.id, name, s.paragraph) for p in placed for name in ("zh", "en") for s in _slots(p, name))
    whole: Counter[tuple[str, str, int]] = Counter()
    for (_, *paragraph), number in lines.items():
        whole[tuple(paragraph)] += number
    return sum(number == 1 < whole[tuple(paragraph)] for (_, *paragraph), number in lines.items())


def _half_words(placed: Placed) -> int:
    return sum(bool(slots) and slots[-1].line.hyphen for slots in (_slots(placed, "zh"), _slots(placed, "en")))


# --- Volumes ---------------------------------------------------------------------------------------------------


def long_speeches() -> Volume:
    """Forty speeches of twenty to forty paragraphs."""
    return _shaped(40, lambda chance: chance.randint(20, 40), lambda chance: chance.randint(3, 9))


def short_speeches() -> Volume:
    """Two hundred speeches of two or three short paragraphs."""
    return _shaped(200, lambda chance: chance.randint(2, 3), lambda chance: chance.randint(1, 3))


def wordy_english() -> Volume:
    """Eighty speeches whose English says everything twice."""
    return _shaped(80, lambda chance: chance.randint(4, 9), lambda chance: chance.randint(2, 6), english=2)


def _shaped(speeches: int, paragraphs, length, english: int = 1) -> Volume:
    chance = random.Random(7)
    stream = sentences(chance)
    volume = generate_volume(speeches, seed=3)
    done = []
    for speech in volume.speeches:
        body = []
        for _ in range(paragraphs(chance)):
            pairs = [next(stream) for _ in range(length(chance))]
            text = Paragraph("".join(zh for zh, _ in pairs), SPAN)
            body.append(TranslatedParagraph(text, " ".join(en for _, en in pairs * english), ()))
        source = dataclasses.replace(speech.speech, paragraphs=tuple(p.paragraph for p in body))
        done.append(dataclasses.replace(speech, speech=source, paragraphs=tuple(body)))
    return dataclasses.replace(volume, speeches=tuple(done))


COLUMNS = ("pages", "foot", "short", "rows", "carried", "alone", "hyphens", "hanzi", "seconds")


def report(counted: Sequence[tuple[str, Count]]) -> str:
    out = [f"{'':<30}" + "".join(f"{name:>9}" for name in COLUMNS)]
    for name, found in counted:
        values = (getattr(found, column) for column in COLUMNS)
        out.append(f"{name:<30}" + "".join(f"{v:>9.1f}" if isinstance(v, float) else f"{v:>9}" for v in values))
    return "\n".join(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", default=".")
    options = parser.parse_args()
    volume, config = read_volume(options.folder)
    sample = compose_volume(volume, config, DAY)
    counted = [
        (f"sample, {layout}, {style}, {form}", count(sample, PageConfig(form, layout, style)))
        for layout in ("columns", "facing", "stacked")
        for style in ("classic", "modern")
        for form in ("A4", "16K")
    ]
    for made in (long_speeches, short_speeches, wordy_english):
        plan = compose_volume(made(), Config(), DAY)
        for style in ("classic", "modern"):
            counted.append((f"{made.__name__.replace('_', ' ')}, {style}", count(plan, PageConfig(style=style))))
    print(report(counted))


if __name__ == "__main__":
    main()
