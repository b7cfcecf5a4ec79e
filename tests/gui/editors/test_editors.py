"""What holds for the editors of all fields and parameters."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.config import ExperimentConfig, all_fields, value_of
from engine.config.fields import FieldKind
from engine.table import ParameterKind
from engine.text import EngineError
from gui.editors import EDITORS, make_editor, setting_of_field, setting_of_parameter
from tests.gui.editors.conftest import Log

FIELDS = [path for path, told in all_fields().items() if told.declaration.kind != "parameters"]
PARAMETERS = [
    (path, row.key, told.name)
    for path, field in all_fields().items()
    if field.declaration.kind == "parameters" and field.declaration.table is not None
    for row in field.declaration.table.values()
    for told in row.parameters
]


def test_every_kind_has_an_editor() -> None:
    kinds = {*get_args(FieldKind), *get_args(ParameterKind)} - {"parameters"}
    assert kinds <= EDITORS.keys()


@pytest.mark.parametrize("path", FIELDS)
def test_every_field_shows_its_value(path: str, field_editor: Callable[[str], Log]) -> None:
    log = field_editor(path)
    value = value_of(ExperimentConfig(), path)
    log.editor.set_value(value)
    assert log.editor.value == value
    assert not log.editor.has_bad_text
    assert log.values == []
    assert log.editor.fields


@pytest.mark.parametrize(("path", "row", "name"), PARAMETERS)
def test_every_parameter_has_an_editor(path: str, row: str, name: str, qtbot: QtBot) -> None:
    owner = all_fields()[path]
    assert owner.declaration.table is not None
    told = owner.declaration.table[row].parameter(name)
    editor = make_editor(setting_of_parameter(owner, told))
    qtbot.addWidget(editor)
    editor.offer(told.default)
    default = list(told.default) if told.kind == "points" else told.default
    assert editor.value == default
    assert editor.setting.path == f"{path}.{name}"


@pytest.mark.parametrize("path", FIELDS)
def test_a_change_of_language_keeps_the_value(
    path: str, field_editor: Callable[[str], Log], qapp: QApplication
) -> None:
    log = field_editor(path)
    log.editor.set_value(value_of(ExperimentConfig(), path))
    qapp.sendEvent(log.editor, QEvent(QEvent.Type.LanguageChange))
    assert log.editor.value == value_of(ExperimentConfig(), path)
    assert log.values == []


def test_settings_of_fields_carry_what_is_declared() -> None:
    setting = setting_of_field(all_fields()["optimizer.learning_rate"])
    assert (setting.kind, setting.live, setting.default) == ("log", True, 0.01)
    assert setting_of_field(all_fields()["training.steps"]).unit == "steps"
    choices = dict(setting_of_field(all_fields()["loss.name"]).choices)
    assert {"auto", "mse"} <= choices.keys()


def test_a_value_that_does_not_go_with_others_is_taken_back(
    field_editor: Callable[[str], Log],
) -> None:
    log = field_editor("model.hidden_layers")
    log.write("3")
    log.editor.take_back(1, EngineError("no", field="model.hidden_layers"))
    assert log.editor.value == 1
    assert log.editor.line.text() == "3"
    log.editor.revert()
    assert log.editor.line.text() == "1"
