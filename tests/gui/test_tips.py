"""Tooltips are made when they are asked for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QToolTip
from pytestqt.qtbot import QtBot

from engine.activations import ACTIVATIONS
from gui.tips import ItemTips, Tip, help_html, row_html


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    texts: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda at, text, owner: texts.append(text))
    monkeypatch.setattr(QToolTip, "hideText", lambda: texts.append(""))
    return texts


def ask(at: QPoint = QPoint(2, 2)) -> QHelpEvent:  # noqa: B008 - never changed
    return QHelpEvent(QEvent.Type.ToolTip, at, at)


def test_a_tip_is_made_when_asked_for(qtbot: QtBot, qapp: QApplication, shown: list[str]) -> None:
    label = QLabel("x")
    qtbot.addWidget(label)
    texts = iter(["first", "second", ""])
    Tip(label, lambda: next(texts))
    for _ in range(3):
        qapp.sendEvent(label, ask())
    assert shown == ["first", "second", ""]


def test_items_have_tips(qtbot: QtBot, qapp: QApplication, shown: list[str]) -> None:
    view = QListWidget()
    qtbot.addWidget(view)
    view.addItems(["a", "b"])
    view.resize(100, 100)
    ItemTips(view, lambda row: f"row {row}")
    inside = view.visualItemRect(view.item(1)).center()
    for at in (inside, QPoint(50, 95)):
        qapp.sendEvent(view.viewport(), ask(at))
    assert shown == ["row 1", ""]


def test_help_escapes_what_it_is_given(qapp: QApplication) -> None:
    html = help_html("a < b", "help & more", "note", "", formula="x^2")
    assert "a &lt; b" in html
    assert "help &amp; more" in html
    assert html.count("<p") == 3


def test_a_row_is_explained(qapp: QApplication) -> None:
    row = ACTIVATIONS["relu"]
    html = row_html(row)
    assert row.label in html
    assert "<img" in html
    assert "PyTorch" in html
