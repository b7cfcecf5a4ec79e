"""Runs come into the library as they train, and only then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from engine.config import ExperimentConfig, to_json
from engine.library.record import RunRow
from engine.library.shared import SharedLibrary
from engine.library.store import Library
from engine.messages import (
    Array,
    Block,
    DataPreview,
    Failed,
    Finished,
    Opened,
    Outcome,
    Paused,
    Reading,
    Ready,
    Retuned,
    RunFacts,
    Sentence,
    State,
)
from engine.text import Message
from gui.keeper import Keeper

COLUMNS = ("epoch", "loss/train")
CONFIG = ExperimentConfig()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "runs.sqlite"


@pytest.fixture
def keeper(path: Path) -> Iterator[Keeper]:
    library = SharedLibrary(path, print)
    made = Keeper(library)
    made.take(Ready(torch_version="2.13.0", devices=()))
    yield made
    made.close()
    library.close()


def opened(key: str, step: int = 0) -> Opened:
    facts = RunFacts(
        columns=COLUMNS,
        sizes=(2, 3, 1),
        task="binary",
        loss="bce",
        train_samples=4,
        batch_size=4,
        parameters=13,
        memory=0,
    )
    return Opened(run=key, facts=facts, preview=DataPreview(), step=step)


def block(key: str, first: int, count: int, *readings: Reading) -> Block:
    values = np.stack([np.arange(count), 1.0 / np.arange(first, first + count)], 1)
    return Block(
        run=key,
        first_step=first,
        values=Array.of(values.astype(np.float32)),
        readings=readings,
        seconds=0.5,
    )


def only_row(path: Path) -> RunRow:
    library = Library(path)
    try:
        (row,) = library.runs()
        return row
    finally:
        library.close()


def test_a_run_that_never_trained_is_not_kept(keeper: Keeper, path: Path) -> None:
    keeper.expect("a", "ReLU", CONFIG)
    keeper.take(opened("a"))
    keeper.close()
    assert not path.exists()


def test_what_was_measured_is_kept(keeper: Keeper, path: Path) -> None:
    begun: list[str] = []
    keeper.begun.connect(begun.append)
    id = keeper.expect("a", "ReLU", CONFIG)
    keeper.take(opened("a"))
    keeper.take(State(run="a", step=0, reason="log", data=b"weights"))
    keeper.take(block("a", 1, 10))
    keeper.take(block("a", 11, 5, Reading(name="loss/test", step=15, value=0.25)))
    keeper.take(Retuned(run="a", step=15, changes={"optimizer.learning_rate": (0.01, 0.1)}))
    keeper.take(Paused(run="a", step=15))
    keeper.close()
    library = Library(path)
    record, kept = library.record(id), library.measurements(id)
    assert begun == [id]
    assert (record.name, record.config, record.steps) == ("ReLU", to_json(CONFIG), 15)
    assert (record.status, record.seconds) == ("paused", 1.0)
    assert record.versions["torch"] == "2.13.0"
    assert record.versions["dynascope"].count(".") == 2
    assert [(each.step, each.path, each.old, each.new) for each in record.markers] == [
        (15, "optimizer.learning_rate", 0.01, 0.1)
    ]
    assert library.state(id, 3) == (0, b"weights")
    rows = np.concatenate([values for _, values in kept.rows()])
    np.testing.assert_array_equal(rows[:, 1], (1 / np.arange(1, 16)).astype(np.float32))
    assert kept.readings()["loss/test"][1].tolist() == [0.25]
    library.close()


@pytest.mark.parametrize(
    ("end", "status"),
    [
        (lambda keeper: keeper.take(Paused(run="a", step=3)), "paused"),
        (
            lambda keeper: keeper.take(Finished(run="a", outcome=Outcome(kind="finished", step=3))),
            "finished",
        ),
        (
            lambda keeper: keeper.take(
                Finished(run="a", outcome=Outcome(kind="diverged", step=3, layer=1))
            ),
            "diverged",
        ),
        (
            lambda keeper: keeper.take(
                Failed(run="a", sentence=Sentence.of(Message("No memory.")))
            ),
            "failed",
        ),
        (lambda keeper: keeper.forget("a"), "stopped"),
        (lambda keeper: keeper.lose(), "stopped"),
        (lambda keeper: None, "stopped"),
    ],
)
def test_how_it_ended_is_kept(
    keeper: Keeper, path: Path, end: Callable[[Keeper], None], status: str
) -> None:
    keeper.expect("a", "ReLU", CONFIG)
    keeper.take(opened("a"))
    keeper.take(block("a", 1, 3))
    end(keeper)
    keeper.close()
    assert only_row(path).status == status


def test_a_run_that_trains_on_is_training_again(keeper: Keeper, path: Path) -> None:
    keeper.expect("a", "ReLU", CONFIG)
    keeper.take(opened("a"))
    keeper.take(block("a", 1, 3))
    keeper.take(Finished(run="a", outcome=Outcome(kind="finished", step=3)))
    keeper.take(block("a", 4, 3))
    keeper.take(Paused(run="a", step=6))
    keeper.close()
    row = only_row(path)
    assert (row.steps, row.status, row.outcome) == (6, "paused", None)


def test_a_new_name_is_kept(keeper: Keeper, path: Path) -> None:
    keeper.expect("a", "ReLU", CONFIG)
    keeper.take(opened("a"))
    keeper.rename("a", "early")
    keeper.take(block("a", 1, 3))
    keeper.rename("a", "mine")
    keeper.close()
    assert only_row(path).name == "mine"


def test_a_branch_begins_with_what_its_parent_measured(keeper: Keeper, path: Path) -> None:
    trunk = keeper.expect("a", "ReLU", CONFIG)
    keeper.take(opened("a"))
    keeper.take(block("a", 1, 8))
    branch = keeper.expect("b", "branch", CONFIG, parent=trunk)
    keeper.take(opened("b", step=5))
    keeper.take(block("b", 6, 2))
    keeper.close()
    library = Library(path)
    record = library.record(branch)
    assert record.parent is not None
    assert (record.parent.run, record.parent.step) == (trunk, 5)
    rows = np.concatenate([values for _, values in library.measurements(branch).rows()])
    assert len(rows) == 7
    library.close()


def test_without_a_library_nothing_is_kept() -> None:
    keeper = Keeper(SharedLibrary(None, print))
    keeper.expect("a", "ReLU", CONFIG)
    keeper.take(opened("a"))
    keeper.take(block("a", 1, 3))
    keeper.rename("a", "b")
    keeper.close()


def test_where_nothing_can_be_kept_that_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    told: list[Message] = []
    library = SharedLibrary(tmp_path / "file" / "runs.sqlite", told.append)
    keeper = Keeper(library)
    run = keeper.expect("a", "ReLU", CONFIG)
    keeper.take(opened("a"))
    keeper.take(block("a", 1, 3))
    keeper.take(block("a", 4, 3))
    keeper.flush()
    assert len(told) == 1
    assert library.get().record(run).steps == 6  # until the program ends
    keeper.close()
    library.close()


def test_changes_before_the_first_step_are_kept(keeper: Keeper, path: Path) -> None:
    """Of a run that waits at its split, or that was taken up again, too."""
    changes = {"optimizer.learning_rate": (0.01, 0.5)}
    run = keeper.expect("a", "a", CONFIG)
    keeper.take(opened("a"))
    keeper.take(block("a", 1, 4))
    keeper.forget("a")
    branch = keeper.expect(
        "b", "b", CONFIG, parent=run, parent_name="a", changes={"loss.name": ("auto", "mse")}
    )
    keeper.take(opened("b", step=3))
    keeper.take(Retuned(run="b", step=3, changes=changes))
    keeper.take(block("b", 4, 1))
    keeper.expect("a2", "a", CONFIG, id=run)
    keeper.take(opened("a2", step=4))
    keeper.take(Retuned(run="a2", step=4, changes=changes))
    keeper.take(block("a2", 5, 1))
    keeper.flush()
    library = Library(path)
    told = [[(each.step, each.path) for each in library.record(id).markers] for id in (branch, run)]
    library.close()
    assert told == [
        [(3, ""), (3, "loss.name"), (3, "optimizer.learning_rate")],
        [(4, "optimizer.learning_rate")],
    ]
