"""What the target column of a CSV file holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch

from engine.config.data import DataConfig
from engine.data_files.csv_data import read_csv_data
from engine.datasets import DATASETS, build
from tests.engine.data_files.refusals import refusal


def write(folder: Path, targets: list[str]) -> str:
    path = folder / "t.csv"
    rows = [f"{index},{target}\n" for index, target in enumerate(targets)]
    path.write_text("x,y\n" + "".join(rows), encoding="utf-8")
    return str(path)


def read(folder: Path, targets: list[str], **given: Any) -> Any:
    params = {"path": write(folder, targets), **given}
    return read_csv_data(DATASETS["csv"].resolve(params, "data.params"))


@pytest.mark.parametrize(
    ("targets", "names", "classes"),
    [
        (["b", "a", "b", "c"], ("a", "b", "c"), [1, 0, 1, 2]),
        (["10", "9", "10", "9"], ("9", "10"), [1, 0, 1, 0]),
        (["1.0", "0", "1", "0.0"], ("0", "1"), [1, 0, 1, 0]),
        (["-1", "1", "-1", "1"], ("-1", "1"), [0, 1, 0, 1]),
        (["红", "绿", "红", "绿"], ("红", "绿"), [0, 1, 0, 1]),
        (["a", "1", "a", "1"], ("1", "a"), [1, 0, 1, 0]),
        ([" a", "b ", "a", "b"], ("a", "b"), [0, 1, 0, 1]),
        (["1_0", "2_0"] * 2, ("1_0", "2_0"), [0, 1, 0, 1]),
    ],
)
@pytest.mark.parametrize("task", ["auto", "classification"])
def test_classes_are_texts_or_whole_numbers(
    tmp_path: Path, targets: list[str], names: Any, classes: Any, task: str
) -> None:
    raw = read(tmp_path, targets, task=task)
    assert raw.class_names == names
    assert raw.targets.tolist() == classes
    assert raw.targets.dtype == torch.int64


@pytest.mark.parametrize(
    ("targets", "task"),
    [
        (["0.5", "1", "2", "3"], "auto"),
        (["1", "2", "3", "4", "5"], "auto"),
        ([str(number) for number in range(21)] * 3, "auto"),
        (["0", "1", "0", "1"], "regression"),
    ],
)
def test_other_numbers_are_a_regression(tmp_path: Path, targets: list[str], task: str) -> None:
    raw = read(tmp_path, targets, task=task)
    assert raw.class_names == ()
    assert raw.target_names == ("y",)
    assert raw.targets.dtype == torch.float32
    assert raw.targets.tolist() == [[float(target)] for target in targets]


@pytest.mark.parametrize(
    ("targets", "task", "told"),
    [
        (["1", "1", "1"], "classification", "only the class '1'"),
        (["a", "a"], "auto", "only the class 'a'"),
        (["1", "1.0", "01"], "classification", "only the class '1'"),
        (["0", "1", ""], "auto", "row 4, column 'y': the value is missing"),
        (["a", "nan", "b"], "auto", "row 3, column 'y': the value is missing"),
        (["1", "2", "oops", "4"], "auto", "row 4, column 'y': 'oops' is text among numbers"),
        (["1", "2", "oops"], "regression", "row 4, column 'y': 'oops' is text"),
        (["1", "2.5", "3"], "classification", "row 3, column 'y': '2.5' is not a whole number"),
        (["1", "inf", "3"], "auto", "row 3, column 'y': 'inf' is not a finite number"),
        (["1", "1e400", "3"], "regression", "row 3, column 'y': '1e400' is not a finite number"),
        (["0", "1e999", "0", "1e999"], "auto", "row 3, column 'y': '1e999' is not a finite"),
        ([f"id{number}" for number in range(1001)], "auto", "1001 different values"),
    ],
)
def test_targets_that_cannot_be_learnt_are_refused(
    tmp_path: Path, targets: list[str], task: str, told: str
) -> None:
    error = refusal(lambda: read(tmp_path, targets, task=task))
    assert told in str(error)


def test_the_path_is_asked_for() -> None:
    params = DATASETS["csv"].resolve({}, "data.params")
    assert "data.params.path is empty" in str(refusal(lambda: read_csv_data(params)))


def test_what_was_decided_is_told(tmp_path: Path) -> None:
    assert "'y' is taken as 2 classes" in str(read(tmp_path, ["a", "b", "a"]).notes[0])
    assert "'y' is taken as numbers" in str(read(tmp_path, ["1.5", "2.5"]).notes[0])
    assert read(tmp_path, ["a", "b", "a"], task="classification").notes == ()


def test_without_shuffling_the_first_rows_train(tmp_path: Path) -> None:
    params = {"path": write(tmp_path, ["a", "b"] * 10), "shuffle": False}
    data = build(DataConfig(name="csv", params=params, train_share=0.75, samples=16))
    assert data.x_train[:, 0].tolist() == list(range(12))
    assert data.x_test[:, 0].tolist() == list(range(12, 16))
    fresh = torch.Generator().manual_seed(42)
    assert torch.equal(data.generator.get_state(), fresh.get_state())


def test_with_shuffling_they_are_mixed_but_a_share_of_one_keeps_the_order(tmp_path: Path) -> None:
    params = {"path": write(tmp_path, ["a", "b"] * 10)}
    mixed = build(DataConfig(name="csv", params=params, train_share=0.75))
    assert mixed.x_train[:, 0].tolist() != list(range(15))
    kept = build(DataConfig(name="csv", params=params))
    assert kept.x_train[:, 0].tolist() == list(range(20))


def test_the_task_is_known_before_reading_only_where_it_is_given() -> None:
    row = DATASETS["csv"]
    assert row.task({"task": "auto"}) is None
    assert row.task({"task": "regression"}) == "regression"
    assert row.task({"task": "classification"}) == "classification"


@pytest.mark.parametrize("task", ["auto", "regression"])
def test_targets_with_decimal_commas_are_no_classes(tmp_path: Path, task: str) -> None:
    path = tmp_path / "europe.csv"
    path.write_text("x;y\n1;1\n2;2,5\n3;2,5\n", encoding="utf-8")
    given = DATASETS["csv"].resolve({"path": str(path), "task": task}, "data.params")
    told = refusal(lambda: read_csv_data(given))
    assert "row 3, column 'y': '2,5' has a decimal comma" in str(told)
