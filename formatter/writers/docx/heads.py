"""Running heads, page numbers, and the marks between tables that feed them."""

from __future__ import annotations

from formatter.layout.plan import Section, SectionKind
from formatter.writers.docx.faces import measure_em
from formatter.writers.docx.fields import field
from formatter.writers.docx.manuscript import Manuscript
from formatter.writers.docx.page import twips
from formatter.writers.docx.parts import WordSection
from formatter.writers.docx.text import paragraph, run
from formatter.writers.docx.titles import shorten, shorten_chinese
from formatter.writers.docx.xml import Element, element, root

_IN_CONTENTS = (
    SectionKind.FOREWORD,
    SectionKind.SESSION,
    SectionKind.SPEECH,
    SectionKind.GLOSSARY,
    SectionKind.INDEX,
    SectionKind.NOTE,
)
_ZH_SHARE, _EN_SHARE = 0.42, 0.54  # of the measure, at most, for the running heads
_OUTSIDE = {"wrap": "around", "vAnchor": "text", "hAnchor": "margin", "xAlign": "outside", "y": 1}


def section_marks(section: Section, manuscript: Manuscript, space: float | None, page_break: bool) -> list[Element]:
    """The paragraphs before a section's table: its title for the outline, its running titles for the heads.

    One paragraph does for both where the running titles are not cut.

    Speeches, sessions and the parts that the contents name are headings, which the contents collect; other parts of the
    book stand in the navigation pane only. ``space`` is what stands before them at the top of a page, points; None leaves it to the
    style.
    """
    zh, en = cut_titles(section.running, manuscript)
    languages = manuscript.languages
    titles = [
        run(zh, "zh", languages, "RunningTitleZh") if zh else None,
        run("  ", "en", languages) if zh and en else None,
        run(en, "en", languages, "RunningTitleEn") if en else None,
    ]
    own = [element("spacing", before=twips(space))] if space is not None else []
    if section.outline is None:
        return [paragraph("SectionMark", *titles, keep_with_next=True, page_break=page_break, own=own)]
    style = f"Heading{min(section.outline.level, 3)}" if section.kind in _IN_CONTENTS else "PartMark"
    if section.outline.title == "  ".join(filter(None, (zh, en))):
        return [paragraph(style, *titles, page_break=page_break, own=own)]
    heading = paragraph(style, run(section.outline.title, "zh", languages), page_break=page_break, own=own)
    return [heading, paragraph("SectionMark", *titles, keep_with_next=True)] if zh or en else [heading]


def cut_titles(titles: tuple[str, str], manuscript: Manuscript) -> tuple[str, str]:
    """Both titles, cut short where they would not stand on one line."""
    zh, en = titles
    style, width = manuscript.sheet.design.furniture["running"], manuscript.sheet.format.text_width
    shortened = shorten(en, width * _EN_SHARE / style.en.size, lambda text: measure_em(text, style.en.face))
    return shorten_chinese(zh, width * _ZH_SHARE / style.zh.size), shortened


def header(section: WordSection, manuscript: Manuscript) -> bytes:
    """The running head: the titles in force on the page, Chinese left, English right; empty where there are none.

    CHARFORMAT keeps the head's own look, whatever the mark that Word takes the title from looks like. Word works the
    titles out for every page; a program that can't shows the session's, or the volume's, which is never wrong.
    """
    zh, en = cut_titles(section.running, manuscript)
    named = len(section.sections) == 1 or section.sections[0].kind is SectionKind.SESSION
    if not named and all(manuscript.volume_title):
        zh, en = cut_titles(manuscript.volume_title, manuscript)
    if not (zh or en):
        return empty_header()
    languages = manuscript.languages
    return root(
        "hdr",
        paragraph(
            "Header",
            *field('STYLEREF "Running Title zh" \\* CHARFORMAT', zh, "zh", languages, "RunningHeadZh"),
            element("r", element("tab")),
            *field('STYLEREF "Running Title en" \\* CHARFORMAT', en, "en", languages, "RunningHeadEn"),
        ),
    )


def empty_header() -> bytes:
    return root("hdr", paragraph("Normal"))


def footer(section: WordSection, manuscript: Manuscript, pages: str) -> bytes:
    """The page number at the outer edge of ``pages`` (ST_HdrFtr); empty where none is printed.

    The first page of a section that starts on a right-hand one is that; others may be either, which only Word's frame
    "outside" can tell (LibreOffice sets it at the left).
    """
    if not section.number_format:
        return root("ftr", paragraph("Normal"))
    first = "i" if section.number_format == "lowerRoman" else "1"
    number = field("PAGE", first, "en", manuscript.languages)
    if pages == "first" and not section.recto:
        return root("ftr", paragraph("Footer", *number, own=[element("framePr", **_OUTSIDE)]), paragraph("Footer"))
    return root("ftr", paragraph("Footer", *number, own=[element("jc", val="left" if pages == "even" else "right")]))
