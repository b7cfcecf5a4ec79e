"""measurements.csv: one row a step, written while training goes on, in bounded memory."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from engine.decimal_text import rows_of_text
from engine.measures import column, split
from engine.messages import Reading

ROWS_AT_ONCE = 2048
MOST_BYTES = 32 << 20
"""Rows that wait for their readings take at most about this much memory."""


def sparse_columns(dense: Sequence[str], test_samples: int) -> tuple[str, ...]:
    """Return the measures of a run that come as readings, told from its dense columns."""
    found = []
    if test_samples:
        found += ["loss/test"] + ["accuracy/test"] * ("accuracy/train" in dense)
    can_die = [split(name) for name in dense if name.startswith("inactive_units/")]
    return (*found, *(column("dead_units", layer) for _, layer in can_die))


class MeasurementsCsv:
    """Writes rows once the readings of their steps are known.

    Columns: `step`, `epoch`, the dense measures, then those measured at some steps only, empty
    where they were not. Numbers have all the digits that they need to read back the same.

    Parameters
    ----------
    file
        Where to write; UTF-8.
    dense
        Columns of the blocks, `epoch` first.
    sparse
        Names of the readings.
    first_step
        Step of the first row.
    """

    def __init__(
        self, file: BinaryIO, dense: Sequence[str], sparse: Sequence[str], first_step: int = 1
    ) -> None:
        self._file = file
        self._dense = len(dense)
        self._sparse = {name: place for place, name in enumerate(sparse)}
        self._waiting: list[npt.NDArray[np.float32]] = []
        self._readings: dict[int, dict[str, float]] = {}
        self._step = first_step
        self._written = 0
        self._write(",".join(("step", *dense, *sparse)) + "\n")

    @property
    def is_full(self) -> bool:
        """Whether so many rows wait that they should be written before more come."""
        return sum(each.nbytes for each in self._waiting) > MOST_BYTES

    def take(
        self, values: npt.NDArray[np.float32], readings: Sequence[Reading]
    ) -> None:
        """Keep the next steps' rows (steps, columns), and readings of steps not yet written."""
        if len(values):
            self._waiting.append(values)
        for each in readings:
            if each.step < self._step:
                raise ValueError(f"step {each.step} was written without {each.name}")
            self._readings.setdefault(each.step, {})[each.name] = each.value

    def write_out(self) -> None:
        """Write the rows taken so far: all their readings are in."""
        if not self._waiting:
            return
        values = np.concatenate(self._waiting)
        self._waiting.clear()
        for start in range(0, len(values), ROWS_AT_ONCE):
            self._write_rows(values[start : start + ROWS_AT_ONCE])

    def skip_to(self, step: int) -> None:
        """Go on with `step`: of those before, only readings are known."""
        self.write_out()
        known = sorted(each for each in self._readings if each < step)
        empty = "," * self._dense
        self._write("".join(f"{each}{empty}{self._readings_text(each)}\n" for each in known))
        self._step = step

    def _write_rows(self, values: npt.NDArray[np.float32]) -> None:
        epochs = values[:, 0].astype(np.int64).tolist()
        texts = rows_of_text(values[:, 1:])
        lines = []
        for step, (epoch, text) in enumerate(zip(epochs, texts, strict=True), start=self._step):
            lines.append(f"{step},{epoch},{text}{self._readings_text(step)}\n")
        self._write("".join(lines))
        self._step += len(lines)

    def _readings_text(self, step: int) -> str:
        known = self._readings.pop(step, None)
        if known is None:
            return "," * len(self._sparse)
        return "".join(f",{known[name]!r}" if name in known else "," for name in self._sparse)

    def _write(self, text: str) -> None:
        self._file.write(text.encode())
        self._file.flush()
        self._written = self._file.tell()

    def finish(self) -> None:
        """Cut off what a failed write left of a row, and bring all to the disk."""
        self._file.truncate(self._written)
        os.fsync(self._file.fileno())
