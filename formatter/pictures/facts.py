"""What is known of a picture file once it has been looked at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facts:
    """``width`` and ``height`` in pixels as seen upright. ``text``: an SVG that has text, not only shapes;
    ``data``: the SVG written again, in UTF-8 and without what only its own program reads; or a smaller copy of a large
    photograph; empty where the file itself will do."""

    width: float
    height: float
    vector: bool = False
    plain: bool = False
    text: bool = False
    data: bytes = b""


class Unfit(Exception):
    """A file that can't be printed; the arguments are a code, the message and the cure."""
