"""The page of differences: the visible runs, the reference marked, as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from gui.differences.view import DifferencesView
from gui.session import Session
from gui.theme import DARK, LIGHT
from tests.fake_trainer import fake_host
from tests.gui.runs_for_tests import config

Role = Qt.ItemDataRole


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    made = Session(in_process=True, make_host=fake_host)
    made.add_run(config(model__activation="relu"))
    made.add_run(config(model__activation="tanh", optimizer__learning_rate=0.3))
    made.add_run(config(model__activation="relu", training__seed=7))
    yield made
    made.close()


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> DifferencesView:
    made = DifferencesView(session, LIGHT)
    qtbot.addWidget(made)
    made.resize(900, 200)
    made.show()
    return made


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def headings(view: DifferencesView) -> list[str]:
    columns = range(view.rows.columnCount())
    return [view.rows.headerData(each, Qt.Orientation.Horizontal) for each in columns]


def swatch(view: DifferencesView, column: int) -> QColor:
    """The colour in the middle of what stands before a heading."""
    shown = view.rows.headerData(column, Qt.Orientation.Horizontal, Role.DecorationRole)
    image = shown.pixmap(13, 13).toImage()
    return image.pixelColor(image.width() // 2, image.height() // 2)


def cells(view: DifferencesView) -> list[list[str]]:
    rows, columns = range(view.rows.rowCount()), range(view.rows.columnCount())
    return [[view.rows.index(row, column).data() for column in columns] for row in rows]


def test_rows_are_settings_and_columns_runs_in_their_colours(
    view: DifferencesView, session: Session, qtmodeltester: ModelTester
) -> None:
    names = [run.name for run in session.runs]
    assert headings(view) == ["Setting", f"reference: {names[0]}", *names[1:]]
    assert cells(view) == [
        ["Activation", "ReLU", "Tanh", "ReLU"],
        ["Learning rate", "0.01", "0.3", "0.01"],
        ["Seed", "42", "42", "7"],
    ]
    for column, run in enumerate(session.runs, 1):
        wanted = QColor(LIGHT.run_color(run.color_index))
        assert swatch(view, column) == wanted
    assert view._layout.currentWidget() is view.table
    qtmodeltester.check(view.rows)


def test_what_is_as_in_the_reference_is_muted(view: DifferencesView, session: Session) -> None:
    muted = QColor(LIGHT.muted)
    colors = [view.rows.index(0, column).data(Role.ForegroundRole) for column in range(4)]
    assert colors == [None, muted, None, muted]
    assert view.rows.index(0, 2).data(Role.FontRole).bold() or (
        view.rows.index(0, 2).data(Role.FontRole).weight() > 400
    )


def test_the_pinned_run_is_marked(view: DifferencesView, session: Session) -> None:
    session.pin(session.runs[1].id)
    settle()
    assert "reference" in headings(view)[2]
    assert "reference" not in headings(view)[1]


def test_hidden_runs_are_not_compared(view: DifferencesView, session: Session) -> None:
    session.set_visible(session.runs[1].id, False)
    settle()
    assert [row[0] for row in cells(view)] == ["Seed"]
    session.set_visible(session.runs[2].id, False)
    settle()
    assert view._layout.currentWidget() is view.notice
    assert view.notice.text() == "Show two runs or more to see in what they differ."


def test_it_is_said_when_nothing_differs(view: DifferencesView, session: Session) -> None:
    for run in session.runs[1:]:
        session.remove(run.id)
    session.duplicate_selected()
    settle()
    assert view._layout.currentWidget() is view.notice
    assert view.notice.text() == "These runs have the same settings."


def test_the_table_is_copied_as_csv(view: DifferencesView, session: Session) -> None:
    view.table.setFocus()
    QTest.keyClick(view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    rows = list(csv.reader(io.StringIO(QGuiApplication.clipboard().text())))
    assert rows[0][:2] == ["Setting", "Path"]
    assert rows[2] == ["Learning rate", "optimizer.learning_rate", "0.01", "0.3", "0.01"]
    assert len(rows) == 4


def test_edits_and_themes_are_followed(view: DifferencesView, session: Session) -> None:
    session.select(session.runs[0].id)
    session.change_selected({"data.noise": 0.2})
    settle()
    assert ["Noise", "0.2", "0", "0"] in cells(view)
    view.set_theme(DARK)
    assert swatch(view, 1) == QColor(DARK.run_color(0))


def test_columns_share_the_room(view: DifferencesView, session: Session) -> None:
    settle()
    widths = [view.table.columnWidth(column) for column in range(4)]
    assert 850 < sum(widths) <= view.table.viewport().width()
    assert len(set(widths[1:])) == 1
