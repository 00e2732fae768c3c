"""The review page: every segment is there, linked to its findings, safe and readable without JavaScript."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace

import pytest
from lxml import html
from review_volumes import DIAGNOSTICS, at, small_volume, translation

from formatter.diagnostics import Diagnostic, Severity
from formatter.model import Match, Origin, Volume
from formatter.review import REVIEWS
from formatter.review.findings import gather_findings, score
from formatter.review.html import write_review_html


@pytest.fixture(scope="module")
def page():
    return html.document_fromstring(write_review_html(small_volume(), DIAGNOSTICS))


def segment(page, id: str):
    (found,) = page.xpath(f"//article[@id='seg-{id}']")
    return found


def test_every_segment_stands_once_in_reading_order(page):
    ids = [a.get("id") for a in page.xpath("//article")]
    assert ids == [f"seg-{s}" for s in ("x1", "s01-t", "s01-p01-1", "s01-p01-2", "s02-t", "s02-p01-1", "s02-p01-2")]


def test_both_languages_stand_side_by_side_and_say_which_they_are(page):
    zh, en = segment(page, "s01-p01-1").xpath("./p[contains(@class, 'text')]")
    assert (zh.get("lang"), zh.text_content()) == ("zh", "媒体融合有两个中心。")
    assert (en.get("lang"), en.text_content()) == ("en", "Media integration has two centers.")


def test_required_wording_names_its_row_and_how_it_was_met(page):
    rows = [[td.text_content().strip() for td in tr] for tr in segment(page, "s01-p01-1").xpath(".//tbody/tr")]
    assert rows == [
        ["媒体融合", "media integration", "exact Media integration", "term", "glossary/terms.csv:12"],
        ["中心", "center", "inflected centers", "term", "glossary/terms.csv:7"],
    ]
    assert segment(page, "s01-p01-1").xpath(".//details/@open") == []
    assert segment(page, "s01-p01-2").xpath(".//details/@open"), "a missed row is open"


def test_wording_is_marked_in_both_texts(page):
    marks = [(m.get("class"), m.text) for m in segment(page, "s01-p01-1").iter("mark")]
    assert marks == [
        ("exact", "媒体融合"),
        ("inflected", "中心"),
        ("exact", "Media integration"),
        ("inflected", "centers"),
    ]


def test_findings_stand_with_their_segment(page):
    assert "nothing could translate this" in segment(page, "s02-p01-1").text_content()
    assert "add it to approved.tmx" in segment(page, "s02-p01-1").text_content()
    assert segment(page, "s01-p01-2").xpath(".//ul[@class='findings']//code/text()") == [
        "doubled-word",
        "seeds/论坛.txt:3:15",
    ]
    assert not segment(page, "s01-p01-1").xpath(".//ul[@class='findings']")
    assert "not of any segment" in page.xpath("//section[@class='general']")[0].text_content()


def test_untranslated_text_is_marked_as_chinese(page):
    texts = segment(page, "s02-p01-1").xpath("./p[contains(@class, 'untranslated')]/span")
    assert [(t.get("lang"), t.text) for t in texts] == [("zh", "成效显著。")]


def test_origin_confidence_and_source_are_said(page):
    meta = segment(page, "s02-p01-2").xpath("./p[@class='meta']")[0]
    assert meta.xpath(".//meter/@value") == ["0.60"]
    assert all(word in meta.text_content() for word in ("engine", "from the cache", "seeds/论坛.txt:5:8", "s02-p01-2"))
    assert "approved.tmx:9" in segment(page, "s02-t").text_content()


def test_worst_come_first_without_javascript(page):
    links = page.xpath("//section[@class='worst']//a/@href")
    assert links == ["#seg-s02-p01-1", "#seg-s01-p01-2", "#seg-s02-p01-2", "#seg-s01-p01-1"]
    assert page.xpath("//form/@hidden"), "what needs JavaScript is hidden until it runs"
    assert not page.xpath("//article[@hidden]")


def test_nothing_in_a_text_becomes_markup(page):
    assert page.xpath("//h1")[0].text_content() == "论坛<发言集> Proceedings & Papers"
    assert "<b>great</b>" in segment(page, "s01-p01-2").text_content()
    assert not page.xpath("//article//b | //article//script")
    assert len(page.xpath("//script")) == 1


def test_page_asks_the_network_for_nothing(page):
    assert not page.xpath("//link | //img | //iframe | //script[@src] | //*[@style] | //*[@onclick]")
    data = write_review_html(small_volume(), DIAGNOSTICS)
    assert b"http://" not in data and b"https://" not in data and b"@import" not in data and b"url(" not in data


def test_policy_allows_exactly_the_pages_own_style_and_script(page):
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    for name in ("style", "script"):
        text = page.xpath(f"//{name}/text()")[0]
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")


def test_ids_are_unique_and_labels_lead_somewhere(page):
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert set(page.xpath("//@aria-labelledby")) <= set(ids)
    assert {href[1:] for href in page.xpath("//a/@href")} <= set(ids)
    assert all(control.xpath("ancestor::label") for control in page.xpath("//input | //select"))


def test_head_counts_what_there_is(page):
    facts = dict(zip(page.xpath("//dt/text()"), page.xpath("//dd/text()"), strict=True))
    assert facts["Origin"] == "3 approved, 3 engine, 1 untranslated"
    assert facts["Required wording"] == "1 exact, 1 inflected, 1 missing"
    assert facts["Findings"] == "1 error, 1 warning, 1 note"
    assert facts["Engine"] == "tiny 1.0 0123456789ab"


def test_every_speech_can_be_reached_from_the_top(page):
    titles = [a.text_content() for a in page.xpath("//nav//a")]
    assert titles == ["推进媒体融合 Advancing Media Integration", "讲好故事 Telling Stories"]


def test_same_volume_same_bytes():
    assert write_review_html(small_volume(), DIAGNOSTICS) == REVIEWS["html"](small_volume(), DIAGNOSTICS)


def test_control_characters_do_not_break_the_page():
    volume = small_volume()
    broken = replace(volume, title=replace(volume.title, zh="论\x00坛\x0b"))
    assert "论\ufffd坛\ufffd" in write_review_html(broken, ()).decode()


def test_empty_volume_is_a_page():
    page = html.document_fromstring(write_review_html(Volume(small_volume().title, (), small_volume().engine), ()))
    assert not page.xpath("//article | //section")


# --- Findings ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "column", "owner"),
    [
        (3, 3, "s01-p01-1"),
        (3, 12, "s01-p01-1"),
        (3, 13, "s01-p01-2"),
        (3, 0, "s01-p01-1"),
        (3, 1, "s01-p01-1"),
        (9, 1, None),
        (0, 0, None),
    ],
)
def test_a_finding_belongs_to_the_segment_that_it_lies_in(line, column, owner):
    found = gather_findings(small_volume(), [Diagnostic("x", Severity.NOTE, at(line, column), "m")])
    owners = [i.translation.segment.id for s in found.speeches for i in s.segments if i.findings]
    assert owners == ([owner] if owner else [])
    assert bool(found.general) == (owner is None)


def test_errors_weigh_more_than_doubts():
    error = Diagnostic("x", Severity.ERROR, at(1, 1), "m")
    warning = Diagnostic("y", Severity.WARNING, at(1, 1), "m")
    sure, unsure = (translation("a", "甲", "A", at(1, 1), confidence=c) for c in (1.0, 0.0))
    none = translation("b", "乙", "", at(1, 1), Origin.UNTRANSLATED)
    scores = [score(sure, ()), score(unsure, ()), score(unsure, [warning] * 3), score(sure, [error]), score(none, ())]
    assert scores == sorted(scores) and scores[0] == 0


def test_a_missed_row_needs_a_look_without_any_finding():
    worst = gather_findings(small_volume(), ()).worst_first()
    assert [i.translation.segment.id for i in worst[:2]] == ["s02-p01-1", "s01-p01-2"]
    assert any(r.match is Match.MISSING for r in worst[1].translation.results)
