"""What an editor knows of the value it edits, be it a field or the parameter of a table row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from msgspec import UNSET

from engine.config import Field
from engine.table import Parameter, Row


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One value of the configuration.

    `label`, `help`, `unit`, `none_label`, which names an empty value, and `prompt`, which asks for
    one that is needed, are texts of the engine, translated when shown; `choices` are pairs of key
    and label, `rows` the table rows among them by key. `check` returns the value in its proper type
    or raises `EngineError`.
    """

    path: str
    kind: str
    label: str
    help: str
    default: Any
    check: Callable[[Any], Any] = field(compare=False)
    unit: str = ""
    live: bool = False
    optional: bool = False
    none_label: str = ""
    prompt: str = ""
    logarithmic: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    rows: dict[str, Row] = field(default_factory=dict, compare=False)


def setting_of_field(told: Field) -> Setting:
    """Return what an editor must know of a field of the configuration."""
    declared = told.declaration
    table = declared.table if declared.kind == "choice" else None
    rows: dict[str, Row] = dict(table) if table is not None else {}
    extra = tuple(zip(declared.extra_choices, declared.extra_choice_labels, strict=True))
    return Setting(
        path=told.path,
        kind="log" if declared.logarithmic and declared.kind == "float" else declared.kind,
        label=declared.label,
        help=declared.help,
        default=None if told.default is UNSET else told.default,
        check=told.check,
        unit=declared.unit,
        live=declared.live,
        optional=declared.optional,
        none_label=declared.none_label,
        logarithmic=declared.logarithmic,
        choices=extra + tuple((key, row.label) for key, row in rows.items()),
        rows=rows,
    )


def setting_of_parameter(owner: Field, told: Parameter) -> Setting:
    """Return what an editor must know of a row's parameter that the field `owner` holds."""
    path = f"{owner.path}.{told.name}"
    labels = told.choice_labels or told.choices
    return Setting(
        path=path,
        kind=told.kind,
        label=told.label,
        help=told.help,
        default=told.default,
        check=lambda value: told.check(value, path),
        unit=told.unit,
        live=told.live or owner.live,
        optional=told.optional,
        none_label=told.none_label,
        prompt=told.prompt,
        logarithmic=told.logarithmic,
        choices=tuple(zip(told.choices, labels, strict=True)),
    )
