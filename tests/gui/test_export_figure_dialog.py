"""The dialog that exports figures: preview, choices, what is remembered, files and failures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from gui.export_figure_dialog import ExportFigureDialog
from gui.panels.base import Panel
from gui.preferences import Preferences
from gui.publication import PRESETS
from gui.theme import LIGHT
from gui.window.furniture import make_panels
from tests.gui.driving import until
from tests.gui.panels.made import ring_run

Open = Callable[..., ExportFigureDialog]


@pytest.fixture(scope="module")
def panels(qapp: QApplication) -> Iterator[list[Panel]]:
    made = make_panels(LIGHT)
    run = ring_run()
    for panel in made.values():
        panel.refresh([run], run)
    yield [panel for panel in made.values() if panel.printable]
    for panel in made.values():
        panel.close()
        panel.deleteLater()


@pytest.fixture
def open_dialog(panels: list[Panel], qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    preferences = Preferences()
    preferences.set("files/last_folder", str(tmp_path))
    opened: list[ExportFigureDialog] = []

    def make(first: str = "loss") -> ExportFigureDialog:
        opened.append(ExportFigureDialog(panels, first, preferences))
        opened[-1].open()
        return opened[-1]

    yield make
    for dialog in filter(isValid, opened):
        dialog.reject()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def choose(dialog: ExportFigureDialog, kind: str) -> None:
    dialog.form.kind_box.setCurrentIndex(dialog.form.kind_box.findData(kind))


def test_begins_with_the_panel_asked_for(open_dialog: Open) -> None:
    dialog = open_dialog("gradients")
    assert [panel.key for panel in dialog.chosen()] == ["gradients"]
    assert [panel.key for panel in open_dialog("").chosen()] == [
        "loss", "gradients", "dead_units", "activations", "surface",
    ]  # fmt: skip


def test_preview_has_the_shape_of_the_page(open_dialog: Open) -> None:
    dialog = open_dialog()
    dialog.form.numbers["width_cm"].setValue(12)
    dialog.form.numbers["height_cm"].setValue(4)
    until(lambda: dialog.preview.pixmap().width() > 2.9 * dialog.preview.pixmap().height())
    shown = dialog.preview.pixmap().size()
    assert shown.width() / shown.height() == pytest.approx(3, rel=0.02)


def test_presets_and_their_names(open_dialog: Open) -> None:
    form = open_dialog().form
    assert form.preset_box.currentData() == "single"
    form.preset_box.setCurrentIndex(2)
    form.preset_box.activated.emit(2)
    assert form.wanted().font_pt == PRESETS[2].values["font_pt"]
    form.numbers["font_pt"].setValue(20)
    assert form.preset_box.currentText() == "Other"


@pytest.mark.parametrize("kind", ["pdf", "svg", "png"])
def test_saves_remembers_and_closes(
    open_dialog: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    target = tmp_path / "图 1"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    dialog = open_dialog()
    results: list[int] = []
    dialog.finished.connect(results.append)
    choose(dialog, kind)
    dialog.form.numbers["width_cm"].setValue(10)
    dialog.ask_and_save()
    until(lambda: results)
    assert results == [QDialog.DialogCode.Accepted]
    content = target.with_suffix(f".{kind}").read_bytes()
    assert content.startswith({"pdf": b"%PDF", "svg": b"<?xml", "png": b"\x89PNG"}[kind])
    if kind == "png":
        assert QImage.fromData(content).width() == round(10 / 2.54 * 300)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    again = open_dialog()
    assert again.form.kind == kind
    assert again.form.wanted().width_cm == 10


def test_a_folder_that_is_gone_is_told(open_dialog: Open, tmp_path: Path) -> None:
    dialog = open_dialog()
    dialog.save(tmp_path / "gone" / "x.pdf")
    until(lambda: dialog.problem.isVisible())
    assert "gone" in dialog.problem.text()
    assert dialog.isVisible()
    assert dialog.save_button.isEnabled()


def test_what_cannot_be_drawn_is_told(open_dialog: Open) -> None:
    dialog = open_dialog()
    dialog.form.numbers["width_cm"].setValue(3)
    dialog.form.numbers["font_pt"].setValue(36)
    until(lambda: dialog.problem.isVisible())
    assert "text smaller" in dialog.problem.text()
    assert not dialog.save_button.isEnabled()
    dialog.form.numbers["font_pt"].setValue(5)
    until(lambda: dialog.save_button.isEnabled())
    assert not dialog.problem.isVisible()


def test_dots_are_only_of_a_png(open_dialog: Open) -> None:
    dialog = open_dialog()
    choose(dialog, "svg")
    assert not dialog.form.dpi_box.isEnabled()
    choose(dialog, "png")
    assert dialog.form.dpi_box.isEnabled()
