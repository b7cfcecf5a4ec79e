"""A sentence in a picture's place, with something to click that leads on."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from gui.theme import Theme


class Notice(QWidget):
    """Says why there is nothing to see; the link emits the key given for it."""

    link_activated = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts = ("", "", "")
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._label.setTextFormat(Qt.TextFormat.RichText)
        self._label.linkActivated.connect(self.link_activated)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 6, 18, 24)
        box.addWidget(self._label)

    def set_text(self, text: str, key: str = "", link: str = "") -> None:
        """Say `text`, and offer `link`, which emits `key`."""
        if (text, key, link) != self._parts:
            self._parts = (text, key, link)
            self._write()

    def text(self) -> str:
        """The sentence shown."""
        return self._parts[0]

    def set_theme(self, theme: Theme) -> None:
        """Take colours and font size from `theme`."""
        self._theme = theme
        self._label.setFont(theme.font(13))
        self._write()

    def _write(self) -> None:
        text, key, link = self._parts
        told = f'<p style="color:{self._theme.muted}">{escape(text)}</p>' if text else ""
        if link:
            style = f"color:{self._theme.link}; text-decoration:none"
            told += f'<p><a href="{escape(key)}" style="{style}">{escape(link)}</a></p>'
        self._label.setText(told)
