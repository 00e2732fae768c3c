"""The few exceptions, each saying what to do. Editors' mistakes are diagnostics, not exceptions.

The CLI turns these into a message and an exit status; none reaches the user as a traceback.
"""

from __future__ import annotations


class ProceedingsError(Exception):
    """Base class. ``hint`` says what to do; ``exit_status`` is the process's."""

    exit_status = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(ProceedingsError):
    """The command line asks for something impossible."""

    exit_status = 2


class MissingResource(ProceedingsError):
    """A font, an engine package or a data file that the program needs is not there."""

    exit_status = 3


class CannotWrite(ProceedingsError):
    """A file can't be written; what was there before is still in place."""


class BadPackage(ProceedingsError):
    """An engine package is damaged or not what it says; nothing was installed."""
