"""The numbers behind a picture, as CSV text."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MOST_STEPS = 100_000  # steps in a copied table; longer curves are averaged in bins


@dataclass(frozen=True)
class Column:
    """A named curve: values (m,) at steps (m,)."""

    name: str
    steps: NDArray[np.float64]
    values: NDArray[np.float32]


def curves_csv(columns: Sequence[Column], across: str = "step") -> str:
    """Return one row a step with the columns side by side; empty where not measured.

    `across` names what the columns lie over: the step, or "epoch", or "time" in seconds.
    """
    known: dict[float, dict[int, float]] = {}
    for index, column in enumerate(columns):
        for step, value in zip(column.steps.tolist(), column.values.tolist(), strict=True):
            known.setdefault(step, {})[index] = value
    header = [across, *(column.name for column in columns)]
    rows = (
        [_number(step), *(_number(known[step].get(k)) for k in range(len(columns)))]
        for step in sorted(known)
    )
    return table_csv(header, rows)


def table_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a header and rows as CSV (RFC 4180, line ends as on Unix)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def _number(value: float | None) -> str:
    if value is None:
        return ""
    if math.isfinite(value) and value == int(value):
        return str(int(value))
    return f"{value:.9g}"
