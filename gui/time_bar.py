"""The bar of time travel at the bottom of the window: play, speed, slider, step, back to now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from gui.icons import icon
from gui.numbers import grouped
from gui.style import disabled_text, set_role
from gui.theme import Theme
from gui.time_slider import Mark, TimeSlider
from gui.toolbar_menus import ChoicesMenu

HEIGHT = 34
ICON = 14


class TimeBar(QWidget):
    """Tells where a person wants to go and shows what it is told; it knows nothing of runs."""

    #: a step, None for now
    step_chosen = Signal(object)
    play_toggled = Signal()
    #: snapshots a second
    speed_chosen = Signal(int)

    def __init__(self, theme: Theme, speeds: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._speeds = tuple(speeds)
        self._playing, self._reason = False, ""
        self._at: int | None = None
        self._last, self._speed = 0, self._speeds[0]
        self._steps: tuple[int, ...] = ()
        self._widest = 0
        self.play_button, self.speed_button = QToolButton(self), QToolButton(self)
        self.now_button = QToolButton(self)
        self.slider = TimeSlider(theme, self)
        self.label = QLabel(self)
        self._speed_menu = ChoicesMenu(self._speeds, self.speed_chosen.emit, self)
        self._put_together()
        self.set_theme(theme)
        self.retranslate()

    def _put_together(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 2, 0)
        row.setSpacing(8)
        for part in (self.play_button, self.speed_button, self.slider, self.label,
                     self.now_button):  # fmt: skip
            row.addWidget(part)
        row.setStretchFactor(self.slider, 1)
        set_role(self.now_button, "toggle")
        for button in (self.play_button, self.speed_button, self.now_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.speed_button.setMenu(self._speed_menu)
        self.speed_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.play_button.clicked.connect(lambda: self.play_toggled.emit())
        self.now_button.clicked.connect(lambda: self.step_chosen.emit(None))
        self.slider.valueChanged.connect(lambda: self.step_chosen.emit(self.slider.step))
        self.slider.sliderReleased.connect(self._show)

    # -- what it shows ---------------------------------------------------------------------------

    def set_time(self, steps: Sequence[int], at: int | None, last: int) -> None:
        """Show the snapshots, the step that is shown (None: now) and the last step done."""
        told = (tuple(steps), at, last)
        if told != (self._steps, self._at, self._last):
            self._steps, self._at, self._last = told
            self._show()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Mark what happened at steps."""
        self.slider.set_marks(marks)

    def set_playing(self, playing: bool) -> None:
        """Offer to pause while playing, and to play else."""
        if playing != self._playing:
            self._playing = playing
            self._name_play()

    def set_speed(self, speed: int) -> None:
        """Show how many snapshots a second are played."""
        if speed != self._speed:
            self._speed = speed
            self._name_speed()

    def set_unavailable(self, reason: str) -> None:
        """Disable all of it and say why; an empty reason enables it."""
        if reason == self._reason:
            return
        self._reason = reason
        for part in (self.play_button, self.speed_button, self.slider, self.label):
            part.setEnabled(not reason)
        self._explain()
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Take colours and sizes from `theme`."""
        self._theme = theme
        self.setFixedHeight(theme.px(HEIGHT))
        side = theme.px(ICON)
        for button in (self.play_button, self.speed_button, self.now_button):
            button.setIconSize(QSize(side, side))
        self.slider.set_theme(theme)
        self._widest = 0
        self._name_play()
        self._show()

    def _show(self) -> None:
        """Nothing moves under a hand that drags; what came meanwhile is shown afterwards."""
        if not self.slider.isSliderDown():
            self.slider.set_steps(self._steps, self._at)
        past = self._at is not None
        self.now_button.setEnabled(past and not self._reason)
        self.now_button.setChecked(past)
        self.label.setText(self.tr("no snapshots") if self._reason else self._text())
        self.slider.setAccessibleDescription(self.label.text())
        font = QFont(self._theme.font(13, bold=past))
        font.setFeature(QFont.Tag("tnum"), 1)
        self.label.setFont(font)
        # Room once taken is kept, so that the slider does not tremble while steps are counted.
        self._widest = max(self._widest, self.label.sizeHint().width())
        self.label.setMinimumWidth(self._widest)

    def _text(self) -> str:
        last = grouped(self._last)
        if self._at is None:
            return self.tr("now: step {step}").format(step=last)
        told = self.tr("past: step {step} of {last}")
        return told.format(step=grouped(self._at), last=last)

    # -- texts -----------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Renew the texts in the present language."""
        self.setAccessibleName(self.tr("Time travel"))
        self.slider.setAccessibleName(self.tr("Snapshots"))
        self.slider.set_texts(self.tr("Snapshot of step {step}"), self.tr("Now"))
        self.now_button.setText(self.tr("Now"))
        self._speed_menu.set_texts([self._speed_text(speed) for speed in self._speeds])
        self._widest = 0
        self._name_play()
        self._name_speed()
        self._explain()
        self._show()

    def _speed_text(self, speed: int) -> str:
        return self.tr("{count} / s").format(count=speed)

    def _name_speed(self) -> None:
        self.speed_button.setText(self._speed_text(self._speed))
        self._speed_menu.set_current(self._speed)

    def _name_play(self) -> None:
        name = self.tr("Pause the playback") if self._playing else self.tr("Play the snapshots")
        self.play_button.setAccessibleName(name)
        self.play_button.setToolTip(self._reason or name)
        picture = "pause" if self._playing else "train"
        theme = self._theme
        self.play_button.setIcon(icon(picture, theme.text, disabled_text(theme), theme.px(ICON)))

    def _explain(self) -> None:
        """Renew the tooltips: what a part does, or why it cannot be used now."""
        self._name_play()
        tips = {
            self.speed_button: self.tr("Snapshots shown per second"),
            self.now_button: self.tr("Back to the present of the run"),
            self.label: self.tr("The step that surface, distributions, weights and readings show"),
        }
        for part, tip in tips.items():
            part.setToolTip(self._reason or tip)
        self.slider.setToolTip(self._reason)
        self.setToolTip(self._reason)
        self.speed_button.setAccessibleName(self.tr("Snapshots shown per second"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
