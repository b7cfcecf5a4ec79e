"""Panels that show a run as it was."""

from __future__ import annotations

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.messages import Array, Distributions, Picture, Surface
from gui.panels.layer_panels import ActivationPanel, GradientPanel
from gui.panels.loss import LossPanel
from gui.panels.network_diagram import NetworkDiagram
from gui.panels.readings import ReadingsPanel
from gui.panels.surface import SurfacePanel
from gui.panels.time_panel import TimePanel
from gui.runs import Run
from gui.theme import Theme
from tests.gui.panels.conftest import Open, settle
from tests.gui.panels.made import made_distributions, made_run, ring_run


def old_picture(run: Run, step: int = 64) -> Picture:
    """A picture unlike the present one: half of the plane each, all activations in one bin."""
    values = np.zeros((1, 80, 80), np.float32)
    values[:, :, 40:] = 1
    found = made_distributions(8)
    counts = np.zeros_like(found.counts.numpy())
    counts[:, 3] = 1
    distributions = Distributions(
        counts=Array.of(counts), edges=found.edges, pre_counts=Array.of(counts),
        pre_edges=found.pre_edges,
    )  # fmt: skip
    surface = Surface(x_range=(-1.5, 1.5), y_range=(-1.5, 1.5), values=Array.of(values))
    return Picture(run=run.id, step=step, surface=surface, distributions=distributions)


@pytest.fixture
def run() -> Run:
    """A run that trains, at its step 600."""
    made = ring_run()
    made.key = "1.1"
    return made


def into_past(run: Run, step: int = 64) -> None:
    run.at, run.past = step, old_picture(run, step)


def test_the_surface_is_the_old_one_and_so_are_chip_and_score(show: Open, run: Run) -> None:
    panel = show(SurfacePanel, [run])
    now, score = panel.grab().toImage(), panel.header.value.text()
    assert panel.header.past.isHidden()
    into_past(run)
    run.history.append_reading("accuracy/test", 61, 0.5)
    panel.refresh([run], run)
    assert panel.grab().toImage() != now
    assert panel.header.past.text == "step 64"
    assert panel.header.value.text() == "50.0 %" != score
    run.at = run.past = None
    panel.refresh([run], run)
    settle()
    assert panel.header.past.isHidden()
    assert panel.header.value.text() == score


def test_while_the_picture_is_still_to_come_its_own_step_is_told(show: Open, run: Run) -> None:
    panel = show(SurfacePanel, [run])
    run.at, run.past = 8, old_picture(run, 64)
    panel.refresh([run], run)
    assert panel.header.past.text == "step 64"


def test_distributions_are_the_old_ones(show: Open, run: Run) -> None:
    panel = show(ActivationPanel, [run])
    assert isinstance(panel, ActivationPanel)
    into_past(run)
    panel.refresh([run], run)
    shares, _ = panel.ridges.histogram(1)
    assert shares[3] == 1
    assert panel.header.past.text == "step 64"
    panel.set_view("std")
    panel.refresh([run], run)
    assert panel.header.past.isHidden()  # curves tell by their cursor


@pytest.mark.parametrize("kind", [LossPanel, GradientPanel])
def test_plots_over_steps_have_a_cursor_there(show: Open, run: Run, kind: type[TimePanel]) -> None:
    panel = show(kind, [run])
    assert isinstance(panel, TimePanel)
    before = panel.grab().toImage()
    into_past(run)
    panel.refresh([run], run)
    assert [plot.cursor.step for plot in panel.plots()] == [64] * len(panel.plots())
    assert panel.grab().toImage() != before
    run.at = None
    panel.refresh([run], run)
    assert [plot.cursor.step for plot in panel.plots()] == [None] * len(panel.plots())


def test_moving_the_cursor_draws_no_curves(
    show: Open, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = show(LossPanel, [run])
    drawn: list[None] = []
    monkeypatch.setattr(panel, "draw", lambda: drawn.append(None))
    for step in range(10, 60):
        run.at = step
        panel.refresh([run], run)
    assert not drawn


def test_readings_tell_the_values_at_the_step(show: Open, run: Run) -> None:
    panel = show(ReadingsPanel, [run])
    into_past(run)
    panel.refresh([run], run)
    panel.redraw()
    loss = run.history.value_at("loss/train", 64)
    assert loss is not None
    assert f"{loss:.3g}" in panel.numbers()
    assert "step 64" in panel._outcome.text()
    assert panel.header.past.text == "step 64"
    into_past(run, 0)
    panel.refresh([run], run)
    panel.redraw()
    assert "initial weights" in panel._outcome.text()


def test_the_diagram_shows_the_old_weights_and_their_step(qtbot: QtBot, theme: Theme) -> None:
    run = made_run(hidden=1, key="1.1")
    weights = [np.ones((16, 2), np.float32), np.ones((1, 16), np.float32)]
    run.picture = Picture(run="1.1", step=600, weights=tuple(map(Array.of, weights)))
    diagram = NetworkDiagram(theme)
    qtbot.addWidget(diagram)
    diagram.resize(230, 150)
    diagram.show()
    diagram.show_run(run)
    corner = (diagram.width() - 20, 2)
    assert diagram.grab().toImage().pixelColor(*corner).name() != theme.text
    old = tuple(Array.of(-each) for each in weights)
    run.at, run.past = 64, Picture(run="1.1", step=64, weights=old)
    diagram.show_run(run)
    assert {edge.value for edge in diagram._edges} == {-1.0}
    assert diagram.grab().toImage().pixelColor(*corner).name() == theme.text
