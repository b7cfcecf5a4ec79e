from __future__ import annotations

import csv
import io

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.config import with_values
from engine.history import History
from engine.messages import Outcome
from gui.panels.loss import VIEWS, LossPanel
from gui.panels.run_curves import RunCurves
from gui.runs import FORK
from gui.theme import DARK, LIGHT
from tests.gui.panels.conftest import Open, settle
from tests.gui.panels.made import columns_of, made_run, made_values


def three_runs() -> list:
    return [
        made_run("ReLU", 1, steps=200),
        made_run("Sigmoid", 2, steps=200, floor=0.6),
        made_run("Leaky ReLU", 3, steps=200, floor=5e-4),
    ]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("scale", ["log", "linear"])
def test_every_view_draws_every_run(show: Open, view: str, scale: str) -> None:
    runs = three_runs()
    for run in runs:  # rectifiers have no flat end, and functions that have one do not die
        name = "tanh" if view == "saturation" else "relu"
        run.config = with_values(run.config, {"model.activation": name})
    panel = show(LossPanel, runs)
    panel.set_view(view)
    panel.set_scale(scale)
    settle()
    assert all(panel._curves[run.id].end is not None for run in panel.runs)
    assert len(panel._labels.labels) == 3
    assert panel.plot.log == (scale == "log")


def test_hidden_runs_are_not_drawn(show: Open) -> None:
    runs = three_runs()
    runs[1].visible = False
    panel = show(LossPanel, runs)
    assert set(panel._curves) == {"1", "3"}


def test_a_removed_run_leaves_nothing_behind(show: Open) -> None:
    panel = show(LossPanel, three_runs())
    before = len(panel.plot.plotItem.items)
    panel.refresh(panel.runs[:1], panel.runs[0])
    assert set(panel._curves) == {"1"}
    assert len(panel.plot.plotItem.items) == before - 8


def test_names_lie_beside_the_lines_and_not_on_each_other(show: Open) -> None:
    panel = show(LossPanel, three_runs())
    column = max(label.end.x() for label in panel._labels.labels)
    plot = panel.plot.plotItem.vb.sceneBoundingRect()
    assert column <= plot.right() + panel.plot.x() + 1
    names = panel._labels.room_for(["Leaky ReLU"], 400)
    assert panel.width() - column >= names - 1


def test_one_run_needs_no_name(show: Open) -> None:
    panel = show(LossPanel, three_runs()[:1])
    assert panel._labels.labels == ()


def test_a_run_without_measurements_is_no_error(show: Open) -> None:
    planned = made_run("ReLU", 1, history=None, facts=None)
    empty = made_run("Tanh", 2, steps=0)
    panel = show(LossPanel, [planned, empty])
    assert panel._labels.labels == ()
    panel.hover(3.0)


def test_a_run_that_diverged_is_marked(show: Open) -> None:
    runs = three_runs()
    values = np.full((50, len(columns_of(8))), np.nan, np.float32)
    values[:20] = 0.5
    runs[0].history = History(columns_of(8))
    runs[0].history.append(1, values)
    runs[0].outcome = Outcome(kind="diverged", step=20)
    panel = show(LossPanel, runs)
    assert [label.text for label in panel._labels.labels if "✕" in label.text] == ["ReLU ✕"]


