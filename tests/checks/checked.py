"""Small volumes for the tests of the checks."""

from __future__ import annotations

from formatter.model import (
    Bilingual,
    Constraint,
    EngineInfo,
    Origin,
    Paragraph,
    Segment,
    SegmentKind,
    Span,
    Speaker,
    Speech,
    TermKind,
    TranslatedParagraph,
    TranslatedSpeaker,
    TranslatedSpeech,
    Translation,
    Volume,
)
from formatter.translate.verify import verify


def volume_of(*pairs: tuple[str, str], constraints: tuple[Constraint, ...] = (), confidence: float | None = None) -> Volume:
    """A volume of one speech by 吴朝安, a paragraph a pair."""
    paragraphs = []
    for i, (zh, en) in enumerate(pairs, 1):
        span = Span("seeds/a.txt", i, 1)
        segment = Segment(f"s01-p{i:02}-s01", zh, SegmentKind.BODY, span)
        t = Translation(segment, en, Origin.ENGINE, confidence, verify(en, constraints))
        paragraphs.append(TranslatedParagraph(Paragraph(zh, span), en, (t,)))
    speaker = Speaker("吴朝安", "吴朝安", "", Span("seeds/a.txt", 1))
    title = Segment("s01-title", "题目", SegmentKind.TITLE, Span("seeds/a.txt", 1))
    speech = TranslatedSpeech(
        "s01",
        Speech(("题目",), (speaker,), tuple(p.paragraph for p in paragraphs), Span("seeds/a.txt", 1)),
        Bilingual("题目", "Title"),
        Translation(title, "Title", Origin.APPROVED),
        (TranslatedSpeaker(speaker, Bilingual("吴朝安", "Wu Chao'an"), Bilingual()),),
        tuple(paragraphs),
    )
    return Volume(Bilingual("书", "Book"), (speech,), EngineInfo())


def term(zh: str, en: str, **more: object) -> Constraint:
    return Constraint(TermKind.TERM, 0, len(zh), zh, en, "glossary/terms.csv:2", **more)  # type: ignore[arg-type]
