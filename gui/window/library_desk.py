"""The library in the window: its page, menus, files, and what is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget

from engine.text import QT_TRANSLATE_NOOP, Message
from gui.language import translate_message
from gui.library.card import LIBRARY, LibraryCard
from gui.preferences import Preferences
from gui.session import Session
from gui.theme import Theme
from gui.window.dock import CardDock
from gui.window.notice_bar import NoticeBar

if TYPE_CHECKING:
    from engine.library.record import RunRow
    from gui.library.interrupted import Interrupted
    from gui.library.link import LibraryLink
    from gui.library.run_files import RunFiles
    from gui.library.size_limit import SizeLimitDialog
    from gui.library.view import LibraryView


class LibraryDesk(QObject):
    """Puts the library's parts together, most of them only when they are needed."""

    def __init__(
        self,
        window: QMainWindow,
        dock: CardDock,
        pages: QStackedWidget,
        session: Session,
        preferences: Preferences,
        theme: Theme,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._preferences = window, session, preferences
        self.notice = NoticeBar(theme, window)
        self._problem: Message | None = None
        self._begun = False
        self._waiting: list[Path] = []
        self.link: LibraryLink | None = None
        self.files: RunFiles | None = None
        self._interrupted: Interrupted | None = None
        self.card = LibraryCard(window, dock, pages, session, preferences, theme)
        self.card.furnished.connect(self._furnish)
        self.notice.dismissed.connect(self._forget_problem)

    def begin(self) -> None:
        """After the first paint: look for what has to be told, show the page shown last."""
        if self._begun or self._session.shelf.path is None:
            return
        from gui.library.interrupted import Interrupted
        from gui.library.run_files import RunFiles

        self._begun = True
        self.files = RunFiles(
            self._session.shelf, self._preferences, self._window, self._session.keeper.flush
        )
        self.files.problem.connect(self.tell)
        self.files.written.connect(self.tell_written)
        self.files.taken.connect(self._open_taken)
        self._session.shelf.problem.connect(self.tell)
        self._interrupted = Interrupted(
            self._session.shelf, self._preferences, self.notice, self.resume, self.show_interrupted
        )
        self.card.restore()
        self._interrupted.look()
        # What was deleted long ago goes now.
        self._session.shelf.ask(lambda library: library.purge(), refuse=lambda _: None)
        self._look_at_size()
        self.open_files(self._waiting)

    def _furnish(self, view: LibraryView) -> None:
        from gui.library.link import LibraryLink

        self.link = LibraryLink(view, self._session)
        view.table.show_order(
            self._preferences.get("library/order"), self._preferences.get("library/descending")
        )
        view.table.order_changed.connect(self._remember_order)
        view.bar.menu.aboutToShow.connect(self._fill_menu)
        self._fill_exports()

    def _remember_order(self, key: str, descending: bool) -> None:
        self._preferences.set("library/order", key)
        self._preferences.set("library/descending", descending)

    # --- menus -----------------------------------------------------------------------------------

    def _fill_menu(self) -> None:
        if self.card.view is None:
            return
        menu: QMenu = self.card.view.bar.menu
        menu.clear()
        menu.addAction(self.tr("Open runs from files…"), self.ask_for_files)
        menu.addAction(self.tr("Size limit…"), self.ask_for_limit)
        menu.addAction(self.tr("Open the library's folder"), self.open_folder)

    def _fill_exports(self) -> None:
        view = self.card.view
        if view is not None and self.files is not None:
            table = view.table
            self.files.fill(
                table.export_menu, lambda: [(row.id, row.name) for row in table.marked_rows()]
            )

    def ask_for_limit(self) -> SizeLimitDialog:
        """Open the dialog that says what would go."""
        from gui.library.size_limit import SizeLimitDialog

        dialog = SizeLimitDialog(self._session.shelf, self._preferences, self._window)
        dialog.open()
        return dialog

    def open_folder(self) -> None:
        """Show the library's folder in the system's file manager."""
        if self._session.shelf.path is not None:
            folder = str(self._session.shelf.path.parent)
            QDesktopServices.openUrl(QUrl.fromLocalFile(folder))

    # --- files -----------------------------------------------------------------------------------

    def ask_for_files(self) -> None:
        """Ask for files with runs, and open these."""
        if self.files is not None:
            self.files.ask_and_take()

    def open_files(self, paths: Sequence[Path]) -> None:
        """Take runs from files into the library, and put them on the board."""
        if self.files is not None:
            self.files.take(paths)
        else:
            self._waiting = [*self._waiting, *paths]

    def _open_taken(self, runs: list[str]) -> None:
        self.card.furnish()
        if self.link is not None:
            self.link.open_runs(runs)
            self._session.shelf.changed.emit()

    def export_selected(self, kind: str) -> None:
        """Ask where, and save the selected run as a file of this kind."""
        run = self._session.selected
        if run is None or not run.kept or not run.step or self.files is None:
            text = QT_TRANSLATE_NOOP("engine", "Nothing has been measured yet; press Train first.")
            self._session.problem.emit(Message(text))
            return
        self.files.ask(kind, [(run.kept, run.name)])

    # --- what is told ----------------------------------------------------------------------------

    def tell(self, problem: Message) -> None:
        """Tell what is wrong with the library, until it is dismissed."""
        self._problem = problem
        self.notice.show_text(translate_message(problem), "problem")

    def _forget_problem(self) -> None:
        self._problem = None

    def tell_written(self, files: Sequence[Path]) -> None:
        """Tell where files have been saved."""
        if len(files) == 1:
            text = self.tr("Saved as {path}.").format(path=files[0])
        else:
            text = self.tr("{count} files saved in {path}.")
            text = text.format(count=len(files), path=files[0].parent)
        folder = QUrl.fromLocalFile(str(files[0].parent))
        self.notice.show_text(
            text, "hint", [(self.tr("Open the folder"), lambda: QDesktopServices.openUrl(folder))]
        )

    def _look_at_size(self) -> None:
        """Tell of a library that has grown beyond its limit; nothing is removed."""
        limit = round(self._preferences.get("library/limit_gb") * 1e9)
        if limit:
            self._session.shelf.ask(
                lambda library: library.usage().total,
                lambda total: self._tell_size(total, limit),
                lambda _: None,
            )

    def _tell_size(self, total: int, limit: int) -> None:
        if total <= limit or self.notice.text:
            return
        from gui.library.words import size_text

        text = self.tr("The library takes {size}, more than the {limit} that you allow it.")
        self.notice.show_text(
            text.format(size=size_text(total), limit=size_text(limit)),
            "hint",
            [(self.tr("See what would go…"), self.ask_for_limit)],
        )

    # --- interrupted runs ------------------------------------------------------------------------

    def resume(self, rows: Sequence[RunRow]) -> None:
        """Put interrupted runs on the board, in place of the first scene if it is untouched."""
        self.card.furnish()
        runs = self._session.runs
        if not self._session.can_undo and not any(run.step or run.training for run in runs):
            for run in runs:
                self._session.remove(run.id)
        if self.link is not None:
            self.link.open(rows)

    def show_interrupted(self) -> None:
        """Show them in the library."""
        self.card.show_page(LIBRARY)
        if self.card.view is not None:
            self.card.view.bar.show_only("interrupted")

    # --- look, language, end ------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Take colours and sizes from `theme`."""
        self.notice.set_theme(theme)
        self.card.set_theme(theme)

    def retranslate(self) -> None:
        """Renew the texts in the present language."""
        self.card.retranslate()
        self._fill_exports()
        if self._problem is not None:
            self.tell(self._problem)
        elif self._interrupted is not None:
            self._interrupted.retranslate()

    def close(self) -> None:
        """Wait for files that are being written."""
        if self.files is not None:
            self.files.close()
