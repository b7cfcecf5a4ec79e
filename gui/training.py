"""Train, step, pause, reset: which runs they mean, and what must be done before."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal

from engine.config import ExperimentConfig, differences, missing, with_values
from engine.text import QT_TRANSLATE_NOOP, Message
from gui.engine_client import EngineClient
from gui.field_labels import with_labels
from gui.kept_runs import KeptRuns
from gui.run_list import RunList
from gui.runs import Run


class Training(QObject):
    """Starts and stops runs. `settle` lets changes of settings that wait take effect."""

    #: training began or ended, or the pace changed
    changed = Signal()
    #: a `Message`
    problem = Signal(object)
    #: the field of the selected run that lacks a value, and a `Message`, which `problem` tells, too
    field_problem = Signal(str, object)

    def __init__(
        self,
        runs: RunList,
        engine: EngineClient,
        kept: KeptRuns,
        settle: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runs = runs
        self._engine = engine
        self._kept = kept
        self._settle = settle
        self.pace: float | None = None

    @property
    def is_training(self) -> bool:
        """Whether any run trains, or will as soon as the engine is there."""
        return any(run.training for run in self._runs)

    def train(self) -> None:
        """Train all runs that have not ended, together.

        If all have ended, the finished ones go on by as many steps as they had, and those that
        failed start anew; else only the selected one of these does. Runs that are not in the
        engine (any more) go on from their newest snapshot, or start anew without one.
        """
        self._start(self._engine.train)

    def step(self, steps: int) -> None:
        """Train so many steps, then pause."""
        if steps >= 1:
            self._start(lambda runs: self._engine.advance(runs, steps=steps))

    def run_to_epoch(self, epoch: int) -> None:
        """Train to the end of an epoch, then pause."""
        if epoch >= 1:
            self._start(lambda runs: self._engine.advance(runs, to_epoch=epoch))

    def _start(self, begin: Callable[[list[Run]], None]) -> None:
        """Start the runs that can train, and say what those that cannot are waiting for."""
        self._settle()
        chosen = self._chosen()
        waiting = [run for run in chosen if missing(run.config) is not None]
        able = [run for run in chosen if run not in waiting]
        coming = [run for run in able if self._kept.can_go_on(run)]
        runs = self._prepared([run for run in able if run not in coming])
        if runs:
            begin(runs)
        for run in coming:
            self._go_on(run, begin)
        self._tell_started([*runs, *coming])
        if waiting:
            self._tell_missing(waiting, alone=not able)

    def _tell_missing(self, waiting: list[Run], alone: bool) -> None:
        """Ask for what the first of `waiting`, the selected one if it is among them, still needs.

        Another run than the selected one is named; if nothing trains it is selected.
        """
        shown = self._runs.selected
        run = shown if shown in waiting else waiting[0]
        wanted = missing(run.config) if run is not None else None
        if run is None or wanted is None:
            return
        if alone:
            self._runs.select(run.id)
        problem = with_labels(wanted.message, run.config)
        if run is self._runs.selected:
            self.problem.emit(problem)
            self.field_problem.emit(wanted.field, problem)
        else:
            told = QT_TRANSLATE_NOOP("engine", "{path}: {problem}")
            self.problem.emit(Message(told, {"path": run.name, "problem": problem}))

    def _go_on(self, run: Run, begin: Callable[[list[Run]], None]) -> None:
        """Bring a run back from the library, and begin with it if that is still wanted then."""
        ended = run.status == "finished"
        run.training = True

        def start() -> None:
            if ended:
                self._prolong(run)
            if run.training:
                begin([run])

        self._kept.go_on(run, start)

    def pause(self) -> None:
        """Pause all runs."""
        self._engine.pause(self._runs)
        self.changed.emit()

    def reset(self) -> None:
        """Put all runs back to step 0; what they measured stays as ghosts."""
        for run in self._runs.live:
            if run.step or run.training or not run.key:
                self.begin_anew(run, run.config)
        self.changed.emit()

    def restart(self, run: Run, config: ExperimentConfig) -> None:
        """Let settings that need a new start take effect.

        A branch that has not trained since its split goes on from there, if its weights fit; any
        other run begins at step 0.
        """
        if self._kept.can_split_anew(run, config):
            self._kept.split_anew(run, config, lambda: self._begin_if_wanted(run))
        else:
            self.begin_anew(run, config, training=run.training)
        self.changed.emit()

    def _begin_if_wanted(self, run: Run) -> None:
        if run.training:
            self._engine.train([run])

    def begin_anew(self, run: Run, config: ExperimentConfig, training: bool = False) -> None:
        """Start a run from step 0 with `config`; it waits there unless it shall train."""
        self._engine.close_run(run)
        self._runs.start_anew(run, config)
        self._engine.open(run)
        if training and run.key:
            self._engine.train([run])
        self._runs.run_changed.emit(run.id)

    def retune(self, run: Run, config: ExperimentConfig) -> None:
        """Change live settings of an open run."""
        changes = {path: new for path, (_, new) in differences(run.config, config).items()}
        if changes:
            run.config = config
            self._engine.retune(run, changes)

    def set_pace(self, steps_per_second: float | None) -> None:
        """Choose how fast runs train; None: as fast as possible."""
        if steps_per_second is not None and not 0 < steps_per_second < math.inf:
            text = QT_TRANSLATE_NOOP(
                "engine", "The speed is {value}; give a number of steps per second above 0."
            )
            self.problem.emit(Message(text, {"value": steps_per_second}))
            return
        self.pace = steps_per_second
        self._engine.set_pace(steps_per_second)
        self.changed.emit()

    def _prepared(self, runs: list[Run]) -> list[Run]:
        """Return `runs`, each open in the engine and with steps ahead."""
        for run in runs:
            if run.key and run.status == "finished":
                self._prolong(run)
            elif not run.key and run.step:
                self.begin_anew(run, run.config)
            elif not run.key:
                self._engine.open(run)
        return runs

    def _prolong(self, run: Run) -> None:
        """Let a finished run go on by as many steps as it had."""
        end = run.step + (run.lap or run.step)
        self.retune(run, with_values(run.config, {"training.steps": end}))

    def _chosen(self) -> list[Run]:
        live, selected = self._runs.live, self._runs.selected
        chosen = [run for run in live if run.status not in ("finished", "failed", "diverged")]
        again = [run for run in live if run.status in ("finished", "failed")]
        chosen += [run for run in again if run is selected or not chosen]
        if live and not chosen:
            text = QT_TRANSLATE_NOOP(
                "engine", "The run diverged at step {step}; change a setting, or reset it."
            )
            shown = selected if selected in live else live[0]
            self.problem.emit(Message(text, {"step": shown.step if shown is not None else 0}))
        return chosen

    def _tell_started(self, runs: Iterable[Run]) -> None:
        for run in runs:
            self._runs.run_changed.emit(run.id)
        self.changed.emit()
