"""Panels, pencil and engine in the real window: every view, drawn data, an engine that dies."""

from __future__ import annotations

import os
import signal

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from gui.panels.layers import LayerPanel
from gui.panels.time_panel import TimePanel
from gui.presets import PRESETS
from tests.gui.conftest import OpenWindow
from tests.gui.driving import LEFT, NO_MODIFIER, Driver, until, wait

CTRL = Qt.KeyboardModifier.ControlModifier
PLOTS = ("loss", "gradients", "dead_units", "activations")
DEEP = {"model.hidden_layers": 3, "data.train_share": 0.8, "training.steps": 200,
        "training.batch_size": 100}  # fmt: skip


def picture(driver: Driver, key: str) -> bytes:
    image = driver.window.panels[key].grab().toImage()
    return bytes(image.constBits())


# --- views ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", PLOTS)
def test_every_view_and_form_of_a_panel(driver: Driver, key: str) -> None:
    driver.compare(DEEP, {**DEEP, "model.activation": "tanh"})
    driver.press("train")
    driver.until_ended()
    panel = driver.window.panels[key]
    header = panel.header
    seen = set()
    for view in [choice.key for choice in header.view_menu._choices]:
        driver.pick(header.view_menu, view)
        assert header.view_menu.current == view
        for form in [choice.key for choice in header.form_menu._choices] or [""]:
            if form:
                driver.pick(header.form_menu, form)
                assert header.form_menu.current == form
            wait(30)
            seen.add(picture(driver, key))
            assert panel.explain()
    views = max(1, len(header.view_menu._choices))
    assert len(seen) >= views, "two views look the same"


def test_the_layer_strip_isolates(driver: Driver) -> None:
    driver.compare(DEEP)
    driver.press("train")
    driver.until_ended()
    panel = driver.window.panels["gradients"]
    assert isinstance(panel, LayerPanel)
    strip = panel.header.strip
    whole = picture(driver, "gradients")
    second = strip._rect_of(2).center().toPoint()
    QTest.mouseClick(strip, LEFT, NO_MODIFIER, second)
    wait(60)
    assert strip.selected == {2}
    assert list(panel._lines.ends) == [2]
    assert picture(driver, "gradients") != whole
    third = strip._rect_of(3).center().toPoint()
    QTest.mouseClick(strip, LEFT, CTRL, third)
    wait(60)
    assert list(panel._lines.ends) == [2, 3]
    QTest.mouseClick(strip, LEFT, NO_MODIFIER, second)
    QTest.mouseClick(strip, LEFT, NO_MODIFIER, second)
    wait(60)
    assert list(panel._lines.ends) == [1, 2, 3, 4]


def test_hover_reads_and_numbers_are_copied(driver: Driver) -> None:
    driver.press("train")
    driver.until_ended()
    for key in PLOTS[:3]:
        panel = driver.window.panels[key]
        assert isinstance(panel, TimePanel)
        panel.hover(50.0)
        shown = [text for _, text in panel.plot._crosshair._lines]
        assert any("50" in text for text in shown), key
        panel.hover(None)
        entries = {action.text(): action for action in panel.make_menu().actions()}
        entries["Copy numbers (CSV)"].trigger()
        text = driver.clipboard()
        assert len(text.splitlines()) > 1, key
        entries["Copy image"].trigger()
        entries["Maximise"].trigger()
        wait(20)
        assert driver.window.arrangement.alone is driver.window.docks[key]
        driver.key(Qt.Key.Key_Escape)
        entries["Explain"].trigger()
        assert driver.window.explain_card.isVisible()
        driver.key(Qt.Key.Key_Escape)
        assert not driver.window.explain_card.isVisible()


# --- presets --------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", PRESETS)
def test_a_preset_is_opened_and_trains(driver: Driver, key: str) -> None:
    button = driver.window.panels["readings"]._buttons[key]
    button.click()
    driver.until_ready()
    preset = PRESETS[key]
    assert len(driver.live) == len(preset.runs)
    assert driver.window.hint.text == preset.hint
    assert driver.session.pace == preset.pace
    driver.session.set_pace(None)
    driver.window.toolbar.step_requested.emit(12)
    driver.until_ended()
    assert [run.step for run in driver.live] == [12] * len(preset.runs)


