"""What is read of a run is what was written, however it came in."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.history import History
from engine.library import thinning
from engine.library.record import Parent, Part
from engine.library.store import Library
from engine.library.tape import chunk_rows
from tests.engine.library.keeping import add, all_rows, keep, noisy, same, start, writing

COLUMNS = ("epoch", "loss/train", "c")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "runs.sqlite"


def live(values, first_step=1, **options) -> History:
    history = History(COLUMNS, **options)
    for done in range(0, len(values), 1000):
        history.append(first_step + done, values[done : done + 1000])
    return history


def curves(history: History, points: int = 10**9, names=COLUMNS) -> list[bytes]:
    found = history.curves(names, 0, history.last_step + 10, points)
    return [part.tobytes() for curve in found for part in curve]


def filled(measurements, history=None) -> History:
    history = measurements.history() if history is None else history
    for _ in measurements.fill(history):
        pass
    return history


@pytest.mark.parametrize(
    ("rows", "sizes"),
    [
        (6, (1,)),
        (63, (10,)),
        (4096, (4096,)),
        (4097, (1000, 1)),
        (9000, (700, 4500)),
        (20_000, (9000,)),
    ],
)
def test_rows_are_the_same_bit_for_bit(path, rows, sizes):
    values = noisy(rows)
    keep(path, "a", values, sizes, first_step=7)
    with Library(path) as library:
        assert same(all_rows(library, "a"), values)
        measurements = library.measurements("a")
        assert (measurements.first_step, measurements.last_step) == (7, 6 + rows)
        assert measurements.parts() == (Part(7, 6 + rows, 1),)
        assert list(measurements.bins()) == []
        some = np.concatenate([part for _, part in measurements.rows(10, 10 + rows // 2)])
        assert same(some, values[3 : 3 + rows // 2])
        assert curves(filled(measurements)) == curves(live(values, 7))


def test_a_run_without_rows_is_empty(path):
    keep(path, "a", noisy(0))
    with Library(path) as library:
        measurements = library.measurements("a")
        assert (measurements.first_step, measurements.last_step) == (0, 0)
        assert measurements.parts() == ()
        assert list(measurements.rows()) == []
        history = measurements.history()
        history.append(1, noisy(10))
        assert history.last_step == 10


def test_some_columns_are_read_alone(path):
    names = ("epoch", *(f"c{k}" for k in range(20)))
    values = noisy(9000, 21)
    keep(path, "a", values, columns=names)
    with Library(path) as library:
        some = library.measurements("a", columns=("c7", "nothing", "c3"))
        rows = np.concatenate([part for _, part in some.rows()])
        assert same(rows[:, [0, 2]], values[:, [8, 4]])
        assert np.isnan(rows[:, 1]).all()
        whole = History(names)
        whole.append(1, values)
        chosen = ("c7", "c3")
        assert curves(filled(some), names=chosen) == curves(whole, names=chosen)
        assert curves(filled(some), 50, chosen) == curves(whole, 50, chosen)


def test_few_bins_are_read_at_first_and_more_later(path, monkeypatch):
    monkeypatch.setattr("engine.library.measurements.COARSE_BINS", 50)
    values = noisy(50_000)
    keep(path, "a", values, (20_000,))
    with Library(path) as library:
        measurements = library.measurements("a")
        history = measurements.history()
        steps = history.curve("c", 1, 50_000, 10_000).steps
        assert 10 < len(steps) < 100
        whole = live(values)
        assert curves(history, 10) == curves(whole, 10)
        history.append(50_001, values[:5000])
        whole.append(50_001, values[:5000])
        assert curves(filled(measurements, history)) == curves(whole)


# --- long runs ------------------------------------------------------------------------------------


@pytest.fixture
def short_memory(monkeypatch):
    """Rows are thinned out early."""
    monkeypatch.setattr(thinning, "FIRST_ROWS", 5000)
    monkeypatch.setattr(thinning, "LAST_ROWS", 10_000)


def test_the_middle_of_a_long_run_is_kept_as_bins(path, short_memory):
    values = noisy(60_000)
    keep(path, "a", values, (3000,))
    with Library(path) as library:
        measurements = library.measurements("a")
        first, middle, last = measurements.parts()
        assert first == Part(1, 8192, 1)
        assert middle.width == 64
        assert middle.first_step == 8193
        assert last.first_step == middle.last_step + 1
        assert last.width == 1
        assert last.last_step == 60_000
        assert 60_000 - last.first_step + 1 >= 10_000
        for step, rows in measurements.rows():
            assert same(rows, values[step - 1 : step - 1 + len(rows)])
            assert not middle.first_step <= step <= middle.last_step
        at = middle.first_step
        for bins in measurements.bins():
            assert (bins.first_step, bins.width) == (at, 64)
            rows = values[at - 1 : at - 1 + 64 * bins.planes.shape[2]].reshape(-1, 64, 3)
            np.testing.assert_array_equal(bins.planes[0].T, np.fmin.reduce(rows, axis=1))
            np.testing.assert_array_equal(bins.planes[2].T, np.fmax.reduce(rows, axis=1))
            np.testing.assert_array_equal(bins.planes[3].T, (~np.isnan(rows)).sum(axis=1))
            at += 64 * bins.planes.shape[2]
        assert at == middle.last_step + 1
        history = filled(measurements)
        assert history.first_raw_step == last.first_step
        expected = live(values)
        expected.limit_raw(60_000 - last.first_step + 1)
        assert curves(history, 400) == curves(expected, 400)


def test_bins_can_be_put_in_the_place_of_rows(path, short_memory, tmp_path):
    values = noisy(60_000)
    keep(path, "a", values, (3000,))
    copy = tmp_path / "copy.sqlite"
    with Library(path) as library, writing(copy) as writer:
        measurements = library.measurements("a")
        writer.begin(start("b"))
        pieces = [(step, rows) for step, rows in measurements.rows()]
        pieces += [(bins.first_step, bins.planes) for bins in measurements.bins()]
        for step, part in sorted(pieces, key=lambda piece: piece[0]):
            (writer.append if part.ndim == 2 else writer.append_bins)("b", step, part)
            assert writer.flush(60)
        with Library(copy) as other:
            copied = other.measurements("b")
            assert copied.parts() == measurements.parts()
            assert curves(filled(copied)) == curves(filled(measurements))
        # the bins survive that the run is taken up again
        writer.resume("b", 20_000)
        add(writer, "b", values[20_000:30_000], first_step=20_001)
        with Library(copy) as other:
            history = filled(other.measurements("b"))
            assert history.last_step == 30_000
            assert curves(history, 100)[3] == curves(live(values[:30_000]), 100)[3]


# --- gone on with ---------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(
    rows=st.integers(1, 20_000),
    cut=st.floats(0, 1),
    more=st.integers(0, 9000),
    size=st.integers(100, 9000),
    seed=st.integers(0, 9),
)
def test_a_run_is_resumed_at_any_step(tmp_path_factory, rows, cut, more, size, seed):
    path = tmp_path_factory.mktemp("library") / "runs.sqlite"
    values = noisy(rows + more, seed=seed)
    step = int(cut * rows)
    keep(path, "a", values[:rows], (size,))
    with writing(path) as writer:
        writer.resume("a", step)
        add(writer, "a", values[step:], (size,), first_step=step + 1)
    with Library(path) as library:
        assert same(all_rows(library, "a"), values)
        assert curves(filled(library.measurements("a"))) == curves(live(values))


@settings(max_examples=25, deadline=None)
@given(
    rows=st.integers(1, 20_000),
    cut=st.floats(0, 1),
    more=st.integers(0, 9000),
    size=st.integers(100, 9000),
    seed=st.integers(0, 9),
)
def test_a_branch_has_the_rows_of_its_trunk(tmp_path_factory, rows, cut, more, size, seed):
    path = tmp_path_factory.mktemp("library") / "runs.sqlite"
    trunk = noisy(rows, seed=seed)
    own = noisy(more, seed=seed + 100)
    step = int(cut * rows)
    with writing(path) as writer:
        writer.begin(start("a"))
        add(writer, "a", trunk, (size,))
        writer.begin(start("b", parent=Parent("a", step)))
        add(writer, "b", own, (size,), first_step=step + 1)
    expected = np.concatenate((trunk[:step], own)) if more else trunk[:0]
    with Library(path) as library:
        assert same(all_rows(library, "a"), trunk)
        if more:
            assert same(all_rows(library, "b"), expected)
            assert curves(filled(library.measurements("b"))) == curves(live(expected))


def test_branches_of_branches_share_rows(path):
    first, second, third = noisy(9000, seed=1), noisy(9000, seed=2), noisy(9000, seed=3)
    with writing(path) as writer:
        writer.begin(start("a"))
        add(writer, "a", first)
        writer.begin(start("b", parent=Parent("a", 5000)))
        add(writer, "b", second, first_step=5001)
        writer.begin(start("c", parent=Parent("b", 3000)))  # before b has begun by itself
        add(writer, "c", third, first_step=3001)
        writer.begin(start("d", parent=Parent("c", 8000)))
        add(writer, "d", second, first_step=8001)
    with Library(path) as library:
        assert same(all_rows(library, "b"), np.concatenate((first[:5000], second)))
        assert same(all_rows(library, "c"), np.concatenate((first[:3000], third)))
        expected = np.concatenate((first[:3000], third[:5000], second))
        assert same(all_rows(library, "d"), expected)
        assert curves(filled(library.measurements("d"))) == curves(live(expected))
        sizes = {row.id: row.bytes for row in library.runs()}
        assert sizes["d"] < 1.6 * sizes["a"]


def test_a_branch_may_have_other_columns(path):
    trunk, own = noisy(5000), noisy(5000, 3, seed=1)
    with writing(path) as writer:
        writer.begin(start("a"))
        add(writer, "a", trunk)
        columns = ("epoch", "new", "loss/train")
        writer.begin(start("b", columns=columns, parent=Parent("a", 4500)))
        add(writer, "b", own, first_step=4501)
    with Library(path) as library:
        rows = all_rows(library, "b")
        assert same(rows[:4500, [0, 2]], trunk[:4500, :2])
        assert np.isnan(rows[:4500, 1]).all()
        assert same(rows[4500:], own)
        curve = filled(library.measurements("b")).curve("new", 1, 9500, 50)
        assert np.isnan(curve.high[curve.steps < 4400]).all()


def test_a_history_up_to_a_step_is_gone_on_with_like_a_branch(path, short_memory, monkeypatch):
    monkeypatch.setattr("engine.library.measurements.COARSE_BINS", 50)
    values, own = noisy(40_000), noisy(9000, seed=1)
    keep(path, "a", values, (3000,))
    with Library(path) as library:
        measurements = library.measurements("a")
        whole = filled(measurements)
        for step in (39_000, 4000, 1, 0):
            history = measurements.history(step)
            assert history.last_step == step
            history.append(step + 1, own)
            expected = live(np.concatenate((values[:step], own)))
            assert curves(history, 20) == curves(expected, 20)
        assert curves(whole.copy(39_000), 100) == curves(live(values[:39_000]), 100)
        # where rows were thinned out, those of the bin in the making are a gap
        history = measurements.history(15_000)
        history.append(15_001, own)
        gap = history.rows(15_000 // 64 * 64 + 1, 15_001)
        assert len(gap) == 15_000 % 64
        assert np.isnan(gap).all()


def test_a_branch_of_a_step_without_rows_has_a_gap_of_less_than_a_bin(path, short_memory):
    values, own = noisy(40_000), noisy(9000, seed=1)
    with writing(path) as writer:
        writer.begin(start("a"))
        add(writer, "a", values, (3000,))
        writer.begin(start("b", parent=Parent("a", 15_000)))
        add(writer, "b", own, first_step=15_001)
        # one that trained the last steps of the trunk again has none
        writer.begin(start("c", parent=Parent("a", 15_000)))
        add(writer, "c", np.concatenate((values[14_000:15_000], own)), first_step=14_001)
    with Library(path) as library:
        for run, missing in (("b", 15_000 % 64), ("c", 14_000 % 64)):
            measurements = library.measurements(run)
            first, middle, last = measurements.parts()
            assert (first.last_step, middle.width) == (8192, 64)
            rows = np.concatenate([part for _, part in measurements.rows(last.first_step)])
            assert np.isnan(rows[:missing]).all()
            assert same(rows[-len(own) :], own)
            expected = np.concatenate((values[:15_000], own))
            assert same(rows[missing:], expected[last.first_step - 1 + missing :])
            history = filled(measurements)
            assert history.last_step == 24_000


def test_wide_runs_have_short_chunks(path):
    columns = tuple(f"c{k}" for k in range(3000))
    assert chunk_rows(len(columns)) == 256
    values = noisy(700, 3000)
    keep(path, "a", values, (100, 300), columns=columns)
    with Library(path) as library:
        assert same(all_rows(library, "a"), values)


def test_a_run_is_read_while_it_is_written(path):
    values = noisy(30_000)
    with writing(path) as writer, Library(path) as library:
        writer.begin(start("a"))
        writer.append("a", 1, values[:5000])
        writer.flush()
        measurements = library.measurements("a")
        rows = measurements.rows()
        seen = [next(rows)]
        add(writer, "a", values[5000:], (777,), first_step=5001)
        seen += list(rows)
        found = np.concatenate([part for _, part in seen])
        assert same(found, values[: len(found)])
        assert len(found) >= 5000
        assert measurements.last_step == 30_000
        assert same(all_rows(library, "a"), values)


# --- readings -------------------------------------------------------------------------------------


def test_readings_come_back_sorted_and_exact(path):
    values = noisy(100)
    given = [("loss/test", step, 1 / step) for step in range(1, 9001)]
    given += [("dead_units/1", 5, float("nan")), ("loss/test", 7, 0.5), ("accuracy/test", 3, 0.25)]
    with writing(path) as writer:
        writer.begin(start("a"))
        writer.append("a", 1, values, seconds=2.5)
        for first in range(0, len(given), 500):
            writer.readings("a", given[first : first + 500])
            writer.flush()
    with Library(path) as library:
        measurements = library.measurements("a")
        found = measurements.readings()
        assert set(found) == {"loss/test", "dead_units/1", "accuracy/test"}
        steps, losses = found["loss/test"]
        assert steps.tolist() == list(range(1, 9001))
        assert losses.tolist() == [0.5 if step == 7 else 1 / step for step in range(1, 9001)]
        assert np.isnan(found["dead_units/1"][1]).all()
        steps, seconds = measurements.times()
        assert (steps.tolist(), seconds.tolist()) == ([100], [2.5])
        assert measurements.history().value_at("loss/test", 7) == 0.5


def test_a_branch_goes_on_with_the_time_of_its_trunk(path):
    with writing(path) as writer:
        writer.begin(start("a"))
        for first in (1, 51):
            writer.append("a", first, noisy(50), seconds=2.0)
            writer.flush()
        writer.begin(start("b", parent=Parent("a", 75)))
        writer.append("b", 76, noisy(50), seconds=0.5)
        writer.flush()
    with Library(path) as library:
        measurements = library.measurements("b")
        steps, seconds = measurements.times()
        assert steps.tolist() == [50, 75, 125]
        assert seconds.tolist() == [2.0, 3.0, 3.5]
        history = measurements.history()
        assert history.times()[1].tolist() == [2.0, 3.0, 3.5]
        history.append(126, noisy(5), 1.0)
        assert history.times()[1][-1] == 4.5
        assert measurements.history(60).times()[1].tolist() == pytest.approx([2.0, 2.4])


def test_readings_follow_resuming_and_branches(path):
    with writing(path) as writer:
        writer.begin(start("a"))
        writer.append("a", 1, noisy(100))
        writer.readings("a", [("loss/test", step, float(step)) for step in range(1, 101)])
        writer.begin(start("b", parent=Parent("a", 50)))
        writer.append("b", 51, noisy(50))
        writer.readings("b", [("loss/test", 51, -1.0), ("loss/test", 60, -2.0)])
        writer.flush()
    with writing(path) as writer:
        writer.resume("a", 30)  # what the branch shares stays
        writer.append("a", 31, noisy(30))
        writer.readings("a", [("loss/test", 60, -3.0)])
        writer.flush()
    with Library(path) as library:
        steps, values = library.measurements("a").readings()["loss/test"]
        assert steps.tolist() == [*range(1, 52), 60]
        assert values[-1] == -3.0
        steps, values = library.measurements("b").readings()["loss/test"]
        assert steps.tolist()[-2:] == [51, 60]


def test_readings_stay_when_a_run_is_taken_up_where_it_ended(path):
    with writing(path) as writer:
        writer.begin(start("a"))
        writer.readings("a", [("loss/test", step, 1.0) for step in range(1, 101)])
    with writing(path) as writer:
        writer.resume("a")
        writer.readings("a", [("loss/test", step, 2.0) for step in range(101, 9001)])
    with Library(path) as library:
        steps, _ = library.measurements("a").readings()["loss/test"]
        assert steps.tolist() == list(range(1, 9001))


def test_a_run_taken_up_at_once_keeps_what_is_not_stored_yet(path):
    values = noisy(200)
    with writing(path) as writer:
        writer.begin(start("a"))
        writer.append("a", 1, values[:100])
        writer.resume("a", 100)
        writer.append("a", 101, values[100:])
    with Library(path) as library:
        assert same(all_rows(library, "a"), values)


def test_rows_that_come_one_by_one_are_put_together(path):
    values = noisy(500)
    keep(path, "a", values[:200], (1,))
    with writing(path) as writer:
        writer.resume("a", 150)
        add(writer, "a", values[150:], (1,), first_step=151)
    with Library(path) as library, library._reading() as connection:
        (pieces,) = connection.execute("SELECT count(*) FROM chunk WHERE level < 0").fetchone()
        assert pieces <= 64
        assert same(all_rows(library, "a"), values)


def test_a_branch_without_steps_of_its_own_is_its_trunk(path):
    """Killed right after the split, or never gone on with."""
    values = noisy(300)
    keep(path, "a", values)
    with writing(path) as writer:
        writer.resume("a")
        writer.state("a", 10, "log", b"ten")
        writer.begin(start("b", parent=Parent("a", 200)))
        writer.begin(start("c", parent=Parent("b", 150)))
    with Library(path) as library:
        for run, last in (("b", 200), ("c", 150)):
            assert same(all_rows(library, run), values[:last])
            assert library.record(run).steps == last
            assert library.measurements(run).history().last_step == last
            assert library.state(run) == (10, b"ten")
        listed = {row.id: (row.steps, row.resumable) for row in library.runs()}
        assert listed["b"] == (200, True)
    own = noisy(20, seed=2)
    with writing(path) as writer:
        writer.begin(start("d", parent=Parent("c", 150)))
        writer.append("d", 151, own)
    with Library(path) as library:
        assert same(all_rows(library, "d"), np.concatenate([values[:150], own]))
        assert library.measurements("d").history().last_step == 170
    with writing(path) as writer:
        writer.resume("b", 200)
        writer.append("b", 201, noisy(5, seed=1))
    with Library(path) as library:
        expected = np.concatenate([values[:200], noisy(5, seed=1)])
        assert same(all_rows(library, "b"), expected)
        assert same(all_rows(library, "d"), np.concatenate([values[:150], own]))
