"""Embeddings to begin with: each Chinese piece near its English translations.

    python -m training.lexical --prepared PREP… --dictionary cedict.tsv termbase.tsv --d 256 --out lexical.npz

Source and output layer share one embedding, so a model whose cross-attention hands on what it looks at (model.py)
writes a translation where it looks at a Chinese word. What counting finds in a minute (IBM model 1 in both directions,
and a dictionary for words that are rare in the text) a small model on a CPU would need hours to learn.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import sentencepiece

from training.lexicon import EN_STOP, HAN, Lexicon, PieceClasses, build_lexicon
from training.pieces import BLANK, Pieces
from training.shards import find_files, load_shards
from training.symbols import EOS

OWN = 0.45  # of a Chinese piece's vector that is its own, beside 1 of its translations
KIN = 0.6  # of an English piece's vector that it shares with its other spellings (▁Word, ▁word, word), beside 1 its own
FIRM = 0.25  # sum of lexicon scores below which the dictionary is asked too


def dictionary_rows(
    lines: Iterable[str], index: dict[str, int], processor: sentencepiece.SentencePieceProcessor
) -> Lexicon:
    """Chinese piece → English piece → weight, from the content words of glosses of up to four words."""
    rows: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for line in lines:
        zh, _, gloss = line.partition("\t")
        numbers = [index[p] for p in (zh, BLANK + zh) if p in index]
        gloss = re.sub(r"\([^)]*\)", " ", gloss)
        words = [w for w in re.findall(r"[A-Za-z]+", gloss) if w.lower() not in EN_STOP and len(w) > 1]
        if not numbers or not words or len(words) > 4:
            continue
        for word in words:
            ids = processor.encode(word)
            for number in numbers:
                for piece in ids:
                    rows[number][piece] += 1 / len(words) / len(ids)
    return {zh: dict(row) for zh, row in rows.items()}


def shared(row: dict[int, float]) -> dict[int, float]:
    """Weights that sum to one."""
    total = sum(row.values())
    return {piece: weight / total for piece, weight in row.items()}


def merge(counted: Lexicon, dictionary: Lexicon) -> Lexicon:
    """The counted translations; where they are weak or missing, the dictionary's beside them."""
    merged: Lexicon = {}
    for zh in counted.keys() | dictionary.keys():
        row, strength = counted.get(zh, {}), min(1.0, sum(counted.get(zh, {}).values()) / FIRM)
        mixed: dict[int, float] = defaultdict(float)
        for part, share in ((row, strength), (dictionary.get(zh, {}), 1 - strength)):
            if part and share > 0:
                for piece, weight in shared(part).items():
                    mixed[piece] += share * weight
        if mixed:
            merged[zh] = dict(mixed)
    return merged


def unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)


def embeddings(pieces: Pieces, lexicon: Lexicon, width: int, seed: int = 1) -> np.ndarray:
    """Vectors of length one (V, width). English pieces are near their other spellings, Chinese ones near their
    translations; a Chinese piece without any is made of its characters."""
    rng = np.random.default_rng(seed)
    own = unit(rng.standard_normal((pieces.count, width)))
    cores = [text.replace(BLANK, "").lower() for text in pieces.texts]
    kin = {core: unit(rng.standard_normal(width)) for core in sorted(set(cores))}
    vectors = np.array(
        [
            vector if not core.isalpha() or len(core) < 2 or HAN.search(core) else vector + KIN * kin[core]
            for vector, core in zip(own, cores, strict=True)
        ]
    )
    vectors = unit(vectors)
    for zh, row in lexicon.items():
        mixture = sum(weight * vectors[piece] for piece, weight in row.items())
        vectors[zh] = unit(unit(mixture) + OWN * own[zh])
    index = {text: i for i, text in enumerate(pieces.texts)}
    for i, core in enumerate(cores):
        if len(core) > 1 and all(map(HAN.match, core)) and i not in lexicon:
            parts = [vectors[index[c]] for c in core if c in index]
            if parts:
                vectors[i] = unit(unit(np.sum(parts, 0)) + own[i])
    return vectors


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--prepared", type=Path, nargs="+", required=True)
    parser.add_argument(
        "--dictionary", type=Path, nargs="*", default=[], help="TSV of Chinese words and English glosses"
    )
    parser.add_argument("--d", type=int, default=512, help="width")
    parser.add_argument("--pairs", type=int, default=400_000)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    spm = find_files(options.prepared, "sentencepiece.model")[0]
    processor = sentencepiece.SentencePieceProcessor(model_file=str(spm))
    pieces, data = Pieces(processor), load_shards(options.prepared)
    counted = build_lexicon(
        data["src"],
        data["tgt"],
        data["slen"],
        data["tlen"],
        PieceClasses(pieces),
        pairs=options.pairs,
        min_score=0.02,
    )
    index = {text: i for i, text in enumerate(pieces.texts)}
    lines = [line for path in options.dictionary for line in path.read_text(encoding="utf-8").splitlines()]
    lexicon = merge(counted, dictionary_rows(lines, index, processor))
    vectors = embeddings(pieces, lexicon, options.d)
    counts = np.bincount(data["tgt"], minlength=pieces.count) + 0.5
    counts[EOS] += len(data["tlen"])  # every sentence ends
    chinese = sum(bool(HAN.search(text)) for text in pieces.texts)
    bias = np.log(counts / counts.sum())
    np.savez(options.out, embeddings=vectors.astype(np.float32), bias=bias.astype(np.float32))
    for zh in list(lexicon)[:: max(1, len(lexicon) // 20)]:
        best = sorted(lexicon[zh].items(), key=lambda item: -item[1])[:4]
        print(pieces.texts[zh], *(f"{pieces.texts[e]} {w:.2f}" for e, w in best))
    print(f"{len(lexicon)} of {chinese} Chinese pieces have translations, {len(counted)} of them counted")


if __name__ == "__main__":
    main()
