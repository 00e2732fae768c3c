"""Bytes → text: the encoding that a file declares, proves, or most likely has."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from formatter.diagnostics import Diagnostic, diagnostic
from formatter.language.script import is_han
from formatter.model import Span


@dataclass(frozen=True, slots=True)
class Decoded:
    """``guessed``: nothing in the bytes says or proves the encoding."""

    text: str
    encoding: str
    guessed: bool


_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark starts with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KINDS = (
    (b"%PDF", "a PDF file", "copy its text into a .txt or .docx file"),
    (b"PK\x03\x04", "a zip archive or an Office file", "if it is a Word file, name it .docx"),
    (b"\xd0\xcf\x11\xe0", "an old Office file", "open it in Word and save it as .docx"),
    (b"{\\rtf", "an RTF file", "open it in Word and save it as .docx"),
    (b"\x89PNG", "a picture", "type its text into a .txt file"),
    (b"\xff\xd8\xff", "a picture", "type its text into a .txt file"),
    (b"GIF8", "a picture", "type its text into a .txt file"),
)

# The commonest characters of formal Chinese in either script: right text is full of them, wrongly decoded text is not.
_COMMON = frozenset(
    "，。、：“”的一是在了有和人这中大国上为个我以要他时来们生到作地于出会可也发展年经济技术文化合作建设推进业新能行成高方动科全工理"
    "產進與們這為國個時來對發會經濟術區後開實學現體設說長書記陳張黃劉社主任部省市公司中心之所"
    "传播融合主任书记部长省市委社长公司中心集团老师各位谢讲述好力量话题目单位发言论坛 \n\r\t0123456789\u3000"
)


def _plausibility(text: str) -> float:
    """Share of characters that are common in Chinese text, less what no text holds."""
    if not text:
        return 0.0
    sample = text[:20000]
    good = bad = 0
    for char in sample:
        if char in _COMMON or (char.isascii() and char.isprintable()):
            good += 1
        elif char == "\ufffd" or "\ue000" <= char <= "\uf8ff" or char < "\t" or ("\x7f" <= char <= "\x9f"):
            bad += 1
        elif not (is_han(char) or "\u2000" <= char <= "\u303f" or "\uff00" <= char <= "\uffef"):
            bad += 0.5
    return (good - 5 * bad) / len(sample)


def _losses(data: bytes, encoding: str) -> tuple[str, int]:
    text = data.decode(encoding, errors="replace")
    return text, text.count("\ufffd")


def decode_text(path: str, data: bytes) -> tuple[Decoded | None, tuple[Diagnostic, ...]]:
    """Decode a text file; None, with the reason, if it is no text.

    UTF-8 that decodes is taken as proved. GB18030, Big5 and UTF-16 without a mark are told apart by how plausible the
    text is, and said to be guesses. Bytes that fit nowhere become U+FFFD and are reported with their place.
    """
    for start, kind, cure in _KINDS:
        if data.startswith(start):
            return None, (diagnostic("file-binary", Span(path), f"this is {kind}, not a text file", cure),)
    decoded = _decode(data)
    if decoded is None:
        return None, (diagnostic("file-binary", Span(path), "this is not a text file", "save the speech as a UTF-8 text file or as .docx"),)
    found: list[Diagnostic] = []
    if decoded.guessed:
        found.append(diagnostic("encoding-guessed", Span(path), f"read as {decoded.encoding.upper()}, which is a guess", "save the file as UTF-8 to be sure"))
    found += _damage(path, data, decoded)
    return decoded, tuple(found)


def _decode(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            if encoding == "utf-16" and len(data) % 2:
                data += b"\0"  # the last character was cut in half
            return Decoded(data.decode(encoding, errors="replace").removeprefix("\ufeff"), encoding, False)
    if b"\0" not in data:
        try:
            return Decoded(data.decode("utf-8"), "utf-8", False)
        except UnicodeDecodeError:
            pass
    candidates: list[tuple[float, str, str]] = []
    for encoding in ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "utf-8"):
        if encoding.startswith("utf-16") and len(data) % 2 and data.count(b"\0") == 0:
            continue
        text, _ = _losses(data, encoding)
        candidates.append((_plausibility(text), encoding, text))
    score, encoding, text = max(candidates)
    if score < 0.05 or text.count("\0") > len(text) / 100:
        return None
    return Decoded(text, encoding, True)


_GHOSTS = re.compile("锟斤拷|烫烫烫|屯屯屯|ï¿½|\ufffd+")


def _damage(path: str, data: bytes, decoded: Decoded) -> list[Diagnostic]:
    """Report each line with lost characters: lost here, or by whoever saved the file."""
    try:
        data.decode(decoded.encoding)
        code, message = "text-damaged", "characters were lost when this file was saved"
    except UnicodeDecodeError:
        code, message = "bytes-undecodable", f"bytes here are not {decoded.encoding.upper()}; the text is lost"
    hint = "open the file, put the missing text in, and save it as UTF-8"
    found = []
    for number, line in enumerate(decoded.text.splitlines(), 1):
        if match := _GHOSTS.search(line):
            found.append(diagnostic(code, Span(path, number, match.start() + 1, len(match[0])), message, hint))
    return found
