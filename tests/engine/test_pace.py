from __future__ import annotations

import itertools

import pytest

from engine.pace import LONGEST_LAG, SHORTEST_WAIT, Pace


def run(pace: Pace, seconds: float, tick: float = 0.001) -> list[tuple[float, int]]:
    """Take what is due, on a simulated clock; returns (time, steps)."""
    taken = []
    now = 0.0
    pace.start(now)
    while now < seconds:
        due = pace.due(now)
        assert due is not None
        if due:
            pace.took(due, now)
            taken.append((now, due))
        now += tick
    return taken


@pytest.mark.parametrize("rate", [1, 7, 16.7, 100, 1000, 25_000])
def test_a_pace_is_kept_evenly(rate: float) -> None:
    pace = Pace()
    pace.set(rate, 0.0)
    taken = run(pace, 10.0)
    assert sum(steps for _, steps in taken) == pytest.approx(10 * rate, abs=2 + 0.02 * rate)
    expected = rate * max(1 / rate, SHORTEST_WAIT)
    assert max(steps for _, steps in taken) <= expected * 1.2 + 1
    gaps = [after[0] - before[0] for before, after in itertools.pairwise(taken)]
    assert max(gaps) <= max(1 / rate, SHORTEST_WAIT) + 0.003


def test_the_first_step_is_due_at_once() -> None:
    pace = Pace()
    pace.set(1.0, 5.0)
    pace.start(5.0)
    assert pace.due(5.0) == 1
    assert pace.wait(5.0) == 0


def test_no_burst_after_a_stall() -> None:
    pace = Pace()
    pace.set(1000.0, 0.0)
    pace.start(0.0)
    pace.took(1, 0.0)
    assert pace.due(60.0) == 1
    pace.took(1, 60.0)
    assert pace.due(60.0 + 0.02) == 20


def test_a_short_lag_is_made_up_for() -> None:
    pace = Pace()
    pace.set(100.0, 0.0)
    pace.start(0.0)
    assert pace.due(LONGEST_LAG - 0.05) == 21


def test_a_faster_pace_applies_at_once() -> None:
    pace = Pace()
    pace.set(0.1, 0.0)
    pace.start(0.0)
    pace.took(1, 0.0)
    assert pace.wait(1.0) == pytest.approx(9.0)
    pace.set(10.0, 1.0)
    assert pace.wait(1.0) == pytest.approx(0.1)


def test_without_a_limit_everything_is_due() -> None:
    pace = Pace()
    pace.start(0.0)
    pace.took(100, 0.0)
    assert pace.due(0.0) is None
    assert pace.wait(0.0) == 0
