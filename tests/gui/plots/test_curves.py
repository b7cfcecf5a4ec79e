import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage

from engine.history import Curve
from gui.plots.curves import MOST_POINTS, DenseCurve, LineCurve, cut_line
from gui.plots.time_plot import TimePlot

RED = QColor("#ff0000")


@pytest.fixture
def plot(qtbot):
    widget = TimePlot()
    qtbot.addWidget(widget)
    widget.resize(420, 300)
    widget.set_colors("#ffffff", "#000000", "#ffffff")
    widget.plotItem.vb.setRange(xRange=(0, 100), yRange=(0, 10), padding=0)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def red_at(plot: TimePlot) -> np.ndarray:
    """Mask (rows, columns) of the plot proper: where it is red."""
    image = plot.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    area = plot.plot_area().toAlignedRect()
    inside = pixels[area.top() : area.bottom() + 1, area.left() : area.right() + 1].astype(int)
    return (inside[:, :, 2] > 180) & (inside[:, :, 0] < 120) & (inside[:, :, 1] < 120)


def rows_of(mask: np.ndarray, low: float, high: float) -> tuple[float, float]:
    """Heights (0 bottom, 1 top) of the lowest and highest red pixel in a part of the columns."""
    columns = mask[:, int(low * mask.shape[1]) : int(high * mask.shape[1])]
    rows = np.flatnonzero(columns.any(axis=1))
    height = mask.shape[0]
    return 1 - rows.max() / height, 1 - rows.min() / height


def curve_of(steps, low, high=None) -> Curve:
    low = np.asarray(low, np.float32)
    high = low if high is None else np.asarray(high, np.float32)
    return Curve(np.asarray(steps, np.float64), low, low / 2 + high / 2, high)


@pytest.mark.parametrize("count", [12, 100, 400, 1000])
def test_band_covers_low_to_high(plot, count):
    item = DenseCurve(RED)
    plot.add_curve(item)
    steps = np.linspace(0, 100, count)
    item.set_curve(curve_of(steps, np.full(count, 2.0), np.full(count, 6.0)))
    low, high = rows_of(red_at(plot), 0.2, 0.8)
    assert low == pytest.approx(0.2, abs=0.02)
    assert high == pytest.approx(0.6, abs=0.02)


@pytest.mark.parametrize("count", [20, 1000])
def test_nan_is_a_gap(plot, count):
    item = DenseCurve(RED)
    plot.add_curve(item)
    values = np.full(count, 5.0)
    values[int(0.4 * count) : int(0.7 * count)] = np.nan
    item.set_curve(curve_of(np.linspace(0, 100, count), values))
    mask = red_at(plot)
    width = mask.shape[1]
    assert mask[:, : int(0.3 * width)].any(axis=0).all()
    assert not mask[:, int(0.45 * width) : int(0.65 * width)].any()


