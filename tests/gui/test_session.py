from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from engine.config import ExperimentConfig, with_values
from engine.text import EngineError, Message
from gui import drafts
from gui.run_list import GHOST_STEPS, MOST_GHOSTS
from gui.runs import Run
from gui.session import Session
from tests.fake_trainer import (
    BREAKS,
    DIVERGES,
    NO_MEMORY,
    REFUSED,
    fake_child_main,
    fake_host,
)

PATIENCE = 20_000
DEFAULT = ExperimentConfig()
ENDLESS = with_values(DEFAULT, {"training.steps": None})


class Window:
    """A session, and everything that it said."""

    def __init__(self, qtbot: QtBot, in_process: bool = True) -> None:
        self.qtbot = qtbot
        self.session = Session(in_process=in_process, main=fake_child_main, make_host=fake_host)
        self.problems: list[Message] = []
        self.field_problems: list[str] = []
        self.ticks: list[set[str]] = []
        self.retuned: list[str] = []
        self.session.problem.connect(self.problems.append)
        self.session.field_problem.connect(lambda field, _: self.field_problems.append(field))
        self.session.tick.connect(self.ticks.append)
        self.session.retuned.connect(self.retuned.append)
        self.session.start()

    def until(self, *statuses: str, runs: list[Run] | None = None) -> None:
        chosen = runs if runs is not None else [r for r in self.session.runs if not r.ghost]
        self.wait(lambda: all(run.status in statuses for run in chosen))

    def wait(self, condition: Any) -> None:
        self.qtbot.waitUntil(condition, timeout=PATIENCE)

    def add(self, config: ExperimentConfig = ENDLESS, **changes: Any) -> Run:
        named = {name.replace("__", "."): value for name, value in changes.items()}
        run = self.session.add_run(with_values(config, named))
        self.until("ready", "failed", runs=[run])
        return run

    def train_for(self, steps: int, run: Run | None = None) -> None:
        chosen = run or self.session.selected
        assert chosen is not None
        self.session.train()
        self.wait(lambda: chosen.step >= steps)

    def pause(self) -> None:
        self.session.pause()
        self.until("paused", "ready", "finished", "diverged", "failed")

    @property
    def ghosts(self) -> list[Run]:
        return [run for run in self.session.runs if run.ghost]


@pytest.fixture(autouse=True)
def quick_drafts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "REST", 20)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    made = Window(qtbot)
    yield made
    made.session.close()


@pytest.fixture
def child_window(qtbot: QtBot) -> Iterator[Window]:
    made = Window(qtbot, in_process=False)
    yield made
    made.session.close()


# --- the textbook comparison ----------------------------------------------------------------------


def test_the_textbook_comparison_is_ready_before_train(window: Window) -> None:
    session = window.session
    session.open_textbook()
    window.until("ready")
    assert [run.name for run in session.runs] == ["Sigmoid", "ReLU", "Leaky ReLU"]
    assert [run.number for run in session.runs] == [1, 2, 3]
    assert len({run.color_index for run in session.runs}) == 3
    assert session.selected is session.runs[1]
    assert session.pace is not None
    assert 5 <= 100 / session.pace <= 7
    assert all(run.facts and run.preview and run.history for run in session.runs)


def test_train_pressed_before_the_engine_is_there_is_kept(child_window: Window) -> None:
    session = child_window.session
    session.open_textbook()
    session.set_pace(None)
    session.train()
    assert session.engine_status == "starting"
    assert session.is_training
    child_window.until("finished")
    assert [run.step for run in session.runs] == [100, 100, 100]
    assert not session.is_training


def test_pause_before_the_engine_is_there_is_kept_too(child_window: Window) -> None:
    child_window.session.open_textbook()
    child_window.session.train()
    child_window.session.pause()
    assert not child_window.session.is_training
    child_window.until("ready", "paused")
    child_window.qtbot.wait(50)
    assert all(run.step <= 1 for run in child_window.session.runs)


# --- training -------------------------------------------------------------------------------------


