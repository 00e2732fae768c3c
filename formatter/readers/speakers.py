"""Take a speaker line apart into names and what stands beside them, with a score that says how sure that is.

Scores are points of evidence, about 0 for a line that could be anything; ``reasons`` names each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from formatter.language.script import HAN_CLASS, MIDDLE_DOTS, is_han
from formatter.readers.facts import (
    ends_in_body,
    ends_in_post,
    form_of_address,
    is_compound_surname,
    is_surname,
    names_a_body,
)

_DOTS = "".join(sorted(MIDDLE_DOTS - {"●"}))
_HAN_NAME = re.compile(f"[{HAN_CLASS}]{{2,6}}")
_DOTTED = re.compile(rf"[{HAN_CLASS}A-Z][{HAN_CLASS}A-Za-z.\-]*(?:[{_DOTS}]+[{HAN_CLASS}A-Z][{HAN_CLASS}A-Za-z.\-]*){{1,4}}")
_LATIN_WORD = r"(?:[A-ZÀ-ÖØ-Þ][\w'’\-]*\.?|de|da|di|del|van|von|der|la|le|bin|al|el)"
_LATIN = re.compile(rf"[A-ZÀ-ÖØ-Þ][\w'’\-]*\.?(?: {_LATIN_WORD}){{1,5}}")
_JOIN = "\ue000"  # stands for the spaces of a Latin name in brackets, so that it stays one token
_WITH_ORIGINAL = re.compile(rf"([{HAN_CLASS}{_DOTS}]{{2,16}})\s*(?:[（(]\s*[A-ZÀ-Þ][\w.'’\-{_JOIN} ]+[)）]|(?:{_LATIN_WORD})(?: {_LATIN_WORD}){{0,5}})")
_LATIN_BRACKETS = re.compile(rf"(?:(?<=[{HAN_CLASS}]) )?[（(]\s*[A-ZÀ-Þ][\w.'’\- ]+[)）]")
_ORIGINAL_FIRST = re.compile(rf"({_LATIN.pattern})\s*[（(]\s*({_DOTTED.pattern})\s*[)）]")  # John Smith（约翰·史密斯）
_COUNTRY = re.compile(rf"^[\[［（(〔【]\s*[{HAN_CLASS}]{{1,8}}\s*[\]］）)〕】]\s*(?=[{HAN_CLASS}A-Z])")
# Words in brackets behind a Chinese name that are a body's and no spelling of the name.
_LATIN_BODY = re.compile(r"\b(?:[A-Z]{2,}|Lab|University|Institute|Group|Inc|Ltd|Company|Foundation|Cent(?:er|re)|School|College|Bank|Association)\b")
_LATIN_TOKEN = re.compile(_LATIN_WORD)

# Signs that editors put before or around a speaker.
_MARK = re.compile(r"^(?:[—―─]{1,3}|-{2,3}|[□■◎●○▲△★☆◆◇※▪•]\s*|文\s*[/／|｜]\s*|[@]\s*)\s*")
_WHOLE_BRACKETS = re.compile(r"^[（(【\[〔]\s*([^（()）【】\[\]〔〕]+(?:[（(][^（()）]*[)）][^（()）]*)*)\s*[】)）\]〕]$")
_NAME_THEN_BRACKETS = re.compile(r"^([^（()）]{2,40}?)\s*[（(]\s*((?:[^（()）]|[（(][^（()）]*[)）]){2,80})\s*[)）]$")
_BETWEEN_PEOPLE = re.compile(r"(?<=[)）])\s*[、，,；;]\s*")  # 李想（某大学学生）、朴智慧（某联盟秘书长）
_NOT_IN_SPEAKERS = re.compile("[。！？!?；;…]")
_SPEAKS = re.compile("(?:强调|強調|指出|表示|认为|認為|说|說|道|介绍|介紹|提出|写道|坦言|告诉|呼吁|如下|包括|例如|比如|一是|是)$")


@dataclass(frozen=True, slots=True)
class Person:
    """One speaker as a line gives them: ``name`` or ``line`` is empty where it gives only the other."""

    name: str
    display: str
    line: str
    original: str = ""  # the name's own spelling: John Smith


@dataclass(frozen=True, slots=True)
class SpeakerReading:
    people: tuple[Person, ...]
    score: float
    reasons: tuple[str, ...]
    sure_name: bool = True  # the name has a known surname or a form that only names have


@dataclass(frozen=True, slots=True)
class _Name:
    name: str
    display: str
    score: float
    sure: bool
    post: str = ""  # 院士 of 李德仁院士
    original: str = ""


_NO_NAMES = frozenset(["编者", "作者", "笔者", "译者", "编委会", "主办方", "全文", "正文", "目录", "前言", "序言", "方案", "方法", "方向", "成果", "成效", "成就", "经验", "高度", "高端", "安全", "和谐", "平安", "常态", "空间", "时代", "时间", "路径", "任务", "党建", "文明", "文化", "文旅", "金融", "农业", "农村", "能源", "水利", "交通", "海洋", "强国", "富民", "利民", "惠民"])


def read_name(text: str) -> _Name | None:
    """Read a whole text as one person's name; None if its form is not a name's.

    Known: 陈光, 陈　光, 欧阳明, 卡洛斯·费尔南德斯, John Smith, each with 先生 or 院士 after it.
    """
    text = text.strip()
    address, academic = form_of_address(text)
    if address >= 2 and (bare := read_name(text[:address])) and not bare.post and bare.score > 0:
        if academic:
            return _Name(bare.name, bare.display, bare.score, bare.sure, text[address:])
        return _Name(bare.name, bare.display + text[address:], bare.score + 0.5, bare.sure)
    if _LATIN.fullmatch(text):
        return _Name(text, text, 1.5, True)
    if (match := _WITH_ORIGINAL.fullmatch(text)) and (bare := read_name(match[1])) and not bare.post:
        original = text[match.end(1) :].replace(_JOIN, " ").strip(" （()）")
        return _Name(bare.name, text.replace(_JOIN, " "), bare.score + 0.5, bare.sure, "", _spelling(bare.name, original))
    if match := _ORIGINAL_FIRST.fullmatch(text.replace(_JOIN, " ")):
        return _Name(match[2], match[0], 2.5, True, "", match[1])
    tokens = text.split()
    if _DOTTED.fullmatch("".join(tokens)):
        joined = "".join(tokens)
        return _Name(joined, joined, 2.0, True)
    name = "".join(tokens)
    if not _HAN_NAME.fullmatch(name) or name in _NO_NAMES or ends_in_post(name) or (len(name) > 2 and ends_in_body(name)):
        return None
    padded = len(tokens) > 1
    if padded and not (all(len(t) == 1 for t in tokens) or (is_surname(tokens[0]) and len(tokens) == 2 and len(tokens[1]) <= 2)):
        return None
    display = "\u3000".join(tokens) if padded and len(name) == 2 else name
    pad = 1.5 if padded else 0.0
    if is_compound_surname(name[:2]) and 3 <= len(name) <= 4:
        return _Name(name, display, 2.5 + pad, True)
    if is_surname(name[0]) and len(name) in (2, 3):
        return _Name(name, display, 2.0 + pad, True)
    if len(name) <= 4:
        return _Name(name, display, (0.5 if is_surname(name[0]) else 0.0) + pad, padded)
    return _Name(name, display, -1.0, False)


def _spelling(name: str, latin: str) -> str:
    """The Latin beside a name, if it is the name's own spelling: several words, or one beside a foreign name."""
    foreign = any(dot in name for dot in _DOTS)
    capitals = latin == latin.upper()  # JOHN SMITH is a spelling, IBM Research is none
    if (" " not in latin and not foreign) or (not capitals and not foreign and _LATIN_BODY.search(latin)):
        return ""
    return latin


