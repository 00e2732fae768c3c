"""Clean an engine's words while the renderings are still slots and can't be damaged."""

from __future__ import annotations

import re

from formatter.language.english import tidy_english, to_spelling

# A phrase of up to twelve words that comes three times or more in a row, or a single word or slot twice.
_LOOP = re.compile(r"(?<![\w-])((?:[^\s]+[\s]+){0,11}?[^\s,.;]+)(?:[\s,;]+\1){2,}(?![\w-])")
_DOUBLED = re.compile(r"(?<![\w-])(?!(?:had|that)\b)([^\W\d]+|[\ue000-\uf8ff])(?:\s+\1)+(?![\w-])", re.I)
# A phrase of two to eight words said twice in a row, with a comma or "and" or nothing between.
_ECHO = re.compile(r"(?<![\w-])((?:[\w’'-]+\s+){1,7}[\w’'-]+)(?:,?\s+(?:and\s+)?\1)+(?![\w-])", re.I)
# The same letters four times in a row inside a word: mateeeeee, hadeadeadeade.
_STUTTER = re.compile(r"([A-Za-z]{1,8}?)\1{3,}", re.I)

# Small words that an engine left at the end of a sentence, waiting for something.
_DANGLING = re.compile(r"(?:[,;]?\s+(?:and|or|of|the|an?|with|its|their|our))+(?=[.!?]?$|[.!?]\s+[A-Z])", re.I)


# A figure that begins with a comma (,0000): half of a number that the engine never had.
_BROKEN_NUMBER = re.compile(r"(?<!\d),\d[\d,]*")


def remove_loops(text: str) -> str:
    """Say once what an engine that ran in circles said again and again."""
    text = _BROKEN_NUMBER.sub("", text)
    for pattern in (_STUTTER, _LOOP, _DOUBLED, _ECHO):
        text = pattern.sub(r"\1", text)
    return text


def close_up(text: str) -> str:
    """One space between words, none before a mark that closes."""
    return re.sub(r"\s{2,}", " ", re.sub(r"\s+(?=[,.;:!?)\]”’%])", "", text)).strip()


def tidy_template(template: str, spelling: str, paired: bool = True) -> str:
    """English punctuation and the volume's spelling around the slots.

    ``paired``: every quotation that the source opens it also closes, so that a lone mark is the engine's mistake.
    """
    text = _pair_quotes(template) if paired else template
    text = to_spelling(tidy_english(text, spelling), spelling)
    text = re.sub(r"([,;:])(?:\s*[,;:])+", r"\1", text)
    text = re.sub(r"^[\s,.;:!?)\]”]+", "", _DANGLING.sub("", text))
    return close_up(_pair_quotes(text) if paired else text)


def _pair_quotes(text: str) -> str:
    """Give a lone quotation mark beside a slot its partner on the other side; take out the others."""
    opened: list[int] = []
    closed: list[int] = []
    for i, char in enumerate(text):
        if char == "“":
            opened.append(i)
        elif char == "”":
            if opened:
                opened.pop()
            else:
                closed.append(i)
    chars = list(text)
    for i in opened:
        beside = re.match(r"\s*[\ue000-\uf8ff]", text[i + 1 :])
        if beside:
            chars[i + beside.end()] += "”"
        else:
            chars[i] = ""
    for i in closed:
        beside = re.search(r"[\ue000-\uf8ff]\s*$", text[:i])
        if beside:
            chars[beside.start()] = "“" + chars[beside.start()]
        else:
            chars[i] = ""
    return "".join(chars)
