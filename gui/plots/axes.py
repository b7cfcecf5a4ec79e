"""Axes with few, readable ticks."""

import math
from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPicture
from PySide6.QtWidgets import QGraphicsItem

from gui.plots.scales import (
    Ticks,
    linear_ticks,
    log_ticks,
    multiples,
    nice_spacing,
    number_text,
    power_of_ten_text,
)
from gui.plots.x_scales import STEPS, XScale

ROOM_AT_THE_END = 12.0
"""Pixels by which the last text may stand out beyond the axis; more, and the card cuts it off."""
_FEW_TICKS = 4  # from so many on, texts are about as long as they will be


class _Axis(pg.AxisItem):
    """What all axes share: room for texts at the very ends, no SI prefixes."""

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation, maxTickLength=-4)
        #: whether ticks are left out: nothing is drawn yet, and any range would be arbitrary
        self.blank = False
        self.enableAutoSIPrefix(False)
        # Texts are slow to draw and change seldom: a third of a frame is saved.
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def boundingRect(self) -> QRectF:
        # pyqtgraph leaves out texts that stand out of this, such as the 0 in the corner.
        room = 2 * self.text_height()
        across, along = (0.0, room) if self.orientation == "left" else (room, 0.0)
        return QRectF(super().boundingRect()).adjusted(-across, -along, across, along)

    def set_blank(self, blank: bool) -> None:
        """Leave out ticks, or show them."""
        if blank != self.blank:
            self.blank = blank
            self.picture = None
            self.update()

    def prepare(self) -> None:
        """Work out ticks and texts now: when painted they may turn out to need other room."""
        if self.picture is None and self.isVisible():
            nowhere = QPicture()
            painter = QPainter(nowhere)
            self.paint(painter, None, None)
            painter.end()

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
        if self.blank:
            return []
        if not (math.isfinite(low) and math.isfinite(high)) or high <= low:
            return []
        most = max(2, int(size / (2.6 * self.text_height())))
        return log_ticks(low, high, most) if self.log else linear_ticks(low, high, most)

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        if not self.log:
            return [number_text(value, spacing) for value in values]
        return [power_of_ten_text(value) for value in values]


class StepAxis(_Axis):
    """Bottom axis for steps, epochs or seconds: few round numbers."""

    def __init__(self, orientation: str = "bottom") -> None:
        super().__init__(orientation)
        self.x_scale = STEPS

    def set_x_scale(self, scale: XScale) -> None:
        """Count steps, epochs or seconds from now on."""
        self.x_scale = scale
        self.picture = None
        self.update()

    def tickValues(self, minVal: float, maxVal: float, size: float) -> Ticks:
        low, high = sorted((minVal, maxVal))
        if self.blank:
            return []
        if not (math.isfinite(low) and math.isfinite(high)) or high <= low:
            return []
        roughly = self.x_scale.spacing(high - low, _FEW_TICKS)
        [longest] = self.x_scale.texts([high // roughly * roughly], roughly)
        width = (len(longest) + 2) * 0.6 * self.text_height()
        spacing = self.x_scale.spacing(high - low, max(2, int(size / width)))
        return [(spacing, multiples(low, high, spacing))]

    def generateDrawSpecs(self, p: QPainter) -> Any:
        specs = super().generateDrawSpecs(p)
        if specs is None:
            return specs
        axis, ticks, texts = specs
        border = self.size().width() + ROOM_AT_THE_END
        return axis, ticks, [(_left_of(border, rect), flags, text) for rect, flags, text in texts]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        return self.x_scale.texts(values, spacing)


def _left_of(border: float, rect: QRectF) -> QRectF:
    """Return a text's place, moved to the left where the window would cut it off."""
    return rect.translated(min(0.0, border - 1 - rect.right()), 0)


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
        stride = math.ceil(nice_spacing(max(1.0, high - low), most))
        # Of every second layer the odd ones, else 1 and the multiples: 1 5 10, not 1 6 11.
        chosen = list(range(1, self.layers + 1, stride))
        if stride > 2:
            chosen = [1, *range(stride, self.layers + 1, stride)]
        return [(float(stride), [float(k) for k in chosen if low <= k <= high])]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        return [str(round(value)) for value in values]
