from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from engine.messages import Outcome
from engine.text import Message
from gui.board import Board
from gui.board_cells import COLUMNS, TONES, outcome_text, tone_color
from gui.board_model import PERIOD, BoardModel
from gui.session import Session
from gui.theme import DARK, LIGHT
from tests.fake_trainer import Clock, fake_host
from tests.gui.runs_for_tests import config, measure, run_of

KEYS = [column.key for column in COLUMNS]


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    """A session whose engine is never started: the tests measure by hand."""
    made = Session(in_process=True, make_host=fake_host)
    for activation in ("relu", "sigmoid", "tanh"):
        made.add_run(config(model__activation=activation))
    yield made
    made.close()


@pytest.fixture
def board(qtbot: QtBot, session: Session) -> Board:
    made = Board(session, LIGHT)
    qtbot.addWidget(made)
    made.resize(1330, 220)
    made.show()
    return made


def cell(board: Board, row: int, key: str) -> str:
    return board.rows.index(row, KEYS.index(key)).data()


def changed_cells(model: BoardModel) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []

    def note(first: QModelIndex, last: QModelIndex) -> None:
        for row in range(first.row(), last.row() + 1):
            for column in range(first.column(), last.column() + 1):
                found.append((row, KEYS[column]))

    model.dataChanged.connect(note)
    return found


def test_a_row_tells_all_of_a_run(board: Board, session: Session) -> None:
    run = measure(session.runs[1], 200)
    run.status, run.steps_per_second = "finished", 1234.4
    session.run_changed.emit(run.id)
    row = [cell(board, 1, key) for key in KEYS]
    assert row[0:2] == ["2", "Sigmoid"]
    assert row[3:5] == ["0.005", "50.0 %"]
    assert row[5].replace("\u202f", "") == "1234"
    assert row[6] == "Sigmoid"
    assert row[7] == "finished at step 200"
    assert [cell(board, 0, key) for key in ("loss", "accuracy", "differs")] == [
        "–", "–", "reference run",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("status", "outcome", "words"),
    [
        ("planned", None, "planned"),
        ("opening", None, "loading …"),
        ("ready", None, "planned"),
        ("training", None, "training, step 7"),
        ("paused", None, "paused at step 7"),
        ("finished", Outcome(kind="finished", step=7), "finished at step 7"),
        ("diverged", Outcome(kind="diverged", step=7), "diverged at step 7"),
        ("diverged", Outcome(kind="diverged", step=7, layer=3), "at step 7, layer 3 first"),
        ("stopped", None, "stopped at step 7 with the engine"),
        ("failed", None, "no {such} file"),
    ],
)
def test_every_status_has_words_and_a_dot(status: str, outcome: Outcome | None, words: str) -> None:
    run = run_of(7)
    run.status, run.outcome = status, outcome
    if status == "failed":
        run.problem = Message("no {name} file", {"name": "{such}"})
    assert words in outcome_text(run)
    for theme in (LIGHT, DARK):
        assert tone_color(run, theme) == getattr(theme, TONES.get(status, "muted"))


