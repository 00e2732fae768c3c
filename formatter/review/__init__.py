"""What editors look at and send back: each entry writes one file from a translated volume. A new form is a module and
a line in REVIEWS."""

from __future__ import annotations

from collections.abc import Callable

from formatter.diagnostics import Diagnostic
from formatter.model import Volume
from formatter.review.html import write_review_html

Review = Callable[[Volume, tuple[Diagnostic, ...]], bytes]

REVIEWS: dict[str, Review] = {
    "html": write_review_html,
}
