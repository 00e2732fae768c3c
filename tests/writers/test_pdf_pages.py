"""What stands on which page: splits, titles, running heads, first pages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_tools import plan_of, shaper
from test_pdf_file import EN, ZH, volume_of

from volumes import small_volume  # isort: skip

from formatter.config import Config, PageConfig
from formatter.layout.plan import Role, SectionKind
from formatter.layout.styles import load_design
from formatter.model import Volume
from formatter.writers.pdf.geometry import columns, page_format, rank_columns, single
from formatter.writers.pdf.pages import Page, Paginator, Placed, roman
from formatter.writers.pdf.rows import Setter, natural_widths

DESIGN = load_design("classic")


def lay_out(volume: Volume, page: PageConfig = PageConfig()) -> list[Page]:  # noqa: B008 (frozen)
    plan = plan_of(volume, Config(page=page))
    form = page_format(DESIGN, page)
    setter = Setter(DESIGN, shaper())
    matter = columns(DESIGN, form, 16)
    body = matter if page.layout == "columns" else single(DESIGN, form, page.layout)
    return Paginator(DESIGN, form, setter, body, matter).paginate(plan)


def placed_rows(pages: list[Page]) -> list[tuple[int, Placed]]:
    return [(number, placed) for number, page in enumerate(pages) if page.side != "en" for placed in page.placed]


sizes = st.lists(st.tuples(st.integers(1, 14), st.integers(1, 14)), min_size=1, max_size=14)


def lines_by_row(pages: list[Page], name: str) -> dict[str, list[list[str]]]:
    """The printed lines of each row's side, page by page."""
    found: dict[str, list[list[str]]] = {}
    for _, placed in placed_rows(pages):
        found.setdefault(placed.block.row.id, []).append([s.line.ops for s in getattr(placed.block, name).slots])
    return found


@given(sizes, st.sampled_from(["columns", "facing", "stacked"]))
@settings(max_examples=15, deadline=None)
def test_every_line_is_on_one_page_and_inside_it(rows: list[tuple[int, int]], layout: str) -> None:
    volume = volume_of(*[(ZH * a, EN * b) for a, b in rows])
    pages = lay_out(volume, PageConfig(layout=layout))
    capacity = DESIGN.formats["A4"].lines * 4
    for page in pages:
        foot = 0
        for placed in page.placed:
            slots = (*placed.block.zh.slots, *placed.block.en.slots)
            assert placed.top >= foot and min(s.top for s in slots) == 0
            foot = placed.top + max(s.bottom for s in slots)
        assert foot <= capacity
    for name in ("zh", "en"):
        for id, parts in lines_by_row(pages, name).items():
            if id.startswith("s01-p"):
                geometry = next(p.geometry for p in pages if p.kind is SectionKind.SPEECH and not p.blank)
                setter = Setter(DESIGN, shaper())
                row = next(r for s in plan_of(volume, Config()).sections for r in s.rows if r.id == id)
                whole = setter.block(row, geometry.zh_width, geometry.en_width, geometry.stacked)
                assert [line for part in parts for line in part] == [s.line.ops for s in getattr(whole, name).slots]


@given(sizes, st.sampled_from(["columns", "facing", "stacked"]))
@settings(max_examples=15, deadline=None)
def test_no_page_has_one_line_of_a_paragraph_or_ends_in_a_word(rows: list[tuple[int, int]], layout: str) -> None:
    pages = lay_out(volume_of(*[(ZH * a, EN * b) for a, b in rows]), PageConfig(layout=layout))
    for name in ("zh", "en"):
        for parts in lines_by_row(pages, name).values():
            counts = [len(lines) for lines in parts if lines]
            assert len(counts) == 1 or 1 not in counts
    for page in pages:
        for placed in page.placed[-1:]:
            for side in (placed.block.zh, placed.block.en):
                assert not side.slots or not side.slots[-1].line.hyphen


@given(st.lists(st.tuples(st.integers(5, 14), st.integers(5, 14)), min_size=4, max_size=14))
@settings(max_examples=12, deadline=None)
def test_a_long_paragraph_goes_on_in_both_languages(rows: list[tuple[int, int]]) -> None:
    """Where each side has lines enough, both are cut, each where as much of it is said."""
    pages = lay_out(volume_of(*[(ZH * a, EN * b) for a, b in rows]))
    zh, en = lines_by_row(pages, "zh"), lines_by_row(pages, "en")
    for id, parts in zh.items():
        if len(parts) == 2 and min(sum(map(len, parts)), sum(map(len, en[id]))) >= 8:
            shares = [len(side[0]) / sum(map(len, side)) for side in (parts, en[id])]
            assert all(parts) and all(en[id])
            assert shares[0] == pytest.approx(shares[1], abs=0.2)


