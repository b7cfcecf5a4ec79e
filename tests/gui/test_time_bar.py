from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gui.theme import DARK, LIGHT
from gui.time_bar import TimeBar
from gui.time_slider import Mark

STEPS = (0, 1, 2, 4, 8, 16)
LEFT = Qt.MouseButton.LeftButton


class Hand:
    """A bar on the screen, and what it tells."""

    def __init__(self, qtbot: QtBot) -> None:
        self.bar = TimeBar(LIGHT, (2, 5, 10, 20))
        qtbot.addWidget(self.bar)
        self.bar.resize(900, self.bar.height())
        self.bar.show()
        qtbot.waitExposed(self.bar)
        self.chosen: list[int | None] = []
        self.slider = self.bar.slider
        self.bar.set_time(STEPS, None, 20)
        self.bar.step_chosen.connect(self._go)

    def _go(self, step: int | None) -> None:
        self.chosen.append(step)
        self.bar.set_time(self.slider.steps, step, 20)

    def at(self, position: float) -> QPoint:
        return QPoint(round(self.slider.x_of(position)), self.slider.height() // 2)

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.slider, key)


@pytest.fixture
def hand(qtbot: QtBot) -> Hand:
    return Hand(qtbot)


def test_at_first_it_stands_at_now(hand: Hand) -> None:
    assert hand.slider.step is None
    assert hand.bar.label.text() == "now: step 20"
    assert not hand.bar.now_button.isEnabled()
    assert hand.chosen == []


def test_a_click_goes_to_the_snapshot_there(hand: Hand) -> None:
    QTest.mouseClick(hand.slider, LEFT, pos=hand.at(3))
    QTest.mouseClick(hand.slider, LEFT, pos=hand.at(6))
    assert hand.chosen == [4, None]


def test_a_drag_tells_each_snapshot_once(hand: Hand) -> None:
    QTest.mousePress(hand.slider, LEFT, pos=hand.at(4))
    for position in (3.0, 2.8, 2.2, 2.0, 0.0):
        QTest.mouseMove(hand.slider, hand.at(position))
    QTest.mouseRelease(hand.slider, LEFT, pos=hand.at(0))
    assert hand.chosen[0] == 8
    assert hand.chosen[-1] == 0
    assert len(hand.chosen) == len(set(hand.chosen))


def test_keys(hand: Hand) -> None:
    hand.slider.setFocus()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home,
                Qt.Key.Key_End):  # fmt: skip
        hand.key(key)
    assert hand.chosen == [16, 8, 16, 0, None]


def test_it_says_past_and_now_in_words(hand: Hand) -> None:
    hand.bar.set_time(STEPS, 8, 20)
    assert hand.bar.label.text() == "past: step 8 of 20"
    assert hand.bar.label.font().bold() or hand.bar.label.font().weight() > 500
    assert hand.bar.now_button.isEnabled()
    hand.bar.now_button.click()
    assert hand.chosen == [None]


def test_what_it_is_told_it_does_not_tell_again(hand: Hand) -> None:
    hand.bar.set_time(STEPS, 8, 20)
    hand.bar.set_time((*STEPS, 32), 8, 40)
    hand.bar.set_time((0, 1), None, 2)
    assert hand.chosen == []
    assert hand.slider.step is None


def test_new_snapshots_move_nothing_under_a_hand_that_drags(hand: Hand) -> None:
    QTest.mousePress(hand.slider, LEFT, pos=hand.at(3))
    hand.bar.set_time((*STEPS, 32, 64), 4, 64)
    assert hand.slider.steps == STEPS
    QTest.mouseRelease(hand.slider, LEFT, pos=hand.at(3))
    assert hand.slider.steps == (*STEPS, 32, 64)
    assert hand.slider.step == 4
    assert hand.chosen == [4]


def test_it_is_disabled_with_a_reason(hand: Hand) -> None:
    hand.bar.set_unavailable("There is nothing.")
    parts = (hand.bar.play_button, hand.bar.speed_button, hand.slider, hand.bar.now_button)
    assert not any(part.isEnabled() for part in parts)
    assert all(part.toolTip() == "There is nothing." for part in (hand.bar, *parts))
    hand.bar.set_unavailable("")
    assert hand.slider.isEnabled()
    assert hand.bar.play_button.toolTip() == "Play the snapshots"


def test_marks_lie_between_the_snapshots_and_are_read_there(hand: Hand) -> None:
    slider = hand.slider
    assert [slider.position_of(step) for step in (0, 8, 6, 12)] == [0, 4, 3.5, 4.5]
    assert 5 < slider.position_of(17) < 6
    slider.set_marks([Mark(12, "learning rate 0.1 → 0.2", "#ff0000")])
    assert "learning rate" in slider.read_at(slider.x_of(4.5) + 2)
    assert slider.read_at(slider.x_of(2)) == "Snapshot of step 2"
    assert slider.read_at(slider.x_of(6)) == "Now"


def colors(widget: Any) -> set[str]:
    image = widget.grab().toImage()
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


def test_marks_are_painted(hand: Hand) -> None:
    assert "#ff0000" not in colors(hand.slider)
    hand.slider.set_marks([Mark(2, "here", "#ff0000")])
    assert "#ff0000" in colors(hand.slider)


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (lambda bar: bar.play_button.click(), ()),
        (lambda bar: bar._speed_menu.actions()[3].trigger(), (20,)),
    ],
)
def test_playing_and_speed_are_asked_for(
    hand: Hand, act: Callable[[TimeBar], None], told: tuple[int, ...]
) -> None:
    heard: list[tuple[int, ...]] = []
    hand.bar.play_toggled.connect(lambda: heard.append(()))
    hand.bar.speed_chosen.connect(lambda speed: heard.append((speed,)))
    act(hand.bar)
    assert heard == [told]


def test_it_shows_playing_and_speed(hand: Hand) -> None:
    hand.bar.set_playing(True)
    hand.bar.set_speed(10)
    assert hand.bar.play_button.accessibleName() == "Pause the playback"
    assert hand.bar.speed_button.text() == "10 / s"


def test_it_takes_a_theme(hand: Hand) -> None:
    assert LIGHT.accent in colors(hand.slider)
    hand.bar.set_theme(DARK)
    assert DARK.accent in colors(hand.slider)
    assert hand.bar.height() == DARK.px(34)
