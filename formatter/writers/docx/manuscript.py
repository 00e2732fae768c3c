"""What one document needs to know while it is written: languages, page numbers, and the numbers given out so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from formatter.layout.plan import BookPlan, Line, Role, Row
from formatter.writers.docx.faces import measure_em
from formatter.writers.docx.fields import bookmark_name, bookmarked
from formatter.writers.docx.notes import comment_marks, footnote_reference, number_footnotes
from formatter.writers.docx.page import Sheet, twips
from formatter.writers.docx.text import Languages, is_chinese, run
from formatter.writers.docx.titles import break_large_title, break_phrases, break_title, insert_breaks
from formatter.writers.docx.xml import Element

_DISPLAYED = (Role.COVER_TITLE, Role.HALF_TITLE, Role.VOLUME_TITLE)


@dataclass(slots=True)
class Manuscript:
    """Turns lines of the plan into runs and hands out the document's numbers, in reading order.

    ``anchors``: row id → the bookmark that links to the row point at. ``comments`` fills up as rows are written.
    """

    sheet: Sheet
    languages: Languages
    pages: Mapping[str, str]
    anchors: Mapping[str, str]
    footnotes: Mapping[str, int]
    volume_title: tuple[str, str] = ("", "")
    comments: list[str] = field(default_factory=list)
    bookmarks: int = 0
    pictures: int = 0
    add_image: Callable[[bytes], str] = lambda data: ""  # puts a file into the package, gives its relationship id

    @classmethod
    def of(cls, plan: BookPlan, sheet: Sheet, languages: Languages, pages: Mapping[str, str] | None) -> Manuscript:
        anchors = {
            row.id: bookmark_name(row.id, "en" if row.en else "zh")
            for section in plan.sections
            for row in section.rows
            if row.en or row.zh
        }
        footnotes = number_footnotes(plan.footnotes)
        return cls(sheet, languages, pages or {}, anchors, footnotes, _volume_title(plan))

    def runs(self, line: Line, lang: str, measure: int) -> list[Element]:
        """A line's runs with their footnote marks; untranslated text is Chinese wherever it stands.

        ``measure`` is the width that the line has, in twips: titles break between their phrases.
        """
        texts = [part.text for part in line.runs]
        look = self.sheet.design.style(line.role, lang)
        em = measure / twips(look.size)
        if line.role in _DISPLAYED:
            breaks = (
                break_large_title(line.text, line.phrases, em)
                if is_chinese(lang)
                else break_title(line.text, em, lambda text: measure_em(text, look.face))
            )
            texts = insert_breaks(texts, breaks)
        elif line.phrases:
            texts = insert_breaks(texts, break_phrases(line.text, line.phrases, em))
        made: list[Element] = []
        for part, text in zip(line.runs, texts, strict=True):
            spoken = "zh" if part.untranslated and not is_chinese(lang) else lang
            style = "Untranslated" if part.untranslated else "Draft" if part.draft else "Emphasis" if part.italic else ""
            made.append(run(text, spoken, self.languages, style, italic=part.italic and style != "Emphasis"))
            if part.footnote:
                made.append(footnote_reference(self.footnotes[part.footnote]))
        return made

    def bookmarked(self, name: str, content: list[Element]) -> list[Element]:
        self.bookmarks += 1
        return bookmarked(name, self.bookmarks, content)

    def commented(self, row: Row, content: list[Element]) -> list[Element]:
        """Hang the row's comment on its text."""
        if not row.comment:
            return content
        before, after = comment_marks(len(self.comments))
        self.comments.append(row.comment)
        return [before, *content, *after]


def _volume_title(plan: BookPlan) -> tuple[str, str]:
    """The volume's title in Chinese and English, as its title page has it; empty where it has none."""
    for section in plan.sections:
        for row in section.rows:
            cells = (row.zh, row.en)
            if any(cell and cell.lines and cell.lines[0].role is Role.VOLUME_TITLE for cell in cells):
                return tuple(cell.text.replace("\n", " ") if cell else "" for cell in cells)  # type: ignore[return-value]
    return "", ""
