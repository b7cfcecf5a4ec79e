"""The menu of cards: which are shown, one alone, the layout of the first start."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QMenu, QWidget

from gui.window.arrangement import Arrangement
from gui.window.dock import CardDock


class ViewMenu(QMenu):
    """Shows and hides cards."""

    def __init__(
        self, arrangement: Arrangement, docks: Mapping[str, CardDock], parent: QWidget
    ) -> None:
        super().__init__(parent)
        for key in ("experiment", "loss", "gradients", "dead_units", "activations", "surface",
                    "readings", "board"):  # fmt: skip
            self.addAction(docks[key].toggleViewAction())
        self.addSeparator()
        self._all = self.addAction("", arrangement.restore_all)
        self._reset = self.addAction("", arrangement.reset)
        arrangement.maximized.connect(lambda dock: self._all.setEnabled(dock is not None))
        self._all.setEnabled(False)
        self.retranslate()

    def retranslate(self) -> None:
        """Renew the texts in the present language."""
        self._all.setText(self.tr("Leave the single panel"))
        self._all.setToolTip(self.tr("Double-click a panel's title to see it alone."))
        self._reset.setText(self.tr("Reset layout"))
