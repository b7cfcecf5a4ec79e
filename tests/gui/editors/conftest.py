"""Editors for the fields and parameters of the real tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from engine.config import all_fields
from engine.table import Parameter
from gui.editors import Editor, make_editor, setting_of_field, setting_of_parameter


class Log:
    """What an editor told."""

    def __init__(self, editor: Editor) -> None:
        self.editor: Any = editor
        self.values: list[object] = []
        self.errors: list[Any] = []
        editor.edited.connect(self.values.append)
        editor.refused.connect(self.errors.append)

    def write(self, text: str) -> None:
        self.editor.line.setText(text)
        self.editor.commit()


@pytest.fixture
def field_editor(qtbot: QtBot) -> Callable[[str], Log]:
    def make(path: str) -> Log:
        editor = make_editor(setting_of_field(all_fields()[path]))
        qtbot.addWidget(editor)
        return Log(editor)

    return make


@pytest.fixture
def parameter_editor(qtbot: QtBot) -> Callable[..., Log]:
    def make(kind: Any, default: Any, **more: Any) -> Log:
        told = Parameter(
            name="p", kind=kind, default=default, label="Parameter", help="Helps.", **more
        )
        owner = all_fields()["data.params"]
        editor = make_editor(setting_of_parameter(owner, told))
        qtbot.addWidget(editor)
        return Log(editor)

    return make
