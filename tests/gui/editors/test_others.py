"""Batch size, device, flag, path, points and text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from tests.gui.editors.conftest import Log


@pytest.mark.parametrize("text", ["full", "FULL", " Full "])
def test_full_batches_can_be_written(text: str, field_editor: Callable[[str], Log]) -> None:
    log = field_editor("training.batch_size")
    log.write("128")
    log.write(text)
    assert log.values == [128, "full"]
    assert log.editor.switch.isChecked()


def test_the_switch_remembers_the_last_size(field_editor: Callable[[str], Log]) -> None:
    log = field_editor("training.batch_size")
    log.write("100")
    log.editor.switch.click()
    log.editor.switch.click()
    assert log.values == [100, "full", 100]


@pytest.mark.parametrize("text", ["0", "-1", "many", "", "nan", "1e400", "2.5"])
def test_bad_batch_sizes(text: str, field_editor: Callable[[str], Log]) -> None:
    log = field_editor("training.batch_size")
    log.write(text)
    assert log.values == []
    assert len(log.errors) == 1


def test_arrow_keys_double_and_halve_the_batch(field_editor: Callable[[str], Log]) -> None:
    log = field_editor("training.batch_size")
    log.write("48")
    log.editor.step(1)
    log.editor.step(-1)
    assert log.values == [48, 96, 48]


def test_devices(field_editor: Callable[[str], Log]) -> None:
    log = field_editor("training.device")
    assert log.editor.line.text() == "CPU"
    log.editor.set_devices([("cpu", "CPU"), ("cuda:0", "CUDA 0 (a name)")])
    combo = log.editor.combo
    assert [combo.itemData(index) for index in range(combo.count())] == ["cpu", "cuda:0"]
    combo.activated.emit(1)
    log.write("CUDA:1")
    log.write("toaster")
    assert log.values == ["cuda:0", "cuda:1"]
    assert len(log.errors) == 1


def test_flag(parameter_editor: Callable[..., Log]) -> None:
    log = parameter_editor("bool", True)
    assert log.editor.box.isChecked()
    log.editor.box.click()
    assert log.values == [False]
    log.editor.set_value(True)
    assert log.values == [False]


def test_text(parameter_editor: Callable[..., Log]) -> None:
    log = parameter_editor("text", None, optional=True)
    log.write(" target ")
    log.write("")
    assert log.values == ["target", None]


def test_points_are_counted(parameter_editor: Callable[..., Log]) -> None:
    log = parameter_editor("points", [])
    assert "0" in log.editor._count.text()
    log.editor.set_value([[0.0, 0.0, 0.0], [1.0, 1.0, 1.0]])
    assert "2" in log.editor._count.text()


def test_a_path_is_written_chosen_or_dropped(
    parameter_editor: Callable[..., Log], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    log = parameter_editor("path", None, optional=True)
    log.write("a.csv")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("b.csv", ""))
    log.editor.choose_file()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "folder")
    log.editor.choose_folder()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    drop = QDropEvent(
        QPointF(1, 1), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    log.editor.dropEvent(drop)
    assert log.values == ["a.csv", "b.csv", "folder", str(tmp_path)]
    assert log.editor.line.toolTip() == str(tmp_path)


def test_of_a_long_path_the_end_is_seen(parameter_editor: Callable[..., Log]) -> None:
    log = parameter_editor("path", None, optional=True)
    log.editor.set_value("/home/someone/where/it/lies/flowers.csv")
    assert log.editor.line.cursorPosition() == len(log.editor.line.text())


def test_a_cancelled_dialog_changes_nothing(
    parameter_editor: Callable[..., Log], monkeypatch: pytest.MonkeyPatch
) -> None:
    log = parameter_editor("path", None, optional=True)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    log.editor.choose_file()
    assert log.values == []
