"""The menu of + Compare: what it offers, and why not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine.config import ExperimentConfig, with_values
from gui.session import Session
from gui.window.compare_menu import CompareMenu
from tests.fake_trainer import fake_host


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    made = Session(in_process=True, make_host=fake_host)
    made.start()
    yield made
    made.close()


@pytest.fixture
def menu(qtbot: QtBot, session: Session) -> CompareMenu:
    made = CompareMenu(session)
    qtbot.addWidget(made)
    return made


def test_without_runs_only_a_new_one_can_be_added(menu: CompareMenu) -> None:
    menu.aboutToShow.emit()
    assert menu._duplicate.isEnabled()
    assert not menu._replay.isEnabled()
    assert "no run" in menu._replay.toolTip().lower()


def test_weights_that_do_not_fit_say_why(menu: CompareMenu, session: Session) -> None:
    session.add_run(with_values(ExperimentConfig(), {"model.width": 5}), "wide")
    session.add_run(ExperimentConfig(), "other")
    session.add_run(ExperimentConfig(), "mine")
    menu.refresh()
    menu._weights.aboutToShow.emit()
    actions = {action.text(): action for action in menu._weights.actions()}
    assert set(actions) == {"wide", "other"}
    assert actions["other"].isEnabled()
    assert not actions["wide"].isEnabled()
    assert "other sizes" in actions["wide"].toolTip()


def test_seeds_are_those_of_the_run_that_has_not_begun(menu: CompareMenu, session: Session) -> None:
    run = session.add_run(ExperimentConfig())
    menu._seed_actions[10].trigger()
    assert run.seeds == 10
    assert run.name.endswith("×10")
    assert len(session.runs) == 1


def test_random_numbers_are_ticked_as_they_are(menu: CompareMenu, session: Session) -> None:
    session.add_run(ExperimentConfig())
    session.add_run(ExperimentConfig())
    menu._one_stream.trigger()
    menu.refresh()
    assert menu._one_stream.isChecked()
    assert [run.config.training.stream for run in session.runs] == [0, 1]
    menu._same_seed.trigger()
    menu.refresh()
    assert menu._same_seed.isChecked()
