"""The menu of cards: which are shown, one alone, the layout of the first start."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QMenu, QWidget

from gui.window.apply_bar import ApplyBar
from gui.window.arrangement import Arrangement
from gui.window.dock import CardDock


class ViewMenu(QMenu):
    """Shows and hides cards."""

    def __init__(
        self,
        arrangement: Arrangement,
        docks: Mapping[str, CardDock],
        apply_bar: ApplyBar,
        parent: QWidget,
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
        self.addSeparator()
        self._at_once = self.addAction("")
        self._at_once.setCheckable(True)
        self._at_once.setChecked(apply_bar.at_once)
        self._at_once.toggled.connect(apply_bar.set_at_once)
        self.setToolTipsVisible(True)
        self.retranslate()

    def retranslate(self) -> None:
        """Renew the texts in the present language."""
        self._all.setText(self.tr("Leave the single panel"))
        self._all.setToolTip(self.tr("Double-click a panel's title to see it alone."))
        self._reset.setText(self.tr("Reset layout"))
        self._at_once.setText(self.tr("Restart at once after a change"))
        self._at_once.setToolTip(
            self.tr("Else changes that need a new start wait until you apply them.")
        )
