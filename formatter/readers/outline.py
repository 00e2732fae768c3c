"""Understand lines as speeches: the likeliest sequence of roles, by the evidence of each line and of its neighbours.

Every line can play one of the roles in ``Role``. evidence.py gives points for each; the table ``FOLLOWS`` says which
role may follow which and what that costs. The best sequence is found exactly (Viterbi), twice: the second time the
lines that are set alike (indent, bold, blank line before) count as evidence for each other, since a file is set in one
way throughout. A line that a small change of evidence would turn into something else is reported, not guessed silently.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, auto

from formatter.language.script import count_han
from formatter.readers import evidence as ev
from formatter.readers.evidence import Evidence, Reasons
from formatter.readers.lines import SourceLine, usual_blanks


class Role(IntEnum):
    SESSION = 0
    WHEN = auto()  # date and place of a session
    NUMBER = auto()  # the number of a speech on a line of its own
    TITLE = auto()  # a title with no speaker before it
    ASIDE = auto()  # a note or date between title and speaker
    SPEAKER = auto()  # after the title
    FIRST_SPEAKER = auto()  # before the title
    LATER_TITLE = auto()  # after the speaker
    TALK = auto()  # speaker: first paragraph
    POST_LINE = auto()  # affiliation and post of the speaker whom the title's line named
    HEADLINE = auto()  # speaker and title on one line
    BODY = auto()
    HEADING = auto()
    NOTE = auto()
    BODY_UNSIGNED = auto()  # the same three in a speech that has no speaker yet
    HEADING_UNSIGNED = auto()
    NOTE_UNSIGNED = auto()
    SIGNATURE = auto()  # the speaker, after the text
    OUTSIDE = auto()  # text before the first speech or under a session heading


R = Role
WEIGH: dict[Role, ev.Weigh] = {
    R.SESSION: ev.weigh_session,
    R.WHEN: ev.weigh_when,
    R.NUMBER: ev.weigh_number,
    R.TITLE: ev.weigh_title,
    R.ASIDE: ev.weigh_note,
    R.SPEAKER: ev.weigh_speaker,
    R.FIRST_SPEAKER: ev.weigh_speaker,
    R.LATER_TITLE: ev.weigh_title,
    R.TALK: ev.weigh_talk,
    R.HEADLINE: ev.weigh_headline,
    R.POST_LINE: ev.weigh_post_line,
    R.BODY: ev.weigh_body,
    R.HEADING: ev.weigh_heading,
    R.NOTE: ev.weigh_note,
    R.BODY_UNSIGNED: ev.weigh_body,
    R.HEADING_UNSIGNED: ev.weigh_heading,
    R.NOTE_UNSIGNED: ev.weigh_note_unsigned,
    R.SIGNATURE: ev.weigh_signature,
    R.OUTSIDE: ev.weigh_outside,
}

# What a person would call the role; two roles of one kind are no different reading.
KIND: dict[Role, str] = {
    R.SESSION: "session heading",
    R.WHEN: "date and place",
    R.NUMBER: "number",
    R.TITLE: "title",
    R.LATER_TITLE: "title",
    R.ASIDE: "note",
    R.NOTE: "note",
    R.NOTE_UNSIGNED: "note",
    R.SPEAKER: "speaker",
    R.FIRST_SPEAKER: "speaker",
    R.SIGNATURE: "speaker",
    R.POST_LINE: "speaker",
    R.TALK: "speaker with text",
    R.HEADLINE: "speaker with title",
    R.BODY: "paragraph",
    R.BODY_UNSIGNED: "paragraph",
    R.HEADING: "subheading",
    R.HEADING_UNSIGNED: "subheading",
    R.OUTSIDE: "text outside any speech",
}

Cost = tuple[float, float]  # points if the lines follow each other directly, and across a gap


def _new_speech(direct: float, gap: float) -> dict[Role, Cost]:
    """The ways in which a speech can begin; one that begins without a title is the rarest."""
    return {
        R.SESSION: (direct, gap),
        R.NUMBER: (direct, gap),
        R.TITLE: (direct, gap),
        R.FIRST_SPEAKER: (direct - 0.5, gap - 0.5),
        R.HEADLINE: (direct - 0.7, gap - 0.7),
        R.TALK: (direct - 4.0, gap - 4.0),
    }


_INSIDE: dict[Role, Cost] = {R.BODY: (0, -0.5), R.HEADING: (-0.3, -0.3), R.NOTE: (0, 0), **_new_speech(-2.5, 0)}
_INSIDE_UNSIGNED: dict[Role, Cost] = {
    R.BODY_UNSIGNED: (0, -0.5),
    R.HEADING_UNSIGNED: (-0.3, -0.3),
    R.NOTE_UNSIGNED: (0, 0),
    R.SIGNATURE: (3.0, 1.0),  # it makes good what the head cost without a speaker
    **_new_speech(-2.5, 0),
}
_BARE = _new_speech(-7, -6)  # a new speech right after the head of another, which then has no text
START: dict[Role, float] = {
    **{role: cost[1] for role, cost in _new_speech(0, 0).items()},
    R.WHEN: -1.0,
    R.OUTSIDE: -4.0,
    R.BODY_UNSIGNED: -8.0,  # only where a label says 正文：
}
FOLLOWS: dict[Role, dict[Role, Cost]] = {
    R.SESSION: {**_new_speech(0, 0), R.SESSION: (-0.5, -0.5), R.WHEN: (0, 0), R.OUTSIDE: (-3.5, -3.5), R.BODY_UNSIGNED: (-8, -8)},
    R.WHEN: {**_new_speech(0, 0), R.SESSION: (-1, -1), R.WHEN: (0, 0), R.OUTSIDE: (-3.5, -3.5), R.BODY_UNSIGNED: (-8, -8)},
    R.OUTSIDE: {**_new_speech(-2, 0), R.OUTSIDE: (0, 0), R.BODY_UNSIGNED: (-8, -8)},
    R.NUMBER: {R.TITLE: (0, 0), R.FIRST_SPEAKER: (-0.3, -0.3), R.HEADLINE: (-0.3, -0.3), R.TALK: (-2, -2)},
    R.TITLE: {
        R.TITLE: (-0.7, -2.5),
        R.SPEAKER: (0, -0.5),
        R.TALK: (-0.3, -0.5),
        R.ASIDE: (-0.3, -0.5),
        R.BODY_UNSIGNED: (-3.5, -3),
        R.HEADING_UNSIGNED: (-5, -5),
        **{role: cost for role, cost in _BARE.items() if role not in (R.TITLE, R.TALK)},
    },
    R.ASIDE: {R.ASIDE: (-0.5, -0.5), R.TITLE: (-1.5, -2.5), R.SPEAKER: (0, -0.5), R.TALK: (-0.3, -0.5), R.BODY_UNSIGNED: (-3.5, -3)},
    R.SPEAKER: {R.SPEAKER: (-0.5, -1), R.BODY: (0, 0), R.HEADING: (-1.5, -1), R.NOTE: (0, 0), **_BARE},
    R.FIRST_SPEAKER: {
        R.FIRST_SPEAKER: (-0.5, -1),
        R.LATER_TITLE: (-0.3, -0.7),
        R.BODY: (-4, -4),
        R.NOTE: (-4, -4),
        **{role: cost for role, cost in _BARE.items() if role in (R.SESSION, R.NUMBER, R.HEADLINE)},
    },
    R.LATER_TITLE: {R.LATER_TITLE: (-0.7, -2.5), R.BODY: (0, 0), R.HEADING: (-2, -1.5), R.NOTE: (0, 0), **_BARE},
    R.HEADLINE: {R.BODY: (0, 0), R.HEADING: (-1, -1), R.NOTE: (0, 0), R.LATER_TITLE: (-1, -2.5), R.POST_LINE: (0, -0.5), **_BARE},
    R.POST_LINE: {R.BODY: (0, 0), R.HEADING: (-1, -1), R.NOTE: (0, 0), **_BARE},
    R.TALK: _INSIDE,
    R.BODY: _INSIDE,
    R.HEADING: {R.BODY: (0, 0), R.HEADING: (-0.7, -0.7), R.NOTE: (-1, -1), **_new_speech(-5, -4)},
    R.NOTE: {**_INSIDE, R.BODY: (-0.3, -0.3)},
    R.BODY_UNSIGNED: _INSIDE_UNSIGNED,
    R.HEADING_UNSIGNED: {R.BODY_UNSIGNED: (0, 0), R.HEADING_UNSIGNED: (-0.7, -0.7), R.NOTE_UNSIGNED: (-1, -1), R.SIGNATURE: (-3, -3), **_new_speech(-5, -4)},
    R.NOTE_UNSIGNED: {**_INSIDE_UNSIGNED, R.BODY_UNSIGNED: (-0.3, -0.3)},
    R.SIGNATURE: {R.SIGNATURE: (-0.5, -1), R.NOTE: (0, 0), **_new_speech(-1.5, 0)},
}
END: dict[Role, float] = {
    role: {
        R.SESSION: -3.0,
        R.WHEN: -3.0,
        R.NUMBER: -7.0,
        R.OUTSIDE: -1.0,
        R.HEADING: -4.0,
        R.HEADING_UNSIGNED: -4.0,
    }.get(role, -6.0 if role in (R.TITLE, R.ASIDE, R.SPEAKER, R.FIRST_SPEAKER, R.LATER_TITLE, R.HEADLINE, R.POST_LINE) else 0.0)
    for role in Role
}

_IMPOSSIBLE = -1e9
Table = dict[Role, dict[Role, Cost]]


def _for_untitled(follows: Table) -> Table:
    """The same table for files where most speeches have no title (round tables): the few titles are headings then."""

    def cost_of(before: Role, then: Role, cost: Cost) -> Cost:
        untitled = (then is R.TALK and before not in (R.TITLE, R.ASIDE)) or (before, then) == (R.FIRST_SPEAKER, R.BODY)
        change = 4.0 if untitled else -1.5 if then is R.TITLE else 0.0
        return cost[0] + change, cost[1] + change

    return {before: {then: cost_of(before, then, cost) for then, cost in row.items()} for before, row in follows.items()}


FOLLOWS_UNTITLED = _for_untitled(FOLLOWS)
# Where no line is a speaker, a title without one is nothing strange.
FOLLOWS_UNSIGNED: Table = {
    **FOLLOWS,
    R.TITLE: {**FOLLOWS[R.TITLE], R.BODY_UNSIGNED: (0, 0)},
    R.ASIDE: {**FOLLOWS[R.ASIDE], R.BODY_UNSIGNED: (0, 0)},
}
START_UNTITLED = {**START, R.TITLE: -1.5, R.TALK: 0.0}


@dataclass(frozen=True, slots=True)
class Reading:
    """The role that a line was given. ``margin`` is by how many points the best other reading of it loses."""

    evidence: Evidence
    role: Role
    margin: float
    other: Role | None


def _best(
    scores: Sequence[Sequence[float]], gaps: Sequence[bool], start: dict[Role, float], follows: Table
) -> tuple[list[list[float]], list[list[float]]]:
    """Best scores of all sequences up to and including, and from after, each line in each role."""
    count = len(scores)
    predecessors = {
        role: tuple((before, row[role]) for before, row in follows.items() if role in row) for role in Role
    }
    forward = [[_IMPOSSIBLE] * len(Role) for _ in range(count)]
    for role in Role:
        forward[0][role] = start.get(role, _IMPOSSIBLE) + scores[0][role]
    for at in range(1, count):
        gap, previous, here = int(gaps[at]), forward[at - 1], forward[at]
        for role in Role:
            best = max((previous[before] + cost[gap] for before, cost in predecessors[role]), default=_IMPOSSIBLE)
            here[role] = best + scores[at][role]
    backward = [[_IMPOSSIBLE] * len(Role) for _ in range(count)]
    for role in Role:
        backward[-1][role] = END[role]
    for at in range(count - 2, -1, -1):
        gap, after, here = int(gaps[at + 1]), backward[at + 1], backward[at]
        for role in Role:
            here[role] = max(
                (after[then] + cost[gap] + scores[at + 1][then] for then, cost in follows[role].items()), default=_IMPOSSIBLE
            )
    return forward, backward


def _decide(
    lines: Sequence[Evidence], scores: Sequence[Sequence[float]], start: dict[Role, float] = START, follows: Table = FOLLOWS
) -> tuple[Reading, ...]:
    gaps = [line.gap for line in lines]
    forward, backward = _best(scores, gaps, start, follows)
    roles: list[Role] = []
    for at in range(len(lines)):
        if roles:
            gap = int(gaps[at])
            choices = [(cost[gap] + scores[at][role] + backward[at][role], role) for role, cost in follows[roles[-1]].items()]
        else:
            choices = [(forward[0][role] + backward[0][role], role) for role in start]
        roles.append(max(choices)[1])
    out = []
    for at, role in enumerate(roles):
        through = [(forward[at][r] + backward[at][r], r) for r in Role]
        best = through[role][0]
        other = max((t for t in through if KIND[t[1]] != KIND[role]), default=(_IMPOSSIBLE, None))
        out.append(Reading(lines[at], role, best - other[0], other[1]))
    return tuple(out)


# --- Lines that are set alike ------------------------------------------------------------------------------

_STYLED = {"title", "speaker", "paragraph", "session heading", "subheading", "speaker with text", "speaker with title"}
_SWAY = 2.0  # points at most that a file's own way of setting can add or take


def _features(e: Evidence) -> tuple[tuple[str, object], ...]:
    line = e.line
    return (
        ("indent", min(line.indent, 8)),
        ("bold", line.bold),
        ("align", line.align),
        ("level", line.level),
        ("large", line.large),
        ("gap", e.gap),
        ("number", bool(e.number)),
        ("colon", line.text[-1:] in "：:"),
        ("speaker before a colon", e.inline_speaker.score >= 2),
    )


def _set_alike(readings: Sequence[Reading]) -> dict[tuple[str, tuple[str, object]], float]:
    """Points for a role from each way of setting: how much more often that role is set so than the file's lines are."""
    by_kind: Counter[str] = Counter()
    by_feature: Counter[tuple[str, object]] = Counter()
    both: Counter[tuple[str, tuple[str, object]]] = Counter()
    for reading in readings:
        kind = KIND[reading.role]
        by_kind[kind] += 1
        for feature in _features(reading.evidence):
            by_feature[feature] += 1
            both[kind, feature] += 1
    points = {}
    for kind in _STYLED & set(by_kind):
        trust = by_kind[kind] / (by_kind[kind] + 2)  # one title says little about titles
        for feature, count in by_feature.items():
            here = (both[kind, feature] + 0.5) / (by_kind[kind] + 1)
            usual = (count + 0.5) / (len(readings) + 1)
            points[kind, feature] = max(-_SWAY, min(_SWAY, math.log(here / usual))) * trust * 0.6
    return points


