"""Configurations by dotted path: values, changes, differences."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.config import (
    ExperimentConfig,
    all_fields,
    differences,
    field_of,
    from_json,
    to_json,
    value_of,
    with_values,
)
from engine.config.experiment import OTHER_NAMES
from engine.config.model import InitConfig
from engine.text import EngineError
from tests.engine.config.strategies import configs
from tests.engine.runs import make


def test_the_default_is_the_textbook_experiment() -> None:
    plain = msgspec.to_builtins(ExperimentConfig())
    assert plain == {
        "data": {
            "name": "disc", "samples": 1000, "noise": 0.0, "seed": 42, "train_share": 1.0,
            "scaling": "none", "params": {},
        },
        "model": {
            "hidden_layers": 1, "width": 16, "activation": "relu", "activation_params": {},
            "output_activation": "identity",
        },
        "init": {
            "weights": "pytorch_default", "weights_params": {}, "biases": "pytorch_default",
            "biases_params": {}, "output": "same", "output_params": {},
        },
        "loss": {"name": "auto", "params": {}},
        "optimizer": {
            "name": "adam", "learning_rate": 0.01, "weight_decay": 0.0, "clip_norm": None,
            "clip_value": None, "params": {},
        },
        "schedule": {"name": "constant", "params": {}},
        "training": {
            "batch_size": "full", "steps": 100, "seed": 42, "stream": None, "device": "cpu",
            "dtype": "float32", "threads": 1,
        },
    }  # fmt: skip


LIVE = {
    "optimizer.learning_rate",
    "optimizer.weight_decay",
    "optimizer.clip_norm",
    "optimizer.clip_value",
    "optimizer.params",
    "training.batch_size",
    "training.steps",
}


def test_fields_that_apply_while_training_goes_on() -> None:
    assert {path for path, each in all_fields().items() if each.live} == LIVE


@pytest.mark.parametrize("path", all_fields())
def test_every_field_explains_itself(path: str) -> None:
    told = field_of(path).declaration
    assert told.label
    assert told.help.endswith(".")
    assert field_of(path).path == path
    if told.kind == "parameters":
        assert told.table is not None
        assert f"{field_of(path).section}.{told.row_field}" in all_fields()


@pytest.mark.parametrize("path", all_fields())
def test_every_field_has_its_default(path: str) -> None:
    value = value_of(ExperimentConfig(), path)
    default = field_of(path).default
    if default is not msgspec.UNSET:
        assert value == default


def test_configurations_are_frozen() -> None:
    with pytest.raises(AttributeError):
        ExperimentConfig().training.steps = 5  # type: ignore[misc]


# --- paths ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "owner"),
    [
        ("optimizer.params.beta1", "optimizer.params"),
        ("model.activation_params.alpha", "model.activation_params"),
        ("model.activation", "model.activation"),
    ],
)
def test_parameters_belong_to_their_field(path: str, owner: str) -> None:
    assert field_of(path).path == owner


UNKNOWN = [
    ("optimizer.lerning_rate", "optimizer.learning_rate"),
    ("learning_rate", "learning_rate"),
    ("model.activation.alpha", "model.activation"),
    ("model.activation_params.a.b", "model.activation_params"),
    ("training.bath_size", "training.batch_size"),
    ("optimizer.lr", "did you mean optimizer.learning_rate?"),
    ("lr", "did you mean optimizer.learning_rate?"),
    ("optimizer.learning-rate", "did you mean optimizer.learning_rate?"),
    ("learnig_rate", "did you mean optimizer.learning_rate?"),
    ("training.learning_rate", "did you mean optimizer.learning_rate?"),
    ("model.depth", "did you mean model.hidden_layers?"),
    ("optimiser", "did you mean optimizer.name?"),
    ("optimizer.seed", "did you mean "),
    ("training.batch", "did you mean training.batch_size?"),
    ("epochs", "did you mean training.steps?"),
    ("zzz", None),
    ("", None),
]


@pytest.mark.parametrize(("path", "near"), UNKNOWN)
def test_unknown_fields_are_refused_by_name(path: str, near: str | None) -> None:
    with pytest.raises(EngineError) as caught:
        field_of(path)
    assert caught.value.field == path
    told = str(caught.value)
    assert path in told
    assert "{" not in told
    assert "remove it" in told if near is None else near in told


def test_other_names_stand_for_fields() -> None:
    assert set(OTHER_NAMES.values()) <= all_fields().keys()
    ends = {path.rpartition(".")[2] for path in all_fields()}
    assert not ends & OTHER_NAMES.keys()


def test_value_of_a_parameter_is_its_default_unless_given() -> None:
    config = make(model__activation="elu")
    assert value_of(config, "model.activation_params.alpha") == 1.0
    config = with_values(config, {"model.activation_params.alpha": 2.0})
    assert value_of(config, "model.activation_params.alpha") == 2.0
    assert value_of(config, "model.activation_params") == {"alpha": 2.0}


@pytest.mark.parametrize(
    "path", ["model.activation_params.slope", "loss.params.delta", "optimizer.params.momentum"]
)
def test_a_parameter_that_the_row_does_not_have_has_no_value(path: str) -> None:
    with pytest.raises(EngineError):
        value_of(ExperimentConfig(), path)


# --- changes --------------------------------------------------------------------------------------


def test_changes_leave_the_original_alone() -> None:
    config = ExperimentConfig()
    changed = with_values(config, {"training.steps": 7, "optimizer.params.beta1": 0.5})
    assert (changed.training.steps, changed.optimizer.params) == (7, {"beta1": 0.5})
    assert config == ExperimentConfig()
    assert changed.data is config.data


def test_another_row_drops_the_parameters_of_the_former() -> None:
    config = make(model__activation="elu", model__activation_params={"alpha": 2.0})
    assert make(model__activation="elu").model.activation_params == {}
    changed = with_values(config, {"model.activation": "tanh"})
    assert changed.model.activation_params == {}
    same = with_values(config, {"model.activation": "elu"})
    assert same.model.activation_params == {"alpha": 2.0}


@pytest.mark.parametrize("first", ["row", "parameter"])
def test_row_and_parameters_change_together_in_any_order(first: str) -> None:
    changes = {"model.activation": "elu", "model.activation_params.alpha": 3.0}
    if first == "parameter":
        changes = dict(reversed(changes.items()))
    config = make(model__activation="leaky_relu", model__activation_params={"negative_slope": 0.5})
    assert with_values(config, changes).model.activation_params == {"alpha": 3.0}


def test_another_data_set_brings_its_number_of_samples() -> None:
    config = make(data__samples=77)
    assert with_values(config, {"data.name": "moons"}).data.samples == 1000
    assert with_values(config, {"data.name": "digits"}).data.samples is None
    both = with_values(config, {"data.name": "digits", "data.samples": 50})
    assert both.data.samples == 50
    back = with_values(both, {"data.name": "disc"})
    assert back.data.samples == 1000


def test_mean_field_weights_bring_mean_field_biases() -> None:
    config = make(init__weights="mean_field")
    assert config.init.biases == "mean_field"
    assert make(init__weights="mean_field", init__biases="zeros").init.biases == "zeros"
    sigma = with_values(config, {"init.biases_params.sigma_b": 0.5})
    assert sigma.init.biases_params == {"sigma_b": 0.5}
    back = with_values(sigma, {"init.weights": "normal"})
    assert (back.init.biases, back.init.biases_params) == ("pytorch_default", {})
    assert from_json('{"init": {"weights": "mean_field"}}').init.biases == "mean_field"


def test_sigma_b_beside_the_default_biases_asks_for_mean_field_biases() -> None:
    """As in a whole default configuration in which only the scheme and its parameters change."""
    told = {"biases": "pytorch_default", "biases_params": {"sigma_b": 0.2}}
    init = InitConfig(weights="mean_field", **told)
    assert (init.biases, init.biases_params) == ("mean_field", {"sigma_b": 0.2})
    with pytest.raises(EngineError, match="sigma_b"):
        InitConfig(weights="kaiming_normal", **told)
    with pytest.raises(EngineError, match="must be an object"):
        InitConfig(weights="mean_field", biases="pytorch_default", biases_params=["sigma_b"])


def test_depth_follows_from_a_list_of_widths() -> None:
    config = make(model__width=[4, 2])
    assert (config.model.hidden_layers, config.model.widths) == (2, (4, 2))
    deeper = with_values(config, {"model.hidden_layers": 3})
    assert deeper.model.widths == (4, 4, 4)
    even = with_values(config, {"model.width": 8})
    assert even.model.widths == (8, 8)
    none = make(model__width=[])
    assert (none.model.hidden_layers, none.model.widths) == (0, ())
    assert with_values(none, {"model.hidden_layers": 2}).model.widths == (16, 16)
    assert make(model__hidden_layers=0).model.widths == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"training.stream": 0, "training.batch_size": 10},
        {"model.activation_params": 5, "model.activation_params.alpha": 1},
        {"model.activation_params": {"alpha": 1}},
        {"model.activation": "elu", "model.activation_params.beta": 1},
        {"loss.params.delta": 1.0},
        {"optimizer.name": ["sgd"]},
        {"training.steps": "many"},
    ],
    ids=str,
)
def test_changes_that_do_not_fit_are_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(EngineError) as caught:
        with_values(ExperimentConfig(), changes)
    assert caught.value.field is not None
    assert "{" not in str(caught.value).replace("{}", "")


# --- differences ----------------------------------------------------------------------------------


def test_differences_name_what_changed() -> None:
    old = make(model__activation="elu")
    new = with_values(
        old,
        {"model.activation_params.alpha": 2.0, "training.steps": None, "model.width": [3]},
    )
    assert differences(old, new) == {
        "model.activation_params.alpha": (1.0, 2.0),
        "training.steps": (100, None),
        "model.width": (16, (3,)),
    }
    assert differences(new, old)["model.activation_params.alpha"] == (2.0, 1.0)


def test_a_default_spelled_out_is_no_difference() -> None:
    old, new = make(), make(optimizer__params={"beta1": 0.9})
    assert differences(old, new) == {}


def test_parameters_of_different_rows_are_not_listed_beside_the_rows() -> None:
    old = make(model__activation="elu", model__activation_params={"alpha": 2.0})
    new = make(model__activation="leaky_relu")
    assert differences(old, new) == {"model.activation": ("elu", "leaky_relu")}


@settings(max_examples=30)
@given(old=configs(), new=configs())
def test_differences_lead_from_one_to_the_other(
    old: ExperimentConfig, new: ExperimentConfig
) -> None:
    found = differences(old, new)
    changes = {path: pair[1] for path, pair in found.items() if path in all_fields()}
    params = {
        path: value_of(new, path)
        for path, each in all_fields().items()
        if each.declaration.kind == "parameters"
    }
    if isinstance(new.model.width, tuple):
        changes.pop("model.hidden_layers", None)
    followers = {path: value_of(new, path) for path in ("data.samples", "init.biases")}
    again = with_values(old, {**changes, **followers, **params})
    assert differences(again, new) == {}


@given(config=configs())
def test_a_configuration_does_not_differ_from_itself(config: ExperimentConfig) -> None:
    assert differences(config, from_json(to_json(config))) == {}


@given(config=configs(), path=st.sampled_from(sorted(all_fields())))
def test_setting_a_value_to_what_it_is_changes_nothing(config: ExperimentConfig, path: str) -> None:
    assert with_values(config, {path: value_of(config, path)}) == config
