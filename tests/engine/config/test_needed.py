"""What a run cannot do without: files and points that are not chosen yet."""

from __future__ import annotations

import pytest

from engine.config import ExperimentConfig, missing, with_values
from engine.datasets import DATASETS
from engine.initializers import WEIGHT_INITIALIZERS

NEEDY = {
    "csv": "data.params.path",
    "idx": "data.params.images",
    "cifar10": "data.params.path",
    "drawn": "data.params.points",
}


@pytest.mark.parametrize("name", DATASETS)
def test_data_that_need_a_file_or_points(name: str) -> None:
    wanted = missing(with_values(ExperimentConfig(), {"data.name": name}))
    assert (wanted.field if wanted is not None else None) == NEEDY.get(name)


@pytest.mark.parametrize("name", WEIGHT_INITIALIZERS)
def test_only_weights_from_a_file_need_one(name: str) -> None:
    wanted = missing(with_values(ExperimentConfig(), {"init.weights": name}))
    assert (wanted.field if wanted is not None else None) == (
        "init.weights_params.path" if name == "file" else None
    )


@pytest.mark.parametrize(("value", "is_missing"), [("a.csv", False), ("  ", True), (None, True)])
def test_an_empty_path_is_none(value: str | None, is_missing: bool) -> None:
    config = with_values(ExperimentConfig(), {"data.name": "csv", "data.params.path": value})
    assert (missing(config) is not None) == is_missing


def test_points_that_are_there() -> None:
    points = [[0.0, 0.0, 0], [1.0, 1.0, 1]]
    config = with_values(ExperimentConfig(), {"data.name": "drawn", "data.params.points": points})
    assert missing(config) is None
