from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.panels.end_labels import spread
from gui.panels.layer_ends import LayerEnd, LayerEnds, ranges

HEIGHTS = st.lists(st.floats(-50, 350), min_size=1, max_size=12)


@given(HEIGHTS)
def test_spread_labels_neither_overlap_nor_leave_the_plot(wanted: list[float]) -> None:
    size, low, high = 15.0, 0.0, 300.0
    placed = spread(wanted, size, low, high)
    ordered = sorted(placed)
    assert all(b - a >= size - 1e-6 for a, b in itertools.pairwise(ordered))
    assert ordered[0] >= low + size / 2 - 1e-6
    assert ordered[-1] <= high - size / 2 + 1e-6


@given(HEIGHTS)
def test_spread_keeps_the_order(wanted: list[float]) -> None:
    placed = spread(wanted, 15.0, 0.0, 300.0)
    for i, first in enumerate(wanted):
        for j, second in enumerate(wanted):
            assert not (first < second and placed[i] > placed[j])


def test_labels_with_room_stay_where_their_lines_end() -> None:
    assert spread([50.0, 120.0], 15.0, 0.0, 300.0) == [50.0, 120.0]


def test_more_labels_than_fit_are_squeezed() -> None:
    placed = sorted(spread([10.0] * 40, 15.0, 0.0, 300.0))
    assert placed[0] >= 0
    assert placed[-1] <= 300


@pytest.mark.parametrize(
    ("layers", "text"), [([1], "1"), ([1, 2], "1 2"), ([1, 2, 3, 5], "1–3 5"), ([], "")]
)
def test_layers_are_told_as_ranges(layers: list[int], text: str) -> None:
    assert ranges(layers) == text


def test_equal_lines_share_a_place(qtbot, theme) -> None:
    from PySide6.QtCore import QPointF
    from PySide6.QtWidgets import QWidget

    owner = QWidget()
    qtbot.addWidget(owner)
    ends = LayerEnds(theme, owner)
    heights = {1: 40.0, 2: 120.0, 3: 120.4, 4: 200.0}
    made = [LayerEnd(layer, "#336699", QPointF(100, y)) for layer, y in heights.items()]
    ends.set_ends(made, (0.0, 300.0))
    assert ends.groups == ((1,), (2, 3), (4,))
