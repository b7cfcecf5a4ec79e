"""F1: everything explains itself, by what stands nearest."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor

from gui.window.explain import explanation_of
from tests.gui.driving import Driver, wait


def test_every_part_of_the_window_explains_itself(driver: Driver) -> None:
    silent = []
    for key, panel in driver.window.panels.items():
        if not explanation_of(panel.header.title) or not explanation_of(panel):
            silent.append(key)
    for path in driver.window.form.rows:
        if not explanation_of(driver.row(path).label):
            silent.append(path)
    for name, button in driver.window.toolbar.buttons.items():
        if not explanation_of(button):
            silent.append(name)
    assert not silent
    assert explanation_of(None) == ""


@pytest.mark.parametrize("key", ["loss", "gradients", "dead_units", "activations"])
def test_f1_over_a_panel(driver: Driver, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = driver.window.panels[key]
    title = panel.header.title
    at = title.mapToGlobal(QPoint(3, title.height() // 2))
    monkeypatch.setattr(QCursor, "pos", staticmethod(lambda: at))
    driver.key(Qt.Key.Key_F1)
    card = driver.window.explain_card
    assert card.isVisible()
    assert panel.title() in card.text
    driver.key(Qt.Key.Key_Escape)
    wait(0)
    assert not card.isVisible()
