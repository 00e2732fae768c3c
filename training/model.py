"""A pre-norm Transformer, deep encoder and shallow decoder; every tensor maps on CTranslate2's spec.

It begins as a word-for-word translator. One embedding serves the source and the output layer, and Chinese words start
near their translations in it (lexical.py); encoder layers start as the identity, and the last cross-attention hands on
what it looks at. So the first thing to learn is where to look, not what words mean: on little computing time the
difference between a model that translates and one that only writes English. What the decoder reads passes through a
map of its own (``turn``), or it would begin by repeating the last word. Only ``targets``, pieces that English is
written with, are in the output layer.

Attribute names are short because they are the names inside checkpoints: ``emb`` shared embedding, ``enc``/``dec``
layers, ``en``/``dn`` final norms; in a layer ``sa`` self-attention, ``ca`` cross-attention, ``ff`` feed-forward and
``n1``–``n3`` the norm before each.
"""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.symbols import BOS, EOS, PAD

MAX_POSITIONS = 1032  # CTranslate2 cuts inputs at 1,024 tokens by default


def sinusoid(positions: int, width: int) -> Tensor:
    """Interleaved sine and cosine, position 0 first."""
    position = torch.arange(positions).float()[:, None]
    rate = torch.exp(torch.arange(0, width, 2).float() * -(math.log(10000.0) / width))
    table = torch.zeros(positions, width)
    table[:, 0::2] = torch.sin(position * rate)
    table[:, 1::2] = torch.cos(position * rate)
    return table


class Attention(nn.Module):
    """Multi-head attention with fused projections (q,k,v for self-attention; k,v for cross-attention)."""

    use_fused = True  # class-wide; False is plain softmax attention

    def __init__(self, width: int, heads: int, cross: bool = False) -> None:
        super().__init__()
        self.heads, self.cross = heads, cross
        if cross:
            self.q, self.kv = nn.Linear(width, width), nn.Linear(width, 2 * width)
        else:
            self.qkv = nn.Linear(width, 3 * width)
        self.o = nn.Linear(width, width)

    def split(self, projected: Tensor, parts: int) -> list[Tensor]:
        """(batch, length, parts · width) → ``parts`` tensors (batch, heads, length, width / heads)."""
        batch, length, width = projected.shape
        shaped = projected.view(batch, length, parts, self.heads, width // parts // self.heads)
        return [part.transpose(1, 2) for part in shaped.unbind(2)]

    def attend(self, q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None, causal: bool = False) -> Tensor:
        if Attention.use_fused:
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, is_causal=causal)
        else:
            mixed = self.weights(q, k, mask, causal).to(v.dtype) @ v
        return self.join(mixed)

    def weights(self, q: Tensor, k: Tensor, mask: Tensor | None = None, causal: bool = False) -> Tensor:
        """The shares (batch, heads, queries, keys) that each query gives to the keys."""
        scores = q @ k.transpose(-1, -2) / math.sqrt(q.size(-1))
        if causal:
            mask = torch.ones(q.size(2), k.size(2), dtype=torch.bool, device=q.device).tril()
        if mask is not None:
            scores = scores.masked_fill(~mask, -1e4)
        return scores.float().softmax(-1)

    def join(self, mixed: Tensor) -> Tensor:
        batch, heads, length, depth = mixed.shape
        return self.o(mixed.transpose(1, 2).reshape(batch, length, heads * depth))

    def guided(self, x: Tensor, memory: Tensor, mask: Tensor, links: Tensor) -> tuple[Tensor, Tensor]:
        """Cross-attention, and how far it is from where aligned spans say that it should look: the mean of −ln of the
        share, averaged over heads, that a target position gives to its source span. ``links`` as in loader.Batch."""
        (q,), (k, v) = self.split(self.q(x), 1), self.split(self.kv(memory), 2)
        weights = self.weights(q, k, mask)
        row, position, begin, end = links.unbind(1)
        shares = weights.mean(1)[row, position]
        at = torch.arange(memory.size(1), device=x.device)[None]
        inside = (at >= begin[:, None]) & (at < end[:, None])
        return self.join(weights.to(v.dtype) @ v), -(shares * inside).sum(-1).clamp_min(1e-6).log().mean()

    def forward(
        self, x: Tensor, memory: Tensor | None = None, mask: Tensor | None = None, causal: bool = False
    ) -> Tensor:
        if self.cross:
            (q,), (k, v) = self.split(self.q(x), 1), self.split(self.kv(memory), 2)
        else:
            q, k, v = self.split(self.qkv(x), 3)
        return self.attend(q, k, v, mask, causal)


