"""What a CSV file looks like: its delimiter, whether it has a header, which is the target."""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.dataset_row import Params
from engine.text import QT_TRANSLATE_NOOP, EngineError

DELIMITERS = {"tab": "\t", "semicolon": ";", "comma": ","}
MISSING = frozenset(("", "na", "n/a", "nan", "null", "?"))
MAX_COLUMNS = 10_000
_DECIMAL_COMMA = re.compile(r"\s*[-+]?\d*,\d+(e[-+]?\d+)?\s*", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Layout:
    """How to read the rows; `names` are all columns, `target` the index of one of them."""

    delimiter: str
    has_header: bool
    names: tuple[str, ...]
    target: int


def find_layout(path: Path, lines: Sequence[str], params: Params) -> Layout:
    """Return the layout of the file that begins with `lines`, as far as `params` leave it open.

    Raises
    ------
    EngineError
        If there is no row, only one column, too many, or no such target column.
    """
    chosen = params["delimiter"]
    delimiter = DELIMITERS[chosen] if chosen in DELIMITERS else find_delimiter(lines)
    rows = list(_rows(lines, delimiter))
    first = rows[0] if rows else []
    _check_columns(path, len(first))
    header = params["header"]
    has_header = looks_like_header(rows) if header == "auto" else header == "yes"
    names = tuple(
        (has_header and cell.strip()) or f"column {number}"
        for number, cell in enumerate(first, start=1)
    )
    return Layout(
        delimiter=delimiter,
        has_header=has_header,
        names=names,
        target=_find_target(path, names, params["target"]),
    )


def find_delimiter(lines: Iterable[str]) -> str:
    """Return the first of tab, semicolon, comma that cuts all lines into as many cells.

    In this order, since decimal commas are as regular as delimiters. If none does, the one that
    cuts the first line into most cells.
    """
    lines = list(lines)
    widths: dict[str, int] = {}
    for delimiter in DELIMITERS.values():
        found = [len(row) for row in _rows(lines, delimiter)]
        if found and found[0] > 1 and len(set(found)) == 1:
            return delimiter
        widths[delimiter] = found[0] if found else 0
    return max(reversed(DELIMITERS.values()), key=lambda delimiter: widths[delimiter])


def looks_like_header(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first row names columns: text above a number, or nothing but text."""
    if len(rows) < 2:
        return bool(rows) and not any(_is_number(cell) for cell in rows[0])
    first, second = rows[0], rows[1]
    if any(_is_text(top) and _is_number(below) for top, below in zip(first, second, strict=False)):
        return True
    return all(_is_text(cell) for cell in first)


def _rows(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    """Yield the rows of the first lines; a quote that is still open at the end is left out."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        yield from (row for row in reader if any(cell.strip() for cell in row))
    except csv.Error:
        return


def is_missing(cell: str) -> bool:
    """Tell whether a cell is empty or says that its value is not known."""
    return cell.strip().lower() in MISSING


def has_decimal_comma(cell: str) -> bool:
    """Tell whether a cell is a number as Excel writes it in half of Europe: 1,5 for 1.5."""
    return _DECIMAL_COMMA.fullmatch(cell) is not None


def _is_number(cell: str) -> bool:
    if has_decimal_comma(cell):
        return True  # of no use, but no name of a column either
    try:
        float(cell)
    except ValueError:
        return False
    return not is_missing(cell)


def _is_text(cell: str) -> bool:
    return not is_missing(cell) and not _is_number(cell)


def _check_columns(path: Path, found: int) -> None:
    if found == 0:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine", "{path} has no row that can be read; choose another file in {field}."
            ),
            field="data.params.path",
            path=path,
        )
    if found == 1:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "{path} has only one column; at least one input and the target are needed: check "
                "the file and {field}.",
            ),
            field="data.params.delimiter",
            path=path,
        )
    if found > MAX_COLUMNS:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "{path} has {found} columns, more than the {maximum} that are read; give {field} a "
                "narrower table.",
            ),
            field="data.params.path",
            path=path,
            found=found,
            maximum=MAX_COLUMNS,
        )


def _find_target(path: Path, names: tuple[str, ...], wanted: str | None) -> int:
    """Return the index of the column that `wanted` names or counts from 1; by default the last."""
    wanted = (wanted or "").strip()
    if not wanted:
        return len(names) - 1
    if names.count(wanted) > 1:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "{path} has {count} columns named {wanted}; give the number of the column in "
                "{field}.",
            ),
            field="data.params.target",
            path=path,
            count=names.count(wanted),
            wanted=repr(wanted),
        )
    if wanted in names:
        return names.index(wanted)
    if wanted.isdecimal() and len(wanted) < 10 and 1 <= int(wanted) <= len(names):
        return int(wanted) - 1
    near = difflib.get_close_matches(wanted, names, n=1) or [names[-1]]
    raise EngineError(
        QT_TRANSLATE_NOOP(
            "engine",
            "{path} has no column {wanted}; give {field} a name such as {near}, or a number from 1 "
            "to {count}.",
        ),
        field="data.params.target",
        path=path,
        wanted=repr(wanted),
        near=repr(near[0]),
        count=len(names),
    )
