"""What the loss panel compares: which runs it draws, and why it leaves others out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui.language import translate
from gui.panels.abscissa import X_AXES, XAxis
from gui.panels.loss_views import LAST, LossView
from gui.panels.relation import Mode, Relation
from gui.panels.time_panel import Frame
from gui.panels.traces import Trace, Window

if TYPE_CHECKING:
    from gui.runs import Run


@dataclass(frozen=True)
class Question:
    """What a person wants to see: a view, of which layer, over what, as it is or related."""

    view: LossView
    layer: str = "1"
    across: str = "step"
    mode: Mode = "values"

    @property
    def axis(self) -> XAxis:
        """What lies across."""
        return X_AXES[self.across]

    def layer_name(self) -> str:
        """Return the name of the layer in the present language; empty where none is meant."""
        return self.named(self.layer) if self.view.layered else ""

    def named(self, layer: str) -> str:
        """Return the name of a layer in the present language."""
        if layer != LAST:
            text = QCoreApplication.translate("LossPanel", "layer {layer}")
            return text.format(layer=layer)
        if self.view.scope == "hidden":
            return QCoreApplication.translate("LossPanel", "last hidden layer")
        return QCoreApplication.translate("LossPanel", "output layer")

    def title(self, reference: Run | None) -> str:
        """Return what is shown, in the present language."""
        text = self.view.title()
        if self.view.layered:
            told = QCoreApplication.translate("LossPanel", "{measure}, {layer}")
            text = told.format(measure=text, layer=self.layer_name())
        if self.mode == "values" or reference is None:
            return text
        told = QCoreApplication.translate("LossPanel", "{measure}: {relation}")
        return told.format(measure=text, relation=self.relation_name(reference.name))

    def relation_name(self, name: str) -> str:
        """Return what values are in relation to, in the present language: the run called `name`."""
        text = QCoreApplication.translate("LossPanel", "ratio to {name}")
        if self.mode == "difference":
            text = QCoreApplication.translate("LossPanel", "difference to {name}")
        return text.format(name=name)


@dataclass
class Answer:
    """The runs that are drawn, in the order given, and (run, reason) of those left out."""

    question: Question
    traces: list[Trace] = field(default_factory=list)
    left_out: list[tuple[Run, str]] = field(default_factory=list)
    base: Trace | None = None

    @property
    def end(self) -> float:
        """The place up to which there is something to draw."""
        ends = [trace.end for trace in self.traces]
        last = max(ends, default=0.0)
        return last if self.base is None else min(last, self.base.end)

    def relation(self, frame: Frame) -> Relation | None:
        """Return what relates values in view to the reference; None where they stand alone."""
        mode = self.question.mode
        if mode == "values" or self.base is None:
            return None
        return Relation(mode, self.base, Window(frame.start, frame.stop, frame.points))

    def reasons(self) -> list[str]:
        """Return a line for each reason why runs are not drawn, with their names."""
        names: dict[str, list[str]] = {}
        for run, reason in self.left_out:
            names.setdefault(reason, []).append(run.name)
        told = QCoreApplication.translate("LossPanel", "without {names}: {reason}")
        return [told.format(names=", ".join(each), reason=reason)
                for reason, each in names.items()]  # fmt: skip


def answer(question: Question, runs: Sequence[Run], reference: Run | None) -> Answer:
    """Look what can be drawn of the runs, of which all are measured."""
    found = Answer(question)
    if question.mode != "values":
        base = None if reference is None else trace_of(question, reference)
        if not isinstance(base, Trace):
            reason = base or QCoreApplication.translate("LossPanel", "nothing was measured")
            found.left_out = [] if reference is None else [(reference, reason)]
            return found
        found.base = base
    for run in runs:
        trace = trace_of(question, run)
        if isinstance(trace, Trace):
            found.traces.append(trace)
        elif trace:
            found.left_out.append((run, trace))
    return found


def trace_of(question: Question, run: Run) -> Trace | str:
    """Return what is drawn of a run, or why nothing is; "" where nothing is measured yet."""
    if run.history is None:
        return ""
    view, layer = question.view, None
    if view.layered:
        layer = view.layer(run.config, question.layer)
        if layer is None:
            return _no_layer(question)
        if view.applies(run.config):
            return QCoreApplication.translate("LossPanel", "the measure does not apply")
    abscissa = question.axis.of(run)
    if abscissa is None:
        return translate(question.axis.missing) if run.history.last_step else ""
    trace = Trace.of(run, view, layer, abscissa)
    if trace is None or not trace.measured:
        return QCoreApplication.translate("LossPanel", "the measure does not apply")
    return trace


def _no_layer(question: Question) -> str:
    if question.layer == LAST:
        return QCoreApplication.translate("LossPanel", "no hidden layer")
    if question.view.scope == "hidden":
        text = QCoreApplication.translate("LossPanel", "no hidden layer {layer}")
        return text.format(layer=question.layer)
    text = QCoreApplication.translate("LossPanel", "no layer {layer}")
    return text.format(layer=question.layer)


def brief(name: str, most: int) -> str:
    """Return a name with at most so many letters; names differ in how they end, too."""
    if len(name) <= most:
        return name
    tail = (most - 1) // 2
    return f"{name[: most - 1 - tail].rstrip()}…{name[-tail:].lstrip()}"
