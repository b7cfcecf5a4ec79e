"""The main job, done with mouse and keys in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from gui.runs import Run
from tests.gui.conftest import OpenWindow
from tests.gui.driving import Driver, until, wait

CTRL = Qt.KeyboardModifier.ControlModifier


def history(run: Run) -> int:
    return run.history.last_step if run.history is not None else 0


# --- the first start ------------------------------------------------------------------------------


def test_first_start_one_click_trains_the_textbook_comparison(open_window: OpenWindow) -> None:
    """With the real child process, at the pace of the first start."""
    driver = open_window(in_process=False)
    window, session = driver.window, driver.session
    assert [run.name for run in session.runs] == ["Sigmoid", "ReLU", "Leaky ReLU"]
    assert driver.selected.name == "ReLU"
    assert "watch the losses part" in window.hint.text
    assert session.pace == pytest.approx(100 / 6, rel=0.05)
    assert window.toolbar.pace.value.text() == "17/s"

    driver.press("train")
    assert session.is_training
    if session.engine_status == "starting":
        assert "starting the engine" in window.toolbar.progress.text()
    until(lambda: all(run.step >= 3 for run in session.runs))
    steps = [run.step for run in session.runs]
    assert max(steps) - min(steps) <= 1
    assert "watch the losses part" in window.hint.text
    session.set_pace(None)
    driver.until_ended()
    assert [run.status for run in session.runs] == ["finished"] * 3
    assert [run.step for run in session.runs] == [100] * 3
    finals = {run.name: run.latest("loss/train") for run in session.runs}
    assert finals["ReLU"] < 0.5 * finals["Sigmoid"]
    assert "step 100 / 100" in window.toolbar.progress.text()


# --- keys -----------------------------------------------------------------------------------------


def test_space_trains_and_pauses(driver: Driver) -> None:
    driver.compare({"training.steps": None})
    driver.key(Qt.Key.Key_Space)
    until(lambda: driver.selected.step > 20)
    assert driver.window.toolbar.buttons["train"].text().strip() == "Pause"
    driver.key(Qt.Key.Key_Space)
    until(lambda: driver.selected.status == "paused")
    step = driver.selected.step
    assert driver.window.toolbar.buttons["train"].text().strip() == "Train"
    wait(60)
    assert driver.selected.step == step


def test_s_trains_one_step_and_r_resets(driver: Driver) -> None:
    for step in (1, 2):
        driver.key(Qt.Key.Key_S)
        driver.until_ended()
        assert [run.step for run in driver.live] == [step] * 3
    driver.window.toolbar.step_menu.actions()[0].trigger()
    driver.until_ended()
    assert [run.step for run in driver.live] == [12] * 3
    driver.key(Qt.Key.Key_R)
    driver.until_ready()
    assert [run.step for run in driver.live] == [0] * 3
    assert [run.step for run in driver.ghosts] == [12] * 3


def test_ctrl_z_and_back(driver: Driver) -> None:
    driver.type("model.width", "8")
    assert driver.selected.config.model.width == 8
    driver.key(Qt.Key.Key_Z, CTRL)
    assert driver.selected.config.model.width == 16
    assert driver.row("model.width").editor.fields[0].text() == "16"
    driver.key(Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert driver.selected.config.model.width == 8
    assert driver.row("model.width").editor.fields[0].text() == "8"


def test_ctrl_e_opens_the_export_menu(driver: Driver) -> None:
    menu = driver.window.toolbar.export_menu
    driver.key(Qt.Key.Key_E, CTRL)
    assert menu.isVisible()
    driver.key(Qt.Key.Key_Escape, widget=menu)
    assert not menu.isVisible()
    menu.actions()[0].trigger()
    assert '"activation": "relu"' in QGuiApplication.clipboard().text()


def test_f1_explains_what_has_the_focus(driver: Driver) -> None:
    card = driver.window.explain_card
    driver.row("model.activation").editor.fields[0].setFocus()
    driver.key(Qt.Key.Key_F1)
    assert card.isVisible()
    assert "max(0" in card.text or "ReLU" in card.text
    driver.key(Qt.Key.Key_Escape, widget=card)
    assert not card.isVisible()


def test_f11_and_back(driver: Driver) -> None:
    window = driver.window
    driver.key(Qt.Key.Key_F11)
    assert window.looks.theme.presenter
    assert window.isFullScreen()
    driver.key(Qt.Key.Key_F11)
    assert not window.looks.theme.presenter
    assert not window.isFullScreen()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_S, Qt.Key.Key_R, Qt.Key.Key_H])
def test_plain_keys_belong_to_the_field_one_types_into(driver: Driver, key: Qt.Key) -> None:
    driver.compare({"training.steps": None, "data.name": "csv", "data.params": {"path": "x"}})
    line = driver.row("data.params.path").editor.fields[0]
    line.setFocus()
    driver.key(key, widget=line)
    assert isinstance(line, QLineEdit)
    assert line.text() != "x"
    assert not driver.session.is_training


# --- settings -------------------------------------------------------------------------------------


def test_a_live_change_marks_the_plots_and_goes_on(driver: Driver) -> None:
    run, = driver.compare({"training.steps": None})
    driver.session.set_pace(200.0)
    driver.press("train")
    until(lambda: run.step > 5)
    driver.type("optimizer.learning_rate", "0.02")
    until(lambda: run.markers)
    step, path, old, new = run.markers[0]
    assert (path, old, new) == ("optimizer.learning_rate", 0.01, 0.02)
    assert run.training
    assert not driver.ghosts
    until(lambda: run.step > step + 5)
    for key in ("loss", "gradients", "dead_units"):
        markers = driver.window.panels[key].plot._markers
        until(lambda markers=markers: [line.value() for line in markers._lines] == [step], key)
    assert "0.01 → 0.02" in driver.window.panels["loss"].plot._markers._lines[0].label.format


def test_a_change_that_needs_a_new_start_leaves_a_ghost(driver: Driver) -> None:
    run, = driver.compare({"training.steps": None})
    driver.press("train")
    until(lambda: run.step > 20)
    driver.choose("model.activation", "tanh")
    until(lambda: driver.ghosts and run.training and run.step > 5)
    assert driver.ghosts[0].config.model.activation == "relu"
    assert driver.ghosts[0].step > 20
    assert run.config.model.activation == "tanh"
    driver.type("model.hidden_layers", "3")
    until(lambda: len(driver.ghosts) == 2 and run.step > 5)
    assert run.facts is not None
    assert run.facts.sizes == (2, 16, 16, 16, 1)
    until(lambda: driver.window.panels["gradients"].header.strip.count == 4)


def test_compare_adds_a_run_to_edit(driver: Driver) -> None:
    driver.press("compare")
    driver.until_ready()
    assert len(driver.live) == 4
    assert driver.selected is driver.live[-1]
    driver.choose("model.activation", "gelu")
    driver.until_ready()
    assert driver.selected.name == "GELU"
    driver.press("train")
    driver.until_ended()
    assert [run.step for run in driver.live] == [100] * 4


@pytest.mark.parametrize("how", ["key", "button"])
def test_fork_splits_the_selected_run(driver: Driver, how: str) -> None:
    button = driver.window.toolbar.buttons["fork"]
    assert not button.isEnabled()
    assert "train" in button.toolTip()
    driver.press("step")
    driver.until_ended()
    parent = driver.selected
    until(button.isEnabled)
    if how == "key":
        driver.key(Qt.Key.Key_F)
    else:
        driver.press("fork")
    assert driver.selected is not parent
    driver.until_ready()
    branch = driver.selected
    assert (branch.step, branch.status) == (1, "paused")
    assert branch.color_index not in {run.color_index for run in driver.live[:-1]}
    panel = driver.window.panels["loss"]
    until(lambda: [text for _, text in panel._markers()] == [f"fork of {parent.name}"])
    driver.press("train")
    driver.until_ended()
    assert parent.latest("loss/train") == branch.latest("loss/train")
    assert not driver.session.can_undo


def test_pace_slider_and_run_to_epoch(driver: Driver) -> None:
    slider = driver.window.toolbar.pace.slider
    slider.setFocus()
    driver.key(Qt.Key.Key_Home, widget=slider)
    assert driver.session.pace == 1.0
    driver.key(Qt.Key.Key_End, widget=slider)
    assert driver.session.pace is None
    driver.window.toolbar.epoch_requested.emit(7)
    driver.until_ended()
    assert [run.epoch for run in driver.live] == [7] * 3


# --- the board ------------------------------------------------------------------------------------


def test_selecting_on_the_board_changes_every_panel(driver: Driver) -> None:
    sigmoid, _, leaky = driver.live
    for run in (sigmoid, leaky):
        driver.click_row(run)
        wait(30)
        assert driver.selected is run
        assert driver.row("model.activation").editor.value == run.config.model.activation
        for key, panel in driver.window.panels.items():
            if key != "loss":
                assert panel.header.chip.accessibleName().endswith(run.name), key
        assert driver.window.docks["experiment"].header.chip.accessibleName().endswith(run.name)


def test_hide_rename_and_remove(driver: Driver) -> None:
    board = driver.window.board
    driver.press("train")
    driver.until_ended()
    sigmoid, relu, leaky = driver.live
    driver.click_row(sigmoid)
    driver.key(Qt.Key.Key_H, widget=board)
    assert not sigmoid.visible
    driver.key(Qt.Key.Key_F2, widget=board)
    line = board.findChild(QLineEdit)
    assert line is not None
    line.selectAll()
    QTest.keyClicks(line, "slow one")
    driver.key(Qt.Key.Key_Return, widget=line)
    assert sigmoid.name == "slow one"
    driver.click_row(leaky)
    driver.key(Qt.Key.Key_Delete, widget=board)
    assert driver.live == [sigmoid, relu]
    assert driver.selected is relu


def test_everything_removed_and_begun_again(driver: Driver) -> None:
    for run in driver.live:
        driver.session.remove(run.id)
    wait(30)
    assert driver.session.selected is None
    assert "+ Compare" not in driver.problems
    driver.press("compare")
    driver.until_ready()
    driver.press("train")
    driver.until_ended()
    assert driver.selected.status == "finished"


# --- files ----------------------------------------------------------------------------------------
