"""Source files → Documents. A format is one module here and one entry of ``READERS``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from formatter.diagnostics import Outcome, diagnostic
from formatter.model import Document, Span
from formatter.readers.docx import docx_texts, read_docx
from formatter.readers.encodings import decode_text
from formatter.readers.text import read_markdown, read_text

Reader = Callable[[str, bytes], Outcome[Document | None]]

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".docx": read_docx,
}


def read_document(path: str, data: bytes) -> Outcome[Document | None]:
    """Read one source file by its suffix. The value is None if nothing usable came out; the findings say why."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in READERS:
        known = ", ".join(READERS)
        cure = "open it in Word and save it as .docx" if suffix in (".doc", ".wps", ".rtf", ".odt", ".pages") else f"files that can be read are {known}"
        return Outcome(None, (diagnostic("unknown-format", Span(path), f"no reader for {suffix or 'a file without suffix'}", cure),))
    return READERS[suffix](path, data)


def source_lines(path: str, data: bytes) -> tuple[str, ...]:
    """The lines of a source file by the numbers that its findings give, for showing them; () where there are none."""
    if path.lower().endswith(".docx"):
        return docx_texts(data)
    decoded, _ = decode_text(path, data)
    return tuple(decoded.text.splitlines()) if decoded else ()
