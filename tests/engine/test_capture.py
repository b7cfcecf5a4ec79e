"""Which states a host sends by itself, and at what cost."""

from __future__ import annotations

import itertools

import pytest

from engine.capture import SMALL, TIME_AT_ONCE, TIME_SHARE, Captures
from engine.host import Host
from engine.log_steps import is_log_step
from engine.messages import (
    Advance,
    Block,
    Capture,
    Close,
    Command,
    Credit,
    Event,
    Failed,
    Finished,
    Fork,
    Open,
    Opened,
    Pause,
    Paused,
    Refused,
    Restore,
    Restored,
    Retune,
    Retuned,
    SetCapture,
    State,
    Train,
)
from engine.text import EngineError
from tests.engine.runs import make
from tests.fake_trainer import DIVERGES, Clock, FakeTrainer, make_fake


class Driver:
    """A host of fake trainers on a simulated clock, that keeps all that was told."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.host = Host(self.make, self.clock)
        self.trainers: dict[str, FakeTrainer] = {}
        self.events: list[Event] = []

    def make(self, command: Open) -> FakeTrainer:
        trainer = self.trainers[command.run] = make_fake(command)
        trainer.clock, trainer.slices = self.clock, 0
        return trainer

    def tell(self, *commands: Command) -> list[Event]:
        said = [event for command in commands for event in self.host.handle(command)]
        self.events += said
        return said

    def open(self, *runs: str, **changes: object) -> None:
        config = make(**{"training__steps": None, **changes})
        self.tell(*(Open(run=run, config=config) for run in runs))

    def work(self, seconds: float = 0.2) -> None:
        end = self.clock.now + seconds
        while self.clock.now < end and (wait := self.host.wait()) is not None:
            self.clock.now += wait
            said = self.host.turn()
            self.events += said
            for event in said:
                if isinstance(event, Block):
                    self.host.handle(Credit(blocks=1))

    def states(self, run: str = "a") -> list[tuple[int, str]]:
        return [
            (each.step, each.reason)
            for each in self.events
            if isinstance(each, State) and each.run == run
        ]


@pytest.fixture
def driver() -> Driver:
    return Driver()


# --- of a training run ----------------------------------------------------------------------------


def test_nothing_is_sent_unless_it_is_wanted(driver: Driver) -> None:
    driver.open("a")
    driver.tell(Train(runs=("a",)))
    driver.work()
    driver.tell(SetCapture(), Pause())
    assert driver.states() == [(driver.trainers["a"].step, "log"),
                               (driver.trainers["a"].step, "marker")]  # fmt: skip
    driver.tell(SetCapture(enabled=False), Train(runs=("a",)))
    driver.work()
    driver.tell(Pause())
    assert len(driver.states()) == 2


def test_a_run_sends_its_states_evenly_on_a_log_scale_from_the_first_on(driver: Driver) -> None:
    driver.tell(SetCapture())
    driver.open("a")
    assert driver.states() == []
    driver.tell(Train(runs=("a",)))
    assert driver.states() == [(0, "log")]
    driver.work(0.5)
    steps = [step for step, reason in driver.states() if reason == "log"]
    last = driver.trainers["a"].step
    assert steps == [0, *(step for step in range(1, last + 1) if is_log_step(step, 4))]
    assert last > 1000


def test_large_states_are_sent_at_fewer_steps(driver: Driver) -> None:
    driver.tell(SetCapture())
    driver.open("a")
    driver.trainers["a"].state_bytes = 2 * SMALL
    driver.tell(Train(runs=("a",)))
    driver.work(0.5)
    steps = [step for step, _ in driver.states()]
    assert steps[:12] == [0, 1, 2, 3, 4, 6, 8, 11, 16, 23, 32, 45]


def test_a_state_comes_after_the_block_of_its_step(driver: Driver) -> None:
    driver.tell(SetCapture())
    driver.open("a", "b", training__steps=100)
    driver.tell(Train(runs=("a", "b")))
    driver.work()
    done = {"a": 0, "b": 0}
    for event in driver.events:
        if isinstance(event, Block):
            done[event.run] += event.values.shape[0]
        elif isinstance(event, State):
            assert event.step == done[event.run]
            assert event.data.startswith(str(event.step).encode())
    assert done == {"a": 100, "b": 100}
    kinds = [type(each) for each in driver.events if getattr(each, "run", "") == "a"]
    assert kinds[-2:] == [State, Finished]


def test_training_is_the_same_with_states_and_without(driver: Driver) -> None:
    driver.open("b")
    driver.tell(Advance(runs=("b",), steps=300))
    driver.work()
    driver.tell(SetCapture())
    driver.open("a")
    driver.tell(Advance(runs=("a",), steps=300))
    driver.work()
    rows = {
        run: b"".join(each.values.data for each in driver.events
                      if isinstance(each, Block) and each.run == run)
        for run in ("a", "b")
    }  # fmt: skip
    assert rows["a"] == rows["b"]


def test_every_few_seconds_of_training_there_is_a_rolling_one(driver: Driver) -> None:
    driver.tell(SetCapture(rolling_seconds=0.01))  # the fake tells of 10 µs a step
    driver.open("a")
    driver.tell(Train(runs=("a",)))
    driver.work(2.0)
    rolling = [step for step, reason in driver.states() if reason == "rolling"]
    assert len(rolling) >= 5
    gaps = [after - before for before, after in itertools.pairwise(rolling)]
    assert max(gaps) < 2500  # told once a block


@pytest.mark.parametrize("how", ["pause", "goal", "outcome", "divergence", "fork", "change"])
def test_a_state_marks_what_happened(driver: Driver, how: str) -> None:
    driver.tell(SetCapture())
    given = {"outcome": {"training__steps": 50}, "divergence": {"training__seed": DIVERGES}}
    driver.open("a", **given.get(how, {}))
    driver.tell(Advance(runs=("a",), steps=37) if how == "goal" else Train(runs=("a",)))
    driver.work(0.05)
    if how == "pause":
        driver.tell(Pause())
    elif how == "fork":
        driver.tell(Fork(run="a", branch="b"))
    elif how == "change":
        driver.tell(Retune(run="a", changes={"optimizer.learning_rate": 0.5}))
    step = driver.trainers["a"].step
    assert driver.states()[-1] == (step, "marker")
    assert [reason for _, reason in driver.states()].count("marker") == 1
    if how == "fork":
        kinds = [type(each) for each in driver.events if getattr(each, "run", "") == "b"]
        assert kinds[:2] == [Opened, State]
        assert driver.states("b")[0] == (step, "marker")
    if how == "change":
        assert isinstance(driver.events[-2], Retuned)


def test_one_marker_at_a_step_unless_something_changed(driver: Driver) -> None:
    driver.tell(SetCapture())
    driver.open("a")
    driver.tell(Advance(runs=("a",), steps=5))
    driver.work()
    driver.tell(Fork(run="a", branch="b"), Fork(run="a", branch="c"))
    change = Retune(run="a", changes={"optimizer.learning_rate": 0.5})
    assert driver.states().count((5, "marker")) == 1
    driver.tell(change)
    assert driver.states().count((5, "marker")) == 2


def test_a_run_that_never_trained_marks_nothing(driver: Driver) -> None:
    driver.tell(SetCapture())
    driver.open("a")
    driver.tell(Retune(run="a", changes={"optimizer.learning_rate": 0.5}), Pause())
    assert driver.states() == []


@pytest.mark.parametrize("error", [EngineError("too large"), MemoryError()])
def test_a_state_that_cannot_be_taken(driver: Driver, error: Exception) -> None:
    driver.tell(SetCapture())
    driver.open("a", "b")
    driver.trainers["a"].state_error = error
    driver.tell(Train(runs=("a", "b")))
    driver.work()
    assert driver.states() == []
    assert driver.trainers["b"].step > 100
    if isinstance(error, EngineError):
        assert driver.trainers["a"].step > 100
    else:
        assert any(isinstance(each, Failed) and each.run == "a" for each in driver.events)


# --- asked for ------------------------------------------------------------------------------------


@pytest.mark.parametrize("training", [True, False])
def test_a_state_is_sent_when_asked_for(driver: Driver, training: bool) -> None:
    driver.open("a")
    if training:
        driver.tell(Train(runs=("a",)))
        driver.work(0.05)
    step = driver.trainers["a"].step
    assert driver.tell(Capture(run="a")) == [
        State(run="a", step=step, reason="asked", data=b"%d" % step)
    ]


def test_a_state_that_is_asked_for_and_too_large_is_refused(driver: Driver) -> None:
    driver.open("a")
    driver.trainers["a"].state_error = EngineError("too large")
    (refused,) = driver.tell(Capture(run="a"))
    assert isinstance(refused, Refused)


def test_a_run_is_opened_at_a_state_and_goes_on_from_there(driver: Driver) -> None:
    driver.tell(SetCapture())
    driver.tell(Open(run="a", config=make(training__steps=None), state=b"70"))
    (opened,) = [each for each in driver.events if isinstance(each, Opened)]
    assert opened.step == 70
    driver.tell(Advance(runs=("a",), steps=3))
    driver.work()
    assert driver.states()[0] == (70, "log")
    assert driver.events[-1] == Paused(run="a", step=73)


def test_a_run_is_set_to_another_of_its_states(driver: Driver) -> None:
    driver.open("a", training__steps=20)
    driver.tell(Train(runs=("a",)))
    driver.work()
    assert driver.tell(Restore(run="a", state=b"7")) == [Restored(run="a", step=7)]
    driver.tell(Advance(runs=("a",), steps=2))
    driver.work()
    assert driver.events[-1] == Paused(run="a", step=9)


@pytest.mark.parametrize("training", [True, False])
def test_what_cannot_be_restored_is_refused(driver: Driver, training: bool) -> None:
    driver.open("a")
    if training:
        driver.tell(Train(runs=("a",)))
        driver.work(0.05)
    step = driver.trainers["a"].step
    (refused,) = driver.tell(Restore(run="a", state=b"7" if training else b"nonsense"))
    assert isinstance(refused, Refused)
    assert driver.trainers["a"].step == step
    driver.tell(Close(run="a"))
    assert driver.tell(Restore(run="a", state=b"7"), Capture(run="a")) == []


# --- bounds ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1000, 10**5, 10**6, 10**7, 10**8])
def test_the_log_keeps_to_its_bytes(size: int) -> None:
    captures = Captures(rolling_seconds=1e9, log_bytes=256 << 20)
    step, taken = 0, []
    while step <= 1_000_000:
        if captures.due(step) == "log":
            captures.took(step, "log", size, 0.0)
            taken.append(step)
        step += captures.steps_until_due(step)
    assert len(taken) * size <= 256 << 20
    assert len(taken) >= 2
    if size <= 10**7:
        assert taken[-1] > 200_000  # spread over the whole run


def test_states_take_a_small_share_of_the_time() -> None:
    captures = Captures(rolling_seconds=5.0, log_bytes=256 << 20)
    cost, taken = 0.02, 0
    for step in range(20_000):
        captures.trained += 0.01
        if captures.due(step) is not None:
            captures.took(step, "log", 10**5, cost)
            taken += 1
    assert taken > 20
    assert captures.spent <= TIME_AT_ONCE + TIME_SHARE * captures.trained + cost
