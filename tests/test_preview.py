"""Pages as pictures: which ones, at what size, and where they lie on the contact sheet."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image, ImageColor

from formatter.cli import main
from formatter.errors import UsageError
from formatter.preview import (
    EDGE,
    FOLD,
    SMALL_WIDTH,
    TABLE,
    PageRange,
    choose_pages,
    make_sheets,
    parse_dpi,
    parse_pages,
    write_preview,
)
from formatter.progress import SilentProgress
from formatter.world import MemoryWorld

RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)


def book(*colours: tuple[int, int, int]) -> bytes:
    """A PDF of pages two by three inches, each filled with a colour."""
    pdf = pikepdf.new()
    for r, g, b in colours:
        pdf.add_blank_page(page_size=(144, 216))
        pdf.pages[-1].Contents = pdf.make_stream(f"{r / 255} {g / 255} {b / 255} rg 0 0 144 216 re f".encode())
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def picture(world: MemoryWorld, path: str) -> Image.Image:
    return Image.open(io.BytesIO(world.files[path]))


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("1-4,9", (1, 2, 3, 4, 9)),
        ("3", (3,)),
        ("5-", (5, 6, 7, 8, 9)),
        ("-2", (1, 2)),
        ("-", None),
        ("4,2-5 , 4", (2, 3, 4, 5)),
        ("1–2，9", (1, 2, 9)),
        ("", None),
        (",", None),
        ("0", None),
        ("1-0", None),
        ("4-1", None),
        ("two", None),
        ("1-2-3", None),
        ("1.5", None),
        ("10", None),
        ("8-10", None),
        ("10-", None),
        ("1-99999999999999999999", None),
    ],
)
def test_pages_are_chosen_as_written(text: str, pages: tuple[int, ...] | None) -> None:
    if pages is None:
        with pytest.raises(UsageError) as error:
            choose_pages(parse_pages(text), 9)
        assert error.value.hint
    else:
        assert choose_pages(parse_pages(text), 9) == pages


def test_without_a_choice_every_page_is_drawn() -> None:
    assert choose_pages((), 3) == (1, 2, 3)


@pytest.mark.parametrize("text", ["0", "19", "601", "-90", "9e1", "high", ""])
def test_a_resolution_is_a_number_that_makes_sense(text: str) -> None:
    with pytest.raises(UsageError):
        parse_dpi(text)
    assert parse_dpi("20") == 20 and parse_dpi("600") == 600


def test_pages_are_drawn_at_the_resolution() -> None:
    world = MemoryWorld()
    written = write_preview(book(RED, GREEN, BLUE), world, "out", "book", (PageRange(2, 3),), 50, SilentProgress())
    assert written == ("out/book-002.png", "out/book-003.png", "out/book-sheet-1.png")
    page = picture(world, "out/book-002.png")
    assert page.size == (100, 150)
    assert page.getpixel((50, 75)) == GREEN


def test_the_sheet_shows_the_open_book() -> None:
    world = MemoryWorld()
    write_preview(book(RED, GREEN, BLUE), world, "out", "book", (), 72, SilentProgress())
    sheet = picture(world, "out/book-sheet-1.png")
    spread = 2 * SMALL_WIDTH + FOLD + EDGE
    left, right, y = EDGE + SMALL_WIDTH // 2, EDGE + SMALL_WIDTH + FOLD + SMALL_WIDTH // 2, EDGE + 9
    assert sheet.getpixel((right, y)) == RED  # page 1 is a right-hand page
    assert sheet.getpixel((left, y)) == ImageColor.getrgb(TABLE)
    assert sheet.getpixel((left + spread, y)) == GREEN
    assert sheet.getpixel((right + spread, y)) == BLUE


def test_many_pages_make_several_sheets() -> None:
    small = {page: Image.new("RGB", (SMALL_WIDTH, 10)) for page in range(1, 42)}  # 21 spreads, 20 on a sheet
    first, second = make_sheets(small)
    assert first.width > second.width
    assert first.height > second.height


def test_an_older_preview_leaves_nothing_behind() -> None:
    others = ("out/book-cover.png", "out/book-1.png", "out/notes.txt", "out/below/book-009.png", "out/book2-001.png")
    world = MemoryWorld({"out/book-009.png": b"", "out/book-sheet-4.png": b"", **dict.fromkeys(others, b"")})
    write_preview(book(RED), world, "out", "book", (), 72, SilentProgress())
    assert set(world.files) == {"out/book-001.png", "out/book-sheet-1.png", *others}


SPEECH = "走好创新之路\n张三\n　　谢谢大家。\n"


def test_the_command_makes_the_volume_and_its_pictures(tmp_path, capsys) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text(SPEECH, encoding="utf-8")
    main(["preview", str(tmp_path), "--pages", "1", "--dpi", "30"])
    assert "1 pages" not in capsys.readouterr().out
    assert (tmp_path / "build" / "proceedings.pdf").exists()
    assert not (tmp_path / "build" / "proceedings.docx").exists()
    found = sorted(p.name for p in (tmp_path / "build" / "preview").iterdir())
    assert found == ["proceedings-001.png", "proceedings-sheet-1.png"]
    assert main(["preview", str(tmp_path), "--pages", "99", "--output", str(tmp_path / "pictures")]) == 2
    assert "there is no page 99" in capsys.readouterr().err
    assert not (tmp_path / "pictures").exists()
