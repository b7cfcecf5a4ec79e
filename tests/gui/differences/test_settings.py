"""In which settings runs differ."""

from __future__ import annotations

from typing import Any

import pytest

from gui.differences.settings import NOTHING, SEEDS, differences_of
from gui.runs import Run
from tests.gui.panels.made import made_config


def run_of(number: int = 1, **changes: Any) -> Run:
    return Run(number=number, color_index=number - 1, config=made_config(**changes))


def table(*runs: Run) -> dict[str, tuple[str, ...]]:
    return {each.path: each.values for each in differences_of(runs, runs[0])}


def test_only_what_differs_is_listed() -> None:
    runs = [run_of(1), run_of(2, optimizer__learning_rate=0.3), run_of(3, training__seed=7)]
    assert table(*runs) == {
        "optimizer.learning_rate": ("0.01", "0.3", "0.01"),
        "training.seed": ("42", "42", "7"),
    }


def test_the_same_settings_differ_in_nothing() -> None:
    assert table(run_of(1), run_of(2)) == {}
    assert table(run_of(1)) == {}
    assert differences_of([], None) == []


def test_values_and_names_are_those_of_the_form() -> None:
    runs = [
        run_of(1, training__batch_size=32),
        run_of(2, init__weights="kaiming_normal", model__activation="leaky_relu"),
    ]
    found = {each.label: each.values for each in differences_of(runs, runs[0])}
    assert found["Activation"] == ("ReLU", "Leaky ReLU")
    assert found["Init scheme"][0] == "PyTorch default"
    assert found["Batch size"] == ("32", "full")


def test_parameters_that_a_run_does_not_have_are_left_empty() -> None:
    runs = [run_of(1), run_of(2, model__activation="leaky_relu")]
    [slope] = [each for each in differences_of(runs, runs[0]) if "slope" in each.path]
    assert slope.label == "Activation: Negative slope"
    assert slope.values == (NOTHING, "0.01")


def test_parameters_of_the_same_row_are_compared() -> None:
    changes = {"model__activation": "leaky_relu"}
    runs = [
        run_of(1, **changes),
        run_of(2, **changes, model__activation_params={"negative_slope": 0.2}),
    ]
    assert table(*runs) == {"model.activation_params.negative_slope": ("0.01", "0.2")}


@pytest.mark.parametrize("reference", [0, 1, 2])
def test_the_choice_of_the_reference_hides_nothing(reference: int) -> None:
    runs = [
        run_of(1),
        run_of(2, optimizer__name="sgd", optimizer__learning_rate=0.1),
        run_of(3, model__activation="elu"),
    ]
    paths = {each.path for each in differences_of(runs, runs[reference])}
    assert {"optimizer.name", "optimizer.learning_rate", "model.activation",
            "model.activation_params.alpha", "optimizer.params.beta1"} <= paths  # fmt: skip


def test_important_settings_come_first() -> None:
    runs = [run_of(1), run_of(2, training__threads=2, model__activation="tanh", data__noise=0.1)]
    assert next(iter(table(*runs))) == "model.activation"


def test_stacks_of_seeds_differ_in_their_number() -> None:
    runs = [run_of(1), run_of(2)]
    runs[1].seeds = 50
    assert table(*runs) == {SEEDS: ("1", "50")}
