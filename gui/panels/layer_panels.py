"""The panels per layer: gradients, dead units, activations."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from gui.panels.layer_views import DEAD_UNITS, DISTRIBUTIONS, GRADIENTS
from gui.panels.layers import LayerPanel


class GradientPanel(LayerPanel):
    """Gradient norms, update-to-weight ratio and weight norm per layer."""

    key = GRADIENTS.key
    declared = GRADIENTS


class DeadPanel(LayerPanel):
    """Dead, inactive, zero and saturated shares per layer."""

    key = DEAD_UNITS.key
    declared = DEAD_UNITS

    #: dead units are to be measured now
    scan_requested = Signal()

    def make_menu(self) -> QMenu:
        menu = super().make_menu()
        scan = QAction(self.tr("Measure dead units now"), menu)
        scan.triggered.connect(self.scan_requested)
        menu.insertAction(menu.actions()[0], scan)
        menu.insertSeparator(menu.actions()[1])
        return menu


class ActivationPanel(LayerPanel):
    """Distributions of activations per layer, now and over time."""

    key = DISTRIBUTIONS.key
    declared = DISTRIBUTIONS
