"""Questions to the library are answered in a thread of their own, and none after the end."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine.library.record import RunStart
from engine.library.shared import SharedLibrary
from engine.library.store import Library
from engine.library.writer import Writer
from engine.text import EngineError, Message
from gui.shelf import Shelf
from tests.gui.driving import until, wait


def keep(path: Path, *names: str) -> None:
    """Put runs without measurements into a library."""
    writer = Writer(path, lambda problem: pytest.fail(str(problem)))
    for name in names:
        writer.begin(RunStart(name, name, "{}", datetime.now(UTC)))
    writer.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "runs.sqlite"


@pytest.fixture
def notices() -> list[Message]:
    return []


@pytest.fixture
def shared(path: Path, notices: list[Message]) -> Iterator[SharedLibrary]:
    made = SharedLibrary(path, notices.append)
    yield made
    made.close()


@pytest.fixture
def shelf(qtbot: QtBot, shared: SharedLibrary) -> Iterator[Shelf]:
    made = Shelf(shared)
    yield made
    made.close()


def test_an_answer_comes_in_the_thread_of_the_window(shelf: Shelf, path: Path) -> None:
    keep(path, "a", "b")
    places: list[threading.Thread] = []
    answers: list[list[str]] = []

    def work(library: Library) -> list[str]:
        places.append(threading.current_thread())
        return [row.name for row in library.runs()]

    def answer(names: list[str]) -> None:
        places.append(threading.current_thread())
        answers.append(names)

    shelf.ask(work, answer)
    until(lambda: answers, "an answer")
    assert answers == [["b", "a"]]
    assert places[0] is not places[1]
    assert places[1] is threading.main_thread()


def test_no_thread_before_the_first_question(shelf: Shelf) -> None:
    assert "library shelf" not in {thread.name for thread in threading.enumerate()}


def test_what_writes_is_told(shelf: Shelf, path: Path, qtbot: QtBot) -> None:
    keep(path, "a")
    with qtbot.waitSignal(shelf.changed):
        shelf.ask(lambda library: library.update("a", starred=True), writes=True)
    with qtbot.assertNotEmitted(shelf.changed, wait=50):
        shelf.ask(lambda library: library.runs())


def test_a_refusal_is_a_sentence(shelf: Shelf) -> None:
    told: list[Message] = []
    shelf.ask(
        lambda library: library.record("gone"), lambda _: told.append(Message("!")), told.append
    )
    until(lambda: told, "a refusal")
    assert "gone" in str(told[0])


def test_a_refusal_that_nobody_hears_is_a_problem(shelf: Shelf) -> None:
    told: list[Message] = []
    shelf.problem.connect(told.append)
    shelf.ask(lambda library: library.record("gone"))
    until(lambda: told, "a problem")


def test_without_a_library_all_is_refused(qtbot: QtBot) -> None:
    shelf = Shelf(SharedLibrary(None, print))
    told: list[Message] = []
    shelf.ask(lambda library: library.runs(), refuse=told.append)
    until(lambda: told, "a refusal")
    shelf.close()


def test_faults_of_the_program_are_not_swallowed(shelf: Shelf, qtbot: QtBot) -> None:
    with qtbot.captureExceptions() as exceptions:
        shelf.ask(lambda library: 1 // 0)
        until(lambda: exceptions, "the fault")
    assert exceptions[0][0] is ZeroDivisionError


def test_a_damaged_library_is_set_aside_and_that_is_told(
    path: Path, shelf: Shelf, notices: list[Message]
) -> None:
    path.write_bytes(b"no library at all" * 1000)
    rows: list[object] = []
    shelf.ask(lambda library: library.runs(), rows.append)
    until(lambda: rows, "an answer")
    assert rows == [[]]
    assert "set aside" in str(notices[0])
    assert any(b"no library" in each.read_bytes() for each in path.parent.iterdir()
               if each.is_file() and each != path)  # fmt: skip


def test_after_the_end_nobody_is_called(shared: SharedLibrary, qtbot: QtBot) -> None:
    shelf = Shelf(shared)
    called: list[object] = []
    begun, go_on = threading.Event(), threading.Event()

    def slow(library: Library) -> int:
        begun.set()
        go_on.wait(10)
        return 1

    def fails(library: Library) -> None:
        raise EngineError("never heard")

    shelf.ask(slow, called.append)
    shelf.ask(fails, called.append, called.append)
    begun.wait(10)
    threading.Timer(0.05, go_on.set).start()
    shelf.close()
    shelf.ask(lambda library: 2, called.append)
    wait(50)
    assert called == []


def test_what_was_to_be_written_is_written_at_the_end(
    path: Path, shared: SharedLibrary, qtbot: QtBot
) -> None:
    keep(path, "a")
    shelf = Shelf(shared)
    shelf.ask(lambda library: library.update("a", note="kept"), writes=True)
    shelf.close()
    library = Library(path)
    assert library.runs()[0].note == "kept"
    library.close()
