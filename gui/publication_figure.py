"""Panels drawn anew for paper: light, without anything to press, at a size of its own."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.panels.base import Panel
from gui.panels.canvas import Canvas
from gui.plots.time_plot import TimePlot
from gui.publication import Publication
from gui.publication_key import panel_heading, panel_key, runs_key
from gui.style import palette_of, set_role, stylesheet

if TYPE_CHECKING:
    from gui.runs import Run

GAP = 14
MARGIN = 4
ROUNDS = 3
"""Ticks decide on the room that an axis takes, this on what a plot shows, and this on labels."""

WANTED_ASPECT = 1.35


class PublicationFigure(QWidget):
    """Copies of panels, side by side where there are several; never shown on a screen.

    They show what the panels given show: the same runs, views, isolated layers and zoom.
    """

    def __init__(self, panels: Sequence[Panel], wanted: Publication) -> None:
        super().__init__()
        self.wanted = wanted
        self._theme = wanted.theme()
        self.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self.setAutoFillBackground(True)
        self.setPalette(palette_of(self._theme))
        colors = (
            f"\nPublicationFigure {{ background: {self._theme.card}; }}"
            f"\nPublicationFigure QLabel {{ color: {self._theme.text}; }}"
        )
        self.setStyleSheet(stylesheet(self._theme) + colors)
        self._sources = tuple(panels)
        self.panels = [self._copy(panel) for panel in panels]
        self._titles: list[QLabel] = []
        self._keys: list[QLabel] = []
        self._lay_out()
        self.resize(wanted.size_px)

    def _copy(self, panel: Panel) -> Panel:
        made = type(panel)(self._theme)
        made.setParent(self)
        made.framed = False
        made.header.hide()
        made.setMinimumSize(0, 0)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        made.take_view(panel)
        for canvas in made.findChildren(Canvas):
            canvas.on_paper = True
        made.refresh(panel.runs, panel.selected)
        return made

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        outer.setSpacing(4)
        # Else Qt's offscreen platform complains on stderr that it knows no least sizes.
        outer.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        grid = QGridLayout()
        grid.setSpacing(GAP if len(self.panels) > 1 else 0)
        across = columns_for(len(self.panels), self.wanted)
        for place, panel in enumerate(self.panels):
            row, column = divmod(place, across)
            grid.addLayout(self._cell(panel, place), row, column)
            grid.setRowStretch(row, 1)
            grid.setColumnStretch(column, 1)
        outer.addLayout(grid, 1)
        if self.wanted.keyed and len(self.panels) > 1:
            self._add_label(outer, "", self._keys)

    def _cell(self, panel: Panel, place: int) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        if self.wanted.titled:
            self._add_label(column, "heading", self._titles)
        column.addWidget(panel, 1)
        if self.wanted.keyed and len(self.panels) == 1:
            self._add_label(column, "muted", self._keys)
        return column

    def _add_label(self, layout: QVBoxLayout, role: str, kept: list[QLabel]) -> None:
        label = QLabel(self)
        label.setFont(self._theme.font())
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        set_role(label, role)
        kept.append(label)
        layout.addWidget(label)

    # -- drawing ---------------------------------------------------------------------------------

    def follow(self) -> None:
        """Draw anew what the panels given show by now."""
        for panel, source in zip(self.panels, self._sources, strict=True):
            panel.refresh(source.runs, source.selected)
        self.draw(1)

    def show_runs(self, runs: Sequence[Run], selected: Run) -> None:
        """Draw anew with other runs than the panels given show."""
        for panel in self.panels:
            panel.refresh(runs, selected)
        self.draw(1)

    def draw(self, rounds: int = ROUNDS) -> None:
        """Draw all panels; must be called before the figure is saved."""
        self.show()
        for button in self.findChildren(QAbstractButton):
            button.hide()
        for _ in range(rounds):
            self._write()
            self._settle()
            for panel in self.panels:
                panel.redraw()
                self._name_axis(panel)
            self._settle()
        for button in self.findChildren(QAbstractButton):
            button.hide()
        for plot in self.findChildren(TimePlot):
            put_on_paper(plot, self._theme.line_width / 2.0)

    def _settle(self) -> None:
        """Let layouts find their places now; the rest of the window is left alone."""
        for widget in (self, *self.findChildren(QWidget)):
            QCoreApplication.sendPostedEvents(widget, QEvent.Type.LayoutRequest.value)
            if (layout := widget.layout()) is not None:
                layout.activate()
        for plot in self.findChildren(TimePlot):
            plot.plotItem.layout.activate()

    def _write(self) -> None:
        for place, (label, panel) in enumerate(zip(self._titles, self.panels, strict=False)):
            heading = panel_heading(panel, stepped=self.wanted.stepped)
            letter = f"({chr(ord('a') + place)}) " if len(self.panels) > 1 else ""
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setText(letter + heading)
        for label in self._keys:
            label.setTextFormat(Qt.TextFormat.RichText)
            only = self.panels[0]
            text = panel_key(only) if len(self.panels) == 1 else runs_key(self.panels)
            label.setText(text)
            label.setVisible(bool(text))

    def _name_axis(self, panel: Panel) -> None:
        """Name the value axis: on paper no title above says what is measured."""
        name = getattr(panel, "axis_name", None)
        plot = getattr(panel, "plot", None)
        if name is not None and plot is not None:
            text = in_lines(name(), plot.text_font(), plot.plot_area().height())
            plot.set_labels(plot.step_axis.labelText, text)


def columns_for(count: int, wanted: Publication) -> int:
    """Return how many panels of `count` to put side by side, so that each is well shaped."""

    def misfit(across: int) -> float:
        down = math.ceil(count / across)
        aspect = (wanted.width_cm / across) / (wanted.height_cm / down)
        unused = across * down - count
        return abs(math.log(aspect / WANTED_ASPECT)) + 0.15 * unused

    return min(range(1, count + 1), key=misfit) if count else 1


def in_lines(name: str, font: QFont, room: float) -> str:
    """Return rich text of `name`, broken in two lines where it is longer than `room` pixels."""
    blanks = [place for place, sign in enumerate(name) if sign == " "]
    if not blanks or QFontMetricsF(font).horizontalAdvance(name) <= room:
        return escape(name)
    middle = min(blanks, key=lambda place: abs(place - len(name) / 2))
    return f"{escape(name[:middle])}<br>{escape(name[middle + 1 :])}"


def put_on_paper(plot: TimePlot, scale: float) -> None:
    """Give curves their width, and let lines of the axes grow with the page."""
    for item in plot.plotItem.items:
        if hasattr(item, "set_scale"):
            item.set_scale(scale)
        elif isinstance(item, pg.InfiniteLine):
            item.pen.setWidthF(max(1.0, scale))
    for axis in (plot.step_axis, plot.value_axis):
        named = dict(axis.labelStyle)  # setPen() gives the name its colour, which is the grid's
        for now, set_pen in ((axis.pen(), axis.setPen), (axis.tickPen(), axis.setTickPen)):
            pen = QPen(now)
            pen.setCosmetic(False)
            set_pen(pen)
        shown = axis.label.isVisible()
        axis.label.setFont(plot.text_font())
        axis.setLabel(axis.labelText, **named)
        axis.showLabel(shown)
