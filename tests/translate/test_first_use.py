"""The long form once, the short one after."""

from __future__ import annotations

from formatter.model import Constraint, Origin, Segment, SegmentKind, Span, Term, TermKind, Translation
from formatter.translate.first_use import expand_first_uses
from formatter.translate.verify import verify


def term(**more: object) -> Term:
    return Term("中共", "CPC", Span("terms.csv", 4, 1), first_use="Communist Party of China (CPC)", **more)


def said(en: str, number: int, kind: SegmentKind = SegmentKind.BODY, origin: Origin = Origin.ENGINE) -> Translation:
    constraint = Constraint(TermKind.ACRONYM, 0, 2, "中共", "CPC", "terms.csv:4")
    segment = Segment(f"p{number}", "中共领导。", kind, Span("a.txt", number, 1))
    return Translation(segment, en, origin, results=verify(en, (constraint,)))


def expand(*translations: Translation, speeches: str = "", row: Term | None = None) -> list[str]:
    found = expand_first_uses(translations, list(speeches or "a" * len(translations)), [row or term()])
    assert all(r.satisfied for t in found for r in t.results)
    return [t.en for t in found]


def test_the_first_mention_of_the_volume_is_long() -> None:
    first, second = said("The CPC leads.", 1), said("The CPC’s way.", 2)
    assert expand(first, second) == ["The Communist Party of China (CPC) leads.", "The CPC’s way."]


def test_once_a_speech_if_the_row_says_so() -> None:
    texts = [said("The CPC leads.", i) for i in range(3)]
    assert expand(*texts, speeches="aab", row=term(first_use_per="speech")) == [
        "The Communist Party of China (CPC) leads.", "The CPC leads.", "The Communist Party of China (CPC) leads.",
    ]  # fmt: skip


def test_titles_are_left_short_and_do_not_count() -> None:
    assert expand(said("The CPC Way", 1, SegmentKind.TITLE), said("The CPC leads.", 2)) == [
        "The CPC Way", "The Communist Party of China (CPC) leads.",
    ]  # fmt: skip


def test_approved_wording_is_not_changed_but_counts() -> None:
    approved = said("The CPC leads.", 1, origin=Origin.APPROVED)
    assert expand(approved, said("The CPC leads.", 2)) == ["The CPC leads.", "The CPC leads."]


def test_articles_and_capitals_fit_the_long_form() -> None:
    row = Term("国企", "SOE", Span("terms.csv", 4, 1), first_use="state-owned enterprise (SOE)")

    def soe(en: str) -> Translation:
        constraint = Constraint(TermKind.ACRONYM, 0, 2, "国企", "SOE", "terms.csv:4")
        return Translation(
            Segment("p", "国企", SegmentKind.BODY, Span("a")), en, Origin.ENGINE, results=verify(en, (constraint,))
        )

    assert expand(soe("It is an SOE."), row=row) == ["It is a state-owned enterprise (SOE)."]
    assert expand(soe("SOEs grow."), row=row) == ["State-owned enterprises (SOEs) grow."]
    assert expand(soe("A state-owned enterprise (SOE) grows."), row=row) == ["A state-owned enterprise (SOE) grows."]
