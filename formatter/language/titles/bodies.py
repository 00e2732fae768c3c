"""The body that holds a post: divisions, Party and government bodies, organisations, and their departments."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache

from babel import Locale

from formatter.language.numbers.english_numerals import spell_ordinal
from formatter.language.numbers.numerals import read_numeral
from formatter.language.places import Place, country_in_english, leading_country, parse_place
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


@dataclass(frozen=True, slots=True)
class Body:
    """``owner`` is the body proper, ``departments`` its parts from the outermost in, ``places`` the division that it
    belongs to and those above it, ``tail`` what is said after its name (Wuhan, Hubei Province)."""

    owner: Piece | None = None
    kind: str = ""  # "level": of a division, "place": the division itself, "organisation", "zone"
    departments: tuple[Piece, ...] = ()
    places: tuple[Place, ...] = ()
    tail: tuple[str, ...] = ()
    former: bool = False
    pieces: tuple[Piece, ...] = field(default=())

    @property
    def innermost(self) -> str:
        """The Chinese name of what the post is in, for choosing its English."""
        if self.departments:
            return self.departments[-1].zh
        return self.owner.zh if self.owner else ""


@cache
def _entries(use: str) -> dict[str, str]:
    return {r["zh"]: r["en"] for r in read_table("bodies") if r["use"] == use}


@cache
def _subjects() -> dict[str, str]:
    return {r["zh"]: r["en"] for r in read_table("subjects")}


_LEVEL_WORDS = (
    "自治区",
    "自治州",
    "自治县",
    "新区",
    "省",
    "市",
    "区",
    "县",
    "州",
    "旗",
    "盟",
    "镇",
    "乡",
    "村",
    "街道",
)
_LEVEL_OF = {"省": "province", "自治区": "province", "市": "prefecture", "州": "prefecture", "自治州": "prefecture", "盟": "prefecture", "区": "district",
             "新区": "district", "县": "county", "自治县": "county", "旗": "county", "镇": "town", "乡": "town", "街道": "town", "村": "village"}  # fmt: skip
_GENERIC = {"省": "Provincial", "自治区": "Autonomous Regional", "市": "Municipal", "州": "Prefectural", "自治州": "Prefectural", "盟": "League", "区": "District",
            "新区": "New Area", "县": "County", "自治县": "County", "旗": "Banner", "镇": "Township", "乡": "Township", "街道": "Subdistrict", "村": "Village"}  # fmt: skip


# --- Names of divisions inside names of bodies ---------------------------------------------------------------


def adjective(place: Place) -> str:
    """The division as an adjective: Hubei Provincial, Wuhan Municipal, Dongxihu District."""
    en = place.en
    if place.level == "province":
        if en.endswith("Autonomous Region"):
            return f"{en.removesuffix(' Region')} Regional"
        if en.endswith("Special Administrative Region"):
            return place.name
        municipal = not en.endswith(" Province") and place.name in _MUNICIPALITIES
        return f"{place.name} {'Municipal' if municipal else 'Provincial'}"
    if place.suffix in ("自治州", "州") or en.endswith("Autonomous Prefecture"):
        return f"{en.removesuffix(' Autonomous Prefecture').removesuffix(' Prefecture')} Prefectural"
    if place.suffix == "地区":
        return f"{place.name} Prefectural"
    if place.level in ("prefecture", "county") and place.suffix in ("市", "") and en == place.name:
        return f"{place.name} Municipal"
    if en.endswith((" Town", " Township")):
        return f"{place.name} Township"
    return en if en != place.name else f"{place.name} Municipal"


_MUNICIPALITIES = frozenset(("Beijing", "Shanghai", "Tianjin", "Chongqing"))


def full_name(place: Place) -> str:
    """Hubei Province, Wuhan, Dongxihu District; a municipality by its bare name."""
    if place.level == "province" and place.suffix == "" and place.name in _MUNICIPALITIES | {"Hong Kong", "Macao"}:
        return place.name
    return place.en


def tail_of(places: tuple[Place, ...]) -> tuple[str, ...]:
    """What is said of the divisions above a body, smallest first."""
    return tuple(full_name(p) for p in reversed(places))


def _level_english(template: str, place: Place) -> str:
    museum = adjective(place) if place.level == "province" and place.suffix else place.name
    return template.format(adj=adjective(place), name=place.name, full=place.en, museum=museum)


# --- Parsing -------------------------------------------------------------------------------------------------


def read_body(text: str, at: int, lookup: Lookup, context: tuple[Place, ...]) -> Body:
    """Read a body from a text that stands at offset ``at`` of its line.

    ``context`` are the divisions named earlier in the line: 省政府 after 湖北省委 is Hubei's.
    """
    former = False
    if text[:1] in ("原", "前") and len(text) > 2:
        former, text, at = True, text[1:], at + 1
    for prefix in ("中国共产党", "中共"):
        if text.startswith(prefix) and parse_place(text[len(prefix) :]):
            text, at = text[len(prefix) :], at + len(prefix)
            text = text.replace("委员会", "委", 1)
    found = (_by_glossary(text, at, lookup), _by_level(text, at, lookup, context), _by_country(text, at, lookup))
    if not parse_place(text) and text.startswith(_LEVEL_WORDS) and context:
        found = (found[1], found[0], found[2])  # 省政府新闻办 is of the province named before, not of any
    bodies = [b for b in found if b is not None] or [_by_departments(text, at, lookup)]
    body = min(bodies, key=lambda b: sum(len(p.zh) for p in b.pieces if not p.known))
    return replace(body, former=former)


def _organisation(en: str) -> str:
    """A glossary's English without the acronym that it gives for first use."""
    return re.sub(r" \([A-Z][\w&-]*\)$", "", en).strip()


