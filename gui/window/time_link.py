"""Time bar and session: where a person wants to go is told down, where it is comes up."""

from __future__ import annotations

from PySide6.QtCore import QObject

from gui.numbers import grouped
from gui.panels.live_changes import change_text
from gui.runs import Run
from gui.session import Session
from gui.theme import Theme
from gui.time_bar import TimeBar
from gui.time_slider import Mark


class TimeLink(QObject):
    """Connects the bar with `session.travel`; marks on it are live changes, forks and the end."""

    def __init__(self, bar: TimeBar, session: Session, theme: Theme) -> None:
        super().__init__(bar)
        self._bar, self._session, self._theme = bar, session, theme
        travel = session.travel
        bar.step_chosen.connect(travel.go)
        bar.play_toggled.connect(travel.toggle)
        bar.speed_chosen.connect(travel.set_speed)
        for signal in (travel.changed, session.tick, session.run_changed,
                       session.runs_changed, session.retuned):  # fmt: skip
            signal.connect(self.show)
        self.show()

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of marks from `theme`."""
        self._theme = theme
        self._bar.set_theme(theme)
        self.show()

    def show(self, *_: object) -> None:
        """Show where the panels are, and where they can go."""
        run, travel = self._session.selected, self._session.travel
        steps = travel.steps()
        self._bar.set_unavailable(self._why_not(run, steps))
        self._bar.set_playing(travel.playing)
        self._bar.set_speed(travel.speed)
        self._bar.set_marks(self._marks(run) if run is not None else ())
        self._bar.set_time(steps, travel.position, run.step if run is not None else 0)

    def _why_not(self, run: Run | None, steps: list[int]) -> str:
        if run is None:
            return self.tr("There is no run whose past could be shown.")
        if steps:
            return ""
        if not self._session.travel.keeps:
            return self.tr("Runs are not kept in a library, so their past cannot be shown.")
        return self.tr("There is no snapshot yet; they are taken while the run trains.")

    def _marks(self, run: Run) -> list[Mark]:
        marks = [
            Mark(step, change_text(run, step, path, old, new), self._theme.warning)
            for step, path, old, new in run.shown_markers
        ]
        if run.outcome is not None and run.outcome.kind == "diverged":
            text = self.tr("diverged at step {step}").format(step=grouped(run.outcome.step))
            marks.append(Mark(run.outcome.step, text, self._theme.danger))
        return marks
