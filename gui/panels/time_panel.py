"""A panel around a plot over steps: theme, zoom, hover."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.panels.base import Panel
from gui.panels.live_changes import REACH, changes_near
from gui.plots.time_plot import TimePlot
from gui.plots.x_scales import STEPS
from gui.theme import Theme

if TYPE_CHECKING:
    from gui.runs import Run

PLOT_TEXT = 11  # pixels of a plot's text at scale 1
AXIS_TEXT = 12
MARGIN = 10
GUTTER_STEP = 16
MOST_DRAWINGS = 3


class Frame(NamedTuple):
    """What a plot shows: first and last step, pixels across, and how values become heights."""

    start: float
    stop: float
    points: int
    log: bool
    floor: float


def plot_scale(theme: Theme) -> float:
    """Return the scale of texts and lines in plots."""
    return theme.font_px(AXIS_TEXT) / PLOT_TEXT


def dress_plot(plot: TimePlot, theme: Theme) -> None:
    """Give a plot the colours and sizes of `theme`."""
    plot.setFont(theme.font(AXIS_TEXT))
    plot.set_colors(theme.card, theme.muted, theme.axis)
    plot.widths(plot_scale(theme))


class TimePanel(Panel):
    """Draws curves in `plot`; zooming asks for them anew at the finer resolution."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.plot = TimePlot(self)
        self.row = QHBoxLayout()
        self.row.setContentsMargins(4, 2, MARGIN, 4)
        self.row.setSpacing(0)
        self.row.addWidget(self.plot, 1)
        self.body.addLayout(self.row, 1)
        self.plot.hover = self.hover
        self.plot.view_changed.connect(self._view_changed)
        self._frame_drawn: Frame | None = None
        self._drawing = False
        dress_plot(self.plot, theme)

    def set_theme(self, theme: Theme) -> None:
        dress_plot(self.plot, theme)
        super().set_theme(theme)

    def hover(self, step: float | None) -> None:
        """Show in the plot what was measured at `step`; None: the mouse has left."""
        raise NotImplementedError

    def refresh(self, runs: Sequence[Run], selected: Run | None) -> None:
        super().refresh(runs, selected)
        self._move_cursor()

    def retranslate(self) -> None:
        super().retranslate()
        self._move_cursor()

    def _move_cursor(self) -> None:
        """Mark the step that other panels show, where that is in the past."""
        run, step = self.selected, self.selected.at if self.selected is not None else None
        place = None if run is None or step is None else self.place_of(run, step)
        for plot in self.plots():
            moved = plot.cursor.step != place
            plot.cursor.move_to(place, "" if step is None else self.step_text(step))
            if moved:
                plot.settle()

    def plots(self) -> tuple[TimePlot, ...]:
        """Return all plots over steps."""
        return (self.plot,)

    def place_of(self, run: Run, step: float) -> float | None:
        """Return where a step of `run` lies across the plot; None where it lies nowhere."""
        return float(step)

    def changes_at(self, run: Run, place: float) -> list[tuple[str | None, str]]:
        """Return lines of the readout for the markers of `run` under the mouse."""
        first, stop = self.plot.view_range()
        least = 0.5 if self.plot.x_scale == STEPS else 0.0
        reach = max(least, REACH * (stop - first) / self.plot.points())
        near = changes_near(run, lambda step: self.place_of(run, step), place, reach)
        return [(None, text) for text in near]

    def in_view(self) -> Frame:
        """Return what the plot shows now, and note it as drawn."""
        self._frame_drawn = self._frame()
        return self._frame_drawn

    def _frame(self) -> Frame:
        first, stop = self.plot.view_range()
        return Frame(first, stop, self.plot.points(), self.plot.log, self.plot.floor)

    def draw(self) -> None:
        """Draw until the plot has the place that its names and ticks leave it: then paint once."""
        self._drawing = True
        for _ in range(MOST_DRAWINGS):
            self.draw_plot()
            heights = self.heights_on_panel()
            self.settle()
            same = self._frame_drawn is None or self._frame() == self._frame_drawn
            if same and self.heights_on_panel() == heights:
                break
        self._drawing = False

    def draw_plot(self) -> None:
        """Bring the plot up to date with `runs` and `selected`."""
        raise NotImplementedError

    def settle(self) -> None:
        """Let the plot shown take its place before it is painted."""
        self.plot.settle()

    def _view_changed(self) -> None:
        if self._drawing or self._frame_drawn is None or self._frame() == self._frame_drawn:
            return
        self.draw_again()

    def draw_again(self) -> None:
        """Draw in the next turn of the event loop, whatever has changed."""
        self._drawn = None
        self._later.start(0)

    def make_room(self, wanted: float, last: float, frame: Frame) -> None:
        """Narrow the plot by the pixels that names need beyond the empty end after step `last`.

        In coarse steps, lest the plot should change its width with every drawing.
        """
        margins = self.row.contentsMargins()
        width = frame.points + margins.right() - MARGIN
        empty = max(0.0, (frame.stop - last) / (frame.stop - frame.start))
        room = (wanted - width * empty) / max(0.1, 1 - empty)
        gutter = MARGIN + GUTTER_STEP * math.ceil(max(0.0, room) / GUTTER_STEP)
        if margins.right() != gutter:
            margins.setRight(gutter)
            self.row.setContentsMargins(margins)
            self.row.activate()

    def on_panel(self, step: float, height: float) -> QPointF:
        """Return where a point of the plot lies on this panel, in pixels."""
        scene = self.plot.plotItem.vb.mapViewToScene(QPointF(step, height))
        return QPointF(self.plot.viewport().mapTo(self, self.plot.mapFromScene(scene)))

    def heights_on_panel(self) -> tuple[float, float]:
        """Return where the plot's area begins and ends on this panel, from the top."""
        first, _ = self.plot.view_range()
        low, high = self.plot.plotItem.vb.state["viewRange"][1]
        return self.on_panel(first, high).y(), self.on_panel(first, low).y()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.draw_again()

    def axis_name(self) -> str:
        """Return the name of the value axis, with its unit, where no title tells it."""
        raise NotImplementedError

    def take_view(self, other: Panel) -> None:
        assert isinstance(other, TimePanel)
        self.plot.take_view(other.plot)

    def reset_view(self) -> None:
        self.plot.reset_view()
        self.redraw()
