"""Which findings belong to which segment, and how badly a segment wants a reviewer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from formatter.diagnostics import Diagnostic, Severity
from formatter.model import Origin, Span, TranslatedSpeech, Translation, Volume

# How much each thing adds to a segment's score. One error outweighs any number of lesser doubts that a segment
# can plausibly collect; confidence only orders segments that are otherwise alike.
_UNTRANSLATED = 10_000
_WEIGHTS = {Severity.ERROR: 1_000, Severity.WARNING: 30, Severity.NOTE: 1}
_MISSING = 1_000
_DOUBT = 20


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A translation with its findings. ``score``: 0 is nothing to look at, more is worse."""

    translation: Translation
    findings: tuple[Diagnostic, ...]
    score: int


@dataclass(frozen=True, slots=True)
class ReviewedSpeech:
    speech: TranslatedSpeech
    segments: tuple[Reviewed, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """A volume made ready for review. ``general`` are the findings that no segment can claim."""

    speeches: tuple[ReviewedSpeech, ...]
    general: tuple[Diagnostic, ...]

    def worst_first(self) -> tuple[Reviewed, ...]:
        """Every segment with something to look at; equals keep their reading order."""
        doubtful = [item for speech in self.speeches for item in speech.segments if item.score]
        return tuple(sorted(doubtful, key=lambda item: -item.score))


def score(translation: Translation, findings: Sequence[Diagnostic]) -> int:
    """Say how badly a segment wants looking at."""
    found = sum(_WEIGHTS[finding.severity] for finding in findings)
    if translation.origin is Origin.UNTRANSLATED:
        found += _UNTRANSLATED
    found += _MISSING * sum(not result.satisfied for result in translation.results)
    if translation.confidence is not None:
        found += round(_DOUBT * (1 - min(1.0, max(0.0, translation.confidence))))
    return found


def gather_findings(volume: Volume, diagnostics: Iterable[Diagnostic]) -> Findings:
    """Give each finding to the segment that its place lies in.

    A finding without a column goes to the first segment of its line. A session that several speeches share is
    shown once, with the first of them.
    """
    seen: set[str] = set()
    groups: list[tuple[TranslatedSpeech, list[Translation]]] = []
    for speech in volume.speeches:
        fresh = [t for t in speech.translations() if t.segment.id not in seen]
        seen.update(t.segment.id for t in fresh)
        groups.append((speech, fresh))

    lines: defaultdict[tuple[str, int], list[Translation]] = defaultdict(list)
    for _, translations in groups:
        for translation in translations:
            lines[translation.segment.span.path, translation.segment.span.line].append(translation)

    owned: defaultdict[str, list[Diagnostic]] = defaultdict(list)
    general: list[Diagnostic] = []
    for finding in diagnostics:
        owner = _owner(finding.span, lines.get((finding.span.path, finding.span.line), ()))
        (owned[owner.segment.id] if owner else general).append(finding)

    def review(translation: Translation) -> Reviewed:
        findings = tuple(owned.get(translation.segment.id, ()))
        return Reviewed(translation, findings, score(translation, findings))

    speeches = tuple(ReviewedSpeech(speech, tuple(map(review, found))) for speech, found in groups)
    return Findings(speeches, tuple(general))


def _owner(span: Span, candidates: Sequence[Translation]) -> Translation | None:
    """The last segment of the line that begins at or before the place."""
    if not span.line or not candidates:
        return None
    before = [t for t in candidates if t.segment.span.column <= span.column]
    return max(before, key=lambda t: t.segment.span.column) if span.column and before else candidates[0]
