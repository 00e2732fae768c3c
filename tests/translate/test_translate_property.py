"""The promise of the product: whatever the glossary says is in the English, with any engine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fakes import FakeEngine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formatter.engines.argos import ArgosEngine
from formatter.glossary.match import Matcher
from formatter.model import CaseRule, Constraint, Match, Span, Term, TermKind
from formatter.translate.attempts import Job
from formatter.translate.constraints import find_constraints
from formatter.translate.enforce import Enforced, enforce

PAGE = Path(__file__).resolve().parent.parent.parent / "seeds" / "000_4ada1c7cd8ce54c8.txt"
LINES = PAGE.read_text(encoding="utf-8").splitlines()
SENTENCES = (
    *(s for line in LINES for s in re.findall(r"[^。\s]{6,90}。", line)),
    "到2030年，全省高速公路将超过1.2万公里，旅客近3000余万人次。",
    "他说：“两三千名学生、第九十三届大会、五分之一的企业，都与此有关。”",
)
HAN = re.compile(r"[\u4e00-\u9fff]")

WORDS = ("Zubrowka", "Gleep", "quorl", "media", "the", "of", "integration", "e-Plaf", "NASA", "x", "iPhone", "A.B.", "O'Neil",
         "G20", "5G", "naïve", "co-op", "centers", "R&D", "a", "one")  # fmt: skip
FORBIDDEN = ("fusion", "plan", "Gleeper")  # none of them in a rendering
RENDERINGS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[str], list[Term]]:
    """Some sentences, and a glossary cut out of them at random: nested and overlapping rows, odd renderings."""
    sentences = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3, unique=True))
    terms = []
    for row in range(draw(st.integers(1, 8))):
        sentence = draw(st.sampled_from(sentences))
        start = draw(st.integers(0, len(sentence) - 2))
        zh = sentence[start : start + draw(st.integers(1, 7))]
        if not HAN.search(zh) or re.search(r"[，。、；：“”《》（）]", zh):
            continue
        terms.append(
            Term(
                zh,
                draw(RENDERINGS),
                Span("terms.csv", row + 2, 1),
                draw(st.sampled_from([TermKind.TERM, TermKind.ORGANISATION, TermKind.PERSON, TermKind.PLACE])),
                accepted=tuple(draw(st.lists(RENDERINGS, max_size=1))),
                forbidden=tuple(draw(st.lists(st.sampled_from(FORBIDDEN), max_size=2))),
                case=draw(st.sampled_from(CaseRule)),
                exact=draw(st.booleans()),
            )
        )
    return sentences, terms


def stands_in(constraint: Constraint, text: str) -> bool:
    """Look for the constraint without the product's own code: its words, in any case, as whole words."""
    forms = [constraint.en, *constraint.accepted]
    if not constraint.exact:
        forms += [f + ending for f in forms for ending in ("s", "es")]
        forms += [re.sub("y$", "ies", f) for f in forms] + [re.sub("s$", "", f) for f in forms]
    return any(re.search(rf"(?<!\w){re.escape(f)}(?!\w)", text, re.I) for f in forms if f)


def check(sentences: list[str], terms: list[Term], engine: object) -> None:
    matcher = Matcher(terms, words=())
    jobs = [Job(s, find_constraints(s, matcher)) for s in sentences]
    for job, done in zip(jobs, enforce(engine, jobs), strict=True):
        check_one(job, done)


def check_one(job: Job, done: Enforced) -> None:
    assert [r.constraint for r in done.results] == list(job.constraints)
    for result in done.results:
        assert result.match is not Match.MISSING, (job, done.en)
        assert result.found in done.en
        assert stands_in(result.constraint, done.en) or result.constraint.value, (result, done.en)
    for constraint in job.constraints:
        assert not any(re.search(rf"(?<!\w){word}(?!\w)", done.en, re.I) for word in constraint.forbidden), done.en
    assert not re.search(r"[⟪⟫▁\ue000-\uf8ff]|  | [,.]", done.en), done.en


LIMITS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@LIMITS
@given(case=cases())
def test_every_row_is_obeyed_by_a_weak_engine_with_placeholders(tiny: ArgosEngine, case) -> None:
    check(*case, tiny)


class WithoutPlaceholders:
    """The tiny engine as a stock package sees the world."""

    placeholders, annotations = 0, False

    def __init__(self, engine: ArgosEngine) -> None:
        self._engine = engine

    def __getattr__(self, name: str) -> object:
        return getattr(self._engine, name)


@LIMITS
@given(case=cases())
def test_every_row_is_obeyed_by_an_engine_without_placeholders(tiny: ArgosEngine, case) -> None:
    check(*case, WithoutPlaceholders(tiny))


GARBLES = st.lists(
    st.sampled_from(["⟪0⟫", "⟪1⟫", "⟪2⟫", "⟪31⟫", "⟪", "⟪0", "the", "a", "media", "of", ",", ".", "300", "“", "⁇", "s", "Gleep", "fusion", "plans"]),
    max_size=14,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(case=cases(), answers=st.lists(st.tuples(GARBLES, st.sampled_from(["", " "])), min_size=1, max_size=4))
def test_every_row_is_obeyed_whatever_an_engine_answers(case, answers) -> None:
    texts = [glue.join(words) for words, glue in answers]
    for placeholders in (0, 1, 32):
        check(*case, FakeEngine(lambda source: texts, placeholders))


@pytest.mark.parametrize("title", [False, True])
def test_the_whole_page_with_an_odd_glossary(tiny: ArgosEngine, title: bool) -> None:
    rows = {
        "媒体融合": "Zubrowka Gleep",
        "媒体": "quorl",
        "国际传播": "e-Plaf 9",
        "传播": "NASA",
        "中心": "iPhone",
        "发展": "co-op",
    }
    terms = [Term(zh, en, Span("t.csv", i, 1)) for i, (zh, en) in enumerate(rows.items(), 2)]
    matcher = Matcher(terms)
    jobs = [Job(s, find_constraints(s, matcher), title) for s in SENTENCES]
    done = enforce(tiny, jobs)
    assert sum(len(d.results) for d in done) > 100
    for job, one in zip(jobs, done, strict=True):
        check_one(job, one)


def test_a_sentence_alone_comes_out_as_in_company(tiny: ArgosEngine) -> None:
    """What makes a rebuild of one edited sentence equal to a full build."""
    rows = {"媒体融合": "Zubrowka Gleep", "国际传播": "e-Plaf 9", "发展": "co-op", "中国": "China", "武汉": "Wuhan"}
    matcher = Matcher(Term(zh, en, Span("t.csv", i, 1)) for i, (zh, en) in enumerate(rows.items(), 2))
    jobs = [Job(s, find_constraints(s, matcher)) for s in SENTENCES[:40]]
    together = enforce(tiny, jobs)
    assert [enforce(tiny, [job])[0] for job in jobs] == together
