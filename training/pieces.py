"""Tables over sentencepiece pieces, with which augmentation and span mapping work on ids alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sentencepiece import SentencePieceProcessor

from training.symbols import BOS, EOS, PAD, PLACEHOLDERS, TERM_END, TERM_START, TERM_TRANSLATION, UNK

BLANK = "▁"  # U+2581, sentencepiece's mark for a blank


class Pieces:
    """Arrays indexed by piece id; -1 where there is no such piece."""

    def __init__(self, processor: SentencePieceProcessor) -> None:
        self.count = processor.get_piece_size()
        self.texts = [processor.id_to_piece(i) for i in range(self.count)]
        index = {text: i for i, text in enumerate(self.texts)}
        self.blank = index[BLANK]
        self.starts_with_blank = np.array([text.startswith(BLANK) for text in self.texts])
        self.placeholders = np.array([index[p] for p in PLACEHOLDERS])
        self.term_start, self.term_translation, self.term_end = (
            index[mark] for mark in (TERM_START, TERM_TRANSLATION, TERM_END)
        )
        self.lengths = self._character_lengths(processor)
        # ▁word → word, and word → ▁word
        self.without_blank = np.array(
            [index.get(t[1:], -1) if t.startswith(BLANK) and len(t) > 1 else -1 for t in self.texts]
        )
        self.with_blank = np.array([-1 if t.startswith(BLANK) else index.get(BLANK + t, -1) for t in self.texts])
        self.lowered = self._lowered(processor, index)

    def _character_lengths(self, processor: SentencePieceProcessor) -> np.ndarray:
        """Characters of normalised, blank-marked text that a piece covers; a byte piece that continues a UTF-8
        character covers none."""
        lengths = np.array([len(text) for text in self.texts])
        for i, text in enumerate(self.texts):
            if processor.is_byte(i):
                lengths[i] = 0 if 0x80 <= int(text[3:5], 16) < 0xC0 else 1
        lengths[[PAD, BOS, EOS]] = 0
        lengths[UNK] = 1
        return lengths

    def _lowered(self, processor: SentencePieceProcessor, index: dict[str, int]) -> np.ndarray:
        """▁Word → ▁word where the lower-case piece is the commoner one: a word that is capital only by its place."""
        lowered = np.full(self.count, -1)
        for i, text in enumerate(self.texts):
            if len(text) > 3 and text[0] == BLANK and text[1].isupper() and text[2:].islower():
                other = index.get(BLANK + text[1:].lower(), -1)
                if other >= 0 and processor.get_score(other) > processor.get_score(i):
                    lowered[i] = other
        return lowered

    def offsets(self, ids: Sequence[int]) -> np.ndarray:
        """Character offset at which each piece starts, and the end; the leading blank mark counts as offset −1."""
        return np.concatenate(([0], np.cumsum(self.lengths[ids]))) - 1


def written(target: np.ndarray, pieces: Pieces) -> np.ndarray:
    """Ids of the pieces that English is written with: the special ones, and those of ``target`` (token ids of the
    training text) that hold nothing Chinese."""
    seen = np.unique(target)
    latin = [i for i in seen.tolist() if all(ord(c) < 0x2E80 for c in pieces.texts[i].replace(BLANK, ""))]
    special = [PAD, UNK, BOS, EOS, pieces.blank, *pieces.placeholders.tolist()]
    marks = [pieces.term_start, pieces.term_translation, pieces.term_end]
    byte = [i for i, text in enumerate(pieces.texts) if text.startswith("<0x")]
    return np.unique(np.array([*latin, *special, *marks, *byte], np.int64))
