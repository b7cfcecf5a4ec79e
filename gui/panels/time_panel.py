"""A panel around a plot over steps: theme, zoom, hover."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from gui.panels.base import Panel
from gui.plots.time_plot import TimePlot
from gui.theme import Theme

PLOT_TEXT = 11  # pixels of a plot's text at scale 1
AXIS_TEXT = 12


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
        self.plot.hover = self.hover
        self.plot.view_changed.connect(self._view_changed)
        self._frame_drawn: Frame | None = None
        dress_plot(self.plot, theme)

    def set_theme(self, theme: Theme) -> None:
        dress_plot(self.plot, theme)
        super().set_theme(theme)

    def hover(self, step: float | None) -> None:
        """Show in the plot what was measured at `step`; None: the mouse has left."""
        raise NotImplementedError

    def in_view(self) -> Frame:
        """Return what the plot shows now, and note it as drawn."""
        self._frame_drawn = self._frame()
        return self._frame_drawn

    def _frame(self) -> Frame:
        first, stop = self.plot.view_range()
        return Frame(first, stop, self.plot.points(), self.plot.log, self.plot.floor)

    def _view_changed(self) -> None:
        if self._frame_drawn is not None and self._frame() != self._frame_drawn:
            self.draw_again()

    def draw_again(self) -> None:
        """Draw in the next turn of the event loop, whatever has changed."""
        self._drawn = None
        self._later.start(0)

    def reset_view(self) -> None:
        self.plot.reset_view()
        self.redraw()
