"""The same pages for the press: the trimmed page on a larger sheet, with bleed and crop marks, in printing inks alone.

The streams that were drawn for the screen are taken over with their colours as inks and without their tags; links and
the structure tree stay behind. Boxes, inks, the document's identifier and the output intent follow PDF/X-4
(ISO 15930-7). The file does not call itself one: that takes the profile of a press, and none may be handed on
under a licence like ours. Its intent names a registered printing condition instead.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Mapping

import numpy
from PIL import Image

from formatter.layout.plan import BookPlan, Picture
from formatter.layout.styles import MM, Design, PageFormat
from formatter.writers.pdf.document import add_outline, pack, page_labels
from formatter.writers.pdf.draw import BLEED, Drawing, Place
from formatter.writers.pdf.embed import embed_face
from formatter.writers.pdf.fonts import FontBook
from formatter.writers.pdf.metadata import info_dictionary, press_packet
from formatter.writers.pdf.objects import Objects, Raw, number
from formatter.writers.pdf.pages import Page

SLUG = 10 * MM  # from the trimmed page to the sheet's edge
_MARK = (BLEED + 1 * MM, BLEED + 6 * MM)  # where a crop mark begins and ends, from the trimmed page
_MARK_WEIGHT = 0.25
CONDITION = "FOGRA39"  # offset on coated paper, ISO 12647-2:2004, as the ICC registers it


def build_press_document(
    plan: BookPlan,
    design: Design,
    form: PageFormat,
    pages: list[Page],
    drawing: Drawing,
    places: Mapping[str, Place],
    book: FontBook,
) -> bytes:
    """Write the file for the press from what was drawn for the screen, page for page."""
    objects = Objects()
    raws = [objects.add() for _ in pages]
    fonts = "".join(f"/{face.name} {embed_face(objects, face).ref}" for face in book.used())
    images = "".join(f"/{name} {_embed_picture(objects, *key).ref}" for name, key in drawing.pictures.items())
    resources = objects.add(f"<</Font<<{fonts}>>{f'/XObject<<{images}>>' if images else ''}>>")
    parent = objects.add()
    boxes, marks, inks = _boxes(form), crop_marks(form), _ink_operators(design)
    digest = hashlib.sha256(repr(plan.metadata).encode())
    for picture, _, _ in drawing.pictures.values():
        digest.update(picture.data)
    for raw, stream in zip(raws, drawing.streams, strict=True):
        shifted = f"q 1 0 0 1 {number(SLUG)} {number(SLUG)} cm\n{to_inks(stream, inks)}\n{marks} Q"
        data = shifted.encode("ascii")
        digest.update(data)
        contents = objects.add_stream(data)
        raw.text = f"<</Type/Page/Parent {parent.ref}{boxes}/Resources {resources.ref}/Contents {contents.ref}>>"
    parent.text = f"<</Type/Pages/Count {len(raws)}/Kids[{' '.join(r.ref for r in raws)}]>>"
    identifier = str(uuid.UUID(bytes=digest.digest()[:16], version=5))
    metadata = objects.add_stream(
        press_packet(plan.metadata, identifier), "/Type/Metadata/Subtype/XML", compress=False
    )
    intent = objects.add(
        f"<</Type/OutputIntent/S/GTS_PDFX/OutputConditionIdentifier({CONDITION})/RegistryName(http://www.color.org)"
        f"/OutputCondition(Offset printing on coated paper, ISO 12647-2:2004)/Info({CONDITION})>>"
    )
    moved = {id: Place(place.page, place.top + SLUG) for id, place in places.items()}
    outline = add_outline(objects, plan, raws, moved)
    catalog = objects.add(
        f"<</Type/Catalog/Pages {parent.ref}/Lang({plan.metadata.language})/Metadata {metadata.ref}"
        f"/OutputIntents[{intent.ref}]/PageLayout/TwoPageRight"
        f"{f'/Outlines {outline.ref}/PageMode/UseOutlines' if outline else ''}"
        f"/PageLabels<</Nums[{page_labels(pages)}]>>>>"
    )
    info = objects.add(info_dictionary(plan.metadata, "/Trapped/False"))
    return pack(objects.write(catalog, info), "1.6")


def _boxes(form: PageFormat) -> str:
    def box(name: str, beyond: float) -> str:
        low, right, top = SLUG - beyond, SLUG + form.width + beyond, SLUG + form.height + beyond
        return f"/{name}[{number(low)} {number(low)} {number(right)} {number(top)}]"

    return box("MediaBox", SLUG) + box("BleedBox", BLEED) + box("TrimBox", 0.0)


def crop_marks(form: PageFormat) -> str:
    """Two marks at each corner of the trimmed page, outside the bleed, in black alone."""
    near, far = _MARK
    lines = []
    for x, across in ((0.0, -1), (form.width, 1)):
        for y, up in ((0.0, -1), (form.height, 1)):
            for start, end in (
                ((x + across * near, y), (x + across * far, y)),
                ((x, y + up * near), (x, y + up * far)),
            ):
                lines.append(f"{' '.join(map(number, start))} m {' '.join(map(number, end))} l")
    return f"q 0 0 0 1 K {_MARK_WEIGHT} w {' '.join(lines)} S Q"


# --- inks ------------------------------------------------------------------------------------------------------------

# What the drawing for the screen has and the press must not: marked content …
_TAGS = re.compile(r"/\w+<<.*?>>BDC\s?|\s?\bEMC\b")
# … and screen colours.
_COLOUR = re.compile(r"(?<!\S)([\d.e-]+(?: [\d.e-]+ [\d.e-]+)?) (g|G|rg|RG)(?!\S)")

Inks = tuple[float, float, float, float]


def _ink_operators(design: Design) -> dict[tuple[str, ...], str]:
    """The numbers of each colour on the screen → those of its inks."""
    found: dict[tuple[str, ...], str] = {}
    for name, rgb in design.colours.items():
        found.setdefault(tuple(f"{value:.3g}" for value in rgb), " ".join(f"{ink:.3g}" for ink in design.inks[name]))
    return found


def to_inks(stream: str, inks: Mapping[tuple[str, ...], str]) -> str:
    """A page's operators with every colour as inks, and without tags. Raises KeyError for a colour of no design."""

    def replace(match: re.Match[str]) -> str:
        values = tuple(match[1].split())
        return f"{inks[values if len(values) == 3 else values * 3]} {'k' if match[2].islower() else 'K'}"

    return _COLOUR.sub(replace, _TAGS.sub("", stream))


def _embed_picture(objects: Objects, picture: Picture, width: float, height: float) -> Raw:
    """Write a picture in inks, drawings as pixels too; on white, since nothing shines through on paper."""
    from formatter.writers.images import render_picture  # half a second that volumes without pictures don't pay

    image = separate_picture(render_picture(picture, width, height).image)
    space = "DeviceGray" if image.mode == "L" else "DeviceCMYK"
    return objects.add_stream(
        image.tobytes(),
        f"/Type/XObject/Subtype/Image/Width {image.width}/Height {image.height}/ColorSpace/{space}/BitsPerComponent 8",
        padding=b"\0\x01",
    )


def separate_picture(image: Image.Image) -> Image.Image:
    """Pixels in inks, as ``styles.separate`` does it with a colour; gray stays one ink."""
    if image.mode == "L":
        return image
    if image.mode == "RGBA":
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    inks = 255 - numpy.asarray(image).astype("float32")
    black = inks.min(axis=2, keepdims=True)
    rest = 255 * (inks - black) / numpy.maximum(255 - black, 1)
    return Image.fromarray(numpy.concatenate([rest, black], axis=2).round().astype("uint8"), "CMYK")
