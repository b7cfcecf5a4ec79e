"""Random configurations, made from what the fields say of themselves."""

from __future__ import annotations

import math
from typing import Any

from hypothesis import strategies as st

from engine.config import ExperimentConfig, Field, all_fields, with_values
from engine.table import Parameter, Row

ENDS = 10_000


def numbers(told: Parameter) -> st.SearchStrategy[Any]:
    """Values that a parameter takes."""
    low = -ENDS if told.minimum is None else told.minimum
    high = max(low, ENDS if told.maximum is None else told.maximum)
    if told.kind == "int":
        first = math.floor(low) + 1 if told.exclusive_minimum else math.ceil(low)
        found: st.SearchStrategy[Any] = st.integers(first, math.floor(high))
    else:
        found = st.floats(low, high, exclude_min=told.exclusive_minimum)
    return st.none() | found if told.optional else found


def values(told: Parameter) -> st.SearchStrategy[Any]:
    if told.kind in ("float", "int"):
        return numbers(told)
    if told.kind == "bool":
        return st.booleans()
    if told.kind == "choice":
        return st.sampled_from(told.choices)
    if told.kind == "points":
        coordinate = st.floats(-10, 10)
        return st.lists(st.tuples(coordinate, coordinate, st.integers(0, 3)).map(list), max_size=4)
    return st.text(min_size=1, max_size=20)


@st.composite
def parameters(draw: st.DrawFn, row: Row | None) -> dict[str, Any]:
    """Parameters for a row, some of them left to their defaults."""
    if row is None:
        return {}
    given = {each.name: draw(values(each)) for each in row.parameters if draw(st.booleans())}
    if {"a", "b"} <= {each.name for each in row.parameters}:
        low, high = sorted((given.get("a", -0.1), given.get("b", 0.1)))
        return {"a": low, "b": high}
    return given


def plain(field: Field) -> st.SearchStrategy[Any]:
    kind = field.declaration.kind
    if kind == "choice":
        return st.sampled_from(field.choices)
    if kind == "widths":
        width = st.integers(1, 2048)
        return width | st.lists(width, max_size=5).map(tuple)
    if kind == "device":
        return st.sampled_from(["cpu", "cuda", "cuda:3", "mps"])
    if kind == "batch":
        return st.just("full") | numbers(field.as_parameter())
    return values(field.as_parameter())


@st.composite
def configs(draw: st.DrawFn) -> ExperimentConfig:
    """Any configuration that can be written down."""
    changes: dict[str, Any] = {}
    for path, field in all_fields().items():
        if field.declaration.kind != "parameters" and draw(st.booleans()):
            changes[path] = draw(plain(field))
    if changes.get("training.stream") is not None:
        changes["training.batch_size"] = "full"
    if isinstance(changes.get("model.width"), tuple):
        changes.pop("model.hidden_layers", None)
    config = with_values(ExperimentConfig(), changes)
    given = {}
    for path, field in all_fields().items():
        if field.declaration.kind == "parameters":
            row = getattr(config, field.section).row_of(field)
            given[path] = draw(parameters(row))
    return with_values(config, given)