def line_score(text: str) -> float:
    """How much a text looks like a body with its post (湖北武汉市委常委、宣传部部长)."""
    if not text:
        return 0.0
    if _NOT_IN_SPEAKERS.search(text):
        return -6.0
    parts = re.split(r"[\s，,、/／]+", text)
    score = 3.0 if ends_in_post(text) else 2.5 if any(map(ends_in_post, parts)) else 1.5 if ends_in_body(text) else 0.3 if names_a_body(text) else -1.5
    if any(map(ends_in_body, parts[:-1])):
        score += 0.5
    if re.search("[“”\"「」]", text):
        score -= 0.5
    return score - max(0, len(text) - 50) / 10


def _merge_pads(tokens: list[str]) -> list[str]:
    """Join the tokens of a padded or a Latin name: 陈, 光 → "陈 光"; John, Smith → "John Smith"."""
    out: list[str] = []
    for token in _pair_names(tokens):
        if out and _goes_on(out[-1], token):
            out[-1] = f"{out[-1]} {token}"
        else:
            out.append(token)
    return out


def _pair_names(tokens: list[str]) -> list[str]:
    """Join single hanzi two by two where they are several padded names: 李, 华, 王, 芳 → "李 华", "王 芳"."""
    for at in range(len(tokens) - 3):
        four = tokens[at : at + 4]
        if all(len(t) == 1 for t in four) and is_surname(four[0]) and is_surname(four[2]):
            return [*tokens[:at], f"{four[0]} {four[1]}", *_pair_names([f"{four[2]} {four[3]}", *tokens[at + 4 :]])]
    return tokens


