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

_EXPORT = "export the file again from the terminology program"
_CUT_OFF = ("the file ends before it is complete", f"it was cut off, in a download perhaps; {_EXPORT}")
_NO_XML = ("the file is empty, or holds no XML", f"{_EXPORT}, or save the table as .csv")
_TAGS = ("a tag is closed that is not the one that was opened last", f"close the tags in order; or {_EXPORT}")
_AMPERSAND = ("this & stands for nothing that is defined", "write &amp; for the character &")
_ENCODING = ("this byte is not in the encoding that the file names", "save the file as UTF-8")
# What the XML library's error codes mean to somebody who has never seen XML, and what to do.
_FAULTS: dict[int, tuple[str, str]] = {
    etree.ErrorTypes.ERR_DOCUMENT_EMPTY: _NO_XML,
    etree.ErrorTypes.ERR_DOCUMENT_END: ("something stands after the end of the document", f"delete it, or {_EXPORT}"),
    etree.ErrorTypes.ERR_TAG_NOT_FINISHED: _CUT_OFF,
    etree.ErrorTypes.ERR_GT_REQUIRED: _CUT_OFF,
    etree.ErrorTypes.ERR_LTSLASH_REQUIRED: _CUT_OFF,
    etree.ErrorTypes.ERR_TAG_NAME_MISMATCH: _TAGS,
    etree.ErrorTypes.ERR_UNDECLARED_ENTITY: _AMPERSAND,
    etree.ErrorTypes.ERR_NAME_REQUIRED: _AMPERSAND,
    etree.ErrorTypes.ERR_ENTITYREF_SEMICOL_MISSING: _AMPERSAND,
    etree.ErrorTypes.ERR_ATTRIBUTE_NOT_STARTED: (
        "the value of an attribute is not in quotation marks",
        f"put straight quotation marks around it; or {_EXPORT}",
    ),
    etree.ErrorTypes.ERR_INVALID_CHAR: ("this character may not stand in XML", "delete it: it can't be seen"),
    etree.ErrorTypes.ERR_INVALID_ENCODING: _ENCODING,
    etree.ErrorTypes.ERR_UNSUPPORTED_ENCODING: (
        "the encoding that the first line names is not known",
        'save the file as UTF-8 and write encoding="UTF-8"',
    ),
}

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_tbx(path: str, data: bytes) -> Outcome[tuple[Term, ...]]:
    """Read the Chinese–English concepts of a TBX file; other languages are passed over."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position or (0, 0)
        message, hint = _FAULTS.get(error.code, ("this is not well-formed XML", _EXPORT))
        return Outcome((), (_unreadable(Span(path, max(line, 1), max(column, 1)), message, hint),))
    if _name(root) not in ("martif", "tbx"):
        message = f"the root element is <{_name(root)}>, not <tbx> or <martif>"
        return Outcome((), (_unreadable(Span(path, root.sourceline or 1, 1), message, _EXPORT),))
    reader = _Reader(path, data, root.getroottree().docinfo.encoding or "utf-8")
    terms = [term for entry in root.iter("{*}termEntry", "{*}conceptEntry") for term in reader.read_concept(entry)]
    return Outcome(tuple(terms), tuple(reader.found))


def _unreadable(span: Span, message: str, hint: str) -> Diagnostic:
    return diagnostic("glossary-unreadable", span, message, hint)


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
