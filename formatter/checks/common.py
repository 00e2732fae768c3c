"""What the checks share: the shape of a check, and walking over a volume's translations."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from formatter.config import Config
from formatter.diagnostics import Diagnostic
from formatter.model import Origin, SegmentKind, Translation, Volume

Check = Callable[[Volume, Config], Iterator[Diagnostic]]


def translated(volume: Volume) -> Iterator[Translation]:
    """Every translation that has English, in reading order, each once (a session heading belongs to all its speeches)."""
    seen: set[str] = set()
    for speech in volume.speeches:
        for t in speech.translations():
            if t.origin is not Origin.UNTRANSLATED and t.segment.id not in seen:
                seen.add(t.segment.id)
                yield t


def sentences(volume: Volume) -> Iterator[Translation]:
    """Translations of running text: no names, speaker lines or titles."""
    return (t for t in translated(volume) if t.segment.kind in (SegmentKind.BODY, SegmentKind.HEADING))


def excerpt(text: str, start: int, end: int, around: int = 18) -> str:
    """A piece of a text with some of its surroundings, for a message."""
    left, right = max(0, start - around), min(len(text), end + around)
    return ("…" if left else "") + text[left:right].strip() + ("…" if right < len(text) else "")
