"""The people of a volume: their names, and the lines that say who they are, composed by grammar.

Sources in order: for a name, the people's rows of the glossary, then the spelling that stands beside it in the source
(约翰·史密斯（John Smith）), then romanisation by GB/T 28039-2011; for a line, approved
wording, then the grammar of language/titles over the glossary. A part that nothing knows goes to the engine and is
flagged with the words to add.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from formatter.diagnostics import Diagnostic, Outcome, diagnostic
from formatter.language.names import romanise_name
from formatter.language.places import country_in_english, parse_place, place_in_english
from formatter.language.script import has_han, to_simplified
from formatter.language.titles import LinePart, SpeakerLine, compose_speaker_line
from formatter.model import (
    Bilingual,
    Constraint,
    Origin,
    Segment,
    SegmentKind,
    Speaker,
    Speech,
    Term,
    TermKind,
    TranslatedSpeaker,
    Translation,
)
from formatter.progress import Progress
from formatter.translate.constraints import People, find_constraints, row_name
from formatter.translate.resources import Resources
from formatter.translate.run import Request, find_approved, is_editors
from formatter.translate.verify import verify

Translate = Callable[[Sequence[Request], Progress | None], Outcome[tuple[Translation, ...]]]
NAME_RULE, LINE_RULE, SOURCE_RULE = "rule:name", "rule:speaker-line", "rule:name-in-source"


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's English name with what supplied it, a row or a rule."""

    zh: str
    en: str
    sort_key: str
    origin: Origin
    required_by: str


def name_people(speeches: Sequence[Speech], resources: Resources) -> Outcome[dict[str, PersonName]]:
    """Name every speaker once, the same everywhere in the volume."""
    names: dict[str, PersonName] = {}
    found: list[Diagnostic] = []
    spelled = {s.name: s.original for speech in speeches for s in speech.speakers if s.original}
    for speaker in (s for speech in speeches for s in speech.speakers):
        if speaker.name in names:
            continue
        row = _person_row(speaker.name, resources)
        romanised = romanise_name(speaker.name)
        if row:
            names[speaker.name] = PersonName(speaker.name, row.en, romanised.text, Origin.GLOSSARY, row_name(row.span))
            continue
        if own := spelled.get(speaker.name):
            names[speaker.name] = PersonName(speaker.name, own, romanised.text, Origin.GRAMMAR, SOURCE_RULE)
            continue
        names[speaker.name] = PersonName(speaker.name, romanised.text, romanised.text, Origin.GRAMMAR, NAME_RULE)
        people_of = _written_in_han(speaker)
        if people_of:
            found.append(
                diagnostic(
                    "name-uncertain",
                    speaker.span,
                    f"{speaker.name} is written {romanised.text}, as Chinese is read, but the line says {people_of}",
                    f"ask how the speaker spells it; add {speaker.name} with its English to the glossary, kind person",
                )
            )
        elif not romanised.certain:
            found.append(
                diagnostic(
                    "name-uncertain",
                    speaker.span,
                    f"{speaker.name} is written {romanised.text}, by rule alone: {romanised.note}",
                    f"add {speaker.name} with its English to the glossary, kind person",
                )
            )
    return Outcome(names, tuple(found))


_HAN_NAMES = re.compile(
    "韩国|大韩民国|朝鲜(?!族)|越南|日本|新加坡|马来西亚|首尔|釜山|河内|胡志明市|东京|大阪|京都|横滨"
)
# Not the speaker's own country: what a Chinese body deals with, or where it sends somebody.
_ABOUT = re.compile(
    f"(?:驻|对|中国|中华|中日|中韩|中越)(?:{_HAN_NAMES.pattern})|(?:{_HAN_NAMES.pattern})(?:研究|问题|语|学|系|频道|分社|记者站|分公司|办事处)"
)


def _written_in_han(speaker: Speaker) -> str:
    """The word of the line that says the name may be Korean, Vietnamese or Japanese, which Pinyin would misspell."""
    match = _HAN_NAMES.search(_ABOUT.sub("", to_simplified(speaker.line)))
    return match.group() if match and has_han(speaker.name) else ""


def pair_names(names: Mapping[str, PersonName]) -> People:
    return tuple((to_simplified(n.zh), n.en) for n in names.values())


