"""A hand that uses the real window: clicks, keys, files dropped, and eyes that read it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEventLoop, QMimeData, QPoint, QPointF, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QGraphicsSimpleTextItem,
    QGraphicsTextItem,
    QGraphicsView,
    QLineEdit,
    QMenu,
    QTableView,
    QWidget,
)

from engine.config import ExperimentConfig, with_values
from gui.app import Window
from gui.field_row import FieldRow
from gui.form_section import SectionHeader
from gui.panels.canvas import Canvas
from gui.panels.choice_menu import ChoiceMenu
from gui.panels.notice import Notice
from gui.progress_line import ProgressLine
from gui.runs import Run

if TYPE_CHECKING:
    from gui.main_window import MainWindow

PATIENCE = 30.0
LEFT = Qt.MouseButton.LeftButton
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
SIZE = QSize(1480, 920)
SETTLED = ("ready", "paused", "finished", "diverged", "failed", "stopped")


def wait(milliseconds: int) -> None:
    """Let the window live; unlike `QTest.qWait` this leaves other threads their turn."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop, loop.quit)
    loop.exec()


def until(condition: Callable[[], object], what: str = "", patience: float = PATIENCE) -> None:
    """Let the window live until `condition` holds."""
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, f"waited {patience} s in vain for {what or condition}"
        wait(5)


def drop_event(*paths: Path) -> QDropEvent:
    """Return the event of files that are let go over a widget."""
    return QDropEvent(
        QPointF(40, 40), Qt.DropAction.CopyAction, _urls(*paths), LEFT, NO_MODIFIER
    )


_kept: list[QMimeData] = []


