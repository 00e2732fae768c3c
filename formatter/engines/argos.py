"""Translate with an Argos package through CTranslate2 and SentencePiece, the same on every run and in any company.

Sentences of equal length are decoded together: without padding, a sentence's translation is bit for bit that of the
sentence alone, so that re-translating one segment gives what a full build gives (batches of mixed lengths changed
one sentence in a hundred). On two cores this is also as fast as sorted, padded batches.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
LONGEST_INPUT = 1000  # tokens; a model has positions for 1,024
LOOP_CURES = ({"no_repeat_ngram_size": 5}, {"no_repeat_ngram_size": 3, "repetition_penalty": 1.3})

_STOPS = re.compile(r"(?<=[。！？；!?;…])(?![”’」』）》)\"…])|(?<=[。！？；!?][”’」』）》)\"])")
_PAUSES = re.compile(r"(?<=[，、：,:—])")
_PAUSE_TOKENS = tuple("。！？；，、：,;:")


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
        except (RuntimeError, ValueError, TypeError, OSError, MemoryError) as error:
            raise BadPackage(f"{path}: the model can't be loaded ({_first_line(error)})", "get it again") from error
        self.calibration = read_calibration(package.metadata, path)
        vocabulary = {self._pieces.id_to_piece(i) for i in range(self._pieces.get_piece_size())}
        self.placeholders = next(i for i in range(len(vocabulary) + 1) if f"⟪{i}⟫" not in vocabulary)
        self.annotations = {"⟪T⟫", "⟪=⟫", "⟪/T⟫"} <= vocabulary
        self._prefix = str(package.metadata.get("target_prefix") or "")

    # --- text and tokens -----------------------------------------------------------------------------------

    def tokenize(self, text: str) -> list[str]:
        return self._pieces.encode(text, out_type=str)

    def detokenize(self, tokens: Sequence[str]) -> str:
        """The text of tokens. Unlike argostranslate, an underscore of the text stays one."""
        text = self._pieces.decode_pieces(list(tokens)).replace("▁", " ")
        return text.removeprefix(self._prefix).removeprefix(" ")

    def split(self, text: str) -> list[str]:
        """Split a text that is longer than the engine's sentences: at sentence ends, else at pauses, else anywhere.

        The parts join to the text. A text within the limit is one part.
        """
        return list(self._split(text, (_STOPS, _PAUSES)))

    def _split(self, text: str, marks: Sequence[re.Pattern[str]]) -> Iterator[str]:
        if len(text) == 1 or len(self.tokenize(text)) <= LONGEST_SENTENCE:
            yield text
            return
        parts = marks[0].split(text) if marks else _halves(text)
        held = ""
        for part in parts:
            if held and len(self.tokenize(held + part)) > LONGEST_SENTENCE:
                yield from self._split(held, marks[1:])
                held = ""
            held += part
        if held:
            yield from self._split(held, marks[1:])

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
        must not be written. A source beyond the model's positions is translated in parts that are joined (without
        attention). With ``mend_loops``, a translation that repeats itself where its source doesn't is decoded again
        under a ban on repetition. ``progress`` advances by one a source; its start and finish are the caller's.
        """
        progress = progress or SilentProgress()
        starts = [list(prefix or ()) for prefix in prefixes] if prefixes is not None else [[] for _ in sources]
        if self._prefix:
            starts = [[self._prefix, *start] for start in starts]
        options: dict[str, object] = {
            "beam_size": max(beam_size, num_hypotheses),
            "num_hypotheses": num_hypotheses,
            "return_attention": return_attention,
            "suppress_sequences": [list(s) for s in suppress] or None,
        }
        sources = [list(source) for source in sources]
        found: list[list[Hypothesis]] = [[] for _ in sources]
        ordinary = [i for i, source in enumerate(sources) if 0 < len(source) <= LONGEST_INPUT]
        for i in set(range(len(sources))).difference(ordinary):
            found[i] = self._translate_long(sources[i], starts[i], options)
            progress.advance()
        for i, hypotheses in self._decode(ordinary, sources, starts, options):
            found[i] = hypotheses
            progress.advance()
        if mend_loops:
            self._mend_loops(found, ordinary, sources, starts, options)
        return found

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
                    [starts[i] for i in batch] if start else None,
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
            yield i, _hypotheses(result.result())

    def _mend_loops(
        self,
        found: list[list[Hypothesis]],
        picked: Sequence[int],
        sources: Sequence[list[str]],
        starts: Sequence[list[str]],
        options: dict[str, object],
    ) -> None:
        """Decode looping translations again, more strictly each time, and keep the first without a loop."""
        looping = [i for i in picked if find_loop(found[i][0].tokens) and not find_loop(sources[i])]
        for cure in LOOP_CURES:
            for i, hypotheses in self._decode(looping, sources, starts, options | cure):
                found[i] = hypotheses
            looping = [i for i in looping if find_loop(found[i][0].tokens)]

    def _translate_long(self, source: list[str], start: list[str], options: dict[str, object]) -> list[Hypothesis]:
        """Translate a source in parts cut after a pause, and join them; an empty source has an empty translation."""
        parts: list[list[str]] = []
        while source:
            cut = min(len(source), LONGEST_SENTENCE)
            if len(source) > cut:
                cut = next((k for k in range(cut, cut // 2, -1) if source[k - 1].endswith(_PAUSE_TOKENS)), cut)
            parts.append(source[:cut])
            source = source[cut:]
        starts = [start, *([] for _ in parts[1:])]
        options = options | {"return_attention": False}
        translated = dict(self._decode(range(len(parts)), parts, starts, options)) if parts else {}
        joined = []
        for rank in range(int(str(options["num_hypotheses"]))):
            ranked = [translated[k][min(rank, len(translated[k]) - 1)] for k in range(len(parts))]
            tokens = tuple(token for hypothesis in ranked for token in hypothesis.tokens)
            weights = [len(hypothesis.tokens) + 1 for hypothesis in ranked]
            total = sum(h.score * w for h, w in zip(ranked, weights, strict=True))
            joined.append(Hypothesis(tokens, total / sum(weights) if weights else 0.0))
        return joined

    def score(self, sources: Sequence[Sequence[str]], targets: Sequence[Sequence[str]]) -> list[float]:
        """Mean natural-log probability per token, the end mark included, of each target given its source."""
        groups: dict[tuple[int, int], list[int]] = defaultdict(list)
        for i, (source, target) in enumerate(zip(sources, targets, strict=True)):
            groups[len(source), len(target)].append(i)
        means = [float("-inf")] * len(sources)
        running = []
        for (length, target_length), group in sorted(groups.items(), reverse=True):
            if not length or not target_length:
                continue
            size = max(1, BATCH_TOKENS // max(length, target_length))
            for at in range(0, len(group), size):
                batch = group[at : at + size]
                results = self._translator.score_batch(
                    [list(sources[i]) for i in batch],
                    [list(targets[i]) for i in batch],
                    max_input_length=LONGEST_INPUT,
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
        """Translate texts of a sentence or more each. Nothing is cut off: a long text is translated in parts."""
        parts = [self.split(text) if text.strip() else [] for text in texts]
        sources = [self.tokenize(part) for text in parts for part in text]
        if progress:
            progress.start("translating", len(sources))
        best = iter(
            hypotheses[0]
            for hypotheses in self.translate_tokens(
                sources, beam_size=beam_size, mend_loops=mend_loops, progress=progress
            )
        )
        if progress:
            progress.finish()
        lengths = iter(map(len, sources))
        return [self._join([(next(best), next(lengths)) for _ in text]) for text in parts]

    def _join(self, parts: Sequence[tuple[Hypothesis, int]]) -> TranslatedText:
        """One text of its parts' best hypotheses, each with its source's length in tokens."""
        text = " ".join(filter(None, (self.detokenize(hypothesis.tokens) for hypothesis, _ in parts)))
        target = sum(len(hypothesis.tokens) for hypothesis, _ in parts)
        weight = target + len(parts)
        score = sum(h.score * (len(h.tokens) + 1) for h, _ in parts) / weight if weight else 0.0
        return TranslatedText(text, score, self.confidence(score, sum(length for _, length in parts), target))

    def confidence(self, score: float, source_length: int, target_length: int) -> float:
        """Probability that a translation with this score and these lengths in tokens is usable (confidence.py)."""
        return confidence(self.calibration, score, source_length, target_length)


def _hypotheses(result: ctranslate2.TranslationResult) -> list[Hypothesis]:
    """CTranslate2 divides a summed log probability by length ** penalty; make it the mean again."""
    found = []
    for rank, tokens in enumerate(result.hypotheses):
        attention = result.attention[rank] if result.attention else ()
        score = result.scores[rank] * (len(tokens) + 1) ** (LENGTH_PENALTY - 1)
        found.append(Hypothesis(tuple(tokens), score, tuple(map(tuple, attention))))
    return found


def _halves(text: str) -> tuple[str, str]:
    return text[: len(text) // 2], text[len(text) // 2 :]


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
