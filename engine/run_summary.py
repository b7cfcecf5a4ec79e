"""summary.json: how a run ended and what it measured last."""

from __future__ import annotations

import math
import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
import numpy as np

from engine import bootstrap
from engine.decimal_text import shortest
from engine.measures import MEASURES
from engine.messages import Reading, RunFacts
from engine.text import QT_TRANSLATE_NOOP, Message


@dataclass(frozen=True)
class Ending:
    """How a run ended: "finished", "diverged", "stopped" by a person, or "failed"."""

    kind: str
    step: int
    layer: int = 0
    reason: Message | None = None

    def sentence(self) -> Message:
        """Return what a person is told."""
        values = {"step": self.step, "layer": self.layer, "reason": self.reason}
        return Message(_SENTENCES[self.kind], values)


_SENTENCES = {
    "finished": QT_TRANSLATE_NOOP("engine", "Finished at step {step}."),
    "diverged": QT_TRANSLATE_NOOP(
        "engine",
        "Diverged at step {step}: the loss is no finite number; layer {layer} left the finite "
        "numbers first.",
    ),
    "stopped": QT_TRANSLATE_NOOP("engine", "Stopped after step {step}."),
    "failed": QT_TRANSLATE_NOOP("engine", "Failed after step {step}: {reason}"),
}


@dataclass
class LastValues:
    """The newest values of a run: of the measures of the whole run, and all readings."""

    columns: tuple[str, ...]
    row: dict[str, float] = field(default_factory=dict)
    readings: dict[str, Reading] = field(default_factory=dict)

    def take(self, values: np.ndarray, readings: tuple[Reading, ...]) -> None:
        """Take the next rows (steps, columns) and readings."""
        if len(values):
            numbers = shortest(values[-1:])[0].tolist()
            of_run = (name for name in self.columns if name in MEASURES)
            self.row = {name: numbers[self.columns.index(name)] for name in of_run}
        for each in readings:
            known = self.readings.get(each.name)
            if known is None or known.step <= each.step:
                self.readings[each.name] = each


def summary(
    ending: Ending,
    last: LastValues,
    facts: RunFacts,
    *,
    seconds: float,
    torch_version: str,
    notes: list[Message],
) -> str:
    """Return summary.json; numbers that are not finite are the texts "nan", "inf", "-inf"."""
    rate = ending.step / seconds if seconds > 0 else 0.0
    told: Mapping[str, Any] = {
        "outcome": {"kind": ending.kind, "step": ending.step, "layer": ending.layer or None},
        "sentence": str(ending.sentence()),
        "final": {name: _number(value) for name, value in last.row.items()} | {
            name: _number(each.value)
            for name, each in sorted(last.readings.items())
            if each.step == ending.step
        },
        "readings": {
            name: {"step": each.step, "value": _number(each.value)}
            for name, each in sorted(last.readings.items())
        },
        "steps": ending.step,
        "seconds": round(seconds, 6),
        "steps_per_second": round(rate, 3),
        "loss": facts.loss,
        "sizes": facts.sizes,
        "parameters": facts.parameters,
        "train_samples": facts.train_samples,
        "test_samples": facts.test_samples,
        "device": facts.device,
        "versions": {
            "dynascope": bootstrap.version(),
            "python": platform.python_version(),
            "torch": torch_version,
        },
        "notes": [str(each) for each in notes],
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=2).decode() + "\n"


def _number(value: float) -> float | str:
    """JSON knows finite numbers only."""
    return value if math.isfinite(value) else repr(value)
