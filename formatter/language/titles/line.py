"""Compose a whole speaker line: parts, what each inherits from the one before, and the English in house style.

Member of the Standing Committee and Head of the Publicity Department and the United Front Work Department,
CPC Zunyi Municipal Committee, Guizhou Province
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from formatter.language.english.spelling import to_spelling
from formatter.language.places import Place, country_in_english
from formatter.language.script import to_simplified
from formatter.language.titles.bodies import Body, read_body
from formatter.language.titles.departments import is_department
from formatter.language.titles.divisions import full_name, tail_of
from formatter.language.titles.envoys import envoy_english
from formatter.language.titles.posts import Post, read_post
from formatter.language.titles.wording import Item, say_items, with_article
from formatter.model import Bilingual

Lookup = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class UnknownPart:
    """A part that neither the glossary nor the tables know: its offsets in the line, and what to add."""

    start: int
    end: int
    zh: str
    hint: str


@dataclass(frozen=True, slots=True)
class LinePart:
    """A part of the line with its English. ``role``: "body", "department" or "post"; ``source``: "glossary", "table",
    "rule" or "" (unknown)."""

    start: int
    end: int
    zh: str
    en: str
    role: str
    source: str


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    """A speaker line in English.

    What is unknown stands in ``en`` in Chinese: compose again with a lookup that gives it. ``by_rule`` are the parts
    spelt or composed by rule alone, for an editor to look at.
    """

    en: str
    affiliation: Bilingual
    positions: tuple[Bilingual, ...]
    unknown: tuple[UnknownPart, ...] = ()
    parts: tuple[LinePart, ...] = ()

    @property
    def by_rule(self) -> tuple[LinePart, ...]:
        return tuple(p for p in self.parts if p.source == "rule")


_SEPARATOR = re.compile(r"\s*(?:[、；;，,／/]|兼(?!职)|暨|\s)\s*")
_RANK = re.compile(r"[（(](?:正|副)?[厅局处科部司县省]+级[）)]")


def compose_speaker_line(line: str, lookup: Lookup | None = None, spelling: str = "en-US") -> SpeakerLine:
    """Compose the English of affiliation and positions (湖北武汉市委常委、宣传部部长), without the name.

    ``lookup`` is the glossary, Chinese to English, asked for organisations, departments, posts and whole positions;
    it is tried with the text as written and in simplified characters. ``spelling`` is en-US or en-GB; what the
    glossary gives keeps its own.
    """
    ask = _folded(lookup or (lambda _zh: None))
    whole = ask(line.strip())
    if whole:
        part = LinePart(0, len(line), line, whole, "body", "glossary")
        return SpeakerLine(whole, Bilingual(), (Bilingual(line.strip(), whole),), (), (part,))
    closed, offsets = _close_up(line, ask)
    composed = _compose(closed, ask, spelling)
    if closed == line:
        return composed

    def place(start: int, end: int) -> tuple[int, int]:
        return (offsets[start], offsets[end - 1] + 1) if end > start else (offsets[start], offsets[start])

    def moved(part: LinePart) -> LinePart:
        start, end = place(part.start, part.end)
        return replace(part, start=start, end=end)

    unknown = tuple(UnknownPart(*place(u.start, u.end), u.zh, u.hint) for u in composed.unknown)
    return replace(composed, unknown=unknown, parts=tuple(map(moved, composed.parts)))


def _close_up(line: str, lookup: Lookup) -> tuple[str, list[int]]:
    """The line without spaces, except those that stand between two posts; and each character's offset in it."""
    chars: list[str] = []
    offsets: list[int] = []
    for offset, char in enumerate(line):
        if char.isspace():
            so_far = to_simplified("".join(chars))
            if not chars or chars[-1] == " " or read_post(re.split(_SEPARATOR, so_far)[-1], lookup) is None:
                continue
            char = " "
        chars.append(char)
        offsets.append(offset)
    return "".join(chars).rstrip(), [*offsets, len(line)]


