"""Envoys, whose line names two places: 中国驻法国大使, 法国驻武汉总领事, 英国驻华使馆文化参赞."""

from __future__ import annotations

import re

from formatter.language.places import country_in_english, parse_place
from formatter.language.titles.departments import Lookup
from formatter.language.titles.posts import DIPLOMATS, Post
from formatter.language.titles.wording import with_article


def _known_body(zh: str, lookup: Lookup) -> str | None:
    given = lookup(zh)
    return with_article(re.sub(r" \([A-Z][\w&-]*\)$", "", given)) if given else None


_DIPLOMAT = re.compile(
    r"^(?P<of>[\u4e00-\u9fff]{2,10}?)(?P<former>前|原)?(?P<perm>常)?驻(?P<to>华|外|[\u4e00-\u9fff]{2,12}?)(?P<seat>大使馆|使馆|总领事馆|总领馆|代表团|使团|代表处)?$"
)


_UNIONS = {"欧盟": "the European Union", "非盟": "the African Union"}


def envoy_english(held: str, post: Post, lookup: Lookup) -> str | None:
    """中国驻法国大使: Chinese Ambassador to France; 法国驻武汉总领事: Consul General of France in Wuhan."""
    if post.base in DIPLOMATS and re.fullmatch("驻[\u4e00-\u9fff]{1,12}", held) and not held.endswith("馆"):
        held = f"中国{held}" if held not in ("驻华", "驻中国") else held
        if held == "中国驻外":
            return post.english(held)
    m = _DIPLOMAT.match(held)
    if not m:
        return None
    china = m["of"] in ("中国", "我国", "中华人民共和国")
    sender = (
        "China"
        if china
        else country_in_english(m["of"], article=True) or _UNIONS.get(m["of"]) or _known_body(m["of"], lookup)
    )
    path = parse_place(m["to"])
    receiver = (
        "China"
        if m["to"] == "华"
        else country_in_english(m["to"], article=True)
        or lookup(m["to"])
        or (path[-1].name if path and path[-1].end == len(m["to"]) else None)
    )
    if china and m["to"] == "外":  # 中国前驻外大使 does not say where
        return f"{'former ' if m['former'] else ''}Chinese {post.english(held)}"
    if not sender or not receiver:
        return None
    title = ("former " if m["former"] else "") + ("Permanent " if m["perm"] else "") + post.english(held)
    if m["seat"] in ("大使馆", "使馆"):
        return f"{title}, {'Chinese Embassy' if china else f'Embassy of {sender}'} in {receiver}"
    if m["seat"] in ("总领事馆", "总领馆"):
        return f"{title}, {'Chinese Consulate General' if china else f'Consulate General of {sender}'} in {receiver}"
    if m["seat"]:
        return None
    preposition = "in" if "领事" in post.base or "代表" in post.base else "to"
    if china:
        title = title.replace("former ", "former Chinese ") if m["former"] else f"Chinese {title}"
        return f"{title} {preposition} {receiver}"
    return f"{title} of {sender} {preposition} {receiver}"