class FeedForward(nn.Module):
    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.a, self.b = nn.Linear(width, inner), nn.Linear(inner, width)

    def forward(self, x: Tensor) -> Tensor:
        return self.b(F.relu(self.a(x)))


class EncoderLayer(nn.Module):
    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.n1, self.n2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.sa, self.ff = Attention(width, heads), FeedForward(width, inner)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        x = x + self.drop(self.sa(self.n1(x), mask=mask))
        return x + self.drop(self.ff(self.n2(x)))


class DecoderLayer(nn.Module):
    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.n1, self.n2, self.n3 = (nn.LayerNorm(width) for _ in range(3))
        self.sa, self.ca = Attention(width, heads), Attention(width, heads, cross=True)
        self.ff, self.drop = FeedForward(width, inner), nn.Dropout(dropout)

    def forward(
        self, x: Tensor, memory: Tensor, mask: Tensor, links: Tensor | None = None
    ) -> tuple[Tensor, Tensor | None]:
        """The states, and the misdirection of the cross-attention if ``links`` are given."""
        x = x + self.drop(self.sa(self.n1(x), causal=True))
        if links is None:
            found, astray = self.ca(self.n2(x), memory, mask), None
        else:
            found, astray = self.ca.guided(self.n2(x), memory, mask, links)
        x = x + self.drop(found)
        return x + self.drop(self.ff(self.n3(x))), astray

    def step(self, x: Tensor, cache: tuple[Tensor, Tensor], at: int, cross: list[Tensor], mask: Tensor) -> Tensor:
        """Decode one position; ``cache`` holds keys and values (batch, heads, longest, depth) and is written to."""
        q, k, v = self.sa.split(self.sa.qkv(self.n1(x)), 3)
        keys, values = cache
        keys[:, :, at : at + 1], values[:, :, at : at + 1] = k.to(keys.dtype), v.to(values.dtype)
        x = x + self.sa.attend(q, keys[:, :, : at + 1].to(q.dtype), values[:, :, : at + 1].to(q.dtype))
        (q,) = self.ca.split(self.ca.q(self.n2(x)), 1)
        x = x + self.ca.attend(q, *cross, mask)
        return x + self.ff(self.n3(x))


