from __future__ import annotations

import pytest

from engine.messages import RunFacts
from gui.looker import PATIENCE, PERIOD, Looker
from gui.runs import Run
from tests.fake_trainer import Clock
from tests.gui.runs_for_tests import run_of

FACTS = RunFacts(columns=("epoch",), sizes=(2, 1), task="binary", loss="bce")


class Desk:
    def __init__(self) -> None:
        self.clock = Clock()
        self.asked: list[tuple[str, ...]] = []
        self.looker = Looker(lambda run, parts: self.asked.append(parts), self.clock)
        self.run = run_of(5)
        self.run.key, self.run.facts = "key", FACTS

    def look(self, after: float = PERIOD, run: Run | None = None) -> int:
        self.clock.now += after
        before = len(self.asked)
        self.looker.look(run or self.run)
        return len(self.asked) - before


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_asks_for_what_all_panels_need_together(desk: Desk) -> None:
    assert desk.look() == 0
    desk.looker.want("b", {"surface"})
    desk.looker.want("a", {"weights", "surface"})
    assert desk.look() == 1
    assert desk.asked == [("surface", "weights")]
    desk.looker.note_answer()
    assert desk.look() == 0
    desk.looker.want("a", ())
    assert desk.look() == 0  # less than before needs no new picture
    desk.looker.want("c", {"curve"})
    assert desk.look() == 1


def test_asks_at_most_ten_times_a_second_and_one_at_a_time(desk: Desk) -> None:
    desk.looker.want("a", {"surface"})
    asked = 0
    for _ in range(100):
        desk.looker.note_change()
        asked += desk.look(0.01)
        desk.looker.note_answer()
    assert 9 <= asked <= 11
    desk.look()
    desk.looker.note_change()
    assert desk.look(0.5 * PATIENCE) == 0
    assert desk.looker.pending
    assert desk.look(PATIENCE) == 1  # an answer that does not come is not waited for


@pytest.mark.parametrize("gone", ["key", "facts", "run"])
def test_asks_nothing_of_a_run_that_is_not_open(desk: Desk, gone: str) -> None:
    desk.looker.want("a", {"surface"})
    if gone == "run":
        desk.clock.now += 1
        desk.looker.look(None)
    else:
        setattr(desk.run, gone, None)
        desk.look()
    assert desk.asked == []
    assert not desk.looker.pending
