"""How long work tells how far it is: a bar on a terminal, silence elsewhere."""

from __future__ import annotations

import sys
from typing import Protocol, TextIO


class Progress(Protocol):
    def start(self, label: str, total: int) -> None:
        """Begin a piece of work of ``total`` steps (0: unknown)."""
        ...

    def advance(self, steps: int = 1) -> None: ...

    def finish(self) -> None: ...


class SilentProgress:
    def start(self, label: str, total: int) -> None: ...

    def advance(self, steps: int = 1) -> None: ...

    def finish(self) -> None: ...


class TerminalProgress:
    """One line that is redrawn in place and cleared at the end."""

    width = 28

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self.label, self.total, self.done, self.shown = "", 0, 0, -1

    def start(self, label: str, total: int) -> None:
        self.label, self.total, self.done, self.shown = label, total, 0, -1
        self._draw()

    def advance(self, steps: int = 1) -> None:
        self.done += steps
        self._draw()

    def finish(self) -> None:
        self.stream.write("\r\x1b[K")
        self.stream.flush()

    def _draw(self) -> None:
        share = min(1.0, self.done / self.total) if self.total else 0.0
        percent = int(share * 100)
        if percent == self.shown:
            return
        self.shown = percent
        filled = int(share * self.width)
        bar = "━" * filled + "─" * (self.width - filled)
        self.stream.write(f"\r\x1b[K{self.label:<14} {bar} {percent:3d} %")
        self.stream.flush()


def progress_for(stream: TextIO) -> Progress:
    """A bar if the stream is a terminal, silence otherwise."""
    return TerminalProgress(stream) if stream.isatty() else SilentProgress()
