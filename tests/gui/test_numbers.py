"""Numbers as people read them."""

from __future__ import annotations

import math

import pytest

from gui import numbers


@pytest.mark.parametrize(("number", "text"), [
    (0, "0"), (999, "999"), (1000, "1\u202f000"), (1234567, "1\u202f234\u202f567"),
    (-1000, "-1\u202f000"),
])  # fmt: skip
def test_grouped(number: int, text: str) -> None:
    assert numbers.grouped(number) == text


@pytest.mark.parametrize(("exponent", "text"), [
    (-5, "10⁻⁵"), (-3, "10⁻³"), (-1, "0.1"), (0, "1"), (1, "10"), (2, "100"), (12, "10¹²"),
])  # fmt: skip
def test_power_of_ten(exponent: int, text: str) -> None:
    assert numbers.power_of_ten(exponent) == text


@pytest.mark.parametrize(("value", "text"), [
    (0.001, "0.001"), (1e-5, "1e-05"), (16, "16"), (16.0, "16"), (0.1 + 0.2, "0.30000000000000004"),
    (1e20, "1e+20"), (-0.0, "0"), ("full", "full"),
])  # fmt: skip
def test_short(value: object, text: str) -> None:
    assert numbers.short(value) == text


@pytest.mark.parametrize("value", [1 / 3, 1e-300, 1.7e308, 5e-324, 123456789.125])
def test_short_loses_nothing(value: float) -> None:
    assert float(numbers.short(value)) == value


@pytest.mark.parametrize(("value", "text"), [
    (0.12345, "0.123"), (1234.5, "1\u202f230"), (-99_999, "-100\u202f000"),
    (999_499, "999\u202f000"), (999_500, "1e+06"), (1.25e-5, "1.25e-05"), (2.0, "2"),
    (math.nan, "NaN"), (math.inf, "∞"),
    (-math.inf, "-∞"),
])  # fmt: skip
def test_rounded(value: float, text: str) -> None:
    assert numbers.rounded(value) == text


@pytest.mark.parametrize(("value", "text"), [
    (1.0, "1"), (8.52, "8.5"), (17.2, "17"), (99.7, "100"), (1234.4, "1\u202f234"),
])  # fmt: skip
def test_rate(value: float, text: str) -> None:
    assert numbers.rate(value) == text


@pytest.mark.parametrize(("seconds", "text"), [
    (0, "00:00"), (4.9, "00:04"), (750, "12:30"), (3723, "1:02:03"), (-3, "00:00"),
])  # fmt: skip
def test_duration(seconds: float, text: str) -> None:
    assert numbers.duration(seconds) == text
