from __future__ import annotations

from gui.history_budget import PERIOD, HistoryBudget
from tests.fake_trainer import Clock
from tests.gui.runs_for_tests import run_of


def test_ghosts_are_thinned_out_first_and_the_selected_run_last() -> None:
    runs = [run_of(20_000, number) for number in (1, 2, 3)]
    ghost = run_of(20_000, 3)
    ghost.retire(runs[2].id)
    clock = Clock()
    total = sum(run.history.nbytes for run in [*runs, ghost])
    budget = HistoryBudget(int(0.8 * total), clock)
    budget.keep([*runs, ghost], runs[0])
    kept = [run.history.first_raw_step for run in [*runs, ghost]]
    assert kept[:3] == [1, 1, 1]
    assert kept[3] > 19_000
    assert ghost.history.curve("loss/train", 1, 20_000, 50).steps.size


def test_it_looks_once_a_second_and_when_another_run_is_selected() -> None:
    runs = [run_of(20_000, number) for number in (1, 2)]
    clock = Clock()
    small = HistoryBudget(1, clock)
    small.keep([], runs[0])
    small.keep(runs, runs[0])
    assert runs[1].history.first_raw_step == 1
    clock.now += PERIOD
    small.keep(runs, runs[0])
    assert runs[1].history.first_raw_step > 19_000
    third = run_of(20_000, 3)
    small.keep([*runs, third], runs[1])
    assert third.history.first_raw_step > 19_000
