import math

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from gui.plots.heatmap import HeatmapPlot, cell_edges, color_table


@pytest.fixture
def window(qtbot):
    """A window whose size does not follow the heatmap's, as a panel is."""
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(460, 330)
    return parent


@pytest.fixture
def heatmap(window, qtbot):
    widget = HeatmapPlot(window)
    widget.resize(460, 330)
    widget.set_colors("#ffffff", "#222222", "#888888")
    widget.plot.set_labels("step", "layer")
    with qtbot.waitExposed(window):
        window.show()
    return widget


def color_at(heatmap: HeatmapPlot, step: float, layer: float) -> tuple[int, int, int]:
    image = heatmap.plot.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    view = heatmap.plot.plotItem.vb
    at = heatmap.plot.mapFromScene(view.mapViewToScene(QPointF(step, layer)))
    return image.pixelColor(at).getRgb()[:3]


@pytest.mark.parametrize("steps", [[1.0], [1.0, 2.0], [1.0, 2.0, 10.0, 18.0]])
def test_edges_surround_the_steps(steps):
    edges = cell_edges(np.array(steps))
    assert len(edges) == len(steps) + 1
    assert (edges[:-1] < steps).all()
    assert (edges[1:] > steps).all()


@pytest.mark.parametrize("log", [False, True])
def test_cells_have_the_colours_of_their_values(heatmap, log):
    values = np.array([[1.0, 1.0, 1.0], [1e-4, np.nan, 1e-4]], np.float32)
    heatmap.plot.plotItem.vb.setXRange(0, 4, padding=0)
    heatmap.set_matrix(np.array([1.0, 2.0, 3.0]), values, log=log)
    blue, green, red, _ = color_table()[-1]
    assert color_at(heatmap, 1.0, 1.0) == (red, green, blue)
    blue, green, red, _ = color_table()[0]
    assert color_at(heatmap, 3.0, 2.0) == (red, green, blue)
    gap = color_at(heatmap, 2.0, 2.0)
    assert max(gap) - min(gap) < 40  # neutral: no colour of the map


def test_bins_of_different_width_are_drawn_where_they_belong(heatmap):
    steps = np.array([32.0, 96.0, 129.0, 130.0])
    values = np.array([[0.0, 1.0, 0.0, 1.0]], np.float32)
    heatmap.plot.plotItem.vb.setXRange(0, 131, padding=0)
    heatmap.set_matrix(steps, values)
    dark, light = tuple(color_table()[0][2::-1]), tuple(color_table()[-1][2::-1])
    assert color_at(heatmap, 20, 1) == dark
    assert color_at(heatmap, 90, 1) == light


def test_hover_reads_layer_step_and_value(heatmap, qtbot):
    heard = []
    heatmap.hover = lambda *read: heard.append(read)
    heatmap.plot.plotItem.vb.setXRange(0, 4, padding=0)
    heatmap.set_matrix(np.array([1.0, 2.0, 3.0]), np.arange(12.0).reshape(4, 3))
    area = heatmap.plot.plot_area()
    at = QPoint(int(area.center().x()), int(area.top() + area.height() * 0.6))
    qtbot.mouseMove(heatmap.plot.viewport(), at)
    qtbot.mouseMove(heatmap.plot.viewport(), at + QPoint(1, 0))
    layer, step, value = heard[-1]
    assert layer == 3
    assert step == pytest.approx(2, abs=0.1)
    assert value == 7.0


@pytest.mark.parametrize(("layer", "step"), [(0, 2.0), (3, 2.0), (1, 0.2), (1, 9.0)])
def test_outside_there_is_no_value(heatmap, layer, step):
    heatmap.set_matrix(np.array([1.0, 2.0]), np.ones((2, 2)))
    assert math.isnan(heatmap.value_at(layer, step))


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize(
    "values",
    [
        np.empty((0, 0)),
        np.empty((3, 0)),
        np.full((2, 4), np.nan),
        np.zeros((2, 4)),
        np.full((2, 4), np.inf),
        np.array([[0.0, -1.0, 1e-40, 3e38]] * 2),
    ],
)
def test_odd_matrices_are_drawn_without_warning(heatmap, values, log):
    heatmap.set_matrix(np.arange(values.shape[1]) + 1.0, values, log=log)
    heatmap.grab()


def test_presenter_mode_widens_the_bar(heatmap):
    heatmap.set_matrix(np.array([1.0, 2.0]), np.array([[0.001, 1.0]]), log=True)
    width = heatmap.bar.width()
    heatmap.widths(1.7)
    assert heatmap.bar.width() > width
    assert heatmap.bar.font().pixelSize() >= 18
