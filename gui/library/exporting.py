"""Stored runs as files: what kinds there are, and how each is written."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from engine.config import field_of, from_json, to_json, with_values
from engine.library.record import Measurements, RunRecord
from engine.text import QT_TRANSLATE_NOOP, EngineError

if TYPE_CHECKING:
    from engine.library.store import Library

LONGEST_NAME = 80
"""Characters of a run's name that a file takes over."""

_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


@dataclass(frozen=True)
class Kind:
    """A kind of file: its ending ("" is a folder) and its name (untranslated)."""

    key: str
    suffix: str
    label: str
    write: Callable[[Path, RunRecord, Measurements, Library], object]


def _archive(path: Path, record: RunRecord, measurements: Measurements, library: Library) -> None:
    from engine.export.archive import write_archive

    def state(step: int) -> bytes | None:
        found, data = library.state(record.id, step)
        return data if found == step else None

    write_archive(path, record, measurements, state)


def _csv(path: Path, record: RunRecord, measurements: Measurements, library: Library) -> None:
    from engine.export.measurements import write_measurements

    write_measurements(path, measurements)


def _config(path: Path, record: RunRecord, measurements: Measurements, library: Library) -> None:
    path.write_text(to_json(from_json(record.config)), encoding="utf-8")


def _script(path: Path, record: RunRecord, measurements: Measurements, library: Library) -> None:
    from engine.export.script import LiveChange, script, write

    if record.facts is None:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine", "{name} has not been trained; no script can be made of it."
            ),
            name=record.name,
        )
    changes = [
        each for each in record.markers if each.kind == "change" and field_of(each.path).live
    ]
    config = from_json(record.config)
    for each in reversed(changes):
        config = with_values(config, {each.path: each.old})
    told = [LiveChange(each.step, {each.path: each.new}) for each in changes]
    write(path, script(config, record.facts, told, name=record.name, steps=record.steps))


def _events(path: Path, record: RunRecord, measurements: Measurements, library: Library) -> None:
    from engine.export.tensorboard import write_events

    write_events(path, record, measurements)


KINDS = (
    Kind("archive", ".dynascope", QT_TRANSLATE_NOOP("engine", "All in one file (.dynascope)…"),
         _archive),
    Kind("csv", ".csv", QT_TRANSLATE_NOOP("engine", "Measurements (CSV)…"), _csv),
    Kind("config", ".json", QT_TRANSLATE_NOOP("engine", "Settings (JSON)…"), _config),
    Kind("script", ".py", QT_TRANSLATE_NOOP("engine", "PyTorch script…"), _script),
    Kind("events", "", QT_TRANSLATE_NOOP("engine", "TensorBoard events…"), _events),
)  # fmt: skip


def export_runs(
    library_path: Path | str, runs: Sequence[str], kind: Kind, place: Path, named: bool
) -> list[Path]:
    """Write stored runs, with a connection of its own; returns the files.

    `place` is the file of the one run if it is `named`, else a folder that takes a file for each,
    none of which takes the place of another. Raises `EngineError` and `OSError`.
    """
    from engine.library.store import Library

    library = Library(library_path)
    written: list[Path] = []
    try:
        for run in runs:
            record = library.record(run)
            path = place if named else free_path(place, file_name(record.name), kind.suffix)
            kind.write(path, record, library.measurements(run), library)
            written.append(path)
    finally:
        library.close()
    return written


def file_name(name: str) -> str:
    """Return the name of a run as every system takes it for that of a file."""
    plain = _FORBIDDEN.sub("-", name).strip(" .")[:LONGEST_NAME].strip(" .")
    return plain or "run"


def free_path(folder: Path, name: str, suffix: str) -> Path:
    """Return a path that nothing has yet: "ReLU.csv", "ReLU (2).csv"."""
    names = itertools.chain([name], (f"{name} ({number})" for number in itertools.count(2)))
    return next(path for each in names if not (path := folder / f"{each}{suffix}").exists())
