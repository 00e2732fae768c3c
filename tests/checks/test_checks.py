"""Every check on real sentences: what passes, what fails and with which code."""

from __future__ import annotations

from dataclasses import replace

import pytest
from checked import term, volume_of

from formatter.checks import CHECKS, run_checks
from formatter.checks.confidence import check_confidence
from formatter.checks.consistency import check_consistency
from formatter.checks.leftovers import check_placeholders, check_punctuation, check_untranslated_han
from formatter.checks.length import check_enumerations, check_length
from formatter.checks.names import check_names
from formatter.checks.numbers import check_numbers
from formatter.checks.quotes import check_quotes
from formatter.checks.repetition import check_doubled_words, check_loops
from formatter.checks.sessions import check_session_lines
from formatter.checks.spelling import check_spelling
from formatter.checks.terms import check_forbidden_terms, check_missing_terms
from formatter.config import Config
from formatter.model import Bilingual, Session, Span, TranslatedSession


def findings(check, *pairs, **more) -> list[str]:
    """Run one check over (zh, en) pairs; gives the codes found."""
    return [d.code for d in check(volume_of(*pairs, **more), Config())]


READ = "境内外刊播报道阅读量达36亿次。"
GOOD = "Reports at home and abroad were read 3.6 billion times."

PASSES = [
    (check_numbers, READ, GOOD),
    (check_numbers, "打造450多个官方社交账号。", "It runs more than 450 official social media accounts."),
    (check_numbers, "推进“一带一路”建设。", "We are advancing the Belt and Road Initiative."),
    (check_names, "吴朝安部长说，武汉欢迎大家。", "Wu said Wuhan welcomes everyone."),
    (check_names, "武汉欢迎大家。", "Wuhan welcomes everyone."),
    (check_untranslated_han, READ, GOOD),
    (check_punctuation, "出台《若干措施》。", "It issued 《Several Measures》."),
    (check_punctuation, "主流媒体——党的喉舌……", "The mainstream media—and so on…"),
    (check_placeholders, READ, GOOD),
    (check_quotes, "“一盘棋”格局", "a “single chessboard” (as we say) of the world’s media"),
    (check_quotes, "列表", "We need: (a) trust, b) time and (c) money."),
    (check_length, "推进媒体深度融合发展，山东在实践中不断创新探索。", "Shandong keeps breaking new ground as it deepens media integration."),
    (check_length, "谢谢大家！", "Thank you."),
    (check_enumerations, "一是守正。二是创新。", "First, we uphold tradition. Second, we innovate."),
    (check_enumerations, "这是一个好机会，也是一是。", "This is a good chance."),
    (check_loops, "讲好中国故事，讲好武汉故事。", "Tell China’s stories well and tell Wuhan’s stories well."),
    (check_doubled_words, "他说那是对的。", "He said that that was right."),
    (check_doubled_words, "黄黄", "Huang Huang spoke."),
    (check_spelling, READ, GOOD),
    (check_spelling, "武汉", "Wuhan and Dongxihu don’t reorganize."),
]

FAILS = [
    (check_numbers, READ, "Reports were read 360 million times.", "number-value"),
    (check_numbers, READ, "Reports at home and abroad were widely read.", "number-value"),
    (check_numbers, "邀请近20个国家参加。", "More than 20 countries were invited.", "number-direction"),
    (check_numbers, "我们举办了活动。", "We held 48 events.", "number-added"),
    (check_names, "吴朝安说，武汉欢迎大家。", "Hu Zhaoan said Wuhan welcomes everyone.", "name-missing"),
    (check_untranslated_han, "建设融媒体中心。", "We build 融媒体 centers.", "han-in-english"),
    (check_punctuation, "守正，创新。", "Uphold， and innovate.", "punctuation-left"),
    (check_punctuation, "守正……", "Uphold……", "punctuation-left"),
    (check_placeholders, "守正创新。", "We ⟪3⟫ and innovate.", "placeholder-left"),
    (check_placeholders, "守正创新。", "We ⁇ and innovate.", "placeholder-left"),
    (check_quotes, "“一盘棋”格局", "a “single chessboard of media", "quotes-unbalanced"),
    (check_quotes, "一盘棋", "a single chessboard) of media", "quotes-unbalanced"),
    (check_length, "推进媒体深度融合发展，山东在实践中不断创新探索。", "Shandong innovates.", "omission"),
    (check_length, "推进媒体深度融合发展，山东在实践中创新。", " ".join(["word"] * 60), "addition"),
    (check_enumerations, "一是守正。二是创新。三是开放。", "First, tradition. Second, innovation and openness.", "enumeration"),
    (check_loops, "守正创新。", "the development of the development of the development of media", "repetition"),
    (check_doubled_words, "守正创新。", "We uphold the the tradition.", "doubled-word"),
    (check_spelling, "守正创新。", "We uphold the traditoin.", "spelling"),
]


