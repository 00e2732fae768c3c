"""The translated volume → BookPlan: front matter, contents, speeches, back matter.

Nothing is invented: what the settings leave empty is left out of the book. The order of the front matter is that of
published proceedings: half-title, title page, imprint, foreword, organisers, contents.
"""

from __future__ import annotations

import datetime

from formatter.config import Config
from formatter.layout.back import colophon, glossary, index, note
from formatter.layout.footnotes import add_footnotes
from formatter.layout.front import contents, cover, half_title, imprint, organisers, title_page, volume_title
from formatter.layout.parts import CHINESE_COMMA, Words, main_language
from formatter.layout.plan import BookPlan, Metadata
from formatter.layout.speeches import forewords, speeches
from formatter.model import Bilingual, Volume


def compose_volume(volume: Volume, config: Config, today: datetime.date) -> BookPlan:
    """Plan the whole book. ``today`` goes into the metadata; the pages don't show it."""
    words = Words(main_language(volume), "en-GB" if config.spelling == "en-GB" else "en")
    title = volume_title(volume, config)
    parts = config.parts
    opening = tuple(forewords(volume, words))
    body, footnotes = add_footnotes((*opening, *speeches(volume)), volume)
    back = (
        glossary(volume, config, words) if parts.glossary else None,
        index(volume, words) if parts.index else None,
        note(volume, words) if parts.note else None,
    )
    sections = [
        cover(title, config, words) if parts.cover else None,
        half_title(title, words) if parts.half_title else None,
        title_page(title, config, words),
        imprint(title, config, words),
        *body[: len(opening)],
        organisers(config, words) if parts.organisers else None,
        contents(volume, [section for section in back if section], words),
        *body[len(opening) :],
        *back,
        colophon(config, words) if parts.colophon else None,
    ]
    return BookPlan(_metadata(title, config, words, today), tuple(s for s in sections if s is not None), footnotes)


def _metadata(title: Bilingual, config: Config, words: Words, today: datetime.date) -> Metadata:
    given = config.volume
    names = [n.zh or n.en for n in given.editors] or [given.publisher.zh or given.publisher.en]
    return Metadata(
        title=" / ".join(filter(None, (title.zh, title.en))),
        subject=given.event.en or given.event.zh,
        author=CHINESE_COMMA.join(n for n in names if n),
        language=words.zh,
        created=today.isoformat(),
    )
