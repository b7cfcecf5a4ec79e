"""Cards: maximised, hidden, floated, put back; the layout is remembered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from gui.window.dock import CardDock
from tests.gui.conftest import OpenWindow
from tests.gui.driving import LEFT, NO_MODIFIER, Driver, actions_of, wait

CARDS = ("experiment", "loss", "gradients", "dead_units", "activations", "surface", "readings",
         "board")  # fmt: skip


def shown(driver: Driver) -> set[str]:
    return {key for key, dock in driver.window.docks.items() if dock.isVisible()}


def places(driver: Driver) -> dict[str, QRect]:
    return {key: dock.geometry() for key, dock in driver.window.docks.items()}


def double_click(dock: CardDock) -> None:
    header = dock.header
    at = header.title.geometry().center()
    QTest.mouseDClick(header, LEFT, NO_MODIFIER, QPoint(at.x() + 1, 3))
    wait(30)


def sizes(driver: Driver, size: tuple[int, int]) -> None:
    driver.window.resize(*size)
    wait(50)


@pytest.mark.parametrize("size", [(1366, 768), (1480, 920), (1920, 1080)])
def test_the_first_layout_shows_everything_large_enough(
    driver: Driver, size: tuple[int, int]
) -> None:
    sizes(driver, size)
    assert shown(driver) == set(CARDS)
    window, found = driver.window, places(driver)
    inside = window.rect()
    assert all(inside.contains(place) for place in found.values())
    for first, one in found.items():
        assert not [key for key, other in found.items() if key != first and one.intersects(other)]
    for key in ("loss", "gradients", "dead_units", "activations"):
        assert found[key].width() >= 0.25 * size[0]
        assert found[key].height() >= 0.28 * size[1]
    board = window.board
    assert board.viewport().height() >= 3 * board.verticalHeader().defaultSectionSize()
    assert not board.verticalScrollBar().isVisible()


def test_double_click_shows_one_card_alone_and_back(driver: Driver) -> None:
    before = places(driver)
    for key in CARDS:
        dock = driver.window.docks[key]
        double_click(dock)
        assert shown(driver) == {key}
        assert dock.width() > 0.9 * driver.window.width()
        assert dock.height() > 0.75 * driver.window.height()
        if key == "loss":
            driver.key(Qt.Key.Key_Escape)
        else:
            double_click(dock)
        wait(30)
        assert shown(driver) == set(CARDS)
        assert places(driver) == before, key


def test_the_menu_hides_shows_and_resets(driver: Driver) -> None:
    before = places(driver)
    entries = {action.text(): action for action in actions_of(driver.window.view_menu)}
    for title in ("Loss", "Readings", "Runs"):
        entries[title].trigger()
    wait(30)
    assert shown(driver) == set(CARDS) - {"loss", "readings", "board"}
    entries["Readings"].trigger()
    driver.window.docks["surface"].setFloating(True)
    wait(30)
    assert "readings" in shown(driver)
    entries["Reset layout"].trigger()
    wait(50)
    assert shown(driver) == set(CARDS)
    assert not driver.window.docks["surface"].isFloating()
    after = places(driver)
    for key, place in before.items():
        assert abs(after[key].width() - place.width()) <= 12, key
        assert abs(after[key].height() - place.height()) <= 12, key


def test_a_floating_card_goes_on_drawing_and_comes_back_when_closed(driver: Driver) -> None:
    dock = driver.window.docks["loss"]
    dock.setFloating(True)
    wait(30)
    assert dock.isWindow()
    driver.press("train")
    driver.until_ended()
    wait(60)
    assert driver.window.panels["loss"]._curves
    dock.close()
    wait(30)
    assert not dock.isFloating()
    assert dock.isVisible()


def test_dragging_a_title_floats_the_card(driver: Driver) -> None:
    dock = driver.window.docks["readings"]
    header: QWidget = dock.header
    start = QPoint(8, 6)
    QTest.mousePress(header, LEFT, NO_MODIFIER, start)
    for step in range(1, 12):
        QTest.mouseMove(header, start + QPoint(-30 * step, -20 * step))
        wait(5)
    QTest.mouseRelease(header, LEFT, NO_MODIFIER, start - QPoint(330, 220))
    wait(30)
    assert dock.isVisible()
    driver.window.arrangement.reset()
    wait(30)
    assert shown(driver) == set(CARDS)


def test_hidden_panels_ask_for_no_pictures(driver: Driver) -> None:
    looker = driver.session._display._looker
    assert "surface" in looker.parts
    driver.window.docks["surface"].toggleViewAction().trigger()
    wait(30)
    assert "surface" not in looker.parts
    driver.window.docks["surface"].toggleViewAction().trigger()
    wait(30)
    assert "surface" in looker.parts


def test_the_layout_is_remembered(open_window: OpenWindow) -> None:
    driver = open_window(remember=True)
    wait(50)
    window = driver.window
    sizes(driver, (1024, 760))  # Qt lets no remembered window be larger than the screen
    window.docks["readings"].toggleViewAction().trigger()
    window.resizeDocks([window.docks["experiment"]], [300], Qt.Orientation.Horizontal)
    wait(50)
    double_click(window.docks["loss"])  # one card alone is no layout to remember
    assert shown(driver) == {"loss"}
    driver.key(Qt.Key.Key_Escape)
    before = places(driver)
    double_click(window.docks["gradients"])
    driver.close()

    again = open_window(remember=True, size=QSize())
    wait(80)
    assert again.window.size() == QSize(1024, 760)
    assert shown(again) == set(CARDS) - {"readings"}
    after = places(again)
    for key in shown(again):
        assert abs(after[key].width() - before[key].width()) <= 2, key
        assert abs(after[key].height() - before[key].height()) <= 2, key


def test_a_layout_that_cannot_be_read_is_left_aside(open_window: OpenWindow) -> None:
    first = open_window(remember=True)
    first.window.preferences.set("window/state", b"nonsense")
    first.window.preferences.set("window/geometry", b"\x00\x01")
    first.window.preferences.save()
    again = open_window(remember=True)
    wait(50)
    assert shown(again) == set(CARDS)


def test_the_first_window_is_no_larger_than_the_screen(open_window: OpenWindow) -> None:
    window = open_window(size=QSize()).window
    wanted = window.screen().availableSize().expandedTo(window.minimumSize())
    assert window.width() <= wanted.width()
    assert window.height() <= wanted.height()
