"""Word files → lines: the text as it stands when every tracked change is accepted, and what was left out.

A line's number is its place among the lines of the document, blank ones counted, so that ``talk.docx:12`` is the
twelfth line that Word shows before wrapping.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from docx import Document as open_docx
from docx.document import Document as WordDocument
from lxml import etree

from formatter.diagnostics import Diagnostic, Outcome, diagnostic
from formatter.model import Document, Span
from formatter.readers.docx_numbering import Numbering, W
from formatter.readers.fields import LABELS
from formatter.readers.lines import SourceLine, make_line
from formatter.readers.understand import understand

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MAX_BYTES = 200 * 2**20  # unpacked; a speech is a few hundred kilobytes, a zip bomb is not
_ROW_CELL = 40  # characters; cells up to this length stand side by side on one line


@dataclass(slots=True)
class _Raw:
    """One line of a paragraph with its hints."""

    text: str
    level: int = 0
    bold: bool = False
    align: str = ""
    indent: int = 0
    place: str = ""  # "table", "text box" or ""
    size: int = 0  # half-points, as most of the line is set


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of text; ``size`` in half-points, 0 where the paragraph's style says it."""

    text: str
    bold: bool = False
    size: int = 0


@dataclass(slots=True)
class _Seen:
    """What the text does not show."""

    deleted: list[str] = field(default_factory=list)
    inserted: int = 0
    pictures: int = 0


# --- Opening -----------------------------------------------------------------------------------------------


def _refuse(path: str, code: str, message: str, hint: str) -> Outcome[Document | None]:
    return Outcome(None, (diagnostic(code, Span(path), message, hint),))


def read_docx(path: str, data: bytes) -> Outcome[Document | None]:
    """Read a Word file. A damaged one, or one of another kind under this suffix, gives a finding that says so."""
    if not data:
        return _refuse(path, "file-empty", "the file is empty", "save the speech in it again, or remove the file")
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return _refuse(path, "docx-damaged", "the file is locked with a password", "save it without a password")
        return _refuse(path, "file-binary", "this is an old Word file (.doc) under a new name", "open it in Word and save it as .docx")
    if data.startswith(b"{\\rtf"):
        return _refuse(path, "file-binary", "this is an RTF file under another name", "open it in Word and save it as .docx")
    if not data.startswith(b"PK"):
        return _refuse(path, "file-binary", "this is not a Word file", "open it in the program that made it and save it as .docx, or name it .txt if it is text")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if sum(info.file_size for info in archive.infolist()) > _MAX_BYTES:
                return _refuse(path, "docx-damaged", "the file unpacks to more than 200 MB", "save it from Word again without its pictures")
            if "[Content_Types].xml" not in names or not any(name.startswith("word/") for name in names):
                return _refuse(path, "file-binary", "this is an archive of another kind, not a Word file", "open it in the program that made it and save it as .docx")
            if bad := archive.testzip():
                return _refuse(path, "docx-damaged", f"the part {bad} of the file is damaged", "open it in Word, let Word repair it, and save it")
        word = open_docx(io.BytesIO(data))
        lines, found = _read_word(path, word)
    except Exception as error:  # python-docx and lxml raise whatever they trip over; nothing here may reach the editor
        return _refuse(path, "docx-damaged", f"the file can't be read ({type(error).__name__})", "open it in Word, let Word repair it, and save it")
    outcome = understand(path, "docx", False, lines)
    return Outcome(outcome.value, tuple(sorted((*found, *outcome.diagnostics), key=lambda d: (d.span.line, d.span.column))))


def docx_texts(data: bytes) -> tuple[str, ...]:
    """The document's lines as text, for showing the line that a finding is about; () if it can't be read."""
    try:
        reader = _Reader(open_docx(io.BytesIO(data)))
        return tuple(raw.text for raw in reader.lines())
    except Exception:
        return ()


