"""Changes of a run's settings: applied at once, live, or by a new start; and taken back."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoStack

from engine.config import ExperimentConfig, differences, field_of
from gui.drafts import Drafts
from gui.engine_client import EngineClient
from gui.kept_runs import KeptRuns
from gui.run_list import RunList
from gui.runs import Run
from gui.training import Training
from gui.undo import EditCommand


class Settings(QObject):
    """The settings of the runs on the board.

    `drafts` are changes that wait for a new start of their run. A run that has not begun gets its
    changes without a ghost, and is opened again once they have come to rest.
    """

    def __init__(
        self,
        runs: RunList,
        engine: EngineClient,
        kept: KeptRuns,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._kept = kept
        self._runs = runs
        self._engine = engine
        self.training = Training(runs, engine, kept, self.settle, self)
        self.undo_stack = QUndoStack(self)
        self.drafts = Drafts(self._restart, self)
        self._reopening = Drafts(self._reopen, self)

    def wanted(self, run: Run) -> ExperimentConfig:
        """Return the settings of a run, changes that wait included."""
        return self.drafts.get(run.id) or run.config

    def edit(self, run: Run, config: ExperimentConfig) -> None:
        """Change the settings of a run, as a step that can be undone."""
        before = self.wanted(run)
        if differences(before, config):
            show = self._runs.select
            self.undo_stack.push(EditCommand(self._change, run.id, before, config, show=show))

    def settle(self) -> None:
        """Let changes take effect that only wait for a moment of rest."""
        self.drafts.settle()
        self._reopening.flush()

    def drop(self, run: Run) -> None:
        """Forget what waits for a run."""
        self.drafts.drop(run.id)
        self._reopening.drop(run.id)

    def close(self) -> None:
        """End the timers; what waits is dropped."""
        self.drafts.close()
        self._reopening.close()

    def _change(self, id: str, config: ExperimentConfig) -> bool:
        run = self._runs.find(id)
        if run is None or run.ghost:
            return False
        run.problem, run.problem_field = None, ""
        changed = differences(run.config, config)
        if "training.steps" in changed:
            run.lap = config.training.steps
        if not run.step and not run.training:
            self._replan(run, config)
        elif run.key and all(field_of(path).live for path in changed):
            self.drafts.drop(id)
            self.training.retune(run, config)
        else:
            self.drafts.put(id, config)
        self._runs.run_changed.emit(id)
        return True

    def _replan(self, run: Run, config: ExperimentConfig) -> None:
        run.config = config
        if run.status == "failed":
            run.status = "planned"
        self._runs.rename_all()
        self._reopening.put(run.id, config)

    def _reopen(self, id: str, config: ExperimentConfig) -> None:
        run = self._runs.find(id)
        if run is not None and not run.step and not run.training:
            self._engine.open(run)
            self._runs.run_changed.emit(id)

    def _restart(self, id: str, config: ExperimentConfig) -> None:
        run = self._runs.find(id)
        if run is not None:
            self.training.restart(run, config)
