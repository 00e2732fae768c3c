"""What the training log says of a model on the dev sets: loss, BLEU, chrF2, and whether terminology is obeyed."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import sacrebleu
import sentencepiece
import torch
import torch.nn.functional as F

from training.augment import Augmenter, Mode
from training.model import TranslationModel
from training.shards import Span, find_files, read_shard
from training.symbols import BOS, EOS, PAD


@dataclass(frozen=True, slots=True)
class DevSet:
    name: str
    sources: Sequence[list[int]]
    targets: Sequence[list[int]]
    references: Sequence[str]
    spans: Sequence[list[Span]]


def load_dev(folders: Sequence[Path], meta: Mapping[str, Any], most: int) -> list[DevSet]:
    """The first ``most`` sentences of every dev set of the prepared data."""
    sets = []
    for entry in meta["dev"]:
        name = entry["name"]
        data = read_shard(find_files(folders, f"dev-{name}.xz")[0])
        references = find_files(folders, f"dev-{name}.en")[0].read_text(encoding="utf-8").splitlines()

        def cut(flat: np.ndarray, lengths: np.ndarray) -> list[Any]:
            return [part.tolist() for part in np.split(flat, np.cumsum(lengths.astype(int))[:-1])][:most]

        sets.append(
            DevSet(
                name,
                cut(data["src"], data["slen"]),
                cut(data["tgt"], data["tlen"]),
                references[:most],
                cut(data["spans"], data["nspan"]),
            )
        )
    return sets


def _by_length(rows: Sequence[list[int]], size: int) -> list[list[int]]:
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    return [order[at : at + size] for at in range(0, len(order), size)]


def _padded(rows: Sequence[list[int]], device: str) -> torch.Tensor:
    out = torch.full((len(rows), max(map(len, rows))), PAD, dtype=torch.long)
    for i, row in enumerate(rows):
        out[i, : len(row)] = torch.tensor(row)
    return out.to(device)


def decode(model: TranslationModel, sources: Sequence[list[int]], device: str, until: float) -> list[list[int] | None]:
    """Greedy translations in the order of the sources; None where the time (of time.time()) ran out."""
    out: list[list[int] | None] = [None] * len(sources)
    for batch in _by_length(sources, 256 if device.startswith("cuda") else 32):
        if time.time() > until:
            break
        longest = min(256, 2 * max(len(sources[i]) for i in batch) + 16)
        found = model.greedy(_padded([[*sources[i], EOS] for i in batch], device), longest)
        for i, ids in zip(batch, found, strict=True):
            out[i] = ids
    return out


def mean_loss(model: TranslationModel, dev: DevSet, device: str) -> float:
    """Nats per target token, the end mark included."""
    total = count = 0.0
    slots = model.slots()
    for batch in _by_length(dev.targets, 16):
        source = _padded([[*dev.sources[i], EOS] for i in batch], device)
        target = _padded([[BOS, *dev.targets[i], EOS] for i in batch], device)
        labels = target[:, 1:]
        logits = model.project(model.hidden(source, target[:, :-1])).float()
        wanted = slots[labels]
        can = (labels != PAD) & (wanted >= 0)  # a Chinese character in the English can't be written
        total += F.cross_entropy(logits[can], wanted[can], reduction="sum").item()
        count += int(can.sum())
    return total / max(1.0, count)


def obedience(
    model: TranslationModel,
    dev: DevSet,
    processor: sentencepiece.SentencePieceProcessor,
    augmenter: Augmenter,
    mode: Mode,
    swap: float,
    device: str,
    until: float,
) -> tuple[int, int]:
    """How many placeholders come through exactly once, or annotated terms at all; and of how many."""
    rng = np.random.default_rng(0)
    triples = zip(dev.sources[:200], dev.targets[:200], dev.spans[:200], strict=True)
    made = [augmenter.apply(s, t, spans, rng, mode, swap=swap) for s, t, spans in triples if spans]
    sources = [source for source, _, kind in made if kind == mode]
    marks, placeholders = augmenter.pieces, set(augmenter.pieces.placeholders.tolist())
    obeyed = wanted = 0
    for source, found in zip(sources, decode(model, sources, device, until), strict=True):
        if found is None:
            continue
        for mark in (i for i in source if i in placeholders):
            wanted += 1
            obeyed += found.count(mark) == 1
        text, at = processor.decode(found).lower(), 0
        while marks.term_translation in source[at:]:
            at = source.index(marks.term_translation, at) + 1
            term = processor.decode(source[at : source.index(marks.term_end, at)]).strip().lower()
            wanted += 1
            obeyed += term in text
    return obeyed, wanted


@torch.no_grad()
def evaluate(
    model: TranslationModel,
    sets: Sequence[DevSet],
    processor: sentencepiece.SentencePieceProcessor,
    augmenter: Augmenter,
    device: str,
    seconds: float,
    say: Callable[[str], object],
    show: int = 2,
) -> dict[str, object]:
    """Evaluate within about ``seconds`` and ``say`` the findings; ``show`` translations of each set."""
    until, results = time.time() + seconds, {}
    for dev in sets:
        loss = mean_loss(model, dev, device)
        found = decode(model, dev.sources, device, until)
        done = [i for i, ids in enumerate(found) if ids is not None]
        texts = [processor.decode(found[i]) for i in done]
        line, results[dev.name] = f"eval {dev.name}: nll {loss:.3f}", {"nll": loss}
        if done:
            references = [[dev.references[i] for i in done]]
            bleu = sacrebleu.corpus_bleu(texts, references).score
            chrf = sacrebleu.corpus_chrf(texts, references).score
            results[dev.name] |= {"bleu": bleu, "chrf": chrf, "sentences": len(done)}
            line += f" BLEU {bleu:.2f} chrF {chrf:.2f} ({len(done)} of {len(dev.sources)} sentences)"
        say(line)
        for i, text in list(zip(done, texts, strict=True))[:show]:
            say(f"    {processor.decode(dev.sources[i])} | {text}")
    for label, mode, swap in (
        ("placeholder", "placeholder", 0.0),
        ("annotation", "annotation", 0.0),
        ("conflicting annotation", "annotation", 1.0),
    ):
        if sets and time.time() < until:
            obeyed, wanted = obedience(model, sets[0], processor, augmenter, mode, swap, device, until)
            if wanted:
                say(f"eval {label}: {obeyed}/{wanted} obeyed")
                results[label] = obeyed / wanted
    return results
