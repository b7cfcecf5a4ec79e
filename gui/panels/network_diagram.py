"""A small live picture of the network: units as dots, weights as lines by sign and size."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from gui.numbers import grouped, rounded
from gui.past_chip import paint_past
from gui.theme import Theme, with_alpha

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from gui.runs import Run

MOST_UNITS = 12  # drawn per layer; more end with dots
MOST_LAYERS = 12  # drawn in all; of more, the first and the last ones
MOST_EDGES = 144  # drawn between two layers
LEVELS = 5  # of thickness and opacity: few pens make drawing quick
MARGIN = 10.0
NEAR = 5.0  # pixels from the mouse to a line that is read


class Edge(NamedTuple):
    """A weight drawn: where from, where to, layer (from 1), unit in, unit out, value."""

    line: QLineF
    layer: int
    source: int
    target: int
    value: float


def drawn(count: int, most: int) -> list[int]:
    """Return which of `count` things are drawn: all, or the first and the last ones."""
    if count <= most:
        return list(range(count))
    head = most - most // 2
    return [*range(head), *range(count - (most - head), count)]


class NetworkDiagram(QWidget):
    """Layers from left to right; hovering reads a weight."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sizes: tuple[int, ...] = ()
        self._weights: tuple[NDArray[np.float32], ...] | None = None
        self._edges: list[Edge] = []
        self._run: Run | None = None
        self._late = False  # the run is to be shown as soon as the diagram is
        self._shown: object = None
        self._past: int | None = None
        self.setMouseTracking(True)
        self.setMinimumHeight(90)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.set_theme(theme)
        self.retranslate()

    def sizeHint(self) -> QSize:
        return QSize(220, 150)

    # -- contents --------------------------------------------------------------------------------

    def show_run(self, run: Run | None) -> None:
        """Show the network of a run; its weights where the newest picture has them."""
        picture = run.shown_picture if run is not None else None
        weights = picture.weights if picture is not None else None
        past = run.past_step if run is not None else None
        shown = (run and run.id, sizes_of(run), id(weights), past)
        self._late, self._run = not self.isVisible(), run
        if shown == self._shown or self._late:
            return
        self._shown = shown
        self._past = past
        self.set_network(
            sizes_of(run), None if weights is None else tuple(each.numpy() for each in weights)
        )

    def set_network(
        self, sizes: Sequence[int], weights: tuple[NDArray[np.float32], ...] | None
    ) -> None:
        """Show units per layer, inputs first, and weights (out, in) of each layer if known."""
        self._sizes = tuple(sizes)
        fits = weights is not None and [each.shape for each in weights] == [
            (out, in_) for in_, out in pairwise(sizes)
        ]
        self._weights = weights if fits else None
        self._lay_out()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take colours and font size from `theme`."""
        self._theme = theme
        self.setFont(theme.font(11))
        self._lay_out()
        self.update()

    def retranslate(self) -> None:
        """Renew the texts in the present language."""
        self.setAccessibleName(self.tr("Network"))
        self.setAccessibleDescription(
            self.tr("Units as dots, weights as lines: thick ones are large, colour tells the sign.")
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.update()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._late:
            self.show_run(self._run)

    # -- geometry --------------------------------------------------------------------------------

    def resizeEvent(self, event: QEvent) -> None:
        self._lay_out()

    def _columns(self) -> list[int]:
        return drawn(len(self._sizes), MOST_LAYERS)

    def _area(self) -> QRectF:
        foot = self.fontMetrics().height() + 4
        return QRectF(self.rect()).adjusted(MARGIN, 6, -MARGIN, -foot)

    def _x(self, column: int, area: QRectF) -> float:
        count = len(self._columns())
        return area.left() + (column / (count - 1) if count > 1 else 0.5) * area.width()

    def _y(self, row: int, rows: int, area: QRectF) -> float:
        gap = min(18.0, area.height() / max(1, rows))
        return area.center().y() + (row - (rows - 1) / 2) * gap

    def _places(self, column: int, area: QRectF) -> dict[int, QPointF]:
        """Where the units of a layer are drawn, by number from 0."""
        size = self._sizes[self._columns()[column]]
        units = drawn(size, MOST_UNITS)
        cut = size > MOST_UNITS
        rows = len(units) + cut
        x = self._x(column, area)
        head = MOST_UNITS - MOST_UNITS // 2
        at = [row + (1 if cut and row >= head else 0) for row in range(len(units))]
        return {
            unit: QPointF(x, self._y(row, rows, area)) for unit, row in zip(units, at, strict=True)
        }

    def _lay_out(self) -> None:
        """Work out the lines: the largest weights between neighbouring layers that are drawn."""
        self._edges = []
        if self._weights is None:
            return
        area, columns = self._area(), self._columns()
        for column, layer in enumerate(columns[:-1]):
            if columns[column + 1] != layer + 1:
                continue
            sources, targets = self._places(column, area), self._places(column + 1, area)
            self._edges += self._edges_between(layer, sources, targets)

    def _edges_between(
        self, layer: int, sources: dict[int, QPointF], targets: dict[int, QPointF]
    ) -> list[Edge]:
        import numpy as np  # loaded late: the window stands before it

        assert self._weights is not None
        matrix = self._weights[layer][np.ix_(list(targets), list(sources))]
        order = np.argsort(np.abs(matrix), axis=None)[-MOST_EDGES:]
        rows, columns = np.unravel_index(order, matrix.shape)
        to, of = list(targets), list(sources)
        edges = []
        for r, c in zip(rows.tolist(), columns.tolist(), strict=True):
            line = QLineF(sources[of[c]], targets[to[r]])
            edges.append(Edge(line, layer + 1, of[c], to[r], float(matrix[r, c])))
        return edges

    # -- painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if len(self._sizes) < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self._area()
        self._paint_edges(painter)
        for column in range(len(self._columns())):
            self._paint_units(painter, column, area)
        self._paint_sizes(painter, area)
        if self._past is not None:
            text = self.tr("step {step}").format(step=grouped(self._past))
            paint_past(painter, self._theme, text, self.rect().topRight(), self.font())
        painter.end()

    def _paint_edges(self, painter: QPainter) -> None:
        """Paint lines in a few steps of thickness, positive and negative in two colours."""

        known = [edge for edge in self._edges if math.isfinite(edge.value)]
        largest = max((abs(edge.value) for edge in known), default=0.0)
        if largest <= 0:
            return
        groups: dict[tuple[bool, int], list[QLineF]] = {}
        for edge in known:
            level = min(LEVELS - 1, int(abs(edge.value) / largest * LEVELS))
            groups.setdefault((edge.value > 0, level), []).append(edge.line)
        for (positive, level), lines in sorted(groups.items(), key=lambda each: each[0][1]):
            share = (level + 0.5) / LEVELS
            color = self._theme.link if positive else self._theme.warning
            painter.setPen(QPen(with_alpha(color, 0.12 + 0.7 * share), 0.5 + 2.2 * share))
            painter.drawLines(lines)

    def _paint_units(self, painter: QPainter, column: int, area: QRectF) -> None:
        layer = self._columns()[column]
        places = list(self._places(column, area).values())
        painter.setPen(QPen(QColor(self._theme.card), 1))
        painter.setBrush(self._unit_color(layer))
        apart = min(18.0, area.height() / max(1, len(places) + 1))
        radius = max(1.5, min(4.0, 0.32 * apart))
        for place in places:
            painter.drawEllipse(place, radius, radius)
        if self._sizes[layer] > MOST_UNITS:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.muted))
            head = MOST_UNITS - MOST_UNITS // 2
            middle = self._y(head, MOST_UNITS + 1, area)
            for shift in (-3.0, 0.0, 3.0):
                painter.drawEllipse(QPointF(places[0].x(), middle + shift), 0.9, 0.9)

    def _unit_color(self, layer: int) -> QColor:
        """Layers wear the colours that they have in all panels; the inputs are neutral."""
        if layer == 0:
            return QColor(self._theme.muted)
        return QColor(self._theme.layer_colors(len(self._sizes) - 1)[layer - 1])

    def _paint_sizes(self, painter: QPainter, area: QRectF) -> None:
        """Write the number of units under each layer, as far as there is room."""
        painter.setPen(QColor(self._theme.muted))
        columns = self._columns()
        widest = max(self.fontMetrics().horizontalAdvance(str(size)) for size in self._sizes) + 6
        stride = max(1, math.ceil(widest * (len(columns) - 1) / max(1.0, area.width())))
        box = QRectF(0, area.bottom() + 2, 60, self.fontMetrics().height())
        for column in sorted({*range(0, len(columns), stride), len(columns) - 1}):
            if len(columns) - 1 - column < stride and column != len(columns) - 1:
                continue
            box.moveLeft(min(max(0.0, self._x(column, area) - 30), self.width() - 60.0))
            ends = {0: Qt.AlignmentFlag.AlignLeft, len(columns) - 1: Qt.AlignmentFlag.AlignRight}
            side = ends.get(column, Qt.AlignmentFlag.AlignHCenter)
            shown = box.adjusted(4, 0, -4, 0) if column in ends else box
            painter.drawText(shown, side, str(self._sizes[columns[column]]))
        if len(columns) < len(self._sizes):
            gap = (self._x(MOST_LAYERS // 2 - 1, area) + self._x(MOST_LAYERS // 2, area)) / 2
            painter.drawText(QPointF(gap - 5, area.center().y()), "…")

    # -- hover -----------------------------------------------------------------------------------

    def edge_at(self, at: QPointF) -> Edge | None:
        """Return the weight whose line is nearest to a position, if it is near."""
        best, found = NEAR, None
        for edge in self._edges:
            away = _distance(edge.line, at)
            if away < best:
                best, found = away, edge
        return found

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        edge = self.edge_at(event.position())
        if edge is None:
            QToolTip.hideText()
            return
        told = self.tr("layer {layer}: weight from unit {source} to unit {target} = {value}")
        text = told.format(
            layer=edge.layer, source=edge.source + 1, target=edge.target + 1,
            value=rounded(edge.value),
        )  # fmt: skip
        QToolTip.showText(event.globalPosition().toPoint(), text, self)


def sizes_of(run: Run | None) -> tuple[int, ...]:
    """Return units per layer: as the engine built them, else as planned with 2 inputs, 1 output."""
    if run is None:
        return ()
    if run.facts is not None:
        return run.facts.sizes
    return (2, *run.config.model.widths, 1)


def _distance(line: QLineF, at: QPointF) -> float:
    """Return the distance in pixels from a point to a line between two points."""
    length = line.length()
    if length == 0:
        return QLineF(line.p1(), at).length()
    share = ((at.x() - line.x1()) * line.dx() + (at.y() - line.y1()) * line.dy()) / length**2
    return QLineF(line.pointAt(min(max(share, 0.0), 1.0)), at).length()
