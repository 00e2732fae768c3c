"""Speech → segments: sentences that join to their paragraph again without loss, each with a stable id.

A sentence ends at 。！？ or …… with the quotation marks and brackets that close behind it, unless a quotation or a
bracket that encloses it goes on within a sentence (她说：“走吧！再晚就来不及了。”我们). Sentences over ``LONG`` hanzi
are parted at ； , and a part still too long at ，, near its middle. Punctuation as in GB/T 15834-2011.
"""

from __future__ import annotations

import re

from formatter.language.script import count_han, is_han
from formatter.model import Paragraph, ParagraphRole, Segment, SegmentKind, Session, Span, Speech

LONG = 120  # hanzi; what the engine translates whole, see docs/architecture.md
LIST = 40  # hanzi; a list of 一是…；二是… longer than this is parted at its semicolons

_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉", "（": "）", "(": ")", "【": "】", "〔": "〕", "［": "］", "[": "]"}
_CLOSING = frozenset(_PAIRS.values())
_ENDS = frozenset("。！？!?")
_ITEM = re.compile(r"\s*(?:[一二三四五六七八九十]{1,2}(?:是|要|为|则|方面)|[①-⑳]|[（(]?[一二三四五六七八九十\d]{1,2}[)）]|第?[一二三四五六七八九十]{1,2}[、，,]|\d{1,2}[.、．]|首先|其次|再次|最后|再者|同时)")


def split_sentences(text: str) -> tuple[str, ...]:
    """Split a paragraph into sentences; ``"".join`` of them is the paragraph.

    Space between sentences stays with the one before it. A list whose items are sentences of their own is parted at
    its semicolons, so that each item can be translated by itself; a short A；B stays whole.
    """
    out: list[str] = []
    for sentence in _cut(text, _sentence_ends(text)):
        out.extend(_part_long(sentence))
    return tuple(out)


def _cut(text: str, ends: list[int]) -> list[str]:
    """Cut a text at offsets; space after a cut goes to the piece before it."""
    pieces: list[str] = []
    start = 0
    for end in ends:
        while end < len(text) and text[end].isspace():
            end += 1
        if start < end:
            pieces.append(text[start:end])
            start = end
    if start < len(text):
        pieces.append(text[start:])
    if len(pieces) > 1 and not pieces[0].strip():
        pieces[:2] = [pieces[0] + pieces[1]]
    return pieces


def _sentence_ends(text: str) -> list[int]:
    """Offsets behind each sentence."""
    partner = _partners(text)
    inside = _enclosed(partner, len(text))
    ends: list[int] = []
    at = start = 0
    while at < len(text):
        if not _is_end(text, at):
            at += 1
            continue
        end = at + 1
        while end < len(text) and (text[end] in _ENDS or (text[end] == "…" and text[at] != ".")):
            end += 1
        marks = end
        while end < len(text) and partner.get(end, end) < end:  # marks that close here what was opened before
            end += 1
        opened = partner[end - 1] if end > marks else -1
        if not inside[end] and _stops(text, start, marks, end, opened):
            ends.append(end)
            start = end
        at = end
    return ends


def _partners(text: str) -> dict[int, int]:
    """Pair the quotation marks and brackets of a text, both ways; a mark without a partner is left out."""
    pairs: dict[int, int] = {}
    stack: list[tuple[str, int]] = []
    for at, char in enumerate(text):
        if char == '"' and not any(expected == char for expected, _ in stack):
            stack.append((char, at))
        elif char in _PAIRS:
            stack.append((_PAIRS[char], at))
        elif char in _CLOSING or char == '"':
            level = next((i for i in range(len(stack) - 1, -1, -1) if stack[i][0] == char), -1)
            if level >= 0:
                opened = stack[level][1]
                pairs[at], pairs[opened] = opened, at
                del stack[level:]
    return pairs


def _enclosed(partner: dict[int, int], length: int) -> list[int]:
    """How many pairs each place between two characters lies in; place 0 is before the first character."""
    change = [0] * (length + 2)
    for at, other in partner.items():
        if at < other:
            change[at + 1] += 1
            change[other + 1] -= 1
    depth, now = [], 0
    for one in change[: length + 1]:
        now += one
        depth.append(now)
    return depth


def _is_end(text: str, at: int) -> bool:
    """Tell whether a sentence can end at this character."""
    char, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if char in "。！？":
        return True
    if char in "!?":
        return not after or not after.isascii() or after.isspace() or after in "\")!?"  # else it is within a URL
    if char == "…":
        return before == "…" and after != "…" and text[at + 1 :].lstrip()[:1] not in _GOES_ON
    if char != "." or before in ("", ".") or after == ".":
        return False
    if is_han(before):
        return not after or not after.isascii() or after.isspace() or after in "\")"
    word = re.search(r"[A-Za-z]+$", text[:at])
    if word is None or len(word[0]) == 1 or (len(word[0]) == 2 and word[0][0].isupper()) or word[0] in _ABBREVIATIONS:
        return False
    return not after or is_han(after) or (after.isspace() and re.match(r"\s*[A-Z“\"]|\s*$", text[at + 1 :]) is not None)


_ABBREVIATIONS = frozenset(("Inc", "Ltd", "Corp", "etc", "Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec", "vol", "Prof", "Nos", "Mrs", "vs", "cf", "pp"))
_SAYS = re.compile("[^，。！？；：]{0,12}(?:说|問|问|道|答|喊|感慨|感叹|表示|强调|指出|写道)")
_GOES_ON = frozenset("，、；：,;:—…的等和与及或到至之吗呢")


