"""A Chinese–English lexicon of pieces: IBM model 1 in both directions on a sample, kept where both agree."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from training.pieces import BLANK, Pieces

Lexicon = dict[int, dict[int, float]]  # Chinese piece → English piece → sqrt(p(e|z) · p(z|e))

HAN = re.compile(r"[\u3400-\u9fff]")
EN_STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "with",
        "without",
        "into",
        "onto",
        "over",
        "under",
        "and",
        "or",
        "but",
        "nor",
        "so",
        "as",
        "than",
        "then",
        "that",
        "this",
        "these",
        "those",
        "it",
        "its",
        "he",
        "she",
        "they",
        "we",
        "you",
        "i",
        "me",
        "him",
        "her",
        "them",
        "us",
        "my",
        "your",
        "his",
        "our",
        "their",
        "be",
        "is",
        "are",
        "was",
        "were",
        "been",
        "being",
        "am",
        "do",
        "does",
        "did",
        "has",
        "have",
        "had",
        "having",
        "will",
        "would",
        "shall",
        "should",
        "can",
        "could",
        "may",
        "might",
        "must",
        "not",
        "no",
        "yes",
        "if",
        "when",
        "where",
        "who",
        "whom",
        "whose",
        "which",
        "what",
        "why",
        "how",
        "there",
        "here",
        "all",
        "any",
        "some",
        "each",
        "every",
        "both",
        "such",
        "same",
        "other",
        "only",
        "also",
        "more",
        "most",
        "very",
        "too",
        "just",
        "about",
        "up",
        "down",
        "out",
        "off",
        "again",
        "during",
        "between",
        "through",
        "against",
        "per",
        "via",
        "s",
        "t",
        "re",
        "ve",
        "ll",
        "d",
        "m",
    ]
)
ZH_STOP = frozenset(
    "的了在是和与及等对为将把被从到也都就而但或其之以于上下中不有个这那我你他她它们您着过地得所则且又并还更最很太吗呢吧啊呀嘛么什怎哪谁由"
    "向让使给跟同比按自一二三四五六七八九十第每各某该此本应当可能会要想说去来做"
)


class PieceClasses:
    """Which pieces carry content in each language, and where English words begin."""

    def __init__(self, pieces: Pieces) -> None:
        self.pieces = pieces
        cores = [text.lstrip(BLANK) for text in pieces.texts]
        self.han = [len(HAN.findall(core)) for core in cores]
        self.chinese = np.array([self._is_chinese_content(core) for core in cores])
        self.english = np.array(
            [
                len(core) >= 2
                and core.isascii()
                and core.isalpha()
                and core.lower() not in EN_STOP
                and text[0] == BLANK
                for core, text in zip(cores, pieces.texts, strict=True)
            ]
        )
        self._blank = pieces.starts_with_blank.tolist()
        self._bare = [text == BLANK for text in pieces.texts]
        self._wordlike = [
            text.startswith("<0x") or (core != "" and core[0].isalnum())
            for core, text in zip(cores, pieces.texts, strict=True)
        ]

    @staticmethod
    def _is_chinese_content(core: str) -> bool:
        if not core or not all(map(HAN.match, core)):
            return False
        return not (len(core) <= 2 and all(c in ZH_STOP for c in core))

    def word_starts(self, ids: Sequence[int]) -> list[bool]:
        """Whether each English piece begins a word or is a mark by itself."""
        return [
            j == 0
            or self._blank[i]
            or not self._wordlike[i]
            or (not self._wordlike[ids[j - 1]] and not self._bare[ids[j - 1]])
            for j, i in enumerate(ids)
        ]


def build_lexicon(
    source: np.ndarray,
    target: np.ndarray,
    source_lengths: np.ndarray,
    target_lengths: np.ndarray,
    classes: PieceClasses,
    *,
    pairs: int = 150_000,
    iterations: int = 4,
    min_count: int = 3,
    min_score: float = 0.08,
    best: int = 8,
    log: Callable[[str], object] = print,
) -> Lexicon:
    """Train on a random sample of pairs of ordinary length; arrays are flat ids with the lengths of the pairs."""
    size = classes.pieces.count
    ordinary = (source_lengths >= 3) & (source_lengths <= 50) & (target_lengths >= 3) & (target_lengths <= 60)
    sample = np.sort(np.random.default_rng(1).permutation(np.flatnonzero(ordinary))[:pairs])
    source_at = np.concatenate(([0], np.cumsum(source_lengths.astype(np.int64))))
    target_at = np.concatenate(([0], np.cumsum(target_lengths.astype(np.int64))))

    def links() -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
        """Every content piece beside every content piece of its pair: positions, and the two ids as one key."""
        for at in range(0, len(sample), 20_000):
            chosen = sample[at : at + 20_000]
            rows, columns = source_lengths[chosen].astype(np.int64), target_lengths[chosen].astype(np.int64)
            cells = rows * columns
            start = np.concatenate(([0], np.cumsum(cells)))[:-1]
            pair = np.repeat(np.arange(len(chosen)), cells)
            cell = np.arange(cells.sum()) - start[pair]
            i = source_at[chosen][pair] + cell // columns[pair]
            j = target_at[chosen][pair] + cell % columns[pair]
            keep = classes.chinese[source[i]] & classes.english[target[j]]
            yield i[keep], j[keep], source[i[keep]].astype(np.int64) * size + target[j[keep]]

    keys, counts = _count([key for _, _, key in links()])
    keys, counts = keys[counts >= min_count], counts[counts >= min_count]
    if not len(keys):
        return {}
    kept = []
    for i, j, key in links():
        place = np.minimum(np.searchsorted(keys, key), len(keys) - 1)
        known = keys[place] == key
        kept.append((i[known], j[known], place[known].astype(np.int32)))
    i, j, place = (np.concatenate(column) for column in zip(*kept, strict=True))
    i, j = (np.unique(x, return_inverse=True)[1].astype(np.int32) for x in (i, j))
    zh, en = keys // size, keys % size
    log(f"lexicon: {len(sample)} pairs, {len(place)} links, {len(keys)} candidate entries")

    def expectation_maximisation(explained: np.ndarray, given: np.ndarray) -> np.ndarray:
        """p(one piece | the other); ``explained`` numbers the tokens that are explained, ``given`` the condition."""
        table = counts / np.sqrt(np.bincount(zh, counts, size)[zh] * np.bincount(en, counts, size)[en])
        for _ in range(iterations):
            weight = table[place]
            total = np.bincount(explained, weight) + 0.02  # room for words without a counterpart
            expected = np.bincount(place, weight / total[explained], len(keys))
            table = expected / (np.bincount(given, expected, size)[given] + 1.0)
        return table

    scores = np.sqrt(expectation_maximisation(j, zh) * expectation_maximisation(i, en))
    lexicon: Lexicon = defaultdict(dict)
    for entry in np.flatnonzero(scores >= min_score):
        lexicon[int(zh[entry])][int(en[entry])] = float(scores[entry])
    found = {z: dict(sorted(row.items(), key=lambda item: -item[1])[:best]) for z, row in lexicon.items()}
    log(f"lexicon: {sum(map(len, found.values()))} entries for {len(found)} Chinese pieces")
    return found


def _count(parts: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Distinct keys and how often each occurs, part by part so that memory stays small."""
    keys, counts = np.zeros(0, np.int64), np.zeros(0, np.int64)
    for part in parts:
        found, times = np.unique(part, return_counts=True)
        keys, inverse = np.unique(np.concatenate((keys, found)), return_inverse=True)
        counts = np.bincount(inverse, np.concatenate((counts, times))).astype(np.int64)
    return keys, counts
