"""Formulas (LaTeX math) as crisp pictures in the theme's colours."""

from __future__ import annotations

import base64
import threading
from functools import lru_cache
from html import escape

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSizeF, Qt
from PySide6.QtGui import QIcon, QImage, QImageWriter, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer


class FormulaError(ValueError):
    """A formula that cannot be set."""


@lru_cache(maxsize=512)
def formula_svg(latex: str, color: str, size: int) -> bytes:
    """Return SVG of a formula in `color` with letters of `size` px; raises `FormulaError`."""
    # Imported here: it takes 0.2 s, and the first picture is asked for long after the first paint.
    import ziafont
    import ziamath

    ziafont.config.svg2 = False  # Qt draws nothing of SVG 2
    try:
        return str(ziamath.Latex(latex, size=size, color=color).svg()).encode()
    except Exception as error:  # whatever its parser trips over
        raise FormulaError(f"{latex!r} cannot be set: {error}") from error


@lru_cache(maxsize=256)
def formula_image(latex: str, color: str, size: int, ratio: float = 1.0) -> QImage:
    """Return a transparent image of a formula; `ratio` is the screen's pixels per pixel.

    Raises `FormulaError`.
    """
    renderer = QSvgRenderer(QByteArray(formula_svg(latex, color, size)))
    extent = QSizeF(renderer.defaultSize())
    image = QImage((extent * ratio).toSize(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, image.width(), image.height()))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def formula_pixmap(latex: str, color: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Return a formula as a pixmap (its image is cached; raises `FormulaError`)."""
    return QPixmap.fromImage(formula_image(latex, color, size, ratio))


def warm_up() -> threading.Thread:
    """Load the typesetter in the background, so that the first tooltip need not wait for it."""
    thread = threading.Thread(
        target=formula_svg, args=("x", "#000000", 12), name="formulas", daemon=True
    )
    thread.start()
    return thread


def formula_icon(latex: str, color: str, size: int, ratio: float = 1.0) -> QIcon:
    """Return a formula as an icon."""
    return QIcon(formula_pixmap(latex, color, size, ratio))


@lru_cache(maxsize=256)
def formula_html(latex: str, color: str, size: int) -> str:
    """Return a formula as an HTML image for tooltips and help; its LaTeX if it cannot be set.

    The picture is twice as fine as shown, for screens with small pixels.
    """
    try:
        image = formula_image(latex, color, size, ratio=2.0)
    except FormulaError:
        return f"<code>{escape(latex)}</code>"
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    buffer.close()
    width, height = image.width() // 2, image.height() // 2
    code = base64.b64encode(data.data()).decode()
    return f'<img src="data:image/png;base64,{code}" width="{width}" height="{height}">'
