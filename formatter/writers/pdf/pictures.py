"""Pictures on the page: where they stand beside a row's text, and their objects in the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from formatter.layout.pictures import GAP, logo_size, portrait_size, room_beside
from formatter.layout.plan import Picture, PictureKind, Role
from formatter.layout.styles import Design
from formatter.writers.pdf.objects import Objects, Raw, number

STRIP_GAP = 8.0  # points between portraits in a strip
_STRIP_ABOVE = 3  # quarter lines between the text and a strip of portraits


@dataclass(frozen=True, slots=True)
class Inset:
    """A picture in a block. ``top`` and ``bottom`` are quarter lines below the block's top, ``x`` points from the left
    edge of the English measure; it stands on the baseline of the last of its lines."""

    picture: Picture
    top: int
    bottom: int
    x: float
    width: float
    height: float


def place_pictures(pictures: Sequence[Picture], design: Design, measure: float, text: int) -> tuple[Inset, ...]:
    """Place a row's pictures in the English measure (points), whose text is ``text`` quarter lines high.

    One portrait or two stand at the right edge, level with the title; more make a strip below the text. A logo stands
    as the lines of the title page do.
    """
    portraits = [p for p in pictures if p.kind is PictureKind.PORTRAIT]
    width, height = portrait_size(design)
    if room := room_beside(pictures, design, measure):
        x = measure - room + GAP
        return tuple(
            Inset(p, 0, design.portrait, x + n * (width + GAP), width, height) for n, p in enumerate(portraits)
        )
    insets = []
    each = max(1, int((measure + STRIP_GAP) / (width + STRIP_GAP)))
    for n, picture in enumerate(portraits):
        top = text + _STRIP_ABOVE + n // each * design.portrait
        insets.append(
            Inset(picture, top, top + design.portrait, n % each * (width + STRIP_GAP), width, height)
        )
    for logo in (p for p in pictures if p.kind is PictureKind.LOGO):
        width, height = logo_size(design, measure, logo)
        centred = design.style(Role.VOLUME_META, "en").align == "centre"
        x = (measure - width) / 2 if centred else 0.0
        insets.append(Inset(logo, text, text + design.logo, x, width, height))
    return tuple(insets)


def embed_picture(objects: Objects, picture: Picture, width: float, height: float) -> Raw:
    """Write a picture that is printed ``width`` × ``height`` points large, as a form or an image that fills the unit
    square.

    PDF/A-2 allows no interpolation; colours are those of the file's output intent, sRGB (ISO 19005-2 6.2.4, 6.2.8).
    """
    from formatter.writers.images import render_picture  # half a second that volumes without pictures don't pay
    from formatter.writers.pdf.vector import svg_form

    if picture.plain and picture.kind is PictureKind.LOGO and (form := svg_form(picture)):
        operators, wide, high = form
        return objects.add_stream(
            operators,
            f"/Type/XObject/Subtype/Form/BBox[0 0 {number(wide)} {number(high)}]"
            f"/Matrix[{1 / wide:.8f} 0 0 {1 / high:.8f} 0 0]/Resources<<>>",
        )
    bitmap = render_picture(picture, width, height)
    image = bitmap.image
    if bitmap.photograph:
        return objects.add_stream(bitmap.file(), f"{_entries(image.size, image.mode)}/Filter/DCTDecode", compress=False)
    mask = ""
    if image.mode == "RGBA":
        alpha = objects.add_stream(image.getchannel("A").tobytes(), _entries(image.size, "L"), padding=b"\0\x01")
        mask = f"/SMask {alpha.ref}"
        image = image.convert("RGB")
    return objects.add_stream(image.tobytes(), _entries(image.size, image.mode) + mask, padding=b"\0\x01")


def _entries(size: tuple[int, int], mode: str) -> str:
    space = "DeviceGray" if mode == "L" else "DeviceRGB"
    return f"/Type/XObject/Subtype/Image/Width {size[0]}/Height {size[1]}/ColorSpace/{space}/BitsPerComponent 8"
