"""What the window draws of the data."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from engine.config.data import DataConfig
from engine.data_preview import MAX_IMAGES, feature_range, preview, unscaled
from engine.datasets import DATASETS, build

GENERATED = [key for key, row in DATASETS.items() if row.generated]


def make(name: str, **given: Any) -> Any:
    return build(DataConfig(name=name, **given))


@pytest.mark.parametrize("key", GENERATED)
def test_points_in_the_plane_and_curves_are_shown_as_the_network_sees_them(key: str) -> None:
    data = make(key, train_share=0.8, scaling="standardize")
    shown = preview(data)
    assert set(shown) == {"x_train", "y_train", "x_test", "y_test"}
    assert np.array_equal(shown["x_train"], data.x_train.numpy())
    assert np.array_equal(shown["y_test"], data.y_test.numpy())


def test_many_points_are_thinned_the_same_way_every_time() -> None:
    data = make("disc", samples=5000)
    first, again = preview(data, limit=300), preview(data, limit=300)
    assert first["x_train"].shape == (300, 2)
    assert np.array_equal(first["x_train"], again["x_train"])
    inside = (first["x_train"] ** 2).sum(axis=1) > 1
    assert np.array_equal(inside, first["y_train"] == 1)


def test_looking_draws_nothing_from_the_runs_generators() -> None:
    data = make("digits", train_share=0.8)
    states = data.generator.get_state(), torch.random.get_rng_state()
    preview(data, limit=10)
    assert torch.equal(states[0], data.generator.get_state())
    assert torch.equal(states[1], torch.random.get_rng_state())


@pytest.mark.parametrize(("share", "source"), [(1.0, "train"), (0.8, "test")])
def test_images_come_from_the_test_set_if_there_is_one(share: float, source: str) -> None:
    data = make("digits", train_share=share, scaling="standardize")
    shown = preview(data)
    assert shown["images"].shape == (MAX_IMAGES, 8, 8, 1)
    assert shown["images"].min() == 0
    assert shown["images"].max() == 1
    assert "x_train" not in shown
    inputs, labels = getattr(data, f"x_{source}"), getattr(data, f"y_{source}")
    for image, network_input, label in zip(
        shown["images"], shown["image_inputs"], shown["image_labels"], strict=True
    ):
        row = int((inputs == torch.from_numpy(network_input)).all(dim=1).nonzero()[0, 0])
        assert labels[row] == label
        pixels = unscaled(data, inputs[row]).reshape(8, 8, 1) / 16
        assert np.allclose(image, pixels.numpy(), atol=1e-5)


def test_the_extent_holds_all_points_with_a_margin() -> None:
    data = make("moons", train_share=0.5)
    extent = feature_range(data)
    assert extent.shape == (2, 2)
    points = torch.cat((data.x_train, data.x_test)).numpy()
    span = points.max(axis=0) - points.min(axis=0)
    assert np.allclose(extent[:, 0], points.min(axis=0) - 0.1 * span, atol=1e-5)
    assert np.allclose(extent[:, 1], points.max(axis=0) + 0.1 * span, atol=1e-5)


def test_a_constant_feature_has_an_extent_too() -> None:
    points = [[3.0, 0.0, 0], [3.0, 1.0, 1]]
    data = make("drawn", params={"points": points})
    assert feature_range(data)[0].tolist() == [2.0, 4.0]
