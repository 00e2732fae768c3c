"""Where a segment's English comes from, what is kept, and what is translated again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import FakeEngine

from formatter.glossary.match import Matcher
from formatter.memory.cache import open_cache
from formatter.memory.store import Memory
from formatter.memory.tmx import MemoryUnit
from formatter.model import Match, Origin, Segment, SegmentKind, Span, Term, TermKind, Translation
from formatter.translate.resources import Resources
from formatter.translate.run import Request, translate_segments
from formatter.world import MemoryWorld

CACHE = "build/.cache/translations.jsonl"
SENTENCES = ("武汉推进媒体融合。", "阅读量达36亿次。", "传播中国声音。", "武汉很美。")


def term(zh: str, en: str, row: int, **more: object) -> Term:
    return Term(zh, en, Span("glossary/terms.csv", row, 1), **more)


ROWS = (term("媒体融合", "media integration", 2), term("武汉", "Wuhan", 3, kind=TermKind.PLACE))


def requests(*texts: str, kind: SegmentKind = SegmentKind.BODY) -> list[Request]:
    return [Request(Segment(f"s01.p01.{i}", text, kind, Span("seeds/a.txt", i, 3))) for i, text in enumerate(texts, 1)]


def resources(engine: object, *rows: Term, world: MemoryWorld | None = None, memory: Memory | None = None) -> Resources:
    cache = open_cache(world, CACHE).value if world else None
    return Resources(Matcher(rows), tuple(rows), memory, cache, engine)


def echo() -> FakeEngine:
    return FakeEngine(lambda source: " ".join(["We", *(f"⟪{i}⟫" for i in range(32) if f"⟪{i}⟫" in source), "now."]))


def build(
    world: MemoryWorld, *rows: Term, engine: FakeEngine | None = None
) -> tuple[FakeEngine, tuple[Translation, ...], Resources]:
    engine = engine or echo()
    res = resources(engine, *rows, world=world)
    return engine, translate_segments(requests(*SENTENCES), res).value, res


def test_the_engine_obeys_the_rows_and_says_who_it_is() -> None:
    found = translate_segments(requests(*SENTENCES), resources(echo(), *ROWS)).value
    assert [t.en for t in found] == [
        "We Wuhan media integration now.",
        "We 3.6 billion now.",
        "We now.",
        "We Wuhan now.",
    ]
    assert {(t.origin, t.reference, t.cached) for t in found} == {(Origin.ENGINE, "fake 1", False)}
    assert [r.constraint.required_by for r in found[0].results] == ["glossary/terms.csv:3", "glossary/terms.csv:2"]


def test_approved_wording_comes_first_and_is_never_changed() -> None:
    memory = Memory([MemoryUnit("武汉推进媒体融合。", "Wuhan fuses its media.", Span("glossary/approved.tmx", 12, 1))])
    outcome = translate_segments(requests(*SENTENCES), resources(echo(), *ROWS, memory=memory))
    first = outcome.value[0]
    assert (first.en, first.origin, first.reference) == (
        "Wuhan fuses its media.",
        Origin.APPROVED,
        "glossary/approved.tmx:12",
    )
    (warning,) = [d for d in outcome.diagnostics if d.code == "approved-term"]
    assert "glossary/terms.csv:2" in warning.message and "glossary/approved.tmx:12" in warning.message
    assert [r.match for r in first.results] == [Match.EXACT, Match.MISSING]


def test_built_in_rows_do_not_question_approved_wording() -> None:
    memory = Memory([MemoryUnit("武汉推进媒体融合。", "Wuhan fuses its media.", Span("glossary/approved.tmx", 12, 1))])
    rows = tuple(replace(row, span=Span("base:terms.tsv", 9, 1), base=True) for row in ROWS)
    assert not translate_segments(requests(*SENTENCES), resources(echo(), *rows, memory=memory)).diagnostics


def test_a_row_for_the_whole_segment_needs_no_engine() -> None:
    outcome = translate_segments(requests("媒体融合。"), resources(None, *ROWS))
    assert [(t.en, t.origin, t.reference) for t in outcome.value] == [
        ("Media integration.", Origin.GLOSSARY, "glossary/terms.csv:2")
    ]
    titled = translate_segments(requests("媒体融合", kind=SegmentKind.TITLE), resources(None, *ROWS)).value
    assert titled[0].en == "Media Integration"


def test_without_an_engine_segments_stay_visibly_untranslated() -> None:
    outcome = translate_segments(requests(*SENTENCES), resources(None, *ROWS))
    assert {(t.origin, t.en) for t in outcome.value} == {(Origin.UNTRANSLATED, "")}
    assert [d.code for d in outcome.diagnostics] == ["untranslated"] * 4
    assert not outcome.ok


def test_an_engine_that_says_nothing_leaves_only_what_rows_supply() -> None:
    outcome = translate_segments(requests("传播中国声音。"), resources(FakeEngine(lambda source: "")))
    assert [t.origin for t in outcome.value] == [Origin.UNTRANSLATED]
    assert [d.code for d in outcome.diagnostics] == ["untranslated"]


def test_traditional_text_is_translated_through_its_simplified_form() -> None:
    engine = echo()
    found = translate_segments(requests("武漢推進媒體融合。"), resources(engine, *ROWS)).value
    assert found[0].en == "We Wuhan media integration now."
    assert engine.asked == [["⟪0⟫推进⟪1⟫。"]]
    assert found[0].segment.text == "武漢推進媒體融合。"


def test_the_same_sentence_is_translated_once() -> None:
    engine = echo()
    translate_segments(requests("武汉很美。", "传播声音。", "武汉很美。"), resources(engine, *ROWS))
    assert sum(len(call) for call in engine.asked) == 2


def test_a_second_build_translates_nothing() -> None:
    world = MemoryWorld()
    _, first, _ = build(world, *ROWS)
    engine, second, res = build(world, *ROWS)
    assert engine.asked == []
    assert [t.en for t in second] == [t.en for t in first]
    assert all(t.cached and t.results == f.results for t, f in zip(second, first, strict=True))
    assert not res.cache.retranslated


def test_an_edited_row_translates_exactly_what_it_touches() -> None:
    world = MemoryWorld()
    build(world, *ROWS)
    engine, found, res = build(world, replace(ROWS[0], en="convergence of media"), ROWS[1])
    assert engine.asked == [["⟪0⟫推进⟪1⟫。"]]
    assert found[0].en == "We Wuhan convergence of media now."
    assert [(r.segment.id, r.because) for r in res.cache.retranslated] == [("s01.p01.1", ("glossary/terms.csv:2",))]
    engine, _, res = build(world, ROWS[1])  # the row is gone
    assert engine.asked == [["⟪0⟫推进媒体融合。"]]
    assert [r.because for r in res.cache.retranslated] == [("glossary/terms.csv:2 (removed)",)]


def test_a_moved_row_and_a_row_for_other_text_translate_nothing() -> None:
    world = MemoryWorld()
    build(world, *ROWS)
    moved = [replace(row, span=Span("glossary/a.tsv", 90 + i, 1), note="new") for i, row in enumerate(reversed(ROWS))]
    engine, found, _ = build(world, *moved, term("北京", "Beijing", 40))
    assert engine.asked == []
    assert found[3].results[0].constraint.required_by == "glossary/a.tsv:90"


def test_another_engine_translates_everything_again() -> None:
    world = MemoryWorld()
    build(world, *ROWS)
    other = FakeEngine(lambda source: "It is so.", sha256="other")
    engine, _, res = build(world, *ROWS, engine=other)
    assert sum(map(len, engine.asked[:1])) == len(SENTENCES)
    assert {r.because for r in res.cache.retranslated} == {("engine",)}


def test_a_corrupt_cache_costs_only_what_was_damaged() -> None:
    world = MemoryWorld()
    build(world, *ROWS)
    lines = world.files[CACHE].splitlines(keepends=True)
    world.files[CACHE] = b"".join([lines[0][:-20] + b"\n", *lines[1:]])
    opened = open_cache(world, CACHE)
    assert [d.code for d in opened.diagnostics] == ["cache-corrupt"]
    engine, _, _ = build(world, *ROWS)
    assert sum(len(call) for call in engine.asked) == 1
    assert not open_cache(world, CACHE).diagnostics


def test_a_killed_build_keeps_the_batches_that_were_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("formatter.translate.run._BATCH", 2)
    world = MemoryWorld()
    engine = echo()
    answer = engine.translate_tokens

    def die_in_the_second_batch(*args: object, **options: object) -> object:
        if len(engine.asked) == 1:
            raise KeyboardInterrupt
        return answer(*args, **options)

    engine.translate_tokens = die_in_the_second_batch
    with pytest.raises(KeyboardInterrupt):
        build(world, *ROWS, engine=engine)
    again, found, _ = build(world, *ROWS)
    assert sum(len(call) for call in again.asked) == 2
    assert [t.cached for t in found] == [True, True, False, False]


def test_a_title_in_the_text_is_translated_once_and_the_same_everywhere() -> None:
    texts = ("出台《关于媒体融合的措施》。", "落实《关于媒体融合的措施》。")
    found = translate_segments(requests(*texts), resources(echo(), *ROWS)).value
    assert [t.en for t in found] == ["We 《We Media Integration Now》 now."] * 2
    assert [r.constraint.kind for r in found[0].results] == [TermKind.DOCUMENT]


def test_the_wording_of_a_like_sentence_is_offered_not_used() -> None:
    memory = Memory([MemoryUnit("全年阅读量达35亿次。", "It had 3.5 billion views.", Span("a.tmx", 4, 1))])
    outcome = translate_segments(requests("全年阅读量达36亿次。"), resources(echo(), memory=memory))
    assert outcome.value[0].en == "We 3.6 billion now."
    (offer,) = outcome.diagnostics
    assert offer.code == "memory-near"
    assert "a.tmx:4" in offer.message and "3[-5-]{+6+}亿" in offer.message
    assert "It had 3.5 billion views." in offer.hint


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("一、推进媒体融合", "I. We Media Integration Now"),
        ("十四、推进媒体融合", "XIV. We Media Integration Now"),
        ("（三）推进媒体融合", "(3) We Media Integration Now"),
        ("2、媒体融合", "2. Media Integration"),
        ("一张网，媒体融合", "We Media Integration Now"),
    ],
)
def test_headings_keep_their_numbers(zh: str, en: str) -> None:
    (found,) = translate_segments(requests(zh, kind=SegmentKind.HEADING), resources(echo(), *ROWS)).value
    assert found.en == en


@pytest.mark.parametrize(
    ("zh", "en"), [("Thank you.", "Thank you."), ("……", "…"), ("www.example.org", "www.example.org")]
)
def test_what_holds_no_chinese_is_copied(zh: str, en: str) -> None:
    engine = echo()
    (found,) = translate_segments(requests(zh), resources(engine, *ROWS)).value
    assert (found.en, found.origin, engine.asked) == (en, Origin.GRAMMAR, [])


def test_a_row_for_a_latin_word_is_obeyed_without_any_chinese() -> None:
    row = term("AI", "artificial intelligence", 4)
    (found,) = translate_segments(requests("“AI” + “AI”"), resources(echo(), row)).value
    assert "artificial intelligence" in found.en
    assert found.origin is Origin.ENGINE


def test_figures_without_end_are_a_code_not_a_number() -> None:
    (found,) = translate_segments(requests("编号" + "1" * 400 + "号。"), resources(echo())).value
    assert found.results == ()


def test_a_title_in_approved_wording_is_the_editors_business() -> None:
    memory = Memory([MemoryUnit("出台《某措施》。", "The “Measure” was issued.", Span("a.tmx", 4, 1))])
    engine = echo()
    (found,) = translate_segments(requests("出台《某措施》。"), resources(engine, memory=memory)).value
    assert (found.results, engine.asked) == ((), [])


def test_a_row_that_forbids_what_it_requires_is_an_error_with_the_row() -> None:
    row = term("媒体融合", "media integration", 7, forbidden=("integration",))
    outcome = translate_segments(requests("推进媒体融合。"), resources(echo(), row))
    assert outcome.value[0].en == "We media integration now."
    (found,) = outcome.diagnostics
    assert found.code == "constraint-conflict" and "glossary/terms.csv:7" in found.message
    assert str(found.span) == "seeds/a.txt:1:3"
