"""Batches from shards, built and augmented in background processes.

Each worker owns every n-th pair. It draws passes over them (each source by its weight; in-domain sources boosted once
the run's progress is past ``late``), augments, sorts by length, cuts batches by padded size and sends them through a
pipe as 16-bit ids. Nothing of CUDA and no shared-memory file is in the workers.

    python -m training.loader --data PREP… [--show 8]        speed, and some batches to read
"""

from __future__ import annotations

import argparse
import mmap
import multiprocessing
import multiprocessing.connection
import os
import queue
import struct
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
import torch

from training.augment import Augmenter, Shares
from training.pieces import Pieces
from training.shards import Arrays, covered, find_files, load_meta, load_shards
from training.symbols import BOS, EOS, PAD

# Sources end in EOS, targets are BOS … EOS; both padded. Links (n, 5): row, source start, end, target start, end.
Matrices = tuple[np.ndarray, np.ndarray]
Linked = tuple[np.ndarray, np.ndarray, np.ndarray]


class SharedProgress:
    """The share of the run that is done, visible to the workers (an anonymous memory map, inherited by fork)."""

    def __init__(self) -> None:
        self._map = mmap.mmap(-1, 8)
        self.set(0.0)

    def set(self, value: float) -> None:
        self._map[:8] = struct.pack("d", value)

    def get(self) -> float:
        return struct.unpack("d", self._map[:8])[0]


@dataclass(frozen=True, slots=True)
class Sampling:
    """How a pass is drawn: a weight and a boost per source, and the share of the run after which boosts count."""

    weights: np.ndarray
    boosts: np.ndarray
    late: float


def _round_up(lengths: np.ndarray) -> np.ndarray:
    """To multiples of 8, which matrix units like and which makes batches alike."""
    return (lengths + 7) // 8 * 8


def _gather(
    flat: np.ndarray, starts: np.ndarray, lengths: np.ndarray, width: int, begin: int | None = None
) -> np.ndarray:
    """Rows of a flat array as a padded matrix with EOS after each row, and ``begin`` before it."""
    shift = int(begin is not None)
    out = np.full((len(starts), width), PAD, np.uint16)
    column = np.arange(width - shift)
    inside = column[None] < lengths[:, None]
    index = np.where(inside, starts[:, None] + column[None], 0)
    out[:, shift:][inside] = flat[index[inside]]
    if begin is not None:
        out[:, 0] = begin
    out[np.arange(len(starts)), lengths + shift] = EOS
    return out


