"""How well lines are set: this project's writer beside ReportLab, Typst and WeasyPrint on the same speeches.

    python -m bench.lines [FOLDER]      (a volume's folder; default: this one, the sample)

Everything is measured on the finished PDF, for all four alike, from the places of its characters: body text only, in
the column widths that our writer chose for the volume. Needs the dependency group ``bench``.
"""

from __future__ import annotations

import argparse
import dataclasses
import re
import statistics
from collections import defaultdict
from collections.abc import Iterator, Sequence
from ctypes import c_double
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from bench.peers import PEERS, Measures, talks
from formatter import pipeline
from formatter.config import Config
from formatter.layout.compose import compose_volume
from formatter.layout.styles import load_design
from formatter.model import Volume
from formatter.progress import SilentProgress
from formatter.world import DiskWorld
from formatter.writers import pdf as writer
from formatter.writers.pdf.fonts import FontBook
from formatter.writers.pdf.geometry import rank_columns
from formatter.writers.pdf.pages import lay_out
from formatter.writers.pdf.rows import Setter, natural_widths, phrase_widths
from formatter.writers.pdf.shaping import Shaper

SIZE = 10.0  # of body text, points
PITCH = 15.0
# By the letter of GB/T 15834-2011 5.1 and CLREQ 3.1.5; kept apart from the writer's own table on purpose.
NOT_FIRST = frozenset("，。、；：？！）》〉」』】”’·％%")
NOT_LAST = frozenset("（《〈「『【“‘")
_STUB = re.compile(r"(?<![^\W\d_])[^\W\d_]{2}-$")  # two letters, then a hyphen at the line's end


_HYPHENS = "\u00ad\u0002\u2010"  # soft, PDFium's own mark for one at a line's end, and Unicode's


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line read back. ``left`` and ``right`` are points from the page's left edge, and so are the edges of its
    ``gaps`` between words; ``spaces`` are their widths in em."""

    page: int
    y: float
    text: str
    left: float
    right: float
    gaps: tuple[tuple[float, float], ...]
    last: bool = False  # of its paragraph

    @property
    def spaces(self) -> tuple[float, ...]:
        return tuple((right - left) / SIZE for left, right in self.gaps)


def read_lines(data: bytes, begin: tuple[float, float], width: float) -> list[TextLine]:
    """The lines of body text in a column that begins at ``begin[0]`` on right-hand pages, ``begin[1]`` on left-hand ones.

    A paragraph ends where the next line is further away than a line, where the column ends, or where an indented line
    follows.
    """
    found: list[TextLine] = []
    with pdfium.PdfDocument(data) as document:
        for page in range(len(document)):
            left = begin[page % 2]
            sheet = document[page]
            found += _page_lines(sheet.get_textpage(), page, left, left + width)
    done = []
    for line, after in zip(found, [*found[1:], None], strict=True):
        near = after is not None and after.page == line.page and line.y - after.y < PITCH * 1.2
        indented = after is not None and after.left - begin[after.page % 2] > 1.2 * SIZE
        done.append(dataclasses.replace(line, last=not near or indented))
    return done


def _page_lines(text: pdfium.PdfTextPage, page: int, left: float, right: float) -> Iterator[TextLine]:
    rows: dict[int, list[tuple[float, float, str]]] = defaultdict(list)
    x, y, box, matrix = c_double(), c_double(), raw.FS_RECTF(), raw.FS_MATRIX()
    for index in range(text.count_chars()):
        raw.FPDFText_GetMatrix(text, index, matrix)
        size = raw.FPDFText_GetFontSize(text, index) * matrix.d
        if raw.FPDFText_IsGenerated(text, index) == 1 or abs(size - SIZE) > 0.05:
            continue
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        if left - 3 <= x.value <= right + 12:
            char = chr(raw.FPDFText_GetUnicode(text, index))
            rows[round(y.value)].append((x.value, box.right, "-" if char in _HYPHENS else char))
    for height in sorted(rows, reverse=True):
        marks = sorted((c for c in rows[height] if c[2].strip()), key=lambda c: c[0])
        if not marks:
            continue
        spaced = [c[0] for c in rows[height] if not c[2].strip()]
        words, gaps = marks[0][2], []
        for before, after in pairwise(marks):
            if any(before[0] < place < after[0] for place in spaced):
                words += " "
                gaps.append((before[1], after[0]))
            words += after[2]
        yield TextLine(page, height, words, marks[0][0], marks[-1][1], tuple(gaps))


# --- Faults ----------------------------------------------------------------------------------------------------


RIVER = 4  # lines through which white runs downwards


def count_rivers(english: Sequence[TextLine]) -> int:
    """How often gaps of four lines or more of a paragraph touch, each the next one's."""
    rivers = 0
    above: list[tuple[float, float, int]] = []
    for line in english:
        here = []
        for left, right in line.gaps:
            length = 1 + max((n for a, b, n in above if a < right and left < b), default=0)
            rivers += length == RIVER
            here.append((left, right, length))
        above = [] if line.last else here
    return rivers


