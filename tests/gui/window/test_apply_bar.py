"""Restarting by hand: changes wait until they are applied."""

from __future__ import annotations

from tests.gui.conftest import OpenWindow
from tests.gui.driving import LEFT, Driver, QTest, actions_of, until, wait


def ask_for_apply(driver: Driver) -> None:
    entries = {action.text(): action for action in actions_of(driver.window.view_menu)}
    entries["Restart at once after a change"].trigger()


def test_changes_wait_for_the_button(driver: Driver) -> None:
    run, = driver.compare({"training.steps": None})
    ask_for_apply(driver)
    driver.press("train")
    until(lambda: run.step > 20)
    bar = driver.window.apply_bar
    driver.choose("model.activation", "tanh")
    driver.type("model.width", "8")
    wait(400)
    assert bar.isVisible()
    assert run.config.model.activation == "relu"
    assert driver.config.model.activation == "tanh"
    assert not driver.ghosts
    QTest.mouseClick(bar.button, LEFT)
    until(lambda: driver.ghosts and run.step > 5)
    assert (run.config.model.activation, run.config.model.width) == ("tanh", 8)
    assert len(driver.ghosts) == 1
    assert not bar.isVisible()


def test_the_choice_is_remembered(open_window: OpenWindow) -> None:
    first = open_window(remember=True)
    ask_for_apply(first)
    first.close()
    again = open_window(remember=True)
    assert not again.window.apply_bar.at_once
    assert again.session._settings.drafts.mode == "on apply"