def test_a_preset_keeps_what_was_measured(driver: Driver) -> None:
    driver.press("train")
    driver.until_ended()
    driver.window.panels["readings"]._buttons["sine"].click()
    driver.until_ready()
    assert [run.step for run in driver.ghosts] == [100] * 3


# --- drawing data ---------------------------------------------------------------------------------


def stroke(driver: Driver, start: tuple[float, float], end: tuple[float, float],
           button: Qt.MouseButton = LEFT) -> None:  # fmt: skip
    """Draw with the mouse from one place of the picture to another, given as shares of it."""
    plane = driver.window.panels["surface"].plane
    area = plane.area

    def at(share: float) -> QPoint:
        x = start[0] + share * (end[0] - start[0])
        y = start[1] + share * (end[1] - start[1])
        return QPoint(round(area.left() + x * area.width()), round(area.top() + y * area.height()))

    QTest.mousePress(plane, button, NO_MODIFIER, at(0))
    for step in range(1, 21):
        QTest.mouseMove(plane, at(step / 20))
    QTest.mouseRelease(plane, button, NO_MODIFIER, at(1))
    wait(0)


def test_points_are_drawn_and_trained_on(driver: Driver) -> None:
    driver.compare({"training.steps": 50})
    panel = driver.window.panels["surface"]
    QTest.mouseClick(panel._draw_button, LEFT)
    assert panel.pencil.active
    stroke(driver, (0.1, 0.2), (0.9, 0.2))
    first = len(panel.pencil.points)
    assert first > 5
    stroke(driver, (0.1, 0.8), (0.9, 0.8), Qt.MouseButton.RightButton)
    assert {point[2] for point in panel.pencil.points} == {0.0, 1.0}
    both = len(panel.pencil.points)
    driver.key(Qt.Key.Key_Z, CTRL, panel.plane)  # takes back the stroke, not a setting
    assert len(panel.pencil.points) == first
    stroke(driver, (0.1, 0.8), (0.9, 0.8), Qt.MouseButton.RightButton)
    assert len(panel.pencil.points) == both
    until(lambda: driver.selected.config.data.name == "drawn")
    driver.until_ready()
    run = driver.selected
    assert len(run.config.data.params["points"]) == both
    QTest.mouseClick(panel.pencil_bar._done, LEFT)
    assert not panel.pencil.active
    driver.press("train")
    driver.until_ended()
    assert run.status == "finished", run.problem
    assert run.facts is not None
    assert run.facts.train_samples == both


# --- the engine -----------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_an_engine_killed_while_training(open_window: OpenWindow) -> None:
    driver = open_window(in_process=False)
    runs = driver.compare({"training.steps": None}, {"model.activation": "tanh",
                                                    "training.steps": None})  # fmt: skip
    driver.press("train")
    until(lambda: all(run.step > 50 for run in runs))
    pid = driver.session.engine_pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    until(lambda: driver.window.notice.text, "a sentence")
    assert "Train" in driver.window.notice.text
    assert len(driver.problems) == 1
    assert not driver.session.is_training
    measured = [run.step for run in runs]
    assert all(step > 50 for step in measured)
    assert driver.window.toolbar.buttons["train"].text().strip() == "Train"

    driver.type("optimizer.learning_rate", "0.02")
    driver.press("train")
    until(lambda: driver.session.is_training and all(run.step > 10 for run in driver.live))
    assert driver.session.engine_pid not in (None, pid)
    assert not driver.window.notice.text
    assert sorted(run.step for run in driver.ghosts) == sorted(measured)
    driver.press("train")
    driver.until_ended()


def test_the_window_lives_while_the_engine_is_stopped(open_window: OpenWindow) -> None:
    """An engine that answers no more does not hold the window up, not even at the end."""
    driver = open_window(in_process=False)
    driver.until_ready()
    pid = driver.session.engine_pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    driver.press("train")
    driver.type("model.width", "32")
    driver.window.looks.choose_theme("dark")
    wait(100)
    assert driver.session.is_training
    driver.close()