class Batches:
    """An endless iterator over one worker's pairs; ``tokens`` is the padded source and target size of a batch."""

    def __init__(
        self,
        data: Arrays,
        own: np.ndarray,
        sampling: Sampling,
        tokens: int,
        augmenter: Augmenter | None,
        progress: SharedProgress,
        rng: np.random.Generator,
        chunk: int,
    ) -> None:
        self.data, self.own, self.sampling, self.tokens = data, own, sampling, tokens
        self.augmenter, self.progress, self.rng, self.chunk = augmenter, progress, rng, chunk
        self.lengths = [data[key].astype(np.int64) for key in ("slen", "tlen", "nspan")]
        self.starts = [np.concatenate(([0], np.cumsum(lengths)))[:-1] for lengths in self.lengths]

    def __iter__(self) -> Iterator[Linked]:
        order, at, late = np.zeros(0, np.int64), 0, None
        while True:
            now = self.progress.get() >= self.sampling.late
            if at >= len(order) or now != late:
                order, at, late = self._draw_pass(now), 0, now
            yield from self._batches_of(order[at : at + self.chunk])
            at += self.chunk

    def _draw_pass(self, late: bool) -> np.ndarray:
        """Each pair as often as its source's weight says; the fraction is left to chance."""
        weights = self.sampling.weights * (self.sampling.boosts if late else 1.0)
        wanted = weights[self.data["source"][self.own]]
        times = np.floor(wanted).astype(np.int64)
        times += self.rng.random(len(wanted)) < wanted - times
        order = np.repeat(self.own, times)
        if not len(order):
            raise RuntimeError("no training pair has a positive weight")
        self.rng.shuffle(order)
        return order

    def _batches_of(self, picked: np.ndarray) -> Iterator[Linked]:
        source_len, target_len = self.lengths[0][picked].copy(), self.lengths[1][picked].copy()
        source_at, target_at = self.starts[0][picked].copy(), self.starts[1][picked].copy()
        places = source_at, source_len, target_at, target_len
        changed, extra = self._augment(picked, *places)
        # What is padded to: the matrices' widths, the target's begin mark left out as it is not a position of its own.
        source_width, target_width = _round_up(source_len + 1), _round_up(target_len + 1)
        # Serpentine: by target, and by source up and down in turn, so that neighbours are alike on both sides.
        order = np.lexsort((np.where(target_width // 8 % 2 == 1, source_len, -source_len), target_width))
        for begin, end in self._cuts(source_width[order].tolist(), target_width[order].tolist()):
            rows = order[begin:end]
            x = np.empty((len(rows), int(source_width[rows].max())), np.uint16)
            y = np.empty((len(rows), int(target_width[rows].max()) + 1), np.uint16)
            for chosen, (src, tgt) in (
                (~changed[rows], (self.data["src"], self.data["tgt"])),
                (changed[rows], extra),
            ):
                if chosen.any():
                    these = rows[chosen]
                    x[chosen] = _gather(src, source_at[these], source_len[these], x.shape[1])
                    y[chosen] = _gather(tgt, target_at[these], target_len[these], y.shape[1], BOS)
            yield x, y, self._links(picked[rows], changed[rows])

    def _links(self, pairs: np.ndarray, changed: np.ndarray) -> np.ndarray:
        """The aligned spans of the rows that were not augmented."""
        counts = np.where(changed, 0, self.lengths[2][pairs])
        row = np.repeat(np.arange(len(pairs)), counts)
        place = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        spans = self.data["spans"][np.repeat(self.starts[2][pairs], counts) + place][:, :4]
        return np.column_stack((row, spans)).astype(np.uint16)

    def _augment(
        self,
        picked: np.ndarray,
        source_at: np.ndarray,
        source_len: np.ndarray,
        target_at: np.ndarray,
        target_len: np.ndarray,
    ) -> tuple[np.ndarray, Matrices]:
        """Put augmented pairs into buffers of their own and point their places there; which are changed, and the
        buffers."""
        changed = np.zeros(len(picked), bool)
        sources: list[int] = []
        targets: list[int] = []
        if self.augmenter:
            shares = self.augmenter.shares
            chance = self.rng.random(len(picked))
            candidates = (chance < shares.placeholder + shares.annotation) & (self.lengths[2][picked] > 0)
            for k in np.flatnonzero(candidates).tolist():
                pair, a, b = picked[k], source_at[k], target_at[k]
                first = self.starts[2][pair]
                new_source, new_target, mode = self.augmenter.apply(
                    self.data["src"][a : a + source_len[k]].tolist(),
                    self.data["tgt"][b : b + target_len[k]].tolist(),
                    self.data["spans"][first : first + self.lengths[2][pair]].tolist(),
                    self.rng,
                    "placeholder" if chance[k] < shares.placeholder else "annotation",
                )
                if mode != "plain":
                    changed[k] = True
                    source_at[k], target_at[k] = len(sources), len(targets)
                    source_len[k], target_len[k] = len(new_source), len(new_target)
                    sources += new_source
                    targets += new_target
        return changed, (np.array(sources or [0], np.uint16), np.array(targets or [0], np.uint16))

    def _cuts(self, source_width: Sequence[int], target_width: Sequence[int]) -> list[tuple[int, int]]:
        """Begin and end of batches within the size, in random order."""
        cuts, begin, widest_source, widest_target = [], 0, 0, 0
        for k in range(len(source_width)):
            source, target = max(widest_source, source_width[k]), max(widest_target, target_width[k])
            if k > begin and (k - begin + 1) * (source + target) > self.tokens:
                cuts.append((begin, k))
                begin, source, target = k, source_width[k], target_width[k]
            widest_source, widest_target = source, target
        if len(source_width) > begin:
            cuts.append((begin, len(source_width)))
        self.rng.shuffle(cuts)
        return [tuple(cut) for cut in cuts]  # type: ignore[misc]


def _work(pipe: Connection, others: Sequence[Connection], batches: Batches) -> None:
    for other in others:
        other.close()
    try:
        for x, y, links in batches:
            pipe.send_bytes(struct.pack("4i", *x.shape, *y.shape) + x.tobytes() + y.tobytes() + links.tobytes())
    except (BrokenPipeError, ConnectionResetError, KeyboardInterrupt):
        pass
    os._exit(0)


class Loader:
    """Starts the workers; iterate for batches, then ``close``."""

    def __init__(
        self,
        folders: Sequence[Path],
        pieces: Pieces,
        tokens: int,
        *,
        workers: int = 4,
        seed: int = 1,
        late: float = 0.67,
        boost: float = 3.0,
        weights: Mapping[str, float] | None = None,
        shares: Shares | None = None,
        progress: SharedProgress | None = None,
        aligned: float = 0.0,
    ) -> None:
        """``weights`` override those of meta.json; without ``shares`` nothing is augmented; pairs of which less
        than ``aligned`` lies in aligned spans (shards.covered) are left out, but for in-domain ones."""
        self.meta: Mapping[str, Any] = load_meta(folders)
        self.data = load_shards(folders)
        self.pairs = len(self.data["slen"])
        sources = self.meta["sources"]
        sampling = Sampling(
            np.array([float((weights or {}).get(s["name"], s["weight"])) for s in sources]),
            np.array([boost if s["in_domain"] else 1.0 for s in sources]),
            late,
        )
        context = multiprocessing.get_context("fork")
        order = np.random.default_rng(5).permutation(self.pairs)
        if aligned:
            trusted = np.array([bool(s["in_domain"]) for s in sources])[self.data["source"]]
            order = order[(trusted | (covered(self.data) >= aligned))[order]]
        workers = max(1, min(workers, len(order) // 50))
        chunk = max(2_000, min(120_000, len(order) // workers))
        self._pipes: list[Connection] = []
        self._processes = []
        for k in range(workers):
            receive, send = context.Pipe(duplex=False)
            augmenter = Augmenter(pieces, shares) if shares else None
            rng = np.random.default_rng([seed, k])
            batches = Batches(
                self.data, order[k::workers], sampling, tokens, augmenter, progress or SharedProgress(), rng, chunk
            )
            process = context.Process(target=_work, args=(send, [*self._pipes, receive], batches), daemon=True)
            process.start()
            send.close()
            self._pipes.append(receive)
            self._processes.append(process)

    def __iter__(self) -> Iterator[Linked]:
        turn = 0
        while True:
            ready = multiprocessing.connection.wait(self._pipes)
            pipe = ready[turn % len(ready)]
            turn += 1
            try:
                message = pipe.recv_bytes()  # type: ignore[union-attr]
            except (EOFError, OSError) as error:
                raise RuntimeError("a loader process ended unexpectedly") from error
            rows, width, target_rows, target_width = struct.unpack("4i", message[:16])
            ids = np.frombuffer(message, np.uint16, offset=16)
            cut, end = rows * width, rows * width + target_rows * target_width
            matrices = ids[:cut].reshape(rows, width), ids[cut:end].reshape(target_rows, target_width)
            yield (*matrices, ids[end:].reshape(-1, 5))

    def close(self) -> None:
        for process in self._processes:
            process.kill()
        for pipe in self._pipes:
            pipe.close()


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of a batch: only ``positions`` of the flattened target carry a label. ``links`` (n, 4): a row, a target
    position of a span, and the source span that it is aligned with. ``count`` is real tokens."""

    source: torch.Tensor
    target: torch.Tensor
    labels: torch.Tensor
    positions: torch.Tensor
    links: torch.Tensor
    count: int

    def to(self, device: str) -> Batch:
        tensors = (self.source, self.target, self.labels, self.positions, self.links)
        return Batch(*(t.to(device, non_blocking=True).long() for t in tensors), self.count)


class Prefetch:
    """A thread that turns matrices into tensors ahead of time (in pinned memory where CUDA is used)."""

    def __init__(self, loader: Loader, pinned: bool, depth: int = 24) -> None:
        self._queue: queue.Queue[Batch | BaseException] = queue.Queue(depth)
        threading.Thread(target=self._run, args=(loader, pinned), daemon=True).start()

    def _run(self, loader: Loader, pinned: bool) -> None:
        try:
            for x, y, links in loader:
                labels = y[:, 1:].reshape(-1)
                positions = np.flatnonzero(labels != PAD)
                arrays = (x, y[:, :-1], labels[positions], positions, _by_position(links))
                tensors = [torch.from_numpy(a.astype(np.int32)) for a in arrays]
                if pinned:
                    tensors = [t.pin_memory() for t in tensors]
                self._queue.put(Batch(*tensors, int((x != PAD).sum()) + len(positions)))
        except BaseException as error:
            self._queue.put(error)

    def __next__(self) -> Batch:
        item = self._queue.get()
        if isinstance(item, BaseException):
            raise RuntimeError("the loader failed") from item
        return item


def _by_position(links: np.ndarray) -> np.ndarray:
    """Spans to target positions: (row, position, source start, source end) for each."""
    row, begin, end, first, last = links.astype(np.int64).T
    counts = last - first
    position = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(first, counts)
    return np.column_stack((np.repeat(row, counts), position, np.repeat(begin, counts), np.repeat(end, counts)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--tokens", type=int, default=80_000)
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    spm = find_files(options.data, "sentencepiece.model")[0]
    processor = sentencepiece.SentencePieceProcessor(model_file=str(spm))
    loader = Loader(options.data, Pieces(processor), options.tokens, workers=options.workers, shares=Shares())
    batches = iter(loader)
    x, y, _ = next(batches)
    started, real, padded, count = time.time(), 0, 0, 0
    while time.time() - started < options.seconds:
        x, y, _ = next(batches)
        real += int((x != PAD).sum() + (y != PAD).sum()) - len(y)
        padded += x.size + y.size - len(y)
        count += 1
    seconds = time.time() - started
    print(f"{loader.pairs} pairs; {real / seconds / 1e6:.2f}M tokens/s, {count / seconds:.1f} batches/s, ", end="")
    print(f"{real / max(1, padded):.1%} of a batch is text")
    for source, target in zip(x[: options.show], y[: options.show], strict=False):
        print(*(processor.decode([int(i) for i in ids if i > EOS]) for ids in (source, target)), sep=" | ")
    loader.close()


if __name__ == "__main__":
    main()
