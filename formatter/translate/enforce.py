"""Every constraint into the English, in a sentence that still reads well.

In order, each step only for what the one before left missing:

1. one decoding pass with the constraints as numbered placeholders (an engine without them: as plain text); of the n-best,
   the first that keeps every constraint exactly once;
2. one more pass over the sentences that failed: other numbers, and inline annotation of what was lost;
3. the constraint spliced over the span that the engine itself scores best (splice.py);
4. the constraint written at the end.

The last step can't fail, so that a constraint is in the English whatever the engine says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from formatter.language.english import headline, sentence_start, with_enumerator
from formatter.model import CaseRule, Constraint, ConstraintResult
from formatter.progress import Progress
from formatter.translate.attempts import NUMERIC, Attempt, Job, judge
from formatter.translate.constraints import written
from formatter.translate.decode import Draft, Engine, annotate, clean_source, decode, score_texts, token_offsets
from formatter.translate.fill import fill
from formatter.translate.slots import mask, replace_spans, slot
from formatter.translate.splice import Edit, choose_edits, possible_edits
from formatter.translate.templates import tidy_template
from formatter.translate.verify import verify

RULES_VERSION = "3"  # part of every cache key: raise it when the same engine would now write other English
_TRUST_IN_SPLICE = 0.85  # what each constraint that the engine did not place takes from its confidence
_TRIALS = 4  # places for absent constraints that the engine scores, in all of a sentence: bounds the cost
_LONGEST = 160  # tokens that go into the engine at once; it was trained on up to 200


@dataclass(frozen=True, slots=True)
class Enforced:
    """``confidence`` is the engine's, of the least certain part of a sentence that was cut."""

    en: str
    confidence: float
    results: tuple[ConstraintResult, ...] = ()


def enforce(
    engine: Engine,
    jobs: Sequence[Job],
    spelling: str = "en-US",
    beam_size: int = 4,
    progress: Progress | None = None,
) -> list[Enforced]:
    """Translate sentences so that every constraint is in the English. ``progress`` advances with the first pass."""
    jobs = [replace(job, text=clean_source(job.text)) for job in jobs]
    split = [_split(engine, job) for job in jobs]
    pieces = [piece for parts in split for piece in parts]
    attempts = _first_pass(engine, pieces, beam_size, progress)
    if engine.placeholders:
        attempts = _second_pass(engine, pieces, attempts, beam_size)
    attempts = _splice(engine, pieces, attempts)
    texts = iter([_finish(piece, attempt, spelling) for piece, attempt in zip(pieces, attempts, strict=True)])
    trust = iter([a.draft.confidence * _TRUST_IN_SPLICE ** len(a.spliced) for a in attempts])
    done = []
    for job, parts in zip(jobs, split, strict=True):
        text = " ".join(filter(None, [next(texts) for _ in parts]))
        done.append(_complete(job, text, min(next(trust) for _ in parts)))
    return done


