"""Numbers of float32 as the shortest decimals that read back the same, many at a time."""

from __future__ import annotations

import msgspec
import numpy as np
import numpy.typing as npt

DIGITS = (4, 7, 8, 9)
"""Significant digits that are tried; nine always suffice for float32."""

EXACT_POWERS = 22
"""The largest power of ten that float64 holds exactly; within it rounding is right."""

_POWERS = 10.0 ** np.arange(EXACT_POWERS + 1)
_LARGEST_EXPONENT = EXACT_POWERS - max(DIGITS)


def rows_of_text(values: npt.NDArray[np.float32]) -> list[str]:
    """Return each row of `values` (n, m), m >= 1, as its numbers with commas between them.

    Every finite number reads back as the same float32; the others are `nan`, `inf`, `-inf`.
    """
    if not len(values):
        return []
    numbers = shortest(values)
    rows = msgspec.json.encode(numbers.tolist())[2:-2].decode().split("],[")
    # JSON knows finite numbers only.
    for row in np.flatnonzero(~np.isfinite(numbers).all(axis=1)).tolist():
        rows[row] = ",".join(map(repr, numbers[row].tolist()))
    return rows


def shortest(values: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    """Return for each float32 a float64 that rounds to it and has few decimal digits.

    A number too large or small for exact powers of ten is returned as it is.
    """
    found = values.astype(np.float64)
    flat, exact = found.reshape(-1), values.astype(np.float64).reshape(-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        exponents = np.floor(np.log10(np.abs(exact)))
        left = np.flatnonzero(np.abs(exponents) <= _LARGEST_EXPONENT)
    for digits in DIGITS:
        numbers = exact[left]
        shift = digits - 1 - exponents[left].astype(np.int64)
        power = _POWERS[np.abs(shift)]
        whole = np.rint(np.where(shift >= 0, numbers * power, numbers / power))
        rounded = np.where(shift >= 0, whole / power, whole * power)
        same = rounded.astype(np.float32) == numbers
        flat[left[same]] = rounded[same]
        left = left[~same]
    return found
