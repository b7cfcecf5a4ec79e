"""Takes the whole state of a trainer, and sets a trainer to one: bit for bit the same future."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec
import torch
from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Generator, Tensor

from engine.config import ExperimentConfig, to_json
from engine.datasets import DATASETS
from engine.network import Network
from engine.state import KEY, MOST_BYTES, SCHEMA, StateFacts, SurveyFacts, describe, foreign
from engine.survey import Survey
from engine.surveyor import KINDS, Kind
from engine.text import QT_TRANSLATE_NOOP, EngineError

if TYPE_CHECKING:
    from engine.trainer import Trainer

SLOT, SURVEY = "slot/", "survey/"
NUMBERS = (torch.float32, torch.float64)


def take(trainer: Trainer) -> bytes:
    """Return the state of `trainer`; raises `EngineError` if it is too large to be kept."""
    facts, tensors = _facts(trainer), _tensors(trainer)
    size = sum(each.numel() * each.element_size() for each in tensors.values())
    if size > MOST_BYTES:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "The state of this run takes {size} GB, more than the {most} GB that can be kept.",
            ),
            size=f"{size / 1e9:.1f}",
            most=f"{MOST_BYTES / 1e9:.0f}",
        )
    placed = {name: each.detach().to("cpu").contiguous() for name, each in tensors.items()}
    return save(placed, {KEY: msgspec.json.encode(facts).decode()})


def _facts(trainer: Trainer) -> StateFacts:
    network, batches, surveyor = trainer.network, trainer.batches, trainer.surveyor
    return StateFacts(
        schema=SCHEMA,
        step=trainer.step,
        epoch=trainer.epoch,
        drawn_epoch=batches.epoch,
        at=batches.at,
        outcome=trainer.outcome,
        sizes=network.shape.sizes,
        models=network.shape.models,
        learned=_learned(network),
        optimizer=trainer.config.optimizer.name,
        optimizer_began=trainer.optimizer_began,
        dtype=str(network.parameters.dtype).removeprefix("torch."),
        order=_order(trainer.configs, trainer.train.count),
        config_json=to_json(trainer.config),
        surveys=tuple(
            SurveyFacts(kind=kind, step=each.step) for kind, each in surveyor.under_way.items()
        ),
        asked=surveyor.asked,
    )


def _tensors(trainer: Trainer) -> dict[str, Tensor]:
    found = {"parameters": trainer.network.parameters}
    found |= {SLOT + name: each for name, each in trainer.slots.items()}
    found["generators"] = torch.stack(trainer.batches.generator_states())
    if trainer.gradient_before is not None:
        found["gradient_before"] = torch.from_numpy(trainer.gradient_before)
    surveys: Mapping[Kind, Survey] = trainer.surveyor.under_way
    return found | {SURVEY + kind: each.frozen for kind, each in surveys.items()}


def _learned(network: Network) -> tuple[int, ...]:
    layers = enumerate(network.layers(), start=1)
    return tuple(layer for layer, (group, _) in layers if group.learned is not None)


def _order(configs: Sequence[ExperimentConfig], count: int) -> str:
    """Return a digest of what the order of the training samples depends on."""
    told: list[Any] = [count]
    for config in configs:
        data = msgspec.to_builtins(config.data)
        data["params"] = DATASETS[config.data.name].resolve(config.data.params, "data.params")
        told.append([data, config.training.seed, config.training.stream])
    text = msgspec.json.encode(told, order="deterministic")
    return hashlib.blake2b(text, digest_size=16).hexdigest()


# --- restoring ------------------------------------------------------------------------------------


@dataclass
class _Found:
    """A state that fits a trainer, all of it checked."""

    facts: StateFacts
    shared: int  # parameters at the beginning of the flat tensors that mean the same in both
    parameters: Tensor
    slots: dict[str, Tensor]
    generators: list[Generator]
    gradient_before: Tensor | None
    surveys: dict[Kind, tuple[int, Tensor]]


def restore(trainer: Trainer, data: bytes) -> None:
    """Set `trainer` to the state in `data`; its settings stay as they are.

    Under the settings that the state was taken with, the future is the same bit for bit. Under
    others, slots that both optimisers have are kept and the others begin at 0; the order of the
    data goes on if it depends on the same settings, and is drawn anew if not.

    Raises
    ------
    EngineError
        If the data are no whole state, or one of a network of another shape; the trainer is then
        as it was.
    """
    found = _read(trainer, data)
    facts, parameters, shared = found.facts, trainer.network.parameters, found.shared
    _copy(parameters, found.parameters, shared)
    for name, slot in trainer.slots.items():
        slot.zero_()
        if name in found.slots:
            _copy(slot, found.slots[name], shared)
    kept = all(name in found.slots for name in trainer.slots)
    trainer.optimizer_began = facts.optimizer_began if kept else facts.step
    gradient = found.gradient_before
    trainer.gradient_before = None if gradient is None else gradient.double().numpy().copy()
    goes_on = facts.order == _order(trainer.configs, trainer.train.count)
    if goes_on:
        trainer.batches.go_on(found.generators, facts.at, facts.drawn_epoch)
    else:
        trainer.batches.begin_anew(facts.drawn_epoch)
    trainer.stand_at(facts.step, facts.epoch, facts.outcome)
    trainer.surveyor.forget()
    if goes_on and shared == parameters.numel():
        for kind, (step, frozen) in found.surveys.items():
            trainer.surveyor.begin(kind, step, frozen.to(parameters))
        trainer.surveyor.ask(tuple(kind for kind in KINDS if kind in facts.asked))


def _copy(target: Tensor, source: Tensor, shared: int) -> None:
    target[:shared].copy_(source[:shared])


def _read(trainer: Trainer, data: bytes) -> _Found:
    facts = describe(data)
    network = trainer.network
    shape = network.shape
    if (facts.sizes, facts.models) != (shape.sizes, shape.models):
        raise _other_shape(facts, network)
    try:
        tensors = load(data)
    except (SafetensorError, AssertionError, KeyError, RuntimeError, ValueError) as error:
        raise foreign() from error
    plain = (shape.weights + shape.units) * shape.models
    flat = plain + len(facts.learned) * shape.models
    same = facts.learned == _learned(network)
    if facts.at is not None and facts.at > trainer.train.count:
        raise foreign()
    slots = [name.removeprefix(SLOT) for name in tensors if name.startswith(SLOT)]
    gradient = tensors.get("gradient_before")
    if gradient is not None:
        _checked(gradient, shape.layers, shape.models)
    return _Found(
        facts=facts,
        shared=flat if same else plain,
        parameters=_flat(tensors, "parameters", flat),
        slots={name: _flat(tensors, SLOT + name, flat) for name in slots},
        generators=_generators(tensors, shape.models),
        gradient_before=gradient,
        surveys={
            kind: (each.step, _flat(tensors, SURVEY + kind, flat))
            for each in facts.surveys
            for kind in KINDS
            if kind == each.kind
        },
    )


def _other_shape(facts: StateFacts, network: Network) -> EngineError:
    shape = network.shape
    return EngineError(
        QT_TRANSLATE_NOOP(
            "engine",
            "The state is of a network of {found} units and this one has {own}; a run goes on only "
            "with the same layers.",
        ),
        found=_told(facts.sizes, facts.models),
        own=_told(shape.sizes, shape.models),
    )


def _told(sizes: Sequence[int], models: int) -> str:
    text = "-".join(str(each) for each in sizes)
    return text if models == 1 else f"{models} x ({text})"


def _flat(tensors: Mapping[str, Tensor], name: str, count: int) -> Tensor:
    if name not in tensors:
        raise foreign()
    return _checked(tensors[name], count)


def _checked(tensor: Tensor, *shape: int) -> Tensor:
    if tuple(tensor.shape) != shape or tensor.dtype not in NUMBERS:
        raise foreign()
    return tensor


def _generators(tensors: Mapping[str, Tensor], models: int) -> list[Generator]:
    states = tensors.get("generators")
    if states is None or states.ndim != 2 or len(states) != models:
        raise foreign()
    generators = [Generator() for _ in range(models)]
    try:
        for generator, state in zip(generators, states, strict=True):
            generator.set_state(state.clone())
    except (RuntimeError, TypeError) as error:
        raise foreign() from error
    return generators
