"""Documents to a volume: several sessions, several speakers, none."""

from __future__ import annotations

from fakes import FakeEngine

from formatter.config import Config
from formatter.glossary.match import Matcher
from formatter.memory.store import Memory
from formatter.memory.tmx import MemoryUnit
from formatter.model import (
    Bilingual,
    Document,
    Origin,
    Paragraph,
    ParagraphRole,
    Session,
    Span,
    Speaker,
    Speech,
    Term,
    TermKind,
    Volume,
)
from formatter.translate.resources import Resources
from formatter.translate.volume import translate_volume

PATH = "seeds/a.txt"


def at(line: int) -> Span:
    return Span(PATH, line, 3)


def speaker(name: str, line: str, number: int = 2) -> Speaker:
    return Speaker(name, name, line, at(number))


def speech(
    *texts: str, title: tuple[str, ...] = ("推进媒体融合",), speakers: tuple[Speaker, ...] = (), **more: object
) -> Speech:
    paragraphs = tuple(Paragraph(t, at(i)) for i, t in enumerate(texts, 3))
    return Speech(title, speakers, paragraphs, at(1), **more)


def row(zh: str, en: str, number: int, kind: TermKind = TermKind.TERM, **more: object) -> Term:
    return Term(zh, en, Span("glossary/terms.csv", number, 1), kind, **more)


ROWS = (row("媒体融合", "media integration", 2), row("袭艳春", "Xi Yan-chun", 3, TermKind.PERSON))


def echo(source: str) -> str:
    return " ".join(["we", *(f"⟪{i}⟫" for i in range(32) if f"⟪{i}⟫" in source), "now."])


def translate(
    *speeches: Speech, rows: tuple[Term, ...] = ROWS, engine: object = None, memory: Memory | None = None
) -> Volume:
    outcome = translate_volume(
        (Document(PATH, "utf-8", False, speeches),), Resources(Matcher(rows), rows, memory, None, engine), Config()
    )
    translate.found = outcome.diagnostics
    return outcome.value


def test_a_speech_in_both_languages() -> None:
    volume = translate(
        speech(
            "我们推进媒体融合。天气很好。", "阅读量达36亿次。", speakers=(speaker("袭艳春", "山东省委宣传部副部长"),)
        ),
        engine=FakeEngine(echo),
    )
    (done,) = volume.speeches
    assert (done.id, done.title) == ("s01", Bilingual("推进媒体融合", "We Media Integration Now"))
    assert [p.en for p in done.paragraphs] == ["We media integration now. We now.", "We 3.6 billion now."]
    (who,) = done.speakers
    assert who.name == Bilingual("袭艳春", "Xi Yan-chun")
    assert who.line.en == "Deputy Head of the Publicity Department, CPC Shandong Provincial Committee"
    assert who.affiliation.en == "CPC Shandong Provincial Committee"
    assert [t.origin for t in done.translations()] == [
        Origin.ENGINE, Origin.GLOSSARY, Origin.GRAMMAR, Origin.ENGINE, Origin.ENGINE, Origin.ENGINE,
    ]  # fmt: skip
    assert len({t.segment.id for t in done.translations()}) == 6
    assert volume.engine.name == "fake"
    assert volume.terms == ROWS


def test_no_engine_at_all_still_gives_a_volume() -> None:
    volume = translate(speech("我们很好。", speakers=(speaker("袭艳春", "山东省委宣传部副部长"),)))
    (done,) = volume.speeches
    assert done.speakers[0].line.en
    assert [t.origin for t in done.paragraphs[0].translations] == [Origin.UNTRANSLATED]
    assert done.paragraphs[0].en == ""
    assert [d.code for d in translate.found] == ["untranslated"] * 2


def test_speakers_may_be_several_or_none_and_titles_missing() -> None:
    two = (speaker("陈光", "长江日报社社长"), speaker("周明", ""))
    volume = translate(speech("好。", speakers=two), speech("好。", title=()), engine=FakeEngine(echo))
    first, second = volume.speeches
    assert [s.name.en for s in first.speakers] == ["Chen Guang", "Zhou Ming"]
    assert [s.line.zh for s in first.speakers] == ["长江日报社社长", ""]
    assert second.speakers == ()
    assert second.title == Bilingual()
    assert second.title_translation.en == ""


def test_a_session_is_translated_once_for_its_speeches() -> None:
    opening = Session("开幕式", at(1), "2023年10月27日", "湖北武汉")
    closing = Session("闭幕式", at(9))
    rows = (*ROWS, row("开幕式", "opening ceremony", 8))
    volume = translate(
        speech("好。", session=opening), speech("好。", session=opening), speech("好。", session=closing),
        rows=rows, engine=FakeEngine(echo),
    )  # fmt: skip
    first, second, third = (s.session for s in volume.speeches)
    assert first is second
    assert first.title == Bilingual("开幕式", "Opening Ceremony")
    assert (first.date.en, first.place.en) == ("October 27, 2023", "Wuhan, Hubei Province")
    assert third.title.zh == "闭幕式"
    assert third.date == Bilingual("", "")


