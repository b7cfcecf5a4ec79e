"""When surveys are due: densely at first, and at a bounded cost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engine.survey_calendar import EARLY_STEPS, FIXED_COST, FORWARD_SHARE, HEAD_START, Calendar

sizes = st.integers(1, 10**7)
costs = st.integers(10, 10**7)


def dues(calendar: Calendar, stop: int) -> list[int]:
    return [step for step in range(1, stop) if calendar.is_due(step)]


@given(samples=sizes, batch=sizes, per_sample=costs)
def test_both_kinds_together_cost_under_5_percent(
    samples: int, batch: int, per_sample: int
) -> None:
    calendar = Calendar.of(samples, batch, per_sample)
    steps_worth = FORWARD_SHARE * samples / batch
    assert 2 * steps_worth / calendar.early <= 0.05
    assert 2 * (FIXED_COST + steps_worth) / calendar.late <= 0.05


@given(samples=sizes, batch=st.integers(1, 1000), per_sample=costs)
def test_what_comes_before_is_cheap_or_rare(samples: int, batch: int, per_sample: int) -> None:
    calendar = Calendar.of(samples, batch, per_sample)
    until = min(calendar.late, 20_000)
    dense = [step for step in dues(calendar, until) if step % calendar.early]
    assert len(dense) * samples * per_sample <= HEAD_START or len(dense) <= 3


@given(samples=sizes, batch=sizes, per_sample=costs, step=st.integers(0, 5000))
def test_next_due_is_the_first_that_is_due(
    samples: int, batch: int, per_sample: int, step: int
) -> None:
    calendar = Calendar.of(samples, batch, per_sample)
    due = calendar.next_due(step)
    assert due > step
    assert calendar.is_due(due)
    if due < step + 10_000:
        assert not any(calendar.is_due(each) for each in range(step + 1, due))


def test_small_data_are_surveyed_often_at_first() -> None:
    found = dues(Calendar.of(50, 100, 100), 1000)
    assert found[:8] == [1, 2, 3, 4, 6, 8, 10, 20]
    assert [step for step in found if 10 <= step <= EARLY_STEPS] == list(range(10, 201, 10))
    assert 3 <= len([step for step in found if step > EARLY_STEPS]) <= 5


def test_small_batches_are_surveyed_evenly_on_a_log_scale() -> None:
    """The digits: 360 test samples, batches of 32."""
    found = dues(Calendar.of(360, 32, 1300), 5000)
    assert found[:18] == [1, 2, 3, 4, 6, 8, 11, 16, 23, 32, 45, 64, 91, 128, 181, 188, 256, 362]
    assert all(step % found[18] == 0 for step in found[18:])


def test_large_data_are_surveyed_at_few_steps_before_they_may() -> None:
    """60,000 images through 784-512x4-10."""
    calendar = Calendar.of(60_000, 128, 1_200_000, per_doubling=1)
    assert len(dues(calendar, calendar.late)) <= 2
