"""Documents to a volume in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from formatter.config import Config
from formatter.diagnostics import Outcome
from formatter.language.english import enumeration_series, join_sentences
from formatter.model import (
    Bilingual,
    Document,
    Origin,
    Segment,
    SegmentKind,
    Session,
    Speech,
    TranslatedParagraph,
    TranslatedSession,
    TranslatedSpeech,
    Translation,
    Volume,
)
from formatter.progress import Progress
from formatter.segment import segment_session, segment_speech
from formatter.translate.first_use import expand_first_uses
from formatter.translate.resources import Resources
from formatter.translate.run import Request, translate_segments
from formatter.translate.sessions import date_in_english, place_in_english
from formatter.translate.speakers import name_people, pair_names, translate_lines, translate_speakers


@dataclass(frozen=True, slots=True)
class _Planned:
    """A speech with its id and its requests, its session's first if it opens one."""

    id: str
    speech: Speech
    session: tuple[Request, ...]
    requests: tuple[Request, ...]


def translate_volume(
    documents: tuple[Document, ...], resources: Resources, config: Config, progress: Progress | None = None
) -> Outcome[Volume]:
    """Translate every speech. With no engine, what neither wording nor rows supply stays untranslated."""
    speeches = [speech for document in documents for speech in document.speeches]
    planned = list(_plan(speeches))
    names = name_people(speeches, resources)
    people = pair_names(names.value)
    requests = [r for p in planned for r in (*p.session, *p.requests)]

    def translate(some: Sequence[Request], shown: Progress | None) -> Outcome[tuple[Translation, ...]]:
        return translate_segments(some, resources, people, config.spelling, config.engine.beam_size, shown)

    text = translate([r for r in requests if r.segment.kind is not SegmentKind.SPEAKER], progress)
    lines = translate_lines(
        [r for r in requests if r.segment.kind is SegmentKind.SPEAKER], resources, config.spelling, translate
    )
    by_id = {t.segment.id: t for t in _expanded(planned, text.value, resources)}
    done, sessions = [], dict[Session, TranslatedSession]()
    for plan in planned:
        session = plan.speech.session
        if session and session not in sessions:
            sessions[session] = _session(session, [by_id[r.segment.id] for r in plan.session], resources, config)
        done.append(
            TranslatedSpeech(
                plan.id,
                plan.speech,
                *_title(plan, by_id),
                translate_speakers(plan.id, plan.speech, names.value, lines.value),
                _paragraphs(plan, by_id),
                sessions[session] if session else None,
            )
        )
    volume = Volume(config.volume.title, tuple(done), resources.engine_info, resources.terms)
    return Outcome(volume, (*names.diagnostics, *lines.diagnostics, *text.diagnostics))


def _plan(speeches: Sequence[Speech]) -> Iterator[_Planned]:
    opened: set[Session] = set()
    counts = {True: 0, False: 0}
    for speech in speeches:
        counts[speech.foreword] += 1
        speech_id = f"{'f' if speech.foreword else 's'}{counts[speech.foreword]:02d}"
        session: tuple[Segment, ...] = ()
        if speech.session and speech.session not in opened:
            opened.add(speech.session)
            session = segment_session(speech.session, speech_id)
        title = speech.title_text
        yield _Planned(
            speech_id,
            speech,
            tuple(Request(s, title) for s in session),
            _requests(segment_speech(speech, speech_id), title),
        )


def _requests(segments: tuple[Segment, ...], title: str) -> tuple[Request, ...]:
    """The requests of a speech; sentences that count aloud know their place in the series."""
    body = [s for s in segments if s.kind is SegmentKind.BODY]
    series = dict(zip((s.id for s in body), enumeration_series([s.text for s in body]), strict=True))
    out = []
    for segment in segments:
        found = series.get(segment.id, ())
        if found and not segment.text[: found[0].start].strip():
            out.append(Request(segment, title, found[0].number, found[0].end, found[1:]))
        else:
            out.append(Request(segment, title, inner=found))
    return tuple(out)


def _expanded(
    planned: Sequence[_Planned], translations: tuple[Translation, ...], resources: Resources
) -> tuple[Translation, ...]:
    speech_of = {r.segment.id: p.id for p in planned for r in (*p.session, *p.requests)}
    return expand_first_uses(translations, [speech_of[t.segment.id] for t in translations], resources.terms)


def _title(plan: _Planned, by_id: dict[str, Translation]) -> tuple[Bilingual, Translation]:
    translation = by_id.get(f"{plan.id}-title") or Translation(
        Segment(f"{plan.id}-title", "", SegmentKind.TITLE, plan.speech.span), "", Origin.GRAMMAR
    )
    return Bilingual(plan.speech.title_text, translation.en), translation


def _paragraphs(plan: _Planned, by_id: dict[str, Translation]) -> tuple[TranslatedParagraph, ...]:
    out = []
    for number, paragraph in enumerate(plan.speech.paragraphs, 1):
        prefix = f"{plan.id}-p{number:02d}-"
        found = tuple(by_id[r.segment.id] for r in plan.requests if r.segment.id.startswith(prefix))
        out.append(TranslatedParagraph(paragraph, join_sentences(t.en for t in found), found))
    return tuple(out)


def _session(
    session: Session, translations: Sequence[Translation], resources: Resources, config: Config
) -> TranslatedSession:
    return TranslatedSession(
        session,
        Bilingual(session.title, join_sentences(t.en for t in translations)),
        Bilingual(session.date, date_in_english(session.date, config.spelling)),
        Bilingual(session.place, place_in_english(session.place, resources)),
        tuple(translations),
    )
