"""Segments to translations: approved wording, a whole glossary row, the build cache, the engine, in this order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from formatter.diagnostics import Diagnostic, Outcome, diagnostic
from formatter.glossary.base import load_suggestions
from formatter.language.english import Enumerator, headline, tidy_english, with_enumerator
from formatter.language.formulas import render_formula
from formatter.language.script import has_han, to_simplified
from formatter.memory.cache import Settings, cache_key
from formatter.memory.tmx import MemoryUnit
from formatter.model import Constraint, Origin, Segment, SegmentKind, TermKind, Translation
from formatter.progress import Progress, SilentProgress
from formatter.translate.attempts import Job
from formatter.translate.constraints import People, find_constraints, find_documents, row_name
from formatter.translate.decode import clean_source
from formatter.translate.enforce import RULES_VERSION, Enforced, enforce
from formatter.translate.headings import read_heading_number, read_part
from formatter.translate.resources import Resources
from formatter.translate.sessions import place_and_date_in_english
from formatter.translate.verify import contradictions, verify

COPY_RULE, SERIES_RULE, FORMULA_RULE, PART_RULE = "rule:no-chinese", "rule:series", "rule:formula", "rule:session"
_NEAR = 0.75  # how like a sentence must be for its approved wording to help a reviewer
_BATCH = 256  # segments between two writes of the cache
_GAP = re.compile(
    r"(?<=\S)[\u3000\u00a0 ]+(?=\S)(?<![A-Za-z0-9] )(?<![A-Za-z0-9]\u00a0)"
)  # between the parts of a title
# Of a speaker line, only names of bodies that nothing knows come here.
_HEADLINES = (SegmentKind.TITLE, SegmentKind.SESSION, SegmentKind.HEADING, SegmentKind.SPEAKER)


@dataclass(frozen=True, slots=True)
class Request:
    """A segment to translate. ``title`` is its speech's title, for glossary rows with a scope.

    ``item`` is its place in a series that the speech counts aloud (0: none), ``lead`` the length of the counting phrase
    that opens it: 一是 becomes First, in the whole speech alike. ``inner`` are the counting phrases of the series that
    stand later in the segment.
    """

    segment: Segment
    title: str = ""
    item: int = 0
    lead: int = 0
    inner: tuple[Enumerator, ...] = ()


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A request with its simplified text (same offsets) and what must be in its English.

    ``number`` is the number of a heading, which is no longer in the text.
    """

    request: Request
    text: str
    constraints: tuple[Constraint, ...]
    number: str = ""

    @property
    def segment(self) -> Segment:
        return self.request.segment


def translate_segments(
    requests: Sequence[Request],
    resources: Resources,
    people: People = (),
    spelling: str = "en-US",
    beam_size: int = 4,
    progress: Progress | None = None,
) -> Outcome[tuple[Translation, ...]]:
    """Translate segments; the results are in the order of the requests, one for each."""
    progress = progress or SilentProgress()
    settings = Settings(_identity(resources), RULES_VERSION, spelling, beam_size)
    found: list[Diagnostic] = []
    prepared = [_prepare(r, resources, people, {}, spelling) for r in requests]
    done: dict[int, Translation] = {}
    for index, item in enumerate(prepared):
        found += contradictions(item.constraints, item.segment.span)
        approved = _approved(item, resources)
        found += approved.diagnostics
        supplied = (
            approved.value
            or _from_row(item)
            or _only_number(item)
            or _from_suggestion(item)
            or _from_formula(item)
            or _without_chinese(item)
        )
        supplied = supplied or _place_and_date(item, resources, spelling)
        if supplied:
            done[index] = supplied
    waiting = [i for i in range(len(prepared)) if i not in done]
    documents = _translate_documents([requests[i] for i in waiting], resources, people, settings)
    for i in waiting:
        if documents and "《" in prepared[i].text:
            prepared[i] = _prepare(requests[i], resources, people, documents, spelling)
    done |= _from_engine([(i, prepared[i]) for i in waiting], resources, settings, progress)
    found += [_untranslated(prepared[i].segment, resources) for i in waiting if done[i].origin is Origin.UNTRANSLATED]
    for index in waiting:
        found += _near_wording(done[index], resources)
    return Outcome(tuple(done[i] for i in range(len(prepared))), tuple(found))


