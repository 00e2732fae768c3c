"""Sentences that the engine itself is unsure of."""

from __future__ import annotations

from collections.abc import Iterator

from formatter.checks.common import translated
from formatter.config import Config
from formatter.diagnostics import Diagnostic, diagnostic
from formatter.model import Volume


def check_confidence(volume: Volume, config: Config) -> Iterator[Diagnostic]:
    for t in translated(volume):
        if t.confidence is not None and t.unsure:
            message = f"the engine is unsure of {t.segment.id} (confidence {t.confidence:.2f}): “{t.en[:60]}”"
            yield diagnostic("low-confidence", t.segment.span, message, "read it against the Chinese")
