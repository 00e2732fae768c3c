"""Weights → CTranslate2 folders ``OUT/int8`` and ``OUT/float32``, checked against greedy decoding in PyTorch.

python -m training.export --weights ckpt/weights-0012345.pt --spm sentencepiece.model --out ct2 --check zh.txt
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import ctranslate2
import numpy as np
import sentencepiece
import torch
from ctranslate2.specs import TransformerSpec, common_spec
from torch import Tensor, nn

from training.model import FeedForward, TranslationModel, load_weights
from training.normalise import normalise_zh
from training.symbols import EOS, PAD

AGREEMENT = 0.97  # share of sentences on which float32 must equal PyTorch; near-ties make up the rest


def _array(tensor: Tensor) -> np.ndarray:
    return tensor.detach().float().numpy().copy()  # a copy: quantisation works in place


def _set_linear(spec: object, layer: nn.Linear) -> None:
    spec.weight, spec.bias = _array(layer.weight), _array(layer.bias)  # type: ignore[attr-defined]


def _set_norm(spec: object, layer: nn.LayerNorm) -> None:
    spec.gamma, spec.beta = _array(layer.weight), _array(layer.bias)  # type: ignore[attr-defined]


def _set_feed_forward(spec: object, norm: nn.LayerNorm, layer: FeedForward) -> None:
    _set_norm(spec.layer_norm, norm)  # type: ignore[attr-defined]
    _set_linear(spec.linear_0, layer.a)  # type: ignore[attr-defined]
    _set_linear(spec.linear_1, layer.b)  # type: ignore[attr-defined]


def export(model: TranslationModel, tokens: list[str], out: Path, quantization: str | None) -> None:
    """Write a CTranslate2 model folder; ``quantization`` is "int8" or None for float32."""
    cfg = model.cfg
    spec = TransformerSpec.from_config(
        (cfg["ne"], cfg["nd"]),
        cfg["h"],
        pre_norm=True,
        activation=common_spec.Activation.RELU,
        alignment_layer=-1,
        alignment_heads=0,
    )
    embedding, positions = _array(model.emb.weight), _array(model.pe)
    targets = model.targets.tolist()
    encoder, decoder = spec.encoder, spec.decoder
    encoder.embeddings[0].weight = embedding
    encoder.position_encodings.encodings = positions
    _set_norm(encoder.layer_norm, model.en)
    for target, layer in zip(encoder.layer, model.enc, strict=True):
        _set_norm(target.self_attention.layer_norm, layer.n1)
        _set_linear(target.self_attention.linear[0], layer.sa.qkv)
        _set_linear(target.self_attention.linear[1], layer.sa.o)
        _set_feed_forward(target.ffn, layer.n2, layer.ff)
    decoder.embeddings.weight = _array(model.turn(model.emb.weight[model.targets]))
    decoder.position_encodings.encodings = positions
    _set_norm(decoder.layer_norm, model.dn)
    for target, layer in zip(decoder.layer, model.dec, strict=True):
        _set_norm(target.self_attention.layer_norm, layer.n1)
        _set_linear(target.self_attention.linear[0], layer.sa.qkv)
        _set_linear(target.self_attention.linear[1], layer.sa.o)
        _set_norm(target.attention.layer_norm, layer.n2)
        _set_linear(target.attention.linear[0], layer.ca.q)
        _set_linear(target.attention.linear[1], layer.ca.kv)
        _set_linear(target.attention.linear[2], layer.ca.o)
        _set_feed_forward(target.ffn, layer.n3, layer.ff)
    decoder.projection.weight, decoder.projection.bias = embedding[targets].copy(), _array(model.out_bias)
    encoder.scale_embeddings = decoder.scale_embeddings = True
    spec.register_source_vocabulary(tokens)
    spec.register_target_vocabulary([tokens[i] for i in targets])
    config = spec.config
    config.unk_token, config.bos_token, config.eos_token = "<unk>", "<s>", "</s>"
    config.add_source_bos, config.add_source_eos, config.decoder_start_token = False, True, "<s>"
    spec.validate()
    spec.optimize(quantization=quantization)
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    spec.save(str(out))


def agreement(model: TranslationModel, tokens: list[str], sources: list[list[int]], folder: Path, kind: str) -> float:
    """Share of sources that CTranslate2 and PyTorch decode greedily to the same tokens."""
    torch.set_num_threads(1)  # the matrices are too small to share, and threads that wait would slow other work
    longest, expected = 96, []
    for at in range(0, len(sources), 40):
        rows = [[*source, EOS] for source in sources[at : at + 40]]
        width = max(map(len, rows))
        padded = torch.tensor([row + [PAD] * (width - len(row)) for row in rows])
        expected += [[tokens[i] for i in row] for row in model.greedy(padded, longest)]
    translator = ctranslate2.Translator(str(folder), compute_type=kind, intra_threads=1)
    found = translator.translate_batch(
        [[tokens[i] for i in source] for source in sources],
        beam_size=1,
        max_decoding_length=longest,
        max_batch_size=64,
    )
    return sum(a.hypotheses[0] == b for a, b in zip(found, expected, strict=True)) / len(sources)


def export_checked(weights: str, spm: str, out: Path, check: list[str]) -> dict[str, float]:
    """Export both kinds; return each one's agreement with PyTorch. Raises SystemExit if float32 disagrees."""
    model = load_weights(weights)
    pieces = sentencepiece.SentencePieceProcessor(model_file=spm)
    tokens = [pieces.id_to_piece(i) for i in range(pieces.get_piece_size())]
    if len(tokens) != model.cfg["V"]:
        raise SystemExit(f"{spm} has {len(tokens)} pieces, {weights} {model.cfg['V']}: they do not belong together")
    sources = [ids for ids in (pieces.encode(normalise_zh(text)) for text in check) if 0 < len(ids) <= 60][:100]
    shares = {}
    for kind in ("float32", "int8"):
        export(model, tokens, out / kind, None if kind == "float32" else kind)
        shares[kind] = agreement(model, tokens, sources, out / kind, kind)
    if shares["float32"] < AGREEMENT:
        raise SystemExit(f"the exported float32 model agrees with PyTorch on only {shares['float32']:.1%}")
    return shares


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", required=True)
    parser.add_argument("--spm", required=True)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--check", required=True, type=Path, help="Chinese text, one sentence a line")
    options = parser.parse_args()
    lines = options.check.read_text(encoding="utf-8").splitlines()
    for kind, share in export_checked(options.weights, options.spm, options.out, lines).items():
        print(f"{kind}: {share:.1%} of translations identical to PyTorch's")


if __name__ == "__main__":
    main()
