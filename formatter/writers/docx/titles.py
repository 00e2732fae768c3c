"""Where titles and speaker lines break: Chinese ones at the gaps between their phrases, never inside one that fits.

Word knows no such rule, but the width of Chinese is known without a font (a hanzi is one em), so the break that it
should make can be written.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable
from itertools import combinations, pairwise

_ROUNDING_EM = 0.01  # widths come in twips


def width_em(text: str) -> float:
    """Estimate a text's width: full-width characters take one em, others half of one."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text)


def break_phrases(text: str, phrases: tuple[int, ...], measure_em: float) -> tuple[int, ...]:
    """Choose the offsets of ``phrases`` at which to break, so that each phrase stays whole where it can.

    ``phrases`` are the offsets at which phrases after the first begin. A phrase wider than the measure wraps by
    itself, but never to leave a single hanzi on its last line; the next one may stand after that line.
    """
    measure = measure_em + _ROUNDING_EM
    chosen: list[int] = []
    used = 0.0
    for start, end in zip((0, *phrases), (*phrases, len(text)), strict=True):
        phrase = text[start:end].rstrip()
        width = width_em(phrase)
        if start and used + width > measure:
            chosen.append(start)
            used = 0.0
        if used + width > measure:
            line = _last_line(phrase, measure)
            better = _not_alone(phrase, line)
            if better < line:
                chosen.append(start + better)
            width = width_em(phrase[better:])
        used += width + width_em(text[start + len(phrase) : end])
    return tuple(chosen)


def _last_line(phrase: str, measure: float) -> int:
    """Where the last line begins of a phrase that wraps by itself from the start of a line."""
    used, begins = 0.0, 0
    for index, char in enumerate(phrase):
        width = width_em(char)
        if used + width > measure:
            used, begins = 0.0, index
        used += width
    return begins


def _not_alone(phrase: str, line: int) -> int:
    """Begin the last line earlier, with the bracket or quotation mark before it, until it has two hanzi."""
    letters = [i for i, char in enumerate(phrase) if _is_letter(char)]
    if sum(i >= line for i in letters) > 1 or len(letters) < 3:
        return line
    earlier = letters[-2]
    while earlier > 0 and unicodedata.category(phrase[earlier - 1]) in ("Ps", "Pi"):
        earlier -= 1
    return earlier or line


def _is_letter(char: str) -> bool:
    return unicodedata.category(char)[0] in "LN"


# A large title breaks best after what ends the name of a body or a forum.
_NAME_ENDS = frozenset("坛壇会會部局社院所台省市")


def break_large_title(text: str, phrases: tuple[int, ...], measure_em: float) -> tuple[int, ...]:
    """Choose where a large Chinese title breaks that needs more than a line: between phrases, then into even lines."""
    measure = measure_em + _ROUNDING_EM
    if width_em(text) <= measure:
        return ()
    breaks: list[int] = []
    for start, end in zip((0, *phrases), (*phrases, len(text)), strict=True):
        breaks += [start] if start else []
        phrase = text[start:end].rstrip()
        breaks += [start + offset for offset in _even_hanzi(phrase, measure)]
    return tuple(breaks)


def _even_hanzi(phrase: str, measure: float) -> tuple[int, ...]:
    """Cut a phrase into the fewest lines that fit, of much the same width, without parting figures or Latin words."""
    count = math.ceil(width_em(phrase) / measure)
    if count < 2:
        return ()
    share = width_em(phrase) / count
    fitting = [
        (abs(width_em(phrase[:i]) - share) - (share / 2 if phrase[i - 1] in _NAME_ENDS else 0.0), i)
        for i in range(1, len(phrase))
        if width_em(phrase[:i]) <= measure
        and width_em(phrase[i:]) <= (count - 1) * measure
        and not (phrase[i - 1].isascii() and phrase[i].isascii())
        and unicodedata.category(phrase[i]) not in ("Po", "Pe", "Pf")
        and unicodedata.category(phrase[i - 1]) not in ("Ps", "Pi")
    ]
    if not fitting:
        return ()
    first = min(fitting)[1]
    return (first, *(first + offset for offset in _even_hanzi(phrase[first:], measure)))


# Words that begin a phrase: a line of a title ends before them rather than after them.
_SMALL_WORDS = frozenset(["a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "of", "on", "or", "our", "the", "to", "with"])


def break_title(text: str, measure_em: float, measure: Callable[[str], float]) -> tuple[int, ...]:
    """Choose where a large English title breaks: after its colon, then in the fewest, most even lines.

    Returns no break for a title that fits on one line, or has more words than it is worth trying.
    """
    if measure(text) <= measure_em:
        return ()
    breaks: list[int] = []
    start = 0
    for end in [i + 2 for i in range(len(text) - 2) if text[i : i + 2] == ": "] + [len(text)]:
        breaks += [start + offset for offset in _even_lines(text[start:end].rstrip(), measure_em, measure)]
        breaks += [end] if end < len(text) else []
        start = end
    return tuple(breaks)


def _even_lines(text: str, measure_em: float, measure: Callable[[str], float]) -> tuple[int, ...]:
    """The breaks of the fewest lines, the ones that leave a small word last or a number first only if they must."""
    gaps = [i + 1 for i, char in enumerate(text) if char == " "]
    for count in range(3 if len(gaps) <= 20 else 0):
        fitting = []
        for chosen in combinations(gaps, count):
            lines = [text[a:b].rstrip() for a, b in zip((0, *chosen), (*chosen, len(text)), strict=True)]
            widths = [measure(line) for line in lines]
            if max(widths) <= measure_em:
                ugly = sum(a.split()[-1] in _SMALL_WORDS or b[0].isdigit() for a, b in pairwise(lines))
                fitting.append((ugly, max(widths) - min(widths), chosen))
        if fitting:
            return min(fitting)[2]
    return ()


_LOOSE_ENDS = " ,:;–—-"


def shorten(text: str, room_em: float, measure: Callable[[str], float]) -> str:
    """Cut an English title at a word, with an ellipsis, so that it takes no more than ``room_em``."""
    if measure(text) <= room_em:
        return text
    words = [end for end in range(len(text) - 1, 0, -1) if text[end] == " "]
    for end in (*words, *range(len(text) - 1, 0, -1)):  # a first word that is too long is cut itself
        cut = text[:end].rstrip(_LOOSE_ENDS) + "…"
        if measure(cut) <= room_em:
            return cut
    return "…"


def shorten_chinese(text: str, room_em: float) -> str:
    """Cut a Chinese title, at a gap if one is not far, so that with its ellipsis it takes no more than ``room_em``."""
    if width_em(text) <= room_em:
        return text
    end = max((n for n in range(len(text)) if width_em(text[:n]) + 1 <= room_em), default=1)
    gap = max(text.rfind(char, 0, end + 1) for char in "\u3000 \u00a0")
    return text[: gap if gap > end * 0.6 else end].rstrip() + "…"


def insert_breaks(texts: list[str], breaks: tuple[int, ...]) -> list[str]:
    """Put a line break at each offset into the texts of a line's runs; the offsets count through all of them.

    A gap before a break is left out: at the end of a full line Word would give it a line of its own.
    """
    made, start = [], 0
    for text in texts:
        inside = [offset - start for offset in breaks if start <= offset < start + len(text)]
        *before, last = [text[a:b] for a, b in zip([0, *inside], [*inside, len(text)], strict=True)]
        made.append("\n".join([*(piece.rstrip() for piece in before), last]))
        start += len(text)
    return made
