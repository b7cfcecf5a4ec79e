"""Every text has the room it needs, on a laptop and on a desk, in both languages."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QPushButton,
    QStyle,
    QStyleOptionComboBox,
    QToolButton,
    QWidget,
)

from gui.board import Board
from gui.panels.choice_menu import ChoiceMenu
from gui.panels.title_button import TitleButton
from tests.gui.driving import Driver, wait

SIZES = [(1366, 768), (1480, 920)]
DEEP = {"model.hidden_layers": 8, "data.train_share": 0.8, "training.batch_size": 128,
        "init.weights": "kaiming_normal", "training.steps": 200}  # fmt: skip
SCENES = {
    "textbook": (),
    "deep": (DEEP, {**DEEP, "model.activation": "tanh"}),
    "digits": ({"data.name": "digits", "data.train_share": 0.8, "training.steps": 100,
                "training.batch_size": 32, "model.activation": "leaky_relu"},),
    "sine": ({"data.name": "sine", "training.steps": 100, "optimizer.name": "momentum"},),
}  # fmt: skip
SETTLING = 2.0
"""Seconds after which everything has found its place."""
MAY_ELIDE = {"differences", "name", "outcome"}
"""Columns of the board whose cells tell the whole text in a tooltip."""


def too_long(widget: QWidget) -> Iterator[str]:
    """Yield what `widget` cannot show whole."""
    if isinstance(widget, QLabel) and widget.text():
        yield from label_too_long(widget)
    elif isinstance(widget, ChoiceMenu):
        if widget._text and widget.width() < widget.sizeHint().width():
            yield widget._text
    elif isinstance(widget, QComboBox):
        yield from combo_too_long(widget)
    elif isinstance(widget, TitleButton):
        if "…" in widget.text():
            yield widget.text()
    elif isinstance(widget, (QPushButton, QToolButton)) and has_words(widget):
        if widget.width() < widget.sizeHint().width() or widget.height() < text_height(widget):
            yield widget.text()
    elif isinstance(widget, Board):
        yield from board_too_long(widget)


def all_cut_off(driver: Driver) -> list[str]:
    return sorted(
        {f"{type(each).__name__}: {text}" for each in driver.widgets() for text in too_long(each)}
    )


def has_words(button: QAbstractButton) -> bool:
    alone = Qt.ToolButtonStyle.ToolButtonIconOnly
    if isinstance(button, QToolButton) and button.toolButtonStyle() == alone:
        return button.icon().isNull()
    return bool(button.text().strip())


def text_height(widget: QWidget) -> int:
    return widget.fontMetrics().height()


def label_too_long(label: QLabel) -> Iterator[str]:
    room = label.contentsRect().size() - QSize(2 * label.margin(), 2 * label.margin())
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(label.font())
    rich = "<" in label.text() and label.textFormat() != Qt.TextFormat.PlainText
    document.setHtml(label.text()) if rich else document.setPlainText(label.text())
    if label.wordWrap():
        document.setTextWidth(room.width())
        if document.size().height() > room.height() + 3 or document.idealWidth() > room.width() + 1:
            yield label.text()
    elif document.idealWidth() > room.width() + 1.5 or text_height(label) > label.height() + 1:
        yield label.text()


def combo_too_long(combo: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    room = combo.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, combo
    )
    text = combo.lineEdit().text() if combo.isEditable() else combo.currentText()
    if combo.fontMetrics().horizontalAdvance(text) > room.width():
        yield text


def board_too_long(board: Board) -> Iterator[str]:
    metrics = board.fontMetrics()
    heads = board.horizontalHeader().fontMetrics()
    for column, told in enumerate(board.rows.columns):
        head = board.rows.headerData(column, Qt.Orientation.Horizontal)
        if heads.horizontalAdvance(head) + 6 > board.columnWidth(column):
            yield head
        for row in range(board.rows.rowCount()):
            text = board.rows.index(row, column).data() or ""
            wide = metrics.horizontalAdvance(text) + 8 > board.columnWidth(column)
            if wide and told.key not in MAY_ELIDE and told.key != "run":
                yield text
            if wide and told.key in MAY_ELIDE:
                assert board.rows.index(row, column).data(Qt.ItemDataRole.ToolTipRole) == text


@pytest.mark.parametrize("scene", SCENES)
def test_nothing_is_cut_off(driver: Driver, scene: str) -> None:
    if SCENES[scene]:
        driver.compare(*SCENES[scene])
    driver.press("train")
    driver.until_ended()
    for size, language, opened in itertools.product(SIZES, ("en", "zh_CN"), (False, True)):
        driver.window.resize(*size)
        driver.window.looks.choose_language(language)
        for section in driver.window.form.sections.values():
            section.set_open(opened)
        wait(30)
        deadline = time.monotonic() + SETTLING
        while all_cut_off(driver) and time.monotonic() < deadline:
            wait(30)
        assert not all_cut_off(driver), (size, language, opened)


def test_the_check_sees_what_is_cut_off(driver: Driver) -> None:
    label = driver.window.docks["loss"].header.title
    label.setFixedWidth(12)
    assert list(too_long(label)) == [label.text()]
    button = driver.window.toolbar.buttons["compare"]
    button.setFixedWidth(20)
    assert list(too_long(button)) == [button.text()]
