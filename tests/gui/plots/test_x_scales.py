"""Steps, epochs and seconds across a plot."""

from __future__ import annotations

import pytest

from gui.plots.axes import StepAxis
from gui.plots.scales import THIN_SPACE
from gui.plots.time_plot import TimePlot
from gui.plots.x_scales import EPOCHS, SECONDS, STEPS


def ticks(axis: StepAxis, high: float, size: float = 400) -> list[str]:
    [(spacing, values)] = axis.tickValues(0.0, high, size)
    return [text.replace(THIN_SPACE, " ") for text in axis.tickStrings(values, 1, spacing)]


@pytest.mark.parametrize(
    ("high", "first", "unit"),
    [
        (0.01, "0.002 s", "s"),
        (3.0, "0.5 s", "s"),
        (100.0, "15 s", "s"),
        (240.0, "1 min", "min"),
        (1000.0, "5 min", "min"),
        (7200.0, "30 min", "min"),
        (36_000.0, "1 h", "h"),
        (1e6, "50 h", "h"),
    ],
)
def test_time_is_told_in_seconds_minutes_or_hours(qapp, high, first, unit):
    axis = StepAxis()
    axis.set_x_scale(SECONDS)
    texts = ticks(axis, high)
    assert texts[0] == "0"
    assert texts[1] == first
    assert all(text.endswith(f" {unit}") for text in texts[1:])
    assert 3 <= len(texts) <= 11


@pytest.mark.parametrize("high", [0.05, 1.0, 8.0, 700.0, 2e6])
@pytest.mark.parametrize("size", [120, 400, 900])
@pytest.mark.parametrize("scale", [STEPS, EPOCHS, SECONDS])
def test_ticks_have_room_and_no_two_are_alike(qapp, scale, high, size):
    axis = StepAxis()
    axis.set_x_scale(scale)
    texts = ticks(axis, max(high, scale.finest), size)
    assert len(set(texts)) == len(texts)
    if len(texts) > 2:
        longest = max(map(len, texts))
        assert len(texts) * longest * 0.5 * axis.text_height() < size


def test_epochs_may_be_parts_of_one_but_steps_are_whole(qapp):
    axis = StepAxis()
    assert ticks(axis, 2.0) == ["0", "1", "2"]
    axis.set_x_scale(EPOCHS)
    assert any(text in ("0.2", "0.5") for text in ticks(axis, 2.0))
    assert all("." not in text for text in ticks(axis, 100.0))


def test_a_plot_follows_seconds_as_it_follows_steps(qtbot):
    plot = TimePlot()
    qtbot.addWidget(plot)
    plot.follow_steps(1000)
    plot.set_x_scale(SECONDS)
    plot.follow_steps(0.0123)
    assert plot.view_range() == (0.0, pytest.approx(0.015))
    plot.plotItem.vb.setXRange(0.004, 0.005, padding=0)
    assert plot.view_range() == pytest.approx((0.004, 0.005))
    plot.plotItem.vb.sigRangeChangedManually.emit([True, True])
    assert not plot.following
    plot.set_x_scale(EPOCHS)
    assert plot.following
    plot.follow_steps(3.2, 4.0)
    assert plot.view_range() == (0.0, 4.0)


def test_a_copy_of_a_plot_has_the_same_across(qtbot):
    plot, copy = TimePlot(), TimePlot()
    qtbot.addWidget(plot)
    qtbot.addWidget(copy)
    plot.set_x_scale(EPOCHS)
    copy.take_view(plot)
    assert copy.x_scale == EPOCHS
