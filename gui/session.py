"""The session: everything the window can do with its runs, and what it hears of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from engine.config import ExperimentConfig, with_values
from engine.messages import (
    Device,
    Event,
    Failed,
    Finished,
    Opened,
    Paused,
    Picture,
    Refused,
    Retuned,
    Snapshot,
)
from gui import forking
from gui.display import Display
from gui.drafts import RestartMode
from gui.engine_client import EngineClient, Status
from gui.engine_views import EngineViews
from gui.keeper import Keeper
from gui.kept_runs import KeptRuns
from gui.repeats import Repeats
from gui.run_library import RunLibrary
from gui.run_list import RunList
from gui.runs import Run
from gui.settings import Settings
from gui.textbook import ACTIVATIONS, SELECTED, textbook_configs, textbook_pace
from gui.time_travel import TimeTravel

if TYPE_CHECKING:
    from engine.history import History
    from engine.library.record import RunRecord
    from gui.shelf import Shelf


class Session(QObject):
    """Runs, the selected one, and everything that can be done with them.

    `library` is the file that every run is kept in; without one nothing is kept. `engine` goes to
    `TrainingThread`: `in_process=True` trains in a thread of this process, `log_file` takes what a
    crash of the engine leaves.
    """

    #: rows were added, removed or renamed
    runs_changed = Signal()
    #: id of a run whose status, settings or outcome changed
    run_changed = Signal(str)
    #: id, or "" without runs
    selected_changed = Signal(str)
    #: ids of runs with new measurements or pictures, at most 30 times a second
    tick = Signal(object)
    #: engine started or lost, training began or ended, pace
    engine_state_changed = Signal()
    #: a `Message` for the person
    problem = Signal(object)
    #: a `Message`: why runs are not kept, or not where they should be; true until the end
    library_problem = Signal(object)
    #: field at fault in the selected run's settings and a `Message`, which `problem` tells, too
    field_problem = Signal(str, object)
    #: id of a run after a live change
    retuned = Signal(str)
    #: id of a run and its parameters, an `engine.messages.Snapshot`
    snapshot = Signal(str, object)

    def __init__(
        self, parent: QObject | None = None, library: Path | None = None, **engine: Any
    ) -> None:
        super().__init__(parent)
        self._closed = False
        self._runs = RunList(self)
        self._library = RunLibrary(library, self)
        self._engine = EngineClient(self._library.keeper, self, **engine)
        self._kept = KeptRuns(self._runs, self._engine, self._library.ask, self)
        self._settings = Settings(self._runs, self._engine, self._kept, self)
        self._training = self._settings.training
        self.repeats = Repeats(
            self._runs, self._engine, self._settings, self._library.weights_folder, self
        )
        self._display = Display(self._runs, self._engine, self)
        self._views = EngineViews(
            self._engine, self._library.ask, lambda: self._display.parts, self
        )
        self.travel = TimeTravel(self._runs, self._views, keeps=library is not None, parent=self)
        self._runs.changed.connect(lambda: self._library.rename(self._runs))
        self._runs.changed.connect(self.runs_changed)
        self._runs.run_changed.connect(self.run_changed)
        self._runs.selected_changed.connect(self.selected_changed)
        self._display.tick.connect(self.tick)
        self._training.changed.connect(self.engine_state_changed)
        self._training.field_problem.connect(self.field_problem)
        self._engine.changed.connect(self.engine_state_changed)
        self._engine.run_changed.connect(self._take)
        self._engine.lost.connect(self._lose)
        self.travel.changed.connect(self._display.look_again)
        for part in (self._training, self._kept, self.repeats, self.travel):
            part.problem.connect(self.problem)
        self._library.problem.connect(self.library_problem)

    # --- life ------------------------------------------------------------------------------------

    def start(self) -> None:
        """Start the engine; everything may be asked for before it is ready."""
        self._engine.start()

    def close(self) -> None:
        """End the engine, the thread and all timers; the session is of no use afterwards."""
        if self._closed:
            return
        self._closed = True
        self.travel.close()
        self._display.close()
        self._settings.close()
        self._engine.close()
        self._library.close()
        self.undo_stack.blockSignals(True)  # its end is no change of settings

    def open_textbook(self) -> None:
        """Put the textbook comparison on the board, at a pace that a room can watch."""
        runs = self.compare(textbook_configs())
        self.select(runs[ACTIVATIONS.index(SELECTED)].id)
        self.set_pace(textbook_pace())

    @property
    def shelf(self) -> Shelf:
        """What answers questions to the library."""
        return self._library.shelf

    @property
    def keeper(self) -> Keeper:
        """What keeps runs as they train."""
        return self._library.keeper

    # --- what there is ---------------------------------------------------------------------------

    @property
    def runs(self) -> list[Run]:
        """All rows of the board, ghosts among them."""
        return list(self._runs)

    @property
    def selected(self) -> Run | None:
        """The run that panels and form show."""
        return self._runs.selected

    @property
    def reference(self) -> Run | None:
        """The run that the others are compared with."""
        return self._runs.reference

    def find(self, id: str) -> Run | None:
        """Return the run called `id`, if it is there."""
        return self._runs.find(id)

    @property
    def draft(self) -> ExperimentConfig | None:
        """The settings that the form shows: the selected run's, changes that wait included."""
        run = self.selected
        return None if run is None else self._settings.wanted(run)

    @property
    def has_draft(self) -> bool:
        """Whether changes of the selected run wait to be applied."""
        run = self.selected
        return run is not None and self._settings.drafts.get(run.id) is not None

    @property
    def is_training(self) -> bool:
        """Whether any run trains, or will as soon as the engine is there."""
        return self._training.is_training

    @property
    def engine_status(self) -> Status:
        """starting, ready or lost."""
        return self._engine.status

    @property
    def engine_pid(self) -> int | None:
        """Number of the training process, if there is one."""
        return self._engine.engine_pid

    @property
    def devices(self) -> tuple[Device, ...]:
        """Where can be trained; empty until the engine is ready."""
        return self._engine.devices

    @property
    def torch_version(self) -> str:
        """Version of torch in the engine; empty until it is ready."""
        return self._engine.torch_version

    @property
    def pace(self) -> float | None:
        """Steps per second of each run; None: as fast as possible."""
        return self._training.pace

    # --- the board -------------------------------------------------------------------------------

    def select(self, id: str) -> None:
        """Show the run called `id` in panels and form."""
        self._settings.settle()
        self._runs.select(id)

    def add_run(self, config: ExperimentConfig, name: str = "") -> Run:
        """Append a planned run and select it."""
        run = self._runs.add(config, name)
        self._engine.open(run)
        self._runs.run_changed.emit(run.id)
        return run

    def duplicate_selected(self) -> Run:
        """Append a copy of the selected run's settings (the defaults without one)."""
        return self.add_run(self.draft or ExperimentConfig())

    def fork(self, step: int | None = None) -> Run | None:
        """Split the selected run and select the branch; None if it cannot be.

        Where it stands, or after an earlier `step`: the branch then waits there.
        """
        parent = self.selected
        if step is not None:
            return self._kept.fork(parent, step)
        if parent is None or forking.refusal(parent):
            return None
        if not parent.key:
            return self._kept.fork(parent, parent.snapshots[-1][0])
        branch = forking.plan_branch(self._runs, parent)
        self._engine.fork(parent, branch)
        self._runs.run_changed.emit(branch.id)
        self.engine_state_changed.emit()
        return branch

    def open_kept(self, record: RunRecord, history: History) -> Run:
        """Put a run of the library on the board and select it; Train goes on with it."""
        run = self._kept.open(record, history)
        self.engine_state_changed.emit()
        return run

    def compare(self, configs: Sequence[ExperimentConfig]) -> list[Run]:
        """Put these runs on the board in place of the present ones; what was measured stays."""
        for run in self._runs.live:
            self._settings.drop(run)
            self._engine.close_run(run)
        self._runs.retire_all()
        self.undo_stack.clear()
        runs = [self.add_run(config) for config in configs]
        self.select(runs[0].id)
        self.engine_state_changed.emit()
        return runs

    def remove(self, id: str) -> None:
        """Take a run off the board."""
        run = self._runs.find(id)
        if run is not None:
            self._settings.drop(run)
            self._engine.close_run(run)
            self._runs.remove(run)
            self.engine_state_changed.emit()

    def remove_ghosts(self) -> None:
        """Take all old runs off the board."""
        self._runs.remove(*self._runs.ghosts)

    def rename(self, id: str, name: str) -> None:
        """Name a run; an empty name brings the automatic one back."""
        run = self._runs.find(id)
        if run is not None:
            self._runs.rename(run, name)

    def pin(self, id: str) -> None:
        """Compare the others with the run called `id`; "": with the first one again."""
        self._runs.pin(self._runs.find(id))

    def set_visible(self, id: str, visible: bool) -> None:
        """Show or hide a run's curves."""
        run = self._runs.find(id)
        if run is not None and run.visible != visible:
            run.visible = visible
            self.run_changed.emit(id)

    def retranslate(self) -> None:
        """Name the runs in the present language."""
        self._runs.rename_all()

    # --- settings --------------------------------------------------------------------------------

    def edit_selected(self, config: ExperimentConfig) -> None:
        """Change the settings of the selected run.

        A run that has not begun just gets them. Live fields apply at once; others start the run
        anew after a short rest, and what it measured stays as a ghost. Editing a ghost, or without
        runs, makes a new run.
        """
        run = self.selected
        if run is None or run.ghost:
            self.add_run(config)
        else:
            self._settings.edit(run, config)

    def change_selected(self, changes: Mapping[str, Any]) -> None:
        """Change single settings, by dotted path; raises `EngineError` for bad values."""
        self.edit_selected(with_values(self.draft or ExperimentConfig(), changes))

    def settle(self) -> None:
        """Let changes that only wait for a moment of rest take effect now."""
        self._settings.settle()

    def set_restart_mode(self, mode: RestartMode) -> None:
        """Choose whether a change that needs a new start takes effect at once or on Apply."""
        self._settings.drafts.mode = mode
        self._settings.settle()

    def apply_draft(self) -> None:
        """Let changes that wait take effect."""
        self._settings.drafts.flush()

    @property
    def undo_stack(self) -> QUndoStack:
        """The changes of settings, with signals for the buttons of undo and redo."""
        return self._settings.undo_stack

    def undo(self) -> None:
        """Take the last change of settings back."""
        self.undo_stack.undo()

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        self.undo_stack.redo()

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return self.undo_stack.canUndo()

    # --- training --------------------------------------------------------------------------------

    def train(self) -> None:
        """Train all runs that have not ended, together; see `Training.train`."""
        self._training.train()

    def pause(self) -> None:
        """Pause all runs."""
        self._training.pause()

    def toggle(self) -> None:
        """Pause if training, else train."""
        if self.is_training:
            self.pause()
        else:
            self.train()

    def step(self, steps: int = 1) -> None:
        """Train so many steps, then pause."""
        self._training.step(steps)

    def run_to_epoch(self, epoch: int) -> None:
        """Train to the end of an epoch, then pause."""
        self._training.run_to_epoch(epoch)

    def reset(self) -> None:
        """Put all runs back to step 0; what they measured stays as ghosts."""
        self._settings.drafts.flush()
        self._training.reset()

    def set_pace(self, steps_per_second: float | None) -> None:
        """Choose how fast runs train; None: as fast as possible."""
        self._training.set_pace(steps_per_second)

    # --- questions to the engine -----------------------------------------------------------------

    def scan_dead(self) -> None:
        """Measure the dead units of the selected run now."""
        if (run := self.selected) is not None and run.key:
            self._engine.scan_dead(run)

    def fetch(self) -> None:
        """Ask for the parameters of the selected run, as it is shown; `snapshot` brings them."""
        if (run := self.selected) is None:
            return
        if run.key and run.at is None:
            self._engine.fetch(run)
        elif run.kept and run.snapshots:
            step = run.snapshots[-1][0] if run.at is None else run.at
            self._kept.weights(run, step, lambda found: self.snapshot.emit(run.id, found))

    def want_pictures(self, panel: str, parts: Iterable[str]) -> None:
        """Tell which parts of pictures the panel called `panel` needs from now on."""
        before = self._display.parts
        self._display.want(panel, parts)
        if not set(self._display.parts) <= set(before):
            self.travel.look_again()

    # --- what comes from the engine --------------------------------------------------------------

    def _take(self, run: Run, event: Event) -> None:
        if isinstance(event, Picture):
            self._display.note_answer()
            return
        if isinstance(event, Snapshot):
            self.snapshot.emit(run.id, event)
            return
        if isinstance(event, Opened) and run.split is not None:
            self._runs.rename_all()
        self.run_changed.emit(run.id)
        if isinstance(event, (Failed, Refused)) and run.problem is not None:
            self._display.note_answer()
            self.problem.emit(run.problem)
            if event.field and run is self.selected:
                self.field_problem.emit(event.field, run.problem)
        if isinstance(event, Retuned):
            self.retuned.emit(run.id)
        if isinstance(event, (Opened, Paused, Finished, Retuned, Failed)):
            if run is self.selected:
                self._display.look_again()
            self.engine_state_changed.emit()

    def _lose(self, problem: object) -> None:
        self._display.note_answer()
        for run in self._runs.live:
            self.run_changed.emit(run.id)
        self.problem.emit(problem)
