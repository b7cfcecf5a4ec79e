from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

import pytest

from engine import messages
from engine.config import ExperimentConfig, with_values
from engine.messages import (
    Advance,
    AnyEvent,
    Block,
    Capture,
    Command,
    Credit,
    Event,
    Failed,
    Finished,
    Open,
    Opened,
    Pause,
    Paused,
    Quit,
    Ready,
    Restore,
    Restored,
    SetCapture,
    State,
    Train,
)
from engine.worker import child_main
from tests.fake_trainer import fake_child_main

PATIENCE = 60
SMALL = with_values(ExperimentConfig(), {"training.steps": 20})


class Child:
    """A training process and our end of its connection."""

    def __init__(self, main: object) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=main, args=(theirs, ""), daemon=True)
        self.process.start()
        theirs.close()

    def send(self, *commands: Command) -> None:
        for command in commands:
            self.connection.send_bytes(messages.encode(command))

    def receive(self) -> AnyEvent:
        assert self.connection.poll(PATIENCE), "the child says nothing"
        return messages.decode_event(self.connection.recv_bytes())

    def until(self, kind: type[Event], crediting: bool = True) -> list[AnyEvent]:
        events = []
        while True:
            events.append(self.receive())
            if crediting and isinstance(events[-1], Block):
                self.send(Credit(blocks=1))
            assert kind is Failed or not isinstance(events[-1], Failed), events[-1]
            if isinstance(events[-1], kind):
                return events


@contextmanager
def child(main: object = fake_child_main) -> Iterator[Child]:
    made = Child(main)
    try:
        yield made
    finally:
        made.process.kill()
        made.process.join()
        made.connection.close()


def test_the_real_engine_starts_trains_and_quits() -> None:
    with child(child_main) as engine:
        ready = engine.receive()
        assert isinstance(ready, Ready)
        assert ready.torch_version
        assert ready.devices[0].name == "cpu"
        assert ready.devices[0].memory > 0
        engine.send(Open(run="a", config=SMALL), Train(runs=("a",)))
        events = engine.until(Finished)
        assert isinstance(events[0], Opened)
        columns = events[0].facts.columns
        blocks = [event for event in events if isinstance(event, Block)]
        assert sum(event.values.shape[0] for event in blocks) == 20
        first_loss = blocks[0].values.numpy()[0, columns.index("loss/train")]
        assert first_loss == pytest.approx(0.6986223, abs=2e-6)
        engine.send(Quit())
        engine.process.join(PATIENCE)
        assert engine.process.exitcode == 0


def rows(events: list[AnyEvent], run: str) -> bytes:
    return b"".join(each.values.data for each in events
                    if isinstance(each, Block) and each.run == run)  # fmt: skip


def test_the_real_engine_goes_on_from_a_state_that_it_sent() -> None:
    mini = with_values(SMALL, {"training.batch_size": 300})
    with child(child_main) as engine:
        engine.receive()
        engine.send(SetCapture(), Open(run="a", config=mini), Advance(runs=("a",), steps=7))
        before = engine.until(Paused)
        states = [each for each in before if isinstance(each, State)]
        assert [each.step for each in states] == [0, 1, 2, 3, 4, 5, 6, 7]
        engine.send(Open(run="b", config=mini, state=states[-1].data), Train(runs=("a", "b")))
        after = engine.until(Finished) + engine.until(Finished)
        (opened,) = [each for each in after if isinstance(each, Opened)]
        assert (opened.run, opened.step) == ("b", 7)
        assert rows(after, "a") == rows(after, "b") != b""
        engine.send(Restore(run="b", state=states[3].data), Capture(run="b"))
        restored, captured = engine.receive(), engine.receive()
        assert isinstance(restored, Restored)
        assert isinstance(captured, State)
        assert (restored.step, captured.data) == (3, states[3].data)


def test_the_child_ends_with_the_connection() -> None:
    with child() as engine:
        engine.receive()
        engine.send(Open(run="a", config=SMALL), Train(runs=("a",)))
        engine.connection.close()
        engine.process.join(PATIENCE)
        assert engine.process.exitcode == 0


def test_nonsense_on_the_wire_is_told_and_survived() -> None:
    with child() as engine:
        engine.receive()
        engine.connection.send_bytes(b"\xc1 nonsense")
        assert isinstance(engine.receive(), Failed)
        engine.send(Open(run="a", config=SMALL))
        assert isinstance(engine.receive(), Opened)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_an_interrupt_from_the_keyboard_is_left_to_the_window() -> None:
    with child(child_main) as engine:
        engine.receive()
        assert engine.process.pid is not None
        os.kill(engine.process.pid, signal.SIGINT)
        engine.send(Open(run="a", config=SMALL))
        assert isinstance(engine.receive(), Opened)


def test_pause_stops_and_credit_bounds_what_is_under_way() -> None:
    endless = with_values(SMALL, {"training.steps": None})
    with child() as engine:
        engine.receive()
        engine.send(Open(run="a", config=endless), Train(runs=("a",)))
        events = engine.until(Block, crediting=False)
        while engine.connection.poll(0.5):  # nobody gives credit, so this ends
            events.append(engine.receive())
        blocks = [event for event in events if isinstance(event, Block)]
        assert len(blocks) <= 16
        engine.send(Pause())
        paused = engine.until(Paused)[-1]
        assert isinstance(paused, Paused)
        last = blocks[-1]
        assert paused.step == last.first_step + last.values.shape[0] - 1


def _broken_main(connection: Connection, log: str) -> None:
    import engine.worker

    engine.worker.start_host = _no_torch
    child_main(connection, log)


def _no_torch() -> None:
    raise ImportError("libtorch is missing")


def test_an_engine_that_cannot_start_says_why() -> None:
    with child(_broken_main) as engine:
        failed = engine.receive()
        assert isinstance(failed, Failed)
        assert failed.run == ""
        assert "libtorch is missing" in str(failed.sentence.message())
        assert "Traceback" in failed.details
