"""The translated volume → BookPlan: front matter, contents, speeches, index of speakers, note on the translation.

Nothing is invented: what the settings leave empty is left out of the book.
"""

from __future__ import annotations

import datetime

from formatter.config import Config
from formatter.language.locale import format_list
from formatter.layout.back import index, note
from formatter.layout.footnotes import add_footnotes
from formatter.layout.front import contents, imprint, title_page, volume_title
from formatter.layout.parts import Words, main_language
from formatter.layout.plan import BookPlan, Metadata
from formatter.layout.speeches import speeches
from formatter.model import Bilingual, Volume


def compose_volume(volume: Volume, config: Config, today: datetime.date) -> BookPlan:
    """Plan the whole book. ``today`` goes into the metadata; the pages don't show it."""
    words = Words(main_language(volume), "en-GB" if config.spelling == "en-GB" else "en")
    title = volume_title(volume, config)
    body, footnotes = add_footnotes(speeches(volume), volume)
    sections = [
        title_page(title, config, words),
        imprint(title, config, words),
        contents(volume, words),
        *body,
        index(volume, words),
        note(volume, words),
    ]
    return BookPlan(_metadata(title, config, words, today), tuple(s for s in sections if s is not None), footnotes)


def _metadata(title: Bilingual, config: Config, words: Words, today: datetime.date) -> Metadata:
    given = config.volume
    names = [n.zh or n.en for n in given.editors] or [given.publisher.zh or given.publisher.en]
    return Metadata(
        title=" / ".join(filter(None, (title.zh, title.en))),
        subject=given.event.en or given.event.zh,
        author=format_list(words.zh, [n for n in names if n]),
        language=words.zh,
        created=today.isoformat(),
    )
