from __future__ import annotations

import pytest

from engine.config import ExperimentConfig, all_fields, value_of
from gui.run_names import automatic_names, difference_texts, setting_text
from tests.gui.runs_for_tests import config

NAMES = [
    ([], []),
    ([{}], ["ReLU"]),
    ([{}, {}, {}], ["ReLU", "ReLU (copy)", "ReLU (copy 2)"]),
    (
        [{"model__activation": each} for each in ("sigmoid", "relu", "leaky_relu")],
        ["Sigmoid", "ReLU", "Leaky ReLU"],
    ),
    (
        [{}, {"optimizer__learning_rate": 0.1}],
        ["learning rate 0.01", "learning rate 0.1"],
    ),
    (
        [{}, {"model__activation": "tanh"}, {"model__activation": "tanh", "model__width": 4}],
        ["ReLU", "Tanh", "Tanh, width 4"],
    ),
    ([{}, {"training__steps": None}], ["ReLU", "ReLU, endless"]),
    ([{}, {"training__steps": 5}, {"training__steps": 5}],
     ["ReLU", "ReLU, end after 5 steps", "ReLU, end after 5 steps (copy)"]),
]


@pytest.mark.parametrize(("settings", "names"), NAMES)
def test_names_say_what_tells_runs_apart(settings: list[dict], names: list[str]) -> None:
    assert automatic_names([config(**each) for each in settings]) == names


def test_a_parameter_names_the_runs_that_have_it() -> None:
    steep = config(model__activation="leaky_relu", model__activation_params={"negative_slope": 0.2})
    flat = config(model__activation="leaky_relu")
    names = automatic_names([steep, flat])
    assert names == ["negative slope 0.2", "negative slope 0.01"]


def test_a_name_has_few_parts() -> None:
    other = config(
        model__activation="tanh", model__width=3, init__weights="zeros", data__noise=0.5,
        optimizer__learning_rate=1.0, training__seed=3,
    )  # fmt: skip
    assert automatic_names([config(), config(), other])[2].count(",") == 2


@pytest.mark.parametrize(
    ("changes", "texts"),
    [
        ({}, []),
        ({"model__activation": "leaky_relu"}, ["Leaky ReLU", "negative slope 0.01"]),
        ({"model__activation": "sigmoid"}, ["Sigmoid"]),
        ({"training__steps": None}, ["endless"]),
        ({"optimizer__name": "sgd", "model__width": (4, 2)}, ["SGD", "width 4, 2"]),
        ({"optimizer__params": {"beta1": 0.5}}, None),
    ],
)
def test_differences_are_told_with_the_parameters_of_a_choice(
    changes: dict, texts: list[str] | None
) -> None:
    found = difference_texts(config(), config(**changes))
    if texts is None:
        assert len(found) == 1
        assert "0.5" in found[0]
    else:
        assert [each for each in texts if each not in found] == []
        assert bool(found) == bool(texts)


@pytest.mark.parametrize("path", [p for p, f in all_fields().items()
                                  if f.declaration.kind != "parameters"])  # fmt: skip
def test_every_setting_can_be_told(path: str) -> None:
    text = setting_text(ExperimentConfig(), path)
    assert text
    assert "{" not in text
    assert value_of(ExperimentConfig(), path) is None or "None" not in text
