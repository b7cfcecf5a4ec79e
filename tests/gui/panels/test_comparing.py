"""Runs compared: any measure of a layer, by step, epoch or time, as they are or to a reference."""

from __future__ import annotations

import csv
import io
from typing import Any

import numpy as np
import pytest

from engine.history import History
from engine.measures import DIVERGED_SHARE, quantile_column
from gui.panels.comparing import brief
from gui.panels.layer_panels import GradientPanel
from gui.panels.loss import LossPanel
from gui.panels.loss_reading import time_text
from gui.panels.loss_views import LAST, VIEWS
from gui.plots.scales import THIN_SPACE
from gui.plots.x_scales import EPOCHS, SECONDS, STEPS
from gui.publication_key import loss_key
from gui.runs import Run
from tests.gui.panels.conftest import Open, settle
from tests.gui.panels.made import columns_of, made_run, made_values

LAYERED = [key for key, view in VIEWS.items() if view.layered]


def flat_run(number: int, values: Any, *, name: str = "", batch: int = 1000, seconds: float = 0.0,
             **fields: Any) -> Run:  # fmt: skip
    """A run whose loss is given step by step; everything else is its number."""
    hidden = fields.pop("hidden", 3)
    columns = columns_of(hidden)
    rows = np.full((len(values), len(columns)), float(number), np.float32)
    rows[:, columns.index("loss/train")] = values
    rows[:, 0] = 1 + (np.arange(len(values)) * batch) // 1000
    history = History(columns)
    history.append(1, rows, seconds or None)
    run = made_run(name or f"run {number}", number, hidden=hidden, history=history, **fields)
    run.facts = type(run.facts)(**{**{key: getattr(run.facts, key)
                                      for key in run.facts.__struct_fields__},
                                   "batch_size": batch})  # fmt: skip
    return run


def lines_of(panel: LossPanel) -> list[str]:
    return [text for _, text in panel.plot._crosshair._lines]


def drawn(panel: LossPanel, run: Run) -> tuple[np.ndarray, np.ndarray]:
    """Places and heights of the thick line of a run."""
    line = panel._curves[run.id]._line
    return line._steps, line._heights


# --- which measure, of which layer ----------------------------------------------------------------


def test_every_measure_of_the_layer_panels_can_be_compared(show: Open) -> None:
    assert set(LAYERED) == {
        "gradient_norm/weight", "gradient_norm/preactivation", "gradient_norm/bias",
        "weight_norm", "update_ratio", "dead_units", "inactive_units", "sparsity", "saturation",
        "activation/mean", "activation/std",
    }  # fmt: skip
    assert "gradient_norm/global" in VIEWS
    panel = show(LossPanel, [made_run()])
    offered = [choice.key for choice in panel.header.view_menu._choices]
    assert offered == list(VIEWS)
    assert all(choice.tip for choice in panel.header.view_menu._choices)


def test_the_title_says_what_is_shown(show: Open) -> None:
    panel = show(LossPanel, [made_run("ReLU", 1), made_run("Tanh", 2)])
    assert panel.title() == "Loss"
    assert panel.menus.layer_menu.isHidden()
    panel.set_view("gradient_norm/weight")
    panel.set_layer("3")
    assert panel.title() == "Gradient norm ‖∂L/∂W‖, layer 3"
    assert panel.header.title.text() == "Gradient norm ‖∂L/∂W‖"
    assert panel.menus.layer_menu._text == "layer 3"
    panel.set_layer(LAST)
    assert panel.title() == "Gradient norm ‖∂L/∂W‖, output layer"
    panel.set_view("sparsity")
    assert panel.title() == "Sparsity, last hidden layer"
    panel.set_mode("ratio")
    assert panel.title() == "Sparsity, last hidden layer: ratio to ReLU"