def _goes_on(last: str, token: str) -> bool:
    """Tell whether a token goes on with the name that the one before it began."""
    if len(token) == 1 and is_han(token):
        return is_surname(last) or (len(last) < 4 and all(len(t) == 1 and is_han(t) for t in last.split()))
    if _LATIN_TOKEN.fullmatch(token):
        words = last.split()
        named = (found := read_name(words[0])) is not None and found.sure and not ends_in_post(token)
        return all(map(_LATIN_TOKEN.fullmatch, words if not named else words[1:]))
    return len(token) == 2 and len(last) == 1 and is_surname(last) and _HAN_NAME.fullmatch(token) is not None and not ends_in_post(token)


def _tidy(line: str) -> str:
    return " ".join(line.replace(_JOIN, " ").split()).strip("，,、：:|｜/／—- ")


def _person(name: _Name, line: str) -> Person:
    line = _tidy(line)
    if name.post:
        line = f"{line} {name.post}" if ends_in_post(line) else f"{line}{name.post}"
    return Person(name.name, name.display, line, name.original)


def _pair(name_text: str, line: str, joint: float, why: str) -> SpeakerReading | None:
    """Read a name and a line that something holds apart; ``joint`` is what that something is worth."""
    name = read_name(name_text)
    line = _tidy(line)
    if name is None or not line or (joint < 0.5 and line_score(line) <= 0):
        return None
    reasons = ["the form of a name" if name.sure else "what could be a name"]
    if ends_in_post(line):
        reasons.append("a post")
    elif ends_in_body(line):
        reasons.append("an organisation")
    reasons.append(why)
    return SpeakerReading((_person(name, line),), name.score + line_score(line) + joint, tuple(reasons), name.sure)


