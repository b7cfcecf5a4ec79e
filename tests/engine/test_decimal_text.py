from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.decimal_text import rows_of_text, shortest

ANY_BITS = st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=40)


@given(ANY_BITS)
def test_every_float32_reads_back(bits: list[int]) -> None:
    values = np.array(bits, np.uint32).view(np.float32)[None]
    [text] = rows_of_text(values)
    back = np.array([float(each) for each in text.split(",")], np.float32)
    np.testing.assert_array_equal(back, values[0])
    known = values[0] == values[0]
    np.testing.assert_array_equal(np.signbit(back)[known], np.signbit(values[0])[known])


@pytest.mark.parametrize(
    "text", ["0.0", "0.01", "0.1", "-0.3", "1.0", "100.0", "6.25", "41.6875", "0.19531192"]
)
def test_few_digits_where_few_suffice(text: str) -> None:
    assert rows_of_text(np.array([[np.float32(text)]], np.float32)) == [text]


@given(ANY_BITS)
def test_as_short_as_numpy_writes_them(bits: list[int]) -> None:
    values = np.array(bits, np.uint32).view(np.float32)
    values = values[(np.abs(values) > 1e-13) & (np.abs(values) < 1e13)]
    digits = [len(repr(each).partition("e")[0].strip("-0.")) for each in shortest(values).tolist()]
    least = [
        len(np.format_float_scientific(each, trim="-").partition("e")[0].strip("-0."))
        for each in values
    ]
    assert all(a <= max(4, b) + (a > 9) for a, b in zip(digits, least, strict=True))


def test_what_is_not_finite_is_spelled_out() -> None:
    values = np.array([[np.nan, 1.5], [np.inf, -np.inf], [2.0, 3.0]], np.float32)
    assert rows_of_text(values) == ["nan,1.5", "inf,-inf", "2.0,3.0"]


def test_no_rows() -> None:
    assert rows_of_text(np.empty((0, 3), np.float32)) == []
