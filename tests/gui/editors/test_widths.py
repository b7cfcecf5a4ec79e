"""The width: one number or a list."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gui.editors.widths import parse_widths
from tests.gui.editors.conftest import Log


@pytest.mark.parametrize(("text", "value"), [
    ("16", 16), ("16, 8, 4", [16, 8, 4]), ("16,8", [16, 8]), ("16 8", [16, 8]), ("[4, 2]", [4, 2]),
    ("16，8、4", [16, 8, 4]), ("16,", [16]), ("", None), (" , ", None), ("a", "a"),
])  # fmt: skip
def test_parse_widths(text: str, value: object) -> None:
    assert parse_widths(text) == value


def test_a_list_is_told_as_the_configuration_holds_it(field_editor: Callable[[str], Log]) -> None:
    log = field_editor("model.width")
    log.write("16, 8, 4")
    log.write("7,")
    log.write("32")
    assert log.values == [(16, 8, 4), (7,), 32]


@pytest.mark.parametrize("text", [
    "0", "-3", "2049", "16, 0", "16, x", "nan", "1e400", "", "1.5", ",".join(["1"] * 101),
])  # fmt: skip
def test_bad_widths_are_refused(text: str, field_editor: Callable[[str], Log]) -> None:
    log = field_editor("model.width")
    log.write(text)
    assert log.values == []
    assert len(log.errors) == 1
    assert log.editor.line.text() == text
    assert log.editor.value == 16


@pytest.mark.parametrize(("value", "text"), [(16, "16"), ((16, 8), "16, 8"), ((7,), "7,")])
def test_what_is_shown_reads_back(
    value: object, text: str, field_editor: Callable[[str], Log]
) -> None:
    log = field_editor("model.width")
    log.editor.set_value(value)
    assert log.editor.line.text() == text
    parsed = parse_widths(text)
    assert (tuple(parsed) if isinstance(parsed, list) else parsed) == value
