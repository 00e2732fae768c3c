"""Translate with an Argos package through CTranslate2 and SentencePiece, the same on every run and in any company.

Sentences of equal length are decoded together: without padding, a sentence's translation is bit for bit that of the
sentence alone, so that re-translating one segment gives what a full build gives (batches of mixed lengths changed
one sentence in a hundred). On two cores this is also as fast as sorted, padded batches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

import ctranslate2
import sentencepiece

from formatter.engines.archive import Package
from formatter.engines.confidence import confidence, read_calibration
from formatter.engines.loops import find_loop
from formatter.errors import BadPackage
from formatter.progress import Progress, SilentProgress

LENGTH_PENALTY = 0.2  # argostranslate's
BATCH_TOKENS = 1024
LONGEST_SENTENCE = 180  # tokens; engines are trained on sentences up to about 200
LONGEST_SCORED = 1000  # tokens; a model has positions for 1,024
LOOP_CURES = ({"no_repeat_ngram_size": 5}, {"no_repeat_ngram_size": 3, "repetition_penalty": 1.3})

_STOPS = ("。", "！", "？", "；", "!", "?", ";")
_PAUSES = ("，", "、", "：", ",", ":", "—", "……")


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One translation in tokens. ``score`` is the mean natural-log probability per token, the end mark included.

    ``attention`` has a row per token of ``tokens`` with a weight per source token; empty unless it was asked for.
    """

    tokens: tuple[str, ...]
    score: float
    attention: tuple[tuple[float, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class TranslatedText:
    """A translated text with its mean log probability per token and the probability that it is usable."""

    text: str
    score: float
    confidence: float


class ArgosEngine:
    """A loaded package.

    ``placeholders`` is the number of symbols ⟪0⟫, ⟪1⟫ … that are single tokens of its vocabulary and that it was
    trained to copy (0 for stock packages); ``annotations`` says whether it was trained to obey
    ``⟪T⟫source term⟪=⟫ english term⟪/T⟫``.
    """

    def __init__(self, package: Package) -> None:
        """Load a package. Raises BadPackage if the libraries can't."""
        self.package = package
        self.info = package.info
        path = package.info.path
        try:
            self._pieces = sentencepiece.SentencePieceProcessor(model_proto=package.sentencepiece)
            self._translator = ctranslate2.Translator(
                self.info.name,
                device="cpu",
                compute_type="int8",  # "auto" has produced garbage
                inter_threads=2,
                intra_threads=1,
                files=dict(package.model),
            )
        except (RuntimeError, ValueError, TypeError, LookupError, OSError, MemoryError) as error:
            raise BadPackage(f"{path}: the model can't be loaded ({_first_line(error)})", "get it again") from error
        self.calibration = read_calibration(package.metadata, path)
        vocabulary = {self._pieces.id_to_piece(i) for i in range(self._pieces.get_piece_size())}
        self.placeholders = next(i for i in range(len(vocabulary) + 1) if f"⟪{i}⟫" not in vocabulary)
        self.annotations = {"⟪T⟫", "⟪=⟫", "⟪/T⟫"} <= vocabulary
        prefix = str(package.metadata.get("target_prefix") or "")
        self._prefix = [prefix] if prefix else []  # a token that stock multilingual models want first

    # --- text and tokens -----------------------------------------------------------------------------------

    def tokenize(self, text: str) -> list[str]:
        return self._pieces.encode(text, out_type=str)

    def detokenize(self, tokens: Sequence[str]) -> str:
        """The text of tokens. Unlike argostranslate, an underscore of the text stays one."""
        return self._pieces.decode_pieces(list(tokens)).replace("▁", " ").removeprefix(" ")

    # --- decoding ------------------------------------------------------------------------------------------

    def translate_tokens(
        self,
        sources: Sequence[Sequence[str]],
        *,
        prefixes: Sequence[Sequence[str] | None] | None = None,
        beam_size: int = 4,
        num_hypotheses: int = 1,
        return_attention: bool = False,
        suppress: Sequence[Sequence[str]] = (),
        mend_loops: bool = True,
        progress: Progress | None = None,
    ) -> list[list[Hypothesis]]:
        """Translate token lists; one list of hypotheses each, best first.

        ``prefixes`` are target tokens that a translation must begin with; ``suppress`` lists token sequences that
        must not be written. A source longer than the sentences that engines are trained on is translated in parts,
        cut after a pause, and joined: nothing is cut off. With ``mend_loops``, a translation that repeats itself
        where its source doesn't is decoded again under a ban on repetition. ``progress`` advances by one a source; its
        start and finish are the caller's.
        """
        progress = progress or SilentProgress()
        parts = [_cut(list(source)) for source in sources]
        starts = [
            [list(prefixes[i] or ()) if prefixes and not k else [] for k in range(len(p))] for i, p in enumerate(parts)
        ]
        options: dict[str, object] = {
            "beam_size": max(beam_size, num_hypotheses),
            "num_hypotheses": num_hypotheses,
            "return_attention": return_attention,
            "suppress_sequences": [list(s) for s in suppress] or None,
        }
        flat, flat_starts = list(chain(*parts)), list(chain(*starts))
        firsts = set(accumulate(map(len, parts), initial=0))
        found: list[list[Hypothesis]] = [[] for _ in flat]
        for i, hypotheses in self._decode(range(len(flat)), flat, flat_starts, options):
            found[i] = hypotheses
            progress.advance(int(i in firsts))
        if mend_loops:
            self._mend_loops(found, flat, flat_starts, options)
        rest = iter(found)
        return [_join(cut, [next(rest) for _ in cut], num_hypotheses) for cut in parts]

    def _decode(
        self,
        picked: Sequence[int],
        sources: Sequence[list[str]],
        starts: Sequence[list[str]],
        options: dict[str, object],
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        """Decode the picked sources, each batch of one length, the longest first so that no core waits at the end."""
        groups: dict[tuple[int, int], list[int]] = defaultdict(list)
        for i in picked:
            groups[len(sources[i]), len(starts[i])].append(i)
        running = []
        for (length, start), group in sorted(groups.items(), reverse=True):
            size = max(1, BATCH_TOKENS // length)
            for at in range(0, len(group), size):
                batch = group[at : at + size]
                results = self._translator.translate_batch(
                    [sources[i] for i in batch],
                    [self._prefix + starts[i] for i in batch] if start or self._prefix else None,
                    length_penalty=LENGTH_PENALTY,
                    max_decoding_length=3 * length + 24 + start,
                    max_input_length=0,
                    replace_unknowns=True,
                    return_scores=True,
                    asynchronous=True,
                    **options,
                )
                running.extend(zip(batch, results, strict=True))
        for i, result in running:
            yield i, _hypotheses(result.result(), len(self._prefix))

    def _mend_loops(
        self,
        found: list[list[Hypothesis]],
        sources: Sequence[list[str]],
        starts: Sequence[list[str]],
        options: dict[str, object],
    ) -> None:
        """Decode looping translations again, more strictly each time, and keep the first without a loop."""
        looping = [i for i, source in enumerate(sources) if find_loop(found[i][0].tokens) and not find_loop(source)]
        for cure in LOOP_CURES:
            for i, hypotheses in self._decode(looping, sources, starts, options | cure):
                found[i] = hypotheses
            looping = [i for i in looping if find_loop(found[i][0].tokens)]

    def score(self, sources: Sequence[Sequence[str]], targets: Sequence[Sequence[str]]) -> list[float]:
        """Mean natural-log probability per token, the end mark included, of each target given its source.

        It is -inf where one of them is empty or the target is beyond the model's positions.
        """
        groups: dict[tuple[int, int], list[int]] = defaultdict(list)
        for i, (source, target) in enumerate(zip(sources, targets, strict=True)):
            groups[len(source), len(target)].append(i)
        means = [float("-inf")] * len(sources)
        running = []
        for (length, target_length), group in sorted(groups.items(), reverse=True):
            if not length or not 0 < target_length < LONGEST_SCORED:
                continue
            size = max(1, BATCH_TOKENS // max(length, target_length))
            for at in range(0, len(group), size):
                batch = group[at : at + size]
                results = self._translator.score_batch(
                    [list(sources[i]) for i in batch],
                    [list(targets[i]) for i in batch],
                    max_input_length=LONGEST_SCORED,
                    asynchronous=True,
                )
                running.extend(zip(batch, results, strict=True))
        for i, result in running:
            values = result.result().log_probs
            means[i] = sum(values) / len(values)
        return means

    # --- whole texts ---------------------------------------------------------------------------------------

    def translate(
        self,
        texts: Sequence[str],
        *,
        beam_size: int = 4,
        mend_loops: bool = True,
        progress: Progress | None = None,
    ) -> list[TranslatedText]:
        """Translate texts of a sentence or more each; a blank text has an empty translation."""
        sources = [self.tokenize(text) if text.strip() else [] for text in texts]
        progress = progress or SilentProgress()
        progress.start("translating", len(sources))
        translated = self.translate_tokens(sources, beam_size=beam_size, mend_loops=mend_loops, progress=progress)
        progress.finish()
        found = []
        for source, (best, *_) in zip(sources, translated, strict=True):
            trust = self.confidence(best.score, len(source), len(best.tokens))
            found.append(TranslatedText(self.detokenize(best.tokens), best.score, trust))
        return found

    def confidence(self, score: float, source_length: int, target_length: int) -> float:
        """Probability that a translation with this score and these lengths in tokens is usable (confidence.py)."""
        return confidence(self.calibration, score, source_length, target_length)


def _hypotheses(result: ctranslate2.TranslationResult, skip: int) -> list[Hypothesis]:
    """Leave ``skip`` tokens of the package's own prefix out.

    CTranslate2 divides the summed log probability by length ** penalty; make it the mean again.
    """
    found = []
    for rank, tokens in enumerate(result.hypotheses):
        attention = result.attention[rank] if result.attention else ()
        score = result.scores[rank] * (len(tokens) + 1) ** (LENGTH_PENALTY - 1)
        found.append(Hypothesis(tuple(tokens[skip:]), score, tuple(map(tuple, attention[skip:]))))
    return found


def _cut(source: list[str]) -> list[list[str]]:
    """Cut a long source into parts of at most LONGEST_SENTENCE tokens: after a stop, else a pause, else anywhere."""
    parts = []
    while len(source) > LONGEST_SENTENCE:
        late = range(LONGEST_SENTENCE, LONGEST_SENTENCE // 3, -1)
        at = next((k for marks in (_STOPS, _PAUSES) for k in late if source[k - 1].endswith(marks)), LONGEST_SENTENCE)
        parts.append(source[:at])
        source = source[at:]
    return [*parts, source] if source else parts


def _join(parts: Sequence[list[str]], ranked: Sequence[list[Hypothesis]], count: int) -> list[Hypothesis]:
    """Join the parts' translations rank by rank; an attention row is zero outside its own part."""
    if len(parts) == 1:
        return ranked[0]
    if not parts:
        return [Hypothesis((), 0.0)]
    joined = []
    for rank in range(count):
        picked = [hypotheses[min(rank, len(hypotheses) - 1)] for hypotheses in ranked]
        weights = [len(h.tokens) + 1 for h in picked]
        score = sum(h.score * w for h, w in zip(picked, weights, strict=True)) / sum(weights)
        rows, before, whole = [], 0, sum(map(len, parts))
        for part, hypothesis in zip(parts, picked, strict=True):
            left, right = (0.0,) * before, (0.0,) * (whole - before - len(part))
            rows += [left + row + right for row in hypothesis.attention]
            before += len(part)
        joined.append(Hypothesis(tuple(chain(*(h.tokens for h in picked))), score, tuple(rows)))
    return joined


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
