"""The machine's view of a build: report.json, version 1, documented in docs/report.md."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from formatter import __version__
from formatter.diagnostics import Diagnostic, Severity, as_record
from formatter.model import (
    Bilingual,
    ConstraintResult,
    Origin,
    TranslatedSpeaker,
    TranslatedSpeech,
    Translation,
    Volume,
)

REPORT_VERSION = 1


def all_translations(volume: Volume) -> tuple[Translation, ...]:
    """Every segment once: a session heading is part of each of its speeches."""
    found = {t.segment.id: t for speech in volume.speeches for t in speech.translations()}
    return tuple(found.values())


def count_origins(volume: Volume) -> dict[str, int]:
    """Segments by origin, every origin named; this is what the colophon prints."""
    counted = Counter(t.origin for t in all_translations(volume))
    return {str(origin): counted[origin] for origin in Origin}


def make_report(
    volume: Volume,
    diagnostics: Iterable[Diagnostic],
    retranslated: Iterable[dict[str, object]] = (),
    files: Iterable[str] = (),
) -> dict[str, object]:
    """Build the report of a volume. ``retranslated``: segments whose constraints changed, with the rows that did it;
    ``files``: the names of what the build writes."""
    found = tuple(diagnostics)
    translations = all_translations(volume)
    results = [r for t in translations for r in t.results]
    return {
        "version": REPORT_VERSION,
        "program": __version__,
        "engine": {
            "name": volume.engine.name,
            "version": volume.engine.version,
            "from": volume.engine.from_code,
            "to": volume.engine.to_code,
            "sha256": volume.engine.sha256,
        },
        "title": _bilingual(volume.title),
        "files": list(files),
        "counts": {
            "speeches": len(volume.spoken),
            "forewords": len(volume.forewords),
            "paragraphs": sum(len(s.paragraphs) for s in volume.speeches),
            "segments": len(translations),
            "origins": count_origins(volume),
            "cached": sum(t.cached for t in translations),
            "retranslated": len(tuple(retranslated)),
            "constraints": {
                "total": len(results),
                **{match: sum(r.match == match for r in results) for match in ("exact", "inflected", "missing")},
            },
            "diagnostics": {str(s): sum(d.severity is s for d in found) for s in Severity},
        },
        "retranslated": list(retranslated),
        "speeches": [_speech(speech) for speech in volume.speeches],
        "diagnostics": [as_record(d) for d in found],
    }


def render_report(report: dict[str, object]) -> bytes:
    return (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode()


def _bilingual(text: Bilingual) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def _speech(speech: TranslatedSpeech) -> dict[str, object]:
    speakers = [_speaker(s) for s in speech.speakers]
    session = speech.session
    return {
        "id": speech.id,
        "title": _bilingual(speech.title),
        "title_parts": list(speech.speech.title),
        "title_segment": _translation(speech.title_translation),
        "speaker": speakers[0] if speakers else None,
        "speakers": speakers,
        "session": None
        if session is None
        else {"title": _bilingual(session.title), "date": _bilingual(session.date), "place": _bilingual(session.place)},
        "source": {"path": speech.speech.span.path, "line": speech.speech.span.line},
        "paragraphs": [
            {
                "zh": p.paragraph.text,
                "en": p.en,
                "role": str(p.paragraph.role),
                "source": {"path": p.paragraph.span.path, "line": p.paragraph.span.line},
                "segments": [_translation(t) for t in p.translations],
            }
            for p in speech.paragraphs
        ],
    }


def _speaker(speaker: TranslatedSpeaker) -> dict[str, object]:
    return {
        "name": _bilingual(speaker.name),
        "line": _bilingual(speaker.line),
        "affiliation": _bilingual(speaker.affiliation),
        "positions": [_bilingual(p) for p in speaker.positions],
        "segments": [_translation(t) for t in speaker.translations],
    }


def _translation(t: Translation) -> dict[str, object]:
    return {
        "id": t.segment.id,
        "zh": t.segment.text,
        "en": t.en,
        "origin": str(t.origin),
        "cached": t.cached,
        "confidence": None if t.confidence is None else round(t.confidence, 3),
        "reference": t.reference,
        "source": {"path": t.segment.span.path, "line": t.segment.span.line},
        "constraints": [_constraint(r) for r in t.results],
    }


def _constraint(result: ConstraintResult) -> dict[str, object]:
    c = result.constraint
    return {
        "kind": str(c.kind),
        "zh": c.zh,
        "en": c.en,
        "required_by": c.required_by,
        "satisfied": result.satisfied,
        "match": str(result.match),
        "found": result.found,
    }
