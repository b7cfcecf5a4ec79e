"""Time travel: where in the selected run's past the panels are, and playing it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from engine.messages import Opened, Picture
from gui.engine_views import EngineViews
from gui.run_list import RunList
from gui.runs import Run

SPEEDS = (2, 5, 10, 20)
"""Snapshots a second to choose from."""

FIRST_SPEED = 5


class TimeTravel(QObject):
    """Moves the panels to kept snapshots of the selected run, while training goes on.

    A run that is in the past has `Run.at`, the step, and `Run.past`, the newest picture that has
    come; only the selected run can be. `keeps` tells whether anything is kept at all.
    """

    #: position, the steps to go to, playing or speed
    changed = Signal()
    #: another picture of the past has come, or it is left
    shown = Signal()
    #: a `Message`: why a snapshot cannot be shown
    problem = Signal(object)

    def __init__(
        self, runs: RunList, views: EngineViews, keeps: bool, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runs, self._views, self._keeps = runs, views, keeps
        self._run: Run | None = None
        self._speed = FIRST_SPEED
        self._stored: Run | None = None  # shown at its newest snapshot, since it is not trained
        self._newest = 0  # step of that
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._play_on)
        runs.selected_changed.connect(self._follow)
        runs.run_changed.connect(self._check)
        views.pictured.connect(self._take_picture)
        views.opened.connect(self._take_facts)
        views.failed.connect(self._fail)

    # -- where -----------------------------------------------------------------------------------

    @property
    def position(self) -> int | None:
        """The step that the panels are at; None: now."""
        return self._run.at if self._run is not None else None

    @property
    def keeps(self) -> bool:
        """Whether snapshots are kept."""
        return self._keeps

    def steps(self) -> list[int]:
        """Return the steps to go to, sorted; the present one, though given up since, is one."""
        run = self._run
        if run is None or not self._keeps:
            return []
        here = [] if run.at is None else [run.at]
        return sorted({*(step for step, _ in run.snapshots), *here})

    def go(self, step: int | None) -> None:
        """Go to the snapshot nearest to `step`; None: back to now."""
        run, steps = self._run, self.steps()
        if run is None or (step is not None and not steps):
            return
        if step is None:
            self._leave(run)
        else:
            nearest = min(steps, key=lambda each: abs(each - step))
            if run.at is None:
                run.past = run.picture  # until there is one; it says itself of which step it is
            run.at = nearest
            self._views.show(run, nearest)
        self.changed.emit()

    def _leave(self, run: Run) -> None:
        run.at = run.past = None
        self._timer.stop()
        self._views.rest()
        self.shown.emit()

    def look_again(self) -> None:
        """Panels need other parts of pictures than before."""
        run = self._run
        if run is not None and run is self._stored and run.at is None and not run.key:
            self._views.show(run, self._newest)
        else:
            self._views.look_again()

    def viewer(self, parts: Callable[[], tuple[str, ...]], parent: QObject) -> EngineViews:
        """Return what pictures the past beside the panels; see `EngineViews`."""
        return self._views.another(parts, parent)

    def close(self) -> None:
        """End playing, and the viewer."""
        self._timer.stop()
        self._views.close()

    # -- playing ---------------------------------------------------------------------------------

    @property
    def playing(self) -> bool:
        """Whether it goes from snapshot to snapshot by itself."""
        return self._timer.isActive()

    @property
    def speed(self) -> int:
        """Snapshots a second."""
        return self._speed

    def set_speed(self, speed: int) -> None:
        """Choose how many snapshots a second are played, if pictures come as fast."""
        self._speed = speed
        if self.playing:
            self._timer.start(1000 // speed)
        self.changed.emit()

    def play(self) -> None:
        """Play from here, from now: from the first snapshot; it ends at now."""
        steps = self.steps()
        if not steps:
            return
        self._timer.start(1000 // self._speed)
        if self.position is None:
            self.go(steps[0])
        else:
            self.changed.emit()

    def pause(self) -> None:
        """Stay where it is."""
        self._timer.stop()
        self.changed.emit()

    def toggle(self) -> None:
        """Pause if playing, else play."""
        if self.playing:
            self.pause()
        else:
            self.play()

    def _play_on(self) -> None:
        """Go to the next snapshot once this one has been seen."""
        here = self.position
        if here is None:
            self.pause()
        elif not self._views.busy:
            self.go(next((step for step in self.steps() if step > here), None))

    # -- runs that change ------------------------------------------------------------------------

    def _follow(self, *_: object) -> None:
        """Stay at the step with another run, if it has a snapshot there; else come back to now."""
        before, self._run = self._run, self._runs.selected
        if before is self._run:
            return
        at = before.at if before is not None else None
        if before is not None and at is not None:
            self._leave(before)
        self._views.rest()
        if at is not None and at in self.steps():
            self.go(at)
        else:
            self._picture_stored()
            self.changed.emit()

    def _check(self, id: str) -> None:
        """A run that was reset is at now; a stored one can be pictured as soon as it is there."""
        run = self._run
        if run is None or run.id != id:
            return
        if run.at is None and self.playing:
            self._leave(run)
        self._picture_stored()
        self.changed.emit()

    def _picture_stored(self) -> None:
        """Show the newest snapshot of a run that is not in the engine and was never seen."""
        run, steps = self._run, self.steps()
        if run is None or run.key or run.picture is not None or not steps or run.at is not None:
            return
        if run is not self._stored:  # once: if it failed, that has been told
            self._stored, self._newest = run, steps[-1]
            self._views.show(run, self._newest)

    def _take_picture(self, run: Run, picture: Picture) -> None:
        if run.at is not None:
            run.past = picture
        elif run is self._stored and not run.key and picture.step == self._newest:
            run.picture = picture
        else:
            return
        self.shown.emit()

    def _take_facts(self, run: Run, event: Opened) -> None:
        run.facts = run.facts or event.facts
        run.preview = run.preview or event.preview

    def _fail(self, run: Run, problem: object) -> None:
        self.problem.emit(problem)
        if run is self._run:
            self._leave(run)
            self.changed.emit()
