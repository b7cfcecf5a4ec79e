"""Trains one network, or a stack of networks of one shape, and measures every step."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import torch

from engine import (
    branching,
    divergence,
    losses,
    memory,
    recorder,
    snapshots,
    stack,
    survey,
    task,
)
from engine.activations import ACTIVATIONS
from engine.batches import Batches
from engine.clipping import Clipper
from engine.config import ExperimentConfig, field_of, value_of, with_values
from engine.datasets import Dataset
from engine.devices import find, flushing_subnormals
from engine.gradient_check import check_device
from engine.initial_weights import initialize
from engine.measure_functions import Raw
from engine.messages import DataPreview, Outcome, Reading, RunFacts
from engine.network import Network, Shape
from engine.optimizers import OPTIMIZERS
from engine.pictures import Gallery
from engine.recorder import Recorder
from engine.run_facts import facts_of
from engine.schedules import SCHEDULES
from engine.surveyor import Surveyor
from engine.text import QT_TRANSLATE_NOOP, EngineError
from engine.workspace import Workspace


class Measured(NamedTuple):
    """What `Trainer.advance` measured.

    `values` float32 (steps, columns), or (steps, columns, N) of a stack; `seconds` the time spent.
    """

    first_step: int
    values: npt.NDArray[np.float32]
    readings: tuple[Reading, ...]
    seconds: float


class Trainer:
    """Trains the networks of one or several configurations, one measured step after the other.

    Several configurations train as a stack: they must agree in all but `stack.MAY_DIFFER`. The
    same configuration gives the same numbers, bit for bit, on one machine, however the steps are
    divided into calls.

    Raises
    ------
    EngineError
        If the data cannot be read, or the settings do not fit each other, the data or the machine.
    """

    def __init__(
        self,
        config: ExperimentConfig | Sequence[ExperimentConfig],
        dataset: Dataset | None = None,
        state: bytes | None = None,
    ) -> None:
        self.configs = [config] if isinstance(config, ExperimentConfig) else list(config)
        stack.check(self.configs)
        self.datasets = stack.load(self.configs) if dataset is None else [dataset]
        task.check_stackable(self.datasets)
        data, first = self.datasets[0], self.configs[0]
        losses.check(first.loss.name, data.task)
        self.loss = losses.resolve(first.loss.name, data.task)
        self._optimizer = OPTIMIZERS[first.optimizer.name]
        self._batch = task.batch_size(first, len(data.x_train))
        self._build(replaced=state is not None)
        self.step = 0
        self.end = first.training.steps
        self.outcome: Outcome | None = None
        self.epoch = 0
        """The pass over the training set that the last step belongs to, from 1."""
        self._diverged: Outcome | None = None
        self.optimizer_began = 0
        """The step after which the optimiser's slots were 0."""
        self.gradient_before: npt.NDArray[np.float64] | None = None
        """(L, N) weight gradient norms of the last step."""
        if state is not None:
            self.restore(state)

    def _build(self, *, replaced: bool) -> None:
        first, data = self.config, self.datasets[0]
        device = find(first.training.device, first.training.dtype)
        dtype = getattr(torch, first.training.dtype)
        torch.set_num_threads(first.training.threads)
        shape = Shape(
            (data.x_train.shape[1], *first.model.widths, task.outputs(self.loss, data)),
            len(self.configs),
        )
        self.memory = self._estimate(shape, dtype, self._batch)
        memory.check(self.memory, device)
        check_device(device)
        activation = ACTIVATIONS[first.model.activation]
        like = torch.empty(0, device=device, dtype=dtype)
        params = stack.parameters(activation, self.configs, "model.activation_params")
        self.network = Network(
            shape,
            activation,
            stack.cast(params, like),
            ACTIVATIONS[first.model.output_activation],
            device=device,
            dtype=dtype,
        )
        given = (self.network, self.configs, self.datasets)
        generators = initialize(*given, replaced=replaced)
        self.train = task.samples(self.loss, self.datasets, train=True, like=like)
        self.test = task.samples(self.loss, self.datasets, train=False, like=like)
        self.batches = Batches(self.network, self.train, self._batch, generators)
        self._prepare(like)

    def _prepare(self, like: torch.Tensor) -> None:
        first, classifies = self.config, self.train.labels is not None
        if first.loss.name == "auto":
            self._loss_params: Mapping[str, Any] = self.loss.resolve({}, "loss.params")
        else:
            given = stack.parameters(self.loss, self.configs, "loss.params")
            self._loss_params = stack.cast(given, like)
        self._threshold = like.new_tensor(self.loss.threshold or 0.0)
        self._hyper = stack.HyperParameters(self.network, self.configs)
        self._clipper = self._make_clipper()
        self._schedule = SCHEDULES[first.schedule.name]
        self._schedule_params = self._schedule.resolve(first.schedule.params, "schedule.params")
        self.slots = {
            name: torch.zeros_like(self.network.parameters) for name in self._optimizer.slots
        }
        self._recorder = Recorder(self.network, classifies=classifies)
        self._measures = recorder.applying(self.network, classifies=classifies)
        self.columns = recorder.columns(self._measures, self.network.shape.layers)
        self.surveyor = Surveyor(
            self.network, self.train, self.test, self._batch, self.loss, self._loss_params
        )
        self._gallery = Gallery(self.network, self.datasets[0], self.loss, self.train, self.test)

    # --- what is known -------------------------------------------------------------------------

    @property
    def config(self) -> ExperimentConfig:
        """The present configuration, live changes included (of the first network)."""
        return self.configs[0]

    @property
    def scanning(self) -> bool:
        """Whether a survey is under way; `advance(0)` goes on with it for at most 20 ms."""
        return self.surveyor.busy

    @property
    def facts(self) -> RunFacts:
        """What a window needs to know of the run."""
        return facts_of(self)

    def _estimate(self, shape: Shape, dtype: torch.dtype, size: int | None) -> int:
        values = sum(
            each.x_train.numel() + each.x_test.numel() + each.y_train.numel()
            for each in self.datasets
        )
        count = len(self.datasets[0].x_train)
        rows = count if size is None else size + count % size
        return memory.estimate(shape, rows, len(self._optimizer.slots), values, dtype.itemsize)

    def step_at_end_of_epoch(self, epoch: int) -> int:
        """Return the last step of an epoch, from 1; the present step if that is over."""
        ahead = epoch - self.epoch
        if ahead < 0:
            return self.step
        return self.step + self.batches.steps_left + ahead * self.batches.steps_per_epoch

    def parameters(self) -> dict[str, npt.NDArray[Any]]:
        """Return copies of the first network's parameters, as a weights file names them.

        Weights, biases and, of an activation that learns one, the slope of each layer.
        """
        found = {}
        for layer, (group, place) in enumerate(self.network.layers(), start=1):
            found[f"layers.{layer}.weight"] = group.weight(place)[0].cpu().numpy().copy()
            found[f"layers.{layer}.bias"] = group.bias[place][0].cpu().numpy().copy()
            if group.learned is not None:
                found[f"layers.{layer}.slope"] = group.learned[place][0, 0].cpu().numpy().copy()
        return found

    def preview(self) -> DataPreview:
        """Return a bounded sample of the data, to be drawn."""
        return self._gallery.preview()

    def look(self, parts: Sequence[str], resolution: int) -> dict[str, Any]:
        """Return pictures of the present state, as fields of `messages.Picture`."""
        return self._gallery.look(parts, resolution)

    # --- live changes --------------------------------------------------------------------------

    def retune(self, changes: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
        """Apply changes of live fields, by dotted path; returns {path: (old, new)} of real ones.

        Raises `EngineError`, and changes nothing, if a field is not live or a value is refused.
        """
        for path in changes:
            if not field_of(path).live:
                raise EngineError(
                    QT_TRANSLATE_NOOP(
                        "engine", "{field} does not apply while training; start anew."
                    ),
                    field=path,
                )
        configs = [with_values(each, changes) for each in self.configs]
        batch = task.batch_size(configs[0], self.train.count)
        needed = self._estimate(self.network.shape, self.network.parameters.dtype, batch)
        if needed > self.memory:
            memory.check(needed - self.memory, self.network.parameters.device)
        old = {path: value_of(self.config, path) for path in changes}
        self.configs = configs
        if batch != self._batch:
            self._batch, self.memory = batch, needed
            self.batches.resize(batch)
            self._recorder.forget()
            self.surveyor.resize(batch)
        self._hyper.update(configs)
        self._clipper = self._make_clipper()
        self._set_end(configs[0].training.steps)
        new = {path: value_of(self.config, path) for path in changes}
        return {path: (old[path], new[path]) for path in changes if old[path] != new[path]}

    def _make_clipper(self) -> Clipper | None:
        chosen = self.config.optimizer
        if chosen.clip_value is None and chosen.clip_norm is None:
            return None
        return Clipper(self.network, chosen.clip_value, chosen.clip_norm)

    def _set_end(self, end: int | None) -> None:
        self.end = end
        goes_on = end is None or end > self.step
        if goes_on and self.outcome is not None and self.outcome.kind == "finished":
            self.outcome = None

    # --- states --------------------------------------------------------------------------------

    def state(self) -> bytes:
        """Return all that the future depends on; see `snapshots.take`."""
        return snapshots.take(self)

    def restore(self, data: bytes) -> None:
        """Go on from a state, under the settings of this trainer; see `snapshots.restore`."""
        snapshots.restore(self, data)

    def stand_at(self, step: int, epoch: int, outcome: Outcome | None) -> None:
        """Be after `step`, with the parameters and the order of the data set already."""
        self.step, self.epoch, self.outcome = step, epoch, outcome
        self._diverged = outcome if outcome is not None and outcome.kind == "diverged" else None
        self._set_end(self.end)

    def branch(self) -> Trainer:
        """Return a trainer that goes on from exactly this state; see `branching.branch`."""
        return branching.branch(self)

    def scan_dead(self) -> None:
        """Ask for dead units (and test loss) now, exactly; `advance` returns them as readings."""
        self.surveyor.ask()

    # --- training ------------------------------------------------------------------------------

    def advance(self, steps: int) -> Measured:
        """Train `steps` steps, or up to the end, and return what was measured.

        May do fewer where a survey falls due before the last one is through: call again. Each call
        gives a survey at most about 20 ms.
        """
        began, first = time.perf_counter(), self.step + 1
        target = self.step + steps if self.end is None else min(self.step + steps, self.end)
        surveyor, blocks = self.surveyor, list[npt.NDArray[np.float32]]()
        torch.set_num_threads(self.config.training.threads)  # other runs may have other numbers
        surveyor.begin_slice()
        with flushing_subnormals():
            while self.step < target and self._diverged is None:
                step, chunk = self.step + 1, self._recorder.capacity
                if not surveyor.may_train(step, self.end):
                    surveyor.go_on(step)
                    if not surveyor.may_train(step, self.end):
                        break
                fitting = surveyor.steps_until_due(step, self.end, chunk)
                blocks.append(self._train(min(target - self.step, fitting)))
            surveyor.go_on(self.step + 1)
        readings = surveyor.take()
        if self.outcome is None and not self.scanning:
            self.outcome = self._diverged or self._finished()
        return Measured(first, self._joined(blocks), readings, time.perf_counter() - began)

    def _finished(self) -> Outcome | None:
        over = self.end is not None and self.step >= self.end
        return Outcome(kind="finished", step=self.step) if over else None

    def _joined(self, blocks: list[npt.NDArray[np.float32]]) -> npt.NDArray[np.float32]:
        models = self.network.shape.models
        empty = np.zeros((0, len(self.columns), models), np.float32)
        values = np.concatenate(blocks) if blocks else empty
        return values[:, :, 0] if models == 1 else values

    def _train(self, steps: int) -> npt.NDArray[np.float32]:
        """Train `steps` steps, at most a chunk, and return their measures."""
        sizes, epochs, factors = [], [], []
        for row in range(steps):
            factor = self._schedule.factor(self.step + row, self.end, self._schedule_params)
            workspace = self._one_step(row, factor)
            sizes.append(workspace.batch)
            epochs.append(self.batches.epoch)
            factors.append(factor)
        raw = self._recorder.read(steps, sizes, self._hyper.rates(factors))
        values = recorder.table(self._measures, raw, epochs)
        first = self.step + 1
        self.step += steps
        values = self._until_divergence(raw, values)
        self.epoch = epochs[len(values) - 1]
        self.surveyor.read_full_batches(raw, range(first, self.step + 1), self.end)
        return values

    def _one_step(self, row: int, factor: float) -> Workspace:
        network, sums = self.network, self._recorder
        workspace, samples = self.batches.next()
        output = workspace.forward()
        loss = self.loss.evaluate(output, samples.y, workspace.output_gradient, self._loss_params)
        sums.loss_rows[row].copy_(loss)
        if sums.correct_rows is not None:
            survey.correct(output, samples, self._threshold, out=sums.correct_rows[row])
        workspace.backward()
        gradients = network.gradients if self._clipper is None else self._clipper.clip()
        network.before.copy_(network.all_weights)
        self._optimizer.step(
            network.parameters,
            gradients,
            self.slots,
            self.step + row + 1 - self.optimizer_began,
            self._hyper.at(factor),
        )
        torch.sub(network.all_weights, network.before, out=network.update)
        sums.take(row, workspace)
        return workspace

    def _until_divergence(
        self, raw: Raw, values: npt.NDArray[np.float32]
    ) -> npt.NDArray[np.float32]:
        """Cut off what follows the first step that is not finite, and note the outcome."""
        found = divergence.first_nonfinite(raw, self.gradient_before)
        self.gradient_before = raw.weight_gradient_norm[-1]
        if found is None:
            return values
        row, layer = found
        self.step -= len(values) - row - 1
        self._diverged = Outcome(kind="diverged", step=self.step, layer=layer)
        self.surveyor.withdraw()
        return values[: row + 1]
