"""SVG → the operators of a PDF form: shapes in flat colours stay shapes, sharp at every size."""

from __future__ import annotations

from io import BytesIO

import pikepdf
from reportlab.graphics import renderPDF
from reportlab.pdfgen.canvas import Canvas
from svglib.svglib import svg2rlg

from formatter.layout.plan import Picture

# Paths, colours and the graphics state. ReportLab also opens a page in its own font, which must not come along.
_SHAPES = frozenset(["q", "Q", "cm", "w", "J", "j", "M", "d", "m", "l", "c", "v", "y", "h", "re", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n", "W", "W*", "RG", "rg", "G", "g"])
_CMYK = frozenset(["K", "k"])  # inks that the file's output intent does not know


def svg_form(picture: Picture) -> tuple[bytes, float, float] | None:
    """The operators of an SVG and its width and height in points; None if svglib can't make anything of it."""
    try:
        drawing = svg2rlg(BytesIO(picture.data))
    except Exception:  # svglib raises what it pleases on SVGs that it does not understand; they become pixels
        return None
    if drawing is None or drawing.width <= 0 or drawing.height <= 0:
        return None
    out = BytesIO()
    canvas = Canvas(out, pagesize=(drawing.width, drawing.height), pageCompression=0, invariant=1)
    renderPDF.draw(drawing, canvas, 0, 0)
    canvas.showPage()
    canvas.save()
    with pikepdf.open(BytesIO(out.getvalue())) as pdf:
        operators = list(pikepdf.parse_content_stream(pdf.pages[0]))
        if any(str(o.operator) in _CMYK for o in operators):
            return None
        shapes = [o for o in operators if str(o.operator) in _SHAPES]
        return pikepdf.unparse_content_stream(shapes), drawing.width, drawing.height
