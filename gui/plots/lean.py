"""Plots without the menu that pyqtgraph makes for each: some fifty widgets that nobody sees."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pyqtgraph as pg
from PySide6.QtWidgets import QWidgetAction

READ = ("isChecked", "value", "maximum")


class _Fixed:
    """Answers what a widget answered once; it cannot be changed."""

    def __init__(self, widget: object) -> None:
        for name in READ:
            ask = getattr(widget, name, None)
            if callable(ask):
                setattr(self, name, _constant(ask()))

    def clear(self) -> None:
        """Empty the list, which is empty."""


def _constant(value: Any) -> Any:
    return lambda: value


def drop_menu(plot: pg.PlotItem) -> None:
    """Delete the menu of `plot`, but keep the values that it reads from it.

    Every change of the theme would dress all of its widgets, which takes as long as dressing the
    rest of the window.
    """
    menu, plot.ctrlMenu = plot.ctrlMenu, None
    plot.ctrl = SimpleNamespace(**{name: _Fixed(each) for name, each in vars(plot.ctrl).items()})
    for each in (menu, *plot.findChildren(QWidgetAction)):
        each.deleteLater()
