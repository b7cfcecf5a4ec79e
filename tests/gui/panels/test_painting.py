"""How often plots are painted: once for what was drawn, whatever lies above them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.panels.layer_panels import ActivationPanel, DeadPanel, GradientPanel
from gui.panels.layers import LayerPanel
from gui.panels.loss import LossPanel
from gui.panels.time_panel import TimePanel
from gui.theme import LIGHT
from tests.gui.panels.made import made_run


class Paintings(QObject):
    """Counts the paintings of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def shown(qtbot: QtBot, kind: type[TimePanel]) -> TimePanel:
    panel = kind(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(420, 300)
    panel.show()
    panel.pause = 0
    return panel


def settle() -> None:
    for _ in range(20):
        QApplication.processEvents()


@pytest.mark.parametrize("hidden", [2, 20])  # lines, heatmap
@pytest.mark.parametrize("kind", [LossPanel, GradientPanel, DeadPanel])
def test_a_plot_is_painted_once_for_each_drawing(
    qtbot: QtBot, kind: type[TimePanel], hidden: int
) -> None:
    panel = shown(qtbot, kind)
    runs = [made_run(hidden=hidden, steps=steps) for steps in (20, 21, 22, 300, 4000)]
    panel.refresh(runs[:1], runs[0])
    settle()
    as_heatmap = isinstance(panel, LayerPanel) and panel.as_heatmap
    plot = panel.heatmap.plot if as_heatmap else panel.plot  # type: ignore[attr-defined]
    paintings = Paintings(plot.viewport())
    for number, run in enumerate(runs[1:], 1):  # ranges, ticks and widths change
        panel.refresh((run,), run)
        settle()
        assert paintings.count == number


def test_nothing_is_painted_when_nothing_is_new(qtbot: QtBot) -> None:
    panel = shown(qtbot, LossPanel)
    run = made_run()
    panel.refresh((run,), run)
    settle()
    paintings = Paintings(panel.plot.viewport())
    panel.refresh((run,), run)
    settle()
    assert paintings.count == 0


def test_a_hand_on_the_plot_is_followed(qtbot: QtBot) -> None:
    panel = shown(qtbot, LossPanel)
    run = made_run()
    panel.refresh((run,), run)
    settle()
    paintings = Paintings(panel.plot.viewport())
    panel.plot.plotItem.vb.scaleBy((0.5, 0.5))
    settle()
    assert paintings.count


@pytest.mark.parametrize("kind", [LossPanel, GradientPanel, ActivationPanel])
def test_a_hidden_panel_draws_nothing(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, kind: type[TimePanel]
) -> None:
    panel = shown(qtbot, kind)
    panel.hide()
    drawn: list[int] = []
    monkeypatch.setattr(panel, "draw_plot", lambda: drawn.append(1))
    run = made_run()
    panel.refresh((run,), run)
    assert not drawn
    panel.show()
    assert drawn
