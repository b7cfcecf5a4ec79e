"""What tells runs apart, in words: names of runs and the settings in which they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from engine.config import ExperimentConfig, all_fields, differences, field_of, value_of
from engine.table import Parameter
from engine.text import EngineError
from gui.language import translate
from gui.summaries import lowered, parameter_text, value_text

FIRST = (
    "model.activation",
    "model.activation_params",
    "init.weights",
    "init.weights_params",
    "optimizer.learning_rate",
    "optimizer.name",
    "model.hidden_layers",
    "model.width",
)
"""Settings that come first where a name has no room for all."""

NOT_IN_NAMES = frozenset({"training.steps", "training.threads", "training.device"})
MOST_IN_NAME = 3
MOST_PARAMETERS_SHOWN = 2


def setting_text(config: ExperimentConfig, path: str) -> str:
    """Return the setting at a dotted path: "Sigmoid", "learning rate 0.1", "slope 0.2"."""
    owner = field_of(path)
    value = value_of(config, path)
    if path != owner.path:
        row = getattr(config, owner.section).row_of(owner)
        return _parameter(row.parameter(path.rpartition(".")[2]), value)
    told = owner.declaration
    text = value_text(path, value)
    says_all = path in ("training.steps", "data.samples") and value is None
    if says_all or (told.table is not None and value in told.table):
        return text
    return f"{lowered(translate(told.label))} {text}"


def _parameter(told: Parameter, value: Any) -> str:
    return f"{lowered(translate(told.label))} {parameter_text(told, value)}"


def difference_texts(reference: ExperimentConfig, config: ExperimentConfig) -> list[str]:
    """Return the settings of `config` that differ from `reference`, the important ones first.

    A row chosen in place of another one brings its parameters: "Leaky ReLU, slope 0.01".
    """
    texts = []
    for path in by_importance(differences(reference, config)):
        texts.append(setting_text(config, path))
        texts += _parameters_of_choice(config, path)
    return texts


def _parameters_of_choice(config: ExperimentConfig, path: str) -> list[str]:
    chosen = field_of(path)
    if chosen.path != path or chosen.declaration.kind != "choice":
        return []
    for each in all_fields().values():
        if each.section == chosen.section and each.declaration.row_field == chosen.name:
            row = getattr(config, each.section).row_of(each)
            if row is None:
                return []
            values = row.resolve(value_of(config, each.path), each.path)
            given = value_of(config, each.path)
            few = len(row.parameters) <= MOST_PARAMETERS_SHOWN
            return [
                _parameter(told, values[told.name])
                for told in row.parameters
                if told.name in given or (few and values[told.name] not in (None, "", ()))
            ]
    return []


def automatic_names(configs: Sequence[ExperimentConfig]) -> list[str]:
    """Return a name for each configuration by the settings in which they differ.

    As few of these as tell the runs apart, the most important first: it names every run, the
    others only runs that stand out by them. Where nothing differs it is the activation. Of runs
    that are still named alike the later ones say in what they differ from the first, or that they
    are copies of it: a number there would be taken for that of the row.
    """
    found: dict[str, None] = {}
    for config in configs[1:]:
        found |= dict.fromkeys(differences(configs[0], config))
        found |= dict.fromkeys(differences(config, configs[0]))
    paths = [path for path in by_importance(found) if path not in NOT_IN_NAMES]
    texts = [[_text_if_any(config, path) for path in paths] for config in configs]
    names: list[str] = []
    for few in range(1, MOST_IN_NAME + 1):
        names = _names_by([row[:few] for row in texts])
        if len(set(names)) == len(names):
            break
    plain = [setting_text(config, "model.activation") for config in configs]
    return _told_apart([name or other for name, other in zip(names, plain, strict=True)], configs)


def _names_by(texts: Sequence[Sequence[str]]) -> list[str]:
    usual = [Counter(column).most_common(1)[0][0] for column in zip(*texts, strict=True)]
    return [
        ", ".join(
            text for place, text in enumerate(row) if text and (place == 0 or text != usual[place])
        )
        for row in texts
    ]


def _text_if_any(config: ExperimentConfig, path: str) -> str:
    try:
        return setting_text(config, path)
    except EngineError:
        return ""  # a parameter that this run's row does not have


def _told_apart(names: Sequence[str], configs: Sequence[ExperimentConfig]) -> list[str]:
    """Return names none of which comes twice."""
    first: dict[str, ExperimentConfig] = {}
    taken: set[str] = set()
    found = []
    for name, config in zip(names, configs, strict=True):
        texts = difference_texts(first.setdefault(name, config), config)[:1]
        own = ", ".join([name, *texts])
        wanted, copies = own, 0
        while wanted in taken:
            copies += 1
            wanted = _copy(own, copies)
        taken.add(wanted)
        found.append(wanted)
    return found


def branch_name(parent: str, step: int, taken: Iterable[str]) -> str:
    """Return a name for a branch of `parent`, other than those taken."""
    text = QCoreApplication.translate("RunNames", "{name}, fork at {step}")
    name = wanted = text.format(name=parent, step=step)
    others = set(taken)
    copies = 0
    while wanted in others:
        copies += 1
        wanted = _copy(name, copies)
    return wanted


def _copy(name: str, count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("RunNames", "{name} (copy)").format(name=name)
    text = QCoreApplication.translate("RunNames", "{name} (copy {count})")
    return text.format(name=name, count=count)


def by_importance(paths: Iterable[str]) -> list[str]:
    """Sort paths: those of `FIRST`, then the others in the order of the configuration."""
    order = {path: index for index, path in enumerate(dict.fromkeys([*FIRST, *all_fields()]))}
    return sorted(paths, key=lambda path: order[field_of(path).path])
