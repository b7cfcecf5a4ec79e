"""Connects the parts of the window with the session: who tells whom what."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer

from engine.config import with_values
from engine.text import EngineError, Message
from gui.controls import ExperimentForm
from gui.forking import past_refusal, refusal
from gui.language import translate
from gui.panels.base import Panel
from gui.panels.network_diagram import NetworkDiagram
from gui.session import Session
from gui.toolbar import Toolbar
from gui.window.turns import Turns


class ToolbarLink(QObject):
    """Toolbar and session: buttons go down, progress comes up."""

    def __init__(self, toolbar: Toolbar, session: Session) -> None:
        super().__init__(toolbar)
        self._toolbar, self._session = toolbar, session
        self._seconds = 0.0
        self._since: float | None = None
        self._timed = ""
        toolbar.train_toggled.connect(session.toggle)
        toolbar.step_requested.connect(session.step)
        toolbar.epoch_requested.connect(session.run_to_epoch)
        toolbar.reset_requested.connect(session.reset)
        toolbar.compare_requested.connect(session.duplicate_selected)
        toolbar.fork_requested.connect(self._fork)
        toolbar.undo_requested.connect(session.undo)
        toolbar.redo_requested.connect(session.redo)
        toolbar.pace_changed.connect(session.set_pace)
        session.tick.connect(self.show_progress)
        for signal in (session.selected_changed, session.run_changed, session.runs_changed,
                       session.engine_state_changed, session.travel.changed):  # fmt: skip
            signal.connect(self.show_state)
        session.undo_stack.indexChanged.connect(self.show_state)
        self.show_state()

    def show_state(self, *_: object) -> None:
        """Show whether training goes on, at which pace, and what cannot be done now."""
        session, toolbar = self._session, self._toolbar
        training = session.is_training
        starting = training and session.engine_status == "starting"
        runs_now = training and not starting
        if runs_now and self._since is None:
            self._since = time.monotonic()
        elif not runs_now and self._since is not None:
            self._seconds += time.monotonic() - self._since
            self._since = None
        if not training and not any(run.step for run in session.runs if not run.ghost):
            self._seconds = 0.0  # nothing on the board has been trained yet
        toolbar.set_training(training)
        toolbar.set_pace(session.pace)
        toolbar.set_status(self.tr("starting the engine…") if starting else "")
        nothing = "" if session.can_undo else self.tr("There is no change of settings to undo.")
        toolbar.set_unavailable("undo", nothing)
        self.show_progress()

    def show_progress(self, *_: object) -> None:
        """Show where the selected run stands."""
        run = self._session.selected
        past = run is not None and run.at is not None
        self._toolbar.set_unavailable("fork", past_refusal(run) if past else refusal(run))
        self._toolbar.set_fork_step(self._session.travel.position)
        if run is None:
            self._toolbar.set_progress(0, None, 0, 0.0, "", 0.0)
            return
        now = time.monotonic() - self._since if self._since is not None else 0.0
        device = run.config.training.device.upper()
        speed = run.steps_per_second if run.training else 0.0
        self._toolbar.set_progress(run.step, run.end, run.epoch, speed, device, self._seconds + now)

    def _fork(self) -> None:
        """Split the run where the panels show it; the branch is shown at its present."""
        travel = self._session.travel
        step = travel.position
        travel.go(None)
        self._session.fork(step)


class FormLink(QObject):
    """Form and session: edits go down, the selected run's settings and problems come up."""

    def __init__(self, form: ExperimentForm, session: Session) -> None:
        super().__init__(form)
        self._form, self._session = form, session
        form.edited.connect(self._edit)
        session.selected_changed.connect(self.show_settings)
        session.run_changed.connect(self._show_settings_of)
        session.undo_stack.indexChanged.connect(self.show_settings)
        session.field_problem.connect(self._show_problem)
        session.engine_state_changed.connect(self._show_devices)
        self.show_settings()

    def _edit(self, changes: dict[str, Any]) -> None:
        try:
            self._session.change_selected(changes)
        except EngineError as error:
            self._session.problem.emit(error.message)
            self.show_settings()

    def show_settings(self, *_: object) -> None:
        """Show the settings of the selected run."""
        run, draft = self._session.selected, self._session.draft
        if run is None or draft is None:
            return
        problems: Sequence[EngineError] = ()
        if run.problem is not None and run.problem_field:
            problems = [problem_at(run.problem_field, run.problem)]
        self._form.set_config(draft, run.id, problems)

    def _show_settings_of(self, id: str) -> None:
        selected = self._session.selected
        if selected is not None and selected.id == id:
            self.show_settings()

    def _show_problem(self, field: str, message: Message) -> None:
        self._form.show_problem(problem_at(field, message))

    def _show_devices(self) -> None:
        self._form.set_devices([(each.name, each.label) for each in self._session.devices])


def problem_at(field: str, message: Message) -> EngineError:
    """Return a message as the error of a field."""
    values = {name: value for name, value in message.values.items() if name != "field"}
    return EngineError(message.template, field=field, **values)


class PanelsLink(QObject):
    """Panels and session: panels are refreshed by the one display timer, and say what they need."""

    def __init__(self, panels: Sequence[Panel], session: Session, diagram: NetworkDiagram) -> None:
        super().__init__(diagram)
        self._session, self._diagram = session, diagram
        self._turns = Turns(panels, self)
        session.want_pictures("diagram", ("weights",))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.refresh)
        session.tick.connect(self.refresh)
        for signal in (session.runs_changed, session.run_changed, session.selected_changed,
                       session.retuned, session.travel.changed, session.travel.shown):  # fmt: skip
            signal.connect(self._refresh_soon)
        for panel in panels:
            panel.parts_changed.connect(self._want(panel))
            panel.problem.connect(session.problem)
            self._want(panel)()

    def _refresh_soon(self, *_: object) -> None:
        """Draw once for several changes in one turn of the event loop."""
        if not self._soon.isActive():
            self._soon.start(0)

    def refresh(self, *_: object) -> None:
        """Let all panels take what is new."""
        runs, selected = self._session.runs, self._session.selected
        self._turns.refresh(runs, selected)
        self._diagram.show_run(selected)

    def visibility_changed(self, panel: Panel) -> Callable[[bool], None]:
        """Return what is to be told when `panel` is shown or hidden."""

        def tell(visible: bool) -> None:
            self._session.want_pictures(panel.key, panel.parts if visible else ())
            if visible:
                self._refresh_soon()

        return tell

    def _want(self, panel: Panel) -> Callable[[], None]:
        def tell() -> None:
            self._session.want_pictures(panel.key, panel.parts)

        return tell


def add_points(session: Session, points: list[list[float]]) -> None:
    """Train the selected run on points drawn by hand."""
    base = session.draft
    if base is None or not points:
        return
    changes: dict[str, Any] = {"data.name": "drawn", "data.params": {"points": points}}
    try:
        session.edit_selected(with_values(base, changes))
    except EngineError as error:
        session.problem.emit(error.message)


def sentence(problem: object) -> str:
    """Return a problem in the present language."""
    return problem.render(translate) if isinstance(problem, Message) else str(problem)
