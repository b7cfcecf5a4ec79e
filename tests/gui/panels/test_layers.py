from __future__ import annotations

import pytest

from engine.activations import ACTIVATIONS
from engine.measures import MEASURES
from gui.panels.layer_panels import ActivationPanel, DeadPanel, GradientPanel
from gui.panels.layer_views import DEAD_UNITS, DISTRIBUTIONS, GRADIENTS
from tests.gui.panels.conftest import Open, settle
from tests.gui.panels.made import made_config, made_run, ring_run

KINDS = {GRADIENTS: GradientPanel, DEAD_UNITS: DeadPanel, DISTRIBUTIONS: ActivationPanel}
VIEWS = [(kind, view.key) for declared, kind in KINDS.items() for view in declared.views]
MEASURED = [
    (kind, view.key)
    for declared, kind in KINDS.items()
    for view in declared.views
    if view.style != "ridge" and view.key != "saturation"
]


def shown(panel: object) -> str:
    parts = ("plot", "heatmap", "ridges", "notice")
    return next(name for name in parts if not getattr(panel, name).isHidden())


@pytest.mark.parametrize("kind", [GradientPanel, DeadPanel])
def test_a_marker_under_the_mouse_says_what_was_changed(show: Open, kind: type) -> None:
    run = made_run("ReLU")
    run.markers = [(50, "optimizer.learning_rate", 0.01, 0.1)]
    panel = show(kind, [run])
    panel.hover(50.0)
    assert panel.plot._crosshair._lines[-1][1] == "learning rate 0.01 → 0.1 at step 50"


@pytest.mark.parametrize("declared", list(KINDS), ids=lambda each: each.key)
def test_views_name_measures_of_the_table(declared: object) -> None:
    for view in declared.views:
        assert set(view.measures) <= set(MEASURES)
        assert view.heat_measure() in MEASURES
        assert {MEASURES[key].scope for key in view.measures} <= {"layer", "hidden"}
    keys = [view.key for view in declared.views]
    assert len(set(keys)) == len(keys)
    assert {declared.first, *declared.fallbacks} <= set(keys)


@pytest.mark.parametrize(("kind", "view"), VIEWS)
def test_every_view_shows_every_activation_or_says_why_not(
    show: Open, kind: type, view: str
) -> None:
    panel = show(kind, [])
    for key in ACTIVATIONS:
        run = ring_run(hidden=3, steps=40)
        run.config = made_config(model__activation=key, model__hidden_layers=3)
        panel.set_view(view)
        panel.refresh([run], run)
        settle()
        if panel.view.applies(run.config):
            assert shown(panel) == "notice"
            assert len(panel.notice.text()) > 20
        else:
            assert shown(panel) in ("plot", "ridges")


@pytest.mark.parametrize(("kind", "view"), MEASURED)
def test_lines_of_all_layers_are_drawn_and_numbered(show: Open, kind: type, view: str) -> None:
    panel = show(kind, [made_run(hidden=4, steps=80)])
    panel.set_view(view)
    settle()
    layers = (1, 2, 3, 4) if panel.view.hidden_only else (1, 2, 3, 4, 5)
    assert tuple(sorted(panel._lines.ends)) == layers
    assert sorted(sum(panel._ends.groups, ())) == list(layers)


@pytest.mark.parametrize(("kind", "view"), MEASURED)
def test_a_layer_can_be_isolated(show: Open, kind: type, view: str) -> None:
    panel = show(kind, [made_run(hidden=4, steps=80)])
    panel.set_view(view)
    panel.header.strip.select({2})
    assert set(panel._lines.ends) == {2}
    panel.reset_view()
    assert len(panel._lines.ends) >= 4


