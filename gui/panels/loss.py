"""The loss panel: all runs together, as loss or any other measure, by step, epoch or time."""

from __future__ import annotations

import math
from collections.abc import Hashable
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtWidgets import QWidget

from engine.config import field_of
from engine.text import EngineError
from gui.language import translate
from gui.panels.base import Panel
from gui.panels.comparing import Answer, Question, answer, brief, trace_of
from gui.panels.csv_text import MOST_STEPS, Column, curves_csv
from gui.panels.end_labels import EndLabel, EndLabels
from gui.panels.left_out import LeftOut
from gui.panels.live_changes import value_text
from gui.panels.loss_menus import LossMenus
from gui.panels.loss_reading import place_text, readout
from gui.panels.loss_views import VIEWS, LossView
from gui.panels.relation import Mode, Relation
from gui.panels.run_curves import RunCurves
from gui.panels.time_panel import Frame, TimePanel
from gui.panels.traces import Trace, Window
from gui.runs import FORK, reference_of
from gui.theme import Theme

if TYPE_CHECKING:
    from gui.runs import Run

MOST_DECADES = 8  # on a logarithmic axis that follows the run
BELOW_LINES = 30.0  # a thin curve of batches is seen down to this part of the lowest thick line
LEAST_PERCENT = 1.0  # less is not worth the whole height
LONGEST_ON_AXIS = 16  # letters of a run's name
GUTTER_SHARE = 0.3  # of the panel's width, at most, for the names of the runs


