"""A line below a plot that says which runs are not in it, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.panels.card import MARGIN, dress
from gui.panels.elided_label import ElidedLabel
from gui.theme import Theme

SEPARATOR = "; "


class LeftOut(ElidedLabel):
    """Hidden while every run is drawn."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setContentsMargins(MARGIN, 0, MARGIN, 6)
        self.hide()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take colour and font from `theme`."""
        dress(self, theme.font(11), theme.muted)

    def set_reasons(self, reasons: Sequence[str]) -> None:
        """Say these things; nothing: hide."""
        text = SEPARATOR.join(reasons)
        if text != self.text():
            self.setText(text)
            self.setToolTip("\n".join(reasons))
            self.setVisible(bool(text))