@pytest.mark.parametrize("count", [20, 1000])
@pytest.mark.parametrize(("value", "height"), [(np.inf, 1.0), (-np.inf, 0.0)])
def test_infinity_lies_at_the_border(plot, count, value, height):
    item = DenseCurve(RED)
    plot.add_curve(item)
    values = np.full(count, 5.0)
    values[count // 2 :] = value
    item.set_curve(curve_of(np.linspace(0, 100, count), values))
    low, high = rows_of(red_at(plot), 0.7, 0.9)
    assert low == pytest.approx(height, abs=0.03)
    assert high == pytest.approx(height, abs=0.03)


def test_neighbouring_columns_are_joined(plot):
    item = DenseCurve(RED)
    plot.add_curve(item)
    steps = np.linspace(0, 100, 900)
    item.set_curve(curve_of(steps, np.where(steps < 50, 2.0, 8.0)))
    low, high = rows_of(red_at(plot), 0.48, 0.52)
    assert low < 0.22
    assert high > 0.78
    assert red_at(plot).any(axis=0)[5:-5].all()


@pytest.mark.parametrize("values", [[0.0, 1e-310, -1.0, np.nan, 1e-40], [np.nan] * 5, [np.inf] * 5])
@pytest.mark.parametrize("kind", [DenseCurve, LineCurve])
def test_log_of_odd_values_is_drawn_without_warning(plot, values, kind):
    item = kind(RED)
    plot.add_curve(item)
    steps = np.arange(5) * 20.0
    if kind is DenseCurve:
        item.set_curve(curve_of(steps, values), log=True, floor=1.0)
    else:
        item.set_line(steps, np.array(values), log=True, floor=1.0)
    red_at(plot)
    assert item.dataBounds(0) == [0.0, 80.0]


@pytest.mark.parametrize("size", [1e30, 3.4e38])
def test_values_far_outside_are_cut(plot, size):
    for item in (DenseCurve(RED), LineCurve(RED)):
        plot.add_curve(item)
        values = np.float32([5, size, -size, 5, size])
        if isinstance(item, DenseCurve):
            item.set_curve(curve_of([0, 25, 50, 75, 100], values))
        else:
            item.set_line(np.array([0, 25, 50, 75, 100.0]), values)
    assert red_at(plot).any()


def test_line_dashes_holds_and_scales(plot):
    item = LineCurve(RED, width=2, hold=True)
    plot.add_curve(item)
    item.set_line(np.array([0, 50, 100.0]), np.array([2.0, 8.0, 8.0]))
    assert rows_of(red_at(plot), 0.1, 0.45)[1] == pytest.approx(0.2, abs=0.02)
    thin = red_at(plot).sum()
    plot.widths(2.0)
    assert red_at(plot).sum() > 1.5 * thin
    item.set_style(2, Qt.PenStyle.DashLine)
    assert red_at(plot)[:, :].sum() < 2 * thin


def test_a_single_reading_is_a_dot(plot):
    item = LineCurve(RED, width=5)
    plot.add_curve(item)
    item.set_line(np.array([50.0]), np.array([5.0]))
    assert 5 <= red_at(plot).sum() <= 60


def test_colour_changes_and_empty_curves(plot):
    item = DenseCurve("#00ff00")
    plot.add_curve(item)
    item.set_curve(curve_of([], []))
    assert not red_at(plot).any()
    assert item.dataBounds(1) == [None, None]
    item.set_curve(curve_of([0, 100], [5, 5]))
    assert not red_at(plot).any()
    item.set_pen(RED)
    assert red_at(plot).any()


def test_too_many_points_are_refused(qapp):
    steps = np.arange(MOST_POINTS + 1.0)
    with pytest.raises(ValueError, match="fewer"):
        LineCurve().set_line(steps, steps)


def test_data_bounds_are_finite_heights(qapp):
    item = DenseCurve()
    item.set_curve(curve_of([1, 2, 3], [0.01, np.nan, 1.0], [np.inf, np.nan, 10.0]), log=True)
    assert item.dataBounds(0) == [1.0, 3.0]
    assert item.dataBounds(1) == pytest.approx([-2.0, 1.0])


@pytest.mark.parametrize("seed", range(20))
def test_cut_lines_stay_inside_and_on_the_line(seed):
    rng = np.random.default_rng(seed)
    columns = np.sort(rng.uniform(-50, 150, 30))
    rows = rng.uniform(-100, 200, 30)
    rows[rng.random(30) < 0.1] = np.nan
    frame = QRectF(0, 0, 100, 80)
    x, y = cut_line(columns, rows, frame)
    known = ~np.isnan(x + y)
    assert ((x[known] >= -1.001) & (x[known] <= 101.001)).all()
    assert ((y[known] >= -1.001) & (y[known] <= 81.001)).all()
    expected = np.interp(x[known], columns, rows)
    fine = ~np.isnan(expected)
    np.testing.assert_allclose(y[known][fine], expected[fine], atol=1e-6)
