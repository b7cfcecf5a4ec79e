from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from gui.run_list import GHOST_STEPS, MOST_GHOSTS, RunList
from tests.gui.runs_for_tests import config, measure


@pytest.fixture
def runs(qtbot: QtBot) -> RunList:
    return RunList()


def test_numbers_go_on_and_colours_are_used_again(runs: RunList) -> None:
    first, second = runs.add(config()), runs.add(config())
    runs.remove(first)
    third = runs.add(config())
    assert [run.number for run in runs] == [2, 3]
    assert (second.color_index, third.color_index) == (1, 0)


def test_what_is_removed_hands_the_selection_on(runs: RunList) -> None:
    a, b, c = (runs.add(config()) for _ in range(3))
    assert runs.selected is c
    heard: list[str] = []
    runs.selected_changed.connect(heard.append)
    runs.select(b.id)
    runs.remove(b)
    assert runs.selected is c
    runs.remove(a, c)
    assert runs.selected is None
    assert heard == [b.id, c.id, ""]


@pytest.mark.parametrize(("steps", "ghosts"), [(0, 0), (GHOST_STEPS, 0), (GHOST_STEPS + 1, 1)])
def test_starting_anew_leaves_a_ghost_if_there_is_something_to_see(
    runs: RunList, steps: int, ghosts: int
) -> None:
    run = measure(runs.add(config()), steps)
    history, id = run.history, run.id
    runs.start_anew(run, config(model__width=3))
    assert len(runs.ghosts) == ghosts
    assert (run.id, run.step, run.history, run.config.model.width) == (id, 0, None, 3)
    assert all(each.history is history and each.ghost_of == id for each in runs.ghosts)
    assert runs.selected is run


def test_a_ghost_of_the_same_settings_that_shows_no_more_goes(runs: RunList) -> None:
    run = runs.add(config())
    for steps, kept in ((50, [50]), (20, [20, 50]), (100, [100])):
        measure(run, steps)
        runs.start_anew(run, run.config)
        assert [ghost.step for ghost in runs.ghosts] == kept


def test_the_oldest_ghosts_go_first(runs: RunList) -> None:
    run = runs.add(config())
    for width in range(1, MOST_GHOSTS + 3):
        measure(run, 10)
        runs.start_anew(run, config(model__width=width))
    assert [g.config.model.width for g in runs.ghosts] == list(range(MOST_GHOSTS + 1, 1, -1))


def test_ghosts_are_named_by_what_was_changed(runs: RunList) -> None:
    run = measure(runs.add(config()), 10)
    runs.start_anew(run, config(optimizer__learning_rate=0.5))
    assert runs.ghosts[0].name == "learning rate 0.01"
    measure(run, 10)
    runs.start_anew(run, run.config)
    assert runs.ghosts[0].name == run.name


def test_a_given_name_stays(runs: RunList) -> None:
    run = runs.add(config(), "mine")
    runs.add(config(model__activation="tanh"))
    assert run.name == "mine"
    measure(run, 10)
    runs.start_anew(run, config(model__width=3))
    assert [run.name, runs.ghosts[0].name] == ["mine", "mine"]
    runs.rename(run, " ")
    assert run.name == "ReLU"


def test_retired_runs_stay_if_they_show_something(runs: RunList) -> None:
    a, b = measure(runs.add(config()), 10), runs.add(config())
    runs.retire_all()
    assert list(runs) == [a]
    assert a.ghost
    assert not a.visible
    assert runs.selected is a
    assert b not in runs
