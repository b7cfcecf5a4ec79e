"""The dialog that shows a report of an unexpected error."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

LONGEST = 200_000
"""Characters of reports that are shown; later ones are in the log."""


class CrashDialog(QDialog):
    """Says that something went wrong, shows the report, and copies it.

    `folder` holds the log files; None if there are none.
    """

    def __init__(self, folder: Path | None) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Unexpected error"))
        self._folder = folder
        words = QLabel(
            self.tr(
                "Something went wrong that should not. What still works can be used on; if it "
                "happens again, please send this report to the developers."
            )
        )
        words.setWordWrap(True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy_button = self._button(self.tr("Copy report"))
        self.copy_button.clicked.connect(self.copy)
        if folder is not None:
            self._button(self.tr("Open log folder")).clicked.connect(self._open_folder)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for part in (words, self.text, self.buttons):
            column.addWidget(part)
        self.resize(720, 420)

    def _button(self, text: str) -> QPushButton:
        return self.buttons.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)

    def add(self, report: str) -> None:
        """Show a further report."""
        if self.text.document().characterCount() < LONGEST:
            self.text.appendPlainText(report if self.text.document().isEmpty() else f"\n{report}")

    def copy(self) -> None:
        """Put all reports on the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
