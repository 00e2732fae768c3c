"""word/styles.xml out of the design: a style for every role, and under it one for each language.

"Speech Title" holds what both languages share (space, colour, staying with the next paragraph), "Speech Title zh"
and "Speech Title en" their faces, sizes and alignment: an editor changes one and the whole volume follows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from formatter.layout.plan import Role
from formatter.layout.styles import Design, RoleStyle, TextStyle
from formatter.writers.docx.faces import Face, load_face
from formatter.writers.docx.page import COLUMN_HEAD, Sheet, twips
from formatter.writers.docx.text import Languages
from formatter.writers.docx.xml import Element, element, flag, root

_KEEP = {Role.SECTION_TITLE, Role.SESSION, Role.SPEECH_TITLE, Role.SPEAKER, Role.HEADING, Role.LIST_HEADING}
_TITLES = _KEEP | {
    Role.COVER_TITLE,
    Role.COVER_META,
    Role.VOLUME_TITLE,
    Role.VOLUME_SUBTITLE,
    Role.VOLUME_META,
    Role.HALF_TITLE,
    Role.SIGNATURE,
    Role.CONTENTS_TITLE,
}
OPENING = {Role.SECTION_TITLE, Role.SESSION, Role.SPEECH_TITLE}  # their space stands in the mark before their table
_ALIGN = {"justify": "both", "left": "left", "centre": "center", "right": "right"}
_HEADING_ROLE_LEVEL = 2  # outline level of headings inside a speech, counted from 0

_UNTRANSLATED_SHADE, _UNTRANSLATED_INK = "FFF2CC", "9C0006"
_DRAFT_INK = "5C5C5C"


def style_id(role: Role, lang: str = "") -> str:
    """SpeechTitle, SpeechTitleZh, SpeechTitleEn."""
    side = "" if not lang else "Zh" if lang.startswith("zh") else "En"
    return "".join(word.capitalize() for word in role.split("-")) + side


@dataclass(frozen=True, slots=True)
class StyleSheet:
    """Builds the styles part of a design."""

    design: Design
    languages: Languages
    sheet: Sheet

    def part(self) -> bytes:
        return root("styles", self._defaults(), *self._built_in(), *self._roles(), *self._furniture(), *self._others())

    def faces(self) -> tuple[Face, ...]:
        """Every face that a style names."""
        styles = [*self.design.roles.values(), *self.design.furniture.values()]
        roles = {name for style in styles for side in (style.zh, style.en) for name in (side.face, side.latin) if name}
        return tuple(load_face(role) for role in sorted(roles))

    # --- Whole document ------------------------------------------------------------------------------------

    def _defaults(self) -> Element:
        body = self.design.roles[Role.BODY]
        run = element("rPr", self._fonts(body.zh, latin=body.en.face), *_size(body.zh.size), self.languages.of("zh"))
        paragraph = element(
            "pPr",
            element("widowControl"),
            element("overflowPunct", val=0),
            element("topLinePunct"),
            element("snapToGrid", val=0),
            self._spacing(0, 0, 4),
        )
        return element("docDefaults", element("rPrDefault", run), element("pPrDefault", paragraph))

    def _built_in(self) -> list[Element]:
        made = [
            _style("paragraph", "Normal", "Normal", default=True),
            _style("character", "DefaultParagraphFont", "Default Paragraph Font", default=True, hidden=True),
            element(
                "style",
                element("name", val="Normal Table"),
                element("uiPriority", val=99),
                element("semiHidden"),
                element("tblPr", element("tblInd", w=0, type="dxa"), _no_margins()),
                type="table",
                default=1,
                styleId="TableNormal",
            ),
            element(
                "style",
                element("name", val="No List"),
                element("semiHidden"),
                type="numbering",
                default=1,
                styleId="NoList",
            ),
            element(
                "style",
                element("name", val="Bilingual"),
                element("basedOn", val="TableNormal"),
                element("qFormat"),
                element("tblPr", element("tblInd", w=0, type="dxa"), _no_margins()),
                type="table",
                customStyle=1,
                styleId="Bilingual",
            ),
        ]
        for level in (1, 2, 3):
            made.append(self._mark(f"Heading{level}", f"heading {level}", Role.SPEECH_TITLE, level - 1))
        made.append(self._mark("PartMark", "Part Mark", Role.SECTION_TITLE, 0))
        made.append(self._mark("SectionMark", "Section Mark"))
        free = element("pPr", element("spacing", before=0, after=0, line=240, lineRule="auto"))  # as high as it is
        made.append(_style("paragraph", "Picture", "Picture", "Normal", free, custom=True))
        return made

    def _mark(self, name: str, shown: str, opens: Role | None = None, outline: int | None = None) -> Element:
        """A paragraph between tables, a point high, that carries the outline and feeds the running heads.

        Word's navigation pane leaves out headings inside tables, and two tables need a paragraph between them.
        With the column heads below it, it takes the space that the design puts before the title that it ``opens``.
        """
        space = max(0, self.design.roles[opens].before - COLUMN_HEAD) if opens else 0
        before = twips(space * self.design.unit)
        paragraph = element(
            "pPr",
            element("keepNext"),
            element("suppressAutoHyphens"),
            element("spacing", before=before, after=0, line=20, lineRule="exact"),
            element("outlineLvl", val=outline) if outline is not None else None,
        )
        run = element("rPr", element("color", val="FFFFFF"), *_size(1))
        return _style("paragraph", name, shown, "Normal", paragraph, run, custom=not name.startswith("Heading"))

    # --- Roles ---------------------------------------------------------------------------------------------

    def _roles(self) -> list[Element]:
        made = []
        for role in Role:
            if role is not Role.FOOTNOTE:
                name = role.replace("-", " ").title()
                outline = _HEADING_ROLE_LEVEL if role is Role.HEADING else None
                style = self.design.roles[role]
                if role in OPENING:
                    style = replace(style, before=0)
                made.extend(self._family(style_id(role), name, style, role in _KEEP, role in _TITLES, outline))
        return made

    def _family(
        self, ident: str, name: str, style: RoleStyle, keep: bool, title: bool, outline: int | None = None
    ) -> list[Element]:
        """A role's own style and its two languages'."""
        unit = self.design.unit
        # Word adds the space after one row to the space before the next, where the design takes the larger.
        after = max(0, style.after - self.design.roles[Role.BODY].before)
        shared = element(
            "pPr",
            flag("keepNext", keep),
            flag("keepLines", title),
            element("widowControl"),
            flag("suppressAutoHyphens", title or style.en.align != "justify"),
            element("spacing", before=twips(style.before * unit), after=twips(after * unit)),
            element("outlineLvl", val=outline) if outline is not None else None,
        )
        one_colour = style.zh.colour == style.en.colour
        ink = element("rPr", element("color", val=self._colour(style.zh.colour))) if one_colour else None
        made = [_style("paragraph", ident, name, "Normal", shared, ink, custom=True)]
        for side, text in (("zh", style.zh), ("en", style.en)):
            made.append(
                _style(
                    "paragraph",
                    ident + side.capitalize(),
                    f"{name} {side}",
                    ident,
                    self._paragraph(text),
                    self._run(text, coloured=not one_colour),
                    custom=True,
                )
            )
        return made

    def _paragraph(self, text: TextStyle) -> Element:
        indent = {"firstLineChars": round(text.indent * 100), "firstLine": twips(text.indent * text.size)}
        return element(
            "pPr",
            element("spacing", line=twips(text.leading * self.design.unit), lineRule="exact"),
            element("ind", **indent) if text.indent else None,
            element("jc", val=_ALIGN[text.align]),
        )

    def _run(self, text: TextStyle, coloured: bool = True) -> Element:
        italic = load_face(text.face).italic
        return element(
            "rPr",
            self._fonts(text),
            flag("i", italic),
            flag("iCs", italic),
            element("color", val=self._colour(text.colour)) if coloured else None,
            *_size(text.size),
        )

    def _fonts(self, text: TextStyle, latin: str = "") -> Element:
        """Latin and Chinese faces; English text that holds Chinese takes that from the body's face."""
        face = load_face(text.face)
        western = load_face(latin or text.latin or text.face).family
        eastern = face.family if face.chinese else load_face(self.design.roles[Role.BODY].zh.face).family
        return element("rFonts", ascii=western, hAnsi=western, eastAsia=eastern, cs=western)

    def _colour(self, name: str) -> str:
        return "".join(f"{round(value * 255):02X}" for value in self.design.colours[name])

    def _spacing(self, before: int, after: int, leading: int) -> Element:
        unit = self.design.unit
        return element(
            "spacing",
            before=twips(before * unit),
            after=twips(after * unit),
            line=twips(leading * unit),
            lineRule="exact",
        )

    # --- What stands around the text -----------------------------------------------------------------------

    def _furniture(self) -> list[Element]:
        furniture = self.design.furniture
        running, folio = furniture["running"], furniture["folio"]
        edge = element("tab", val="right", pos=twips(self.sheet.format.text_width))
        rule = element("bottom", val="single", sz=4, space=4, color=self._colour("rule"))
        head = element(
            "pPr",
            element("pBdr", rule) if "rule" in self.design.colours else None,
            element("tabs", edge),
            element("suppressAutoHyphens"),
        )
        return [
            _style("paragraph", "Header", "header", "Normal", head, self._run(running.zh)),
            _style("paragraph", "Footer", "footer", "Normal", run=self._run(folio.en)),
            _style("character", "RunningHeadZh", "Running Head zh", run=self._run(running.zh), custom=True),
            _style("character", "RunningHeadEn", "Running Head en", run=self._run(running.en), custom=True),
            _style("character", "RunningTitleZh", "Running Title zh", custom=True),
            _style("character", "RunningTitleEn", "Running Title en", custom=True),
            *self._family("ColumnHead", "Column Head", self._column_head(), keep=True, title=True),
        ]

    def _column_head(self) -> RoleStyle:
        """The languages' names over the columns: COLUMN_HEAD quarter lines high with the space below them."""
        running, leading = self.design.furniture["running"], COLUMN_HEAD - 1
        after = 1 + self.design.roles[Role.BODY].before  # of which _family takes the latter away again
        zh, en = (replace(side, leading=leading) for side in (running.zh, running.en))
        return RoleStyle(zh, en, before=0, after=after)

    def _others(self) -> list[Element]:
        note = self.design.roles[Role.FOOTNOTE].en
        raised = element("rPr", element("vertAlign", val="superscript"))
        shade = element("shd", val="clear", color="auto", fill=_UNTRANSLATED_SHADE)
        ink, line = element("color", val=_UNTRANSLATED_INK), element("u", val="dotted")
        return [
            _style("character", "Emphasis", "Emphasis", run=element("rPr", element("i"), element("iCs"))),
            _style("character", "Untranslated", "Untranslated", run=element("rPr", ink, line, shade), custom=True),
            _style("character", "Draft", "Draft", run=element("rPr", element("color", val=_DRAFT_INK), element("u", val="dotted")), custom=True),
            _style("character", "Hyperlink", "Hyperlink"),
            _style("paragraph", "FootnoteText", "footnote text", "Normal", self._note(note), self._run(note)),
            _style("paragraph", "FootnoteSeparator", "Footnote Separator", "Normal", self._note(note), custom=True),
            _style("character", "FootnoteReference", "footnote reference", run=raised),
            _style("paragraph", "CommentText", "annotation text", "Normal"),
            _style("character", "CommentReference", "annotation reference", run=element("rPr", *_size(8))),
            *(self._contents(level) for level in (1, 2, 3)),
        ]

    def _note(self, text: TextStyle) -> Element:
        """Footnotes stand under the English column."""
        paragraph = self._paragraph(text)
        if self.sheet.columns.english:
            paragraph.insert(1, element("ind", left=self.sheet.columns.chinese))
        return paragraph

    def _contents(self, level: int) -> Element:
        """TOC 1 to 3: what Word uses when it makes the contents anew, with page numbers at the right edge."""
        text = self.design.roles[Role.CONTENTS_TITLE].en
        paragraph = self._paragraph(text)
        edge = element("tab", val="right", pos=twips(self.sheet.format.text_width))
        paragraph.insert(0, element("tabs", edge))
        return _style("paragraph", f"TOC{level}", f"toc {level}", "Normal", paragraph, self._run(text))


def _size(points: float) -> tuple[Element, Element]:
    half_points = round(points * 2)
    return element("sz", val=half_points), element("szCs", val=half_points)


def _no_margins() -> Element:
    return element("tblCellMar", *(element(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right")))


def _style(
    kind: str,
    ident: str,
    name: str,
    based_on: str = "",
    paragraph: Element | None = None,
    run: Element | None = None,
    *,
    default: bool = False,
    custom: bool = False,
    hidden: bool = False,
) -> Element:
    attributes = {"type": kind} | ({"default": "1"} if default else {}) | ({"customStyle": "1"} if custom else {})
    return element(
        "style",
        element("name", val=name),
        element("basedOn", val=based_on) if based_on else None,
        flag("semiHidden", hidden),
        flag("qFormat", custom and kind == "paragraph"),
        paragraph,
        run,
        **attributes,
        styleId=ident,
    )
