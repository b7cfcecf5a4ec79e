"""The folded parts of the form."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from gui.form_section import fitting

SUMMARY = "batch full · 200 steps · seed 42"


@pytest.mark.parametrize(
    ("room", "shown"),
    [
        (SUMMARY, SUMMARY),
        ("batch full · 200 steps · se", "batch full · 200 steps · …"),
        ("batch full · 20", "batch full · …"),
    ],
)
def test_a_summary_is_cut_between_its_parts(qapp: QApplication, room: str, shown: str) -> None:
    metrics = QFontMetrics(QFont())
    assert fitting(SUMMARY, metrics, metrics.horizontalAdvance(room) + 1) == shown


def test_a_part_that_is_too_long_alone_is_cut(qapp: QApplication) -> None:
    metrics = QFontMetrics(QFont())
    shown = fitting(SUMMARY, metrics, metrics.horizontalAdvance("batch"))
    assert shown.endswith("…")
    assert shown.startswith("b")
