"""Work beside the window: done in order, its errors told, finished before the end."""

from __future__ import annotations

import threading
import time

from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication

from gui.window.background import Background
from tests.gui.driving import until


def test_one_thing_after_the_other_and_answers_in_the_window(qapp: QApplication) -> None:
    background = Background()
    order: list[int] = []
    answers: list[Exception | None] = []
    threads: set[int] = set()

    def work(number: int) -> None:
        threads.add(threading.get_ident())
        time.sleep(0.01)
        order.append(number)

    def answer(problem: Exception | None) -> None:
        assert QThread.currentThread() is qapp.thread()
        answers.append(problem)

    for number in range(5):
        background.run(lambda number=number: work(number), answer)
    until(lambda: len(answers) == 5)
    assert order == [0, 1, 2, 3, 4]
    assert answers == [None] * 5
    assert threading.get_ident() not in threads
    background.close()


def test_errors_are_handed_over(qapp: QApplication) -> None:
    background = Background()
    answers: list[Exception | None] = []

    def fail() -> None:
        raise OSError(28, "No space left on device")

    background.run(fail, answers.append)
    until(lambda: answers)
    assert isinstance(answers[0], OSError)
    background.close()


def test_what_was_begun_is_finished_before_the_end(qapp: QApplication) -> None:
    background = Background()
    done: list[int] = []
    background.run(lambda: (time.sleep(0.1), done.append(1)), lambda _: None)
    background.close()
    assert done == [1]
