"""Rows and tables: the one place where an activation, a loss, a dataset … is declared."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

from engine.text import QT_TRANSLATE_NOOP, EngineError, quoted

ParameterKind = Literal["float", "int", "choice", "bool", "path", "text", "points"]


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One adjustable value of a row: enough to check it and to build its control.

    `default=None` together with `optional=True` means "none given", which `none_label` names.
    Bounds are inclusive unless `exclusive_minimum` is set. `live` parameters apply while training
    goes on. `prompt` asks for a value without which nothing works, such as a file: a sentence.
    """

    name: str
    kind: ParameterKind
    default: Any
    label: str
    help: str
    minimum: float | None = None
    maximum: float | None = None
    exclusive_minimum: bool = False
    optional: bool = False
    none_label: str = ""
    choices: tuple[str, ...] = ()
    choice_labels: tuple[str, ...] = ()
    unit: str = ""
    logarithmic: bool = False
    live: bool = False
    prompt: str = ""

    def check(self, value: Any, where: str) -> Any:
        """Return `value` in its proper type, or raise `EngineError` naming the field `where`."""
        if value is None:
            if self.optional:
                return None
            raise EngineError(
                QT_TRANSLATE_NOOP("engine", "{field} is empty; give it a value."),
                field=where,
            )
        if self.kind in ("float", "int"):
            return self._check_number(value, where)
        if self.kind == "bool":
            if isinstance(value, bool):
                return value
            raise EngineError(
                QT_TRANSLATE_NOOP("engine", "{field} is {value}; it must be true or false."),
                field=where,
                value=quoted(value),
            )
        if self.kind == "choice":
            return check_choice(value, self.choices, where)
        if self.kind == "points":
            return _check_points(value, where)
        if self.kind == "text" and isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if not isinstance(value, str):
            raise EngineError(
                QT_TRANSLATE_NOOP("engine", "{field} is {value}; it must be a text."),
                field=where,
                value=quoted(value),
            )
        return value

    def _check_number(self, value: Any, where: str) -> float | int:
        whole = self.kind == "int"
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if not is_number or (whole and isinstance(value, float) and not value.is_integer()):
            wanted = (
                QT_TRANSLATE_NOOP("engine", "{field} is {value}; it must be a whole number.")
                if whole
                else QT_TRANSLATE_NOOP("engine", "{field} is {value}; it must be a number.")
            )
            raise EngineError(wanted, field=where, value=quoted(value))
        try:
            number = int(value) if whole else float(value)
            finite = math.isfinite(number)
        except OverflowError:
            finite = False
        if not finite:
            raise EngineError(
                QT_TRANSLATE_NOOP("engine", "{field} is {value}; it must be a finite number."),
                field=where,
                value=quoted(value),
            )
        low, high = self.minimum, self.maximum
        too_low = low is not None and (number <= low if self.exclusive_minimum else number < low)
        if too_low or (high is not None and number > high):
            raise EngineError(self._range_template(), field=where, value=_short(number),
                              minimum=_short(low), maximum=_short(high))  # fmt: skip
        return number

    def _range_template(self) -> str:
        if self.maximum is None and self.exclusive_minimum:
            return QT_TRANSLATE_NOOP(
                "engine", "{field} is {value}; it must be greater than {minimum}."
            )
        if self.maximum is None:
            return QT_TRANSLATE_NOOP("engine", "{field} is {value}; it must be at least {minimum}.")
        if self.minimum is None:
            return QT_TRANSLATE_NOOP("engine", "{field} is {value}; it must be at most {maximum}.")
        if self.exclusive_minimum:
            return QT_TRANSLATE_NOOP(
                "engine",
                "{field} is {value}; it must be greater than {minimum} and at most {maximum}.",
            )
        return QT_TRANSLATE_NOOP(
            "engine", "{field} is {value}; it must lie between {minimum} and {maximum}."
        )


def _short(number: float | None) -> str:
    if number is None:
        return ""
    if isinstance(number, int) and abs(number) >= 10**19:
        return f"{float(number):g}"
    return repr(number).removesuffix(".0")


def _check_points(value: Any, where: str) -> list[list[float]]:
    """Points drawn by hand: a list of [x, y, class or target], all finite."""
    try:
        points = [[float(number) for number in point] for point in value]
    except (TypeError, ValueError, OverflowError):
        points = [[math.nan]]
    if any(len(point) != 3 or not all(map(math.isfinite, point)) for point in points):
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine",
                "{field} must be a list of points, each [x, y, class], all finite numbers.",
            ),
            field=where,
        )
    return points


def check_choice(value: Any, choices: tuple[str, ...], where: str) -> str:
    """Return `value` if it is one of `choices`, else raise with the nearest one proposed."""
    if isinstance(value, str) and value in choices:
        return value
    near = difflib.get_close_matches(str(value).lower(), choices, n=1)
    if near:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine", "{field} is {value}, which is unknown; did you mean {near}?"
            ),
            field=where,
            value=quoted(value),
            near=near[0],
        )
    raise EngineError(
        QT_TRANSLATE_NOOP(
            "engine", "{field} is {value}, which is unknown; choose one of: {choices}."
        ),
        field=where,
        value=quoted(value),
        choices=", ".join(choices),
    )


@dataclass(frozen=True, kw_only=True)
class Row:
    """What every table row carries: its name in files and everything that explains it.

    `formula` is LaTeX math (the subset that ziamath draws), `explanation` one paragraph.
    """

    key: str
    label: str
    formula: str
    explanation: str
    source: str
    parameters: tuple[Parameter, ...] = field(default=())

    def parameter(self, name: str) -> Parameter:
        """Return the parameter called `name`; raises `KeyError` if the row has none."""
        return {each.name: each for each in self.parameters}[name]

    def resolve(self, given: Mapping[str, Any], where: str) -> dict[str, Any]:
        """Return all parameters: those `given`, checked, and the defaults of the others.

        `where` is the dotted name of the field that holds them (`"model.activation_params"`).
        """
        names = tuple(p.name for p in self.parameters)
        for name in given:
            if name not in names:
                _refuse_parameter(self, name, names, where)
        return {
            p.name: p.check(given[p.name], f"{where}.{p.name}") if p.name in given else p.default
            for p in self.parameters
        }


def _refuse_parameter(row: Row, name: str, names: tuple[str, ...], where: str) -> None:
    if not names:
        raise EngineError(
            QT_TRANSLATE_NOOP("engine", "{field}: {row} has no parameters; remove {name}."),
            field=where,
            row=row.label,
            name=quoted(name),
        )
    raise EngineError(
        QT_TRANSLATE_NOOP("engine", "{field}: {row} has no parameter {name}; it has: {names}."),
        field=where,
        row=row.label,
        name=quoted(name),
        names=", ".join(names),
    )


RowType = TypeVar("RowType", bound=Row)


class Table(Mapping[str, RowType], Generic[RowType]):
    """Rows by key, in the order in which they are shown."""

    def __init__(self, *rows: RowType) -> None:
        self._rows = {row.key: row for row in rows}

    def __getitem__(self, key: str) -> RowType:
        return self._rows[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def find(self, key: Any, where: str) -> RowType:
        """Return the row `key` names; raises `EngineError` naming the field `where`."""
        return self._rows[check_choice(key, tuple(self._rows), where)]