def test_train_pause_and_go_on(window: Window) -> None:
    run = window.add()
    window.train_for(10)
    assert run.status == "training"
    window.pause()
    assert run.status == "paused"
    step = run.step
    window.qtbot.wait(60)
    assert run.step == step
    window.session.toggle()
    window.wait(lambda: run.step > step)
    window.session.toggle()
    window.until("paused")
    assert window.ticks[-1] == {run.id}
    assert run.latest("loss/train") == pytest.approx(1 / run.step)
    assert run.steps_per_second > 0


def test_pause_and_train_in_one_breath_trains(window: Window) -> None:
    run = window.add()
    window.train_for(10)
    for _ in range(5):
        window.session.pause()
        window.session.train()
    step = run.step
    window.wait(lambda: run.step > step + 1000)
    assert run.status == "training"
    window.session.train()
    window.session.pause()
    window.until("paused")
    assert not window.session.is_training


@pytest.mark.parametrize("steps", [1, 25])
def test_single_steps(window: Window, steps: int) -> None:
    a, b = window.add(), window.add(model__activation="tanh")
    for round_ in (1, 2, 3):
        window.session.step(steps)
        assert window.session.is_training
        window.wait(lambda: not window.session.is_training)
        assert (a.step, b.step) == (round_ * steps, round_ * steps)


def test_train_after_a_step_that_is_still_under_way(window: Window) -> None:
    run = window.add()
    window.session.step(1)
    window.session.train()
    window.wait(lambda: run.step > 100)
    assert run.status == "training"


def test_run_to_an_epoch(window: Window) -> None:
    run = window.add()
    window.session.run_to_epoch(3)
    window.until("paused")
    assert run.step == 30


@pytest.mark.parametrize("nonsense", [0, -1])
def test_no_steps_are_no_steps(window: Window, nonsense: int) -> None:
    run = window.add()
    window.session.step(nonsense)
    window.session.run_to_epoch(nonsense)
    assert run.status == "ready"


@pytest.mark.parametrize("pace", [0.0, -3.0, float("nan"), float("inf")])
def test_a_nonsensical_pace_is_refused(window: Window, pace: float) -> None:
    window.session.set_pace(50.0)
    window.session.set_pace(pace)
    assert window.session.pace == 50.0
    assert "steps per second" in str(window.problems[0])


def test_runs_train_at_equal_steps(window: Window) -> None:
    runs = [window.add(model__width=width) for width in (4, 8, 16)]
    window.train_for(500)
    window.pause()
    assert len({run.step for run in runs}) == 1


def test_all_finished_runs_go_on_together(window: Window) -> None:
    runs = [window.add(DEFAULT, model__width=width) for width in (4, 8)]
    for lap in (1, 2, 3):
        window.session.train()
        window.wait(lambda: not window.session.is_training)
        assert [run.step for run in runs] == [100 * lap] * 2
        assert {run.status for run in runs} == {"finished"}
    assert runs[0].config.training.steps == 300
    assert runs[0].shown_markers == []


def test_a_new_run_trains_alone_beside_finished_ones(window: Window) -> None:
    old = window.add(DEFAULT)
    window.session.train()
    window.until("finished")
    new = window.session.duplicate_selected()
    assert window.session.selected is new
    assert new.config == old.config
    window.session.train()
    window.until("finished")
    assert (old.step, new.step) == (100, 100)
    window.session.train()
    window.until("finished")
    window.wait(lambda: (old.step, new.step) == (200, 200))  # all have ended, so all go on


def test_a_selected_finished_run_goes_on_with_those_that_have_not_ended(window: Window) -> None:
    runs = [window.add(DEFAULT, model__width=width) for width in (4, 8)]
    window.session.train()
    window.until("finished")
    third = window.add()
    window.session.select(runs[0].id)
    window.session.train()
    window.wait(lambda: runs[0].step == 200)
    assert third.training
    assert runs[1].step == 100


def test_a_diverged_run_does_not_go_on(window: Window) -> None:
    run = window.add(training__seed=DIVERGES)
    window.session.train()
    window.until("diverged")
    assert run.outcome is not None
    assert (run.outcome.step, run.outcome.layer, run.step) == (7, 1, 7)
    window.session.train()
    assert "diverged at step 7" in str(window.problems[-1])


