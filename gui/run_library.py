"""The library as the session sees it: what keeps runs, what answers questions, where files lie."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal

from engine.library.shared import SharedLibrary
from gui.keeper import Keeper
from gui.runs import Run

if TYPE_CHECKING:
    from gui.shelf import Shelf


class RunLibrary(QObject):
    """One library, opened when it is first needed; without a `path` nothing is kept."""

    #: a `Message`
    problem = Signal(object)
    #: from whichever thread opened the library
    _noticed = Signal(object)

    def __init__(self, path: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._noticed.connect(self.problem, Qt.ConnectionType.QueuedConnection)
        self._shared = SharedLibrary(path, self._noticed.emit)
        self.keeper = Keeper(self._shared, self)
        self.keeper.problem.connect(self.problem)

    @cached_property
    def shelf(self) -> Shelf:
        """What answers questions to the library; made with the first of them."""
        from gui.shelf import Shelf  # with sqlite3; the window stands before it

        return Shelf(self._shared, self)

    def ask(self, *question: Any) -> None:
        """Put a question; see `Shelf.ask`."""
        self.shelf.ask(*question)

    def rename(self, runs: Iterable[Run]) -> None:
        """Call runs that are open in the engine as they are called on the board."""
        for run in runs:
            if run.key:
                self.keeper.rename(run.key, run.name)

    def weights_folder(self) -> Path:
        """Return where files of weights are kept that runs start from."""
        if self._shared.path is not None:
            return self._shared.path.parent / "weights"
        where = QStandardPaths.StandardLocation.AppDataLocation
        return Path(QStandardPaths.writableLocation(where)) / "weights"

    def close(self) -> None:
        """Write what is left and end all threads."""
        self.keeper.close()
        if "shelf" in vars(self):
            self.shelf.close()
        self._shared.close()
