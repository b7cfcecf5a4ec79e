"""Parameters check their values; rows and tables refuse what they do not know."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.table import Parameter, Row, Table, check_choice
from engine.text import EngineError


def parameter(kind: str = "float", **more: Any) -> Parameter:
    given = {"name": "p", "kind": kind, "default": None, "label": "P", "help": "A parameter."}
    return Parameter(**{**given, **more})


CHOICES = ("none", "tanh")

GOOD: list[tuple[Parameter, Any, Any]] = [
    (parameter(), 1, 1.0),
    (parameter(), -2.5, -2.5),
    (parameter(minimum=0), 0, 0.0),
    (parameter(maximum=1), 1, 1.0),
    (parameter(minimum=0, exclusive_minimum=True), 1e-300, 1e-300),
    (parameter(optional=True), None, None),
    (parameter("int"), 3.0, 3),
    (parameter("int"), 10**18, 10**18),
    (parameter("bool"), False, False),
    (parameter("choice", choices=CHOICES), "tanh", "tanh"),
    (parameter("path"), "a/b", "a/b"),
    (parameter("text"), "x", "x"),
    (parameter("text"), 7, "7"),
    (parameter("points"), [[1, 2, 0], (0.5, 1, 1)], [[1.0, 2.0, 0.0], [0.5, 1.0, 1.0]]),
    (parameter("points"), [], []),
]


@pytest.mark.parametrize(("told", "value", "wanted"), GOOD, ids=repr)
def test_good_values_get_their_type(told: Parameter, value: Any, wanted: Any) -> None:
    found = told.check(value, "here")
    assert found == wanted
    assert type(found) is type(wanted)


BETWEEN = parameter(minimum=0, maximum=2)
BAD: list[tuple[Parameter, Any, str]] = [
    (parameter(), None, "here is empty; give it a value."),
    (parameter(), "1", "here is '1'; it must be a number."),
    (parameter(), True, "here is True; it must be a number."),
    (parameter(), math.nan, "here is nan; it must be a finite number."),
    (parameter(), -math.inf, "here is -inf; it must be a finite number."),
    (parameter(), 10**400, "it must be a finite number."),
    (parameter(), [1], "here is [1]; it must be a number."),
    (parameter("int"), 1.5, "here is 1.5; it must be a whole number."),
    (parameter("int"), math.inf, "here is inf; it must be a whole number."),
    (parameter("int"), math.nan, "here is nan; it must be a whole number."),
    (parameter("int"), 10**400, "it must be a finite number."),
    (parameter("int"), False, "here is False; it must be a whole number."),
    (BETWEEN, -1, "here is -1; it must lie between 0 and 2."),
    (BETWEEN, 2.5, "here is 2.5; it must lie between 0 and 2."),
    (parameter(minimum=3), 2, "here is 2; it must be at least 3."),
    (parameter(maximum=3), 4, "here is 4; it must be at most 3."),
    (parameter(minimum=0, exclusive_minimum=True), 0, "here is 0; it must be greater than 0."),
    (
        parameter(minimum=0, exclusive_minimum=True, maximum=1),
        0,
        "here is 0; it must be greater than 0 and at most 1.",
    ),
    (parameter("bool"), 1, "here is 1; it must be true or false."),
    (parameter("choice", choices=CHOICES), "tan", "'tan', which is unknown; did you mean tanh?"),
    (parameter("choice", choices=CHOICES), 5, "which is unknown; choose one of: none, tanh."),
    (parameter("choice", choices=CHOICES), ["none"], "which is unknown"),
    (parameter("path"), 5, "here is 5; it must be a text."),
    (parameter("text"), True, "here is True; it must be a text."),
    (parameter("points"), 5, "here must be a list of points"),
    (parameter("points"), "abc", "here must be a list of points"),
    (parameter("points"), [[1, 2]], "here must be a list of points"),
    (parameter("points"), [[1, 2, math.nan]], "here must be a list of points"),
    (parameter("points"), [[1, 2, 10**400]], "here must be a list of points"),
    (parameter("points"), [[1, 2, "x"]], "here must be a list of points"),
]


@pytest.mark.parametrize(("told", "value", "why"), BAD, ids=lambda each: repr(each)[:40])
def test_bad_values_are_refused_in_one_sentence(told: Parameter, value: Any, why: str) -> None:
    with pytest.raises(EngineError) as caught:
        told.check(value, "here")
    assert why in str(caught.value)
    assert str(caught.value).startswith("here")
    assert caught.value.field == "here"


@given(value=st.integers() | st.floats() | st.text() | st.none() | st.booleans())
def test_any_value_is_taken_or_refused(value: Any) -> None:
    for kind in ("float", "int", "bool", "path", "text", "points"):
        told = parameter(kind, minimum=-5, maximum=5)
        try:
            found = told.check(value, "here")
        except EngineError:
            continue
        if kind in ("float", "int"):
            assert -5 <= found <= 5


@pytest.mark.parametrize("written", ["rellu", "ReLU", "Relu", "RELU"])
def test_unknown_choices_are_refused_with_the_nearest(written: str) -> None:
    choices = ("elu", "relu", "tanh")
    assert check_choice("relu", choices, "x") == "relu"
    with pytest.raises(EngineError, match="did you mean relu"):
        check_choice(written, choices, "x")


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        ("int", 99_999_999, "99999999"),
        ("int", 10**30, "1e+30"),
        ("float", 1.0000001, "1.0000001"),
        ("float", 2.0, "2"),
    ],
)
def test_a_refused_number_is_told_with_all_its_digits(kind: Any, value: Any, told: str) -> None:
    with pytest.raises(EngineError, match=re.escape(f"x is {told}; it must be at most 1.")):
        parameter(kind, minimum=None, maximum=1).check(value, "x")


ROW = Row(
    key="row",
    label="A row",
    formula="x",
    explanation="It is one.",
    source="Nobody 2000",
    parameters=(
        parameter(name="alpha", default=1.0, minimum=0),
        parameter("int", name="count", default=3, optional=True),
    ),
)
BARE = Row(key="bare", label="Bare", formula="", explanation="", source="")


def test_parameters_left_out_take_their_defaults() -> None:
    assert ROW.resolve({}, "x") == {"alpha": 1.0, "count": 3}
    assert ROW.resolve({"count": None, "alpha": 2}, "x") == {"alpha": 2.0, "count": None}
    assert ROW.parameter("count").default == 3
    with pytest.raises(KeyError):
        ROW.parameter("beta")


@pytest.mark.parametrize(
    ("row", "given", "field", "told"),
    [
        (ROW, {"alpha": -1}, "x.alpha", "x.alpha is -1; it must be at least 0."),
        (ROW, {"beta": 1}, "x", "x: A row has no parameter 'beta'; it has: alpha, count."),
        (BARE, {"beta": 1}, "x", "x: Bare has no parameters; remove 'beta'."),
    ],
)
def test_parameters_that_do_not_fit_are_refused(
    row: Row, given: dict[str, Any], field: str, told: str
) -> None:
    with pytest.raises(EngineError) as caught:
        row.resolve(given, "x")
    assert caught.value.field == field
    assert str(caught.value) == told


def test_tables_keep_their_order_and_find_rows() -> None:
    table = Table(ROW, BARE)
    assert list(table) == ["row", "bare"]
    assert len(table) == 2
    assert table["bare"] is BARE
    assert table.find("row", "x") is ROW
    assert table.get("other") is None
    with pytest.raises(EngineError) as caught:
        table.find("bore", "x.name")
    assert caught.value.field == "x.name"
    assert "did you mean bare?" in str(caught.value)
