import math
import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.history import History
from engine.history_memory import share_memory
from engine.pyramid import BASE, FACTOR
from engine.smoothing import smooth

SPECIAL = np.array([np.nan, np.inf, -np.inf, 0.0, -0.0, 1e-40, 3e38, -3e38], np.float32)


def noisy(rows: int, columns: int, seed: int, special: float = 0.0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(rows, columns)).astype(np.float32)
    chosen = rng.random(values.shape) < special
    values[chosen] = rng.choice(SPECIAL, int(chosen.sum()))
    return values


def filled(values: np.ndarray, first_step: int = 1, sizes=(1000,), **options) -> History:
    history = History([f"c{k}" for k in range(values.shape[1])], **options)
    done, turn = 0, 0
    while done < len(values):
        block = values[done : done + sizes[turn % len(sizes)]]
        history.append(first_step + done, block)
        done, turn = done + len(block), turn + 1
    return history


def extent_of_bins(curve, first_step: int, last_step: int) -> list[tuple[int, int]]:
    """First and last step of each bin, from the centres: bins follow each other without a gap."""
    first = round(2 * curve.steps[0]) - first_step
    starts = [first_step] if first <= last_step else []
    found = []
    for centre in curve.steps:
        begin = starts[-1]
        end = round(2 * centre) - begin
        found.append((begin, end))
        starts.append(end + 1)
    return found


