"""Translation engines. An engine is one file here and one entry in ENGINES, by the format of its packages."""

from __future__ import annotations

from collections.abc import Callable

from formatter.engines.archive import Package
from formatter.engines.argos import ArgosEngine, Hypothesis, TranslatedText

Engine = ArgosEngine

ENGINES: dict[str, Callable[[Package], Engine]] = {
    "argos": ArgosEngine,
}

__all__ = ["ENGINES", "Engine", "Hypothesis", "TranslatedText"]
