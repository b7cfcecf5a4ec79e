"""Opens runs for a host: loads their data, once for all that share them, and builds trainers."""

from __future__ import annotations

import threading

import torch

from engine.config import ExperimentConfig
from engine.dataset_cache import DatasetCache
from engine.datasets import Dataset
from engine.hosted import Trainer as Hosted
from engine.messages import Open, Way
from engine.seed_stack import SeedStack, seed_configs
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
            return self._build(command.config, dataset, command.state, command.seeds)
        return self._at_end_of(command.way, command, dataset)

    def _at_end_of(self, way: Way, command: Open, dataset: Dataset) -> Hosted:
        """Go a way from a state; under the settings of the way, then under those of the run."""
        before = self._datasets.get(way.config.data)
        trainer = self._build(way.config, before, command.state, command.seeds)
        walk(trainer, way)
        if trainer.config == command.config:
            return trainer
        return self._build(command.config, dataset, trainer.state(), command.seeds)

    def _build(
        self, config: ExperimentConfig, dataset: Dataset, state: bytes | None, seeds: int
    ) -> Trainer | SeedStack:
        configs = seed_configs(config, seeds)
        with self._building:
            trainer = Trainer(configs, dataset, state)
        return trainer if seeds == 1 else SeedStack(trainer)