@pytest.mark.parametrize("key", LAYERED)
def test_a_layer_is_chosen_among_those_that_have_the_measure(show: Open, key: str) -> None:
    panel = show(LossPanel, [made_run(hidden=3)])
    panel.set_view(key)
    last = 3 if VIEWS[key].scope == "hidden" else 4
    offered = [choice.key for choice in panel.menus.layer_menu._choices]
    assert offered == [str(layer) for layer in range(1, last + 1)] + [LAST]


def test_each_run_shows_its_own_layer(show: Open) -> None:
    runs = [made_run("deep", 1, hidden=5), made_run("flat", 2, hidden=2)]
    panel = show(LossPanel, runs)
    panel.set_view("weight_norm")
    for layer, columns in (("2", ("2", "2")), (LAST, ("6", "3"))):
        panel.set_layer(layer)
        settle()
        for run, column in zip(runs, columns, strict=True):
            _, heights = drawn(panel, run)
            newest = run.history.value_at(f"weight_norm/{column}", 600)
            smooth = run.history.smoothed(f"weight_norm/{column}", 1, 600, 300, 7.2)[1][-1]
            assert 10 ** heights[-1] == pytest.approx(smooth, rel=0.05)
            assert 10 ** heights[-1] == pytest.approx(newest, rel=0.5)


def test_a_run_without_the_layer_is_left_out_and_that_is_said(show: Open) -> None:
    runs = [made_run("deep", 1, hidden=5), made_run("flat", 2, hidden=2)]
    panel = show(LossPanel, runs)
    assert panel._left_out.isHidden()
    panel.set_view("weight_norm")
    panel.set_layer("5")
    settle()
    assert set(panel._curves) == {"1"}
    assert panel._left_out.text() == "without flat: no layer 5"
    assert not panel._left_out.isHidden()
    panel.set_layer(LAST)
    settle()
    assert set(panel._curves) == {"1", "2"}
    assert panel._left_out.isHidden()


def test_a_measure_that_does_not_apply_is_said_too(show: Open) -> None:
    panel = show(LossPanel, [made_run("ReLU", 1)])
    panel.set_view("saturation")
    settle()
    assert "ReLU" in panel._left_out.text()
    assert not panel._curves


def test_readings_are_held_until_the_next(show: Open) -> None:
    run = flat_run(1, np.ones(100))
    for step, value in ((1, 0.0), (50, 25.0)):
        run.history.append_reading("dead_units/2", step, value)
    panel = show(LossPanel, [run])
    panel.set_view("dead_units")
    panel.set_layer("2")
    settle()
    places, heights = drawn(panel, run)
    assert places.tolist() == [1, 50, 50, 100, 100]
    assert heights.tolist() == [0, 0, 25, 25, 25]
    panel.hover(49)
    assert lines_of(panel)[1].endswith("0 %")
    panel.hover(51)
    assert lines_of(panel)[1].endswith("25 %")


# --- over what ------------------------------------------------------------------------------------


def test_runs_with_different_batch_sizes_line_up_by_epoch(show: Open) -> None:
    falling = np.linspace(1.0, 0.5, 10)
    slow = flat_run(1, falling, batch=1000)  # 10 passes of a step each
    fast = flat_run(2, np.repeat(falling, 4), batch=250)  # 10 passes of 4 steps each
    panel = show(LossPanel, [slow, fast])
    panel.set_scale("linear")
    panel.set_across("epoch")
    settle()
    assert panel.plot.x_scale == EPOCHS
    assert panel.plot.view_range() == (0.0, pytest.approx(12.0))
    assert drawn(panel, slow)[0][-1] == drawn(panel, fast)[0][-1] == 10.0
    panel.hover(5.0)
    assert lines_of(panel)[0] == "epoch 5"
    values = {line.split("  ")[1] for line in lines_of(panel)[1:]}
    assert values == {f"{falling[4]:.4g}"}
    assert panel.plot.step_axis.labelText == "epoch"
    panel.set_across("step")
    settle()
    assert panel.plot.x_scale == STEPS
    assert drawn(panel, fast)[0][-1] == 40


