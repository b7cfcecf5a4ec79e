"""Prepares data sets for a loss: what the outputs are compared with, and how many there are."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from engine.batches import Samples
from engine.config import ExperimentConfig
from engine.datasets import Dataset
from engine.losses import Loss
from engine.text import QT_TRANSLATE_NOOP, EngineError


def check_stackable(datasets: Sequence[Dataset]) -> None:
    """Raise `EngineError` if data sets of one stack differ in shape or task."""
    first = datasets[0]
    for other in datasets[1:]:
        same = (
            other.x_train.shape == first.x_train.shape
            and other.x_test.shape == first.x_test.shape
            and (other.task, other.classes) == (first.task, first.classes)
        )
        if not same:
            raise EngineError(
                QT_TRANSLATE_NOOP(
                    "engine",
                    "{field} gives data of another shape or task for some networks of the stack.",
                ),
                field="data",
            )


def outputs(loss: Loss, data: Dataset) -> int:
    """Return how many outputs the network needs for `loss` on `data`."""
    columns = data.y_train.shape[1] if data.task == "regression" else 1
    return loss.outputs(data.task, data.classes, columns)


def samples(loss: Loss, datasets: Sequence[Dataset], *, train: bool, like: Tensor) -> Samples:
    """Return training or test samples of the data sets, in the type and place of `like`."""
    inputs = [each.x_train if train else each.x_test for each in datasets]
    targets = [each.y_train if train else each.y_test for each in datasets]
    x = _stacked(inputs).to(like.device, like.dtype)
    y = _stacked(targets).to(like.device)
    if datasets[0].task == "regression":
        return Samples(x, y.to(like.dtype), None)
    if loss.target == "index":
        return Samples(x, y, y)
    if datasets[0].task == "binary":
        return Samples(x, y[..., None].to(like.dtype), y)
    one_hot = torch.nn.functional.one_hot(y, datasets[0].classes)
    return Samples(x, one_hot.to(like.dtype), y)


def _stacked(tensors: Sequence[Tensor]) -> Tensor:
    """Return (M, …); a single data set is not copied."""
    return tensors[0][None] if len(tensors) == 1 else torch.stack(list(tensors))


def batch_size(config: ExperimentConfig, count: int) -> int | None:
    """Return the batch size, None for the full set; raises `EngineError` if there are too few."""
    size = config.training.batch_size
    if size == "full":
        return None
    if int(size) > count:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "{field} is {batch}, more than the {count} training samples; choose a smaller "
                "batch "
                "or full.",
            ),
            field="training.batch_size",
            batch=size,
            count=count,
        )
    return int(size)