@pytest.mark.parametrize(
    ("seed", "words", "field"),
    [(REFUSED, "cannot be", "training.seed"), (BREAKS, "unexpected", ""),
     (NO_MEMORY, "memory is full", "model.width")],
)  # fmt: skip
def test_a_run_that_fails_says_why_and_the_others_go_on(
    window: Window, seed: int, words: str, field: str
) -> None:
    good = window.add()
    bad = window.add(training__seed=seed)
    window.session.train()
    window.until("failed", runs=[bad])
    assert words in str(bad.problem)
    assert words in str(window.problems[0])
    assert set(window.field_problems) == ({field} if field else set())
    window.wait(lambda: good.step > 100)
    assert good.status == "training"
    window.session.change_selected({"training.seed": 1})
    window.wait(lambda: bad.problem is None)


# --- settings -------------------------------------------------------------------------------------


def test_a_planned_run_is_edited_without_a_ghost(window: Window) -> None:
    run = window.add()
    for width in (17, 18, 19):
        window.session.change_selected({"model.width": width})
    assert run.config.model.width == 19
    window.session.change_selected({"model.hidden_layers": 3})
    window.wait(lambda: run.facts is not None and run.facts.hidden_layers == 3)
    assert window.session.runs == [run]
    window.train_for(10)


def test_an_edit_just_before_train_counts(window: Window) -> None:
    run = window.add()
    window.session.change_selected({"model.hidden_layers": 4})
    window.session.train()
    window.wait(lambda: run.step > 10)
    assert run.facts is not None
    assert run.facts.hidden_layers == 4


@pytest.mark.parametrize("training", [True, False])
def test_a_live_change_applies_and_leaves_a_mark(window: Window, training: bool) -> None:
    run = window.add()
    window.train_for(20)
    if not training:
        window.pause()
    window.session.change_selected({"optimizer.learning_rate": 0.5})
    window.wait(lambda: bool(run.markers))
    step, path, _, new = run.markers[0]
    assert (path, new) == ("optimizer.learning_rate", 0.5)
    assert 0 < step <= run.step
    assert run.config == run.applied
    assert window.retuned == [run.id]
    assert window.session.runs == [run]
    assert run.training is training


def test_a_refused_live_change_is_taken_back(window: Window) -> None:
    run = window.add()
    window.train_for(20)
    window.session.change_selected({"training.batch_size": 4096})
    window.wait(lambda: bool(window.problems))
    assert run.config.training.batch_size == "full"
    assert window.field_problems == ["training.batch_size"]
    assert run.training


@pytest.mark.parametrize("training", [True, False])
def test_another_change_starts_anew_and_keeps_a_ghost(window: Window, training: bool) -> None:
    run = window.add()
    window.train_for(20)
    if not training:
        window.pause()
    old_history, old_key = run.history, run.key
    window.session.change_selected({"model.activation": "tanh"})
    assert window.session.draft.model.activation == "tanh"
    window.wait(lambda: run.key != old_key and run.history is not None)
    assert run.config.model.activation == "tanh"
    assert window.session.selected is run
    (ghost,) = window.ghosts
    assert ghost.history is old_history
    assert ghost.config.model.activation == "relu"
    assert (ghost.number, ghost.color_index) == (run.number, run.color_index)
    assert ghost.status == "paused"
    assert ghost.name == "ReLU"
    assert run.name == "Tanh"
    assert run.training is training
    if training:
        window.wait(lambda: run.step > 20)
    else:
        assert (run.step, run.status) == (0, "ready")


def test_a_dragged_slider_starts_anew_once(window: Window) -> None:
    run = window.add()
    window.train_for(20)
    for width in range(17, 30):
        window.session.change_selected({"model.width": width})
    window.wait(lambda: run.config.model.width == 29)
    assert len(window.ghosts) == 1


