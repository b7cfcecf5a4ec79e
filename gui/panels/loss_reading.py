"""What the curves of all runs say under the mouse, the highest value first."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from engine.history import History
from engine.measures import PERCENTS, quantile_column
from gui.numbers import rounded
from gui.panels.comparing import brief
from gui.panels.loss_views import LossView
from gui.panels.relation import Mode, Relation
from gui.panels.traces import Trace
from gui.plots.crosshair import Line
from gui.plots.scales import THIN_SPACE
from gui.theme import Theme

DIGITS = 4
LONGEST_NAME = 24
INDENT = "\u2003 "  # as wide as the key of a line
MOST_WITH_GHOSTS = 8
"""So many lines are read at once; of more only the runs that are no ghosts."""


def place_text(key: str, place: float) -> str:
    """Return where the mouse is, in words: "step 120", "epoch 3.25", "12.3 s"."""
    if key == "epoch":
        text = QCoreApplication.translate("LossPanel", "epoch {epoch}")
        return text.format(epoch=rounded(place, DIGITS))
    if key == "time":
        return time_text(place)
    text = QCoreApplication.translate("LossPanel", "step {step}")
    return text.format(step=max(1, round(place)))


def time_text(seconds: float) -> str:
    """Return a time spent training: "0.012 s", "2 min 30 s", "1 h 05 min"."""
    if seconds < 60:
        return f"{rounded(seconds)}{THIN_SPACE}s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return f"{minutes}{THIN_SPACE}min {rest:02}{THIN_SPACE}s"
    return f"{minutes // 60}{THIN_SPACE}h {minutes % 60:02}{THIN_SPACE}min"


def readout(
    traces: Sequence[Trace], view: LossView, relation: Relation | None, place: float, theme: Theme
) -> list[Line]:
    """Return a line for each run that has a value at a place: colour and text.

    Ghosts are read where there are few lines. In relation to a reference the values are related,
    and the reference tells its own.
    """
    if len(traces) > MOST_WITH_GHOSTS:
        traces = [each for each in traces if not each.run.ghost]
    found: list[tuple[float, list[Line]]] = []
    for trace in traces:
        value = trace.value(trace.train, place)
        if value is None:
            continue
        alone = relation is not None and relation.reference.run is trace.run
        text, height = _reading(trace, view, None if alone else relation, place, value)
        if trace.stacked and relation is None:
            told = QCoreApplication.translate("LossPanel", "median {median}")
            text = told.format(median=text)
        if alone:
            told = QCoreApplication.translate("LossPanel", "{value} (reference)")
            text, height = told.format(value=text), relation.neutral if relation else value
        if text:
            color = theme.run_color(trace.run.color_index)
            lines: list[Line] = [(color, f"{brief(trace.run.name, LONGEST_NAME)}  {text}")]
            if relation is None and trace.stacked:
                step, unit = trace.step_at(place) or 0, view.unit.strip()
                lines += seeds_line(trace.history, trace.train, step, unit, view.factor)
            found.append((height, lines))
    found.sort(key=lambda each: -each[0] if not math.isnan(each[0]) else math.inf)
    return [line for _, lines in found for line in lines]


def _reading(
    trace: Trace, view: LossView, relation: Relation | None, place: float, value: float
) -> tuple[str, float]:
    """Return the texts of a run's values at a place, and the first of them."""
    found = _value(view, relation, value, _base(relation, place, test=False))
    if found is None:
        return "", value
    text, height = found
    tested = trace.value(trace.test, place)
    if tested is not None:
        test = _value(view, relation, tested, _base(relation, place, test=True))
        if test is not None:
            told = QCoreApplication.translate("LossPanel", "test {value}")
            text = f"{text}  {told.format(value=test[0])}"
    return text, height


def _base(relation: Relation | None, place: float, *, test: bool) -> float | None:
    if relation is None:
        return None
    reference = relation.reference
    return reference.value(reference.test if test else reference.train, place)


def _value(
    view: LossView, relation: Relation | None, value: float, base: float | None
) -> tuple[str, float] | None:
    """Return one value as text and number; None where it cannot be related."""
    if relation is None:
        return f"{rounded(value, DIGITS)}{view.unit}", value
    if base is None:
        return None
    related = relation.value(value, base)
    if math.isnan(related):
        return None
    return relation_text(relation.mode, related, view.unit), related


def relation_text(mode: Mode, value: float, unit: str) -> str:
    """Return a difference with its sign, a ratio as a factor: "+0.012", "×1.3"."""
    if mode == "ratio":
        return f"×{rounded(value, DIGITS)}"
    sign = "+" if value > 0 else ""
    return f"{sign}{rounded(value, DIGITS)}{unit}"


def seeds_line(
    history: History, name: str, step: int, unit: str, factor: float = 1.0
) -> list[Line]:
    """Return a line with the quantiles of a column over seeds at a step; none without seeds."""
    ends = [history.value_at(quantile_column(name, percent), step) for percent in PERCENTS]
    low, high = (None if end is None else f"{rounded(end * factor, 3)} {unit}" for end in ends)
    if low is None or high is None:
        return []
    told = QCoreApplication.translate("LossPanel", "(10\u201390 %: {low} \u2026 {high})")
    return [(None, INDENT + told.format(low=low.strip(), high=high.strip()))]
