"""A plot over training steps: follows the run until the mouse moves it, reads values on hover."""

from collections.abc import Callable, Sequence
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QGraphicsItem, QWidget

from gui.plots.axes import StepAxis, ValueAxis
from gui.plots.crosshair import Crosshair, Line
from gui.plots.cursor import Cursor
from gui.plots.lean import drop_menu
from gui.plots.markers import Markers
from gui.plots.ranges import padded, steady_range, step_extent
from gui.plots.scales import FLOOR, to_heights
from gui.plots.x_scales import XScale

_FONT_PIXELS = 11
_GRID = 110
MOST_LAYOUTS = 3  # until the texts of an axis and the room for them fit each other
_RIGHT_MARGIN = 18  # room for half of a step's text


class TimePlot(pg.PlotWidget):
    """Measures over steps. The panel gives it curves, ranges and colours; it asks for no data."""

    follow_changed = Signal(bool)
    view_changed = Signal()  # what is in view, or how many pixels show it

    def __init__(
        self, parent: QWidget | None = None, *, left_axis: pg.AxisItem | None = None
    ) -> None:
        self.value_axis = left_axis or ValueAxis()
        self.step_axis = StepAxis()
        view = pg.ViewBox(enableMenu=False, defaultPadding=0.0)
        axes = {"left": self.value_axis, "bottom": self.step_axis}
        super().__init__(parent, viewBox=view, axisItems=axes, enableMenu=False)
        self.log = False
        self.floor = FLOOR
        self.following = True
        self.hover: Callable[[float | None], None] | None = None
        self.hover_point: Callable[[float | None, float], None] | None = None
        self._labels = ("", "")
        self._scale = 1.0
        self._colors = (QColor("#ffffff"), QColor("#333333"), QColor("#cccccc"))
        self._shown: tuple[float, float] | None = None
        self._extent: float | None = None
        self._markers = Markers(self.plotItem)
        self.cursor = Cursor(self.plotItem)
        self._crosshair = Crosshair(self.viewport())
        self._mouse: QPointF | None = None
        self._set_up(view)

    def _set_up(self, view: pg.ViewBox) -> None:
        self.plotItem.hideButtons()
        drop_menu(self.plotItem)
        self.plotItem.layout.setContentsMargins(2, 6, _RIGHT_MARGIN, 2)
        for axis in (self.value_axis, self.step_axis):
            axis.setZValue(-10)  # the grid belongs to the axes and lies behind the curves
        view.disableAutoRange()
        view.setLimits(xMin=0.0, minXRange=self.x_scale.finest)
        view.setRange(xRange=(0.0, step_extent(0)), yRange=(0.0, 1.0), padding=0)
        view.sigRangeChangedManually.connect(self._moved_by_hand)
        view.sigTransformChanged.connect(self.view_changed)
        self.setViewportUpdateMode(TimePlot.ViewportUpdateMode.NoViewportUpdate)
        view.sigRangeChanged.connect(self._paint_soon)
        view.sigTransformChanged.connect(self._paint_soon)
        view.sigResized.connect(self._paint_soon)
        for axis in (self.value_axis, self.step_axis):
            axis.set_blank(True)  # until there is something to draw
        self.setMouseTracking(True)
        self.set_colors(*self._colors)

    # -- ranges ----------------------------------------------------------------------------------

    def set_log(self, log: bool, floor: float | None = None) -> None:
        """Use a logarithmic axis; curves must be given anew, their heights change."""
        self.floor = self.floor if floor is None else floor
        if log != self.log:
            self.log = log
            self._shown = None
            if isinstance(self.value_axis, ValueAxis):
                self.value_axis.set_log(log)

    @property
    def x_scale(self) -> XScale:
        """What lies across: steps, epochs or seconds."""
        return self.step_axis.x_scale

    def set_x_scale(self, scale: XScale) -> None:
        """Let something else lie across; curves must be given anew, and the run is followed."""
        if scale == self.x_scale:
            return
        self.step_axis.set_x_scale(scale)
        self._extent = None
        self._set_following(True)
        self.plotItem.vb.setLimits(xMin=0.0, minXRange=scale.finest)

    def follow_steps(self, last_step: float, end: float | None = None) -> None:
        """Show 0 to a little beyond ``last_step`` (or to ``end`` when that is near).

        Epochs or seconds where they lie across.
        """
        self._extent = step_extent(last_step, end, self.x_scale.least)
        self.step_axis.set_blank(not last_step)
        if self.following and self.view_range()[1] != self._extent:
            self.plotItem.vb.setXRange(0.0, self._extent, padding=0)

    def set_y_range(self, bounds: tuple[float, float] | None, *, exact: bool = False) -> None:
        """Show values between these bounds (``History.bounds``); ``exact`` without air around.

        The shown range changes only when values leave it or fill it badly. Nothing happens while
        the user looks elsewhere, or without bounds.
        """
        if bounds is not None:
            self.value_axis.set_blank(False)
        if bounds is None or not self.following:
            return
        low, high = (float(height) for height in to_heights(list(bounds), self.log, self.floor))
        if exact:
            wanted = (low, high if high > low else low + 1.0)
        else:
            wanted = steady_range(self._shown, (low, high), padded)
        if wanted != self._shown:
            self._shown = wanted
            self.plotItem.vb.setYRange(*wanted, padding=0)

    def settle(self) -> None:
        """Paint soon, with axes and curves that follow new ranges before: not in one painting more.

        Whoever gives curves calls this once after all: the scene would call for a painting of its
        own, often after the one that other parts of the window have called for.
        """
        for _ in range(MOST_LAYOUTS):
            self.scene().prepareForPaint()
            for axis in (self.step_axis, self.value_axis):
                axis.prepare()
            if self.plotItem.layout.isActivated():
                break
            self.plotItem.layout.activate()
        self._paint_soon()

    def _paint_soon(self, *_: object) -> None:
        self.viewport().update()

    def view_range(self) -> tuple[float, float]:
        """First and last step in view."""
        first, last = self.plotItem.vb.state["viewRange"][0]
        return float(first), float(last)

    def points(self) -> int:
        """Pixels across the plot: as many bins as a dense curve needs (a smooth one half of it)."""
        return max(16, int(self.plotItem.vb.width()))

    def _moved_by_hand(self, *_: object) -> None:
        self._set_following(False)

    def _set_following(self, following: bool) -> None:
        if following != self.following:
            self.following = following
            self.follow_changed.emit(following)

    def reset_view(self) -> None:
        """Follow the run again."""
        self._set_following(True)
        if self._extent is not None:
            self.plotItem.vb.setXRange(0.0, self._extent, padding=0)
        if self._shown is not None:
            self.plotItem.vb.setYRange(*self._shown, padding=0)

    def take_view(self, other: "TimePlot") -> None:
        """Look where a hand has moved `other`; while that one follows the run, so does this."""
        self.set_x_scale(other.x_scale)
        if not other.following:
            self._set_following(False)
            (left, right), (low, high) = other.plotItem.vb.state["viewRange"]
            self.plotItem.vb.setRange(xRange=(left, right), yRange=(low, high), padding=0)

    # -- looks -----------------------------------------------------------------------------------

    def set_labels(self, x_text: str, y_text: str) -> None:
        """Names of the axes, with units."""
        self._labels = (x_text, y_text)
        self._style_axes()

    def set_markers(self, markers: Sequence[tuple[float, str]]) -> None:
        """Vertical lines (step, text) where a setting was changed live."""
        self._markers.set(markers)
        self._paint_soon()

    def set_colors(self, background: QColor | str, text: QColor | str, grid: QColor | str) -> None:
        """Colours of a theme; may be changed at any time."""
        self._colors = (QColor(background), QColor(text), QColor(grid))
        self.setBackground(self._colors[0])
        self._crosshair.set_colors(self._colors[0], self._colors[1])
        self._style_axes()

    def widths(self, scale: float) -> None:
        """Scale fonts and thick lines; 1.7 is presenter mode: texts above 18 px, lines 3 px."""
        self._scale = scale
        for item in self.plotItem.items:
            if hasattr(item, "set_scale"):
                item.set_scale(scale)
        self._style_axes()

    def add_curve(self, item: pg.GraphicsObject, z: float = 0.0) -> None:
        """Add a curve (DenseCurve, LineCurve); higher ``z`` lies above."""
        item.setZValue(z)
        if hasattr(item, "set_scale"):
            item.set_scale(self._scale)
        self.addItem(item, ignoreBounds=True)

    def text_font(self) -> QFont:
        """Font of ticks, labels and the readout at the present scale."""
        font = QFont(self.font())
        font.setPixelSize(round(_FONT_PIXELS * self._scale))
        return font

    def _style_axes(self) -> None:
        _, text, grid = self._colors
        font = self.text_font()
        style = {"color": text.name(), "font-size": f"{font.pixelSize()}px"}
        for axis, label in ((self.step_axis, self._labels[0]), (self.value_axis, self._labels[1])):
            axis.setTickFont(font)
            axis.setTextPen(text)
            axis.setPen(grid)
            axis.setTickPen(grid)
            axis.setGrid(_GRID)
            axis.setLabel(label, **style)
            axis.showLabel(bool(label))
        self._markers.set_style(text, self._colors[0], font)
        self._crosshair.set_font(font)
        self.cursor.set_style(text, self._colors[0], font, 1.5 * self._scale)
        self._paint_soon()

    # -- mouse -----------------------------------------------------------------------------------

    def set_readout(self, lines: Sequence[Line]) -> None:
        """Lines (colour, text) of the box beside the mouse; none hides the box."""
        self._crosshair.set_lines(lines)

    def let_readout_reach(self, around: QWidget) -> None:
        """Let the box with values reach beyond the plot, over a widget around it."""
        self._crosshair.setParent(around)
        self._crosshair.show()

    def plot_area(self) -> QRectF:
        """Rectangle of the plot proper in pixels of the viewport."""
        return QRectF(self.mapFromScene(self.plotItem.vb.sceneBoundingRect()).boundingRect())

    def mouseMoveEvent(self, ev: QMouseEvent) -> None:
        super().mouseMoveEvent(ev)
        self._mouse = ev.position() if ev.buttons() == Qt.MouseButton.NoButton else None
        if self._mouse is None:
            self._leave()
        else:
            self._read_at(self._mouse)

    def read_again(self) -> None:
        """Read anew under a mouse that rests: the plot below it has changed."""
        if self._mouse is not None:
            self._read_at(self._mouse)

    def _read_at(self, at: QPointF) -> None:
        area = self.plot_area()
        if not area.contains(at):
            self._leave()
            return
        read = self.plotItem.vb.mapSceneToView(self.mapToScene(at.toPoint()))
        self._show_crosshair(at, area)
        self._tell(float(read.x()), float(read.y()))

    def _show_crosshair(self, at: QPointF, area: QRectF) -> None:
        layer, view = self._crosshair, self.viewport()
        around = layer.parentWidget()
        if around is not None and around is not view:
            away = QPointF(view.mapTo(around, QPoint(0, 0)))
            at, area = at + away, area.translated(away)
            layer.setGeometry(around.rect())
            layer.raise_()
        layer.move_to(at, area)

    def leaveEvent(self, ev: QEvent) -> None:
        super().leaveEvent(ev)
        self._mouse = None
        self._leave()

    def _leave(self) -> None:
        self._crosshair.move_to(None, QRectF())
        self._tell(None, 0.0)

    def _tell(self, step: float | None, height: float) -> None:
        """Call who reads: ``hover(step)``, ``hover_point(step, height)``; None when it is over."""
        if self.hover is not None:
            self.hover(step)
        if self.hover_point is not None:
            self.hover_point(step, height)

    def mouseDoubleClickEvent(self, ev: QMouseEvent) -> None:
        if ev.button() == Qt.MouseButton.LeftButton and self.plot_area().contains(ev.position()):
            self.reset_view()
            ev.accept()
            return
        super().mouseDoubleClickEvent(ev)

    def render(self, *args: Any, **options: Any) -> None:
        """Draw the scene with any painter, as QGraphicsView does, but axes as vectors too."""
        axes = (self.step_axis, self.value_axis)
        for axis in axes:
            axis.setCacheMode(QGraphicsItem.CacheMode.NoCache)
        try:
            super().render(*args, **options)
        finally:
            for axis in axes:
                axis.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    def resizeEvent(self, ev: QResizeEvent | None) -> None:
        super().resizeEvent(ev)
        # PlotWidget is resized once before its own __init__ ends.
        if hasattr(self, "_crosshair") and self._crosshair.parentWidget() is self.viewport():
            self._crosshair.setGeometry(self.viewport().rect())
