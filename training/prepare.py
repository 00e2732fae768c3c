"""Bitext → sentencepiece model, token shards with aligned spans, dev sets and meta.json.

    python -m training.prepare --out DIR --train a.tsv.xz b.tsv … [--weight NAME=W] [--in-domain NAME]
                               [--heldout FILE …] [--dev NAME:ZH:EN …] [--termbase terms.tsv …] --vocab 8000

TSV columns: Chinese, English, source name (default: the file's name up to its first dot).
"""

from __future__ import annotations

import argparse
import json
import lzma
import multiprocessing
import os
import random
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import sentencepiece

from training.lexicon import HAN, PieceClasses, build_lexicon
from training.normalise import loose_key, normalise_en, normalise_zh, sentencepiece_rules
from training.pieces import Pieces
from training.shards import KINDS, Span, find_files, pack_pairs, write_shard
from training.spans import SpanFinder, Termbase
from training.symbols import BOS, EOS, MAX_TOKENS, PAD, UNK, USER_SYMBOLS

Pair = tuple[str, str, str]  # Chinese, English, source name


def read_lines(path: Path) -> Iterator[str]:
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8", newline="\n") as file:
        for line in file:
            yield line.rstrip("\n")


def plausible(zh: str, en: str) -> bool:
    """A cheap filter on normalised text: the right scripts, and lengths that can belong together."""
    if not zh or not en or zh == en or len(zh) > 600 or len(en) > 2000:
        return False
    if not HAN.search(zh) or not re.search("[A-Za-z]", en) or len(HAN.findall(en)) > 0.1 * len(en):
        return False
    return len(zh) < 8 or 0.6 <= len(en) / len(zh) <= 9


def held_out_keys(paths: Sequence[Path]) -> tuple[set[str], set[str]]:
    """Keys of Chinese and of English text that must not be trained on. Short English proves nothing."""
    chinese, english = set(), set()
    for path in paths:
        for line in read_lines(path):
            for text in line.split("\t")[:2]:
                key = loose_key(text)
                if HAN.search(text):
                    chinese.add(key)
                elif len(key) >= 20:
                    english.add(key)
    return chinese, english


def read_pairs(
    files: Sequence[Path], held_out: tuple[set[str], set[str]]
) -> tuple[list[Pair], dict[str, Counter[str]]]:
    """Normalised, filtered, distinct pairs, and per source what became of its lines."""
    seen: set[int] = set()
    pairs: list[Pair] = []
    counts: dict[str, Counter[str]] = {}
    for path in files:
        for line in read_lines(path):
            columns = line.split("\t")
            if len(columns) < 2:
                continue
            source = columns[2].strip() if len(columns) > 2 and columns[2].strip() else path.name.split(".")[0]
            count = counts.setdefault(source, Counter())
            count["read"] += 1
            zh, en = normalise_zh(columns[0]), normalise_en(columns[1])
            keys = loose_key(zh), loose_key(en)
            if any(mark in zh + en for mark in "⟪⟫") or not plausible(zh, en):
                count["filtered"] += 1
            elif keys[0] in held_out[0] or keys[1] in held_out[1]:
                count["held out"] += 1
            elif hash(keys) in seen:
                count["duplicate"] += 1
            else:
                seen.add(hash(keys))
                pairs.append((zh, en, source))
                count["kept"] += 1
    return pairs, counts