def _urls(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    _kept[:] = [data]  # events do not own it
    return data


class Driver:
    """Uses a window as a person does."""

    def __init__(self, application: Window, size: QSize = SIZE) -> None:
        self.application, self.closed = application, False
        self.window: MainWindow = application.start()
        if not size.isEmpty():
            self.window.resize(size)
        self.session = self.window.session
        self.problems: list[str] = []
        self.session.problem.connect(lambda problem: self.problems.append(str(problem)))
        until(lambda: self.window.panels, "the panels")

    # -- waiting ---------------------------------------------------------------------------------

    def until_ready(self) -> None:
        """Wait until the engine has opened every run."""
        until(lambda: all(run.status in SETTLED for run in self.live), "runs that are open")

    def until_ended(self) -> None:
        """Wait until nothing trains."""
        until(lambda: not self.session.is_training, "the end of training")
        self.until_ready()

    @property
    def live(self) -> list[Run]:
        """The runs that are no ghosts."""
        return [run for run in self.session.runs if not run.ghost]

    @property
    def ghosts(self) -> list[Run]:
        """The old runs."""
        return [run for run in self.session.runs if run.ghost]

    @property
    def selected(self) -> Run:
        """The run that the panels show."""
        run = self.session.selected
        assert run is not None
        return run

    @property
    def config(self) -> ExperimentConfig:
        """The settings in the form."""
        return self.window.form.config

    # -- the board -------------------------------------------------------------------------------

    def compare(self, *each: Mapping[str, Any]) -> list[Run]:
        """Put runs that differ from the default by these settings on the board."""
        runs = self.session.compare([with_values(ExperimentConfig(), own) for own in each])
        self.session.set_pace(None)
        self.until_ready()
        return runs

    def click_row(self, run: Run) -> None:
        """Click a run on the board, on its name."""
        board = self.window.board
        keys = [column.key for column in board.rows.columns]
        index = board.rows.index(board.rows.row_of(run.id), keys.index("name"))
        board.scrollTo(index)
        at = board.visualRect(index).center()
        QTest.mouseClick(board.viewport(), LEFT, NO_MODIFIER, at)

    # -- buttons and keys ------------------------------------------------------------------------

    def press(self, name: str) -> None:
        """Click a button of the toolbar."""
        button = self.window.toolbar.buttons[name]
        assert button.isEnabled(), name
        QTest.mouseClick(button, LEFT, NO_MODIFIER, QPoint(10, button.height() // 2))

    def key(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = NO_MODIFIER,
        widget: QWidget | None = None,
    ) -> None:
        """Press a key in the window, or in `widget`."""
        QTest.keyClick(widget or self.window, key, modifier)
        wait(0)

    def pick(self, menu: ChoiceMenu, key: str) -> None:
        """Choose an entry of a panel's menu."""
        position = [choice.key for choice in menu._choices].index(key)
        menu.menu().actions()[position].trigger()
        wait(0)

    # -- the form --------------------------------------------------------------------------------

    def row(self, path: str) -> FieldRow:
        """Return a setting's row in the form, its section open."""
        form = self.window.form
        for section in form.sections.values():
            if any(path == each or path.startswith(f"{each}.") for each in section.paths):
                section.set_open(True)
        return form.rows[path]

    @staticmethod
    def line(row: FieldRow) -> QLineEdit:
        """Return what one types into."""
        field = row.editor.fields[0]
        line = field if isinstance(field, QLineEdit) else field.findChild(QLineEdit)
        assert line is not None
        return line

    def type(self, path: str, text: str) -> FieldRow:
        """Type `text` into a setting's field, and press Enter."""
        line = self.line(self.row(path))
        line.setFocus()
        QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(line, Qt.Key.Key_Delete)
        QTest.keyClicks(line, text)
        QTest.keyClick(line, Qt.Key.Key_Return)
        wait(0)
        return self.row(path)

    def choose(self, path: str, key: str) -> None:
        """Choose from a setting's list, with the arrow keys."""
        combo = self.row(path).editor.fields[0]
        wanted = combo.findData(key)  # type: ignore[attr-defined]
        assert wanted >= 0, key
        combo.setFocus()
        while (away := wanted - combo.currentIndex()) != 0:  # type: ignore[attr-defined]
            QTest.keyClick(combo, Qt.Key.Key_Down if away > 0 else Qt.Key.Key_Up)
        wait(0)

    def sentence(self, path: str) -> str:
        """Return what a setting's row says is wrong with it."""
        label = self.row(path)._sentence
        return label.text() if label.isVisibleTo(self.window) else ""

    # -- files -----------------------------------------------------------------------------------

    def drop(self, *paths: Path) -> None:
        """Drop files on the window."""
        enter = QDragEnterEvent(
            QPoint(40, 40), Qt.DropAction.CopyAction, _urls(*paths), LEFT, NO_MODIFIER
        )
        QApplication.sendEvent(self.window, enter)
        assert enter.isAccepted()
        QApplication.sendEvent(self.window, drop_event(*paths))
        wait(0)

    # -- eyes ------------------------------------------------------------------------------------

    def widgets(self) -> Iterator[QWidget]:
        """Yield everything that can be seen in the window now."""
        for widget in (self.window, *self.window.findChildren(QWidget)):
            if widget.isVisibleTo(self.window):
                yield widget

    def tidy_up(self) -> None:
        """Leave the first three runs, no sentence on the screen, and everything at rest."""
        self.session.pause()
        for run in (*self.live[3:], *self.ghosts):
            self.session.remove(run.id)
        self.window.notice.show_text("", "problem")
        self.problems.clear()
        self.until_ready()
        wait(50)  # the panels have more room without the sentence, and draw again
        until(self._at_rest, "a display at rest")

    def _at_rest(self) -> bool:
        display = self.session._display
        looker = display._looker
        return not (display._timer.isActive() or looker._waiting or looker.pending)

    @staticmethod
    def clipboard() -> str:
        """Return what was copied as text."""
        return QGuiApplication.clipboard().text()

    def close(self) -> None:
        """Close the window by its button, once."""
        if not self.closed:
            self.closed = True
            self.application.close()


def actions_of(menu: QMenu) -> Iterator[QAction]:
    """Yield the entries of a menu and of those below it."""
    for action in menu.actions():
        if action.menu() is not None:
            yield from actions_of(action.menu())
        if not action.isSeparator():
            yield action


def texts_of(widget: QWidget) -> Iterator[str]:
    """Yield everything that `widget` itself says: text, tooltip, accessible name and the like."""
    for name in (
        "text", "toolTip", "accessibleName", "accessibleDescription", "placeholderText",
        "windowTitle", "plainText", "title",
    ):  # fmt: skip
        if name == "text" and isinstance(widget, QLineEdit):
            continue
        said = widget.property(name)
        if isinstance(said, str) and said:
            yield re.sub("<[^>]*>", " ", said)
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(index) for index in range(widget.count()))
    if isinstance(widget, QTableView):
        model = widget.model()
        columns = range(model.columnCount())
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            yield from (
                str(model.headerData(column, Qt.Orientation.Horizontal, role) or "")
                for column in columns
            )
            yield from (
                str(model.index(row, column).data(role) or "")
                for column in columns
                for row in range(model.rowCount())
            )
    if isinstance(widget, SectionHeader):
        yield widget.summary
    if isinstance(widget, ProgressLine):
        yield widget.text()
    if isinstance(widget, (Canvas, Notice)):
        yield from (str(getattr(widget, name, "")) for name in ("x_name", "y_name", "message"))
    if isinstance(widget, QGraphicsView):
        for item in widget.scene().items():
            if isinstance(item, (QGraphicsTextItem, QGraphicsSimpleTextItem)):
                yield item.toPlainText() if isinstance(item, QGraphicsTextItem) else item.text()
    for action in widget.actions():
        yield from (action.text(), action.toolTip())
    if isinstance(widget, QMenu):
        yield widget.title()
