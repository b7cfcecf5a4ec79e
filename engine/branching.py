"""Splits a trainer in two that go on from the same state, bit for bit, and share only the data."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from engine import memory
from engine.pictures import Gallery
from engine.recorder import Recorder
from engine.stack import HyperParameters

if TYPE_CHECKING:
    from engine.trainer import Trainer


def branch(trainer: Trainer) -> Trainer:
    """Return a trainer in the same state as `trainer`: weights, optimiser, order of the data.

    Data and samples are shared, since nothing writes into them; all else that changes while
    training is copied or, where it holds nothing from one step to the next, made anew. A survey
    under way begins again on its frozen weights, and so gives the same readings.

    Raises
    ------
    EngineError
        If the memory for a second network and its buffers is not free.
    """
    memory.check(trainer.memory - _shared_bytes(trainer), trainer.network.parameters.device)
    twin = copy.copy(trainer)
    network = trainer.network.copy()
    twin.network = network
    twin.configs = list(trainer.configs)
    twin.batches = trainer.batches.copy(network)
    twin.slots = {name: state.clone() for name, state in trainer.slots.items()}
    twin._hyper = HyperParameters(network, twin.configs)
    twin._clipper = twin._make_clipper()
    twin._recorder = Recorder(network, classifies=trainer.train.labels is not None)
    twin._gallery = Gallery(network, twin.datasets[0], twin.loss, twin.train, twin.test)
    twin.surveyor = trainer.surveyor.copy(network)
    return twin


def _shared_bytes(trainer: Trainer) -> int:
    samples = (trainer.train.x, trainer.test.x, trainer.train.y)
    return sum(each.numel() * each.element_size() for each in samples)
