import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication

from gui.plots.cursor import Cursor
from gui.plots.curves import LineCurve
from gui.plots.time_plot import TimePlot


@pytest.fixture
def plot(qtbot):
    widget = TimePlot()
    qtbot.addWidget(widget)
    widget.resize(460, 330)
    widget.set_labels("step", "loss")
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def centre(plot: TimePlot) -> QPoint:
    return plot.plot_area().center().toPoint()


def double_click(plot: TimePlot) -> None:
    """As Qt sends it; QTest's own leaves the button pressed for the tests that follow."""
    at = QPointF(centre(plot))
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    where = plot.viewport().mapToGlobal(at)
    event = QMouseEvent(QEvent.Type.MouseButtonDblClick, at, where, left, left, none)
    QApplication.sendEvent(plot.viewport(), event)


def shown_heights(plot: TimePlot) -> tuple[float, float]:
    low, high = plot.plotItem.vb.viewRange()[1]
    return low, high


def test_follows_in_jumps(plot):
    seen = []
    for last in range(0, 2000, 7):
        plot.follow_steps(last)
        assert plot.view_range()[0] == 0
        assert plot.view_range()[1] >= last
        seen.append(plot.view_range()[1])
    assert len(set(seen)) < 35


def test_moving_by_hand_ends_following_and_reset_begins_it(plot, qtbot):
    plot.follow_steps(100)
    plot.set_y_range((0.0, 1.0))
    with qtbot.waitSignal(plot.follow_changed) as signal:
        plot.plotItem.vb.scaleBy((0.5, 0.5))
        plot.plotItem.vb.sigRangeChangedManually.emit([True, True])
    assert signal.args == [False]
    view, heights = plot.view_range(), shown_heights(plot)
    plot.follow_steps(5000)
    plot.set_y_range((0.0, 100.0))
    assert plot.view_range() == view
    assert shown_heights(plot) == heights
    with qtbot.waitSignal(plot.follow_changed):
        double_click(plot)
    assert plot.following
    assert plot.view_range()[1] >= 5000


