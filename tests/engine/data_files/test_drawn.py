"""Points drawn with the mouse."""

from __future__ import annotations

import re
from typing import Any

import pytest

from engine.data_files.drawn import from_points
from tests.engine.data_files.refusals import refusal


def test_points_become_inputs_and_classes() -> None:
    raw = from_points([[0.5, -1.0, 0], [2.0, 3.0, 2.0]])
    assert raw.inputs.tolist() == [[0.5, -1.0], [2.0, 3.0]]
    assert raw.targets.tolist() == [0, 2]
    assert raw.class_names == ("0", "1", "2")


@pytest.mark.parametrize(
    ("points", "told"),
    [
        ((), "holds 0 points"),
        ([[0.0, 0.0, 1]], "holds 1 points"),
        ([[0.0, 0.0, 0], [0.0, 0.0, 1]] * 60_000, "at most 100000"),
        ([[0.0, 0.0, 1], [1.0, 0.0, 1]], "All points of data.params.points have class 1"),
        ([[0.0, 0.0, 1], [1.0, 0.0, 10]], "Point 2 .* has class 10"),
        ([[0.0, 0.0, -1], [1.0, 0.0, 1]], "Point 1 .* has class -1"),
        ([[0.0, 0.0, 0.5], [1.0, 0.0, 1]], r"Point 1 .* has class 0\.5"),
        ([[0.0, 0.0, 0], [1.0, 1e30, 1]], r"Point 2 .* lies at 1, 1e\+30"),
    ],
)
def test_points_that_cannot_be_learnt_are_refused(points: Any, told: str) -> None:
    assert re.search(told, str(refusal(lambda: from_points(points))))
