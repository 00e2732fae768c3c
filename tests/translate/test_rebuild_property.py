"""Builds one after another over random glossaries: what a row touches is translated again, and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace

from fakes import FakeEngine
from hypothesis import given, settings
from hypothesis import strategies as st
from test_translate_property import cases

from formatter.glossary.explain import explain
from formatter.glossary.match import Matcher
from formatter.memory.cache import open_cache
from formatter.model import Origin, Segment, SegmentKind, Span, Term, Translation
from formatter.translate.resources import Resources
from formatter.translate.run import Request, translate_segments
from formatter.world import MemoryWorld

CACHE = "build/.cache/translations.jsonl"
FEW = settings(max_examples=40, deadline=None)


def answer(source: str) -> str:
    return " ".join(["We", *re.findall("⟪[0-9]+⟫", source), "now."])


def build(
    world: MemoryWorld, sentences: list[str], terms: list[Term]
) -> tuple[int, tuple[Translation, ...], Resources]:
    """Build once; gives how many sentences the engine was asked, the translations and what was used."""
    engine = FakeEngine(answer)
    resources = Resources(Matcher(terms), tuple(terms), None, open_cache(world, CACHE).value, engine)
    requests = [
        Request(Segment(f"s01.p{i:02}.1", text, SegmentKind.BODY, Span("seeds/a.txt", i, 1)))
        for i, text in enumerate(sentences, 1)
    ]
    found = translate_segments(requests, resources).value
    return len(engine.asked[0]) if engine.asked else 0, found, resources


def rows_at_work(translation: Translation) -> set[tuple[str, str]]:
    """The rows that a segment's English obeys, without those of numbers and names."""
    rows = (r.constraint for r in translation.results if not r.constraint.required_by.startswith("rule:"))
    return {(c.required_by, c.en) for c in rows}


def of_engine(found: tuple[Translation, ...]) -> set[str]:
    return {t.segment.id for t in found if t.origin is Origin.ENGINE}


@FEW
@given(case=cases(), data=st.data())
def test_an_edited_row_translates_again_what_it_touches_and_nothing_else(case, data: st.DataObject) -> None:
    sentences, terms = case
    if not terms:
        return
    world = MemoryWorld()
    _, before, _ = build(world, sentences, terms)
    index = data.draw(st.integers(0, len(terms) - 1))
    edited = [*terms[:index], replace(terms[index], en="Quuxly Frobnic"), *terms[index + 1 :]]
    asked, after, resources = build(world, sentences, edited)

    place = f"terms.csv:{terms[index].span.line}"
    touched = {t.segment.id for t in after if (place, "Quuxly Frobnic") in rows_at_work(t)} & of_engine(after)
    reported = {r.segment.id: r.because for r in resources.cache.retranslated}
    assert set(reported) == touched
    assert all(because == (place,) for because in reported.values())
    assert asked == len(touched)
    for old, new in zip(before, after, strict=True):
        assert old.en == new.en or new.segment.id in touched or new.origin is not Origin.ENGINE
        assert all(r.satisfied for r in new.results)


@FEW
@given(case=cases())
def test_a_second_build_translates_nothing(case) -> None:
    world = MemoryWorld()
    _, first, _ = build(world, *case)
    asked, second, resources = build(world, *case)
    assert asked == 0
    assert not resources.cache.retranslated
    assert [t.en for t in second] == [t.en for t in first]


@FEW
@given(case=cases(), data=st.data())
def test_whatever_happens_to_the_cache_the_english_is_the_same(case, data: st.DataObject) -> None:
    world = MemoryWorld()
    _, first, _ = build(world, *case)
    raw = world.files.get(CACHE, b"")
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    world.files[CACHE] = raw[:start] + data.draw(st.binary(max_size=12)) + raw[end:]
    _, second, _ = build(world, *case)
    assert [t.en for t in second] == [t.en for t in first]
    assert build(world, *case)[0] == 0  # and it is whole again


@FEW
@given(case=cases())
def test_explain_names_the_rows_that_the_build_obeys(case) -> None:
    sentences, terms = case
    _, found, _ = build(MemoryWorld(), sentences, terms)
    matcher = Matcher(terms)
    for translation in found:
        said = explain(matcher, translation.segment.text)
        at_work = re.findall(r"  →  (.*)\n    row:  (terms\.csv:\d+):1,", said)
        assert {(place, en) for en, place in at_work} == rows_at_work(translation)