def _compose(line: str, ask: Lookup, spelling: str) -> SpeakerLine:
    text = to_simplified(line)
    text = _RANK.sub(lambda m: " " * len(m.group()), text)
    items: list[Item] = []
    parts: list[LinePart] = []
    context: tuple[Place, ...] = ()
    body = Body()
    for start, end in _chunks(text, ask):
        chunk = text[start:end]
        post = read_post(chunk, ask)
        held = _held(chunk, post)
        body = (
            _inherit(_department_after(read_body(held, start, ask, context), body), body) if held else _same_body(body)
        )
        if body.places:
            context = _merged(context, body.places)
        item = _item(line[start:end], chunk, post, held, body, context, ask)
        items.append(item)
        parts += [
            LinePart(p.start, p.end, line[p.start : p.end], p.en, "body" if p is body.owner else "department", p.source)
            for p in item.body.pieces
        ]
        if post:
            begin = start + post.start
            parts.append(
                LinePart(begin, end, line[begin:end], item.head, "post", "glossary" if post.given else "table")
            )
    unknown = tuple(
        UnknownPart(p.start, p.end, p.zh, f"add {p.zh} and its English to the glossary")
        for p in parts
        if not p.source and p.role != "post"
    )
    if items and not any(i.head or i.whole for i in items) and not unknown and not any(i.owner for i in items):
        unknown = (UnknownPart(0, len(line), line, f"add {line} and its English to the glossary"),)
    en = say_items(items)
    if spelling == "en-GB":
        given = [p.en for p in parts if p.source == "glossary"]
        spans = [(m.start(), m.end()) for g in given if g for m in re.finditer(re.escape(g), en)]
        en = to_spelling(en, spelling, spans)
    return SpeakerLine(en, _affiliation(line, items), _positions(items), unknown, tuple(parts))


def _held(chunk: str, post: Post | None) -> str:
    """What holds the post: 外交部 in 外交部长, where one character ends the body and begins the post."""
    if post is None:
        return chunk
    held = chunk[: post.start]
    shared = post.base[:1] if len(post.base) == 2 and not post.modifiers and not post.given else ""
    if held and shared and shared in "部厅局司处署" and post.base[1] == "长" and held[-1] != shared:
        return held + shared
    return held


def _folded(lookup: Lookup) -> Lookup:
    def ask(zh: str) -> str | None:
        return (lookup(zh) or lookup(to_simplified(zh))) if zh else None

    return ask


def _chunks(text: str, lookup: Lookup) -> list[tuple[int, int]]:
    """Split a line into parts that each end with a post; a separator inside a body's name splits nothing."""
    found: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    bounds = [(m.start(), m.end()) for m in _SEPARATOR.finditer(text, start) if m.start() > start]
    bounds.append((len(text.rstrip()), len(text)))
    for end, after in bounds:
        if end <= start:
            continue
        chunk = text[start:end]
        if read_post(chunk, lookup) is not None or end == bounds[-1][0]:
            found.append((start, end))
            start = after
        elif text[end:after].strip() == "" and lookup(chunk):
            continue
    return found


def _department_after(body: Body, before: Body) -> Body:
    """A row for what every company has (新闻中心, 宣传部) names a department of the body before it, not a body."""
    owner = body.owner
    if owner is None or body.kind != "organisation" or body.places or body.tail or before.owner is None:
        return body
    if owner.source != "glossary" or not is_department(owner.zh):
        return body
    return replace(body, owner=None, departments=(owner, *body.departments))


_PARTY_ORGANS = frozenset(("党委", "党组", "党总支", "党支部", "机关党委", "纪委", "党工委", "工委"))


def _same_body(body: Body) -> Body:
    """The body of a post that names none: that of the post before it, which for the post of a Party organ is the
    body that the organ is in (国资委党委书记、主任), and else the whole (新闻学院院长、教授)."""
    if body.departments and body.departments[-1].zh in _PARTY_ORGANS:
        return replace(body, departments=body.departments[:-1], pieces=(), within=True)
    return replace(body, departments=(), pieces=(), within=False)


def _inherit(body: Body, before: Body) -> Body:
    """A part that names only departments belongs to the body named before it (宣传部部长 after 武汉市委常委)."""
    if body.owner is None and before.owner is not None:
        return replace(body, owner=before.owner, kind=before.kind, places=before.places, tail=before.tail)
    if (
        body.owner is not None
        and not body.tail
        and body.kind in ("level", "place", "zone")
        and before.tail
        and len(body.places) == 1
    ):
        above = before.places[:-1] if before.kind in ("level", "place") else before.places
        if body.places[0].level != "province" and not _same(body.places, before.places):
            return replace(body, tail=tail_of(tuple(p for p in above if _above(p, body.places[0]))))
        return body if not _same(body.places, before.places) else replace(body, tail=before.tail)
    return body


def _same(a: Sequence[Place], b: Sequence[Place]) -> bool:
    return bool(a) and bool(b) and a[-1].name == b[-1].name


_RANKS = {"province": 0, "prefecture": 1, "county": 2, "district": 2, "town": 3, "village": 4}


def _above(upper: Place, lower: Place) -> bool:
    return _RANKS[upper.level] < _RANKS[lower.level]


