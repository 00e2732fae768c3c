"""What the file says about itself: document information, XMP for PDF/A-2a and PDF/UA-1, the colour space."""

from __future__ import annotations

from functools import cache
from xml.sax.saxutils import escape

from PIL import ImageCms

from formatter.layout.plan import Metadata
from formatter.writers.pdf.objects import text_string

PRODUCER = "proceedings"


def info_dictionary(metadata: Metadata, more: str = "") -> str:
    date = _pdf_date(metadata)
    entries = {
        "Title": text_string(metadata.title),
        "Author": text_string(metadata.author) if metadata.author else "",
        "Subject": text_string(metadata.subject) if metadata.subject else "",
        "Keywords": text_string(", ".join(metadata.keywords)) if metadata.keywords else "",
        "Creator": text_string(PRODUCER),
        "Producer": text_string(PRODUCER),
        "CreationDate": f"({date})" if date else "",
        "ModDate": f"({date})" if date else "",
    }
    return "<<" + "".join(f"/{k} {v}" for k, v in entries.items() if v) + more + ">>"


def _pdf_date(metadata: Metadata) -> str:
    return f"D:{metadata.created.replace('-', '')}000000Z" if metadata.created else ""


# PDF/A wants a schema for every property that XMP does not know itself (ISO 19005-2 6.6.2.3).
_UA_SCHEMA = """<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 with which the file complies</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"""


def xmp_packet(metadata: Metadata) -> bytes:
    return f"""{_OPENING}
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool><pdf:Producer>{PRODUCER}</pdf:Producer>
{_properties(metadata)}
{_UA_SCHEMA}
{_CLOSING}""".encode()


def press_packet(metadata: Metadata, identifier: str) -> bytes:
    """XMP of the file for the press. ``identifier``: a UUID of its contents."""
    date = f"<xmp:MetadataDate>{metadata.created}T00:00:00Z</xmp:MetadataDate>" if metadata.created else ""
    return f"""{_OPENING}
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool><pdf:Producer>{PRODUCER}</pdf:Producer><pdf:Trapped>False</pdf:Trapped>
<xmpMM:DocumentID>uuid:{identifier}</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
{date}{_properties(metadata)}
{_CLOSING}""".encode()


_OPENING = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/\""""
_CLOSING = """</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def _properties(metadata: Metadata) -> str:
    title = f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(metadata.title)}</rdf:li></rdf:Alt></dc:title>'
    parts = [title, f"<dc:language><rdf:Bag><rdf:li>{metadata.language}</rdf:li><rdf:li>en</rdf:li></rdf:Bag></dc:language>"]
    if metadata.author:
        parts.append(f"<dc:creator><rdf:Seq><rdf:li>{escape(metadata.author)}</rdf:li></rdf:Seq></dc:creator>")
    if metadata.subject:
        parts.append(
            f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{escape(metadata.subject)}</rdf:li></rdf:Alt>'
            "</dc:description>"
        )
    if metadata.keywords:
        parts.append(f"<pdf:Keywords>{escape(', '.join(metadata.keywords))}</pdf:Keywords>")
    if metadata.created:
        date = f"{metadata.created}T00:00:00Z"
        parts.append(f"<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>")
    return "\n".join(parts)


@cache
def srgb_profile() -> bytes:
    """An sRGB ICC profile whose date does not change, so that the same input gives the same bytes."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    data[24:36] = bytes((7, 208, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))  # 1 January 2000, 00:00:00
    data[84:100] = bytes(16)  # the profile's ID, a digest that may be left out
    return bytes(data)
