"""The prepared data on disk: xz-compressed numpy archives of flat arrays, and a meta.json.

src, tgt     uint16  token ids of all pairs, end to end
slen, tlen   uint8/16  tokens of each pair
source       uint8   which source a pair is from, an index into meta["sources"]
spans        uint8 (n, 5)  aligned spans: source start, end, target start, end (in tokens), kind
nspan        uint8   spans of each pair
"""

from __future__ import annotations

import io
import json
import lzma
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

Arrays = dict[str, np.ndarray]
Span = tuple[int, int, int, int, int]

KINDS = {"lexicon": 0, "termbase": 1, "number": 2, "latin": 3}
_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 6, "lc": 2, "lp": 1, "pb": 1}]  # tuned to 16-bit ids


def pack_pairs(
    sources: Sequence[np.ndarray], targets: Sequence[np.ndarray], origins: Sequence[int], spans: Sequence[list[Span]]
) -> Arrays:
    def join(rows: Sequence[np.ndarray]) -> np.ndarray:
        return np.concatenate(rows).astype(np.uint16) if rows else np.zeros(0, np.uint16)

    flat = [span for pair in spans for span in pair]
    return {
        "src": join(sources),
        "tgt": join(targets),
        "slen": np.array([len(s) for s in sources], np.uint16),
        "tlen": np.array([len(t) for t in targets], np.uint16),
        "source": np.array(origins, np.uint8),
        "nspan": np.array([len(pair) for pair in spans], np.uint8),
        "spans": np.array(flat, np.uint8).reshape(-1, 5),
    }


def write_shard(path: Path, arrays: Arrays) -> int:
    """Write atomically; return the size in bytes."""
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    part = path.with_name(path.name + ".tmp")
    part.write_bytes(lzma.compress(buffer.getvalue(), filters=_FILTERS))
    os.replace(part, path)
    return path.stat().st_size


def read_shard(path: Path) -> Arrays:
    archive = np.load(io.BytesIO(lzma.decompress(path.read_bytes())))
    return {key: archive[key] for key in archive.files}


def find_files(folders: Sequence[Path], prefix: str) -> list[Path]:
    """Files whose names begin with ``prefix`` in the folders and one level below. Raises SystemExit for no folder."""
    found: list[Path] = []
    for folder in folders:
        if not folder.is_dir():
            raise SystemExit(f"no folder {folder}")
        for place in (folder, *sorted(p for p in folder.iterdir() if p.is_dir())):
            found += sorted(p for p in place.iterdir() if p.name.startswith(prefix) and p.suffix != ".tmp")
    return list(dict.fromkeys(found))


def load_shards(folders: Sequence[Path]) -> Arrays:
    with ThreadPoolExecutor(8) as pool:
        parts = list(pool.map(read_shard, find_files(folders, "train-")))
    return {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}


def load_meta(folders: Sequence[Path]) -> Mapping[str, Any]:
    found = find_files(folders, "meta.json")
    if not found:
        raise SystemExit(f"no meta.json below {', '.join(map(str, folders))}")
    return json.loads(found[0].read_text(encoding="utf-8"))


def covered(data: Arrays) -> np.ndarray:
    """How much of each pair lies in aligned spans: the share of its source tokens and that of its target tokens, added
    (0..2). Free translations and wrong pairs have little."""
    pair, total = np.repeat(np.arange(len(data["nspan"])), data["nspan"]), np.zeros(len(data["nspan"]))
    for begin, end, key in ((0, 1, "slen"), (2, 3, "tlen")):
        lengths = data[key].astype(np.int64)
        at = np.concatenate(([0], np.cumsum(lengths)))
        edges = np.zeros(at[-1] + 1, np.int32)
        np.add.at(edges, at[pair] + data["spans"][:, begin], 1)
        np.add.at(edges, at[pair] + data["spans"][:, end], -1)
        total += np.add.reduceat(np.cumsum(edges)[:-1] > 0, at[:-1], dtype=np.int64) / lengths
    return total