def _person_row(name: str, resources: Resources) -> Term | None:
    rows = resources.matcher.rows_for(name) if resources.matcher else ()
    return next((row for row in rows if row.kind is TermKind.PERSON), None)


@dataclass(frozen=True, slots=True)
class TranslatedLine:
    """A speaker line with its parts, where the grammar could tell them apart."""

    translation: Translation
    parts: SpeakerLine


def translate_lines(
    requests: Sequence[Request], resources: Resources, spelling: str, translate: Translate
) -> Outcome[dict[str, TranslatedLine]]:
    """Translate speaker lines, by segment id. ``translate`` gives the engine's English of unknown parts."""
    found: list[Diagnostic] = []

    lookup = line_lookup(resources)
    lines = {r.segment.text: compose_speaker_line(r.segment.text, lookup, spelling) for r in requests}
    unknown = _translate_unknown(requests, lines, translate)
    done = {}
    for request in requests:
        segment = request.segment
        line = lines[segment.text]
        approved = find_approved(request, resources, spelling)
        found += approved.diagnostics
        if line.unknown and not approved.value:
            found += [
                diagnostic(
                    "position-unknown", segment.span, f"“{part.zh}” in the speaker line is in no glossary", part.hint
                )
                for part in line.unknown
            ]
            line = compose_speaker_line(segment.text, lambda zh: lookup(zh) or unknown.get(zh), spelling)
        done[segment.id] = TranslatedLine(approved.value or _composed(request, line, resources), line)
        if done[segment.id].translation.origin is Origin.UNTRANSLATED:
            missing = [part.zh for part in line.unknown if has_han(part.zh)] or [segment.text]
            found.append(
                diagnostic(
                    "untranslated",
                    segment.span,
                    f"no English for {', '.join(f'“{zh}”' for zh in missing)} in the speaker line",
                    f"add {', '.join(missing)} and the English to the glossary; the rest of the line is translated"
                    if done[segment.id].translation.en
                    else "add its parts to the glossary",
                )
            )
    return Outcome(done, tuple(found))


def line_lookup(resources: Resources) -> Callable[[str], str | None]:
    """What the glossary calls a body or a post in a speaker line."""

    def lookup(zh: str) -> str | None:
        row = _line_row(zh, resources)
        return _capital(row) if row else None

    return lookup


def _capital(row: Term) -> str:
    """A body's built-in name as a line has it: government of the … is for running text."""
    return row.en[:1].upper() + row.en[1:] if row.base else row.en


def _line_row(zh: str, resources: Resources) -> Term | None:
    """The row that names a body or post in a speaker line.

    Of rows without such a kind only names count (News Center, not publicity). Places are the grammar's own business:
    武汉 must not break 武汉市委.
    """
    for row in resources.matcher.rows_for(zh) if resources.matcher else ():
        if row.base and row.kind is TermKind.ACRONYM and not row.en[:1].isupper():
            continue  # 信息通信技术 is no body
        if row.kind in (TermKind.ORGANISATION, TermKind.POSITION, TermKind.ACRONYM):
            return row
        if row.kind is TermKind.PLACE and not row.base and not parse_place(zh) and not country_in_english(zh):
            return row  # a city of another country: 杜伊斯堡
        if row.kind is TermKind.TERM and not row.base and row.en[:1].isupper():
            return row
    return None


def _translate_unknown(
    requests: Sequence[Request], lines: Mapping[str, SpeakerLine], translate: Translate
) -> dict[str, str]:
    """The engine's English of the parts that no row or table knows, where it trusts itself: an office is no guess."""
    parts: dict[str, Request] = {}
    for request in requests:
        for part in lines[request.segment.text].unknown:
            segment = replace(request.segment, text=part.zh, before="", after="")
            parts.setdefault(part.zh, replace(request, segment=segment))
    translated = translate(list(parts.values()), None).value if parts else ()
    return {zh: _without_article(t.en) for zh, t in zip(parts, translated, strict=True) if t.en and not t.unsure}


def _without_article(en: str) -> str:
    return re.sub(r"^(?:the|an?)\s+", "", en.rstrip("."), flags=re.I)


