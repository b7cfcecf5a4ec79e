"""Saving a card as a picture: PNG, or SVG and PDF in which lines and texts stay sharp."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from tests.gui.driving import Driver, wait

PANELS = ("loss", "gradients", "dead_units", "activations", "surface", "readings")


def save(driver: Driver, monkeypatch: pytest.MonkeyPatch, key: str, path: Path, kind: str) -> None:
    def ask(*args: object) -> tuple[str, str]:
        assert str(args[3]).split(";;") == ["PNG (*.png)", "SVG (*.svg)", "PDF (*.pdf)"]
        return str(path), kind

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    entries = {each.text(): each for each in driver.window.panels[key].make_menu().actions()}
    entries["Save image…"].trigger()


def inked(image: QImage, header: QWidget) -> bool:
    """Tell whether the title can be seen: ink on the card's ground."""
    title = header.findChild(QLabel)
    assert title is not None
    ground = image.pixelColor(4, 20).lightness()
    places = title.geometry()
    return any(
        abs(image.pixelColor(x, y).lightness() - ground) > 100
        for x in range(places.left(), places.right())
        for y in range(places.top(), places.bottom())
    )


def test_every_card_in_every_format(
    driver: Driver, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    driver.press("train")
    driver.until_ended()
    wait(200)
    for key in PANELS:
        dock = driver.window.docks[key]
        title = dock.header.title.text()
        for kind in ("png", "svg", "pdf"):
            save(driver, monkeypatch, key, tmp_path / f"{key}.{kind}", "")
        image = QImage(str(tmp_path / f"{key}.png"))
        assert image.height() == 2 * (dock.header.height() + driver.window.panels[key].height())
        drawing = (tmp_path / f"{key}.svg").read_text(encoding="utf-8")
        assert f">{title}</text>" in drawing
        drawn = QImage(image.size() / 2, QImage.Format.Format_RGB32)
        painter = QPainter(drawn)
        QSvgRenderer(str(tmp_path / f"{key}.svg")).render(painter)
        painter.end()
        assert inked(image.scaled(drawn.size()), dock.header)
        assert inked(drawn, dock.header)
        assert (tmp_path / f"{key}.pdf").read_bytes().startswith(b"%PDF")
    assert not driver.problems


@pytest.mark.parametrize(("kind", "ending"), [
    ("SVG (*.svg)", ".svg"), ("PDF (*.pdf)", ".pdf"), ("", ".png"),
])  # fmt: skip
def test_a_name_without_an_ending_gets_that_of_the_chosen_kind(
    driver: Driver, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str, ending: str
) -> None:
    save(driver, monkeypatch, "loss", tmp_path / "my.loss", kind)
    assert [path.name for path in tmp_path.iterdir()] == [f"my.loss{ending}"]


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_a_folder_that_cannot_be_written_is_told(
    driver: Driver, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "gone" / f"a.{kind}"
    save(driver, monkeypatch, "loss", path, "")
    assert len(driver.problems) == 1
    assert str(path) in driver.window.notice.text
