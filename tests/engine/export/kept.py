"""A made-up run as the library keeps it: with bins in its middle, NaN, infinities and a trunk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import numpy as np

from engine.config import ExperimentConfig, to_json
from engine.library.record import BinRows, Marker, Parent, Part, RunRecord, StateInfo
from engine.messages import Outcome, RunFacts, Sentence

COLUMNS = ("epoch", "loss/train", "gradient_norm/weight/1")
WIDTH = 64


class Kept:
    """Measurements in memory: `first` rows, `bins` bins of 64 steps, then `last` rows."""

    def __init__(self, first: int = 100, bins: int = 3, last: int = 50, begin: int = 1) -> None:
        random = np.random.default_rng(1)
        middle = begin + first + WIDTH * bins
        self.columns = COLUMNS
        self.first_step, self.last_step = begin, middle + last - 1
        self._rows = []
        for step, count in ((begin, first), (middle, last)):
            values = random.lognormal(size=(count, len(COLUMNS))).astype(np.float32)
            half = count // 2
            values.view(np.uint32)[half : half + 1, 1] = 0x7FC00123  # NaN with a message
            values[-1:, 2] = np.inf
            values[:1, 2] = -np.inf
            values[1:2, 1] = 1e-45
            self._rows.append((step, values))
        self._bins = random.normal(size=(5, len(COLUMNS), bins)).astype(np.float32)
        self._middle = (begin + first, bins)

    def parts(self) -> tuple[Part, ...]:
        step, bins = self._middle
        first, last = (
            Part(at, at + len(values) - 1, 1) for at, values in self._rows
        )
        middle = Part(step, step + WIDTH * bins - 1, WIDTH)
        return tuple(part for part in (first, middle, last) if part.last_step >= part.first_step)

    def rows(
        self, start: int = 0, stop: int | None = None
    ) -> Iterator[tuple[int, np.ndarray]]:
        for step, values in self._rows:
            low = max(0, start - step)
            high = len(values) if stop is None else min(len(values), stop - step)
            if low < high:
                yield step + low, values[low:high]

    def bins(self) -> Iterator[BinRows]:
        if self._middle[1]:
            yield BinRows(self._middle[0], WIDTH, self._bins)

    def readings(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        return {
            "loss/test": (np.array([1, 40, 2**40]), np.array([0.1, np.nan, np.inf])),
            "dead_units/1": (np.array([1]), np.array([12.5])),
            "dead_units/2": (np.empty(0, np.int64), np.empty(0)),
        }

    def times(self) -> tuple[np.ndarray, np.ndarray]:
        return np.array([100, self.last_step]), np.array([4.0, 12.5])

    def history(self, last_step: int | None = None) -> Any:
        raise NotImplementedError

    def fill(self, history: Any) -> Iterator[None]:
        raise NotImplementedError


STATES = {0: 8, 128: 1000}


def state_of(step: int) -> bytes | None:
    """A snapshot as safetensors, or None for one that is gone."""
    import safetensors.numpy

    if step not in STATES:
        return None
    return safetensors.numpy.save({"parameters": np.full(STATES[step], step, np.float32)})


def record_of(measurements: Kept, **changes: Any) -> RunRecord:
    facts = RunFacts(
        columns=COLUMNS, sizes=(2, 4, 1), task="binary", loss="bce", classes=2,
        class_names=("零", "one"),
        notes=(Sentence(template="The loss is {loss}.", values={"loss": "bce"}),),
    )  # fmt: skip
    given: dict[str, Any] = {
        "id": "0" * 32,
        "name": "上周的运行 🎈",
        "config": to_json(ExperimentConfig()),
        "facts": facts,
        "started": datetime(2025, 1, 2, 3, 4, 5, 678901, UTC),
        "seconds": 12.5,
        "steps": measurements.last_step,
        "status": "diverged",
        "outcome": Outcome(kind="diverged", step=measurements.last_step, layer=2),
        "versions": {"torch": "2.13.0"},
        "markers": (
            Marker(12, "change", "optimizer.learning_rate", 0.1, 0.01),
            Marker(20, "change", "model.width", [4, 2], None),
            Marker(30, "fork", old="1" * 32),
            Marker(40, "finding", "plateau", text="nothing moves"),
        ),
        "states": tuple(StateInfo(step, "log", len(state_of(step) or b"")) for step in STATES),
        "tags": ("a", "课程"),
        "note": "line 1\nline 2",
        "starred": True,
        "parent": Parent("1" * 32, 30),
        "seeds": 3,
    }
    return RunRecord(**{**given, **changes})
