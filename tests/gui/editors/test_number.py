"""Number fields: what is read, what is refused, and that nothing is lost."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.editors.number import next_on_scale, parse_number
from gui.language import translate_message
from tests.gui.editors.conftest import Log

BAD = ["NaN", "nan", "-1", "text", "", "  ", "1e400", "-1e400", "1" * 400, "0x10", "1,2,3", "١e٥x"]


@pytest.mark.parametrize(("text", "value"), [
    ("0.01", 0.01), ("1e-3", 0.001), (" 5 ", 5), ("0,5", 0.5), ("0，5", 0.5), ("1 000", 1000),
    ("1\u202f000", 1000), ("−3", -3), (".5", 0.5), ("1e3", 1000.0), ("", None), ("abc", "abc"),
    ("1e400", math.inf), ("9" * 30, float("9" * 30)),
])  # fmt: skip
def test_parse_number(text: str, value: object) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize("text", BAD)
@pytest.mark.parametrize("path", ["optimizer.learning_rate", "model.hidden_layers", "data.seed"])
def test_bad_text_is_told_and_nothing_is_lost(
    path: str, text: str, field_editor: Callable[[str], Log]
) -> None:
    log = field_editor(path)
    before = log.editor.value
    log.write(text)
    assert log.values == []
    assert log.editor.value == before
    assert log.editor.line.text() == text
    assert log.editor.has_bad_text
    assert len(log.errors) == 1
    sentence = translate_message(log.errors[0])
    assert sentence.endswith(".")
    assert path in sentence
    log.editor.revert()
    assert not log.editor.has_bad_text


def test_huge_depth_is_refused(field_editor: Callable[[str], Log]) -> None:
    log = field_editor("model.hidden_layers")
    log.write("1000000000")
    assert "100" in str(log.errors[0])


def test_a_good_number_is_told_once(field_editor: Callable[[str], Log]) -> None:
    log = field_editor("model.hidden_layers")
    log.write("8")
    log.editor.commit()
    assert log.values == [8]


def test_the_same_number_written_otherwise_is_no_change(field_editor: Callable[[str], Log]) -> None:
    log = field_editor("optimizer.learning_rate")
    log.write("1e-2")
    assert log.values == []
    assert log.editor.line.text() == "0.01"


def test_an_optional_number_may_be_empty(field_editor: Callable[[str], Log]) -> None:
    log = field_editor("optimizer.clip_norm")
    log.write("5")
    log.write("")
    assert log.values == [5, None]
    assert log.editor.line.placeholderText()


def test_bad_text_stays_while_the_value_does(field_editor: Callable[[str], Log]) -> None:
    log = field_editor("model.hidden_layers")
    log.write("many")
    log.editor.set_value(1)
    assert log.editor.line.text() == "many"
    log.editor.set_value(2)
    assert log.editor.line.text() == "2"


def test_escape_gives_up(field_editor: Callable[[str], Log], qtbot: QtBot) -> None:
    log = field_editor("model.hidden_layers")
    log.editor.line.setText("nonsense")
    qtbot.keyClick(log.editor.line, Qt.Key.Key_Escape)
    assert log.editor.line.text() == "1"


def test_return_takes_the_text(field_editor: Callable[[str], Log], qtbot: QtBot) -> None:
    log = field_editor("model.hidden_layers")
    log.editor.line.setText("4")
    qtbot.keyClick(log.editor.line, Qt.Key.Key_Return)
    assert log.values == [4]


def test_arrow_keys_step(field_editor: Callable[[str], Log], qtbot: QtBot) -> None:
    log = field_editor("model.hidden_layers")
    qtbot.keyClick(log.editor.line, Qt.Key.Key_Up)
    qtbot.keyClick(log.editor.line, Qt.Key.Key_Down)
    assert log.values == [2, 1]
    rate = field_editor("optimizer.learning_rate")
    qtbot.keyClick(rate.editor.line, Qt.Key.Key_Up)
    assert rate.values == [0.02]


@pytest.mark.parametrize(("value", "up", "down"), [
    (1.0, 2.0, 0.5), (0.3, 0.5, 0.2), (0.01, 0.02, 0.005), (7e-5, 1e-4, 5e-5), (99.0, 100.0, 50.0),
])  # fmt: skip
def test_next_on_scale(value: float, up: float, down: float) -> None:
    assert next_on_scale(value, 1) == up
    assert next_on_scale(value, -1) == down


def test_units_are_shown(field_editor: Callable[[str], Log]) -> None:
    log = field_editor("training.steps")
    assert log.editor._unit.text() == "steps"
