import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from engine.library import thinning
from engine.library.record import Marker, Parent, StateInfo
from engine.library.store import ORDERS, Library
from engine.messages import Outcome
from engine.text import EngineError
from tests.engine.library.keeping import all_rows, facts, keep, noisy, same, start, writing

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "runs.sqlite"


@pytest.fixture
def library(path):
    with Library(path) as library:
        yield library


@pytest.fixture
def writer(path):
    with writing(path) as writer:
        yield writer


def ids(rows):
    return [row.id for row in rows]


# --- what is kept of a run ------------------------------------------------------------------------


def test_a_record_tells_all_that_was_kept(writer, library):
    begun = start("a", name="first", settings={"model.activation": "tanh"}, seeds=3)
    writer.begin(begun)
    writer.append("a", 1, noisy(50, special=0), seconds=1.5)
    change = Marker(20, "change", "optimizer.learning_rate", 0.1, 0.2)
    writer.marker("a", change)
    writer.marker("a", Marker(10, "finding", "dead_units", text="half of the units are dead"))
    writer.state("a", 0, "log", b"zero")
    writer.state("a", 50, "marker", b"fifty")
    writer.update("a", tags=["best", "学习"], note="why?", starred=True)
    writer.outcome("a", Outcome(kind="diverged", step=50, layer=3), "diverged")
    assert writer.flush(60)
    record = library.record("a")
    assert (record.name, record.config, record.facts) == ("first", begun.config, facts())
    assert (record.started, record.versions) == (begun.started, begun.versions)
    assert (record.seconds, record.steps, record.seeds) == (1.5, 50, 3)
    assert (record.status, record.outcome) == (
        "diverged",
        Outcome(kind="diverged", step=50, layer=3),
    )
    assert [marker.step for marker in record.markers] == [10, 20]
    assert record.markers[1] == change
    assert record.states == (StateInfo(0, "log", 4), StateInfo(50, "marker", 5))
    assert (record.tags, record.note, record.starred) == (("best", "学习"), "why?", True)
    (row,) = library.runs()
    assert row.settings == {"model.activation": "tanh"}
    assert row.loss == pytest.approx(float(noisy(50, special=0)[-1, 1]))
    assert row.bytes >= 50 * 3 * 4 + 9


def test_facts_may_come_later(writer, library):
    begun = start("a")
    object.__setattr__(begun, "facts", None)
    writer.begin(begun)
    assert writer.flush(60)
    assert library.record("a").facts is None
    writer.update("a", facts=facts())
    writer.append("a", 1, noisy(5))
    assert writer.flush(60)
    assert library.record("a").facts == facts()
    assert same(all_rows(library, "a"), noisy(5))


def test_a_config_of_a_newer_version_is_kept_as_it_is(writer, library):
    begun = start("a")
    object.__setattr__(begun, "config", '{"schema": 99}')
    writer.begin(begun)
    assert writer.flush(60)
    assert library.record("a").config == '{"schema": 99}'
    assert library.runs()[0].settings == {}


def test_a_branch_has_the_markers_and_states_of_its_trunk(writer, library):
    writer.begin(start("a"))
    for step in (0, 10, 20, 30):
        writer.state("a", step, "log", b"a%d" % step)
        writer.marker("a", Marker(step, "finding", text=str(step)))
    writer.begin(start("b", parent=Parent("a", 20)))
    writer.state("b", 20, "marker", b"b20")
    writer.marker("b", Marker(20, "fork", old="a"))
    writer.state("b", 40, "rolling", b"b40")
    assert writer.flush(60)
    record = library.record("b")
    assert record.parent == Parent("a", 20)
    assert [(each.step, each.reason) for each in record.states] == [
        (0, "log"),
        (10, "log"),
        (20, "marker"),
        (40, "rolling"),
    ]
    assert [marker.kind for marker in record.markers] == ["finding"] * 3 + ["fork"]
    found = [library.state("b", step) for step in (0, 15, 20, 39, 99, None)]
    assert [data for _, data in found] == [b"a0", b"a10", b"b20", b"b20", b"b40", b"b40"]
    with pytest.raises(EngineError, match="No snapshot"):
        library.state("b", -1)