def _read_word(path: str, word: WordDocument) -> tuple[list[SourceLine], list[Diagnostic]]:
    reader = _Reader(word)
    out: list[SourceLine] = []
    places: dict[str, list[int]] = {}
    blanks = 0
    raws = list(reader.lines())
    usual = _usual_size(raws)
    for number, raw in enumerate(raws, 1):
        line = make_line(path, number, raw.text, blanks, level=raw.level, bold=raw.bold, align=raw.align, place=raw.place, large=raw.size >= 1.2 * usual)
        if not line.text:
            blanks += 1
            continue
        if raw.indent and not line.indent:
            line = replace(line, indent=raw.indent)
        out.append(line)
        blanks = 0
        if raw.place:
            places.setdefault(raw.place, []).append(number)
    found = [
        diagnostic(
            "docx-table" if place == "table" else "docx-text-box",
            Span(path, numbers[0]),
            f"{len(numbers)} line{'s come' if len(numbers) > 1 else ' comes'} from a {place}",
            "look at them in the outline (proceedings parse); if they are wrong there, write them as plain paragraphs",
        )
        for place, numbers in places.items()
    ]
    return out, found + _left_out(path, word, reader.seen)


def _usual_size(raws: list[_Raw]) -> int:
    """The size in half-points in which most characters are set."""
    sizes: Counter[int] = Counter()
    for raw in raws:
        sizes[raw.size] += len(raw.text.strip())
    return sizes.most_common(1)[0][0] if sizes else 1


# --- What is not printed -----------------------------------------------------------------------------------


def _left_out(path: str, word: WordDocument, seen: _Seen) -> list[Diagnostic]:
    found = []
    for kind, texts in _side_texts(word):
        shown = "; ".join(_short(text) for text in texts[:5]) + ("; …" if len(texts) > 5 else "")
        found.append(diagnostic("docx-left-out", Span(path), f"{len(texts)} {kind} not printed: {shown}", "what readers need of it has to stand in the text"))
    if seen.pictures:
        found.append(diagnostic("docx-left-out", Span(path), f"{seen.pictures} pictures not printed"))
    if seen.deleted or seen.inserted:
        gone = "; ".join(_short(text) for text in seen.deleted[:5])
        found.append(
            diagnostic(
                "docx-tracked-changes",
                Span(path),
                f"tracked changes were read as accepted ({seen.inserted} insertions, {len(seen.deleted)} deletions)" + (f"; deleted: {gone}" if gone else ""),
                "accept or reject them in Word to be sure",
            )
        )
    return found


def _short(text: str) -> str:
    return text if len(text) <= 30 else text[:30] + "…"


