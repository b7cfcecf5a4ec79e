"""ExperimentConfig, and its values by dotted path."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec
from msgspec import UNSET

from engine.config.data import DataConfig
from engine.config.fields import Field, check_object
from engine.config.model import InitConfig, ModelConfig
from engine.config.section import Section, section_fields
from engine.config.training import LossConfig, OptimizerConfig, ScheduleConfig, TrainingConfig
from engine.text import QT_TRANSLATE_NOOP, EngineError


class ExperimentConfig(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that decides a run. The default is the textbook experiment with ReLU."""

    data: DataConfig = msgspec.field(default_factory=DataConfig)
    model: ModelConfig = msgspec.field(default_factory=ModelConfig)
    init: InitConfig = msgspec.field(default_factory=InitConfig)
    loss: LossConfig = msgspec.field(default_factory=LossConfig)
    optimizer: OptimizerConfig = msgspec.field(default_factory=OptimizerConfig)
    schedule: ScheduleConfig = msgspec.field(default_factory=ScheduleConfig)
    training: TrainingConfig = msgspec.field(default_factory=TrainingConfig)

    def __post_init__(self) -> None:
        if self.training.stream is not None and self.training.batch_size != "full":
            raise EngineError(
                QT_TRANSLATE_NOOP(
                    "engine",
                    "{field} goes with full batches only; set training.batch_size to full or "
                    "leave {field} empty.",
                ),
                field="training.stream",
            )


FOLLOWERS = {"data.name": "samples", "init.weights": "biases"}
"""Fields that bring another field of their section to its default with them."""

OTHER_NAMES = {
    "lr": "optimizer.learning_rate",
    "eta": "optimizer.learning_rate",
    "learningrate": "optimizer.learning_rate",
    "wd": "optimizer.weight_decay",
    "l2": "optimizer.weight_decay",
    "optim": "optimizer.name",
    "grad_clip": "optimizer.clip_norm",
    "scheduler": "schedule.name",
    "bs": "training.batch_size",
    "batch": "training.batch_size",
    "batchsize": "training.batch_size",
    "epochs": "training.steps",
    "iterations": "training.steps",
    "depth": "model.hidden_layers",
    "layers": "model.hidden_layers",
    "n_layers": "model.hidden_layers",
    "units": "model.width",
    "hidden": "model.width",
    "hidden_size": "model.width",
    "act": "model.activation",
    "nonlinearity": "model.activation",
    "initializer": "init.weights",
    "criterion": "loss.name",
    "dataset": "data.name",
    "n_samples": "data.samples",
    "normalize": "data.scaling",
}
"""What settings are called elsewhere; proposed to whoever writes that, never taken."""

SECTIONS: dict[str, type[Section]] = {
    "data": DataConfig,
    "model": ModelConfig,
    "init": InitConfig,
    "loss": LossConfig,
    "optimizer": OptimizerConfig,
    "schedule": ScheduleConfig,
    "training": TrainingConfig,
}


@cache
def all_fields() -> dict[str, Field]:
    """Return every field of the configuration by its dotted path."""
    return {each.path: each for kind in SECTIONS.values() for each in section_fields(kind)}


def field_of(path: str) -> Field:
    """Return the field `path` belongs to (`"model.activation_params.alpha"`: its dict field)."""
    known = all_fields()
    parts = path.split(".")
    if len(parts) == 3 and known.get(".".join(parts[:2])) is not None:
        owner = known[".".join(parts[:2])]
        if owner.declaration.kind == "parameters":
            return owner
    if path in known:
        return known[path]
    raise unknown_field(path, tuple(known))


def unknown_field(name: str, known: tuple[str, ...]) -> EngineError:
    """Return the error that refuses `name`, with the nearest of the `known` ones proposed."""
    near = _nearest(name, known)
    if near:
        return EngineError(
            QT_TRANSLATE_NOOP(
                "engine", "The configuration has no field {field}; did you mean {near}?"
            ),
            field=name,
            near=near,
        )
    return EngineError(
        QT_TRANSLATE_NOOP("engine", "The configuration has no field {field}; remove it."),
        field=name,
    )


