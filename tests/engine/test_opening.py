"""Runs open in the background: everything else goes on, and the numbers are the same."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from engine import dataset_cache
from engine.datasets import build
from engine.host import Host
from engine.messages import (
    Advance,
    Block,
    Close,
    Command,
    Event,
    Failed,
    Fork,
    Look,
    Open,
    Opened,
    Pause,
    Paused,
    Picture,
    Quit,
    Retune,
    Retuned,
    Train,
)
from engine.opening import Opener
from engine.trainer import Trainer
from tests.engine.runs import finish, make
from tests.fake_trainer import REFUSED, FakeTrainer, make_fake

PATIENCE = 30.0
ENDLESS = make(training__steps=None)


class Slow:
    """A host whose runs called "slow…" open only when told."""

    def __init__(self) -> None:
        self.gates: dict[str, threading.Event] = {}
        self.host = Host(self.make, background=True)
        self.events: list[Event] = []

    def make(self, command: Open) -> FakeTrainer:
        if command.run.startswith("slow"):
            self.gates.setdefault(command.run, threading.Event()).wait(PATIENCE)
        trainer = make_fake(command)
        trainer.slices = 0
        return trainer

    def tell(self, *commands: Command) -> list[Event]:
        said = [event for command in commands for event in self.host.handle(command)]
        self.events += said
        return said

    def open(self, *runs: str, **changes: object) -> None:
        for run in runs:
            self.gates.setdefault(run, threading.Event())
            self.tell(Open(run=run, config=make(training__steps=None, **changes)))

    def let(self, *runs: str) -> None:
        for run in runs:
            self.gates[run].set()

    def until(self, done: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < deadline
            self.events += self.host.turn()
            time.sleep(min(0.002, self.host.wait() or 0.0))

    def of(self, kind: type[Event], run: str) -> list[Event]:
        return [each for each in self.events if isinstance(each, kind) and each.run == run]

    def until_told(self, kind: type[Event], run: str) -> Event:
        self.until(lambda: bool(self.of(kind, run)))
        return self.of(kind, run)[-1]


@pytest.fixture
def slow() -> Iterator[Slow]:
    made = Slow()
    yield made
    for gate in made.gates.values():
        gate.set()
    made.host.close()


def test_an_open_run_trains_and_pauses_while_another_is_opened(slow: Slow) -> None:
    slow.open("slow", "a")
    slow.until_told(Opened, "a")
    slow.tell(Train(runs=("a",)))
    slow.until_told(Block, "a")
    assert [type(each) for each in slow.tell(Pause())][-1] is Paused
    assert not slow.of(Opened, "slow")
    slow.let("slow")
    opened = slow.until_told(Opened, "slow")
    assert isinstance(opened, Opened)
    assert opened.step == 0


def test_runs_start_together_once_all_are_open(slow: Slow) -> None:
    slow.open("a", "slow")
    slow.tell(Train(runs=("a", "slow")))
    slow.until_told(Opened, "a")
    slow.until(lambda: True)
    assert not slow.of(Block, "a")
    slow.let("slow")
    slow.until_told(Block, "slow")
    first = [each.run for each in slow.events if isinstance(each, Block)][:2]
    assert sorted(first) == ["a", "slow"]


def test_one_that_cannot_be_opened_does_not_hold_up_the_others(slow: Slow) -> None:
    slow.open("a")
    slow.open("slow", training__seed=REFUSED)
    slow.tell(Train(runs=("slow", "a")))
    slow.let("slow")
    slow.until_told(Block, "a")
    (failed,) = slow.of(Failed, "slow")
    assert isinstance(failed, Failed)
    assert failed.field == "training.seed"


def test_what_is_asked_of_an_opening_run_is_answered_in_order(slow: Slow) -> None:
    slow.open("slow")
    change = {"optimizer.learning_rate": 0.5}
    commands = [Retune(run="slow", changes=change), Look(run="slow", parts=("predictions",)),
                Fork(run="slow", branch="b"), Advance(runs=("slow", "b"), steps=3)]  # fmt: skip
    assert slow.tell(*commands) == []
    slow.let("slow")
    for run in ("slow", "b"):
        slow.until_told(Paused, run)
    told = [(type(each), each.run) for each in slow.events if not isinstance(each, (Block, Paused))]
    assert told == [(Opened, "slow"), (Retuned, "slow"), (Picture, "slow"), (Opened, "b")]
    assert [each.step for run in ("slow", "b") for each in slow.of(Paused, run)] == [3, 3]


def test_a_pause_before_it_is_open_stops_it_and_is_answered_after(slow: Slow) -> None:
    slow.open("a", "slow")
    slow.until_told(Opened, "a")
    slow.tell(Train(runs=("a", "slow")))
    assert slow.tell(Pause(runs=("a", "slow"))) == [Paused(run="a", step=0)]
    slow.let("slow")
    slow.until_told(Paused, "slow")
    kinds = [type(each) for each in slow.events if each.run == "slow"]
    assert kinds == [Opened, Paused]
    assert slow.host.wait() is None


def test_one_of_several_that_is_paused_lets_the_others_start(slow: Slow) -> None:
    slow.open("a", "slow")
    slow.tell(Train(runs=("a", "slow")), Pause(runs=("slow",)))
    slow.until_told(Block, "a")
    assert not slow.of(Opened, "slow")


@pytest.mark.parametrize("again", [False, True])
def test_a_closed_run_is_dropped_when_it_is_there(slow: Slow, again: bool) -> None:
    slow.open("a", "slow")
    slow.tell(Train(runs=("a", "slow")), Close(run="slow"))
    slow.until_told(Block, "a")
    slow.tell(Pause())
    if again:
        slow.open("slow", training__seed=7)
    slow.let("slow")
    if again:
        slow.until_told(Opened, "slow")
        assert slow.host._runs["slow"].trainer.config.training.seed == 7
    slow.host._openings.close(PATIENCE)
    slow.events += slow.host.turn()
    assert len(slow.of(Opened, "slow")) == int(again)
    assert slow.host.wait() is None


def test_quit_does_not_wait_for_what_is_opened(slow: Slow) -> None:
    slow.open("slow")
    slow.tell(Train(runs=("slow",)), Quit())
    assert slow.host.ended
    slow.let("slow")


# --- real data ------------------------------------------------------------------------------------


def test_runs_on_the_same_data_share_them(monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[object] = []
    monkeypatch.setattr(dataset_cache, "build", lambda data: (built.append(data), build(data))[1])
    opener = Opener()
    config = make(data__name="digits", data__train_share=0.8, data__scaling="standardize")
    first = opener(Open(run="a", config=config))
    second = opener(Open(run="b", config=make(data__name="digits", data__train_share=0.8,
                                              data__scaling="standardize",
                                              training__seed=3)))  # fmt: skip
    assert isinstance(first, Trainer)
    assert isinstance(second, Trainer)
    assert first.datasets[0] is second.datasets[0]
    assert len(built) == 1
    del first, second
    opener(Open(run="a", config=config))
    assert len(built) == 2


@pytest.mark.parametrize("stream", [None, 1])
def test_a_run_opened_in_the_background_has_the_same_numbers(stream: int | None) -> None:
    config = make(
        data__name="moons",
        data__train_share=0.7,
        data__scaling="standardize",
        training__stream=stream,
        training__steps=30,
    )
    expected = finish(Trainer(config))
    host = Host(Opener(), background=True)
    for run in ("a", "b", "c"):
        host.handle(Open(run=run, config=config))
    deadline = time.monotonic() + PATIENCE
    while len(host._runs) < 3:
        assert time.monotonic() < deadline
        host.turn()
    for hosted in host._runs.values():
        assert isinstance(hosted.trainer, Trainer)
        assert finish(hosted.trainer).same_as(expected)
    host.close()
