from __future__ import annotations

import msgspec
import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from engine.messages import Array, DataPreview, Outcome, RunFacts
from gui.panels.surface import SurfacePanel
from gui.panels.surface_data import points_of
from gui.panels.surface_kind import PARTS, Kind, kind_of
from tests.gui.panels.conftest import Open, settle
from tests.gui.panels.made import (
    bumps_run,
    digits_run,
    made_config,
    made_run,
    ring_preview,
    ring_run,
    sine_run,
)

RUNS = {
    Kind.PLANE: ring_run,
    Kind.NUMBER_PLANE: bumps_run,
    Kind.FIT: sine_run,
    Kind.CONFUSION: digits_run,
}


def drawn_colors(panel: SurfacePanel) -> int:
    image = panel.grab().toImage()
    some = {image.pixel(x, y) for x in range(0, 400, 7) for y in range(40, 320, 7)}
    return len(some)


@pytest.mark.parametrize("kind", RUNS, ids=lambda kind: kind.name)
def test_each_task_has_its_picture(show: Open, kind: Kind) -> None:
    run = RUNS[kind]()
    panel = show(SurfacePanel, [run])
    assert kind_of(run) is kind
    assert panel.parts == PARTS[kind]
    assert drawn_colors(panel) > 5
    assert len(panel.numbers().splitlines()) > 5
    assert panel.title() in panel.explain()


@pytest.mark.parametrize("kind", RUNS, ids=lambda kind: kind.name)
def test_data_are_shown_before_the_first_picture(show: Open, kind: Kind) -> None:
    run = RUNS[kind]()
    run.picture = None
    panel = show(SurfacePanel, [run])
    assert panel._kind is kind
    assert drawn_colors(panel) > 2


def test_the_pictures_follow_the_selected_run(show: Open) -> None:
    runs = [make() for make in RUNS.values()]
    panel = show(SurfacePanel, runs)
    needed: list[frozenset[str]] = []
    panel.parts_changed.connect(lambda: needed.append(panel.parts))
    for run in [*runs[1:], runs[0]]:
        panel.refresh(runs, run)
        settle()
    assert needed == [PARTS[k] for k in (Kind.FIT, Kind.CONFUSION, Kind.PLANE)] or len(needed) == 4


@pytest.mark.parametrize("sizes", [(7, 16, 1), (2, 8, 3)])
def test_what_cannot_be_drawn_is_said(show: Open, sizes: tuple[int, ...]) -> None:
    facts = RunFacts(columns=("epoch",), sizes=sizes, task="regression", loss="mse")
    panel = show(SurfacePanel, [made_run(facts=facts)])
    assert str(sizes[0]) in panel.notice.text()
    assert panel.numbers() == ""


def test_test_samples_are_hollow_and_lie_below() -> None:
    test, train = points_of(ring_run())
    assert test.hollow
    assert not train.hollow


@pytest.mark.parametrize("planes", [1, 2, 5])
def test_any_number_of_classes_makes_a_surface(show: Open, planes: int) -> None:
    from engine.messages import Picture, Surface

    run = ring_run()
    values = np.random.default_rng(0).random((planes, 30, 30)).astype(np.float32)
    values[:, :3] = np.nan
    surface = Surface(x_range=(0, 1), y_range=(0, 1), values=Array.of(values))
    run.picture = Picture(run=run.id, step=1, surface=surface)
    panel = show(SurfacePanel, [run])
    assert len(panel.plane._lines)
    assert drawn_colors(panel) > 10


def test_hovering_tells_place_and_class(show: Open) -> None:
    panel = show(SurfacePanel, [ring_run()])
    area = panel.plane.area
    place, told = panel.plane.read_at(area.center(), area)
    assert place.startswith("x₁ = ")
    assert told.startswith("class 0")


def test_an_empty_test_set_is_no_error(show: Open) -> None:
    run = ring_run()
    none = np.empty((0, 2), np.float32)
    full = ring_preview()
    run.preview = DataPreview(train_x=full.train_x, train_y=full.train_y, test_x=Array.of(none),
                              test_y=Array.of(none[:, 0].astype(np.int64)))  # fmt: skip
    assert drawn_colors(show(SurfacePanel, [run])) > 5


# -- drawing data by hand ------------------------------------------------------------------------


def drawing_panel(show: Open, points: list | None = None) -> SurfacePanel:
    run = ring_run()
    if points is not None:
        run.config = made_config(data__name="drawn", **{"data__params__points": points})
    panel = show(SurfacePanel, [run])
    panel.set_drawing(True)
    settle()
    return panel


def centre(panel: SurfacePanel) -> QPoint:
    return panel.plane.area.center().toPoint()


