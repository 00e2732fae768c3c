from __future__ import annotations

from dataclasses import replace

from formatter.config import Config, PartsConfig, read_config
from formatter.gather import load_config, load_documents, load_memory
from formatter.model import ParagraphRole, Speech
from formatter.progress import SilentProgress
from formatter.world import MemoryWorld

ONE = "标题：绿色港口\n演讲人：王一\n\n　　港口要绿色发展。\n"
TWO = "标题：智慧港口\n演讲人：李二\n\n　　港口要智慧发展。\n\n标题：开放港口\n演讲人：张三\n\n　　港口要开放发展。\n"


def titles(world: MemoryWorld, settings: str = "") -> tuple[list[str], list[str]]:
    config = read_config("proceedings.toml", settings.encode()).value
    outcome = load_documents(config, world, SilentProgress())
    speeches = [s.title_text for d in outcome.value for s in d.speeches]
    return speeches, [d.code for d in outcome.diagnostics]


def test_files_by_name_speeches_as_they_stand() -> None:
    assert titles(MemoryWorld({"seeds/b.txt": ONE, "seeds/a.txt": TWO})) == (["智慧港口", "开放港口", "绿色港口"], [])


def test_an_order_of_files_globs_and_titles() -> None:
    world = MemoryWorld({"seeds/b.txt": ONE, "seeds/a.txt": TWO})
    assert titles(world, '[speeches]\norder = ["开放港口", "b.txt", "*.txt"]') == (["开放港口", "绿色港口", "智慧港口"], [])


def test_what_the_order_leaves_out_follows_and_is_said() -> None:
    world = MemoryWorld({"seeds/b.txt": ONE, "seeds/a.txt": TWO})
    assert titles(world, '[speeches]\norder = ["b.txt"]') == (["绿色港口", "智慧港口", "开放港口"], ["order-rest"])


def test_an_entry_that_matches_nothing() -> None:
    world = MemoryWorld({"seeds/b.txt": ONE})
    speeches, codes = titles(world, '[speeches]\norder = ["c.txt", "b.txt"]')
    assert (speeches, codes) == (["绿色港口"], ["order-unmatched"])


def test_files_of_other_kinds_are_named() -> None:
    world = MemoryWorld({"seeds/a.txt": ONE, "seeds/photo.png": b"\x89PNG", "seeds/.DS_Store": b""})
    assert titles(world) == (["绿色港口"], ["seed-skipped"])


def test_an_empty_folder() -> None:
    assert titles(MemoryWorld({})) == ([], ["no-speeches"])


def test_a_volume_without_settings_has_the_defaults() -> None:
    assert load_config(MemoryWorld({})).value == Config()


def test_a_memory_file_that_is_named_and_missing() -> None:
    config = read_config("proceedings.toml", b'[glossary]\nmemory = ["glossary/old.tmx"]').value
    outcome = load_memory(config, MemoryWorld({}))
    assert [(d.code, d.span.line, d.fatal) for d in outcome.diagnostics] == [("config-missing-file", 2, True)]


def test_no_memory_is_no_fault() -> None:
    outcome = load_memory(Config(), MemoryWorld({}))
    assert (len(outcome.value), outcome.diagnostics) == (0, ())


def test_a_speech_that_is_there_twice_is_said() -> None:
    long = "标题：绿色港口\n演讲人：王一\n\n　　港口要绿色发展，岸电要全面覆盖，船舶要用清洁燃料。\n"
    world = MemoryWorld({"seeds/a.txt": long, "seeds/b 副本.txt": long.replace("　　", "").replace("，", ", ")})
    (found,) = load_documents(Config(), world, SilentProgress()).diagnostics
    assert (found.code, found.span.path) == ("speech-twice", "seeds/b 副本.txt")
    assert "seeds/a.txt:1" in found.message


