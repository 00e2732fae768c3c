"""People's names in Pinyin by GB/T 28039-2011: surname first, the given name as one word, no tones.

A compound surname is one word (Ouyang); two surnames side by side are joined by a hyphen (Fan-Xu); an apostrophe stands
before a, o or e inside a name (Chao'an). Ü is written YU (Lyu): the standard writes Ü and allows YU in passports and in
publications for abroad (section 6), and passports made it the form that people bear. What only the bearer can settle
(a polyphonic given name, a surname that families read in two ways, a foreign or minority name) is romanised by the
likelier reading and marked as not certain; a glossary row for the person always wins over it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pypinyin import Style, pinyin

from formatter.language.script import HAN_CLASS, MIDDLE_DOTS, is_han, to_simplified
from formatter.language.tables import read_table


@dataclass(frozen=True, slots=True)
class Romanised:
    """A name in Latin letters. ``surname`` and ``given`` are its parts (both "" in names of another build);
    ``certain`` false needs a person to look, and ``note`` says why."""

    text: str
    surname: str
    given: str
    certain: bool
    note: str = ""


CONFIRM = "confirm with the speaker"
_PADDING = re.compile(r"[\s\u00a0\u3000]+")
_DOTS = re.compile(f"[{re.escape(''.join(MIDDLE_DOTS))}.．]")


@cache
def _surnames() -> dict[str, dict[str, str]]:
    return {row["zh"]: row for row in read_table("surnames")}


@cache
def _polyphones() -> dict[str, dict[str, str]]:
    return {row["zh"]: row for row in read_table("given_polyphones")}


def clean_name(zh: str) -> str:
    """The name without its padding: 陈　光 is 陈光. Spaces between Latin words stay."""
    return _PADDING.sub(" " if re.search("[A-Za-z]", zh) else "", zh).strip()


# Frequent surnames, the ones that double surnames are made of (范徐).
_FREQUENT = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金"
    "韦贾夏付方邹熊白孟秦邱侯江尹薛阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤"
)


def split_name(zh: str) -> tuple[str, str]:
    """Surname and given name of a Chinese name in simplified characters; ("", name) if no surname fits."""
    for length in (4, 2, 1):
        head = zh[:length]
        if len(head) == length and len(zh) > length and head in _surnames():
            return head, zh[length:]
    return "", zh


@cache
def romanise_name(zh: str) -> Romanised:
    """Romanise a person's name, padded or not, in simplified or traditional characters."""
    name = to_simplified(clean_name(zh))
    if not any(is_han(c) for c in name):
        return Romanised(name, "", "", bool(name), "" if name else "the name is empty")
    if re.search("[A-Za-z]", name):
        return Romanised(name, "", "", False, "Han and Latin letters are mixed: give the name in the glossary")
    if _DOTS.search(name):
        parts = [_capital(_join(_syllables(part)[0])) for part in _DOTS.split(name) if part]
        note = "a foreign or minority name: give its own spelling in the glossary"
        return Romanised(" ".join(parts), "", "", False, note)
    surname, given = split_name(name)
    if not surname:
        if len(name) == 1:
            return Romanised(_capital(_syllables(name)[0][0]), "", "", False, f"a name of one character: {CONFIRM}")
        note = f"{name[0]} is no known surname: give the name's own spelling in the glossary"
        syllables = _syllables(name)[0]
        if len(name) > 3:
            return Romanised(_capital(_join(syllables)), "", "", False, note)
        family, first = _capital(syllables[0]), _capital(_join(syllables[1:]))
        return Romanised(f"{family} {first}", family, first, False, note)
    return _romanise_parts(surname, given)


