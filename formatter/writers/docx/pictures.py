"""Pictures in line with the text: portraits in a column of their own beside a title, or below it, and the logo."""

from __future__ import annotations

from collections.abc import Sequence

from docx.oxml import OxmlElement

from formatter.layout.pictures import drop_to_capitals, logo_size, portrait_size, room_beside
from formatter.layout.plan import Picture, PictureKind, Role, Row
from formatter.writers.docx.manuscript import Manuscript
from formatter.writers.docx.page import twips
from formatter.writers.docx.text import paragraph
from formatter.writers.docx.xml import Element, clean, element, text_element

EN_SPACE = "\u2002"
_EMU = 12_700  # English Metric Units in a point
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def picture_column(rows: Sequence[Row], manuscript: Manuscript) -> int:
    """Twips of the column that a table's portraits need beside its text; 0 where none stands there."""
    return max((twips(_room(row, manuscript)) for row in rows), default=0)


def _room(row: Row, manuscript: Manuscript) -> float:
    measure = manuscript.sheet.columns.measure("en") / twips(1)
    return room_beside(row.pictures, manuscript.sheet.design, measure)


def write_beside(row: Row, manuscript: Manuscript) -> list[Element]:
    """The picture cell of a row: its portraits at the right edge, level with the capitals of the title."""
    space = element("spacing", before=twips(drop_to_capitals(manuscript.sheet.design)))
    return [_pictures(row.pictures, manuscript, own=[space, element("jc", val="right")])]


def write_strip(row: Row, manuscript: Manuscript) -> list[Element]:
    """The portraits of more speakers than have room beside the title: a paragraph below the speakers."""
    if not row.pictures or _room(row, manuscript):
        return []
    design = manuscript.sheet.design
    around = element(
        "spacing", before=twips(3 * design.unit), after=twips(design.roles[Role.SPEAKER].after * design.unit)
    )
    return [_pictures(row.pictures, manuscript, own=[around])]


def write_logo(row: Row, manuscript: Manuscript, measure: float, own: Sequence[Element]) -> list[Element]:
    """A logo as a paragraph of a title page. ``measure`` is in points."""
    centred = manuscript.sheet.design.style(Role.VOLUME_META, "en").align == "centre"
    jc = [element("jc", val="center")] if centred else []
    return [_pictures(row.pictures, manuscript, measure, own=[*own, *jc])]


def _pictures(
    pictures: Sequence[Picture], manuscript: Manuscript, measure: float = 0.0, own: Sequence[Element] = ()
) -> Element:
    design = manuscript.sheet.design
    runs = []
    for picture in pictures:
        portrait = picture.kind is PictureKind.PORTRAIT
        size = portrait_size(design) if portrait else logo_size(design, measure, picture)
        runs.append(_run(picture, *size, manuscript))
        if picture is not pictures[-1]:
            runs.append(element("r", text_element(EN_SPACE)))
    return paragraph("Picture", *runs, own=own)


def _run(picture: Picture, width: float, height: float, manuscript: Manuscript) -> Element:
    """A run with the drawing (ECMA-376 part 1, 20.4.2.8), its alternative text in ``descr``."""
    from formatter.writers.images import render_picture  # loads only for volumes with pictures

    rel_id = manuscript.add_image(render_picture(picture, width, height).file())
    manuscript.pictures += 1
    number, extent = manuscript.pictures, {"cx": round(width * _EMU), "cy": round(height * _EMU)}
    name = f"{picture.kind.capitalize()} {number}"
    graphic = _made("a:graphic", _made("a:graphicData", _body(rel_id, number, name, extent), uri=_PICTURE))
    inline = _made(
        "wp:inline",
        _made("wp:extent", **extent),
        _made("wp:docPr", id=number, name=name, descr=clean(picture.alt)),
        _made("wp:cNvGraphicFramePr", _made("a:graphicFrameLocks", noChangeAspect=1)),
        graphic,
        distT=0,
        distB=0,
        distL=0,
        distR=0,
    )
    return element("r", element("drawing", inline))


def _body(rel_id: str, number: int, name: str, extent: dict[str, int]) -> Element:
    blip = _made("a:blip")
    blip.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed", rel_id)
    return _made(
        "pic:pic",
        _made("pic:nvPicPr", _made("pic:cNvPr", id=number, name=name), _made("pic:cNvPicPr")),
        _made("pic:blipFill", blip, _made("a:stretch", _made("a:fillRect"))),
        _made(
            "pic:spPr",
            _made("a:xfrm", _made("a:off", x=0, y=0), _made("a:ext", **extent)),
            _made("a:prstGeom", _made("a:avLst"), prst="rect"),
        ),
    )


def _made(tag: str, *children: Element, **attributes: str | int) -> Element:
    """A drawing's element: its attributes have no namespace, unlike those of ``w:`` elements."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(name, str(value))
    made.extend(children)
    return made
