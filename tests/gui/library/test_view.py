"""The page of the library, with a real library behind it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from engine.library.shared import SharedLibrary
from engine.library.store import Library
from engine.text import Message
from gui.library.cells import KEYS
from gui.library.view import LibraryView
from gui.shelf import Shelf
from gui.theme import DARK, LIGHT
from tests.gui.driving import LEFT, NO_MODIFIER, until
from tests.gui.library.stored import keep, row

RUNS = (
    {"name": "deep tanh", "settings": {"model.activation": "tanh", "model.hidden_layers": 8},
     "tags": ("exam",), "note": "ask on Monday"},
    {"name": "plain", "starred": True},
    {"name": "fast", "settings": {"optimizer.learning_rate": 0.1}, "status": "interrupted"},
)  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "runs 实验.sqlite"


@pytest.fixture
def told() -> list[Message]:
    """What was said of the library."""
    return []


@pytest.fixture
def view(qtbot: QtBot, path: Path, told: list[Message]) -> Iterator[LibraryView]:
    library = SharedLibrary(path, told.append)
    shelf = Shelf(library)
    made = LibraryView(shelf, LIGHT)
    qtbot.addWidget(made.bar)
    qtbot.addWidget(made)
    made.rows.edited.connect(
        lambda run, name, value: shelf.ask(
            lambda library: library.update(run, **{name: value}), writes=True
        )
    )
    made.resize(1300, 300)
    made.show()
    made.activateWindow()
    yield made
    shelf.close()
    library.close()


def listed(view: LibraryView) -> None:
    """Ask for the runs and wait until they are there."""
    view.reload()
    until(lambda: not view._asking, "an answer")


def names(view: LibraryView) -> list[str]:
    rows = [view.rows.row_at(place) for place in range(view.rows.rowCount())]
    return [row.name for row in rows if row is not None]


def at(view: LibraryView, place: int, key: str) -> QPoint:
    return view.table.visualRect(view.rows.index(place, KEYS.index(key))).center()


def stored(path: Path) -> dict[str, object]:
    library = Library(path)
    found = {row.name: row for row in library.runs()}
    library.close()
    return found


def test_all_runs_are_listed_with_what_they_take(view: LibraryView, path: Path) -> None:
    keep(path, *RUNS)
    listed(view)
    assert names(view) == ["fast", "plain", "deep tanh"]
    assert view.bar.usage.text().startswith("3 runs · ")
    assert not view.sentence.isVisible()


def test_an_empty_library_is_a_friendly_sentence(view: LibraryView) -> None:
    listed(view)
    assert "Press Train" in view.sentence.text()
    assert view.sentence.isVisible()
    assert not view.table.isVisible()


def test_without_a_library_it_says_so(qtbot: QtBot) -> None:
    shelf = Shelf(SharedLibrary(None, print))
    view = LibraryView(shelf, LIGHT)
    qtbot.addWidget(view.bar)
    qtbot.addWidget(view)
    listed(view)
    assert "not kept" in view.sentence.text()
    shelf.close()


def test_a_damaged_library_is_set_aside_and_told(
    view: LibraryView, path: Path, told: list[Message]
) -> None:
    path.write_bytes(b"garbage" * 3000)
    listed(view)
    assert "set aside" in str(told[0])
    assert "No runs yet" in view.sentence.text()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("tanh", ["deep tanh"]),
        ("exam", ["deep tanh"]),
        ("monday deep", ["deep tanh"]),
        ("learning_rate=0.1", ["fast"]),
        ("relu", ["fast", "plain"]),
        ("nonsense", []),
    ],
)
def test_search_as_one_types(view: LibraryView, path: Path, query: str, found: list[str]) -> None:
    keep(path, *RUNS)
    listed(view)
    QTest.keyClicks(view.bar.search, query)
    until(lambda: names(view) == found, f"{found}, not {names(view)}")
    assert view.bar.usage.text().startswith(f"{len(found)} of 3 runs" if found else "0 of 3 runs")
    if not found:
        assert "nonsense" in view.sentence.text()
    view.bar.show_only("all")
    until(lambda: len(names(view)) == 3, "all runs")


@pytest.mark.parametrize(
    ("key", "found"),
    [("all", ["fast", "plain", "deep tanh"]), ("starred", ["plain"]), ("interrupted", ["fast"]),
     ("deleted", [])],
)  # fmt: skip
def test_filters(view: LibraryView, path: Path, key: str, found: list[str]) -> None:
    keep(path, *RUNS)
    view.bar.show_only(key)
    until(lambda: not view._asking and view._listing is not None)
    assert names(view) == found
    assert bool(view.sentence.text()) is not bool(found)


def test_deleting_can_be_undone(view: LibraryView, path: Path) -> None:
    keep(path, *RUNS)
    listed(view)
    view.table.mark(["run1", "run3"])
    QTest.keyClick(view.table, Qt.Key.Key_Delete)
    assert names(view) == ["plain"]  # at once
    assert view.undo_bar.text == "2 runs deleted."
    until(lambda: set(stored(path)) == {"plain"}, "the deletion")
    until(lambda: not view._asking)
    assert [row.id for row in view.table.marked_rows()] == ["run2"]
    QTest.mouseClick(view.undo_bar.buttons[0], LEFT)
    until(lambda: names(view) == ["fast", "plain", "deep tanh"], "the runs")
    assert not view.undo_bar.text
    assert set(stored(path)) == {"fast", "plain", "deep tanh"}


def test_deleted_runs_are_found_and_restored(view: LibraryView, path: Path) -> None:
    keep(path, *RUNS)
    listed(view)
    view.table.mark(["run2"])
    view.table.delete_action.trigger()
    until(lambda: "plain" not in stored(path))
    view.bar.show_only("deleted")
    until(lambda: names(view) == ["plain"], "the deleted run")
    view.table.mark(["run2"])
    assert [action.text() for action in view.table.make_menu().actions()] == [
        "Restore", "Delete for good…",
    ]  # fmt: skip
    view.table.restore_action.trigger()
    until(lambda: "plain" in stored(path))
    until(lambda: names(view) == [])


def test_a_run_that_trains_is_not_deleted(view: LibraryView, path: Path) -> None:
    keep(path, *RUNS)
    listed(view)
    view.rows.show_now("run1", status="training", steps=7)
    view.delete([row(1, status="training")])
    assert "pause it first" in view.undo_bar.text
    assert len(names(view)) == 3


def test_f2_renames_in_place(view: LibraryView, path: Path) -> None:
    keep(path, *RUNS)
    listed(view)
    view.table.mark(["run2"])
    QTest.keyClick(view.table, Qt.Key.Key_F2)
    editor = view.table.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, "well named")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    until(lambda: "well named" in names(view))
    until(lambda: "well named" in stored(path))
    until(lambda: not view._asking)
    assert "well named" in names(view)


def test_a_click_stars(view: LibraryView, path: Path) -> None:
    keep(path, *RUNS)
    listed(view)
    QTest.mouseClick(view.table.viewport(), LEFT, NO_MODIFIER, at(view, 0, "starred"))
    until(lambda: getattr(stored(path)["fast"], "starred", False), "the star")
    view.table.mark(["run1", "run2"])
    view.table.star_action.trigger()  # one has a star already: the other gets one
    until(lambda: all(getattr(each, "starred", False) for each in stored(path).values()))


def test_enter_and_double_click_open(view: LibraryView, path: Path) -> None:
    keep(path, *RUNS)
    listed(view)
    opened: list[list[str]] = []
    view.table.open_wanted.connect(lambda rows: opened.append([row.name for row in rows]))
    view.table.mark(["run3", "run1"])
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    for key in ("name", "starred"):
        QTest.mouseClick(view.table.viewport(), LEFT, NO_MODIFIER, at(view, 1, key))
        QTest.mouseDClick(view.table.viewport(), LEFT, NO_MODIFIER, at(view, 1, key))
    assert opened == [["fast", "deep tanh"], ["plain"]]


def test_a_click_on_a_title_sorts(view: LibraryView, path: Path) -> None:
    keep(path, *RUNS)
    listed(view)
    told: list[tuple[str, bool]] = []
    view.table.order_changed.connect(lambda *order: told.append(order))
    header = view.table.horizontalHeader()
    for key in ("name", "name", "started"):
        left = header.sectionPosition(KEYS.index(key))
        QTest.mouseClick(header.viewport(), LEFT, NO_MODIFIER, QPoint(left + 20, 8))
        found = {("name", False): ["deep tanh", "fast", "plain"],
                 ("name", True): ["plain", "fast", "deep tanh"],
                 ("started", True): ["fast", "plain", "deep tanh"]}[told[-1]]  # fmt: skip
        assert names(view) == found
    assert told == [("name", False), ("name", True), ("started", True)]


def test_rows_are_copied(view: LibraryView, path: Path) -> None:
    keep(path, *RUNS)
    listed(view)
    view.table.mark(["run1"])
    view.table.copy_action.trigger()
    title, line = QGuiApplication.clipboard().text().split("\n")
    assert title.split("\t")[0] == "Name"
    assert line.split("\t")[0] == "deep tanh"


def test_letters_are_left_to_the_window(view: LibraryView, path: Path) -> None:
    keep(path, *RUNS)
    listed(view)
    view.table.mark(["run1"])
    QTest.keyClick(view.table, Qt.Key.Key_F)  # Fork; Qt would look for a name with F
    assert [row.id for row in view.table.marked_rows()] == ["run1"]


def test_marks_outlive_new_runs(view: LibraryView, path: Path) -> None:
    keep(path, *RUNS)
    listed(view)
    view.table.mark(["run1"])
    keep(path, {"id": "later", "name": "later"})
    listed(view)
    assert names(view)[0] == "later"
    assert [row.id for row in view.table.marked_rows()] == ["run1"]


def test_another_theme_and_text_size(view: LibraryView, path: Path) -> None:
    keep(path, *RUNS)
    listed(view)
    view.set_theme(DARK)
    assert names(view) == ["fast", "plain", "deep tanh"]
    assert not view.grab().isNull()
