"""Speakers' names in running text: the same person the same way everywhere."""

from __future__ import annotations

from collections.abc import Iterator

from formatter.checks.common import sentences
from formatter.config import Config
from formatter.diagnostics import Diagnostic, diagnostic
from formatter.language.english import find_rendering
from formatter.language.script import fold
from formatter.model import Volume


def check_names(volume: Volume, config: Config) -> Iterator[Diagnostic]:
    """A speaker's full name in a segment whose English has neither the name nor the surname."""
    people = {
        fold(s.speaker.name).text: (s.speaker.name, s.name.en)
        for speech in volume.speeches
        for s in speech.speakers
        if len(s.speaker.name) > 1 and s.name.en
    }
    for t in sentences(volume):
        source = fold(t.segment.text).text
        for key, (zh, en) in people.items():
            if key not in source or any(r.constraint.start <= source.find(key) < r.constraint.end for r in t.results):
                continue  # a constraint stands there: its own result says whether it was obeyed
            if not any(find_rendering(t.en, name, True) for name in (en, en.split()[0])):
                yield diagnostic(
                    "name-missing", t.segment.span, f"{zh} is “{en}” in this volume, but not in “{t.en[:60]}”", f"write {en}"
                )
