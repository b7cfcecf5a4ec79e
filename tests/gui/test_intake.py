from __future__ import annotations

import threading

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.messages import Array, Block, DataPreview, Opened, Reading, RunFacts
from gui.intake import Intake, Speedometer
from tests.fake_trainer import Clock

FACTS = RunFacts(columns=("epoch", "loss/train"), sizes=(2, 1), task="binary", loss="bce")


def opened(key: str) -> Opened:
    return Opened(run=key, facts=FACTS, preview=DataPreview())


def block(key: str, first: int, steps: int, *readings: Reading) -> Block:
    values = np.arange(2 * steps, dtype=np.float32).reshape(steps, 2)
    return Block(run=key, first_step=first, values=Array.of(values), readings=readings)


@pytest.fixture
def intake(qtbot: QtBot) -> Intake:
    made = Intake()
    made.expect("a")
    made.take(opened("a"))
    return made


def test_blocks_become_history(intake: Intake) -> None:
    heard: list[int] = []
    intake.data_arrived.connect(lambda: heard.append(1))
    intake.take(block("a", 1, 3))
    intake.take(block("a", 4, 2, Reading(name="loss/test", step=5, value=0.5)))
    history = intake.history("a")
    assert history is not None
    assert history.last_step == 5
    assert history.latest("loss/test") == (5, 0.5)
    assert heard == [1]  # told once, until it is taken
    assert intake.take_touched() == {"a"}
    assert intake.take_touched() == set()
    intake.take(block("a", 6, 1))
    assert heard == [1, 1]


def test_what_nobody_expects_is_dropped(intake: Intake) -> None:
    for key in ("a", "b"):
        intake.forget(key)
        intake.take(opened(key))
        intake.take(block(key, 1, 1))
        assert intake.history(key) is None
    assert intake.take_touched() == set()
    assert intake.steps_per_second("a") == 0


def test_a_block_of_readings_only(intake: Intake) -> None:
    intake.take(block("a", 1, 0, Reading(name="dead_units/1", step=1, value=0.0)))
    assert intake.take_touched() == {"a"}


def test_filled_from_another_thread(intake: Intake) -> None:
    def fill() -> None:
        for first in range(1, 1001, 10):
            intake.take(block("a", first, 10))

    thread = threading.Thread(target=fill)
    thread.start()
    while thread.is_alive():
        intake.take_touched()
        history = intake.history("a")
        assert history is not None
        assert history.last_step % 10 == 0
    thread.join()
    assert intake.history("a").last_step == 1000


def test_speed_is_that_of_the_last_second() -> None:
    clock, speed = Clock(), Speedometer()
    assert speed.steps_per_second == 0
    for rate in (100, 10):
        for _ in range(200):
            clock.now += 1 / rate
            speed.add(clock.now, 1, 1e-5)
        assert speed.steps_per_second == pytest.approx(rate, rel=0.05)


def test_speed_of_a_run_shorter_than_a_blink_is_that_of_training() -> None:
    speed = Speedometer()
    speed.add(5.0, 100, 0.01)
    assert speed.steps_per_second == pytest.approx(10_000)


def test_speed_forgets_a_pause() -> None:
    speed = Speedometer()
    for now in (1.0, 1.1, 1.2, 1.3, 100.0):
        speed.add(now, 1, 0.1)
    assert speed.steps_per_second == pytest.approx(10)