class LossPanel(TimePanel):
    """Curves of all visible runs, named at their ends; ghosts are faint.

    They may be shown by epoch or by time, and as difference or ratio to the reference run.
    """

    key = "loss"

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._asked = Question(VIEWS["loss"])
        self._scales = {key: view.scale for key, view in VIEWS.items()}
        self._curves: dict[str, RunCurves] = {}
        self._answer = Answer(self._asked)
        self._labels = EndLabels(theme, self)
        self._left_out = LeftOut(theme, self)
        self.body.addWidget(self._left_out)
        self.plot.let_readout_reach(self)
        self.menus = LossMenus(self.header, theme, self)
        self.menus.changed.connect(self._choose)
        self.retranslate()

    # -- views -----------------------------------------------------------------------------------

    @property
    def view(self) -> LossView:
        """The view shown."""
        return self._asked.view

    @property
    def question(self) -> Question:
        """What is shown: which measure, of which layer, over what, and how related."""
        return self._asked

    @property
    def log(self) -> bool:
        """Whether the axis is logarithmic; differences may be negative."""
        return self._scales[self.view.key] == "log" and self._asked.mode != "difference"

    @property
    def reference(self) -> Run | None:
        """The run that the others are compared with."""
        return reference_of(self.runs)

    def set_view(self, key: str) -> None:
        """Show loss, accuracy or another measure."""
        self._ask(view=VIEWS[key])

    def set_layer(self, layer: str) -> None:
        """Show a layer of each run, counted from 1 at the input, or the "last" one."""
        self._ask(layer=layer)

    def set_across(self, key: str) -> None:
        """Let "step", "epoch" or "time" lie across."""
        self._ask(across=key)

    def set_mode(self, mode: Mode) -> None:
        """Show "values", or the "difference" or "ratio" to the reference."""
        self._ask(mode=mode)

    def set_scale(self, key: str) -> None:
        """Make the axis log or linear."""
        self._scales[self.view.key] = key
        self._ask()

    def _choose(self, what: str, key: str) -> None:
        {
            "view": self.set_view,
            "layer": self.set_layer,
            "across": self.set_across,
            "mode": lambda mode: self.set_mode(cast(Mode, mode)),
            "scale": self.set_scale,
        }[what](key)

    def _ask(self, **changes: Any) -> None:
        """Ask another question; what a hand had zoomed in on answers the former one."""
        before = self._asked
        self._asked = Question(**{**vars(before), **changes})
        if self._asked != before:
            self.plot.reset_view()
        self.plot.set_x_scale(self._asked.axis.scale)
        self.plot.set_log(self.log)
        self.retranslate()

    @property
    def measures(self) -> tuple[str, ...]:
        return self.view.measures

    def title(self) -> str:
        return self._asked.title(self.reference)

    def hint(self) -> str:
        return translate(self.view.hint)

    def retranslate(self) -> None:
        self._show_menus()
        self.plot.set_x_scale(self._asked.axis.scale)
        self.plot.set_log(self.log)
        super().retranslate()

    def _show_menus(self) -> None:
        """Show what can be chosen, and name what is."""
        self.menus.show(self._asked, self.selected, log=self.log)
        self.plot.set_labels(translate(self._asked.axis.label), self.axis_name())
        self.header.set_title(self.view.title())  # the menus beside it tell the rest

    def set_theme(self, theme: Theme) -> None:
        self._labels.set_theme(theme)
        self._left_out.set_theme(theme)
        super().set_theme(theme)

    def axis_name(self) -> str:
        if self._asked.mode == "values" or self.reference is None:
            return self.view.axis_text()
        return self._asked.relation_name(brief(self.reference.name, LONGEST_ON_AXIS))

    def take_view(self, other: Panel) -> None:
        assert isinstance(other, LossPanel)
        self._scales = dict(other._scales)
        self.runs, self.selected = other.runs, other.selected
        self._ask(**vars(other._asked))
        super().take_view(other)

    # -- drawing ---------------------------------------------------------------------------------

    def _shown(self) -> list[Run]:
        """Runs with something to draw, ghosts first, the selected one last: it lies on top."""
        found = [run for run in self.runs if run.visible and run.history is not None]
        return sorted(found, key=lambda run: (not run.ghost, run is self.selected))

    def state(self) -> Hashable:
        shown = [run for run in (*self._shown(), self.reference) if run is not None]
        drawn = tuple(
            (run.id, run.name, run.color_index, run.ghost, id(run.history),
             run.history and run.history.last_step, self._readings_state(run), run.outcome)
            for run in shown
        )  # fmt: skip
        chosen = self.selected
        told = chosen and (chosen.id, len(chosen.markers), chosen.config.model.hidden_layers)
        return drawn, told, self._asked, self.log

    def _readings_state(self, run: Run) -> Hashable:
        """Return what changes when sparse measures are read; they come after their step."""
        trace = trace_of(self._asked, run) if self.view.hold else None
        names = [self.view.test, trace.train if isinstance(trace, Trace) else ""]
        return tuple(run.history.latest(name) for name in names if run.history and name)

    def draw_plot(self) -> None:
        shown = self._shown()
        self._show_menus()
        self._answer = found = answer(self._asked, shown, self.reference)
        self._drop_curves({trace.run.id for trace in found.traces})
        self.plot.follow_steps(found.end, self._common_end(found))
        frame = self.in_view()
        relation = found.relation(frame)
        for order, trace in enumerate(found.traces):
            curves = self._curves_of(trace.run)
            curves.set_look(self.theme, trace.run, trace.run is self.selected, order)
            curves.update(trace, frame, relation)
        self.plot.set_y_range(self._bounds(relation))
        self.plot.set_markers(self._markers())
        self._place_labels([trace.run for trace in found.traces], frame)
        self._left_out.set_reasons(found.reasons())
        self.plot.read_again()

    def _curves_of(self, run: Run) -> RunCurves:
        if run.id not in self._curves:
            self._curves[run.id] = RunCurves(self.plot)
        return self._curves[run.id]

    def _drop_curves(self, kept: set[str]) -> None:
        for gone in [key for key in self._curves if key not in kept]:
            self._curves.pop(gone).remove()

    def _common_end(self, found: Answer) -> float | None:
        """Return the place at which the last run ends; None if one goes on, or nobody knows."""
        if self._asked.across == "time" or found.base is not None:
            return None
        live = [trace for trace in found.traces if not trace.run.ghost]
        ends = [
            None if trace.run.end is None else trace.abscissa.place(trace.run.end) for trace in live
        ]
        known = [end for end in ends if end is not None]
        return max(known) if known and len(known) == len(ends) else None

    def _bounds(self, relation: Relation | None) -> tuple[float, float] | None:
        """Lowest and highest value in view of all runs, on the scale shown."""
        found = [curves.bounds for curves in self._curves.values()]
        known = [bounds for bounds in found if bounds is not None]
        if not known:
            return None
        low, high = min(low for low, _ in known), max(high for _, high in known)
        if relation is not None and relation.reference.run.visible:
            low, high = min(low, relation.neutral), max(high, relation.neutral)
        if self.log and self.view.key == "loss":
            low = self._least_of_use(low, high)
        if self.view.unit and relation is None:
            high = max(high, LEAST_PERCENT)
        return low, high

    def _least_of_use(self, low: float, high: float) -> float:
        """Return where a logarithmic axis ends: below the lines, not at one lucky batch's 1e-30.

        The decades count from where the lines begin: an explosion may be far above.
        """
        lines = min((each.lowest for each in self._curves.values()), default=math.inf)
        starts = [each.start for each in self._curves.values() if math.isfinite(each.start)]
        wanted = max(low, min([high, *starts]) * 10.0**-MOST_DECADES)
        return max(wanted, lines / BELOW_LINES) if lines <= high else wanted

    # -- what happened ---------------------------------------------------------------------------

    def place_of(self, run: Run, step: float) -> float | None:
        abscissa = self._asked.axis.of(run)
        return None if abscissa is None else abscissa.place(float(step))

    def _markers(self) -> list[tuple[float, str]]:
        if self.selected is None or not self.selected.visible:
            return []
        run = self.selected
        found = [
            (self.place_of(run, step), self._marker_text(path, old, new))
            for step, path, old, new in run.shown_markers
        ]
        return [(place, text) for place, text in found if place is not None]

    def _marker_text(self, path: str, old: Any, new: Any) -> str:
        if path == FORK:
            return self.tr("fork of {name}").format(name=old)
        return f"{field_name(path)} {value_text(old)} → {value_text(new)}"

    # -- names at the ends -----------------------------------------------------------------------

    def _place_labels(self, shown: list[Run], frame: Frame) -> None:
        """Make room at the right for the names and put each at the end of its line."""
        named = [run for run in shown if self._curves[run.id].end is not None]
        named = named if len(shown) > 1 else []
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
        found = answer(self._asked, self._shown(), self.reference)
        lines = readout(found.traces, self.view, found.relation(self._frame()), step, self.theme)
        if self.selected is not None and self.selected.visible:
            lines += self.changes_at(self.selected, step)
        where = [(None, place_text(self._asked.across, step))] if lines else []
        self.plot.set_readout([*where, *lines])

    def numbers(self) -> str:
        frame = self._frame()
        window = Window(frame.start, frame.stop, MOST_STEPS)
        found = answer(self._asked, self._shown(), self.reference)
        relation = None
        if found.base is not None:
            relation = Relation(self._asked.mode, found.base, window)
        columns = [
            column for run in self.runs for trace in found.traces if trace.run is run
            for column in numbers_of(trace, relation, window)
        ]  # fmt: skip
        return curves_csv([column for column in columns if len(column.steps)], self._asked.across)


def numbers_of(trace: Trace, relation: Relation | None, window: Window) -> list[Column]:
    """Return the curves of a run in a window as they were measured, or related to others."""
    trained, tested = trace.batches(window), trace.tested(window)
    values = trained.mean
    if relation is not None:
        values, tested = relation.batches(trained).mean, relation.tested(tested)
    columns = [Column(f"{trace.run.name} {trace.train}", trained.steps, values)]
    if trace.test:
        columns.append(Column(f"{trace.run.name} {trace.test}", *tested))
    return columns


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
