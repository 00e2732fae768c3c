"""A broken line → PDF text operators: the space that a line lacks or has too much, given to its gaps in turn.

What stretches: every gap in proportion to its stretch, spaces in Chinese up to half an em. What shrinks: class by class
in the order of ``Give``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from formatter.writers.pdf.items import Gap, Give, Items
from formatter.writers.pdf.linebreak import Break
from formatter.writers.pdf.shaping import Atom, Shaper

# A soft hyphen, for readers that put words together again (ISO 14289-1 7.2; PDF 32000-1 14.9.4).
_HYPHEN_OPENS, _HYPHEN_CLOSES = "/Span<</ActualText<FEFF00AD>>>BDC", "EMC"


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line ready to be placed: operators for use between BT and ET, and its width in points.

    ``gaps``: the final widths of its gaps in em, for measuring quality. ``hyphen``: it ends within a word.
    ``notes``: the footnotes whose marks it has.
    """

    ops: str
    width: float
    gaps: tuple[float, ...] = ()
    hyphen: bool = False
    notes: tuple[str, ...] = ()


def set_line(
    items: Items,
    line: Break,
    measure: int,
    size: float,
    shaper: Shaper,
    colours: Mapping[str, str],
    justify: bool,
    expansion: float = 0.0,
) -> SetLine:
    """Set one line. ``measure`` is in thousandths of an em; ``colours`` are operators by name.

    ``expansion``: by how much of their width letters may grow in a loose line and shrink in a tight one.
    """
    last = line.end == len(items.atoms) - 1
    gaps = items.gaps[line.start : line.end]
    atoms = items.atoms[line.start : line.end + 1]
    end_gap = items.gaps[line.end]
    hyphen = shaper.hyphen(atoms[-1].face) if end_gap.hyphen and not last else None
    natural = sum(a.width for a in atoms) + sum(g.width for g in gaps) + (hyphen.width if hyphen else 0)
    scale = _scale(line.ratio, expansion) if justify and not last else 1.0
    widths = _share(gaps, measure / scale - natural, justify and not last)
    pen = _Pen(size, colours)
    for atom, width, gap, colour in zip(
        atoms, [*widths, 0.0], [*gaps, Gap()], items.colours[line.start : line.end + 1], strict=True
    ):
        pen.print(atom, colour)
        if gap.printed is not None:
            pen.print(gap.printed, colour)
            pen.move(width - gap.printed.width)
        else:
            pen.move(width)
    total = (natural + sum(widths) - sum(g.width for g in gaps)) * scale
    if hyphen is not None:
        pen.print_hyphen(hyphen)
    elif not last and end_gap.printed is not None:
        pen.print(end_gap.printed, items.colours[line.end])  # the space between two lines' words
    notes = tuple(note for atom, note in items.notes.items() if line.start <= atom <= line.end)
    ops = pen.finish() if scale == 1.0 else f"{scale * 100:.2f} Tz {pen.finish()} 100 Tz"
    return SetLine(ops, total * size / 1000, tuple(w / 1000 for w in widths), hyphen is not None, notes)


# The ratios of stretch and shrink at which letters begin to give, and by which they have given all.
_LOOSE, _TIGHT = (0.5, 1.5), (0.4, 1.0)


def _scale(ratio: float, expansion: float) -> float:
    low, high = _LOOSE if ratio > 0 else _TIGHT
    share = min(1.0, max(0.0, (abs(ratio) - low) / (high - low)))
    return round(1.0 + (share if ratio > 0 else -share) * expansion, 4)


def _share(gaps: list[Gap], slack: float, justify: bool) -> list[float]:
    widths = [float(g.width) for g in gaps]
    if slack > 0 and justify:
        widths = _stretch(gaps, widths, slack)
    elif slack < 0:
        need = -slack
        for give in Give:
            room = sum(g.shrink for g in gaps if g.give is give)
            if room and need > 0:
                share = min(1.0, need / room)
                widths = [w - share * g.shrink * (g.give is give) for w, g in zip(widths, gaps, strict=True)]
                need -= min(room, need)
    return widths


WIDEST_SPACE = 500  # thousandths of an em: Latin spaces and Han–Latin ones in Chinese (CLREQ 3.5.4)
WIDEST_HANZI = 250  # between hanzi, before spaces may pass their limit
_SPACES = (Give.SPACE, Give.SCRIPTS)


def _stretch(gaps: list[Gap], widths: list[float], slack: float) -> list[float]:
    """Share out ``slack``. What the spaces of a Chinese line may not take goes between its hanzi, evenly.

    A line with too few hanzi for that, and English, have no limit.
    """
    growing = [i for i, g in enumerate(gaps) if g.stretch]
    spaces = {i for i in growing if gaps[i].give in _SPACES}
    hanzi = len(growing) - len(spaces)
    limited = slack <= WIDEST_HANZI * hanzi + sum(max(0.0, WIDEST_SPACE - widths[i]) for i in spaces)
    while growing:
        each = slack / sum(gaps[i].stretch for i in growing)
        full = [i for i in growing if limited and i in spaces and widths[i] + each * gaps[i].stretch > WIDEST_SPACE]
        if not full:
            for i in growing:
                widths[i] += each * gaps[i].stretch
            break
        for i in full:
            slack -= max(0.0, WIDEST_SPACE - widths[i])
            widths[i] = max(widths[i], WIDEST_SPACE)
        growing = [i for i in growing if i not in full]
    return widths


class _Pen:
    """Writes TJ arrays, a new one for each face and colour; rounds moves without letting the error add up."""

    def __init__(self, size: float, colours: Mapping[str, str]) -> None:
        self.size, self.colours = size, colours
        self.out: list[str] = []
        self.array: list[str] = []
        self.face = self.colour = ""
        self.pending = 0.0

    def move(self, width: float) -> None:
        self.pending += width

    def print(self, atom: Atom, colour: str) -> None:
        if not atom.code:
            self.pending += atom.width
            return
        if atom.face.name != self.face or colour != self.colour:
            self._close()
            if colour != self.colour:
                self.out.append(self.colours[colour])
                self.colour = colour
            if atom.face.name != self.face:
                self.out.append(f"/{atom.face.name} {self.size:g} Tf")
                self.face = atom.face.name
        self.pending += atom.before
        shift = round(self.pending)
        if shift:
            self.array.append(str(-shift))
            self.pending -= shift
        self.array.append(atom.code)
        self.pending += atom.after

    def print_hyphen(self, hyphen: Atom) -> None:
        self._close()
        self.out.append(f"{_HYPHEN_OPENS}[{hyphen.code}]TJ {_HYPHEN_CLOSES}")

    def _close(self) -> None:
        if self.array:
            self.out.append("[" + "".join(self.array).replace("><", "") + "]TJ")
            self.array = []

    def finish(self) -> str:
        self._close()
        return " ".join(self.out)
