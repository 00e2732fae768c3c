"""Speaker lines with parts that nothing knows, and names that Pinyin would misspell."""

from __future__ import annotations

import pytest

from formatter.diagnostics import Outcome
from formatter.glossary.match import Matcher
from formatter.model import Origin, Segment, SegmentKind, Span, Speaker, Speech, Term, TermKind
from formatter.translate.resources import Resources
from formatter.translate.run import Request
from formatter.translate.speakers import name_people, translate_lines

AT = Span("seeds/a.txt", 3, 1)


def untranslated(requests, progress):
    return Outcome(tuple(type("T", (), {"en": ""})() for _ in requests))


def line(zh: str, *rows: Term):
    request = Request(Segment("s01-speaker1", zh, SegmentKind.SPEAKER, AT))
    done = translate_lines([request], Resources(Matcher(rows), rows), "en-US", untranslated)
    return done.value["s01-speaker1"].translation, done.diagnostics


def test_what_is_known_is_translated_and_only_the_rest_is_flagged() -> None:
    done, found = line("北极星智能科技有限公司党委书记、浙江省杭州市副市长")
    assert done.en == "Secretary of the Party Committee, 北极星智能科技有限公司, and Vice Mayor of Hangzhou, Zhejiang Province"
    assert done.origin is Origin.UNTRANSLATED
    assert [d.code for d in found] == ["position-unknown", "untranslated"]
    assert all("北极星智能科技有限公司" in d.hint and "杭州" not in d.message + d.hint for d in found)


def test_a_line_of_which_nothing_is_known_stays_empty() -> None:
    done, _ = line("北极星智能科技有限公司")
    assert (done.en, done.origin) == ("", Origin.UNTRANSLATED)


def test_an_editors_place_inside_a_bodys_name_is_no_missing_row() -> None:
    done, found = line("武汉市委常委", Term("武汉", "the City of Wuhan", Span("glossary/places.csv", 2), TermKind.PLACE))
    assert done.en == "Member of the Standing Committee of the CPC Wuhan Municipal Committee"
    assert done.results == ()
    assert found == ()


@pytest.mark.parametrize(
    ("name", "affiliation", "word"),
    [
        ("金成洙", "韩国首尔大学教授", "韩国"),
        ("阮明哲", "越南社会科学院副院长", "越南"),
        ("山田太郎", "日本早稻田大学教授", "日本"),
        ("田中", "東京大学研究员", "东京"),
        ("陈家强", "新加坡国立大学教授", "新加坡"),
        ("李明", "中国社会科学院日本研究所所长", ""),
        ("王强", "中国驻韩国大使", ""),
        ("张华", "新华社东京分社社长", ""),
        ("黄敏", "延边大学朝鲜族研究中心主任", ""),
        ("张华", "复旦大学教授", ""),
    ],
)
def test_names_that_pinyin_would_misspell_are_flagged(name: str, affiliation: str, word: str) -> None:
    speech = Speech(("好",), (Speaker(name, name, affiliation, AT),), (), AT)
    found = name_people([speech], Resources(Matcher(()), ())).diagnostics
    flagged = [d for d in found if "as Chinese is read" in d.message]
    assert [d.message.split()[-1] for d in flagged] == ([word] if word else [])


def test_a_persons_row_settles_it() -> None:
    row = Term("金成洙", "Kim Seong-su", Span("glossary/people.csv", 2), TermKind.PERSON)
    speech = Speech(("好",), (Speaker("金成洙", "金成洙", "韩国首尔大学教授", AT),), (), AT)
    done = name_people([speech], Resources(Matcher((row,)), (row,)))
    assert (done.value["金成洙"].en, done.diagnostics) == ("Kim Seong-su", ())


def test_an_editors_place_is_written_in_the_names_that_the_grammar_composes() -> None:
    row = Term("大理", "Tali", Span("glossary/places.csv", 2), TermKind.PLACE)
    done, found = line("云南大理市委书记", row)
    assert done.en == "Secretary of the CPC Tali Municipal Committee, Yunnan Province"
    assert all(r.satisfied for r in done.results)
    assert found == ()
