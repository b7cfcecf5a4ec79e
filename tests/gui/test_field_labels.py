"""Sentences call settings as the form does."""

from __future__ import annotations

import pytest

from engine.config import ExperimentConfig, with_values
from engine.text import Message
from gui.field_labels import label_of, with_labels

CSV = with_values(ExperimentConfig(), {"data.name": "csv", "data.params": {"path": "a.csv"}})


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("optimizer.learning_rate", "Learning rate"),
        ("data.params.path", "File"),
        ("data.params.unheard", "data.params.unheard"),
        ("model.activation_params.alpha", "model.activation_params.alpha"),
        ("nothing", "nothing"),
    ],
)
def test_labels(path: str, label: str) -> None:
    assert label_of(CSV, path) == label


def test_only_settings_are_renamed() -> None:
    told = Message("{field} is {value}.", {"field": "data.params.path", "value": "data.seed"})
    assert str(with_labels(told, CSV)) == "File is data.seed."
    told = Message("Check {field} and {header}.",
                   {"field": "data.params.path", "header": "data.params.header"})  # fmt: skip
    assert str(with_labels(told, CSV)) == "Check File and Header."
    plain = Message("Nothing.", {})
    assert with_labels(plain, CSV) is plain
