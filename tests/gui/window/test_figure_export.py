"""Figures from the real window: by a panel's context menu and by the Export menu."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QMenu

from gui.export_figure_dialog import ExportFigureDialog
from tests.gui.conftest import OpenWindow
from tests.gui.driving import Driver, actions_of


def click(menu: QMenu, text: str) -> None:
    next(action for action in actions_of(menu) if action.text() == text).trigger()


def opened(driver: Driver) -> ExportFigureDialog:
    dialog = driver.window.findChild(ExportFigureDialog)
    assert dialog is not None
    assert dialog.isVisible()
    return dialog


def close(dialog: ExportFigureDialog) -> None:
    dialog.reject()
    QCoreApplication.sendPostedEvents(dialog, QEvent.Type.DeferredDelete.value)


def test_export_menu_offers_all_panels(open_window: OpenWindow) -> None:
    driver = open_window()
    driver.until_ready()
    click(driver.window.toolbar.export_menu, "Export figure…")
    dialog = opened(driver)
    assert len(dialog.chosen()) == 5
    close(dialog)


def test_a_panel_offers_itself(open_window: OpenWindow) -> None:
    driver = open_window()
    driver.until_ready()
    for key, panel in driver.window.panels.items():
        menu = panel.make_menu()
        offered = "Export figure…" in [action.text() for action in actions_of(menu)]
        assert offered == (key != "readings")
        if key == "surface":
            click(menu, "Export figure…")
            dialog = opened(driver)
            assert [each.key for each in dialog.chosen()] == ["surface"]
            close(dialog)
        menu.deleteLater()
