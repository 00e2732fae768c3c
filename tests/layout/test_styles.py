"""The designs that come with the program."""

from __future__ import annotations

import tomllib

import pytest

from formatter.layout.plan import Role
from formatter.layout.styles import design_names, load_design
from formatter.resources import resource_path


def test_there_are_two_designs() -> None:
    assert design_names() == ("classic", "modern")


@pytest.mark.parametrize("name", design_names())
def test_a_design_styles_every_role_with_faces_that_exist(name: str) -> None:
    design = load_design(name)
    faces = tomllib.loads(resource_path("fonts/manifest.toml").read_text(encoding="utf-8"))
    assert set(design.roles) == set(Role)
    for style in (*design.roles.values(), *design.furniture.values()):
        for side in (style.zh, style.en):
            assert side.face in faces and (not side.latin or side.latin in faces)
            assert side.colour in design.colours


@pytest.mark.parametrize("name", design_names())
def test_text_areas_lie_inside_their_pages(name: str) -> None:
    design = load_design(name)
    assert set(design.formats) == {"A4", "16K", "Letter"}
    for form in design.formats.values():
        assert form.top + form.lines * design.leading + form.foot < form.height
        assert form.head < form.top


@pytest.mark.parametrize("name", design_names())
def test_body_text_of_both_languages_shares_the_grid(name: str) -> None:
    body = load_design(name).roles[Role.BODY]
    assert body.zh.leading == body.en.leading == 4


def test_an_unknown_design_is_not_found() -> None:
    with pytest.raises(FileNotFoundError):
        load_design("baroque")
