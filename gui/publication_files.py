"""Writes a drawn figure as PDF, SVG or PNG, in its size on paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QRectF,
    QSize,
    QSizeF,
)
from PySide6.QtGui import QColor, QImage, QPageSize, QPaintDevice, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from gui.figures import paint_widget, uncached
from gui.publication import CM_PER_INCH, POINTS_PER_INCH, FileKind
from gui.publication_figure import PublicationFigure
from gui.publication_svg import with_outlines

TITLE = "Dynascope"


def file_of(figure: PublicationFigure, kind: FileKind) -> bytes:
    """Return the file of a figure that has been drawn; raises `EngineError` if it is too large."""
    figure.wanted.check(kind)
    return {"png": _png, "svg": _svg, "pdf": _pdf}[kind](figure)


def image_of(figure: PublicationFigure, dots: QSize) -> QImage:
    """Return the figure as an image of these pixels."""
    image = QImage(dots, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    with uncached(figure):
        _paint(figure, image, QSizeF(dots))
    return image


def save_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; raises `OSError`."""
    partial = path.with_name(f".{path.name}.part")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _paint(figure: PublicationFigure, device: QPaintDevice, size: QSizeF) -> None:
    painter = QPainter(device)
    painter.scale(size.width() / figure.width(), size.height() / figure.height())
    paint_widget(figure, painter)
    painter.end()


def png_bytes(image: QImage, dpi: int) -> bytes:
    """Return an image as PNG that knows its size on paper; takes a while, in any thread."""
    per_meter = round(dpi * 100 / CM_PER_INCH)
    image.setDotsPerMeterX(per_meter)
    image.setDotsPerMeterY(per_meter)
    image.setText("Software", TITLE)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _png(figure: PublicationFigure) -> bytes:
    return png_bytes(image_of(figure, figure.wanted.dots), figure.wanted.dpi)


def _svg(figure: PublicationFigure) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # Version 1.1 keeps clipping, which Tiny has not.
    picture = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    picture.setOutputDevice(buffer)
    wanted = figure.wanted
    picture.setSize(figure.size())
    picture.setViewBox(QRectF(figure.rect()))
    picture.setTitle(TITLE)
    with uncached(figure):
        _paint(figure, picture, QSizeF(figure.size()))
    made = with_outlines(bytes(buffer.data().data()), TITLE)
    return sized(made, wanted.width_cm, wanted.height_cm)


def sized(svg: bytes, width_cm: float, height_cm: float) -> bytes:
    """Return the picture with its size on paper; Qt knows only whole pixels."""
    start = svg.index(b"<svg")
    end = svg.index(b">", start)
    head = svg[start:end].decode()
    for name, value in (("width", width_cm), ("height", height_cm)):
        before, _, rest = head.partition(f' {name}="')
        head = f'{before} {name}="{10 * value:g}mm"{rest.partition(chr(34))[2]}'
    return svg[:start] + head.encode() + svg[end:]


def _pdf(figure: PublicationFigure) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    page = QPdfWriter(buffer)
    page.setTitle(TITLE)
    page.setCreator(TITLE)
    # Qt rounds the page to whole points: a tenth of a millimetre.
    unit, exact = QPageSize.Unit.Millimeter, QPageSize.SizeMatchPolicy.ExactMatch
    sides = QSizeF(figure.wanted.width_cm, figure.wanted.height_cm) * 10
    page.setPageSize(QPageSize(sides, unit, "", exact))
    page.setPageMargins(QMarginsF())
    # A dot of the page is about a pixel of the theme: lines of one dot are no hairlines then.
    page.setResolution(round(POINTS_PER_INCH / figure.wanted.points_per_px))
    with uncached(figure):
        _paint(figure, page, QSizeF(page.width(), page.height()))
    del page  # it writes the end of the file only now
    buffer.close()
    return bytes(content.data())
