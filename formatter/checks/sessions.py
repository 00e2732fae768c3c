"""The date and place under a session's heading: what has no English is missing on the English side of the page."""

from __future__ import annotations

from collections.abc import Iterator

from formatter.config import Config
from formatter.diagnostics import Diagnostic, diagnostic
from formatter.model import Volume


def check_session_lines(volume: Volume, config: Config) -> Iterator[Diagnostic]:
    """A session whose date or place could not be put into English; each session once."""
    sessions = dict.fromkeys(s.session for s in volume.speeches if s.session)
    for session in sessions:
        for what, text, cure in (
            ("date", session.date, "write it with figures, for example 2023年10月27日"),
            ("place", session.place, f"add {session.place.zh} with its English to the glossary, kind place"),
        ):
            if text.zh and not text.en:
                message = f"no English for the {what} “{text.zh}” of “{session.title.zh}”"
                yield diagnostic("session-untranslated", session.session.span, message, cure)