class TranslationModel(nn.Module):
    """``cfg`` keys: V vocabulary, T target pieces, d width, h heads, f feed-forward width, ne and nd encoder and
    decoder layers. ``targets`` (T) are the pieces that can be written, ``slots`` (V) their places in the output layer
    (−1 for the others)."""

    def __init__(
        self,
        V: int,
        T: int,
        d: int = 512,
        h: int = 8,
        f: int = 2048,
        ne: int = 6,
        nd: int = 2,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        self.cfg = {"V": V, "T": T, "d": d, "h": h, "f": f, "ne": ne, "nd": nd}
        self.emb = nn.Embedding(V, d, padding_idx=PAD)
        self.turn = nn.Linear(d, d, bias=False)
        self.out_bias = nn.Parameter(torch.zeros(T))
        self.register_buffer("targets", torch.arange(T))
        self.register_buffer("pe", sinusoid(MAX_POSITIONS, d), persistent=False)
        self.drop, self.scale = nn.Dropout(dropout), math.sqrt(d)
        self.enc = nn.ModuleList(EncoderLayer(d, h, f, dropout) for _ in range(ne))
        self.dec = nn.ModuleList(DecoderLayer(d, h, f, dropout) for _ in range(nd))
        self.en, self.dn = nn.LayerNorm(d), nn.LayerNorm(d)
        self._initialise()

    def _initialise(self) -> None:
        gains = {"qkv": 0.707, "kv": 0.817}  # fused matrices: as if each part were initialised by itself
        for name, weight in self.named_parameters():
            if weight.dim() == 2 and "emb" not in name:
                nn.init.xavier_uniform_(weight, gain=gains.get(name.split(".")[-2], 1.0))
            elif name.endswith("bias"):
                nn.init.zeros_(weight)
        nn.init.normal_(self.emb.weight, std=self.cfg["d"] ** -0.5)
        nn.init.orthogonal_(self.turn.weight)
        with torch.no_grad():
            self.emb.weight[PAD].zero_()
            for layer in (*self.enc, *self.dec):  # what a layer adds is nothing at first
                layer.sa.o.weight.zero_()
                layer.ff.b.weight.zero_()
            for layer in self.dec:
                layer.ca.o.weight.zero_()
            last = self.dec[-1].ca
            last.kv.weight[self.cfg["d"] :] = torch.eye(self.cfg["d"])
            last.o.weight.copy_(1.5 * torch.eye(self.cfg["d"]))

    def set_targets(self, targets: Tensor) -> None:
        """Say which pieces can be written (T ids, ascending)."""
        self.targets.copy_(targets)

    def slots(self) -> Tensor:
        slots = torch.full((self.cfg["V"],), -1, device=self.targets.device)
        slots[self.targets] = torch.arange(self.cfg["T"], device=self.targets.device)
        return slots

    def embed(self, ids: Tensor) -> Tensor:
        return self.emb(ids) * self.scale + self.pe[: ids.size(1)]

    def embed_target(self, ids: Tensor, at: int = 0) -> Tensor:
        return self.turn(self.emb(ids)) * self.scale + self.pe[at : at + ids.size(1)]

    def encode(self, source: Tensor) -> tuple[Tensor, Tensor]:
        mask = (source != PAD)[:, None, None, :]
        x = self.drop(self.embed(source))
        for layer in self.enc:
            x = layer(x, mask)
        return self.en(x), mask

    def hidden(self, source: Tensor, target: Tensor) -> Tensor:
        """Final decoder states. Padding is at the end, so the causal mask is enough on the target side."""
        return self.guided(source, target)[0]

    def guided(self, source: Tensor, target: Tensor, links: Tensor | None = None) -> tuple[Tensor, Tensor | None]:
        """Final decoder states, and how far the last layer's cross-attention is from ``links``."""
        memory, mask = self.encode(source)
        x, astray = self.drop(self.embed_target(target)), None
        for layer in self.dec:
            x, astray = layer(x, memory, mask, links if layer is self.dec[-1] else None)
        return self.dn(x), astray

    def project(self, hidden: Tensor) -> Tensor:
        """Scores of all target pieces, in the order of ``targets``."""
        return F.linear(hidden, self.emb.weight[self.targets], self.out_bias)

    @torch.no_grad()
    def greedy(self, source: Tensor, longest: int) -> list[list[int]]:
        """Decode a batch greedily with cached keys and values; ids without begin and end marks."""
        batch, (memory, mask) = source.size(0), self.encode(source)
        matrix = self.emb.weight[self.targets]
        cross = [layer.ca.split(layer.ca.kv(memory), 2) for layer in self.dec]
        heads, depth, kind = self.cfg["h"], self.cfg["d"] // self.cfg["h"], cross[0][0].dtype
        empty = (batch, heads, longest, depth)
        caches = [tuple(torch.zeros(empty, dtype=kind, device=source.device) for _ in range(2)) for _ in self.dec]
        token = torch.full((batch,), BOS, dtype=torch.long, device=source.device)
        done = torch.zeros(batch, dtype=torch.bool, device=source.device)
        steps = []
        for at in range(longest):
            x = self.embed_target(token[:, None], at)
            for layer, cache, pair in zip(self.dec, caches, cross, strict=True):
                x = layer.step(x, cache, at, pair, mask)
            token = self.targets[F.linear(self.dn(x), matrix, self.out_bias)[:, 0].argmax(-1)]
            token = torch.where(done, torch.full_like(token, PAD), token)
            steps.append(token)
            done = done | (token == EOS)
            if at % 4 == 3 and bool(done.all()):  # .all() waits for the device: not every step
                break
        rows = torch.stack(steps, 1).tolist()
        return [row[: row.index(EOS)] if EOS in row else [i for i in row if i != PAD] for row in rows]


def load_weights(path: str) -> TranslationModel:
    """Read a weights file (``cfg`` and ``model``) for inference."""
    saved = torch.load(path, map_location="cpu", weights_only=True)
    model = TranslationModel(**saved["cfg"])
    model.load_state_dict(saved["model"])
    return model.eval()
