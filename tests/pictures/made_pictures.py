"""Pictures that the tests draw themselves."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageCms

from formatter.layout.plan import Picture, PictureKind

SHAPES = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">'
    '<circle cx="50" cy="50" r="45" fill="#8e1b1f"/><rect x="120" y="20" width="60" height="60" fill="#1d3f72"/></svg>'
)
GRADIENT = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20mm" height="10mm" viewBox="0 0 200 100">'
    '<defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#000"/></linearGradient></defs>'
    '<rect width="200" height="100" fill="url(#g)"/></svg>'
)


def photograph(width: int = 800, height: int = 1000, mode: str = "RGB") -> Image.Image:
    """Many colours, as a camera gives."""
    bands = [Image.linear_gradient("L").resize((width, height)), Image.effect_noise((width, height), 60)]
    image = Image.merge("RGB", (bands[0], bands[1], bands[0].rotate(180)))
    return image.convert(mode)


def saved(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def portrait(data: bytes | None = None, path: str = "pictures/陈光.jpg", alt: str = "陈光像 / Portrait of Chen Guang") -> Picture:
    data = data or saved(photograph())
    width, height = Image.open(BytesIO(data)).size
    return Picture(path, PictureKind.PORTRAIT, alt, "zh-Hans", width, height, data)


def logo(svg: str = SHAPES, plain: bool = True) -> Picture:
    return Picture("pictures/logo.svg", PictureKind.LOGO, "标志：论坛 / Logo: Forum", "zh-Hans", 200, 100, svg.encode(), True, plain)
