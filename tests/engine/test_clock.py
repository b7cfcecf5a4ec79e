"""The seconds of training at the steps of a run."""

from __future__ import annotations

import numpy as np
import pytest

from engine.clock import MOST, Clock
from engine.history import History


def test_seconds_add_up() -> None:
    clock = Clock()
    for step in (10, 20, 40):
        clock.add(step, 0.5)
    steps, seconds = clock.times()
    assert steps.tolist() == [10, 20, 40]
    assert seconds.tolist() == [0.5, 1.0, 1.5]
    assert clock.seconds == 1.5


@pytest.mark.parametrize("blocks", [MOST, MOST + 1, 20 * MOST + 3])
def test_it_stays_small_and_near_the_truth(blocks: int) -> None:
    clock = Clock()
    spent = np.random.default_rng(0).uniform(0.5, 1.5, blocks)
    for step, seconds in enumerate(spent, 1):
        clock.add(step, float(seconds))
    steps, seconds = clock.times()
    assert len(steps) <= MOST
    assert len(steps) > min(blocks, MOST) / 3
    assert steps[-1] == blocks
    assert seconds[-1] == pytest.approx(spent.sum())
    assert (np.diff(steps) > 0).all()
    assert (np.diff(seconds) > 0).all()
    truth = np.interp(steps, np.arange(1, blocks + 1), np.cumsum(spent))
    assert seconds == pytest.approx(truth)


def test_a_clock_that_jumps_back_does_not_turn_time_round() -> None:
    clock = Clock()
    for seconds in (1.0, -5.0, 1.0):
        clock.add(len(clock.times()[0]) + 1, seconds)
    assert clock.times()[1].tolist() == [1.0, 1.0, 2.0]


def test_a_branch_has_its_own_time_from_the_split_on() -> None:
    clock = Clock()
    for step in (10, 20, 30):
        clock.add(step, 1.0)
    branch = clock.copy(15)
    assert branch.seconds == pytest.approx(1.5)
    branch.add(16, 4.0)
    assert branch.times()[0].tolist() == [10, 15, 16]
    assert branch.times()[1].tolist() == pytest.approx([1.0, 1.5, 5.5])
    assert clock.seconds == 3.0
    assert clock.copy(30).times()[0].tolist() == [10, 20, 30]
    assert clock.copy(5).times()[0].tolist() == [5]
    assert clock.copy(5).seconds == pytest.approx(0.5)
    assert not len(clock.copy(0).times()[0])


def test_what_was_stored_is_thinned() -> None:
    steps = np.arange(1, 10 * MOST + 2)
    clock = Clock.of(steps, steps / 8.0)
    kept, seconds = clock.times()
    assert len(kept) <= MOST
    assert kept[-1] == steps[-1]
    assert seconds == pytest.approx(kept / 8.0)


def test_a_history_tells_the_time_of_its_steps() -> None:
    history = History(["loss/train"])
    assert not len(history.times()[0])
    for first in (1, 11, 21):
        history.append(first, np.ones((10, 1), np.float32), 0.25)
    assert history.times()[0].tolist() == [10, 20, 30]
    assert history.times()[1].tolist() == [0.25, 0.5, 0.75]
    branch = history.copy(15)
    assert branch.times()[1].tolist() == pytest.approx([0.25, 0.375])
    assert history.with_columns(["loss/train", "epoch"]).times()[1][-1] == 0.75
