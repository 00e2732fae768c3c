"""SVGs as shapes in the PDF look as another program draws them."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

sys.path.insert(0, str(Path(__file__).parents[1] / "pictures"))

from made_pictures import GRADIENT, SHAPES, logo

from formatter.pictures.svg import read_svg
from formatter.writers.images import render_picture
from formatter.writers.pdf.vector import svg_form

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
PLAIN = {
    "shapes": SHAPES,
    "style sheet": HEAD + 'viewBox="0 0 200 100"><style>.a{fill:#0a0}#b{fill:none;stroke:#00f;stroke-width:9}</style>'
    '<rect class="a" width="90" height="90"/><circle id="b" cx="150" cy="50" r="40"/></svg>',
    "holes": HEAD + 'viewBox="0 0 200 100"><path fill-rule="evenodd" d="M10 10h80v80h-80z M30 30h40v40h-40z"/>'
    '<path fill="#a00" d="M110 10h80v80h-80z M130 30v40h40v-40z"/></svg>',
    "curves": HEAD + 'viewBox="0 0 200 100"><path fill="none" stroke="#123456" stroke-width="6" stroke-linecap="round" '
    'd="M10 50 Q50 0 90 50 T170 50 S180 90 100 90 A40 20 30 0 1 20 80 z"/></svg>',
    "groups": HEAD + 'viewBox="0 0 200 100"><g fill="navy" transform="translate(20 10) scale(.8) rotate(10)">'
    '<rect width="60" height="60" rx="12"/><polygon points="100,10 160,10 130,80" fill="rgb(200,30,30)"/></g></svg>',
    "repeated": HEAD + 'viewBox="0 0 200 100"><defs><circle id="d" r="20" fill="#c60"/></defs>'
    '<use href="#d" x="40" y="50"/><use xlink:href="#d" x="120" y="50"/></svg>',
    "millimetres": HEAD + 'width="40mm" height="20mm" viewBox="0 0 40 20"><ellipse cx="20" cy="10" rx="18" ry="8" fill="teal"/></svg>',
    "another corner": HEAD + 'viewBox="-100 -50 200 100"><circle r="40" fill="purple"/></svg>',
    "more room than shape": HEAD + 'width="200" height="100" viewBox="0 0 100 100"><rect width="100" height="100" fill="#080"/></svg>',
    "inherited colour": HEAD + 'viewBox="0 0 200 100" color="#06c"><rect width="90" height="90" fill="currentColor"/></svg>',
    "hidden": HEAD + 'viewBox="0 0 200 100"><rect width="90" height="90" display="none"/><rect x="99" width="90" height="90"/></svg>',
}


def drawn(form: tuple[bytes, float, float], size: tuple[int, int]) -> Image.Image:
    operators, width, height = form
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(width, height))
        pdf.pages[0].Contents = pdf.make_stream(operators)
        pdf.save(out)
    page = pypdfium2.PdfDocument(out.getvalue())[0]
    return page.render(scale=size[0] / page.get_width()).to_pil().convert("RGB").resize(size)


@pytest.mark.parametrize("name", PLAIN)
def test_shapes_look_as_another_program_draws_them(name: str) -> None:
    facts = read_svg(PLAIN[name].encode())
    assert facts.plain
    picture = logo(facts.data.decode())
    form = svg_form(picture)
    assert form is not None
    other = Image.new("RGBA", (600, 300), "white")
    other.alpha_composite(render_picture(picture, 72, 36).image.convert("RGBA"))
    ours = drawn(form, (600, 300))
    difference = ImageStat.Stat(ImageChops.difference(ours, other.convert("RGB")).convert("L")).mean[0]
    assert difference < 2.5, f"a mean difference of {difference:.1f} in 255"
    assert ImageStat.Stat(ours.convert("L")).extrema[0][0] < 200, "nothing was drawn"


def test_a_gradient_is_never_taken_for_shapes() -> None:
    assert not read_svg(GRADIENT.encode()).plain