def _side_texts(word: WordDocument) -> Iterator[tuple[str, list[str]]]:
    """Texts beside the body, by kind: footnotes, endnotes, comments, headers and footers."""
    kinds = (("footnotes", "footnote"), ("endnotes", "endnote"), ("comments", "comment"))
    for relation, tag in kinds:
        texts: list[str] = []
        for rel in word.part.rels.values():
            if not rel.is_external and rel.reltype.endswith(f"/{relation}"):
                root = etree.fromstring(rel.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
                for one in root.iter(f"{W}{tag}"):
                    if one.get(f"{W}type", "normal") == "normal" and (text := _plain(one)):
                        texts.append(text)
        if texts:
            yield relation, texts
    furniture: list[str] = []
    for rel in word.part.rels.values():
        if not rel.is_external and rel.reltype.endswith(("/header", "/footer")):
            root = etree.fromstring(rel.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
            text = _plain(root)
            if text and not re.fullmatch(r"[\W\d第页共]*", text) and text not in furniture:
                furniture.append(text)
    if furniture:
        yield "headers or footers", furniture


def _plain(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{W}t")).strip()


# --- Text --------------------------------------------------------------------------------------------------

_SKIPPED = {
    f"{W}{name}"
    for name in ("pPr", "rPr", "instrText", "footnoteReference", "endnoteReference", "annotationRef", "commentReference", "delInstrText", "rt", "sdtPr")
}


class _Reader:
    """Walks the body of one document once."""

    def __init__(self, word: WordDocument) -> None:
        self.body = word.element.body
        self.seen = _Seen()
        self.styles = {style.get(f"{W}styleId"): style for style in word.styles.element.iter(f"{W}style")}
        self.default_style = next((i for i, s in self.styles.items() if s.get(f"{W}type") == "paragraph" and s.get(f"{W}default") in ("1", "true")), None)
        defaults = word.styles.element.find(f"{W}docDefaults/{W}rPrDefault")
        self.default_size = (_size(defaults) if defaults is not None else 0) or 20
        part = next((r.target_part for r in word.part.rels.values() if not r.is_external and r.reltype.endswith("/numbering")), None)
        self.numbering = Numbering(None if part is None else part.element)

    def lines(self) -> Iterator[_Raw]:
        yield from self._blocks(self.body, "")

    def _blocks(self, parent: etree._Element, place: str) -> Iterator[_Raw]:
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child, place)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag == f"{W}sdt":
                if child.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery[@{W}val='Table of Contents']") is None:
                    content = child.find(f"{W}sdtContent")
                    yield from self._blocks(content, place) if content is not None else ()
            elif child.tag in (f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"):
                yield from self._blocks(child, place)

    def _table(self, table: etree._Element) -> Iterator[_Raw]:
        for row in table.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl")) is not table:
                continue  # a nested table is read with its cell
            cells = [list(self._blocks(cell, "table")) for cell in row.findall(f"{W}tc")]
            texts = [" ".join(raw.text.strip() for raw in cell if raw.text.strip()) for cell in cells]
            filled = [text for text in texts if text]
            label = re.sub(r"[\s：:]", "", filled[0]) if filled else ""
            if len(filled) == 2 and label in LABELS:
                yield _Raw(f"{label}：{filled[1]}", place="table")
            elif all(len(text) <= _ROW_CELL for text in texts) and all(sum(bool(r.text.strip()) for r in cell) <= 1 for cell in cells):
                yield _Raw("\u3000".join(filled), place="table")
            else:
                for cell in cells:
                    yield from cell

    def _paragraph(self, paragraph: etree._Element, place: str) -> Iterator[_Raw]:
        boxes: list[etree._Element] = []
        runs: list[_Run] = []
        self._collect(paragraph, runs, boxes)
        texts = "".join(run.text for run in runs)
        solid = "".join(run.text for run in runs if run.bold)
        level, align, indent, number, style_bold, style_size = self._setting(paragraph)
        sizes: Counter[int] = Counter()
        for run in runs:
            sizes[run.size or style_size] += len(run.text.strip())
        size = sizes.most_common(1)[0][0] if sizes else style_size
        bold = bool(texts.strip()) and (style_bold or len(solid.strip()) >= 0.9 * len(texts.strip()))
        if number and texts.strip():
            texts = number + texts.lstrip()
        for text in texts.split("\n"):
            yield _Raw(text, level, bold, align, indent, place, size)
        for box in boxes:
            yield from self._blocks(box, "text box")

    def _collect(self, parent: etree._Element, runs: list[_Run], boxes: list[etree._Element]) -> None:
        """Gather the text below an element; text boxes are kept for after the paragraph."""
        for child in parent:
            tag = child.tag
            if tag in (f"{W}del", f"{W}moveFrom"):
                gone = "".join(t.text or "" for t in child.iter(f"{W}delText", f"{W}t"))
                if tag == f"{W}del" and gone.strip():
                    self.seen.deleted.append(gone.strip())
            elif tag == f"{W}ins":
                self.seen.inserted += bool(_plain(child))
                self._collect(child, runs, boxes)
            elif tag == f"{_MC}AlternateContent":
                choice = child.find(f"{_MC}Choice")
                if choice is not None:
                    self._collect(choice, runs, boxes)
            elif tag == f"{W}txbxContent":
                boxes.append(child)
            elif tag in (f"{W}t", f"{_M}t"):
                runs.append(_Run(child.text or "", _is_bold(child.getparent()), _size(child.getparent())))
            elif tag in (f"{W}tab", f"{W}ptab"):
                runs.append(_Run("\t"))
            elif tag in (f"{W}br", f"{W}cr"):
                runs.append(_Run("\n"))
            elif tag == f"{W}noBreakHyphen":
                runs.append(_Run("-"))
            elif tag == f"{W}sym":
                code = child.get(f"{W}char", "")
                if re.fullmatch("[0-9A-Fa-f]{4}", code) and not 0xE000 <= int(code, 16) < 0xF900:
                    runs.append(_Run(chr(int(code, 16))))
            elif tag == f"{W}ruby":
                base = child.find(f"{W}rubyBase")
                if base is not None:
                    self._collect(base, runs, boxes)
            elif isinstance(tag, str) and tag not in _SKIPPED:
                self.seen.pictures += tag.endswith("}pic")
                self._collect(child, runs, boxes)

    # Setting: a paragraph's own properties, then those of its style and the styles that it is based on.

    def _setting(self, paragraph: etree._Element) -> tuple[int, str, int, str, bool, int]:
        own = paragraph.find(f"{W}pPr")
        style = self._value(own, "pStyle") or self.default_style
        chain = [own] if own is not None else []
        style_bold = False
        level = size = 0
        seen: set[str | None] = set()
        while style in self.styles and style not in seen:
            seen.add(style)
            element = self.styles[style]
            name = self._value(element, "name").lower()
            if not level and (match := re.fullmatch(r"(?:heading|标题) ?(\d)", name)):
                level = int(match[1])
            elif not level and name in ("title", "标题"):
                level = 1
            run = element.find(f"{W}rPr")
            style_bold = style_bold or (run is not None and _on(run.find(f"{W}b")))
            size = size or _size(element)
            properties = element.find(f"{W}pPr")
            if properties is not None:
                chain.append(properties)
            style = self._value(element, "basedOn")
        if not level:
            outline = next((v for p in chain if (v := self._value(p, "outlineLvl"))), "")
            level = int(outline) + 1 if outline.isdigit() and int(outline) < 9 else 0
        align = next((v for p in chain if (v := self._value(p, "jc"))), "")
        return level, {"center": "center", "right": "right", "end": "right"}.get(align, ""), self._indent(chain), self._number(chain), style_bold and not level, size or self.default_size

    @staticmethod
    def _value(parent: etree._Element | None, name: str) -> str:
        found = parent.find(f"{W}{name}") if parent is not None else None
        return "" if found is None else found.get(f"{W}val", "")

    @staticmethod
    def _indent(chain: list[etree._Element]) -> int:
        """First-line indent in columns (a hundredth of a character is Word's unit; else 210 twentieths a character)."""
        for properties in chain:
            indent = properties.find(f"{W}ind")
            if indent is None:
                continue
            chars, twips = indent.get(f"{W}firstLineChars", "0"), indent.get(f"{W}firstLine", "0")
            if chars.lstrip("-").isdigit() and int(chars) > 0:
                return round(int(chars) / 50)
            if twips.isdigit() and int(twips) > 0:
                return max(2, round(int(twips) / 105))
        return 0

    def _number(self, chain: list[etree._Element]) -> str:
        for properties in chain:
            numbered = properties.find(f"{W}numPr")
            if numbered is not None:
                level = self._value(numbered, "ilvl") or "0"
                return self.numbering.next(self._value(numbered, "numId"), int(level) if level.isdigit() else 0)
        return ""


def _on(toggle: etree._Element | None) -> bool:
    return toggle is not None and toggle.get(f"{W}val", "1") not in ("0", "false", "off")


def _is_bold(run: etree._Element | None) -> bool:
    properties = run.find(f"{W}rPr") if run is not None else None
    return properties is not None and _on(properties.find(f"{W}b"))


def _size(run: etree._Element | None) -> int:
    """The size in half-points that an element's own run properties set; 0 if they set none."""
    size = run.find(f"{W}rPr/{W}sz") if run is not None else None
    value = "" if size is None else size.get(f"{W}val", "")
    return int(value) if value.isdigit() else 0
