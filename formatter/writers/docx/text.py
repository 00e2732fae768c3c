"""Runs and paragraphs: what a plan's Run and Line become in Word.

Faces and sizes live in styles alone, so that an editor restyles the volume by changing a style. A run itself
carries what no style can know: its language, and w:hint, which tells Word to take the shared punctuation
(“ ” ‘ ’ — …) of a Chinese run from the Chinese face (ECMA-376 part 1, 17.3.2.26).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from formatter.writers.docx.xml import Element, element, flag, text_element

_SPECIAL = re.compile("([\n\t])")
_HAN_LANGUAGES = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "zh-Hant-HK": "zh-HK"}


@dataclass(frozen=True, slots=True)
class Languages:
    """The volume's languages as Word names them: Latin (en-US or en-GB) and East Asian (zh-CN …)."""

    latin: str = "en-US"
    han: str = "zh-CN"

    @classmethod
    def of_volume(cls, main: str, spelling: str) -> Languages:
        return cls(spelling, _HAN_LANGUAGES.get(main, "zh-CN"))

    def of(self, lang: str) -> Element:
        """``w:lang`` for text in ``lang`` (BCP 47): both attributes, since either script may turn up in it."""
        han = _HAN_LANGUAGES.get(lang, self.han)
        return element("lang", val=self.latin, eastAsia=han)


def is_chinese(lang: str) -> bool:
    return lang.startswith("zh")


def properties(lang: str, languages: Languages, style: str = "", italic: bool = False) -> Element:
    """``w:rPr`` in the order that the schema asks for."""
    return element(
        "rPr",
        element("rStyle", val=style) if style else None,
        element("rFonts", hint="eastAsia") if is_chinese(lang) else None,
        flag("i", italic),
        languages.of(lang),
    )


def run(text: str, lang: str, languages: Languages, style: str = "", italic: bool = False) -> Element:
    """``w:r``; line breaks and tabs in the text become Word's own."""
    made = element("r", properties(lang, languages, style, italic))
    for piece in _SPECIAL.split(text):
        if piece == "\n":
            made.append(element("br"))
        elif piece == "\t":
            made.append(element("tab"))
        elif piece:
            made.append(text_element(piece))
    return made


def paragraph(
    style: str,
    *content: Element | None,
    keep_with_next: bool = False,
    page_break: bool = False,
    own: Iterable[Element] = (),
) -> Element:
    """``w:p`` in a style. ``page_break`` starts it on a new page; ``own`` are further properties of this one
    paragraph, in the schema's order."""
    return element(
        "p",
        element(
            "pPr",
            element("pStyle", val=style),
            flag("keepNext", keep_with_next),
            flag("pageBreakBefore", page_break),
            *own,
        ),
        *content,
    )
