"""The checks of a translated volume, in the order in which their findings are shown. A new check is a line here."""

from __future__ import annotations

from formatter.checks.common import Check
from formatter.checks.confidence import check_confidence
from formatter.checks.consistency import check_consistency
from formatter.checks.leftovers import check_placeholders, check_punctuation, check_untranslated_han
from formatter.checks.length import check_enumerations, check_length
from formatter.checks.names import check_names
from formatter.checks.numbers import check_numbers
from formatter.checks.quotes import check_quotes
from formatter.checks.repetition import check_doubled_words, check_loops
from formatter.checks.sessions import check_session_lines
from formatter.checks.spelling import check_spelling
from formatter.checks.terms import check_forbidden_terms, check_missing_terms
from formatter.config import Config
from formatter.diagnostics import Diagnostic
from formatter.model import Volume

CHECKS: tuple[Check, ...] = (
    check_missing_terms,
    check_forbidden_terms,
    check_numbers,
    check_names,
    check_session_lines,
    check_consistency,
    check_untranslated_han,
    check_placeholders,
    check_punctuation,
    check_quotes,
    check_length,
    check_enumerations,
    check_loops,
    check_doubled_words,
    check_spelling,
    check_confidence,
)


def run_checks(volume: Volume, config: Config) -> tuple[Diagnostic, ...]:
    """Run every check over a volume."""
    return tuple(finding for check in CHECKS for finding in check(volume, config))
