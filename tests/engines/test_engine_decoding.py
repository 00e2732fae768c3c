"""The engine: the same English every time and in any company, nothing cut off, no loops, honest scores."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from formatter.engines.archive import read_archive
from formatter.engines.argos import LONGEST_SENTENCE, ArgosEngine
from formatter.engines.loops import find_loop
from formatter.errors import BadPackage

SENTENCES = (
    "媒体融合发展是一项长期任务。",
    "我们要坚持正确方向，走好创新之路。",
    "2022年，全市经济总量达到3.6万亿元，同比增长5.2%。",
    "一是加强队伍建设；二是完善体制机制；三是推动技术创新。",
    "感谢各位嘉宾！",
    "武汉",
    "“一带一路”倡议提出10年来，合作伙伴越来越多。",
    "县级融媒体中心打通了联系群众的“最后一公里”。",
)


def test_what_the_vocabulary_tells(engine: ArgosEngine) -> None:
    assert engine.placeholders == 32
    assert engine.annotations
    assert engine.info.name == "translate-zh_en-0_0_1"


def test_a_placeholder_is_one_token(engine: ArgosEngine) -> None:
    assert "⟪3⟫" in engine.tokenize("研究⟪3⟫的方法")
    assert "⟪31⟫" in engine.tokenize("⟪31⟫")


def test_detokenize_keeps_underscores(engine: ArgosEngine) -> None:
    assert engine.detokenize(engine.tokenize("a file_name here")) == "a file_name here"
    assert engine.detokenize([]) == ""


@settings(max_examples=50)
@given(st.text("abcXYZ ,.'-_%0189", max_size=40))
def test_latin_text_survives_tokens(engine: ArgosEngine, text: str) -> None:
    assert engine.detokenize(engine.tokenize(text)) == " ".join(text.split())


def test_translations_do_not_depend_on_their_company(engine: ArgosEngine) -> None:
    alone = [engine.translate([s])[0] for s in SENTENCES]
    assert engine.translate(SENTENCES) == alone
    assert engine.translate(SENTENCES[::-1] * 3) == (alone[::-1] * 3)


def test_two_engines_agree(engine: ArgosEngine, tiny_bytes: bytes) -> None:
    other = ArgosEngine(read_archive(tiny_bytes, "again"))
    assert other.translate(SENTENCES) == engine.translate(SENTENCES)


def test_scores_are_mean_log_probabilities(engine: ArgosEngine) -> None:
    sources = [engine.tokenize(s) for s in SENTENCES]
    best = [h[0] for h in engine.translate_tokens(sources, mend_loops=False)]
    scored = engine.score(sources, [h.tokens for h in best])
    for hypothesis, score in zip(best, scored, strict=True):
        assert hypothesis.score == pytest.approx(score, abs=2e-3)
        assert hypothesis.score < 0


def test_nothing_has_no_score(engine: ArgosEngine) -> None:
    token = engine.tokenize("武汉")
    assert engine.score([[], token, token], [["▁a"], [], ["▁a"] * 1200]) == [-math.inf] * 3


def test_hypotheses_come_best_first(engine: ArgosEngine) -> None:
    (found,) = engine.translate_tokens([engine.tokenize(SENTENCES[0])], num_hypotheses=4)
    assert len(found) == 4
    assert len({h.tokens for h in found}) == 4


def test_attention_has_a_row_a_token(engine: ArgosEngine) -> None:
    source = engine.tokenize(SENTENCES[0])
    (found,) = engine.translate_tokens([source], return_attention=True)
    assert len(found[0].attention) == len(found[0].tokens)
    assert {len(row) for row in found[0].attention} == {len(source)}


def test_a_prefix_is_kept(engine: ArgosEngine) -> None:
    prefix = engine.tokenize("Wuhan")
    sources = [engine.tokenize(s) for s in SENTENCES[:3]]
    found = engine.translate_tokens(sources, prefixes=[prefix, None, prefix])
    assert found[0][0].tokens[: len(prefix)] == tuple(prefix)
    assert found[1] == engine.translate_tokens(sources[1:2])[0]


def test_suppressed_tokens_are_not_written(engine: ArgosEngine) -> None:
    source = engine.tokenize(SENTENCES[0])
    first = engine.translate_tokens([source])[0][0].tokens[0]
    assert first not in engine.translate_tokens([source], suppress=[[first]])[0][0].tokens


def test_long_text_is_translated_in_parts(engine: ArgosEngine) -> None:
    text = "".join(SENTENCES) * 6
    source = engine.tokenize(text)
    assert len(source) > 2 * LONGEST_SENTENCE
    (found,) = engine.translate_tokens([source], num_hypotheses=2, return_attention=True)
    assert len(found) == 2
    rows = found[0].attention
    assert len(rows) == len(found[0].tokens) and {len(row) for row in rows} == {len(source)}
    assert max(range(len(source)), key=rows[-1].__getitem__) > len(source) - LONGEST_SENTENCE  # the end was read
    assert engine.translate([text])[0].text == engine.detokenize(found[0].tokens)


@settings(max_examples=10, deadline=None)
@example("\n")
@example("⟪⟫")
@given(st.text("武汉媒体，。a1 ⟪⟫\n\U00020000", min_size=0, max_size=700))
def test_any_text_is_translated(engine: ArgosEngine, text: str) -> None:
    (found,) = engine.translate([text], beam_size=1)
    assert bool(found.text) == bool(text.strip())
    assert 0 <= found.confidence <= 1


def test_empty_text_has_an_empty_translation(engine: ArgosEngine) -> None:
    found = engine.translate(["", " \u3000"])
    assert [f.text for f in found] == ["", ""]
    assert [f.confidence for f in found] == [0, 0]


@pytest.mark.parametrize(
    ("tokens", "unit"),
    [
        (["▁the", "▁city", "▁of", "▁Wuhan"], 0),
        (["▁very", "▁very", "▁good"], 0),
        (["▁media", "▁media", "▁media", "▁media"], 1),
        (["▁of", "▁the", "▁of", "▁the", "▁of", "▁the"], 2),
        (["▁1", "0", "0", "0", "0", "0", "0", "0", "0"], 0),
        (["▁a", ",", "▁b", ",", "▁c", ",", "▁d"], 0),
        (["▁so", ".", ".", ".", ".", ".", "."], 0),
    ],
)
def test_loops_are_recognised(tokens: Sequence[str], unit: int) -> None:
    assert find_loop(tokens) == unit


def test_loops_are_mended(engine: ArgosEngine) -> None:
    sources = [engine.tokenize(f"{a}{b}") for a in SENTENCES for b in SENTENCES]
    plain = engine.translate_tokens(sources, mend_loops=False, beam_size=1)
    looping = [i for i, found in enumerate(plain) if find_loop(found[0].tokens)]
    assert looping, "the tiny engine is bad enough to loop"
    mended = engine.translate_tokens([sources[i] for i in looping], beam_size=1)
    assert not any(find_loop(found[0].tokens) for found in mended)


class _Counting:
    def __init__(self) -> None:
        self.total = self.done = 0
        self.finished = False

    def start(self, label: str, total: int) -> None:
        self.total = total

    def advance(self, steps: int = 1) -> None:
        self.done += steps

    def finish(self) -> None:
        self.finished = True


def test_progress_counts_texts(engine: ArgosEngine) -> None:
    progress = _Counting()
    engine.translate([*SENTENCES, "".join(SENTENCES) * 6], progress=progress)
    assert (progress.done, progress.total, progress.finished) == (9, 9, True)


@pytest.mark.parametrize("part", ["model", "sentencepiece"])
def test_a_model_that_cannot_be_loaded_is_a_bad_package(part: str, tiny_bytes: bytes) -> None:
    package = read_archive(tiny_bytes, "x.argosmodel")
    broken = (
        replace(package, model={**package.model, "model.bin": package.model["model.bin"][:5000]})
        if part == "model"
        else replace(package, sentencepiece=b"nonsense")
    )
    with pytest.raises(BadPackage, match=r"x\.argosmodel: the model can't be loaded"):
        ArgosEngine(broken)