def test_hardly_begun_runs_leave_no_ghost(window: Window) -> None:
    run = window.add()
    window.session.step(GHOST_STEPS)
    window.until("paused")
    window.session.change_selected({"model.width": 3})
    window.wait(lambda: run.config.model.width == 3)
    assert window.ghosts == []


def test_changes_may_wait_for_apply(window: Window) -> None:
    session = window.session
    session.set_restart_mode("on apply")
    run = window.add()
    window.train_for(20)
    session.change_selected({"model.width": 3})
    session.change_selected({"model.activation": "tanh"})
    window.qtbot.wait(60)
    assert session.has_draft
    assert run.config == ENDLESS
    session.apply_draft()
    assert not session.has_draft
    assert (run.config.model.width, run.config.model.activation) == (3, "tanh")


def test_ghosts_are_few(window: Window) -> None:
    run = window.add()
    for width in range(1, MOST_GHOSTS + 4):
        window.session.change_selected({"model.width": width})
        window.session.apply_draft()
        window.wait(lambda: run.status == "ready")
        window.session.step(GHOST_STEPS + 1)
        window.until("paused")
    assert len(window.ghosts) == MOST_GHOSTS
    assert window.ghosts[0].config.model.width == MOST_GHOSTS + 2
    window.session.remove_ghosts()
    assert window.session.runs == [run]


def test_reset_puts_all_runs_back(window: Window) -> None:
    runs = [window.add(model__width=width) for width in (4, 8)]
    for _ in range(2):
        window.train_for(20)
        window.session.reset()
        assert not window.session.is_training
        window.until("ready")
        assert [run.step for run in runs] == [0, 0]
        ghosts = [ghost.ghost_of for ghost in window.ghosts]
        assert sorted(set(ghosts)) == sorted(run.id for run in runs)


def test_bad_values_are_refused_before_anything_happens(window: Window) -> None:
    run = window.add()
    for changes in ({"model.width": -1}, {"optimizer.learning_rate": float("nan")}, {"a.b": 1}):
        with pytest.raises(EngineError):
            window.session.change_selected(changes)
    assert run.config == ENDLESS


def test_undo_and_redo(window: Window) -> None:
    session, run = window.session, window.add()
    session.change_selected({"model.width": 3})
    session.change_selected({"model.activation": "tanh"})
    session.undo()
    assert (run.config.model.width, run.config.model.activation) == (3, "relu")
    session.undo()
    assert run.config == ENDLESS
    assert not session.can_undo
    session.redo()
    assert run.config.model.width == 3


def test_undo_of_a_drag_is_one_step_and_of_a_removed_run_nothing(window: Window) -> None:
    session, run = window.session, window.add()
    for width in (3, 4, 5):
        session.change_selected({"model.width": width})
    session.undo()
    assert run.config == ENDLESS
    session.redo()
    session.remove(run.id)
    session.undo()
    assert not session.can_undo


def test_undo_of_a_new_start_starts_anew_again(window: Window) -> None:
    session, run = window.session, window.add()
    window.train_for(20)
    session.change_selected({"model.width": 3})
    window.wait(lambda: run.config.model.width == 3 and run.step > 20)
    session.undo()
    window.wait(lambda: run.config == ENDLESS)
    assert [ghost.config.model.width for ghost in window.ghosts] == [3, 16]


# --- the board ------------------------------------------------------------------------------------


def test_select_hide_rename_remove(window: Window) -> None:
    session = window.session
    a, b = window.add(), window.add(model__activation="tanh")
    selected: list[str] = []
    session.selected_changed.connect(selected.append)
    session.select(a.id)
    session.select(a.id)
    session.select("no such run")
    assert selected == [a.id]
    session.set_visible(a.id, False)
    assert not a.visible
    session.rename(a.id, "  my\nrun ")
    assert a.name == "my run"
    session.rename(a.id, "")
    assert a.name == "ReLU"
    session.remove(a.id)
    assert session.selected is b
    session.remove(b.id)
    assert session.selected is None
    assert selected == [a.id, b.id, ""]
    session.train()
    session.toggle()
    session.reset()
    new = session.duplicate_selected()
    assert new.config == ExperimentConfig()
    assert new.number == 1


