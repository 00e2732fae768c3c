"""One static page for the editors: every segment with its English, where that came from, what was required of it
and what was found wrong.

The page is whole in itself (no request leaves it; its content security policy says so), reads without JavaScript,
and with it can be searched, filtered and ordered worst first. All text goes through lxml's tree, so nothing in a
source or a glossary can become markup.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

from lxml import html
from lxml.builder import E

from formatter.diagnostics import Diagnostic, Severity
from formatter.model import ConstraintResult, Match, Origin, SegmentKind, Translation, Volume
from formatter.review.findings import Findings, Reviewed, ReviewedSpeech, gather_findings

Element = Any  # lxml has no public type for its elements

WORST_SHOWN = 25  # in the list that needs no JavaScript
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def write_review_html(volume: Volume, diagnostics: tuple[Diagnostic, ...]) -> bytes:
    """Write the review page of a volume as UTF-8; the same input gives the same bytes."""
    found = gather_findings(volume, diagnostics)
    style, script = _asset("page.css"), _asset("page.js")
    page = E.html(
        E.head(
            E.meta(charset="utf-8"),
            E.meta({"http-equiv": "Content-Security-Policy", "content": _policy(style, script)}),
            E.meta(name="viewport", content="width=device-width, initial-scale=1"),
            E.title(_clean(f"Review: {volume.title.en or volume.title.zh or 'proceedings'}")),
            E.style(style),
        ),
        E.body(
            E.a("Skip to the speeches", {"class": "skip"}, href="#speeches"),
            _header(volume, found),
            _speech_list(found),
            _controls(found),
            E.main(
                {"id": "speeches"},
                _worst(found),
                _general(found.general),
                E.div({"id": "ordered", "hidden": "hidden"}),
                *(_speech(speech) for speech in found.speeches),
            ),
            E.script(script),
        ),
        lang="en",
    )
    return html.tostring(page, doctype="<!DOCTYPE html>", encoding="utf-8")


def _asset(name: str) -> str:
    return (files("formatter.review") / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Allow this page's own style and script, by hash, and nothing else."""

    def source(text: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"

    return f"default-src 'none'; style-src {source(style)}; script-src {source(script)}; base-uri 'none'; form-action 'none'"


def _clean(text: str) -> str:
    """Replace the control characters that HTML has no way to hold."""
    return _FORBIDDEN.sub("\ufffd", text)


def _zh(tag: str, text: str, **attributes: str) -> Element:
    return E(tag, _clean(text), lang="zh", **attributes)


def _en(tag: str, text: str, **attributes: str) -> Element:
    return E(tag, _clean(text), lang="en", **attributes)


def _anchor(segment_id: str) -> str:
    return "seg-" + re.sub(r"\s", "_", _clean(segment_id))


def _heading(speech_id: str) -> str:
    return f"speech-{_anchor(speech_id)}"


# --- The head of the page ----------------------------------------------------------------------------------


def _header(volume: Volume, found: Findings) -> Element:
    segments = [item for speech in found.speeches for item in speech.segments]
    origins = Counter(item.translation.origin for item in segments)
    results = Counter(result.match for item in segments for result in item.translation.results)
    findings = Counter(f.severity for item in segments for f in item.findings)
    findings.update(f.severity for f in found.general)
    engine = " ".join(filter(None, (volume.engine.name, volume.engine.version, volume.engine.sha256[:12]))) or "none"
    return E.header(
        E.p("Review", {"class": "eyebrow"}),
        E.h1(_zh("span", volume.title.zh), " ", _en("span", volume.title.en)),
        E.dl(
            *_fact("Speeches", str(len(found.speeches))),
            *_fact("Segments", str(len(segments))),
            *_fact("Origin", _tally((str(o), origins[o]) for o in Origin)),
            *_fact("Required wording", _tally((str(m), results[m]) for m in Match)),
            *_fact("Findings", _tally((f"{s}s" if findings[s] != 1 else str(s), findings[s]) for s in Severity)),
            *_fact("Engine", engine),
        ),
    )


def _fact(name: str, value: str) -> tuple[Element, Element]:
    return E.dt(name), E.dd(_clean(value))


def _tally(counts: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in counts if count) or "none"


def _speech_list(found: Findings) -> Element:
    entries = [
        E.li(E.a(_zh("span", s.speech.title.zh), " ", _en("span", s.speech.title.en), href=f"#{_heading(s.speech.id)}"))
        for s in found.speeches
    ]
    return E.nav({"aria-label": "Speeches"}, E.details(E.summary("Speeches"), E.ol(*entries)))


def _controls(found: Findings) -> Element:
    """Filters, hidden until the script shows them: without it they would do nothing."""
    origins = [E.label(E.input(type="checkbox", name="origin", value=o, checked="checked"), f" {o}") for o in Origin]
    speeches = [
        E.option(_clean(f"{s.speech.id}  {s.speech.title.zh}"), value=_clean(s.speech.id)) for s in found.speeches
    ]
    return E.form(
        {"id": "controls", "hidden": "hidden", "role": "search", "aria-label": "Filter segments"},
        E.label("Search ", E.input(type="search", name="text", placeholder="Chinese, English or file:line")),
        E.label("Speech ", E.select(E.option("all", value=""), *speeches, name="speech")),
        E.label(
            "Show ",
            E.select(
                E.option("all segments", value="all"),
                E.option("with findings", value="findings"),
                E.option("with errors", value="error"),
                E.option("with warnings", value="warning"),
                E.option("with wording missed", value="missing"),
                E.option("without findings", value="clean"),
                name="show",
            ),
        ),
        E.label(
            "Order ",
            E.select(E.option("reading order", value="reading"), E.option("worst first", value="worst"), name="order"),
        ),
        E.fieldset(E.legend("Origin"), *origins),
        E.output({"id": "shown", "aria-live": "polite"}),
    )


def _general(findings: tuple[Diagnostic, ...]) -> Element:
    if not findings:
        return E.div()
    details = E.details(
        E.summary(E.h2(f"Findings on the volume: {len(findings)}", id="general")), _finding_list(findings)
    )
    if any(finding.severity is not Severity.NOTE for finding in findings):
        details.set("open", "open")
    return E.section({"class": "general", "aria-labelledby": "general"}, details)


def _worst(found: Findings) -> Element:
    worst = found.worst_first()[:WORST_SHOWN]
    if not worst:
        return E.div()
    entries = []
    for item in worst:
        segment = item.translation.segment
        reason = "; ".join(_reasons(item))
        entries.append(
            E.li(
                E.a(_zh("span", segment.text.strip()[:40]), href=f"#{_anchor(segment.id)}"),
                " ",
                E.small(_clean(reason)),
            )
        )
    return E.section(
        {"class": "worst", "aria-labelledby": "worst"}, E.h2("To look at first", id="worst"), E.ol(*entries)
    )


def _reasons(item: Reviewed) -> list[str]:
    reasons = []
    if item.translation.origin is Origin.UNTRANSLATED:
        reasons.append("untranslated")
    reasons.extend(
        f"{r.constraint.zh} → {r.constraint.en} missing" for r in item.translation.results if not r.satisfied
    )
    reasons.extend(finding.message for finding in item.findings)
    if not reasons and item.translation.confidence is not None:
        reasons.append(f"confidence {item.translation.confidence:.2f}")
    return reasons


# --- Speeches and segments ---------------------------------------------------------------------------------


def _speech(reviewed: ReviewedSpeech) -> Element:
    speech = reviewed.speech
    heading = _heading(speech.id)
    return E.section(
        {"class": "speech", "data-speech": _clean(speech.id), "aria-labelledby": heading},
        E.h2(_zh("span", speech.title.zh), " ", _en("span", speech.title.en), id=heading),
        E.p(
            E.code(_clean(f"{speech.id}  {speech.speech.span}")),
            *(part for s in speech.speakers for part in (" ", _zh("span", s.name.zh), " ", _en("span", s.name.en))),
            {"class": "source"},
        ),
        E.div({"class": "segments"}, *(_segment(item, speech.id) for item in reviewed.segments)),
    )


def _segment(item: Reviewed, speech_id: str) -> Element:
    translation = item.translation
    segment = translation.segment
    severities = sorted({str(f.severity) for f in item.findings})
    if any(not r.satisfied for r in translation.results):
        severities.append("missing")
    english = (
        E.p(_zh("span", segment.text.strip()), {"class": "text untranslated"})
        if translation.origin is Origin.UNTRANSLATED and not translation.en
        else E.p(*_marked_english(translation), {"class": "text", "lang": "en"})
    )
    return E.article(
        {
            "class": "segment " + " ".join(severities),
            "id": _anchor(segment.id),
            "data-speech": _clean(speech_id),
            "data-origin": str(translation.origin),
            "data-findings": " ".join(severities),
            "data-score": str(item.score),
            "aria-label": _clean(f"{segment.kind} {segment.id}"),
        },
        E.p(*_marked_source(translation), {"class": "text", "lang": "zh"}),
        english,
        _meta(translation),
        *([_finding_list(item.findings)] if item.findings else []),
        *([_constraints(translation.results)] if translation.results else []),
    )


def _meta(translation: Translation) -> Element:
    segment = translation.segment
    parts: list[Element] = [
        E.a(_clean(segment.id), href=f"#{_anchor(segment.id)}"),
        E.code(_clean(str(segment.span))),
        E.span(str(translation.origin), {"class": f"badge {translation.origin}"}),
    ]
    if segment.kind is not SegmentKind.BODY:
        parts.append(E.span(str(segment.kind), {"class": "kind"}))
    if translation.cached:
        parts.append(E.span("from the cache", {"class": "kind"}))
    if translation.reference:
        parts.append(E.code(_clean(translation.reference)))
    if translation.confidence is not None:
        value = f"{translation.confidence:.2f}"
        limits = {"min": "0", "max": "1", "low": "0.5", "high": "0.8", "optimum": "1"}
        meter = E.meter(value, {"aria-label": "confidence"}, value=value, **limits)
        parts.append(E.span("confidence ", meter, f" {value}", {"class": "confidence"}))
    return E.p({"class": "meta"}, *(item for part in parts for item in (part, " ")))


def _finding_list(findings: Iterable[Diagnostic]) -> Element:
    items = []
    for finding in findings:
        hint = [E.span(_clean(f" {finding.hint}"), {"class": "hint"})] if finding.hint else []
        items.append(
            E.li(
                {"class": str(finding.severity)},
                E.strong(str(finding.severity)),
                " ",
                E.code(_clean(finding.code)),
                " ",
                _clean(finding.message),
                *hint,
                " ",
                E.code(_clean(str(finding.span)), {"class": "place"}),
            )
        )
    return E.ul({"class": "findings"}, *items)


def _constraints(results: tuple[ConstraintResult, ...]) -> Element:
    """The required wording as a table, open where something is missing."""
    rows = [
        E.tr(
            {"class": str(r.match)},
            _zh("td", r.constraint.zh),
            _en("td", r.constraint.en),
            E.td(E.span(str(r.match), {"class": f"badge {r.match}"}), *([" ", _en("q", r.found)] if r.found else [])),
            E.td(str(r.constraint.kind)),
            E.td(E.code(_clean(r.constraint.required_by))),
        )
        for r in results
    ]
    missing = sum(not r.satisfied for r in results)
    label = f"Required wording: {len(results)}" + (f", {missing} missing" if missing else "")
    heads = (E.th(name, scope="col") for name in ("Chinese", "Required", "Found", "Kind", "Asked for by"))
    details = E.details(E.summary(label), E.table(E.thead(E.tr(*heads)), E.tbody(*rows)), {"class": "constraints"})
    if missing:
        details.set("open", "open")
    return details


def _marked_source(translation: Translation) -> list[Element | str]:
    """The Chinese with the stretches that rows apply to marked."""
    places = [(r.constraint.start, r.constraint.end, r.match) for r in translation.results]
    return _mark(translation.segment.text, places)


def _marked_english(translation: Translation) -> list[Element | str]:
    """The English with the wording that satisfied a row marked, each at its first place that is still free."""
    places: list[tuple[int, int, Match]] = []
    for result in translation.results:
        start = translation.en.find(result.found) if result.found else -1
        while start >= 0 and any(start < end and begin < start + len(result.found) for begin, end, _ in places):
            start = translation.en.find(result.found, start + 1)
        if start >= 0:
            places.append((start, start + len(result.found), result.match))
    return _mark(translation.en, places)


def _mark(text: str, places: list[tuple[int, int, Match]]) -> list[Element | str]:
    """Split a text at its marked places; places that overlap an earlier one are left unmarked."""
    made: list[Element | str] = []
    at = 0
    for start, end, match in sorted(places):
        if start < at or end <= start or end > len(text):
            continue
        made.extend((_clean(text[at:start]), E.mark(_clean(text[start:end]), {"class": str(match)})))
        at = end
    made.append(_clean(text[at:]))
    return made
