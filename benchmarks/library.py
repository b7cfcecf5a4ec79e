"""The library: what recording costs, how fast its list and the first picture of a run stand."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.rows import Row
from benchmarks.training_process import TrainingProcess

if TYPE_CHECKING:
    from engine.library.record import RunStart
    from engine.library.writer import Writer
    from engine.messages import Event, RunFacts

RUNS = 10_000
STEPS, LAYERS = 1_000_000, 20
POINTS = 1000
"""Of a plot."""
PHASE = 6.0
"""Seconds of training with, and as many without recording."""
ROUNDS = 6
CASES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("2-16-1 ReLU, full batch 1000, Adam", {}),
    (
        "2-64x11-1 ReLU, batch 128, Adam",
        {"model.hidden_layers": 11, "model.width": 64, "training.batch_size": 128},
    ),
)


def run(quick: bool) -> list[Row]:
    """Measure all; `quick` with a tenth of the runs and steps."""
    scale = 10 if quick else 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rounds = max(3, ROUNDS // scale)
        return [
            *(_recording(folder, *case, rounds) for case in CASES),
            _list(folder / "many.sqlite", RUNS // scale),
            _first_picture(folder / "long.sqlite", STEPS // scale),
        ]


def _start(columns: tuple[str, ...], settings: Mapping[str, Any] | None = None) -> RunStart:
    from engine.config import ExperimentConfig, to_json, with_values
    from engine.library.record import RunStart
    from engine.messages import RunFacts

    return RunStart(
        id=uuid.uuid4().hex,
        name="a run",
        config=to_json(with_values(ExperimentConfig(), settings or {})),
        started=datetime.now(UTC),
        facts=RunFacts(columns=columns, sizes=(2, 16, 1), task="binary", loss="bce"),
    )


# --- recording ------------------------------------------------------------------------------------


class _Recorder:
    """Writes what is measured into the library, while it is asked to."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._facts: RunFacts | None = None
        self._run = ""
        self.recording = False

    def take(self, event: Event) -> None:
        """Take what comes, in the thread that drives training."""
        from engine.messages import Block, Opened, State

        if isinstance(event, Opened):
            self._facts = event.facts
        elif not self.recording or self._facts is None:
            self._run = ""
        elif isinstance(event, State) and self._run:
            self._writer.state(self._run, event.step, "log", event.data)
        elif isinstance(event, Block):
            if not self._run:
                start = _start(self._facts.columns)
                self._run = start.id
                self._writer.begin(start)
            self._writer.append(self._run, event.first_step, event.values.numpy(), event.seconds)
            readings = [(each.name, each.step, each.value) for each in event.readings]
            self._writer.readings(self._run, readings)


def _recording(folder: Path, name: str, settings: Mapping[str, Any], rounds: int) -> Row:
    """Train in the training process with recording, snapshots included, and without, in turn."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from engine.library.writer import Writer
    from engine.messages import SetCapture

    application = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise TypeError("a QApplication is needed")
    writer = Writer(folder / "recorded.sqlite", lambda problem: print(problem, file=sys.stderr))
    recorder = _Recorder(writer)

    def speed(recording: bool) -> float:
        recorder.recording = recording
        training.send(SetCapture(enabled=recording))
        writer.flush()
        training.spend(0.2)
        begin, first = time.perf_counter(), training.history.last_step
        training.spend(PHASE)
        return (training.history.last_step - first) / (time.perf_counter() - begin)

    with TrainingProcess(application, settings, recorder.take) as training:
        pairs = [(speed(True), speed(False)) for _ in range(rounds)]
    writer.close(None)
    return Row(
        name=f"training while it is recorded to disk, beside alone: {name}",
        ours=statistics.median(recorded for recorded, _ in pairs),
        theirs=statistics.median(alone for _, alone in pairs),
        ratio=statistics.median(recorded / alone for recorded, alone in pairs),
        unit="steps/s",
        target=">= 0.97",
    )


# --- reading --------------------------------------------------------------------------------------


def _list(path: Path, runs: int) -> Row:
    """Open a library of many short runs and list them all."""
    import numpy as np

    from engine.library.opening import open_library
    from engine.library.writer import Writer

    values = np.zeros((100, 3), np.float32)
    writer = Writer(path, lambda problem: print(problem, file=sys.stderr))
    for number in range(runs):
        start = _start(("epoch", "loss/train", "a"), {"training.seed": number})
        writer.begin(start)
        writer.append(start.id, 1, values)
        writer.state(start.id, 0, "log", bytes(500))
    writer.close(None)
    taken = []
    for _ in range(5):
        begin = time.perf_counter()
        library, _ = open_library(path)
        with library:
            rows = library.runs()
            taken.append(time.perf_counter() - begin)
            if len(rows) != runs:
                raise RuntimeError("runs are missing")
    return Row(
        name=f"open a library of {runs:,} runs and list them",
        ours=1e3 * statistics.median(taken),
        unit="ms",
        target="<= 300",
    )


def _first_picture(path: Path, steps: int) -> Row:
    """Read what the first picture of a long run needs, and ask it for curves of all layers."""
    import numpy as np

    from engine.library.store import Library
    from engine.library.writer import Writer

    measures = [f"measure{number}" for number in range(9)]
    layers = [f"{measure}/{layer + 1}" for measure in measures for layer in range(LAYERS)]
    columns = ("epoch", "loss/train", *layers)
    writer = Writer(path, lambda problem: print(problem, file=sys.stderr))
    start = _start(columns)
    writer.begin(start)
    values = np.random.default_rng(0).normal(size=(2000, len(columns))).astype(np.float32)
    for first in range(1, steps + 1, len(values)):
        writer.append(start.id, first, values)
        writer.flush()
    for layer in range(LAYERS):
        dead = [(f"dead_units/{layer + 1}", step, 0.0) for step in range(1, steps, 100)]
        writer.readings(start.id, dead)
    writer.close(None)
    taken = []
    for _ in range(5):
        begin = time.perf_counter()
        with Library(path) as library:
            history = library.measurements(start.id).history()
            history.curves(columns, 1, history.last_step, POINTS)
            taken.append(time.perf_counter() - begin)
    return Row(
        name=f"what the first picture of a run of {steps:,} steps x {LAYERS} layers needs "
        f"({len(columns)} columns)",
        ours=1e3 * statistics.median(taken),
        unit="ms",
        target="<= 500",
        details={"file_mb": path.stat().st_size / 1e6},
    )
