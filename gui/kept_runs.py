"""Runs that go on from what the library keeps: opened again, split in the past, gone on with."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from engine.config import ExperimentConfig
from engine.messages import Event, Failed, Open, Opened, Snapshot
from engine.text import Message
from gui import forking
from gui.engine_client import EngineClient
from gui.engine_views import state_at
from gui.run_list import RunList
from gui.runs import Run, Split, Status
from gui.trunk import Trunk, latest_config, trunk, window_markers
from gui.weights_reader import WeightsReader

if TYPE_CHECKING:
    from engine.history import History
    from engine.library.record import RunRecord
    from engine.library.store import Library

AskLibrary = Callable[
    [Callable[[Any], Any], Callable[[Any], None], Callable[[Message], None]], None
]
"""`gui.shelf.Shelf.ask`: what to do with the library, who takes the answer, who the refusal."""


def _nothing(_: object) -> None:
    """Hear of something, and do nothing."""


FILL_SECONDS = 0.05
"""So long other questions to the library wait while a history is being filled."""

ENDED: dict[str, Status] = {"finished": "finished", "diverged": "diverged", "failed": "failed"}


class KeptRuns(QObject):
    """Brings runs of the board back into the engine, at a step whose state can be reached.

    `ask` puts questions to the library.
    """

    #: a `Message`
    problem = Signal(object)

    def __init__(
        self, runs: RunList, engine: EngineClient, ask: AskLibrary, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runs, self._engine, self._ask = runs, engine, ask
        self._reader = WeightsReader(engine, self)
        self._reader.problem.connect(self.problem)
        self._trunks: dict[str, str] = {}  # by key of a run being opened: whose rows it begins with
        engine.run_changed.connect(self._fill_trunk)

    def open(self, record: RunRecord, history: History) -> Run:
        """Put a stored run on the board and select it; nothing is trained."""
        config = latest_config(record)
        run = self._runs.add(config, record.name)
        run.kept, run.history, run.facts = record.id, history, record.facts
        run.status, run.outcome = ENDED.get(record.status, "stopped"), record.outcome
        run.applied = config
        run.markers = window_markers(record, record.steps)
        run.seeds = record.seeds
        run.snapshots = [(each.step, each.reason) for each in record.states]
        self._runs.run_changed.emit(run.id)
        self._fill(run, history, record.id)
        return run

    def _fill(self, run: Run, history: History, kept: str) -> None:
        """Add the finer measurements of a stored run to what was read first, a little at a time."""
        filling: list[Iterator[None]] = []

        def fill(library: Library) -> bool:
            if not filling:
                filling.append(library.measurements(kept, history.columns).fill(history))
            until = time.monotonic() + FILL_SECONDS
            return any(time.monotonic() > until for _ in filling[0])

        def answer(unfinished: bool) -> None:
            if self._runs.find(run.id) is run and run.history is history:
                if unfinished:
                    self._ask(fill, answer, _nothing)
                else:
                    self._runs.run_changed.emit(run.id)

        self._ask(fill, answer, _nothing)

    def _go_on(self, run: Run, trunk: Trunk, split: Split | None = None) -> None:
        """Build a run in the engine; its trunk's finer measurements come once it is open."""
        source = run.kept if split is None else split.kept
        self._engine.go_on(run, trunk, split)
        self._trunks[run.key] = source

    def _fill_trunk(self, run: Run, event: Event) -> None:
        if isinstance(event, (Opened, Failed)) and event.run in self._trunks:
            source = self._trunks.pop(event.run)
            if isinstance(event, Opened) and run.history is not None:
                self._fill(run, run.history, source)

    # --- going on --------------------------------------------------------------------------------

    @staticmethod
    def can_go_on(run: Run) -> bool:
        """Tell whether a run that is not in the engine can be brought back there."""
        return bool(not run.key and run.kept and run.snapshots and run.step)

    def go_on(self, run: Run, begin: Callable[[], None]) -> None:
        """Bring a run back as it was at its newest snapshot; `begin` is called once it opens."""
        before = run.status
        run.status = "opening"

        def answer(found: Trunk) -> None:
            if self._is_waiting(run):
                run.markers = found.markers
                run.snapshots = [each for each in run.snapshots if each[0] <= found.step]
                self._go_on(run, found)
                begin()
                self._runs.run_changed.emit(run.id)

        def refuse(problem: Message) -> None:
            if self._is_waiting(run):
                run.status, run.training = before, False
                self.problem.emit(problem)
                self._runs.run_changed.emit(run.id)

        self._find(run.kept, None, answer, refuse, alone=True)

    # --- the past --------------------------------------------------------------------------------

    def fork(self, parent: Run | None, step: int) -> Run | None:
        """Split a run after an earlier step and select the branch, which waits there.

        None if that cannot be.
        """
        if parent is None or forking.past_refusal(parent):
            return None
        branch = forking.plan_past_branch(self._runs, parent)
        branch.split = Split(parent.kept, parent.name, step)
        self._runs.rename_all()

        def answer(found: Trunk) -> None:
            if self._is_waiting(branch):
                forking.begin_past_branch(branch, parent, found)
                self._go_on(branch, found, branch.split)
                self._runs.run_changed.emit(branch.id)

        def refuse(problem: Message) -> None:
            if self._is_waiting(branch):
                self._runs.remove(branch)
            self.problem.emit(problem)

        self._find(parent.kept, step, answer, refuse)
        self._runs.run_changed.emit(branch.id)
        return branch

    @staticmethod
    def can_split_anew(run: Run, config: ExperimentConfig) -> bool:
        """Tell whether `run` is a branch that has not trained since its split, and the weights from
        there fit other settings, too."""
        if run.split is None or not run.split.kept or run.step != run.split.step:
            return False
        same = config.model.widths == run.config.model.widths
        return same and config.data.name == run.config.data.name

    def split_anew(self, run: Run, config: ExperimentConfig, begin: Callable[[], None]) -> None:
        """Let a branch that stands at its split go on from there with other settings."""
        if (split := run.split) is None:
            raise ValueError(f"{run.id} is no branch")
        run.config, former = config, run.kept

        def answer(found: Trunk) -> None:
            if self._runs.find(run.id) is run and run.config is config:
                forking.begin_changed_branch(run, split, found)
                self._go_on(run, found, split)
                self._ask(lambda library: library.delete([former]), _nothing, _nothing)
                begin()
                self._runs.run_changed.emit(run.id)

        self._find(split.kept, split.step, answer, self.problem.emit)

    def _is_waiting(self, run: Run) -> bool:
        return self._runs.find(run.id) is run and not run.key and run.status == "opening"

    def weights(self, run: Run, step: int, done: Callable[[Snapshot], None]) -> None:
        """Read the weights of a run after a step of which its state is kept."""
        kept, flush = run.kept, self._engine.keeper.flush

        def find(library: Library) -> Open:
            from engine.state import describe  # with numpy

            data = state_at(library, kept, step, flush)
            told = describe(data)
            return Open(run="", config=told.config, state=data, seeds=told.models)

        self._ask(find, lambda opening: self._reader.read(opening, done), self.problem.emit)

    def _find(
        self,
        kept: str,
        step: int | None,
        answer: Callable[[Trunk], None],
        refuse: Callable[[Message], None],
        alone: bool = False,
    ) -> None:
        """Ask for what leads to a step of a run, or to its newest state.

        `alone`: only if no other window has the run open.
        """
        keeper = self._engine.keeper

        def find(library: Library) -> Trunk:
            if alone and not keeper.has_kept(kept):
                library.check_free(kept)
            keeper.flush()
            return trunk(library, kept, step)

        self._ask(find, answer, refuse)