def test_by_time_a_slow_run_takes_more_room(show: Open) -> None:
    quick = flat_run(1, np.ones(10), seconds=0.5)
    slow = flat_run(2, np.ones(10), seconds=2.0)
    unknown = flat_run(3, np.ones(10), name="old")
    panel = show(LossPanel, [quick, slow, unknown])
    panel.set_across("time")
    settle()
    assert panel.plot.x_scale == SECONDS
    assert drawn(panel, quick)[0][-1] == pytest.approx(0.5)
    assert drawn(panel, slow)[0][-1] == pytest.approx(2.0)
    assert panel._left_out.text() == "without old: its time is not known"
    panel.hover(1.0)
    assert lines_of(panel)[0] == f"1{THIN_SPACE}s"
    assert len(lines_of(panel)) == 2, "the quick run had ended by then"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.0123, "0.0123 s"), (59, "59 s"), (150, "2 min 30 s"), (7500, "2 h 05 min")],
)
def test_times_are_told_in_usual_units(seconds: float, text: str) -> None:
    assert time_text(seconds).replace(THIN_SPACE, " ") == text


@pytest.mark.parametrize("across", ["step", "epoch", "time"])
def test_markers_and_cursor_follow_what_lies_across(show: Open, across: str) -> None:
    run = flat_run(1, np.ones(40), batch=250, seconds=8.0)
    run.markers = [(20, "optimizer.learning_rate", 0.1, 0.01)]
    run.snapshots, run.at = [(10, "log")], 10
    panel = show(LossPanel, [run])
    panel.set_across(across)
    settle()
    marker, cursor = {"step": (20, 10), "epoch": (5, 2.5), "time": (4, 2)}[across]
    assert [place for place, _ in panel._markers()] == [pytest.approx(marker)]
    assert panel.plot.cursor.step == pytest.approx(cursor)
    panel.hover(marker)
    assert any("0.1 → 0.01" in line for line in lines_of(panel))
    panel.hover(0.6 * marker)
    assert not any("→" in line for line in lines_of(panel))


@pytest.mark.parametrize("across", ["step", "epoch", "time"])
@pytest.mark.parametrize("mode", ["values", "difference", "ratio"])
def test_zooming_in_asks_for_finer_curves(show: Open, across: str, mode: str) -> None:
    rng = np.random.default_rng(0)
    runs = [flat_run(k, rng.uniform(0.5, 1, 20_000), batch=100, seconds=2.0) for k in (1, 2)]
    panel = show(LossPanel, runs)
    panel.set_across(across)
    panel.set_mode(mode)
    settle()
    first, stop = panel.plot.view_range()
    middle = (first + stop) / 2
    panel.plot.plotItem.vb.setXRange(middle, middle + (stop - first) / 1000, padding=0)
    panel.plot.plotItem.vb.sigRangeChangedManually.emit([True, True])
    settle()
    places, heights = drawn(panel, runs[1])
    inside = (places >= middle) & (places <= middle + (stop - first) / 1000)
    assert 15 <= inside.sum() <= 30, "each step by itself"
    assert np.isfinite(heights[inside]).all()
    assert not panel.plot.following


def test_copied_numbers_say_what_lies_across(show: Open) -> None:
    panel = show(LossPanel, [flat_run(1, [4.0, 2.0, 1.0]), flat_run(2, [2.0, 2.0, 2.0])])
    panel.set_across("epoch")
    panel.set_mode("difference")
    rows = list(csv.reader(io.StringIO(panel.numbers())))
    assert rows[0] == ["epoch", "run 1 loss/train", "run 2 loss/train"]
    assert rows[1:] == [["1", "0", "-2"], ["2", "0", "0"], ["3", "0", "1"]]


