"""The main window: cards, toolbar and menus, put together and connected."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QMainWindow, QStatusBar, QVBoxLayout, QWidget

from gui import formula
from gui.board import Board
from gui.controls import ExperimentForm
from gui.language import LanguageManager
from gui.library.card import pages_of
from gui.panels.base import Panel
from gui.panels.card import CardHeader
from gui.panels.network_diagram import NetworkDiagram
from gui.preferences import Preferences
from gui.session import Session
from gui.theme import Theme, ThemeManager
from gui.time_bar import TimeBar
from gui.time_travel import SPEEDS
from gui.toolbar import Toolbar
from gui.window.animation_export import AnimationExport
from gui.window.apply_bar import ApplyBar
from gui.window.arrangement import Arrangement
from gui.window.compare_menu import CompareMenu
from gui.window.dock import CardBody, CardDock
from gui.window.explain import ExplainCard
from gui.window.figure_export import FigureExport
from gui.window.file_actions import FileActions
from gui.window.furniture import PANELS, first_title, make_panels
from gui.window.library_desk import LibraryDesk
from gui.window.looks import Looks
from gui.window.notice_bar import NoticeBar
from gui.window.presets_link import FIRST, PresetsLink
from gui.window.time_link import TimeLink
from gui.window.view_menu import ViewMenu
from gui.window.wiring import FormLink, PanelsLink, ToolbarLink, add_points, sentence

FIRST_SIZE = (1480, 920)
SMALLEST = (1024, 674)
FRAME = QSize(0, 32)
"""What the title bar takes of a small screen."""
GAP = 10


class MainWindow(QMainWindow):
    """One screen for the main job: settings, plots, surface, readings and the board of runs.

    The cards stand at once; the panels in them come after the first paint.
    """

    #: the panels are there
    furnished = Signal()

    def __init__(
        self,
        session: Session,
        themes: ThemeManager,
        languages: LanguageManager,
        preferences: Preferences,
        *,
        remember: bool = True,
    ) -> None:
        super().__init__()
        self._remembers, self._furnishing = remember, False
        self._problem: object = ""
        self._training = False
        self._warming: Thread | None = None
        self.session, self.preferences = session, preferences
        theme = themes.theme
        self.toolbar = Toolbar(theme, self)
        self.hint = NoticeBar(theme, self)
        self.notice = NoticeBar(theme, self)
        self.form = ExperimentForm(parent=self)
        self.diagram = NetworkDiagram(theme)
        self.form.set_footer(self.diagram)
        self.panels: dict[str, Panel] = {}
        self.apply_bar = ApplyBar(session, preferences, self)
        self.board = Board(session, theme)
        self.time_bar = TimeBar(theme, SPEEDS, self)
        pages = pages_of(self.board)
        self.docks = self._make_docks(theme, pages)
        self.library = LibraryDesk(self, self.docks["board"], pages, session, preferences, theme)
        self.arrangement = Arrangement(self, self.docks)
        self.library.card.height_wanted.connect(
            lambda height: self.arrangement.give_height("board", height)
        )
        self.explain_card = ExplainCard(theme, self)
        self.files = FileActions(self, session, preferences)
        self.figures = FigureExport(self, self.panels, preferences)
        self.animations = AnimationExport(self, self.panels, session, preferences)
        self.files.figure_wanted.connect(self.figures.ask)
        self.files.animation_wanted.connect(self.animations.ask)
        self.animations.written.connect(self.library.tell_written)
        self.files.run_file_wanted.connect(self.library.export_selected)
        self.files.runs_wanted.connect(self.library.ask_for_files)
        self.files.runs_dropped.connect(self.library.open_files)
        self.view_menu = ViewMenu(self.arrangement, self.docks, self.apply_bar, self)
        self.compare_menu = CompareMenu(session, self)
        self._put_together()
        self.looks = Looks(self, themes, languages, preferences)
        self._connect()
        self._retranslate()
        self._restore()

    # -- making ----------------------------------------------------------------------------------

    def _make_docks(self, theme: Theme, pages: QWidget) -> dict[str, CardDock]:
        bodies = {key: CardBody(theme, QWidget()) for key in PANELS}
        bodies["experiment"] = CardBody(theme, self.form, self.apply_bar)
        bodies["board"] = CardBody(theme, pages)
        return {key: CardDock(key, CardHeader(theme), body) for key, body in bodies.items()}

    def paintEvent(self, event: QPaintEvent) -> None:
        """Once the window has been seen, the panels come."""
        super().paintEvent(event)
        if not self._furnishing:
            self._furnishing = True
            QTimer.singleShot(0, self, self.furnish)

    def furnish(self) -> None:
        """Put the panels into their cards; done already, it does nothing."""
        self._furnishing = True
        if self.panels:
            return
        self.panels.update(make_panels(self.looks.theme))
        self.figures.connect_panels()
        self.animations.connect_panels()
        link = PanelsLink([*self.panels.values()], self.session, self.diagram)
        for key, panel in self.panels.items():
            dock = self.docks[key]
            dock.furnish(panel)
            dock.visibilityChanged.connect(link.visibility_changed(panel))
            panel.explain_requested.connect(
                lambda panel=panel: self.explain_card.explain(panel.explain)
            )
        surface, readings = self.panels["surface"], self.panels["readings"]
        surface.points_drawn.connect(lambda points: add_points(self.session, points))  # type: ignore[attr-defined]
        self.panels["dead_units"].scan_requested.connect(self.session.scan_dead)  # type: ignore[attr-defined]
        readings.preset_chosen.connect(self._presets.open)  # type: ignore[attr-defined]
        self._warming = formula.warm_up()
        link.refresh()
        self.library.begin()
        self.furnished.emit()

    def _put_together(self) -> None:
        top = QWidget(self)
        column = QVBoxLayout(top)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.toolbar)
        for bar in (self.hint, self.notice, self.library.notice):
            row = QVBoxLayout()
            row.setContentsMargins(GAP, 0, GAP, 4)
            row.addWidget(bar)
            column.addLayout(row)
        self.setMenuWidget(top)
        foot = QStatusBar(self)
        foot.setSizeGripEnabled(False)
        foot.addWidget(self.time_bar, 1)
        self.setStatusBar(foot)
        self.setContentsMargins(GAP, 0, GAP, GAP)
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # a click beside a field leaves it
        self.toolbar.set_panels_menu(self.view_menu)
        self.toolbar.set_compare_menu(self.compare_menu)
        self.toolbar.buttons["train"].setFocus()

    def _connect(self) -> None:
        session = self.session
        self._toolbar_link = ToolbarLink(self.toolbar, session)
        self._form_link = FormLink(self.form, session)
        self._time_link = TimeLink(self.time_bar, session, self.looks.theme)
        self._presets = PresetsLink(session, self.hint)
        session.problem.connect(self._tell_problem)
        session.library_problem.connect(self.library.tell)
        session.engine_state_changed.connect(self._clear_notice)
        session.undo_stack.indexChanged.connect(lambda: self._tell_problem(""))
        session.selected_changed.connect(self._show_chip)
        session.runs_changed.connect(self._show_chip)
        self.form.sections_changed.connect(self._remember_sections)
        self.explain_shortcut = QShortcut(QKeySequence(Qt.Key.Key_F1), self)
        self.explain_shortcut.activated.connect(self.explain_card.explain_here)
        self.escape_shortcut = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self.escape_shortcut.activated.connect(self._step_out)

    def _step_out(self) -> None:
        """Escape: close the explanation, else leave the single panel, else presenter mode."""
        if self.explain_card.isVisible():
            self.explain_card.close()
        elif self.arrangement.alone is not None:
            self.arrangement.restore_all()
        else:
            self.looks.present(False)

    def open_first_scene(self) -> None:
        """Put the textbook comparison on the board: one click on Train shows it."""
        self._presets.open(FIRST)
        self.setFocus()  # no button is to look as if Tab had chosen it

    # -- what is remembered ----------------------------------------------------------------------

    def _restore(self) -> None:
        self.resize(QSize(*FIRST_SIZE).boundedTo(self.screen().availableSize() - FRAME))
        geometry = self.preferences.get("window/geometry") if self._remembers else b""
        if geometry:
            self.restoreGeometry(geometry)
        state = self.preferences.get("window/state") if self._remembers else b""
        if not self.arrangement.restore(state):
            QTimer.singleShot(0, self, self.arrangement.share_room)
        if not self._remembers:
            return
        sections = self.preferences.get("window/open_sections")
        self.form.set_open_sections(sections.split(",") if sections else [])

    def _remember(self) -> None:
        if not self._remembers:
            return
        self.preferences.set("window/geometry", bytes(self.saveGeometry().data()))
        self.preferences.set("window/state", self.arrangement.state())
        self.preferences.save()

    def _remember_sections(self, keys: list[str]) -> None:
        self.preferences.set("window/open_sections", ",".join(keys))

    # -- showing ---------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Take colours and sizes from `theme`."""
        for part in (self.toolbar, self.hint, self.notice, self.board, self.diagram,
                     self.explain_card, self._time_link, self.library):  # fmt: skip
            part.set_theme(theme)  # type: ignore[attr-defined]
        for panel in self.panels.values():
            panel.set_theme(theme)
        for key in ("experiment", "board"):
            self.docks[key].set_theme(theme)
        self._show_chip()

    def _show_chip(self, *_: object) -> None:
        """Name the run that the form edits in the form's header."""
        run, theme = self.session.selected, self.looks.theme
        chip = self.docks["experiment"].header.chip
        chip.set_run(*((run.name, theme.run_color(run.color_index)) if run else ("", "")))

    def _tell_problem(self, problem: object) -> None:
        self._problem = problem
        self.notice.show_text(sentence(problem), "problem")

    def _clear_notice(self) -> None:
        """A problem told before training began is over then."""
        before, self._training = self._training, self.session.is_training
        if self._training and not before:
            self._tell_problem("")

    def _retranslate(self) -> None:
        self.setWindowTitle("Dynascope")
        titles = {"experiment": self.tr("Experiment"), "board": self.tr("Runs")}
        titles |= {key: first_title(key) for key in PANELS}
        titles |= {key: panel.title() for key, panel in self.panels.items()}
        for key, title in titles.items():
            self.docks[key].set_title(title)
        if self.notice.text:
            self._tell_problem(self._problem)
        self._presets.retranslate()
        self.files.fill(self.toolbar.export_menu)
        self.view_menu.retranslate()
        self.compare_menu.retranslate()
        self.library.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.session.retranslate()
        super().changeEvent(event)

    # -- files dropped ---------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        self.files.open_dropped([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

    # -- the end ---------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        self.arrangement.restore_all()
        self._remember()
        self.explain_card.close()
        self.files.close()
        self.library.close()
        self.hide()  # what is left to be written may have to wait for the disk
        self.session.close()
        if self._warming is not None:
            self._warming.join()
        super().closeEvent(event)
