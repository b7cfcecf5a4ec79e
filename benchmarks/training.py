"""Training with all measures, beside a bare PyTorch loop that measures nothing."""

from __future__ import annotations

import dataclasses
import statistics
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.pairs import compare
from benchmarks.rows import Row

if TYPE_CHECKING:
    from torch import Tensor

    from benchmarks.bare_loop import BareLoop
    from engine.datasets import Dataset
    from engine.trainer import Trainer

ROUNDS = 15
SECONDS = 0.25
"""How long each side of a round takes, about."""
CALL_SECONDS = 0.016
"""The engine is asked for about so much work at once, as its host does."""
STACK = 32


class Case(NamedTuple):
    """A network and how it trains; `settings` are those of the engine that differ from SGD."""

    name: str
    widths: tuple[int, ...]
    activation: str
    batch: int | None
    optimizer: str
    rate: float
    target: str
    models: int = 1
    images: bool = False


CASES = (
    Case("2-16-1 ReLU, full batch 1000, Adam", (16,), "relu", None, "adam", 0.01, "<= 0.45"),
    Case("2-8x10-1 tanh, batch 32, SGD", (8,) * 10, "tanh", 32, "sgd", 0.01, "<= 0.45"),
    Case("2-64x10-1 ReLU, batch 128, Adam", (64,) * 10, "relu", 128, "adam", 0.001, "<= 0.45"),
    Case(
        "784-512x4-10 ReLU, batch 128, Adam",
        (512,) * 4, "relu", 128, "adam", 0.001, "<= 1.0", images=True,
    ),
    Case(
        "2-64-48-32-16-1 ReLU, batch 128, Adam",
        (64, 48, 32, 16), "relu", 128, "adam", 0.001, "<= 1.0",
    ),
    Case(
        f"stack of {STACK}: 2-16-1 ReLU, full batch 1000, Adam, per network",
        (16,), "relu", None, "adam", 0.01, "", models=STACK,
    ),
    Case(
        f"stack of {STACK}: 2-8x10-1 tanh, batch 32, SGD, per network",
        (8,) * 10, "tanh", 32, "sgd", 0.01, "", models=STACK,
    ),
)  # fmt: skip


def run(quick: bool) -> list[Row]:
    """Measure all cases; `quick` takes a fifth of the rounds."""
    import torch

    torch.set_num_threads(1)
    rounds = max(3, ROUNDS // 5) if quick else ROUNDS
    return [_measure(case, rounds) for case in CASES]


def _measure(case: Case, rounds: int) -> Row:
    dataset = _dataset(case)
    ours, theirs = _Engine(_trainer(case, dataset)), _bare_loop(case, dataset)
    ours.advance(20)
    theirs.advance(20)
    steps = max(1, round(SECONDS / _seconds_per_step(ours)))
    bare_steps = max(1, round(SECONDS / _seconds_per_step(theirs)))
    pair = compare(lambda: ours.advance(steps), lambda: theirs.advance(bare_steps), rounds)
    scale = bare_steps / (steps * case.models)
    return Row(
        name=case.name,
        ours=1e6 * pair.ours / (steps * case.models),
        theirs=1e6 * pair.theirs / bare_steps,
        ratio=pair.ratio * scale,
        unit="µs/step",
        target=case.target,
        details={"cpu_ratio": pair.cpu_ratio * scale},
    )


class _Engine:
    """A trainer that is asked for work in portions as large as its host asks for."""

    def __init__(self, trainer: Trainer) -> None:
        self._trainer = trainer
        self._portion = 1

    def advance(self, steps: int) -> None:
        end = self._trainer.step + steps
        while self._trainer.step < end:
            before = self._trainer.step
            measured = self._trainer.advance(min(self._portion, end - before))
            done = self._trainer.step - before
            if self._trainer.outcome is not None:
                raise RuntimeError(f"training ended: {self._trainer.outcome}")
            if done:
                fitting = int(CALL_SECONDS * done / measured.seconds)
                self._portion = max(1, min(fitting, 4 * self._portion))


def _seconds_per_step(side: _Engine | BareLoop) -> float:
    taken = []
    for _ in range(3):
        begin = time.perf_counter()
        side.advance(10)
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken) / 10


def _trainer(case: Case, dataset: Dataset) -> Trainer:
    from engine.config import ExperimentConfig, with_values
    from engine.trainer import Trainer

    changes: dict[str, Any] = {
        "model.width": list(case.widths),
        "model.activation": case.activation,
        "optimizer.name": case.optimizer,
        "optimizer.learning_rate": case.rate,
        "training.batch_size": "full" if case.batch is None else case.batch,
        "training.steps": None,
    }
    configs = [
        with_values(ExperimentConfig(), {**changes, "training.seed": seed})
        for seed in range(case.models)
    ]
    return Trainer(configs if case.models > 1 else configs[0], dataset=dataset)


def _dataset(case: Case) -> Dataset:
    """The disc; or noise in the shape of small images, whose content costs nothing."""
    import torch

    from engine.config import ExperimentConfig
    from engine.datasets import build

    disc = build(ExperimentConfig().data)
    if not case.images:
        return disc
    generator = torch.Generator().manual_seed(0)
    x = torch.randn(4096, 784, generator=generator)
    y = torch.randint(0, 10, (4096,), generator=generator)
    names = tuple(str(digit) for digit in range(10))
    return dataclasses.replace(
        disc, x_train=x, y_train=y, x_test=x[:0], y_test=y[:0], task="multiclass", classes=10,
        class_names=names,
    )  # fmt: skip


def _bare_loop(case: Case, dataset: Dataset) -> BareLoop:
    import torch

    from benchmarks.bare_loop import BareLoop

    activation = {"relu": torch.nn.ReLU, "tanh": torch.nn.Tanh}[case.activation]
    kind = {"adam": torch.optim.Adam, "sgd": torch.optim.SGD}[case.optimizer]
    y = dataset.y_train if case.images else _column(dataset.y_train)
    sizes: Sequence[int] = (dataset.x_train.shape[1], *case.widths, 10 if case.images else 1)
    return BareLoop(
        sizes, activation, (dataset.x_train, y), case.batch,
        lambda parameters: kind(parameters, lr=case.rate),
    )  # fmt: skip


def _column(labels: Tensor) -> Tensor:
    return labels.float()[:, None]
