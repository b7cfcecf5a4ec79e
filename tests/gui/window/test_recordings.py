"""Animations from the real window: recorded while a run trains, and written whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QFileDialog

from gui.panels.base import Panel
from tests.gui.conftest import OpenWindow
from tests.gui.driving import Driver, actions_of, until


def record(driver: Driver, panel: Panel, text: str = "Record animation…") -> None:
    menu = panel.make_menu()
    next(action for action in actions_of(menu) if action.text() == text).trigger()
    menu.deleteLater()


def test_recorded_while_training(
    open_window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "表面 🎈"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    driver = open_window()
    driver.until_ready()
    panel = driver.window.panels["surface"]
    before = panel.runs
    record(driver, panel)
    recording = driver.window.figures.recordings._running["surface"]
    driver.session.train()
    until(lambda: recording.writer.frames >= 4, "four pictures")
    driver.session.pause()
    record(driver, panel, "Stop recording")
    made = path.with_suffix(".gif")
    until(made.exists, "the file")
    until(lambda: not panel.recorded)
    with Image.open(made) as image:
        assert image.size == (800, 600)
        assert image.n_frames >= 4
    assert panel.runs is not before or panel.theme is driver.window.looks.theme
    assert "Record animation…" in [each.text() for each in actions_of(panel.make_menu())]
    assert not driver.problems


def test_written_when_the_window_closes(open_window: OpenWindow, tmp_path: Path) -> None:
    driver = open_window()
    driver.until_ready()
    driver.window.figures.recordings.begin(driver.window.panels["loss"], tmp_path / "x.webp")
    driver.close()
    with Image.open(tmp_path / "x.webp") as image:
        assert image.size == (800, 600)


def test_another_kind_is_told(open_window: OpenWindow, tmp_path: Path) -> None:
    driver = open_window()
    driver.until_ready()
    driver.window.figures.recordings.begin(driver.window.panels["loss"], tmp_path / "x.mp4")
    assert ".gif or .webp" in driver.problems[-1]
    assert not driver.window.panels["loss"].recorded
