"""One setting in a form: label, marks, editor, and the sentence that says what is wrong."""

from __future__ import annotations

from typing import Any, Literal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from engine.text import EngineError, Message, quoted
from gui.editors import Editor, Setting, make_editor
from gui.icons import pixmap
from gui.language import translate, translate_message
from gui.numbers import short
from gui.style import set_look, set_role
from gui.tips import Tip, help_html

Arrangement = Literal["stacked", "beside"]
MARK_SIZE = 12
EVEN_SHARES = (11, 9)
SHARES = {"batch": (9, 13), "choice": (9, 13), "device": (9, 13), "path": (7, 15), "text": (9, 13)}
"""How label and editor share a line, by the kind of setting."""
COMBO_EDGES = 3
"""Heights of a line of text that frame and arrow of a list take of its width."""


class FieldRow(QWidget):
    """Label above the editor ("stacked") or left of it ("beside").

    A round arrow marks what applies while training, a dot what differs from the default.
    """

    #: path and new value
    edited = Signal(str, object)

    def __init__(
        self, setting: Setting, arrangement: Arrangement = "stacked", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setting = setting
        self.editor: Editor = make_editor(setting, self)
        self._stacked = arrangement == "stacked"
        self.default: Any = setting.default
        self._problem: EngineError | None = None
        self._reason = ""
        self._named = ""
        self.label = QLabel(self)
        self._live = QLabel(self)
        self._changed = QLabel("•", self)
        self._sentence = QLabel(self)
        self._line = QHBoxLayout()
        self._lay_out()
        Tip(self.label, self._explain)
        self.editor.edited.connect(self._edited)
        self.editor.refused.connect(self.show_problem)
        self.editor.reverted.connect(self._clear_problem)
        self.retranslate()

    def _lay_out(self) -> None:
        set_role(self.label, "heading" if self._stacked else "plain")
        set_role(self._changed, "link")
        set_role(self._sentence, "danger")
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.hide()
        self.label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        top = self._label_line()
        beside = self.editor.beside_label
        if beside is not None:
            top.addWidget(beside)
            beside.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if self._stacked or beside is not None:
            column.addLayout(top)
            column.addWidget(self.editor)
        else:
            self._line.setSpacing(6)
            line, shares = self._line, SHARES.get(self.setting.kind, EVEN_SHARES)
            line.addLayout(top, shares[0])
            line.addWidget(self.editor, shares[1])
            column.addLayout(line)
        column.addWidget(self._sentence)

    def _label_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(4)
        self.label.setWordWrap(not self._stacked)
        grows = QSizePolicy.Policy.Preferred if self._stacked else QSizePolicy.Policy.Ignored
        self.label.setSizePolicy(grows, QSizePolicy.Policy.Preferred)
        line.addWidget(self.label, 0 if self._stacked else 1)
        for mark in (self._live, self._changed):
            mark.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            line.addWidget(mark)
        if self._stacked:
            line.addStretch(1)
        return line

    def _share_line(self) -> None:
        """Put the choices below the label where the longest of them has no room beside it."""
        if not self.setting.choices or not self._line.count():
            return
        label, editor = SHARES.get(self.setting.kind, EVEN_SHARES)
        metrics = self.fontMetrics()
        texts = (translate(text) for _, text in self.setting.choices)
        longest = max(map(metrics.horizontalAdvance, texts)) + COMBO_EDGES * metrics.height()
        beside = longest <= self.width() * editor / (label + editor)
        directions = QHBoxLayout.Direction
        self._line.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        self._line.setSpacing(6 if beside else 3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._share_line()
        super().resizeEvent(event)

    # -- value -----------------------------------------------------------------------------------

    @property
    def has_problem(self) -> bool:
        """Whether something stands in the field that cannot be a value."""
        return self._problem is not None

    def set_value(self, value: Any) -> None:
        """Show `value` without telling anyone."""
        self.editor.set_value(value)
        if self._problem is not None and not self.editor.has_bad_text:
            self._clear_problem()
        self._changed.setVisible(value != self.default)

    @property
    def has_focus(self) -> bool:
        """Whether the keys go to this setting."""
        return self.isAncestorOf(QApplication.focusWidget() or self.window())

    def take_focus(self) -> None:
        """Let the keys go to this setting."""
        self.editor.fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def forget_problem(self) -> None:
        """Show the value in force instead of bad text."""
        if self._problem is not None:
            self.editor.revert()

    def show_problem(self, error: EngineError) -> None:
        """Say what is wrong; the last good value stays in force."""
        self._problem = error
        set_look(self.editor.fields[0], "state", "bad")
        self._sentence.setText(self._sentence_of(error))
        self._sentence.show()
        self.editor.fields[0].setAccessibleDescription(self._sentence.text())

    def _clear_problem(self) -> None:
        self._problem = None
        set_look(self.editor.fields[0], "state", "")
        self._sentence.hide()
        self._describe()

    def _edited(self, value: object) -> None:
        self._clear_problem()
        self._changed.setVisible(value != self.default)
        self.edited.emit(self.setting.path, value)

    def _sentence_of(self, error: EngineError) -> str:
        """Return the sentence with this setting's label instead of its name in files."""
        values = dict(error.message.values)
        named = str(values.get("field", ""))
        if named.partition("[")[0] == self.setting.path:
            values["field"] = Message(self.setting.label)
        line = self.editor.fields[0]
        if isinstance(line, QLineEdit) and "'" not in str(values.get("value", "'")):
            values["value"] = quoted(line.text().strip())[1:-1]  # 1e400 as written, not as inf
        return translate_message(Message(error.message.template, values))

    # -- state -----------------------------------------------------------------------------------

    def set_disabled_reason(self, reason: str) -> None:
        """Disable the editor and say why; an empty reason enables it."""
        self._reason = reason
        for field in self.editor.fields:
            field.setEnabled(not reason)
            field.setProperty("reason", reason)
        self.editor.setToolTip(reason)

    def retranslate(self) -> None:
        """Renew the texts in the present language."""
        self.label.setText(translate(self.setting.label))
        self._changed.setToolTip(self.tr("Differs from the default"))
        self._live.setToolTip(self.tr("Applies while training"))
        self._live.setVisible(self.setting.live)
        self._changed.setVisible(self.editor.value != self.default)
        if self._problem is not None:
            self._sentence.setText(self._sentence_of(self._problem))
        self._describe()
        self._paint_mark()
        self._share_line()

    def _describe(self) -> None:
        before, self._named = self._named, translate(self.setting.label)
        for field in self.editor.fields:
            if field.accessibleName() in ("", before):  # some parts have a name of their own
                field.setAccessibleName(self._named)
        self.editor.fields[0].setAccessibleDescription(translate(self.setting.help))

    def _paint_mark(self) -> None:
        if self.setting.live:
            color = self.palette().color(QPalette.ColorRole.Link).name()
            size = max(MARK_SIZE, self.fontMetrics().ascent())
            self._live.setPixmap(pixmap("live", color, size, self.devicePixelRatioF()))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._paint_mark()
            self._share_line()
        super().changeEvent(event)

    # -- explaining ------------------------------------------------------------------------------

    def _explain(self) -> str:
        row = self.setting.rows.get(self.editor.value)
        applies = (
            self.tr("Applies while training.")
            if self.setting.live
            else self.tr("A change starts the run anew.")
        )
        name = self.tr("In files: {path}").format(path=self.setting.path)
        return help_html(
            translate(self.setting.label),
            translate(self.setting.help),
            self._reason or applies,
            name,
            formula=row.formula if row is not None else "",
        )

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.make_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def make_menu(self) -> QMenu:
        """Return the menu that takes the setting back to its default."""
        menu = QMenu(self)
        default = self._default_text()
        text = self.tr("Reset to default ({value})").format(value=default)
        action = menu.addAction(text, lambda: self.editor.offer(self.default))
        action.setEnabled(self.editor.value != self.default and not self._reason)
        return menu

    def _default_text(self) -> str:
        labels = dict(self.setting.choices)
        default = self.default
        if default in labels:
            return translate(labels[default])
        return translate(self.setting.none_label) if default is None else short(default)
