"""The rows of a CSV file as numbers, in bounded memory; every bad cell is named by row and column.

A row's number is its line in the file, the header counted. Format: RFC 4180, with semicolons or
tabs as delimiters, too.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import numpy as np
from numpy.typing import NDArray

from engine.data_files.csv_layout import Layout, find_layout, has_decimal_comma, is_missing
from engine.data_files.opening import GZIP_MAGIC, cannot_read, checked_size, read_start
from engine.dataset_row import MAX_VALUES, Params
from engine.text import QT_TRANSLATE_NOOP, EngineError

if TYPE_CHECKING:
    from _csv import Reader as CsvReader

FIELD = "data.params.path"
MAX_ROWS = 10_000_000
MAX_LINE = 2**20  # characters
LARGEST = float(np.finfo(np.float32).max)
_LINES_TO_SNIFF = 100
_CELLS_AT_ONCE = 200_000


@dataclass(frozen=True, kw_only=True)
class CsvTable:
    """Inputs as float32 (n, d), the target column as stripped text, and each row's number."""

    path: Path
    feature_names: tuple[str, ...]
    features: NDArray[np.float32]
    target_name: str
    target: list[str]
    rows: list[int]


def read_table(path: Path, params: Params) -> CsvTable:
    """Read a whole CSV file; `params` are those of the row `csv`.

    Raises
    ------
    EngineError
        One sentence, naming the file, and row and column where one is at fault.
    """
    with _opened(path) as file:
        layout = _layout(file, path, params)
        file.seek(0)
        return _Reading(path, layout).read(file)


