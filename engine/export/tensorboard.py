"""A stored run as an event file for TensorBoard; needs the package tensorboardX."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.library.record import Measurements, RunRecord
from engine.text import QT_TRANSLATE_NOOP, EngineError

if TYPE_CHECKING:
    from engine.chunks import Doubles, Ints

REQUIREMENT = "tensorboardX>=2.6,<3"
MISSING = QT_TRANSLATE_NOOP(
    "engine",
    "Files for TensorBoard need the package tensorboardX; install it with: {command}",
)
CONFIG_TAG = "config"
VERSION = "brain.Event:2"

Tagged = list[tuple[str, float]]


def write_events(
    folder: Path,
    record: RunRecord,
    measurements: Measurements,
    cancelled: Callable[[], bool] = lambda: False,
) -> Path | None:
    """Write every measure as a scalar into `folder`, which TensorBoard shows as one run.

    Tags are the names of the measures; the wall time is the start of the run and the seconds spent
    training until then. Where only bins are left, their means are written at their middle steps.
    The settings are a text. About 4,000 steps of 60 measures a second.

    Returns the file, or None if it was cancelled. Raises `EngineError` without tensorboardX, and
    `OSError`.
    """
    events = _needed()
    folder.mkdir(parents=True, exist_ok=True)
    started = record.started.timestamp()
    host = "".join(sign if sign.isalnum() else "-" for sign in socket.gethostname()) or "host"
    path = folder / f"events.out.tfevents.{int(started)}.{host}.{record.id[:8]}"
    # TensorBoard reads every file with "tfevents" in its name, this one only when it is whole.
    partial = folder / f".{record.id[:8]}.{os.getpid()}.part"
    clock = _Clock(record, measurements)
    try:
        with closing(events.Records(str(partial.absolute()))) as records:
            first = events.Event(wall_time=started, file_version=VERSION)
            records.write(first.SerializeToString())
            records.write(_text(events, started, record.config).SerializeToString())
            for step, scalars in _scalars(measurements):
                if cancelled():
                    return None
                values = [events.Value(tag=tag, simple_value=value) for tag, value in scalars]
                summary = events.Summary(value=values)
                event = events.Event(wall_time=clock.at(step), step=step, summary=summary)
                records.write(event.SerializeToString())
            records.flush()
        partial.replace(path)
        return path
    finally:
        partial.unlink(missing_ok=True)


class _Needed:
    """What is used of tensorboardX."""

    def __init__(self) -> None:
        from tensorboardX import summary
        from tensorboardX.proto.event_pb2 import Event
        from tensorboardX.proto.summary_pb2 import Summary
        from tensorboardX.record_writer import RecordWriter

        self.Event: Any = Event
        self.Summary: Any = Summary
        self.Value: Any = Summary.Value
        self.Records: Any = RecordWriter
        self.text: Any = summary.text


def _needed() -> _Needed:
    try:
        return _Needed()
    except ImportError as error:
        command = f'"{sys.executable}" -m pip install "{REQUIREMENT}"'
        raise EngineError(MISSING, command=command) from error


def _text(events: _Needed, started: float, config: str) -> Any:
    fenced = f"```json\n{config}\n```"
    return events.Event(wall_time=started, step=0, summary=events.text(CONFIG_TAG, fenced))


def _scalars(measurements: Measurements) -> Iterator[tuple[int, Tagged]]:
    """Yield the values of each step, dense and sparse, in the order of steps."""
    sparse = _by_step(measurements.readings())
    waiting = sorted(sparse)
    place = 0
    for step, dense in _dense(measurements):
        while place < len(waiting) and waiting[place] < step:
            yield waiting[place], sparse[waiting[place]]
            place += 1
        if place < len(waiting) and waiting[place] == step:
            dense += sparse[step]
            place += 1
        yield step, dense
    for step in waiting[place:]:
        yield step, sparse[step]


def _by_step(readings: dict[str, tuple[Ints, Doubles]]) -> dict[int, Tagged]:
    found: dict[int, Tagged] = {}
    for name, (steps, values) in readings.items():
        for step, value in zip(steps.tolist(), values.tolist(), strict=True):
            found.setdefault(step, []).append((name, value))
    return found


def _dense(measurements: Measurements) -> Iterator[tuple[int, Tagged]]:
    """Yield rows, and in their place between them the means of bins."""
    from engine.pyramid import Plane

    names = measurements.columns
    bins = measurements.bins()
    for part in measurements.parts():
        if part.width == 1:
            for first, rows in measurements.rows(part.first_step, part.last_step + 1):
                for step, row in enumerate(rows.tolist(), start=first):
                    yield step, list(zip(names, row, strict=True))
            continue
        step = part.first_step
        while step <= part.last_step and (each := next(bins, None)) is not None:
            for row in each.planes[Plane.MEAN].T.tolist():
                yield step + (each.width - 1) // 2, list(zip(names, row, strict=True))
                step += each.width


class _Clock:
    """When a step was done, in seconds since 1970."""

    def __init__(self, record: RunRecord, measurements: Measurements) -> None:
        import numpy as np

        self._started = record.started.timestamp()
        times = getattr(measurements, "times", None)
        steps, seconds = times() if times is not None else (np.empty(0), np.empty(0))
        if not len(steps):
            steps, seconds = np.array([record.steps]), np.array([record.seconds])
        self._steps = np.concatenate(([0.0], steps))
        self._seconds = np.concatenate(([0.0], seconds))
        self._interpolate = np.interp

    def at(self, step: int) -> float:
        return self._started + float(self._interpolate(step, self._steps, self._seconds))
