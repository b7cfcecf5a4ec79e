"""How cells of the board are painted: sparklines, and the dot before an outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.board_model import GHOST_STRENGTH, RUN_ROLE
from gui.palettes import blend
from gui.runs import Run
from gui.theme import Theme

if TYPE_CHECKING:
    from engine.history import Curve

Index = QModelIndex | QPersistentModelIndex
MEASURE = "loss/train"


class CellDelegate(QStyledItemDelegate):
    """Paints cells without a focus frame: the row is what is selected."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus  # type: ignore[attr-defined]
        icon: QIcon = option.icon  # type: ignore[attr-defined]
        if not icon.isNull():  # a run's colour is its own in a selected row, too
            size = option.decorationSize  # type: ignore[attr-defined]
            icon.addPixmap(icon.pixmap(size), QIcon.Mode.Selected)
            option.icon = icon  # type: ignore[attr-defined]

    def paint_background(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> QStyleOptionViewItem:
        """Paint what lies below the contents; returns the cell's own option."""
        own = QStyleOptionViewItem(option)
        self.initStyleOption(own, index)
        style = own.widget.style() if own.widget else QApplication.style()  # type: ignore[attr-defined]
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem,
            own,
            painter,
            own.widget,  # type: ignore[attr-defined]
        )
        return own


class SparklineDelegate(CellDelegate):
    """Paints the loss of the run."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        own = self.paint_background(painter, option, index)
        run: Run | None = index.data(RUN_ROLE)
        if run is None or run.history is None or not run.step:
            return
        margin = self.theme.px(6)
        area: QRect = own.rect.adjusted(margin, margin // 2, -margin, -margin // 2)  # type: ignore[attr-defined]
        color = self.theme.run_color(run.color_index)
        if run.ghost:
            color = blend(self.theme.card, color, GHOST_STRENGTH)
        width = 2.0 if self.theme.presenter else 1.5
        from gui.plots.sparkline import paint_sparkline  # with numpy, once there is a curve

        paint_sparkline(painter, QRectF(area), curve_of(run, area.width()), color, width=width)


class OutcomeDelegate(CellDelegate):
    """Paints a dot and the outcome, elided where space is short."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        own = self.paint_background(painter, option, index)
        area: QRect = own.rect  # type: ignore[attr-defined]
        size = self.theme.px(8)
        left = area.left() + self.theme.px(6)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(index.data(Qt.ItemDataRole.DecorationRole)))
        painter.drawEllipse(QRectF(left, area.center().y() - size / 2 + 0.5, size, size))
        text = QRect(area)
        text.setLeft(left + size + self.theme.px(7))
        painter.setFont(own.font)  # type: ignore[attr-defined]
        painter.setPen(QColor(self.theme.muted if self._is_faint(index) else self.theme.text))
        elided = own.fontMetrics.elidedText(  # type: ignore[attr-defined]
            str(index.data()), Qt.TextElideMode.ElideRight, text.width()
        )
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return super().sizeHint(option, index) + QSize(self.theme.px(12), 0)

    @staticmethod
    def _is_faint(index: Index) -> bool:
        run: Run | None = index.data(RUN_ROLE)
        return run is not None and run.ghost


def curve_of(run: Run, points: int) -> Curve:
    """Return the loss of a run with about so many points."""
    if run.history is None:
        raise ValueError("a run without measurements has no curve")
    return run.history.curve(MEASURE, run.history.first_step, run.step, max(2, points))
