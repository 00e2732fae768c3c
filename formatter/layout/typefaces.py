"""The names of the typefaces in fonts/, for the colophon."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from fontTools.ttLib import TTFont

from formatter.resources import resource_path

_WEIGHT = re.compile(r" (?:Extra|Semi|Demi)?(?:Bold|Light)$| (?:Medium|Black|Regular)$", re.IGNORECASE)


@cache
def family(role: str) -> str:
    """The family name, weights aside, of the face that fonts/manifest.toml gives a role. Raises KeyError for another."""
    manifest = tomllib.loads(resource_path("fonts/manifest.toml").read_text(encoding="utf-8"))
    with TTFont(resource_path("fonts") / manifest[role]["file"], lazy=True) as font:
        return _WEIGHT.sub("", str(font["name"].getBestFamilyName()))
