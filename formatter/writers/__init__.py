"""Output formats of the volume: each writes one BookPlan as one file. A new format is a module and a line in WRITERS."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from formatter.config import Config
from formatter.diagnostics import Outcome
from formatter.layout.plan import BookPlan
from formatter.progress import Progress


@dataclass(frozen=True, slots=True)
class Written:
    """A finished file. ``pages``: row id → the page label printed where that row begins ("" keys never occur).

    A writer that can't know its pages (Word breaks its own) takes them from one that does, or leaves them empty.
    ``press``: the same pages for the press, if the settings ask for them.
    """

    data: bytes
    pages: Mapping[str, str]
    press: bytes = b""


Writer = Callable[[BookPlan, Config, Progress, Mapping[str, str] | None], Outcome[Written]]


def _write_pdf(
    plan: BookPlan, config: Config, progress: Progress, pages: Mapping[str, str] | None = None
) -> Outcome[Written]:
    from formatter.writers.pdf import write_pdf  # reportlab and the fonts load only when a PDF is asked for

    return write_pdf(plan, config, progress, pages)


def _write_docx(
    plan: BookPlan, config: Config, progress: Progress, pages: Mapping[str, str] | None = None
) -> Outcome[Written]:
    from formatter.writers.docx import write_docx

    return write_docx(plan, config, progress, pages)


# In the order in which a build runs them: the DOCX takes its page numbers from the PDF.
WRITERS: dict[str, Writer] = {
    "pdf": _write_pdf,
    "docx": _write_docx,
}