def test_the_rolling_state_is_replaced_and_the_others_are_bounded(writer, library, monkeypatch):
    monkeypatch.setattr(thinning, "MOST_STATES", 5)
    writer.begin(start("a"))
    for step in range(0, 100, 5):
        writer.state("a", step, "log" if step % 2 else "rolling", bytes(10))
    writer.state("a", 95, "rolling", bytes(10))  # it is there as one that stays
    assert writer.flush(60)
    states = library.record("a").states
    assert len([each for each in states if each.reason == "log"]) == 5
    assert [each for each in states if each.reason == "rolling"] == []
    assert states[-1].step == 95
    writer.state("a", 100, "rolling", bytes(10))
    writer.state("a", 100, "marker", bytes(10))
    assert writer.flush(60)
    assert library.record("a").states[-1] == StateInfo(100, "marker", 10)


# --- finding --------------------------------------------------------------------------------------


@pytest.fixture
def three(writer, library):
    writer.begin(start("a", name="Alpha", settings={"optimizer.learning_rate": 0.1}))
    writer.begin(start("b", name="bravo", settings={"model.activation": "relu"}))
    writer.begin(start("c", name="嘈杂", settings={"optimizer.learning_rate": 0.15}))
    writer.append("b", 1, noisy(9, special=0))
    writer.outcome("b", Outcome(kind="finished", step=9), "finished")
    writer.update("a", tags=["Seminar"], note="don't forget")
    writer.update("b", starred=True)
    assert writer.flush(60)
    return library


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "cba"),
        ("alpha", "a"),
        ("嘈", "c"),
        ("seminar", "a"),
        ("don't", "a"),
        ('"don\'t forget"', "a"),
        ("finished", "b"),
        ("training", "ca"),
        ("model.activation=relu", "cba"),
        ("activation=tanh", ""),
        ("learning_rate=0.1", "a"),
        ("learning_rate=1e-1", "a"),
        ("learning_rate=0.15 嘈", "c"),
        ("learning_rate=0.1 bravo", ""),
        ("%", ""),
        ('"', ""),
    ],
)
def test_search(three, query, found):
    assert ids(three.runs(query)) == list(found)


def test_order_and_pages(three):
    assert ids(three.runs(order="name", ascending=True)) == ["a", "b", "c"]
    assert ids(three.runs(order="steps"))[0] == "b"
    assert ids(three.runs(order="starred"))[0] == "b"
    for order in ORDERS:
        assert sorted(ids(three.runs(order=order))) == ["a", "b", "c"]
    assert ids(three.runs(limit=1, offset=1)) == ["b"]


def test_changes_are_found(three):
    three.update("c", name="quiet", tags=("x y",), note="Later", starred=True)
    (row,) = three.runs("quiet")
    assert (row.id, row.tags, row.note, row.starred) == ("c", ("x y",), "Later", True)
    assert ids(three.runs('"x y" later')) == ["c"]
    assert three.runs("嘈") == []
    with pytest.raises(EngineError, match="No run nobody"):
        three.update("nobody", name="x")


def test_runs_are_named_by_the_beginning_of_their_id(writer, library):
    for run in ("abcdef01", "abcdef02", "12345678"):
        writer.begin(start(run))
    assert writer.flush(60)
    assert library.find("abcdef01") == "abcdef01"
    assert library.find("1234") == "12345678"
    assert library.find("3") == "12345678"
    for name, problem in (
        ("abcd", "Several"),
        ("zzzz", "No run"),
        ("", "No run"),
        ("123", "No run"),
    ):
        with pytest.raises(EngineError, match=problem):
            library.find(name)


def test_a_clock_that_jumps_back_does_not_change_the_order(writer, library):
    for run, year in (("a", 2030), ("b", 1999), ("c", 2020)):
        writer.begin(start(run, started=datetime(year, 1, 1, tzinfo=UTC)))
    assert writer.flush(60)
    assert ids(library.runs()) == ["c", "b", "a"]
    assert [row.started.year for row in library.runs()] == [2020, 1999, 2030]


# --- deleting -------------------------------------------------------------------------------------


def test_deleting_can_be_undone(three):
    three.delete(["a", "c"])
    assert ids(three.runs()) == ["b"]
    assert ids(three.runs(deleted=True)) == ["c", "a"]
    three.restore(["a"])
    assert ids(three.runs()) == ["b", "a"]
    assert three.runs(deleted=True)[0].deleted is not None


def test_deleted_runs_are_purged_later(path, writer, library):
    values = noisy(9000)
    for run in ("a", "b"):
        keep(path, run, values)
    library.delete(["a"])
    library.purge()
    assert ids(library.runs(deleted=True)) == ["a"]
    before = library.usage()
    assert before.deleted > values.nbytes
    library.purge(timedelta(0))
    assert library.runs(deleted=True) == []
    with pytest.raises(EngineError, match="No run a"):
        library.record("a")
    after = library.usage()
    assert after.total < before.total - values.nbytes / 2
    assert same(all_rows(library, "b"), values)