def _composed(request: Request, line: SpeakerLine, resources: Resources) -> Translation:
    segment = request.segment
    if not re.search("[A-Za-z]", line.en):
        return Translation(segment, "", Origin.UNTRANSLATED)
    constraints = [_part_constraint(p, row) for p in line.parts if (row := _part_row(p, resources))]
    matched = find_constraints(
        to_simplified(segment.text), resources.matcher, path=segment.span.path, title=request.title
    )
    for c in matched:
        if is_editors(c) and not any(c.start < other.end and other.start < c.end for other in constraints):
            constraints.append(c)
    en = _obey_places(line.en, constraints, [p.en for p in line.parts if p.source == "glossary"])
    constraints = [c for c in constraints if _applies(c, en, line)]
    origin = Origin.UNTRANSLATED if has_han(en) else Origin.GRAMMAR  # what is known stands, the rest in Chinese
    return Translation(segment, en, origin, None, verify(en, constraints), reference=LINE_RULE)


def _applies(constraint: Constraint, en: str, line: SpeakerLine) -> bool:
    """A place's row is not asked for where its words could not stand: 武汉 as the city of Wuhan in 武汉市委."""
    inside = any(p.start <= constraint.start and constraint.end < p.end for p in line.parts)
    return constraint.kind is not TermKind.PLACE or not inside or _is_name(constraint.en) or constraint.en in en


def _part_row(part: LinePart, resources: Resources) -> Term | None:
    return _line_row(part.zh, resources) if part.source == "glossary" else None


def _part_constraint(part: LinePart, row: Term) -> Constraint:
    short = re.sub(r"\s*\([^)]*\)$", "", row.en)  # the grammar leaves out an acronym in brackets
    return Constraint(
        row.kind, part.start, part.end, part.zh, row.en, row_name(row.span),
        (*row.accepted, short), row.forbidden, row.exact, row.case,
    )  # fmt: skip


def _obey_places(en: str, constraints: Sequence[Constraint], given: Sequence[str]) -> str:
    """Write the editors' name of a place where the grammar wrote the table's: behind a body, and in the names that
    the grammar composed (CPC Kashgar Prefectural Committee), but not in those that a row gives."""
    for result in verify(en, constraints):
        wanted = result.constraint
        usual = place_in_english(wanted.zh) if wanted.kind is TermKind.PLACE and not result.satisfied else None
        if not usual:
            continue
        if _is_name(wanted.en):
            kept = [(m.start(), m.end()) for g in given if g for m in re.finditer(re.escape(g), en)]
            en = re.sub(
                rf"\b{re.escape(usual)}\b",
                lambda m, kept=kept, wanted=wanted: m[0] if any(a <= m.start() < b for a, b in kept) else wanted.en,
                en,
            )
        else:
            en = re.sub(rf"(?<=, ){re.escape(usual)}(?=[,;]|$)", wanted.en, en)
    return en


def _is_name(en: str) -> bool:
    """Whether a place's English can stand before "Municipal": Kashgar, not the City of Kashgar."""
    return all(word[:1].isupper() for word in re.split(r"[\s-]+", en) if word)


def translate_speakers(
    speech_id: str, speech: Speech, names: Mapping[str, PersonName], lines: Mapping[str, TranslatedLine]
) -> tuple[TranslatedSpeaker, ...]:
    """The speakers of one speech, in both languages."""
    return tuple(
        _speaker(speech_id, number, speaker, names[speaker.name], lines.get(f"{speech_id}-speaker{number}"))
        for number, speaker in enumerate(speech.speakers, 1)
    )


def _speaker(
    speech_id: str, number: int, speaker: Speaker, name: PersonName, line: TranslatedLine | None
) -> TranslatedSpeaker:
    segment = Segment(f"{speech_id}-name{number}", speaker.name, SegmentKind.NAME, speaker.span)
    constraint = Constraint(TermKind.PERSON, 0, len(name.zh), name.zh, name.en, name.required_by)
    named = Translation(segment, name.en, name.origin, None, verify(name.en, (constraint,)), reference=name.required_by)
    return TranslatedSpeaker(
        speaker,
        Bilingual(speaker.name, name.en),
        Bilingual(speaker.line, line.translation.en if line else ""),
        line.parts.affiliation if line else Bilingual(),
        line.parts.positions if line else (),
        (named, line.translation) if line else (named,),
        name.sort_key,
    )
