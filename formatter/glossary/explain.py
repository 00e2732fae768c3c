"""What the glossary does with a text, told to an editor: which rows fire, where they stand, why they won."""

from __future__ import annotations

from formatter.glossary.match import Matcher, TermMatch
from formatter.language.script import width
from formatter.model import Term


def explain(matcher: Matcher, text: str, path: str = "", title: str = "") -> str:
    """Describe the rows at work in a text, and those whose Chinese stands there without effect.

    ``path`` and ``title`` are as for ``Matcher.match``: rows with a scope fire only where it fits.
    """
    matches = matcher.match(text, path, title)
    refusals = matcher.refusals(text, path, title)
    out = [text, _underline(text, matches)] if matches else [text]
    for match in matches:
        out += ["", f"{match.zh}  →  {match.term.en}", f"    row:  {_describe(match.term)}"]
        if match.term.accepted:
            out.append(f"    also: {'; '.join(match.term.accepted)}")
        if match.term.forbidden:
            out.append(f"    not:  {'; '.join(match.term.forbidden)}")
        out.append(f"    why:  {match.why or 'no other row matches here'}")
    for refusal in refusals:
        out += ["", f"{text[refusal.start : refusal.end]}  is not used: {refusal.why}"]
        out.append(f"    row:  {_describe(refusal.term)}, {refusal.term.en}")
    if not matches:
        out += ["", "no row fires on this text"]
    return "\n".join(out)


def _describe(term: Term) -> str:
    parts = [str(term.span), "built-in" if term.base else "", str(term.kind), term.status]
    parts.append(f"scope {term.scope}" if term.scope else "")
    return ", ".join(part for part in parts if part)


def _underline(text: str, matches: tuple[TermMatch, ...]) -> str:
    line, at = "", 0
    for match in matches:
        line += " " * width(text[at : match.start]) + "~" * width(match.zh)
        at = match.end
    return line
