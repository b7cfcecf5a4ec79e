"""The session with the real engine: the same numbers in the window as everywhere else."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.config import ExperimentConfig, with_values
from gui.runs import Run
from gui.session import Session

PATIENCE = 60_000
TABLE = {  # loss before steps 1, 10, 50, 100; seed 42 before data and before each model
    "sigmoid": (0.6950217, 0.6748910, 0.6628807, 0.5992790),
    "relu": (0.6986223, 0.6273313, 0.4187933, 0.1953119),
    "leaky_relu": (0.6983880, 0.6278824, 0.4194384, 0.1955395),
}
MINIBATCH = with_values(
    ExperimentConfig(),
    {
        "data.name": "circles",
        "data.train_share": 0.8,
        "model.hidden_layers": 2,
        "training.batch_size": 32,
        "training.steps": 150,
    },
)


@pytest.fixture(params=[False, True], ids=["process", "in process"])
def session(qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Session]:
    made = Session(in_process=request.param)
    made.start()
    yield made
    made.close()


@pytest.fixture
def child_session(qtbot: QtBot) -> Iterator[Session]:
    made = Session()
    made.start()
    yield made
    made.close()


def until(qtbot: QtBot, runs: list[Run], *statuses: str) -> None:
    qtbot.waitUntil(lambda: all(run.status in statuses for run in runs), timeout=PATIENCE)


def rows(run: Run) -> np.ndarray:
    assert run.history is not None
    return run.history.rows(1, run.step + 1)


def test_the_textbook_comparison_number_for_number(session: Session, qtbot: QtBot) -> None:
    session.open_textbook()
    session.set_pace(None)
    session.train()
    until(qtbot, session.runs, "finished")
    for run in session.runs:
        wanted = TABLE[run.config.model.activation]
        losses = [run.history.value_at("loss/train", step) for step in (1, 10, 50, 100)]
        assert losses == pytest.approx(wanted, abs=2e-6)


def test_everything_is_there_before_train(session: Session, qtbot: QtBot) -> None:
    session.want_pictures("all", ("surface", "distributions", "weights"))
    run = session.add_run(ExperimentConfig())
    until(qtbot, [run], "ready")
    qtbot.waitUntil(lambda: run.picture is not None, timeout=PATIENCE)
    assert run.picture.surface is not None
    assert run.picture.distributions is not None
    assert run.picture.weights is not None
    assert run.preview.train_x.numpy().shape[1] == 2


def test_both_ways_measure_the_same_to_the_last_bit(qtbot: QtBot) -> None:
    found = []
    for in_process in (False, True):
        session = Session(in_process=in_process)
        session.start()
        run = session.add_run(MINIBATCH)
        if in_process:  # cut into pieces, with questions in between
            for steps in (1, 7, 40):
                session.step(steps)
                until(qtbot, [run], "paused")
                session.scan_dead()
                session.fetch()
        session.train()
        until(qtbot, [run], "finished")
        found.append(rows(run))
        session.close()
    assert found[0].shape[0] == 150
    assert found[0].tobytes() == found[1].tobytes()


def test_a_paced_run_with_a_live_change_and_a_new_start(
    child_session: Session, qtbot: QtBot
) -> None:
    session = child_session
    run = session.add_run(with_values(MINIBATCH, {"training.steps": None}))
    session.set_pace(300.0)
    session.train()
    qtbot.waitUntil(lambda: run.step >= 20, timeout=PATIENCE)
    session.change_selected({"optimizer.learning_rate": 0.05})
    qtbot.waitUntil(lambda: bool(run.markers), timeout=PATIENCE)
    session.change_selected({"model.hidden_layers": 3})
    qtbot.waitUntil(lambda: run.facts.hidden_layers == 3 and run.step > 0, timeout=PATIENCE)
    session.pause()
    until(qtbot, [run], "paused")
    (ghost,) = [each for each in session.runs if each.ghost]
    assert ghost.step >= 20
    assert len(ghost.markers) == 1
    assert run.markers == []


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_killed_in_the_middle_and_trained_again(child_session: Session, qtbot: QtBot) -> None:
    session = child_session
    run = session.add_run(with_values(MINIBATCH, {"training.steps": None}))
    session.train()
    qtbot.waitUntil(lambda: run.step >= 50, timeout=PATIENCE)
    os.kill(session.engine_pid, signal.SIGKILL)
    until(qtbot, [run], "stopped")
    before = rows(run)
    session.train()
    qtbot.waitUntil(lambda: run.status == "training" and run.step >= len(before), timeout=PATIENCE)
    session.pause()
    until(qtbot, [run], "paused")
    assert rows(run)[: len(before)].tobytes() == before.tobytes()


UNFIT = [
    {"loss.name": "cross_entropy", "data.name": "line"},
    {"training.device": "cuda:7"},
    {"training.batch_size": 5000},
    {"model.width": 2048, "model.hidden_layers": 100, "training.dtype": "float64",
     "training.batch_size": 1_000_000, "data.samples": 5_000_000},
    {"data.name": "csv", "data.params.path": "/no/such/file.csv"},
]  # fmt: skip


def test_settings_that_do_not_fit_fail_in_one_sentence(
    child_session: Session, qtbot: QtBot
) -> None:
    problems: list[object] = []
    child_session.problem.connect(problems.append)
    runs = [child_session.add_run(with_values(ExperimentConfig(), each)) for each in UNFIT]
    until(qtbot, runs, "failed")
    assert sorted(map(repr, problems)) == sorted(repr(run.problem) for run in runs)
    for run, changes in zip(runs, UNFIT, strict=True):
        assert "unexpected" not in str(run.problem), changes
    good = child_session.add_run(ExperimentConfig())
    child_session.train()
    until(qtbot, [good], "finished")
