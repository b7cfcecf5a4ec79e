from __future__ import annotations

import csv
import io
import math

import numpy as np
import pytest

from gui.panels.csv_text import Column, curves_csv, table_csv
from gui.panels.ticks import labels, ticks


@pytest.mark.parametrize(
    ("low", "high"), [(0, 1), (-1.5, 1.5), (1e-8, 3e-8), (-1e6, 2e6), (99.9, 100.1), (-4.1, 4.3)]
)
@pytest.mark.parametrize("most", [2, 3, 5])
def test_ticks_are_round_few_and_inside(low: float, high: float, most: int) -> None:
    found = ticks(low, high, most)
    assert 2 <= len(found) <= 7
    assert all(low - 1e-9 * abs(low) <= each <= high * (1 + 1e-9) + 1e-12 for each in found)
    assert len(set(labels(found))) == len(found)


@pytest.mark.parametrize("bad", [(1, 1), (2, 1), (math.nan, 1), (0, math.inf)])
def test_no_ticks_without_a_range(bad: tuple[float, float]) -> None:
    assert ticks(*bad, 5) == []


def test_curves_stand_side_by_side_with_gaps() -> None:
    first = Column("a", np.array([1.0, 2.0]), np.array([0.5, np.nan], np.float32))
    second = Column("b", np.array([2.0, 3.0]), np.array([np.inf, 7.0], np.float32))
    rows = list(csv.reader(io.StringIO(curves_csv([first, second]))))
    assert rows == [["step", "a", "b"], ["1", "0.5", ""], ["2", "nan", "inf"], ["3", "", "7"]]


def test_float32_survives_the_copy() -> None:
    value = np.float32(0.1234567)
    text = curves_csv([Column("a", np.array([1.0]), np.array([value]))])
    assert np.float32(text.splitlines()[1].split(",")[1]) == value


def test_names_with_commas_are_quoted() -> None:
    assert table_csv(["a,b"], [["c"]]) == '"a,b"\nc\n'