# --- in relation to a reference -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "flat", "expected"),
    [("difference", 0.0, [-2.0, 0.0, 1.0]), ("ratio", 1.0, [0.5, 1.0, 2.0])],
)
def test_runs_are_shown_in_relation_to_the_reference(
    show: Open, mode: str, flat: float, expected: list[float]
) -> None:
    runs = [flat_run(1, [4.0, 2.0, 1.0]), flat_run(2, [2.0, 2.0, 2.0])]
    panel = show(LossPanel, runs)
    panel.set_scale("linear")
    panel.set_mode(mode)
    settle()
    assert drawn(panel, runs[0])[1].tolist() == [flat] * 3
    assert drawn(panel, runs[1])[1].tolist() == expected
    low, high = panel.plot.plotItem.vb.state["viewRange"][1]
    assert low < min(expected)
    assert high > max(expected)
    assert "run 1" in panel.axis_name()


def test_the_pinned_run_is_the_reference(show: Open) -> None:
    runs = [flat_run(1, [4.0, 2.0, 1.0]), flat_run(2, [2.0, 2.0, 2.0])]
    panel = show(LossPanel, runs)
    panel.set_scale("linear")
    panel.set_mode("difference")
    runs[1].pinned = True
    panel.refresh(runs, runs[0])
    settle()
    assert drawn(panel, runs[1])[1].tolist() == [0.0] * 3
    assert drawn(panel, runs[0])[1].tolist() == [2.0, 0.0, -1.0]
    assert panel.title() == "Loss: difference to run 2"


def test_where_one_has_no_value_there_is_a_gap(show: Open) -> None:
    runs = [
        flat_run(1, [1.0, 0.0, np.nan, 1.0]),
        flat_run(2, [1.0, 1.0, 1.0, 3.0, 1.0, 1.0]),
    ]
    panel = show(LossPanel, runs)
    panel.set_scale("linear")
    panel.set_mode("ratio")
    settle()
    heights = drawn(panel, runs[1])[1]
    assert heights[0] == 1.0
    assert np.isnan(heights[1]), "divided by 0"
    assert np.isnan(heights[2])
    assert heights[3] == 3.0
    assert np.isnan(heights[4:]).all(), "beyond the reference's end"
    panel.hover(5)
    assert lines_of(panel) == []


def test_relations_are_aligned_at_the_same_place_across(show: Open) -> None:
    falling = np.linspace(1.0, 0.1, 10)
    runs = [flat_run(1, falling), flat_run(2, 2 * np.repeat(falling, 4), batch=250)]
    panel = show(LossPanel, runs)
    panel.set_scale("linear")
    panel.set_across("epoch")
    panel.set_mode("ratio")
    settle()
    places, heights = drawn(panel, runs[1])
    whole = np.isin(places, np.arange(1, 11))
    assert panel._curves["2"].end[0] == 10
    ends = [heights[places == epoch][0] for epoch in range(1, 11)]
    assert whole.sum() == 10
    panel.hover(4.0)
    assert any("×2" in line for line in lines_of(panel))
    assert ends[-1] == pytest.approx(2, rel=0.2)


def test_a_difference_has_no_logarithmic_axis(show: Open) -> None:
    panel = show(LossPanel, [flat_run(1, [4.0, 2.0]), flat_run(2, [2.0, 2.0])])
    assert panel.log
    panel.set_mode("difference")
    assert not panel.plot.log
    log = next(each for each in panel.header.form_menu._choices if each.key == "log")
    assert not log.enabled
    assert log.tip
    panel.set_mode("ratio")
    assert panel.plot.log


def test_a_reference_without_the_measure_is_told(show: Open) -> None:
    runs = [made_run("flat", 1, hidden=2), made_run("deep", 2, hidden=5)]
    panel = show(LossPanel, runs)
    panel.set_view("weight_norm")
    panel.set_layer("5")
    panel.set_mode("ratio")
    settle()
    assert not panel._curves
    assert panel._left_out.text() == "without flat: no layer 5"


def test_the_reference_need_not_be_visible(show: Open) -> None:
    runs = [flat_run(1, [4.0, 2.0, 1.0]), flat_run(2, [2.0, 2.0, 2.0])]
    runs[0].visible = False
    panel = show(LossPanel, runs)
    panel.set_scale("linear")
    panel.set_mode("difference")
    settle()
    assert set(panel._curves) == {"2"}
    assert drawn(panel, runs[1])[1].tolist() == [-2.0, 0.0, 1.0]


