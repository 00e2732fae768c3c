"""The build cache: what the engine said before, keyed by everything that could change its answer.

A key is the SHA-256 of source, kind, the constraints that matched, engine, rules version, spelling and beam. Editing a
glossary row so changes the keys of exactly the segments in which it matches. The file is one JSON object a line, each
with its own checksum; it is replaced atomically while a build runs, so a killed build keeps what it had translated.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from formatter.diagnostics import Diagnostic, Outcome, diagnostic
from formatter.errors import CannotWrite
from formatter.model import Constraint, Segment, Span
from formatter.world import World

CACHE_PATH = ".cache/translations.jsonl"  # below the output folder
_KEEP_BUILDS = 8  # entries that so many builds in a row didn't use are dropped


@dataclass(frozen=True, slots=True)
class Settings:
    """What besides the source and its constraints decides the engine's answer."""

    engine: str  # SHA-256 of the package
    rules: str
    spelling: str = "en-US"
    beam_size: int = 4


@dataclass(frozen=True, slots=True)
class CacheEntry:
    """One stored answer with what it depended on. ``constraints`` maps what a constraint says to who asked for it."""

    key: str
    kind: str
    zh: str
    en: str
    confidence: float | None
    constraints: Mapping[str, str]
    settings: Settings
    unused: int = 0  # builds since it was last used


@dataclass(frozen=True, slots=True)
class Retranslation:
    """A segment that was translated again, and why: the rows ("glossary/terms.csv:12"), or "engine", "rules" …"""

    segment: Segment
    because: tuple[str, ...]

    def record(self) -> dict[str, object]:
        """The form that report.json lists."""
        return {"segment": self.segment.id, "zh": self.segment.text, "because": list(self.because)}


def describe(constraints: tuple[Constraint, ...]) -> dict[str, str]:
    """What each constraint demands, as text, with the row that demands it.

    The row is left out of the demand itself: moving a row in its file changes nothing.
    """
    return {
        json.dumps(
            [c.kind, c.start, c.end, c.zh, c.en, c.accepted, c.forbidden, c.exact, c.case, c.value], ensure_ascii=False
        ): c.required_by
        for c in constraints
    }


def cache_key(segment: Segment, constraints: tuple[Constraint, ...], settings: Settings) -> str:
    identity = [segment.text, segment.kind, sorted(describe(constraints)), asdict(settings)]
    return hashlib.sha256(json.dumps(identity, ensure_ascii=False).encode()).hexdigest()


class BuildCache:
    """Answers by key, and the last build's dependencies by source, to say why a segment is translated again."""

    def __init__(self, world: World, path: str, entries: tuple[CacheEntry, ...] = ()) -> None:
        self._world, self._path = world, path
        self._old = {e.key: e for e in entries}
        self._used: dict[str, CacheEntry] = {}
        self._by_source: dict[tuple[str, str], list[CacheEntry]] = defaultdict(list)
        for entry in entries:
            self._by_source[entry.kind, entry.zh].append(entry)
        self.retranslated: list[Retranslation] = []
        self._failure = ""  # why it could not be written

    def find(self, key: str) -> CacheEntry | None:
        """The stored answer; it then counts as used by this build."""
        found = self._used.get(key) or self._old.get(key)
        if found:
            self._used[key] = replace(found, unused=0)
        return found

    def put(
        self,
        segment: Segment,
        constraints: tuple[Constraint, ...],
        settings: Settings,
        en: str,
        confidence: float | None,
    ) -> None:
        """Store an answer; if it replaces another one for this source, note why that no longer holds.

        Call it after every segment of the build was looked up, so that it is known which answers still hold.
        """
        entry = CacheEntry(
            cache_key(segment, constraints, settings),
            str(segment.kind), segment.text, en, confidence, describe(constraints), settings,
        )  # fmt: skip
        self._used[entry.key] = entry
        replaced = [e for e in self._by_source[entry.kind, entry.zh] if e.key not in self._used]
        if replaced:
            nearest = min(replaced, key=lambda e: (e.unused, len(e.constraints.keys() ^ entry.constraints.keys())))
            self.retranslated.append(Retranslation(segment, _reasons(nearest, entry)))

    def save(self) -> None:
        """Write the file, atomically. Called after every batch, so that a killed build loses at most one."""
        aged = (replace(e, unused=e.unused + 1) for k, e in self._old.items() if k not in self._used)
        kept = [e for e in aged if e.unused <= _KEEP_BUILDS]
        lines = [_line(e) for e in sorted((*self._used.values(), *kept), key=lambda e: (e.unused, e.key))]
        try:
            self._world.write_bytes(self._path, b"".join(lines))
            self._failure = ""
        except CannotWrite as error:  # the volume can be made without it, in another folder
            self._failure = str(error)

    def unsaved(self) -> tuple[Diagnostic, ...]:
        """Say that the cache could not be written, if that is so."""
        if not self._failure:
            return ()
        hint = "the next build translates everything again; make the output folder writable to avoid that"
        return (diagnostic("cache-unsaved", Span(self._path), f"build cache: {self._failure}", hint),)


def _reasons(old: CacheEntry, new: CacheEntry) -> tuple[str, ...]:
    """Rows whose demands differ (an edited row is in both: named once), then settings that differ."""
    changed = [(d, r) for d, r in new.constraints.items() if d not in old.constraints]
    gone = [(d, r) for d, r in old.constraints.items() if d not in new.constraints]
    replaced = {_where(d) for d, _ in changed}
    rows = [r for _, r in changed] + [f"{r} (removed)" for d, r in gone if _where(d) not in replaced]
    was, now = asdict(old.settings), asdict(new.settings)
    return tuple(dict.fromkeys(rows + [name for name in now if was[name] != now[name]]))


def _where(demand: str) -> tuple[int, int]:
    _, start, end, *_ = json.loads(demand)
    return start, end


def _line(entry: CacheEntry) -> bytes:
    body = json.dumps(asdict(entry), ensure_ascii=False, sort_keys=True)
    return f"{zlib.crc32(body.encode()):08x} {body}\n".encode()


def _parse(line: bytes) -> CacheEntry:
    """Raises ValueError, KeyError or TypeError for anything but a line that ``_line`` wrote."""
    checksum, _, body = line.partition(b" ")
    if int(checksum, 16) != zlib.crc32(body):
        raise ValueError("wrong checksum")
    record = json.loads(body)
    return CacheEntry(**{**record, "settings": Settings(**record["settings"])})


def open_cache(world: World, path: str) -> Outcome[BuildCache]:
    """Read the cache. Lines that are damaged are left out and said; a missing file is an empty cache."""
    try:
        data = world.read_bytes(path)
    except FileNotFoundError:
        return Outcome(BuildCache(world, path))
    except OSError as error:
        return Outcome(BuildCache(world, path), (_corrupt(Span(path), f"cannot be read ({error.strerror})"),))
    entries, damaged = [], []
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line:
            continue
        try:
            entries.append(_parse(line))
        except (ValueError, KeyError, TypeError):
            damaged.append(number)
    if not damaged:
        return Outcome(BuildCache(world, path, tuple(entries)))
    lines = "line is" if len(damaged) == 1 else "lines are"
    said = _corrupt(Span(path, damaged[0]), f"{len(damaged)} {lines} damaged, {len(entries)} kept")
    return Outcome(BuildCache(world, path, tuple(entries)), (said,))


def _corrupt(span: Span, reason: str) -> Diagnostic:
    return diagnostic(
        "cache-corrupt", span, f"build cache: {reason}", "nothing to do: what is missing is translated again"
    )
