from __future__ import annotations

from pathlib import Path

import pytest

from engine.config import with_values
from engine.messages import Outcome
from gui.theme import LIGHT
from gui.time_bar import TimeBar
from gui.time_travel import SPEEDS
from gui.window.time_link import TimeLink
from tests.gui.conftest import OpenWindow
from tests.gui.driving import Driver


@pytest.fixture
def driver(open_window: OpenWindow, tmp_path: Path) -> Driver:
    return open_window(library=tmp_path / "runs.sqlite")


def test_without_a_library_the_bar_says_so(open_window: OpenWindow) -> None:
    bar = open_window().window.time_bar
    assert "library" in bar.toolTip()
    assert not bar.slider.isEnabled()


def test_without_runs_the_bar_says_so(driver: Driver) -> None:
    for run in driver.live:
        driver.session.remove(run.id)
    assert "no run" in driver.window.time_bar.toolTip()


def test_snapshots_come_to_the_bar_as_they_are_taken(driver: Driver) -> None:
    bar, run = driver.window.time_bar, driver.selected
    assert "snapshot" in bar.toolTip()
    run.snapshots = [(0, "log"), (4, "marker")]
    driver.session.run_changed.emit(run.id)
    assert bar.slider.isEnabled()
    assert bar.slider.steps == (0, 4)


def test_live_changes_and_the_end_are_marked(driver: Driver) -> None:
    run = driver.selected
    run.snapshots = [(0, "log"), (4, "marker"), (9, "marker")]
    run.markers = [(4, "optimizer.learning_rate", 0.1, 0.2)]
    run.outcome = Outcome(kind="diverged", step=9)
    driver.session.run_changed.emit(run.id)
    slider = driver.window.time_bar.slider
    assert slider.read_at(slider.x_of(1)) == "learning rate 0.1 → 0.2 at step 4"
    assert slider.read_at(slider.x_of(2)) == "diverged at step 9"


def test_the_bar_tells_the_session(driver: Driver) -> None:
    travel, run = driver.session.travel, driver.selected
    bar = TimeBar(LIGHT, SPEEDS, driver.window)
    TimeLink(bar, driver.session, LIGHT)
    run.config = with_values(run.config, {"training.steps": 10})
    run.snapshots = [(0, "log"), (4, "marker")]
    bar.speed_chosen.emit(20)
    assert travel.speed == 20
    assert bar.speed_button.text() == "20 / s"
    bar.play_toggled.emit()
    assert travel.playing
    assert bar.play_button.accessibleName() == "Pause the playback"
    bar.play_toggled.emit()
    assert not travel.playing
    bar.step_chosen.emit(4)
    assert (travel.position, run.at) == (4, 4)
    bar.step_chosen.emit(None)
    assert travel.position is None