def _identity(resources: Resources) -> str:
    info = resources.engine_info
    return info.sha256 or f"{info.name} {info.version}"


def _prepare(
    request: Request, resources: Resources, people: People, documents: Mapping[str, str], spelling: str
) -> _Prepared:
    segment = request.segment
    text = clean_source(to_simplified(segment.text))
    if request.item:
        text = " " * request.lead + text[request.lead :]
    number = ""
    if segment.kind is SegmentKind.HEADING:
        end, number = read_heading_number(text)
        text = " " * end + text[end:]
    named = resources.matcher and resources.matcher.rows_for(text.strip())
    if segment.kind in (SegmentKind.SESSION, SegmentKind.TITLE, SegmentKind.HEADING) and not number and not named:
        end, number = read_part(text)
        text = " " * end + text[end:]
    if segment.kind in _HEADLINES:
        text = _GAP.sub(lambda m: "，" + " " * (len(m[0]) - 1), text)
    constraints = find_constraints(
        text, resources.matcher, people, documents, segment.span.path, request.title, spelling
    )
    counted = [_counted(text, e) for e in request.inner]
    if segment.kind in (SegmentKind.TITLE, SegmentKind.SESSION) and has_han(text):
        counted += [_latin(text, m) for m in _LATIN_PART.finditer(text)]
    free = (c for c in counted if not any(c.start < o.end and o.start < c.end for o in constraints))
    constraints = tuple(sorted((*constraints, *free), key=lambda c: c.start))
    return _Prepared(request, text, constraints, number)


_LATIN_PART = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z'’&.-]*(?: [A-Za-z0-9'’&.,:!?-]+)+(?<![,.:-])")


def _latin(text: str, match: re.Match[str]) -> Constraint:
    """The part of a title that is in English already: Learning without Borders　学习无国界."""
    words = match.group()
    return Constraint(TermKind.TERM, match.start(), match.end(), words, words, COPY_RULE)


def _counted(text: str, enumerator: Enumerator) -> Constraint:
    """A counting phrase inside a sentence: …三点：一是… has to be “first” as the others are “second” and “third”."""
    word = enumerator.en.rstrip(",").lower()
    zh = text[enumerator.start : enumerator.end].rstrip("，,、")
    return Constraint(TermKind.TERM, enumerator.start, enumerator.start + len(zh), zh, word, SERIES_RULE)


# --- Titles of works that no row gives ---------------------------------------------------------------------


def _translate_documents(
    requests: Sequence[Request], resources: Resources, people: People, settings: Settings
) -> dict[str, str]:
    """Translate the titles in 《》 first, so that each is the same everywhere in the volume."""
    wanted: dict[str, Request] = {}
    for request in requests:
        text = clean_source(to_simplified(request.segment.text))
        if "《" in text:
            for title in find_documents(text, resources.matcher, request.segment.span.path, request.title):
                wanted.setdefault(title, request)
    if not wanted or not resources.engine:
        return {}
    items = []
    for title, request in wanted.items():
        segment = replace(request.segment, text=title, kind=SegmentKind.TITLE, before="", after="")
        items.append(_prepare(replace(request, segment=segment), resources, people, {}, settings.spelling))
    known = {i: t.en for i, item in enumerate(items) if (t := _from_row(item))}
    rest = [(i, item) for i, item in enumerate(items) if i not in known]
    known |= {i: t.en for i, t in _from_engine(rest, resources, settings, SilentProgress()).items()}
    return {item.text: known[i] for i, item in enumerate(items) if known[i]}


# --- Sources, in order -------------------------------------------------------------------------------------


def find_approved(request: Request, resources: Resources, spelling: str = "en-US") -> Outcome[Translation | None]:
    """The approved wording of a segment, flagged if it lacks what an editors' row requires."""
    return _approved(_prepare(request, resources, (), {}, spelling), resources)


