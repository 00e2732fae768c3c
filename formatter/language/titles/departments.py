"""Departments: parts of a body by their names, what they deal with, and chains of them (新闻中心国际部)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from babel import Locale

from formatter.language.numbers.english_numerals import spell_ordinal
from formatter.language.numbers.numerals import read_numeral
from formatter.language.places import country_in_english, parse_place
from formatter.language.tables import read_table

Lookup = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a body with its English; ``known`` false: nothing gives it, ``en`` is the Chinese.

    ``source``: "glossary", "table" or "rule" (Pinyin, a composed name).
    """

    start: int
    end: int
    zh: str
    en: str
    known: bool = True
    source: str = "table"


@cache
def entries(use: str) -> dict[str, str]:
    return {r["zh"]: r["en"] for r in read_table("bodies") if r["use"] == use}


@cache
def _subjects() -> dict[str, str]:
    return {r["zh"]: r["en"] for r in read_table("subjects")}


def without_acronym(en: str) -> str:
    """A glossary's English without the acronym that it gives for first use."""
    return re.sub(r" \([A-Z][\w&-]*\)$", "", en).strip()


@cache
def subject_names() -> frozenset[str]:
    """The subjects in English, which take no article: Director of International Business."""
    return frozenset(_subjects().values()) - frozenset(entries("organ").values())


def subject_english(zh: str) -> str | None:
    """What a department deals with: 宣传与群团 is Publicity and Mass Organization Work. None if a part is not known."""
    zh = zh.strip('“”"')
    if zh in _subjects():
        return _subjects()[zh]
    m = re.match("第([一二三四五六七八九十]{1,3})(.*)$", zh)
    if m:
        numeral = read_numeral(m[1], 0)
        rest = subject_english(m[2]) if m[2] else ""
        return (
            f"{spell_ordinal(int(numeral.low)).capitalize()} {rest}".strip() if numeral and rest is not None else None
        )
    if zh in _languages():
        return _languages()[zh]
    words = [_subjects().get(part) for part in re.split("[与和及暨、]", zh)]
    if len(words) < 2 or not all(words):
        return None
    known = [w for w in words if w]
    return f"{', '.join(known[:-1])} and {known[-1]}"


@cache
def _languages() -> dict[str, str]:
    """Language names from CLDR: 印度尼西亚语 is Indonesian."""
    english = Locale("en").languages
    return {zh: english[code] for code, zh in Locale("zh").languages.items() if code in english and len(code) < 4}


def _local_english(zh: str) -> str | None:
    """A place as the subject of a branch: 四川分社, 埃及分公司."""
    zh = zh.removeprefix("驻")
    if zh in ("华", "中国"):
        return "China"
    path = parse_place(zh)
    if path and path[-1].end == len(zh) and path[-1].certain:
        return path[-1].name
    return country_in_english(zh) or _REGIONS.get(zh)


_REGIONS = {"欧洲": "European", "亚洲": "Asian", "非洲": "African", "拉美": "Latin American", "北美": "North American", "中东": "Middle East",
            "亚太": "Asia-Pacific", "海外": "Overseas", "华东": "East China", "华南": "South China", "西北": "Northwest China"}  # fmt: skip
_BRANCHES = (
    "分社",
    "总分社",
    "记者站",
    "分公司",
    "分行",
    "办事处",
    "代表处",
    "分部",
    "公司",
    "总部",
    "分院",
    "分校",
    "频道",
    "项目部",
)


def _department(zh: str, lookup: Lookup) -> tuple[str, str] | None:
    """The English of one department and where it comes from."""
    given = lookup(zh)
    if given:
        return without_acronym(given), "glossary"
    if zh in entries("organ"):
        return entries("organ")[zh], "table"
    for suffix, template in _suffixes():
        if zh.endswith(suffix) and len(zh) > len(suffix):
            name = zh[: -len(suffix)]
            what = subject_english(name) or (_local_english(name) if suffix in _BRANCHES else None)
            if what:
                return template.format(what).replace("Studies Studies", "Studies"), "table"
    return None


def is_department(zh: str) -> bool:
    """Whether a name is what a department of any body may be called: 新闻中心, 宣传与群团部."""
    return _department(zh, lambda _zh: None) is not None or zh.endswith(("部", "处", "室", "办"))


@cache
def _suffixes() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(entries("suffix").items(), key=lambda item: len(item[0]), reverse=True))


def read_departments(text: str, at: int, lookup: Lookup, inside: bool = False) -> tuple[Piece, ...]:
    """Split a chain of departments (新闻中心国际部) so that as little as possible stays unknown, in few parts.

    ``inside``: the body that they belong to stands before them, so that unknown words at the start are no body's name.
    """
    n = len(text)
    costs = [0.0] + [float("inf")] * n
    back: list[tuple[int, tuple[str, str] | None]] = [(0, None)] * (n + 1)
    for i in range(n):
        if costs[i] == float("inf"):
            continue
        for j in range(i + 1, n + 1):
            found = _department(text[i:j], lookup) if j - i > 1 else None
            if found is None and j == n and j - i > 1 and text[i:] in _subjects():
                found = _subjects()[text[i:]], "table"  # 国际业务总监: Director of International Business
            cost = costs[i] + (1 if found else 20 + 3 * (j - i))
            if cost < costs[j]:
                costs[j], back[j] = cost, (i, found)
    pieces: list[Piece] = []
    j = n
    while j > 0:
        i, found = back[j]
        zh = text[i:j]
        en, source = found or (zh, "")
        pieces.append(Piece(at + i, at + j, zh, en, found is not None, source))
        j = i
    pieces.reverse()
    return tuple(_rejoined(pieces, text, at, inside))


def _rejoined(pieces: list[Piece], text: str, at: int, inside: bool) -> list[Piece]:
    """Give unknown words back to the named part behind them: 国家 belongs to 文化发展研究院."""
    out: list[Piece] = []
    for piece in pieces:
        before = out[-1] if out else None
        named = piece.known and piece.source == "table" and piece.zh not in entries("organ")
        one = before is not None and len(before.zh) == 1
        belongs = one or (named and (inside or (before is not None and (before.start > at or len(before.zh) < 4))))
        if before is not None and not before.known and belongs:
            zh = text[before.start - at : piece.end - at]
            out[-1] = Piece(before.start, piece.end, zh, zh, False, "")
        else:
            out.append(piece)
    return out