def _romanise_parts(surname: str, given: str) -> Romanised:
    row = _surnames()[surname]
    notes = []
    if row["certain"] == "no":
        notes.append(f"the surname {surname} is read {row['pinyin']} here ({row['note']})")
    family = row["pinyin"]
    double = len(given) == 3 and surname in _FREQUENT and given[0] in _FREQUENT
    if double:
        family, given = f"{family}-{_surnames()[given[0]]['pinyin']}", given[1:]
        notes.append(f"read as the double surname {family}")
    elif len(given) > 2 and len(surname) == 1:
        syllables = _syllables(surname + given)[0]
        words = [_capital(_join(syllables[:2])), _capital(_join(syllables[2:]))]
        note = f"longer than Chinese names are, perhaps a foreign or a minority name: {CONFIRM}"
        return Romanised(" ".join(words), "", "", False, note)
    elif len(given) > 2:
        notes.append("the name is longer than Chinese names are: it may be a foreign or a minority name")
    syllables, doubts = _syllables(given)
    notes += doubts
    first = _capital(_join(syllables))
    note = "; ".join(notes)
    return Romanised(f"{family} {first}", family, first, not notes, f"{note}: {CONFIRM}" if note else "")


def _syllables(given: str) -> tuple[list[str], list[str]]:
    """The syllables of a given name, and what is doubtful in them."""
    syllables, doubts = [], []
    pair = _polyphones().get(given) if len(given) == 2 else None
    if pair is not None:
        doubt = next(c for c in given if c in _polyphones())
        reading = pair["reading"].split()
        return reading, [f"{doubt} is {reading[given.index(doubt)]} or {pair['other']}"]
    for char in given:
        row = _polyphones().get(char)
        if row is None:
            syllables.append(_letters(pinyin(char, style=Style.NORMAL, v_to_u=False)[0][0]))
            continue
        syllables.append(row["reading"])
        if row["certain"] == "no":
            doubts.append(f"{char} is {row['reading']} or {row['other']}")
    return syllables, doubts


def _letters(syllable: str) -> str:
    """Ü as the standard allows it to be written: lv, nv and their compounds become lyu, nyu."""
    return syllable.replace("ü", "v").replace("lve", "lyue").replace("nve", "nyue").replace("v", "yu")


def _join(syllables: Iterable[str]) -> str:
    out = ""
    for syllable in syllables:
        out += f"'{syllable}" if out and syllable[:1] in "aoe" else syllable
    return out


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def romanise_word(zh: str) -> str:
    """Spell a Chinese word in Pinyin as one capitalised word (the name part of a place: 东西湖, Dongxihu)."""
    readings = pinyin(to_simplified(zh), style=Style.NORMAL, v_to_u=False)
    return _capital(_join(_letters(reading[0]) for reading in readings))


def pinyin_key(zh: str) -> tuple[str, ...]:
    """The order of Chinese dictionaries: syllable by syllable with its tone, Latin letters and digits as they are.

    Marks don't count: 《湿地公约》 stands under shi.
    """
    syllables = pinyin(to_simplified(zh), style=Style.TONE3, neutral_tone_with_five=True)
    plain = ("".join(c for c in part[0].casefold() if c.isalnum()) for part in syllables)
    return tuple(part for part in plain if part)


def is_plausible_name(zh: str) -> bool:
    """Whether a text can be a person's name: by its surname and length, by its middle dot, or in Latin letters."""
    name = to_simplified(clean_name(zh))
    if not name:
        return False
    if not any(is_han(c) for c in name):
        return bool(re.fullmatch(r"[^\W\d_][\w .'’-]{1,59}", name)) and name[0].isupper()
    if _DOTS.search(name):
        return bool(re.fullmatch(rf"[{HAN_CLASS}A-Za-z·•・‧.．]{{3,40}}", name))
    if not re.fullmatch(f"[{HAN_CLASS}]+", name) or name[-1] in "部局厅司处委署所":  # 宣传部 is no 宣
        return False
    surname, given = split_name(name)
    if surname:
        return 1 <= len(given) <= 2 or (len(given) == 3 and len(surname) == 1 and given[0] in _surnames())
    return False


# --- Later mentions: 吴部长, 陈光同志 ------------------------------------------------------------------------