def _approved(item: _Prepared, resources: Resources) -> Outcome[Translation | None]:
    unit = resources.memory.find(item.segment) if resources.memory else None
    if unit is None:
        return Outcome(None)
    results = verify(unit.en, item.constraints)
    lacking = [r.constraint for r in results if not r.satisfied and is_editors(r.constraint)]
    translation = Translation(item.segment, unit.en, Origin.APPROVED, None, results, reference=_place(unit))
    return Outcome(translation, tuple(_changed_term(item.segment, unit, c) for c in lacking))


def is_editors(constraint: Constraint) -> bool:
    """Asked for by an editors' row, not by a built-in one (base:…) or a rule (rule:…)."""
    return not constraint.required_by.startswith(("base:", "rule:"))


def _place(unit: MemoryUnit) -> str:
    return f"{unit.span.path}:{unit.span.line}"


def _changed_term(segment: Segment, unit: MemoryUnit, constraint: Constraint) -> Diagnostic:
    return diagnostic(
        "approved-term",
        segment.span,
        f"the approved wording ({_place(unit)}) lacks “{constraint.en}” for {constraint.zh}, "
        f"which {constraint.required_by} requires",
        "correct the approved wording or the row; the approved wording is printed",
    )


def _from_row(item: _Prepared) -> Translation | None:
    """The whole segment is one row, or one date, but for spaces and a closing mark."""
    if len(item.constraints) != 1:
        return None
    constraint = item.constraints[0]
    if constraint.value and constraint.kind is not TermKind.DATE:
        return None
    around = item.text[: constraint.start] + item.text[constraint.end :]
    if around.strip(" \u3000\u00a0。，；：!！?？“”\"'"):
        return None
    en = constraint.en[:1].upper() + constraint.en[1:] if constraint.case != "exact" else constraint.en
    if item.segment.kind in _HEADLINES:
        en = headline(en)
    if item.request.item:
        en = with_enumerator(en, item.request.item)
    end = {"。": ".", "！": "!", "？": "?", "；": ";", "：": ":"}.get(item.text.rstrip()[-1:], "")
    if end and not en.endswith(end):
        en += end
    en = _numbered(item, en)
    origin = Origin.GRAMMAR if constraint.value else Origin.GLOSSARY
    return Translation(item.segment, en, origin, None, verify(en, item.constraints), reference=constraint.required_by)


def _only_number(item: _Prepared) -> Translation | None:
    """A session that is called by its number alone: 第一单元, 分论坛二."""
    if not item.number or item.text.strip() or item.segment.kind not in _HEADLINES:
        return None
    return Translation(item.segment, item.number, Origin.GRAMMAR, None, (), reference=PART_RULE)


def _from_suggestion(item: _Prepared) -> Translation | None:
    """A whole title, session or heading that a built-in row offers English for: 分论坛 alone is a sub-forum."""
    row = load_suggestions().get(item.text.strip(" \u3000\u00a0。：:"))
    if row is None or item.segment.kind not in _HEADLINES or any(is_editors(c) for c in item.constraints):
        return None
    en = _numbered(item, headline(row.en[:1].upper() + row.en[1:]))
    return Translation(item.segment, en, Origin.GLOSSARY, None, (), reference=row_name(row.span))


def _place_and_date(item: _Prepared, resources: Resources, spelling: str) -> Translation | None:
    """Where and when a foreword was signed: 2023年12月于北京."""
    if item.segment.kind is not SegmentKind.HEADING:
        return None
    en = place_and_date_in_english(item.segment.text, resources, spelling)
    return Translation(item.segment, en, Origin.GRAMMAR, None, verify(en, item.constraints)) if en else None


def _from_formula(item: _Prepared) -> Translation | None:
    """A salutation or a closing formula, unless a row asks for other words in it."""
    en = render_formula(item.text) if item.segment.kind is SegmentKind.BODY and not item.request.item else ""
    results = verify(en, item.constraints) if en else ()
    if not en or not all(r.satisfied for r in results):
        return None
    return Translation(item.segment, en, Origin.GRAMMAR, None, results, reference=FORMULA_RULE)


def _without_chinese(item: _Prepared) -> Translation | None:
    """What holds no Chinese stays as it is: an English sentence, a web address, a row of points."""
    if has_han(item.text):
        return None
    en = _numbered(item, tidy_english(item.text))
    results = verify(en, item.constraints)
    if not all(r.satisfied for r in results):
        return None  # a row for a Latin word: the engine writes around it
    return Translation(item.segment, en, Origin.GRAMMAR, None, results, reference=COPY_RULE)


