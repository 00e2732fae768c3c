"""Chinese words that no match may cut: 中国 is not in 发展中国家, nor 人民 in 人民币, nor 武汉市 in 武汉市委.

They carry no English; data/words.txt lists them.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def load_words() -> tuple[str, ...]:
    """Read the built-in list: one word or more a line, separated by spaces; ``#`` starts a comment."""
    text = (files("formatter.glossary") / "data" / "words.txt").read_text("utf-8")
    return tuple(word for line in text.splitlines() for word in line.split("#")[0].split())