def _candidates(text: str, gap: float) -> Iterable[SpeakerReading | None]:
    tokens = _merge_pads(text.split())
    # Name alone, several names, line alone.
    whole = read_name(" ".join(tokens)) if len(tokens) <= 2 else None
    if whole:
        people = (_person(whole, ""),)
        yield SpeakerReading(people, whole.score - 1 + bool(whole.post), ("a name and nothing else",), whole.sure)
    names = [read_name(part) for part in (re.split("[、，,]", text) if len(tokens) == 1 else tokens)]
    if len(names) > 1 and all(n and n.sure and n.score >= 1.5 for n in names):
        yield SpeakerReading(tuple(_person(n, "") for n in names if n), sum(n.score for n in names if n) / len(names) + 0.5, ("several names",))
    if (alone := line_score(text)) > 0:
        yield SpeakerReading((Person("", "", _tidy(text)),), alone - 1.0, ("a post or body and no name",))
    # Name and line, held apart by space.
    if len(tokens) > 1:
        yield _pair(tokens[-1], " ".join(tokens[:-1]), gap, "a gap before the name")
        yield _pair(tokens[0], " ".join(tokens[1:]), gap, "a gap after the name")
    if len(tokens) == 3 and ends_in_post(tokens[2]) and line_score(tokens[0]) > 0:
        yield _pair(tokens[1], f"{tokens[0]} {tokens[2]}", gap, "the name between body and post")
    if len(tokens) >= 3:
        for line, who in ((tokens[0], tokens[1:]), (tokens[-1], tokens[:-1])):
            sharing = [_pair(name, line, gap, "names that share a body") for name in who]
            if line_score(line) > 0 and all(one and one.sure_name for one in sharing):
                yield _together([one for one in sharing if one])
    if len(tokens) >= 4 and len(tokens) % 2 == 0:
        for first in (0, 1):
            pairs = [(tokens[i + first], tokens[i + 1 - first]) for i in range(0, len(tokens), 2)]
            several = [_pair(name, line, gap, "names and posts by turns") for name, line in pairs]
            if all(one and one.sure_name and one.score >= 4 for one in several):
                yield _together([one for one in several if one])
    # Brackets.
    if (match := _NAME_THEN_BRACKETS.fullmatch(text)) and not (whole and whole.original):
        yield _pair(match[1], match[2], 1.5, "brackets around the post")
        yield _pair(match[2], match[1], 1.5, "brackets around the name")
    if len(parts := _BETWEEN_PEOPLE.split(text)) > 1:
        several = [_pair(m[1], m[2], 1.5, "brackets around the post") if (m := _NAME_THEN_BRACKETS.fullmatch(part)) else None for part in parts]
        if all(one and one.sure_name for one in several):
            yield _together([one for one in several if one])
    # A comma, bar or dash.
    for match in re.finditer(r"\s*(?:[，,|｜/／]|[—―─]{1,2})\s*", text):
        yield _pair(text[: match.start()], text[match.end() :], 0.2, "a mark after the name")
        yield _pair(text[match.end() :], text[: match.start()], 0.2, "a mark before the name")
    if (match := re.search(r"\s*[：:]\s*", text)) and ends_in_post(text):
        yield _pair(text[: match.start()], text[match.end() :], 0.5, "a colon after the name")
    # No sign between post and name: only a known surname decides.
    for length in range(2, 10):
        name, line = text[-length:], text[:-length]
        if line and ends_in_post(line) and not line[-1].isspace() and (found := read_name(name)) and found.sure and " " not in name:
            yield _pair(name, line, -0.5, "a post straight before the name")


def _together(readings: list[SpeakerReading]) -> SpeakerReading:
    people = tuple(person for reading in readings for person in reading.people)
    score = sum(r.score for r in readings) / len(readings) + 1
    return SpeakerReading(people, score, (*readings[0].reasons, "several speakers"), all(r.sure_name for r in readings))


def _with_country(country: str, reading: SpeakerReading, bonus: float) -> SpeakerReading:
    """Put a country before the name as the page sets it: [英] 玛丽·怀特."""
    if not reading.people or not reading.people[0].name:
        return reading
    first, *rest = reading.people
    first = replace(first, display=country + first.display)
    return SpeakerReading((first, *rest), reading.score + bonus, (*reading.reasons, "a country before the name"), reading.sure_name)


NOBODY = SpeakerReading((), -8.0, ("nothing of a speaker",), False)


