"""Pictures in the plan, and how large they are printed."""

from __future__ import annotations

import datetime
import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "pictures"))

from made_pictures import logo, portrait
from volumes import small_volume, whole_book

from formatter.config import Config, VolumeConfig
from formatter.layout.compose import compose_volume
from formatter.layout.pictures import (
    Album,
    add_pictures,
    logo_size,
    portrait_size,
    printed_resolution,
    room_beside,
)
from formatter.layout.plan import SectionKind, print_plan
from formatter.layout.styles import design_names, load_design
from formatter.model import Bilingual

DAY = datetime.date(2026, 1, 2)


def plan(album: Album, publisher: Bilingual = Bilingual()):  # noqa: B008 (frozen)
    config = Config(volume=VolumeConfig(title=Bilingual("论坛发言集", "Proceedings"), publisher=publisher))
    volume = small_volume()
    return add_pictures(compose_volume(volume, config, DAY), volume, album)


def test_a_portrait_stands_with_its_speakers_title_alone() -> None:
    made = plan(Album({"陈光": portrait()}))
    assert [row.id for s in made.sections for row in s.rows if row.pictures] == ["s01"]
    assert "    portrait pictures/陈光.jpg: 陈光像 / Portrait of Chen Guang\n" in print_plan(made)


def test_who_signs_the_foreword_has_a_portrait_there() -> None:
    volume = whole_book()
    made = add_pictures(compose_volume(volume, Config(), DAY), volume, Album({"王明": portrait()}))
    assert [(s.kind, row.id) for s in made.sections for row in s.rows if row.pictures] == [(SectionKind.FOREWORD, "f01")]


def test_without_pictures_the_plan_is_the_same() -> None:
    volume = small_volume()
    before = compose_volume(volume, Config(), DAY)
    assert add_pictures(before, volume, Album()) == before


def test_the_logo_stands_above_the_publisher_or_last() -> None:
    def rows(made) -> list[str]:
        return [row.id for s in made.sections if s.kind is SectionKind.TITLE_PAGE for row in s.rows]

    assert rows(plan(Album(logo=logo())))[-1] == "title-page-logo"
    assert rows(plan(Album(logo=logo()), Bilingual("某出版社", "A House")))[-2:] == ["title-page-logo", "publisher"]


@pytest.mark.parametrize("name", design_names())
def test_portraits_are_four_by_five_and_about_two_centimetres_wide(name: str) -> None:
    width, height = portrait_size(load_design(name))
    assert width / height == pytest.approx(0.8) and 50 < width < 65


def test_two_portraits_stand_beside_a_title_and_three_below_it() -> None:
    design = load_design("classic")
    one = room_beside([portrait()], design, 400)
    assert room_beside([portrait()] * 2, design, 400) == 2 * one > 0
    assert not any(room_beside(pictures, design, 400) for pictures in ([], [portrait()] * 3, [logo()]))


def test_portraits_leave_a_title_eight_letters_at_least() -> None:
    design = load_design("classic")  # titles of 15 points
    assert room_beside([portrait()], design, 200) and not room_beside([portrait()] * 2, design, 200)


def test_a_wide_logo_is_made_lower_and_keeps_its_shape() -> None:
    design = load_design("classic")
    assert logo_size(design, 400, logo())[1] == design.logo * design.unit
    width, height = logo_size(design, 400, replace(logo(), width=2000))
    assert width == pytest.approx(160) and width / height == pytest.approx(20)


def test_resolution_counts_the_side_that_is_not_cropped() -> None:
    picture = replace(portrait(), width=400, height=300)
    assert printed_resolution(picture, 72, 72) == 300
