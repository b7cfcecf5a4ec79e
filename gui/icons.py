"""Icons drawn in the theme's colours, from the pictures in resources/icons."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

PIXEL_RATIOS = (1.0, 2.0)


@lru_cache(maxsize=64)
def icon_source(name: str) -> str:
    """Return the SVG of the icon `name`; raises `FileNotFoundError` if there is none."""
    return resources.files("resources").joinpath("icons", f"{name}.svg").read_text("utf-8")


def icon_names() -> tuple[str, ...]:
    """Return the names of all icons."""
    folder = resources.files("resources").joinpath("icons")
    files = sorted(each.name for each in folder.iterdir() if each.name.endswith(".svg"))
    return tuple(name.removesuffix(".svg") for name in files)


@lru_cache(maxsize=512)
def icon_image(name: str, color: str, size: int, ratio: float = 1.0) -> QImage:
    """Return a square transparent image of `size` px; `ratio` is the screen's pixels per pixel."""
    source = icon_source(name).replace("currentColor", color)
    side = round(size * ratio)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def pixmap(name: str, color: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return the icon `name` in `color` as a pixmap of `size` px."""
    return QPixmap.fromImage(icon_image(name, color, size, ratio))


def icon(name: str, color: str, disabled: str = "", size: int = 20) -> QIcon:
    """Return the icon `name` in `color`, and in the colour `disabled` where it cannot be used."""
    made = QIcon()
    for ratio in PIXEL_RATIOS:
        made.addPixmap(pixmap(name, color, size, ratio), QIcon.Mode.Normal)
        made.addPixmap(pixmap(name, color, size, ratio), QIcon.Mode.Selected)
        made.addPixmap(pixmap(name, disabled or color, size, ratio), QIcon.Mode.Disabled)
    return made