def _numbered(item: _Prepared, en: str) -> str:
    return f"{item.number} {en}" if item.number and en else en


def _from_engine(
    items: Sequence[tuple[int, _Prepared]], resources: Resources, settings: Settings, progress: Progress
) -> dict[int, Translation]:
    """Ask the cache, then the engine; equal segments are translated once."""
    engine, cache = resources.engine, resources.cache
    if engine is None:
        return {i: Translation(item.segment, "", Origin.UNTRANSLATED) for i, item in items}
    reference = " ".join(filter(None, (engine.info.name, engine.info.version)))
    keys = {i: cache_key(_simplified(item), item.constraints, settings) for i, item in items}
    answers: dict[str, tuple[str, float | None, bool]] = {}
    asked: dict[str, _Prepared] = {}
    for i, item in items:
        entry = cache.find(keys[i]) if cache else None
        if entry:
            answers[keys[i]] = (entry.en, entry.confidence, True)
        else:
            asked.setdefault(keys[i], item)
    if asked:
        progress.start("Translating", len(asked))
    waiting = list(asked.items())
    for start in range(0, len(waiting), _BATCH):
        batch = waiting[start : start + _BATCH]
        results = _ask(engine, [item for _, item in batch], settings, progress)
        for (key, item), result in zip(batch, results, strict=True):
            answers[key] = (result.en, result.confidence, False)
            if cache and result.en:
                cache.put(_simplified(item), item.constraints, settings, result.en, result.confidence)
        if cache:
            cache.save()
    if asked:
        progress.finish()
    elif cache and items:
        cache.save()
    done = {}
    for i, item in items:
        en, confidence, cached = answers[keys[i]]
        origin = Origin.ENGINE if en else Origin.UNTRANSLATED
        en = _numbered(item, en)
        results = verify(en, item.constraints) if en else ()
        done[i] = Translation(item.segment, en, origin, confidence, results, cached, reference if en else "")
    return done


def _simplified(item: _Prepared) -> Segment:
    """The segment as the cache knows it: what the engine is asked, not how the page writes it."""
    place = f"{item.request.item}. " if item.request.item else ""
    return replace(item.segment, text=place + item.text.strip())


def _ask(engine, items: Sequence[_Prepared], settings: Settings, progress: Progress) -> list[Enforced]:
    jobs = [Job(item.text, item.constraints, item.segment.kind in _HEADLINES, item.request.item) for item in items]
    return enforce(engine, jobs, settings.spelling, settings.beam_size, progress)


# --- What went wrong ---------------------------------------------------------------------------------------


def _untranslated(segment: Segment, resources: Resources) -> Diagnostic:
    if resources.engine is None:
        hint = "install an engine (proceedings engine install) or add the sentence to the approved wording"
    else:
        hint = "the engine gave nothing; add the sentence to the approved wording"
    return diagnostic("untranslated", segment.span, f"no English for “{segment.text.strip()[:24]}”", hint)


def _near_wording(translation: Translation, resources: Resources) -> list[Diagnostic]:
    """Offer the nearest approved wording of a like sentence to the reviewer, with the difference; it is never used."""
    segment = translation.segment
    near = resources.memory.fuzzy(segment.text, limit=1, cutoff=_NEAR) if resources.memory else ()
    return [
        diagnostic(
            "memory-near",
            segment.span,
            f"{round(100 * m.ratio)} % like the approved {_place(m.unit)}: {_marked(m.difference)}",
            f"approved there: “{m.unit.en}”",
        )
        for m in near
    ]


def _marked(difference: Sequence[tuple[str, str, str]]) -> str:
    """The difference as editors write it: [-taken out-]{+put in+}, long common text shortened."""
    parts = []
    for same, old, new in difference:
        same = same if len(same) <= 12 else f"{same[:5]}…{same[-5:]}"
        parts.append(same + (f"[-{old}-]" if old else "") + (f"{{+{new}+}}" if new else ""))
    return "".join(parts)
