"""The post that ends a part of a speaker line: 常务副部长, 原副主任, 分管日常工作的副部长, 党委书记."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from formatter.language.tables import read_table

Lookup = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Post:
    """A post as written. ``join`` says how it takes its body (data/posts.tsv); ``start`` is its offset in the text."""

    zh: str
    start: int
    base: str
    modifiers: tuple[str, ...]
    given: str = ""  # the English that the glossary gives for the whole

    def english(self, body: str, body_en: str = "") -> str:
        """The post in English, held in a body (its innermost name in both languages)."""
        if self.given:
            return _prefixed(self.given, [m for m in self.modifiers if m in _FORMER])
        row = _row(self.base, body, body_en)
        words = row["en"]
        if "副" in self.modifiers:
            deputy = row["deputy"] or "Deputy"
            words = f"{deputy} {words}" if deputy != "Alternate" else f"Alternate {words}"
        words = _prefixed(words, [m for m in self.modifiers if m != "副"])
        return next((f"{words} {_SEATS[m]}" for m in self.modifiers if m in _SEATS), words)

    def join(self, body: str, body_en: str = "") -> str:
        return "" if self.given and not self.base else _row(self.base, body, body_en)["join"]


_SEATS = {"驻华": "in China", "驻中国": "in China", "驻京": "in Beijing", "驻北京": "in Beijing"}
_FORMER = {"原": "former", "前": "former", "时任": "then"}
_MODIFIERS = {
    "代理": "Acting", "代": "Acting", "常务": "Executive", "分管日常工作的": "Executive", "执行": "Executive", "第一": "First", "专职": "Full-time", "兼职": "Part-time",
    "名誉": "Honorary", "荣誉": "Honorary", "终身名誉": "Lifetime Honorary", "联席": "Co-", "候任": "Incoming", "高级": "Senior", "资深": "Senior", "首席": "Chief", "特邀": "Guest",
    "特聘": "Distinguished", "主持工作的": "Acting", "助理": "Assistant", "轮值": "Rotating", "创始": "Founding", "特约": "Special", "青年": "Young", "大": "",
}  # fmt: skip
_PREFIX = re.compile(
    r"(?P<former>原|前(?!线|沿)|时任|现任)?(?P<seat>驻华|驻中国|驻京|驻北京)?(?P<mods>(?:"
    + "|".join(sorted((m for m in _MODIFIERS if m not in ("大",)), key=len, reverse=True))
    + r")*)(?P<deputy>副)?$"
)


_PREFIX_ABROAD = re.compile(_PREFIX.pattern.replace("驻华|驻中国|驻京|驻北京", "(?!)"))
DIPLOMATS = frozenset(
    ("大使", "特命全权大使", "总领事", "领事", "公使", "参赞", "公使衔参赞", "新闻参赞", "文化参赞", "特使")
)


def _prefixed(words: str, modifiers: list[str]) -> str:
    for modifier in reversed([m for m in modifiers if m in _MODIFIERS]):
        en = _MODIFIERS[modifier]
        words = f"Co-{words}" if en == "Co-" else f"{en} {words}" if en else words
    for modifier in modifiers:
        if modifier in _FORMER:
            words = f"{_FORMER[modifier]} {words}"
    return words


@cache
def _rows() -> dict[str, tuple[dict[str, str], ...]]:
    found: dict[str, list[dict[str, str]]] = {}
    for row in read_table("posts"):
        found.setdefault(row["zh"], []).append(row)
    return {zh: tuple(rows) for zh, rows in found.items()}


def _row(base: str, body: str, body_en: str = "") -> dict[str, str]:
    rows = _rows()[base]
    return next((r for r in rows if _fits(r["body"], body, body_en)), rows[-1])


def _fits(pattern: str, body: str, body_en: str) -> bool:
    if pattern.startswith("en:"):
        return bool(body_en) and re.search(pattern[3:], body_en) is not None
    return not pattern or re.search(pattern, body) is not None


@cache
def _longest() -> int:
    return max(map(len, _rows()))


def read_post(text: str, lookup: Lookup) -> Post | None:
    """Read the post that a text ends with; None if it ends with none.

    The glossary is asked for the whole post with its modifiers, where the table has one English for it in every body,
    and for any ending at all where the table knows none.
    """
    for length in range(min(_longest(), len(text)), 1, -1):
        base = text[-length:]
        if base not in _rows():
            continue
        start = len(text) - length
        if base == "系主任" and text[start - 1 : start] != "系":
            start += 1  # 中文系主任 heads the 中文系
        m = (_PREFIX_ABROAD if base in DIPLOMATS else _PREFIX).search(text[:start])
        modifiers: list[str] = []
        if m and m.group():
            start = m.start()
            modifiers = [m["former"]] if m["former"] in _FORMER else []
            modifiers += [m["seat"]] if m["seat"] else []
            modifiers += _split_modifiers(m["mods"])
            if m["deputy"]:
                modifiers.append("副")
        whole = text[start:].removeprefix("现任")
        bare = whole.removeprefix("原").removeprefix("前") if modifiers[:1] in (["原"], ["前"]) else whole
        given = lookup(bare)
        return Post(whole, start, base, tuple(modifiers), given or "")
    for length in range(len(text) - 1, 1, -1):
        given = lookup(text[-length:])
        if given and _is_person(given):
            return Post(text[-length:], len(text) - length, "", (), given)
    return None


_PERSON = re.compile(
    r"\b(?:Director|Head|Chief|President|Chairman|Chairwoman|Chairperson|Chair|Secretary|Member|Manager|Officer|Editor|Minister|Governor|Mayor|Professor|Fellow|"
    r"Reporter|Correspondent|Counsel(?:or|lor)?|Representative|Ambassador|Consul|Founder|Partner|Engineer|Scientist|Expert|Spokesperson|Dean|Principal|Commissioner|"
    r"Adviser|Advisor|Artist|Master|Inheritor|Designer|Producer|Host|Anchor|Translator|Writer|Lecturer|Coordinator|Leader|Deputy|Envoy|Executive|Judge|Lawyer)s?\b"
)


def _is_person(en: str) -> bool:
    """Whether a glossary's English names somebody's post rather than a body."""
    return _PERSON.search(en) is not None


def _split_modifiers(text: str) -> list[str]:
    found = []
    while text:
        word = next((m for m in sorted(_MODIFIERS, key=len, reverse=True) if text.startswith(m)), "")
        if not word:
            break
        found.append(word)
        text = text[len(word) :]
    return found
