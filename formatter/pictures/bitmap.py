"""PNG and JPEG files: their size, and whether they can be decoded to their last line."""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from formatter.pictures.facts import Facts, Unfit
from formatter.writers.images import normalise

LARGEST = 100_000_000  # pixels; a page of A4 at 600 dpi has 35 million
_LARGE = 250_000  # bytes; of larger files a copy is kept, so that a book of 500 portraits fits into memory
_COPY = 1_000  # pixels on the longer side of a copy: a portrait needs 300, a logo 900
_TURNED = range(5, 9)  # values of the EXIF orientation that stand for a picture lying on its side
_ORIENTATION = 0x0112
_SAVE_AS = "save it as JPEG or PNG"


def read_bitmap(data: bytes) -> Facts:
    """Look at a PNG or JPEG. Raises Unfit if it can't be printed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # ours says what to do
        try:
            image = Image.open(BytesIO(data))
        except Image.DecompressionBombError:
            raise Unfit("picture-huge", "the picture has far too many pixels", "make it smaller") from None
        except UnidentifiedImageError:
            raise Unfit("picture-unreadable", "the file is damaged, or no picture at all", _SAVE_AS) from None
        except Exception as error:  # Pillow's decoders raise what they please on damaged files
            raise _damaged(error) from None
    if image.format not in ("PNG", "JPEG", "MPO"):  # MPO: a JPEG with more pictures behind the first
        raise Unfit("picture-format", f"the file is in the format {image.format}, which is not printed", _SAVE_AS)
    width, height = image.size
    if width * height > LARGEST:
        message = f"the picture has {width} × {height} pixels"
        raise Unfit("picture-huge", message, "make it smaller: 1,200 pixels across are plenty for a portrait")
    try:
        turned = image.getexif().get(_ORIENTATION) in _TURNED
        large = len(data) > _LARGE
        wanted = (_COPY, _COPY) if large else (max(1, width // 8), max(1, height // 8))
        image.draft(None, wanted)  # a JPEG is read to its end, with less work
        image.load()
        copy = _copy(image) if large else b""
    except Exception as error:
        raise _damaged(error) from None
    return Facts(height, width, data=copy) if turned else Facts(width, height, data=copy)


def _copy(image: Image.Image) -> bytes:
    small, out = normalise(image), BytesIO()
    small.thumbnail((_COPY, _COPY), Image.Resampling.LANCZOS)
    if small.mode == "RGBA" or image.format == "PNG":
        small.save(out, "PNG")
    else:
        small.save(out, "JPEG", quality=95)
    return out.getvalue()


def _damaged(error: Exception) -> Unfit:
    reason = str(error).splitlines()[0][:100] if str(error) else type(error).__name__
    return Unfit("picture-unreadable", f"the picture is damaged: {reason}", "open it in an image program and save it again")
