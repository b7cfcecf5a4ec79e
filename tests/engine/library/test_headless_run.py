import csv

import numpy as np
import pytest

import main
from engine import headless
from engine.config import from_json, read_config
from engine.library.store import Library
from engine.trainer import Trainer
from tests.engine.library.keeping import all_rows


@pytest.fixture
def path(tmp_path, monkeypatch):
    path = tmp_path / "data" / "runs.sqlite"
    monkeypatch.setenv("DYNASCOPE_LIBRARY", str(path))
    return path


def train(out, *arguments) -> int:
    command = ["train", "--out", str(out), "--quiet", *arguments]
    return headless.main(main.build_parser().parse_args(command))


def test_a_headless_run_is_kept_whole(path, tmp_path):
    settings = ("data.train_share=0.8", "model.activation=tanh", "training.batch_size=32")
    chosen = [part for each in settings for part in ("--set", each)]
    assert train(tmp_path / "my run", "--library", "--steps", "300", *chosen) == 0
    with Library(path) as library:
        (row,) = library.runs()
        assert (row.name, row.steps, row.status) == ("my run", 300, "finished")
        assert row.seconds > 0
        record = library.record(row.id)
        assert from_json(record.config) == read_config(tmp_path / "my run" / "config.json")
        assert set(record.versions) == {"dynascope", "torch", "python", "platform"}
        assert [each.step for each in record.states] == [0, 300]
        rows = all_rows(library, row.id)
        with (tmp_path / "my run" / "measurements.csv").open(encoding="utf-8", newline="") as file:
            table = list(csv.DictReader(file))
        columns = library.measurements(row.id).columns
        expected = [[float(line[name]) for name in columns] for line in table]
        np.testing.assert_array_equal(rows, np.array(expected, np.float32))
        steps, losses = library.measurements(row.id).readings()["loss/test"]
        told = {int(line["step"]): float(line["loss/test"]) for line in table if line["loss/test"]}
        assert dict(zip(steps.tolist(), losses.tolist(), strict=True)) == told
        trainer = Trainer(from_json(record.config), state=library.state(row.id)[1])
        assert trainer.step == 300


def test_a_diverging_run_tells_so(path, tmp_path):
    chosen = (
        "data.name=sine",
        "loss.name=mse",
        "optimizer.name=sgd",
        "optimizer.learning_rate=1e6",
    )
    arguments = [part for each in chosen for part in ("--set", each)]
    assert train(tmp_path / "out", "--library", *arguments) == 0
    with Library(path) as library:
        (row,) = library.runs("diverged")
        assert row.outcome.kind == "diverged"
        assert row.steps == row.outcome.step


def test_without_the_option_nothing_is_kept(path, tmp_path):
    assert train(tmp_path / "out", "--steps", "10") == 0
    assert not path.exists()


@pytest.mark.parametrize("blocked", ["folder", "file"])
def test_a_library_that_cannot_be_used_is_told_before_training(path, tmp_path, capsys, blocked):
    if blocked == "folder":
        path.parent.write_text("x")
    else:
        path.parent.mkdir()
        path.write_text("garbage")
    assert train(tmp_path / "out", "--library") == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert str(path) in error
    assert not (tmp_path / "out" / "config.json").exists()
