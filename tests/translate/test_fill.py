"""A rendering in its sentence: what the engine wrote around the slot is fitted to it."""

from __future__ import annotations

import pytest

from formatter.model import CaseRule, Constraint, TermKind
from formatter.translate.fill import fill
from formatter.translate.slots import slot


def want(en: str, kind: TermKind = TermKind.TERM, **more: object) -> Constraint:
    return Constraint(kind, 0, 1, "中", en, "terms.csv:2", **more)


def write(template: str, *constraints: Constraint, headline: bool = False) -> str:
    slots = {str(i): slot(i) for i in range(len(constraints))}
    return fill(template.format(*slots.values()), [c.en for c in constraints], constraints, headline)


NUMBER, BODY, PERSON = TermKind.NUMBER, TermKind.ORGANISATION, TermKind.PERSON


@pytest.mark.parametrize(
    ("template", "constraint", "expected"),
    [
        # articles
        ("We study the {0}.", want("the new era"), "We study the new era."),
        ("We have a {0}.", want("open system"), "We have an open system."),
        ("An {0} was built.", want("national base"), "A national base was built."),
        ("for a {0} years", want("more than 10", NUMBER), "for more than 10 years"),
        ("said the {0}", want("Wu Chao'an", PERSON), "said Wu Chao'an"),
        ("work by {0}", want("Publicity Department", BODY), "work by the Publicity Department"),
        ("its {0}", want("Publicity Department", BODY), "its Publicity Department"),
        ("by {0}", want("Dazhong News Group", BODY), "by Dazhong News Group"),
        ("the local {0}", want("Publicity Department", BODY), "the local Publicity Department"),
        ("{0} said so.", want("Publicity Department", BODY, case=CaseRule.EXACT), "The Publicity Department said so."),
        ("work of {0}", want("Ministry of Commerce", BODY), "work of the Ministry of Commerce"),
        # capitals
        ("{0} matters.", want("media integration"), "Media integration matters."),
        ("Good. {0} matters.", want("media integration"), "Good. Media integration matters."),
        ("“{0} matters.”", want("media integration"), "“Media integration matters.”"),
        ("{0} matters.", want("iPhone"), "iPhone matters."),
        ("{0} matters.", want("e-commerce", case=CaseRule.EXACT), "e-commerce matters."),
        # endings
        ("two {0}s", want("media center"), "two media centers"),
        ("two {0}s", want("policy"), "two policies"),
        ("two {0}s", want("policy", exact=True), "two policy"),
        ("many {0}s", want("resources"), "many resources"),
        ("the {0}'s work", want("committee"), "the committee's work"),
        ("the {0}'s work", want("readers’"), "the readers’ work"),
        ("the {0}'s work", want("cadres"), "the cadres’ work"),
        ("{0}ed at", want("aim"), "Aim at"),
        # said twice
        ("in-depth {0}", want("in-depth media integration"), "In-depth media integration"),
        ("the {0} integration", want("media integration"), "the media integration"),
        ("on over {0} sites", want("more than 200", NUMBER), "on more than 200 sites"),
        ("{0} million views", want("3.6 billion", NUMBER), "3.6 billion views"),
        ("{0} percent of staff", want("more than 80 percent", NUMBER), "More than 80 percent of staff"),
        # spaces and marks
        ("the{0}plan", want("media"), "the media plan"),
        ("paid ${0}.", want("20 million", NUMBER), "paid $20 million."),
        ("at {0}.", want("Acme Inc."), "at Acme Inc."),
        ("a {0}-based plan", want("cloud"), "a cloud-based plan"),
        ("({0})", want("CPC"), "(CPC)"),
    ],
)
def test_the_sentence_fits_the_rendering(template: str, constraint: Constraint, expected: str) -> None:
    assert write(template, constraint) == expected


def test_slots_that_touch_are_kept_apart() -> None:
    assert write("{0}{1} grew", want("media"), want("centers")) == "Media centers grew"


def test_a_rendering_is_never_taken_for_a_word_of_the_engine() -> None:
    assert write("{0} {1}", want("news media"), want("media integration")) == "News media media integration"


def test_a_title_does_without_added_articles() -> None:
    assert write("Work of {0}", want("Publicity Department", BODY), headline=True) == "Work of Publicity Department"
