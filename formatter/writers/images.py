"""A picture of the plan as pixels for the page: upright, in sRGB or gray, cropped, and no larger than print needs."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from io import BytesIO

import numpy
import resvg_py
from PIL import Image, ImageCms, ImageFont, ImageOps

from formatter.layout.plan import Picture, PictureKind
from formatter.resources import resource_path

DPI = 300  # what a press can show of a photograph
LINE_DPI = 600  # of drawings that have to be turned into pixels
_QUALITY = 88  # of a JPEG: no difference to be seen in print
_UPPER_THIRD = 0.3  # where a face stands in a portrait: what is cut off goes from the foot rather than the head
_FEW_COLOURS = 256  # up to here a picture is a drawing, which JPEG would blur


@dataclass(frozen=True, slots=True)
class Bitmap:
    """``image`` is L, RGB or RGBA, sRGB. ``photograph``: JPEG suits it."""

    image: Image.Image
    photograph: bool

    def file(self) -> bytes:
        """The bitmap as JPEG or PNG, without anything that the camera noted about place and time."""
        out = BytesIO()
        if self.photograph:
            self.image.save(out, "JPEG", quality=_QUALITY, dpi=(DPI, DPI))
        else:
            self.image.save(out, "PNG", optimize=True)
        return out.getvalue()


def render_picture(picture: Picture, width: float, height: float) -> Bitmap:
    """Make the pixels of a picture that is printed ``width`` × ``height`` points large.

    Portraits are cropped to the box and stand on white; a logo keeps its transparency.
    """
    dpi = LINE_DPI if picture.vector else DPI
    size = (max(1, round(width / 72 * dpi)), max(1, round(height / 72 * dpi)))
    image = _draw_svg(picture, size) if picture.vector else normalise(Image.open(BytesIO(picture.data)))
    if picture.kind is PictureKind.PORTRAIT:
        image = _crop(_on_white(image), size)
    if image.width > size[0] or image.height > size[1]:
        image = image.resize(size, Image.Resampling.LANCZOS)
    if image.mode == "RGBA" and image.getchannel("A").getextrema()[0] == 255:
        image = image.convert("RGB")
    photograph = image.mode != "RGBA" and image.getcolors(_FEW_COLOURS) is None and not picture.vector
    return Bitmap(image, photograph)


def _draw_svg(picture: Picture, size: tuple[int, int]) -> Image.Image:
    """Any SVG as pixels, cut to fill the box if it is a portrait. Its text is set in the book's faces, so that it
    looks the same on every machine."""
    wide = picture.width / picture.height > size[0] / size[1]
    data = resvg_py.svg_to_bytes(
        svg_string=picture.data.decode("utf-8"),
        **({"height": size[1]} if wide else {"width": size[0]}),
        dpi=96,  # CSS pixels to the inch
        skip_system_fonts=True,
        font_dirs=[str(resource_path("fonts"))],
        **_families(),
    )
    return Image.open(BytesIO(bytes(data))).convert("RGBA")


@cache
def _families() -> dict[str, str]:
    """What the generic families of CSS are here, after the manifest of the book's faces. Where an SVG names a family
    that is not there, its serif one stands in."""
    folder = resource_path("fonts")
    manifest = tomllib.loads((folder / "manifest.toml").read_text(encoding="utf-8"))
    serif, sans = (ImageFont.truetype(str(folder / manifest[role]["file"])).getname()[0] for role in ("serif", "sans"))
    others = ("sans_serif", "cursive", "fantasy", "monospace")
    return {"font_family": serif or "", "serif_family": serif or ""} | {f"{name}_family": sans or "" for name in others}


def normalise(image: Image.Image) -> Image.Image:
    """A picture upright, as L, RGB or RGBA in sRGB."""
    profile = image.info.get("icc_profile")
    image = ImageOps.exif_transpose(image)
    if image.mode.startswith("I"):  # 16 bits of gray
        image = Image.fromarray((numpy.asarray(image).astype("uint32") >> 8).clip(0, 255).astype("uint8"))
    if image.mode in ("P", "PA", "LA") or "transparency" in image.info:
        image = image.convert("RGBA")
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    image = _to_srgb(image.convert("RGB") if alpha else image, profile)
    if alpha:
        image.putalpha(alpha)
    return image


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as the picture's own profile means them; without a profile they are taken as they are."""
    target = "L" if image.mode in ("1", "L") else "RGB"
    if profile and image.mode in ("RGB", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            return image.convert(target)  # a profile that is damaged or of another kind of picture
        if converted is not None:
            return converted
    return image.convert(target)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    white = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(white, image).convert("RGB")


def _crop(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The largest part of the picture that has the shape of the box; from the upper part of a tall one."""
    ratio = size[0] / size[1]
    width, height = min(image.width, round(image.height * ratio)), min(image.height, round(image.width / ratio))
    left, top = (image.width - width) // 2, round((image.height - height) * _UPPER_THIRD)
    return image.crop((left, top, left + max(1, width), top + max(1, height)))