def test_the_same_few_words_of_thanks_are_no_copy() -> None:
    short = "标题：致辞\n演讲人：{}\n\n　　谢谢大家！\n"
    world = MemoryWorld({"seeds/a.txt": short.format("王一"), "seeds/b.txt": short.format("李二")})
    assert load_documents(Config(), world, SilentProgress()).diagnostics == ()


def test_a_foreword_opens_the_volume_and_is_not_among_the_speeches() -> None:
    files = {"seeds/a.txt": "开放合作\n王　明\n我们走到一起。\n".encode(), "seeds/preface.txt": "序言\n这是开篇的话。\n".encode()}
    config = replace(Config(), parts=PartsConfig(foreword=("seeds/preface.txt",)))
    documents = load_documents(config, MemoryWorld(files), SilentProgress()).value
    assert [(d.path, [s.foreword for s in d.speeches]) for d in documents] == [
        ("seeds/preface.txt", [True]),
        ("seeds/a.txt", [False]),
    ]


def test_a_missing_foreword_is_said_where_it_is_named() -> None:
    config = read_config("proceedings.toml", b'[parts]\nforeword = "no.docx"\n').value
    found = load_documents(config, MemoryWorld({"seeds/a.txt": "开放合作\n王　明\n我们走到一起。\n".encode()}), SilentProgress())
    said = [d for d in found.diagnostics if d.code == "config-missing-file"]
    assert [str(d.span) for d in said] == ["proceedings.toml:2:1"] and said[0].fatal


SAID = "　　港口要绿色发展，岸电要全面覆盖，船舶要用清洁燃料。\n　　本书收入发言，供读者参考。\n"


def foreword(text: str) -> tuple[Speech, list[str]]:
    """The foreword that a file holds, and the codes of what was said about it."""
    config = replace(Config(), parts=PartsConfig(foreword=("front/foreword.txt",)))
    outcome = load_documents(config, MemoryWorld({"seeds/a.txt": ONE, "front/foreword.txt": text}), SilentProgress())
    return outcome.value[0].speeches[0], [d.code for d in outcome.diagnostics]


def signed(speech: Speech) -> list[str]:
    return [p.text for p in speech.paragraphs if p.role is ParagraphRole.SIGNATURE]


def test_the_short_lines_under_a_foreword_sign_it() -> None:
    speech, codes = foreword(f"序言\n\n{SAID}\n　　　　　　　　　本书编委会\n　　　　　　　　　2025年12月\n")
    assert (signed(speech), codes) == (["本书编委会", "2025年12月"], [])
    assert len(speech.paragraphs) == 4


def test_a_person_who_signs_a_foreword_is_its_speaker() -> None:
    speech, codes = foreword(f"序言\n\n{SAID}\n　　　　　　港口协会会长　王小明\n　　　　　　2025年12月1日\n")
    assert ([s.name for s in speech.speakers], signed(speech), codes) == (["王小明"], ["2025年12月1日"], [])


def test_a_foreword_may_be_nothing_but_its_text() -> None:
    speech, codes = foreword(SAID)
    assert (speech.title, signed(speech), codes) == ((), [], [])
    first = speech.paragraphs[0]
    assert first.text.startswith("港口要绿色发展") and (first.span.line, first.span.column) == (1, 3)


def test_the_last_sentence_of_a_foreword_does_not_sign_it() -> None:
    speech, _ = foreword(f"序言\n\n{SAID}　　谨此致谢！\n")
    assert signed(speech) == []


def test_a_foreword_without_text_is_said() -> None:
    config = replace(Config(), parts=PartsConfig(foreword=("front/foreword.md",)))
    world = MemoryWorld({"seeds/a.txt": ONE, "front/foreword.md": "# 序言\n"})
    outcome = load_documents(config, world, SilentProgress())
    assert (outcome.diagnostics[0].code, outcome.diagnostics[0].span.path) == ("no-speech-found", "front/foreword.md")
    assert [d.path for d in outcome.value] == ["seeds/a.txt"]
