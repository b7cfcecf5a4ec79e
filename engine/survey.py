"""Measures over whole data sets (dead units, test loss), in short slices between steps.

A survey works on a frozen copy of the parameters, so that training may go on meanwhile; its
readings belong to the step it was begun at.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

import torch
from torch import Tensor

from engine.batches import Samples
from engine.loss_functions import Params
from engine.losses import Loss
from engine.measures import column
from engine.messages import Reading
from engine.network import Network

SLICE_SECONDS = 0.02
OPERATIONS_CPU, OPERATIONS_GPU = 10_000_000, 1_000_000_000
"""Multiplications and additions between two looks at the clock."""
COST_OF_UNIT = 10  # a unit's activation, in multiplications
LEAST_PIECE = 16


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


def cost_per_sample(network: Network) -> int:
    """Return what a forward pass takes for one sample, in multiplications."""
    shape = network.shape
    return (shape.weights + COST_OF_UNIT * shape.units) * shape.models


def _piece(network: Network) -> int:
    """Return the samples that a network passes within a few milliseconds."""
    operations = OPERATIONS_CPU if network.parameters.device.type == "cpu" else OPERATIONS_GPU
    return max(LEAST_PIECE, operations // cost_per_sample(network))


class Survey:
    """One pass over the training set (for dead units), or the test set (loss, accuracy), or both.

    Parameters
    ----------
    step
        The step whose weights, before it, the readings tell of.
    train
        Samples to look for dead units on, or None.
    test
        Samples to evaluate loss and accuracy on, or None.
    frozen
        The parameters to look at, which nobody changes any more; None for a copy of the present.
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
        frozen: Tensor | None = None,
    ) -> None:
        self.step = step
        self.frozen = network.parameters.clone() if frozen is None else frozen
        self._network = network
        self._train, self._test = train, test
        self._loss, self._loss_params = loss, loss_params
        self._threshold = self.frozen.new_tensor(loss.threshold or 0.0)
        self._rows = _piece(network)
        self._readings: list[Reading] = []
        self._work = self._steps()
        self.done = False

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
            layers = [a for _, a in self._network.evaluate(samples.x[:, part], self.frozen)]
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
        total = self.frozen.new_zeros(self._network.shape.models, dtype=torch.float64)
        right = torch.zeros_like(total)
        for part in self._slices(samples):
            piece = Samples(
                samples.x[:, part],
                samples.y[:, part],
                None if samples.labels is None else samples.labels[:, part],
            )
            output = list(self._network.evaluate(piece.x, self.frozen))[-1][1]
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