def _stops(text: str, start: int, marks: int, end: int, opened: int) -> bool:
    """Tell whether a sentence that began at ``start`` ends at ``end``.

    ``marks`` is behind its stops; what closes behind them was opened at ``opened`` (-1: nothing closes).
    """
    rest = text[end:].lstrip()
    if not rest:
        return True
    if rest[0] in _GOES_ON:
        return False
    if opened < 0:
        return True
    before = text[start:opened].strip()
    if text[end - 1] in "》〉":
        return False  # a title that asks: 《怎么办？》一书
    if text[end - 1] not in "”’」』\"":
        return not before  # a bracket within a sentence, unless it is the sentence
    if before and before[-1] not in "：:，,。！？!?”":
        return text[marks - 1] == "。" and rest[0] not in "一这那"  # words quoted within a sentence: “怎么办？”这个问题
    return text[marks - 1] == "。" or bool(before) or not _SAYS.match(rest)


# --- Long sentences ----------------------------------------------------------------------------------------


def _part_long(sentence: str) -> list[str]:
    size = count_han(sentence)
    if size <= LIST:
        return [sentence]
    semicolons = _marks(sentence, "；;")
    items = [at for at in semicolons if _ITEM.match(sentence, at)]
    ends = semicolons if size > LONG else items if len(items) == len(semicolons) else []
    pieces = _merge_short(_cut(sentence, ends))
    return [part for piece in pieces for part in _halve(piece)]


def _marks(sentence: str, marks: str, anywhere: bool = False) -> list[int]:
    """Offsets behind each of these marks, without those in a quotation or bracket unless ``anywhere``."""
    inside = _enclosed(_partners(sentence), len(sentence))
    return [at + 1 for at, char in enumerate(sentence[:-1]) if char in marks and (anywhere or not inside[at])]


def _merge_short(pieces: list[str], least: int = 8) -> list[str]:
    """Join pieces of under ``least`` hanzi with the one before them: they are no unit of their own."""
    out: list[str] = []
    for piece in pieces:
        if out and (count_han(piece) < least or count_han(out[-1]) < least):
            out[-1] += piece
        else:
            out.append(piece)
    return out


def _halve(piece: str) -> list[str]:
    """Part a piece of over ``LONG`` hanzi near its middle, as often as needed.

    It is parted at a mark outside quotations if there is one, else at a sentence's end within the quotation, else
    at any comma; without a mark it stays whole.
    """
    if count_han(piece) <= LONG:
        return [piece]
    for marks, anywhere in (("，,；;：:", False), ("。！？", True), ("，,；;、", True)):
        near = [at for at in _marks(piece, marks, anywhere) if 0.2 * len(piece) < at < 0.8 * len(piece) and piece[at] not in _CLOSING]
        if near:
            at = min(near, key=lambda offset: abs(offset - len(piece) / 2))
            return [part for half in _cut(piece, [at]) for part in _halve(half)]
    return [piece]


# --- Segments ----------------------------------------------------------------------------------------------

_KINDS = {
    ParagraphRole.BODY: SegmentKind.BODY,
    ParagraphRole.HEADING: SegmentKind.HEADING,
    ParagraphRole.NOTE: SegmentKind.BODY,
    ParagraphRole.SIGNATURE: SegmentKind.HEADING,  # a name or a date, no sentence
}


def segment_paragraph(paragraph: Paragraph, prefix: str) -> tuple[Segment, ...]:
    """Segments of one paragraph: ``prefix-s01`` …; a heading or a signature is one segment."""
    whole = _KINDS[paragraph.role] is SegmentKind.HEADING
    texts = (paragraph.text,) if whole else split_sentences(paragraph.text)
    out: list[Segment] = []
    offset = 0
    for number, text in enumerate(texts, 1):
        span = Span(paragraph.span.path, paragraph.span.line, paragraph.span.column + offset, len(text))
        out.append(Segment(f"{prefix}-s{number:02}", text, _KINDS[paragraph.role], span))
        offset += len(text)
    return tuple(out)


def segment_speech(speech: Speech, speech_id: str) -> tuple[Segment, ...]:
    """All segments of a speech in reading order: title, each speaker's line, paragraphs.

    Ids are s01-title, s01-speaker1, s01-p03-s02. A speaker without a line and a speech without a title have no
    segment. Each segment knows its neighbours' texts.
    """
    bare: list[Segment] = []
    if speech.title:
        bare.append(Segment(f"{speech_id}-title", speech.title_text, SegmentKind.TITLE, speech.span))
    for number, speaker in enumerate(speech.speakers, 1):
        if speaker.line:
            bare.append(Segment(f"{speech_id}-speaker{number}", speaker.line, SegmentKind.SPEAKER, speaker.span))
    for number, paragraph in enumerate(speech.paragraphs, 1):
        bare.extend(segment_paragraph(paragraph, f"{speech_id}-p{number:02}"))
    texts = ["", *(segment.text for segment in bare), ""]
    return tuple(
        Segment(one.id, one.text, one.kind, one.span, texts[at], texts[at + 2]) for at, one in enumerate(bare)
    )


def segment_session(session: Session, session_id: str) -> tuple[Segment, ...]:
    """The segment of a session's heading; its date and place are set by locale, not translated."""
    return (Segment(f"{session_id}-session", session.title, SegmentKind.SESSION, session.span),) if session.title else ()
