"""Panels on an offscreen screen, in both themes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.panels.base import Panel
from gui.runs import Run
from gui.theme import DARK, LIGHT, Theme

Open = Callable[..., Panel]


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> Theme:
    return request.param


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Open]:
    """Return a function that shows a panel with runs and lets it draw."""

    def open_panel(kind: type[Panel], runs: list[Run], selected: Run | None = None) -> Panel:
        panel = kind(LIGHT)
        qtbot.addWidget(panel)
        panel.resize(400, 320)
        panel.show()
        panel.refresh(runs, selected if selected is not None or not runs else runs[0])
        settle()
        return panel

    return open_panel


def settle() -> None:
    """Let what is due in the event loop happen."""
    for _ in range(3):
        QApplication.processEvents()
