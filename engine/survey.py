"""Measures over whole data sets (dead units, test loss), in short slices between steps.

A survey works on a frozen copy of the parameters, so that training may go on meanwhile; its
readings belong to the step it was begun at.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from engine.batches import Samples
from engine.loss_functions import Params
from engine.losses import Loss
from engine.measures import column
from engine.messages import Reading
from engine.network import Network

SLICE_SECONDS = 0.02
SHARE = 0.04
"""Surveys are spaced so that they cost at most this share of the training time."""
FORWARD_SHARE = 1 / 3
"""A forward pass costs about a third of a training step on the same samples."""
FIXED_COST = 6
"""A survey of few samples costs about as much as this many steps of a small network."""
LEAST_INTERVAL = 10
EARLY_STEPS = 200
"""So long what a survey costs beside its samples is a matter of milliseconds, and not counted."""
OPERATIONS_CPU, OPERATIONS_GPU = 10_000_000, 1_000_000_000
"""Multiplications and additions between two looks at the clock."""
COST_OF_UNIT = 10  # a unit's activation, in multiplications
LEAST_PIECE = 16


@dataclass(frozen=True)
class Calendar:
    """The steps at which surveys are due: every `early` ones at first, then every `late` ones."""

    early: int
    late: int

    @classmethod
    def of(cls, samples: int, batch: int) -> Calendar:
        """Return when surveys of `samples` samples are due while training takes `batch` a step."""
        steps_worth = FORWARD_SHARE * samples / batch
        early = max(LEAST_INTERVAL, math.ceil(steps_worth / SHARE))
        return cls(early, max(early, math.ceil((FIXED_COST + steps_worth) / SHARE)))

    def is_due(self, step: int) -> bool:
        """Tell whether a survey belongs to `step`."""
        return step % (self.early if step <= EARLY_STEPS else self.late) == 0

    def next_due(self, step: int) -> int:
        """Return the first step after `step` at which a survey is due."""
        if step < EARLY_STEPS:
            due = (step // self.early + 1) * self.early
            if due <= EARLY_STEPS:
                return due
        return (max(step, EARLY_STEPS) // self.late + 1) * self.late


def per_model(name: str, step: int, values: Iterable[float]) -> list[Reading]:
    """Return the readings of one quantity, a value for each network of a stack."""
    return [
        Reading(name=name, step=step, value=float(value), model=model)
        for model, value in enumerate(values)
    ]


def correct(
    output: Tensor, samples: Samples, threshold: Tensor, out: Tensor | None = None
) -> Tensor:
    """Return per network (N,) how many of the samples are classified rightly, as floats.

    `threshold` is a tensor since it is compared with at every step: a number would cost more.
    """
    hit = torch.empty_like(output)
    if output.shape[-1] == 1:
        torch.gt(output, threshold, out=hit)
        torch.eq(hit, samples.y, out=hit)
    else:
        labels = samples.y if samples.labels is None else samples.labels
        hit = hit[..., :1]
        torch.eq(output.argmax(-1, keepdim=True), labels[..., None], out=hit)
    return torch.sum(hit, (1, 2), out=out)


def _piece(network: Network) -> int:
    """Return the samples that a network passes within a few milliseconds."""
    operations = OPERATIONS_CPU if network.parameters.device.type == "cpu" else OPERATIONS_GPU
    shape = network.shape
    per_sample = (shape.weights + COST_OF_UNIT * shape.units) * shape.models
    return max(LEAST_PIECE, operations // per_sample)


class Survey:
    """One pass over the training set (for dead units) and the test set (loss, accuracy).

    Parameters
    ----------
    step
        The step whose weights, before it, the readings tell of.
    train
        Samples to look for dead units on, or None.
    test
        Samples to evaluate loss and accuracy on, or None.
    """

    def __init__(
        self,
        network: Network,
        step: int,
        *,
        train: Samples | None,
        test: Samples | None,
        loss: Loss,
        loss_params: Params,
    ) -> None:
        self.step = step
        self._network = network
        self._frozen = network.parameters.clone()
        self._train, self._test = train, test
        self._loss, self._loss_params = loss, loss_params
        self._threshold = self._frozen.new_tensor(loss.threshold or 0.0)
        self._rows = _piece(network)
        self._readings: list[Reading] = []
        self._work = self._steps()
        self.done = False

    def copy(self, network: Network) -> Survey:
        """Return the same survey, of the same frozen weights, at its beginning."""
        copied = Survey(
            network,
            self.step,
            train=self._train,
            test=self._test,
            loss=self._loss,
            loss_params=self._loss_params,
        )
        copied._frozen.copy_(self._frozen)
        return copied

    def work(self, seconds: float = SLICE_SECONDS) -> None:
        """Go on for about `seconds`; at least one slice is done."""
        until = time.perf_counter() + seconds
        for _ in self._work:
            if time.perf_counter() >= until:
                return
        self.done = True

    def readings(self) -> tuple[Reading, ...]:
        """Return what was measured; complete once `done`."""
        return tuple(self._readings)

    def _steps(self) -> Iterator[None]:
        if self._train is not None:
            yield from self._find_dead(self._train)
        if self._test is not None and self._test.count:
            yield from self._evaluate(self._test)

    def _slices(self, samples: Samples) -> Iterator[slice]:
        """Yield parts of the samples, the same on every machine and however busy it is: sums of
        other parts would be rounded differently."""
        for at in range(0, samples.count, self._rows):
            yield slice(at, at + self._rows)

    def _find_dead(self, samples: Samples) -> Iterator[None]:
        hidden = self._network.shape.hidden
        fired: list[Tensor] = []
        for part in self._slices(samples):
            layers = [a for _, a in self._network.evaluate(samples.x[:, part], self._frozen)]
            now = [a.amax(1).gt(0) for a in layers[:hidden]]
            fired = [a | b for a, b in zip(fired, now, strict=True)] if fired else now
            if all(bool(each.all()) for each in fired):
                break
            yield
        for layer, units in enumerate(fired, start=1):
            dead = 100.0 * (1 - units.double().mean(-1))
            if not bool(units.all()):  # weights that are not numbers do not make a unit dead
                dead[layers[layer - 1].isnan().flatten(1).any(1)] = torch.nan
            self._add(column("dead_units", layer), dead)

    def _evaluate(self, samples: Samples) -> Iterator[None]:
        total = self._frozen.new_zeros(self._network.shape.models, dtype=torch.float64)
        right = torch.zeros_like(total)
        for part in self._slices(samples):
            piece = Samples(
                samples.x[:, part],
                samples.y[:, part],
                None if samples.labels is None else samples.labels[:, part],
            )
            output = list(self._network.evaluate(piece.x, self._frozen))[-1][1]
            loss = self._loss.evaluate(output, piece.y, None, self._loss_params)
            total += loss.double() * piece.count
            if samples.labels is not None:
                right += correct(output, piece, self._threshold)
            yield
        self._add("loss/test", total / samples.count)
        if samples.labels is not None:
            self._add("accuracy/test", right / samples.count)

    def _add(self, name: str, values: Tensor) -> None:
        self._readings += per_model(name, self.step, values.tolist())