@pytest.mark.parametrize(("check", "zh", "en"), PASSES)
def test_passes(check, zh: str, en: str) -> None:
    assert findings(check, (zh, en)) == []


@pytest.mark.parametrize(("check", "zh", "en", "code"), FAILS)
def test_fails(check, zh: str, en: str, code: str) -> None:
    assert findings(check, (zh, en)) == [code]


def test_missing_terms() -> None:
    row = (term("媒体融合", "media integration"),)
    assert findings(check_missing_terms, ("媒体融合", "Media integration is here."), constraints=row) == []
    assert findings(check_missing_terms, ("媒体融合", "Media fusion is here."), constraints=row) == ["term-missing"]


def test_forbidden_terms() -> None:
    row = (term("媒体融合", "media integration", forbidden=("media fusion", "media")),)
    assert findings(check_forbidden_terms, ("媒体融合", "The media integration of papers"), constraints=row) == []
    assert findings(check_forbidden_terms, ("媒体融合", "Media fusion, or media integration"), constraints=row) == [
        "term-forbidden",
        "term-forbidden",  # “media fusion” and the bare “media” in it
    ]


def test_consistency() -> None:
    same = (("守正创新。", "Uphold and innovate."), ("守正创新。", "Uphold and innovate."))
    other = (("守正创新。", "Uphold and innovate."), ("守正 创新。", "Stay true and innovate."))
    assert findings(check_consistency, *same) == []
    assert findings(check_consistency, *other) == ["inconsistent"]


def test_confidence() -> None:
    assert findings(check_confidence, ("守正。", "Uphold."), confidence=0.9) == []
    assert findings(check_confidence, ("守正。", "Uphold."), confidence=0.1) == ["low-confidence"]
    assert findings(check_confidence, ("守正。", "Uphold."), confidence=None) == []


def test_every_check_has_its_line_in_the_table() -> None:
    assert {c for c, *_ in (*PASSES, *FAILS)} | {
        check_missing_terms,
        check_forbidden_terms,
        check_consistency,
        check_session_lines,
        check_confidence,
    } == set(CHECKS)


def test_all_checks_run_together() -> None:
    found = run_checks(volume_of(("推进36亿次", "We 推进 the the ⟪1⟫")), Config())
    assert {d.code for d in found} >= {"han-in-english", "doubled-word", "placeholder-left", "number-value"}


def test_a_session_says_what_has_no_english() -> None:
    def found(place_en: str) -> list[tuple[str, int]]:
        place = "香港会议展览中心"
        session = Session("教育论坛", Span("seeds/a.txt", 4), "2024年11月8日", place)
        date = Bilingual(session.date, "November 8, 2024")
        one = TranslatedSession(session, Bilingual("教育论坛", "Forum"), date, Bilingual(place, place_en))
        volume = volume_of(("大家好。", "Hello."))
        speeches = tuple(replace(volume.speeches[0], session=one) for _ in range(2))
        said = check_session_lines(replace(volume, speeches=speeches), Config())
        return [(d.code, d.span.line) for d in said if "香港会议展览中心" in d.hint]

    assert found("") == [("session-untranslated", 4)]
    assert found("Hong Kong Convention and Exhibition Centre") == []
