from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.layer_strip import LayerStrip
from gui.panels.card import CardHeader
from gui.panels.choice_menu import Choice
from gui.run_chip import RunChip
from gui.theme import DARK, LIGHT, Theme


def strip_of(qtbot: QtBot, theme: Theme, count: int) -> LayerStrip:
    strip = LayerStrip(theme)
    qtbot.addWidget(strip)
    strip.set_theme(theme)
    strip.set_layers(theme.layer_colors(count))
    strip.resize(strip.sizeHint())
    strip.show()
    return strip


def centre_of(strip: LayerStrip, layer: int) -> QPoint:
    return strip._rect_of(layer).center().toPoint()


def click(strip: LayerStrip, layer: int, add: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if add else Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, modifier, centre_of(strip, layer))


@pytest.mark.parametrize("count", [3, 8, 12, 30, 101])
def test_a_click_isolates_and_a_second_shows_all(qtbot: QtBot, theme: Theme, count: int) -> None:
    strip = strip_of(qtbot, theme, count)
    seen: list[frozenset[int]] = []
    strip.selection_changed.connect(seen.append)
    click(strip, 2)
    click(strip, 2)
    assert seen == [frozenset({2}), frozenset()]
    assert strip.compact == (count > 12)


def test_control_adds_and_takes_away(qtbot: QtBot) -> None:
    strip = strip_of(qtbot, LIGHT, 5)
    click(strip, 1)
    click(strip, 4, add=True)
    assert strip.selected == {1, 4}
    click(strip, 1, add=True)
    assert strip.selected == {4}


def test_all_layers_chosen_one_by_one_are_all(qtbot: QtBot) -> None:
    strip = strip_of(qtbot, LIGHT, 2)
    click(strip, 1)
    click(strip, 2, add=True)
    assert strip.selected == frozenset()


def test_a_shallower_network_drops_layers_it_lacks(qtbot: QtBot) -> None:
    strip = strip_of(qtbot, LIGHT, 8)
    strip.select({2, 7})
    strip.set_layers(LIGHT.layer_colors(4))
    assert strip.selected == {2}


def test_a_new_theme_keeps_the_selection(qtbot: QtBot) -> None:
    strip = strip_of(qtbot, LIGHT, 8)
    strip.select({3})
    strip.set_layers(DARK.layer_colors(8))
    assert strip.selected == {3}


def test_the_strip_is_used_by_keys_too(qtbot: QtBot) -> None:
    strip = strip_of(qtbot, LIGHT, 4)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Space):
        QTest.keyClick(strip, key)
    assert strip.selected == {3}
    QTest.keyClick(strip, Qt.Key.Key_Escape)
    assert strip.selected == frozenset()


def test_a_chip_without_room_is_a_dot(qtbot: QtBot) -> None:
    chip = RunChip(LIGHT)
    qtbot.addWidget(chip)
    chip.set_theme(LIGHT)
    chip.set_run("Leaky ReLU, slope 0.2", "#336699")
    full, least = chip.sizeHint().width(), chip.minimumSizeHint().width()
    assert chip.width_within(full + 10) == full
    assert chip.width_within(least + 8) == least
    assert least < chip.width_within(full - 5) < full


def test_a_chip_without_a_run_is_hidden(qtbot: QtBot) -> None:
    chip = RunChip(LIGHT)
    qtbot.addWidget(chip)
    chip.set_run("ReLU", "#336699")
    assert not chip.isHidden()
    chip.set_run("", "#336699")
    assert chip.isHidden()


def test_a_double_click_asks_to_maximise(qtbot: QtBot) -> None:
    header = CardHeader(LIGHT)
    qtbot.addWidget(header)
    header.set_title("Loss")
    header.resize(300, 40)
    header.show()
    with qtbot.waitSignal(header.maximize_requested):
        QTest.mouseDClick(header, Qt.MouseButton.LeftButton, pos=QPoint(120, 10))


def test_a_press_on_the_header_is_left_to_the_dock(qtbot: QtBot) -> None:
    """QDockWidget drags by presses that its title bar does not take."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    header = CardHeader(LIGHT)
    qtbot.addWidget(header)
    left = Qt.MouseButton.LeftButton
    for widget in (header, header.title, header.chip, header.subtitle):
        press = QMouseEvent(QEvent.Type.MouseButtonPress, QPointF(2, 2), QPointF(2, 2), left, left,
                            Qt.KeyboardModifier.NoModifier)  # fmt: skip
        press.accept()
        widget.event(press)
        assert not press.isAccepted(), widget


@pytest.mark.parametrize("width", [220, 300, 400, 600])
def test_nothing_in_the_header_overlaps(qtbot: QtBot, width: int) -> None:
    header = CardHeader(LIGHT)
    qtbot.addWidget(header)
    header.set_title("Gradient norm")
    header.chip.set_run("Leaky ReLU", "#336699")
    header.strip.set_layers(LIGHT.layer_colors(9))
    header.resize(width, 50)
    header.show()
    qtbot.wait(1)
    boxes = [part.geometry() for part in (header.title, header.chip, header.strip)]
    for left, right in itertools.pairwise(boxes):
        assert left.right() < right.left()
    assert boxes[-1].right() <= width


def test_a_menu_with_one_choice_is_hidden(qtbot: QtBot) -> None:
    header = CardHeader(LIGHT)
    qtbot.addWidget(header)
    menu = header.form_menu
    menu.set_choices([Choice("log", "log"), Choice("linear", "linear")], "log")
    assert not menu.isHidden()
    assert menu.current == "log"
    chosen: list[str] = []
    menu.chosen.connect(chosen.append)
    menu.menu().actions()[1].trigger()
    assert chosen == ["linear"]
    menu.set_choices([Choice("log", "log")], "log")
    assert menu.isHidden()
