from __future__ import annotations

import itertools

import numpy as np
import pytest

from engine import messages
from engine.config import ExperimentConfig, with_values
from engine.host import Host
from engine.messages import (
    Advance,
    Block,
    Close,
    Command,
    Credit,
    Event,
    Failed,
    Fetch,
    Finished,
    Fork,
    Look,
    Open,
    Opened,
    Pause,
    Paused,
    Picture,
    Quit,
    Refused,
    Retune,
    Retuned,
    ScanDead,
    SetPace,
    Snapshot,
    Train,
)
from engine.rounds import BLOCKS_AHEAD, LONGEST_TURN
from tests.fake_trainer import BREAKS, DIVERGES, NO_MEMORY, REFUSED, Clock, FakeTrainer, make_fake

ENDLESS = with_values(ExperimentConfig(), {"training.steps": None})


class Driver:
    """Drives a host on a simulated clock and gives credit for every block."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.trainers: dict[str, FakeTrainer] = {}
        self.host = Host(self.make, self.clock)
        self.crediting = True

    def make(self, command: Open) -> FakeTrainer:
        trainer = make_fake(command)
        trainer.clock = self.clock
        self.latest = trainer
        return trainer

    def open(self, *runs: str, **changes: object) -> None:
        config = with_values(ENDLESS, {name.replace("__", "."): v for name, v in changes.items()})
        for run in runs:
            self.tell(Open(run=run, config=config))
            self.trainers[run] = self.latest
            self.latest.slices = 0

    def tell(self, *commands: Command) -> list[Event]:
        return [event for command in commands for event in self.host.handle(command)]

    def turn(self) -> list[Event]:
        events = self.host.turn()
        if self.crediting:
            for event in events:
                if isinstance(event, Block):
                    self.host.handle(Credit(blocks=1))
        return events

    def work(self, seconds: float = 1.0) -> list[Event]:
        """Let the host work for a while, at most until it is idle."""
        events: list[Event] = []
        end = self.clock.now + seconds
        while self.clock.now < end:
            wait = self.host.wait()
            if wait is None:
                break
            self.clock.now += wait
            events += self.turn()
        return events


@pytest.fixture
def driver() -> Driver:
    return Driver()


def of(kind: type[Event], events: list[Event]) -> list[Event]:
    return [event for event in events if isinstance(event, kind)]


def steps_of(events: list[Event], run: str) -> list[int]:
    """Steps in the blocks of a run, checked to follow each other."""
    steps: list[int] = []
    for event in events:
        if isinstance(event, Block) and event.run == run:
            rows = event.values.numpy()
            steps += range(event.first_step, event.first_step + len(rows))
    return steps


def test_an_opened_run_stands_at_step_0_and_rests(driver: Driver) -> None:
    (event,) = driver.tell(Open(run="a", config=ENDLESS))
    assert isinstance(event, Opened)
    assert event.facts.columns == driver.latest.facts.columns
    assert event.preview.train_y is not None
    driver.latest.slices = 0
    assert driver.host.wait() is None
    assert driver.host.turn() == []


def test_training_runs_to_the_end(driver: Driver) -> None:
    driver.open("a", training__steps=100)
    driver.tell(Train(runs=("a",)))
    events = driver.work()
    assert steps_of(events, "a") == list(range(1, 101))
    (finished,) = of(Finished, events)
    assert finished is events[-1]
    assert finished.outcome.kind == "finished"
    assert driver.host.wait() is None


def test_runs_advance_at_equal_steps_and_one_that_ends_drops_out(driver: Driver) -> None:
    driver.open("a", "b")
    driver.open("c", training__steps=50)
    driver.tell(Train(runs=("a", "b", "c")))
    for _ in range(30):
        driver.turn()
        steps = {run: trainer.step for run, trainer in driver.trainers.items()}
        assert steps["a"] == steps["b"]
        assert steps["c"] == min(50, steps["a"])
    assert steps["a"] > 50


def test_runs_stay_in_step_when_a_scan_holds_one_up(driver: Driver) -> None:
    driver.open("a", "b")
    driver.trainers["a"].stall_at = 100
    driver.tell(Train(runs=("a", "b")))
    driver.work(0.3)
    driver.tell(Pause())
    assert driver.trainers["a"].step == driver.trainers["b"].step > 100


@pytest.mark.parametrize("command", [Train(runs=("a",)), Advance(runs=("a",), steps=10)])
@pytest.mark.parametrize("rate", [None, 1.0])
def test_a_run_ends_once_its_last_scan_is_through(
    driver: Driver, command: Command, rate: float | None
) -> None:
    driver.open("a", training__steps=10)
    driver.trainers["a"].scan_at_end = True
    driver.tell(SetPace(steps_per_second=rate), command)
    events = driver.work(9.5)
    (finished,) = of(Finished, events)
    assert finished is events[-1]
    assert "dead_units/1" in {r.name for event in of(Block, events) for r in event.readings}


def test_rounds_grow_to_about_20_ms(driver: Driver) -> None:
    driver.open("a", "b")
    driver.tell(Train(runs=("a", "b")))
    assert driver.turn()[0].values.shape[0] == 1  # the first point comes at once
    for _ in range(20):
        driver.turn()
    before = driver.clock.now
    driver.turn()
    assert 0.010 <= driver.clock.now - before <= LONGEST_TURN


def test_a_round_of_slow_steps_is_left_for_commands_and_evened_out(driver: Driver) -> None:
    driver.open("a", "b", "c")
    for trainer in driver.trainers.values():
        trainer.cost = 0.5
    driver.tell(Train(runs=("a", "b", "c")))
    driver.turn()
    assert [trainer.step for trainer in driver.trainers.values()] == [1, 0, 0]
    paused = driver.tell(Pause())
    assert [event.step for event in of(Paused, paused)] == [1, 0, 0]
    driver.tell(Train(runs=("a", "b", "c")))
    driver.work(2.5)
    assert (
        max(t.step for t in driver.trainers.values())
        - min(t.step for t in driver.trainers.values())
        <= 1
    )


@pytest.mark.parametrize("rate", [1.0, 20.0, 300.0])
def test_a_pace_is_kept_by_all_runs(driver: Driver, rate: float) -> None:
    driver.open("a", "b")
    driver.tell(SetPace(steps_per_second=rate), Train(runs=("a", "b")))
    driver.work(4.0)
    for trainer in driver.trainers.values():
        assert trainer.step == pytest.approx(4 * rate, abs=2 + 0.1 * rate)


def test_no_burst_after_a_stall(driver: Driver) -> None:
    driver.open("a")
    driver.tell(SetPace(steps_per_second=100.0), Train(runs=("a",)))
    driver.work(1.0)
    before = driver.trainers["a"].step
    driver.clock.now += 30
    driver.turn()
    assert driver.trainers["a"].step - before <= 2


def test_pause_and_go_on(driver: Driver) -> None:
    driver.open("a", "b")
    driver.tell(Train(runs=("a", "b")))
    events = driver.work(0.1)
    told = driver.tell(Pause(runs=("a",)))
    (paused,) = of(Paused, told)
    assert (paused.run, paused.step) == ("a", driver.trainers["a"].step)
    driver.work(0.1)
    assert driver.trainers["a"].step == paused.step < driver.trainers["b"].step
    assert [event.run for event in of(Paused, driver.tell(Pause()))] == ["b"]
    assert driver.host.wait() is None
    driver.tell(Train(runs=("a",)))
    events += told + driver.work(0.1)
    assert steps_of(events, "a") == list(range(1, driver.trainers["a"].step + 1))


@pytest.mark.parametrize("steps", [1, 7, 1000])
def test_advance_takes_exactly_the_steps_asked_for(driver: Driver, steps: int) -> None:
    driver.open("a", "b")
    for round_ in (1, 2):
        driver.tell(Advance(runs=("a", "b"), steps=steps))
        events = driver.work()
        assert [event.step for event in of(Paused, events)] == [round_ * steps] * 2


def test_run_to_an_epoch(driver: Driver) -> None:
    driver.open("a")
    driver.tell(Advance(runs=("a",), to_epoch=3))
    assert [event.step for event in of(Paused, driver.work())] == [30]
    (event,) = driver.tell(Advance(runs=("a",), to_epoch=2))
    assert isinstance(event, Paused)
    assert driver.host.wait() is None


def test_steps_asked_for_slowly_come_at_once(driver: Driver) -> None:
    driver.open("a")
    driver.tell(SetPace(steps_per_second=1.0))
    for step in (1, 2, 3):
        driver.tell(Advance(runs=("a",)))
        assert driver.host.wait() == 0
        driver.turn()
        assert driver.trainers["a"].step == step


def test_without_credit_the_engine_waits(driver: Driver) -> None:
    driver.open("a", "b")
    driver.crediting = False
    driver.tell(Train(runs=("a", "b")))
    events = driver.work(10.0)
    blocks = of(Block, events)
    assert 0 < len(blocks) <= 2 * BLOCKS_AHEAD + 1
    assert driver.host.wait() is None
    driver.tell(Credit(blocks=len(blocks)))
    assert driver.host.wait() == 0
    assert of(Block, driver.turn())


def test_scans_go_on_while_idle_and_while_waiting_for_the_pace(driver: Driver) -> None:
    driver.open("a")
    for start in (Pause(), Train(runs=("a",))):
        driver.tell(SetPace(steps_per_second=1.0), start)
        driver.turn()
        driver.tell(ScanDead(run="a"))
        driver.open("b")
        driver.tell(ScanDead(run="b"))
        readings = [r for event in of(Block, driver.work(0.5)) for r in event.readings]
        assert "dead_units/1" in {reading.name for reading in readings}
    assert driver.trainers["a"].calls.count(0) >= 3


def test_a_scan_does_not_stop_other_runs(driver: Driver) -> None:
    driver.open("a", "b")
    driver.trainers["b"].slices = 10**6
    driver.tell(Train(runs=("a",)))
    driver.work(0.5)
    assert driver.trainers["a"].step > 1000
    assert len(driver.trainers["b"].calls) > 10


@pytest.mark.parametrize("training", [False, True])
def test_questions_are_answered_at_any_time(driver: Driver, training: bool) -> None:
    driver.open("a")
    if training:
        driver.tell(Train(runs=("a",)))
        driver.work(0.1)
    step = driver.trainers["a"].step
    (picture,) = driver.tell(Look(run="a", parts=("surface",), resolution=4))
    assert isinstance(picture, Picture)
    assert picture.step == step
    assert picture.predictions.numpy().tolist() == [step] * 4
    (snapshot,) = driver.tell(Fetch(run="a"))
    assert isinstance(snapshot, Snapshot)
    assert snapshot.parameters["layers.1.weight"].numpy()[0, 0] == step
    (retuned,) = driver.tell(Retune(run="a", changes={"optimizer.learning_rate": 0.5}))
    assert isinstance(retuned, Retuned)
    assert retuned.step == step
    assert retuned.changes["optimizer.learning_rate"][1] == 0.5


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (Retune(run="a", changes={"training.batch_size": 4096}), "training.batch_size"),
        (Look(run="a", parts=("nonsense",)), ""),
    ],
)
def test_what_cannot_be_obeyed_is_refused_and_the_run_goes_on(
    driver: Driver, command: Command, field: str
) -> None:
    driver.open("a")
    driver.tell(Train(runs=("a",)))
    (refused,) = driver.tell(command)
    assert isinstance(refused, Refused)
    assert refused.field == field
    assert str(refused.sentence.message())
    assert of(Block, driver.work(0.1))


@pytest.mark.parametrize(
    ("seed", "words", "field", "details"),
    [
        (BREAKS, "unexpected error (ZeroDivisionError: a bug)", "", "Traceback"),
        (NO_MEMORY, "memory is full", "model.width", "MemoryError"),
    ],
)
def test_a_run_that_breaks_is_told_and_the_others_go_on(
    driver: Driver, seed: int, words: str, field: str, details: str
) -> None:
    driver.open("a", training__seed=seed)
    driver.open("b")
    driver.tell(Train(runs=("a", "b")))
    events = driver.work(0.2)
    (failed,) = of(Failed, events)
    assert failed.run == "a"
    assert words in str(failed.sentence.message())
    assert failed.field == field
    assert details in failed.details
    assert driver.trainers["b"].step > 100
    assert driver.tell(Train(runs=("a",)), Look(run="a", parts=())) == []


def test_a_run_that_cannot_be_opened_is_told(driver: Driver) -> None:
    config = with_values(ENDLESS, {"training.seed": REFUSED})
    (failed,) = driver.tell(Open(run="a", config=config), Train(runs=("a",)))
    assert isinstance(failed, Failed)
    assert failed.field == "training.seed"
    assert failed.details == ""


def test_divergence_is_an_outcome(driver: Driver) -> None:
    driver.open("a", training__seed=DIVERGES)
    driver.tell(Train(runs=("a",)))
    (finished,) = of(Finished, driver.work())
    assert (finished.outcome.kind, finished.outcome.step) == ("diverged", 7)
    (again,) = driver.tell(Train(runs=("a",)))
    assert again == finished


def test_a_finished_run_goes_on_after_its_end_is_raised(driver: Driver) -> None:
    driver.open("a", training__steps=10)
    driver.tell(Train(runs=("a",)))
    driver.work()
    driver.tell(Retune(run="a", changes={"training.steps": 20}), Train(runs=("a",)))
    (finished,) = of(Finished, driver.work())
    assert finished.outcome.step == 20


def test_closed_and_unknown_runs_are_left_alone(driver: Driver) -> None:
    driver.open("a")
    driver.tell(Train(runs=("a",)), Close(run="a"))
    assert driver.host.wait() is None
    commands = [Train(runs=("a",)), Pause(runs=("a",)), Advance(runs=("a",)), Close(run="a"),
                ScanDead(run="a"), Fetch(run="a"), Retune(run="a", changes={})]  # fmt: skip
    assert driver.tell(*commands) == []


def test_quit_ends_it(driver: Driver) -> None:
    driver.open("a")
    driver.tell(Train(runs=("a",)), Quit())
    assert driver.host.ended
    assert driver.host.turn() == []


def test_every_command_has_a_handler() -> None:
    kinds = messages.Command.__subclasses__()
    host = Host(make_fake)
    assert set(host._handlers) == set(kinds)


def test_blocks_are_the_same_however_training_is_cut(driver: Driver) -> None:
    driver.open("a", "b")
    driver.tell(Train(runs=("a",)))
    whole = driver.work(0.1)
    parts: list[Event] = []
    for steps in itertools.islice(itertools.cycle((1, 5, 30)), 20):
        parts += driver.tell(Advance(runs=("b",), steps=steps))
        parts += driver.work()
    values = [
        np.concatenate([e.values.numpy() for e in of(Block, events) if e.run == run])[:200]
        for events, run in ((whole, "a"), (parts, "b"))
    ]
    assert values[0].tobytes() == values[1].tobytes()


# --- forks ----------------------------------------------------------------------------------------


def fork(driver: Driver, run: str, branch: str) -> Event:
    (event,) = driver.tell(Fork(run=run, branch=branch))
    return event


def test_a_branch_of_a_training_run_trains_along(driver: Driver) -> None:
    driver.open("a", "b")
    driver.tell(Train(runs=("a", "b")))
    driver.work(0.1)
    opened = fork(driver, "a", "c")
    assert isinstance(opened, Opened)
    step = driver.trainers["a"].step
    assert (opened.run, opened.step, opened.training) == ("c", step, True)
    assert opened.outcome is None
    events = driver.work(0.2) + driver.tell(Pause())
    assert steps_of(events, "c") == steps_of(events, "a")
    assert steps_of(events, "c")[0] == step + 1


def test_a_fork_in_the_middle_of_a_round_owes_what_its_parent_owes(driver: Driver) -> None:
    driver.open("a")
    driver.tell(Train(runs=("a",)))
    driver.work(0.05)
    driver.trainers["a"].stall_at = driver.trainers["a"].step + 1
    driver.turn()
    fork(driver, "a", "b")
    events = driver.work(0.2) + driver.tell(Pause())
    assert steps_of(events, "a") == steps_of(events, "b")


def test_a_branch_of_a_paused_run_waits(driver: Driver) -> None:
    driver.open("a")
    driver.tell(Advance(runs=("a",), steps=5))
    driver.work()
    opened = fork(driver, "a", "b")
    assert (opened.step, opened.training) == (5, False)
    assert driver.host.wait() is None
    driver.tell(Advance(runs=("b",), steps=2))
    events = driver.work()
    assert steps_of(events, "b") == [6, 7]
    assert steps_of(events, "a") == []


def test_a_branch_stops_where_its_parent_was_to_stop(driver: Driver) -> None:
    driver.open("a")
    driver.tell(Advance(runs=("a",), steps=1000))
    driver.turn()
    fork(driver, "a", "b")
    assert {(e.run, e.step) for e in of(Paused, driver.work())} == {("a", 1000), ("b", 1000)}


def test_a_branch_of_a_finished_run_is_finished_and_goes_on(driver: Driver) -> None:
    driver.open("a", training__steps=20)
    driver.tell(Train(runs=("a",)))
    driver.work()
    opened = fork(driver, "a", "b")
    assert opened.outcome == driver.trainers["a"].outcome
    driver.tell(Retune(run="b", changes={"training.steps": 40}), Train(runs=("b",)))
    events = driver.work()
    assert steps_of(events, "b") == list(range(21, 41))
    assert [event.run for event in of(Finished, events)] == ["b"]


def test_a_fork_of_a_run_that_is_gone_fails(driver: Driver) -> None:
    failed = fork(driver, "a", "b")
    assert isinstance(failed, Failed)
    assert failed.run == "b"
    assert failed.details == ""


def test_changes_to_come_are_made_after_their_steps(driver: Driver) -> None:
    changes = (
        (7, {"optimizer.learning_rate": 0.5}),
        (7, {"optimizer.weight_decay": 0.1}),
        (12, {"optimizer.learning_rate": 0.25}),
    )
    driver.tell(Open(run="a", config=ENDLESS, changes=changes))
    driver.tell(Train(runs=("a",)))
    events = driver.work(0.2)
    told = of(Retuned, events)
    assert [(each.step, set(each.changes)) for each in told] == [
        (7, {"optimizer.learning_rate", "optimizer.weight_decay"}),
        (12, {"optimizer.learning_rate"}),
    ]
    steps = steps_of(events, "a")
    assert steps == list(range(1, len(steps) + 1))
    before = [each for each in events[: events.index(told[0])] if isinstance(each, Block)]
    assert sum(len(each.values.numpy()) for each in before) == 7
