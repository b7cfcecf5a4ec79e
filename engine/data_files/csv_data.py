"""A CSV file as data: what its target column holds, classes or numbers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from engine.data_files.csv_layout import has_decimal_comma, is_missing
from engine.data_files.csv_table import CsvTable, cell_error, check_number, read_table
from engine.data_files.opening import given_path
from engine.dataset_row import Params, RawData
from engine.text import QT_TRANSLATE_NOOP, EngineError, Message

if TYPE_CHECKING:
    from torch import Tensor

MAX_CLASSES = 1000
_FEW = 20  # at most so many different whole numbers are taken for classes


def read_csv_data(params: Params) -> RawData:
    """Return the CSV file that the parameters of the row `csv` name; raises `EngineError`."""
    import torch

    table = read_table(given_path(params["path"], "data.params.path"), params)
    for cell, row in zip(table.target, table.rows, strict=True):
        if is_missing(cell):
            check_number(cell, table.path, row, table.target_name)
    as_classes = (
        _looks_like_classes(table)
        if params["task"] == "auto"
        else params["task"] == "classification"
    )
    class_names: tuple[str, ...] = ()
    if as_classes:
        targets, class_names = _classes(table)
    else:
        targets = _numbers(table)
    return RawData(
        inputs=torch.from_numpy(table.features),
        targets=targets,
        feature_names=table.feature_names,
        class_names=class_names,
        target_names=() if as_classes else (table.target_name,),
        keep_order=not params["shuffle"],
        notes=(_what_was_decided(table, len(class_names)),) if params["task"] == "auto" else (),
    )


def _number(cell: str) -> float | None:
    """Return the number in a cell, which may be infinite; None if it is text."""
    try:
        return None if "_" in cell else float(cell)
    except ValueError:
        return None


def is_number(cell: str) -> bool:
    """Tell whether a target's cell, or the name of a class, is taken as a number."""
    return _number(cell) is not None


def _looks_like_classes(table: CsvTable) -> bool:
    """Tell whether a target is text, or few whole numbers that come again."""
    distinct = {cell: _number(cell) for cell in set(table.target)}
    numbers = [number for number in distinct.values() if number is not None]
    if len(numbers) < len(distinct):
        _refuse_odd_text(table, distinct)
        return True
    whole = all(number.is_integer() for number in numbers if math.isfinite(number))
    count = len(set(numbers))
    return whole and count <= _FEW and 2 * count <= len(table.target)


def _refuse_odd_text(table: CsvTable, distinct: dict[str, float | None]) -> None:
    """Refuse decimal commas, and a text among numbers: rather a slip than a class."""
    for cell, row in zip(table.target, table.rows, strict=True):
        if has_decimal_comma(cell):
            check_number(cell, table.path, row, table.target_name)
    texts = [index for index, cell in enumerate(table.target) if distinct[cell] is None]
    if 2 * len(texts) >= len(table.target):
        return
    told = QT_TRANSLATE_NOOP(
        "engine",
        "{path}, row {row}, column {column}: {value} is text among numbers; correct it, or say "
        "that the targets are classes ({task}).",
    )
    index = texts[0]
    raise cell_error(told, table.path, table.rows[index], table.target_name, table.target[index])


def _numbers(table: CsvTable) -> Tensor:
    """Return the target as float32 (n, 1)."""
    import torch

    for cell, row in zip(table.target, table.rows, strict=True):
        check_number(cell, table.path, row, table.target_name)
    values = np.fromiter(map(float, table.target), dtype=np.float64, count=len(table.target))
    return torch.from_numpy(values.astype(np.float32).reshape(-1, 1))


def _classes(table: CsvTable) -> tuple[Tensor, tuple[str, ...]]:
    """Return the target as int64 (n,), and the names of the classes, sorted."""
    import torch

    distinct = {cell: _number(cell) for cell in set(table.target)}
    key: dict[str, float | str] = {}
    if all(number is not None for number in distinct.values()):
        _check_whole(table, distinct)
        key = {cell: number for cell, number in distinct.items() if number is not None}
    else:
        key = {cell: cell for cell in distinct}
    found = sorted(set(key.values()))  # all numbers or all texts
    _check_class_count(table, len(found))
    index = {value: position for position, value in enumerate(found)}
    of_cell = {cell: index[value] for cell, value in key.items()}
    numbers = np.fromiter((of_cell[cell] for cell in table.target), np.int64, len(table.target))
    names = tuple(value if isinstance(value, str) else f"{value:.16g}" for value in found)
    return torch.from_numpy(numbers), names


def _check_whole(table: CsvTable, distinct: dict[str, float | None]) -> None:
    odd = {cell for cell, number in distinct.items() if number is None or not number.is_integer()}
    if not odd:
        return
    index = next(index for index, cell in enumerate(table.target) if cell in odd)
    check_number(table.target[index], table.path, table.rows[index], table.target_name)
    told = QT_TRANSLATE_NOOP(
        "engine",
        "{path}, row {row}, column {column}: {value} is not a whole number and so no class; say "
        "that the targets are numbers ({task}), or choose another target.",
    )
    raise cell_error(told, table.path, table.rows[index], table.target_name, table.target[index])


def _check_class_count(table: CsvTable, found: int) -> None:
    if found == 1:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "{path}: column {column} holds only the class {value}; a classification needs at "
                "least two: choose another column in {field}.",
            ),
            field="data.params.target",
            path=table.path,
            column=repr(table.target_name),
            value=repr(table.target[0]),
        )
    if found > MAX_CLASSES:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "{path}: column {column} holds {found} different values, too many for classes (at "
                "most {maximum}); choose another column in {field}.",
            ),
            field="data.params.target",
            path=table.path,
            column=repr(table.target_name),
            found=found,
            maximum=MAX_CLASSES,
        )


def _what_was_decided(table: CsvTable, classes: int) -> Message:
    told = (
        QT_TRANSLATE_NOOP(
            "engine",
            "The column {column} is taken as {count} classes; data.params.task can say otherwise.",
        )
        if classes
        else QT_TRANSLATE_NOOP(
            "engine", "The column {column} is taken as numbers; data.params.task can say otherwise."
        )
    )
    return Message(told, {"column": repr(table.target_name), "count": classes})
