"""Pictures against the network's own answers, computed in another way."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from engine import data_preview
from engine.messages import Array, Picture, decode_event, encode
from engine.pictures import BINS, CONFUSION_SAMPLES, DRAWN_WEIGHTS, _histogram
from engine.trainer import Trainer
from tests.engine.reference import module_of
from tests.engine.runs import make, run, tiny_dataset

PARTS = ("surface", "curve", "confusion", "predictions", "distributions", "weights")


def trained(**changes: Any) -> Trainer:
    trainer = Trainer(make(**{"data__samples": 200, "training__steps": 40, **changes}))
    while trainer.outcome is None:
        trainer.advance(40)
    return trainer


def answers(trainer: Trainer, x: np.ndarray) -> np.ndarray:
    """What the network's own layers answer to inputs (n, d), as its loss reads it."""
    with torch.no_grad():
        output = module_of(trainer)(torch.from_numpy(x).double())
    if trainer.loss.key == "cross_entropy":
        output = output.softmax(1)
    elif trainer.loss.key.startswith("bce"):
        output = output.sigmoid()
    elif trainer.facts.task != "regression":
        output = output.clamp(0, 1)
    return output.numpy()


BLOBS = {"data__name": "blobs", "data__params": {"classes": 4}}


@pytest.mark.parametrize(
    ("changes", "planes"),
    [
        ({}, 1),
        ({"loss__name": "cross_entropy"}, 1),
        ({"loss__name": "mse"}, 1),
        (BLOBS, 4),
        ({**BLOBS, "loss__name": "bce"}, 4),
        ({**BLOBS, "loss__name": "mse"}, 4),
        ({"data__name": "plane"}, 1),
        ({"data__scaling": "standardize", "model__activation": "silu"}, 1),
        ({"model__output_activation": "sigmoid", "model__hidden_layers": 0}, 1),
    ],
    ids=str,
)
def test_a_surface_has_the_networks_answers_from_the_lowest_row_up(
    changes: dict[str, Any], planes: int
) -> None:
    trainer = trained(**changes)
    surface = trainer.look(("surface",), 9)["surface"]
    values = surface.values.numpy()
    assert values.shape == (planes, 9, 9)
    assert values.dtype == np.float32
    (x0, x1), (y0, y1) = surface.x_range, surface.y_range
    inputs = trainer.train.x[0].numpy()
    assert x0 < inputs[:, 0].min() < inputs[:, 0].max() < x1
    assert y0 < inputs[:, 1].min() < inputs[:, 1].max() < y1
    for row, y in enumerate(np.linspace(y0, y1, 9)):
        points = np.stack((np.linspace(x0, x1, 9), np.full(9, y)), axis=1)
        expected = answers(trainer, points)
        if planes == 1:
            expected = expected[:, -1:]  # of two classes, class 1
        np.testing.assert_allclose(values[:, row], expected.T, rtol=1e-4, atol=1e-5)