_ADDRESS = {
    "同志": "Comrade", "先生": "Mr.", "女士": "Ms.", "小姐": "Miss", "夫人": "Mrs.", "教授": "Professor", "副教授": "Professor",
    "博士": "Dr.", "医生": "Dr.", "大夫": "Dr.", "院士": "Academician", "书记": "Secretary", "部长": "Minister",
    "副部长": "Vice Minister", "主席": "Chairman", "副主席": "Vice Chairman", "主任": "Director", "副主任": "Deputy Director",
    "省长": "Governor", "副省长": "Vice Governor", "市长": "Mayor", "副市长": "Vice Mayor", "县长": "County Magistrate",
    "区长": "District Mayor", "局长": "Director-General", "司长": "Director-General", "厅长": "Director-General",
    "处长": "Director", "社长": "President", "校长": "President", "院长": "Dean", "所长": "Director", "馆长": "Director",
    "台长": "President", "会长": "President", "秘书长": "Secretary-General", "总编": "Editor-in-Chief",
    "总编辑": "Editor-in-Chief", "总经理": "General Manager", "董事长": "Chairman", "总裁": "President", "大使": "Ambassador",
    "总领事": "Consul General", "参赞": "Counselor", "总理": "Premier", "总书记": "General Secretary", "研究员": "Dr.",
    "记者": "Reporter", "主编": "Chief Editor", "法官": "Judge", "律师": "Attorney", "将军": "General",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named in running text: offsets, the Chinese, the English, and the other forms that are right."""

    start: int
    end: int
    zh: str
    en: str
    person: str
    accepted: tuple[str, ...] = ()


def surname_with_title(zh: str) -> Romanised | None:
    """Romanise a surname or name with a form of address: 吴部长 is Minister Wu, 陈光同志 Comrade Chen Guang.

    None if the text is not of that build.
    """
    name = to_simplified(clean_name(zh))
    for address in sorted(_ADDRESS, key=len, reverse=True):
        if name.endswith(address) and len(name) > len(address):
            person = name[: -len(address)]
            title = _ADDRESS[address]
            row = _surnames().get(person)
            if row is not None:
                certain = row["certain"] == "yes"
                return Romanised(f"{title} {row['pinyin']}", row["pinyin"], "", certain, "" if certain else CONFIRM)
            if is_plausible_name(person):
                r = romanise_name(person)
                return Romanised(f"{title} {r.text}", r.surname, r.given, r.certain, r.note)
    return None


def find_mentions(zh: str, people: Iterable[tuple[str, str]]) -> tuple[Mention, ...]:
    """Find known people in running text: by full name, by name with a form of address, by surname with one.

    ``people`` pairs each person's Chinese name with the English that the volume uses (from the glossary, or romanised).
    A surname alone counts only with a form of address, and only if one person of the volume bears it.
    """
    text = to_simplified(zh)
    known = {to_simplified(clean_name(name)): en for name, en in people}
    by_surname: dict[str, list[str]] = {}
    for name in known:
        by_surname.setdefault(split_name(name)[0], []).append(name)
    found: list[Mention] = []
    addresses = "|".join(sorted(_ADDRESS, key=len, reverse=True))
    for name, en in known.items():
        if not name:
            continue
        for m in re.finditer(f"{re.escape(name)}({addresses})?", text):
            whole = f"{_ADDRESS[m[1]]} {en}" if m[1] else en
            accepted = tuple(dict.fromkeys([en, f"{_ADDRESS[m[1]]} {_family(name, en)}"])) if m[1] else ()
            found.append(Mention(m.start(), m.end(), zh[m.start() : m.end()], whole, name, accepted))
    for surname, names in by_surname.items():
        if not surname or len(names) != 1:
            continue
        for m in re.finditer(f"{re.escape(surname)}({addresses})", text):
            if any(f.start <= m.start() < f.end for f in found):
                continue
            family = _family(names[0], known[names[0]])
            accepted = tuple(dict.fromkeys([known[names[0]], family]))
            found.append(
                Mention(m.start(), m.end(), zh[m.start() : m.end()], f"{_ADDRESS[m[1]]} {family}", names[0], accepted)
            )
    found.sort(key=lambda f: (f.start, -f.end))
    kept: list[Mention] = []
    for f in found:
        if not kept or f.start >= kept[-1].end:
            kept.append(f)
    return tuple(kept)


def _family(name: str, en: str) -> str:
    """The family name as the volume spells it: the first word of Chinese names, else the last."""
    words = en.split()
    if not words:
        return en
    return words[0] if split_name(name)[0] and not _DOTS.search(name) else words[-1]
