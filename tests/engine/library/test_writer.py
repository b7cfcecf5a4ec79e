import sqlite3
import threading
import time

import pytest

from engine.library import schema
from engine.library import writer as writer_module
from engine.library.store import Library
from engine.library.writer import Writer
from engine.messages import Outcome
from tests.engine.library.keeping import all_rows, keep, noisy, same, start, writing


@pytest.fixture
def path(tmp_path):
    return tmp_path / "runs.sqlite"


@pytest.fixture
def troubled(path):
    """A writer, and the problems that it tells."""
    problems: list[str] = []
    writer = Writer(path, lambda problem: problems.append(str(problem)))
    yield writer, problems
    writer.close(60)


def wait_for(condition):
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_what_comes_is_written_without_being_asked(path):
    with writing(path) as writer, Library(path) as library:
        writer.begin(start("a"))
        writer.append("a", 1, noisy(10))
        wait_for(lambda: library.runs() and library.measurements("a").last_step == 10)


def test_a_writer_that_nothing_is_given_touches_nothing(path):
    with writing(path) as writer:
        assert writer.flush(1)
        assert writer.recording
    assert not path.exists()


def test_closing_writes_what_was_given_and_pauses_what_trains(path):
    with writing(path) as writer:
        for run in ("a", "b"):
            writer.begin(start(run))
            writer.append(run, 1, noisy(5000))
        writer.state("a", 5000, "rolling", b"state")
        writer.outcome("b", Outcome(kind="finished", step=5000), "finished")
    assert not writer.recording
    writer.append("a", 5001, noisy(10))
    with Library(path) as library:
        assert same(all_rows(library, "a"), noisy(5000))
        b, a = library.runs()
        assert (a.status, a.resumable) == ("paused", True)
        assert (b.status, b.resumable) == ("finished", False)
    assert list(path.parent.glob("*.owners/*")) == []


def test_a_run_in_training_is_not_offered_for_resuming(path):
    with writing(path) as writer, Library(path) as library:
        writer.begin(start("a"))
        writer.state("a", 0, "log", b"state")
        assert writer.flush(60)
        library.note_interrupted()
        assert (library.runs()[0].status, library.runs()[0].resumable) == ("training", False)


def test_a_run_open_in_another_window_is_not_taken_up(path, troubled):
    other, problems = troubled
    with writing(path) as writer:
        writer.begin(start("a"))
        writer.append("a", 1, noisy(10))
        assert writer.flush(60)
        other.resume("a")
        other.flush(60)
        assert problems == ["This run is open in another window; go on with it there."]
        writer.append("a", 11, noisy(10))
    with Library(path) as library:
        assert library.runs()[0].steps == 20


def test_a_fault_of_one_run_leaves_the_others_alone(path, troubled, caplog):
    writer, problems = troubled
    for run in ("a", "b"):
        writer.begin(start(run))
        writer.append(run, 1, noisy(10))
    writer.append("a", 30, noisy(10))  # steps are missing
    writer.append("a", 40, noisy(10))
    writer.append("b", 11, noisy(10))
    writer.append("nobody", 1, noisy(10))
    assert writer.flush(60)
    assert len(problems) == 2
    assert "step 11 is next" in problems[0]
    with Library(path) as library:
        assert [row.steps for row in library.runs()] == [20, 10]


def test_rows_that_are_there_are_passed_over(path):
    values = noisy(100)
    with writing(path) as writer:
        writer.begin(start("a"))
        writer.append("a", 1, values[:60])
        writer.append("a", 41, values[40:])
        writer.append("a", 1, values[:50])
    with Library(path) as library:
        assert same(all_rows(library, "a"), values)


def test_the_same_id_twice_is_a_fault(path, troubled, caplog):
    keep(path, "a", noisy(10))
    writer, problems = troubled
    writer.begin(start("a"))
    assert writer.flush(60)
    assert len(problems) == 1
    assert writer.recording


def test_a_lock_is_waited_for(path, monkeypatch):
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.05)
    with writing(path) as writer, Library(path) as library:
        writer.begin(start("a"))
        assert writer.flush(60)
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        writer.append("a", 1, noisy(10))
        assert not writer.flush(0.5)
        other.execute("COMMIT")
        other.close()
        assert writer.flush(60)
        assert library.runs()[0].steps == 10


def test_a_lock_that_stays_ends_recording_with_one_sentence(path, troubled, monkeypatch):
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.05)
    monkeypatch.setattr(writer_module, "PATIENCE_SECONDS", 0.2)
    writer, problems = troubled
    writer.begin(start("a"))
    assert writer.flush(60)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for step in range(1, 1000, 10):
        writer.append("a", step, noisy(10))
    assert not writer.flush(60)
    writer.append("a", 1001, noisy(10))
    other.close()
    assert not writer.recording
    assert len(problems) == 1
    assert problems[0].endswith("try again. Runs are not recorded any more.")


def test_a_disk_that_cannot_keep_up_ends_recording(path, troubled, monkeypatch):
    monkeypatch.setattr(schema, "BUSY_SECONDS", 0.05)
    monkeypatch.setattr(writer_module, "MOST_WAITING_BYTES", 100_000)
    writer, problems = troubled
    writer.begin(start("a"))
    assert writer.flush(60)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for step in range(1, 20_000, 1000):
        writer.append("a", step, noisy(1000))
    other.close()
    assert len(problems) == 1
    assert "too slow" in problems[0]
    assert not writer.recording


def test_problems_are_told_once_however_many_threads_write(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("x")
    problems = []
    writer = Writer(blocked / "runs.sqlite", lambda problem: problems.append(problem))

    def work(name):
        writer.begin(start(name))
        for step in range(1, 100):
            writer.append(name, step, noisy(1))

    threads = [threading.Thread(target=work, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not writer.flush(60)
    writer.close(60)
    assert len(problems) == 1
