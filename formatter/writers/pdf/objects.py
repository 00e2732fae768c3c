"""PDF objects written as text into a ReportLab document, and the strings they are made of.

ReportLab numbers the objects and writes the file; its own fonts and canvas are not used, since they can't embed the
glyphs that shaping chooses.
"""

from __future__ import annotations

import zlib

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject


class Raw(PDFObject):
    """An indirect object whose text may be filled in after it has been referred to."""

    __RefOnly__ = 1

    def __init__(self, text: str | bytes = "") -> None:
        self.text = text
        self.number = 0

    def format(self, document: PDFDocument) -> bytes:
        return self.text if isinstance(self.text, bytes) else self.text.encode("ascii")

    @property
    def ref(self) -> str:
        return f"{self.number} 0 R"


class Objects:
    """The document's objects. ``add`` gives one its number; the catalog and the info dictionary are set at the end."""

    def __init__(self) -> None:
        self.document = PDFDocument(invariant=1, compression=0, pdfVersion=(1, 7))

    def add(self, text: str | bytes = "") -> Raw:
        raw = Raw(text)
        name = self.document.Reference(raw).name
        raw.number = self.document.idToObjectNumberAndVersion[name][0]
        return raw

    def add_stream(self, data: bytes, entries: str = "", compress: bool = True, padding: bytes = b"\n") -> Raw:
        """Add a stream. ``padding`` may be repeated at its end without changing what it means."""
        if compress:
            data = zlib.compress(settle(data, padding), 9)
            entries += "/Filter/FlateDecode"
        head = f"<<{entries}/Length {len(data)}>>\nstream\n".encode("ascii")
        return self.add(head + data + b"\nendstream")

    def write(self, catalog: Raw, info: Raw) -> bytes:
        document = self.document
        document.Catalog, document.info = catalog, info
        document._ID = b"[<00000000000000000000000000000000><00000000000000000000000000000000>]"
        return document.format()


def settle(data: bytes, padding: bytes) -> bytes:
    """Pad data until its deflated form does not end like a line.

    A stream that ends in a carriage return, followed by the line feed before ``endstream``, has two lengths
    for readers that take both for one line end (ISO 19005-2 6.1.7.1). Deflate's last byte is that of a sum of the data's
    bytes, so ``padding`` must not be all zeros.
    """
    while zlib.adler32(data) & 0xFF in b"\r\n":
        data += padding
    return data


def text_string(text: str) -> str:
    """A text string: hexadecimal UTF-16BE with its mark (ISO 32000-1 7.9.2.2)."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