def read_roles(lines: Sequence[SourceLine]) -> tuple[Reading, ...]:
    """Give each line its role. Lines must not be blank."""
    if not lines:
        return ()
    usual = usual_blanks(lines)
    gaps = [line.blanks > usual for line in lines] + [True]
    evidence = [
        Evidence(line, gaps[at], gaps[at + 1], at == 0, at > 0 and _twins(lines[at - 1], line)) for at, line in enumerate(lines)
    ]
    scores = [_weigh_all(e) for e in evidence]
    first = _decide(evidence, scores)
    if (tables := _tables_for(first)) != (START, FOLLOWS):
        first = _decide(evidence, scores, *tables)
    points = _set_alike(first)
    swayed = [
        [
            score + max(-3.0, min(3.0, sum(points.get((KIND[role], f), 0.0) for f in _features(e))))
            for role, score in zip(Role, row, strict=True)
        ]
        for e, row in zip(evidence, scores, strict=True)
    ]
    return _decide(evidence, swayed, *tables)


def _tables_for(readings: Sequence[Reading]) -> tuple[dict[Role, float], Table]:
    """Choose what may follow what by what a first look at the file found."""
    if _mostly_untitled(readings):
        return START_UNTITLED, FOLLOWS_UNTITLED
    if not any(KIND[reading.role].startswith("speaker") for reading in readings):
        return START, FOLLOWS_UNSIGNED
    return START, FOLLOWS


def _weigh_all(e: Evidence) -> list[float]:
    """Points of a line for every role; roles that share a function are weighed once."""
    points = {weigh: ev.total(weigh(e)) for weigh in set(WEIGH.values())}
    return [points[WEIGH[role]] for role in Role]


def _twins(above: SourceLine, line: SourceLine) -> bool:
    """Two lines that are set as the halves of one title."""
    size, other = count_han(line.text), count_han(above.text)
    return 3 <= size <= 18 and abs(size - other) <= 1 and line.blanks == 0 and line.indent == above.indent


def _mostly_untitled(readings: Sequence[Reading]) -> bool:
    roles = [reading.role for reading in readings]
    talks = sum(
        role is R.TALK or (role is R.FIRST_SPEAKER and then is R.BODY) for role, then in zip(roles, [*roles[1:], None], strict=True)
    )
    titles = sum(role in (R.TITLE, R.LATER_TITLE, R.HEADLINE) for role in roles)
    return talks >= 2 and talks > titles


def explain(reading: Reading) -> Reasons:
    """What speaks for and against the role that a line was given, the weightiest first."""
    reasons = WEIGH[reading.role](reading.evidence)
    return sorted(reasons, key=lambda reason: -abs(reason[1]))
