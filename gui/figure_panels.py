"""The plots of a run's figure: as in the window, without anything to press."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engine.config import ExperimentConfig
from engine.history import History
from engine.measures import MEASURES, column
from engine.messages import RunFacts
from gui.language import translate
from gui.layer_strip import LayerStrip
from gui.panels.layer_ends import LayerEnd, LayerEnds
from gui.panels.layer_lines import LayerLines
from gui.panels.layer_views import LayerView, axis_name
from gui.panels.loss_views import VIEWS, LossView
from gui.panels.run_curves import RunCurves
from gui.panels.time_panel import Frame, dress_plot
from gui.panels.traces import Trace, is_full_batch
from gui.plots.time_plot import TimePlot
from gui.runs import Run
from gui.style import set_role
from gui.theme import Theme

ROOM_AT_ENDS = 28  # pixels right of the plot for the layers' numbers
LEAST_WIDTH = 200
LEAST_PERCENT = 1.0  # percentages begin at 0, and less than this is not worth the whole height


class Drawing(NamedTuple):
    """What the figure shows: the run, measured so far."""

    history: History
    facts: RunFacts
    config: ExperimentConfig


class FigurePanel(QWidget):
    """A title, a line that explains, and a plot over steps."""

    def __init__(self, theme: Theme, title: str, subtitle: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.strip = LayerStrip(theme, self)
        self.strip.set_theme(theme)
        self.plot = TimePlot(self)
        self.plot.set_labels(QCoreApplication.translate("Figures", "step"), "")
        dress_plot(self.plot, theme)
        self.setMinimumWidth(LEAST_WIDTH)
        heading, hint = QLabel(title, self), QLabel(subtitle, self)
        set_role(heading, "heading")
        set_role(hint, "muted")
        hint.setWordWrap(True)
        top = QHBoxLayout()
        top.addWidget(heading, 1)
        top.addWidget(self.strip)
        self._below = QHBoxLayout()
        self._below.addWidget(self.plot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(hint)
        layout.addLayout(self._below, 1)

    def draw(self, drawn: Drawing) -> None:
        """Draw the measures; called again once the axes have found their places."""
        self.plot.follow_steps(drawn.history.last_step, drawn.history.last_step)

    def in_view(self) -> Frame:
        """Return what the plot shows."""
        first, stop = self.plot.view_range()
        return Frame(first, stop, self.plot.points(), self.plot.log, self.plot.floor)


class LossFigure(FigurePanel):
    """Loss of the training set, and of the test set where there is one."""

    def __init__(self, theme: Theme, drawn: Drawing, parent: QWidget) -> None:
        self._view: LossView = VIEWS["loss"]
        self._run = Run(
            number=1,
            color_index=0,
            config=drawn.config,
            facts=drawn.facts,
            history=drawn.history,
        )
        title = QCoreApplication.translate("Figures", "Loss")
        super().__init__(theme, title, self._subtitle(drawn.facts), parent)
        self.plot.set_labels(QCoreApplication.translate("Figures", "step"), self._view.axis_text())
        self.plot.set_log(True)
        self._curves = RunCurves(self.plot)
        self._curves.set_look(theme, self._run, selected=True, order=0)

    def _subtitle(self, facts: RunFacts) -> str:
        if is_full_batch(self._run):
            parts = [QCoreApplication.translate("Figures", "line: training set, before each step")]
        else:
            parts = [
                QCoreApplication.translate("Figures", "thin: each batch, before the step"),
                QCoreApplication.translate("Figures", "thick: smoothed"),
            ]
        if facts.test_samples:
            parts.append(QCoreApplication.translate("Figures", "dashed: test set"))
        return " · ".join(parts)

    def draw(self, drawn: Drawing) -> None:
        super().draw(drawn)
        frame = self.in_view()
        measures = self._view.measures
        self.plot.set_y_range(
            drawn.history.bounds(measures, frame.start, frame.stop, positive=True)
        )
        trace = Trace.of(self._run, self._view)
        if trace is not None:
            self._curves.update(trace, frame)


class LayerFigure(FigurePanel):
    """A measure of every layer, each line numbered at its end."""

    def __init__(
        self, theme: Theme, view: LayerView, title: str, drawn: Drawing, parent: QWidget
    ) -> None:
        super().__init__(theme, title, translate(view.subtitle), parent)
        self._view = view
        layers = drawn.facts.hidden_layers if view.hidden_only else drawn.facts.layers
        self._layers: Sequence[int] = range(1, layers + 1)
        self._colors = theme.layer_colors(drawn.facts.layers)
        self.strip.set_layers(self._colors[:layers])
        self.plot.set_log(view.logarithmic)
        self.plot.set_labels(QCoreApplication.translate("Figures", "step"), axis_name(view))
        self._below.setContentsMargins(0, 0, ROOM_AT_ENDS, 0)
        self._lines = LayerLines(self.plot)
        self._ends = LayerEnds(theme, self)

    def draw(self, drawn: Drawing) -> None:
        super().draw(drawn)
        frame = self.in_view()
        self.plot.set_y_range(self._bounds(drawn.history, frame))
        colors = self._colors[: len(self._layers)]
        # Infinity less infinity is not a number: the band of a run that diverged has a gap there.
        with np.errstate(invalid="ignore"):
            self._lines.draw(drawn.history, self._view, self._layers, colors, frame)
        self._number_lines(colors)

    def _bounds(self, history: History, frame: Frame) -> tuple[float, float] | None:
        names = [column(self._view.measure, layer) for layer in self._layers]
        found = history.bounds(names, frame.start, frame.stop, positive=frame.log)
        if found is not None and MEASURES[self._view.measure].unit == "%":
            return 0.0, max(found[1], LEAST_PERCENT)
        if found is None or not self._view.band:
            return found
        bands = [column(self._view.band, layer) for layer in self._layers]
        spread = history.bounds(bands, frame.start, frame.stop)
        return found if spread is None else (found[0] - spread[1], found[1] + spread[1])

    def _number_lines(self, colors: Sequence[str]) -> None:
        area = self.plot.plot_area()
        top = self.plot.viewport().mapTo(self, area.topLeft().toPoint()).y()
        bottom = self.plot.viewport().mapTo(self, area.bottomLeft().toPoint()).y()
        ends = []
        for layer, end in self._lines.ends.items():
            scene = self.plot.plotItem.vb.mapViewToScene(QPointF(*end))
            at = QPointF(self.plot.viewport().mapTo(self, self.plot.mapFromScene(scene)))
            at.setY(min(max(at.y(), top), bottom))
            ends.append(LayerEnd(layer, colors[layer - 1], at))
        self._ends.setGeometry(self.rect())
        self._ends.raise_()
        self._ends.set_ends(ends, (top - 2.0, bottom + 6.0))
