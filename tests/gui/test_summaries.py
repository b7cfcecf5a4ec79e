"""Summaries of the form's sections."""

from __future__ import annotations

from typing import Any

import pytest

from engine.config import ExperimentConfig, all_fields, value_of, with_values
from gui.controls import baseline_of
from gui.summaries import lowered, summary, value_text

SECTIONS = sorted({told.section for told in all_fields().values()})


def paths(section: str) -> list[str]:
    return [path for path, told in all_fields().items() if told.section == section]


def summarised(section: str, changes: dict[str, Any]) -> str:
    config = with_values(ExperimentConfig(), changes)
    return summary(config, baseline_of(config), paths(section)).replace("\u202f", " ")


@pytest.mark.parametrize(("section", "changes", "text"), [
    ("data", {}, "Disc · 1 000"),
    ("data", {"data.noise": 0.1}, "Disc · 1 000 · noise 0.1"),
    ("data", {"data.name": "digits"}, None),
    ("optimizer", {}, "Adam"),
    ("optimizer", {"optimizer.weight_decay": 0.01}, "Adam · weight decay 0.01"),
    ("training", {}, "batch full · seed 42 · CPU"),
    ("training", {"training.batch_size": 128}, "batch 128 · seed 42 · CPU"),
    ("training", {"training.steps": None}, "batch full · endless · seed 42 · CPU"),
    ("schedule", {}, "Constant"),
    ("loss", {}, "chosen by the task"),
])  # fmt: skip
def test_summaries(section: str, changes: dict[str, Any], text: str | None) -> None:
    made = summarised(section, changes)
    assert made
    assert text is None or made == text


def test_parameters_that_differ_are_named() -> None:
    made = summarised("data", {"data.name": "blobs", "data.params.classes": 5})
    assert made.endswith("5")


def test_the_last_part_of_a_path_is_enough() -> None:
    made = summarised("data", {"data.name": "csv", "data.params.path": "/home/a/b/points.csv"})
    assert "points.csv" in made
    assert "/home" not in made


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_has_a_summary(section: str) -> None:
    assert summarised(section, {})


@pytest.mark.parametrize("path", all_fields())
def test_every_value_has_a_text(path: str) -> None:
    if all_fields()[path].declaration.kind != "parameters":
        assert value_text(path, value_of(ExperimentConfig(), path))


@pytest.mark.parametrize(("label", "text"), [
    ("Batch size", "batch size"), ("L2 penalty", "L2 penalty"), ("批大小", "批大小"), ("", ""),
])  # fmt: skip
def test_lowered(label: str, text: str) -> None:
    assert lowered(label) == text
