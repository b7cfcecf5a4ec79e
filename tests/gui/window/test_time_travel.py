"""Time travel in the whole window, with the real engine and library."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt

from engine.messages import Picture
from gui.runs import Run
from tests.gui.conftest import OpenWindow
from tests.gui.driving import Driver, until

ENDLESS = {"training.steps": None}
MOMENTS = (3, 20)
"""Steps at which the runs of these tests pause, and are looked at."""


class Seen:
    """What was to be seen of a run when it stood at a step."""

    def __init__(self, picture: Picture) -> None:
        assert picture.surface is not None
        assert picture.weights is not None
        assert picture.distributions is not None
        self.surface = picture.surface.values.numpy().copy()
        self.weights = [each.numpy().copy() for each in picture.weights]
        self.counts = picture.distributions.counts.numpy().copy()

    def equals(self, picture: Picture | None) -> bool:
        return picture is not None and all(
            same(a, b) for a, b in zip(self._all(), Seen(picture)._all(), strict=True)
        )

    def _all(self) -> list[NDArray[np.generic]]:
        return [self.surface, self.counts, *self.weights]


def same(a: NDArray[np.generic], b: NDArray[np.generic]) -> bool:
    return a.shape == b.shape and a.tobytes() == b.tobytes()


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "runs.sqlite"


def train_and_see(driver: Driver, run: Run) -> dict[int, Seen]:
    """Train a run to some steps; returns what was to be seen at each."""
    seen = {}
    for step in MOMENTS:
        driver.session.step(step - run.step)
        until(lambda: run.status == "paused" and run.picture and run.picture.step == run.step)
        assert run.picture is not None
        seen[run.step] = Seen(run.picture)
    assert tuple(seen) == MOMENTS
    return seen


def go(driver: Driver, step: int) -> Picture | None:
    """Go to a step; returns the picture shown once it is there."""
    run = driver.selected
    driver.session.travel.go(step)
    until(lambda: run.shown_picture is not None and run.past_step == step, f"step {step}")
    return run.shown_picture


def chips(driver: Driver) -> dict[str, str]:
    """Return which step the cards say that they show."""
    return {
        key: panel.header.past.text
        for key, panel in driver.window.panels.items()
        if panel.header.past.text
    }


def test_the_past_is_what_was_seen_then_while_training_goes_on(
    open_window: OpenWindow, library: Path
) -> None:
    driver = open_window(library=library)
    (run,) = driver.compare(ENDLESS)
    seen = train_and_see(driver, run)
    driver.session.set_pace(500)
    driver.press("train")
    until(lambda: run.step > 30)

    for step in reversed(MOMENTS):
        assert seen[step].equals(go(driver, step))
        assert run.value("loss/train") == run.history.value_at("loss/train", step)  # type: ignore[union-attr]
        later = run.step
        until(lambda later=later: run.step > later + 20, "training that goes on")
        assert run.past_step == step
        assert driver.session.is_training

    assert chips(driver) == dict.fromkeys(("surface", "activations", "readings"), "step 3")
    driver.session.travel.go(None)
    until(lambda: run.picture is not None and run.picture.step > 40, "a picture of the present")
    assert not chips(driver)
    assert run.past_step is None


def test_ghosts_and_runs_of_a_lost_engine_have_a_past(
    open_window: OpenWindow, library: Path
) -> None:
    driver = open_window(library=library, in_process=False)
    (run,) = driver.compare(ENDLESS)
    seen = train_and_see(driver, run)
    pid = driver.session.engine_pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    until(lambda: run.status == "stopped", "the loss of the engine")
    assert seen[3].equals(go(driver, 3))

    driver.press("reset")
    driver.until_ready()
    (ghost,) = driver.ghosts
    assert driver.session.travel.position is None
    driver.session.select(ghost.id)
    assert seen[20].equals(go(driver, 20))


def test_a_run_of_the_library_shows_its_newest_snapshot_and_its_past(
    open_window: OpenWindow, library: Path
) -> None:
    first = open_window(library=library)
    (run,) = first.compare(ENDLESS)
    seen = train_and_see(first, run)
    kept = run.kept
    first.close()

    driver = open_window(library=library)
    answers: list[tuple[object, object]] = []
    driver.session.shelf.ask(
        lambda opened: (opened.record(kept), opened.measurements(kept).history()), answers.append
    )
    until(lambda: answers, "the library")
    stored = driver.session.open_kept(*answers[0])  # type: ignore[arg-type]
    until(lambda: stored.picture is not None and stored.picture.surface is not None, "a picture")
    assert stored.picture is not None
    assert seen[stored.picture.step].equals(stored.picture)
    assert stored.picture.step == 20
    assert stored.preview is not None
    assert driver.session.travel.position is None
    assert seen[3].equals(go(driver, 3))


def test_bar_keys_cards_and_plots_tell_the_same_step(
    open_window: OpenWindow, library: Path
) -> None:
    driver = open_window(library=library)
    bar = driver.window.time_bar
    assert not bar.slider.isEnabled()
    assert "train" in bar.toolTip()
    (run,) = driver.compare(ENDLESS)
    train_and_see(driver, run)
    until(lambda: bar.slider.isEnabled())

    bar.slider.setFocus()
    driver.key(Qt.Key.Key_Home, widget=bar.slider)
    until(lambda: run.past_step == 0)
    loss, gradients = driver.window.panels["loss"], driver.window.panels["gradients"]
    until(lambda: loss.plot.cursor.step == 0)  # type: ignore[attr-defined]
    assert gradients.plot.cursor.step == 0  # type: ignore[attr-defined]
    assert bar.label.text() == "past: step 0 of 20"
    assert chips(driver)["surface"] == "step 0"
    driver.key(Qt.Key.Key_Right, widget=bar.slider)
    until(lambda: run.past_step == 1)
    bar.now_button.click()
    until(lambda: not chips(driver))
    assert loss.plot.cursor.step is None  # type: ignore[attr-defined]
    assert bar.label.text() == "now: step 20"


def test_f_in_the_past_forks_there(open_window: OpenWindow, library: Path) -> None:
    driver = open_window(library=library)
    (run,) = driver.compare(ENDLESS)
    seen = train_and_see(driver, run)
    go(driver, 3)
    assert "step 3" in driver.window.toolbar.buttons["fork"].toolTip()
    driver.key(Qt.Key.Key_F)
    until(lambda: len(driver.live) == 2 and driver.live[1].status == "paused", "the branch")
    branch = driver.live[1]
    assert driver.selected is branch
    assert branch.step == 3
    assert driver.session.travel.position is None
    until(lambda: branch.picture is not None and branch.picture.step == 3)
    assert seen[3].equals(branch.picture)
    assert "step 3" not in driver.window.toolbar.buttons["fork"].toolTip()


def test_scrubbing_asks_for_no_more_than_can_be_shown(
    open_window: OpenWindow, library: Path
) -> None:
    driver = open_window(library=library)
    (run,) = driver.compare(ENDLESS)
    train_and_see(driver, run)
    asked: list[object] = []
    ask = driver.session._views._ask
    driver.session._views._ask = lambda *question: (asked.append(question), ask(*question))[1]
    steps = driver.session.travel.steps()
    for step in (*steps, *reversed(steps), 3):
        driver.session.travel.go(step)
    assert len(asked) == 1
    until(lambda: run.past_step == 3)
    assert len(asked) == 2
