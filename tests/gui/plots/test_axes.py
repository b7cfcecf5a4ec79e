import math

import numpy as np
import pytest

from gui.plots.axes import LayerAxis, StepAxis, ValueAxis
from gui.plots.scales import THIN_SPACE, nice_ticks, number_text, step_text, to_heights


@pytest.mark.parametrize(
    ("value", "spacing", "text"),
    [
        (0.0, 0.0, "0"),
        (0.001, 0.0, "0.001"),
        (0.5, 0.0, "0.5"),
        (1e-6, 0.0, "10⁻⁶"),
        (2e-6, 0.0, "2·10⁻⁶"),
        (-1e-6, 0.0, "-10⁻⁶"),
        (1e7, 0.0, "10⁷"),
        (25.0, 5.0, "25"),
        (0.5, 0.25, "0.50"),
        (0.123456, 0.0, "0.1235"),
        (123456.0, 0.0, "1.235·10⁵"),
        (99999.9, 0.0, "10⁵"),
        (0.3, 0.1, "0.3"),
        (1e-17, 0.1, "0"),
        (1.5e-5, 5e-6, "1.5·10⁻⁵"),
        (math.inf, 0.0, "inf"),
    ],
)
def test_number_text(value, spacing, text):
    assert number_text(value, spacing) == text


@pytest.mark.parametrize(
    ("step", "text"), [(0, "0"), (999, "999"), (1000, "1 000"), (1234567, "1 234 567")]
)
def test_step_text(step, text):
    assert step_text(step) == text.replace(" ", THIN_SPACE)


def test_heights_are_finite_gaps_or_infinite():
    values = np.array([np.nan, 0.0, -1.0, 1e-310, 1e-40, 0.01, np.inf])
    heights = to_heights(values, log=True, floor=1e-30)
    np.testing.assert_allclose(heights, [np.nan, -30, -30, -30, -30, -2, np.inf])
    np.testing.assert_array_equal(to_heights(values, log=False), values)


@pytest.mark.parametrize("low", [-40.0, -30.0, -6.2, -0.3, 0.0, 2.0])
@pytest.mark.parametrize("span", [0.01, 0.2, 0.69, 0.71, 1.5, 4.0, 12.0, 68.0])
@pytest.mark.parametrize("pixels", [80, 250, 900])
def test_log_axis_has_a_few_ticks_with_different_texts(qapp, low, span, pixels):
    axis = ValueAxis()
    axis.set_log(True)
    levels = axis.tickValues(low, low + span, pixels)
    ticks = [tick for _, values in levels for tick in values]
    texts = [text for spacing, values in levels for text in axis.tickStrings(values, 1, spacing)]
    assert all(low - 1e-6 <= tick <= low + span + 1e-6 for tick in ticks)
    assert len(ticks) <= max(4, pixels / 20)
    assert len(set(texts)) == len(texts)
    if span >= 1.5:
        assert len(ticks) >= 1


@pytest.mark.parametrize(("low", "high"), [(0, 100), (-3e-5, 4e-5), (1e6, 1.5e6), (0.1, 0.10001)])
def test_linear_axis(qapp, low, high):
    axis = ValueAxis()
    [(spacing, ticks)] = axis.tickValues(low, high, 300)
    assert 2 <= len(ticks) <= 12
    texts = axis.tickStrings(ticks, 1.0, spacing)
    assert len(set(texts)) == len(texts)
    assert max(map(len, texts)) <= 12


@pytest.mark.parametrize("axis", [ValueAxis, StepAxis])
@pytest.mark.parametrize(("low", "high"), [(0, 0), (math.nan, 1), (-math.inf, math.inf)])
def test_ranges_without_sense_have_no_ticks(qapp, axis, low, high):
    assert axis().tickValues(low, high, 300) == []


@pytest.mark.parametrize(("low", "high"), [(0, 2), (0, 11), (0, 850), (3, 2.7e6), (5e6, 5.001e6)])
def test_step_axis_has_whole_numbers(qapp, low, high):
    axis = StepAxis()
    [(spacing, ticks)] = axis.tickValues(low, high, 400)
    assert 2 <= len(ticks) <= 14
    assert all(tick == round(tick) for tick in ticks)
    texts = axis.tickStrings(ticks, 1.0, spacing)
    assert len(set(texts)) == len(texts)


def test_millions_are_short(qapp):
    axis = StepAxis()
    assert axis.tickStrings([0, 5e5, 1e6], 1.0, 5e5) == ["0", "0.5\u2009M", "1.0\u2009M"]
    assert axis.tickStrings([1e6, 2e6], 1.0, 1e6) == ["1\u2009M", "2\u2009M"]


@pytest.mark.parametrize("layers", [1, 2, 8, 30, 101])
def test_layer_axis_counts_from_one(qapp, layers):
    axis = LayerAxis()
    axis.set_layers(layers)
    [(_, ticks)] = axis.tickValues(0.5, layers + 0.5, 300)
    assert ticks[0] == 1
    assert len(ticks) <= 22
    assert all(1 <= tick <= layers and tick == int(tick) for tick in ticks)


def test_nice_ticks_for_a_colour_bar():
    assert [text for _, text in nice_ticks(-4, 0, True, 5)] == ["10⁻⁴", "0.001", "0.01", "0.1", "1"]
    assert [text for _, text in nice_ticks(0, 1, False, 5)] == [
        "0",
        "0.2",
        "0.4",
        "0.6",
        "0.8",
        "1.0",
    ]
