"""The loss panel: all runs together, as loss, accuracy or learning rate."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from engine.config import field_of
from engine.text import EngineError
from gui.language import translate
from gui.numbers import rounded
from gui.panels.base import Panel
from gui.panels.choice_menu import Choice
from gui.panels.csv_text import MOST_STEPS, Column, curves_csv
from gui.panels.end_labels import EndLabel, EndLabels
from gui.panels.live_changes import value_text
from gui.panels.loss_views import VIEWS, LossView
from gui.panels.run_curves import RunCurves
from gui.panels.time_panel import Frame, TimePanel
from gui.runs import FORK
from gui.theme import Theme

if TYPE_CHECKING:
    from gui.runs import Run

MOST_DECADES = 8  # on a logarithmic axis that follows the run
BELOW_LINES = 30.0  # a thin curve of batches is seen down to this part of the lowest thick line
GUTTER_SHARE = 0.3  # of the panel's width, at most, for the names of the runs


class LossPanel(TimePanel):
    """Curves of all visible runs, named at their ends; ghosts are faint."""

    key = "loss"

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._view_key = "loss"
        self._scales = {key: view.scale for key, view in VIEWS.items()}
        self._curves: dict[str, RunCurves] = {}
        self._labels = EndLabels(theme, self)
        self.header.use_one_row()
        self.header.view_menu.chosen.connect(self.set_view)
        self.header.form_menu.chosen.connect(self.set_scale)
        self.retranslate()

    # -- views -----------------------------------------------------------------------------------

    @property
    def view(self) -> LossView:
        """The view shown."""
        return VIEWS[self._view_key]

    @property
    def log(self) -> bool:
        """Whether the axis is logarithmic."""
        return self._scales[self._view_key] == "log"

    def set_view(self, key: str) -> None:
        """Show loss, accuracy or learning rate."""
        self._view_key = key
        self.plot.set_log(self.log)
        self.retranslate()

    def set_scale(self, key: str) -> None:
        """Make the axis log or linear."""
        self._scales[self._view_key] = key
        self.plot.set_log(self.log)
        self.retranslate()

    @property
    def measures(self) -> tuple[str, ...]:
        return self.view.measures

    def title(self) -> str:
        titles = {
            "loss": self.tr("Loss"),
            "accuracy": self.tr("Accuracy"),
            "learning_rate": self.tr("Learning rate"),
        }
        return titles[self._view_key]

    def hint(self) -> str:
        return translate(self.view.hint)

    def retranslate(self) -> None:
        scales = (Choice("log", self.tr("log")), Choice("linear", self.tr("linear")))
        self.header.form_menu.set_choices(scales, self._scales[self._view_key])
        views = [
            Choice(each.key, translate(each.name), translate(each.hint)) for each in VIEWS.values()
        ]
        self.header.view_menu.set_choices(views, self._view_key)
        self.plot.set_log(self.log)
        self.plot.set_labels(self.tr("step"), translate(self.view.axis))
        super().retranslate()

    def set_theme(self, theme: Theme) -> None:
        self._labels.set_theme(theme)
        super().set_theme(theme)

    def axis_name(self) -> str:
        return translate(self.view.axis)

    def take_view(self, other: Panel) -> None:
        assert isinstance(other, LossPanel)
        self._scales = dict(other._scales)
        self.set_view(other._view_key)
        super().take_view(other)

    # -- drawing ---------------------------------------------------------------------------------

    def _shown(self) -> list[Run]:
        """Runs with something to draw, ghosts first, the selected one last: it lies on top."""
        found = [run for run in self.runs if run.visible and run.history is not None]
        return sorted(found, key=lambda run: (not run.ghost, run is self.selected))

    def state(self) -> Hashable:
        shown = tuple(
            (run.id, run.name, run.color_index, run.ghost, id(run.history),
             run.history.last_step, self._test_state(run), run.outcome)
            for run in self._shown() if run.history is not None
        )  # fmt: skip
        chosen = self.selected
        return shown, chosen and chosen.id, chosen and len(chosen.markers), self._view_key, self.log

    def _test_state(self, run: Run) -> Hashable:
        test = self.view.test
        return run.history.latest(test) if run.history is not None and test else None

    def draw_plot(self) -> None:
        shown = self._shown()
        self._drop_curves({run.id for run in shown})
        last = max((run.history.last_step for run in shown if run.history), default=0)
        self.plot.follow_steps(last, common_end(shown))
        frame = self.in_view()
        for order, run in enumerate(shown):
            curves = self._curves_of(run)
            curves.set_look(self.theme, run, selected=run is self.selected, order=order)
            curves.update(run, self.view, frame)
        self.plot.set_y_range(self._bounds(shown, frame.start, frame.stop))
        self.plot.set_markers(self._markers())
        self._place_labels(shown, frame)
        self.plot.read_again()

    def _curves_of(self, run: Run) -> RunCurves:
        if run.id not in self._curves:
            self._curves[run.id] = RunCurves(self.plot)
        return self._curves[run.id]

    def _drop_curves(self, kept: set[str]) -> None:
        for gone in [key for key in self._curves if key not in kept]:
            self._curves.pop(gone).remove()

    def _bounds(self, shown: list[Run], first: float, stop: float) -> tuple[float, float] | None:
        """Lowest and highest value in view of all runs, on the scale shown."""
        found = [
            run.history.bounds(self.measures, first, stop, positive=self.log)
            for run in shown
            if run.history is not None
        ]
        known = [bounds for bounds in found if bounds is not None]
        if not known:
            return None
        factor = self.view.factor
        low, high = min(low for low, _ in known) * factor, max(high for _, high in known) * factor
        return (self._least_of_use(low, high, shown), high) if self.log else (low, high)

    def _least_of_use(self, low: float, high: float, shown: list[Run]) -> float:
        """Return where a logarithmic axis ends: below the lines, not at one lucky batch's 1e-30."""
        lines = min((self._curves[run.id].lowest for run in shown), default=math.inf)
        wanted = max(low, high * 10.0**-MOST_DECADES)
        return max(wanted, lines / BELOW_LINES) if lines <= high else wanted

    def _markers(self) -> list[tuple[float, str]]:
        if self.selected is None or not self.selected.visible:
            return []
        return [
            (float(step), self._marker_text(path, old, new))
            for step, path, old, new in self.selected.markers
        ]

    def _marker_text(self, path: str, old: Any, new: Any) -> str:
        if path == FORK:
            return self.tr("fork of {name}").format(name=old)
        return f"{field_name(path)} {value_text(old)} → {value_text(new)}"

    # -- names at the ends -----------------------------------------------------------------------

    def _place_labels(self, shown: list[Run], frame: Frame) -> None:
        """Make room at the right for the names and put each at the end of its line."""
        named = [run for run in shown if self._curves[run.id].end is not None]
        named = named if len(named) > 1 else []
        last = max((self._curves[run.id].end or (0.0, 0.0))[0] for run in named) if named else 0.0
        room = self._labels.room_for([_label(run) for run in named], GUTTER_SHARE * self.width())
        self.make_room(room, last, frame)
        self._labels.setGeometry(self.rect())
        top, bottom = self.heights_on_panel()
        labels = []
        for run in named:
            at = self.on_panel(*(self._curves[run.id].end or (0.0, 0.0)))
            at.setY(min(max(at.y(), top), bottom))
            color = self.theme.run_color(run.color_index)
            weight = 0 if run.ghost else 2 if run is self.selected else 1
            labels.append(EndLabel(_label(run), color, at, weight))
        column = max((label.end.x() for label in labels), default=0.0)
        self._labels.set_labels(labels, column, (top - 4, bottom))

    # -- reading ---------------------------------------------------------------------------------

    def hover(self, step: float | None) -> None:
        if step is None:
            self.plot.set_readout(())
            return
        at = max(1, round(step))
        lines: list[tuple[str | None, str]] = [(None, self.tr("step {step}").format(step=at))]
        for run in reversed(self._shown()):
            text = self._read(run, at)
            if text and not run.ghost:
                lines.append((self.theme.run_color(run.color_index), f"{run.name}  {text}"))
        if self.selected is not None and self.selected.visible:
            lines += self.changes_at(self.selected, step)
        self.plot.set_readout(lines if len(lines) > 1 else ())

    def _read(self, run: Run, step: int) -> str:
        if run.history is None:
            return ""
        view, unit = self.view, self.view.unit
        values = [run.history.value_at(key, step) for key in view.measures]
        train = "" if values[0] is None else f"{rounded(values[0] * view.factor, 4)}{unit}"
        if len(values) < 2 or values[1] is None:
            return train
        test = f"{rounded(values[1] * view.factor, 4)}{unit}"
        return train + "  " + self.tr("test {value}").format(value=test)

    def numbers(self) -> str:
        first, stop = self.plot.view_range()
        columns = []
        for run in self.runs:
            if not run.visible or run.history is None:
                continue
            for key in self.measures:
                curve = run.history.curve(key, first, stop, MOST_STEPS)
                columns.append(Column(f"{run.name} {key}", curve.steps, curve.mean))
        return curves_csv([column for column in columns if len(column.steps)])


def common_end(shown: Sequence[Run]) -> int | None:
    """Return the step at which the last run ends; None if one goes on without end."""
    ends = [run.config.training.steps for run in shown if not run.ghost]
    known = [end for end in ends if end is not None]
    return max(known) if known and len(known) == len(ends) else None


def _label(run: Run) -> str:
    """The run's name; a cross behind it tells that it diverged."""
    diverged = run.outcome is not None and run.outcome.kind == "diverged"
    return f"{run.name} ✕" if diverged else run.name


def field_name(path: str) -> str:
    """Return a short name of a setting, for a marker."""
    if path == "optimizer.learning_rate":
        return "η"
    try:
        owner = field_of(path)
    except EngineError:
        return path
    return translate(owner.declaration.label) if owner.path == path else path.rpartition(".")[2]
