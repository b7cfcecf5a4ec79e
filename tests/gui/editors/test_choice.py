"""Choices: combo boxes that explain their items and let the form scroll."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from engine.activations import ACTIVATIONS
from gui.editors.choice import ComboBox
from tests.gui.editors.conftest import Log


def wheel(widget: QWidget) -> QWheelEvent:
    center = QPointF(widget.rect().center())
    return QWheelEvent(
        center, widget.mapToGlobal(center), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip


def test_all_rows_are_offered(field_editor: Callable[[str], Log]) -> None:
    combo: QComboBox = field_editor("model.activation").editor.combo
    assert [combo.itemData(index) for index in range(combo.count())] == list(ACTIVATIONS)


def test_a_choice_is_told(field_editor: Callable[[str], Log]) -> None:
    log = field_editor("model.activation")
    combo = log.editor.combo
    combo.setCurrentIndex(combo.findData("tanh"))
    combo.activated.emit(combo.currentIndex())
    combo.activated.emit(combo.currentIndex())
    assert log.values == ["tanh"]


def test_items_explain_themselves(field_editor: Callable[[str], Log]) -> None:
    editor = field_editor("model.activation").editor
    for index, row in enumerate(ACTIVATIONS.values()):
        tip = editor._tip_of_item(index)
        assert "<img" in tip
        assert row.label in tip
        assert escape(row.source) in tip


def test_choices_that_are_no_rows_explain_the_field(field_editor: Callable[[str], Log]) -> None:
    tip = field_editor("data.scaling").editor._tip_of_item(0)
    assert "standard deviation 1" in tip


def test_the_wheel_scrolls_the_form_and_not_the_choice(
    field_editor: Callable[[str], Log], qapp: QApplication
) -> None:
    log = field_editor("model.activation")
    event = wheel(log.editor.combo)
    log.editor.combo.wheelEvent(event)
    assert not event.isAccepted()
    assert log.values == []


def test_long_labels_do_not_widen_the_form(field_editor: Callable[[str], Log]) -> None:
    for path in ("init.output", "loss.name", "init.weights"):
        assert field_editor(path).editor.combo.minimumSizeHint().width() < 100


def test_return_opens_the_list(
    field_editor: Callable[[str], Log], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []
    monkeypatch.setattr(ComboBox, "showPopup", lambda combo: opened.append(combo))
    log = field_editor("model.activation")
    qtbot.keyClick(log.editor.combo, Qt.Key.Key_Return)
    assert opened == [log.editor.combo]