def test_wheel_ends_following(plot):
    plot.follow_steps(100)
    at = QPointF(centre(plot))
    event = QWheelEvent(
        at,
        plot.viewport().mapToGlobal(at),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(plot.viewport(), event)
    assert not plot.following
    assert plot.view_range()[0] >= 0


def test_heights_keep_still_until_data_leaves_them(plot):
    plot.set_y_range((0.0, 10.0))
    before = shown_heights(plot)
    plot.set_y_range((0.5, 9.5))
    plot.set_y_range(None)
    assert shown_heights(plot) == before
    plot.set_y_range((0.0, 20.0))
    assert shown_heights(plot)[1] > 20
    plot.set_y_range((0.0, 100.0), exact=True)
    assert shown_heights(plot) == (0.0, 100.0)


@pytest.mark.parametrize(
    "bounds", [(0.0, 0.0), (1e-310, 1e-300), (-1.0, 5.0), (1e-45, 3e38), (2.0, 2.0)]
)
@pytest.mark.parametrize("log", [True, False])
def test_any_bounds_give_a_range(plot, bounds, log):
    plot.set_log(log, floor=1e-12)
    plot.set_y_range(bounds)
    low, high = shown_heights(plot)
    assert np.isfinite([low, high]).all()
    assert low < high
    if log:
        assert low >= -16
    plot.grab()


def test_hover_tells_the_step_and_leaving_ends_it(plot, qtbot):
    heard: list[float | None] = []
    plot.hover = heard.append
    plot.follow_steps(100)
    first, last = plot.view_range()
    qtbot.mouseMove(plot.viewport(), centre(plot) + QPoint(0, 5))
    qtbot.mouseMove(plot.viewport(), centre(plot))
    assert heard[-1] == pytest.approx((first + last) / 2, abs=1)
    plot.set_readout([(QColor("#ff0000"), "layer 1  0.01"), (None, "step 5")])
    plot.grab()
    QApplication.sendEvent(plot, QEvent(QEvent.Type.Leave))
    assert heard[-1] is None


def pixels(plot: TimePlot) -> bytes:
    image = plot.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return bytes(image.constBits())


def point_at(plot: TimePlot, x: float) -> None:
    """Move the mouse to a place in the plot, in pixels from its left border."""
    at = QPointF(plot.plot_area().left() + x, plot.plot_area().center().y())
    none = Qt.MouseButton.NoButton
    where = plot.viewport().mapToGlobal(at)
    event = QMouseEvent(
        QEvent.Type.MouseMove, at, where, none, none, Qt.KeyboardModifier.NoModifier
    )
    plot.mouseMoveEvent(event)


def test_readout_follows_the_mouse(plot):
    plot.follow_steps(100)
    before = pixels(plot)
    point_at(plot, 100)
    line = pixels(plot)
    assert line != before
    plot.set_readout([("#ff0000", "a long text that needs room"), (None, "x")])
    assert pixels(plot) != line
    point_at(plot, plot.plot_area().width() - 2)  # the box moves to the left of the line
    pixels(plot)
    QApplication.sendEvent(plot, QEvent(QEvent.Type.Leave))
    assert pixels(plot) == before


def test_a_resting_mouse_reads_what_comes_below_it(plot):
    heard: list[float | None] = []
    plot.hover = heard.append
    plot.read_again()
    assert heard == []
    plot.follow_steps(100)
    point_at(plot, plot.plot_area().width() / 2)
    before = heard[-1]
    plot.follow_steps(1000)
    plot.read_again()
    assert heard[-1] > 5 * before
    QApplication.sendEvent(plot, QEvent(QEvent.Type.Leave))
    plot.read_again()
    assert heard[-1] is None


def test_markers_of_one_step_share_a_line(plot):
    plot.set_markers([(10, "fork"), (10, "learning rate 0.1"), (20, "0.01")])
    texts = [line.label.format for line in plot._markers._lines]
    assert texts == ["fork\nlearning rate 0.1", "0.01"]


def test_the_cursor_says_where_it_stands(plot):
    cursor = Cursor(plot.plotItem)
    for step in (16, 40):
        cursor.move_to(step, f"step {step}")
        assert cursor.step == step
        assert cursor._line.label.textItem.toPlainText() == f"step {step}"
        cursor.move_to(None, "")
        assert cursor.step is None


def test_markers_are_replaced_and_stay_out_of_the_range(plot):
    count = len(plot.plotItem.items)
    plot.set_markers([(10, "learning rate 0.1"), (20, "0.01")])
    assert len(plot.plotItem.items) == count + 2
    plot.set_markers([(30, "0.001")])
    assert len(plot.plotItem.items) == count + 1
    plot.set_markers([])
    assert len(plot.plotItem.items) == count


def test_theme_changes_live(plot):
    plot.set_markers([(5, "x")])
    for background in ("#ffffff", "#101418"):
        plot.set_colors(background, "#808080", "#404040")
        image = plot.grab().toImage()
        assert image.pixelColor(2, 2) == QColor(background)


@pytest.mark.parametrize(("scale", "pixels_high"), [(1.0, 11), (1.7, 18)])
def test_presenter_mode_makes_texts_large_and_lines_thick(plot, scale, pixels_high):
    plot.add_curve(LineCurve("#ff0000"))
    plot.widths(scale)
    assert plot.text_font().pixelSize() >= pixels_high
    assert plot.step_axis.style["tickFont"].pixelSize() >= pixels_high
    plot.add_curve(late := LineCurve("#ff0000"))
    assert late._scale == scale


def test_there_is_no_menu_and_no_button_of_pyqtgraph(plot):
    assert not plot.plotItem.vb.menuEnabled()
    assert not plot.plotItem.menuEnabled()
    assert plot.plotItem.buttonsHidden


def test_figures_have_text_as_vectors(plot, tmp_path):
    from PySide6.QtSvg import QSvgGenerator

    plot.follow_steps(100)
    plot.grab()
    generator = QSvgGenerator()
    generator.setFileName(str(tmp_path / "figure.svg"))
    painter = QPainter(generator)
    plot.render(painter)
    painter.end()
    text = (tmp_path / "figure.svg").read_text()
    assert text.count("<text") >= 5
    assert "<image" not in text


def test_view_changes_are_told(plot, qtbot):
    with qtbot.waitSignal(plot.view_changed):
        plot.follow_steps(100_000)
    points = plot.points()
    with qtbot.waitSignal(plot.view_changed):
        plot.resize(800, 330)
    assert plot.points() > points + 200
