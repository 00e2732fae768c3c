"""TermBase eXchange (ISO 30042) → Terms: both the 2008 form (martif, termEntry) and the 2019 one (tbx, conceptEntry).

Each Chinese term of a concept becomes a row with the concept's English: the preferred term is the rendering, admitted
ones are accepted, deprecated and superseded ones forbidden. What TBX has no category for travels in ``admin`` elements
whose type starts with ``x-proceedings-``.
"""

from __future__ import annotations

from lxml import etree

from formatter.diagnostics import Diagnostic, Outcome, diagnostic
from formatter.glossary import columns
from formatter.language.script import remove_invisible
from formatter.model import CaseRule, Span, Term, TermKind

X = "x-proceedings-"

# Values of administrativeStatus and normativeAuthorization.
_FORBIDDEN = ("deprecated", "superseded", "obsolete", "notRecommended")
_PREFERRED = ("preferred", "standardized", "regulated", "legal")
_ACRONYMS = ("acronym", "abbreviation", "initialism")

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_tbx(path: str, data: bytes) -> Outcome[tuple[Term, ...]]:
    """Read the Chinese–English concepts of a TBX file; other languages are passed over."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position or (0, 0)
        reason = (error.msg or "the file is empty").split(", line ")[0]
        return Outcome((), (_unreadable(Span(path, max(line, 0), max(column, 0)), reason),))
    if _name(root) not in ("martif", "tbx"):
        message = f"the root element is <{_name(root)}>, not <tbx> or <martif>"
        return Outcome((), (_unreadable(Span(path, root.sourceline or 1), message),))
    reader = _Reader(path, data, root.getroottree().docinfo.encoding or "utf-8")
    terms = [term for entry in root.iter("{*}termEntry", "{*}conceptEntry") for term in reader.read_concept(entry)]
    return Outcome(tuple(terms), tuple(reader.found))


def _unreadable(span: Span, message: str) -> Diagnostic:
    return diagnostic("glossary-unreadable", span, message, "export the file again from the terminology program")


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _text(element: etree._Element) -> str:
    return " ".join(remove_invisible("".join(element.itertext())).split())


class _Reader:
    """Reads concepts; knows the file's lines, to find columns."""

    def __init__(self, path: str, data: bytes, encoding: str) -> None:
        self.path = path
        self.lines = data.decode(encoding, "replace").splitlines()
        self.found: list[Diagnostic] = []

    def read_concept(self, entry: etree._Element) -> list[Term]:
        chinese = self._groups(entry, "zh")
        english = self._groups(entry, "en")
        used = [g for g in english if not _status(g, _FORBIDDEN)]
        best = next((g for g in used if _status(g, _PREFERRED)), used[0] if used else None)
        shared = _notes(entry)
        return [self._read_term(group, best, english, {**shared, **_notes(group)}) for group in chinese]

    def _groups(self, entry: etree._Element, language: str) -> list[etree._Element]:
        """Give the elements that hold one term each, with what is said about it."""
        sets = [
            s
            for s in entry.iter("{*}langSet", "{*}langSec")
            if (s.get(_LANG) or s.get("lang") or "")[:2].lower() == language
        ]
        return [group for s in sets for group in s.iter("{*}tig", "{*}ntig", "{*}termSec") if _term(group) is not None]

    def _read_term(
        self,
        zh: etree._Element,
        best: etree._Element | None,
        english: list[etree._Element],
        notes: dict[str, str],
    ) -> Term:
        others = [g for g in english if g is not best]
        words = {g: _text(_term(g)) for g in english}
        return Term(
            zh=_text(_term(zh)),
            en=words[best] if best is not None else "",
            span=self._span(_term(zh)),
            kind=self._value(zh, notes, "kind", columns.KINDS, _kind(best, TermKind.TERM)),
            accepted=tuple(words[g] for g in others if not _status(g, _FORBIDDEN)),
            forbidden=tuple(words[g] for g in others if _status(g, _FORBIDDEN)),
            case=self._value(zh, notes, "case", columns.CASES, CaseRule.SENTENCE),
            exact=self._value(zh, notes, "exact", columns.FLAGS, False),
            first_use=notes.get("first_use", ""),
            first_use_per=self._value(zh, notes, "first_use_per", columns.FIRST_USE_PER, "volume"),
            scope=notes.get("scope", ""),
            status=self._value(zh, notes, "status", columns.STATUSES, ""),
            note=notes.get("note", ""),
            readers_note=notes.get("readers_note", ""),
            en_span=self._span(_term(best)) if best is not None else None,
        )

    def _value(self, zh: etree._Element, notes: dict[str, str], name: str, table: dict, default: object) -> object:
        text = notes.get(name, "")
        value = columns.find_value(table, text) if text else default
        if value is None:
            near = columns.nearest(table, text)
            hint = f"did you mean {near}?" if near else f"known are {', '.join(names[0] for names in table.values())}"
            message = f"the {columns.COLUMNS[name][0]} {text} is not known"
            self.found.append(diagnostic("glossary-value", self._span(_term(zh)), message, hint))
            return default
        return value

    def _span(self, term: etree._Element) -> Span:
        line = term.sourceline or 0
        text = (term.text or "").strip()
        column = self.lines[line - 1].find(text) + 1 if text and 0 < line <= len(self.lines) else 0
        return Span(self.path, line, column, len(text) if column else 0)


def _term(group: etree._Element) -> etree._Element | None:
    return next(group.iter("{*}term"), None)


def _status(group: etree._Element, prefixes: tuple[str, ...]) -> bool:
    notes = (
        n for n in group.iter("{*}termNote") if n.get("type") in ("administrativeStatus", "normativeAuthorization")
    )
    return any(_text(note).startswith(prefixes) for note in notes)


def _kind(group: etree._Element | None, default: TermKind) -> TermKind:
    notes = group.iter("{*}termNote") if group is not None else ()
    acronym = any(n.get("type") == "termType" and _text(n) in _ACRONYMS for n in notes)
    return TermKind.ACRONYM if acronym else default


def _notes(element: etree._Element) -> dict[str, str]:
    """Read the notes that stand directly in a concept or a term's group, with line breaks kept."""
    found: dict[str, str] = {}
    for child in element:
        kind = child.get("type") or ""
        text = "\n".join(" ".join(line.split()) for line in "".join(child.itertext()).strip().splitlines())
        if kind.startswith(X):
            found[kind.removeprefix(X).replace("-", "_")] = text
        elif _name(child) == "note" and not kind:
            found["note"] = text
    return found
