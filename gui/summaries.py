"""One line that sums up a group of settings: main values, then what differs from the default."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from engine.config import ExperimentConfig, all_fields, field_of, value_of
from engine.table import Parameter
from engine.text import QT_TRANSLATE_NOOP
from gui.editors.device import device_label
from gui.language import translate
from gui.numbers import grouped, short

SEPARATOR = " · "
MOST_DIGITS_UNGROUPED = 999

MAIN_PATHS = frozenset({
    "data.name", "data.samples", "model.output_activation", "init.biases", "loss.name",
    "optimizer.name", "schedule.name", "training.batch_size", "training.seed", "training.device",
})  # fmt: skip
"""Settings that a summary always names."""

WITHOUT_LABEL = frozenset({"data.samples", "training.steps", "training.device"})
"""Settings that are understood without their label."""

BRIEF = {
    "model.output_activation": QT_TRANSLATE_NOOP("engine", "output {value}"),
    "init.biases": QT_TRANSLATE_NOOP("engine", "biases {value}"),
    "init.output": QT_TRANSLATE_NOOP("engine", "output {value}"),
    "training.batch_size": QT_TRANSLATE_NOOP("engine", "batch {value}"),
    "training.seed": QT_TRANSLATE_NOOP("engine", "seed {value}"),
}
"""Settings that go by a shorter name than their label."""


def summary(config: ExperimentConfig, baseline: ExperimentConfig, paths: Sequence[str]) -> str:
    """Return the values at `paths` that matter: "Disc · 1 000 · noise 0.1".

    `baseline` holds the values that need not be named.
    """
    parts = []
    for path in paths:
        value = value_of(config, path)
        if all_fields()[path].declaration.kind == "parameters":
            parts += _parameters(path, config, value)
        elif path in MAIN_PATHS or value != value_of(baseline, path):
            parts.append(_named(path, value))
    return SEPARATOR.join(part for part in parts if part)


def _named(path: str, value: Any) -> str:
    told = all_fields()[path].declaration
    text = value_text(path, value)
    if path in BRIEF:
        return translate(BRIEF[path]).format(value=text)
    if path in WITHOUT_LABEL or told.table is not None:
        return text
    return f"{lowered(translate(told.label))} {text}"


def _parameters(path: str, config: ExperimentConfig, given: dict[str, Any]) -> list[str]:
    owner = field_of(path)
    row = getattr(config, owner.section).row_of(owner)
    if row is None:
        return []
    return [
        f"{lowered(translate(each.label))} {parameter_text(each, given[each.name])}"
        for each in row.parameters
        if each.name in given and given[each.name] != each.default
    ]


def value_text(path: str, value: Any) -> str:
    """Return the value of a field as a person reads it."""
    told = all_fields()[path].declaration
    if told.kind == "choice":
        if told.table is not None and value in told.table:
            return translate(told.table[value].label)
        labels = dict(zip(told.extra_choices, told.extra_choice_labels, strict=True))
        return translate(labels[value])
    if told.kind == "device":
        return device_label(value)
    if path == "data.samples" and value is None:
        return QCoreApplication.translate("Summary", "all samples")
    if value is None and told.none_label:
        return translate(told.none_label)
    if value == "full":
        return QCoreApplication.translate("Summary", "full")
    unit = translate(told.unit)
    return f"{plain_text(value)} {unit}" if unit else plain_text(value)


def parameter_text(told: Parameter, value: Any) -> str:
    """Return the value of a row's parameter as a person reads it."""
    if told.kind == "choice":
        labels = told.choice_labels or told.choices
        return translate(labels[told.choices.index(value)])
    if value is None:
        return translate(told.none_label)
    if told.kind == "points":
        return str(len(value))
    if told.kind == "path":
        return str(value).replace("\\", "/").rpartition("/")[2]
    return plain_text(value)


def plain_text(value: Any) -> str:
    """Return a plain value as a person reads it."""
    if value is None:
        return QCoreApplication.translate("Summary", "none")
    if isinstance(value, bool):
        yes, no = (
            QCoreApplication.translate("Summary", "yes"),
            QCoreApplication.translate("Summary", "no"),
        )
        return yes if value else no
    if isinstance(value, int) and abs(value) > MOST_DIGITS_UNGROUPED:
        return grouped(value)
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else short(value)


def lowered(label: str) -> str:
    """Return a label as it stands within a sentence: "batch size", but "L2 penalty"."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label
