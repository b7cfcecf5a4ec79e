"""The script that the Export menu saves: what it prints is what the window showed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog

from tests.engine.export.scripts import executed
from tests.gui.conftest import OpenWindow
from tests.gui.driving import Driver, actions_of, until


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where every dialog that asks for a name says to save."""
    path = tmp_path / "学习 run.py"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    return path


def save_script(driver: Driver) -> None:
    menu = driver.window.toolbar.export_menu
    entry, = (each for each in actions_of(menu) if each.text() == "Save PyTorch script…")
    entry.trigger()
    driver.window.files.close()


def test_the_script_prints_what_was_measured_live_changes_included(
    open_window: OpenWindow, target: Path
) -> None:
    driver = open_window()
    run, = driver.compare({"data.name": "digits", "training.steps": 40, "data.train_share": 0.5,
                           "data.scaling": "minmax", "training.dtype": "float64"})  # fmt: skip
    driver.press("step")
    until(lambda: run.step == 1, "the first step")
    driver.until_ready()
    driver.type("optimizer.learning_rate", "0.002")
    until(lambda: len(run.markers) == 1, "the marker")
    driver.press("train")
    driver.until_ended()
    save_script(driver)
    history = run.history
    losses = history.rows(1, 41)[:, history.columns.index("loss/train")]
    assert len(losses) == 40
    np.testing.assert_allclose(executed(target), losses, rtol=1e-6)
    assert "0.01 -> 0.002" in target.read_text(encoding="utf-8")
    assert (target.parent / "digits.csv.gz").exists()
    assert not driver.problems


def test_a_script_that_cannot_be_saved_is_told(driver: Driver, target: Path) -> None:
    target.mkdir()
    save_script(driver)
    until(lambda: "cannot be written" in driver.window.notice.text, "the sentence")


def test_a_data_file_that_is_gone_is_told(
    open_window: OpenWindow, target: Path, tmp_path: Path
) -> None:
    table = tmp_path / "table.csv"
    table.write_text("".join(f"{n},{n * n}\n" for n in range(30)), encoding="utf-8")
    driver = open_window()
    driver.drop(table)
    driver.until_ready()
    table.unlink()
    save_script(driver)
    until(lambda: "does not exist" in driver.window.notice.text, "the sentence")
    assert not target.exists()
