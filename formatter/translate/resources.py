"""What a translation draws on. Everything may be missing; with nothing at all, every segment stays untranslated."""

from __future__ import annotations

from dataclasses import dataclass

from formatter.glossary.match import Matcher
from formatter.memory.cache import BuildCache
from formatter.memory.store import Memory
from formatter.model import EngineInfo, Term
from formatter.translate.decode import Engine


@dataclass(frozen=True, slots=True)
class Resources:
    """``terms`` are the rows that ``matcher`` was made of."""

    matcher: Matcher | None = None
    terms: tuple[Term, ...] = ()
    memory: Memory | None = None
    cache: BuildCache | None = None
    engine: Engine | None = None

    @property
    def engine_info(self) -> EngineInfo:
        return self.engine.info if self.engine else EngineInfo()
