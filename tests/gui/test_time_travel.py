from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from engine.messages import DataPreview, Opened, Picture, RunFacts
from engine.text import Message
from gui.run_list import RunList
from gui.runs import Run
from gui.time_travel import TimeTravel
from tests.gui.runs_for_tests import config, measure

STEPS = (0, 1, 2, 4, 8, 16)
PROBLEM = Message("It is gone.")


class FakeViews(QObject):
    """Notes what is to be shown; the test brings the pictures."""

    pictured = Signal(object, object)
    opened = Signal(object, object)
    failed = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[tuple[Run, int]] = []
        self.busy = False
        self.rests = self.looks = 0

    def show(self, run: Run, step: int) -> None:
        self.shown.append((run, step))
        self.busy = True

    def picture(self, step: int | None = None) -> Picture:
        run, asked = self.shown[-1]
        self.busy = False
        made = Picture(run=run.key, step=asked if step is None else step)
        self.pictured.emit(run, made)
        return made

    def rest(self) -> None:
        self.rests += 1

    def look_again(self) -> None:
        self.looks += 1


class Traveller:
    """A board with two runs that have trained 20 steps, the first one selected."""

    def __init__(self) -> None:
        self.runs, self.views = RunList(), FakeViews()
        self.travel = TimeTravel(self.runs, self.views, keeps=True)  # type: ignore[arg-type]
        self.second = self.add()
        self.first = self.add()
        self.changes = 0
        self.travel.changed.connect(self._count)

    def _count(self) -> None:
        self.changes += 1

    def add(self, *steps: int) -> Run:
        run = measure(self.runs.add(config()), 20)
        run.key, run.kept = f"{run.id}.1", run.id
        run.picture = Picture(run=run.key, step=20)
        run.snapshots = [(step, "log") for step in steps or STEPS]
        return run


@pytest.fixture
def here(qtbot: QtBot) -> Traveller:
    return Traveller()


def test_it_goes_to_the_nearest_snapshot(here: Traveller) -> None:
    assert here.travel.position is None
    assert here.travel.steps() == list(STEPS)
    here.travel.go(7)
    assert here.travel.position == 8
    assert here.views.shown == [(here.first, 8)]
    assert here.changes == 1


def test_until_its_picture_comes_the_former_one_stays_and_tells_its_own_step(
    here: Traveller,
) -> None:
    run, present = here.first, here.first.picture
    here.travel.go(8)
    assert run.shown_picture is present
    assert (run.at, run.past_step) == (8, 20)
    eighth = here.views.picture()
    assert run.shown_picture is eighth
    assert run.past_step == 8
    here.travel.go(4)
    assert run.past_step == 8
    assert run.picture is present


def test_measures_are_those_of_the_step(here: Traveller) -> None:
    here.travel.go(8)
    assert here.first.value("loss/train") == 1 / 8
    assert here.first.latest("loss/train") == pytest.approx(1 / 20)
    here.travel.go(0)
    assert here.first.value("loss/train") is None
    here.travel.go(None)
    assert here.first.value("loss/train") == pytest.approx(1 / 20)


def test_back_to_now_pictures_of_the_past_are_dropped(here: Traveller) -> None:
    here.travel.go(8)
    here.travel.go(None)
    here.views.picture()
    run = here.first
    assert (run.at, run.past, run.past_step) == (None, None, None)
    assert run.picture is not None
    assert run.picture.step == 20
    assert here.views.rests > 0


def test_another_run_is_shown_at_the_same_step_if_it_has_it(here: Traveller) -> None:
    here.travel.go(8)
    here.runs.select(here.second.id)
    assert (here.first.at, here.second.at) == (None, 8)
    assert here.views.shown[-1] == (here.second, 8)


def test_another_run_without_that_snapshot_is_shown_as_it_is_now(here: Traveller) -> None:
    here.second.snapshots = [(0, "log"), (9, "marker")]
    here.travel.go(8)
    here.runs.select(here.second.id)
    assert here.travel.position is None
    assert (here.first.at, here.second.at) == (None, None)
    assert here.travel.steps() == [0, 9]


def test_a_reset_brings_back_to_now_and_the_ghost_can_be_gone_to(here: Traveller) -> None:
    here.travel.play()
    here.travel.go(8)
    here.runs.start_anew(here.first, here.first.config)
    assert here.travel.position is None
    assert not here.travel.playing
    assert here.travel.steps() == []
    ghost = here.runs.ghosts[0]
    assert (ghost.at, ghost.past) == (None, None)
    here.runs.select(ghost.id)
    here.travel.go(4)
    assert here.views.shown[-1] == (ghost, 4)
    assert here.first.at is None