def _nearest(name: str, known: tuple[str, ...]) -> str:
    """Return the one of `known` that is meant by `name`, or ""; its last part counts by itself."""
    last = name.rpartition(".")[2].lower().replace("-", "_")
    meant = OTHER_NAMES.get(last, "")
    if meant in known:
        return meant
    all_ends = [each.rpartition(".")[2] for each in known]
    ends = {end: each for end, each in zip(all_ends, known, strict=True) if all_ends.count(end) < 2}
    if last in ends:
        return ends[last]
    near = difflib.get_close_matches(name, known, n=1)
    near = near or [ends[end] for end in difflib.get_close_matches(last, ends, n=1, cutoff=0.75)]
    return near[0] if near else ""


def value_of(config: ExperimentConfig, path: str) -> Any:
    """Return the value at a dotted path; of a row's parameter, the default if it is not given."""
    owner = field_of(path)
    section = getattr(config, owner.section)
    value = getattr(section, owner.name)
    if path == owner.path:
        return value
    name = path.rpartition(".")[2]
    row = section.row_of(owner)
    if row is None or all(each.name != name for each in row.parameters):
        raise unknown_field(path, ())
    return value[name] if name in value else row.parameter(name).default


def with_values(config: ExperimentConfig, changes: Mapping[str, Any]) -> ExperimentConfig:
    """Return a copy with the values at dotted paths changed; all are checked together.

    Choosing another row (activation, data set …) drops the parameters of the former one, unless
    they are among the changes; another data set brings its own number of samples.
    """
    sections: dict[str, dict[str, Any]] = {}
    for path in sorted(changes, key=lambda each: each.count(".")):
        owner = field_of(path)
        draft = sections.setdefault(owner.section, _as_dict(getattr(config, owner.section)))
        if path != owner.path:
            given = check_object(draft[owner.name], owner.path)
            draft[owner.name] = {**given, path.rpartition(".")[2]: changes[path]}
            continue
        changed = draft[owner.name] != changes[path]
        draft[owner.name] = changes[path]
        if changed:
            _forget_dependents(owner, draft, changes)
    made = {name: SECTIONS[name](**draft) for name, draft in sections.items()}
    return msgspec.structs.replace(config, **made)


def _as_dict(section: Section) -> dict[str, Any]:
    return {each.name: getattr(section, each.name) for each in section_fields(type(section))}


def _forget_dependents(owner: Field, draft: dict[str, Any], changes: Mapping[str, Any]) -> None:
    for each in section_fields(SECTIONS[owner.section]):
        if each.declaration.row_field == owner.name and each.path not in changes:
            draft[each.name] = {}
    for path, name in FOLLOWERS.items():
        if owner.path == path and f"{owner.section}.{name}" not in changes:
            draft[name] = UNSET
            draft.update({each: {} for each in draft if each == f"{name}_params"})
    is_list = isinstance(draft.get("width"), tuple)
    if owner.path == "model.hidden_layers" and is_list and "model.width" not in changes:
        draft["width"] = draft["width"][0] if draft["width"] else 16


def differences(old: ExperimentConfig, new: ExperimentConfig) -> dict[str, tuple[Any, Any]]:
    """Return {dotted path: (old value, new value)} of all settings that differ.

    Parameters of rows are compared one by one, defaults filled in; those of different rows are
    not listed beside the rows themselves.
    """
    found: dict[str, tuple[Any, Any]] = {}
    for path, each in all_fields().items():
        before, after = value_of(old, path), value_of(new, path)
        if each.declaration.kind != "parameters":
            if before != after:
                found[path] = (before, after)
            continue
        row = getattr(new, each.section).row_of(each)
        if row is None or row is not getattr(old, each.section).row_of(each):
            continue
        for parameter in row.parameters:
            pair = tuple(
                values.get(parameter.name, parameter.default) for values in (before, after)
            )
            if pair[0] != pair[1]:
                found[f"{path}.{parameter.name}"] = (pair[0], pair[1])
    return found
