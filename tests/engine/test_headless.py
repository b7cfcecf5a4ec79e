"""Headless training: what it writes, what it refuses, how it ends."""

from __future__ import annotations

import csv
import errno
import itertools
import json
import math
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import main
from engine import headless, measurements_csv
from engine.config import ExperimentConfig, read_config, to_json, with_values
from engine.measurements_csv import MeasurementsCsv
from engine.survey import Survey
from engine.trainer import Trainer

ROOT = Path(__file__).parents[2]
EPOCHS = (1, 10, 50, 100)
TEXTBOOK = {
    ("sigmoid", 0): (0.6857988, 0.6721067, 0.6578113, 0.5487468),
    ("relu", 1): (0.6343944, 0.5817645, 0.3795609, 0.1668693),
    ("leaky_relu", 2): (0.7296261, 0.6387713, 0.4595581, 0.2344138),
    ("sigmoid", None): (0.6950217, 0.6748910, 0.6628807, 0.5992790),
    ("relu", None): (0.6986223, 0.6273313, 0.4187933, 0.1953119),
    ("leaky_relu", None): (0.6983880, 0.6278824, 0.4194384, 0.1955395),
}
"""SCIENCE: the textbook experiment, loss before the step; one seed call, or seeded each time."""

MINIBATCH = {
    "data.name": "blobs",
    "data.params": {"classes": 3},
    "data.samples": 90,
    "data.train_share": 0.7,
    "model.hidden_layers": 3,
    "model.width": 8,
    "training.batch_size": 10,
    "training.steps": 60,
}
DIVERGING = {
    "data.name": "sine",
    "loss.name": "mse",
    "optimizer.name": "sgd",
    "optimizer.learning_rate": 1e6,
    "training.steps": 50,
}


def draw(path: Path, *run: object) -> None:
    path.write_bytes(b"a picture")


def train(out: Path, *arguments: str, figure: headless.Figure | None = draw) -> int:
    """Run the command in this process; `arguments` as on the command line."""
    args = main.build_parser().parse_args(["train", "--out", str(out), *arguments])
    return headless.main(args, figure)


def train_config(out: Path, changes: dict[str, Any], *arguments: str) -> int:
    path = out.with_name("config-given.json")
    path.write_text(to_json(with_values(ExperimentConfig(), changes)), encoding="utf-8")
    return train(out, "--config", str(path), *arguments)


def table(out: Path) -> dict[str, list[str]]:
    """Return the columns of measurements.csv as they are written."""
    with (out / "measurements.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert all(len(row) == len(header) for row in rows)
    return {name: [row[place] for row in rows] for place, name in enumerate(header)}


def summary(out: Path) -> dict[str, Any]:
    return json.loads((out / "summary.json").read_text(encoding="utf-8"))


# --- what is written ---------------------------------------------------------------------------


@pytest.mark.parametrize(("activation", "stream"), TEXTBOOK, ids=str)
def test_textbook_numbers(tmp_path: Path, activation: str, stream: int | None) -> None:
    options = ["--set", f"model.activation={activation}"]
    if stream is not None:
        options += ["--set", f"training.stream={stream}"]
    assert train(tmp_path, *options) == 0
    losses = [float(table(tmp_path)["loss/train"][epoch - 1]) for epoch in EPOCHS]
    np.testing.assert_allclose(losses, TEXTBOOK[activation, stream], rtol=0, atol=2e-6)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        MINIBATCH,
        DIVERGING,
        {"data.name": "plane", "model.activation": "tanh", "model.width": [4, 2]},
        {"model.hidden_layers": 0, "data.train_share": 0.5},
        {"init.weights": "zeros", "training.steps": 12},
    ],
    ids=["disc", "minibatch", "diverging", "plane", "linear", "zeros"],
)
def test_file_equals_the_trainer(tmp_path: Path, changes: dict[str, Any]) -> None:
    config = with_values(ExperimentConfig(), changes)
    assert train_config(tmp_path / "out", changes, "--quiet") == 0
    written = table(tmp_path / "out")
    trainer = Trainer(config)
    blocks, readings = [], []
    while trainer.outcome is None:
        measured = trainer.advance(7)
        blocks.append(measured.values)
        readings += measured.readings
    values = np.concatenate(blocks)
    assert written["step"] == [str(step) for step in range(1, len(values) + 1)]
    assert written["epoch"] == [str(int(epoch)) for epoch in values[:, 0]]
    for place, name in enumerate(trainer.columns[1:], start=1):
        back = np.array([float(text) for text in written[name]], np.float32)
        np.testing.assert_array_equal(back, values[:, place], err_msg=name)
    sparse = set(written) - set(trainer.columns) - {"step"}
    found = {
        (name, step, float(text))
        for name in sparse
        for step, text in enumerate(written[name], start=1)
        if text
    }
    assert found == {(each.name, each.step, each.value) for each in readings}
    assert sparse == {each.name for each in readings}


