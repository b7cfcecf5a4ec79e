"""Exponential smoothing of an unevenly spaced curve, without a loop over its points."""

import numpy as np

from engine.chunks import Doubles, Floats, Ints

_LARGEST_EXPONENT = 300.0  # exp(300) times the largest float32 is far below the largest float64


def smooth(steps: Doubles, values: Floats, lengths: Ints | Doubles, span: float) -> Floats:
    """Weighted mean of each value and those before it, with weights ``length * exp(-age / span)``.

    ``steps`` (m,) rise, ``lengths`` (m,) say how many steps each value stands for, ``span`` is in
    steps. Values that are not finite weigh nothing and stay NaN.
    """
    finite = np.isfinite(values)
    weights = np.where(finite, lengths, 0.0)
    if span <= 0 or not len(steps):
        return np.where(finite, values, np.float32(np.nan))
    known = np.where(finite, values, np.float32(0)).astype(np.float64)
    result = np.empty(len(steps))
    total = mass = 0.0
    first = 0
    while first < len(steps):
        limit = steps[first] + _LARGEST_EXPONENT * span
        last = int(np.searchsorted(steps, limit, side="right"))
        age = (steps[first:last] - steps[first]) / span
        growth = weights[first:last] * np.exp(age)
        totals = total + np.cumsum(growth * known[first:last])
        masses = mass + np.cumsum(growth)
        with np.errstate(invalid="ignore", divide="ignore"):
            result[first:last] = totals / masses
        if last < len(steps):
            decay = np.exp(-(steps[last] - steps[first]) / span)
            total, mass = totals[-1] * decay, masses[-1] * decay
        first = last
    result[~finite] = np.nan
    return result.astype(np.float32)