def test_removed_while_training(window: Window) -> None:
    a, b = window.add(), window.add(model__activation="tanh")
    window.train_for(20)
    window.session.remove(b.id)
    step = a.step
    window.wait(lambda: a.step > step)
    window.session.remove(a.id)
    assert not window.session.is_training


def test_a_new_comparison_keeps_what_was_measured(window: Window) -> None:
    window.add()
    run = window.add(model__width=3)
    window.session.step(20)
    window.until("paused")
    window.session.add_run(ENDLESS)
    window.session.open_textbook()
    assert run in window.ghosts
    assert len(window.session.runs) == 5
    window.until("ready")


def test_editing_a_ghost_makes_a_new_run(window: Window) -> None:
    run = window.add()
    window.train_for(20)
    window.session.reset()
    (ghost,) = window.ghosts
    window.session.select(ghost.id)
    window.session.change_selected({"model.width": 3})
    new = window.session.selected
    assert new not in (run, ghost)
    assert new.config.model.width == 3


# --- pictures and questions -----------------------------------------------------------------------


def test_pictures_follow_the_selected_run(window: Window) -> None:
    session = window.session
    a, b = window.add(), window.add(model__activation="tanh")
    session.want_pictures("surface", {"surface"})
    window.wait(lambda: b.picture is not None)
    assert a.picture is None
    session.select(a.id)
    window.wait(lambda: a.picture is not None)
    window.train_for(50)
    window.pause()
    window.wait(lambda: a.picture.step == a.step)
    session.want_pictures("surface", ())


def test_parameters_and_dead_units_on_request(window: Window) -> None:
    run = window.add()
    found: list[Any] = []
    window.session.snapshot.connect(lambda id, event: found.append((id, event)))
    window.session.fetch()
    window.wait(lambda: bool(found))
    assert found[0][0] == run.id
    window.wait(lambda: run.latest("dead_units/1") is not None)
    window.session.scan_dead()
    window.wait(lambda: run.history.readings("dead_units/1")[0].size >= 1)


def test_the_display_timer_rests_when_nothing_happens(window: Window) -> None:
    window.add()
    window.train_for(20)
    window.pause()
    window.wait(lambda: not window.session._display._timer.isActive())


# --- what may go wrong ----------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_killed_engine_loses_no_curve_and_the_next_train_works(child_window: Window) -> None:
    window, session = child_window, child_window.session
    done = window.add(DEFAULT, model__width=4)
    session.train()
    window.until("finished")
    run = window.add()
    session.set_pace(1000.0)
    window.train_for(20)
    planned = session.add_run(with_values(ENDLESS, {"model.width": 8}))
    window.until("ready", runs=[planned])
    os.kill(session.engine_pid, signal.SIGKILL)
    window.wait(lambda: session.engine_status == "lost")
    assert "killed by signal 9" in str(window.problems[0])
    assert [each.status for each in (done, run, planned)] == ["finished", "stopped", "planned"]
    assert not session.is_training
    kept = run.history
    session.train()
    window.wait(lambda: run.step > 0 and planned.step > 0)
    assert session.engine_status == "ready"
    assert session.pace == 1000.0
    assert [ghost.history for ghost in window.ghosts] == [kept]
    assert done.step == 100


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_an_edit_after_a_crash_brings_the_engine_back(child_window: Window) -> None:
    window, session = child_window, child_window.session
    run = window.add()
    os.kill(session.engine_pid, signal.SIGKILL)
    window.wait(lambda: session.engine_status == "lost")
    assert run.status == "planned"
    session.change_selected({"model.hidden_layers": 2})
    window.until("ready")


def test_closing_in_the_middle_of_everything(qtbot: QtBot) -> None:
    for in_process in (True, False):
        window = Window(qtbot, in_process)
        window.session.open_textbook()
        window.session.want_pictures("surface", {"surface"})
        window.session.train()
        if in_process:
            window.wait(lambda session=window.session: session.selected.step > 0)
            window.session.change_selected({"model.width": 3})
        window.session.close()
        qtbot.wait(20)
