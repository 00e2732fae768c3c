"""Approved wording as files: TMX 1.4 in both directions.

Only the standard's own parts are used: ``tu``/``tuv``/``seg``, and ``prop`` for the neighbouring segments, under the
names that OmegaT and memoQ write (``prev``/``next``, ``x-context-pre``/``x-context-post``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from formatter.diagnostics import Diagnostic, Outcome, diagnostic
from formatter.model import Span

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_BEFORE = ("x-context-pre", "prev")
_AFTER = ("x-context-post", "next")
# Inline elements that hold text of the segment; all others hold a format's codes (TMX 1.4b, section 3.3).
_TEXT_INLINE = ("hi", "sub")


@dataclass(frozen=True, slots=True)
class MemoryUnit:
    """One approved pair. ``before`` and ``after`` are its neighbours in the source, None where the file says nothing."""

    zh: str
    en: str
    span: Span
    before: str | None = None
    after: str | None = None


def read_tmx(path: str, data: bytes) -> Outcome[tuple[MemoryUnit, ...]]:
    """Read the Chinese–English units of a TMX file, each with its line.

    Other languages are passed over. A file that is not well-formed gives no units and one fatal finding with its line.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = (error.position or (0, 0)) if data.strip() else (0, 0)
        reason = (error.msg or "empty file").split(", line ")[0] if data.strip() else "the file is empty"
        return Outcome((), (_broken(Span(path, max(line, 0), max(column, 0)), reason),))
    if etree.QName(root).localname != "tmx":
        reason = f"the root element is <{etree.QName(root).localname}>, not <tmx>"
        return Outcome((), (_broken(Span(path, root.sourceline or 1), reason),))
    units, found = [], []
    for tu in root.iter("{*}tu"):
        unit, problem = _read_unit(path, tu)
        if unit:
            units.append(unit)
        if problem:
            found.append(problem)
    return Outcome(tuple(units), tuple(found))


def _broken(span: Span, reason: str) -> Diagnostic:
    hint = "export the memory again as TMX 1.4, or take the file out of the glossary folder"
    return diagnostic("memory-syntax", span, f"not a TMX file: {reason[:1].lower() + reason[1:]}", hint)


def _read_unit(path: str, tu: etree._Element) -> tuple[MemoryUnit | None, Diagnostic | None]:
    texts: dict[str, str] = {}
    for tuv in tu.iterfind("{*}tuv"):
        seg = tuv.find("{*}seg")
        language = _language(tuv.get(_LANG) or tuv.get("lang") or "")
        if language and seg is not None:
            texts.setdefault(language, _seg_text(seg).strip())
    span = Span(path, tu.sourceline or 0, 1)
    missing = [name for name, code in (("Chinese", "zh"), ("English", "en")) if not texts.get(code)]
    if missing:
        hint = 'give each unit a <tuv xml:lang="zh-CN"> and a <tuv xml:lang="en-US"> with text'
        return None, diagnostic("memory-unit", span, f"a unit without {' and '.join(missing)} text is not used", hint)
    return MemoryUnit(texts["zh"], texts["en"], span, _prop(tu, _BEFORE), _prop(tu, _AFTER)), None


def _language(code: str) -> str:
    """ "zh" for every tag of written Chinese (zh-CN, zh_TW, zh-Hans, cmn), "en" for every tag of English."""
    primary = re.split("[-_]", code.strip().lower())[0]
    return {"zh": "zh", "cmn": "zh", "chi": "zh", "zho": "zh", "en": "en", "eng": "en"}.get(primary, "")


def _seg_text(seg: etree._Element) -> str:
    """The text of a segment without its format codes; line breaks of the file's layout are one space."""
    parts = [seg.text or ""]
    for child in seg:
        if isinstance(child.tag, str) and etree.QName(child).localname in _TEXT_INLINE:
            parts.append(_seg_text(child))
        parts.append(child.tail or "")
    return re.sub(r"[ \t]*[\r\n]+[ \t]*", " ", "".join(parts))


def _prop(tu: etree._Element, names: tuple[str, ...]) -> str | None:
    for prop in tu.iterfind(".//{*}prop"):
        if prop.get("type") in names:
            return (prop.text or "").strip()
    return None


_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
  <header creationtool="proceedings" creationtoolversion="1" segtype="sentence" o-tmf="proceedings" adminlang="en"
          srclang="zh-CN" datatype="plaintext"/>
  <body>
"""


def write_tmx(units: Iterable[MemoryUnit]) -> bytes:
    """Write units as TMX 1.4, in the order given: the same units give the same bytes."""
    out = [_HEAD]
    for unit in units:
        out.append("    <tu>\n")
        for name, text in ((_BEFORE[0], unit.before), (_AFTER[0], unit.after)):
            if text is not None:
                out.append(f"      <prop type={quoteattr(name)}>{_xml(text)}</prop>\n")
        for lang, text in (("zh-CN", unit.zh), ("en", unit.en)):
            out.append(f'      <tuv xml:lang="{lang}"><seg>{_xml(text)}</seg></tuv>\n')
        out.append("    </tu>\n")
    out.append("  </body>\n</tmx>\n")
    return "".join(out).encode()


def _xml(text: str) -> str:
    """Escape a text; control characters, which XML 1.0 cannot hold, are left out."""
    return escape(re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text))
