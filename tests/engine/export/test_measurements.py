"""measurements.csv of a stored run: every digit, gaps where only bins are left, atomic."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from engine.export.measurements import write_measurements
from tests.engine.export.kept import COLUMNS, Kept


def test_all_rows_and_readings(tmp_path: Path) -> None:
    kept = Kept()
    assert write_measurements(tmp_path / "测量.csv", kept)
    with (tmp_path / "测量.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["step", *COLUMNS, "loss/test", "dead_units/1", "dead_units/2"]
    steps = [int(row["step"]) for row in rows]
    assert steps == [*range(1, 101), *range(293, 343), 2**40]
    read = np.array([[row[name] for name in COLUMNS[1:]] for row in rows[:150]], np.float32)
    wanted = np.concatenate([values for _, values in kept.rows()])[:, 1:]
    np.testing.assert_array_equal(read, wanted)
    assert [row["loss/test"] for row in rows if row["loss/test"]] == ["0.1", "nan", "inf"]
    assert rows[-1]["epoch"] == ""


def test_a_reading_between_bins_has_a_row(tmp_path: Path) -> None:
    class Read(Kept):
        def readings(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
            return {"loss/test": (np.array([0, 150]), np.array([0.25, 0.5]))}

    write_measurements(tmp_path / "x.csv", Read())
    lines = (tmp_path / "x.csv").read_text().splitlines()
    assert lines[1] == "0,,,,0.25"
    assert lines[102] == "150,,,,0.5"
    assert lines[103].startswith("293,")


def test_cancelled_or_failed_leaves_nothing(tmp_path: Path) -> None:
    assert not write_measurements(tmp_path / "x.csv", Kept(), lambda: True)
    with pytest.raises(FileNotFoundError):
        write_measurements(tmp_path / "gone" / "x.csv", Kept())
    assert list(tmp_path.iterdir()) == []
