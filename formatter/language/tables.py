"""Language facts as tables: the TSV files in ``data/``, read once.

A table's first line names its columns; lines that start with ``#`` say where the facts come from.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """Read ``data/<name>.tsv`` into one dictionary a row; a missing last cell is "".

    Raises FileNotFoundError if there is no such table, ValueError for a row with more cells than columns.
    """
    text = (files(__package__) / "data" / f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    columns = lines[0].split("\t")
    rows = []
    for line in lines[1:]:
        cells = line.split("\t")
        if len(cells) > len(columns):
            raise ValueError(f"{name}.tsv: more cells than columns: {line}")
        rows.append(dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True)))
    return tuple(rows)


@cache
def read_pairs(name: str, key: str = "zh", value: str = "en") -> dict[str, str]:
    """Read two columns of a table as a dictionary; the first row of a key wins."""
    pairs: dict[str, str] = {}
    for row in read_table(name):
        pairs.setdefault(row[key], row[value])
    return pairs


def alternatives(cell: str) -> tuple[str, ...]:
    """The parts of a cell that lists several, separated by `` | ``."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())