def read_layout(path: Path, params: Params) -> Layout:
    """Return how `read_table` reads the file, from its first lines; raises `EngineError`."""
    with _opened(path) as file:
        return _layout(file, path, params)


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    checked_size(path, FIELD)
    _check_is_text(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield file
    except UnicodeDecodeError as error:
        raise _not_utf8(path) from error
    except OSError as error:
        raise cannot_read(path, FIELD, error) from error


def _layout(file: TextIO, path: Path, params: Params) -> Layout:
    return find_layout(path, list(islice(_lines(file, path), _LINES_TO_SNIFF)), params)


def cell_error(template: str, path: Path, row: int, column: str, value: str) -> EngineError:
    """Return the refusal of one cell; `template` has path, row, column, perhaps value and task."""
    shown = value if len(value) <= 40 else f"{value[:39]}…"
    return EngineError(
        template, field=FIELD, path=path, row=row, column=repr(column), value=repr(shown),
        task="data.params.task",
    )  # fmt: skip


def check_number(cell: str, path: Path, row: int, column: str) -> None:
    """Raise `EngineError` if the text in a cell is not a finite number that float32 can hold."""
    if is_missing(cell):
        told = QT_TRANSLATE_NOOP(
            "engine",
            "{path}, row {row}, column {column}: the value is missing; fill it in or remove the "
            "row.",
        )
        raise cell_error(told, path, row, column, cell)
    if has_decimal_comma(cell):
        told = QT_TRANSLATE_NOOP(
            "engine",
            "{path}, row {row}, column {column}: {value} has a decimal comma; save the table with "
            "decimal points.",
        )
        raise cell_error(told, path, row, column, cell)
    try:
        number = math.nan if "_" in cell else float(cell)
    except ValueError:
        told = QT_TRANSLATE_NOOP(
            "engine",
            "{path}, row {row}, column {column}: {value} is text, where a number is needed; "
            "replace the texts of that column by numbers or remove it.",
        )
        raise cell_error(told, path, row, column, cell) from None
    if not abs(number) <= LARGEST:
        told = QT_TRANSLATE_NOOP(
            "engine",
            "{path}, row {row}, column {column}: {value} is not a finite number up to 3.4e38; "
            "correct it or remove the row.",
        )
        raise cell_error(told, path, row, column, cell)


class _Reading:
    """One pass through a file."""

    def __init__(self, path: Path, layout: Layout) -> None:
        self._path = path
        self._layout = layout
        target = layout.target
        self._feature_names = layout.names[:target] + layout.names[target + 1 :]
        self._rows: list[int] = []
        self._target: list[str] = []

    def read(self, file: TextIO) -> CsvTable:
        reader = csv.reader(_lines(file, self._path), delimiter=self._layout.delimiter, strict=True)
        blocks = []
        try:
            for cells, numbers in self._blocks(reader):
                blocks.append(self._as_numbers(cells, numbers))
        except csv.Error as error:
            raise EngineError(
                QT_TRANSLATE_NOOP(
                    "engine",
                    "{path}, row {row}: a quotation mark is not closed or stands inside a value, "
                    "or a value is too long; correct that row.",
                ),
                field=FIELD,
                path=self._path,
                row=reader.line_num,
            ) from error
        if len(self._rows) < 2:
            raise EngineError(
                QT_TRANSLATE_NOOP(
                    "engine",
                    "{path} has {found} rows of data; at least 2 are needed: check {field} and "
                    "{header}.",
                ),
                field=FIELD,
                header="data.params.header",
                path=self._path,
                found=len(self._rows),
            )
        return CsvTable(
            path=self._path,
            feature_names=self._feature_names,
            features=np.concatenate(blocks),
            target_name=self._layout.names[self._layout.target],
            target=self._target,
            rows=self._rows,
        )

    def _blocks(self, reader: CsvReader) -> Iterator[tuple[list[list[str]], list[int]]]:
        """Yield rows of data with their numbers, some at a time, without header and empty lines."""
        at_once = max(_CELLS_AT_ONCE // len(self._layout.names), 1)
        header = self._layout.has_header
        cells: list[list[str]] = []
        numbers: list[int] = []
        for row in reader:
            if len(row) <= 1 and not "".join(row).strip():
                continue
            if header:
                header = False
                continue
            cells.append(row)
            numbers.append(reader.line_num)
            if len(cells) == at_once:
                yield cells, numbers
                cells, numbers = [], []
        if cells:
            yield cells, numbers

    def _as_numbers(self, cells: list[list[str]], numbers: list[int]) -> NDArray[np.float32]:
        """Take the target out of the rows and return the rest as float32 (rows, features)."""
        width, target = len(self._layout.names), self._layout.target
        for row, number in zip(cells, numbers, strict=True):
            if len(row) != width:
                self._refuse_ragged(number, len(row))
        self._target += [row.pop(target).strip() for row in cells]
        self._rows += numbers
        self._check_total(width - 1)
        flat = list(chain.from_iterable(cells))
        try:
            values = np.fromiter(map(float, flat), dtype=np.float64, count=len(flat))
        except ValueError:
            values = None
        # Python's float() takes 1_000 for a number, no table does.
        if values is None or not (np.abs(values) <= LARGEST).all() or "_" in "".join(flat):
            self._refuse_first_bad(cells, numbers)
            raise AssertionError("a block was refused, but each of its cells is a number")
        return values.astype(np.float32).reshape(len(cells), width - 1)

    def _refuse_first_bad(self, cells: list[list[str]], numbers: list[int]) -> None:
        for row, number in zip(cells, numbers, strict=True):
            for cell, name in zip(row, self._feature_names, strict=True):
                check_number(cell, self._path, number, name)

    def _refuse_ragged(self, row: int, found: int) -> None:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "{path}, row {row}: the number of cells is {found} instead of {expected}; "
                "correct that row or choose another delimiter.",
            ),
            field=FIELD,
            path=self._path,
            row=row,
            found=found,
            expected=len(self._layout.names),
        )

    def _check_total(self, features: int) -> None:
        rows = len(self._rows)
        if rows <= MAX_ROWS and rows * features <= MAX_VALUES:
            return
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "{path} has more than the {rows} rows or {values} values that are read; give "
                "{field} a smaller table.",
            ),
            field=FIELD,
            path=self._path,
            rows=MAX_ROWS,
            values=MAX_VALUES,
        )


def _lines(file: TextIO, path: Path) -> Iterator[str]:
    """Yield the lines of a file, refusing those that are longer than any table's."""
    number = 0
    while line := file.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE:
            raise EngineError(
                QT_TRANSLATE_NOOP(
                    "engine",
                    "{path}, row {row}: the line is longer than {maximum} characters; choose a CSV "
                    "file in {field}.",
                ),
                field=FIELD,
                path=path,
                row=number,
                maximum=MAX_LINE,
            )
        yield line


def _check_is_text(path: Path) -> None:
    start = read_start(path, FIELD, 4096)
    if start.startswith((b"PK\x03\x04", GZIP_MAGIC, b"\xd0\xcf\x11\xe0")):
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "{path} is a workbook or a packed file; save it as CSV in UTF-8 and choose that in "
                "{field}.",
            ),
            field=FIELD,
            path=path,
        )
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in start:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine", "{path} is not text in UTF-8; save it as CSV in UTF-8 for {field}."
            ),
            field=FIELD,
            path=path,
        )


def _not_utf8(path: Path) -> EngineError:
    row = 0
    with path.open("rb") as file:
        for row, line in enumerate(file, start=1):  # noqa: B007 - the row is what is looked for
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                break
    return EngineError(
        QT_TRANSLATE_NOOP(
            "engine",
            "{path}, row {row}: the characters are not UTF-8; save the file as CSV in UTF-8 for "
            "{field}.",
        ),
        field=FIELD,
        path=path,
        row=row,
    )
