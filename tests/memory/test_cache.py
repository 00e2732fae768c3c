"""The build cache: what is kept, what is forgotten, and why a segment is translated again."""

from __future__ import annotations

from dataclasses import replace

from formatter.memory.cache import BuildCache, Settings, cache_key, open_cache
from formatter.model import Constraint, Segment, SegmentKind, Span, TermKind
from formatter.world import DiskWorld, MemoryWorld

PATH = "build/.cache/translations.jsonl"
SETTINGS = Settings("sha", "1")


def segment(text: str) -> Segment:
    return Segment("s01.p01.1", text, SegmentKind.BODY, Span("a.txt", 3, 1))


def term(zh: str, en: str, row: int, start: int = 0) -> Constraint:
    return Constraint(TermKind.TERM, start, start + len(zh), zh, en, f"glossary/terms.csv:{row}")


def fill(cache: BuildCache, *pairs: tuple[str, tuple[Constraint, ...], str]) -> None:
    for zh, constraints, en in pairs:
        cache.put(segment(zh), constraints, SETTINGS, en, 0.5)
    cache.save()


def reopen(world: MemoryWorld) -> BuildCache:
    outcome = open_cache(world, PATH)
    assert not outcome.diagnostics
    return outcome.value


def key(zh: str, *constraints: Constraint, settings: Settings = SETTINGS) -> str:
    return cache_key(segment(zh), constraints, settings)


def test_an_answer_is_found_again_in_the_next_build() -> None:
    world = MemoryWorld()
    fill(BuildCache(world, PATH), ("媒体融合。", (term("媒体融合", "media integration", 2),), "Media integration."))
    found = reopen(world).find(key("媒体融合。", term("媒体融合", "media integration", 2)))
    assert found is not None
    assert (found.en, found.confidence) == ("Media integration.", 0.5)


def test_everything_that_matters_is_in_the_key_and_a_moved_row_is_not() -> None:
    row = term("媒体融合", "media integration", 2)
    base = key("媒体融合。", row)
    assert key("媒体融合。", replace(row, required_by="glossary/terms.csv:9")) == base
    others = [
        key("媒体融合！", row),
        key("媒体融合。"),
        key("媒体融合。", replace(row, en="media convergence")),
        key("媒体融合。", replace(row, accepted=("convergence",))),
        key("媒体融合。", replace(row, forbidden=("media fusion",))),
        key("媒体融合。", replace(row, exact=True)),
        key("媒体融合。", row, settings=replace(SETTINGS, engine="other")),
        key("媒体融合。", row, settings=replace(SETTINGS, rules="2")),
        key("媒体融合。", row, settings=replace(SETTINGS, spelling="en-GB")),
        key("媒体融合。", row, settings=replace(SETTINGS, beam_size=1)),
        cache_key(replace(segment("媒体融合。"), kind=SegmentKind.TITLE), (row,), SETTINGS),
    ]
    assert len({base, *others}) == len(others) + 1


def test_a_retranslation_names_the_row() -> None:
    world = MemoryWorld()
    old, new = term("媒体融合", "media convergence", 2), term("媒体融合", "media integration", 2)
    fill(BuildCache(world, PATH), ("媒体融合。", (old,), "Media convergence."), ("你好。", (), "Hello."))
    cache = reopen(world)
    assert cache.find(key("你好。"))
    assert not cache.find(key("媒体融合。", new))
    fill(cache, ("媒体融合。", (new,), "Media integration."))
    assert [r.because for r in cache.retranslated] == [("glossary/terms.csv:2",)]
    assert cache.retranslated[0].record() == {
        "segment": "s01.p01.1", "zh": "媒体融合。", "because": ["glossary/terms.csv:2"],
    }  # fmt: skip


def test_removed_rows_and_new_settings_are_reasons_and_a_new_segment_has_none() -> None:
    world = MemoryWorld()
    fill(BuildCache(world, PATH), ("媒体融合。", (term("媒体融合", "media integration", 2),), "Media integration."))
    cache = reopen(world)
    cache.put(segment("媒体融合。"), (), replace(SETTINGS, engine="new"), "Media fusion.", None)
    cache.put(segment("新的一句。"), (), SETTINGS, "A new one.", None)
    assert [r.because for r in cache.retranslated] == [("glossary/terms.csv:2 (removed)", "engine")]


def test_damaged_lines_are_said_and_the_rest_is_kept() -> None:
    world = MemoryWorld()
    fill(BuildCache(world, PATH), *((f"第{i}句。", (), f"Sentence {i}.") for i in range(5)))
    lines = world.files[PATH].splitlines(keepends=True)
    changed = lines[1].replace(b"Sentence", b"Sentense")  # still JSON: only the checksum tells
    world.files[PATH] = b"".join([lines[0], changed, b"\xff\x00garbage\n", lines[3], lines[4][:40]])
    outcome = open_cache(world, PATH)
    assert [(d.code, d.span.line) for d in outcome.diagnostics] == [("cache-corrupt", 2)]
    assert "3 lines are damaged, 2 kept" in outcome.diagnostics[0].message
    outcome.value.save()
    assert not open_cache(world, PATH).diagnostics


def test_entries_are_dropped_after_some_builds_without_use() -> None:
    world = MemoryWorld()
    fill(BuildCache(world, PATH), ("你好。", (), "Hello."))
    for _ in range(8):
        reopen(world).save()
    assert key("你好。") in world.files[PATH].decode()
    reopen(world).save()
    assert world.files[PATH] == b""


def test_no_file_is_an_empty_cache() -> None:
    assert open_cache(MemoryWorld(), PATH).value.find("x") is None


def test_a_cache_that_cannot_be_written_stops_nothing(tmp_path) -> None:
    (tmp_path / "build").write_text("not a folder")
    cache = open_cache(DiskWorld(tmp_path), "build/.cache/translations.jsonl").value
    cache.save()
    (found,) = cache.unsaved()
    assert found.code == "cache-unsaved" and "build/.cache" in found.message
    (tmp_path / "build").unlink()
    cache.save()
    assert cache.unsaved() == ()
