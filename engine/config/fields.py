"""How a configuration field declares itself, and how a value given for it is checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

from engine.table import Parameter, Row, Table, check_choice
from engine.text import QT_TRANSLATE_NOOP, EngineError, quoted

FieldKind = Literal[
    "float", "int", "choice", "bool", "text", "batch", "widths", "parameters", "device"
]
MAX_WIDTH = 2048
MAX_HIDDEN_LAYERS = 100


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """What a field says of itself beside its name, type and default.

    `live` fields apply while training goes on; all others need a new start. A field of kind
    "parameters" holds the parameters of the row that its sibling `row_field` names in `table`.
    `extra_choices` stand before the rows of `table`.
    """

    kind: FieldKind
    label: str
    help: str
    minimum: float | None = None
    maximum: float | None = None
    exclusive_minimum: bool = False
    optional: bool = False
    none_label: str = ""
    unit: str = ""
    logarithmic: bool = False
    live: bool = False
    table: Table[Any] | None = None
    row_field: str = ""
    extra_choices: tuple[str, ...] = ()
    extra_choice_labels: tuple[str, ...] = ()


def declare(kind: FieldKind, label: str, help: str, **more: Any) -> msgspec.Meta:
    """Return the annotation that declares a field; `more` as `Declaration` names it."""
    declaration = Declaration(kind=kind, label=label, help=help, **more)
    return msgspec.Meta(extra={"declaration": declaration})


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field of the configuration: its dotted path, default and declaration."""

    path: str
    default: Any
    declaration: Declaration = field(repr=False)

    @property
    def section(self) -> str:
        """First part of the path, as `"optimizer"` of `"optimizer.learning_rate"`."""
        return self.path.partition(".")[0]

    @property
    def name(self) -> str:
        """Last part of the path."""
        return self.path.rpartition(".")[2]

    @property
    def live(self) -> bool:
        """Whether a change applies while training goes on."""
        return self.declaration.live

    @property
    def choices(self) -> tuple[str, ...]:
        """Keys that may be chosen; empty for fields of other kinds."""
        table = self.declaration.table
        rows = tuple(table) if table is not None and self.declaration.kind == "choice" else ()
        return self.declaration.extra_choices + rows

    def check(self, value: Any) -> Any:
        """Return `value` in its proper type; raises `EngineError` in one sentence.

        A field of kind "parameters" is checked by `check_parameters`, which knows the row.
        """
        told = self.declaration
        if told.kind == "choice":
            return check_choice(value, self.choices, self.path)
        if told.kind == "batch" and isinstance(value, str):
            return _check_full(value, self.path)
        if told.kind == "widths":
            return _check_widths(value, self.path)
        if told.kind == "device":
            return _check_device(value, self.path)
        return self.as_parameter().check(value, self.path)

    def as_parameter(self) -> Parameter:
        """Return the same declaration as a `Parameter`, which checks plain values."""
        told = self.declaration
        kinds = {"batch": "int", "float": "float", "int": "int", "bool": "bool"}
        kind: Any = kinds.get(told.kind, "text")
        return Parameter(
            name=self.name, kind=kind, default=self.default, label=told.label, help=told.help,
            minimum=told.minimum, maximum=told.maximum, unit=told.unit, live=told.live,
            exclusive_minimum=told.exclusive_minimum, optional=told.optional,
            none_label=told.none_label, logarithmic=told.logarithmic,
        )  # fmt: skip


def check_parameters(row: Row | None, given: Any, where: str) -> dict[str, Any]:
    """Return the parameters `given` for `row`, each checked; defaults are left out."""
    given = check_object(given, where)
    if row is None:
        if given:
            raise EngineError(
                QT_TRANSLATE_NOOP("engine", "{field} is set, but nothing takes it; remove it."),
                field=where,
            )
        return {}
    resolved = row.resolve(given, where)
    return {name: resolved[name] for name in given}


def check_object(given: Any, where: str) -> Mapping[str, Any]:
    """Return `given` if it is an object of parameters, else raise `EngineError`."""
    if not isinstance(given, Mapping):
        raise EngineError(
            QT_TRANSLATE_NOOP("engine", "{field} is {value}; it must be an object of parameters."),
            field=where,
            value=quoted(given),
        )
    return given


def _check_full(value: str, where: str) -> str:
    if value != "full":
        raise EngineError(
            QT_TRANSLATE_NOOP("engine", "{field} is {value}; give a whole number or full."),
            field=where,
            value=quoted(value),
        )
    return value


def _check_widths(value: Any, where: str) -> Any:
    single = Parameter(
        name="width", kind="int", default=16, label="", help="", minimum=1, maximum=MAX_WIDTH
    )
    if not isinstance(value, (list, tuple)):
        return single.check(value, where)
    if len(value) > MAX_HIDDEN_LAYERS:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "{field} lists {count} layers; at most {maximum} hidden layers are possible.",
            ),
            field=where,
            count=len(value),
            maximum=MAX_HIDDEN_LAYERS,
        )
    return tuple(single.check(each, f"{where}[{index}]") for index, each in enumerate(value))


def _check_device(value: Any, where: str) -> str:
    if not (isinstance(value, str) and re.fullmatch(r"cpu|mps|cuda(:[0-9]{1,3})?", value)):
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine", "{field} is {value}; give cpu, cuda, cuda:0 (or another number) or mps."
            ),
            field=where,
            value=quoted(value),
        )
    return value