def test_nothing_new_is_not_drawn_again(show: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    runs = three_runs()
    panel = show(LossPanel, runs)
    drawn: list[str] = []
    update = RunCurves.update
    monkeypatch.setattr(
        RunCurves, "update", lambda *args: (drawn.append("drawn"), update(*args))[1]
    )
    panel.refresh(runs, runs[0])
    settle()
    assert drawn == []
    runs[0].history.append(201, np.ones((1, len(columns_of(8))), np.float32))
    panel.refresh(runs, runs[0])
    assert drawn


def test_a_late_reading_is_drawn(show: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    runs = three_runs()
    panel = show(LossPanel, runs)
    before = panel.state()
    runs[0].history.append_reading("loss/test", 200, 0.123)
    assert panel.state() != before


def test_a_hidden_panel_waits_until_it_is_shown(show: Open) -> None:
    runs = three_runs()
    panel = show(LossPanel, runs)
    panel.hide()
    for run in runs:
        run.history.append(201, np.ones((50, len(columns_of(8))), np.float32))
    panel.refresh(runs, runs[0])
    assert panel._curves["1"].end[0] <= 200
    panel.show()
    settle()
    assert panel._curves["1"].end[0] > 240


def test_hovering_reads_all_runs(show: Open) -> None:
    panel = show(LossPanel, three_runs())
    panel.hover(100.2)
    lines = panel.plot._crosshair._lines
    assert len(lines) == 4
    assert "100" in lines[0][1]
    panel.hover(None)
    assert panel.plot._crosshair._lines == []


def test_live_changes_are_marked(show: Open) -> None:
    runs = three_runs()
    runs[0].markers = [(50, "optimizer.learning_rate", 0.1, 0.01), (90, "training.steps", 5, None)]
    panel = show(LossPanel, runs)
    assert [step for step, _ in panel._markers()] == [50.0]
    assert panel._markers()[0][1] == "η 0.1 → 0.01"


def test_a_marker_under_the_mouse_says_what_was_changed(show: Open) -> None:
    runs = three_runs()
    runs[0].markers = [
        (50, "optimizer.learning_rate", 0.01, 0.1),
        (90, "optimizer.params.beta1", 0.9, 0.5),
        (120, FORK, "ReLU", None),
        (1200, "training.steps", 5, None),
    ]
    panel = show(LossPanel, runs)
    told = {
        50.0: "learning rate 0.01 → 0.1 at step 50",
        90.0: "0.9 → 0.5 at step 90",
        120.3: "fork of ReLU at step 120",
    }
    for step, sentence in told.items():
        panel.hover(step)
        lines = [text for _, text in panel.plot._crosshair._lines]
        assert sum(text.endswith(sentence) for text in lines) == 1, lines
    panel.hover(70.0)
    assert not any("→" in text for _, text in panel.plot._crosshair._lines)


def test_copied_numbers_are_what_was_measured(show: Open) -> None:
    runs = three_runs()
    panel = show(LossPanel, runs)
    rows = list(csv.reader(io.StringIO(panel.numbers())))
    assert rows[0][:2] == ["step", "ReLU loss/train"]
    found = {int(float(row[0])): row[1] for row in rows[1:]}
    assert np.float32(found[7]) == np.float32(runs[0].history.value_at("loss/train", 7))


def test_a_change_of_theme_recolours(show: Open) -> None:
    panel = show(LossPanel, three_runs())
    panel.set_theme(DARK)
    settle()
    assert panel._labels.labels[-1].color in DARK.runs
    assert panel.image().toImage().pixelColor(200, 40).lightness() < 100


def test_one_lucky_batch_does_not_stretch_the_logarithmic_axis(qtbot: QtBot) -> None:
    run = made_run(steps=600)
    assert run.history is not None
    columns = list(columns_of(8))
    values = made_values(tuple(columns), 600, 0, 4e-4)
    values[300, columns.index("loss/train")] = 1e-30
    lucky = History(columns)
    lucky.append(1, values)
    run.history = lucky
    panel = LossPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(500, 300)
    panel.show()
    panel.refresh((run,), run)
    low, high = panel.plot.plotItem.vb.state["viewRange"][1]
    assert -6 < low < -3
    assert high < 1
    panel.plot.plotItem.vb.setYRange(-31, 0)
    panel.plot.reset_view()
    assert panel.plot.plotItem.vb.state["viewRange"][1] == [low, high]


def test_a_loss_that_explodes_is_seen_from_its_start_on(qtbot: QtBot) -> None:
    run = made_run(steps=40)
    columns = list(columns_of(8))
    values = made_values(tuple(columns), 40, 0, 4e-4)
    values[:, columns.index("loss/train")] = 0.7 * 10.0 ** np.linspace(0, 25, 40)
    run.history = History(columns)
    run.history.append(1, values)
    panel = LossPanel(LIGHT)
    qtbot.addWidget(panel)
    panel.resize(500, 300)
    panel.show()
    panel.refresh((run,), run)
    low, high = panel.plot.plotItem.vb.state["viewRange"][1]
    assert -3 < low < np.log10(0.7)
    assert high > 24


def test_a_loss_that_falls_far_is_followed_for_eight_decades(qtbot: QtBot) -> None:
    panel = LossPanel(LIGHT)
    qtbot.addWidget(panel)
    assert panel._least_of_use(1e-20, 1.0) == pytest.approx(1e-8)
    assert panel._least_of_use(1e-5, 1.0) == pytest.approx(1e-5)
