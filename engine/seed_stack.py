"""One configuration with several seeds, trained as a stack; measured are quantiles over it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from engine.config import ExperimentConfig, with_values
from engine.measures import DIVERGED_SHARE, PERCENTS, quantile_column
from engine.messages import DataPreview, Outcome, Reading, RunFacts, Sentence
from engine.quantiles import quantiles
from engine.text import QT_TRANSLATE_NOOP, EngineError, Message
from engine.trainer import Measured, Trainer

LEVELS = (0.5, *(percent / 100 for percent in PERCENTS))
COMMON = ("epoch", "learning_rate")
"""Columns in which the networks do not differ."""
MOST_SEEDS = 1000


def seed_configs(config: ExperimentConfig, seeds: int) -> list[ExperimentConfig]:
    """Return `config` with as many seeds, the first one its own.

    Where the weights go on with the data's generator, each takes its next ones.
    """
    if not 1 <= seeds <= MOST_SEEDS:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine", "{seeds} seeds cannot train as one stack; choose 1 to {most}."
            ),
            seeds=seeds,
            most=MOST_SEEDS,
        )
    path = "training.seed" if config.training.stream is None else "training.stream"
    first = config.training.seed if config.training.stream is None else config.training.stream
    return [with_values(config, {path: first + place}) for place in range(seeds)]


class SeedStack:
    """A trainer of a stack, as its host sees it: one run, whose measures are quantiles.

    Columns: the epoch, then the medians under the names of the measures, the share of networks
    whose loss is no finite number, then the 10 % and the 90 % quantiles, `NAME@10` and `NAME@90`.
    Networks that diverged are left out of the quantiles; the stack goes on while one is left.
    Pictures and parameters are those of the first network.
    """

    def __init__(self, trainer: Trainer) -> None:
        self._trainer = trainer
        single = trainer.columns
        self._banded = [place for place, name in enumerate(single) if name not in COMMON]
        self._loss = single.index("loss/train")
        names = [single[place] for place in self._banded]
        self.columns = (
            *single,
            DIVERGED_SHARE,
            *(quantile_column(name, percent) for percent in PERCENTS for name in names),
        )

    # --- as of a trainer -------------------------------------------------------------------------

    @property
    def facts(self) -> RunFacts:
        """What a window needs to know of the run."""
        facts, models = self._trainer.facts, len(self._trainer.configs)
        note = Message(
            QT_TRANSLATE_NOOP(
                "engine",
                "{models} networks with seeds of their own train as one stack; each is equal to a "
                "run by itself only to rounding. Pictures show the first.",
            ),
            {"models": models},
        )
        notes = (*facts.notes, Sentence.of(note))
        return msgspec.structs.replace(facts, columns=self.columns, models=models, notes=notes)

    @property
    def config(self) -> ExperimentConfig:
        """The present configuration of the first network."""
        return self._trainer.config

    @property
    def step(self) -> int:
        """The last step done."""
        return self._trainer.step

    @property
    def outcome(self) -> Outcome | None:
        """How the run ended; diverged only if all networks have."""
        return self._trainer.outcome

    @property
    def scanning(self) -> bool:
        """Whether a survey is under way."""
        return self._trainer.scanning

    def retune(self, changes: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
        """Apply changes of live fields to all networks."""
        return self._trainer.retune(changes)

    def branch(self) -> SeedStack:
        """Return a stack that goes on from exactly this state."""
        return SeedStack(self._trainer.branch())

    def state(self) -> bytes:
        """Return the state of all networks."""
        return self._trainer.state()

    def restore(self, data: bytes) -> None:
        """Go on from a state of as many networks."""
        self._trainer.restore(data)

    def scan_dead(self) -> None:
        """Ask for dead units and test loss now."""
        self._trainer.scan_dead()

    def look(self, parts: Sequence[str], resolution: int) -> dict[str, Any]:
        """Return pictures of the first network."""
        return self._trainer.look(parts, resolution)

    def preview(self) -> DataPreview:
        """Return a bounded sample of the data."""
        return self._trainer.preview()

    def parameters(self) -> dict[str, npt.NDArray[Any]]:
        """Return the parameters of the first network."""
        return self._trainer.parameters()

    def step_at_end_of_epoch(self, epoch: int) -> int:
        """Return the last step of an epoch."""
        return self._trainer.step_at_end_of_epoch(epoch)

    # --- quantiles -------------------------------------------------------------------------------

    def advance(self, steps: int) -> Measured:
        """Train all networks; what comes back is (steps, columns) of quantiles, as readings are."""
        measured = self._trainer.advance(steps)
        values = self._table(measured.values)
        return measured._replace(values=values, readings=_over_models(measured.readings))

    def _table(self, values: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Turn values (steps, columns, N) into those of `columns`."""
        lost = ~np.isfinite(values[:, self._loss])
        known = np.where(lost[:, None, :], np.float32(np.nan), values[:, self._banded])
        bands = quantiles(known, LEVELS)
        medians = values[:, :, 0].astype(np.float64)
        medians[:, self._banded] = bands[0]
        parts = [medians, lost.mean(axis=1, keepdims=True), *bands[1:]]
        with np.errstate(over="ignore"):
            return np.concatenate(parts, axis=1).astype(np.float32)


def _over_models(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Return the quantiles of readings that were taken of each network."""
    groups: dict[tuple[int, str], list[float]] = {}
    for each in readings:
        groups.setdefault((each.step, each.name), []).append(each.value)
    found = []
    for (step, name), values in groups.items():
        losses = groups.get((step, "loss/test"), values)
        known = np.where(np.isfinite(losses), values, np.nan)
        names = (name, *(quantile_column(name, percent) for percent in PERCENTS))
        for column, value in zip(names, quantiles(known, LEVELS).tolist(), strict=True):
            found.append(Reading(name=column, step=step, value=value))
    return tuple(found)
