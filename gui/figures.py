"""Pictures for paper and slides: a widget as PNG, SVG or PDF, and the figure of a headless run."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Literal

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QIODevice,
    QMarginsF,
    QPoint,
    QRect,
    QSaveFile,
    QSize,
    QSizeF,
)
from PySide6.QtGui import QImage, QPageSize, QPaintDevice, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QGraphicsItem, QGraphicsView, QWidget

from engine.config import ExperimentConfig
from engine.history import History
from engine.messages import RunFacts
from engine.text import Message
from gui.run_figure import Drawing, RunFigure
from gui.theme import LIGHT, load_fonts

Format = Literal["png", "svg", "pdf"]
PIXEL_RATIO = 2.0
DOTS_PER_INCH = 96
POINTS_PER_INCH = 72


def save_run_figure(
    path: Path, history: History, facts: RunFacts, config: ExperimentConfig, ending: Message
) -> None:
    """Draw loss, gradient norms, dead units and activations of a run into a PNG file.

    `ending` is the sentence that tells how the run ended. Raises `OSError` if the file cannot be
    written.
    """
    with application():
        figure = RunFigure(LIGHT, Drawing(history, facts, config), ending)
        try:
            figure.draw()
            grab_plot(figure, path, "png")
        finally:
            figure.close()
            figure.deleteLater()
            QCoreApplication.sendPostedEvents(figure, QEvent.Type.DeferredDelete.value)


@contextmanager
def application() -> Iterator[None]:
    """Have a QApplication: the running one, or one without a display as long as this lasts."""
    if QApplication.instance() is not None:
        yield
        return
    # The argument counts more than QT_QPA_PLATFORM, which may name a display that is not there.
    made = QApplication(["dynascope", "-platform", "offscreen"])
    try:
        load_fonts()
        made.setFont(LIGHT.font())
        yield
    finally:
        made.shutdown()


def grab_plot(widget: QWidget, path: Path, kind: Format) -> None:
    """Save what `widget` shows; as `grab_card`, which see."""
    grab_card((widget,), path, kind)


def grab_card(parts: Sequence[QWidget], path: Path, kind: Format) -> None:
    """Save what widgets show, one below the other, such as a card's header and its body.

    In SVG and PDF lines and texts stay sharp at any size. Raises `OSError` if the file cannot be
    written.
    """
    save = {"png": _save_png, "svg": _save_svg, "pdf": _save_pdf}[kind]
    file = QSaveFile(str(path))
    if file.open(QIODevice.OpenModeFlag.WriteOnly):
        save(parts, file)
        if file.commit():
            return
    raise OSError(errno.EIO, file.errorString(), str(path))


def _save_png(parts: Sequence[QWidget], file: QSaveFile) -> None:
    image = QImage(_size_of(parts) * PIXEL_RATIO, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(PIXEL_RATIO)
    image.fill(parts[0].palette().window().color())
    _paint(parts, image)
    image.save(file, "PNG")  # type: ignore[call-overload]


def _save_svg(parts: Sequence[QWidget], file: QSaveFile) -> None:
    picture = QSvgGenerator()
    picture.setOutputDevice(file)
    picture.setSize(_size_of(parts))
    picture.setViewBox(QRect(QPoint(), _size_of(parts)))
    with ExitStack() as stack:
        for part in parts:
            stack.enter_context(uncached(part))
        _paint(parts, picture)


def _save_pdf(parts: Sequence[QWidget], file: QSaveFile) -> None:
    page = QPdfWriter(file)
    size = QSizeF(_size_of(parts)) * (POINTS_PER_INCH / DOTS_PER_INCH)
    unit, exact = QPageSize.Unit.Point, QPageSize.SizeMatchPolicy.ExactMatch
    page.setPageSize(QPageSize(size, unit, "", exact))
    page.setPageMargins(QMarginsF())
    page.setResolution(DOTS_PER_INCH)
    with ExitStack() as stack:
        for part in parts:
            stack.enter_context(uncached(part))
        _paint(parts, page)


def _size_of(parts: Sequence[QWidget]) -> QSize:
    return QSize(max(part.width() for part in parts), sum(part.height() for part in parts))


def _paint(parts: Sequence[QWidget], device: QPaintDevice) -> None:
    painter = QPainter(device)
    for part in parts:
        paint_widget(part, painter)
        painter.translate(0, part.height())
    painter.end()


def paint_widget(widget: QWidget, painter: QPainter) -> None:
    """Paint a widget and all in it by any painter.

    A graphics view has another method `render`, which leaves out its overlays.
    """
    QWidget.render(widget, painter, QPoint())


@contextmanager
def uncached(widget: QWidget) -> Iterator[None]:
    """Let plots paint themselves instead of the pixels that they keep of their axes."""
    views: list[QGraphicsView] = widget.findChildren(QGraphicsView)
    if isinstance(widget, QGraphicsView):
        views.append(widget)
    backgrounds = [(view, view.cacheMode()) for view in views]
    items = [(item, item.cacheMode()) for view in views for item in view.scene().items()]
    for view in views:
        view.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)
    for item, _ in items:
        item.setCacheMode(QGraphicsItem.CacheMode.NoCache)
    try:
        yield
    finally:
        for view, background in backgrounds:
            view.setCacheMode(background)
        for item, kept in items:
            item.setCacheMode(kept)