@given(st.lists(st.integers(1, 9), min_size=2, max_size=8))
@settings(max_examples=12, deadline=None)
def test_no_page_ends_with_a_title(counts: list[int]) -> None:
    pages = lay_out(volume_of(*[(ZH * n, EN * n) for n in counts], speeches=4))
    for page in pages:
        if page.placed and page.kind is not SectionKind.TITLE_PAGE:
            assert not page.placed[-1].block.row.keep_with_next


def test_running_head_names_the_first_speech_on_the_page() -> None:
    pages = lay_out(volume_of(*[(ZH * 4, EN * 4)] * 3, speeches=5))
    for page in pages:
        if page.kind is SectionKind.SPEECH and page.placed:
            first = page.placed[0].block.row.id.split("-")[0]
            assert page.running[1] == f"Taking the Path of Innovation, Part {int(first[1:])}"


def test_running_head_passes_over_a_session() -> None:
    page = next(p for p in lay_out(small_volume()) if p.label == "1")
    assert page.placed[0].block.row.id == "session1"
    assert page.running == ("走好创新之路　推进媒体融合", "Taking the Path of Innovation to Advance Media Integration")


def test_body_starts_on_a_right_hand_page() -> None:
    pages = lay_out(small_volume())
    first = next(i for i, p in enumerate(pages) if p.label == "1")
    assert first % 2 == 0


def test_facing_pages_have_chinese_left_and_english_right() -> None:
    pages = lay_out(volume_of((ZH, EN)), PageConfig(layout="facing"))
    sides = [(i, p.side, p.label) for i, p in enumerate(pages) if p.side != "both"]
    assert [(i % 2, side) for i, side, _ in sides] == [(1, "zh"), (0, "en")] * (len(sides) // 2)
    assert all(int(label) % 2 == 1 - i % 2 for i, _, label in sides)


def test_columns_are_a_whole_number_of_hanzi() -> None:
    setter = Setter(DESIGN, shaper())
    plan = plan_of(volume_of((ZH, EN), (ZH * 2, EN * 2)), Config())
    form = DESIGN.formats["A4"]
    rows = natural_widths(setter, [r for s in plan.sections for r in s.rows])
    assert len(rows) == 2
    geometry = rank_columns(DESIGN, form, PageConfig(), rows)[0][1]
    size = DESIGN.style(Role.BODY, "zh").size
    assert (geometry.zh_width / size).is_integer()
    wide = rank_columns(DESIGN, form, replace(PageConfig(), ratio=0.5), rows)[0][1]
    assert wide.zh_width == pytest.approx((form.text_width - form.gutter) / 2, abs=size / 2)


def test_longer_english_gets_the_wider_column() -> None:
    form = DESIGN.formats["A4"]
    even = rank_columns(DESIGN, form, PageConfig(), [(1000.0, 1000.0)] * 9)[0][1]
    skewed = rank_columns(DESIGN, form, PageConfig(), [(1000.0, 2500.0)] * 9)[0][1]
    assert skewed.en_width > even.en_width


@pytest.mark.parametrize(("number", "text"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl"), (1999, "mcmxcix")])
def test_roman_numbers(number: int, text: str) -> None:
    assert roman(number) == text


@pytest.mark.parametrize("format", ["A4", "16K", "Letter"])
def test_entries_of_the_contents_stay_whole(format: str) -> None:
    one = small_volume().speeches[0]
    volume = replace(small_volume(), speeches=tuple(replace(one, id=f"s{n:02}") for n in range(1, 60)))
    entries = [p for _, p in placed_rows(lay_out(volume, PageConfig(format))) if p.block.row.target]
    assert len(entries) > 59
    assert all(p.start == 0 and p.end == p.block.height for p in entries)


def test_rows_beyond_the_sample_are_reckoned_from_their_length() -> None:
    rows = [(ZH * (1 + n % 4), EN * (1 + n % 5)) for n in range(120)]
    plan = plan_of(volume_of(*rows), Config())
    setter = Setter(DESIGN, shaper())
    found = natural_widths(setter, [row for section in plan.sections for row in section.rows])
    assert len(found) == 120
    for (zh, en), (zh_last, en_last) in zip(found[:20], found[-20:], strict=True):  # the same texts again
        assert zh_last == pytest.approx(zh, rel=0.02) and en_last == pytest.approx(en, rel=0.02)


def test_the_contents_do_not_end_in_a_few_entries_on_a_page_of_their_own() -> None:
    one = small_volume().speeches[0]
    for count in range(30, 44):
        volume = replace(small_volume(), speeches=tuple(replace(one, id=f"s{n:02}") for n in range(1, count)))
        pages = [p for p in lay_out(volume, PageConfig("16K")) if p.kind is SectionKind.CONTENTS and p.placed]
        last = pages[-1].placed[-1]
        assert len(pages) == 1 or last.top + last.end >= 5 * 4
