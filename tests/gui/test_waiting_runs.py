"""Runs that need a file or points first: asked for, not scolded; filled by what is dropped."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from engine.config import missing
from gui.board_cells import outcome_text
from gui.drafts import REST
from tests.engine.data_files.test_recognise import TEST, TRAIN, write_cifar, write_idx
from tests.gui.driving import Driver, until, wait

TABLE = "x,y,kind\n" + "".join(f"{x},{y},{'ab'[(x + y) % 2]}\n" for x in range(8) for y in range(8))
NEEDY = {
    "csv": ("data.name", "data.params.path"),
    "idx": ("data.name", "data.params.images"),
    "cifar10": ("data.name", "data.params.path"),
    "drawn": ("data.name", "data.params.points"),
    "file": ("init.weights", "init.weights_params.path"),
}


def settle(driver: Driver) -> None:
    """Wait until a change of settings has been taken in, and its answer has come."""
    wait(REST + 50)
    until(lambda: all(run.status != "opening" for run in driver.live))
    wait(50)


@pytest.mark.parametrize("key", NEEDY)
def test_choosing_asks_for_a_file_and_does_not_scold(driver: Driver, key: str) -> None:
    choice, field = NEEDY[key]
    driver.choose(choice, key)
    settle(driver)
    run = driver.selected
    assert run.status == "planned"
    assert run.problem is None
    assert not driver.problems
    assert not driver.window.notice.text
    assert not driver.sentence(field)
    assert "not ready" in outcome_text(run)
    row = driver.row(field)
    if key != "drawn":
        assert isinstance(row.editor.fields[0], QLineEdit)
        assert "choose" in row.editor.fields[0].placeholderText()
        assert row.editor.fields[1].property("state") == "wanted"


def test_choices_on_the_way_are_no_mistakes(driver: Driver) -> None:
    for key in ("csv", "idx", "cifar10", "drawn", "moons"):
        driver.choose("data.name", key)
        settle(driver)
    driver.until_ready()
    assert driver.selected.status == "ready"
    assert not driver.problems


@pytest.mark.parametrize("key", NEEDY)
def test_train_explains_what_is_missing_and_trains_the_others(driver: Driver, key: str) -> None:
    choice, field = NEEDY[key]
    driver.choose(choice, key)
    settle(driver)
    waiting = driver.selected
    driver.press("train")
    until(lambda: not driver.session.is_training)
    assert [run.status for run in driver.live if run is not waiting] == ["finished"] * 2
    assert (waiting.status, waiting.step) == ("planned", 0)
    assert len(driver.problems) == 1
    assert driver.window.notice.text == driver.sentence(field)
    assert driver.sentence(field).endswith(".")
    driver.press("train")
    wait(50)
    assert len(driver.problems) == 2  # alone it does not train either


def test_the_field_that_asks_comes_into_view(driver: Driver) -> None:
    driver.window.resize(1366, 768)
    for section in driver.window.form.sections.values():
        section.set_open(section.key == "data")
    driver.choose("data.name", "cifar10")
    wait(100)
    row = driver.row("data.params.path")
    area = driver.window.form._area.viewport()
    assert 0 <= row.mapTo(area, row.rect().topLeft()).y() < area.height() - row.height()
    assert driver.row("data.name").has_focus  # the arrow keys go on choosing


def test_the_missing_field_comes_into_view_and_has_the_focus(driver: Driver) -> None:
    driver.choose("data.name", "csv")
    settle(driver)
    form = driver.window.form
    for section in form.sections.values():
        section.set_open(section.key != "data")
    wait(50)
    bar = form._area.verticalScrollBar()
    bar.setValue(bar.maximum())
    driver.session.train()
    wait(100)
    row = driver.row("data.params.path")
    assert row.has_focus
    top = row.mapTo(form._area.viewport(), row.rect().topLeft()).y()
    assert 0 <= top < form._area.viewport().height() - row.height()


def test_what_another_run_waits_for_is_told_with_its_name(driver: Driver) -> None:
    driver.choose("data.name", "csv")
    settle(driver)
    waiting = driver.selected
    driver.click_row(driver.live[0])
    driver.press("step")
    until(lambda: not driver.session.is_training)
    assert driver.window.notice.text.startswith(f"{waiting.name}: ")
    assert driver.selected is driver.live[0]


def test_if_nothing_else_can_train_the_waiting_run_is_shown(driver: Driver) -> None:
    waiting, wild = driver.compare(
        {}, {"data.name": "line", "optimizer.name": "sgd", "optimizer.learning_rate": 1e5}
    )
    driver.click_row(waiting)
    driver.choose("data.name", "csv")
    settle(driver)
    driver.press("train")
    until(lambda: wild.status == "diverged")
    driver.click_row(wild)
    driver.press("train")
    wait(50)
    assert driver.selected is waiting
    assert driver.sentence("data.params.path")


def test_a_running_run_that_is_given_no_file_stops_and_waits(driver: Driver) -> None:
    run, = driver.compare({"training.steps": None})
    driver.press("train")
    until(lambda: run.step > 20)
    driver.choose("data.name", "csv")
    settle(driver)
    assert not driver.session.is_training
    assert (run.status, run.step) == ("planned", 0)
    assert len(driver.ghosts) == 1  # what it measured is still there
    assert not driver.problems


# --- dropping -------------------------------------------------------------------------------------


def test_a_table_fills_the_run_that_waits_and_keeps_what_was_chosen(
    driver: Driver, tmp_path: Path
) -> None:
    path = tmp_path / "table.csv"
    path.write_text(TABLE, encoding="utf-8")
    driver.choose("data.name", "csv")
    driver.type("data.params.target", "kind")
    settle(driver)
    driver.drop(path)
    settle(driver)
    run = driver.selected
    assert len(driver.live) == 3
    assert run.status == "ready"
    assert run.config.data.params == {"path": str(path), "target": "kind"}
    assert missing(run.config) is None
    driver.press("undo")
    settle(driver)
    assert missing(driver.selected.config) is not None


def test_a_planned_run_is_filled_and_one_that_has_trained_is_not(
    driver: Driver, tmp_path: Path
) -> None:
    path = tmp_path / "table.csv"
    path.write_text(TABLE, encoding="utf-8")
    driver.drop(path)
    driver.until_ready()
    assert len(driver.live) == 3
    assert driver.selected.config.data.name == "csv"
    driver.press("step")
    driver.until_ended()
    driver.drop(path)
    driver.until_ready()
    assert len(driver.live) == 4
    driver.drop(path, path)
    driver.until_ready()
    assert len(driver.live) == 5  # the first fills the planned run


@pytest.mark.parametrize("dropped", [TRAIN[:1], TRAIN[1:], TRAIN, ("",)])
def test_images_are_dropped_and_train(
    driver: Driver, tmp_path: Path, dropped: tuple[str, ...]
) -> None:
    write_idx(tmp_path, *TRAIN, *TEST, count=1200)
    driver.drop(*(tmp_path / name for name in dropped))
    driver.until_ready()
    run = driver.selected
    assert not driver.problems
    assert len(driver.live) == 3
    assert run.facts is not None
    assert (run.facts.train_samples, run.facts.test_samples) == (1200, 1200)
    assert run.config.training.batch_size == 128
    driver.press("step")
    driver.until_ended()
    assert run.step == 1


@pytest.mark.parametrize("names", [["data_batch_1.bin"], ["test_batch.bin"], [""]])
def test_photographs_are_dropped(driver: Driver, tmp_path: Path, names: list[str]) -> None:
    write_cifar(tmp_path, "data_batch_1.bin", "test_batch.bin")
    driver.drop(*(tmp_path / name for name in names))
    driver.until_ready()
    run = driver.selected
    assert not driver.problems
    assert run.facts is not None
    assert run.facts.sizes == (3072, 16, 10)


def test_points_can_be_drawn_when_there_are_none(driver: Driver) -> None:
    driver.choose("data.name", "drawn")
    settle(driver)
    surface = driver.window.panels["surface"]
    until(lambda: surface.plane.isVisible())
    assert surface.header.subtitle.text() == "Draw points of two classes."
    surface.points_drawn.emit([[0.0, 0.0, 0], [1.0, 1.0, 1], [0.5, 0.2, 0]])
    driver.until_ready()
    assert driver.selected.status == "ready"
    until(lambda: not surface.header.subtitle.text())
