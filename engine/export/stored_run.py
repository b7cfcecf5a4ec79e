"""A run of the library as a file of any kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from engine.config import from_json, to_json, with_values
from engine.library.record import RunRecord
from engine.text import QT_TRANSLATE_NOOP, EngineError

if TYPE_CHECKING:
    from engine.export.script import ScriptExport
    from engine.library.store import Library

LONGEST_NAME = 80
"""Characters of a run's name that a file takes over."""

_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


@dataclass(frozen=True)
class FileKind:
    """A kind of file: its ending ("" is a folder), its usual name, and what writes it.

    `write` takes the path, the library and the id of a run; raises `EngineError` and `OSError`.
    """

    suffix: str
    name: str
    write: Callable[[Path, Library, str], object]


def write_archive(path: Path, library: Library, run: str) -> None:
    """Write all that is kept of a run into one file."""
    from engine.export import archive

    def state(step: int) -> bytes | None:
        found, data = library.state(run, step)
        return data if found == step else None

    archive.write_archive(path, library.record(run), library.measurements(run), state)


def write_csv(path: Path, library: Library, run: str) -> None:
    """Write the measurements of a run."""
    from engine.export.measurements import write_measurements

    write_measurements(path, library.measurements(run))


def write_config(path: Path, library: Library, run: str) -> None:
    """Write the settings of a run."""
    path.write_text(to_json(from_json(library.record(run).config)), encoding="utf-8")


def write_script(path: Path, library: Library, run: str) -> None:
    """Write a run as a plain PyTorch program, its live changes replayed."""
    from engine.export.script import write

    write(path, script_of(library.record(run)))


def script_of(record: RunRecord) -> ScriptExport:
    """Return the program of a run; of several seeds that of the first.

    Raises `EngineError` if it never began to train, or went on under settings that no script can
    tell.
    """
    from engine.export.script import LiveChange, refuse_other_settings, script

    if record.facts is None:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine", "{name} has not been trained; no script can be made of it."
            ),
            name=record.name,
        )
    changes = [each for each in record.markers if each.kind == "change"]
    refuse_other_settings(record.name, ((each.step, each.path) for each in changes))
    config = from_json(record.config)
    for each in reversed(changes):
        config = with_values(config, {each.path: each.old})
    told = [LiveChange(each.step, {each.path: each.new}) for each in changes]
    return script(
        config, record.facts, told, name=record.name, steps=record.steps, seeds=record.seeds
    )


def write_events(path: Path, library: Library, run: str) -> None:
    """Write a run into a folder for TensorBoard."""
    from engine.export.tensorboard import write_events

    write_events(path, library.record(run), library.measurements(run))


KINDS = {
    "archive": FileKind(".dynascope", "run.dynascope", write_archive),
    "csv": FileKind(".csv", "measurements.csv", write_csv),
    "config": FileKind(".json", "config.json", write_config),
    "script": FileKind(".py", "run.py", write_script),
    "tensorboard": FileKind("", "tensorboard", write_events),
}


def file_name(name: str) -> str:
    """Return the name of a run as every system takes it for that of a file."""
    plain = _FORBIDDEN.sub("-", name).strip(" .")[:LONGEST_NAME].strip(" .")
    return plain or "run"
