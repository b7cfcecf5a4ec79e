"""The measurements of a stored run as measurements.csv."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from engine.library.record import RAW, Measurements
from engine.measurements_csv import MeasurementsCsv
from engine.messages import Reading

if TYPE_CHECKING:
    from engine.chunks import Doubles, Ints


def write_measurements(
    path: Path, measurements: Measurements, cancelled: Callable[[], bool] = lambda: False
) -> bool:
    """Write all rows and readings to `path`, whole or not at all; False if it was cancelled.

    Steps that are kept only as bins (`Measurements.parts`) have no row, but where a sparse measure
    was read: then all else in their row is empty. Raises `OSError`.
    """
    partial = path.with_name(f".{path.name}.part")
    try:
        with partial.open("wb") as file:
            readings = measurements.readings()
            raw = [part for part in measurements.parts() if part.width == RAW]
            found = _readings(readings)
            first = min([measurements.first_step or 1, *(each.step for each in found)])
            last = max([measurements.last_step, *(each.step for each in found)])
            table = MeasurementsCsv(file, measurements.columns, list(readings), first)
            table.take(np.empty((0, 0), np.float32), found)
            for part in raw:
                table.skip_to(part.first_step)
                for _, values in measurements.rows(part.first_step, part.last_step + 1):
                    if cancelled():
                        return False
                    table.take(values, ())
                    table.write_out()
            table.skip_to(last + 1)
            table.finish()
        partial.replace(path)
        return True
    finally:
        partial.unlink(missing_ok=True)


def _readings(readings: Mapping[str, tuple[Ints, Doubles]]) -> list[Reading]:
    return [
        Reading(name=name, step=int(step), value=float(value))
        for name, (steps, values) in readings.items()
        for step, value in zip(steps, values, strict=True)
    ]
