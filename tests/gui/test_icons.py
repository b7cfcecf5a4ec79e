"""Icons exist and take the colour asked for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication

from gui.icons import icon, icon_image, icon_names, icon_source, pixmap


@pytest.mark.parametrize("name", icon_names())
def test_every_icon_is_drawn_in_its_colour(name: str, qapp: QApplication) -> None:
    image = icon_image(name, "#c24e00", 40)
    colors = {
        image.pixelColor(x, y).rgb()
        for x in range(40)
        for y in range(40)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert colors == {QColor("#c24e00").rgb()}


@pytest.mark.parametrize("name", icon_names())
def test_icons_leave_colour_to_the_theme(name: str) -> None:
    assert "currentColor" in icon_source(name)
    assert "#" not in icon_source(name)


def test_disabled_icons_have_their_own_colour(qapp: QApplication) -> None:
    made = icon("train", "#000000", "#ff0000", size=20)
    normal = made.pixmap(QSize(20, 20), QIcon.Mode.Normal).toImage()
    disabled = made.pixmap(QSize(20, 20), QIcon.Mode.Disabled).toImage()
    assert normal.pixelColor(9, 10) == QColor("#000000")
    assert disabled.pixelColor(9, 10) == QColor("#ff0000")


def test_fine_screens(qapp: QApplication) -> None:
    assert pixmap("step", "#000000", 20, 2.0).deviceIndependentSize().width() == 20


def test_an_unknown_icon_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        icon_source("no such icon")
