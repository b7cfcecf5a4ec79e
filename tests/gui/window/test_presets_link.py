"""Ready-made comparisons in the real window: their runs, their hint, what was there before."""

from __future__ import annotations

from gui.presets import PRESETS
from tests.gui.driving import Driver


def open_preset(driver: Driver, key: str) -> None:
    driver.window.panels["readings"].preset_chosen.emit(key)  # type: ignore[attr-defined]
    driver.until_ready()
    driver.session.set_pace(None)


def test_the_hint_goes_with_the_runs_that_it_tells_of(driver: Driver) -> None:
    assert driver.window.hint.text == PRESETS["textbook"].hint
    open_preset(driver, "vanishing")
    assert driver.window.hint.text == PRESETS["vanishing"].hint
    driver.session.remove(driver.live[0].id)
    assert driver.window.hint.text
    driver.compare({"model.activation": "tanh"})
    assert not driver.window.hint.text


def test_runs_of_another_comparison_are_kept_out_of_sight(driver: Driver) -> None:
    driver.press("train")
    driver.until_ended()
    before = {run.id for run in driver.live}
    open_preset(driver, "symmetry")
    assert {run.id for run in driver.ghosts} == before
    assert not any(run.visible for run in driver.ghosts)
    assert all(run.visible for run in driver.live)