def _by_glossary(text: str, at: int, lookup: Lookup) -> Body | None:
    """The organisation that the glossary knows, after any divisions that lead it: of several the one that leaves the
    least unknown, then the longest."""
    path = parse_place(text)
    best: tuple[tuple[int, int], Body] | None = None
    for start in dict.fromkeys((0, *(p.end for p in path))):
        first_end = (path[-1].end if path and start == 0 else start) + 2
        for end in range(len(text), first_end - 1, -1):
            if start and text[start] in "委省市区县州" and end - start <= 4:
                continue
            en = _ask(lookup, text[start:end])
            if not en:
                continue
            body = _with_organisation(text, at, start, end, en, path, lookup)
            rank = (sum(len(p.zh) for p in body.pieces if not p.known), -end)
            if best is None or rank < best[0]:
                best = (rank, body)
    return best[1] if best else None


# 有限公司 and 社 may be left out where everybody knows the body: 招商局集团, 光明日报社.
_FULLER = ("有限公司", "有限责任公司", "股份有限公司")
_PRESS = ("杂志社", "报刊社", "社")


def _ask(lookup: Lookup, zh: str) -> str | None:
    given = lookup(zh) or _entries("ministry").get(zh)
    if given is None and zh.endswith("集团"):
        given = next((en for en in (lookup(zh + more) for more in _FULLER) if en), None)
    if given is None:
        press = next((w for w in _PRESS if zh.endswith(w) and len(zh) > len(w) + 1), "")
        given = lookup(zh.removesuffix(press)) if press and not zh.endswith(("出版社", "通讯社", "新闻社")) else None
    return given


def _with_organisation(
    text: str, at: int, start: int, end: int, en: str, path: tuple[Place, ...], lookup: Lookup
) -> Body:
    grammar = _by_level(text[:end], at, lookup, ()) if start == 0 and path else None
    if grammar is not None and all(p.known for p in grammar.pieces) and _same_name(grammar, en):
        return _extend(grammar, text, end, at, lookup)
    owner = Piece(at + start, at + end, text[start:end], _organisation(en), True, "glossary")
    before = tuple(p for p in path if p.end <= start)
    inside = path[: len([p for p in path if p.end <= end])] if start == 0 else before
    tail = tail_of(before)
    if start == 0 and len(inside) > 1 and inside[0].name not in owner.en:
        tail = tail_of(tuple(p for p in inside[:-1] if p.name not in owner.en))
    return _extend(Body(owner, "organisation", (), inside, tail, pieces=(owner,)), text, end, at, lookup)


def _same_name(body: Body, en: str) -> bool:
    chain = [d.en for d in reversed(body.departments)] + ([body.owner.en] if body.owner else [])
    return " of the ".join(chain).lower() == en.lower()


