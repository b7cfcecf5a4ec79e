"""The dialog that makes a figure for print or slides out of panels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from engine.text import QT_TRANSLATE_NOOP, EngineError, Message
from gui.export_figure_form import FigureForm
from gui.language import translate_message
from gui.panels.base import Panel
from gui.preferences import Preferences
from gui.publication import FileKind, Publication
from gui.publication_figure import PublicationFigure
from gui.publication_files import file_of, image_of, png_bytes, save_bytes
from gui.style import set_role
from gui.window.background import Background

PREVIEW = QSize(460, 400)
LATER = 120
"""Milliseconds after the last change until the preview is drawn."""

CANNOT_SAVE = QT_TRANSLATE_NOOP(
    "engine", "{path} cannot be written: {reason}. Choose another folder."
)


class ExportFigureDialog(QDialog):
    """Chooses panels, size, text and kind of file; shows and saves the figure.

    `first` is the key of the panel chosen at first, or empty for all. All else is as it was the
    last time.
    """

    def __init__(
        self,
        panels: Sequence[Panel],
        first: str,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export figure"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._panels = {panel.key: panel for panel in panels}
        self._preferences = preferences
        self._background = Background(self)
        titles = {key: panel.title() for key, panel in self._panels.items()}
        self.form = FigureForm(titles, first, preferences)
        self.preview = QLabel(self)
        self.preview.setFixedSize(PREVIEW)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.preview.setAccessibleName(self.tr("Preview"))
        self.problem = QLabel(self)
        self.problem.setWordWrap(True)
        set_role(self.problem, "danger")
        self._lay_out()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.show_preview)
        self.form.changed.connect(lambda: self._later.start(LATER))
        self.show_preview()

    def _lay_out(self) -> None:
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self.save_button = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        self.save_button.setDefault(True)
        self.buttons.accepted.connect(self.ask_and_save)
        self.buttons.rejected.connect(self.reject)
        right = QVBoxLayout()
        right.addWidget(self.form)
        right.addStretch(1)
        right.addWidget(self.problem)
        both = QHBoxLayout()
        both.setSpacing(20)
        both.addWidget(self.preview)
        both.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.addLayout(both)
        column.addWidget(self.buttons)
        self.resize(860, 480)

    # -- the figure ------------------------------------------------------------------------------

    def chosen(self) -> list[Panel]:
        """Return the panels that the figure is made of."""
        one = self._panels.get(self.form.what)
        return [one] if one is not None else list(self._panels.values())

    def _with_figure(self, work: Callable[[PublicationFigure], Any]) -> Any:
        figure = PublicationFigure(self.chosen(), self.form.wanted())
        try:
            figure.draw()
            return work(figure)
        finally:
            figure.close()
            figure.deleteLater()

    def show_preview(self) -> None:
        """Draw the figure small, or say why there is none."""
        wanted, kind = self.form.wanted(), self.form.kind
        try:
            wanted.check(kind)
        except EngineError as error:
            self._tell(translate_message(error))
            self.save_button.setEnabled(False)
            return
        self._tell("")
        self.save_button.setEnabled(True)
        ratio = self.devicePixelRatioF()
        dots = wanted.size_px.scaled(PREVIEW * ratio, Qt.AspectRatioMode.KeepAspectRatio)
        picture = QPixmap.fromImage(self._with_figure(lambda figure: image_of(figure, dots)))
        picture.setDevicePixelRatio(ratio)
        self.preview.setPixmap(picture)

    def _tell(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    # -- saving ----------------------------------------------------------------------------------

    def ask_and_save(self) -> None:
        """Ask where, and save the figure there."""
        kind = self.form.kind
        folder = self._preferences.get("files/last_folder")
        name = self.form.what or "figure"
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save figure"), f"{folder}/{name}.{kind}", f"{kind.upper()} (*.{kind})"
        )
        if chosen:
            path = Path(chosen)
            self.save(path if path.suffix else path.with_suffix(f".{kind}"))

    def save(self, path: Path) -> None:
        """Write the figure; the dialog closes when it is written, or says why it is not."""
        kind, wanted = self.form.kind, self.form.wanted()
        try:
            content = self._content(kind, wanted)
        except EngineError as error:
            self._tell(translate_message(error))
            return
        self.form.remember()
        self._preferences.set("files/last_folder", str(path.parent))
        self.save_button.setEnabled(False)
        self._background.run(
            lambda: save_bytes(path, content()), lambda error: self._saved(path, error)
        )

    def _content(self, kind: FileKind, wanted: Publication) -> Callable[[], bytes]:
        """Draw now; what the function returned still has to do may take long, in any thread."""
        wanted.check(kind)
        if kind == "png":
            image: QImage = self._with_figure(lambda figure: image_of(figure, wanted.dots))
            return lambda: png_bytes(image, wanted.dpi)
        made: bytes = self._with_figure(lambda figure: file_of(figure, kind))
        return lambda: made

    def _saved(self, path: Path, error: Exception | None) -> None:
        self.save_button.setEnabled(True)
        if error is None:
            self.accept()
        elif isinstance(error, OSError):
            reason = (error.strerror or str(error)).rstrip(".")
            told = Message(CANNOT_SAVE, {"path": str(path), "reason": reason})
            self._tell(translate_message(told))
        else:
            raise error

    def done(self, result: int) -> None:
        self._later.stop()
        self._background.close()
        super().done(result)
