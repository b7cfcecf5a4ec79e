"""A plot without data shows no numbers: any range would be arbitrary."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from gui.plots.time_plot import TimePlot


def ticks(plot: TimePlot) -> tuple[bool, bool]:
    return (
        bool(plot.step_axis.tickValues(0, 10, 300)), bool(plot.value_axis.tickValues(0, 1, 300))
    )  # fmt: skip


def test_ticks_come_with_the_data(qtbot: QtBot) -> None:
    plot = TimePlot()
    qtbot.addWidget(plot)
    assert ticks(plot) == (False, False)
    plot.follow_steps(0, 100)
    plot.set_y_range(None)
    assert ticks(plot) == (False, False)
    plot.follow_steps(3, 100)
    plot.set_y_range((0.1, 0.5))
    assert ticks(plot) == (True, True)