def test_a_curve_has_the_networks_answers() -> None:
    trainer = trained(data__name="sine")
    curve = trainer.look(("curve",), 10)["curve"]
    x, y = curve.x.numpy(), curve.y.numpy()
    assert x.shape == (40,)
    assert (np.diff(x) > 0).all()
    assert x[0] < float(trainer.train.x.min())
    assert x[-1] > float(trainer.train.x.max())
    np.testing.assert_allclose(y, answers(trainer, x[:, None].copy()), rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("loss", ["auto", "cross_entropy", "mse", "bce"])
@pytest.mark.parametrize(("share", "part"), [(1.0, "train"), (0.6, "test")])
@pytest.mark.parametrize("data", [{}, BLOBS], ids=["binary", "four classes"])
def test_confusion_counts(loss: str, share: float, part: str, data: dict[str, Any]) -> None:
    trainer = trained(**data, loss__name=loss, data__train_share=share, data__noise=0.8)
    found = trainer.look(("confusion",), 9)["confusion"]
    samples = trainer.train if part == "train" else trainer.test
    assert samples.labels is not None
    said = answers(trainer, samples.x[0].numpy())
    predicted = (said[:, 0] > 0.5).astype(int) if said.shape[1] == 1 else said.argmax(1)
    classes = trainer.facts.classes
    expected = np.zeros((classes, classes), int)
    for true, guess in zip(samples.labels[0].tolist(), predicted.tolist(), strict=True):
        expected[true, guess] += 1
    assert (found.part, found.samples) == (part, samples.count)
    assert np.array_equal(found.counts.numpy(), expected)
    assert np.trace(expected) < expected.sum()  # else nothing would tell rows from columns


def test_confusion_agrees_with_accuracy() -> None:
    trainer = Trainer(make(data__name="digits", data__train_share=0.8, training__steps=30))
    trainer.advance(30)
    trainer.scan_dead()
    readings = {}
    while trainer.scanning:
        readings |= {each.name: each.value for each in trainer.advance(0).readings}
    found = trainer.look(("confusion",), 9)["confusion"]
    counts = found.counts.numpy()
    assert np.trace(counts) / counts.sum() == pytest.approx(readings["accuracy/test"])
    assert counts.sum() == found.samples == 359


def test_confusion_of_many_samples_is_bounded() -> None:
    trainer = trained(data__samples=5000, training__steps=1)
    assert trainer.look(("confusion",), 9)["confusion"].samples == CONFUSION_SAMPLES


@pytest.mark.parametrize("share", [1.0, 0.8])
def test_predictions_are_those_of_the_images_shown(share: float) -> None:
    config = make(
        data__name="digits",
        data__train_share=share,
        data__scaling="minmax",
        optimizer__learning_rate=0.05,
    )
    trainer = Trainer(config)
    trainer.advance(60)
    preview = trainer.preview()
    assert preview.images is not None
    assert preview.image_y is not None
    images, labels = preview.images.numpy(), preview.image_y.numpy()
    assert images.dtype == np.uint8
    assert images.shape == (64, 8, 8, 1)
    predictions = trainer.look(("predictions",), 9)["predictions"].numpy()
    inputs = data_preview.preview(trainer.datasets[0])["image_inputs"]
    assert np.array_equal(predictions, answers(trainer, inputs).argmax(1))
    assert predictions.shape == labels.shape
    assert (predictions == labels).mean() > 0.7


def test_distributions_count_every_finite_activation() -> None:
    trainer = trained(model__width=[7, 7, 3], data__samples=300)
    found = trainer.look(("distributions",), 9)["distributions"]
    module = module_of(trainer)
    with torch.no_grad():
        x = trainer.train.x[0].double()
        values = []
        for layer in module:
            x = layer(x)
            values.append(x.numpy())
    for layer, width in enumerate((7, 7, 3)):
        for counts, edges, expected in (
            (found.pre_counts, found.pre_edges, values[2 * layer]),
            (found.counts, found.edges, values[2 * layer + 1]),
        ):
            shares, borders = counts.numpy()[layer], edges.numpy()[layer]
            assert shares.sum() == 300 * width
            assert borders[0] == pytest.approx(expected.min(), abs=1e-5)
            assert borders[-1] == pytest.approx(expected.max(), abs=1e-5)
            middles = (borders[1:] + borders[:-1]) / 2
            half_a_bin = (borders[1] - borders[0]) / 2
            assert (shares * middles).sum() / shares.sum() == pytest.approx(
                expected.mean(), abs=float(half_a_bin)
            )


@pytest.mark.parametrize(
    "values",
    [
        [1.0, 2.0, 3.0],
        [5.0] * 7,
        [0.0],
        [],
        [float("nan"), 1.0, float("inf"), 2.0, -float("inf")],
        [float("nan")],
        [1e10] * 3,
        [-3e38, 3e38],
        [1e-42, 2e-42],
    ],
    ids=str,
)
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_histograms_take_any_numbers(values: list[float], dtype: torch.dtype) -> None:
    counts, edges = _histogram(torch.tensor(values, dtype=dtype))
    assert counts.shape == (BINS,)
    assert edges.shape == (BINS + 1,)
    assert np.isfinite(edges).all()
    assert counts.sum() == np.isfinite(values).sum()


def test_histograms_of_numbers_beyond_single_precision() -> None:
    counts, edges = _histogram(torch.tensor([1e300, 1.0, 2.0], dtype=torch.float64))
    assert counts.sum() == 2
    assert edges[-1] == 2


def test_weights_are_shown_of_small_networks_only() -> None:
    small, large = trained(model__width=[5, 4]), trained(model__width=100, model__hidden_layers=2)
    shown = small.look(("weights",), 9)["weights"]
    for layer, values in enumerate(shown, start=1):
        assert np.array_equal(values.numpy(), small.parameters()[f"layers.{layer}.weight"])
    assert large.network.weights > DRAWN_WEIGHTS
    assert large.look(("weights",), 9)["weights"] is None


NONE_OF: list[tuple[dict[str, Any], set[str]]] = [
    ({}, {"curve", "predictions"}),
    ({"data__name": "plane"}, {"curve", "confusion", "predictions"}),
    ({"data__name": "sine"}, {"surface", "confusion", "predictions"}),
    ({"data__name": "digits"}, {"surface", "curve"}),
    ({"model__hidden_layers": 0}, {"curve", "predictions", "distributions"}),
]


@pytest.mark.parametrize(("changes", "missing"), NONE_OF, ids=str)
def test_what_does_not_apply_is_left_out(changes: dict[str, Any], missing: set[str]) -> None:
    trainer = Trainer(make(**changes))
    found = trainer.look(PARTS, 8)
    assert {name for name, picture in found.items() if picture is None} == missing
    event = Picture(run="1", step=0, **found)
    assert decode_event(encode(event)) == event


def test_unknown_parts_are_left_out() -> None:
    assert set(Trainer(make()).look(("surface", "portrait"), 8)) == {"surface"}


@pytest.mark.parametrize("resolution", [1, 2, 200])
def test_any_resolution(resolution: int) -> None:
    surface = Trainer(make()).look(("surface",), resolution)["surface"]
    side = max(2, resolution)
    assert surface.values.shape == (1, side, side)


def test_pictures_of_huge_networks_are_coarser() -> None:
    trainer = Trainer(make(model__width=1500, model__hidden_layers=6, data__samples=50))
    surface = trainer.look(("surface",), 200)["surface"]
    side = surface.values.shape[1]
    assert 8 <= side < 200
    assert side * side * trainer.network.weights <= 1_000_000_000


def test_a_preview_has_the_points_as_the_network_sees_them() -> None:
    trainer = Trainer(make(data__samples=50, data__train_share=0.8, data__scaling="minmax"))
    preview = trainer.preview()
    for shown, samples in ((preview.train_x, trainer.train), (preview.test_x, trainer.test)):
        assert isinstance(shown, Array)
        assert np.array_equal(shown.numpy(), samples.x[0].numpy())
    assert preview.images is None


def test_single_points_get_a_surface_around_them() -> None:
    data = tiny_dataset(torch.zeros(3, 2), torch.tensor([0, 1, 1]), classes=2)
    done = Trainer(make(), data).look(("surface",), 4)["surface"]
    assert done.x_range == (-1.0, 1.0)
    assert run(make(training__steps=2), data).outcome is not None