@pytest.mark.parametrize("most_bytes", [1, 1 << 20])
def test_surveys_that_take_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most_bytes: int
) -> None:
    """Rows wait for their readings, or training for the survey where too many rows wait."""
    assert train_config(tmp_path / "fast", MINIBATCH) == 0
    work, calls = Survey.work, itertools.count(1)

    def work_seldom(survey: Survey, seconds: float) -> None:
        if next(calls) % 5 == 0:
            work(survey, seconds)

    monkeypatch.setattr(Survey, "work", work_seldom)
    monkeypatch.setattr(measurements_csv, "MOST_BYTES", most_bytes)
    assert train_config(tmp_path / "slow", MINIBATCH) == 0
    fast, slow = (tmp_path / name / "measurements.csv" for name in ("fast", "slow"))
    assert fast.read_bytes() == slow.read_bytes()


def test_minibatch_summary(tmp_path: Path) -> None:
    assert train_config(tmp_path / "out", MINIBATCH) == 0
    told, written = summary(tmp_path / "out"), table(tmp_path / "out")
    assert told["outcome"] == {"kind": "finished", "step": 60, "layer": None}
    assert told["sentence"] == "Finished at step 60."
    assert told["steps"] == 60
    assert told["sizes"] == [2, 8, 8, 8, 3]
    assert told["loss"] == "cross_entropy"
    assert told["device"] == "cpu"
    assert told["seconds"] > 0
    assert told["steps_per_second"] > 0
    assert set(told["versions"]) == {"dynascope", "python", "torch"}
    assert any("Cross-entropy" in note for note in told["notes"])
    assert told["final"] == {name: float(written[name][-1]) for name in told["final"]}
    assert set(told["final"]) == {
        "loss/train", "accuracy/train", "learning_rate", "gradient_norm/global", *told["readings"],
    }  # fmt: skip
    assert set(told["readings"]) == {
        "loss/test", "accuracy/test", "dead_units/1", "dead_units/2", "dead_units/3",
    }  # fmt: skip
    for name, reading in told["readings"].items():
        assert reading == {"step": 60, "value": float(written[name][-1])}
        assert written[name][0]