def test_the_model_behaves_as_qt_wants(board: Board, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(board.rows)


def test_only_cells_that_changed_are_told(board: Board, session: Session) -> None:
    changed = changed_cells(board.rows)
    measure(session.runs[2], 1)
    session.tick.emit({session.runs[2].id})
    assert changed == [(2, "sparkline"), (2, "loss"), (2, "accuracy")]
    changed.clear()
    session.run_changed.emit(session.runs[2].id)
    assert changed == []


def test_measurements_are_shown_ten_times_a_second(session: Session, qtbot: QtBot) -> None:
    clock = Clock()
    model = BoardModel(session, LIGHT, clock)
    changed = changed_cells(model)
    run = session.runs[0]
    updates = 0
    for _ in range(100):
        clock.now += PERIOD / 10
        measure(run, 1)
        session.tick.emit({run.id})
        updates += bool(changed)
        changed.clear()
    assert 9 <= updates <= 11
    session.run_changed.emit(run.id)  # as comes when training ends
    assert model.text(run, "loss") == "0.01"
    model.deleteLater()


def test_the_current_row_is_the_selected_run(board: Board, session: Session) -> None:
    assert board.currentIndex().row() == 2
    board.selectRow(0)
    assert session.selected is session.runs[0]
    session.select(session.runs[1].id)
    assert board.currentIndex().row() == 1
    assert [run.number for run in board.marked_runs()] == [2]
    session.remove(session.runs[0].id)
    assert board.currentIndex().row() == 0
    assert session.selected is session.runs[0]


def test_keys_move_the_selection(board: Board, session: Session, qtbot: QtBot) -> None:
    board.setFocus()
    qtbot.keyClick(board, Qt.Key.Key_Up)
    assert session.selected is session.runs[1]


def test_the_box_hides_and_shows(board: Board, session: Session) -> None:
    index = board.rows.index(1, 0)
    assert board.rows.setData(index, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert not session.runs[1].visible
    assert index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    board.selectAll()
    board.hide_action.trigger()  # one is hidden: show all
    assert all(run.visible for run in session.runs)
    board.hide_action.trigger()
    assert not any(run.visible for run in session.runs)


def test_names_are_edited_in_place(board: Board, session: Session) -> None:
    index = board.rows.index(0, KEYS.index("name"))
    assert index.flags() & Qt.ItemFlag.ItemIsEditable
    assert not board.rows.index(0, KEYS.index("loss")).flags() & Qt.ItemFlag.ItemIsEditable
    board.rename_action.trigger()
    assert board.state() == Board.State.EditingState
    board.closePersistentEditor(board.currentIndex())
    board.rows.setData(index, "  mine ")
    assert session.runs[0].name == "mine"
    board.rows.setData(index, "")
    assert session.runs[0].name == "ReLU"


def test_an_edit_that_changes_nothing_keeps_the_automatic_name(
    board: Board, session: Session
) -> None:
    board.rows.setData(board.rows.index(0, KEYS.index("name")), "ReLU")
    assert not session.runs[0].named


def test_rows_are_copied_as_a_table(board: Board, session: Session) -> None:
    measure(session.runs[0], 4)
    board.selectAll()
    board.copy_action.trigger()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert len(lines) == 4
    assert lines[0].split("\t")[:3] == ["Run", "Name", "Final loss"]
    assert lines[1].split("\t")[:3] == ["1", "ReLU", "0.25"]


def test_rows_are_duplicated_and_removed(board: Board, session: Session) -> None:
    board.selectRow(1)
    board.duplicate_action.trigger()
    assert session.runs[3].config == session.runs[1].config
    assert board.rows.rowCount() == 4
    board.selectRow(1)
    board.remove_action.trigger()
    assert [run.number for run in session.runs] == [1, 3, 4]
    board.selectAll()
    board.remove_action.trigger()
    assert board.rows.rowCount() == 0
    board.remove_action.trigger()
    board.rename_action.trigger()


def test_old_runs_are_faint_and_removed_at_once(board: Board, session: Session) -> None:
    measure(session.runs[0], 50)
    session.reset()
    ghost = session.runs[1]
    assert ghost.ghost
    index = board.rows.index(1, KEYS.index("loss"))
    assert index.data(Qt.ItemDataRole.ForegroundRole).name() == LIGHT.muted
    swatches = [
        board.rows.index(row, 0).data(Qt.ItemDataRole.DecorationRole).name() for row in (0, 1)
    ]
    assert swatches[0] != swatches[1]
    menu = board.make_menu()
    assert board.remove_ghosts_action.isEnabled()
    board.remove_ghosts_action.trigger()
    assert not any(run.ghost for run in session.runs)
    menu.deleteLater()
    menu = board.make_menu()
    assert not board.remove_ghosts_action.isEnabled()
    menu.deleteLater()


@pytest.mark.parametrize("width", [1330, 640])
def test_it_fits_the_screen_of_a_laptop(board: Board, width: int) -> None:
    fixed = sum(board.columnWidth(column) for column in range(len(COLUMNS) - 1))
    assert fixed + COLUMNS[-1].width <= 1366 - 2 * 18
    board.resize(width, 200)
    assert board.columnWidth(0) >= COLUMNS[0].width


def test_it_grows_with_the_text(board: Board) -> None:
    from dataclasses import replace

    before = board.columnWidth(1), board.rowHeight(0)
    board.set_theme(replace(DARK, presenter=True))
    assert board.columnWidth(1) > before[0]
    assert board.rowHeight(0) > before[1]
    board.set_theme(LIGHT)
    assert abs(board.columnWidth(1) - before[0]) <= 2
    assert board.rowHeight(0) == before[1]


def test_it_paints_lines_and_dots(board: Board, session: Session, qtbot: QtBot) -> None:
    measure(session.runs[0], 100)
    session.runs[0].status = "finished"
    session.run_changed.emit(session.runs[0].id)
    colors = colors_of(board.grab().toImage())
    assert LIGHT.run_color(0) in colors
    assert LIGHT.good in colors


def colors_of(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


def test_a_change_of_language_renames_everything(board: Board) -> None:
    heard: list[object] = []
    board.rows.headerDataChanged.connect(lambda *args: heard.append(args))
    QApplication.sendEvent(board, QEvent(QEvent.Type.LanguageChange))
    assert heard


# --- the reference --------------------------------------------------------------------------------


def test_a_run_is_pinned_as_the_reference(board: Board, session: Session) -> None:
    icons = lambda: [  # noqa: E731 - said three times below
        row for row in range(3)
        if board.rows.index(row, KEYS.index("name")).data(Qt.ItemDataRole.DecorationRole)
    ]  # fmt: skip
    assert icons() == []
    board.selectRow(1)
    menu = board.make_menu()
    assert board.pin_action in menu.actions()
    assert board.pin_action.text() == "Pin as reference"
    seen = changed_cells(board.rows)
    board.pin_action.trigger()
    assert session.reference is session.runs[1]
    assert icons() == [1]
    assert [cell(board, row, "differs") for row in range(3)] == ["ReLU", "reference run", "Tanh"]
    assert {(0, "differs"), (1, "differs"), (1, "name")} <= set(seen)
    tip = board.rows.index(1, KEYS.index("name")).data(Qt.ItemDataRole.ToolTipRole)
    assert "Sigmoid" in tip
    assert "reference" in tip
    board.make_menu()
    board._name_actions()
    assert board.pin_action.text() == "Compare with the first run again"
    board.pin_action.trigger()
    assert session.reference is session.runs[0]
    assert icons() == []


def test_only_one_run_is_pinned_and_a_key_does_it(board: Board, session: Session) -> None:
    for row in (1, 2):
        board.selectRow(row)
        QTest.keyClick(board, Qt.Key.Key_P)
    assert [run.pinned for run in session.runs] == [False, False, True]


def test_the_first_run_is_the_reference_when_the_pinned_one_is_gone(
    board: Board, session: Session
) -> None:
    session.pin(session.runs[2].id)
    session.remove(session.runs[2].id)
    assert session.reference is session.runs[0]


def test_a_run_that_starts_anew_stays_pinned_and_its_ghost_is_not(session: Session) -> None:
    run = measure(session.runs[1], 200)
    session.pin(run.id)
    session._runs.start_anew(run, config(model__activation="elu"))
    assert session.reference is run
    assert [each for each in session.runs if each.pinned] == [run]


def test_a_ghost_can_be_pinned(session: Session) -> None:
    run = measure(session.runs[1], 200)
    session._runs.start_anew(run, config(model__activation="elu"))
    ghost = next(each for each in session.runs if each.ghost)
    session.pin(ghost.id)
    assert session.reference is ghost
