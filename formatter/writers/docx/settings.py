"""word/settings.xml: how Word treats the whole document."""

from __future__ import annotations

from formatter.writers.docx.notes import restart
from formatter.writers.docx.text import Languages
from formatter.writers.docx.xml import Element, element, flag, root


def settings_part(languages: Languages, update_fields: bool, footnotes: bool, by_page: bool = False) -> bytes:
    """Build the part, its elements in the schema's order.

    ``update_fields``: Word works out page numbers when it opens the file (and asks first); only wanted where none
    could be filled in. Hyphenation is on for English; headings turn it off in their styles. Punctuation may be
    compressed, as W3C CLREQ 3.1.6 has it. The faces stay in the file when Word saves it, cut down as they were.
    """
    return root(
        "settings",
        element("zoom", percent=100),
        element("embedTrueTypeFonts"),
        element("saveSubsetFonts"),
        element("mirrorMargins"),
        element("defaultTabStop", val=420),
        element("autoHyphenation"),
        element("consecutiveHyphenLimit", val=3),
        element("hyphenationZone", val=284),
        element("doNotHyphenateCaps"),
        element("evenAndOddHeaders"),
        element("characterSpacingControl", val="compressPunctuation"),
        flag("updateFields", update_fields),
        _footnotes(by_page) if footnotes else None,
        element(
            "compat",
            *(_compatibility(name) for name in _MODERN),
        ),
        element("themeFontLang", val=languages.latin, eastAsia=languages.han),
        element("decimalSymbol", val="."),
        element("listSeparator", val=","),
    )


def _footnotes(by_page: bool) -> Element:
    """How they are numbered, and their separators."""
    return element("footnotePr", restart() if by_page else None, element("footnote", id=-1), element("footnote", id=0))


# [MS-DOCX] 2.5.1: Word 2013 and later layout, without the compatibility mode's banner.
_MODERN = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
}


def _compatibility(name: str) -> Element:
    return element("compatSetting", name=name, uri="http://schemas.microsoft.com/office/word", val=_MODERN[name])
