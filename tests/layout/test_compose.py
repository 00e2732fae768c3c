"""The plan of small volumes, as text."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest
from volumes import WHOLE_BOOK, paragraph, small_volume, speaker, speech, whole_book

from formatter import __version__
from formatter.config import Config, GroupConfig, PartsConfig, VolumeConfig
from formatter.layout.compose import compose_volume
from formatter.layout.plan import Role, SectionKind, print_plan
from formatter.model import (
    Bilingual,
    Constraint,
    ConstraintResult,
    EngineInfo,
    Match,
    Origin,
    ParagraphRole,
    Span,
    Term,
    TermKind,
    Volume,
)

GOLDEN = Path(__file__).parents[1] / "golden"
DAY = datetime.date(2026, 1, 2)

FULL = Config(
    volume=VolumeConfig(
        title=Bilingual("论坛发言集", "Proceedings of the Forum"),
        subtitle=Bilingual("第二卷", "Volume Two"),
        event=Bilingual("媒体融合发展论坛", "Media Integration and Development Forum"),
        place=Bilingual("湖北武汉", "Wuhan, Hubei"),
        publisher=Bilingual("某出版社", "A Publishing House"),
        editors=(Bilingual("甲", "Jia"), Bilingual("乙", "Yi")),
        start="2023-10-27",
        end="2023-10-29",
        isbn="978-7-111-11111-1",
        rights=Bilingual("版权所有", "All rights reserved"),
    )
)


@pytest.mark.parametrize(
    ("name", "volume", "config"),
    [("small", small_volume(), Config()), ("full", small_volume(), FULL), ("whole", whole_book(), WHOLE_BOOK)],
)
def test_plan_is_the_golden_one(name: str, volume: Volume, config: Config) -> None:
    plan = compose_volume(volume, config, DAY)
    shown = print_plan(plan).replace(f"Proceedings {__version__}", "Proceedings VERSION")
    assert shown == (GOLDEN / f"{name}.plan").read_text(encoding="utf-8")


def test_nothing_is_invented_without_settings() -> None:
    plan = compose_volume(small_volume(), Config(), DAY)
    assert [s.kind for s in plan.sections][:2] == [SectionKind.TITLE_PAGE, SectionKind.CONTENTS]
    assert len(plan.sections[0].rows) == 1


def test_traditional_speech_keeps_its_language() -> None:
    volume = Volume(
        Bilingual("論壇", "Forum"),
        (speech("s01", ("媒體融合發展",), "Media Integration", (), (paragraph("p", ("我們對話。", "We talk.")),)),),
        EngineInfo(),
    )
    plan = compose_volume(volume, Config(), DAY)
    assert plan.metadata.language == "zh-Hant"
    assert {r.zh.lang for s in plan.sections for r in s.rows if r.zh} == {"zh-Hant"}
    assert "目錄" in print_plan(plan)


def test_index_is_in_pinyin_order_and_joins_a_speakers_speeches() -> None:
    people = (("肖谦", "Xiao Qian"), ("安平", "An Ping"), ("肖谦", "Xiao Qian"), ("吴朝安", "Wu Chao'an"))
    volume = Volume(
        Bilingual("集", "Volume"),
        tuple(
            speech(f"s{n:02}", ("题",), "Title", (speaker(f"s{n:02}", zh, zh, en, "", ""),), ())
            for n, (zh, en) in enumerate(people, 1)
        ),
        EngineInfo(),
    )
    index = next(s for s in compose_volume(volume, Config(), DAY).sections if s.kind is SectionKind.INDEX)
    entries = [(r.zh.text, r.target, r.more_targets) for r in index.rows[1:] if r.zh]
    assert entries == [("安平", "s02", ()), ("吴朝安", "s04", ()), ("肖谦", "s01", ("s03",))]


def test_row_ids_are_unique() -> None:
    plan = compose_volume(small_volume(), FULL, DAY)
    ids = [r.id for s in plan.sections for r in s.rows]
    assert len(ids) == len(set(ids))


def test_every_link_leads_to_a_row() -> None:
    plan = compose_volume(small_volume(), FULL, DAY)
    ids = {r.id for s in plan.sections for r in s.rows}
    targets = {t for s in plan.sections for r in s.rows for t in (r.target, *r.more_targets) if t}
    assert targets and targets <= ids


def test_title_and_speaker_share_a_row_that_stays_with_the_text() -> None:
    plan = compose_volume(small_volume(), Config(), DAY)
    row = next(r for s in plan.sections for r in s.rows if r.id == "s01")
    assert row.zh and [line.role for line in row.zh.lines] == [Role.SPEECH_TITLE, Role.SPEAKER]
    assert row.keep_with_next


# --- Parts of the book -------------------------------------------------------------------------------------


def kinds(volume: Volume, config: Config) -> list[SectionKind]:
    return [s.kind for s in compose_volume(volume, config, DAY).sections]


def with_foreword(title: tuple[str, ...] = ("共赴新程",)) -> Volume:
    opening = speech("f01", title, "Setting Out Together" if title else "", (), (paragraph("f01-p01", ("开篇。", "An opening.")),))
    opening = replace(opening, speech=replace(opening.speech, foreword=True))
    volume = small_volume()
    return replace(volume, speeches=(opening, *volume.speeches))


def test_the_parts_stand_in_the_order_of_published_proceedings() -> None:
    parts = PartsConfig(cover=True, half_title=True, glossary=True, colophon=True)
    config = replace(FULL, parts=parts, volume=replace(FULL.volume, hosts=(Bilingual("甲部", "Ministry A"),)))
    term = Term("成效", "results", Span("glossary/terms.csv", 2), TermKind.TERM)
    volume = with_foreword()
    constraint = Constraint(TermKind.TERM, 0, 2, "成效", "results", "glossary/terms.csv:2")
    body = volume.speeches[1].paragraphs[0]
    marked = replace(body.translations[1], results=(ConstraintResult(constraint, Match.EXACT, "results"),))
    spoken = replace(
        volume.speeches[1],
        paragraphs=(replace(body, translations=(body.translations[0], marked)), *volume.speeches[1].paragraphs[1:]),
    )
    volume = replace(volume, speeches=(volume.speeches[0], spoken, volume.speeches[2]), terms=(term,))
    assert kinds(volume, config) == [
        SectionKind.COVER,
        SectionKind.HALF_TITLE,
        SectionKind.TITLE_PAGE,
        SectionKind.IMPRINT,
        SectionKind.FOREWORD,
        SectionKind.ORGANISERS,
        SectionKind.CONTENTS,
        SectionKind.SESSION,
        SectionKind.SPEECH,
        SectionKind.SPEECH,
        SectionKind.GLOSSARY,
        SectionKind.INDEX,
        SectionKind.NOTE,
        SectionKind.COLOPHON,
    ]
    glossary = next(s for s in compose_volume(volume, config, DAY).sections if s.kind is SectionKind.GLOSSARY)
    assert [(r.zh.text, r.en.text, r.target) for r in glossary.rows[1:] if r.zh and r.en] == [
        ("成效", "results", "s01-p01")
    ]


def test_parts_can_be_left_out() -> None:
    left = kinds(small_volume(), Config(parts=PartsConfig(index=False, note=False)))
    assert SectionKind.INDEX not in left and SectionKind.NOTE not in left


def test_a_foreword_is_in_the_contents_but_no_speech() -> None:
    plan = compose_volume(with_foreword(), Config(), DAY)
    by_kind = {s.kind: s for s in plan.sections}
    assert by_kind[SectionKind.FOREWORD].numbering == "roman"
    assert by_kind[SectionKind.CONTENTS].rows[1].target == "f01"
    note = print_plan(plan)
    assert "This volume contains 2 speeches." in note


def test_a_foreword_whose_title_says_more_has_the_title_of_a_speech() -> None:
    def role(*title: str) -> str:
        plan = compose_volume(with_foreword(title), Config(), DAY)
        return next(str(s.rows[0].en.lines[0].role) for s in plan.sections if s.kind is SectionKind.FOREWORD and s.rows[0].en)

    assert (role("序言"), role("凝聚融合力量", "讲好中国故事")) == ("section-title", "speech-title")


def test_a_foreword_without_a_title_is_called_one() -> None:
    plan = compose_volume(with_foreword(()), Config(), DAY)
    foreword = next(s for s in plan.sections if s.kind is SectionKind.FOREWORD)
    assert [foreword.rows[0].zh.text, foreword.rows[0].en.text] == ["序言", "Foreword"]  # type: ignore[union-attr]
    ids = {r.id for s in plan.sections for r in s.rows}
    assert {r.target for s in plan.sections for r in s.rows if r.target} <= ids


def test_hosts_make_a_page_of_organisers() -> None:
    partners = GroupConfig(Bilingual("媒体支持", "Media Partners"), (Bilingual("丙报", "Daily C"),))
    volume = VolumeConfig(
        hosts=(Bilingual("甲部", "Ministry A"),), supporters=(Bilingual("乙社", "Agency B"),), others=(partners,)
    )
    plan = compose_volume(small_volume(), Config(volume=volume, spelling="en-GB"), DAY)
    page = next(s for s in plan.sections if s.kind is SectionKind.ORGANISERS)
    assert [(r.zh.text, r.en.text) for r in page.rows if r.zh and r.en] == [
        ("组织机构", "Organisation"),
        ("主办单位", "Hosts"),
        ("甲部", "Ministry A"),
        ("支持单位", "Supporters"),
        ("乙社", "Agency B"),
        ("媒体支持", "Media Partners"),
        ("丙报", "Daily C"),
    ]


def test_a_foreword_is_signed_at_its_end() -> None:
    volume = with_foreword()
    opening = volume.speeches[0]
    signature = paragraph("f01-p02", ("2025年12月", "December 2025"), role=ParagraphRole.SIGNATURE)
    who = speaker("f01", "王明", "王　明", "Wang Ming", "会长", "President")
    opening = replace(opening, speakers=(who,), paragraphs=(*opening.paragraphs, signature))
    plan = compose_volume(replace(volume, speeches=(opening, *volume.speeches[1:])), Config(), DAY)
    foreword = next(s for s in plan.sections if s.kind is SectionKind.FOREWORD)
    assert [(r.id, r.en.text, str(r.en.lines[0].role)) for r in foreword.rows if r.en] == [
        ("f01", "Setting Out Together", "section-title"),
        ("f01-p01", "An opening.", "body"),
        ("f01-signed", "Wang Ming, President", "signature"),
        ("f01-p02", "December 2025", "signature"),
    ]


def using(*terms: Term) -> Volume:
    """A volume whose one sentence uses these terms."""
    results = tuple(
        ConstraintResult(Constraint(t.kind, 0, 1, t.zh, t.en, f"{t.span.path}:{t.span.line}"), Match.EXACT, t.en)
        for t in terms
    )
    body = paragraph("s01-p01", ("成效。", "Results."))
    body = replace(body, translations=(replace(body.translations[0], results=results),))
    return Volume(Bilingual("集", "Volume"), (speech("s01", ("题",), "Title", (), (body,)),), EngineInfo(), terms)


def listed(volume: Volume, **parts: object) -> list[str]:
    plan = compose_volume(volume, Config(parts=PartsConfig(glossary=True, **parts)), DAY)  # type: ignore[arg-type]
    return [r.zh.text for s in plan.sections if s.kind is SectionKind.GLOSSARY for r in s.rows[1:] if r.zh]


def row(number: int, zh: str, kind: TermKind = TermKind.TERM, base: bool = False) -> Term:
    return Term(zh, zh.encode().hex(), Span("glossary/terms.csv", number), kind, base=base)


def test_the_glossary_lists_what_occurs_but_people_and_built_in_rows() -> None:
    terms = (row(2, "一张网"), row(3, "北京", TermKind.PLACE), row(4, "王明", TermKind.PERSON), row(5, "部长", base=True))
    assert listed(using(*terms)) == ["北京", "一张网"]
    assert listed(replace(using(*terms[:1]), terms=terms)) == ["一张网"]


def test_the_glossary_lists_the_kinds_that_are_asked_for() -> None:
    terms = (row(2, "一张网"), row(3, "北京", TermKind.PLACE), row(4, "王明", TermKind.PERSON))
    assert listed(using(*terms), glossary_kinds=("term", "person")) == ["王明", "一张网"]


def test_a_long_glossary_has_the_letters_of_the_alphabet_between_its_entries() -> None:
    terms = tuple(row(n, f"{first}{second}") for n, (first, second) in enumerate(
        ((a, b) for a in "安北海" for b in "甲乙丙丁戊己庚辛壬癸子丑寅卯"), 2))
    found = listed(using(*terms))
    assert [zh for zh in found if zh.isascii()] == ["A", "B", "H"] and found[0] == "A" and len(found) == 45


def test_the_date_of_publication_is_in_the_imprint_and_the_colophon() -> None:
    config = Config(volume=VolumeConfig(published="2025-09"), parts=PartsConfig(colophon=True))
    plan = compose_volume(small_volume(), config, DAY)
    said = {r.id: (r.zh.text, r.en.text) for s in plan.sections for r in s.rows if r.zh and r.en}
    assert said["imprint-issued"] == ("出版时间：2025年9月", "Published September 2025")
    assert said["colophon-issued"] == ("2025年9月", "September 2025")
    assert "colophon-issued" not in print_plan(compose_volume(small_volume(), Config(parts=PartsConfig(colophon=True)), DAY))


def test_a_speech_without_a_title_is_no_foreword() -> None:
    who = speaker("s01", "王明", "王　明", "Wang Ming", "", "")
    untitled = speech("s01", (), "", (who,), (paragraph("s01-p01", ("谢谢。", "Thank you.")),))
    plan = compose_volume(Volume(Bilingual("集", "Volume"), (untitled,), EngineInfo()), Config(), DAY)
    entry = next(r for s in plan.sections for r in s.rows if r.id == "contents-s01")
    assert entry.zh and entry.zh.text == "王　明"
    assert "Foreword" not in print_plan(plan)


def test_the_note_counts_the_drafts() -> None:
    volume = small_volume()
    first = volume.speeches[0].paragraphs[2]
    unsure = replace(first.translations[0], origin=Origin.ENGINE, confidence=0.1)
    paragraphs = (*volume.speeches[0].paragraphs[:2], replace(first, translations=(unsure,)))
    volume = replace(volume, speeches=(replace(volume.speeches[0], paragraphs=paragraphs), volume.speeches[1]))
    plan = print_plan(compose_volume(volume, Config(), DAY))
    assert "en colophon: Of the machine translation, marked [Draft] because the engine does not trust it: 1" in plan
    assert "zh-Hans colophon: 其中机器译文把握不大、标有 [Draft] 的：1条" in plan