def test_divergence_is_an_outcome(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert train_config(tmp_path / "out", DIVERGING) == 0
    told, written = summary(tmp_path / "out"), table(tmp_path / "out")
    assert told["outcome"]["kind"] == "diverged"
    assert told["outcome"]["layer"] in (1, 2)
    assert told["sentence"].startswith(f"Diverged at step {told['steps']}:")
    assert told["final"]["loss/train"] in ("nan", "inf")
    assert written["loss/train"][-1] == told["final"]["loss/train"]
    assert all(math.isfinite(float(text)) for text in written["loss/train"][:-1])
    assert len(written["step"]) == told["steps"]
    assert told["sentence"] in capsys.readouterr().out


def test_the_written_config_gives_the_same_run(tmp_path: Path) -> None:
    changes = {**MINIBATCH, "init.weights": "kaiming_normal", "data.noise": 0.1}
    assert train_config(tmp_path / "one", changes) == 0
    again = tmp_path / "one" / "config.json"
    assert read_config(again) == with_values(ExperimentConfig(), changes)
    assert train(tmp_path / "two", "--config", str(again)) == 0
    for name in ("config.json", "measurements.csv"):
        one, two = (tmp_path / each / name for each in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()


def test_options_count_more_than_settings_and_these_more_than_the_file(tmp_path: Path) -> None:
    changes = {"training.steps": 5, "training.seed": 5, "model.activation": "tanh"}
    options = (
        "--set", "training.steps=6", "--set", "training.seed=6", "--seed", "7",
        "--set", "model.activation=leaky_relu",
        "--set", "model.activation_params.negative_slope=0.2", "--device", "cpu",
    )  # fmt: skip
    assert train_config(tmp_path / "out", changes, *options) == 0
    config = read_config(tmp_path / "out" / "config.json")
    assert (config.training.steps, config.training.seed) == (6, 7)
    assert config.model.activation_params == {"negative_slope": 0.2}


def test_files_and_nothing_else(tmp_path: Path) -> None:
    for _ in range(2):
        assert train(tmp_path / "a" / "b", "--steps", "3") == 0
        assert {each.name for each in (tmp_path / "a" / "b").iterdir()} == set(headless.FILES)
    assert (tmp_path / "a" / "b" / "figure.png").read_bytes() == b"a picture"


def test_without_qt_there_is_no_figure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*run: object) -> None:
        raise ImportError("No module named 'PySide6'")

    assert train(tmp_path, "--steps", "3") == 0
    capsys.readouterr()
    assert train(tmp_path, "--steps", "3", figure=refuse) == 0
    assert not (tmp_path / "figure.png").exists()
    assert "No module named 'PySide6'" in summary(tmp_path)["notes"][-1]
    assert capsys.readouterr().err.count("\n") == 1


def test_quiet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert train(tmp_path, "--steps", "3", "--quiet", figure=None) == 0
    assert capsys.readouterr() == ("", "")


def test_without_stdout_and_stderr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a windowed executable."""
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert train(tmp_path, "--steps", "3", figure=None) == 0
    assert train(tmp_path, "--set", "data.name=nothing") == 2


def test_bar_on_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert train(tmp_path, "--steps", "30") == 0
    told = capsys.readouterr().err
    assert "30/30" in told
    assert "loss 0." in told


# --- what is refused ---------------------------------------------------------------------------

CONFIGS = {
    "not json": "{",
    "empty": "",
    "binary": "\x00\x01",
    "an array": "[]",
    "from the future": '{"schema": 99}',
    "unknown section": '{"modle": {}}',
    "unknown field": '{"model": {"activatoin": "relu"}}',
    "text for a number": '{"optimizer": {"learning_rate": "fast"}}',
    "too large a number": '{"optimizer": {"learning_rate": 1e400}}',
    "not a number": '{"optimizer": {"learning_rate": NaN}}',
    "endless": '{"training": {"steps": null}}',
}


@pytest.mark.parametrize("name", CONFIGS)
def test_bad_config_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    path = tmp_path / "run.json"
    path.write_text(CONFIGS[name], encoding="utf-8")
    assert_refused(tmp_path / "out", ["--config", str(path)], capsys)


@pytest.mark.parametrize(
    ("arguments", "mention"),
    [
        (["--config", "missing.json"], "missing.json"),
        (["--config", "."], "cannot be read"),
        (["--set", "model.depth=3"], "model.depth"),
        (["--set", "optimiser.learning_rate=3"], "did you mean optimizer.learning_rate"),
        (["--set", "optimizer.learning_rate="], "optimizer.learning_rate"),
        (["--set", "optimizer.learning_rate=-1"], "-1"),
        (["--set", "optimizer.learning_rate=1e400"], "optimizer.learning_rate"),
        (["--set", "optimizer.learning_rate=nan"], "optimizer.learning_rate"),
        (["--set", "optimizer.params.momentum=0.9"], "no parameter"),
        (["--set", "model.activation=rleu"], "did you mean relu"),
        (["--set", "model.hidden_layers=1000000"], "model.hidden_layers"),
        (["--set", "model.width=[4,-2]"], "model.width"),
        (["--set", "training.batch_size=5000"], "training.batch_size"),
        (["--set", "training.steps=null"], "--steps"),
        (["--set", "data.name=sine", "--set", "loss.name=cross_entropy"], "loss"),
        (["--set", "data.name=csv"], "data.params.path"),
        (["--set", "data.name=csv", "--set", "data.params.path=gone.csv"], "gone.csv"),
        (["--set", "init.weights=file", "--set", "init.weights_params.path=gone"], "gone"),
        (["--device", "quantum"], "quantum"),
        (["--device", "cuda:77"], "cuda:77"),
    ],
    ids=str,
)
def test_bad_settings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], mention: str
) -> None:
    assert mention in assert_refused(tmp_path / "out", arguments, capsys)


def test_folder_that_cannot_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("kept")
    for out in (tmp_path / "file", tmp_path / "file" / "below"):
        assert str(out) in assert_refused(out, [], capsys)
    assert (tmp_path / "file").read_text() == "kept"


def assert_refused(
    out: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> str:
    """Check for exit code 2, one sentence and no results; returns the sentence."""
    assert train(out, *arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert told.err.endswith((".\n", "?\n"))
    assert "{" not in told.err
    assert not out.is_dir()
    return told.err


# --- how it ends -------------------------------------------------------------------------------


def test_memory_gives_out_while_training(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    advance = Trainer.advance

    def fail_later(trainer: Trainer, steps: int) -> Any:
        if trainer.step >= 20:
            raise RuntimeError("CUDA out of memory. Tried to allocate 2 GiB")
        return advance(trainer, min(steps, 20 - trainer.step))

    monkeypatch.setattr(Trainer, "advance", fail_later)
    assert train(tmp_path) == 1
    told = summary(tmp_path)
    assert told["outcome"] == {"kind": "failed", "step": 20, "layer": None}
    assert "memory" in told["sentence"]
    assert len(table(tmp_path)["step"]) == 20
    assert capsys.readouterr().err == f"dynascope: {told['sentence']}\n"


def test_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = MeasurementsCsv._write_rows

    def fail_later(self: MeasurementsCsv, values: np.ndarray) -> None:
        if self._step > 1:
            self._file.write(b"2,2,0.")
            raise OSError(errno.ENOSPC, "No space left on device")
        write(self, values)

    monkeypatch.setattr(MeasurementsCsv, "_write_rows", fail_later)
    assert train(tmp_path) == 1
    assert "the disk is full" in summary(tmp_path)["sentence"]
    assert table(tmp_path)["step"] == ["1"]


def test_memory_gives_out_before_training(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(Trainer, "_build", fail)
    assert train(tmp_path / "out") == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.skipif(os.name == "nt", reason="signals are sent as on Unix")
def test_interrupted(tmp_path: Path, number: signal.Signals, code: int) -> None:
    command = [
        sys.executable, str(ROOT / "main.py"), "train", "--out", str(tmp_path), "--steps",
        "1000000000",
    ]  # fmt: skip
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        while not any(each.stat().st_size > 10_000 for each in tmp_path.glob(".*.part")):
            assert child.poll() is None
            time.sleep(0.02)
        child.send_signal(number)
        out, err = child.communicate(timeout=60)
    finally:
        child.kill()
        child.wait()
    told = summary(tmp_path)
    assert (child.returncode, err) == (code, "")
    assert told["outcome"] == {"kind": "stopped", "step": told["steps"], "layer": None}
    assert out.startswith(told["sentence"])
    assert table(tmp_path)["step"] == [str(step) for step in range(1, told["steps"] + 1)]
    assert {each.name for each in tmp_path.iterdir()} == set(headless.FILES)


def test_a_second_signal_interrupts_at_once() -> None:
    before = signal.getsignal(signal.SIGINT)
    with headless.catching_signals() as caught:
        signal.raise_signal(signal.SIGINT)
        assert caught == [signal.SIGINT]
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_interrupted_before_training(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Trainer, "_build", interrupt)
    assert train(tmp_path / "out") == 130
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    ("done", "seconds", "asked", "expected"),
    [
        (1, 0.001, 1, 4),  # grows at most fourfold
        (64, 0.064, 64, 100),  # a tenth of a second
        (10, 100.0, 10, 1),
        (0, 0.02, 50, 50),  # waiting for a survey
        (4096, 0.001, 4096, 4096),
        (5, 0.0, 5, 5),
    ],
)
def test_size_of_the_next_block(done: int, seconds: float, asked: int, expected: int) -> None:
    assert headless.next_block(done, seconds, asked) == expected
