"""Write the renderings into a template so that the sentence around them still reads well.

What the engine wrote around a slot was written for some other word. Articles, capitals, plural and possessive endings,
doubled words, units, spaces and punctuation are fitted here; the rendering itself is never changed but for its first
letter and, unless the row says exact, a plural ending that the engine asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from formatter.language.english import indefinite_article, inflections, pluralise, sentence_start
from formatter.model import CaseRule, Constraint, TermKind
from formatter.translate.slots import SLOT, slot_index

_ARTICLE = re.compile(r"(?<![\w'’-])(?:the|an|a)$", re.I)
_LEADING_ARTICLE = re.compile(r"(?:the|an|a)\s+", re.I)
_SENTENCE_END = re.compile(r"(?:^|[.!?…])[\"'“‘”’)\]]*\s*[\"'“‘(\[]*$")
_QUOTATION_START = re.compile(r"[:,]\s*[“\"]$")
_QUOTATION_END = re.compile(r"[^“”\"]*[.!?][”\"]")
_ENDING = re.compile(r"(?:s|es|d|ed|ing|ly|er|al|n|st|nd|rd|th)\b")  # glued to a slot; another word has lost its space
_MANY = re.compile(
    r"(?<![\w-])(?:many|several|these|those|various|numerous|both|few|two|three|four|five|six|seven|eight|nine|ten|"
    r"dozens of|hundreds of|thousands of|a number of|a variety of)\s+$",
    re.I,
)
# Where a noun phrase ends: at a mark, or before a small word or a verb.
_PHRASE_END = re.compile(
    r"\s*(?:$|[.,;:!?)”—])|\s+(?:of|by|with|from|to|in|at|and|or|for|as|on|between|under|that|which|who|when|where|into|"
    r"through|is|are|was|were|has|have|had|will|can|may|must|should)\b"
)
_SINGULAR_IN_S = frozenset({"series", "news", "means", "species", "headquarters", "crossroads", "lens", "gas", "atlas"})
_PLACES_WITH_ARTICLE = frozenset({"Vatican", "Sahara", "Hague", "Gambia", "Crimea", "Arctic", "Antarctic", "Bund"})
_NUMERIC = (TermKind.NUMBER, TermKind.DATE)
_APPROXIMATE = re.compile(
    r"(?:more than|less than|fewer than|at least|at most|up to|as (?:many|much) as|over|nearly|almost|about|around|"
    r"approximately|some|under|close to)$",
    re.I,
)
_SCALE = re.compile(r"(?:(?:hundred|thousand|million|billion|trillion|percent|per cent|%)(?![a-z])\s*)+", re.I)
# Where a noun phrase begins: after a mark, at the start, or after a small word. Not after an adjective: local [body].
_PHRASE_START = re.compile(
    r"(?:^|[.,;:!?—(“])\s*$|\b(?:of|by|with|from|to|in|at|and|or|for|as|on|between|under|that|when|where|into|through|"
    r"against|including|like|via|is|are|was|were)\s+$",
    re.I,
)
# Bodies whose English names take the definite article in running text.
_BODY = re.compile(
    r"\b(?:Committee|Department|Ministry|Commission|Bureau|Office|Administration|Government|Association|Federation|"
    r"Academy|Congress|Conference|Council|Cent(?:er|re)|Union|Party|Institute|Foundation|Alliance|(?<!News )Agency|Authority|Court|"
    r"Republic|Army|Force|Fund|Forum)\b(?!,)"
)


def fill(template: str, renderings: Sequence[str], constraints: Sequence[Constraint], headline: bool = False) -> str:
    """Write ``renderings[i]`` into every slot ``i`` and fit the text around it.

    ``headline`` leaves articles out that titles do without.
    """
    out, rest = "", template
    closed = 0  # everything in ``out`` before this offset is a rendering and stays
    while found := SLOT.search(rest):
        index = slot_index(found[0])
        constraint, text = constraints[index], renderings[index]
        out, after = out + rest[: found.start()], rest[found.end() :]
        text, after = _fit_ending(text, after, constraint)
        text = _fit_number(out[closed:], text, after, constraint)
        before = _fit_before(out[closed:], text, after, constraint)
        text = _fit_start(out[:closed] + before, text, after, constraint, headline)
        after = _fit_after(text, after, constraint)
        if _needs_space(out[:closed] + before, text):
            before += " "
        out = out[:closed] + before + text
        closed = len(out)
        rest = " " + after if after and _needs_space(text, after) else after
    return re.sub(r" {2,}", " ", out + rest).strip()


def _fit_ending(text: str, after: str, constraint: Constraint) -> tuple[str, str]:
    """Give a plural or possessive ending that is glued to the slot to the rendering, or drop it."""
    if possessive := re.match(r"['’]s?(?![\w])", after):
        if re.search(r"['’]s?$", text):
            return text, after[possessive.end() :]
        ending = "’" if text.endswith("s") and possessive[0][1:] == "s" and _plural_like(text) else possessive[0]
        return text, ending + after[possessive.end() :]
    glued = _ENDING.match(after)
    if not glued:
        return text, after
    after = after[glued.end() :]
    if glued[0] in ("s", "es") and not constraint.exact and constraint.kind not in _NUMERIC and not text.endswith("s"):
        plural = pluralise(text)
        return plural if plural in inflections(text) else text, after
    return text, after


def _fit_number(before: str, text: str, after: str, constraint: Constraint) -> str:
    """Give a common noun its plural after a word that asks for one: these [center] are → these centers are."""
    fixed = constraint.exact or constraint.kind is not TermKind.TERM or not text[-1:].islower() or text.endswith("s")
    if fixed or not _MANY.search(before) or not _PHRASE_END.match(after):
        return text
    plural = pluralise(text)
    return plural if plural in inflections(text) else text


def _plural_like(text: str) -> bool:
    return not text.endswith(("ss", "us", "is"))


def _fit_before(before: str, text: str, after: str, constraint: Constraint) -> str:
    """Drop or change what stands before a rendering and says the same or disagrees with it."""
    words = before.rstrip()
    gap = before[len(words) :]
    kept = _drop_doubled_before(words, text)
    if constraint.kind in _NUMERIC and _leading_approximate(text) and (said := _APPROXIMATE.search(kept)):
        kept = kept[: said.start()].rstrip()
    if article := _ARTICLE.search(kept):
        if (
            _LEADING_ARTICLE.match(text)
            or constraint.kind is TermKind.PERSON
            or _loses_article(text, after, constraint, article[0])
        ):
            kept = kept[: article.start()].rstrip()
        elif article[0].lower() != "the":
            new = indefinite_article(text)
            kept = kept[: article.start()] + (new.capitalize() if article[0][0].isupper() else new)
    if kept != words:
        gap = "" if not kept or kept[-1] in "-/([“‘—–" else " "
    return kept + gap


def _loses_article(text: str, after: str, constraint: Constraint, article: str) -> bool:
    """A plural or a number goes without a; a place of one word goes without the, unless it describes what follows."""
    if article.lower() == "the":
        one_word = text.isalpha() and not text.endswith("s") and text not in _PLACES_WITH_ARTICLE
        return constraint.kind is TermKind.PLACE and one_word and _PHRASE_END.match(after) is not None
    if constraint.kind is TermKind.TERM and text.endswith("s") and _plural_like(text):
        return text.split()[-1].lower() not in _SINGULAR_IN_S
    return constraint.kind in _NUMERIC


def _leading_approximate(text: str) -> bool:
    return (
        re.match(
            r"(?:more than|less than|fewer than|at least|at most|up to|over|nearly|almost|about|around|some)\b",
            text,
            re.I,
        )
        is not None
    )


def _drop_doubled_before(before: str, text: str) -> str:
    """Drop the last words before a rendering that are also its first ones: in-depth [in-depth integration]."""
    said = before.lower()
    words = text.split()
    for count in range(min(3, len(words)), 0, -1):
        head = " ".join(words[:count]).lower()
        start = len(before) - len(head)
        if said.endswith(head) and re.search(r"\w", head) and not _within_word(before[start - 1 : start]):
            return before[:start].rstrip()
    return before


def _within_word(char: str) -> bool:
    """Tell whether a character joins what stands beside it into one word; "" does not."""
    return char.isalnum() or char in ("_", "-")


def _fit_start(before: str, text: str, after: str, constraint: Constraint, headline: bool) -> str:
    """Raise the first letter at the start of a sentence; give a body the article that its name takes."""
    quoted = _QUOTATION_START.search(before) and _QUOTATION_END.match(after)  # a whole sentence in quotation marks
    starts = (quoted or _SENTENCE_END.search(before)) is not None and not re.search(r"\b[A-Za-z]\.\s*$", before)
    if not headline and _takes_article(text, constraint) and _PHRASE_START.search(before):
        return ("The " if starts else "the ") + text
    return sentence_start(text) if starts and constraint.case is CaseRule.SENTENCE else text


def _takes_article(text: str, constraint: Constraint) -> bool:
    if constraint.kind is not TermKind.ORGANISATION or _LEADING_ARTICLE.match(text) or not text[:1].isupper():
        return False
    head = re.split(r"\s+(?:of|for|on|in|under)\s+", text)[0]
    return _BODY.search(head, head.rfind(" ") + 1) is not None


def _fit_after(text: str, after: str, constraint: Constraint) -> str:
    """Drop what stands after a rendering and repeats its end: a scale word, a doubled word, a full stop."""
    free = SLOT.split(after)[0]
    lead = re.match(r"\s*", free)
    assert lead is not None
    body = free[lead.end() :]
    if constraint.kind is TermKind.NUMBER and (scale := _SCALE.match(body)):
        return after[lead.end() + scale.end() :]
    if text.endswith(".") and free.startswith("."):
        return after[1:]
    words, said = text.split(), body.lower()
    for count in range(min(3, len(words)), 0, -1):
        tail = " ".join(words[-count:]).lower()
        doubled = lead.end() and said.startswith(tail) and re.search(r"\w", tail)
        if doubled and not _within_word(body[len(tail) : len(tail) + 1]):
            return after[lead.end() + len(tail) :]
    return after


def _needs_space(left: str, right: str) -> bool:
    """Tell whether two texts that meet need a space between them."""
    if not left or not right or left[-1].isspace() or right[0].isspace():
        return False
    if left[-1] in "([“‘《-/—–$£€¥" or right[0] in ".,;:!?)]”’'%-/—–":
        return False
    return left[-1] not in "\"'" or right[0].isalnum()
