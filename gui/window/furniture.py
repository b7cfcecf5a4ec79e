"""Makes the panels of plots, once the window stands: the plotting library takes its time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui.theme import Theme

if TYPE_CHECKING:
    from gui.panels.base import Panel

PANELS = ("loss", "gradients", "dead_units", "activations", "surface", "readings")
"""Keys of the panels, in the order in which menus name them."""


def make_panels(theme: Theme) -> dict[str, Panel]:
    """Return the panels by key; the first call loads the plotting library."""
    from gui.panels.layer_panels import ActivationPanel, DeadPanel, GradientPanel
    from gui.panels.loss import LossPanel
    from gui.panels.readings import ReadingsPanel
    from gui.panels.surface import SurfacePanel

    kinds: tuple[Callable[[Theme], Panel], ...] = (
        LossPanel, GradientPanel, DeadPanel, ActivationPanel, SurfacePanel, ReadingsPanel,
    )  # fmt: skip
    return {panel.key: panel for panel in (kind(theme) for kind in kinds)}


def first_title(key: str) -> str:
    """Return the title that a panel's card has until the panel is there."""
    titles = {
        "loss": QCoreApplication.translate("Furniture", "Loss"),
        "gradients": QCoreApplication.translate("Furniture", "Gradient norm"),
        "dead_units": QCoreApplication.translate("Furniture", "Dead units"),
        "activations": QCoreApplication.translate("Furniture", "Activations"),
        "surface": QCoreApplication.translate("Furniture", "Decision surface"),
        "readings": QCoreApplication.translate("Furniture", "Readings"),
    }
    return titles[key]
