"""The hint of a ready-made comparison is there as long as it is true."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from gui.session import Session
from gui.theme import LIGHT
from gui.window.notice_bar import NoticeBar
from gui.window.presets_link import FIRST, PresetsLink
from tests.fake_trainer import fake_host


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    made = Session(in_process=True, make_host=fake_host)
    made.start()
    yield made
    made.close()


def test_the_hint_goes_when_its_runs_get_other_data(session: Session, qtbot: QtBot) -> None:
    bar = NoticeBar(LIGHT)
    qtbot.addWidget(bar)
    link = PresetsLink(session, bar)
    link.open(FIRST)
    assert "Same data" in bar.text
    for run in session.runs[:-1]:
        session.select(run.id)
        session.change_selected({"data.name": "moons"})
        assert bar.text
    session.select(session.runs[-1].id)
    session.change_selected({"data.name": "moons"})
    assert bar.text == ""


def test_the_hint_goes_with_its_runs(session: Session, qtbot: QtBot) -> None:
    bar = NoticeBar(LIGHT)
    qtbot.addWidget(bar)
    link = PresetsLink(session, bar)
    link.open(FIRST)
    for run in session.runs:
        session.remove(run.id)
    assert bar.text == ""
