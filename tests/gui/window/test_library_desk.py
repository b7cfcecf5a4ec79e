"""The library in the real window: found, opened, gone on with, taken away and brought back."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from engine.library.store import Library
from gui.library.view import LibraryView
from tests.gui.conftest import OpenWindow
from tests.gui.driving import LEFT, Driver, until, wait
from tests.gui.library.stored import keep
from tests.gui.window.test_room import all_cut_off

CTRL = Qt.KeyboardModifier.ControlModifier
Open = Callable[[], Driver]
SHORT = {"training.steps": 20}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "runs.sqlite"


@pytest.fixture
def opened(open_window: OpenWindow, path: Path) -> Open:
    """Open the window with the library at `path`."""

    def make() -> Driver:
        driver = open_window(library=path)
        driver.until_ready()
        driver.session.set_pace(None)
        return driver

    return make


def library(driver: Driver) -> LibraryView:
    """Click on Library, and wait for the list."""
    card = driver.window.library.card
    QTest.mouseClick(card.switch.titles["library"], LEFT)
    view = card.view
    assert view is not None
    until(lambda: view._listing is not None and not view._asking, "the list")
    return view


def names(view: LibraryView) -> list[str]:
    rows = [view.rows.row_at(place) for place in range(view.rows.rowCount())]
    return [row.name for row in rows if row is not None]


def train(driver: Driver, *settings: dict[str, object]) -> None:
    driver.compare(*[{**SHORT, **each} for each in settings])
    driver.press("train")
    driver.until_ended()


# --- two pages of one card ------------------------------------------------------------------------


def test_runs_and_library_are_two_pages(opened: Open) -> None:
    driver = opened()
    window = driver.window
    height = window.docks["board"].height()
    view = library(driver)
    assert view.isVisible()
    assert view.bar.isVisible()
    assert not window.board.isVisible()
    until(lambda: window.docks["board"].height() > height + 50, "more room")
    driver.key(Qt.Key.Key_L, CTRL)
    assert window.board.isVisible()
    assert not view.bar.isVisible()
    until(lambda: abs(window.docks["board"].height() - height) < 10, "the height of before")
    driver.key(Qt.Key.Key_F, CTRL)
    assert view.isVisible()
    assert window.focusWidget() is view.bar.search


def test_the_page_and_the_order_are_remembered(open_window: OpenWindow, path: Path) -> None:
    keep(path, {"name": "b"}, {"name": "a"})
    driver = open_window(library=path, remember=True)
    view = library(driver)
    view.table.show_order("name", True)
    view.table.order_changed.emit("name", True)
    driver.close()
    driver = open_window(library=path, remember=True)
    card = driver.window.library.card
    until(lambda: card.view is not None and names(card.view) == ["b", "a"], "the list in order")
    assert card.page == "library"


def test_what_trained_is_in_the_list_and_live_while_it_trains(opened: Open) -> None:
    driver = opened()
    view = library(driver)
    assert "Press Train" in view.sentence.text()
    driver.compare({"training.steps": None}, {"model.activation": "tanh", "training.steps": None})
    driver.press("train")
    until(lambda: len(names(view)) == 2, "both runs")
    row = view.rows.row_at(0)
    assert row is not None
    before = row.steps

    def steps() -> int:
        shown = view.rows.row_at(0)
        return shown.steps if shown is not None else 0

    until(lambda: steps() > before + 10, "a live row")
    row = view.rows.row_at(0)
    assert row is not None
    assert row.status == "training"
    driver.session.pause()
    driver.until_ended()
    until(lambda: view.rows.row_at(0).status == "paused", "the end")  # type: ignore[union-attr]
    assert driver.problems == []


def test_two_runs_of_last_week_come_on_the_board(opened: Open, path: Path) -> None:
    driver = opened()
    train(driver, {"model.activation": "tanh"}, {"model.activation": "elu"})
    driver.close()
    driver = opened()
    view = library(driver)
    view.bar.search.setText("tanh")
    until(lambda: names(view) == ["Tanh"], "the run")
    view.table.mark([view.rows.row_at(0).id])  # type: ignore[union-attr]
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    until(lambda: driver.selected.name == "Tanh", "the run on the board")
    assert driver.selected.step == 20
    assert driver.selected.latest("loss/train") is not None
    rows = len(driver.live)
    QTest.keyClick(view.table, Qt.Key.Key_Return)  # it is there already
    wait(200)
    assert len(driver.live) == rows
    view.bar.show_only("all")
    until(lambda: len(names(view)) == 2)
    view.table.selectAll()
    view.table.compare_action.trigger()
    until(lambda: len(driver.live) == rows + 1)
    until(lambda: {run.name for run in driver.live if run.visible} == {"Tanh", "ELU"})


def test_search_with_keys_alone(opened: Open, path: Path) -> None:
    keep(path, {"name": "deep tanh", "settings": {"model.activation": "tanh"}}, {"name": "plain"})
    driver = opened()
    driver.key(Qt.Key.Key_F, CTRL)
    view = driver.window.library.card.view
    assert view is not None
    until(lambda: len(names(view)) == 2, "the list")
    QTest.keyClicks(view.bar.search, "tanh")
    QTest.keyClick(view.bar.search, Qt.Key.Key_Return)
    until(lambda: [row.name for row in view.table.marked_rows()] == ["deep tanh"], "the mark")
    assert driver.window.focusWidget() is view.table
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    until(lambda: driver.selected.name == "deep tanh", "the run on the board")


def test_a_name_given_in_the_library_is_that_on_the_board(opened: Open) -> None:
    driver = opened()
    train(driver, {})
    view = library(driver)
    until(lambda: names(view), "the run")
    view.rows.change(driver.selected.kept, name="the good one")
    assert driver.selected.name == "the good one"


def test_settings_of_a_newer_version_are_refused_in_a_sentence(opened: Open, path: Path) -> None:
    keep(path, {"name": "from the future"})
    connection = sqlite3.connect(path)
    connection.execute("""UPDATE detail SET config = '{"schema": 99}'""")
    connection.commit()
    connection.close()
    driver = opened()
    view = library(driver)
    view.table.selectAll()
    view.table.open_action.trigger()
    until(lambda: driver.problems, "a sentence")
    assert "99" in driver.problems[0]


def test_a_deleted_run_that_is_gone_on_with_is_kept(opened: Open) -> None:
    driver = opened()
    train(driver, {})
    view = library(driver)
    until(lambda: names(view) == ["ReLU"])
    view.table.selectAll()
    view.table.delete_action.trigger()
    until(lambda: not names(view) and not view._asking)
    driver.press("train")
    driver.until_ended()
    until(lambda: names(view) == ["ReLU"], "the run")
    assert driver.selected.step == 40


def test_a_deleted_run_that_is_opened_is_restored(opened: Open, path: Path) -> None:
    keep(path, {"name": "a"})
    driver = opened()
    view = library(driver)
    view.table.selectAll()
    view.table.delete_action.trigger()
    view.bar.show_only("deleted")
    until(lambda: names(view) == ["a"])
    view.table.selectAll()
    view.table.open_action.trigger()
    until(lambda: driver.selected.name == "a" and names(view) == [], "the run on the board")
    assert _names(path) == ["a"]


# --- a session that died --------------------------------------------------------------------------


def interrupt(path: Path) -> None:
    """Let the library look as if the program had died while it trained."""
    connection = sqlite3.connect(path)
    connection.execute("UPDATE run SET status = 'training', owner = 'gone'")
    connection.commit()
    connection.close()


def test_runs_of_a_session_that_died_are_offered(opened: Open, path: Path) -> None:
    driver = opened()
    train(driver, {}, {"model.activation": "tanh"})
    driver.close()
    interrupt(path)
    driver = opened()
    notice = driver.window.library.notice
    until(lambda: "while 2 runs were training" in notice.text, "the offer")
    resume, _ = notice.buttons
    QTest.mouseClick(resume, LEFT)
    until(lambda: {run.name for run in driver.live} == {"ReLU", "Tanh"}, "the runs")
    assert all(run.step == 20 for run in driver.live)
    assert not notice.text


def test_what_was_dismissed_is_not_offered_again(opened: Open, path: Path) -> None:
    driver = opened()
    train(driver, {})
    driver.close()
    interrupt(path)
    driver = opened()
    notice = driver.window.library.notice
    until(lambda: "“ReLU” was training" in notice.text, "the offer")
    notice.dismiss()
    driver.close()
    driver = opened()
    asked: list[int] = []
    driver.session.shelf.ask(
        lambda library: library.interrupted(), lambda rows: asked.append(len(rows))
    )
    until(lambda: asked)
    assert asked == [1]
    assert not driver.window.library.notice.text


def test_interrupted_runs_are_shown(opened: Open, path: Path) -> None:
    keep(path, {"name": "kept"}, {"name": "cut short", "status": "interrupted"})
    driver = opened()
    notice = driver.window.library.notice
    until(lambda: notice.text, "the offer")
    QTest.mouseClick(notice.buttons[-1], LEFT)
    view = driver.window.library.card.view
    assert view is not None
    until(lambda: names(view) == ["cut short"], "the interrupted run")
    assert view.isVisible()


# --- files ----------------------------------------------------------------------------------------


def test_a_run_goes_to_a_colleague_and_comes_back(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = opened()
    train(driver, {"model.activation": "tanh"})
    place = tmp_path / "给同事 🙂.dynascope"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
    texts = {action.text(): action for action in driver.window.toolbar.export_menu.actions()}
    texts["Save run (.dynascope)…"].trigger()
    notice = driver.window.library.notice
    until(lambda: notice.text.startswith("Saved as"), "the file")
    loss = driver.selected.latest("loss/train")
    driver.close()

    driver = opened()
    rows = len(driver.live)
    driver.drop(place)
    until(lambda: len(driver.live) == rows + 1 and driver.selected.name == "Tanh", "the run")
    assert driver.selected.latest("loss/train") == loss
    view = library(driver)
    assert names(view) == ["Tanh", "Tanh"]


def test_a_file_that_is_no_run_is_refused_in_a_sentence(opened: Open, tmp_path: Path) -> None:
    driver = opened()
    place = tmp_path / "bad.dynascope"
    place.write_bytes(b"no zip")
    driver.window.library.open_files([place, tmp_path / "gone.dynascope"])
    notice = driver.window.library.notice
    until(lambda: "gone.dynascope" in notice.text, "a sentence")


@pytest.mark.parametrize("kind", ["csv", "config", "script", "archive"])
def test_several_runs_go_into_a_folder(opened: Open, path: Path, tmp_path: Path, kind: str) -> None:
    driver = opened()
    train(driver, {}, {})
    view = library(driver)
    until(lambda: len(names(view)) == 2)
    files = driver.window.library.files
    assert files is not None
    folder = tmp_path / "out"
    folder.mkdir()
    runs = [row.id for place in (0, 1) if (row := view.rows.row_at(place)) is not None]
    files.export(kind, runs, folder, named=False)
    until(lambda: "2 files saved" in driver.window.library.notice.text, "the files")
    assert len(list(folder.iterdir())) >= 2


def test_a_folder_that_cannot_be_written(opened: Open, tmp_path: Path) -> None:
    driver = opened()
    train(driver, {})
    files = driver.window.library.files
    assert files is not None
    files.export("csv", [driver.selected.kept], tmp_path / "none" / "a.csv", named=True)
    until(lambda: "cannot be written" in driver.window.library.notice.text, "a sentence")


# --- room on the disk -----------------------------------------------------------------------------


def test_the_size_limit_says_what_would_go_and_removes_nothing_by_itself(
    opened: Open, path: Path
) -> None:
    keep(path, {"name": "old", "steps": 5000}, {"name": "starred", "starred": True})
    driver = opened()
    dialog = driver.window.library.ask_for_limit()
    until(lambda: "MB" in dialog.sentence.text(), "the sentence")
    assert not dialog.remove_button.isVisible()
    dialog.limit.setDecimals(6)
    dialog.limit.setValue(0.0001)
    until(lambda: dialog.list.count() == 1, "what would go")
    assert dialog.list.item(0).text().startswith("old · ")
    wait(50)
    assert sorted(_names(path)) == ["old", "starred"]
    QTest.mouseClick(dialog.remove_button, LEFT)
    until(lambda: _names(path) == ["starred"], "the removal")
    until(lambda: dialog.list.count() == 0)
    dialog.limit.setValue(0.0)
    until(lambda: "no limit" in dialog.sentence.text())
    dialog.accept()


def _names(path: Path) -> list[str]:
    found = Library(path)
    rows = found.runs()
    found.close()
    return [row.name for row in rows]


def test_what_was_deleted_long_ago_is_removed_at_the_start(opened: Open, path: Path) -> None:
    keep(path, {"id": "old"}, {"id": "new"}, {"id": "kept"})
    connection = sqlite3.connect(path)
    day = 24 * 3600
    for run, age in (("old", 31 * day), ("new", 29 * day)):
        connection.execute("UPDATE run SET deleted = ? WHERE id = ?", (time.time() - age, run))
    connection.commit()
    connection.close()
    driver = opened()
    found: list[list[str]] = []
    driver.session.shelf.ask(
        lambda library: [row.id for row in library.runs(deleted=True)], found.append
    )
    until(lambda: found)
    assert found == [["new"]]
    assert len(_names(path)) == 1


def test_a_library_beyond_its_limit_is_told(opened: Open, path: Path) -> None:
    keep(path, *[{"id": f"r{number}", "steps": 20_000} for number in range(9)])
    driver = opened()
    driver.window.preferences.set("library/limit_gb", 0.001)
    driver.close()
    driver = opened()
    notice = driver.window.library.notice
    until(lambda: "more than the 1.0 MB" in notice.text, "the sentence")
    assert [button.text() for button in notice.buttons] == ["See what would go…"]
    assert len(_names(path)) == 9


# --- without a library, and in Chinese ------------------------------------------------------------


def test_without_a_library_the_page_says_so(open_window: OpenWindow) -> None:
    driver = open_window()
    driver.key(Qt.Key.Key_L, CTRL)
    view = driver.window.library.card.view
    assert view is not None
    until(lambda: "not kept" in view.sentence.text(), "the sentence")


def test_the_language_changes_at_once(opened: Open, path: Path) -> None:
    keep(path, {"name": "a", "status": "interrupted"})
    driver = opened()
    view = library(driver)
    until(lambda: driver.window.library.notice.text)
    driver.window.looks.choose_language("zh_CN")
    wait(50)
    assert driver.window.library.card.switch.titles["library"].text() == "实验库"
    assert "正在训练" in driver.window.library.notice.text
    assert view.bar.usage.text().startswith("1 个实验")
    assert view.rows.headerData(1, Qt.Orientation.Horizontal) == "名称"
    labels = [label.text() for label in view.findChildren(QLabel)]
    assert not any("Press Train" in text for text in labels)


@pytest.mark.parametrize("size", [(1366, 768), (1480, 920)])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_nothing_is_cut_off(opened: Open, path: Path, size: tuple[int, int], language: str) -> None:
    keep(path, {"name": "a", "tags": ("exam",)}, {"name": "b", "status": "interrupted"})
    driver = opened()
    driver.window.resize(*size)
    driver.window.looks.choose_language(language)
    view = library(driver)
    view.table.selectRow(0)
    view.table.delete_action.trigger()
    until(lambda: driver.window.library.notice.text and not view._asking)
    until(lambda: not all_cut_off(driver), f"room for {all_cut_off(driver)}", patience=3)
    heads = view.table.horizontalHeader()
    for column in range(view.rows.columnCount()):
        title = view.rows.headerData(column, Qt.Orientation.Horizontal)
        assert heads.fontMetrics().horizontalAdvance(title) + 8 < view.table.columnWidth(column)
    search = view.bar.search
    words = search.fontMetrics().horizontalAdvance(search.placeholderText())
    assert words < search.width() - 40
