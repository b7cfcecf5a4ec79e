"""The toolbar: what one does to training, where it stands, and how the window looks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from gui.icons import icon
from gui.language import LANGUAGE_NAMES
from gui.numbers import grouped
from gui.pace_slider import PaceSlider
from gui.progress_line import ProgressLine
from gui.shortcuts import add_shortcut
from gui.style import set_role
from gui.theme import THEME_MODES, Theme
from gui.toolbar_menus import FONT_SCALES, ChoicesMenu, ask_number

MARGIN = 12
SPACING = 6
ICON = 15
MANY_STEPS = (10, 100, 1000)
LANGUAGE_CHOICES = ("en", "zh_CN", "system")
THEME_ICONS = {"light": "light", "dark": "dark", "system": "theme"}
LAST_LEVEL_WITH_WORDS = {"undo": 0, "fork": 0, "reset": 1, "compare": 3, "step": 3, "export": 3}
LEVELS = 6
"""From 0, all of it, to 5, as narrow as it gets."""


class Toolbar(QWidget):
    """Tells what was asked for and shows what it is told; it knows nothing of training."""

    train_toggled = Signal()
    step_requested = Signal(int)
    epoch_requested = Signal(int)
    reset_requested = Signal()
    compare_requested = Signal()
    fork_requested = Signal()
    undo_requested = Signal()
    redo_requested = Signal()
    #: steps per second, None for as many as possible
    pace_changed = Signal(object)
    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    font_scale_chosen = Signal(float)
    presenter_toggled = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._training = False
        self._epoch = 0
        self._language = "en"
        self._mode = "system"
        self._reasons: dict[str, str] = {}
        self._fork_step: int | None = None
        self._widths: list[int] = []
        self._level = 0
        self.buttons: dict[str, QToolButton] = {}
        self.pace = PaceSlider(self)
        self.progress = ProgressLine(self)
        self.export_menu = QMenu(self)
        self.language_menu = ChoicesMenu(LANGUAGE_CHOICES, self.language_chosen.emit, self)
        self.theme_menu = ChoicesMenu(THEME_MODES, self.theme_chosen.emit, self)
        self.size_menu = ChoicesMenu(FONT_SCALES, self.font_scale_chosen.emit, self.theme_menu)
        self.step_menu = QMenu(self)
        self._make_buttons()
        self._lay_out()
        self._fill_menus()
        self._make_shortcuts()
        self.pace.pace_changed.connect(self.pace_changed)
        self.set_font_scale(theme.font_scale)
        self.set_theme(theme)
        self.retranslate()

    # -- making ----------------------------------------------------------------------------------

    def _make_buttons(self) -> None:
        beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        plain = Qt.ToolButtonStyle.ToolButtonTextOnly
        alone = Qt.ToolButtonStyle.ToolButtonIconOnly
        self._make("train", "primary", beside, self.train_toggled.emit)
        step = self._make("step", "split", plain, lambda: self.step_requested.emit(1))
        step.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        step.setMenu(self.step_menu)
        self._make("reset", "button", plain, self.reset_requested.emit)
        compare = self._make("compare", "split", plain, self.compare_requested.emit)
        compare.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self._make("fork", "button", plain, self.fork_requested.emit)
        self._make("undo", "button", plain, self.undo_requested.emit)
        for name, menu in (("export", self.export_menu), ("language", self.language_menu)):
            button = self._make(name, "menu", plain, None)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setMenu(menu)
        panels = self._make("panels", "button", alone, None)
        panels.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        theme = self._make("theme", "button", alone, self._next_mode)
        theme.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        theme.customContextMenuRequested.connect(
            lambda at: self.theme_menu.popup(theme.mapToGlobal(at))
        )
        theme.setMenu(self.theme_menu)
        theme.setPopupMode(QToolButton.ToolButtonPopupMode.DelayedPopup)
        presenter = self._make("presenter", "button", alone, None)
        presenter.setCheckable(True)
        presenter.clicked.connect(self.presenter_toggled)

    def _make(
        self,
        name: str,
        role: str,
        style: Qt.ToolButtonStyle,
        pressed: Callable[[], object] | None,
    ) -> QToolButton:
        button = QToolButton(self)
        set_role(button, role)
        button.setToolButtonStyle(style)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setObjectName(name)
        if pressed is not None:
            button.clicked.connect(lambda: pressed())
        self.buttons[name] = button
        return button

    def _lay_out(self) -> None:
        row = self._line = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 8, MARGIN, 4)
        row.setSpacing(SPACING)
        for name in ("train", "step", "reset", "compare", "fork", "undo"):
            row.addWidget(self.buttons[name])
        row.addWidget(self.pace)
        row.addSpacing(6)
        row.addWidget(self.progress, 1)
        row.addStretch(1)
        row.setStretchFactor(self.progress, 100)
        for name in ("export", "language", "panels", "theme", "presenter"):
            row.addWidget(self.buttons[name])
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _fill_menus(self) -> None:
        self._many = [
            self.step_menu.addAction("", lambda count=count: self.step_requested.emit(count))
            for count in MANY_STEPS
        ]
        self.step_menu.addSeparator()
        self._ask_steps = self.step_menu.addAction("", self.ask_steps)
        self._ask_epoch = self.step_menu.addAction("", self.ask_epoch)
        self.theme_menu.addSeparator()
        self.theme_menu.addMenu(self.size_menu)

    def _make_shortcuts(self) -> None:
        buttons = self.buttons
        for key, button in (("Space", "train"), ("S", "step"), ("R", "reset"), ("F", "fork")):
            add_shortcut(self, key, buttons[button].click)
        add_shortcut(self, QKeySequence.StandardKey.Undo, buttons["undo"].click)
        add_shortcut(self, QKeySequence.StandardKey.Redo, self.redo_requested.emit)
        add_shortcut(self, "Ctrl+E", self._open_export)
        add_shortcut(self, "F11", buttons["presenter"].click)

    # -- what it shows ---------------------------------------------------------------------------

    def set_panels_menu(self, menu: QMenu) -> None:
        """Take the menu that shows and hides panels."""
        self.buttons["panels"].setMenu(menu)

    def set_compare_menu(self, menu: QMenu) -> None:
        """Take the menu of further runs to compare with."""
        self.buttons["compare"].setMenu(menu)

    def set_training(self, training: bool) -> None:
        """Offer to pause while training, and to train else."""
        if training != self._training:
            self._training = training
            self._name_train()
            self._paint_icons()

    def set_progress(
        self,
        step: int,
        end: int | None,
        epoch: int,
        steps_per_second: float,
        device_text: str,
        seconds: float,
    ) -> None:
        """Show where training stands; `end` None: it goes on."""
        self._epoch = epoch
        self.progress.set_progress(step, end, epoch, steps_per_second, device_text, seconds)

    def set_status(self, text: str) -> None:
        """Show a sentence instead of the progress; empty: the progress again."""
        self.progress.set_status(text)

    def set_pace(self, steps_per_second: float | None) -> None:
        """Show a pace; None: as many steps as possible."""
        self.pace.set_pace(steps_per_second)

    def set_language(self, choice: str, language: str) -> None:
        """Tick the choice and name the language now on the screen."""
        self._language = language
        self.language_menu.set_current(choice)
        self.buttons["language"].setText(LANGUAGE_NAMES[language])
        self._measure()

    def set_theme_mode(self, mode: str) -> None:
        """Tick light, dark or system."""
        self._mode = mode
        self.theme_menu.set_current(mode)
        self._paint_icons()
        self._explain()

    def set_font_scale(self, scale: float) -> None:
        """Tick a text size."""
        self.size_menu.set_current(scale)

    def set_presenter(self, presenter: bool) -> None:
        """Show whether presenter mode is on."""
        self.buttons["presenter"].setChecked(presenter)

    def set_unavailable(self, name: str, reason: str) -> None:
        """Disable the button `name` and say why in its tooltip; an empty reason enables it."""
        if self._reasons.get(name, "") != reason:
            self._reasons[name] = reason
            self.buttons[name].setEnabled(not reason)
            self._explain()

    def set_fork_step(self, step: int | None) -> None:
        """Say at which step of the past Fork splits the run; None: where it stands."""
        if step != self._fork_step:
            self._fork_step = step
            self._explain()

    def set_theme(self, theme: Theme) -> None:
        """Take colours and sizes from `theme`."""
        self._theme = theme
        side = theme.px(ICON)
        for button in self.buttons.values():
            button.setIconSize(QSize(side, side))
        self._paint_icons()
        self._measure()

    def _paint_icons(self) -> None:
        theme = self._theme
        pictures = {name: name for name in ("step", "reset", "compare", "fork", "undo", "export")}
        pictures |= {"panels": "panels", "presenter": "presenter", "theme": THEME_ICONS[self._mode]}
        for name, picture in pictures.items():
            self.buttons[name].setIcon(icon(picture, theme.text, theme.muted))
        train = "pause" if self._training else "train"
        self.buttons["train"].setIcon(icon(train, theme.accent_text, theme.muted))

    # -- asking ----------------------------------------------------------------------------------

    def _next_mode(self) -> None:
        after = THEME_MODES[(THEME_MODES.index(self._mode) + 1) % len(THEME_MODES)]
        self.theme_chosen.emit(after)

    def ask_steps(self) -> None:
        """Ask how many steps to train."""
        ask_number(self, self.tr("Step"), self.tr("Number of steps"), 500, self.step_requested.emit)

    def ask_epoch(self) -> None:
        """Ask for the epoch to train up to."""
        ask_number(
            self,
            self.tr("Run to epoch"),
            self.tr("Train to the end of epoch"),
            self._epoch + 1,
            self.epoch_requested.emit,
        )

    def _open_export(self) -> None:
        button = self.buttons["export"]
        if button.isEnabled():
            self.export_menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    # -- room ------------------------------------------------------------------------------------

    def _set_level(self, level: int) -> None:
        """Leave out more and more: icons for words, then the word before the speed, then export."""
        self._level = level
        alone = Qt.ToolButtonStyle.ToolButtonIconOnly
        words = Qt.ToolButtonStyle.ToolButtonTextOnly
        for name, last in LAST_LEVEL_WITH_WORDS.items():
            self.buttons[name].setToolButtonStyle(words if level <= last else alone)
        self.pace.label.setVisible(level <= 1)
        self.pace.value.setVisible(level <= 4)

    def _measure(self) -> None:
        """Learn how wide each level is, and take the widest that fits."""
        self._widths = []
        for level in range(LEVELS):
            self._set_level(level)
            self.pace.fit()
            self._line.invalidate()
            wanted = self.progress.sizeHint().width() - self.progress.minimumSizeHint().width()
            room = wanted if level <= 2 else wanted // 2  # less progress rather than less to press
            self._widths.append(self._line.minimumSize().width() + max(0, room))
        self._fit()

    def _fit(self) -> None:
        fitting = (level for level, width in enumerate(self._widths) if width <= self.width())
        self._set_level(next(fitting, LEVELS - 1))

    def minimumSizeHint(self) -> QSize:
        """The window may be narrower than the toolbar would like."""
        return QSize(320, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    # -- language --------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Renew the texts in the present language."""
        texts = {
            "step": self.tr("Step"),
            "reset": self.tr("Reset"),
            "compare": self.tr("+ Compare"),
            "fork": self.tr("Fork"),
            "undo": self.tr("Undo"),
            "export": self.tr("Export"),
            "panels": self.tr("Panels"),
            "theme": self.tr("Theme"),
            "presenter": self.tr("Presenter mode"),
        }
        for name, text in texts.items():
            self.buttons[name].setText(text)
        self.buttons["language"].setText(LANGUAGE_NAMES[self._language])
        for action, count in zip(self._many, MANY_STEPS, strict=True):
            action.setText(self.tr("{count} steps").format(count=count))
        self._ask_steps.setText(self.tr("Number of steps…"))
        self._ask_epoch.setText(self.tr("Run to epoch…"))
        system = self.tr("As the system")
        self.language_menu.set_texts([*LANGUAGE_NAMES.values(), system])
        self.theme_menu.set_texts([self.tr("Light"), self.tr("Dark"), system])
        self.size_menu.setTitle(self.tr("Text size"))
        self.size_menu.set_texts([f"{round(100 * scale)} %" for scale in FONT_SCALES])
        self._name_train()
        self._explain()
        self._measure()

    def _name_train(self) -> None:
        button = self.buttons["train"]
        name = self.tr("Pause") if self._training else self.tr("Train")
        button.setText(f" {name}")  # a little room between icon and name
        button.setAccessibleName(name)

    def _explain(self) -> None:
        """Renew the tooltips: what a button does, its key, or why it cannot be used now."""
        tips = {
            "train": self.tr("Train all planned runs, or pause (Space)"),
            "step": self.tr("Train one step (S)"),
            "reset": self.tr("Start again from step 0; the old run stays as a ghost (R)"),
            "compare": self.tr("Add a copy of the selected run to the board"),
            "fork": self._fork_tip(),
            "undo": self.tr("Take back the last change of a setting (Ctrl+Z)"),
            "export": self.tr("Save figures, measurements or the configuration (Ctrl+E)"),
            "language": self.tr("Language of the window"),
            "panels": self.tr("Show, hide and arrange the panels"),
            "theme": self.tr("Light, dark, or as the system; hold for the text size"),
            "presenter": self.tr("Large text and thick lines for a room (F11)"),
        }
        for name, tip in tips.items():
            self.buttons[name].setToolTip(self._reasons.get(name, "") or tip)
            if name in ("panels", "theme", "presenter", "language"):
                self.buttons[name].setAccessibleName(tip)

    def _fork_tip(self) -> str:
        if self._fork_step is None:
            return self.tr(
                "Split the selected run here: the branch starts with exactly these weights, "
                "optimiser state and data order (F)"
            )
        told = self.tr(
            "Fork at step {step}: the branch starts with exactly the weights, optimiser state and "
            "data order that the selected run had there (F)"
        )
        return told.format(step=grouped(self._fork_step))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._measure()
        super().changeEvent(event)
