"""Say posts and bodies in English: posts of one body together, departments of one post together, places at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from formatter.language.titles.bodies import Body
from formatter.language.titles.departments import subject_names


@dataclass(frozen=True, slots=True)
class Item:
    """One post with its body, ready to be said."""

    zh: str
    head: str  # the post: Deputy Head
    inner: str  # its department: the Publicity Department
    outer: tuple[str, ...]  # the departments around that
    owner: str
    kind: str
    join: str
    tail: tuple[str, ...]
    body: Body
    whole: str = ""  # English given or composed for post and body together


def with_article(name: str) -> str:
    """A department with its article; a subject and a name that has one take none."""
    return name if name in subject_names() or re.match(r"(?:the|The|a|an) ", name) else f"the {name}"


def _series(words: Sequence[str], pair: str = " and ") -> str:
    if len(words) <= 2:
        return pair.join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def say_items(items: Sequence[Item]) -> str:
    groups: list[list[Item]] = []
    for item in items:
        if groups and not item.whole and not groups[-1][-1].whole and _key(item) == _key(groups[-1][-1]):
            groups[-1].append(item)
        else:
            groups.append([item])
    tails = [g[-1].tail for g in groups]
    shared = _shared(tails)
    said = []
    for group, tail in zip(groups, tails, strict=True):
        own = tail[: len(tail) - len(shared)] if shared else tail
        own = tuple(name for name in own if not any(re.search(rf", {re.escape(name)}(?=,|$)", s) for s in said))
        following = groups[len(said) + 1][0] if len(said) + 1 < len(groups) else None
        again = following is not None and not following.whole and following.owner == group[0].owner
        said.append(", ".join([_say_group(group, not again), *(() if again else own)]))
    joined = _join_groups(said)
    return ", ".join([joined, *shared]) if joined else ""


def _key(item: Item) -> tuple[str, tuple[str, ...]]:
    return item.owner, item.outer


def _shared(tails: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The divisions at the end that all groups share, said once behind the last."""
    if not tails or not all(tails):
        return tails[0] if len(tails) == 1 else ()
    shared: list[str] = []
    for names in zip(*(reversed(t) for t in tails), strict=False):
        if len(set(names)) != 1:
            break
        shared.insert(0, names[0])
    return tuple(shared)


def _join_groups(said: Sequence[str]) -> str:
    said = [s for s in said if s]
    if len(said) <= 1:
        return "".join(said)
    if any("," in s for s in said[:-1]):
        return (
            f"{', '.join(said[:-1])}, and {said[-1]}" if len(said) == 2 else f"{'; '.join(said[:-1])}; and {said[-1]}"
        )
    return _series(said)


def _say_group(group: Sequence[Item], owner: bool = True) -> str:
    """Say the posts that one body gives; ``owner`` false leaves the body's name to the group that follows."""
    first = group[0]
    if first.whole:
        return first.whole
    if not owner:
        first = replace(first, owner="")
    at = all(i.join == "at" for i in group if i.inner)
    if at and any(i.inner for i in group):  # Professor, School of Journalism, Fudan University
        inner = next(i.inner for i in group if i.inner)
        group = [replace(i, inner="") for i in group]
        first = replace(group[0], outer=(inner, *first.outer))
    heads: list[tuple[str, list[str]]] = []
    for item in group:
        if heads and heads[-1][0] == item.head and item.inner and heads[-1][1]:
            heads[-1][1].append(item.inner)
        else:
            heads.append((item.head, [item.inner] if item.inner else []))
    posts = []
    for head, departments in heads:
        if head and departments:
            subject = head.startswith("Assistant ") and all(d in subject_names() for d in departments)
            posts.append(f"{head} {'for' if subject else 'of'} {_series([with_article(d) for d in departments])}")
        else:
            posts.append(head or _series(departments))
    title = _series([p for p in posts if p])
    plain = not any(item.inner for item in group)
    if not plain and first.kind == "place" and not first.outer and first.owner and len(posts) == 1:
        return f"{title} of {first.owner}"  # Secretary of the Party Branch of Liangjiahe Village
    of = (
        plain
        and first.owner
        and title
        and (first.kind in ("level", "place") or (len(group) == 1 and first.join == "of"))
    )
    chain = [*first.outer, first.owner] if first.owner else list(first.outer)
    if of:
        name = first.owner if first.kind == "place" else with_article(first.owner)
        return f"{title} of {name}"
    return ", ".join(x for x in (title, *chain) if x)
