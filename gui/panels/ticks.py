"""Round numbers for the axes of painted pictures."""

from __future__ import annotations

import math

MANTISSAS = (1.0, 2.0, 5.0, 10.0)


def ticks(low: float, high: float, most: int) -> list[float]:
    """Return round numbers from `low` to `high`, at most about `most` of them."""
    span = high - low
    if not (math.isfinite(span) and span > 0) or most < 1:
        return []
    rough = span / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next((m * power for m in MANTISSAS if m * power >= rough * 0.999), 10 * power)
    found = _multiples(low, high, step)
    # One number alone tells no scale.
    return found if len(found) > 1 or most < 2 else ticks(low, high, most + 1)


def _multiples(low: float, high: float, step: float) -> list[float]:
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [number * step for number in range(first, last + 1)]


def label(value: float, step: float) -> str:
    """Return a tick's text with as many decimals as its distance to the next needs."""
    size = abs(value)
    if size and (size >= 1e5 or step < 1e-4):
        return f"{value:.3g}".replace("-", "−")
    decimals = max(0, -math.floor(math.log10(step) + 1e-9)) if step > 0 else 0
    return f"{value:.{decimals}f}".replace("-", "−")


def labels(values: list[float]) -> list[str]:
    """Return the texts of evenly spaced ticks."""
    step = values[1] - values[0] if len(values) > 1 else 1.0
    return [label(0.0 if abs(value) < step * 1e-6 else value, step) for value in values]