def _extend(body: Body, text: str, end: int, at: int, lookup: Lookup) -> Body:
    """Add the departments that follow a body."""
    if end >= len(text):
        return body
    parts = read_departments(text[end:], at + end, lookup, inside=True)
    return replace(body, departments=(*body.departments, *parts), pieces=(*body.pieces, *parts))


def _by_level(text: str, at: int, lookup: Lookup, context: tuple[Place, ...]) -> Body | None:
    """A body of a division: 湖北武汉市委, 省政府新闻办 (with the province named before), 金牛区人民法院."""
    path = parse_place(text)
    end = path[-1].end if path else 0
    generic = ""
    if not path:
        generic = next((w for w in _LEVEL_WORDS if text.startswith(w)), "")
        if not generic or not _starts_level_body(text[len(generic) :]):
            return None
        end = len(generic)
        path = _from_context(generic, context)
    shifted = tuple(replace(p, start=p.start + at, end=p.end + at) for p in path)
    place = path[-1] if path else None
    found = _level_body(text, end, place, generic)
    if found is not None:
        length, en, source = found
        zh = text[:length]
        owner = Piece(at, at + length, zh, en, True, source)
        kind = "level" if _GOVERNING.search(en) else "organisation"
        body = Body(owner, kind, (), shifted, tail_of(path[:-1]), pieces=(owner,))
        return _extend(body, text, length, at, lookup)
    if place is None:
        return None
    zone = _zone(text, end, place)
    if zone is not None:
        length, en = zone
        owner = Piece(at, at + length, text[:length], en, True, "rule")
        body = Body(owner, "zone", (), shifted, tail_of(path[:-1]), pieces=(owner,))
        return _extend(body, text, length, at, lookup)
    owner = Piece(at, at + end, text[:end], full_name(place), True, "table" if place.certain else "rule")
    body = Body(owner, "place", (), shifted, tail_of(path[:-1]), pieces=(owner,))
    if end == len(text):
        return body
    parts = read_departments(text[end:], at + end, lookup)
    if parts and not parts[0].known:  # an unknown organisation of that place, not a department of the place
        begin = path[-1].start if path else 0
        zh = text[begin : parts[0].end - at]
        first = Piece(at + begin, parts[0].end, zh, zh, False, "")
        return Body(first, "organisation", parts[1:], shifted[:-1], tail_of(path[:-1]), pieces=(first, *parts[1:]))
    return replace(body, departments=parts, pieces=(owner, *parts))


# Bodies that govern a division take their posts with "of the": Secretary of the CPC Wuhan Municipal Committee.
_GOVERNING = re.compile(r"^CPC |People's (?:Congress|Government)$|Committee of the CPPCC$|Commission of Supervision$")


def _from_context(generic: str, context: tuple[Place, ...]) -> tuple[Place, ...]:
    """The division of that kind that the line named before, with those above it."""
    level = _LEVEL_OF[generic]
    for i in range(len(context) - 1, -1, -1):
        place = context[i]
        municipal = generic == "市" and (
            place.level == "prefecture" or place.name in _MUNICIPALITIES or place.suffix == "市"
        )
        if place.level == level or municipal:
            return context[: i + 1]
    return ()


def _starts_level_body(rest: str) -> bool:
    return rest.startswith(("委", "党委")) or _level_entry(rest) is not None or _subject_body(rest) is not None


def _level_entry(rest: str) -> str | None:
    entries = _entries("level")
    return next((rest[:n] for n in range(min(14, len(rest)), 1, -1) if rest[:n] in entries), None)


_PARTY = re.compile(r"(?:[省市区县州旗盟地]|自治[区州县]|新区)?委(?!员会|托|派|任)|(?:区)?党委|(?:区)?党工委|工委")


