"""How cells of the library are painted: stars to click, and tags as small labels."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from engine.library.record import RunRow
from gui.board_delegates import CellDelegate, Index
from gui.icons import pixmap
from gui.library.model import ROW_ROLE, LibraryModel

STAR = 15
GAP = 4


class StarDelegate(CellDelegate):
    """A star that a click sets or takes away."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        own = self.paint_background(painter, option, index)
        row: RunRow | None = index.data(ROW_ROLE)
        if row is None:
            return
        size = self.theme.px(STAR)
        name = "star" if row.starred else "star-empty"
        color = self.theme.warning if row.starred else self.theme.axis
        device = painter.device()
        ratio = device.devicePixelRatio() if device is not None else 1.0
        area: QRect = own.rect  # type: ignore[attr-defined]
        left, top = area.center().x() - size // 2, area.center().y() - size // 2
        painter.drawPixmap(left, top, pixmap(name, color, size, ratio))

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        row: RunRow | None = index.data(ROW_ROLE)
        if (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.LeftButton
            and event.modifiers() == Qt.KeyboardModifier.NoModifier
            and isinstance(model, LibraryModel)
            and row is not None
        ):
            model.change(row.id, starred=not row.starred)
            return True
        return super().editorEvent(event, model, option, index)


class TagsDelegate(CellDelegate):
    """Tags as rounded labels; those without room end in dots."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        own = self.paint_background(painter, option, index)
        row: RunRow | None = index.data(ROW_ROLE)
        if row is None or not row.tags:
            return
        theme, metrics = self.theme, own.fontMetrics  # type: ignore[attr-defined]
        area: QRect = own.rect.adjusted(theme.px(4), 0, -theme.px(4), 0)  # type: ignore[attr-defined]
        left, height, padding = area.left(), metrics.height() + 2, theme.px(6)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(own.font)  # type: ignore[attr-defined]
        for place, tag in enumerate(row.tags):
            room = area.right() - left - 2 * padding
            if room < 3 * padding:
                painter.setPen(QColor(theme.muted))
                rest = QRect(left, area.top(), area.width(), area.height())
                painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, f"+{len(row.tags) - place}")
                break
            text = metrics.elidedText(tag, Qt.TextElideMode.ElideRight, room)
            width = metrics.horizontalAdvance(text) + 2 * padding
            box = QRectF(left + 0.5, area.center().y() - height / 2 + 0.5, width, height)
            painter.setPen(QColor(theme.card_border))
            painter.setBrush(QColor(theme.chip))
            painter.drawRoundedRect(box, height / 2, height / 2)
            painter.setPen(QColor(theme.text))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
            left += width + theme.px(GAP)
        painter.restore()
