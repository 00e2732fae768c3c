"""English as the volume writes it: case, punctuation, spelling, inflection, enumeration, required renderings.

Conventions of an English string in this project: titles of works stand in 《…》, which the layout sets in italics without
the marks (``split_italics``); quotation marks are “…” with ‘…’ inside; apostrophes are straight until ``typographic``.
"""

from formatter.language.english.case import headline, lower_start, sentence_start
from formatter.language.english.enumeration import Enumerator, enumeration_series, find_enumerators, with_enumerator
from formatter.language.english.inflect import find_rendering, indefinite_article, inflections, pluralise, possessive
from formatter.language.english.punctuation import join_sentences, split_italics, tidy_english, typographic
from formatter.language.english.spelling import to_spelling

__all__ = [
    "Enumerator",
    "enumeration_series",
    "find_enumerators",
    "find_rendering",
    "headline",
    "indefinite_article",
    "inflections",
    "join_sentences",
    "lower_start",
    "pluralise",
    "possessive",
    "sentence_start",
    "split_italics",
    "tidy_english",
    "to_spelling",
    "typographic",
    "with_enumerator",
]
