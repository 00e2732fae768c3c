from __future__ import annotations

import pytest

from formatter.config import SETTINGS, Config, read_config
from formatter.model import Bilingual


def read(text: str):
    return read_config("proceedings.toml", text.encode())


def test_an_empty_file_is_all_defaults() -> None:
    outcome = read("")
    assert outcome.diagnostics == ()
    assert outcome.value == Config("proceedings.toml")


def test_a_full_file() -> None:
    outcome = read(
        """
[volume]
title = { zh = "港口论坛文集", en = "Proceedings of the Ports Forum" }
place = "大连"
editors = [{ zh = "王一", en = "Wang Yi" }, "Jane Roe"]
start = 2025-06-01
end = "2025-06-02"
isbn = "978-7-5000-0001-1"
[speeches]
order = ["b.txt", "a*.txt"]
[page]
format = "16开"
ratio = "42:58"
[engine]
beam_size = 2
[output]
name = "ports-2025"
"""
    )
    config = outcome.value
    assert [d.message for d in outcome.diagnostics] == [
        "volume.place: no English for “大连”",
        "volume.isbn: the check digit of ISBN 978-7-5000-0001-1 is wrong",
    ]
    assert config.volume.title == Bilingual("港口论坛文集", "Proceedings of the Ports Forum")
    assert config.volume.place == Bilingual(zh="大连")
    assert config.volume.editors == (Bilingual("王一", "Wang Yi"), Bilingual(en="Jane Roe"))
    assert (config.volume.start, config.volume.end) == ("2025-06-01", "2025-06-02")
    assert config.order == ("b.txt", "a*.txt")
    assert config.page.format == "16K"
    assert config.page.ratio == pytest.approx(0.42)
    assert config.engine.beam_size == 2
    assert config.name == "ports-2025"
    assert config.place("page.format").line == 12


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "says"),
    [
        ("[volume]\ntitel = 'x'\n", "config-unknown", 2, 1, "did you mean “title”?"),
        ("[pages]\nformat = 'A4'\n", "config-unknown", 1, 2, "did you mean “page”?"),
        ("format = 'A4'\n", "config-unknown", 1, 1, "it belongs into a table: page.format"),
        ("[volume]\nformat = 'A4'\n", "config-unknown", 2, 1, "it is page.format"),
        ("[page]\n\n  format = 'A5'\n", "config-value", 3, 3, "“A5” is not one of A4, 16K, Letter"),
        ("[page]\nfootnotes = \"speech\"\n", "config-value", 2, 1, "not one of volume, page"),
        ("[page]\nratio = 0.9\n", "config-value", 2, 1, "from 0.25 to 0.6"),
        ("[engine]\nbeam_size = true\n", "config-value", 2, 1, "a number from 1 to 16, not true"),
        ("[volume]\nstart = '2023-13-01'\n", "config-value", 2, 1, "is not a date"),
        ("[volume]\nstart = 2023-10-28\nend = 2023-10-27\n", "config-value", 3, 1, "ends before it starts"),
        ("[volume]\ntitle = { cn = 'x' }\n", "config-value", 2, 1, "zh ="),
        ("[output]\nname = 'a/b'\n", "config-value", 2, 1, "can't be a file's name"),
        ("[volume\n", "config-syntax", 1, 8, ""),
        ("[volume]\ntitle = 论坛\n", "config-syntax", 2, 9, "in quotes"),
        ("volume = 3\n", "config-value", 1, 1, "write [volume]"),
        ("[parts]\ncover = 'yes'\n", "config-value", 2, 1, "expected true or false, not “yes”"),
        ("[parts]\nglossary_kinds = ['terms']\n", "config-value", 2, 1, "did you mean “term”?"),
        ("[parts]\n  foreward = 'a.md'\n", "config-unknown", 2, 3, "did you mean “foreword”?"),
        ("[volume]\nothers = [{ zh = '媒体支持' }]\n", "config-value", 2, 1, "names = ["),
        ("[volume]\npublished = '2025-13'\n", "config-value", 2, 1, "write a year, a month or a day"),
    ],
)
def test_wrong_settings_are_shown_where_they_stand(text: str, code: str, line: int, column: int, says: str) -> None:
    (found,) = read(text).diagnostics
    assert (found.code, found.span.line, found.span.column) == (code, line, column)
    assert says in found.message + " " + found.hint
    assert found.fatal


def test_bytes_that_are_no_text() -> None:
    (found,) = read_config("proceedings.toml", "[volume]\ntitle = '论坛'".encode("gb18030")).diagnostics
    assert (found.code, found.span.line) == ("config-syntax", 2)


def test_every_setting_names_an_attribute() -> None:
    config = Config()
    for attribute, _ in SETTINGS.values():
        value = config
        for part in attribute.split("."):
            value = getattr(value, part)


def test_an_impossible_date_is_called_so() -> None:
    (found,) = read("[volume]\nstart = 2024-13-01  # opening\n").diagnostics
    assert (found.code, found.span.line, found.span.column) == ("config-syntax", 2, 9)
    assert found.message == "2024-13-01 is not a date"


def test_curly_quotation_marks_are_named() -> None:
    (found,) = read("[volume]\ntitle = “港口论坛”\n").diagnostics
    assert (found.code, found.span.line) == ("config-syntax", 2)
    assert "straight quotation marks" in found.hint


def test_the_parts_of_the_book() -> None:
    outcome = read(
        """
[volume]
hosts = [{ zh = "甲部", en = "Ministry A" }]
published = "2025-09"
[parts]
cover = true
foreword = "front/foreword.docx"
glossary = true
glossary_kinds = ["term", "document"]
index = false
"""
    )
    parts = outcome.value.parts
    assert outcome.diagnostics == ()
    assert (parts.cover, parts.half_title, parts.index, parts.note) == (True, False, False, True)
    assert (parts.foreword, parts.glossary_kinds) == (("front/foreword.docx",), ("term", "document"))
    assert outcome.value.volume.published == "2025-09"


@pytest.mark.parametrize(("given", "read_as"), [("2025", "2025"), ('"2025"', "2025"), ("2025-09-01", "2025-09-01")])
def test_a_year_a_month_or_a_day_of_publication(given: str, read_as: str) -> None:
    assert read(f"[volume]\npublished = {given}\n").value.volume.published == read_as


def test_a_text_without_english_is_a_warning_where_it_stands() -> None:
    outcome = read('[volume]\nhosts = [{ zh = "甲部", en = "Ministry A" }, { zh = "乙省" }, { en = "World Bank" }]\n')
    assert [(d.code, d.span.line, d.message, d.fatal) for d in outcome.diagnostics] == [
        ("config-untranslated", 2, "volume.hosts: no English for “乙省”", False)
    ]
    assert outcome.value.volume.hosts[1] == Bilingual("乙省", "")


def test_other_parts_in_the_event_have_names_of_their_own() -> None:
    outcome = read('[volume]\nothers = [{ zh = "媒体支持", en = "Media Partners", names = ["某报", { en = "The Times" }] }]\n')
    (group,) = outcome.value.volume.others
    assert (group.role, group.names) == (Bilingual("媒体支持", "Media Partners"), (Bilingual("某报", ""), Bilingual("", "The Times")))
    assert [d.message for d in outcome.diagnostics] == ["volume.others: no English for “某报”"]
