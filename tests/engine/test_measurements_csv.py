from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine import measurements_csv
from engine.measurements_csv import MeasurementsCsv, sparse_columns
from engine.messages import Reading

DENSE = ("epoch", "loss/train", "inactive_units/1")
SPARSE = ("loss/test", "dead_units/1")


def reading(name: str, step: int, value: float) -> Reading:
    return Reading(name=name, step=step, value=value)


def rows(*epochs: int) -> np.ndarray:
    return np.array([[epoch, epoch / 4, 50.0] for epoch in epochs], np.float32)


@pytest.mark.parametrize(
    ("dense", "samples", "expected"),
    [
        (("epoch", "loss/train"), 0, ()),
        (("epoch", "loss/train"), 9, ("loss/test",)),
        (("epoch", "loss/train", "accuracy/train"), 9, ("loss/test", "accuracy/test")),
        (("inactive_units/1", "inactive_units/2"), 0, ("dead_units/1", "dead_units/2")),
    ],
)
def test_sparse_columns(dense: tuple[str, ...], samples: int, expected: tuple[str, ...]) -> None:
    assert sparse_columns(dense, samples) == expected


def test_rows_wait_for_their_readings(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    with path.open("wb") as file:
        table = MeasurementsCsv(file, DENSE, SPARSE)
        table.take(rows(1, 1), [])
        assert path.read_text().count("\n") == 1
        table.take(rows(2), [reading("loss/test", 2, 0.1), reading("dead_units/1", 3, 25.0)])
        table.write_out()
        table.take(rows(2), [reading("loss/test", 4, 1 / 3), reading("dead_units/1", 4, 50.0)])
        table.write_out()
        table.finish()
    assert path.read_text().splitlines() == [
        "step,epoch,loss/train,inactive_units/1,loss/test,dead_units/1",
        "1,1,0.25,50.0,,",
        "2,1,0.25,50.0,0.1,",
        "3,2,0.5,50.0,,25.0",
        "4,2,0.5,50.0,0.3333333333333333,50.0",
    ]


def test_a_reading_that_comes_too_late_is_an_error(tmp_path: Path) -> None:
    with (tmp_path / "table.csv").open("wb") as file:
        table = MeasurementsCsv(file, DENSE, SPARSE)
        table.take(rows(1), [])
        table.write_out()
        with pytest.raises(ValueError, match="step 1"):
            table.take(rows(2), [reading("loss/test", 1, 0.1)])


def test_full_when_too_much_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measurements_csv, "MOST_BYTES", 30)
    with (tmp_path / "table.csv").open("wb") as file:
        table = MeasurementsCsv(file, DENSE, SPARSE)
        table.take(rows(1, 1), [])
        assert not table.is_full
        table.take(rows(1), [])
        assert table.is_full
        table.write_out()
        assert not table.is_full


def test_many_rows_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measurements_csv, "ROWS_AT_ONCE", 3)
    path = tmp_path / "table.csv"
    with path.open("wb") as file:
        table = MeasurementsCsv(file, DENSE, ())
        table.take(rows(*range(1, 9)), [])
        table.write_out()
        table.finish()
    steps = [line.split(",")[0] for line in path.read_text().splitlines()[1:]]
    assert steps == [str(step) for step in range(1, 9)]


def test_half_a_row_is_cut_off(tmp_path: Path) -> None:
    """As it stays when the disk is full."""
    path = tmp_path / "table.csv"
    with path.open("wb") as file:
        table = MeasurementsCsv(file, DENSE, ())
        table.take(rows(1), [])
        table.write_out()
        file.write(b"2,1,0.2")
        table.finish()
    assert path.read_text().endswith("\n1,1,0.25,50.0\n")