def test_a_removed_run_leaves_the_next_one_at_now(here: Traveller) -> None:
    here.second.snapshots = []
    here.travel.go(8)
    here.runs.remove(here.first)
    assert here.travel.position is None
    assert here.travel.steps() == []


def test_a_snapshot_that_was_given_up_stays_where_it_is(here: Traveller) -> None:
    here.first.snapshots = [(0, "log"), (10, "rolling")]
    here.travel.go(10)
    here.first.snapshots = [(0, "log"), (20, "rolling")]
    assert here.travel.steps() == [0, 10, 20]
    here.travel.go(20)
    assert here.travel.steps() == [0, 20]


def test_without_a_library_there_is_nowhere_to_go(qtbot: QtBot) -> None:
    runs = RunList()
    travel = TimeTravel(runs, FakeViews(), keeps=False)  # type: ignore[arg-type]
    run = runs.add(config())
    run.snapshots = [(0, "log")]
    assert travel.steps() == []
    travel.go(0)
    travel.play()
    assert travel.position is None
    assert not travel.playing


def test_what_cannot_be_shown_is_told_and_it_is_now_again(here: Traveller) -> None:
    told: list[object] = []
    here.travel.problem.connect(told.append)
    here.travel.play()
    here.views.failed.emit(here.first, PROBLEM)
    assert told == [PROBLEM]
    assert here.travel.position is None
    assert not here.travel.playing


# --- playing --------------------------------------------------------------------------------------


def test_playing_shows_every_snapshot_and_ends_at_now(here: Traveller, qtbot: QtBot) -> None:
    here.travel.set_speed(1000)
    here.travel.play()
    for step in STEPS:
        qtbot.waitUntil(lambda: here.views.busy)
        assert here.travel.position == step
        here.views.picture()
    qtbot.waitUntil(lambda: not here.travel.playing)
    assert here.travel.position is None
    assert [step for _, step in here.views.shown] == list(STEPS)


def test_playing_waits_for_the_picture(here: Traveller) -> None:
    here.travel.play()
    here.travel._play_on()
    assert here.travel.position == 0
    here.views.picture()
    here.travel._play_on()
    assert here.travel.position == 1
    here.travel.pause()


def test_playing_begins_where_it_is_and_can_be_paused(here: Traveller, qtbot: QtBot) -> None:
    here.travel.set_speed(1000)
    here.travel.go(4)
    here.travel.toggle()
    here.views.picture()
    qtbot.waitUntil(lambda: here.travel.position == 8)
    here.travel.toggle()
    assert not here.travel.playing
    assert here.travel.position == 8


# --- runs that are not in the engine --------------------------------------------------------------


def test_a_stored_run_shows_its_newest_snapshot(here: Traveller) -> None:
    stored = here.add(0, 8)
    stored.key, stored.picture = "", None
    here.runs.run_changed.emit(stored.id)
    assert here.views.shown == [(stored, 8)]
    facts = RunFacts(columns=(), sizes=(2, 1), task="binary", loss="bce")
    preview = DataPreview()
    here.views.opened.emit(stored, Opened(run="view-1", facts=facts, preview=preview))
    picture = here.views.picture()
    assert (stored.facts, stored.preview, stored.picture) == (facts, preview, picture)
    assert stored.past_step == 8  # it trained on until step 20
    assert here.travel.position is None
    here.travel.look_again()
    assert here.views.shown[-1] == (stored, 8)
    more = here.views.picture()
    assert stored.picture is more


def test_a_late_picture_of_the_past_is_not_the_present_of_a_stored_run(here: Traveller) -> None:
    stored = here.add(0, 8)
    stored.key, stored.picture = "", None
    here.runs.run_changed.emit(stored.id)
    newest = here.views.picture()
    here.travel.go(0)
    here.travel.go(None)
    here.views.picture(0)
    assert stored.picture is newest


def test_other_parts_of_pictures_are_asked_for_at_the_same_moment(here: Traveller) -> None:
    here.travel.go(8)
    here.travel.look_again()
    assert here.views.looks == 1
    assert here.views.shown == [(here.first, 8)]


def test_a_stored_run_that_cannot_be_pictured_is_not_tried_again(here: Traveller) -> None:
    stored = here.add(0, 8)
    stored.key, stored.picture = "", None
    here.runs.run_changed.emit(stored.id)
    here.views.busy = False
    here.views.failed.emit(stored, PROBLEM)
    here.runs.run_changed.emit(stored.id)
    assert len(here.views.shown) == 1
