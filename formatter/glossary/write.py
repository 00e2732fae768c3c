"""Terms → glossary files that their readers read back unchanged."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from xml.sax.saxutils import escape

from formatter.glossary.columns import CASES, COLUMNS, FIRST_USE_PER, FLAGS, IGNORED, KINDS, STATUSES, join_list
from formatter.glossary.tbx import X
from formatter.model import CaseRule, Term, TermKind


def _cells(term: Term) -> dict[str, str]:
    """A row's cells by column; defaults are left empty."""
    return {
        "zh": term.zh,
        "en": term.en,
        "accepted": join_list(term.accepted),
        "forbidden": join_list(term.forbidden),
        "kind": "" if term.kind is TermKind.TERM else KINDS[term.kind][0],
        "case": "" if term.case is CaseRule.SENTENCE else CASES[term.case][0],
        "exact": FLAGS[True][0] if term.exact else "",
        "first_use": term.first_use,
        "first_use_per": "" if term.first_use_per == "volume" else FIRST_USE_PER[term.first_use_per][0],
        "scope": term.scope,
        "status": STATUSES.get(term.status, (term.status,))[0],
        "note": term.note,
        "readers_note": term.readers_note,
    }


def _table(terms: Iterable[Term]) -> list[list[str]]:
    return [
        [names[0] for column, names in COLUMNS.items() if column != IGNORED],
        *([*_cells(term).values()] for term in terms),
    ]


def _delimited(terms: Iterable[Term], delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(_table(terms))
    return out.getvalue()


def write_glossary_csv(terms: Iterable[Term]) -> bytes:
    """Write comma-separated UTF-8 with the byte order mark by which Excel knows it."""
    return _delimited(terms, ",").encode("utf-8-sig")


def write_glossary_tsv(terms: Iterable[Term]) -> bytes:
    """Write what Excel calls Unicode text: tabs, UTF-16 with its mark."""
    return _delimited(terms, "\t").encode("utf-16")


def write_glossary_xlsx(terms: Iterable[Term]) -> bytes:
    """Write a workbook with one sheet; every cell is text, so that nothing turns into a date or a formula."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "glossary"
    for line, row in enumerate(_table(terms), 1):
        for column, text in enumerate(row, 1):
            if text:
                cell = sheet.cell(line, column)
                cell.value, cell.data_type, cell.number_format = text, "s", "@"
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def write_glossary_tbx(terms: Iterable[Term]) -> bytes:
    """Write TBX-Basic (ISO 30042:2019, DCA style), one concept a row."""
    concepts = "".join(_concept(number, term) for number, term in enumerate(terms, 1))
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<tbx type="TBX-Basic" style="dca" xml:lang="zh" xmlns="urn:iso:std:iso:30042:ed-2">\n'
        "<tbxHeader><fileDesc><sourceDesc><p>proceedings glossary</p></sourceDesc></fileDesc></tbxHeader>\n"
        f"<text><body>\n{concepts}</body></text>\n</tbx>\n"
    )
    return text.encode()


def _concept(number: int, term: Term) -> str:
    cells = _cells(term)
    plain = [name for name in cells if name not in ("zh", "en", "accepted", "forbidden", "note")]
    notes = [
        f'<admin type="{X}{name.replace("_", "-")}">{escape(cells[name])}</admin>\n' for name in plain if cells[name]
    ]
    if term.note:
        notes.append(f"<note>{escape(term.note)}</note>\n")
    english = [(term.en, "preferredTerm-admn-sts")]
    english += [(en, "admittedTerm-admn-sts") for en in term.accepted]
    english += [(en, "deprecatedTerm-admn-sts") for en in term.forbidden]
    sections = "".join(
        f'<termSec><term>{escape(en)}</term><termNote type="administrativeStatus">{status}</termNote></termSec>\n'
        for en, status in english
        if en
    )
    return (
        f'<conceptEntry id="c{number}">\n{"".join(notes)}'
        f'<langSec xml:lang="zh"><termSec><term>{escape(term.zh)}</term></termSec></langSec>\n'
        f'<langSec xml:lang="en">\n{sections}</langSec>\n</conceptEntry>\n'
    )


GLOSSARY_WRITERS: dict[str, Callable[[Iterable[Term]], bytes]] = {
    ".csv": write_glossary_csv,
    ".tsv": write_glossary_tsv,
    ".xlsx": write_glossary_xlsx,
    ".tbx": write_glossary_tbx,
}
