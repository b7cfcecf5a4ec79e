"""What stands above the library: search, a filter, how much there is, and a menu."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from gui.icons import icon
from gui.library.words import count_text, size_text
from gui.panels.card import dress
from gui.panels.choice_menu import Choice, ChoiceMenu
from gui.theme import Theme

FILTERS = ("all", "starred", "interrupted", "deleted")
REST = 150
"""Milliseconds without a key after which what was typed is searched for."""

SEARCH_WIDTH = (120, 460)


class LibraryBar(QWidget):
    """Tells what is looked for; it knows nothing of the library."""

    #: the words searched for or the filter changed
    wanted_changed = Signal()
    #: Enter: on to what was found
    entered = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chosen = "all"
        self._count: tuple[int, int, int] | None = None
        self.search = QLineEdit(self)
        self.search.setClearButtonEnabled(True)
        self._icon = self.search.addAction(
            icon("search", theme.muted), QLineEdit.ActionPosition.LeadingPosition
        )
        self.filter = ChoiceMenu(theme, self)
        self.filter.elides = False
        self.usage = QLabel(self)
        self.menu = QMenu(self)
        self._more = QToolButton(self)
        self._more.setMenu(self.menu)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self.wanted_changed)
        self.search.textChanged.connect(lambda: self._rest.start())
        self.search.returnPressed.connect(self._search_now)
        self.filter.chosen.connect(self._choose)
        self._lay_out()
        self.set_theme(theme)
        self.retranslate()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 0, 2)
        layout.setSpacing(10)
        self.search.setMinimumWidth(SEARCH_WIDTH[0])
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout.addWidget(self.search, 3)
        layout.addWidget(self.filter)
        layout.addStretch(1)
        layout.addWidget(self.usage)
        layout.addWidget(self._more)

    # --- what is wanted --------------------------------------------------------------------------

    @property
    def query(self) -> str:
        """The words searched for."""
        return self.search.text().strip()

    @property
    def chosen(self) -> str:
        """The filter, one of `FILTERS`."""
        return self._chosen

    def _choose(self, key: str) -> None:
        self._chosen = key
        self._name_filters()
        self.wanted_changed.emit()

    def _search_now(self) -> None:
        self._rest.stop()
        self.wanted_changed.emit()
        self.entered.emit()

    def show_only(self, key: str) -> None:
        """Search for nothing, and let the filter `key` through."""
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self._rest.stop()
        self._choose(key)

    # --- what is shown ---------------------------------------------------------------------------

    def set_usage(self, shown: int, count: int, size: int) -> None:
        """Tell how many runs are shown, how many there are, and what they take on the disk."""
        self._count = (shown, count, size)
        text = count_text(count)
        if shown != count:
            text = self.tr("{shown} of {runs}").format(shown=shown, runs=text)
        self.usage.setText(f"{text} · {size_text(size)}")
        self.usage.setToolTip(self.tr("Runs that are kept, and what they take on the disk."))

    def set_theme(self, theme: Theme) -> None:
        """Take colours and sizes from `theme`."""
        self._theme = theme
        self.search.setFont(theme.font())
        self.search.setMaximumWidth(theme.px(SEARCH_WIDTH[1]))
        self._icon.setIcon(icon("search", theme.muted))
        clear = self.search.findChild(QAction, "_q_qlineeditclearaction")
        if clear is not None:  # Qt's own cross is black on dark ground
            clear.setIcon(icon("close", theme.muted))
        self._more.setIcon(icon("more", theme.muted))
        self._more.setIconSize(QSize(theme.px(16), theme.px(16)))
        self.filter.set_theme(theme, 13)
        dress(self.usage, theme.font(12), theme.muted)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Renew the texts in the present language."""
        self.search.setPlaceholderText(
            self.tr("Search name, tag, note, setting: relu, learning_rate=0.1")
        )
        self.search.setToolTip(
            self.tr(
                "Every word must be found in the name, tags, note, settings or state of a run; "
                'words in "quotes" stay together.'
            )
        )
        self.search.setAccessibleName(self.tr("Search the library"))
        self.filter.setAccessibleName(self.tr("Filter"))
        self._more.setAccessibleName(self.tr("More"))
        self._more.setToolTip(self.tr("Size limit, folder, files from elsewhere"))
        self._name_filters()
        if self._count is not None:
            self.set_usage(*self._count)

    def _name_filters(self) -> None:
        labels = {
            "all": self.tr("All runs"),
            "starred": self.tr("Starred"),
            "interrupted": self.tr("Interrupted"),
            "deleted": self.tr("Deleted"),
        }
        tips = {
            "all": self.tr("All runs that are kept."),
            "starred": self.tr("Runs with a star; these are never removed."),
            "interrupted": self.tr("Runs whose program ended while they were training."),
            "deleted": self.tr("Deleted runs; they can be restored for 30 days."),
        }
        self.filter.set_choices(
            [Choice(key, labels[key], tips[key]) for key in FILTERS], self._chosen
        )
