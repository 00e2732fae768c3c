"""The OPC package: python-docx's blank document without its template's baggage, our parts added, and the same bytes
for the same input."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from formatter.layout.plan import Metadata
from formatter.writers.docx.faces import Face, font_table, load_face
from formatter.writers.docx.xml import clean

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can name

# Part name → content type and relationship of the parts that the document points at.
_KINDS = {
    "styles": (CT.WML_STYLES, RT.STYLES),
    "settings": (CT.WML_SETTINGS, RT.SETTINGS),
    "fontTable": (CT.WML_FONT_TABLE, RT.FONT_TABLE),
    "footnotes": (CT.WML_FOOTNOTES, RT.FOOTNOTES),
    "comments": (CT.WML_COMMENTS, RT.COMMENTS),
    "header": (CT.WML_HEADER, RT.HEADER),
    "footer": (CT.WML_FOOTER, RT.FOOTER),
    "font": ("application/vnd.openxmlformats-officedocument.obfuscatedFont", RT.FONT),
}

_NUMBERED = ("header", "footer")

_APP = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>\
proceedings</Application></Properties>"""


def blank_document() -> WordDocument:
    """An empty document whose package holds nothing but the body and the core properties.

    The template's theme (its fonts turn Chinese into MS Mincho), numbering, thumbnail and custom XML are gone.
    """
    document = Document()
    for rel_id in list(document.part.rels):
        del document.part.rels[rel_id]
    rels = document.part.package.rels
    for rel_id in [key for key, rel in rels.items() if rel.reltype not in (RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES)]:
        del rels[rel_id]
    body = document.element.body
    for child in list(body):
        body.remove(child)
    app = Part(PackURI("/docProps/app.xml"), CT.OFC_EXTENDED_PROPERTIES, _APP.encode(), document.part.package)
    document.part.package.relate_to(app, RT.EXTENDED_PROPERTIES)
    return document


def attach(document: WordDocument, kind: str, xml: bytes) -> str:
    """Add a part beside the document and give its relationship id. ``kind`` is a key of _KINDS; heads are numbered."""
    content_type, relationship = _KINDS[kind]
    package = document.part.package
    name = package.next_partname(f"/word/{kind}%d.xml") if kind in _NUMBERED else PackURI(f"/word/{kind}.xml")
    return document.part.relate_to(Part(name, content_type, xml, package), relationship)


def attach_font_table(document: WordDocument, faces: Iterable[Face], files: Mapping[str, tuple[bytes, str]]) -> None:
    """Add the font table and, beside it, the files of the faces. ``files``: role of a face → its file and its key."""
    package = document.part.package
    content_type, relationship = _KINDS["fontTable"]
    table = Part(PackURI("/word/fontTable.xml"), content_type, b"", package)
    embedded = {}
    for number, (role, (data, key)) in enumerate(sorted(files.items()), 1):
        content_type, kind = _KINDS["font"]
        part = Part(PackURI(f"/word/fonts/font{number}.odttf"), content_type, data, package)
        embedded[load_face(role)] = (table.relate_to(part, kind), key)
    table._blob = font_table({*faces, *embedded}, embedded)
    document.part.relate_to(table, relationship)


def set_properties(document: WordDocument, metadata: Metadata) -> None:
    """Fill docProps/core.xml. Without a date in the plan none is written: the clock is never asked."""
    core = document.core_properties
    for name in ("title", "subject", "author"):
        setattr(core, name, clean(getattr(metadata, name))[:255])  # python-docx refuses more
    core.keywords = clean(", ".join(metadata.keywords))[:255]
    core.language = metadata.language
    core.comments = ""
    core.last_modified_by = clean(metadata.author)[:255]
    core.revision = 1
    element = core._element
    for date in element.xpath("dcterms:created | dcterms:modified"):
        element.remove(date)
    if metadata.created:
        created = datetime.datetime.fromisoformat(metadata.created).replace(tzinfo=None)
        core.created = core.modified = created


def save(document: WordDocument) -> bytes:
    """Write the package with its members in a fixed order and no timestamps, [Content_Types].xml first."""
    raw = BytesIO()
    document.save(raw)
    out = BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w") as target:
        for name in sorted(source.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            target.writestr(info, source.read(name))
    return out.getvalue()
