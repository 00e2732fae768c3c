"""The volume's own words (Contents, Speakers, counts, dates) in its languages: Babel catalogs and CLDR formats.

The English is the message itself; ``zh_Hans.po``, ``zh_Hant.po`` and ``en_GB.po`` beside this file translate it.
Languages are BCP 47 tags: zh-Hans, zh-Hant, en, en-US, en-GB.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from babel import Locale
from babel.dates import format_date as _format_date
from babel.dates import format_interval, format_skeleton, parse_pattern
from babel.lists import format_list as _format_list
from babel.messages import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

_LOCALES = {"zh-Hans": "zh_Hans_CN", "zh-Hant": "zh_Hant_TW", "en": "en_US", "en-US": "en_US", "en-GB": "en_GB"}
_CATALOGS = {"zh-Hans": "zh_Hans", "zh-Hant": "zh_Hant", "en-GB": "en_GB"}


@cache
def _catalog(lang: str) -> Catalog | None:
    name = _CATALOGS.get(lang)
    if name is None:
        return None
    return read_po(io.BytesIO(files(__name__).joinpath(f"{name}.po").read_bytes()), locale=name)


def translate(lang: str, message: str, **values: object) -> str:
    """Give a message of the volume in a language; ``values`` fill its ``{name}`` fields.

    A message that the catalog lacks stays English: a test holds the catalogs complete.
    """
    catalog = _catalog(lang)
    entry = catalog.get(message) if catalog else None
    text = entry.string if entry is not None and entry.string else message
    return str(text).format(**values) if values else str(text)


def translate_count(lang: str, singular: str, plural: str, count: int, **values: object) -> str:
    """Give a message that depends on a number; its ``{n}`` is the number in the language's own form."""
    catalog = _catalog(lang)
    entry = catalog.get(singular) if catalog else None
    forms = entry.string if entry is not None else ""
    if any(forms):
        forms = forms if isinstance(forms, tuple) else (forms,)
        chosen = forms[min(int(count != 1), len(forms) - 1)]
    else:
        chosen = singular if count == 1 else plural
    return chosen.format(n=format_number(lang, count), **values)


def format_number(lang: str, number: int) -> str:
    return format_decimal(number, locale=_LOCALES[lang])


def format_list(lang: str, items: Iterable[str]) -> str:
    """Join as the language does: A、B和C; A, B, and C."""
    return _format_list(list(items), locale=_LOCALES[lang])


def format_date(lang: str, date: datetime.date) -> str:
    return _format_date(date, "long", locale=_LOCALES[lang])


def format_issue(lang: str, iso: str) -> str:
    """Give when a book came out, as closely as it is known: 2024, 2024-03 or 2024-03-15."""
    year, *rest = (int(part) for part in iso.split("-"))
    if len(rest) == 2:
        return format_date(lang, datetime.date(year, *rest))
    return format_skeleton("yMMMM" if rest else "y", datetime.date(year, *(rest or [1]), 1), locale=_LOCALES[lang])


def format_dates(lang: str, start: datetime.date, end: datetime.date | None = None) -> str:
    """Give a day or a span of days, with months written out: October 27–29, 2023; 2023年10月27日至29日."""
    if end is None or end <= start:
        return format_date(lang, start)
    locale = Locale.parse(_LOCALES[lang])
    if not lang.startswith("en"):
        return format_interval(start, end, "yMMMd", locale=locale)
    # CLDR has English intervals with short months only; its thin spaces round the dash are not house style.
    field = "y" if start.year != end.year else "M" if start.month != end.month else "d"
    first, second = locale.interval_formats["yMMMd"][field]
    parts = (parse_pattern(p.replace("MMM", "MMMM")).apply(d, locale) for p, d in ((first, start), (second, end)))
    return "".join(parts).replace("\u2009", "")
