"""The plan's sections gathered into Word sections: a new one where page numbering or the running heads begin anew,
and for each session that starts a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from formatter.layout.plan import Section, SectionKind

_FORMATS = {"roman": "lowerRoman", "arabic": "decimal"}
_FOLLOWING = (SectionKind.SESSION, SectionKind.SPEECH)  # one stream of pages under one set of heads


@dataclass(frozen=True, slots=True)
class WordSection:
    """Sections of the plan that share headers, footers and page numbering.

    ``restart``: numbering starts at 1 here. ``number_format`` is ST_NumberFormat, "" where no number is printed.
    """

    sections: tuple[Section, ...]
    number_format: str
    restart: bool

    @property
    def running(self) -> tuple[str, str]:
        return self.sections[0].running

    @property
    def opening(self) -> bool:
        """A part of the book starts here, so that the first page has no running head."""
        return self.sections[0].kind not in _FOLLOWING

    @property
    def recto(self) -> bool:
        """It starts on a right-hand page, as the first that counts in arabic numbers does."""
        return self.sections[0].recto or (self.restart and self.number_format == "decimal")


def gather(sections: Sequence[Section]) -> tuple[WordSection, ...]:
    """Group the sections, in order.

    Unnumbered pages count with the pages around them; arabic numbers start at 1 once, on the first page that has
    one, and so do roman ones on the first page of the book. A cover is not one.
    """
    groups: list[list[Section]] = []
    for section in sections:
        if groups and _continues(groups[-1][-1], section):
            groups[-1].append(section)
        else:
            groups.append([section])
    made: list[WordSection] = []
    begun: set[str] = set()
    for group in groups:
        numbering = group[0].numbering
        count = "roman" if numbering == "none" else numbering
        restart = count not in begun
        begun.add(count)
        made.append(WordSection(tuple(group), _FORMATS.get(numbering, ""), restart))
    return tuple(made)


def _continues(before: Section, section: Section) -> bool:
    if before.numbering != section.numbering or any(before.running) != any(section.running):
        return False
    if not section.new_page:
        return True
    return before.kind in _FOLLOWING and section.kind is SectionKind.SPEECH
