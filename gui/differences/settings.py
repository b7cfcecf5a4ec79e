"""In which settings runs differ: a row for each, with the values of all runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from engine.config import ExperimentConfig, all_fields, differences, field_of, value_of
from engine.text import EngineError
from gui.language import translate
from gui.run_names import by_importance
from gui.runs import Run
from gui.summaries import parameter_text, value_text

NOTHING = "–"
SEEDS = "seeds"
"""Stands for a path: how many networks train as a stack is no part of a configuration."""


@dataclass(frozen=True)
class Difference:
    """A setting: its dotted path, its name, and its value in each run, in the present language.

    `NOTHING` stands where a run has no such setting.
    """

    path: str
    label: str
    values: tuple[str, ...]


def differences_of(runs: Sequence[Run], reference: Run | None) -> list[Difference]:
    """Return the settings that are not the same in all runs, the important ones first."""
    if not runs:
        return []
    configs = [run.config for run in runs]
    base = configs[0] if reference is None or reference not in runs else reference.config
    found: dict[str, None] = {}
    for config in configs:
        found |= dict.fromkeys(differences(base, config))
        found |= dict.fromkeys(differences(config, base))
    for path in list(found):
        for config in configs:
            found |= dict.fromkeys(_parameters_of(config, path))
    made = [
        Difference(path, _label(configs, path), tuple(_text(config, path) for config in configs))
        for path in by_importance(found)
    ]
    rows = [each for each in made if len(set(each.values)) > 1]
    seeds = tuple(str(run.seeds) for run in runs)
    if len(set(seeds)) > 1:
        label = QCoreApplication.translate("Differences", "Number of seeds")
        rows.append(Difference(SEEDS, label, seeds))
    return rows


def _parameters_of(config: ExperimentConfig, path: str) -> list[str]:
    """Return the paths of the parameters that the row chosen at a path brings."""
    chosen = field_of(path)
    if chosen.path != path or chosen.declaration.kind != "choice":
        return []
    for each in all_fields().values():
        if each.section == chosen.section and each.declaration.row_field == chosen.name:
            row = getattr(config, each.section).row_of(each)
            return [] if row is None else [f"{each.path}.{told.name}" for told in row.parameters]
    return []


def _text(config: ExperimentConfig, path: str) -> str:
    owner = field_of(path)
    try:
        value = value_of(config, path)
    except EngineError:
        return NOTHING  # a parameter that the row of this run does not have
    if path == owner.path:
        return value_text(path, value)
    row = getattr(config, owner.section).row_of(owner)
    return parameter_text(row.parameter(path.rpartition(".")[2]), value)


def _label(configs: Sequence[ExperimentConfig], path: str) -> str:
    """Return the name of a setting; that of a parameter says what it belongs to."""
    owner = field_of(path)
    if path == owner.path:
        return translate(owner.declaration.label)
    name = path.rpartition(".")[2]
    rows = [getattr(config, owner.section).row_of(owner) for config in configs]
    told = next(
        each for row in rows if row is not None for each in row.parameters if each.name == name
    )
    choice = all_fields()[f"{owner.section}.{owner.declaration.row_field}"]
    text = QCoreApplication.translate("Differences", "{choice}: {parameter}")
    return text.format(choice=translate(choice.declaration.label), parameter=translate(told.label))
