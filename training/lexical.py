"""Bring the embedding of each Chinese piece near those of its English translations, in a checkpoint.

    python -m training.lexical --ckpt CKPT --prepared PREP/part1 --lexicon PREP/lexicon.tsv --dictionary cedict.tsv

Embeddings and output layer are one matrix, so a model that can copy a token through its cross-attention (placeholders
come first, after about a thousand steps) then writes a translation where it copies a Chinese word. Without this a small
model on a CPU spends its first thousands of steps as a language model that ignores its source.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import sentencepiece
import torch

from training.lexicon import EN_STOP, HAN
from training.pieces import BLANK

SHARE = 0.6  # of the translations in the new vector, by direction


def lexicon_rows(path: Path, index: dict[str, int]) -> dict[int, dict[int, float]]:
    """Chinese piece → English piece → score, from the file that prepare.py leaves."""
    rows: dict[int, dict[int, float]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        zh, en, score = line.split("\t")
        if zh in index and en in index:
            rows[index[zh]][index[en]] = float(score)
    return rows


def dictionary_rows(
    lines: Iterable[str], index: dict[str, int], processor: sentencepiece.SentencePieceProcessor
) -> dict[int, dict[int, float]]:
    """The same from a dictionary: content words of the glosses that are one or two pieces long."""
    rows: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for line in lines:
        zh, _, gloss = line.partition("\t")
        numbers = [index[p] for p in (zh, BLANK + zh) if p in index]
        words = [w for w in re.findall(r"[a-z]+", gloss.lower()) if w not in EN_STOP and len(w) > 1]
        if not numbers or not words or len(words) > 3:
            continue
        for word in words:
            ids = processor.encode(word)
            if len(ids) <= 2:
                for number in numbers:
                    for piece in ids:
                        rows[number][piece] += 1 / len(words) / len(ids)
    return rows


def move(weights: torch.Tensor, rows: dict[int, dict[int, float]]) -> torch.Tensor:
    """Turn the embeddings of ``rows`` towards their translations; lengths stay."""
    moved = weights.clone()
    for zh, translations in rows.items():
        ids, scores = list(translations), torch.tensor(list(translations.values()))
        target = (weights[ids] * (scores / scores.sum())[:, None]).sum(0)
        own = weights[zh]
        mixed = (1 - SHARE) * own / own.norm() + SHARE * target / target.norm().clamp_min(1e-6)
        moved[zh] = mixed / mixed.norm() * own.norm()
    return moved


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ckpt", type=Path, required=True, help="folder with state.pt, which is changed")
    parser.add_argument("--prepared", type=Path, required=True, help="folder with sentencepiece.model")
    parser.add_argument("--lexicon", type=Path, required=True)
    parser.add_argument("--dictionary", type=Path, help="TSV of Chinese words and English glosses")
    options = parser.parse_args()
    processor = sentencepiece.SentencePieceProcessor(model_file=str(options.prepared / "sentencepiece.model"))
    index = {processor.id_to_piece(i): i for i in range(processor.get_piece_size())}
    rows: dict[int, dict[int, float]] = {}
    if options.dictionary:
        lines = options.dictionary.read_text(encoding="utf-8").splitlines()
        rows |= {k: dict(v) for k, v in dictionary_rows(lines, index, processor).items()}
    rows |= lexicon_rows(options.lexicon, index)
    chinese = sum(bool(HAN.search(piece)) for piece in index)
    path = options.ckpt / "state.pt"
    state = torch.load(path, map_location="cpu", weights_only=True)
    for part in ("model", "ema"):
        state[part]["emb.weight"] = move(state[part]["emb.weight"], rows)
    torch.save(state, path)
    print(f"{len(rows)} of {chinese} Chinese pieces moved, at step {state['step']}")


if __name__ == "__main__":
    main()
