"""The one display timer: says which runs have something new, and asks for pictures."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from gui.engine_client import EngineClient
from gui.frame_pace import FramePace
from gui.history_budget import HistoryBudget
from gui.looker import Looker
from gui.run_list import RunList

PAINTED = 6
"""Milliseconds after which Qt has begun to paint what a frame has changed."""

IDLE_FRAMES = 15
"""Frames without anything new after which the timer rests."""


class Display(QObject):
    """Ticks while something comes from the engine, and rests otherwise."""

    #: ids of runs with new measurements or a new picture, at most 30 times a second
    tick = Signal(object)

    def __init__(self, runs: RunList, engine: EngineClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runs = runs
        self._engine = engine
        self._looker = Looker(engine.look)
        self._budget = HistoryBudget()
        self._idle_frames = 0
        self._closed = False
        self._timer = QTimer(self)
        self._pace = FramePace()
        self._timer.setInterval(self._pace.interval)
        self._timer.timeout.connect(self._frame)
        self._begun = QElapsedTimer()
        self._painted = QTimer(self)
        self._painted.setSingleShot(True)
        self._painted.setInterval(PAINTED)
        self._painted.timeout.connect(self._note_cost)
        engine.intake.data_arrived.connect(self._wake)
        runs.selected_changed.connect(self.look_again)

    def want(self, panel: str, parts: Iterable[str]) -> None:
        """Tell which parts of pictures the panel called `panel` needs from now on."""
        self._looker.want(panel, parts)
        self._wake()

    @property
    def parts(self) -> tuple[str, ...]:
        """What all panels together need of pictures."""
        return self._looker.parts

    def look_again(self, *_: object) -> None:
        """Ask for a new picture of the selected run soon."""
        self._looker.note_change()
        self._wake()

    def note_answer(self) -> None:
        """Tell that a picture has come, or that none will come."""
        self._looker.note_answer()
        self._wake()

    def close(self) -> None:
        """End the timer for good: a window that closes still hides its panels afterwards."""
        self._closed = True
        self._timer.stop()
        self._painted.stop()
        self._engine.intake.data_arrived.disconnect(self._wake)

    def _wake(self) -> None:
        self._idle_frames = 0
        if not self._closed and not self._timer.isActive():
            self._timer.start()

    def _frame(self) -> None:
        touched = self._engine.intake.take_touched()
        changed = [run for run in self._runs if run.key and run.key in touched]
        selected = self._runs.selected
        for run in changed:
            run.steps_per_second = self._engine.intake.steps_per_second(run.key)
            picture_step = run.picture.step if run.picture is not None else -1
            if run is selected and run.step != picture_step:
                self._looker.note_change()
        past = selected is not None and selected.at is not None
        self._looker.look(None if past else selected)
        self._budget.keep(self._runs, selected)
        if changed:
            self._idle_frames = 0
            self._begun.start()
            self.tick.emit({run.id for run in changed})
            self._painted.start()
            return
        self._idle_frames += 1
        if self._idle_frames > IDLE_FRAMES and not self._looker.pending:
            self._timer.stop()

    def _note_cost(self) -> None:
        """What the frame took is known when the event loop comes back to its timers."""
        self._pace.note(self._begun.elapsed())
        if self._timer.interval() != self._pace.interval:
            self._timer.setInterval(self._pace.interval)