def _level_body(text: str, end: int, place: Place | None, generic: str) -> tuple[int, str, str] | None:
    """The Party or government body that follows a division: its end, its English, where that comes from."""
    rest = text[end:]
    adj = adjective(place) if place else _GENERIC.get(generic, "")
    source = "table" if place is None or place.certain else "rule"
    party = _PARTY.match(rest)
    if party and (party.group() != "委" or generic or (place and place.suffix)):
        word = party.group()
        if word.endswith("党委") and place and place.level == "province" and place.suffix in ("自治区", ""):
            return end + party.end(), f"CPC {adj} Committee", source
        if word.endswith("工委"):
            return None
        if not word.endswith("党委") or (place and place.level == "town"):
            return end + party.end(), f"CPC {adj} Committee".replace("  ", " "), source
    if place is not None:
        entry = _level_entry(rest)
        if entry:
            return end + len(entry), _level_english(_entries("level")[entry], place), source
    elif generic:
        entry = _level_entry(rest)
        if entry:
            template = _entries("level")[entry]
            return end + len(entry), template.format(adj=adj, name=adj, full=adj, museum=adj), source
    subject = _subject_body(rest)
    if subject and adj:
        length, template, what = subject
        return end + length, template.format(adj=adj, what=what), source
    return None


_SUBJECT_BODY = {"厅": "{adj} Department of {what}", "委员会": "{adj} {what} Commission", "局": "{adj} Bureau of {what}", "委": "{adj} {what} Commission",
                 "办公室": "{adj} {what} Office", "办": "{adj} {what} Office"}  # fmt: skip


def _subject_body(rest: str) -> tuple[int, str, str] | None:
    """文化和旅游厅, 发展和改革委员会: a department of government with its subject."""
    for suffix, template in _SUBJECT_BODY.items():
        at = rest.find(suffix)
        while at > 0:
            what = subject_english(rest[:at])
            if what:
                return at + len(suffix), template, what
            at = rest.find(suffix, at + 1)
    return None


def _zone(text: str, end: int, place: Place) -> tuple[int, str] | None:
    zones = _entries("zone")
    for n in range(min(12, len(text) - end), 1, -1):
        word = text[end : end + n]
        if word in zones:
            return end + n, f"{place.name} {zones[word]}"
    return None


def _by_country(text: str, at: int, lookup: Lookup) -> Body | None:
    """An organisation of another country: the country goes behind its name."""
    country = leading_country(text)
    if not country or len(text) == len(country):
        return None
    rest = text[len(country) :]
    inner = _by_glossary(rest, at + len(country), lookup)
    name = country_in_english(country) or country
    if inner is not None:
        return replace(
            inner, tail=(*inner.tail, name) if name not in (inner.owner.en if inner.owner else "") else inner.tail
        )
    parts = read_departments(rest, at + len(country), lookup)
    if not parts:
        return None
    ministry = len(parts) == 1 and parts[0].known
    if ministry:
        return Body(parts[0], "organisation", (), (), (name,), pieces=parts)
    whole = Piece(at, parts[0].end, text[: parts[0].end - at], text[: parts[0].end - at], False, "")
    return Body(whole, "organisation", parts[1:], (), (), pieces=(whole, *parts[1:]))


def _by_departments(text: str, at: int, lookup: Lookup) -> Body:
    """Departments of a body that was named before, or a body that nothing knows with its known departments."""
    parts = read_departments(text, at, lookup)
    if parts and not parts[0].known:
        return Body(parts[0], "organisation", parts[1:], pieces=parts)
    return Body(None, "", parts, pieces=parts)


# --- Departments ---------------------------------------------------------------------------------------------


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
    "频道",
    "项目部",
)


def _department(zh: str, lookup: Lookup) -> tuple[str, str] | None:
    """The English of one department and where it comes from."""
    given = lookup(zh)
    if given:
        return _organisation(given), "glossary"
    if zh in _entries("organ"):
        return _entries("organ")[zh], "table"
    for suffix, template in _suffixes():
        if zh.endswith(suffix) and len(zh) > len(suffix):
            name = zh[: -len(suffix)]
            what = subject_english(name) or (_local_english(name) if suffix in _BRANCHES else None)
            if what:
                return template.format(what).replace("Studies Studies", "Studies"), "table"
    return None


@cache
def _suffixes() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(_entries("suffix").items(), key=lambda item: len(item[0]), reverse=True))


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
        named = piece.known and piece.source == "table" and piece.zh not in _entries("organ")
        one = before is not None and len(before.zh) == 1
        belongs = one or (named and (inside or (before is not None and (before.start > at or len(before.zh) < 4))))
        if before is not None and not before.known and belongs:
            zh = text[before.start - at : piece.end - at]
            out[-1] = Piece(before.start, piece.end, zh, zh, False, "")
        else:
            out.append(piece)
    return out
