"""A title's parts: what stands between its gaps."""

from __future__ import annotations

import re

from formatter.language.script import HAN_CLASS, count_han

# Wide: two spaces or more, an ideographic or no-break space, a tab. A single space parts only Chinese from Chinese.
_WIDE = r"\s{2,}|[\u3000\u00a0\t]"
_EDGE = rf"[{HAN_CLASS}“”‘’「」『』《》（）！？，、：—…]"
_GAP = re.compile(rf"{_WIDE}|(?<={_EDGE})\s(?={_EDGE})")


_ORNAMENT = re.compile(r"^[■□◆◇●○◎★☆▲△▶►▍▌▎▪※❖]+\s*(?=\S)")
_FRAME = re.compile(r"【([^【】]+)】|《([^《》]+)》")


def _unframe(text: str) -> str:
    """Take off the ornaments that set a title off on its page: ■ before it, 【】 or 《》 around all of it."""
    text = _ORNAMENT.sub("", text.strip())
    frame = _FRAME.fullmatch(text)
    return (frame[1] or frame[2]).strip() if frame else text


def split_title(text: str) -> tuple[str, ...]:
    """Split a title line at its gaps into at most three parts.

    Letter-spaced titles (致　辞) are joined again; parts of one hanzi or more than three are no phrases, and the
    line stays whole with its gaps set to one space.
    """
    text = _unframe(text)
    parts = [part.strip() for part in _GAP.split(text) if part.strip()]
    if len(parts) < 2:
        return (" ".join(text.split()),) if text else ()
    if all(len(part) == 1 for part in parts):
        return ("".join(parts),)
    if len(parts) > 3 or any(count_han(part) < 2 and len(part) < 3 for part in parts):
        return (" ".join(parts),)
    return tuple(parts)