def train_sentencepiece(
    pairs: Sequence[Pair], out: Path, vocabulary: int, lines: int, weights: Mapping[str, float]
) -> Path:
    """One unigram model for both languages, on a sample; byte pieces for rare characters, digits one by one."""
    rng = random.Random(1)
    text, rules = out / "sentencepiece.txt", out / "normalisation.tsv"
    order = [i for i, pair in enumerate(pairs) if weights.get(pair[2], 1) > 0]
    rng.shuffle(order)
    chosen = [i for i in order if weights.get(pairs[i][2], 1) >= 1 or rng.random() <= weights[pairs[i][2]]]
    text.write_text("".join(f"{pairs[i][0]}\n{pairs[i][1]}\n" for i in chosen[: lines // 2]), encoding="utf-8")
    rules.write_text(sentencepiece_rules(), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(text),
        model_prefix=str(out / "sentencepiece"),
        vocab_size=vocabulary,
        model_type="unigram",
        character_coverage=0.9998,
        byte_fallback=True,
        split_digits=True,
        pad_id=PAD,
        unk_id=UNK,
        bos_id=BOS,
        eos_id=EOS,
        pad_piece="<blank>",
        user_defined_symbols=list(USER_SYMBOLS),
        normalization_rule_tsv=str(rules),
        num_threads=os.cpu_count(),
        max_sentence_length=6000,
        shuffle_input_sentence=False,
        hard_vocab_limit=False,
        minloglevel=1,
    )
    for path in (text, rules, out / "sentencepiece.vocab"):
        path.unlink()
    return out / "sentencepiece.model"


# --- spans, by all cores -------------------------------------------------------------------------------------

_work: tuple[SpanFinder, Sequence[Pair], Sequence[np.ndarray], Sequence[np.ndarray]]  # inherited by fork


def _spans_of(chosen: range) -> list[list[Span]]:
    finder, pairs, zh, en = _work
    return [finder.find(pairs[i][0], pairs[i][1], zh[i], en[i]) for i in chosen]


def find_spans(
    finder: SpanFinder, pairs: Sequence[Pair], zh: Sequence[np.ndarray], en: Sequence[np.ndarray], processes: int
) -> list[list[Span]]:
    global _work
    _work = (finder, pairs, zh, en)
    jobs = [range(at, min(at + 2000, len(pairs))) for at in range(0, len(pairs), 2000)]
    if processes < 2:
        return [spans for job in jobs for spans in _spans_of(job)]
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        return [spans for part in pool.imap(_spans_of, jobs) for spans in part]


def encode(processor: sentencepiece.SentencePieceProcessor, texts: Sequence[str]) -> list[np.ndarray]:
    threads = os.cpu_count() or 1
    return [np.array(ids, np.uint16) for ids in processor.encode(list(texts), num_threads=threads)]


def fits(zh: np.ndarray, en: np.ndarray) -> bool:
    """Within MAX_TOKENS, and not four times as long as the other unless both are short."""
    if not (1 <= len(zh) <= MAX_TOKENS and 1 <= len(en) <= MAX_TOKENS):
        return False
    return max(len(zh), len(en)) < 12 or 0.25 <= len(zh) / len(en) <= 4


def read_termbase(paths: Sequence[Path]) -> Termbase:
    rows = (line.split("\t") for path in paths for line in read_lines(path))
    return Termbase((normalise_zh(r[0]), normalise_en(r[1])) for r in rows if len(r) > 1 and r[0] != "zh")


# --- the whole ----------------------------------------------------------------------------------------------


def _write_shards(
    out: Path,
    arrays: tuple[Sequence[Pair], Sequence[np.ndarray], Sequence[np.ndarray], Sequence[list[Span]]],
    sources: Mapping[str, int],
    shard_pairs: int,
    part_mib: float,
) -> list[tuple[str, int]]:
    """Write part1/, part2/ … of at most about ``part_mib`` each; names and sizes of the shards."""
    pairs, zh, en, spans = arrays
    part, used, shards = 1, 0, []
    for number, at in enumerate(range(0, len(pairs), shard_pairs)):
        cut = slice(at, at + shard_pairs)
        origins = [sources[pair[2]] for pair in pairs[cut]]
        packed = pack_pairs(zh[cut], en[cut], origins, spans[cut])
        path = out / f"part{part}" / f"train-{number:02d}.xz"
        path.parent.mkdir(exist_ok=True)
        size = write_shard(path, packed)
        if used and used + size > part_mib * 2**20:
            part, used = part + 1, 0
            moved = out / f"part{part}" / path.name
            moved.parent.mkdir(exist_ok=True)
            path = path.rename(moved)
        used += size
        shards.append((str(path.relative_to(out)), size))
        print("  shard", *shards[-1], flush=True)
    return shards


def _write_dev(
    folder: Path,
    spec: tuple[str, str, str],
    most: int,
    processor: sentencepiece.SentencePieceProcessor,
    finder: SpanFinder,
) -> dict[str, object]:
    """A dev set as a shard, with its English as text; a random sample if it is larger than ``most``."""
    name, zh_file, en_file = spec
    zh = [normalise_zh(line) for line in read_lines(Path(zh_file))]
    en = [normalise_en(line) for line in read_lines(Path(en_file))]
    if len(zh) != len(en):
        raise SystemExit(f"{zh_file} has {len(zh)} lines, {en_file} {len(en)}")
    picked = sorted(np.random.default_rng(3).permutation(len(zh))[:most].tolist())
    pairs = [(zh[i], en[i], name) for i in picked]
    zh_ids, en_ids = encode(processor, [p[0] for p in pairs]), encode(processor, [p[1] for p in pairs])
    keep = [i for i in range(len(pairs)) if len(zh_ids[i]) <= 255 and len(en_ids[i]) <= 255]
    pairs, zh_ids, en_ids = ([column[i] for i in keep] for column in (pairs, zh_ids, en_ids))
    spans = find_spans(finder, pairs, zh_ids, en_ids, 1)
    write_shard(folder / f"dev-{name}.xz", pack_pairs(zh_ids, en_ids, [0] * len(pairs), spans))
    (folder / f"dev-{name}.en").write_text("".join(p[1] + "\n" for p in pairs), encoding="utf-8")
    return {"name": name, "n": len(pairs)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--train", type=Path, nargs="+", required=True)
    parser.add_argument(
        "--weight", action="append", default=[], metavar="NAME=W", help="times a pair is seen in a pass"
    )
    parser.add_argument("--in-domain", action="append", default=[], help="sources seen more often late in the run")
    parser.add_argument("--heldout", type=Path, nargs="*", default=[], help="text that must not be trained on")
    parser.add_argument(
        "--dev", action="append", default=[], metavar="NAME:ZH:EN", help="held out, and used to evaluate"
    )
    parser.add_argument("--dev-max", type=int, default=1000)
    parser.add_argument("--termbase", type=Path, nargs="*", default=[])
    parser.add_argument("--vocab", type=int, default=24_000)
    parser.add_argument("--spm-lines", type=int, default=1_000_000)
    parser.add_argument("--align-pairs", type=int, default=150_000)
    parser.add_argument("--shard-pairs", type=int, default=250_000)
    parser.add_argument("--part-mib", type=float, default=48)
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    options = parser.parse_args()

    started = time.time()
    options.out.mkdir(parents=True, exist_ok=True)
    for old in (*find_files([options.out], "train-"), *find_files([options.out], "dev-")):
        old.unlink()
    weights = {name: float(value) for name, value in (w.rsplit("=", 1) for w in options.weight)}
    devs = [tuple(spec.split(":")) for spec in options.dev]
    held_out = held_out_keys([*options.heldout, *(Path(p) for spec in devs for p in spec[1:])])
    pairs, counts = read_pairs(options.train, held_out)
    for source, count in sorted(counts.items()):
        print(f"  {source:24}", dict(count))
    print(f"{len(pairs)} pairs after filtering, {time.time() - started:.0f} s", flush=True)

    model = train_sentencepiece(pairs, options.out, options.vocab, options.spm_lines, weights)
    processor = sentencepiece.SentencePieceProcessor(model_file=str(model))
    pieces = Pieces(processor)
    np.random.default_rng(7).shuffle(pairs)
    zh, en = encode(processor, [p[0] for p in pairs]), encode(processor, [p[1] for p in pairs])
    keep = [i for i in range(len(pairs)) if fits(zh[i], en[i])]
    pairs, zh, en = ([column[i] for i in keep] for column in (pairs, zh, en))
    lengths = [np.array([len(ids) for ids in side], np.uint16) for side in (zh, en)]
    print(f"{len(pairs)} pairs within {MAX_TOKENS} tokens, {time.time() - started:.0f} s", flush=True)
    for pair, ids in zip(pairs[:2000], zh[:2000], strict=True):  # piece offsets must agree with the text
        if pieces.offsets(ids)[-1] != len(pair[0]):
            raise SystemExit(f"piece offsets disagree with the text: {pair[0]}")

    classes = PieceClasses(pieces)
    lexicon = build_lexicon(np.concatenate(zh), np.concatenate(en), *lengths, classes, pairs=options.align_pairs)
    finder = SpanFinder(classes, lexicon, read_termbase(options.termbase))
    spans = find_spans(finder, pairs, zh, en, options.processes)
    names = {number: kind for kind, number in KINDS.items()}
    kinds = Counter(names[span[4]] for found in spans for span in found)
    print(f"spans: {np.mean([bool(s) for s in spans]):.1%} of pairs have one,", dict(kinds), flush=True)

    sources = sorted({pair[2] for pair in pairs})
    for name in (*weights, *options.in_domain):
        if name not in sources:
            raise SystemExit(f"there is no source {name}; there are {', '.join(sources)}")
    numbers = {name: i for i, name in enumerate(sources)}
    shards = _write_shards(options.out, (pairs, zh, en, spans), numbers, options.shard_pairs, options.part_mib)
    first = options.out / "part1"
    dev = [_write_dev(first, spec, options.dev_max, processor, finder) for spec in devs]
    model.rename(first / "sentencepiece.model")
    per_source = Counter(pair[2] for pair in pairs)
    meta = {
        "vocab": pieces.count,
        "pairs": len(pairs),
        "tokens": int(sum(side.sum() for side in lengths)),
        "shards": shards,
        "dev": dev,
        "sources": [
            {
                "name": name,
                "pairs": per_source[name],
                "weight": weights.get(name, 1.0),
                "in_domain": name in options.in_domain,
            }
            for name in sources
        ],
    }
    (first / "meta.json").write_text(json.dumps(meta, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"done: {len(pairs)} pairs, {meta['tokens'] / 1e6:.1f}M tokens, {time.time() - started:.0f} s")


if __name__ == "__main__":
    main()
