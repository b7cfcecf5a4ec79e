"""Hands out batches: the whole training set each step, or shuffled slices of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Generator, Tensor

from engine.network import Network
from engine.workspace import Workspace


@dataclass(frozen=True)
class Samples:
    """Training or test samples of M data sets (1 if all networks share one).

    `x` (M, n, inputs); `y` what the loss compares with, (M, n, outputs) or (M, n); `labels` the
    classes (M, n) int64, None for a regression.
    """

    x: Tensor
    y: Tensor
    labels: Tensor | None

    @property
    def count(self) -> int:
        """Samples in each data set."""
        return self.x.shape[1]

    def tensors(self) -> list[Tensor]:
        """Return what a batch needs: `labels` only if `y` has a column for each class."""
        if self.labels is None or self.y.shape[2:] in ((), (1,)):
            return [self.x, self.y]
        return [self.x, self.y, self.labels]


@dataclass(frozen=True)
class Batch:
    """A workspace, the samples that it runs on, and the copies (from, to) that fill them."""

    workspace: Workspace
    samples: Samples
    copies: tuple[tuple[Tensor, Tensor], ...] = ()


class Batches:
    """Endless batches of the training samples.

    `size` None takes the whole set in each step and draws nothing. Else each epoch draws one
    permutation per network from its generator, and the smaller last batch trains too.
    """

    def __init__(
        self,
        network: Network,
        samples: Samples,
        size: int | None,
        generators: Sequence[Generator],
    ) -> None:
        self._network = network
        self._samples = samples
        self._generators = list(generators)
        self._ready: dict[int, Batch] = {}
        self._order: Tensor | None = None
        self._drawn_from: list[Tensor] = []  # the generators' states before that order was drawn
        self._at = 0
        self.epoch = 0
        self.size = size
        self._whole = Batch(Workspace(network, samples.x), samples) if size is None else None

    def copy(self, network: Network) -> Batches:
        """Return what gives `network` the same batches from here on; only the samples are shared.

        The epoch's order and the place in it are the same, and so are the draws to come.
        """
        generators = [Generator() for _ in self._generators]
        for twin, own in zip(generators, self._generators, strict=True):
            twin.set_state(own.get_state())
        copied = Batches(network, self._samples, self.size, generators)
        copied._order = None if self._order is None else self._order.clone()
        copied._drawn_from = [each.clone() for each in self._drawn_from]
        copied._at, copied.epoch = self._at, self.epoch
        return copied

    def resize(self, size: int | None) -> None:
        """Take batches of another size from the next step on; the epoch's order stays."""
        self.size = size
        self._ready.clear()
        if size is None:
            self._order = None
            self._whole = Batch(Workspace(self._network, self._samples.x), self._samples)
        else:
            self._whole = None

    @property
    def at(self) -> int | None:
        """Samples of the epoch's order that are behind; None without an order."""
        return None if self._order is None else self._at

    def generator_states(self) -> list[Tensor]:
        """Return the states of the generators before the epoch's order was drawn from them."""
        if self._order is not None:
            return self._drawn_from
        return [each.get_state() for each in self._generators]

    def go_on(self, generators: Sequence[Generator], at: int | None, epoch: int) -> None:
        """Be where `at`, `epoch` and `generator_states` tell that other batches were."""
        self._generators = list(generators)
        self.begin_anew(epoch)
        if at is not None:
            order = self._draw_order()
            if self.size is not None:
                self._order, self._at = order, at

    def begin_anew(self, epoch: int) -> None:
        """Draw another order for the next step; `epoch` is over."""
        self._order = None
        self.epoch = epoch

    @property
    def is_full(self) -> bool:
        """Whether each batch is the whole training set."""
        return self.size is None

    @property
    def steps_left(self) -> int:
        """Steps until the end of the present epoch."""
        if self.size is None or self._order is None:
            return 0
        return -(-(self._samples.count - self._at) // self.size)

    @property
    def steps_per_epoch(self) -> int:
        """Steps of a whole epoch."""
        return 1 if self.size is None else -(-self._samples.count // self.size)

    def next(self) -> tuple[Workspace, Samples]:
        """Return the next batch, its samples in place; `epoch` tells which pass it belongs to."""
        if self._whole is not None:
            self.epoch += 1
            return self._whole.workspace, self._whole.samples
        return self._shuffled()

    def _shuffled(self) -> tuple[Workspace, Samples]:
        count, size = self._samples.count, self.size or 1
        if self._order is None or self._at >= count:
            self._order = self._draw_order()
            self._at = 0
            self.epoch += 1
        rows = self._order[:, self._at : self._at + size]
        self._at += rows.shape[1]
        batch = self._ready.get(rows.shape[1]) or self._allocate(rows.shape[1])
        index = rows.reshape(-1)
        for source, target in batch.copies:
            torch.index_select(source, 0, index, out=target)
        return batch.workspace, batch.samples

    def _draw_order(self) -> Tensor:
        """Return row numbers (N, n) into the flattened data sets."""
        count, shared = self._samples.count, self._samples.x.shape[0] == 1
        self._drawn_from = [each.get_state() for each in self._generators]
        orders = [
            torch.randperm(count, generator=each) + (0 if shared else index * count)
            for index, each in enumerate(self._generators)
        ]
        return torch.stack(orders).to(self._samples.x.device)

    def _allocate(self, size: int) -> Batch:
        models = self._network.shape.models
        blank = [
            each.new_zeros((models, size, *each.shape[2:])) for each in self._samples.tensors()
        ]
        samples = Samples(blank[0], blank[1], blank[2] if len(blank) > 2 else None)
        copies = tuple(
            (source.flatten(0, 1), target.flatten(0, 1))
            for source, target in zip(self._samples.tensors(), blank, strict=True)
        )
        batch = Batch(Workspace(self._network, samples.x), samples, copies)
        self._ready[size] = batch
        return batch
