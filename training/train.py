"""Train for a stated number of minutes. The learning rate follows the time that the process has really run, so that
every run ends annealed; stop it (SIGTERM) and start it again with --resume at will.

    python -m training.train --data PREP… --out CKPT --minutes 20
    python -m training.train --data PREP… --out CKPT --minutes 20 --resume
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import os
import signal
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np
import sentencepiece
import torch
import torch.nn.functional as F

from training.augment import Augmenter, Shares
from training.evaluate import evaluate, load_dev
from training.loader import Batch, Loader, Prefetch, SharedProgress
from training.model import Attention, TranslationModel
from training.pieces import Pieces, written
from training.shards import find_files
from training.symbols import PAD

_STARTED = time.time()


def say(*words: object) -> None:
    print(f"[{time.time() - _STARTED:6.1f}s]", *words, flush=True)


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--data", type=Path, nargs="+", required=True)
    add("--out", type=Path, default=Path("ckpt"))
    add("--minutes", type=float, default=20, help="the whole schedule")
    add("--resume", action="store_true")
    add("--init", help="weights to start from, with a fresh optimiser")
    add("--lexical", help="embeddings to start from (training.lexical)")
    add("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    add("--bf16", action=argparse.BooleanOptionalAction, default=True)
    add("--threads", type=int, default=0)
    add("--seed", type=int, default=1)
    # the model
    add("--d", type=int, default=512)
    add("--heads", type=int, default=8)
    add("--ffn", type=int, default=2048)
    add("--enc", type=int, default=6)
    add("--dec", type=int, default=2)
    add("--dropout", type=float, default=0.1)
    # optimisation
    add("--tokens", type=int, default=80_000, help="padded source and target tokens a batch")
    add("--lr", type=float, default=1.5e-3, help="of AdamW: embeddings, biases and norms")
    add("--muon", type=float, default=0.015, help="learning rate of Muon: all other matrices")
    add("--warmup", type=int, default=150, help="steps")
    add("--fall", type=float, default=0.45, help="share of the run at whose beginning the learning rate starts to fall")
    add("--floor", type=float, default=0.01, help="the last learning rate, as a share of the highest")
    add("--negatives", type=int, default=1024, help="target pieces beside the batch's own in the loss; 0: all")
    add("--weight-decay", type=float, default=0.01)
    add("--clip", type=float, default=1.0)
    add("--ema", type=float, default=0.999, help="decay of the weights' running mean, which is what gets used")
    add("--guide", type=float, default=0.0, help="weight of attention guided by aligned spans (Chen et al. 2016)")
    # the data
    add("--workers", type=int, default=4)
    add("--source-weight", action="append", default=[], metavar="NAME=W", help="override a weight of meta.json")
    add("--aligned", type=float, default=0.0, help="leave pairs out of which less lies in aligned spans (0..2)")
    add("--late", type=float, default=0.67, help="share of the run after which in-domain sources are boosted")
    add("--boost", type=float, default=3.0)
    add("--p-placeholder", type=float, default=0.2)
    add("--p-annotation", type=float, default=0.2)
    add("--swap", type=float, default=0.3)
    # how often
    add("--ckpt-every", type=float, default=2.5, help="minutes")
    add("--eval-every", type=float, default=3, help="minutes")
    add("--eval-sents", type=int, default=400, help="per dev set")
    add("--eval-seconds", type=float, default=25)
    add("--log-every", type=float, default=10, help="seconds")
    add("--keep", type=int, default=4, help="weight files kept")
    return parser.parse_args()


def learning_rate(options: argparse.Namespace, step: int, progress: float) -> float:
    """As a share of the highest: linear warm-up by steps, then constant, then linear by progress (0..1) to the floor.
    A constant rate leaves a state to go on from (Hägele et al. 2024)."""
    falling = max(0.0, min(1.0, (progress - options.fall) / max(1e-9, 1 - options.fall)))
    return min(1.0, (step + 1) / options.warmup) * (1 - (1 - options.floor) * falling)


class Trainer:
    """Model, running mean of its weights, optimiser, and their files."""

    def __init__(self, options: argparse.Namespace, vocabulary: int, targets: torch.Tensor) -> None:
        torch.manual_seed(options.seed)
        self.options = options
        self.cfg = {
            "V": vocabulary,
            "T": len(targets),
            "d": options.d,
            "h": options.heads,
            "f": options.ffn,
            "ne": options.enc,
            "nd": options.dec,
        }
        self.model = TranslationModel(**self.cfg, dropout=options.dropout).to(options.device)
        self.model.set_targets(targets)
        self.slots = self.model.slots()
        self.mean = copy.deepcopy(self.model).eval().requires_grad_(False)
        self.weights, self.means = list(self.model.parameters()), list(self.mean.parameters())
        hidden = [p for n, p in self.model.named_parameters() if p.dim() == 2 and not n.startswith("emb")]
        others = [p for n, p in self.model.named_parameters() if p.dim() < 2 or n.startswith("emb")]
        self.optimisers: list[torch.optim.Optimizer] = [
            torch.optim.AdamW(others, lr=options.lr, betas=(0.9, 0.95), eps=1e-9, weight_decay=0.0, fused=True),
            torch.optim.Muon(hidden, lr=options.muon, weight_decay=options.weight_decay),  # Jordan et al. 2024
        ]
        self.rates = [options.lr, options.muon]
        self.step, self.elapsed, self.scale = 0, 0.0, 1.0
        self.astray: torch.Tensor | None = None  # of the last step
        say(f"{sum(p.numel() for p in self.weights) / 1e6:.1f}M parameters {self.cfg} on {options.device}")

    def start_from(self, lexical: Mapping[str, np.ndarray]) -> None:
        """Begin with embeddings and frequencies from ``training.lexical``."""
        with torch.no_grad():
            for model in (self.model, self.mean):
                model.emb.weight.copy_(torch.from_numpy(lexical["embeddings"]))
                model.emb.weight[PAD].zero_()
                model.out_bias.copy_(torch.from_numpy(lexical["bias"])[model.targets.cpu()])

    def precision(self) -> AbstractContextManager[object]:
        kind = torch.device(self.options.device).type
        return torch.autocast(device_type=kind, dtype=torch.bfloat16, enabled=self.options.bf16)

    def loss(self, batch: Batch) -> tuple[torch.Tensor, torch.Tensor | None]:
        """Cross-entropy, and how far the attention is from the aligned spans if it is guided."""
        model = self.model
        links = batch.links if self.options.guide and len(batch.links) else None
        chosen, correction, slots = self._candidates(self.slots[batch.labels])
        with self.precision():
            hidden, astray = model.guided(batch.source, batch.target, links)
            wanted = hidden.reshape(-1, hidden.size(-1)).index_select(0, batch.positions)  # padding is not projected
            logits = F.linear(wanted, model.emb.weight[model.targets[chosen]], model.out_bias[chosen])
        return F.cross_entropy(logits.float() + correction, slots, ignore_index=-1), astray

    def _candidates(self, slots: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Places in the output layer over which the softmax is taken: those of the batch, and a random sample of the
        others that stands for all of them (Jean et al. 2015); what to add to the scores for that; and ``slots`` as
        places among them."""
        size, negatives = self.cfg["T"], self.options.negatives
        own = torch.zeros(size, dtype=torch.bool, device=slots.device)
        own[slots[slots >= 0]] = True
        wanted, others = own.nonzero().squeeze(1), (~own).nonzero().squeeze(1)
        drawn = others
        if 0 < negatives < len(others):
            drawn = others[torch.randint(len(others), (negatives,), device=slots.device)]
        chosen = torch.cat((wanted, drawn))
        correction = torch.zeros(len(chosen), device=slots.device)
        correction[len(wanted) :] = math.log(max(1, len(others)) / max(1, len(drawn)))
        place = torch.full((size + 1,), -1, device=slots.device)  # the last entry is for −1
        place[wanted] = torch.arange(len(wanted), device=slots.device)
        return chosen, correction, place[slots]

    def train_step(self, batch: Batch, rate: float) -> tuple[torch.Tensor, torch.Tensor]:
        """One update at ``rate`` times the highest learning rates; the loss and the gradient's norm, still on the
        device."""
        for optimiser, highest in zip(self.optimisers, self.rates, strict=True):
            for group in optimiser.param_groups:
                group["lr"] = highest * rate * self.scale
            optimiser.zero_grad(set_to_none=True)
        loss, astray = self.loss(batch)
        (loss if astray is None else loss + self.options.guide * astray).backward()
        self.astray = astray.detach() if astray is not None else None
        norm = torch.nn.utils.clip_grad_norm_(self.weights, self.options.clip)
        for optimiser in self.optimisers:
            optimiser.step()
        self.step += 1
        decay = min(self.options.ema, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            torch._foreach_mul_(self.means, decay)
            torch._foreach_add_(self.means, self.weights, alpha=1 - decay)
        return loss.detach(), norm.detach()

    def save(self) -> None:
        """Write state.pt (everything; the last one stays as state.prev.pt) and the running mean as weights-STEP.pt."""
        if not all(bool(p.isfinite().all()) for p in (*self.weights, *self.means)):
            say("the weights are not finite: not saved")
            return
        out = self.options.out
        out.mkdir(parents=True, exist_ok=True)
        state = {
            "cfg": self.cfg,
            "model": self.model.state_dict(),
            "ema": self.mean.state_dict(),
            "optimisers": [optimiser.state_dict() for optimiser in self.optimisers],
            "step": self.step,
            "elapsed": self.elapsed,
            "lr_scale": self.scale,
        }
        torch.save(state, out / "state.tmp")
        if (out / "state.pt").exists():
            os.replace(out / "state.pt", out / "state.prev.pt")
        os.replace(out / "state.tmp", out / "state.pt")
        weights = out / f"weights-{self.step:07d}.pt"
        torch.save({"cfg": self.cfg, "step": self.step, "model": self.mean.state_dict()}, out / "weights.tmp")
        os.replace(out / "weights.tmp", weights)
        for old in sorted(out.glob("weights-*.pt"))[: -self.options.keep]:
            old.unlink()
        say(f"saved step {self.step}")

    def load(self) -> bool:
        """Take up the newest state that can be read; False if there is none."""
        for path in (self.options.out / "state.pt", self.options.out / "state.prev.pt"):
            if not path.exists():
                continue
            try:
                state = torch.load(path, map_location="cpu", weights_only=True)
            except (RuntimeError, OSError, EOFError) as error:
                say(f"{path} can't be read: {error}")
                continue
            if state["cfg"] != self.cfg:
                raise SystemExit(f"{path} is of another model: {state['cfg']}, not {self.cfg}")
            self.model.load_state_dict(state["model"])
            self.mean.load_state_dict(state["ema"])
            for optimiser, saved in zip(self.optimisers, state["optimisers"], strict=True):
                optimiser.load_state_dict(saved)
            self.step, self.elapsed, self.scale = state["step"], state["elapsed"], state["lr_scale"]
            say(f"resumed {path.name}: step {self.step}, {self.elapsed / 60:.1f} min done")
            return True
        return False

    def recover(self) -> None:
        """After a loss that is not finite: back to the last checkpoint with half the rate. Raises SystemExit."""
        elapsed, scale = self.elapsed, self.scale / 2
        say("the loss is not finite: back to the last checkpoint with half the learning rate")
        if not self.load():
            raise SystemExit("there is no checkpoint to go back to: lower --lr")
        self.elapsed, self.scale = elapsed, scale


class Log:
    """Gathers what happened since the last line; a line every ``seconds``."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.clear()

    def clear(self) -> None:
        self.losses: list[torch.Tensor] = []
        self.tokens, self.waited, self.since = 0, 0.0, time.time()

    def add(self, loss: torch.Tensor, tokens: int, waited: float) -> None:
        self.losses.append(loss)
        self.tokens += tokens
        self.waited += waited

    def due(self) -> bool:
        return time.time() - self.since > self.seconds

    def write(self, trainer: Trainer, progress: float, norm: torch.Tensor, rate: float) -> float:
        """Print the line; the mean loss."""
        loss, seconds = torch.stack(self.losses).mean().item(), time.time() - self.since  # .item() waits for the device
        say(
            f"step {trainer.step} {progress:.1%} loss {loss:.4f} |g| {norm.item():.2f} rate {rate:.2f} "
            f"{self.tokens / seconds / 1e3:.1f}k tokens/s {len(self.losses) / seconds:.2f} steps/s "
            f"waited {self.waited / seconds:.0%}"
            + (f" astray {trainer.astray.item():.2f}" if trainer.astray is not None else "")
        )
        self.clear()
        return loss


def train(options: argparse.Namespace) -> None:
    spm = find_files(options.data, "sentencepiece.model")[0]
    processor = sentencepiece.SentencePieceProcessor(model_file=str(spm))
    pieces, progress = Pieces(processor), SharedProgress()
    shares = Shares(options.p_placeholder, options.p_annotation, swap=options.swap)
    resumed = 1000 * (int(time.time()) % 100_000) if options.resume else 0  # not the same pairs again
    loader = Loader(  # its processes start before anything touches CUDA
        options.data,
        pieces,
        options.tokens,
        workers=options.workers,
        seed=options.seed + resumed,
        late=options.late,
        boost=options.boost,
        weights={name: float(w) for name, w in (s.rsplit("=", 1) for s in options.source_weight)},
        shares=shares,
        progress=progress,
        aligned=options.aligned,
    )
    say(f"{loader.pairs} pairs, {len(loader.data['src']) + len(loader.data['tgt']):,} tokens")
    torch.set_float32_matmul_precision("high")
    if options.threads:
        torch.set_num_threads(options.threads)
    Attention.use_fused = options.device.startswith("cuda")  # on a CPU plain attention is a quarter faster
    trainer = Trainer(options, loader.meta["vocab"], torch.from_numpy(written(loader.data["tgt"], pieces)))
    if options.init:
        trainer.model.load_state_dict(torch.load(options.init, map_location="cpu", weights_only=True)["model"])
        trainer.mean.load_state_dict(trainer.model.state_dict())
    if options.lexical:
        trainer.start_from(np.load(options.lexical))
    if options.resume:
        trainer.load()
    stopped: list[int] = []
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda number, _: stopped.append(number))
    dev, augmenter = load_dev(options.data, loader.meta, options.eval_sents), Augmenter(pieces, shares)
    batches = Prefetch(loader, options.device.startswith("cuda"))
    total, base = options.minutes * 60, time.time() - trainer.elapsed
    log, saved, evaluated = Log(options.log_every), time.time(), time.time()
    trainer.model.train()

    def judge(show: int) -> dict[str, object]:
        with trainer.precision():
            return evaluate(trainer.mean, dev, processor, augmenter, options.device, options.eval_seconds, say, show)

    while trainer.elapsed < total:
        if stopped:
            trainer.save()
            loader.close()
            say("stopped; run again with --resume")
            return
        asked = time.time()
        batch = next(batches)
        waited = time.time() - asked
        done = trainer.elapsed / total
        rate = learning_rate(options, trainer.step, done)
        loss, norm = trainer.train_step(batch.to(options.device), rate)
        log.add(loss, batch.count, waited)
        if log.due() and not math.isfinite(log.write(trainer, done, norm, rate)):
            trainer.recover()
        if time.time() - saved > options.ckpt_every * 60:
            trainer.save()
            saved = time.time()
        if time.time() - evaluated > options.eval_every * 60 and total - trainer.elapsed > 60:
            judge(show=2)
            evaluated = time.time()
            log.clear()
        trainer.elapsed = time.time() - base
        progress.set(min(1.0, trainer.elapsed / total))
    trainer.save()
    loader.close()
    record = {"step": trainer.step, "minutes": trainer.elapsed / 60, "dev": judge(show=8)}
    (options.out / "done.json").write_text(json.dumps(record, indent=1))
    say("done", record)


if __name__ == "__main__":
    train(parse_options())
