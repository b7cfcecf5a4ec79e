"""Animations of the past: every snapshot in its order, beside a window that stays as it is."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from gui import past_film
from gui.export_animation_dialog import ExportAnimationDialog
from gui.publication_figure import PublicationFigure
from gui.runs import Run
from tests.gui.conftest import OpenWindow
from tests.gui.driving import Driver, actions_of, until

ENDLESS = {"training.steps": None, "data.samples": 100}


class Drawn(NamedTuple):
    """What a picture was made of: the last step of each run's curves, and the picture's."""

    steps: dict[str, int]
    pictured: int | None


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Drawn]:
    seen: list[Drawn] = []
    original = past_film.image_of

    def note(figure: PublicationFigure, *more: object) -> QImage:
        panel = figure.panels[0]
        assert panel.selected is not None
        picture = panel.selected.shown_picture
        steps = {run.name: run.step for run in panel.runs}
        seen.append(Drawn(steps, picture.step if picture is not None else None))
        return original(figure, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(past_film, "image_of", note)
    return seen


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    def choose(name: str) -> Path:
        path = tmp_path / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
        return path

    return choose


def train(driver: Driver, run: Run, steps: int) -> None:
    """Train to a step, with a pause before that: there a snapshot is taken, at others perhaps."""
    for step in (steps // 2, steps):
        driver.session.step(step - run.step)
        until(lambda step=step: run.status == "paused" and run.step == step, f"step {step}")
    until(lambda: run.picture is not None and run.picture.step == steps, "its picture")


def ask(driver: Driver, panel: str) -> ExportAnimationDialog:
    menu = driver.window.panels[panel].make_menu()
    next(each for each in actions_of(menu) if each.text() == "Export animation…").trigger()
    menu.deleteLater()
    dialog = driver.window.animations.dialog
    assert dialog is not None
    assert dialog.panel.currentData() == panel
    return dialog


def frames_of(path: Path) -> int:
    with Image.open(path) as image:
        assert image.size == (800, 600)
        return int(image.n_frames)


def test_every_snapshot_once_while_training_goes_on(
    open_window: OpenWindow, drawn: list[Drawn], target: Callable[[str], Path], tmp_path: Path
) -> None:
    driver = open_window(library=tmp_path / "runs.sqlite")
    run, _ = driver.compare(ENDLESS, {**ENDLESS, "model.activation": "tanh"})
    driver.session.select(run.id)
    train(driver, run, 20)
    driver.session.set_pace(100)
    driver.press("train")
    steps = driver.session.travel.steps()
    assert {0, 10, 20} <= set(steps)
    made = target("曲面 🎬.gif")
    dialog = ask(driver, "surface")
    assert not dialog.isModal()
    dialog.speed.setValue(4)
    dialog.save_button.click()
    until(made.exists, "the file")
    assert [each.pictured for each in drawn[: len(steps)]] == steps
    assert [each.steps[run.name] for each in drawn[: len(steps)]] == steps
    (now,) = drawn[len(steps) :]
    assert now.pictured is not None
    assert now.pictured > steps[-1]
    assert frames_of(made) == len(steps) + 1
    with Image.open(made) as image:
        assert image.info["duration"] == 250
    assert run.at is None
    assert driver.session.is_training
    assert driver.window.panels["surface"].selected is run
    until(lambda: driver.window.animations.dialog is None, "a dialog that is gone")
    assert str(made) in driver.window.library.notice.text
    assert not driver.problems


def test_curves_grow(
    open_window: OpenWindow, drawn: list[Drawn], target: Callable[[str], Path], tmp_path: Path
) -> None:
    driver = open_window(library=tmp_path / "runs.sqlite")
    run, other = driver.compare(ENDLESS, {**ENDLESS, "model.activation": "tanh"})
    driver.session.select(run.id)
    train(driver, run, 8)
    steps = driver.session.travel.steps()
    made = target("loss.webp")
    ask(driver, "loss").save_button.click()
    until(made.exists, "the file")
    assert [each.steps for each in drawn] == [{run.name: step, other.name: step} for step in steps]
    assert frames_of(made) == len(steps)


def test_a_run_of_the_library(
    open_window: OpenWindow, drawn: list[Drawn], target: Callable[[str], Path], tmp_path: Path
) -> None:
    """Its first rows are not in memory: they come from the library."""
    driver = open_window(library=tmp_path / "runs.sqlite")
    (run,) = driver.compare(ENDLESS)
    train(driver, run, 200)
    driver.session.reset()
    (ghost,) = driver.ghosts
    assert ghost.history is not None
    ghost.history.limit_raw(0)
    driver.session.select(ghost.id)
    steps = driver.session.travel.steps()
    made = target("x.gif")
    ask(driver, "activations").save_button.click()
    until(made.exists, "the file")
    assert [each.steps[ghost.name] for each in drawn] == steps
    assert not driver.problems


def test_cancelled_and_closed_leave_nothing(
    open_window: OpenWindow, drawn: list[Drawn], target: Callable[[str], Path], tmp_path: Path
) -> None:
    driver = open_window(library=tmp_path / "runs.sqlite")
    (run,) = driver.compare(ENDLESS)
    train(driver, run, 5)
    made = target("x.gif")
    dialog = ask(driver, "surface")
    dialog.save_button.click()
    until(lambda: len(drawn) >= 2, "two pictures")
    dialog.reject()
    until(lambda: driver.window.animations.dialog is None, "a dialog that is gone")
    assert not made.exists()
    dialog = ask(driver, "surface")
    dialog.save_button.click()
    until(lambda: len(drawn) >= 4, "two more")
    driver.close()
    assert [each.name for each in tmp_path.glob("*.gif*")] == []
    assert [each.name for each in tmp_path.glob(".*")] == []


def test_a_lost_engine_is_told_in_the_dialog(
    open_window: OpenWindow, drawn: list[Drawn], target: Callable[[str], Path], tmp_path: Path
) -> None:
    driver = open_window(library=tmp_path / "runs.sqlite", in_process=False)
    (run,) = driver.compare(ENDLESS)
    train(driver, run, 5)
    made = target("x.gif")
    dialog = ask(driver, "surface")
    dialog.save_button.click()
    until(lambda: len(drawn) >= 1, "a picture")
    pid = driver.session.engine_pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    until(lambda: "engine was lost" in dialog.problem.text(), "the sentence")
    assert not made.exists()
    dialog.save_button.click()  # the viewer brings another engine
    until(made.exists, "the file")


def test_other_kinds_and_runs_without_a_past_are_told(
    open_window: OpenWindow, target: Callable[[str], Path], tmp_path: Path
) -> None:
    driver = open_window(library=tmp_path / "runs.sqlite")
    (run,) = driver.compare(ENDLESS)
    assert driver.window.animations.ask() is None
    assert "cannot be animated" in driver.problems[-1]
    train(driver, run, 3)
    target("x.mp4")
    dialog = driver.window.animations.ask()
    assert dialog is not None
    dialog.save_button.click()
    assert ".gif or .webp" in dialog.problem.text()
    dialog.reject()