@pytest.mark.parametrize(("kind", "view"), MEASURED)
def test_every_view_has_a_heatmap(show: Open, kind: type, view: str) -> None:
    panel = show(kind, [made_run(hidden=4, steps=80)])
    panel.set_view(view)
    panel.set_form("heatmap")
    settle()
    assert shown(panel) == "heatmap"
    rows = 4 if panel.view.hidden_only else 5
    assert panel.heatmap.layer_axis.layers == rows
    panel.set_form("linear")
    settle()
    assert shown(panel) == "plot"


@pytest.mark.parametrize(("hidden", "expected"), [(11, "plot"), (12, "heatmap"), (30, "heatmap")])
def test_deep_networks_open_as_heatmap(show: Open, hidden: int, expected: str) -> None:
    panel = show(GradientPanel, [made_run(hidden=hidden, steps=30)])
    assert shown(panel) == expected


@pytest.mark.parametrize("kind", [DeadPanel, ActivationPanel])
def test_without_hidden_layers_a_sentence_says_so(show: Open, kind: type) -> None:
    panel = show(kind, [made_run(hidden=0, steps=20)])
    assert shown(panel) == "notice"
    assert "no hidden layer" in panel.notice.text()


def test_the_output_layer_alone_still_has_a_gradient(show: Open) -> None:
    panel = show(GradientPanel, [made_run(hidden=0, steps=20)])
    assert set(panel._lines.ends) == {1}


@pytest.mark.parametrize("kind", [GradientPanel, DeadPanel, ActivationPanel])
def test_no_run_and_no_measurements_are_no_errors(show: Open, kind: type) -> None:
    panel = show(kind, [])
    assert shown(panel) == "notice"
    planned = made_run(history=None, facts=None)
    panel.refresh([planned], planned)
    settle()
    panel.hover(3.0)
    assert panel.numbers() == ""


def test_the_offered_view_applies(show: Open) -> None:
    run = ring_run(hidden=3, steps=40)
    run.config = made_config(model__activation="tanh", model__hidden_layers=3)
    panel = show(DeadPanel, [run])
    assert shown(panel) == "notice"
    panel.notice.link_activated.emit(panel.notice._parts[1])
    settle()
    assert panel.view.key == "saturation"
    assert shown(panel) == "plot"


def test_only_distributions_need_pictures(show: Open) -> None:
    panel = show(ActivationPanel, [ring_run()])
    assert panel.parts == {"distributions"}
    changes: list[bool] = []
    panel.parts_changed.connect(lambda: changes.append(True))
    panel.set_view("band")
    assert panel.parts == frozenset()
    panel.set_view("std")
    assert changes == [True]


def test_a_newer_picture_is_drawn(show: Open) -> None:
    from engine.messages import Picture
    from tests.gui.panels.made import made_distributions

    run = ring_run()
    panel = show(ActivationPanel, [run])
    before = panel.state()
    run.picture = Picture(run=run.id, step=601, distributions=made_distributions(8))
    assert panel.state() != before


def test_hovering_reads_each_layer_with_its_unit(show: Open) -> None:
    panel = show(DeadPanel, [made_run(hidden=3, steps=80)])
    panel.hover(40.0)
    lines = panel.plot._crosshair._lines
    assert len(lines) == 4
    assert all(text.endswith("%") for _, text in lines[1:])


@pytest.mark.parametrize(("kind", "view"), VIEWS)
def test_numbers_of_every_view_can_be_copied(show: Open, kind: type, view: str) -> None:
    panel = show(kind, [ring_run(hidden=8, steps=40)])
    panel.set_view(view)
    settle()
    lines = panel.numbers().splitlines()
    assert lines[0].startswith(("step", "layer"))
    assert len(lines) > 10 or "saturation" in panel.measures or "dead_units" in panel.measures


@pytest.mark.parametrize(("kind", "view"), VIEWS)
def test_every_view_explains_itself(show: Open, kind: type, view: str) -> None:
    panel = show(kind, [])
    panel.set_view(view)
    text = panel.explain()
    assert panel.title() in text
    assert all(MEASURES[key].source.split(",")[0].replace("&", "&amp;") in text
               for key in panel.measures)  # fmt: skip
