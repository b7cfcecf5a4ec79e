"""How values become heights in a plot, and few, readable ticks. Needs no plotting library."""

import math

import numpy as np
import numpy.typing as npt

THIN_SPACE = "\u2009"
LARGEST = 3.4e38  # of a float32; beyond it lies only infinity
FLOOR = 1e-30

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
MOST_PLAIN_STEPS = 999_999

Ticks = list[tuple[float, list[float]]]


def to_heights(values: npt.ArrayLike, log: bool, floor: float = FLOOR) -> np.ndarray:
    """Heights (float64) in a plot: the values, or log10 of the values raised to ``floor``.

    NaN stays NaN (a gap) and infinity stays infinity (drawn at the border of the view); 0, negative
    and subnormal values never reach the logarithm.
    """
    heights = np.asarray(values, np.float64)
    if not log:
        return heights
    return np.log10(np.maximum(heights, floor))


def number_text(value: float, spacing: float = 0.0, digits: int = 4) -> str:
    """Short text of a number: ``0.001``, ``25``, ``2·10⁻⁶``.

    Ticks ``spacing`` apart have the decimals they need, other numbers ``digits`` significant ones.
    """
    if value == 0 or abs(value) < abs(spacing) * 1e-6:
        return "0"
    if not math.isfinite(value):
        return str(value)
    value = value if spacing > 0 else float(f"{value:.{digits}g}")
    exponent = math.floor(math.log10(abs(value)) + 1e-9)
    last = exponent - digits + 1
    if spacing > 0:
        last = math.floor(math.log10(spacing) + 1e-9)
        last -= 0 if round(spacing, -last) >= 0.99 * spacing else 1
    if -3 <= exponent < 5:
        text = f"{value:.{max(0, -last)}f}"
        return text if spacing > 0 or "." not in text else text.rstrip("0").rstrip(".")
    text = f"{value / 10.0**exponent:.{max(0, exponent - last)}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    power = "10" + str(exponent).translate(_SUPERSCRIPTS)
    return {"1": power, "-1": "-" + power}.get(text, f"{text}·{power}")


def step_text(step: float) -> str:
    """Text of a step: thousands apart by a thin space."""
    return f"{round(step):,}".replace(",", THIN_SPACE)


def nice_spacing(span: float, most: int) -> float:
    """The smallest of 1, 2, 5 times a power of ten with at most ``most`` ticks in ``span``."""
    raw = span / max(1, most)
    power = 10.0 ** math.floor(math.log10(raw))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw * (1 - 1e-9))


def multiples(low: float, high: float, spacing: float) -> list[float]:
    """The multiples of ``spacing`` from ``low`` to ``high``."""
    first, last = math.ceil(low / spacing - 1e-9), math.floor(high / spacing + 1e-9)
    return [k * spacing for k in range(first, last + 1)]


def linear_ticks(low: float, high: float, most: int) -> Ticks:
    """At most about ``most`` round values."""
    spacing = nice_spacing(high - low, most)
    return [(spacing, multiples(low, high, spacing))]


def log_ticks(low: float, high: float, most: int) -> Ticks:
    """Ticks at powers of ten, and where few are in view at 2 and 5 times these, or round values."""
    decades = high - low
    if decades < 0.7:
        first, last = 10.0**low, 10.0**high
        spacing = nice_spacing(last - first, most)
        values = [value for value in multiples(first, last, spacing) if value > 0]
        return [(spacing, [math.log10(value) for value in values])]
    stride = max(1, math.ceil(decades / most))
    ticks: Ticks = [(float(stride), multiples(low, high, stride))]
    if stride == 1 and decades * 3 <= most:
        powers = range(math.floor(low), math.ceil(high) + 1)
        between = [power + math.log10(factor) for power in powers for factor in (2, 5)]
        ticks.append((0.3, [tick for tick in between if low <= tick <= high]))
    return ticks


def power_of_ten_text(height: float) -> str:
    """Text of the value at a height of a log axis."""
    return number_text(10.0**height, digits=6)


def nice_ticks(low: float, high: float, log: bool, most: int) -> list[tuple[float, str]]:
    """At most about ``most`` heights between two heights, each with the text of its value."""
    if log:
        return [
            (at, power_of_ten_text(at)) for _, some in log_ticks(low, high, most) for at in some
        ]
    [(spacing, values)] = linear_ticks(low, high, most)
    return [(value, number_text(value, spacing)) for value in values]
