"""The loop that a PyTorch tutorial would write: what training costs without any measure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn

MakeOptimizer = Callable[[Iterable[Tensor]], torch.optim.Optimizer]


class BareLoop:
    """Trains a network of `sizes` with autograd and `torch.optim`, and measures nothing.

    One output column is a binary classification (`BCELoss` of a sigmoid), several are classes
    (`CrossEntropyLoss`). `batch` None takes all samples in each step.
    """

    def __init__(
        self,
        sizes: Sequence[int],
        activation: type[nn.Module],
        data: tuple[Tensor, Tensor],
        batch: int | None,
        optimizer: MakeOptimizer,
    ) -> None:
        layers: list[nn.Module] = []
        for fan_in, fan_out in pairwise(sizes):
            layers += [nn.Linear(fan_in, fan_out), activation()]
        layers[-1] = nn.Sigmoid() if sizes[-1] == 1 else nn.Identity()
        self._model = nn.Sequential(*layers)
        self._loss = nn.BCELoss() if sizes[-1] == 1 else nn.CrossEntropyLoss()
        self._optimizer = optimizer(self._model.parameters())
        self._batches = _batches(*data, batch)

    def advance(self, steps: int) -> None:
        """Train `steps` steps, as PyTorch does unless told otherwise: with subnormal numbers."""
        torch.set_flush_denormal(False)
        for _ in range(steps):
            x, y = next(self._batches)
            self._optimizer.zero_grad()
            self._loss(self._model(x), y).backward()
            self._optimizer.step()


def _batches(x: Tensor, y: Tensor, size: int | None) -> Iterator[tuple[Tensor, Tensor]]:
    while size is None:
        yield x, y
    while True:
        order = torch.randperm(len(x))
        for at in range(0, len(x), size):
            rows = order[at : at + size]
            yield x[rows], y[rows]
