"""What all panels share: the card, when to draw, the context menu, how they explain themselves."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QStandardPaths, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QPixmap,
    QShowEvent,
)
from PySide6.QtWidgets import QFileDialog, QMenu, QVBoxLayout, QWidget

from engine.text import QT_TRANSLATE_NOOP, Message
from gui.numbers import grouped
from gui.panels.card import CardHeader, paint_card
from gui.panels.words import explained
from gui.theme import Theme
from gui.tips import Tip

if TYPE_CHECKING:
    from gui.figures import Format
    from gui.runs import Run

IMAGE_KINDS: tuple[Format, ...] = ("png", "svg", "pdf")


class Panel(QWidget):
    """A view of runs below a card header.

    A panel is handed runs and pulls what it draws from their histories; it draws only while it can
    be seen and something it shows has changed. The header may be taken as a dock's title bar.
    """

    key = ""
    #: least time between two drawings, in ms
    pause = 0
    #: whether it is worth a figure
    printable = True
    #: whether a card is painted behind it
    framed = True
    #: whether an animation of it is being recorded
    recorded = False

    maximize_requested = Signal()
    explain_requested = Signal()
    export_requested = Signal()
    #: an animation is to be begun, or the one that is being recorded to be ended
    record_requested = Signal()
    #: an animation of the past is asked for
    animation_requested = Signal()
    problem = Signal(object)
    #: the picture parts needed have changed
    parts_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.runs: tuple[Run, ...] = ()
        self.selected: Run | None = None
        self.header = CardHeader(theme, self)
        self.header.maximize_requested.connect(self.maximize_requested)
        Tip(self.header.title, self.explain)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addWidget(self.header)
        self._drawn: Hashable = None
        self._selected_drawn: Run | None = None
        self._past_drawn: int | None = None
        self._since = QElapsedTimer()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.update_now)
        self.setObjectName(self.key)
        self.setMinimumSize(180, 140)

    # -- what a kind of panel gives --------------------------------------------------------------

    @property
    def parts(self) -> frozenset[str]:
        """Parts of pictures (`engine.messages.Look`) that the present view needs."""
        return frozenset()

    @property
    def measures(self) -> tuple[str, ...]:
        """Keys of the measures that the present view draws."""
        return ()

    def title(self) -> str:
        """Name of the panel in the present language."""
        raise NotImplementedError

    def state(self) -> Hashable:
        """Everything the picture depends on; it is drawn again when this changes."""
        raise NotImplementedError

    def draw(self) -> None:
        """Bring the picture up to date with `runs` and `selected`."""
        raise NotImplementedError

    def numbers(self) -> str:
        """Return the numbers shown, as CSV."""
        raise NotImplementedError

    def reset_view(self) -> None:
        """Undo zoom and isolation."""

    def take_view(self, other: Panel) -> None:
        """Show what `other`, of the same class, shows: the same view, form, layers and zoom."""

    # -- drawing when needed ---------------------------------------------------------------------

    def refresh(self, runs: Sequence[Run], selected: Run | None) -> None:
        """Take the runs of the board; draws now, soon or when shown, but only what is new."""
        self.runs, self.selected = tuple(runs), selected
        self.update_now()

    def update_now(self) -> None:
        """Draw if the panel can be seen, something changed and the last drawing is long enough "
        "ago."""
        if not self.isVisible() or self.window().isMinimized():
            return
        past = self.past_step()
        state = (self.size(), self.theme, self.state(), past)
        if state == self._drawn:
            return
        same = self.selected is self._selected_drawn and past == self._past_drawn
        if same and self._since.isValid() and self._since.elapsed() < self.pause:
            if not self._later.isActive():
                self._later.start(max(0, self.pause - self._since.elapsed()))
            return
        self._since.start()
        self._drawn, self._selected_drawn, self._past_drawn = state, self.selected, past
        self.draw()
        self.header.set_past("" if past is None else self.step_text(past))

    def show_chip(self) -> None:
        """Name the selected run in the header."""
        run = self.selected
        if run is None:
            self.header.chip.set_run("", self.theme.muted)
        else:
            self.header.chip.set_run(run.name, self.theme.run_color(run.color_index))

    def past_step(self) -> int | None:
        """Return the step of what is drawn, where that is not the present; of curves None."""
        return None

    def step_text(self, step: int) -> str:
        """Return the name of a step in the past."""
        return QCoreApplication.translate("Panel", "step {step}").format(step=grouped(step))

    def redraw(self) -> None:
        """Draw at once whatever has changed: for answers to a person's hand."""
        self._drawn = None
        self._since.invalidate()
        self.update_now()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.update_now()

    def set_theme(self, theme: Theme) -> None:
        """Take colours and font sizes from `theme`."""
        self.theme = theme
        self.header.set_theme(theme)
        self.update()
        self.redraw()

    # -- texts -----------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Renew all texts in the present language."""
        self.header.set_title(self.title())
        self.setAccessibleDescription(self.hint())
        self.setAccessibleName(self.title())
        self.redraw()

    def explain(self) -> str:
        """Return rich text: what is drawn, by which formula, after which source."""
        return explained(self.title(), self.hint(), self.measures)

    def hint(self) -> str:
        """Return one sentence that says what the panel shows."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    # -- context menu ----------------------------------------------------------------------------

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.make_menu()
        menu.exec(event.globalPos())
        menu.deleteLater()

    def make_menu(self) -> QMenu:
        """Return a new context menu; kinds of panels add to it."""
        menu = QMenu(self)
        menu.addAction(self.tr("Copy image"), self.copy_image)
        menu.addAction(self.tr("Save image…"), self.ask_and_save_image)
        if self.printable:
            menu.addAction(self.tr("Export figure…"), self.export_requested.emit)
            menu.addAction(self.tr("Export animation…"), self.animation_requested.emit)
            record = self.tr("Stop recording") if self.recorded else self.tr("Record animation…")
            menu.addAction(record, self.record_requested.emit)
        menu.addAction(self.tr("Copy numbers (CSV)"), self.copy_numbers)
        menu.addSeparator()
        menu.addAction(self.tr("Reset view"), self.reset_view)
        menu.addAction(self.tr("Maximise"), self.maximize_requested.emit)
        menu.addSeparator()
        menu.addAction(self.tr("Explain"), self.explain_requested.emit)
        return menu

    def image(self) -> QPixmap:
        """Return the card as it looks now, header and picture."""
        if self.header.parentWidget() is self:
            return self.grab()
        head, picture = self.header.grab(), self.grab()
        ratio = picture.devicePixelRatio()
        whole = QPixmap(max(head.width(), picture.width()), head.height() + picture.height())
        whole.setDevicePixelRatio(ratio)
        whole.fill(self.theme.card)
        painter = QPainter(whole)
        painter.drawPixmap(0, 0, head)
        painter.drawPixmap(0, round(head.height() / ratio), picture)
        painter.end()
        return whole

    def copy_image(self) -> None:
        """Put the image on the clipboard."""
        QGuiApplication.clipboard().setPixmap(self.image())

    def copy_numbers(self) -> None:
        """Put the numbers shown on the clipboard, as CSV."""
        QGuiApplication.clipboard().setText(self.numbers())

    def ask_and_save_image(self) -> None:
        """Ask for a file name and save the image there."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        kinds = ";;".join(f"{kind.upper()} (*.{kind})" for kind in IMAGE_KINDS)
        path, chosen = QFileDialog.getSaveFileName(
            self, self.tr("Save image"), f"{folder}/{self.key}.png", kinds
        )
        if path:
            ending = chosen.partition(" ")[0].lower() or IMAGE_KINDS[0]
            known = Path(path).suffix.lower().lstrip(".") in IMAGE_KINDS
            self.save_image(path if known else f"{path}.{ending}")

    def save_image(self, path: str) -> None:
        """Save the card as PNG, SVG or PDF, by the path's ending; `problem` tells of failure."""
        from gui.figures import grab_card  # it loads what the window does not need to stand

        alone = self.header.parentWidget() is self
        ending = Path(path).suffix.lower().lstrip(".")
        kind = next((each for each in IMAGE_KINDS if each == ending), IMAGE_KINDS[0])
        try:
            grab_card((self,) if alone else (self.header, self), Path(path), kind)
        except OSError:
            template = QT_TRANSLATE_NOOP(
                "engine",
                "The image could not be written to {path}; choose a folder that may be written to.",
            )
            self.problem.emit(Message(template, {"path": path}))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.framed:
            return
        painter = QPainter(self)
        alone = self.header.parentWidget() is self
        paint_card(self, painter, self.theme, top=alone, bottom=True)
        painter.end()