blocks = st.lists(st.integers(1, 700), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(
    rows=st.integers(1, 9000),
    sizes=blocks,
    first_step=st.sampled_from([1, 2, 5001, 20_000_001]),
    points=st.integers(1, 2000),
    special=st.sampled_from([0.0, 0.05, 0.9]),
    seed=st.integers(0, 99),
)
def test_whole_curve_equals_brute_force(rows, sizes, first_step, points, special, seed):
    values = noisy(rows, 3, seed, special)
    history = filled(values, first_step, sizes)
    last_step = first_step + rows - 1
    curve = history.curve("c1", first_step, last_step, points)
    assert len(curve.steps) <= points + 2
    extents = extent_of_bins(curve, first_step, last_step)
    assert extents[-1][1] == last_step
    for k, (begin, end) in enumerate(extents):
        part = values[begin - first_step : end - first_step + 1, 1]
        known = part[~np.isnan(part)]
        if not known.size:
            assert np.isnan([curve.low[k], curve.mean[k], curve.high[k]]).all()
            continue
        assert curve.low[k] == known.min()
        assert curve.high[k] == known.max()
        if np.isinf(known).any() and known.min() < known.max():
            assert not np.isfinite(curve.mean[k])
        else:
            mean = known.astype(np.float64).mean()
            scale = np.abs(known.astype(np.float64)).max()
            assert curve.mean[k] == pytest.approx(mean, rel=1e-5, abs=1e-6 * scale + 1e-44)


@settings(max_examples=80, deadline=None)
@given(
    rows=st.integers(1, 9000),
    view=st.tuples(st.floats(-100, 9100), st.floats(0.5, 9000)),
    points=st.integers(1, 1500),
    limit=st.sampled_from([0, 100, 3000, 10**6]),
    seed=st.integers(0, 99),
)
def test_views_reach_the_border_and_bracket_the_rows(rows, view, points, limit, seed):
    values = noisy(rows, 2, seed)
    history = filled(values, 1, (257,), raw_limit=limit)
    history.limit_raw(limit)
    start, stop = view[0], view[0] + view[1]
    curve = history.curve("c0", start, stop, points)
    if stop < 1 or start > rows:
        return
    assert (np.diff(curve.steps) > 0).all()
    assert curve.steps[0] < start or curve.steps[0] <= 1 + max(points, view[1] / points) * 512
    inside = values[max(0, int(np.ceil(start)) - 1) : max(0, int(np.floor(stop)))]
    if len(inside):
        assert np.nanmin(curve.low) <= inside[:, 0].min()
        assert np.nanmax(curve.high) >= inside[:, 0].max()


@pytest.mark.parametrize("limit", [0, 1000, 10**6])
@pytest.mark.parametrize(("start", "stop"), [(3000.5, 3100.5), (10, 40), (7000, 8000), (1, 9000)])
def test_one_neighbour_beyond_each_side(start, stop, limit):
    history = filled(noisy(9000, 1, 0), 1)
    history.limit_raw(limit)
    curve = history.curve("c0", start, stop, 500)
    assert curve.steps[0] < start or curve.steps[0] < 34
    assert curve.steps[-1] > stop or curve.steps[-1] > 9000 - 64


def test_few_steps_are_given_bit_for_bit():
    values = np.array([[np.nan], [np.inf], [-np.inf], [1e-40], [-0.0]], np.float32)
    history = filled(values, 7)
    curve = history.curve("c0", 0, 100, 1000)
    np.testing.assert_array_equal(curve.steps, [7, 8, 9, 10, 11])
    for part in (curve.low, curve.mean, curve.high):
        assert part.tobytes() == values.tobytes()
    assert history.rows(7, 12).tobytes() == values.tobytes()


def test_steps_stay_exact_beyond_float32():
    first = (1 << 24) + 1
    history = filled(noisy(5, 1, 0), first)
    np.testing.assert_array_equal(
        history.curve("c0", first, first + 5, 100).steps, first + np.arange(5)
    )


def test_large_values_do_not_make_the_mean_infinite():
    history = filled(np.full((9000, 1), 3e38, np.float32))
    assert np.isfinite(history.curve("c0", 1, 9000, 3).mean).all()


def test_nan_is_left_out_of_bins_and_a_gap_stays_a_gap():
    values = np.ones((BASE * FACTOR * 4, 1), np.float32)
    values[::2] = np.nan
    values[BASE * 4 : BASE * 8] = np.nan
    curve = filled(values).curve("c0", 1, len(values), len(values) // (2 * BASE))
    np.testing.assert_array_equal(curve.mean[:5], np.float32([1, 1, np.nan, np.nan, 1]))


@pytest.mark.parametrize(
    ("first_step", "shape"), [(0, (3, 2)), (-5, (3, 2)), (1, (3, 3)), (1, (6,))]
)
def test_a_first_block_that_does_not_fit_is_refused(first_step, shape):
    history = History(["a", "b"])
    with pytest.raises(ValueError, match=r"step|shape"):
        history.append(first_step, np.zeros(shape, np.float32))
    assert (history.first_step, history.last_step, history.first_raw_step) == (0, 0, 0)


@pytest.mark.parametrize("first_step", [1, 12, 14, 100])
def test_a_block_that_does_not_go_on_is_refused(first_step):
    history = filled(noisy(10, 2, 0), 3)
    with pytest.raises(ValueError, match="step 13 is next"):
        history.append(first_step, noisy(2, 2, 0))
    assert history.last_step == 12


def test_doubled_columns_and_readings_of_columns_are_refused():
    with pytest.raises(ValueError, match="differ"):
        History(["a", "a"])
    with pytest.raises(ValueError, match="column"):
        History(["a"]).append_reading("a", 1, 0.0)


def test_an_empty_history_answers_everything():
    history = History(["a"])
    assert history.latest("a") is None
    assert history.value_at("a", 1) is None
    assert history.bounds(["a", "b"], 0, 10) is None
    assert len(history.curve("a", 0, 10, 5).steps) == 0
    assert len(history.curve("unknown", 0, 10, 5).steps) == 0
    assert history.smoothed("a", 0, 10, 5, 3)[0].size == 0
    steps, values = history.matrix(["a", "unknown"], 0, 10, 5)
    assert steps.shape == (0,)
    assert values.shape == (2, 0)
    assert history.rows(0, 10).shape == (0, 1)
    assert "a" in history
    assert "unknown" not in history


def test_a_history_without_columns_keeps_readings():
    history = History([])
    history.append_reading("loss/test", 5, 2.0)
    history.append_reading("loss/test", 9, 1.0)
    assert history.names() == ("loss/test",)
    steps, values = history.matrix(["loss/test"], 0, 10, 5)
    np.testing.assert_array_equal(steps, [5, 9])
    np.testing.assert_array_equal(values, [[2, 1]])


@settings(max_examples=60, deadline=None)
@given(rows=st.integers(1, 30000), limit=st.integers(0, 20000), sizes=blocks)
def test_trimming_keeps_the_newest_rows_and_all_bins(rows, limit, sizes):
    values = noisy(rows, 2, rows)
    history = filled(values, 11, [size * 10 for size in sizes], raw_limit=limit)
    first_raw, last = history.first_raw_step, history.last_step
    assert last == 10 + rows
    assert first_raw <= max(11, last - limit + 1)
    np.testing.assert_array_equal(history.rows(first_raw, last + 1), values[first_raw - 11 :])
    history.limit_raw(limit)
    kept = history.last_step - history.first_raw_step + 1
    assert min(rows, limit) <= kept <= limit + BASE
    curve = history.curve("c0", 11, last, 100)
    assert curve.low.min() == values[:, 0].min()
    assert curve.high.max() == values[:, 0].max()
    assert history.latest("c1") == (last, values[-1, 1])


def test_append_goes_on_after_trimming():
    values = noisy(20000, 2, 1)
    history = filled(values[:9000])
    history.limit_raw(0)
    small = history.nbytes
    history.append(9001, values[9000:])
    history.limit_raw(0)
    assert history.nbytes < 2.5 * small
    curve = history.curve("c0", 1, 20000, 50)
    assert curve.low.min() == values[:, 0].min()
    assert history.bounds(["c0"], 1, 20000) == (values[:, 0].min(), values[:, 0].max())


def test_value_at_is_the_row_or_the_mean_of_its_bin():
    values = noisy(1000, 1, 3)
    history = filled(values, 5)
    assert history.value_at("c0", 5) == values[0, 0]
    assert history.value_at("c0", 1004) == values[999, 0]
    assert history.value_at("c0", 4) is None
    assert history.value_at("c0", 1005) is None
    history.limit_raw(0)
    assert history.value_at("c0", 6) == pytest.approx(values[:BASE, 0].mean(), abs=1e-6)
    assert history.value_at("c0", 1004) == values[999, 0]


def test_sparse_readings():
    history = filled(noisy(100, 1, 0))
    for step, value in [(10, 1.0), (50, np.nan), (30, 2.0), (50, 4.0)]:
        history.append_reading("loss/test", step, value)
    steps, values = history.readings("loss/test")
    assert steps.tolist() == [10, 30, 50]
    assert values.tolist() == [1, 2, 4]
    assert history.latest("loss/test") == (50, 4.0)
    assert history.value_at("loss/test", 9) is None
    assert history.value_at("loss/test", 49) == 2.0
    assert history.names() == ("c0", "loss/test")
    assert history.curve("loss/test", 31, 49, 100).steps.tolist() == [30, 50]
    assert history.bounds(["loss/test"], 20, 60) == (2.0, 4.0)
    steps, matrix = history.matrix(["loss/test", "c0"], 1, 100, 1000)
    assert steps.tolist() == list(range(1, 101))
    np.testing.assert_array_equal(matrix[0], [np.nan] * 9 + [1] * 20 + [2] * 20 + [4] * 51)


@given(count=st.integers(1, 300), points=st.integers(1, 50), seed=st.integers(0, 9))
def test_many_readings_are_summed_up(count, points, seed):
    values = noisy(count, 1, seed)[:, 0]
    history = History([])
    for k, value in enumerate(values):
        history.append_reading("x", 3 * k + 1, value)
    curve = history.curve("x", 0, 3 * count, points)
    assert len(curve.steps) <= max(3, points)
    assert curve.low.min() == values.min()
    assert curve.high.max() == values.max()
    assert (curve.low <= curve.mean + 1e-6).all()
    assert (curve.mean <= curve.high + 1e-6).all()


@settings(max_examples=80, deadline=None)
@given(
    rows=st.integers(1, 6000),
    start=st.integers(-10, 6000),
    length=st.integers(0, 6000),
    positive=st.booleans(),
    special=st.sampled_from([0.0, 0.2]),
)
def test_bounds_hold_all_values_and_are_exact_on_rows(rows, start, length, positive, special):
    values = noisy(rows, 2, rows, special)
    history = filled(values)
    found = history.bounds(["c0", "c1"], start, start + length, positive)
    inside = values[max(0, start - 1) : max(0, start + length)]
    known = inside[np.isfinite(inside) & ((inside > 0) | (not positive))]
    if not known.size:
        assert length > 10_000 or found is None
        return
    assert found[0] <= known.min()
    assert found[1] >= known.max()
    if length < 128 * 2 * BASE or (start <= 1 and start + length >= rows):
        assert found == (known.min(), known.max())


def test_bounds_of_long_runs_leave_infinity_and_zero_out():
    values = np.abs(noisy(200_000, 1, 0)) + 0.001
    values[::3] = 0
    values[100_000] = np.inf
    values[150_000:] = np.nan
    found = filled(values, sizes=(50_000,)).bounds(["c0"], 1, 200_000, positive=True)
    finite = values[np.isfinite(values) & (values > 0)]
    assert found[0] == finite.min()
    assert 0 < found[1] <= finite.max()


@settings(max_examples=40, deadline=None)
@given(rows=st.integers(1, 9000), points=st.integers(1, 1000), limit=st.sampled_from([0, 10**6]))
def test_matrix_rows_are_the_mean_curves(rows, points, limit):
    history = filled(noisy(rows, 3, rows, 0.01))
    history.limit_raw(limit)
    history.append_reading("dead_units/1", max(1, rows // 2), 7.0)
    steps, matrix = history.matrix(["c2", "dead_units/1", "c0", "unknown"], 1, rows, points)
    for k, name in ((0, "c2"), (2, "c0")):
        curve = history.curve(name, 1, rows, points)
        np.testing.assert_array_equal(steps, curve.steps)
        np.testing.assert_array_equal(matrix[k], curve.mean)
    np.testing.assert_array_equal(matrix[1] == 7.0, steps >= max(1, rows // 2))
    assert np.isnan(matrix[3]).all()


def smoothed_one_by_one(values: np.ndarray, span: float) -> np.ndarray:
    total = mass = 0.0
    result = []
    for value in values:
        total, mass = total * np.exp(-1 / span), mass * np.exp(-1 / span)
        if np.isfinite(value):
            total, mass = total + value, mass + 1
            result.append(total / mass)
        else:
            result.append(np.nan)
    return np.array(result)


@settings(max_examples=60, deadline=None)
@given(
    rows=st.integers(1, 1500), span=st.sampled_from([0.4, 3.0, 50.0, 1e5]), seed=st.integers(0, 9)
)
def test_smoothing_equals_the_recursion(rows, span, seed):
    values = noisy(rows, 1, seed)
    values[values > 2] = np.nan
    values[values < -2] = np.inf
    steps, smoothed = filled(values).smoothed("c0", 1, rows, 2000, span)
    assert len(steps) == rows
    np.testing.assert_allclose(
        smoothed, smoothed_one_by_one(values[:, 0], span), rtol=1e-5, atol=1e-6
    )


@pytest.mark.parametrize("points", [100, 1000, 20000])
def test_smoothing_does_not_depend_on_the_view(points):
    values = np.cumsum(noisy(20_000, 1, 0), axis=0) / 30
    history = filled(values)
    whole = dict(zip(*history.smoothed("c0", 1, 20_000, 20_000, 400.0), strict=True))
    steps, smoothed = history.smoothed("c0", 15_000, 16_000, points, 400.0)
    expected = [whole[np.ceil(step)] for step in steps]
    assert np.abs(smoothed - expected).max() < 0.06


def test_smoothing_of_readings_and_without_span():
    history = History([])
    for step, value in ((1, 1.0), (2, np.nan), (3, 3.0)):
        history.append_reading("x", step, value)
    _, smoothed = history.smoothed("x", 0, 4, 100, 1e9)
    np.testing.assert_allclose(smoothed, [1, np.nan, 2])
    steps = np.arange(3.0)
    raw = np.array([1, np.inf, 2], np.float32)
    np.testing.assert_array_equal(smooth(steps, raw, np.ones(3), 0), np.float32([1, np.nan, 2]))


@pytest.mark.parametrize("rows", [100_000, 300_000])
def test_memory_is_at_most_a_sixth_of_lists(rows):
    history = History([f"c{k}" for k in range(120)])
    block = np.zeros((10_000, 120), np.float32)
    for k in range(rows // len(block)):
        history.append(1 + k * len(block), block)
    assert history.nbytes / rows < 3918 / 6


def test_short_runs_cost_little():
    history = History([f"c{k}" for k in range(120)])
    history.append(1, np.zeros((100, 120), np.float32))
    assert history.nbytes < 200_000


def test_share_memory_takes_raw_rows_of_the_oldest_first_and_bins_last():
    values = noisy(40_000, 20, 0)
    histories = [filled(values, sizes=(10_000,)) for _ in range(3)]
    selected = histories[1]
    full = sum(history.nbytes for history in histories)
    share_memory(histories, selected, 3 * full)
    assert [history.first_raw_step for history in histories] == [1, 1, 1]
    share_memory(histories, selected, full - 100_000)
    assert histories[0].first_raw_step > 39_000
    assert [history.first_raw_step for history in histories[1:]] == [1, 1]
    share_memory(histories, selected, full // 5)
    assert sum(history.nbytes for history in histories) <= full // 5
    assert 40_000 > selected.first_raw_step > 1
    for history in histories:
        assert history.latest("c3") == (40_000, values[-1, 3])
        low = history.curve("c3", 1, 40_000, 10).low
        assert low.min() == values[:, 3].min()
    share_memory(histories, selected, 0)
    share_memory(histories, None, 0)
    assert sum(history.nbytes for history in histories) < full // 20


def test_one_thread_writes_while_another_reads():
    history = History(["a", "b"], raw_limit=2000)
    values = np.repeat(np.arange(1, 30_001, dtype=np.float32)[:, None], 2, axis=1)
    failures: list[str] = []

    def write() -> None:
        for first in range(0, len(values), 37):
            history.append(first + 1, values[first : first + 37])
            history.append_reading("x", first + 1, float(first))

    writer = threading.Thread(target=write)
    writer.start()
    while writer.is_alive():
        last = history.last_step
        curve = history.curve("a", 1, max(2, last), 300)
        if not (np.diff(curve.mean) > 0).all() or (curve.steps.size and curve.high[-1] < last):
            failures.append(f"at {last}: {curve}")
        value = history.value_at("b", last)
        if history.first_raw_step <= last and value not in (None, float(last)):
            failures.append(f"value at {last}")
        history.bounds(["a", "x"], 0, last)
        history.limit_raw(1000)
    writer.join()
    assert failures == []
    assert history.last_step == 30_000


@given(rows=st.integers(0, 5000), points=st.integers(1, 600), seed=st.integers(0, 9))
def test_curves_at_once_equal_curves_one_by_one(rows, points, seed):
    history = filled(noisy(rows, 3, seed, 0.02))
    if not rows:
        history = History(["c0", "c1", "c2"])
    history.append_reading("x", 3, 4.0)
    names = ["c2", "x", "unknown", "c0"]
    together = history.curves(names, 0, rows, points)
    for name, curve in zip(names, together, strict=True):
        for one, other in zip(curve, history.curve(name, 0, rows, points), strict=True):
            np.testing.assert_array_equal(one, other)


# -- branches ------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(
    rows=st.integers(1, 9000),
    more=st.integers(0, 3000),
    share=st.floats(0, 1),
    first_step=st.sampled_from([1, 501]),
    limit=st.sampled_from([None, 3000]),
    seed=st.integers(0, 99),
)
def test_a_copy_goes_on_as_if_it_had_always_been_alone(rows, more, share, first_step, limit, seed):
    values = noisy(rows + more, 2, seed, 0.02)
    kept = rows if limit is not None else max(1, round(share * rows))
    history = filled(values[:rows], first_step, (317,), raw_limit=limit or 10**6)
    for step in range(first_step, first_step + rows, 97):
        history.append_reading("x", step, float(step))
    before = history.curve("c0", 0, 1e5, 300)
    last = first_step + kept - 1
    copied = history.copy(last)
    other = noisy(more, 2, seed + 1)
    for each, tail in ((history, other), (copied, values[kept : kept + more])):
        for at in range(0, len(tail), 200):
            each.append(each.last_step + 1, tail[at : at + 200])
    alone = filled(values[: kept + more], first_step, (200,))
    assert copied.last_step == alone.last_step
    for points in (3, 40, 500, 20_000):
        for name in ("c0", "c1"):
            found = copied.curve(name, 0, 1e5, points)
            wanted = alone.curve(name, 0, 1e5, points)
            if limit is None:
                for part, expected in zip(found, wanted, strict=True):
                    np.testing.assert_array_equal(part, expected)
            assert np.fmin.reduce(found.low) == np.fmin.reduce(wanted.low)
            assert np.fmax.reduce(found.high) == np.fmax.reduce(wanted.high)
    steps, read = copied.readings("x")
    np.testing.assert_array_equal(steps, np.arange(first_step, last + 2, 97)[: len(steps)])
    assert len(steps) == len([s for s in range(first_step, first_step + rows, 97) if s <= last + 1])
    np.testing.assert_array_equal(read, steps.astype(np.float32))
    if not more:
        after = history.curve("c0", 0, 1e5, 300)
        np.testing.assert_array_equal(before.mean, after.mean)


def test_a_copy_of_a_thinned_history():
    history = filled(noisy(40_000, 3, 0), sizes=(1000,))
    share_memory([history], None, 0)
    copied = history.copy(40_000)
    tail = noisy(1000, 3, 1)
    for each in (history, copied):
        each.append(40_001, tail)
    for found, wanted in zip(
        copied.curve("c1", 1, 41_000, 50), history.curve("c1", 1, 41_000, 50), strict=True
    ):
        np.testing.assert_array_equal(found, wanted)


def test_a_copy_takes_little_memory_of_its_own():
    history = filled(noisy(100_000, 10, 0))
    chunks = {id(each) for level in history._pyramid.levels for each in level._chunks}
    copied = history.copy(100_000)
    own = [
        each for level in copied._pyramid.levels for each in level._chunks if id(each) not in chunks
    ]
    assert sum(each.nbytes for each in own) < history.nbytes / 5


def test_a_copy_of_rows_that_are_not_there_is_refused():
    history = filled(noisy(9000, 2, 0))
    for step in (-1, 9001):
        with pytest.raises(ValueError, match="not among"):
            history.copy(step)
    history.limit_raw(100)
    with pytest.raises(ValueError, match="not kept"):
        history.copy(5000)


def test_a_copy_of_an_empty_history():
    history = History(["a"])
    history.append_reading("x", 1, 2.0)
    copied = history.copy(0)
    copied.append(1, np.ones((3, 1), np.float32))
    assert copied.latest("x") == (1, 2.0)
    assert history.last_step == 0


# --- made of what was stored ----------------------------------------------------------------------


def stored(history: History, kept_from: int) -> list[tuple[int, np.ndarray]]:
    """What a file would hold of a history: all of the levels from `kept_from` on, and below that
    what bins to come are made of."""
    levels = history._pyramid.levels
    found = []
    for level, chunks in enumerate(levels):
        ratio = FACTOR if level else BASE
        coarser = levels[level + 1].stop if level + 1 < len(levels) else 0
        first = 0 if level >= kept_from else coarser * ratio
        parts = list(chunks.parts(first, chunks.stop))
        nothing = np.empty((chunks.height, 0), np.float32)
        found.append((first, np.concatenate(parts, axis=1) if parts else nothing))
    return found


def all_of(history: History) -> list[bytes]:
    names = history.columns
    curves = history.curves(names, 0, history.last_step + 10, 10**9)
    return [part.tobytes() for curve in curves for part in curve]


@settings(max_examples=60, deadline=None)
@given(
    rows=st.integers(1, 40_000),
    kept_from=st.integers(0, 5),
    more=st.integers(0, 5000),
    size=st.integers(1, 9000),
    seed=st.integers(0, 9),
)
def test_a_stored_history_filled_in_is_the_same(rows, kept_from, more, size, seed):
    values = noisy(rows + more, 2, seed, 0.05)
    live = filled(values[:rows], 5)
    made = History.of(live.columns, 5, stored(live, kept_from), {})
    coarse = made.curve("c0", 0, rows + 10, 300)
    assert np.nanmax(coarse.high, initial=-np.inf) == np.nanmax(
        live.curve("c0", 0, rows + 10, 300).high, initial=-np.inf
    )
    for history in (live, made):  # it can be gone on with before it is filled
        history.append(rows + 5, values[rows:])
    for level in reversed(range(len(live._pyramid.levels))):
        chunks = live._pyramid.levels[level]
        while (stop := made._pyramid.levels[level].start) > 0:
            first = max(0, stop - size)
            entries = np.concatenate(list(chunks.parts(first, stop)), axis=1)
            assert made.fill(level, first, entries)
    assert all_of(made) == all_of(live)
    copied, expected = made.copy(4 + rows), live.copy(4 + rows)
    assert all_of(copied) == all_of(expected)


def test_filling_stops_where_memory_was_given_back():
    live = filled(noisy(9000, 2, 0))
    made = History.of(live.columns, 1, stored(live, 2), {})
    raw = live._pyramid.levels[0]
    start = made._pyramid.levels[0].start
    made.limit_raw(0)
    assert not made.fill(0, start - 64, next(raw.parts(start - 64, start)))
    made.limit_raw(10**6)
    assert not made.fill(0, start - 128, next(raw.parts(start - 128, start - 64)))
    assert made.fill(0, start - 64, next(raw.parts(start - 64, start)))


def test_readings_come_with_a_stored_history():
    steps, values = np.array([1, 5, 9]), np.array([0.5, np.nan, 0.25])
    made = History.of(["a"], 1, [(0, np.zeros((1, 9), np.float32))], {"loss/test": (steps, values)})
    made.append_reading("loss/test", 7, 0.125)
    found_steps, found = made.readings("loss/test")
    assert found_steps.tolist() == [1, 5, 7, 9]
    np.testing.assert_array_equal(found, np.array([0.5, np.nan, 0.125, 0.25], np.float32))


def test_other_columns_are_gone_on_with() -> None:
    history = History(("a", "b"))
    values = np.arange(20_000, dtype=np.float32).reshape(-1, 2)
    history.append(1, values)
    history.append_reading("test", 7, 0.5)
    other = history.with_columns(("c", "b"))
    other.append(10_001, np.ones((3, 2), np.float32))
    assert (other.last_step, history.last_step) == (10_003, 10_000)
    assert [other.value_at("b", step) for step in (1, 10_000, 10_002)] == [1, 19_999, 1]
    assert math.isnan(other.value_at("c", 5) or 0.0)
    assert other.value_at("c", 10_001) == 1
    assert other.latest("test") == (7, 0.5)
    assert other.bounds(["b"], 1, 10_000) == history.bounds(["b"], 1, 10_000)
