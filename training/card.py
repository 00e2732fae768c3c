"""The model card: what an engine is, what it was made from, how good it is and what it is bad at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bench.quality import Figures

# What is known of each source. A source that is not listed here must not be trained on.
SOURCES = {
    "indomain": "speeches, titles, speaker lines and figures in the register of official speeches, written for this project; free",
    "jiyu_examples": "example sentences (jiyushe/jiyu-example-sentence-source, Apache-2.0; the sentences' own origin is unclear)",
    "twlaw": "laws and regulations with official translations (ROC Ministry of Justice; Open Government Data License 1.0)",
    "dict_cedict": "CC-CEDICT glosses (CC BY-SA 3.0)",
    "python_docs_po": "Python documentation and its translation (CC0 contributions / PSF)",
    "news_commentary_10k": "News Commentary, first 10,000 lines (WMT: free for research)",
    "xquad": "XQuAD paragraphs and questions (CC BY-SA 4.0)",
    "ud_pud": "Universal Dependencies PUD (CC BY-SA 3.0)",
    "un_sdg": "UN Sustainable Development Goals (MIT)",
    "prc_laws_notes": "PRC constitution and statutes, bilingual (no licence stated)",
}


def write_card(
    version: str,
    meta: Mapping[str, object],
    config: Mapping[str, int],
    run: Sequence[str],
    figures: Sequence[Figures],
    trust: str,
    weaknesses: Sequence[str],
) -> str:
    """Render the card as Markdown.

    ``meta`` is the prepared data's meta.json, ``config`` the model's shape, ``run`` lines on the training run,
    ``trust`` a sentence on the calibration.
    """
    parameters = _parameters(config)
    signatures = sorted({s for f in figures for s in (f"BLEU|{f.bleu_signature}", f"chrF2|{f.chrf_signature}")})
    lines = [
        f"# Chinese to English, version {version}",
        "",
        "A compact Transformer for CTranslate2 (int8) that knows the register of official speeches and obeys terminology.",
        "",
        f"- {parameters / 1e6:.1f} million parameters: {config['ne']} encoder and {config['nd']} decoder layers, "
        f"width {config['d']}, feed-forward {config['f']}, {config['h']} heads; {config['V']:,} pieces are read, "
        f"{config['T']:,} of them written.",
        "- Placeholders ⟪0⟫ to ⟪31⟫ in the source are copied to the translation.",
        "- Term annotation: ⟪T⟫source term⟪=⟫ english term⟪/T⟫ (one blank before the English term).",
        *(f"- {line}" for line in run),
        f"- {trust}",
        "",
        "## Figures",
        "",
        "| set | BLEU | chrF2 |",
        "| --- | ---: | ---: |",
        *(f"| {f.set_name} | {f.bleu:.1f} | {f.chrf:.1f} |" for f in figures),
        "",
        *(f"- `{signature}`" for signature in signatures),
        "",
        "## What it is bad at",
        "",
        *(f"- {line}" for line in weaknesses),
        "",
        "## Training data and licences",
        "",
        "| source | pairs | weight | what it is |",
        "| --- | ---: | ---: | --- |",
        *(f"| {s['name']} | {s['pairs']:,} | {s['weight']:g} | {SOURCES[s['name']]} |" for s in meta["sources"]),  # type: ignore[attr-defined]
        "",
        "Weight: how often a pair was seen in a pass. Evaluation sets were kept out of training by a comparison that "
        "ignores punctuation, width and case.",
        "",
    ]
    return "\n".join(lines)


def _parameters(config: Mapping[str, int]) -> int:
    """Count the trained weights of training.model.TranslationModel."""
    d, f = config["d"], config["f"]
    attention, feed_forward, norm = 4 * d * d + 4 * d, 2 * d * f + f + d, 2 * d
    encoder = attention + feed_forward + 2 * norm
    decoder = 2 * attention + feed_forward + 3 * norm
    embedding = config["V"] * d + d * d + config["T"]
    return embedding + config["ne"] * encoder + config["nd"] * decoder + 2 * norm
