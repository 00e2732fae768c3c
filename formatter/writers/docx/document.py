"""BookPlan → DOCX: the same cells, roles and order as every other writer's, in a file that editors can work in."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from docx.document import Document as WordDocument

from formatter.config import Config
from formatter.diagnostics import Diagnostic, Outcome, diagnostic
from formatter.layout.design_files import volume_design
from formatter.layout.plan import BookPlan
from formatter.progress import Progress
from formatter.writers import Written
from formatter.writers.docx.embed import characters_by_face, cut_faces
from formatter.writers.docx.heads import empty_header, footer, header
from formatter.writers.docx.manuscript import Manuscript
from formatter.writers.docx.notes import comments_part, footnotes_part
from formatter.writers.docx.package import attach, attach_font_table, blank_document, save, set_properties
from formatter.writers.docx.page import Sheet, section_properties
from formatter.writers.docx.parts import gather
from formatter.writers.docx.sections import write_section
from formatter.writers.docx.settings import settings_part
from formatter.writers.docx.styles import StyleSheet
from formatter.writers.docx.text import Languages, paragraph


def write_docx(
    plan: BookPlan, config: Config, progress: Progress, pages: Mapping[str, str] | None = None
) -> Outcome[Written]:
    """Write the volume as a Word document.

    ``pages``: row id → page label, from a writer that breaks its own pages; contents and index are filled in with
    them. Without them Word is told to work the numbers out when it opens the file.
    """
    design = volume_design(config.page)
    languages = Languages.of_volume(plan.metadata.language, config.spelling)
    sheet = Sheet.of(design, config.page, plan)
    styles = StyleSheet(design, languages, sheet)
    manuscript = Manuscript.of(plan, sheet, languages, pages)

    document = blank_document()
    manuscript.add_image = lambda data: document.part.get_or_add_image(BytesIO(data))[0]
    attach(document, "styles", styles.part())
    used = characters_by_face(plan, design, _furniture(plan, manuscript))
    attach_font_table(document, styles.faces(), cut_faces(used))
    _write_body(document, plan, manuscript, progress)
    if plan.footnotes:
        attach(document, "footnotes", footnotes_part(plan.footnotes, manuscript.footnotes, languages))
    if manuscript.comments:
        attach(document, "comments", comments_part(manuscript.comments, plan.metadata.created, languages))
    attach(document, "settings", settings_part(languages, not pages, bool(plan.footnotes), sheet.notes_by_page))
    set_properties(document, plan.metadata)
    return Outcome(Written(save(document), dict(pages or {})), _limits(config))


def _furniture(plan: BookPlan, manuscript: Manuscript) -> str:
    """What headers, footers and column heads may say."""
    running = (title for section in plan.sections for title in section.running)
    return "".join(("中文English…", *manuscript.volume_title, *running))


def _limits(config: Config) -> tuple[Diagnostic, ...]:
    """Say what a Word document can't do."""
    if config.page.layout != "facing":
        return ()
    message = "Word can't keep the two languages level on facing pages; the DOCX sets them in two columns"
    return (diagnostic("docx-facing-pages", config.place("page.layout"), message),)


def _write_body(document: WordDocument, plan: BookPlan, manuscript: Manuscript, progress: Progress) -> None:
    """Fill the body, Word section by Word section; the last one's properties end the body itself."""
    body = document.element.body
    groups = gather(plan.sections)
    progress.start("Word", len(plan.sections))
    for number, group in enumerate(groups, 1):
        for index, section in enumerate(group.sections):
            body.extend(write_section(section, manuscript, first=index == 0))
            progress.advance()
        kinds = ("default", "even", "first") if group.opening else ("default", "even")
        heads = {}
        for pages in kinds:
            head = empty_header() if pages == "first" else header(group, manuscript)
            heads["header", pages] = attach(document, "header", head)
            heads["footer", pages] = attach(document, "footer", footer(group, manuscript, pages))
        ending = section_properties(manuscript.sheet, group, heads)
        last = number == len(groups)
        body.append(paragraph("SectionMark", own=() if last else [ending]))
        if last:
            body.append(ending)
    progress.finish()
