"""Stored runs as files: what the kinds are called, and where each file goes."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from pathlib import Path

from engine.text import QT_TRANSLATE_NOOP

LABELS = {
    "archive": QT_TRANSLATE_NOOP("engine", "All in one file (.dynascope)…"),
    "csv": QT_TRANSLATE_NOOP("engine", "Measurements (CSV)…"),
    "config": QT_TRANSLATE_NOOP("engine", "Settings (JSON)…"),
    "script": QT_TRANSLATE_NOOP("engine", "PyTorch script…"),
    "tensorboard": QT_TRANSLATE_NOOP("engine", "TensorBoard events…"),
}
"""Names of `engine.export.stored_run.KINDS`, untranslated."""


def export_runs(
    library_path: Path | str,
    runs: Sequence[str],
    key: str,
    place: Path,
    named: bool,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Path]:
    """Write stored runs as files of the kind `key`, with a connection of its own.

    `place` is the file of the one run if it is `named`, else a folder that takes a file for each,
    none of which takes the place of another. Returns the files. Between two runs it can be
    `cancelled`. Raises `EngineError` and `OSError`.
    """
    from engine.export.stored_run import KINDS, file_name
    from engine.library.store import Library

    kind = KINDS[key]
    library = Library(library_path)
    written: list[Path] = []
    try:
        for run in runs:
            if cancelled():
                break
            name = library.record(run).name
            path = place if named else free_path(place, file_name(name), kind.suffix)
            kind.write(path, library, run)
            written.append(path)
    finally:
        library.close()
    return written


def free_path(folder: Path, name: str, suffix: str) -> Path:
    """Return a path that nothing has yet: "ReLU.csv", "ReLU (2).csv"."""
    names = itertools.chain([name], (f"{name} ({number})" for number in itertools.count(2)))
    return next(path for each in names if not (path := folder / f"{each}{suffix}").exists())
