"""Files that go out by the Export menu, and files that come in by the mouse."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog
from safetensors.numpy import load_file

from engine.config import ExperimentConfig, from_json, read_config, to_json, with_values
from tests.gui.conftest import OpenWindow
from tests.gui.driving import Driver, actions_of, until

CLASSES = "petal,sepal,kind\n" + "".join(
    f"{x / 10},{y / 10},{'ab'[(x + y) % 2]}\n" for x in range(8) for y in range(8)
)
NUMBERS = "x;y\n" + "".join(f"{x / 10};{(x / 10) ** 2}\n" for x in range(60))
MANY = "".join(f"{','.join(str((k * n) % 7) for n in range(1, 6))},{k % 3}\n" for k in range(90))


def entry(driver: Driver, words: str) -> None:
    """Choose the entry of the Export menu that begins with `words`."""
    found = [
        action
        for action in actions_of(driver.window.toolbar.export_menu)
        if action.text().startswith(words)
    ]
    assert len(found) == 1, words
    found[0].trigger()


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where every dialog that asks for a name says to save."""
    path = tmp_path / "chosen"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    return path


# --- out ------------------------------------------------------------------------------------------


def test_settings_are_copied_and_saved(driver: Driver, target: Path) -> None:
    driver.type("model.width", "12")
    entry(driver, "Copy settings")
    assert from_json(QGuiApplication.clipboard().text()) == driver.config
    entry(driver, "Save settings")
    assert read_config(target) == driver.config


def test_measurements_that_memory_gave_back_come_from_the_library(
    open_window: OpenWindow, target: Path, tmp_path: Path
) -> None:
    driver = open_window(library=tmp_path / "runs.sqlite")
    (run,) = driver.compare({"training.steps": 300})
    driver.session.train()
    driver.until_ended()
    assert run.history is not None
    run.history.limit_raw(10)
    assert run.history.first_raw_step > 200
    entry(driver, "Save measurements")
    until(target.exists)
    with target.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert [int(row[0]) for row in rows] == list(range(1, 301))
    assert "dead_units/1" in header


def test_measurements_are_saved_beside_the_window(driver: Driver, target: Path) -> None:
    entry(driver, "Save measurements")
    assert "press Train first" in driver.window.notice.text
    assert not target.exists()
    driver.press("train")
    driver.until_ended()
    entry(driver, "Save measurements")
    driver.window.files.close()
    with target.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header[:2] == ["step", "epoch"]
    assert len(rows) == 100
    last = float(rows[-1][header.index("loss/train")])
    assert last == pytest.approx(driver.selected.latest("loss/train"))
    assert "dead_units/1" in header


def test_weights_are_saved_and_opened_again(driver: Driver, target: Path) -> None:
    driver.press("train")
    driver.until_ended()
    entry(driver, "Save weights")
    until(target.exists, "the weights")
    path = target.with_suffix(".safetensors")
    target.rename(path)
    assert load_file(path)["layers.1.weight"].shape == (16, 2)
    driver.drop(path)
    driver.until_ready()
    run = driver.selected
    assert run.config.init.weights == "file"
    driver.press("step")
    driver.until_ended()
    assert run.latest("loss/train") == pytest.approx(0.195, abs=0.01)  # goes on from there


def test_the_picture_of_the_window_is_saved(driver: Driver, target: Path) -> None:
    entry(driver, "Save picture")
    assert QImage(str(target)).size() == driver.window.size() * driver.window.devicePixelRatio()


# --- in -------------------------------------------------------------------------------------------


def test_a_configuration_is_dropped(driver: Driver, tmp_path: Path) -> None:
    config = with_values(ExperimentConfig(), {"model.hidden_layers": 4, "data.name": "moons"})
    path = tmp_path / "run.json"
    path.write_text(to_json(config), encoding="utf-8")
    driver.drop(path)
    driver.until_ready()
    assert driver.selected.config == config
    assert len(driver.live) == 4
    assert driver.window.form.config == config
    assert not driver.window.notice.text


def test_several_files_at_once(driver: Driver, tmp_path: Path) -> None:
    paths = []
    for name in ("moons", "circles"):
        paths.append(tmp_path / f"{name}.json")
        paths[-1].write_text(json.dumps({"data": {"name": name}}), encoding="utf-8")
    driver.drop(*paths)
    driver.until_ready()
    assert [run.config.data.name for run in driver.live] == ["disc"] * 3 + ["moons", "circles"]


@pytest.mark.parametrize(("content", "task", "sizes", "title"), [
    (CLASSES, "binary", (2, 16, 1), "Decision surface"),
    (NUMBERS, "regression", (1, 16, 1), "Fit"),
    (MANY, "multiclass", (5, 16, 3), "Confusion matrix"),
], ids=["classes", "numbers", "many features"])  # fmt: skip
def test_a_table_is_dropped_and_trains(
    driver: Driver, tmp_path: Path, content: str, task: str, sizes: tuple[int, ...], title: str
) -> None:
    path = tmp_path / "table.csv"
    path.write_text(content, encoding="utf-8")
    driver.drop(path)
    driver.until_ready()
    run = driver.selected
    assert run.facts is not None, driver.problems
    assert (run.facts.task, run.facts.sizes) == (task, sizes)
    driver.press("train")
    driver.until_ended()
    assert run.status == "finished"
    until(lambda: driver.window.panels["surface"].header.title.text() == title)
    assert title in [action.text() for action in driver.window.view_menu.actions()]
    assert driver.window.docks["surface"].windowTitle() == title
    assert np.isfinite(run.latest("loss/test"))


def test_digits_show_their_confusion_matrix(open_window: OpenWindow) -> None:
    driver = open_window()
    run, = driver.compare({"data.name": "digits", "data.train_share": 0.8,
                           "data.scaling": "minmax", "training.steps": 60,
                           "training.batch_size": 64})  # fmt: skip
    driver.press("train")
    driver.until_ended()
    surface = driver.window.panels["surface"]
    until(lambda: surface.header.title.text() == "Confusion matrix")
    until(lambda: run.picture is not None and run.picture.step == 60)
    latest = run.picture.confusion.counts.numpy()
    until(lambda: np.array_equal(surface.matrix.counts, latest), "the last matrix")
    assert latest.shape == (10, 10)
    assert latest.sum() == run.facts.test_samples
    told = surface.header.value.text()
    assert float(told.rstrip(" %")) == pytest.approx(100 * np.trace(latest) / latest.sum(), abs=0.1)
    assert surface.images.isVisible()
