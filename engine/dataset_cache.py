"""Data sets shared by the runs that train on the same ones."""

from __future__ import annotations

import os
import threading
from weakref import WeakValueDictionary

import msgspec

from engine.config.data import DataConfig
from engine.datasets import DATASETS, Dataset, build

Signature = tuple[object, ...]


class _Gate:
    """A lock that can be referred to weakly."""

    def __init__(self) -> None:
        self.lock = threading.Lock()


class DatasetCache:
    """Builds data sets, those of equal settings and unchanged files once; for several threads.

    A data set is kept as long as something uses it: nothing may write into it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: WeakValueDictionary[Signature, Dataset] = WeakValueDictionary()
        self._gates: WeakValueDictionary[Signature, _Gate] = WeakValueDictionary()

    def get(self, config: DataConfig) -> Dataset:
        """Return the data that `config` names; raises `EngineError` as `datasets.build`.

        Who asks for what another thread is building waits for it.
        """
        key = signature(config)
        with self._lock:
            gate = self._gates.get(key)
            if gate is None:
                gate = self._gates[key] = _Gate()
        with gate.lock:
            found = self._known.get(key)
            if found is None:
                found = build(config)
                with self._lock:
                    self._known[key] = found
            return found


def signature(config: DataConfig) -> Signature:
    """Return what tells data sets apart: the settings, and the state of the files they name.

    With a file counts what lies beside it, since readers may look there for labels.
    """
    row = DATASETS[config.name]
    names = [each.name for each in row.parameters if each.kind == "path"]
    paths = [config.params[name] for name in names if config.params.get(name)]
    return (msgspec.json.encode(config), *(_state_of(os.path.expanduser(path)) for path in paths))


def _state_of(path: str) -> Signature:
    """Return times and sizes of the files in a folder, or around a file."""
    folder = path if os.path.isdir(path) else os.path.dirname(path) or "."
    try:
        with os.scandir(folder) as entries:
            return tuple(sorted(_entry(each) for each in entries))
    except (OSError, ValueError):  # the reader tells what is wrong with it
        return ()


def _entry(entry: os.DirEntry[str]) -> tuple[str, int, int]:
    try:
        found = entry.stat()
    except OSError:  # a link to nowhere, or gone by now: no reason to look at nothing else
        return entry.name, -1, -1
    return entry.name, found.st_size, found.st_mtime_ns
