"""Inflected forms: what counts as a required rendering when it stands in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from formatter.language.tables import read_table

_VOWELS = "aeiou"
_FUNCTION_WORDS = (
    "a an the and or but nor of in on at by to for with from into onto over under about as than via per between among "
    "through against within without its their his her our your my this that these those not no"
)
_FUNCTION = frozenset(_FUNCTION_WORDS.split())


@cache
def _irregular() -> tuple[dict[str, frozenset[str]], dict[str, str]]:
    """Forms by base word, and plurals of nouns."""
    forms: dict[str, set[str]] = {}
    plurals: dict[str, str] = {}
    for row in read_table("irregular"):
        words = {row["base"], *row["forms"].split()}
        first = row["forms"].split()[0]
        if (
            not first.endswith("s")
            and len(row["forms"].split()) <= 2
            and row["base"] not in ("well", "good", "bad", "far")
        ):
            plurals[row["base"]] = first
        for word in words:
            forms.setdefault(word, set()).update(words)
    plurals |= {"analysis": "analyses", "basis": "bases", "crisis": "crises", "thesis": "theses", "life": "lives", "half": "halves",
                "knife": "knives", "leaf": "leaves", "self": "selves", "wife": "wives", "shelf": "shelves", "wolf": "wolves",
                "thief": "thieves", "index": "indices", "hypothesis": "hypotheses"}  # fmt: skip
    for key in [k for k in plurals if k in ("set", "cut", "let", "read", "spread", "come", "become")]:
        del plurals[key]
    return {w: frozenset(f) for w, f in forms.items()}, plurals


def pluralise(noun: str) -> str:
    """The plural of a noun or of a noun phrase by its head: center of gravity is centers of gravity."""
    head, sep, rest = _split_head(noun)
    return _plural_word(head) + sep + rest


def _split_head(phrase: str) -> tuple[str, str, str]:
    m = re.match(r"(.+?)(\s)((?:of|for|in|on|to|with|from|at|between|among|by|under)\b.*)$", phrase)
    return (m.group(1), m.group(2), m.group(3)) if m else (phrase, "", "")


def _plural_word(phrase: str) -> str:
    before, word = re.match(r"(.*?)([^\s-]*)$", phrase, re.DOTALL).groups()  # type: ignore[union-attr]
    lower = word.lower()
    irregular = _irregular()[1].get(lower)
    if irregular:
        return before + (irregular.capitalize() if word[:1].isupper() else irregular)
    if not word or not word[-1].isalpha():
        return phrase
    if word.isupper():
        return phrase + "s"
    if re.search(r"[^aeiou]y$", lower):
        return phrase[:-1] + "ies"
    return phrase + ("es" if re.search(r"(?:s|x|z|ch|sh)$", lower) else "s")


@cache
def _word_forms(word: str) -> frozenset[str]:
    """A word with its plural, third person, past and -ing forms, and the singular if it is a plural."""
    lower = word.lower()
    if lower in _FUNCTION or not lower.isalpha() or len(lower) < 2:
        return frozenset({word})
    if word.isupper():
        return frozenset({word, word + "s"})
    irregular = _irregular()[0].get(lower)
    if irregular:
        return frozenset(_like(word, f) for f in irregular) | {word}
    forms = {lower}
    bases = {lower}
    if re.search(r"ies$", lower) and len(lower) > 4:
        bases.add(lower[:-3] + "y")
    elif re.search(r"(?:s|x|z|ch|sh)es$", lower):
        bases |= {lower[:-2], lower[:-1]}
    elif lower.endswith("s") and not lower.endswith(("ss", "us", "is")):
        bases.add(lower[:-1])
    if lower.endswith("ing") and len(lower) > 5:
        stem = lower[:-3]
        bases |= {stem, stem + "e"} | ({stem[:-1]} if len(stem) > 2 and stem[-1] == stem[-2] else set())
    if lower.endswith("ed") and len(lower) > 4:
        stem = lower[:-2]
        bases |= {stem, stem + "e"} | ({stem[:-1]} if len(stem) > 2 and stem[-1] == stem[-2] else set())
        if lower.endswith("ied"):
            bases.add(lower[:-3] + "y")
    for base in bases:
        irregular = _irregular()[0].get(base)
        forms |= irregular or set(_regular(base))
    return frozenset(_like(word, f) for f in forms) | {word}


def _regular(base: str) -> Iterator[str]:
    yield base
    yield _plural_word(base)
    if base.endswith("e"):
        yield base + "d"
        yield base[:-1] + "ing"
        if base.endswith("ee"):
            yield base + "ing"
    elif re.search(r"[^aeiou]y$", base):
        yield base[:-1] + "ied"
        yield base + "ing"
    else:
        yield base + "ed"
        yield base + "ing"
        if re.search(r"[^aeiou][aeiou][bdgklmnprt]$", base) and len(base) <= 8:
            yield base + base[-1] + "ed"
            yield base + base[-1] + "ing"


def _like(model: str, word: str) -> str:
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


@cache
def inflections(term: str) -> frozenset[str]:
    """The forms of a rendering that count as itself: its nouns in either number, its verbs in every form.

    In a phrase, the first word (a verb: telling China's story well) and the head noun (media centers) may change, and any
    last word; the rest stays.
    """
    words = term.split(" ")
    if len(words) == 1:
        return _compound_forms(term)
    heads = {0, len(words) - 1}
    for i, word in enumerate(words):
        if i and word.lower() in ("of", "for", "in", "on", "to", "with", "from", "at", "and", "between"):
            heads.add(i - 1)
    out: set[str] = {term}
    for a in _phrase_forms(words, sorted(heads)):
        out.add(a)
    return frozenset(out)


def _compound_forms(word: str) -> frozenset[str]:
    m = re.match(r"(.*-)?([^-]+)$", word)
    head, last = (m.group(1) or "", m.group(2)) if m else ("", word)
    return frozenset(head + form for form in _word_forms(last))


def _phrase_forms(words: list[str], heads: list[int]) -> Iterator[str]:
    """Each head changed by itself, and the first one together with each other: few forms, all plausible."""
    options = {i: _compound_forms(words[i]) for i in heads}
    for i in heads:
        for form in options[i]:
            yield " ".join([*words[:i], form, *words[i + 1 :]])
    first = heads[0]
    for i in heads[1:]:
        for a in options[first]:
            for b in options[i]:
                changed = list(words)
                changed[first], changed[i] = a, b
                yield " ".join(changed)


@cache
def _flexible(rendering: str) -> re.Pattern[str]:
    """A pattern for a rendering: any space for a space, either apostrophe and hyphen, word boundaries where it has
    words at its ends."""
    body = "".join(_flexible_char(c) for c in rendering)
    left = r"(?<!\w)" if re.match(r"\w", rendering) else ""
    right = r"(?!\w)" if re.search(r"\w$", rendering) else ""
    return re.compile(left + body + right)


def _flexible_char(c: str) -> str:
    if c.isspace():
        return r"[\s\u00a0]+"
    if c in "'’‘":
        return "['’‘]"
    if c in '“”"':
        return '[“”"]'
    if c in "-‐‑":
        return "[-‐‑]"
    return re.escape(c)


_FOLDED = str.maketrans("’‘“”‐‑\u00a0", "''\"\"-- ")


@lru_cache(maxsize=50_000)
def _fold(text: str) -> str:
    """A text without what a rendering may differ in: a quick test before the patterns, which cost more."""
    return " ".join(text.translate(_FOLDED).lower().split())


def find_rendering(
    en: str, rendering: str, exact: bool = False, same_case: bool = False, start: int = 0
) -> tuple[int, int, bool] | None:
    """Find a required rendering in an English text, as written or (unless ``exact``) inflected.

    Gives start, end and whether it stands as written. The first letter may be raised (a sentence start) and, in titles,
    every word's; with ``same_case`` nothing may. The form as written wins over an inflected one that comes earlier.
    """
    if not rendering.strip():
        return None
    folded = _fold(en)
    for pattern in _variants(rendering, same_case) if _fold(rendering) in folded else ():
        m = pattern.search(en, start)
        if m:
            return m.start(), m.end(), True
    if exact:
        return None
    for form in sorted(inflections(rendering), key=lambda f: (abs(len(f) - len(rendering)), f)):
        if form == rendering or _fold(form) not in folded:
            continue
        for pattern in _variants(form, same_case):
            m = pattern.search(en, start)
            if m:
                return m.start(), m.end(), False
    return None


@cache
def _variants(rendering: str, same_case: bool) -> tuple[re.Pattern[str], ...]:
    if same_case:
        return (_flexible(rendering),)
    patterns = [_flexible(rendering)]
    raised = rendering[:1].upper() + rendering[1:]
    if raised != rendering:
        patterns.append(_flexible(raised))
    if not any(c.isupper() for c in rendering[1:]):
        patterns.append(re.compile(_flexible(rendering).pattern, re.IGNORECASE))
    else:  # acronyms and names keep their capitals, the other words may be raised
        body = "".join(
            f"[{c.upper()}{c}]" if c.islower() and (i == 0 or not rendering[i - 1].isalnum()) else _flexible_char(c)
            for i, c in enumerate(rendering)
        )
        left = r"(?<!\w)" if re.match(r"\w", rendering) else ""
        right = r"(?!\w)" if re.search(r"\w$", rendering) else ""
        patterns.append(re.compile(left + body + right))
    return tuple(patterns)


# --- Small words -------------------------------------------------------------------------------------------

_NOT_AN = re.compile(r"(?:eu|uni(?!n|m)|use|usu|usa|utili|ubiqu|uro|one\b|once\b|ukr|ura)", re.IGNORECASE)


def indefinite_article(phrase: str) -> str:
    """ "a" or "an" for what follows: an hour, a university, an MP, an 80 percent rise, a UN body."""
    word = phrase.lstrip("“‘\"'(《")
    acronym = re.match(r"[A-Z]{2,}\b|[A-Z]\d|[A-Z]\b", word)
    if acronym:
        return "an" if word[0] in "AEFHILMNORSX" and word[:2] not in ("US",) else "a"
    if _NOT_AN.match(word):
        return "a"
    if word[:1].isdigit():
        return "an" if re.match(r"8|11(?!\d)|18(?!\d)|11,|18,", word) else "a"
    return "an" if re.match(r"(?:hour|honest|honou?r|heir)|[aeiou]", word, re.IGNORECASE) else "a"


def possessive(noun: str) -> str:
    """China's, the writers', Marx's (Chicago 7.16–17: s is added after s in a singular name)."""
    plural = noun.endswith("s") and not noun.split()[-1][:1].isupper()
    return noun + ("'" if plural else "'s")
