"""Which picture belongs to whom: by the file's name, by the settings, and what is said of the others."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from made_pictures import GRADIENT, SHAPES, photograph, saved

sys.path.insert(0, str(Path(__file__).parents[1] / "layout"))

from volumes import small_volume  # speakers: 陈光 (Chen Guang), 安平 (An Ping)

from formatter.config import read_config
from formatter.layout.pictures import Album
from formatter.pictures import load_pictures
from formatter.world import MemoryWorld

PHOTO = saved(photograph(300, 400))


def load(settings: str = "", **files: bytes) -> tuple[Album, list[tuple[str, str, str, str]]]:
    """``files``: names in pictures/. Gives the album and (place, code, message, hint) of each finding."""
    read = read_config("proceedings.toml", settings.encode())
    assert read.diagnostics == ()
    world = MemoryWorld({f"pictures/{name}": data for name, data in files.items()})
    outcome = load_pictures(read.value, small_volume(), world)
    return outcome.value, [(str(d.span), d.code, d.message, d.hint) for d in outcome.diagnostics]


@pytest.mark.parametrize(
    "name", ["陈光.jpg", "陈　光.JPG", "陈 光.jpeg", "Chen Guang.jpg", "chen-guang.jpg", "CHENGUANG.jpg", "chen_guang.jpg"]
)
def test_a_file_is_named_after_its_speaker(name: str) -> None:
    album, found = load(**{name: PHOTO})
    assert list(album.portraits) == ["陈光"] and found == []
    picture = album.portraits["陈光"]
    assert (picture.width, picture.height, picture.data) == (300, 400, PHOTO)


def test_no_folder_and_no_picture_is_no_fault() -> None:
    assert load() == (Album(), [])


def test_alternative_text_is_made_of_the_name_in_both_languages() -> None:
    album, _ = load(**{"陈光.jpg": PHOTO})
    assert album.portraits["陈光"].alt == "陈光像 / Portrait of Chen Guang"
    assert album.portraits["陈光"].lang == "zh-Hans"


def test_the_editors_own_alternative_text_wins() -> None:
    settings = '[pictures.speakers]\n"陈光" = { en = "Chen Guang at the lectern" }\n'
    album, found = load(settings, **{"陈光.jpg": PHOTO})
    assert album.portraits["陈光"].alt == "陈光像 / Chen Guang at the lectern" and found == []


@pytest.mark.parametrize("speaker", ["陈光", "Chen Guang"])
def test_the_settings_name_a_file_of_any_name(speaker: str) -> None:
    album, found = load(f'[pictures.speakers]\n"{speaker}" = "IMG_2034.jpg"\n', **{"IMG_2034.jpg": PHOTO})
    assert album.portraits["陈光"].path == "pictures/IMG_2034.jpg" and found == []


def test_the_settings_win_over_a_file_of_the_speakers_name() -> None:
    files = {"IMG_2034.jpg": PHOTO, "陈光.jpg": PHOTO}
    album, found = load('[pictures.speakers]\n"陈光" = "IMG_2034.jpg"\n', **files)
    assert album.portraits["陈光"].path == "pictures/IMG_2034.jpg"
    assert [(place, code) for place, code, _, _ in found] == [("pictures/陈光.jpg", "picture-twice")]


def test_a_missing_file_is_said_where_the_settings_name_it() -> None:
    settings = '[volume]\nlogo = "logo.svg"\n[pictures.speakers]\n"陈光" = "chenguan.jpg"\n'
    album, found = load(settings, **{"安平.jpg": PHOTO, "logos.svg": SHAPES.encode()})
    assert list(album.portraits) == ["安平"] and album.logo is None
    assert [f[:2] for f in found if f[1] == "picture-missing"] == [
        ("proceedings.toml:4:1", "picture-missing"),
        ("proceedings.toml:2:1", "picture-missing"),
    ]
    assert "logos.svg" in next(f[3] for f in found if "logo.svg" in f[2])


def test_a_missing_folder_is_said_only_if_the_settings_name_it() -> None:
    _, found = load('[pictures]\nfolder = "portraits"\n')
    assert [f[:2] for f in found] == [("proceedings.toml:2:1", "picture-missing")]


def test_a_picture_of_nobody_is_a_note_with_the_nearest_name() -> None:
    album, found = load(**{"Chen Gang.jpg": PHOTO})
    assert album.portraits == {}
    assert found[0][:2] == ("pictures/Chen Gang.jpg", "picture-unmatched") and "Chen Guang" in found[0][3]


def test_a_speaker_who_is_not_there_is_an_error_with_the_nearest_name() -> None:
    _, found = load('[pictures.speakers]\n"An Pin" = "a.jpg"\n')
    assert found[0][:2] == ("proceedings.toml:2:1", "picture-speaker") and "An Ping" in found[0][3]


def test_two_files_of_one_speaker_are_said() -> None:
    album, found = load(**{"陈光.jpg": PHOTO, "Chen Guang.png": saved(photograph(300, 400), "PNG")})
    assert album.portraits["陈光"].path == "pictures/Chen Guang.png"  # in the order of their names
    assert found[0][:2] == ("pictures/陈光.jpg", "picture-twice")


@pytest.mark.parametrize("name", ["陈光.heic", "陈光.webp", "陈光"])
def test_other_kinds_of_files_are_said(name: str) -> None:
    album, found = load(**{name: b"x"})
    assert album.portraits == {} and found[0][:2] == (f"pictures/{name}", "picture-skipped")


def test_another_kind_of_file_that_the_settings_name_is_an_error() -> None:
    _, found = load('[pictures.speakers]\n"陈光" = "chen.gif"\n', **{"chen.gif": saved(photograph(30, 40), "GIF")})
    assert [f[:2] for f in found] == [("proceedings.toml:2:1", "picture-format")]


def test_a_damaged_file_is_said_and_left_out() -> None:
    album, found = load(**{"陈光.jpg": PHOTO[:500]})
    assert album.portraits == {} and found[0][:2] == ("pictures/陈光.jpg", "picture-unreadable")


def test_few_pixels_are_a_note_and_the_picture_is_printed() -> None:
    album, found = load(**{"陈光.jpg": saved(photograph(60, 80))})
    assert "陈光" in album.portraits and found[0][:2] == ("pictures/陈光.jpg", "picture-resolution")
    assert "60 × 80" in found[0][2]


def test_the_logo_is_no_speaker_and_has_alternative_text() -> None:
    album, found = load('[volume]\ntitle = "Proceedings"\nlogo = "logo.svg"\n', **{"logo.svg": SHAPES.encode()})
    assert found == [] and album.logo is not None
    assert album.logo.alt == "标志：论坛发言集 / Logo: Proceedings" and album.logo.plain
    settings = '[volume]\nlogo = { file = "pictures/logo.svg", zh = "会徽", en = "Emblem of the Forum" }\n'
    album, found = load(settings, **{"logo.svg": GRADIENT.encode()})
    assert found == [] and album.logo is not None
    assert album.logo.alt == "会徽 / Emblem of the Forum" and not album.logo.plain


def test_a_logo_in_the_volumes_own_folder_is_found() -> None:
    read = read_config("proceedings.toml", b'[volume]\nlogo = "emblem.svg"\n')
    outcome = load_pictures(read.value, small_volume(), MemoryWorld({"emblem.svg": SHAPES}))
    assert outcome.value.logo is not None and outcome.value.logo.path == "emblem.svg"


@pytest.mark.parametrize(
    "settings",
    [
        "[volume]\nlogo = 3\n",
        '[volume]\nlogo = { zh = "会徽" }\n',
        '[volume]\nlogo = { file = "a.svg", alt = "x" }\n',
        '[pictures]\nspeakers = "a.jpg"\n',
        '[pictures.speakers]\n"陈光" = 3\n',
        '[pictures.speakers]\n"陈光" = ""\n',
    ],
)
def test_a_wrong_setting_is_said_with_the_right_form(settings: str) -> None:
    found = read_config("proceedings.toml", settings.encode()).diagnostics
    assert [d.code for d in found] == ["config-value"] and found[0].span.line and found[0].hint
