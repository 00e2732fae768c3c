"""Small volumes written by hand, for the tests of the layout and of the writers."""

from __future__ import annotations

from dataclasses import replace

from formatter.config import Config, PartsConfig, VolumeConfig
from formatter.model import (
    Bilingual,
    Constraint,
    ConstraintResult,
    EngineInfo,
    Match,
    Origin,
    Paragraph,
    ParagraphRole,
    Segment,
    SegmentKind,
    Session,
    Span,
    Speaker,
    Speech,
    Term,
    TermKind,
    TranslatedParagraph,
    TranslatedSession,
    TranslatedSpeaker,
    TranslatedSpeech,
    Translation,
    Volume,
)

SPAN = Span("seeds/a.txt", 1, 1)


def translation(id: str, zh: str, en: str, kind: SegmentKind = SegmentKind.BODY, origin: Origin | None = None) -> Translation:
    """English that is empty counts as untranslated."""
    return Translation(Segment(id, zh, kind, SPAN), en, origin or (Origin.APPROVED if en else Origin.UNTRANSLATED))


def speaker(id: str, name: str, display: str, en: str, line: str, line_en: str) -> TranslatedSpeaker:
    return TranslatedSpeaker(
        Speaker(name, display, line, SPAN),
        Bilingual(name, en),
        Bilingual(line, line_en),
        sort_key=en,
        translations=tuple(
            translation(f"{id}-{kind}", zh, english, kind, Origin.GRAMMAR)
            for kind, zh, english in ((SegmentKind.NAME, name, en), (SegmentKind.SPEAKER, line, line_en))
            if zh
        ),
    )


def paragraph(id: str, *pairs: tuple[str, str], role: ParagraphRole = ParagraphRole.BODY) -> TranslatedParagraph:
    parts = tuple(translation(f"{id}.{n}", zh, en) for n, (zh, en) in enumerate(pairs, 1))
    source = Paragraph("".join(zh for zh, _ in pairs), SPAN, role)
    return TranslatedParagraph(source, " ".join(t.en for t in parts if t.en), parts)


def speech(
    id: str,
    title: tuple[str, ...],
    en: str,
    speakers: tuple[TranslatedSpeaker, ...],
    paragraphs: tuple[TranslatedParagraph, ...],
    session: TranslatedSession | None = None,
) -> TranslatedSpeech:
    source = Speech(title, tuple(s.speaker for s in speakers), tuple(p.paragraph for p in paragraphs), SPAN)
    zh = source.title_text
    return TranslatedSpeech(
        id, source, Bilingual(zh, en), translation(f"{id}-t", zh, en, SegmentKind.TITLE), speakers, paragraphs, session
    )


WHOLE_BOOK = Config(
    volume=VolumeConfig(
        title=Bilingual("绿色港口论坛：发言集", "Green Ports Forum 2025: Proceedings of the Third Dalian Meeting"),
        place=Bilingual("辽宁大连", "Dalian, Liaoning"),
        start="2025-06-01",
        published="2025-09",
        publisher=Bilingual("某出版社", "A Publishing House"),
        editors=(Bilingual("甲", "Jia"), Bilingual("乙", "Yi")),
        hosts=(Bilingual("甲部", "Ministry A"),),
        supporters=(Bilingual("乙大学", "University B"), Bilingual("丙协会", "Association C")),
    ),
    parts=PartsConfig(cover=True, half_title=True, glossary=True, colophon=True),
)


def whole_book() -> Volume:
    """A volume that has something for every part of WHOLE_BOOK: a signed foreword, a term in use."""
    term = Term("成效", "results", Span("glossary/terms.csv", 2), TermKind.TERM)
    volume = small_volume()
    first, *others = volume.speeches
    body = first.paragraphs[0]
    constraint = Constraint(TermKind.TERM, 0, 2, "成效", "results", "glossary/terms.csv:2")
    used = replace(body.translations[0], results=(ConstraintResult(constraint, Match.EXACT, "results"),))
    body = replace(body, translations=(used, *body.translations[1:]))
    first = replace(first, paragraphs=(body, *first.paragraphs[1:]))
    opening = speech(
        "f01",
        (),
        "",
        (speaker("f01", "王明", "王　明", "Wang Ming", "港口协会会长", "President, Ports Association"),),
        (
            paragraph("f01-p01", ("开篇的话。", "Words at the opening.")),
            paragraph("f01-p02", ("2025年8月", "August 2025"), role=ParagraphRole.SIGNATURE),
        ),
    )
    opening = replace(opening, speech=replace(opening.speech, foreword=True))
    return replace(volume, speeches=(opening, first, *others), terms=(term,))


def small_volume() -> Volume:
    """Two speeches in a session, one untranslated sentence, a padded name, a title of a work."""
    session = TranslatedSession(
        Session("主论坛", SPAN),
        Bilingual("主论坛", "Main Forum"),
        date=Bilingual("2023年10月27日", "October 27, 2023"),
        translations=(translation("x1", "主论坛", "Main Forum", SegmentKind.SESSION),),
    )
    return Volume(
        Bilingual("论坛发言集", "Proceedings of the Forum"),
        (
            speech(
                "s01",
                ("走好创新之路", "推进媒体融合"),
                "Taking the Path of Innovation to Advance Media Integration",
                (speaker("s01", "陈光", "陈　光", "Chen Guang", "长江日报社社长", "President, Changjiang Daily"),),
                (
                    paragraph("s01-p01", ("出台《若干措施》。", "It issued 《Several Measures》."), ("成效显著。", "")),
                    paragraph("s01-p02", ("一、基础", "I. Foundations"), role=ParagraphRole.HEADING),
                    paragraph("s01-p03", ("我们将继续努力。", "We will keep working.")),
                ),
                session,
            ),
            speech(
                "s02",
                ("讲好中国故事",),
                "Telling China’s Stories Well",
                (speaker("s02", "安平", "安　平", "An Ping", "", ""),),
                (paragraph("s02-p01", ("谢谢大家。", "Thank you.")),),
                session,
            ),
        ),
        EngineInfo("tiny", "1.0"),
    )