def read_speaker(text: str) -> SpeakerReading:
    """Read a text as a speaker line, in the best of all the ways that it can be divided."""
    reasons: list[str] = []
    bonus = 0.0
    if mark := _MARK.match(text):
        text, bonus = text[mark.end() :], bonus + 1.0
        reasons.append(f"the sign {mark[0].strip()} before it")
    text = text.strip()
    if text.endswith(("：", ":")):
        text, bonus = text[:-1].rstrip(), bonus + 1.5
        reasons.append("a colon after it")
        if _SPEAKS.search(text):
            return NOBODY
    if whole := _WHOLE_BRACKETS.fullmatch(text):
        text = whole[1].strip()
    if country := _COUNTRY.match(text):
        return _with_country(country[0].strip(), read_speaker(text[country.end() :]), bonus)
    if not text or len(text) > 160 or _NOT_IN_SPEAKERS.search(text.replace("；", "").replace(";", "")) or text[-1] in "，,、":
        return NOBODY
    for spelled in (_LATIN_BRACKETS, _ORIGINAL_FIRST):
        text = spelled.sub(lambda m: m[0].strip().replace(" ", _JOIN), text)
    gap = 1.0 if re.search(r"\s{2}|[\u3000\u00a0\t]", text) else 0.7
    found = [reading for reading in _candidates(text, gap) if reading]
    if ";" in text or "；" in text:
        several = [read_speaker(part) for part in re.split("[；;]", text) if part.strip()]
        found = [_together(several)] if len(several) > 1 and all(r.score >= 3 for r in several) else []
    if not found:
        return NOBODY
    best = max(found, key=lambda reading: reading.score)
    return SpeakerReading(best.people, best.score + bonus, (*best.reasons, *reasons), best.sure_name)


# --- Lines at the end of a speech that say who spoke -------------------------------------------------------

_ROLE = "(?:本文)?(?:作者|演讲人|演讲者|演講者|发言人|发言者|發言者|发言嘉宾|主讲人|报告人|讲者|講者|撰文)"
_AUTHOR_IS = re.compile(rf"^[（(【]?\s*(?:{_ROLE}\s*(?P<a>[^，,：:系为為是]{{2,12}}?)?\s*[，,：:]?\s*(?:系|为|為|是|现任|現任|单位[：:]?)|{_ROLE}\s*[：:])\s*[：:]?(?P<line>.+?)\s*[。.]?\s*[)）】]?$")
_NAME_IS = re.compile(r"^[（(【]\s*(?P<a>[^，,：:（()）]{2,12}?)\s*[，,]?\s*(?:系|现任|現任|作者系|作者为)\s*(?P<line>.+?)\s*[。.]?\s*[)）】]$")


def read_signature(text: str) -> SpeakerReading:
    """Read a closing line: （作者系湖北省委宣传部部长）, （作者：张明，某大学教授）, （湖北日报社社长　张明）."""
    for pattern in (_AUTHOR_IS, _NAME_IS):
        if match := pattern.match(text):
            line = match["line"].strip()
            name = read_name(match["a"]) if match["a"] else None
            if name:
                return SpeakerReading((_person(name, line),), 6.0, ("it says who the author is",), name.sure)
            inner = read_speaker(line)
            if inner.people and inner.score > 0:
                return SpeakerReading(inner.people, inner.score + 4.0, ("it says who the author is",), inner.sure_name)
    return read_speaker(text)


def says_author(text: str) -> bool:
    return any(pattern.match(text) for pattern in (_AUTHOR_IS, _NAME_IS)) and read_signature(text).score > 3


_GIVEN_AT = re.compile("(.{2,30}?)在.{2,60}(?:上|时)的?(?:致辞|致词|讲话|演讲|发言|报告|致辭|講話|演講|發言|報告)$")


def read_title_speaker(title: str) -> Person | None:
    """Read the speaker out of a title that names them: 张明在数字丝路论坛上的演讲."""
    match = _GIVEN_AT.fullmatch(title)
    found = read_speaker(match[1]) if match else NOBODY
    named = len(found.people) == 1 and found.people[0].name and found.sure_name
    return found.people[0] if named else None
