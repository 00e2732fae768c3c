"""The body that holds a post: divisions, Party and government bodies, organisations, and their departments."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from formatter.language.places import Place, country_in_english, leading_country, parse_place
from formatter.language.titles.abroad import organ_abroad, split_country
from formatter.language.titles.departments import (
    Lookup,
    Piece,
    entries,
    read_departments,
    subject_english,
    without_acronym,
)
from formatter.language.titles.divisions import (
    GENERIC,
    LEVEL_WORDS,
    adjective,
    from_context,
    full_name,
    level_english,
    tail_of,
)


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
    within: bool = False  # the post is of the innermost department itself: Director, Audit Office
    pieces: tuple[Piece, ...] = field(default=())

    @property
    def innermost(self) -> str:
        """The Chinese name of what the post is in, for choosing its English."""
        if self.departments:
            return self.departments[-1].zh
        return self.owner.zh if self.owner else ""


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
    national = _NATIONAL.match(text)
    if national and not lookup(national.group()):  # 国立清华大学 is not 清华大学
        owner = Piece(at, at + national.end(), national.group(), national.group(), False, "")
        whole = Body(owner, "organisation", pieces=(owner,), former=former)
        return _extend(whole, text, national.end(), at, lookup)
    abroad = _office_abroad(text, at, lookup)
    if abroad is not None:
        return replace(abroad, former=former)
    found = (_by_glossary(text, at, lookup), _by_level(text, at, lookup, context), _by_country(text, at, lookup))
    if not parse_place(text) and text.startswith(LEVEL_WORDS) and context:
        found = (found[1], found[0], found[2])  # 省政府新闻办 is of the province named before, not of any
    bodies = [b for b in found if b is not None] or [_by_departments(text, at, lookup)]
    body = min(bodies, key=lambda b: sum(len(p.zh) for p in b.pieces if not p.known))
    level, path = found[1] if found[0] is body else None, parse_place(text)
    if level is not None and path and body.owner and body.owner.start == at + path[-1].end and _all_known(level):
        body = level  # 临泽县 + 融媒体中心: the row names any of them, the grammar this one
    return replace(body, former=former)


def _all_known(body: Body) -> bool:
    return all(p.known for p in body.pieces)


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
            if any(p.start <= start and p.end >= end for p in path):
                continue  # 大同 in 山西省大同市
            en = _ask(lookup, text[start:end])
            if not en:
                continue
            body = _whole_name(_with_organisation(text, at, start, end, en, path, lookup), text, at)
            rank = (sum(len(p.zh) for p in body.pieces if not p.known), -end)
            if best is None or rank < best[0]:
                best = (rank, body)
    return best[1] if best else None


_OWN_NAME = re.compile(
    "(?:大学|学院|公司|集团|研究院|研究所|研究中心|协会|学会|基金会|银行|报|报社|杂志社|通讯社|出版社|电视台|医院|博物馆|智库|商会)$"
)
_SEAT = re.compile(r"[（(]([\u4e00-\u9fff]{2,8})[）)]")
_COMPANY = re.compile("(?:公司|集团|银行|基金|协会|研究会|学会|大学|出版社|传媒|商会)$")


def _whole_name(body: Body, text: str, at: int) -> Body:
    """Take back an organisation whose name goes on with words that nothing knows: 中国银行 in 中国银行保险传媒公司."""
    first = body.departments[0] if body.departments else None
    if body.owner is None or first is None or first.known or not _COMPANY.search(first.zh):
        return body
    zh = text[body.owner.start - at : first.end - at]
    owner = Piece(body.owner.start, first.end, zh, zh, False, "")
    rest = body.departments[1:]
    return replace(body, owner=owner, departments=rest, pieces=(owner, *rest))


# 有限公司 and 社 may be left out where everybody knows the body: 招商局集团, 光明日报社.
_FULLER = ("有限公司", "有限责任公司", "股份有限公司")
_PRESS = ("杂志社", "报刊社", "社")


def _ask(lookup: Lookup, zh: str) -> str | None:
    given = lookup(zh) or entries("ministry").get(zh)
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
    if grammar is not None and _all_known(grammar) and _same_name(grammar, en):
        return _extend(grammar, text, end, at, lookup)
    owner = Piece(at + start, at + end, text[start:end], without_acronym(en), True, "glossary")
    before = tuple(p for p in path if p.end <= start)
    inside = path[: len([p for p in path if p.end <= end])]
    tail = tail_of(before)
    if start == 0 and len(inside) > 1 and inside[0].name not in owner.en:
        tail = tail_of(tuple(p for p in inside[:-1] if p.name not in owner.en))
    return _extend(Body(owner, "organisation", (), inside, tail, pieces=(owner,)), text, end, at, lookup)


def _same_name(body: Body, en: str) -> bool:
    chain = [d.en for d in reversed(body.departments)] + ([body.owner.en] if body.owner else [])
    return " of the ".join(chain).lower() == en.lower()


def _extend(body: Body, text: str, end: int, at: int, lookup: Lookup) -> Body:
    """Add the departments that follow a body, and the seat of a branch campus: 香港科技大学（广州）."""
    seat = _SEAT.match(text, end)
    path = parse_place(seat[1]) if seat and body.owner and body.kind == "organisation" else ()
    if seat and path and body.owner and path[-1].end == len(seat[1]):
        owner = replace(
            body.owner,
            end=at + seat.end(),
            zh=body.owner.zh + seat.group(),
            en=f"{body.owner.en} ({path[-1].name})",
            source="rule",
        )
        body, end = replace(body, owner=owner, pieces=(*body.pieces[:-1], owner)), seat.end()
    if end >= len(text):
        return body
    parts = read_departments(text[end:], at + end, lookup, inside=True)
    return replace(body, departments=(*body.departments, *parts), pieces=(*body.pieces, *parts))


def _by_level(text: str, at: int, lookup: Lookup, context: tuple[Place, ...]) -> Body | None:
    """A body of a division: 湖北武汉市委, 省政府新闻办 (with the province named before), 金牛区人民法院."""
    youth = "共青团"
    path = parse_place(text[len(youth) :]) if text.startswith(youth) else ()
    if path and text[len(youth) + path[-1].end :] in ("委", "委员会"):  # 共青团上海市委 is 上海团市委
        en = f"{adjective(path[-1])} Committee of the Communist Youth League of China"
        owner = Piece(at, at + len(text), text, en)
        return Body(owner, "level", (), path, tail_of(path[:-1]), pieces=(owner,))
    for prefix in ("中国人民政治协商会议", "政协"):  # 政协襄阳市委员会 is 襄阳市政协
        path = parse_place(text[len(prefix) :]) if text.startswith(prefix) else ()
        if path and text[len(prefix) + path[-1].end :] == "委员会":
            owner = Piece(at, at + len(text), text, f"{adjective(path[-1])} Committee of the CPPCC")
            return Body(owner, "level", (), path, tail_of(path[:-1]), pieces=(owner,))
    path = parse_place(text)
    end = path[-1].end if path else 0
    generic = ""
    if not path:
        generic = next((w for w in LEVEL_WORDS if text.startswith(w)), "")
        if not generic or not _starts_level_body(text[len(generic) :]):
            return None
        end = len(generic)
        path = from_context(generic, context)
    shifted = tuple(replace(p, start=p.start + at, end=p.end + at) for p in path)
    place = path[-1] if path else None
    found = _level_body(text, end, place, generic, lookup)
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
    if parts and parts[0].zh not in _OF_PLACES:  # 海南省政务服务中心 is a body of its own
        first = parts[0]
        name = first.en if re.search(r"\b(?:of|for)\b", first.en) else f"{adjective(place)} {first.en}"
        tail = tail_of(path if name == first.en else path[:-1])
        unit = Piece(at, first.end, text[: first.end - at], name, True, "rule")
        return Body(unit, "organisation", parts[1:], shifted, tail, pieces=(unit, *parts[1:]))
    return replace(body, departments=parts, pieces=(owner, *parts))


# Party organisations of a division that have no name of their own: the Party Branch of Liangjiahe Village.
_OF_PLACES = frozenset(
    (
        "党支部",
        "党总支",
        "党委",
        "党工委",
        "工委",
        "党组",
        "管委会",
        "管理委员会",
        "团委",
        "妇联",
        "工会",
        "纪委",
        "执委会",
    )
)


# Bodies that govern a division take their posts with "of the": Secretary of the CPC Wuhan Municipal Committee.
_GOVERNING = re.compile(r"^CPC |People's (?:Congress|Government)$|Committee of the CPPCC$|Commission of Supervision$")


def _starts_level_body(rest: str) -> bool:
    return rest.startswith(("委", "党委")) or _level_entry(rest) is not None or _subject_body(rest) is not None


def _level_entry(rest: str) -> str | None:
    known = entries("level")
    return next((rest[:n] for n in range(min(14, len(rest)), 1, -1) if rest[:n] in known), None)


_PARTY = re.compile(r"(?:[省市区县州旗盟地]|自治[区州县]|新区)?委(?!员会|托|派|任)|(?:区)?党委|(?:区)?党工委|工委")


def _level_body(text: str, end: int, place: Place | None, generic: str, lookup: Lookup) -> tuple[int, str, str] | None:
    """The Party or government body that follows a division: its end, its English, where that comes from."""
    rest = text[end:]
    adj = adjective(place) if place else GENERIC.get(generic, "")
    source = "table" if place is None or place.certain else "rule"
    party = _PARTY.match(rest)
    if party and (party.group() != "委" or generic or (place and place.suffix)):
        word = party.group()
        if word.endswith("党委") and place and place.suffix in ("自治区", "自治州", ""):
            return end + party.end(), f"CPC {adj} Committee", source
        if word.endswith("工委"):
            return None
        if not word.endswith("党委") or (place and place.level == "town"):
            return end + party.end(), f"CPC {adj} Committee".replace("  ", " "), source
    if place is not None:
        entry = _level_entry(rest)
        if entry:
            template = entries("level")[entry]
            given = lookup(entry)
            if given and re.fullmatch(r"\{\w+\} [\w' ]+", template):  # the glossary's word for such a body
                template = f"{template.split()[0]} {without_acronym(given)}"
            return end + len(entry), level_english(template, place), source
    elif generic:
        entry = _level_entry(rest)
        if entry:
            template = entries("level")[entry]
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
    zones = entries("zone")
    for n in range(min(12, len(text) - end), 1, -1):
        word = text[end : end + n]
        if word in zones:
            return end + n, f"{place.name} {zones[word]}"
    return None


def _office_abroad(text: str, at: int, lookup: Lookup) -> Body | None:
    """A country, or its ministry or parliament with what is in it, unless a row gives the whole."""
    country, rest = split_country(text)
    name = country_in_english(country) if country else None
    if not name or (rest and lookup(text)):
        return None
    if not rest:
        owner = Piece(at, at + len(text), text, name)
        return Body(owner, "country", pieces=(owner,))
    for end in range(len(rest), 1, -1):
        en = None if lookup(rest[:end]) else organ_abroad(country, rest[:end])
        if en:
            start = at + len(country)
            owner = Piece(start, start + end, rest[:end], en)
            return _extend(Body(owner, "organisation", (), (), (name,), pieces=(owner,)), rest, end, start, lookup)
    city = _CITY.match(rest)
    if city:
        start, end = at + len(country), at + len(country) + city.end()
        en = lookup(city.group()) or lookup(city[1])
        owner = Piece(start, end, city.group(), en or city.group(), en is not None, "glossary" if en else "")
        return _extend(Body(owner, "place", (), (), (name,), pieces=(owner,)), rest, city.end(), start, lookup)
    return None


_NATIONAL = re.compile("国立[\u4e00-\u9fff]{2,8}?(?:大学|学院|图书馆|博物馆)")
_CITY = re.compile(r"([\u4e00-\u9fff]{2,8}?)(?:特别自治道|道|市|州|省|县|郡|府)(?!长|政府|[大中小]学)")


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
    cut = len(country) if _OWN_NAME.search(parts[0].zh) else 0  # 韩国 + 首尔大学, but 越南共产党中央宣教部
    zh = text[cut : parts[0].end - at]
    whole = Piece(at + cut, parts[0].end, zh, zh, False, "")
    return Body(whole, "organisation", parts[1:], (), (name,) if cut else (), pieces=(whole, *parts[1:]))


def _by_departments(text: str, at: int, lookup: Lookup) -> Body:
    """Departments of a body that was named before, or a body that nothing knows with its known departments."""
    parts = read_departments(text, at, lookup)
    if parts and not parts[0].known:
        return Body(parts[0], "organisation", parts[1:], pieces=parts)
    return Body(None, "", parts, pieces=parts)
