"""The same run again, new weights, borrowed weights, one stream."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.config import ExperimentConfig, with_values
from gui.repeats import no_replay, no_weights
from gui.runs import Run
from gui.session import Session

PATIENCE = 30_000
CONFIG = with_values(
    ExperimentConfig(),
    {"training.steps": 60, "training.batch_size": 64, "data.samples": 200, "training.seed": 7},
)


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    made = Session(in_process=True, library=tmp_path / "library" / "runs.sqlite")
    made.start()
    yield made
    made.close()


@pytest.fixture
def wait(qtbot: QtBot) -> Callable[[Callable[[], bool]], None]:
    return lambda condition: qtbot.waitUntil(condition, timeout=PATIENCE)


def losses(run: Run) -> list[float | None]:
    assert run.history is not None
    return [run.history.value_at("loss/train", step) for step in range(1, run.step + 1)]


def test_a_replay_is_the_same_run_live_changes_included(session: Session, wait: Callable) -> None:
    run = session.add_run(CONFIG)
    session.step(20)
    wait(lambda: run.step == 20 and run.status == "paused")
    session.change_selected({"optimizer.learning_rate": 0.2, "training.batch_size": 32})
    wait(lambda: len(run.markers) == 2)
    session.step(15)
    wait(lambda: run.step == 35 and run.status == "paused")
    session.change_selected({"optimizer.learning_rate": 0.01})
    wait(lambda: len(run.markers) == 3)
    session.train()
    wait(lambda: run.status == "finished")
    again = session.repeats.replay(run)
    assert again.config == CONFIG
    session.train()
    wait(lambda: again.status == "finished")
    assert losses(again) == losses(run)
    assert again.markers == run.markers


def test_a_prolonged_run_is_replayed_to_its_end(session: Session, wait: Callable) -> None:
    schedule = {"schedule.name": "cosine", "training.steps": 30}
    run = session.add_run(with_values(CONFIG, schedule))
    session.train()
    wait(lambda: run.status == "finished")
    session.train()
    wait(lambda: run.status == "finished" and run.step == 60)
    again = session.repeats.replay(run)
    session.select(again.id)
    session.train()
    wait(lambda: again.status == "finished" and again.step == 60)
    assert losses(again) == losses(run)


def test_half_a_replay_is_replayed_whole(session: Session, wait: Callable) -> None:
    run = session.add_run(CONFIG)
    for step, rate in ((20, 0.2), (40, 0.05)):
        session.step(20)
        wait(lambda step=step: run.step == step and run.status == "paused")
        session.change_selected({"optimizer.learning_rate": rate})
        wait(lambda rate=rate: run.applied.optimizer.learning_rate == rate)
    session.train()
    wait(lambda: run.status == "finished")
    half = session.repeats.replay(run)
    session.step(30)
    wait(lambda: half.step == 30 and half.status == "paused")
    assert half.config.optimizer.learning_rate == 0.2, "the form shows what it trains with"
    whole = session.repeats.replay(half)
    session.train()
    wait(lambda: half.status == whole.status == "finished")
    assert losses(half) == losses(whole) == losses(run)
    assert half.markers == whole.markers == run.markers
    assert half.config == whole.config == run.config


def test_changes_before_the_first_step_are_replayed(session: Session, wait: Callable) -> None:
    run = session.add_run(CONFIG)
    session.set_pace(0.2)  # the first step comes after seconds
    session.train()
    session.change_selected({"optimizer.learning_rate": 0.2})
    wait(lambda: bool(run.markers))
    session.set_pace(None)
    wait(lambda: run.status == "finished")
    again = session.repeats.replay(run)
    session.train()
    wait(lambda: again.status == "finished")
    assert losses(again) == losses(run)
    assert again.markers == run.markers == [(0, "optimizer.learning_rate", 0.01, 0.2)]


def test_reseeding_changes_the_weights_and_nothing_else(session: Session) -> None:
    run = session.add_run(CONFIG)
    other = session.repeats.reseed(run)
    third = session.repeats.reseed(run)
    assert (other.config.training.seed, third.config.training.seed) == (8, 9)
    assert with_values(other.config, {"training.seed": 7}) == CONFIG


def test_reseeding_goes_on_in_a_stream(session: Session) -> None:
    stream = {"training.batch_size": "full", "training.stream": 4}
    run = session.add_run(with_values(CONFIG, stream))
    session.add_run(CONFIG)
    assert session.repeats.reseed(run).config == with_values(run.config, {"training.stream": 5})


def test_another_run_starts_from_the_same_weights(
    session: Session, wait: Callable, tmp_path: Path
) -> None:
    source = session.add_run(with_values(CONFIG, {"init.weights": "xavier_normal"}))
    run = session.add_run(with_values(CONFIG, {"model.activation": "tanh", "training.seed": 1}))
    session.repeats.start_from(run, source)
    wait(lambda: len(session.runs) == 3)
    made = session.runs[-1]
    wait(lambda: made.status == "ready")
    path = Path(made.config.init.weights_params["path"])
    assert path.parent == tmp_path / "library" / "weights"
    assert made.config.model.activation == "tanh"
    arrays = []
    session.snapshot.connect(lambda _, event: arrays.append(event.parameters))
    for each in (source, made):
        session.select(each.id)
        session.fetch()
    wait(lambda: len(arrays) == 2)
    assert set(arrays[0]) == set(arrays[1])
    for name, values in arrays[0].items():
        np.testing.assert_array_equal(values.numpy(), arrays[1][name].numpy())
    assert no_weights(run, source) == ""
    wide = session.add_run(with_values(CONFIG, {"model.width": 3}))
    assert "other sizes" in no_weights(run, wide)


def test_one_stream_is_what_scripts_do(session: Session, wait: Callable) -> None:
    session.open_textbook()
    assert not session.repeats.one_stream
    session.repeats.set_one_stream(True)
    assert session.repeats.one_stream
    assert [run.config.training.stream for run in session.runs] == [0, 1, 2]
    session.set_pace(None)
    session.train()
    wait(lambda: all(run.status == "finished" for run in session.runs))
    found = [run.latest("loss/train") for run in session.runs]
    assert found == pytest.approx([0.5487468, 0.1668693, 0.2344138], abs=2e-6)
    session.repeats.set_one_stream(False)
    assert not session.repeats.one_stream


def test_small_batches_have_no_part_in_one_stream(session: Session) -> None:
    problems: list[object] = []
    session.problem.connect(problems.append)
    session.open_textbook()
    session.add_run(CONFIG)
    session.repeats.set_one_stream(True)
    assert not session.repeats.one_stream
    (problem,) = problems
    assert "full batches" in str(problem)


def test_a_branch_with_other_settings_cannot_be_replayed(session: Session, wait: Callable) -> None:
    run = session.add_run(CONFIG)
    session.step(20)
    wait(lambda: run.step == 20 and run.status == "paused")
    branch = session.fork(10)
    assert branch is not None
    wait(lambda: branch.status == "paused")
    assert no_replay(branch) == ""
    session.change_selected({"model.activation": "tanh"})
    session.apply_draft()
    wait(lambda: branch.applied == branch.config and branch.status == "paused")
    assert "other settings" in no_replay(branch)
    assert no_replay(None)
