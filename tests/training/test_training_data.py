"""The training data's preparation: which spans correspond, and what augmentation makes of them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest
import sentencepiece
from hypothesis import given, settings
from hypothesis import strategies as st

from training.augment import Augmenter, Shares
from training.lexical import embeddings, merge
from training.normalise import loose_key, normalise_en, normalise_zh
from training.package import write_package
from training.pieces import Pieces, written
from training.shards import KINDS, covered, pack_pairs, read_shard, write_shard
from training.spans import Termbase, latin_spans, number_spans
from training.symbols import PLACEHOLDERS

TINY = Path(__file__).resolve().parent.parent / "data" / "translate-zh_en-tiny.argosmodel"


@pytest.fixture(scope="module")
def processor() -> sentencepiece.SentencePieceProcessor:
    with zipfile.ZipFile(TINY) as archive:
        name = next(n for n in archive.namelist() if n.endswith("sentencepiece.model"))
        return sentencepiece.SentencePieceProcessor(model_proto=archive.read(name))


@pytest.fixture(scope="module")
def pieces(processor: sentencepiece.SentencePieceProcessor) -> Pieces:
    return Pieces(processor)


def spelled(found: object, zh: str, en: str) -> list[tuple[str, str]]:
    return [(zh[a:b], en[c:d]) for a, b, c, d in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("zh", "en", "pairs"),
    [
        ("投资36亿元", "an investment of 3.6 billion yuan", [("36亿", "3.6 billion")]),
        ("共1,200人，其中300人", "1,200 people, 300 of them", [("1,200", "1,200"), ("300", "300")]),
        ("有5万人和5万人", "50,000 and 50,000 people", [("5万", "50,000"), ("5万", "50,000")]),
        ("2022年", "in 2023", []),
        ("用A4纸", "on A4 paper", []),
    ],
)
def test_numbers_of_one_value(zh: str, en: str, pairs: list[tuple[str, str]]) -> None:
    assert spelled(number_spans(zh, en), zh, en) == pairs


def test_latin_words_that_stand_in_both() -> None:
    zh, en = "用API和C++，再用API", "APIs with the API in C++"
    assert spelled(latin_spans(zh, en), zh, en) == [("API", "API"), ("C++", "C++")]


def test_terms_longest_first_and_whole_words() -> None:
    termbase = Termbase([("媒体", "media"), ("媒体融合", "media integration"), ("融合", "integration")])
    zh, en = "媒体融合与媒体", "Media integration and multimedia media"
    assert spelled(termbase.spans(zh, en), zh, en) == [("媒体融合", "Media integration"), ("媒体", "media")]


def test_normal_forms() -> None:
    assert normalise_zh("\u3000Ａ１「武汉」\u200b ") == "A1“武汉”"
    assert normalise_en("“It’s” …") == '"It\'s" ...'
    assert loose_key("Wuhan, 2023!") == loose_key("ｗｕｈａｎ　2023") == "wuhan2023"


@settings(max_examples=60)
@given(st.text("武汉媒体融合发展A1 龘", min_size=1, max_size=20))
def test_offsets_end_where_the_text_does(
    processor: sentencepiece.SentencePieceProcessor, pieces: Pieces, text: str
) -> None:
    text = normalise_zh(text)
    if text:
        ids = processor.encode(text)
        assert pieces.offsets(ids)[-1] == len(text)


@pytest.fixture
def pair(processor: sentencepiece.SentencePieceProcessor) -> tuple[list[int], list[int], list[tuple[int, ...]]]:
    """上海 … → … Shanghai, its span marked by hand."""
    zh = [*processor.encode("我们在"), *(before := processor.encode("上海"))[1:], *processor.encode("工作")[1:]]
    start = len(processor.encode("我们在"))
    en, word = processor.encode("we work in Shanghai"), processor.encode("Shanghai")
    return zh, en, [(start, start + len(before) - 1, len(en) - len(word), len(en), KINDS["termbase"])]


def test_a_placeholder_on_both_sides(
    processor: sentencepiece.SentencePieceProcessor, pieces: Pieces, pair: tuple
) -> None:
    augmenter = Augmenter(pieces, Shares(mixed=0))
    source, target, mode = augmenter.apply(*pair, np.random.default_rng(1), "placeholder")
    used = [p for p in PLACEHOLDERS if p in processor.decode(source)]
    assert mode == "placeholder" and len(used) == 1
    assert processor.decode(source) == f"我们在{used[0]}工作"
    assert processor.decode(target) == f"we work in {used[0]}"


def test_an_annotation_leaves_the_target(
    processor: sentencepiece.SentencePieceProcessor, pieces: Pieces, pair: tuple
) -> None:
    augmenter = Augmenter(pieces, Shares(mixed=0))
    source, target, mode = augmenter.apply(*pair, np.random.default_rng(1), "annotation", swap=0.0)
    assert mode == "annotation"
    assert processor.decode(source) == "我们在⟪T⟫上海⟪=⟫ Shanghai⟪/T⟫工作"
    assert target == pair[1]


def test_a_swapped_annotation_changes_both(
    processor: sentencepiece.SentencePieceProcessor, pieces: Pieces, pair: tuple
) -> None:
    augmenter, rng = Augmenter(pieces, Shares(mixed=0, swap_random=1.0)), np.random.default_rng(1)
    augmenter.apply(*pair, rng, "annotation", swap=0.0)  # something to swap with is remembered
    source, target, _ = augmenter.apply(*pair, rng, "annotation", swap=1.0)
    shown = processor.decode(source).split("⟪=⟫")[1].split("⟪/T⟫")[0].strip()
    assert shown != "Shanghai"
    assert processor.decode(target) == f"we work in {shown}"


@pytest.mark.parametrize(("mode", "spans"), [("plain", 1), ("placeholder", 0), ("annotation", 0)])
def test_nothing_to_augment(mode: str, spans: int, pieces: Pieces, pair: tuple) -> None:
    found = Augmenter(pieces, Shares()).apply(pair[0], pair[1], pair[2][:spans], np.random.default_rng(1), mode)
    assert found == (pair[0], pair[1], "plain")


def test_shards_come_back(tmp_path: Path) -> None:
    arrays = pack_pairs([np.array([5, 6])], [np.array([7])], [0], [[(0, 1, 0, 1, 2)]])
    write_shard(tmp_path / "train-00.xz", arrays)
    found = read_shard(tmp_path / "train-00.xz")
    assert {key: value.tolist() for key, value in found.items()} == {k: v.tolist() for k, v in arrays.items()}


def test_packages_are_byte_identical(tmp_path: Path) -> None:
    model = tmp_path / "model"
    model.mkdir()
    (model / "model.bin").write_bytes(b"weights")
    (tmp_path / "spm").write_bytes(b"pieces")
    one = write_package(model, tmp_path / "spm", tmp_path / "a", "1.2", "card", {"confidence": {"bias": 1.0}})
    two = write_package(model, tmp_path / "spm", tmp_path / "b", "1.2", "card", {"confidence": {"bias": 1.0}})
    assert one.name == "translate-zh_en-1_2.argosmodel"
    assert one.read_bytes() == two.read_bytes()


def test_how_much_of_a_pair_is_aligned() -> None:
    sources, targets = [np.arange(4), np.arange(2), np.arange(3)], [np.arange(5), np.arange(4), np.arange(3)]
    overlapping = [(0, 2, 0, 1, 0), (1, 3, 1, 2, 1)]  # three of four source tokens, two of five target tokens
    data = pack_pairs(sources, targets, [0, 0, 0], [overlapping, [], [(0, 3, 0, 3, 2)]])
    assert covered(data).tolist() == pytest.approx([3 / 4 + 2 / 5, 0, 2])


def test_english_is_written_without_chinese(processor: sentencepiece.SentencePieceProcessor, pieces: Pieces) -> None:
    ids = written(np.array(processor.encode("the 我们 media")), pieces).tolist()
    texts = {pieces.texts[i] for i in ids}
    assert {*PLACEHOLDERS, "⟪T⟫", "<unk>", "</s>", "▁the"} <= texts
    assert set(processor.encode("我们")[1:]).isdisjoint(ids)
    assert ids == sorted(set(ids))


def test_the_dictionary_helps_where_counting_found_little() -> None:
    counted, dictionary = {1: {5: 0.5}, 2: {6: 0.05}}, {1: {7: 1.0}, 2: {8: 3.0, 9: 1.0}, 3: {9: 2.0}}
    merged = merge(counted, dictionary)
    assert merged[1] == {5: 1.0}
    assert merged[2] == pytest.approx({6: 0.2, 8: 0.6, 9: 0.2})
    assert merged[3] == {9: 1.0}


def test_chinese_words_start_near_their_translations(
    processor: sentencepiece.SentencePieceProcessor, pieces: Pieces
) -> None:
    index = {text: i for i, text in enumerate(pieces.texts)}
    zh, first, second = (index[p] for p in ("我们", "▁We", "▁the"))
    vectors = embeddings(pieces, {zh: {first: 0.8, second: 0.2}}, 64)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(pieces.count))
    likeness = vectors @ vectors[zh]
    assert likeness.argsort()[::-1][:2].tolist() == [zh, first]
    assert likeness[first] > 0.7 and 0.05 < likeness[second] < 0.5
