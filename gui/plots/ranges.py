"""Which range an axis shows: growth in jumps and hysteresis, so that pictures do not wobble."""

import math
from collections.abc import Callable

# Each is 17 to 25 % above the one before.
_EXTENTS = (1.0, 1.2, 1.5, 1.8, 2.2, 2.7, 3.2, 4.0, 5.0, 6.0, 7.2, 8.5, 10.0)
_HEADROOM = 1.02
_PADDING = 0.06
_TOO_EMPTY = 0.6
_LEAST_STEPS = 10.0


def step_extent(last_step: float, end: float | None = None, least: float = _LEAST_STEPS) -> float:
    """Right end of the step axis for a run that is at ``last_step`` and may end at ``end``.

    ``least`` is shown while there are no more steps; of other things than steps it is less.
    """
    wanted = max(least, last_step * _HEADROOM)
    power = 10.0 ** math.floor(math.log10(wanted))
    extent = next(e * power for e in _EXTENTS if e * power >= wanted * (1 - 1e-9))
    if end is not None and last_step <= end < extent:
        return max(float(end), 0.1 * least)
    return extent


def padded(low: float, high: float) -> tuple[float, float]:
    """Return heights to show for data between ``low`` and ``high``, with some air around."""
    span = high - low
    if span <= 1e-9 * max(abs(low), abs(high)):
        span = max(abs(low), abs(high)) * 0.2 or 1.0
    return low - _PADDING * span, high + _PADDING * span


def steady_range(
    shown: tuple[float, float] | None,
    data: tuple[float, float],
    pad: Callable[[float, float], tuple[float, float]] = padded,
) -> tuple[float, float]:
    """Return the shown heights if the data fits and fills them well enough, else new ones."""
    wanted = pad(*data)
    if shown is None:
        return wanted
    low, high = shown
    fits = low <= data[0] and data[1] <= high
    filled = (wanted[1] - wanted[0]) >= _TOO_EMPTY * (high - low)
    return shown if fits and filled else wanted