def test_a_doubtful_name_is_flagged_once() -> None:
    who = speaker("吴朝安", "")
    volume = translate(speech("好。", speakers=(who,)), speech("好。", speakers=(who,)), engine=FakeEngine(echo))
    assert [s.speakers[0].name.en for s in volume.speeches] == ["Wu Chao'an"] * 2
    found = [d for d in translate.found if d.code == "name-uncertain"]
    assert len(found) == 1
    assert "confirm with the speaker" in found[0].message


def test_a_spelling_beside_the_name_is_its_english() -> None:
    named = Speaker("约翰·史密斯", "约翰·史密斯（John Smith）", "", at(2), "John Smith")
    again = speaker("约翰·史密斯", "")
    volume = translate(speech("好。", speakers=(again,)), speech("约翰·史密斯同意。", speakers=(named,)), engine=FakeEngine(echo))
    assert [s.speakers[0].name.en for s in volume.speeches] == ["John Smith"] * 2
    assert "John Smith" in volume.speeches[1].paragraphs[0].en
    assert not [d for d in translate.found if d.code == "name-uncertain"]
    row_wins = translate(speech("好。", speakers=(named,)), rows=(row("约翰·史密斯", "Jon Smith", 2, TermKind.PERSON),))
    assert row_wins.speeches[0].speakers[0].name.en == "Jon Smith"


def test_a_person_is_the_same_later_in_the_text() -> None:
    volume = translate(
        speech("袭艳春说，吴部长同意。", speakers=(speaker("吴朝安", "湖北武汉市委宣传部部长"),)),
        engine=FakeEngine(echo),
    )
    (text,) = volume.speeches[0].paragraphs
    assert "Xi Yan-chun" in text.en and "Wu" in text.en


def test_an_unknown_part_of_a_line_is_translated_and_flagged() -> None:
    line = "凤凰云山数智谷促进会副会长"
    volume = translate(
        speech("好。", speakers=(speaker("陈光", line),)), engine=FakeEngine(lambda s: "the Phoenix body.")
    )
    assert volume.speeches[0].speakers[0].line.en == "Vice President, Phoenix Body"
    (found,) = [d for d in translate.found if d.code == "position-unknown"]
    assert "凤凰云山数智谷促进会" in found.message + found.hint


def test_an_unknown_part_is_not_guessed_by_an_engine_that_does_not_trust_itself() -> None:
    who = speaker("陈光", "凤凰云山数智谷促进会副会长")
    engine = FakeEngine(lambda s: "Deputy Director, Qinghai", trust=0.1)
    (done,) = translate(speech("好。", speakers=(who,)), engine=engine).speeches[0].speakers
    assert done.line.en == "Vice President, 凤凰云山数智谷促进会"


def test_the_editors_name_of_a_place_is_in_the_line() -> None:
    rows = (row("贵州", "Kweichow", 3, TermKind.PLACE), row("遵义", "Tsunyi", 4, TermKind.PLACE))
    who = speaker("孟麟", "贵州遵义市委常委")
    volume = translate(speech("好。", speakers=(who,)), rows=rows, engine=FakeEngine(echo))
    (done,) = volume.speeches[0].speakers
    assert done.line.en == "Member of the Standing Committee of the CPC Tsunyi Municipal Committee, Kweichow"
    missing = [r.constraint.required_by for r in done.translations[1].results if not r.satisfied]
    assert missing == []  # inside the committee’s name too


def test_approved_wording_wins_for_lines_too() -> None:
    memory = Memory([MemoryUnit("长江日报社社长", "President of Changjiang Daily", Span("a.tmx", 4, 1))])
    volume = translate(
        speech("好。", speakers=(speaker("陈光", "长江日报社社长"),)), engine=FakeEngine(echo), memory=memory
    )
    (who,) = volume.speeches[0].speakers
    assert who.line.en == "President of Changjiang Daily"
    assert who.translations[1].origin is Origin.APPROVED


def test_counted_sentences_become_one_series() -> None:
    volume = translate(
        speech("一是推进媒体融合。二是很好。", "三是天气好。", "一是单独的一句。"), engine=FakeEngine(echo)
    )
    texts = [p.en for p in volume.speeches[0].paragraphs]
    assert texts[:2] == ["First, we media integration now. Second, we now.", "Third, we now."]
    assert texts[2] == "We now."


def test_a_series_that_begins_inside_a_sentence_is_counted_too() -> None:
    text = "把握两点原则：一是内容策划坚持国别化、分众化，用“小而美”的故事打动人心、凝聚人心；二是很好。"
    volume = translate(speech(text), engine=FakeEngine(echo))
    english = volume.speeches[0].paragraphs[0].en
    assert "first" in english.lower() and "second" in english.lower()


def test_headings_are_headlines() -> None:
    heading = Paragraph("一、推进媒体融合", at(3), ParagraphRole.HEADING)
    volume = translate(Speech(("好",), (), (heading,), at(1)), engine=FakeEngine(echo))
    assert volume.speeches[0].paragraphs[0].en == "I. We Media Integration Now"


def test_the_first_mention_in_reading_order_is_long() -> None:
    rows = (row("国企", "SOE", 5, first_use="state-owned enterprise (SOE)"),)
    volume = translate(speech("国企好。国企强。"), speech("国企大。"), rows=rows, engine=FakeEngine(echo))
    assert [p.en for s in volume.speeches for p in s.paragraphs] == [
        "We state-owned enterprise (SOE) now. We SOE now.", "We SOE now.",
    ]  # fmt: skip