def test_what_branches_share_stays_when_a_run_is_purged(path, library):
    first, second = noisy(20_000, seed=1), noisy(9000, seed=2)
    with writing(path) as writer:
        writer.begin(start("a"))
        writer.append("a", 1, first)
        writer.state("a", 100, "log", b"100")
        writer.state("a", 9000, "log", b"9000")
        writer.begin(start("b", parent=Parent("a", 5000)))
        writer.append("b", 5001, second)
        writer.begin(start("c", parent=Parent("b", 9000)))
        writer.append("c", 9001, first)
    expected = [all_rows(library, run) for run in ("b", "c")]
    size = library.usage().total
    library.delete(["a", "b"])
    library.purge(timedelta(0))
    assert ids(library.runs()) == ["c"]
    assert same(all_rows(library, "c"), expected[1])
    assert library.state("c", 5000) == (100, b"100")
    assert library.usage().total < size
    library.delete(["c"])
    library.purge(timedelta(0))
    assert library.usage().runs == 0
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT count(*) FROM run").fetchone() == (0,)
    assert connection.execute("SELECT count(*) FROM chunk").fetchone() == (0,)
    connection.close()


def test_nothing_is_removed_without_being_told_first(path, library):
    values = noisy(9000)
    for run in ("old", "starred", "gone", "new"):
        keep(path, run, values)
    library.update("starred", starred=True)
    library.delete(["gone"])
    total = library.usage().total
    plan = library.plan_pruning(total + 1)
    assert plan.items == ()
    assert str(plan.sentence()).startswith("The library takes")
    plan = library.plan_pruning(total - int(1.5 * values.nbytes))
    assert [(item.run, item.deleted) for item in plan.items] == [("gone", True), ("old", False)]
    assert "the oldest 2 runs" in str(plan.sentence())
    assert len(library.runs()) == 3
    library.update("old", starred=True)  # after it was told
    library.prune(plan)
    assert ids(library.runs()) == ["new", "starred", "old"]
    plan = library.plan_pruning(0)
    assert [item.run for item in plan.items] == ["new"]
    library.update("new", starred=True)
    assert "raise the limit" in str(library.plan_pruning(0).sentence())


def test_runs_that_are_open_are_not_removed(library, writer):
    writer.begin(start("a"))
    writer.append("a", 1, noisy(9000))
    assert writer.flush(60)
    plan = library.plan_pruning(0)
    assert plan.items == ()
    library.delete(["a"])
    library.purge(timedelta(0))
    assert ids(library.runs(deleted=True)) == ["a"]


# --- many at once ---------------------------------------------------------------------------------


def test_many_threads_may_use_it(three):
    problems = []

    def look(number):
        try:
            for _ in range(20):
                three.runs("alpha")
                three.update("a", note=str(number))
                list(three.measurements("b").rows())
        except Exception as error:
            problems.append(error)

    threads = [threading.Thread(target=look, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []


def test_several_writers_share_a_library(path, library):
    values = [noisy(9000, seed=seed) for seed in range(3)]
    with writing(path) as one, writing(path) as two, writing(path) as three:
        writers = (one, two, three)
        for number, writer in enumerate(writers):
            writer.begin(start(str(number)))
        for first in range(0, 9000, 600):
            for number, writer in enumerate(writers):
                writer.append(str(number), first + 1, values[number][first : first + 600])
        for writer in writers:
            assert writer.flush(60)
        for number in range(3):
            assert same(all_rows(library, str(number)), values[number])
    assert library.check()


def test_the_window_can_import_it_before_its_first_paint():
    program = (
        "import sys, engine.library.opening, engine.library.writer, engine.library.record;"
        "print([name for name in ('numpy', 'torch') if name in sys.modules])"
    )
    command = [sys.executable, "-c", program]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


def test_rows_tell_the_parameters_of_a_chosen_row(tmp_path: Path) -> None:
    told = {"model.activation": "leaky_relu", "model.activation_params": {"negative_slope": 0.2}}
    keep(tmp_path / "runs.sqlite", "a", noisy(5), settings=told)
    keep(tmp_path / "runs.sqlite", "b", noisy(5), settings={"model.activation": "leaky_relu"})
    library = Library(tmp_path / "runs.sqlite")
    settings = {row.id: dict(row.settings) for row in library.runs()}
    library.close()
    assert settings["a"] == {"model.activation": "leaky_relu",
                             "model.activation_params.negative_slope": 0.2}  # fmt: skip
    assert settings["b"] == {"model.activation": "leaky_relu"}
