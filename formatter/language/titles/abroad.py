"""Offices of other countries: their ministries, parliaments and heads (津巴布韦信息通信技术部, 日本众议院)."""

from __future__ import annotations

from functools import cache

from formatter.language.places import country_in_english, leading_country
from formatter.language.tables import read_table
from formatter.language.titles.departments import entries, subject_english


@cache
def _organs() -> dict[tuple[str, str], str]:
    return {(row["country"], row["zh"]): row["en"] for row in read_table("abroad")}


def organ_abroad(country: str, zh: str) -> str | None:
    """The English of a country's ministry or chamber: 文化部 is Ministry of Culture, 众议院 House of Representatives."""
    organs = _organs()
    known = organs.get((country, zh)) or organs.get(("", zh))
    if known:
        return known
    if zh in entries("ministry"):
        return entries("ministry")[zh]
    if zh.endswith(("部", "省")) and len(zh) > 2:
        what = abroad_subject(zh[:-1])
        return f"Ministry of {what}" if what else None
    return None


def abroad_subject(zh: str) -> str | None:
    """What a ministry deals with: subjects side by side (新闻文化旅游) are a series, which Chinese leaves unmarked."""
    organs = _organs()
    words: list[str] = []
    at = 0
    while at < len(zh):
        if words and zh[at] in "与和及暨、":
            at += 1
            continue
        for end in range(len(zh), at + 1, -1):
            word = organs.get(("*", zh[at:end])) or (subject_english(zh[at:end]) if end - at < 8 else None)
            if word:
                words.append(word)
                at = end
                break
        else:
            return None
    if len(words) > 1:
        words = [part for word in words for part in word.split(" and ")]
    if len(words) > 2:
        return f"{', '.join(words[:-1])} and {words[-1]}"
    return " and ".join(words) or None


def split_country(text: str) -> tuple[str, str]:
    """The country that a text begins with and what follows; ("", text) if none or China."""
    country = leading_country(text)
    if not country or country_in_english(country) in (None, "China"):
        return "", text
    return country, text[len(country) :]
