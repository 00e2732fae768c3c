"""Every constraint into the English, whatever the engine does."""

from __future__ import annotations

import pytest
from fakes import FakeEngine

from formatter.model import Constraint, Match, TermKind
from formatter.translate.attempts import Job
from formatter.translate.constraints import find_constraints
from formatter.translate.enforce import enforce

TEXT = "武汉推进媒体融合，阅读量达36亿次。"


def term(zh: str, en: str, text: str = TEXT, kind: TermKind = TermKind.TERM, **more: object) -> Constraint:
    start = text.index(zh)
    return Constraint(kind, start, start + len(zh), zh, en, "terms.csv:2", **more)


NUMBER = find_constraints(TEXT, None)[0]
MEDIA = term("媒体融合", "media integration")
WUHAN = term("武汉", "Wuhan", kind=TermKind.PLACE)
ALL = (WUHAN, MEDIA, NUMBER)


def translate(engine: FakeEngine, *constraints: Constraint, text: str = TEXT, title: bool = False) -> str:
    (done,) = enforce(engine, [Job(text, constraints, title)])
    assert all(r.satisfied for r in done.results)
    assert len(done.results) == len(constraints)
    return done.en


def test_placeholders_that_come_through_are_filled() -> None:
    engine = FakeEngine(lambda source: "⟪0⟫ has advanced ⟪1⟫ , with ⟪2⟫ views.")
    assert translate(engine, *ALL) == "Wuhan has advanced media integration, with 3.6 billion views."
    assert engine.asked == [["⟪0⟫推进⟪1⟫，阅读量达⟪2⟫次。"]]


def test_the_first_hypothesis_that_keeps_everything_wins() -> None:
    engine = FakeEngine(lambda source: ["⟪0⟫ has ⟪1⟫.", "⟪0⟫ ⟪0⟫ has ⟪1⟫ and ⟪2⟫ x ⟪2⟫.", "In ⟪0⟫, ⟪1⟫ had ⟪2⟫ views."])
    assert translate(engine, *ALL) == "In Wuhan, media integration had 3.6 billion views."


def test_a_sentence_that_lost_one_is_asked_again_with_an_annotation() -> None:
    def reply(source: str) -> str:
        return "Wuhan does media integration with ⟪9⟫ views." if "⟪T⟫" in source else "Wuhan has ⟪2⟫ views."

    engine = FakeEngine(reply)
    assert translate(engine, *ALL) == "Wuhan does media integration with 3.6 billion views."
    assert len(engine.asked) == 2
    assert "⟪T⟫媒体融合⟪=⟫ media integration⟪/T⟫" in engine.asked[1][0]


def test_a_lost_constraint_goes_where_the_engine_scores_it_best() -> None:
    engine = FakeEngine(
        lambda source: "Wuhan advances the mixing of media, with 3.6 billion views.",
        placeholders=0,
        liked=lambda text: 1.0 if text.startswith("Wuhan advances the media integration,") else 0.0,
    )
    assert translate(engine, *ALL) == "Wuhan advances the media integration, with 3.6 billion views."


def test_a_placeholder_that_is_repeated_goes_with_the_words_that_lead_to_it() -> None:
    engine = FakeEngine(lambda source: "⟪0⟫ has ⟪1⟫ , and ⟪2⟫ views and of the ⟪1⟫ .")
    assert translate(engine, *ALL) == "Wuhan has media integration, and 3.6 billion views."


@pytest.mark.parametrize(
    "answer",
    ["", ".", "⟪", "⟪0⟫", "⟪1⟫⟪1⟫⟪1⟫⟪1⟫", "⟪31⟫ ⟪7⟫", "⟪ 0 ⟫ the ⟪0⟫", "⟪T⟫ x ⟪=⟫", "a a a a a a a", "⁇ ⁇",
     "no no no no, 17 percent of ⟪5⟫", "(", "《⟪0⟫", "⟪0⟫⟪2⟫⟪1⟫", "word " * 80],
)  # fmt: skip
@pytest.mark.parametrize("placeholders", [0, 2, 32])
def test_no_answer_is_bad_enough_to_lose_one(answer: str, placeholders: int) -> None:
    english = translate(FakeEngine(lambda source: answer, placeholders), *ALL)
    assert "media integration" in english.lower()
    assert "3.6 billion" in english
    assert not set(english) & set("⟪⟫⁇")
    assert "17" not in english


def test_a_wrong_number_gives_its_place_to_the_right_one() -> None:
    engine = FakeEngine(lambda source: "Wuhan’s media integration had 36 billion views.", placeholders=0)
    assert translate(engine, *ALL) == "Wuhan's media integration had 3.6 billion views."


