"""Fields: their choices, checks, and the parameters that controls are made from."""

from __future__ import annotations

from typing import Any

import pytest

from engine.activations import ACTIVATIONS
from engine.config import all_fields, field_of
from engine.config.fields import check_object, check_parameters
from engine.initializers import WEIGHT_INITIALIZERS
from engine.losses import LOSSES
from engine.text import EngineError

CHOICES = {
    "model.activation": tuple(ACTIVATIONS),
    "loss.name": ("auto", *LOSSES),
    "init.output": ("same", *WEIGHT_INITIALIZERS),
    "training.dtype": ("float32", "float64"),
    "optimizer.learning_rate": (),
    "model.activation_params": (),
}


@pytest.mark.parametrize(("path", "choices"), CHOICES.items())
def test_choices(path: str, choices: tuple[str, ...]) -> None:
    assert field_of(path).choices == choices


@pytest.mark.parametrize(
    "path", [path for path, each in all_fields().items() if each.declaration.extra_choices]
)
def test_extra_choices_have_labels(path: str) -> None:
    told = field_of(path).declaration
    assert len(told.extra_choices) == len(told.extra_choice_labels)


@pytest.mark.parametrize(
    ("path", "value", "wanted"),
    [
        ("model.width", 8, 8),
        ("model.width", [8, 4.0], (8, 4)),
        ("model.width", (), ()),
        ("model.width", [2] * 100, (2,) * 100),
        ("training.batch_size", "full", "full"),
        ("training.batch_size", 32.0, 32),
        ("training.device", "cuda:12", "cuda:12"),
        ("training.device", "mps", "mps"),
        ("training.steps", None, None),
        ("optimizer.learning_rate", 0, 0.0),
        ("optimizer.clip_norm", None, None),
        ("data.scaling", "minmax", "minmax"),
    ],
)
def test_good_values_get_their_type(path: str, value: Any, wanted: Any) -> None:
    found = field_of(path).check(value)
    assert found == wanted
    assert type(found) is type(wanted)


@pytest.mark.parametrize(
    "value", ["cuda:", "cuda:x", "cuda:-1", "cuda:²", "CPU", "", None, 3, "mps:0"]
)
def test_devices_are_spelled_as_pytorch_spells_them(value: Any) -> None:
    with pytest.raises(EngineError, match=r"training\.device"):
        field_of("training.device").check(value)


@pytest.mark.parametrize("path", all_fields())
def test_a_field_tells_a_control_what_it_told(path: str) -> None:
    field = field_of(path)
    told, found = field.declaration, field.as_parameter()
    for name in ("label", "help", "minimum", "maximum", "unit", "live", "optional", "logarithmic"):
        assert getattr(found, name) == getattr(told, name)
    assert found.name == field.name == path.split(".")[1]


def test_parameters_are_checked_by_their_row_and_defaults_left_out() -> None:
    row = ACTIVATIONS["elu"]
    assert check_parameters(row, {}, "x") == {}
    assert check_parameters(row, {"alpha": 2}, "x") == {"alpha": 2.0}
    assert check_parameters(None, {}, "x") == {}
    with pytest.raises(EngineError, match="nothing takes it"):
        check_parameters(None, {"alpha": 2}, "x")


@pytest.mark.parametrize("given", [None, 5, "x", [], [["alpha", 1]]])
def test_parameters_must_be_an_object(given: Any) -> None:
    with pytest.raises(EngineError, match="must be an object of parameters"):
        check_object(given, "x")