def _merged(context: tuple[Place, ...], places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The divisions in force: new ones, under those that were named above them."""
    return tuple(p for p in context if _above(p, places[0])) + places


def _item(
    zh: str, chunk: str, post: Post | None, held: str, body: Body, context: tuple[Place, ...], lookup: Lookup
) -> Item:
    owner = body.owner.en if body.owner else ""
    inner = body.departments[-1].en if body.departments else ""
    outer = tuple(d.en for d in reversed(body.departments[:-1]))
    if body.within and inner:
        inner, outer = "", (inner, *outer)
    if post is None:
        return Item(zh, "", inner, outer, owner, body.kind, "", body.tail, body)
    head = post.english(body.innermost or held, inner or owner)
    join = post.join(body.innermost or held, inner or owner)
    if body.former and not head.startswith("former"):
        head = f"former {head}"
    if post.base == "社长" and inner.endswith(" Bureau"):  # Beijing Bureau Chief
        head, inner = head.replace("Bureau Chief", f"{inner} Chief"), ""
    item = Item(zh, head, inner, outer, owner, body.kind, join, body.tail, body)
    diplomat = envoy_english(held, post, lookup) if held else None
    if diplomat:
        return replace(item, whole=diplomat, tail=(), body=replace(body, pieces=()))
    given = lookup(chunk) if held else None
    if given and not _equals(given, item):
        return replace(item, whole=given, tail=body.tail if body.owner and body.owner.source != "glossary" else ())
    if join == "place":
        return _of_place(item, post, body, context)
    if join == "country":
        return _of_country(item, post, body, held)
    if join == "with":
        return _with_body(item, body)
    return item


def _equals(given: str, item: Item) -> bool:
    """Whether a glossary's whole position says what the grammar says anyway, "of the" for comma."""
    composed = " of the ".join(x for x in (item.head, item.inner, *item.outer, item.owner) if x)
    return given.lower() in (
        composed.lower(),
        f"{item.head} of the {item.inner}".lower(),
        f"{item.head} of {item.owner}".lower(),
    )


_PLACE_POSTS = {"省长": ("province",), "市长": ("prefecture", "county", "province"), "州长": ("prefecture",), "区长": ("district", "county"), "县长": ("county", "district"),
                "旗长": ("county", "district"), "盟长": ("prefecture",), "镇长": ("town",), "乡长": ("town",), "村长": ("village",), "主席": ("province",)}  # fmt: skip


def _of_place(item: Item, post: Post, body: Body, context: tuple[Place, ...]) -> Item:
    """Mayor of Wuhan: the post is of a division, that of the part itself or the last fitting one named before."""
    levels = _PLACE_POSTS[post.base]
    path = context
    if body.places:  # the part's own division, under those that the line named above it
        path = tuple(p for p in context if _above(p, body.places[0])) + body.places
    fitting = [i for i, p in enumerate(path) if p.level in levels]
    if not fitting:
        return replace(item, join="")
    i = fitting[-1]
    place = path[i]
    said = re.search(r"\b(?:District|County|Township|Town|Banner|City)\b", item.head)  # District Mayor of Yuhang
    name = place.name if post.base == "市长" or said else place.en
    full = f"{item.head} of {'the ' if name.endswith('Region') and 'Autonomous' in name else ''}{name}"
    return replace(item, whole=full, tail=tail_of(path[:i]), owner=full_name(place), kind="place", inner="", outer=())


def _of_country(item: Item, post: Post, body: Body, held: str) -> Item:
    """Prime Minister of Malaysia; the post of another body is that body's."""
    if body.kind != "country" or body.owner is None or body.departments:
        return replace(item, join="")
    name = country_in_english(body.owner.zh, article=True) or item.owner
    return replace(item, whole=f"{item.head} of {name}")


def _with_body(item: Item, body: Body) -> Item:
    """Minister of Commerce: the body's name goes into the title."""
    name = item.inner or item.owner
    m = re.match(r"(?:Ministry|Department) of (.+)$", name)
    if not m or (item.inner and item.owner and item.kind == "level"):
        return replace(item, join="")
    return replace(item, whole=f"{item.head} of {m.group(1)}")


def _affiliation(line: str, items: Sequence[Item]) -> Bilingual:
    owned = next((i for i in items if i.body.owner), None)
    if owned is None or owned.body.owner is None:
        return Bilingual()
    owner = owned.body.owner
    places = [p.start for p in owned.body.places if p.end <= owner.end]
    start = min([owner.start, *places])
    en = ", ".join([owner.en, *owned.body.tail])
    return Bilingual(line[start : owner.end], en)


def _positions(items: Sequence[Item]) -> tuple[Bilingual, ...]:
    found = []
    for item in items:
        if not item.head:
            continue
        owner = item.body.owner
        said_here = owner is not None and any(p is owner for p in item.body.pieces)
        zh = item.zh
        if said_here and owner is not None and owner.zh and owner.zh in to_simplified(zh) and item.kind != "place":
            cut = to_simplified(zh).find(owner.zh) + len(owner.zh)
            zh = zh[cut:] or zh
        en = item.whole or (f"{item.head} of {with_article(item.inner)}" if item.inner else item.head)
        found.append(Bilingual(zh, en))
    return tuple(found)
