"""The logarithmic slider and its field."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.editors.logarithmic import HIGHEST, LOWEST, STEPS_PER_DECADE, LogSlider
from tests.gui.editors.conftest import Log
from tests.gui.editors.test_choice import wheel

RATE = "optimizer.learning_rate"


@pytest.mark.parametrize("number", [1e-5, 0.0001, 0.001, 0.01, 0.1, 1.0, 10.0, 0.02, 0.5])
def test_the_slider_finds_common_rates(number: float, qtbot: QtBot) -> None:
    slider = LogSlider(LOWEST, HIGHEST)
    qtbot.addWidget(slider)
    slider.set_number(number)
    assert slider.number == pytest.approx(number, rel=0.03)


@pytest.mark.parametrize(("number", "end"), [
    (0.0, 0), (1e-9, 0), (1e3, (HIGHEST - LOWEST) * STEPS_PER_DECADE),
])  # fmt: skip
def test_numbers_beyond_the_slider(number: float, end: int, qtbot: QtBot) -> None:
    slider = LogSlider(LOWEST, HIGHEST)
    qtbot.addWidget(slider)
    slider.set_number(number)
    assert slider.value() == end


def test_the_field_accepts_numbers_beyond_the_slider(field_editor: Callable[[str], Log]) -> None:
    log = field_editor(RATE)
    log.write("1000")
    log.write("1e-9")
    log.write("0")
    assert log.values == [1000, 1e-9, 0]
    assert log.errors == []


def test_showing_a_value_tells_nothing(field_editor: Callable[[str], Log]) -> None:
    log = field_editor(RATE)
    log.editor.set_value(0.3)
    assert log.values == []
    assert log.editor.slider.number == pytest.approx(0.3, rel=0.03)
    assert log.editor.line.text() == "0.3"


def test_a_dragged_slider_is_told_live_but_not_for_every_pixel(
    field_editor: Callable[[str], Log], qtbot: QtBot
) -> None:
    log = field_editor(RATE)
    slider = log.editor.slider
    slider.setSliderDown(True)
    for position in range(100, 140):
        slider.setValue(position)
    assert log.values == []
    qtbot.waitUntil(lambda: len(log.values) == 1)
    slider.setValue(160)
    slider.setSliderDown(False)
    assert log.values[-1] == slider.number == 0.1
    assert log.editor.line.text() == "0.1"
    assert not log.editor._pause.isActive()


def test_arrow_keys_move_the_slider(field_editor: Callable[[str], Log], qtbot: QtBot) -> None:
    log = field_editor(RATE)
    qtbot.keyClick(log.editor.slider, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: bool(log.values))
    assert log.values[0] > 0.01


def test_the_wheel_scrolls_the_form(field_editor: Callable[[str], Log]) -> None:
    log = field_editor(RATE)
    event = wheel(log.editor.slider)
    log.editor.slider.wheelEvent(event)
    assert not event.isAccepted()
    assert log.editor.slider.number == 0.01


def test_the_field_stands_beside_the_label(field_editor: Callable[[str], Log]) -> None:
    assert field_editor(RATE).editor.beside_label is not None
    assert field_editor("data.noise").editor.beside_label is None