def _split(engine: Engine, job: Job) -> list[Job]:
    """Cut a sentence that is too long for the engine at clause ends, never inside a constraint."""
    length = len(engine.tokenize(job.text))
    if length <= _LONGEST:
        return [job]
    limit = max(20, len(job.text) * _LONGEST // length)  # in characters
    ends = [m.end() for m in re.finditer(r"[。！？；;，,：:]", job.text)]
    ends = [e for e in ends if not any(c.start < e < c.end for c in job.constraints)]
    pieces, start = [], 0
    while len(job.text) - start > limit:
        within = [e for e in ends if start < e <= start + limit]
        strong = [e for e in within if job.text[e - 1] in "。！？；;" and e > start + limit // 3]
        later = [e for e in ends if e > start + limit]
        end = (strong or within or later[:1] or [len(job.text)])[-1]
        pieces.append(_slice(job, start, end))
        start = end
    return [*pieces, _slice(job, start, len(job.text))] if start < len(job.text) else pieces


def _slice(job: Job, start: int, end: int) -> Job:
    inside = (c for c in job.constraints if start <= c.start and c.end <= end)
    moved = tuple(_moved(c, -start) for c in inside)
    return replace(job, text=job.text[start:end], constraints=moved, item=0 if start else job.item)


def _moved(constraint: Constraint, by: int) -> Constraint:
    return replace(constraint, start=constraint.start + by, end=constraint.end + by)


# --- Decoding ----------------------------------------------------------------------------------------------


def _first_pass(engine: Engine, jobs: Sequence[Job], beam_size: int, progress: Progress | None) -> list[Attempt]:
    """Translate everything once. Constraints beyond the engine's placeholders go in as plain text."""
    sources = [mask(job.text, job.constraints[: engine.placeholders]) for job in jobs]
    copies = engine.placeholders > 0  # without them the n-best place 1 % more of the constraints, at a fifth more cost
    drafts = decode(engine, sources, beam_size, attention=not copies, best=0 if copies else 1, progress=progress)
    return [_best(job, found) for job, found in zip(jobs, drafts, strict=True)]


def _best(job: Job, drafts: Sequence[Draft]) -> Attempt:
    """The first draft without a fault, else the one with the least."""
    attempts = []
    for rank, draft in enumerate(drafts):
        attempt = judge(job, draft, rank)
        if attempt.clean:
            return attempt
        attempts.append(attempt)
    return min(attempts, key=lambda a: a.faults) if attempts else judge(job, Draft(""), 0)


def _second_pass(engine: Engine, jobs: Sequence[Job], attempts: list[Attempt], beam_size: int) -> list[Attempt]:
    """Translate a sentence again that lost few of its constraints: under other numbers, the lost ones as annotations.

    One that lost many comes from an engine that has not learnt to copy; asking again was measured to recover nothing.
    The choice is made sentence by sentence, so that a rebuild of one gives what a full build gave.
    """
    failed = [i for i, a in enumerate(attempts) if a.absent and len(a.absent) <= max(1, len(jobs[i].constraints) // 3)]
    if not failed:
        return attempts
    sources = [_second_source(engine, jobs[i], attempts[i]) for i in failed]
    attempts = list(attempts)
    for i, drafts in zip(failed, decode(engine, sources, min(2, beam_size), attention=True, shift=7), strict=True):
        attempts[i] = min(attempts[i], _best(jobs[i], drafts), key=lambda a: a.faults)
    return attempts


def _second_source(engine: Engine, job: Job, attempt: Attempt) -> str:
    spans = []
    for index, c in enumerate(job.constraints):
        if engine.annotations and index in attempt.absent and c.kind not in NUMERIC:
            spans.append((c.start, c.end, annotate(job.text, c)))
        elif index < engine.placeholders:
            spans.append((c.start, c.end, slot(index)))
    return replace_spans(job.text, spans)


# --- Splicing ----------------------------------------------------------------------------------------------


def _splice(engine: Engine, jobs: Sequence[Job], attempts: list[Attempt]) -> list[Attempt]:
    """Put every absent constraint over the span, near where it belongs, that the engine scores best.

    Where a sentence lacks many, each goes over its likeliest span unasked: most of the cost is in the asking.
    """
    wishes: list[tuple[int, int, Edit]] = []
    sources, texts = [], []
    ranked: dict[int, dict[int, list[tuple[float, Edit]]]] = {}
    for i, (job, attempt) in enumerate(zip(jobs, attempts, strict=True)):
        limit = max(1, _TRIALS // max(1, len(attempt.absent)))
        for index in attempt.absent:
            blocked = [*((a, b) for a, b, _ in attempt.places), *attempt.surplus]
            at, sure = _expected_place(engine, job, attempt, index)
            length = len(job.constraints[index].en.split())
            edits = possible_edits(attempt.draft.template, blocked, at, sure, length, limit)
            if len(edits) == 1:  # nothing to ask the engine
                ranked.setdefault(i, {})[index] = [(0.0, edits[0])]
                continue
            for edit in edits:
                trial = attempt.with_places([(index, edit)]).template(job.constraints)
                wishes.append((i, index, edit))
                sources.append(job.text)
                texts.append(fill(trial, attempt.renderings, job.constraints))
    scores = score_texts(engine, sources, texts) if wishes else []
    for (i, index, edit), score in zip(wishes, scores, strict=True):
        ranked.setdefault(i, {}).setdefault(index, []).append((-score, edit))
    attempts = list(attempts)
    for i, by_constraint in ranked.items():
        order = sorted(by_constraint, key=lambda index: jobs[i].constraints[index].start)
        chosen = choose_edits([(index, [e for _, e in sorted(by_constraint[index])]) for index in order])
        attempts[i] = attempts[i].with_places(chosen)
    return attempts


def _expected_place(engine: Engine, job: Job, attempt: Attempt, index: int) -> tuple[int, bool]:
    """Where in the draft a constraint should stand: by attention if there is any, else in proportion to the source."""
    constraint, draft = job.constraints[index], attempt.draft
    if draft.attention:
        first = len(engine.tokenize(job.text[: constraint.start]))
        last = max(first + 1, len(engine.tokenize(job.text[: constraint.end])))
        offsets = token_offsets(draft.tokens, draft.template)
        weights = [sum(row[first:last]) for row in draft.attention[: len(offsets)]]
        if weights and max(weights) > 0.2:
            return offsets[next(i for i, w in enumerate(weights) if w >= 0.6 * max(weights))], True
    return _between_neighbours(job, attempt, index), False


def _between_neighbours(job: Job, attempt: Attempt, index: int) -> int:
    """The offset in proportion to the source, between the constraints before and after that have a place."""
    constraint = job.constraints[index]
    left = (0, 0)
    right = (len(job.text), len(attempt.draft.template))
    for start, end, other in attempt.places:
        neighbour = job.constraints[other]
        if left[0] < neighbour.end <= constraint.start:
            left = (neighbour.end, end)
        if constraint.end <= neighbour.start < right[0]:
            right = (neighbour.start, start)
    if left[1] > right[1]:  # the English goes another way round
        left, right = (0, 0), (len(job.text), len(attempt.draft.template))
    middle = (constraint.start + constraint.end) / 2
    share = (middle - left[0]) / max(1, right[0] - left[0])
    return round(left[1] + share * (right[1] - left[1]))


# --- Writing -----------------------------------------------------------------------------------------------


def _finish(job: Job, attempt: Attempt, spelling: str) -> str:
    paired = job.text.count("“") == job.text.count("”")
    template = sentence_start(tidy_template(attempt.template(job.constraints), spelling, paired))
    if job.item:
        template = with_enumerator(template, job.item)
    text = fill(template, attempt.renderings, job.constraints, job.title)
    if job.title:
        return _headline(text.rstrip("."), job.constraints)
    ended = job.text.rstrip("”’」』）) ").endswith(("。", "！", "？"))
    return text + "." if ended and text and text[-1].isalnum() else text


def _headline(text: str, constraints: Sequence[Constraint]) -> str:
    """Headline capitals, except in renderings that would no longer be themselves."""
    exact = tuple(written(c) for c in constraints if c.case is CaseRule.EXACT)
    title = headline(text, exact)
    lost = tuple(written(r.constraint) for r in verify(title, constraints) if not r.satisfied)
    return headline(text, exact + lost) if lost else title


def _complete(job: Job, text: str, confidence: float) -> Enforced:
    """Verify, and write at the end what is still missing. Nothing at all stays nothing."""
    results = verify(text, job.constraints)
    missing = [written(r.constraint) for r in results if not r.satisfied]
    if missing:
        mark = re.search(r"[.!?]?[”’\"')]*$", text)
        at = mark.start() if mark else len(text)
        added = f" ({'; '.join(missing)})"
        for candidate in (text[:at] + added + text[at:], text + added):
            results = verify(candidate, job.constraints)
            if all(r.satisfied for r in results):
                break
        text = candidate.strip()
    return Enforced(text, confidence, results)