# --- reading --------------------------------------------------------------------------------------


def test_the_highest_line_is_read_first(show: Open) -> None:
    runs = [
        flat_run(1, np.full(9, 0.5)),
        flat_run(2, np.full(9, 0.9)),
        flat_run(3, np.full(9, 0.7)),
    ]
    panel = show(LossPanel, runs)
    panel.hover(4.0)
    assert [line.split("  ")[0] for line in lines_of(panel)[1:]] == ["run 2", "run 3", "run 1"]
    panel.set_mode("difference")
    panel.hover(4.0)
    assert lines_of(panel)[1:] == ["run 2  +0.4", "run 3  +0.2", "run 1  0.5 (reference)"]
    panel.set_mode("ratio")
    panel.hover(4.0)
    assert lines_of(panel)[1:] == ["run 2  ×1.8", "run 3  ×1.4", "run 1  0.5 (reference)"]


@pytest.mark.parametrize(("live", "read"), [(3, True), (8, False)])
def test_ghosts_are_read_while_there_are_few_lines(show: Open, live: int, read: bool) -> None:
    runs = [flat_run(k, np.full(9, k / 10)) for k in range(1, live + 1)]
    ghost = flat_run(20, np.full(9, 5.0), name="before", ghost_of="1")
    panel = show(LossPanel, [*runs, ghost], runs[0])
    panel.hover(3.0)
    assert any("before" in line for line in lines_of(panel)) == read
    assert len(lines_of(panel)) == 1 + live + read


# --- seeds ----------------------------------------------------------------------------------------


def seeded_run(hidden: int = 3, steps: int = 400) -> Run:
    """A run as a stack of seeds brings it: medians, and quantiles a factor 2 away."""
    single = columns_of(hidden)
    banded = [name for name in single if name not in ("epoch", "learning_rate")]
    medians = made_values(single, steps, 0, 4e-4)
    places = [single.index(name) for name in banded]
    columns = (*single, DIVERGED_SHARE, *(quantile_column(name, 10) for name in banded),
               *(quantile_column(name, 90) for name in banded))  # fmt: skip
    rows = np.concatenate((medians, np.zeros((steps, 1), np.float32), medians[:, places] / 2,
                           medians[:, places] * 2), axis=1)  # fmt: skip
    history = History(columns)
    history.append(1, rows)
    run = made_run("ReLU ×50", 1, hidden=hidden, history=history, seeds=50)
    fields = {key: getattr(run.facts, key) for key in run.facts.__struct_fields__}
    run.facts = type(run.facts)(**{**fields, "models": 50, "columns": columns})
    return run


@pytest.mark.parametrize("view", ["loss", "weight_norm"])
def test_seeds_are_a_median_and_a_band(show: Open, view: str) -> None:
    run = seeded_run()
    panel = show(LossPanel, [run])
    panel.set_view(view)
    panel.set_layer("2")
    settle()
    curves = panel._curves[run.id]
    assert curves._band.filled
    assert not len(curves._dense._steps), "no single network is drawn"
    middle = dict(zip(*drawn(panel, run), strict=True))
    assert curves._band.zValue() < curves._line.zValue()
    for place, low, high in zip(
        curves._band._steps, curves._band._low, curves._band._high, strict=True
    ):
        assert low == pytest.approx(middle[place] - np.log10(2), abs=1e-3)
        assert high == pytest.approx(middle[place] + np.log10(2), abs=1e-3)
    low, high = panel.plot.plotItem.vb.state["viewRange"][1]
    assert low <= curves._band._low.min()
    assert high >= curves._band._high.max()


