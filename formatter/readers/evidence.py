"""What a line could be, in points of evidence for each role. The outline weighs them against the lines around it.

A score is a sum of named reasons, so that a doubtful line can be shown with what speaks for it. Points are
comparable between roles: 3 points for one role are as strong as 3 for another.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from formatter.language.script import HAN_CLASS, count_han, to_simplified
from formatter.readers.facts import ends_in_body, ends_in_post, names_a_body
from formatter.readers.fields import Field, FieldKind, read_fields
from formatter.readers.lines import SourceLine
from formatter.readers.patterns import (
    BARE_NUMBER,
    CLOSING,
    CREDIT,
    HALVES,
    LEGAL_BODY,
    MODERATOR,
    NOTE,
    NUMBER,
    SALUTATION,
    SECTION,
    SERIES,
    SESSION_END,
    SESSION_START,
    SPEECH_WORD,
    ends_sentence,
    read_when,
)
from formatter.readers.speakers import SpeakerReading, read_signature, read_speaker, says_author
from formatter.readers.titles import split_title

Reasons = list[tuple[str, float]]

def _ends_in_post(text: str) -> bool:
    return ends_in_post(text) and names_a_body(text)


@dataclass(frozen=True)
class Evidence:
    """A line with everything that its text says about it, worked out once."""

    line: SourceLine
    gap: bool = False  # more blank lines before it than this file usually sets
    gap_after: bool = False
    first: bool = False  # the first line of its file
    twin: bool = False  # short, and as long as the line above, to which no blank line parts it

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        return read_fields(self.line.text) or (read_fields(self.line.text[len(self.number) :].strip()) if self.number else ())

    @property
    def kind(self) -> FieldKind | None:
        return self.fields[0].kind if self.fields else None

    @cached_property
    def number(self) -> str:
        """The number before the text, as written with its mark; "" if there is none or the line is a date."""
        match = NUMBER.match(self.plain_line)
        return self.line.text[: match.end()] if match and not self.is_when else ""

    @cached_property
    def text(self) -> str:
        """The text behind its number or label."""
        if self.fields:
            return self.fields[0].value
        return self.line.text[len(self.number) :].strip()

    @cached_property
    def plain(self) -> str:
        """The text in simplified characters: what the patterns below look at. Offsets are those of the text."""
        return to_simplified(self.text)

    @cached_property
    def plain_line(self) -> str:
        return to_simplified(self.line.text)

    @cached_property
    def size(self) -> int:
        """Length in hanzi, a Latin word or figure counting as one."""
        return count_han(self.text) + len(re.findall(r"[A-Za-z]+|\d+", self.text))

    @cached_property
    def speaker(self) -> SpeakerReading:
        return read_speaker(self.text)

    @cached_property
    def is_name_and_colon(self) -> bool:
        people = self.speaker.people
        return self.text.endswith(("：", ":")) and not SALUTATION.match(self.plain) and self.speaker.sure_name and self.speaker.score >= 2.5 and all(p.name for p in people)

    @cached_property
    def is_section(self) -> bool:
        """The line is the name of a part of a programme (主旨发言, 【圆桌对话】) and nothing else."""
        return SECTION.fullmatch(" ".join(split_title(self.plain_line))) is not None

    @cached_property
    def is_when(self) -> bool:
        return read_when(self.line.text) is not None

    @cached_property
    def colon(self) -> int:
        """Where a speaker line with text behind it on the same line ends (offset of its colon in ``text``), or -1."""
        match = re.match(r"[^：:。！？]{2,60}?[：:](?=\s*\S)", self.text)
        return match.end() - 1 if match else -1

    @cached_property
    def inline_speaker(self) -> SpeakerReading:
        return read_speaker(self.text[: self.colon + 1] if self.colon >= 0 else "")

    @cached_property
    def headline(self) -> tuple[str, SpeakerReading] | None:
        """Title and speaker, if the line holds both: 张明：走好新路, 走好新路（某大学教授 张明）, 走好新路　　张　明."""
        if self.fields or self.size > 60:
            return None
        if self.inline_speaker.score >= 2 and any(p.name for p in self.inline_speaker.people):
            return self.text[self.colon + 1 :].strip(), self.inline_speaker
        if match := re.fullmatch(r"(.{4,40}?)\s*[（(]([^（()）]{2,60})[)）]", self.text):
            inner = read_speaker(match[2])
            if inner.score >= 3 and any(p.name for p in inner.people) and read_speaker(match[1]).score < 2:
                return match[1], inner
        if match := re.fullmatch(r"(.{4,40}?)(?:\s{2,}|[\u3000\u00a0\t])(\S{2,4}|\S\s{1,4}\S)", self.text):
            inner = read_speaker(match[2])
            if inner.sure_name and inner.people and inner.people[0].name and not ends_in_post(match[1]) and not ends_in_body(match[1]):
                return match[1], inner
        return None

    @cached_property
    def inline(self) -> Evidence:
        """What stands behind the colon, as a line of its own."""
        place = self.line
        rest = self.text[self.colon + 1 :].strip()
        return Evidence(SourceLine(rest, place.span, place.indent, 0, 0, place.bold, place.align))


# --- Points for each role ----------------------------------------------------------------------------------


def _setting(e: Evidence, level: float, bold: float, centred: float, large: float) -> Reasons:
    reasons: Reasons = []
    if e.line.level:
        reasons.append(("a heading style", level))
    if e.line.bold:
        reasons.append(("bold", bold))
    if e.line.align == "center":
        reasons.append(("centred", centred))
    if e.line.large and not e.line.level:
        reasons.append(("larger than the text", large))
    return reasons


def weigh_title(e: Evidence) -> Reasons:
    if e.fields:
        return [("its label", 12.0 if e.kind is FieldKind.TITLE else -20.0)]
    text, reasons = e.plain, [("a line", 1.0)]
    reasons += _setting(e, 4.0, 1.0, 1.5, 2.5)
    if e.size < 2:
        reasons.append(("too short", -3.0))
    if e.size > 30:
        reasons.append(("long", -(e.size - 30) * 0.2))
    bare = text.rstrip("”’」』）)\"'")
    if bare.endswith(("。", "；", ";", "，", ",", "、")):
        reasons.append(("it ends like a sentence", -5.0))
    elif bare.endswith(("：", ":")):
        reasons.append(("it ends in a colon", -4.0))
    elif bare.endswith(tuple("！!？?…")):
        reasons.append(("it ends in a mark", -1.0))
    inner = len(re.findall("[。；]", bare[:-1]))
    if inner:
        reasons.append(("full stops inside", -1.5 * inner))
    halves = [h for h in HALVES.split(text) if h]
    if 2 <= len(halves) <= 3 and all(3 <= count_han(h) <= 16 for h in halves) and max(map(len, halves)) - min(map(len, halves)) <= 3:
        reasons.append(("balanced halves", 2.0))
    if e.number:
        reasons.append(("numbered", 0.5))
    if e.twin:
        reasons.append(("as long as the line above", 1.0))
    if e.is_section:
        reasons.append(("it names a part of a programme", 1.0))
    elif SPEECH_WORD.search(text):
        reasons.append(("it names a kind of speech", 2.5))
    if SALUTATION.match(text) and e.size < 40:
        reasons.append(("a salutation", -6.0))
    if CLOSING.search(text) and ends_sentence(text):
        reasons.append(("words of thanks", -6.0))
    if SERIES.match(text):
        reasons.append(("it goes on with a thought", -2.0))
    if e.is_when:
        reasons.append(("a date", -6.0))
    if NOTE.search(text) and re.match("[（(【]", text):
        reasons.append(("a note", -4.0))
    elif re.fullmatch("[（(][^（()）]*[)）]", text):
        reasons.append(("brackets around the line", -2.0))
    if e.speaker.score > 0:
        reasons.append(("it looks like a speaker", -0.6 * e.speaker.score))
    if e.size > 4 and ends_in_body(text):
        reasons.append(("it ends like an organisation", -1.5 if LEGAL_BODY.search(text) else -0.7))
    if _ends_in_post(text):
        reasons.append(("it ends in a post", -1.0))
    if e.size < 45 and SESSION_END.search(text) and not re.search("上的|——", text):
        reasons.append(("it ends in the name of an event", -1.0))
    if text.startswith(("——", "—", "--")):
        reasons.append(("a dash before it", 0.3))
    return reasons


def weigh_speaker(e: Evidence) -> Reasons:
    if e.fields:
        labelled = e.kind in (FieldKind.SPEAKER, FieldKind.BODY_AND_POST)
        return [("its label", 12.0 if labelled else -20.0)]
    if not e.speaker.people or MODERATOR.match(e.plain) or SALUTATION.match(e.plain):
        return [("nothing of a speaker", -20.0)]
    reasons: Reasons = [(reason, 0.0) for reason in e.speaker.reasons]
    reasons.append(("as a whole", min(e.speaker.score, 7.0)))
    reasons += _setting(e, -1.5, 0.3, 0.5, 0.0)
    if e.is_name_and_colon:
        reasons.append(("a name and a colon", 2.5))
    if re.match("(?:本报|本刊|本社|本网)?记者", e.plain):
        reasons.append(("a reporter's byline", -5.0))
    if e.line.align == "right":
        reasons.append(("set to the right", 1.0))
    if e.is_when:
        reasons.append(("a date", -6.0))
    if SPEECH_WORD.search(e.plain):
        reasons.append(("it names a kind of speech", -2.0))
    return reasons


def weigh_post_line(e: Evidence) -> Reasons:
    """What stands beside a name that was given before: no name of its own."""
    if any(person.name for person in e.speaker.people) and not e.fields:
        return [("a name of its own", -20.0)]
    return weigh_speaker(e)


def weigh_body(e: Evidence) -> Reasons:
    if e.fields:
        return [("its label", 12.0 if e.kind is FieldKind.TEXT else -6.0)]
    text, reasons = e.plain_line, [("a line", 0.0)]
    if e.line.place == "table":
        reasons.append(("a row of a table", 2.0))
    reasons += _setting(e, -5.0, -0.7, -1.0, -2.0)
    if e.size >= 45:
        reasons.append(("long", 4.0))
    elif e.size >= 25:
        reasons.append(("rather long", 2.0))
    if SALUTATION.match(text) and text.endswith((*"：:！!，,。", "好")):
        reasons.append(("a salutation", 6.0))
    elif ends_sentence(text):
        reasons.append(("it ends like a sentence", 3.0 if text.rstrip("”’」』）)")[-1:] == "。" else 2.0))
    elif text.endswith(("：", ":", "；", ";", "，", ",")):
        reasons.append(("it ends in a mark", 1.5))
    elif e.size < 25:
        reasons.append(("short without a mark at its end", -3.0))
    elif e.size < 45:
        reasons.append(("no mark at its end", -1.0))
    if CLOSING.search(text) and ends_sentence(text):
        reasons.append(("words of thanks", 3.0))
    if re.search("[，。；、]", text[:-1]):
        reasons.append(("marks inside", 0.7))
    if SERIES.match(text):
        reasons.append(("it goes on with a thought", 1.0))
    if e.speaker.score > 0:
        reasons.append(("it looks like a speaker", -0.5 * min(e.speaker.score, 7.0)))
    if _ends_in_post(text):
        reasons.append(("it ends in a post", -1.5))
    if e.is_name_and_colon:
        reasons.append(("a name and a colon", -3.0))
    if e.inline_speaker.score >= 2:
        reasons.append(("a speaker before a colon", -0.5 * min(e.inline_speaker.score, 7.0)))
    if e.line.align == "right":
        reasons.append(("set to the right", -1.5))
    if e.is_when:
        reasons.append(("a date", -2.0))
    return reasons


def weigh_heading(e: Evidence) -> Reasons:
    """A subheading inside a speech."""
    if e.fields:
        return [("a label", -20.0)]
    reasons: Reasons = [("a line", -0.8), *_setting(e, 3.0, 1.5, 0.5, 0.5)]
    if e.line.place == "table":
        reasons.append(("a row of a table", -2.0))
    text = e.plain
    if ends_sentence(text) or text.endswith(tuple("：:；;，,、")):
        reasons.append(("it ends like a sentence", -2.5 if text[-1] in "。；;，,、" else -1.5))
    elif e.size <= 25:
        reasons.append(("short without a mark at its end", 1.5))
    if e.number:
        reasons.append(("numbered", 2.0))
    if e.size > 32:
        reasons.append(("long", -(e.size - 32) * 0.2))
    if e.speaker.score > 0:
        reasons.append(("it looks like a speaker", -e.speaker.score))
    if _ends_in_post(text):
        reasons.append(("it ends in a post", -1.5))
    if e.inline_speaker.score >= 2:
        reasons.append(("a speaker before a colon", -min(e.inline_speaker.score, 7.0)))
    if e.is_when:
        reasons.append(("a date", -5.0))
    if SALUTATION.match(text):
        reasons.append(("a salutation", -5.0))
    return reasons


def weigh_note(e: Evidence) -> Reasons:
    """A note by the editors of the source, a date under a speech, a credit."""
    text = e.plain_line
    if e.kind in (FieldKind.DATE, FieldKind.PLACE):
        return [("its label", 3.0)]
    if e.fields:
        return [("a label", -20.0)]
    if (credit := CREDIT.fullmatch(text)) and (read_speaker(credit[1]).score > 0 or len(credit[1]) <= 8):
        return [("an editors' credit", 6.0)]
    bracketed = re.fullmatch(r"[（(\[].*[)）\]]", text) is not None
    framed = bracketed or re.fullmatch("【.*】", text) is not None
    if e.is_when:
        return [("a date", 5.0)]
    if NOTE.search(text) and (framed or (e.size < 40 and not SESSION_END.search(text))):
        return [("the words of an editor's note", 7.0 if framed else 4.0)]
    if says_author(e.line.text):
        return [("it says who the author is", 4.0)]
    if bracketed and e.size < 40:
        return [("brackets around the line", 0.0 if ends_in_post(e.text.strip("（）()")) else 2.0)]
    if (moderator := MODERATOR.match(text)) and read_speaker(e.line.text[moderator.end() :]).score > 0:
        return [("the moderator", 4.0)]  # who it was; what the moderator said is text
    if re.match(r"(?:注|注释|编者按|编者注|編者按|主持人语|[*＊※])\s*[：:]", text):
        return [("an editors' label", 6.0)]
    return [("no note's words", -6.0)]


def weigh_note_unsigned(e: Evidence) -> Reasons:
    """The same in a speech that has no speaker yet: a line that says who spoke is more than a note there."""
    return [(why, 0.0 if why == "it says who the author is" else points) for why, points in weigh_note(e)]


_TITLES_ONLY = ("it names a kind of speech", "it ends in the name of an event", "it names a part of a programme")


def weigh_session(e: Evidence) -> Reasons:
    if e.fields:
        return [("its label", 12.0 if e.kind is FieldKind.SESSION else -20.0)]
    reasons = [(why, points) for why, points in weigh_title(e) if why not in _TITLES_ONLY]
    reasons.append(("a session is rarer than a title", -2.0))
    if e.line.level == 1:
        reasons.append(("the highest heading style", 1.0))
    if e.gap_after and (e.gap or e.first):
        reasons.append(("space above and below", 1.5))
    if e.is_section:
        reasons.append(("it names a part of a programme", 4.0))
    elif SESSION_START.search(e.plain_line):
        reasons.append(("it numbers or names a session", 4.0))
    elif e.size < 45 and SESSION_END.search(e.plain_line):
        reasons.append(("it ends in the name of an event", 3.5 if not SPEECH_WORD.match(e.plain_line) else 1.0))
    if re.search("上的(?:致辞|讲话|演讲|发言|报告)|——在|^在", e.plain_line):
        reasons.append(("a speech given at an event", -4.0))
    return reasons


def weigh_when(e: Evidence) -> Reasons:
    """Date and place of a session."""
    if e.kind in (FieldKind.DATE, FieldKind.PLACE):
        return [("its label", 10.0)]
    if e.fields:
        return [("a label", -20.0)]
    if e.is_when:
        return [("a date", 6.0)]
    text = e.plain_line
    if re.fullmatch(rf"[（(]?(?:中国\s*[·•])?[{HAN_CLASS}·•\s]{{2,16}}[)）]?", text) and re.search("[·•]|[市省县区州]$|会议中心|会展中心|国际中心|酒店|宾馆|会堂|礼堂|厅$", text):
        return [("a place", 2.5)]
    return [("neither date nor place", -20.0)]


def weigh_number(e: Evidence) -> Reasons:
    number = BARE_NUMBER.fullmatch(e.plain_line) or NUMBER.fullmatch(e.plain_line)
    return [("nothing but a number", 5.0)] if number else [("not a number", -20.0)]


def weigh_signature(e: Evidence) -> Reasons:
    """Who spoke, at the end of the speech."""
    if e.fields:
        return weigh_speaker(e)
    if e.number:
        return [("a number before it", -20.0)]
    found = read_signature(e.line.text)
    if not found.people:
        return [("nothing of a speaker", -20.0)]
    named = any(person.name for person in found.people)
    return [*((reason, 0.0) for reason in found.reasons), ("as a whole", min(found.score, 7.0 if named else 2.5))]


def _weigh_inline(e: Evidence) -> Reasons:
    reading = e.inline_speaker
    if e.fields or e.colon < 0 or reading.score < 2 or not any(p.name for p in reading.people):
        return [("no speaker before a colon", -20.0)]
    reasons: Reasons = [("a speaker before a colon", min(reading.score, 7.0))]
    if not any(p.line for p in reading.people):
        reasons.append(("only a name before the colon", -1.0))
    return reasons


def weigh_talk(e: Evidence) -> Reasons:
    """A speaker and, behind a colon, the first paragraph."""
    return [*_weigh_inline(e), *weigh_body(e.inline)]


def weigh_headline(e: Evidence) -> Reasons:
    """A title and its speaker on one line."""
    if e.headline is None:
        return [("not both title and speaker", -20.0)]
    title, reading = e.headline
    reasons: Reasons = [("a speaker on the title's line", min(reading.score, 7.0))]
    if not any(person.line for person in reading.people):
        reasons.append(("only a name", -1.0))
    return [*reasons, *weigh_title(Evidence(replace(e.line, text=title)))]


def weigh_outside(e: Evidence) -> Reasons:
    """Text before the first speech that is neither heading nor date."""
    if e.fields:
        return [("a label", -8.0)]
    note = weigh_note(e)
    return note if total(note) > 3 else weigh_body(e)


Weigh = Callable[[Evidence], Reasons]


def total(reasons: Reasons) -> float:
    return sum(points for _, points in reasons)
