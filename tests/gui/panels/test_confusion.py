"""The confusion matrix: counts where they can be read, and under the mouse always."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from gui.panels.confusion import BROADEST, LARGEST_CELL, ConfusionMatrix, fitting_count
from gui.theme import LIGHT


@pytest.mark.parametrize(("number", "letters", "told"), [
    (0, 9, ""), (7, 1, "7"), (38, 1, ""), (38, 2.3, "38"), (980, 3.3, "980"), (1234, 4.5, "1234"),
    (5823, 3.6, "5.8k"), (58234, 3.2, "58k"), (5823, 1, ""),
])  # fmt: skip
def test_a_count_is_shortened_or_left_out(
    qtbot: QtBot, number: int, letters: float, told: str
) -> None:
    metrics = QFontMetrics(LIGHT.font(12))
    wide = letters * metrics.horizontalAdvance("8") + 0.5
    assert fitting_count(number, metrics, wide, 30) == told
    assert fitting_count(number, metrics, wide, 4) == ""


@pytest.mark.parametrize("size", [(250, 170), (320, 420), (900, 900), (120, 90)])
@pytest.mark.parametrize("classes", [2, 10, 26])
def test_cells_use_the_room(qtbot: QtBot, size: tuple[int, int], classes: int) -> None:
    matrix = ConfusionMatrix(LIGHT)
    qtbot.addWidget(matrix)
    matrix.resize(*size)
    matrix.set_counts(np.full((classes, classes), 38), ())
    area = matrix.area
    wide, high = area.width() / classes, area.height() / classes
    assert wide <= min(LARGEST_CELL, BROADEST * high) + 1e-9
    assert area.right() <= size[0]
    assert area.bottom() <= size[1]
    assert not matrix.grab().isNull()


def test_every_count_is_read_under_the_mouse(qtbot: QtBot) -> None:
    matrix = ConfusionMatrix(LIGHT)
    qtbot.addWidget(matrix)
    matrix.resize(120, 90)
    counts = np.arange(100).reshape(10, 10)
    matrix.set_counts(counts, ())
    area = matrix.area
    for row, column in ((0, 1), (9, 9), (4, 7)):
        at = QPointF(area.left() + (column + 0.5) * area.width() / 10,
                     area.top() + (row + 0.5) * area.height() / 10)  # fmt: skip
        told = matrix.read_at(at, area)
        assert told[0] == f"true {row}, predicted {column}"
        assert told[1].startswith(f"{counts[row, column]} of {counts[row].sum()}")