def test_hovering_over_seeds_reads_median_and_band(show: Open) -> None:
    run = seeded_run()
    panel = show(LossPanel, [run])
    panel.hover(100.0)
    value = run.history.value_at("loss/train", 100)
    low, high = f"{value / 2:.3g}", f"{value * 2:.3g}"
    middle, band = lines_of(panel)[1:]
    assert middle.startswith(f"ReLU ×50  median {value:.4g}")
    assert band.strip() == f"(10–90 %: {low} … {high})"


def test_a_band_of_seeds_can_be_related_to_another_run(show: Open) -> None:
    single = made_run("ReLU", 2, hidden=3, steps=400)
    single.pinned = True
    runs = [seeded_run(), single]
    panel = show(LossPanel, runs)
    panel.set_scale("linear")
    panel.set_mode("ratio")
    settle()
    band, middle = panel._curves["1"]._band, drawn(panel, runs[0])[1]
    assert band._high / band._low == pytest.approx(np.full(len(band._low), 4.0), rel=1e-3)
    assert band._high == pytest.approx(2 * middle[np.isfinite(middle)], rel=1e-3)
    assert not panel._curves["2"]._band.filled


def test_a_single_run_has_no_band(show: Open) -> None:
    run = made_run()
    panel = show(LossPanel, [run])
    assert not panel._curves[run.id]._band.filled


# --- copies for figures ---------------------------------------------------------------------------


def test_a_copy_asks_the_same_question(show: Open) -> None:
    runs = [made_run("a", 1, hidden=3), made_run("b", 2, hidden=3)]
    panel, other = show(LossPanel, runs), show(LossPanel, runs)
    panel.set_view("weight_norm")
    panel.set_layer("2")
    panel.set_across("epoch")
    panel.set_mode("ratio")
    panel.set_scale("linear")
    other.take_view(panel)
    assert other.question == panel.question
    assert other.title() == panel.title()
    assert other.plot.x_scale == EPOCHS
    assert not other.log


# --- seeds in the panels per layer ----------------------------------------------------------------


def test_a_layer_alone_shows_the_band_of_its_seeds(show: Open) -> None:
    run = seeded_run()
    panel = show(GradientPanel, [run])
    panel.set_view("weight_norm")
    settle()
    assert not any(band.isVisible() for band in panel._lines._bands), "medians only"
    panel.hover(100)
    assert not any("10–90" in line for line in lines_of(panel))
    panel.header.strip.select((2,))
    settle()
    [band] = [band for band in panel._lines._bands if band.isVisible()]
    line = panel._lines._lines[1]
    middle = dict(zip(line._steps, line._heights, strict=True))
    for step, low, high in zip(band._steps, band._low, band._high, strict=True):
        assert low == pytest.approx(middle[step] - np.log10(2), abs=1e-3)
        assert high == pytest.approx(middle[step] + np.log10(2), abs=1e-3)
    panel.hover(100)
    value = run.history.value_at("weight_norm/2", 100)
    assert f"(10–90 %: {value / 2:.3g} … {value * 2:.3g})" in lines_of(panel)[-1]
    low, high = panel.plot.plotItem.vb.state["viewRange"][1]
    assert low <= band._low.min()
    assert high >= band._high.max()


def test_a_layer_of_a_single_run_has_no_band(show: Open) -> None:
    panel = show(GradientPanel, [made_run(hidden=3)])
    panel.header.strip.select((2,))
    settle()
    assert not any(band.isVisible() for band in panel._lines._bands)


@pytest.mark.parametrize(
    ("name", "short"),
    [("ReLU", "ReLU"), ("hidden layers 3, batch size 32 ×8", "hidden lay…ize 32 ×8")],
)
def test_long_names_keep_their_ends(name: str, short: str) -> None:
    assert brief(name, 20) == short
    assert len(brief(name, 20)) <= 20


def test_a_figure_says_what_line_and_band_are(show: Open) -> None:
    panel = show(LossPanel, [seeded_run()])
    assert loss_key(panel) == "line: median of the seeds · band: 10–90 % of the seeds"
    panel = show(LossPanel, [made_run()])
    assert "thin" in loss_key(panel)
    assert "seeds" not in loss_key(panel)