def test_points_of_one_class_wait_for_another(show: Open) -> None:
    panel = drawing_panel(show)
    given: list[list[list[float]]] = []
    panel.points_drawn.connect(given.append)
    QTest.mouseClick(panel.plane, Qt.MouseButton.LeftButton, pos=centre(panel))
    assert not given
    QTest.mouseClick(panel.plane, Qt.MouseButton.RightButton, pos=centre(panel))
    (points,) = given
    assert [point[2] for point in points] == [0, 1]
    assert np.allclose(points[0][:2], 0, atol=0.02)


def test_points_of_one_class_are_handed_on_at_the_end(show: Open) -> None:
    panel = drawing_panel(show)
    given: list[list[list[float]]] = []
    panel.points_drawn.connect(given.append)
    QTest.mouseClick(panel.plane, Qt.MouseButton.LeftButton, pos=centre(panel))
    panel.set_drawing(False)
    assert [len(points) for points in given] == [1]


@pytest.mark.parametrize("how", ["right", "shift", "key"])
def test_the_second_class_is_drawn_three_ways(show: Open, how: str) -> None:
    panel = drawing_panel(show)
    button, modifier = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    if how == "right":
        button = Qt.MouseButton.RightButton
    elif how == "shift":
        modifier = Qt.KeyboardModifier.ShiftModifier
    else:
        QTest.keyClick(panel.plane, Qt.Key.Key_1)
    QTest.mouseClick(panel.plane, button, modifier, centre(panel))
    assert panel.pencil.points[-1][2] == 1


def test_the_eraser_takes_points_away_and_undo_brings_them_back(show: Open) -> None:
    panel = drawing_panel(show, [[0.0, 0.0, 0], [1.2, 1.2, 1]])
    assert len(panel.pencil.points) == 2
    QTest.keyClick(panel.plane, Qt.Key.Key_E)
    QTest.mouseClick(panel.plane, Qt.MouseButton.LeftButton, pos=centre(panel))
    assert panel.pencil.points == [[1.2, 1.2, 1]]
    QTest.keyClick(panel.plane, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(panel.pencil.points) == 2


def test_without_drawing_a_click_changes_nothing(show: Open) -> None:
    panel = show(SurfacePanel, [ring_run()])
    given: list[object] = []
    panel.points_drawn.connect(given.append)
    QTest.mouseClick(panel.plane, Qt.MouseButton.LeftButton, pos=centre(panel))
    assert given == []


def test_ending_shows_the_data_again(show: Open) -> None:
    panel = drawing_panel(show)
    panel.set_drawing(False)
    settle()
    assert len(panel.plane._points) == 2
    assert panel.pencil_bar.isHidden()


@pytest.mark.parametrize("kind", [Kind.PLANE, Kind.NUMBER_PLANE, Kind.FIT], ids=lambda k: k.name)
def test_predictions_that_are_not_finite_are_explained(show: Open, kind: Kind) -> None:
    run = RUNS[kind]()
    panel = show(SurfacePanel, [run])
    assert panel.header.subtitle.isHidden()
    assert run.picture is not None
    if kind is Kind.FIT:
        curve = msgspec.structs.replace(run.picture.curve, y=Array.of(np.full((200, 1), np.nan)))
        run.picture = msgspec.structs.replace(run.picture, curve=curve)
    else:
        values = np.full_like(run.picture.surface.values.numpy(), np.nan)
        surface = msgspec.structs.replace(run.picture.surface, values=Array.of(values))
        run.picture = msgspec.structs.replace(run.picture, surface=surface)
    run.outcome = Outcome(kind="diverged", step=1234, layer=1)
    panel.redraw()
    told = panel.header.subtitle.text()
    assert not panel.header.subtitle.isHidden()
    assert told.replace("\u202f", "").startswith("Diverged at step 1234: not finite")
    run.outcome = None
    panel.redraw()
    assert panel.header.subtitle.text().startswith("The predictions are not finite")
    run.picture = RUNS[kind]().picture
    panel.redraw()
    assert panel.header.subtitle.isHidden()


def test_a_curve_out_of_sight_is_explained(show: Open) -> None:
    run = sine_run()
    assert run.picture is not None
    far = Array.of(np.full((200, 1), 3e7, np.float32))
    curve = msgspec.structs.replace(run.picture.curve, y=far)
    run.picture = msgspec.structs.replace(run.picture, curve=curve)
    panel = show(SurfacePanel, [run])
    assert panel.header.subtitle.text() == "Outside the plot, near 3e+07."
    run.outcome = Outcome(kind="diverged", step=12)
    panel.redraw()
    assert panel.header.subtitle.text() == "Diverged at step 12: far outside the plot."
