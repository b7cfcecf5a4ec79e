"""Takes the sums that the measures need, step by step on the device, and reads them in chunks.

Nothing here waits for the device while training goes on: each step's sums land in a row of
preallocated tensors, and a whole chunk of rows is fetched at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor

from engine.measure_functions import Raw
from engine.measures import MEASURES, Measure, column
from engine.network import Network
from engine.workspace import Buffers, Workspace

CHUNK = 64
MAX_CHUNK_BYTES = 32 << 20
MOST_EXACT = 1 << 12
"""Up to so many activations of ReLU in a layer their spread is exact where they hardly differ, too.

Taken around 0 it is right to about 0.1 % of their mean, and takes a pass less over large layers.
"""
Call = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


class Recorder:
    """Rows of sums for up to `capacity` steps of a network.

    The trainer fills `loss` and `correct` (capacity, N), by the views `loss_rows` and
    `correct_rows`; `take` fills the rest of a row after each step.
    """

    def __init__(self, network: Network, *, classifies: bool) -> None:
        shape = network.shape
        self._network = network
        self._active = [group.activation.can_die for group in network.groups[:-1]]
        self._saturates = [group.activation.saturated is not None for group in network.groups[:-1]]
        self.capacity = self._fitting_chunk()
        self._new = network.parameters.new_zeros
        rows, layers, hidden, models = self.capacity, shape.layers, shape.hidden, shape.models
        self.loss = self._new(rows, models)
        self.correct = self._new(rows, models) if classifies else None
        self.loss_rows = self.loss.unbind()
        self.correct_rows = None if self.correct is None else self.correct.unbind()
        self._weights = self._new(rows, 3, layers, models)
        self._bias = self._new(rows, layers, models)
        self._norms = self._new(rows, 2, layers, models)  # of activations, of signals
        self._learned = self._new(rows, models) if network.learned_gradients.numel() else None
        self._sum = self._new(rows, hidden, models)
        self._reference = self._new(rows, hidden, models)
        self._nonzero = self._new(rows, hidden, models)
        self._saturated = self._new(rows, hidden, models)
        self._fired = [
            self._new(rows, group.count, models, group.width) if active else None
            for group, active in zip(network.groups, self._active, strict=False)
        ]
        self._zero = self._new(())
        self._plans: dict[tuple[int, int], list[Call]] = {}

    def _fitting_chunk(self) -> int:
        units = sum(
            group.count * group.width
            for group, active in zip(self._network.groups, self._active, strict=False)
            if active
        )
        per_step = 4 * self._network.shape.models * max(units, 1)
        return max(1, min(CHUNK, MAX_CHUNK_BYTES // per_step))

    def forget(self) -> None:
        """Drop what belongs to former workspaces (after a change of batch size)."""
        self._plans.clear()

    def take(self, row: int, workspace: Workspace) -> None:
        """Measure the step just done with `workspace` into `row`."""
        plan = self._plans.get((id(workspace), row)) or self._plan(row, workspace)
        for function, args, kwargs in plan:
            function(*args, **kwargs)

    def _plan(self, row: int, workspace: Workspace) -> list[Call]:
        plan = [
            call
            for index in range(len(self._network.groups))
            for call in self._calls(row, index, workspace)
        ]
        if self._learned is not None:
            given = (self._network.learned_gradients.view(-1, self._network.shape.models), 2, 0)
            plan.append((torch.linalg.vector_norm, given, {"out": self._learned[row]}))
        self._plans[id(workspace), row] = plan
        return plan

    def _calls(self, row: int, index: int, workspace: Workspace) -> list[Call]:
        group, own = self._network.groups[index], workspace.buffers[index]
        norm, layers = torch.linalg.vector_norm, group.span
        weights = self._weights[row, :, layers]
        calls: list[Call] = [(norm, (group.entry_rows, 2, -1), {"out": weights[:, 0]})]
        if group.count > 1:
            calls.append((norm, (group.inner_rows, 2, -1), {"out": weights[:, 1:]}))
        calls.append((norm, (group.bias_gradient, 2, -1), {"out": self._bias[row, layers]}))
        if index == len(self._network.groups) - 1:
            signals = {"out": self._norms[row, 1, layers]}
            return [*calls, (norm, (own.flat(own.dz), 2, -1), signals)]
        calls.append((torch.sum, (own.flat(own.a), -1), {"out": self._sum[row, layers]}))
        fired = self._fired[index]
        if fired is None:
            return calls + self._deviations(row, index, own) + self._counts(row, index, own)
        calls.append((fired[row].copy_, (own.active,), {}))
        if own.a[0, 0].numel() <= MOST_EXACT:
            return calls + self._deviations(row, index, own)
        both = (own.a_and_dz.flatten(3), 2, -1)  # in large layers some unit of ReLU is at 0
        return [
            *calls,
            (self._reference[row, layers].zero_, (), {}),  # a smaller batch may have left one
            (norm, both, {"out": self._norms[row, :, layers]}),
        ]

    def _deviations(self, row: int, index: int, own: Buffers) -> list[Call]:
        """Norms of signals and of differences to one activation, which take the place of `dz`."""
        layers, first = self._network.groups[index].span, own.a[:, :, 0, 0]
        norm, given = torch.linalg.vector_norm, (own.flat(own.dz), 2, -1)
        return [
            (norm, given, {"out": self._norms[row, 1, layers]}),
            (self._reference[row, layers].copy_, (first,), {}),
            (torch.sub, (own.a, first[:, :, None, None]), {"out": own.dz}),
            (norm, given, {"out": self._norms[row, 0, layers]}),
        ]

    def _counts(self, row: int, index: int, own: Buffers) -> list[Call]:
        """Counts of entries; `dz` holds the masks."""
        group, mask = self._network.groups[index], own.dz
        layers = group.span
        calls: list[Call] = [
            (torch.ne, (own.a, self._zero), {"out": mask}),
            (torch.sum, (own.flat(mask), -1), {"out": self._nonzero[row, layers]}),
        ]
        if group.activation.saturated is not None:
            given = (own.z, own.a, mask, group.params)
            calls += [
                (group.activation.saturated, given, {}),
                (torch.sum, (own.flat(mask), -1), {"out": self._saturated[row, layers]}),
            ]
        return calls

    def read(self, steps: int, batch: Sequence[int], learning_rate: np.ndarray) -> Raw:
        """Return the sums of the first `steps` rows; waits for the device once."""
        shape = self._network.shape
        weights, norms = _fetch(self._weights, steps), _fetch(self._norms, steps)
        nonzero, inactive = self._unit_counts(steps)
        return Raw(
            batch=np.asarray(batch, dtype=np.float64)[:, None],
            widths=np.asarray(shape.sizes[1:-1], dtype=np.float64)[:, None],
            learning_rate=learning_rate,
            loss=_fetch(self.loss, steps),
            correct=None if self.correct is None else _fetch(self.correct, steps),
            weight_norm=weights[:, 0],
            weight_gradient_norm=weights[:, 1],
            update_norm=weights[:, 2],
            bias_gradient_norm=_fetch(self._bias, steps),
            signal_norm=norms[:, 1],
            learned_norm=None if self._learned is None else _fetch(self._learned, steps),
            activation_sum=_fetch(self._sum, steps),
            reference=_fetch(self._reference, steps),
            deviation_norm=norms[:, 0, : shape.hidden],
            nonzero=nonzero,
            inactive=inactive,
            saturated=_fetch(self._saturated, steps) if any(self._saturates) else None,
        )

    def _unit_counts(self, steps: int) -> tuple[np.ndarray, np.ndarray | None]:
        """Return entries other than 0, and inactive units, (steps, hidden layers, N) each."""
        nonzero = _fetch(self._nonzero, steps)
        inactive = np.zeros_like(nonzero)
        for group, fired in zip(self._network.groups, self._fired, strict=False):
            if fired is not None:
                layers = group.span
                nonzero[:, layers] = _fetch(fired[:steps].sum(-1), steps)
                inactive[:, layers] = _fetch((fired[:steps] == 0).sum(-1), steps)
        return nonzero, inactive if any(self._active) else None


def _fetch(rows: Tensor, steps: int) -> np.ndarray:
    values: np.ndarray = rows[:steps].to("cpu", torch.float64).numpy()
    return values


def applying(network: Network, *, classifies: bool) -> list[Measure]:
    """Return the dense measures that apply to a network."""
    activation = network.groups[0].activation
    hidden = network.shape.hidden > 0
    absent = set()
    if not classifies:
        absent.add("accuracy/train")
    if not (hidden and activation.can_die):
        absent.add("inactive_units")
    if not (hidden and activation.saturated is not None):
        absent.add("saturation")
    return [row for row in MEASURES.values() if row.dense and row.key not in absent]


def columns(measures: Sequence[Measure], layers: int) -> tuple[str, ...]:
    """Return the names of the columns of `table` below: the epoch, then the measures."""
    names = ["epoch"]
    for row in measures:
        count = {"run": 0, "layer": layers, "hidden": layers - 1}[row.scope]
        names += [column(row.key, layer) for layer in range(1, count + 1)]
        if row.scope == "run":
            names.append(row.key)
    return tuple(names)


def table(measures: Sequence[Measure], raw: Raw, epochs: Sequence[int]) -> np.ndarray:
    """Return float32 (steps, columns, N): the measures of a chunk of steps."""
    steps, models = raw.loss.shape
    epoch = np.broadcast_to(np.asarray(epochs, dtype=np.float64)[:, None, None], (steps, 1, models))
    parts = [epoch]
    with np.errstate(all="ignore"):  # a network that diverges has infinities, and that is no error
        for row in measures:
            values = None if row.compute is None else row.compute(raw)
            if values is None:
                raise ValueError(row.key)
            parts.append(values[:, None, :] if values.ndim == 2 else values)
        return np.concatenate(parts, axis=1).astype(np.float32)
