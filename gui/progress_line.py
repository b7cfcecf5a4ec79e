"""Where training stands: step, epoch, speed, device and time, with a thin bar below."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.numbers import duration, grouped, rate

BAR_HEIGHT = 3
LEAST_WIDTH = 130
MOST_WIDTH = 460


@dataclass(frozen=True)
class Part:
    """A piece of the line: muted before and after, strong between."""

    before: str
    strong: str
    after: str = ""


class ProgressLine(QWidget):
    """Draws itself: it changes many times a second. What does not fit is left out from the end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = 0
        self._end: int | None = None
        self._epoch = 0
        self._rate = 0.0
        self._device = ""
        self._seconds = 0.0
        self._status = ""
        self._widest: list[float] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(MOST_WIDTH)

    def set_progress(
        self,
        step: int,
        end: int | None,
        epoch: int,
        steps_per_second: float,
        device: str,
        seconds: float,
    ) -> None:
        """Show where training stands; `end` None: it goes on."""
        if step < self._step:
            self._widest = []
        self._step, self._end, self._epoch = step, end, epoch
        self._rate, self._device, self._seconds = steps_per_second, device, seconds
        self.update()

    def set_status(self, text: str) -> None:
        """Show a sentence instead; empty: the progress again."""
        if text != self._status:
            self._status = text
            self.update()

    def parts(self) -> list[Part]:
        """Return the pieces of the line, the most important first."""
        end = f" / {grouped(self._end)}" if self._end is not None else ""
        found = [
            Part(self.tr("step "), grouped(self._step), end),
            Part(self.tr("epoch "), grouped(self._epoch)),
        ]
        if self._rate > 0:
            found.append(Part(self.tr("{count} steps/s").format(count=rate(self._rate)), ""))
        if self._device:
            found.append(Part(f"{self._device} · {duration(self._seconds)}", ""))
        return found

    def text(self) -> str:
        """Return the whole line as text."""
        if self._status:
            return self._status
        return "   ".join(each.before + each.strong + each.after for each in self.parts())

    def sizeHint(self) -> QSize:
        """Room for a typical line."""
        metrics = self.fontMetrics()
        typical = (
            Part(self.tr("step "), "600", " / 1 000"),
            Part(self.tr("epoch "), "75"),
            Part(self.tr("{count} steps/s").format(count="1 234"), ""),
            Part("CPU · 00:00", ""),
        )
        width = sum(self._width(part) + metrics.height() for part in typical)
        return QSize(min(MOST_WIDTH, round(width)), metrics.height() + 4 + BAR_HEIGHT + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH, self.sizeHint().height())

    # -- painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._status:
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            shown = self.fontMetrics().elidedText(
                self._status, Qt.TextElideMode.ElideRight, self.width()
            )
            painter.drawText(0, self.fontMetrics().ascent() + 1, shown)
        else:
            self._paint_parts(painter)
        self._paint_bar(painter)
        painter.end()

    def _paint_parts(self, painter: QPainter) -> None:
        plain, strong = self._fonts()
        baseline = self.fontMetrics().ascent() + 1
        left = 0.0
        for index, part in enumerate(self.parts()):
            pieces = ((part.before, plain), (part.strong, strong), (part.after, plain))
            width = self._width(part)
            if left + width > self.width() + 0.5:
                return
            at = left
            for text, font in pieces:
                painter.setFont(font)
                painter.setPen(self._ink(index, font is strong))
                painter.drawText(round(at), baseline, text)
                at += QFontMetricsF(font).horizontalAdvance(text)
            left += self._reserve(index, width) + self.fontMetrics().height()

    def _width(self, part: Part) -> float:
        plain, strong = (QFontMetricsF(font) for font in self._fonts())
        return plain.horizontalAdvance(part.before + part.after) + strong.horizontalAdvance(
            part.strong
        )

    def _reserve(self, index: int, width: float) -> float:
        """Return the room a piece keeps, so that those behind it stand still."""
        while len(self._widest) <= index:
            self._widest.append(0.0)
        self._widest[index] = max(self._widest[index], width)
        return self._widest[index]

    def _ink(self, index: int, strong: bool) -> object:
        lesser = index >= 2 and not strong
        role = QPalette.ColorRole.PlaceholderText if lesser else QPalette.ColorRole.WindowText
        return self.palette().color(role)

    def _fonts(self) -> tuple[QFont, QFont]:
        plain = QFont(self.font())
        # Digits of one width, so that numbers do not tremble.
        plain.setFeature(QFont.Tag("tnum"), 1)
        strong = QFont(plain)
        strong.setWeight(QFont.Weight.DemiBold)
        return plain, strong

    def _paint_bar(self, painter: QPainter) -> None:
        bar = QRectF(0, self.height() - BAR_HEIGHT, self.width(), BAR_HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawRoundedRect(bar, BAR_HEIGHT / 2, BAR_HEIGHT / 2)
        if self._end and not self._status:
            bar.setWidth(self.width() * min(1.0, self._step / self._end))
            painter.setBrush(self.palette().color(QPalette.ColorRole.Accent))
            painter.drawRoundedRect(bar, BAR_HEIGHT / 2, BAR_HEIGHT / 2)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange):
            self._widest = []
            self.updateGeometry()
            self.update()
        super().changeEvent(event)
