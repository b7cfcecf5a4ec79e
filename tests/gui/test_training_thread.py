from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from multiprocessing.connection import Connection

import numpy as np
import psutil
import pytest
from pytestqt.qtbot import QtBot

from engine.config import ExperimentConfig, with_values
from engine.failures import failure
from engine.messages import (
    Block,
    Event,
    Failed,
    Finished,
    Open,
    Opened,
    Pause,
    Paused,
    Ready,
    SetPace,
    Train,
    encode,
)
from engine.text import Message
from gui.training_thread import TrainingThread
from tests.fake_trainer import KILLED, NO_MEMORY, fake_child_main, fake_host

ENDLESS = with_values(ExperimentConfig(), {"training.steps": None})
SHORT = with_values(ExperimentConfig(), {"training.steps": 300})


class Window:
    """What the thread says, noted."""

    def __init__(self, qtbot: QtBot, **how: object) -> None:
        self.qtbot = qtbot
        self.taken: list[Event] = []
        self.events: list[Event] = []
        self.lost: list[Message] = []
        how.setdefault("main", fake_child_main)
        how.setdefault("make_host", fake_host)
        self.thread = TrainingThread(self.taken.append, **how)
        self.thread.event_arrived.connect(self.events.append)
        self.thread.engine_lost.connect(self.lost.append)
        self.thread.start()

    def wait_for(self, kind: type[Event], count: int = 1) -> Event:
        def arrived() -> bool:
            return sum(isinstance(event, kind) for event in self.events) >= count

        self.qtbot.waitUntil(arrived, timeout=20_000)
        return [event for event in self.events if isinstance(event, kind)][count - 1]

    def values(self, run: str) -> np.ndarray:
        blocks = [e for e in self.taken if isinstance(e, Block) and e.run == run]
        return np.concatenate([block.values.numpy() for block in blocks])

    def close(self) -> None:
        self.thread.stop()
        assert self.thread.wait(5000)


@pytest.fixture(params=["process", "in process"])
def window(qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Window]:
    made = Window(qtbot, in_process=request.param == "in process")
    yield made
    made.close()


@pytest.fixture
def child_window(qtbot: QtBot) -> Iterator[Window]:
    made = Window(qtbot)
    yield made
    made.close()


def test_a_run_from_start_to_end(window: Window) -> None:
    window.thread.send(Open(run="a", config=SHORT))  # before the engine is there
    window.thread.send(Train(runs=("a",)))
    finished = window.wait_for(Finished)
    assert finished.outcome.step == 300
    assert [type(event) for event in window.events[:2]] == [Ready, Opened]
    assert window.values("a")[:, 0].tolist() == list(range(1, 301))
    assert isinstance(window.taken[0], Opened)


def test_many_rounds_need_no_help_of_the_window(window: Window) -> None:
    window.thread.send(Open(run="a", config=ENDLESS))
    window.thread.send(SetPace(steps_per_second=1000.0))
    window.thread.send(Train(runs=("a",)))
    window.qtbot.waitUntil(lambda: len(window.taken) > 40, timeout=20_000)
    window.thread.send(Pause())
    step = window.wait_for(Paused).step
    assert len(window.values("a")) == step


def test_both_ways_measure_the_same(qtbot: QtBot) -> None:
    measured = []
    for in_process in (False, True):
        window = Window(qtbot, in_process=in_process)
        window.thread.send(Open(run="a", config=SHORT))
        window.thread.send(Train(runs=("a",)))
        window.wait_for(Finished)
        measured.append(window.values("a").tobytes())
        window.close()
    assert measured[0] == measured[1]


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_killed_engine_is_told_and_replaced(child_window: Window) -> None:
    window = child_window
    window.thread.send(Open(run="a", config=with_values(ENDLESS, {"training.seed": KILLED})))
    window.thread.send(Train(runs=("a",)))
    window.qtbot.waitUntil(lambda: bool(window.lost), timeout=20_000)
    assert "killed by signal 9" in str(window.lost[0])
    assert not window.thread.send(Train(runs=("a",)))
    assert window.thread.engine_pid is None
    window.thread.revive()
    window.thread.send(Open(run="b", config=SHORT))
    window.thread.send(Train(runs=("b",)))
    window.wait_for(Finished)
    assert len(window.lost) == 1


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_an_engine_killed_from_outside(child_window: Window) -> None:
    child_window.wait_for(Ready)
    os.kill(child_window.thread.engine_pid, signal.SIGKILL)
    child_window.qtbot.waitUntil(lambda: bool(child_window.lost), timeout=20_000)


def test_memory_that_runs_out_is_the_trouble_of_one_run(window: Window) -> None:
    window.thread.send(Open(run="a", config=with_values(SHORT, {"training.seed": NO_MEMORY})))
    window.thread.send(Open(run="b", config=SHORT))
    window.thread.send(Train(runs=("a", "b")))
    assert window.wait_for(Failed).run == "a"
    assert window.wait_for(Finished).run == "b"


def _deaf_main(connection: Connection, log: str) -> None:
    connection.send_bytes(encode(Ready(torch_version="none", devices=())))
    signal.pause()


def test_an_engine_that_does_not_answer_is_killed(qtbot: QtBot) -> None:
    window = Window(qtbot, main=_deaf_main)
    window.wait_for(Ready)
    pid = window.thread.engine_pid
    window.close()
    assert not psutil.pid_exists(pid)


def _speechless_main(connection: Connection, log: str) -> None:
    error = ImportError("libtorch is missing")
    connection.send_bytes(encode(failure("", error, "cpu")))
    connection.close()


def test_an_engine_that_cannot_start_is_told_once(qtbot: QtBot) -> None:
    window = Window(qtbot, main=_speechless_main)
    qtbot.waitUntil(lambda: bool(window.lost), timeout=20_000)
    assert "libtorch is missing" in str(window.lost[0])
    window.close()
    assert len(window.lost) == 1


def _no_host() -> None:
    raise ImportError("libtorch is missing")


def test_a_host_that_cannot_start_is_told(qtbot: QtBot) -> None:
    window = Window(qtbot, in_process=True, make_host=_no_host)
    qtbot.waitUntil(lambda: bool(window.lost), timeout=20_000)
    assert "libtorch is missing" in str(window.lost[0])
    window.close()


def test_stopping_before_the_engine_is_ready(qtbot: QtBot) -> None:
    for _ in range(3):
        window = Window(qtbot)
        window.thread.send(Open(run="a", config=SHORT))
        window.close()


def test_twenty_starts_and_stops_leave_nothing(qtbot: QtBot) -> None:
    me = psutil.Process()
    threads = me.num_threads()
    counts = []
    for number in range(20):
        window = Window(qtbot)
        window.thread.send(Open(run="a", config=ENDLESS))
        window.thread.send(Train(runs=("a",)))
        if number % 4 == 0:
            qtbot.waitUntil(lambda taken=window.taken: len(taken) > 2, timeout=20_000)
        window.close()
        children = [each for each in me.children() if "resource_tracker" not in str(each.cmdline())]
        counts.append((me.num_handles() if os.name == "nt" else me.num_fds(), len(children)))
    assert counts[-1] == counts[1]
    qtbot.waitUntil(lambda: me.num_threads() <= threads)  # the system takes a moment


def test_a_wanted_end_is_no_loss(window: Window) -> None:
    window.wait_for(Ready)
    window.close()
    window.qtbot.wait(10)
    assert window.lost == []
