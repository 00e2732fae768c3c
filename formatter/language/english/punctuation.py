"""English punctuation for text that was Chinese: quotation marks that nest, dashes, commas, spaces, italics for 《》."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# CMOS 18: commas and full stops stand inside closing quotation marks (6.9); the dash is unspaced (6.91).
_MARKS = {
    "，": ", ", "、": ", ", "；": "; ", "：": ": ", "。": ". ", "．": ".", "！": "! ", "？": "? ", "（": " (", "）": ") ", "【": " [",
    "】": "] ", "［": " [", "］": "] ", "〔": " [", "〕": "] ", "「": "“", "」": "”", "『": "‘", "』": "’", "〈": "‘", "〉": "’", "～": "–", "·": "·",
    "＂": '"', "＇": "'", "%": "%",
}  # fmt: skip
_LEFT_OF = r"[\s(\[“‘《—–/-]"


def tidy_english(text: str, spelling: str = "en-US") -> str:
    """Make the punctuation of an English text English.

    Chinese marks become what English uses, full-width letters and figures become ordinary, quotation marks nest
    (“…‘…’…”), spaces are right. 《…》 stays: it marks italics. ``spelling`` en-GB leaves commas and full stops where they
    stand beside closing quotation marks.
    """
    for _ in range(4):  # one mark put right can bring the next beside its neighbour
        tidied = _tidy_once(text, spelling)
        if tidied == text:
            break
        text = tidied
    return text


def _tidy_once(text: str, spelling: str) -> str:
    text = "".join(unicodedata.normalize("NFKC", c) if "\uff10" <= c <= "\uff5a" and c.isalnum() else c for c in text)
    text = text.replace("\u3000", " ").replace("％", "%")
    text = re.sub("—{2,}|―+|(?<=\\w)--(?=\\w)| -- ", "—", text)
    text = re.sub("…(?:\\s*…)*|\\.{3,}", "…", text)
    text = "".join(_MARKS.get(c, c) for c in text)
    text = _nest_quotes(text)
    text = re.sub(r"\s*—(?:\s*—)*\s*", "—", text)
    text = re.sub(r"\s+([,;:!?%)\]”》…]|\.(?!\w)|’(?!\w))", r"\1", text)
    text = re.sub(r"([(\[“《])\s+", r"\1", text)
    text = re.sub(r"([,;])(?=[^\s\d”’\"')\]》,;])", r"\1 ", text)
    text = re.sub(r"(?<=[^\W\d])([,;:])(?=\d)", r"\1 ", text)
    text = re.sub(r"(:)(?=[^\W\d_])(?!//)", r"\1 ", text)
    text = re.sub(r"([,;:])(?:\s*\1)+", r"\1", text)
    text = re.sub(r",\s*([.;!?])", r"\1", text)
    text = re.sub(r"\.(?:\s*\.)+", ".", text)
    if spelling != "en-GB":
        text = re.sub(r"([”’]+)([,.])(?![\d.])", _commas_inside, text)
    text = re.sub(r"([.!?])(?=[A-Z“‘][a-z])", _space_after_stop, text)
    return re.sub(r"[ \t\u2002-\u200a]+", " ", text).strip()


def _commas_inside(m: re.Match[str]) -> str:
    before = m.string[: m.start()]
    quote, mark = m.group(1), m.group(2)
    if quote == "’" and before.count("‘") <= before.count("’"):
        return m.group()  # an apostrophe: the writers’.
    if before.rstrip("”’")[-1:] in ".!?…,":
        return quote if mark == "." else m.group()
    return mark + quote


def _space_after_stop(m: re.Match[str]) -> str:
    before = m.string[: m.start()]
    initial = re.search(r"(?:^|[\s.])[A-Z]$", before)
    return m.group() if m.group() == "." and initial else m.group() + " "


def _nest_quotes(text: str) -> str:
    """Make quotation marks “ ” outside and ‘ ’ inside, whatever they were; apostrophes stay."""
    out: list[str] = []
    depth: list[str] = []
    for i, c in enumerate(text):
        previous, following = text[i - 1 : i], text[i + 1 : i + 2]
        if (
            c in "'’"
            and previous.isalnum()
            and (following.isalpha() or (c == "'" and "‘" not in depth and "'" not in depth))
        ):
            out.append("'")
            continue
        if c in "'‘" and following.isdigit() and re.match(r"\d0s", text[i + 1 :]):
            out.append("'")
            continue
        if c not in "\"'“”‘’":
            out.append(c)
            continue
        if c in "“‘":
            opening = True
        elif c in "”’":
            opening = False
            if c == "’" and "‘" not in depth and "'" not in depth:
                out.append("'")
                continue
        else:
            opening = (
                (not previous or re.match(_LEFT_OF, previous) is not None)
                and bool(following)
                and not following.isspace()
            )
            if opening and c in depth and not (previous and previous in "“‘"):
                opening = False
        if c == "'" and not opening and not any(mark in depth for mark in "'‘"):
            out.append("'")
            continue
        if opening:
            depth.append("'" if c == "'" else "‘" if c == "‘" else '"')
            out.append("“" if len(depth) % 2 else "‘")
        else:
            out.append("”" if len(depth) % 2 or not depth else "’")
            if depth:
                depth.pop()
    return "".join(out)


def typographic(text: str) -> str:
    """Set apostrophes as printers do: People’s Daily, the ’90s."""
    return re.sub(r"(?<=\w)'(?=\w|\b|\s|$|[.,;:!?)—”])|(?<!\w)'(?=\d0s)", "’", text)


def split_italics(en: str) -> tuple[tuple[str, bool], ...]:
    """Split an English string at its 《…》 and 〈…〉 into runs: the text without the marks, and whether it is italic.

    A mark without its partner is left in the text.
    """
    runs: list[tuple[str, bool]] = []
    end = 0
    for m in re.finditer("[《〈]([^《》〈〉]+)[》〉]", en):
        if m.start() > end:
            runs.append((en[end : m.start()], False))
        runs.append((m.group(1), True))
        end = m.end()
    if end < len(en) or not runs:
        runs.append((en[end:], False))
    return tuple(runs)


def join_sentences(parts: Iterable[str]) -> str:
    """Join the English sentences of a paragraph: one space between them, none where a quotation or a dash goes on."""
    out = ""
    for part in (p.strip() for p in parts):
        if not part:
            continue
        glued = not out or out[-1] in "“‘(—" or part[0] in "”’),.;:!?—…"
        out += part if glued else f" {part}"
    return out
