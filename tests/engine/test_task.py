"""What outputs are compared with, by loss and task."""

from __future__ import annotations

import pytest
import torch

from engine import task
from engine.config.data import DataConfig
from engine.datasets import Dataset, build
from engine.losses import LOSSES
from engine.text import EngineError
from tests.engine.runs import make

DATA = {
    "binary": build(DataConfig(name="disc", samples=10, train_share=0.7)),
    "multiclass": build(DataConfig(name="blobs", samples=10, train_share=0.7)),
    "regression": build(DataConfig(name="plane", samples=10, train_share=0.7)),
}
CASES = [(kind, key) for kind in DATA for key, row in LOSSES.items() if kind in row.tasks]


@pytest.mark.parametrize(("kind", "key"), CASES)
@pytest.mark.parametrize("train", [True, False])
def test_targets_fit_the_loss(kind: str, key: str, train: bool) -> None:
    loss, data = LOSSES[key], DATA[kind]
    found = task.samples(loss, [data], train=train, like=torch.empty(0, dtype=torch.float64))
    y = data.y_train if train else data.y_test
    assert found.count == (7 if train else 3)
    assert found.x.dtype == torch.float64
    assert torch.equal(found.x[0], (data.x_train if train else data.x_test).double())
    width = task.outputs(loss, data)
    if loss.target == "index":
        assert torch.equal(found.y[0], y)
        assert width == data.classes
    else:
        assert found.y.shape == (1, len(y), width)
        assert found.y.dtype == torch.float64
    if kind == "regression":
        assert found.labels is None
        assert torch.equal(found.y[0], y.double())
    else:
        assert found.labels is not None
        assert torch.equal(found.labels[0], y)
    if kind == "multiclass" and loss.target == "column":
        assert torch.equal(found.y[0].argmax(1), y)
        assert (found.y.sum(-1) == 1).all()
    if kind == "binary" and loss.target == "column":
        assert torch.equal(found.y[0, :, 0], y.double())


def test_data_of_several_networks_lie_side_by_side() -> None:
    sets = [build(DataConfig(samples=5, seed=seed)) for seed in (1, 2)]
    found = task.samples(LOSSES["bce"], sets, train=True, like=torch.empty(0))
    for index, each in enumerate(sets):
        assert torch.equal(found.x[index], each.x_train)


def test_a_single_data_set_is_not_copied() -> None:
    data = DATA["binary"]
    found = task.samples(LOSSES["bce"], [data], train=True, like=torch.empty(0))
    assert found.x.data_ptr() == data.x_train.data_ptr()


@pytest.mark.parametrize(
    "other",
    [
        DataConfig(samples=9, train_share=0.7),
        DataConfig(samples=10, train_share=0.8),
        DataConfig(name="blobs", samples=10, train_share=0.7),
        DataConfig(name="line", samples=10, train_share=0.7),
        DataConfig(name="plane", samples=10, train_share=0.7),
    ],
    ids=str,
)
def test_data_that_differ_in_shape_or_task_do_not_stack(other: DataConfig) -> None:
    sets: list[Dataset] = [DATA["binary"], build(other)]
    with pytest.raises(EngineError):
        task.check_stackable(sets)
    task.check_stackable([sets[0], sets[0]])


@pytest.mark.parametrize(("size", "count", "wanted"), [("full", 5, None), (5, 5, 5), (1, 5, 1)])
def test_batch_size(size: int | str, count: int, wanted: int | None) -> None:
    assert task.batch_size(make(training__batch_size=size), count) == wanted


def test_a_batch_larger_than_the_data_is_refused() -> None:
    with pytest.raises(EngineError) as caught:
        task.batch_size(make(training__batch_size=6), 5)
    assert str(caught.value) == (
        "training.batch_size is 6, more than the 5 training samples; choose a smaller batch or "
        "full."
    )
