"""Panels draw in turn, and none is left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from pytestqt.qtbot import QtBot

from gui.panels.base import Panel
from gui.runs import Run
from gui.window.turns import BUDGET, Turns


class Slow:
    """Stands for panels whose drawing takes a known time; `drawn` tells which drew."""

    def __init__(self, costs: dict[str, float]) -> None:
        self.now, self.drawn = 0.0, [""]
        self.panels = [_Panel(self, name, cost) for name, cost in costs.items()]

    def turns(self) -> Turns:
        return Turns(cast("Sequence[Panel]", self.panels), clock=lambda: self.now)

    def take(self) -> list[str]:
        drawn, self.drawn = self.drawn[1:], [""]
        return drawn


class _Panel:
    def __init__(self, owner: Slow, name: str, cost: float) -> None:
        self._owner, self._name, self._cost = owner, name, cost

    def refresh(self, runs: Sequence[Run], selected: Run | None) -> None:
        self._owner.now += self._cost
        self._owner.drawn.append(self._name)


def test_quick_panels_draw_at_once(qtbot: QtBot) -> None:
    slow = Slow(dict.fromkeys("abc", BUDGET / 10))
    slow.turns().refresh((), None)
    assert slow.take() == ["a", "b", "c"]


def test_slow_panels_draw_one_after_another(qtbot: QtBot) -> None:
    slow = Slow({"a": BUDGET, "b": BUDGET / 2, "c": BUDGET / 2, "d": 0.0})
    turns = slow.turns()
    turns.refresh((), None)
    assert slow.take() == ["a"]
    turns._go_on()
    assert slow.take() == ["b", "c"]
    qtbot.waitUntil(lambda: slow.drawn[-1] == "d")
    assert not turns._next.isActive()


def test_who_did_not_draw_is_first_in_the_next_frame(qtbot: QtBot) -> None:
    slow = Slow(dict.fromkeys("abc", BUDGET))
    turns = slow.turns()
    for _ in range(6):
        turns.refresh((), None)
    assert slow.take() == ["a", "b", "c", "a", "b", "c"]
