"""Opens runs for a host: loads their data, once for all that share them, and builds trainers."""

from __future__ import annotations

import threading

import torch

from engine.dataset_cache import DatasetCache
from engine.datasets import Dataset
from engine.hosted import Trainer as Hosted
from engine.messages import Open, Way
from engine.trainer import Trainer
from engine.way import walk


class Opener:
    """Builds the trainer that an `Open` asks for; several threads may call it at once.

    Data are loaded side by side, networks built one after another, since each looks for free
    memory first.
    """

    def __init__(self) -> None:
        self._datasets = DatasetCache()
        self._building = threading.Lock()

    def __call__(self, command: Open) -> Hosted:
        """Return the trainer of a run; raises `EngineError` if it cannot be."""
        torch.set_num_threads(1)  # of this thread: sums of several would be rounded differently
        dataset = self._datasets.get(command.config.data)
        if command.way is None:
            with self._building:
                return Trainer(command.config, dataset, command.state)
        return self._at_end_of(command.way, command, dataset)

    def _at_end_of(self, way: Way, command: Open, dataset: Dataset) -> Hosted:
        """Go a way from a state; under the settings of the way, then under those of the run."""
        before = self._datasets.get(way.config.data)
        with self._building:
            trainer = Trainer(way.config, before, command.state)
        walk(trainer, way)
        if trainer.config == command.config:
            return trainer
        with self._building:
            return Trainer(command.config, dataset, trainer.state())
