from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from engine.quantiles import quantiles

LEVELS = (0.0, 0.1, 0.5, 0.9, 1.0)
numbers = st.floats(-(2.0**100), 2.0**100, width=32)


@given(hnp.arrays(np.float32, hnp.array_shapes(min_dims=1, max_dims=3), elements=numbers))
def test_they_are_numpys(values: np.ndarray) -> None:
    expected = np.quantile(values.astype(np.float64), LEVELS, axis=-1)
    np.testing.assert_allclose(quantiles(values, LEVELS), expected, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_values_that_are_not_finite_do_not_count(bad: float) -> None:
    values = np.array([[3.0, bad, 1.0, bad, 2.0], [bad, bad, bad, 7.0, bad]])
    assert quantiles(values, (0.0, 0.5, 1.0)).T.tolist() == [[1, 2, 3], [7, 7, 7]]


def test_without_a_finite_value_there_is_none() -> None:
    found = quantiles(np.array([[np.nan, np.inf], [1.0, 2.0]]), (0.5,))
    assert np.isnan(found[0, 0])
    assert found[0, 1] == 1.5


def test_the_largest_numbers_do_not_overflow() -> None:
    values = np.array([np.finfo(np.float32).min, np.finfo(np.float32).max], np.float32)
    assert quantiles(values, (0.5,))[0] == 0


def test_nothing_at_all() -> None:
    assert quantiles(np.zeros((0, 3, 4)), LEVELS).shape == (5, 0, 3)
