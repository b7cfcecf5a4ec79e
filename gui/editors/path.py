"""A file or folder: written, chosen in a dialog, or dropped."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QToolButton, QWidget

from gui.editors.line import LineEditor
from gui.editors.setting import Setting
from gui.icons import icon
from gui.style import set_look, set_role


class PathEditor(LineEditor):
    """A line with a button that opens a dialog, and stands out while a file is needed."""

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(setting, parent)
        self.setAcceptDrops(True)
        self.line.setAcceptDrops(False)

    def _place(self) -> None:
        super()._place()
        self.browse = QToolButton(self)
        set_role(self.browse, "toggle")
        self.browse.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.browse)
        self._file = menu.addAction("", self.choose_file)
        self._folder = menu.addAction("", self.choose_folder)
        self.browse.setMenu(menu)
        self._row.addWidget(self.browse)

    @property
    def fields(self) -> tuple[QWidget, ...]:
        return (self.line, self.browse)

    def retranslate(self) -> None:
        self._file.setText(self.tr("Choose a file…"))
        self._folder.setText(self.tr("Choose a folder…"))
        self.browse.setToolTip(self.tr("Choose a file or folder"))
        self.browse.setAccessibleName(self.tr("Choose a file or folder"))
        self.browse.setIcon(icon("folder", self.palette().placeholderText().color().name()))
        super().retranslate()

    def show_value(self) -> None:
        super().show_value()
        self.line.setToolTip(self.text_of(self._value))
        if not self.line.hasFocus():
            self.line.end(False)  # the name of a file tells more than where it lies
        wanted = bool(self.setting.prompt) and not self._value
        set_look(self.browse, "state", "wanted" if wanted else "")

    def choose_file(self) -> None:
        """Ask for a file."""
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a file"), self._start())
        if path:
            self.offer(path)

    def choose_folder(self) -> None:
        """Ask for a folder."""
        path = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder"), self._start())
        if path:
            self.offer(path)

    def _start(self) -> str:
        return str(Path(self._value).expanduser().parent) if self._value else ""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.offer(paths[0])
            event.acceptProposedAction()
