"""Saves what a history keeps as measurements.csv."""

from __future__ import annotations

from pathlib import Path

from engine.history import History
from engine.measurements_csv import ROWS_AT_ONCE, MeasurementsCsv
from engine.messages import Reading


def write_history(path: Path, history: History) -> None:
    """Write the raw rows and readings that `history` still keeps to `path`, whole or not at all.

    Steps before `history.first_raw_step` are kept only as bins and are left out. Raises `OSError`.
    """
    first, last = history.first_raw_step, history.last_step
    sparse = [name for name in history.names() if name not in history.columns]
    partial = path.with_name(path.name + ".part")
    try:
        with partial.open("wb") as file:
            table = MeasurementsCsv(file, history.columns, sparse, first)
            table.take(history.rows(first, first), _readings(history, sparse, first, last))
            for start in range(first, last + 1, ROWS_AT_ONCE):
                table.take(history.rows(start, min(start + ROWS_AT_ONCE, last + 1)), ())
                table.write_out()
            table.finish()
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _readings(history: History, names: list[str], first: int, last: int) -> list[Reading]:
    return [
        Reading(name=name, step=int(step), value=float(value))
        for name in names
        for step, value in zip(*history.readings(name), strict=True)
        if first <= step <= last
    ]
