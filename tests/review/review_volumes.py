"""A small volume with every kind of segment that a reviewer meets."""

from __future__ import annotations

from formatter.diagnostics import Diagnostic, Severity
from formatter.model import (
    Bilingual,
    Constraint,
    ConstraintResult,
    EngineInfo,
    Match,
    Origin,
    Paragraph,
    Segment,
    SegmentKind,
    Session,
    Span,
    Speech,
    TermKind,
    TranslatedParagraph,
    TranslatedSession,
    TranslatedSpeech,
    Translation,
    Volume,
)

PATH = "seeds/论坛.txt"


def at(line: int, column: int, length: int = 0) -> Span:
    return Span(PATH, line, column, length)


def result(
    zh: str, start: int, en: str, match: Match, found: str = "", row: str = "glossary/terms.csv:12"
) -> ConstraintResult:
    return ConstraintResult(Constraint(TermKind.TERM, start, start + len(zh), zh, en, row), match, found)


def translation(id: str, zh: str, en: str, span: Span, origin: Origin = Origin.ENGINE, **more: object) -> Translation:
    kind = more.pop("kind", SegmentKind.BODY)
    return Translation(Segment(id, zh, kind, span), en, origin, **more)  # type: ignore[arg-type]


def speech(
    id: str, zh: str, en: str, line: int, *body: Translation, session: TranslatedSession | None = None
) -> TranslatedSpeech:
    paragraph = Paragraph("".join(t.segment.text for t in body), at(line + 1, 3))
    title = translation(
        f"{id}-t", zh, en, at(line, 3), Origin.APPROVED, kind=SegmentKind.TITLE, reference="approved.tmx:9"
    )
    return TranslatedSpeech(
        id,
        Speech((zh,), (), (paragraph,), at(line, 3)),
        Bilingual(zh, en),
        title,
        (),
        (TranslatedParagraph(paragraph, " ".join(t.en for t in body), body),),
        session,
    )


def small_volume() -> Volume:
    forum = translation("x1", "主论坛", "Main Forum", at(1, 1), Origin.APPROVED, kind=SegmentKind.SESSION)
    session = TranslatedSession(Session("主论坛", at(1, 1)), Bilingual("主论坛", "Main Forum"), translations=(forum,))
    return Volume(
        Bilingual("论坛<发言集>", "Proceedings & Papers"),
        (
            speech(
                "s01",
                "推进媒体融合",
                "Advancing Media Integration",
                2,
                translation(
                    "s01-p01-1",
                    "媒体融合有两个中心。",
                    "Media integration has two centers.",
                    at(3, 3),
                    confidence=0.91,
                    results=(
                        result("媒体融合", 0, "media integration", Match.EXACT, "Media integration"),
                        result("中心", 7, "center", Match.INFLECTED, "centers", "glossary/terms.csv:7"),
                    ),
                ),
                translation(
                    "s01-p01-2",
                    "市委高度重视。",
                    "The city pays <b>great</b> attention.",
                    at(3, 13),
                    confidence=0.32,
                    results=(result("市委", 0, "CPC Municipal Committee", Match.MISSING),),
                ),
                session=session,
            ),
            speech(
                "s02",
                "讲好故事",
                "Telling Stories",
                4,
                translation("s02-p01-1", "成效显著。", "", at(5, 3), Origin.UNTRANSLATED),
                translation("s02-p01-2", "谢谢。", "Thank you.", at(5, 8), confidence=0.6, cached=True),
                session=session,
            ),
        ),
        EngineInfo("tiny", "1.0", sha256="0123456789abcdef"),
    )


DIAGNOSTICS = (
    Diagnostic("untranslated", Severity.ERROR, at(5, 3, 5), "nothing could translate this", "add it to approved.tmx"),
    Diagnostic("doubled-word", Severity.WARNING, at(3, 15), "“the the” <script>alert(1)</script>"),
    Diagnostic("config-unknown", Severity.NOTE, Span("proceedings.toml", 4, 1), "not of any segment"),
)
