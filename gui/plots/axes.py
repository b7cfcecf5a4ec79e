"""Axes with few, readable ticks, and the one rule how values become heights in a plot."""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QGraphicsItem

THIN_SPACE = "\u2009"
LARGEST = 3.4e38  # of a float32; beyond it lies only infinity
FLOOR = 1e-30

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_MOST_STEP_DIGITS = 999_999

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


def _nice_spacing(span: float, most: int) -> float:
    """The smallest of 1, 2, 5 times a power of ten with at most ``most`` ticks in ``span``."""
    raw = span / max(1, most)
    power = 10.0 ** math.floor(math.log10(raw))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw * (1 - 1e-9))


def _multiples(low: float, high: float, spacing: float) -> list[float]:
    first, last = math.ceil(low / spacing - 1e-9), math.floor(high / spacing + 1e-9)
    return [k * spacing for k in range(first, last + 1)]


def _linear_ticks(low: float, high: float, most: int) -> Ticks:
    spacing = _nice_spacing(high - low, most)
    return [(spacing, _multiples(low, high, spacing))]


def _log_ticks(low: float, high: float, most: int) -> Ticks:
    """Ticks at powers of ten, and where few are in view at 2 and 5 times these, or round values."""
    decades = high - low
    if decades < 0.7:
        first, last = 10.0**low, 10.0**high
        spacing = _nice_spacing(last - first, most)
        values = [value for value in _multiples(first, last, spacing) if value > 0]
        return [(spacing, [math.log10(value) for value in values])]
    stride = max(1, math.ceil(decades / most))
    ticks: Ticks = [(float(stride), _multiples(low, high, stride))]
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
            (at, power_of_ten_text(at)) for _, some in _log_ticks(low, high, most) for at in some
        ]
    [(spacing, values)] = _linear_ticks(low, high, most)
    return [(value, number_text(value, spacing)) for value in values]


class _Axis(pg.AxisItem):
    """What all axes share: room for texts at the very ends, no SI prefixes."""

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation, maxTickLength=-4)
        self.enableAutoSIPrefix(False)
        # Texts are slow to draw and change seldom: a third of a frame is saved.
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def boundingRect(self) -> QRectF:
        # pyqtgraph leaves out texts that stand out of this, such as the 0 in the corner.
        room = 2 * self.text_height()
        across, along = (0.0, room) if self.orientation == "left" else (room, 0.0)
        return QRectF(super().boundingRect()).adjusted(-across, -along, across, along)

    def text_height(self) -> float:
        """Height of a tick text in pixels."""
        font = self.style["tickFont"]
        return float(font.pixelSize()) if font is not None and font.pixelSize() > 0 else 12.0


class ValueAxis(_Axis):
    """Left axis for values, linear or logarithmic; on a log axis heights are powers of ten."""

    def __init__(self, orientation: str = "left") -> None:
        super().__init__(orientation)
        self.log = False
        self.enableAutoSIPrefix(False)

    def set_log(self, log: bool) -> None:
        """Read heights as powers of ten from now on."""
        self.log = log
        self.picture = None
        self.update()

    def tickValues(self, minVal: float, maxVal: float, size: float) -> Ticks:
        low, high = sorted((minVal, maxVal))
        if not (math.isfinite(low) and math.isfinite(high)) or high <= low:
            return []
        most = max(2, int(size / (2.6 * self.text_height())))
        return _log_ticks(low, high, most) if self.log else _linear_ticks(low, high, most)

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        if not self.log:
            return [number_text(value, spacing) for value in values]
        return [power_of_ten_text(value) for value in values]


class StepAxis(_Axis):
    """Bottom axis for steps: whole numbers, thousands apart, millions as M."""

    def __init__(self, orientation: str = "bottom") -> None:
        super().__init__(orientation)

    def tickValues(self, minVal: float, maxVal: float, size: float) -> Ticks:
        low, high = sorted((minVal, maxVal))
        if not (math.isfinite(low) and math.isfinite(high)) or high <= low:
            return []
        width = (len(step_text(high)) + 2) * 0.6 * self.text_height()
        spacing = max(1.0, _nice_spacing(high - low, max(2, int(size / width))))
        return [(spacing, _multiples(low, high, spacing))]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        largest = max((abs(value) for value in values), default=0.0)
        if largest > _MOST_STEP_DIGITS and spacing >= 1e4:
            digits = max(0, 6 - math.floor(math.log10(spacing) + 1e-9))
            return [f"{value / 1e6:.{digits}f}{THIN_SPACE}M" if value else "0" for value in values]
        return [step_text(value) for value in values]


class LayerAxis(_Axis):
    """Left axis for layers: whole numbers from 1, each centred on its row."""

    def __init__(self, orientation: str = "left") -> None:
        super().__init__(orientation)
        self.layers = 1

    def set_layers(self, layers: int) -> None:
        """Number of layers (rows)."""
        self.layers = layers
        self.picture = None
        self.update()

    def tickValues(self, minVal: float, maxVal: float, size: float) -> Ticks:
        low, high = sorted((minVal, maxVal))
        most = max(1, int(size / (1.4 * self.text_height())))
        stride = math.ceil(_nice_spacing(max(1.0, high - low), most))
        # Of every second layer the odd ones, else 1 and the multiples: 1 5 10, not 1 6 11.
        chosen = list(range(1, self.layers + 1, stride))
        if stride > 2:
            chosen = [1, *range(stride, self.layers + 1, stride)]
        return [(float(stride), [float(k) for k in chosen if low <= k <= high])]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        return [str(round(value)) for value in values]
