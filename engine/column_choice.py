"""Picks some columns, in another order, out of rows or bins; what is not there has no value."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.chunks import Floats, Ints
from engine.pyramid import Plane


def places(stored: Sequence[str], wanted: Sequence[str]) -> Ints | None:
    """Return where the wanted columns are stored, -1 for those that are not; None: all alike."""
    if tuple(stored) == tuple(wanted):
        return None
    known = {name: place for place, name in enumerate(stored)}
    return np.array([known.get(name, -1) for name in wanted], np.int64)


def picked(values: Floats, pick: Ints | None, stored: int) -> Floats:
    """Return what `pick` (see `places`) takes of entries (planes * stored, n)."""
    if pick is None:
        return values
    planes = len(values) // max(1, stored)
    result = nothing(planes, len(pick), values.shape[1])
    known = np.flatnonzero(pick >= 0)
    for plane in range(planes):
        result[plane * len(pick) + known] = values[plane * stored + pick[known]]
    return result


def nothing(planes: int, columns: int, count: int) -> Floats:
    """Return entries (planes * columns, count) without any value."""
    blank = np.full((planes, columns, count), np.nan, np.float32)
    if planes > 1:
        blank[Plane.COUNT] = 0
    return blank.reshape(planes * columns, count)
