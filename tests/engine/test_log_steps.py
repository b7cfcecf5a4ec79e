from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.log_steps import is_log_step, next_log_step


def first(count: int, per_doubling: float) -> list[int]:
    found = [0]
    while len(found) <= count:
        found.append(next_log_step(found[-1], per_doubling))
    return found[1:]


@pytest.mark.parametrize(
    ("per_doubling", "steps"),
    [
        (2, [1, 2, 3, 4, 6, 8, 11, 16, 23, 32, 45, 64]),
        (1, [1, 2, 4, 8, 16, 32, 64]),
        (0.5, [1, 4, 16, 64, 256]),
        (4, [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 13, 16]),
    ],
)
def test_steps_are_spaced_by_doublings(per_doubling: float, steps: list[int]) -> None:
    assert first(len(steps), per_doubling) == steps


@given(per_doubling=st.sampled_from([0.5, 1, 2, 4]), step=st.integers(0, 10**9))
def test_the_next_one_follows_and_is_one(per_doubling: float, step: int) -> None:
    after = next_log_step(step, per_doubling)
    assert after > step
    assert is_log_step(after, per_doubling)
    assert next_log_step(after - 1, per_doubling) == after


def test_no_step_is_passed_over() -> None:
    for per_doubling in (0.5, 1, 2, 4):
        among = [step for step in range(1, 2000) if is_log_step(step, per_doubling)]
        assert among == list(itertools.takewhile(lambda s: s < 2000, first(60, per_doubling)))
