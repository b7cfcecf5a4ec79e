"""Undo of settings: each step holds the configuration of a run before and after."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from engine.config import ExperimentConfig, differences, field_of
from gui.language import translate

MERGE_SECONDS = 1.0
"""Changes of the same settings that follow each other so closely are one step: a drag."""

Apply = Callable[[str, ExperimentConfig], bool]


class EditCommand(QUndoCommand):
    """A change of a run's settings.

    `apply(run id, config)` makes the change and returns False if the run is gone; the step then
    takes itself off the stack. `show(run id)` is called before the change is taken back.
    """

    def __init__(
        self,
        apply: Apply,
        run: str,
        old: ExperimentConfig,
        new: ExperimentConfig,
        clock: Callable[[], float] = time.monotonic,
        show: Callable[[str], None] = lambda run: None,
    ) -> None:
        self._show = show
        self.paths = frozenset(differences(old, new))
        labels = (translate(field_of(path).declaration.label) for path in sorted(self.paths))
        super().__init__(", ".join(dict.fromkeys(labels)))
        self._apply = apply
        self.run = run
        self.old = old
        self.new = new
        self.made = clock()

    def id(self) -> int:
        return 1  # so that Qt offers `mergeWith`

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, EditCommand):
            return False
        soon = other.made - self.made <= MERGE_SECONDS
        if other.run != self.run or other.paths != self.paths or not soon:
            return False
        self.new, self.made = other.new, other.made
        self.setObsolete(self.new == self.old)
        return True

    def undo(self) -> None:
        self._show(self.run)  # what is taken back is seen
        self.setObsolete(not self._apply(self.run, self.old))

    def redo(self) -> None:
        self.setObsolete(not self._apply(self.run, self.new))
