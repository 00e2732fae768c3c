"""Capitals: headline style by The Chicago Manual of Style (18th ed., 8.160), and the first letter of a sentence."""

from __future__ import annotations

import re

# Chicago lowers articles, coordinating conjunctions, "to", "as", and prepositions of up to four letters.
_MINOR_WORDS = (
    "a an the and but for or nor so yet to as at by in of off on out per pro up via from into like near onto over than "
    "till upon with amid atop"
)
_MINOR = frozenset(_MINOR_WORDS.split())
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PHRASE_END = re.compile(r"[:—?!.…]\s*[“‘(《]*\s*$")
_OPENING = "“‘\"'(《[「"


def headline(text: str, keep: tuple[str, ...] = ()) -> str:
    """Give a title headline capitals; words with capitals or digits of their own stay as they are.

    ``keep`` names phrases that are never changed (renderings with case rule "exact").
    """
    protected = [m.span() for phrase in keep if phrase for m in re.finditer(re.escape(phrase), text)]
    words = list(_WORD.finditer(text))
    out: list[str] = []
    end = 0
    for i, m in enumerate(words):
        out.append(text[end : m.start()])
        end = m.end()
        word = m.group()
        before = text[: m.start()]
        first = i == 0 or _PHRASE_END.search(before) is not None
        last = i == len(words) - 1 or re.match(r"[”’)》]*[:—?!…]", text[m.end() :]) is not None
        hyphened = before.endswith("-")
        if any(a <= m.start() and m.end() <= b for a, b in protected) or _has_own_form(word):
            out.append(word)
        elif (
            word.lower() in _MINOR
            and not first
            and not (last and not hyphened)
            and not (hyphened and _closes_compound(text, m.end()))
        ):
            out.append(word.lower())
        else:
            out.append(word[:1].upper() + word[1:])
    out.append(text[end:])
    return "".join(out)


def _closes_compound(text: str, end: int) -> bool:
    """Whether a minor word ends a hyphened compound at the end of a title (Follow-Up)."""
    return not text[end:].startswith("-") and re.match(r"\W*$", text[end:]) is not None


def _has_own_form(word: str) -> bool:
    return any(c.isupper() for c in word[1:]) or any(c.isdigit() for c in word)


def sentence_start(text: str) -> str:
    """Raise the first letter of a sentence, behind quotation marks and brackets; iFLYTEK and the like stay."""
    for i, char in enumerate(text):
        if char.isalpha():
            word = re.match(r"[^\W\d_]+", text[i:])
            own = word is not None and any(c.isupper() for c in word.group()[1:]) and not word.group().isupper()
            return text if own else text[:i] + char.upper() + text[i + 1 :]
        if char.isdigit():
            return text
        if char not in _OPENING and not char.isspace():
            return text
    return text


def lower_start(text: str) -> str:
    """Lower the first letter of a word that a sentence start had raised; acronyms and the pronoun I stay."""
    m = re.match(r"[^\W\d_]+", text)
    if not m or m.group() == "I" or any(c.isupper() for c in m.group()[1:]):
        return text
    return text[0].lower() + text[1:]
