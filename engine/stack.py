"""One or several configurations that train as one stack: same shape, other settings may differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from engine.config import ExperimentConfig, differences, value_of
from engine.datasets import Dataset, build
from engine.network import Network
from engine.optimizers import OPTIMIZERS, Hyper
from engine.table import Row
from engine.text import QT_TRANSLATE_NOOP, EngineError

MAY_DIFFER = (
    "data.seed",
    "data.noise",
    "data.params",
    "model.activation_params",
    "init",
    "loss.params",
    "optimizer.learning_rate",
    "optimizer.weight_decay",
    "optimizer.params",
    "training.seed",
    "training.stream",
)
"""Settings in which the networks of a stack may differ (with everything below them)."""

Setting = float | Tensor


def check(configs: Sequence[ExperimentConfig]) -> None:
    """Raise `EngineError` if the configurations cannot be stacked."""
    for other in configs[1:]:
        for path in differences(configs[0], other):
            if not any(path == each or path.startswith(each + ".") for each in MAY_DIFFER):
                raise _differs(path)


def _differs(path: str) -> EngineError:
    return EngineError(
        QT_TRANSLATE_NOOP(
            "engine", "{field} differs between networks that are to train as one stack."
        ),
        field=path,
    )


def load(configs: Sequence[ExperimentConfig]) -> list[Dataset]:
    """Return the data set that all share, or one for each configuration."""
    if all(each.data == configs[0].data for each in configs):
        return [build(configs[0].data)]
    return [build(each.data) for each in configs]


def parameters(row: Row, configs: Sequence[ExperimentConfig], path: str) -> dict[str, Any]:
    """Return the parameters of `row` at `path`: values, or (N, 1, 1) tensors where they differ."""
    given = [row.resolve(value_of(config, path), path) for config in configs]
    merged: dict[str, Any] = {}
    for name in given[0]:
        values = [each[name] for each in given]
        if all(value == values[0] for value in values):
            merged[name] = values[0]
            continue
        if not all(isinstance(value, (float, int)) for value in values):
            raise _differs(f"{path}.{name}")
        merged[name] = torch.tensor(values, dtype=torch.float64)[:, None, None]
    return merged


def cast(params: Mapping[str, Any], like: Tensor) -> dict[str, Any]:
    """Return `params` with tensors in the type and on the device of `like`."""
    return {
        name: value.to(like.device, like.dtype) if isinstance(value, Tensor) else value
        for name, value in params.items()
    }


class HyperParameters:
    """Settings of the optimiser for each step: numbers, or flat tensors where networks differ."""

    def __init__(self, network: Network, configs: Sequence[ExperimentConfig]) -> None:
        self._network = network
        self._models: Tensor | None = None
        self.update(configs)

    def update(self, configs: Sequence[ExperimentConfig]) -> None:
        """Take the present settings, after a live change."""
        row = OPTIMIZERS[configs[0].optimizer.name]
        given = [row.resolve(each.optimizer.params, "optimizer.params") for each in configs]
        self._rates = [each.optimizer.learning_rate for each in configs]
        self._base = self._spread(self._rates)
        self._hyper = Hyper(
            learning_rate=self._base,
            weight_decay=self._spread([each.optimizer.weight_decay for each in configs]),
            params={name: self._spread([each[name] for each in given]) for name in given[0]},
        )

    def at(self, factor: float) -> Hyper:
        """Return the settings of a step whose schedule gives `factor`."""
        self._hyper.learning_rate = self._base * factor
        return self._hyper

    def rates(self, factors: Sequence[float]) -> npt.NDArray[np.float64]:
        """Return the learning rates (steps, N) of steps whose schedule gives `factors`."""
        return np.multiply.outer(np.asarray(factors, np.float64), self._rates)

    def _spread(self, values: Sequence[float]) -> Setting:
        if all(each == values[0] for each in values):
            return values[0]
        if self._models is None:
            self._models = self._network.models_of_parameters()
        like = self._network.parameters
        return torch.tensor(values, dtype=like.dtype, device=like.device)[self._models]
