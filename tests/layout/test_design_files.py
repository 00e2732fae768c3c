"""Designs of a volume's own."""

from __future__ import annotations

import pytest

from formatter.config import PageConfig
from formatter.layout.design_files import check_design, volume_design
from formatter.layout.plan import Role
from formatter.layout.styles import design_names, design_text, load_design
from formatter.pipeline import gather_input
from formatter.progress import SilentProgress
from formatter.world import MemoryWorld


@pytest.mark.parametrize("name", design_names())
def test_a_copy_of_a_design_is_right_and_the_same(name: str) -> None:
    text = design_text(name)
    assert check_design("my.toml", text.encode()) == ()
    assert volume_design(PageConfig(style="my.toml", design=text)).roles == load_design(name).roles


def test_a_design_changes_a_few_values_of_another() -> None:
    text = 'extends = "modern"\n[roles.body]\nen = { size = 9 }\n[colours]\naccent = "#0000ff"\n'
    assert check_design("my.toml", text.encode()) == ()
    design, base = volume_design(PageConfig(style="my.toml", design=text)), load_design("modern")
    assert design.style(Role.BODY, "en").size == 9
    assert design.style(Role.BODY, "en").align == base.style(Role.BODY, "en").align
    assert design.style(Role.BODY, "zh") == base.style(Role.BODY, "zh")
    assert design.colours["accent"] == (0.0, 0.0, 1.0)


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "said"),
    [
        ("[grid\n", "design-syntax", 1, 6, ""),
        ("[grid]\nleeding = 15\n", "design-unknown", 2, 1, "leading"),
        ("[roles.bodi]\nbefore = 2\n", "design-unknown", 1, 2, "body"),
        ('[roles.body]\nen = { size = 9, fase = "latin" }\n', "design-unknown", 2, 18, "face"),
        ('[grid]\nleading = "wide"\n', "design-value", 2, 1, "expected a number"),
        ("[grid]\nleading = true\n", "design-value", 2, 1, "expected a number"),
        ("[roles]\nbody = 3\n", "design-value", 2, 1, "expected a table"),
        ('[colours]\naccent = "red"\n', "design-value", 2, 1, "colour"),
        ('extends = "clasic"\n', "design-value", 1, 1, "classic"),
        ('[roles.body]\nen = { face = "latn" }\n', "design-value", 2, 8, "latin"),
        ('[roles.body]\nzh = { face = "serif-wide" }\n', "design-value", 2, 8, "serif"),  # it only helps out
        ("[cmyk]\naccent = [0, 0, 100]\n", "design-value", 2, 1, "four inks"),
        ("[cmyk]\naccent = [0, 0, 0, 101]\n", "design-value", 2, 1, "four inks"),
        ('[cmyk]\naccent = "#8e1b1f"\n', "design-value", 2, 1, "four inks"),
        ("[cmyk]\nacent = [0, 0, 0, 100]\n", "design-value", 2, 1, "accent"),
        ("[roles.body]\nen = { size = 16 }\n", "design-value", 2, 8, "too close"),
        ('[roles.body]\nen = { colour = "acent" }\n', "design-value", 2, 8, "accent"),
        ("[formats.A4]\ninner = 400\n", "design-value", 2, 1, "too narrow"),
        ("[formats.A4]\nlines = 0\n", "design-value", 2, 1, "at least 10"),
        ("[grid]\ndrop = 15\n", "design-value", 2, 1, "less than the leading"),
        ("[formats.A4]\nlines = 60\n", "design-value", 2, 1, "don't fit"),
    ],
)
def test_what_is_wrong_is_said_at_its_place(text: str, code: str, line: int, column: int, said: str) -> None:
    if not text.startswith("extends"):
        text, line = f'extends = "classic"\n{text}', line + 1
    found = check_design("my.toml", text.encode())[0]
    assert (found.code, found.span.path, found.span.line, found.span.column) == (code, "my.toml", line, column)
    assert said in found.message + found.hint


def test_a_design_that_extends_nothing_must_be_whole() -> None:
    assert "extends" in check_design("my.toml", b"[grid]\nleading = 15\n")[0].hint


def test_the_settings_name_the_file_and_a_missing_one_is_said_there() -> None:
    settings = b'[page]\nstyle = "my.toml"\n'
    found = gather_input(MemoryWorld({"proceedings.toml": settings}), SilentProgress()).diagnostics
    assert [(d.code, d.span.line) for d in found if d.fatal] == [("config-missing-file", 2)]
    wrong = MemoryWorld({"proceedings.toml": settings, "my.toml": b'extends = "classic"\nleeding = 3\n'})
    found = gather_input(wrong, SilentProgress()).diagnostics
    assert [(d.code, d.span.path, d.span.line) for d in found if d.fatal] == [("design-unknown", "my.toml", 2)]


def inks_of(text: str) -> dict[str, tuple[float, ...]]:
    assert check_design("my.toml", text.encode()) == ()
    return dict(volume_design(PageConfig(style="my.toml", design=text)).inks)


def test_inks_are_the_design_s_own_or_worked_out() -> None:
    inks = inks_of('extends = "classic"\n[colours]\naccent = "#ff0000"\nwarm = "#bf4080"\n[cmyk]\ngrey = [0, 0, 0, 62.5]\n')
    assert inks["black"] == (0, 0, 0, 1)
    assert inks["grey"] == (0, 0, 0, 0.625)
    assert inks["rule"] == (0, 0, 0, 0.4)  # as in classic
    assert inks["accent"] == (0, 1, 1, 0)  # another red than classic's, so its inks are others, too
    assert inks["warm"] == pytest.approx((0, 127 / 191, 63 / 191, 64 / 255))


def test_a_copy_without_inks_is_whole() -> None:
    text = design_text("classic")
    start, end = text.index("[cmyk]"), text.index("[options]")
    assert inks_of(text[:start] + text[end:])["grey"] == pytest.approx((0, 0, 0, 1 - 0x5C / 255))
