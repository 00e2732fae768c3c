"""The special symbols that an engine is trained with, and the ids that every model shares."""

from __future__ import annotations

PAD, UNK, BOS, EOS = 0, 1, 2, 3  # sentencepiece ids and vocabulary positions
PLACEHOLDERS = tuple(f"⟪{i}⟫" for i in range(32))
TERM_START, TERM_TRANSLATION, TERM_END = "⟪T⟫", "⟪=⟫", "⟪/T⟫"
USER_SYMBOLS = (*PLACEHOLDERS, TERM_START, TERM_TRANSLATION, TERM_END)
MAX_TOKENS = 200  # per side of a training pair, without the end mark


def annotate(zh_term: str, en_term: str) -> str:
    """An inline annotation as the model expects it; note the blank before the English term."""
    return f"{TERM_START}{zh_term}{TERM_TRANSLATION} {en_term}{TERM_END}"
