"""Points drawn with the mouse: drawn in their panel, counted here."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QWidget

from gui.editors.base import Editor
from gui.editors.setting import Setting
from gui.style import set_role


class PointsEditor(Editor):
    """Says how many points there are."""

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(setting, parent)
        self._count = QLabel(self)
        set_role(self._count, "muted")
        self._row.addWidget(self._count)
        self.show_value()

    @property
    def fields(self) -> tuple[QWidget, ...]:
        return (self._count,)

    def show_value(self) -> None:
        count = len(self._value or ())
        set_role(self._count, "muted" if count else "link")
        self._count.setText(QCoreApplication.translate("PointsEditor", "%n point(s)", None, count))
        self._count.setToolTip(self.tr("Draw points with the mouse in the decision surface."))
