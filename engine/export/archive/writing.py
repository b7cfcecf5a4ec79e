"""Writes a run of the library into one file."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from engine.export.archive import layout
from engine.export.archive.layout import (
    Manifest,
    MarkerEntry,
    ParentEntry,
    PartEntry,
    StateEntry,
)
from engine.library.record import Marker, Measurements, RunRecord
from engine.text import QT_TRANSLATE_NOOP, EngineError

if TYPE_CHECKING:
    from engine.chunks import Doubles, Ints

PIECE_BYTES = 4 << 20
SAFE_RATIO = layout.MOST_RATIO / 2
NO_DATE = (1980, 1, 1, 0, 0, 0)
"""The date of all files: the same run makes the same archive."""

TOO_LARGE = QT_TRANSLATE_NOOP(
    "engine",
    "With all its snapshots and measurements the run takes more than {value} MB; save its "
    "measurements as CSV instead.",
)

State = Callable[[int], bytes | None]
"""Returns the snapshot of exactly that step, or None if it is gone."""


def write_archive(
    path: Path,
    record: RunRecord,
    measurements: Measurements,
    state: State,
    cancelled: Callable[[], bool] = lambda: False,
) -> bool:
    """Write a run to `path`, whole or not at all; False if it was cancelled.

    Raises `EngineError` if it does not fit into an archive, and `OSError`.
    """
    partial = path.with_name(f".{path.name}.part")
    try:
        with partial.open("wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as made:
                if not _Writing(made, record, measurements, cancelled).write(state):
                    return False
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        return True
    finally:
        partial.unlink(missing_ok=True)


class _Writing:
    def __init__(
        self,
        made: zipfile.ZipFile,
        record: RunRecord,
        measurements: Measurements,
        cancelled: Callable[[], bool],
    ) -> None:
        self._made = made
        self._record = record
        self._measurements = measurements
        self._cancelled = cancelled
        self._unpacked = self._packed = 0
        self._files = 0

    def write(self, state: State) -> bool:
        record = self._record
        self._add(layout.CONFIG, record.config.encode())
        self._add(layout.MARKERS, layout.to_json([_marker(each) for each in record.markers]))
        readings = dict(self._measurements.readings())
        if (times := getattr(self._measurements, "times", None)) is not None:
            readings[layout.CLOCK] = times()
        self._add(layout.READINGS, layout.to_json(list(readings)))
        for name, data in self._pieces(readings):
            if self._cancelled():
                return False
            self._add(name, data)
        states = []
        for each in record.states:
            if self._cancelled():
                return False
            blob = state(each.step)
            if blob is not None:  # the rolling one may have been replaced since
                self._add(layout.state_name(each.step), blob, packed=False)
                states.append(StateEntry(step=each.step, reason=each.reason, bytes=len(blob)))
        self._add(layout.MANIFEST, layout.to_json(self._manifest(tuple(states))))
        return True

    def _pieces(
        self, readings: Mapping[str, tuple[Ints, Doubles]]
    ) -> Iterator[tuple[str, bytes]]:
        import numpy as np

        from engine.export.archive.arrays import npy_bytes

        for place, (steps, read) in enumerate(readings.values()):
            both = np.stack([steps.astype("<f8"), read.astype("<f8")])
            yield layout.reading_name(place), npy_bytes(both)
        rows = max(1, PIECE_BYTES // (4 * max(1, len(self._measurements.columns))))
        for first, values in self._measurements.rows():
            for start in range(0, len(values), rows):
                some = values[start : start + rows]
                yield layout.rows_name(first + start), npy_bytes(some.astype("<f4"))
        bins = max(1, rows // 5)
        for each in self._measurements.bins():
            for start in range(0, each.planes.shape[2], bins):
                planes = each.planes[:, :, start : start + bins].astype("<f4")
                yield layout.bins_name(each.first_step + start * each.width), npy_bytes(planes)

    def _manifest(self, states: tuple[StateEntry, ...]) -> Manifest:
        record = self._record
        parent = record.parent
        parts = [
            PartEntry(first_step=each.first_step, last_step=each.last_step, width=each.width)
            for each in self._measurements.parts()
        ]
        return Manifest(
            format="dynascope",
            schema=layout.SCHEMA,
            id=record.id,
            name=record.name,
            started=record.started,
            seconds=record.seconds,
            steps=self._measurements.last_step,
            status=record.status,
            outcome=record.outcome,
            facts=record.facts,
            versions=dict(record.versions),
            tags=record.tags,
            note=record.note,
            starred=record.starred,
            parent=None if parent is None else ParentEntry(run=parent.run, step=parent.step),
            seeds=record.seeds,
            columns=self._measurements.columns,
            parts=tuple(parts),
            states=states,
        )

    def _add(self, name: str, data: bytes, packed: bool = True) -> None:
        """Add a file; packed only as far as our own reader will believe the ratio."""
        self._files += 1
        self._unpacked += len(data)
        if self._unpacked > layout.MOST_BYTES or self._files > layout.MOST_FILES:
            raise EngineError(TOO_LARGE, value=layout.MOST_BYTES >> 20)
        entry = zipfile.ZipInfo(name, NO_DATE)
        entry.external_attr = 0o644 << 16
        strained = self._unpacked > SAFE_RATIO * max(1, self._packed)
        small = self._unpacked < layout.FREE_BYTES // 2
        entry.compress_type = (
            zipfile.ZIP_DEFLATED if packed and (small or not strained) else zipfile.ZIP_STORED
        )
        self._made.writestr(entry, data)
        self._packed += entry.compress_size


def _marker(marker: Marker) -> MarkerEntry:
    known = msgspec.to_builtins({"old": marker.old, "new": marker.new})
    return MarkerEntry(
        step=marker.step, kind=marker.kind, path=marker.path, text=marker.text, **known
    )
