import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.plots.ranges import padded, steady_range, step_extent


@given(st.integers(0, 10**9))
def test_extent_holds_the_steps_and_jumps_little(last):
    extent = step_extent(last)
    assert extent >= last
    assert extent <= max(10.0, 1.28 * last)


def test_extent_grows_seldom():
    extents = {step_extent(last) for last in range(1000, 10_000)}
    assert len(extents) <= 14


@pytest.mark.parametrize(
    ("last", "end", "extent"), [(95, 100, 100), (5, 100, 10), (150, 100, 180), (0, 3, 3)]
)
def test_an_end_bounds_the_extent(last, end, extent):
    assert step_extent(last, end) == extent


@pytest.mark.parametrize("data", [(0.0, 0.0), (5.0, 5.0), (-3.0, -3.0), (0.0, 1e-30), (1, 1e30)])
def test_padding_gives_a_range(data):
    low, high = padded(*data)
    assert low < high
    assert low <= data[0]
    assert high >= data[1]


def test_range_stays_until_left_or_badly_filled():
    shown = steady_range(None, (0.0, 10.0))
    assert steady_range(shown, (0.2, 9.0)) == shown
    assert steady_range(shown, (0.0, 11.0)) != shown
    assert steady_range(shown, (0.0, 2.0))[1] < 3