def count_faults(
    chinese: Sequence[TextLine], english: Sequence[TextLine], begin: tuple[float, float], m: Measures
) -> dict[str, int]:
    inner_zh = [line for line in chinese if not line.last]
    inner_en = [line for line in english if not line.last]

    def slack(line: TextLine, width: float) -> float:
        """How far a line stays short of the measure (positive) or runs over it, points."""
        return begin[line.page % 2] + width - line.right

    def runs_over(line: TextLine) -> bool:
        """The empty half of a mark may stand beyond the measure."""
        return slack(line, m.zh_width) < (-SIZE / 2 if line.text[-1] in NOT_FIRST else 0.0) - 0.5

    return {
        "Chinese lines that start with a mark that must not": sum(x.text[0] in NOT_FIRST for x in chinese),
        "Chinese lines that end with a mark that must not": sum(x.text[-1] in NOT_LAST for x in inner_zh),
        "Chinese lines that run over the measure": sum(map(runs_over, chinese)),
        "Chinese lines that stay short of it by a quarter em or more": sum(
            slack(x, m.zh_width) > SIZE / 4 for x in inner_zh
        ),
        "Chinese paragraphs that end in a single hanzi": sum(
            sum(c not in NOT_FIRST for c in x.text) == 1 for x in chinese if x.last
        ),
        "English lines with spaces wider than half an em": sum(
            statistics.mean(x.spaces) > 0.5 for x in inner_en if x.spaces
        ),
        "English lines that end in a hyphen": sum(x.text[-1] == "-" for x in inner_en),
        "… right after another one": sum(
            a.text[-1] == b.text[-1] == "-" for a, b in pairwise(english) if not a.last and not b.last
        ),
        "… after two letters of a word only": sum(bool(_STUB.search(x.text)) for x in inner_en),
        "rivers through four English lines or more": count_rivers(english),
        "English paragraphs that end in part of a word": sum(
            a.text[-1] == "-" and len(b.spaces) == 0 for a, b in pairwise(english) if not a.last and b.last
        ),
    }


# --- The four --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Set:
    """A volume typeset by one of the four; ``begin``: the Chinese column on right-hand and left-hand pages."""

    name: str
    data: bytes
    begin: tuple[float, float]
    measures: Measures

    def chinese(self) -> list[TextLine]:
        return read_lines(self.data, self.begin, self.measures.zh_width)

    def english(self) -> list[TextLine]:
        m = self.measures
        shift = m.zh_width + m.gutter
        return read_lines(self.data, (self.begin[0] + shift, self.begin[1] + shift), m.en_width)


def typeset_all(volume: Volume, config: Config) -> list[Set]:
    """Typeset the speeches of a volume with our writer, then with the others in the columns that it chose."""
    world = DiskWorld()
    design = load_design("classic")
    form = design.formats["A4"]
    volume = dataclasses.replace(volume, terms=())  # without readers' notes, which the others don't get
    plan = compose_volume(volume, config, world.today())
    plan = dataclasses.replace(plan, sections=tuple(s for s in plan.sections if s.kind == "speech"))
    setter = Setter(design, Shaper(FontBook()))
    rows = [row for section in plan.sections for row in section.rows]
    ranked = rank_columns(design, form, config.page, natural_widths(setter, rows), phrase_widths(design, rows))
    chosen = lay_out(plan, design, form, config.page.layout, setter, ranked)[-1].geometry
    foot = form.height - form.top - form.lines * design.leading
    measures = Measures(
        form.width, form.height, form.inner, form.top, foot, chosen.zh_width, form.gutter, chosen.en_width
    )
    data = writer.write_pdf(plan, config, SilentProgress()).value.data
    sets = [Set("proceedings", data, (form.inner, form.outer), measures)]
    text = talks(volume)
    for name, typeset in PEERS.items():
        sets.append(Set(name, typeset(text, measures), (form.inner, form.inner), measures))
    return sets


def read_volume(folder: str) -> tuple[Volume, Config]:
    world = DiskWorld(folder)
    read = pipeline.gather_input(world, SilentProgress())
    done = pipeline.translate(read.value, world, SilentProgress())
    return done.value[0], read.value.config


def report(sets: Sequence[Set]) -> str:
    out = [f"{'':<62}" + "".join(f"{s.name:>13}" for s in sets)]
    faults, spaces, counts = [], [], []
    for s in sets:
        chinese, english = s.chinese(), s.english()
        faults.append(count_faults(chinese, english, s.begin, s.measures))
        spaces.append(line_spaces(english))
        counts.append((len(chinese), len(english)))
    for index, what in enumerate(("Chinese lines", "English lines")):
        out.append(f"{what:<62}" + "".join(f"{c[index]:>13}" for c in counts))
    for what in faults[0]:
        out.append(f"{what:<62}" + "".join(f"{f[what]:>13}" for f in faults))
    for what, measure in (
        ("space between English words: mean, em", statistics.mean),
        ("… standard deviation, em", statistics.pstdev),
        ("… widest line, em", max),
        ("… tightest line, em", min),
    ):
        out.append(f"{what:<62}" + "".join(f"{measure(values):>13.3f}" for values in spaces))
    return "\n".join(out)


def line_spaces(english: Sequence[TextLine]) -> list[float]:
    """The mean space between words of each justified line, em."""
    return [statistics.mean(line.spaces) for line in english if not line.last and line.spaces]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", default=".")
    options = parser.parse_args()
    print(report(typeset_all(*read_volume(options.folder))))


if __name__ == "__main__":
    main()
