"""Runs compared in the real window: batch sizes by epoch, a pinned reference, seeds, settings."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.library.card import DIFFERENCES, RUNS
from gui.panels.loss import LossPanel
from tests.gui.driving import LEFT, NO_MODIFIER, Driver, until, wait

BASE = {"data.samples": 400, "model.hidden_layers": 2, "model.width": 8, "training.steps": 80}


@pytest.fixture
def panel(driver: Driver) -> LossPanel:
    """The loss panel after three runs with batches of their own sizes were trained."""
    sizes = (50, 100, "full")
    driver.compare(*({**BASE, "training.batch_size": size} for size in sizes))
    driver.press("train")
    driver.until_ended()
    found = driver.window.panels["loss"]
    assert isinstance(found, LossPanel)
    return found


def choose(panel: LossPanel, label: str) -> None:
    """Click an entry of the menu that says how runs are compared."""
    [action] = [each for each in panel.menus.compare_menu.menu().actions() if each.text() == label]
    action.trigger()
    wait(60)


def ends(panel: LossPanel) -> list[float]:
    return [panel._curves[run.id].end[0] for run in panel.runs if run.id in panel._curves]


def test_by_epoch_each_batch_size_gets_as_far_as_it_got(panel: LossPanel) -> None:
    assert ends(panel) == [80, 80, 80]
    choose(panel, "by epoch")
    assert ends(panel) == pytest.approx([10, 20, 80], abs=0.3)  # a bin ends in its middle
    measured = [run.latest("epoch") for run in panel.runs]
    assert measured == [10, 20, 80]


def test_by_time_the_engine_s_clock_counts(panel: LossPanel) -> None:
    choose(panel, "by time")
    assert all(0 < end < 30 for end in ends(panel))
    assert panel._left_out.isHidden()


def test_a_run_pinned_on_the_board_is_what_the_others_are_divided_by(
    driver: Driver, panel: LossPanel
) -> None:
    second = driver.live[1]
    driver.click_row(second)
    driver.window.board.pin_action.trigger()
    choose(panel, "ratio to the reference")
    assert panel.title() == f"Loss: ratio to {second.name}"
    flat = panel._curves[second.id]._line._heights
    assert np.nanmax(np.abs(flat)) == 0, "the logarithm of 1"
    other = panel._curves[driver.live[0].id]._line._heights
    assert np.isfinite(other).any()
    assert other[np.isfinite(other)].std() > 0


def test_the_page_of_differences_follows_the_board(driver: Driver, panel: LossPanel) -> None:
    card = driver.window.library.card
    title = card.switch.titles[DIFFERENCES]
    QTest.mouseClick(title, LEFT, NO_MODIFIER)
    wait(30)
    assert card.page == DIFFERENCES
    view = card.differences
    assert view is not None
    assert view.isVisible()
    assert [each.path for each in view.rows.rows] == ["training.batch_size"]
    assert view.rows.rows[0].values == ("50", "100", "full")
    driver.session.pin(driver.live[2].id)
    wait(30)
    heading = view.rows.headerData(3, Qt.Orientation.Horizontal)
    assert heading == f"reference: {driver.live[2].name}"
    card.show_page(RUNS)
    assert driver.window.board.isVisible()


def test_seeds_show_their_median_and_band(driver: Driver) -> None:
    driver.compare({**BASE, "training.batch_size": 50})
    driver.session.repeats.set_seeds(driver.live[0], 8)
    until(lambda: driver.live[0].seeds == 8, "the seeds")
    driver.until_ready()
    driver.press("train")
    driver.until_ended()
    panel = driver.window.panels["loss"]
    assert isinstance(panel, LossPanel)
    [run] = driver.live
    until(lambda: run.id in panel._curves and panel._curves[run.id]._band.filled, "the band")
    band = panel._curves[run.id]._band
    assert (band._low <= band._high).all()
    assert "×8" in run.name
    panel.hover(40)
    assert any("median" in text for _, text in panel.plot._crosshair._lines)
    assert any("10–90 %" in text for _, text in panel.plot._crosshair._lines)