def test_a_number_that_the_source_does_not_have_goes() -> None:
    engine = FakeEngine(lambda source: "⟪0⟫ advanced ⟪1⟫ and had ⟪2⟫ views in 2019.")
    assert "2019" not in translate(engine, *ALL)


def test_a_forbidden_rendering_gives_its_place_to_the_required_one() -> None:
    constraint = term("媒体融合", "media integration", forbidden=("media fusion",))
    engine = FakeEngine(lambda source: "Wuhan promotes media fusion every day.", placeholders=0)
    assert translate(engine, constraint) == "Wuhan promotes media integration every day."


def test_accepted_and_inflected_words_of_the_engine_stay() -> None:
    text = "两个融媒体中心。"
    center = term("融媒体中心", "integrated media center", text, accepted=("convergence media center",))
    engine = FakeEngine(lambda source: "They have integrated media centers.", placeholders=0)
    (done,) = enforce(engine, [Job(text, (center,))])
    assert done.en == "They have integrated media centers."
    assert [r.match for r in done.results] == [Match.INFLECTED]
    engine = FakeEngine(lambda source: "It is a convergence media center.", placeholders=0)
    assert translate(engine, center, text=text) == "It is a convergence media center."


def test_exact_rows_refuse_inflected_forms() -> None:
    text = "两个融媒体中心。"
    center = term("融媒体中心", "integrated media center", text, exact=True)
    engine = FakeEngine(lambda source: "They have two ⟪0⟫s.")
    (done,) = enforce(engine, [Job(text, (center,))])
    assert [r.match for r in done.results] == [Match.EXACT]


def test_one_rendering_does_not_stand_for_two() -> None:
    text = "媒体推进媒体融合。"
    wide, narrow = term("媒体融合", "media integration", text), term("媒体", "media", text)
    english = translate(
        FakeEngine(lambda source: "We advance media integration.", placeholders=0), narrow, wide, text=text
    )
    assert english.lower().count("media") == 2


def test_said_twice_in_chinese_once_is_enough() -> None:
    text = "媒体融合是融合，媒体融合很好。"
    first = term("媒体融合", "media integration", text)
    second = Constraint(TermKind.TERM, 8, 12, "媒体融合", "media integration", "terms.csv:2")
    engine = FakeEngine(lambda source: "Media integration is good.", placeholders=0)
    assert translate(engine, first, second, text=text) == "Media integration is good."


def test_titles_get_headline_capitals_and_no_full_stop() -> None:
    engine = FakeEngine(lambda source: "Advancing ⟪0⟫ and the good of all.")
    assert translate(engine, MEDIA, title=True) == "Advancing Media Integration and the Good of All"


def test_long_sentences_are_cut_at_clause_ends_and_lose_nothing() -> None:
    text = "推进媒体融合，" * 60 + "好。"
    constraints = tuple(
        Constraint(
            TermKind.TERM,
            i * 7 + 2,
            i * 7 + 6,
            "媒体融合",
            f"integration {'abcdefghij'[i % 10]}{'klmnopqrst'[i // 10]}",
            f"t:{i}",
        )
        for i in range(60)
    )
    engine = FakeEngine(lambda source: "We advance it.")
    (done,) = enforce(engine, [Job(text, constraints)])
    assert all(r.satisfied for r in done.results)
    assert all(len(source) < 200 * 4 for call in engine.asked for source in call)


def test_only_the_first_part_of_a_cut_sentence_is_counted() -> None:
    engine = FakeEngine(lambda source: "It is so.")
    (done,) = enforce(engine, [Job("推进媒体融合，" * 60 + "好。", item=2)])
    assert done.en.startswith("Second, it is so. It is so.")
    assert done.en.count("Second") == 1


def test_more_constraints_than_placeholders() -> None:
    text = "".join(f"第{c}词，" for c in "甲乙丙丁戊己庚辛壬癸")
    constraints = tuple(
        Constraint(TermKind.TERM, i * 4 + 1, i * 4 + 2, text[i * 4 + 1], f"word {'abcdefghij'[i]}x", f"t:{i}")
        for i in range(10)
    )
    translate(FakeEngine(lambda source: " ".join(f"⟪{i}⟫" for i in range(4)), placeholders=4), *constraints, text=text)


def test_what_the_source_holds_of_our_own_marks_does_no_harm() -> None:
    text = "媒体融合⟪0⟫\ue000很好。"
    engine = FakeEngine(lambda source: source)
    english = translate(engine, term("媒体融合", "media integration", text), text=text)
    assert "\ue000" not in english and "⟪" not in english
