"""Tooltips that explain: made when they are shown, in the language and colours of that moment."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QHelpEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QApplication, QToolTip, QWidget

from engine.table import Row
from gui.formula import formula_html
from gui.language import translate

WIDTH_IN_EMS = 27


class Tip(QObject):
    """Shows what `text` returns as the tooltip of `widget`; an empty text shows none."""

    def __init__(self, widget: QWidget, text: Callable[[], str]) -> None:
        super().__init__(widget)
        self._text = text
        widget.installEventFilter(self)

    def html(self) -> str:
        """Return the explanation in the present language."""
        return self._text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return False
        show_tip(event.globalPos(), self.html(), watched)
        return True


class ItemTips(QObject):
    """Shows what `text(row number)` returns as the tooltip of the items of a list."""

    def __init__(self, view: QAbstractItemView, text: Callable[[int], str]) -> None:
        super().__init__(view)
        self._view = view
        self._text = text
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return False
        index = self._view.indexAt(event.pos())
        show_tip(event.globalPos(), self._text(index.row()) if index.isValid() else "", watched)
        return True


def show_tip(at: QPoint, text: str, owner: QObject) -> None:
    """Show `text` at a position of the screen, or hide the tooltip if it is empty."""
    if text:
        QToolTip.showText(at, text, owner if isinstance(owner, QWidget) else None)
    else:
        QToolTip.hideText()


def row_html(row: Row) -> str:
    """Return name, formula, explanation and source of a table row."""
    parts = [f"<b>{escape(translate(row.label))}</b>"]
    if row.formula:
        parts.append(picture(row.formula))
    parts.append(escape(translate(row.explanation)))
    if row.source:
        parts.append(f'<span style="color:{muted()}"><small>{escape(row.source)}</small></span>')
    return framed(parts)


def help_html(label: str, help: str, *notes: str, formula: str = "") -> str:
    """Return a label, its one sentence, a formula and notes; all texts are translated already."""
    parts = [f"<b>{escape(label)}</b><br>{escape(help)}"]
    if formula:
        parts.append(picture(formula))
    parts += [f'<span style="color:{muted()}">{escape(note)}</span>' for note in notes if note]
    return framed(parts)


def picture(formula: str) -> str:
    """Return a formula as HTML, in the colour and size of tooltips."""
    palette = QApplication.palette()
    size = round(1.15 * max(10, QApplication.font().pixelSize()))
    return formula_html(formula, palette.color(QPalette.ColorRole.ToolTipText).name(), size)


def muted() -> str:
    """Return the colour of lesser text."""
    palette = QApplication.palette()
    return palette.color(QPalette.ColorRole.PlaceholderText).name()


def framed(parts: list[str]) -> str:
    """Return paragraphs in a table of a width that reads well."""
    width = WIDTH_IN_EMS * max(10, QApplication.font().pixelSize())
    rows = "".join(f'<p style="margin:0 0 6px 0">{part}</p>' for part in parts)
    return f'<table width="{width}"><tr><td>{rows}</td></tr></table>'
