"""WordprocessingML elements, built in one call each: tag, attributes, children.

A tag without a prefix is in the w: namespace; attribute names always carry theirs. Text that XML 1.0 forbids
(control characters) is replaced by U+FFFD, so that no source can make a file that Word refuses.
"""

from __future__ import annotations

import re
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from lxml import etree

Element = Any  # lxml has no public type for its elements

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Replace what XML 1.0 section 2.2 forbids."""
    return _FORBIDDEN.sub("\ufffd", text)


def element(tag: str, *children: Element | None, **attributes: str | int) -> Element:
    """Build ``w:tag`` with ``w:`` attributes; children that are None are left out."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), clean(str(value)))
    for child in children:
        if child is not None:
            made.append(child)
    return made


def flag(tag: str, on: bool = True) -> Element | None:
    """A toggle property, present only when it is on."""
    return element(tag) if on else None


def root(tag: str, *children: Element | None) -> bytes:
    """Serialise ``w:tag`` as the XML of a part, with the namespaces that its content may use."""
    made = OxmlElement(f"w:{tag}", nsdecls={prefix: nsmap[prefix] for prefix in ("w", "r")})
    made.extend(child for child in children if child is not None)
    return etree.tostring(made, xml_declaration=True, encoding="UTF-8", standalone=True)


def text_element(text: str, tag: str = "t") -> Element:
    """``w:t`` (or ``w:instrText``) with its spaces kept."""
    made = element(tag)
    made.text = clean(text)
    if text[:1].isspace() or text[-1:].isspace() or "  " in text:
        made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made
