"""What a figure says beside its plots: titles, and what lines and colours stand for."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui.panels.base import Panel
from gui.panels.layer_views import measure_name
from gui.panels.layers import LayerPanel
from gui.panels.loss import LossPanel
from gui.panels.traces import is_full_batch

if TYPE_CHECKING:
    from gui.runs import Run

SEPARATOR = " · "


def panel_heading(panel: Panel, *, stepped: bool = False) -> str:
    """Return the panel's title, with the run that it shows where it shows one of several.

    The step is named where it is one of the past, or if it is wanted.
    """
    run, parts = panel.selected, [panel.title()]
    if run is None:
        return panel.title()
    if not isinstance(panel, LossPanel) and len(shown_runs(panel)) > 1:
        parts.append(run.name)
    past = panel.past_step()
    if past is not None:
        parts.append(panel.step_text(past))
    elif stepped:
        parts.append(panel.step_text(run.step if run.at is None else run.at))
    return SEPARATOR.join(parts)


def panel_key(panel: Panel) -> str:
    """Return rich text that explains the lines of one panel; empty: they need none."""
    if isinstance(panel, LossPanel):
        runs = shown_runs(panel)
        return "<br>".join(filter(None, [names_of(panel, runs), escape(loss_key(panel))]))
    if not isinstance(panel, LayerPanel) or panel.selected is None:
        return ""
    if panel.as_heatmap:
        text = QCoreApplication.translate("Publication", "Colour: {measure}.")
        return escape(text.format(measure=measure_name(panel.view.heat_measure())))
    if panel.view.style != "ridge":
        return escape(
            QCoreApplication.translate("Publication", "Numbers at the lines are layers, counted "
                                       "from the input.")
        )  # fmt: skip
    return ""


def runs_key(panels: Sequence[Panel]) -> str:
    """Return rich text that names the runs of all panels and explains the lines of the loss."""
    losses = [panel for panel in panels if isinstance(panel, LossPanel)]
    layers = [panel for panel in panels if isinstance(panel, LayerPanel)]
    first: Panel = losses[0] if losses else panels[0]
    parts = [names_of(first, shown_runs(first), least=1)]
    if losses:
        parts.append(escape(loss_key(losses[0])))
    if layers:
        parts.append(panel_key(layers[0]))
    return "<br>".join(filter(None, parts))


def shown_runs(panel: Panel) -> list[Run]:
    """Return the runs that a panel of all runs draws, ghosts aside."""
    return [run for run in panel.runs if run.visible and not run.ghost and run.history is not None]


def names_of(panel: Panel, runs: Sequence[Run], least: int = 2) -> str:
    """Return the runs' names, each behind a piece of its line."""
    if len(runs) < least:
        return ""
    theme = panel.theme
    return "&nbsp;&nbsp; ".join(
        f'<span style="color:{theme.run_color(run.color_index)}">━</span>&nbsp;{escape(run.name)}'
        for run in runs
    )


def loss_key(panel: LossPanel) -> str:
    """Return what thin, thick and dashed lines are, as far as there are any."""
    runs, parts = shown_runs(panel), []
    stacked = [run for run in runs if run.facts is not None and run.facts.models > 1]
    steady = panel.view.key == "learning_rate" or panel.view.hold
    single = [run for run in runs if run not in stacked]
    if stacked:
        parts.append(QCoreApplication.translate("Figures", "line: median of the seeds"))
        parts.append(QCoreApplication.translate("Figures", "band: 10\u201390 % of the seeds"))
    if single and not steady and not all(map(is_full_batch, single)):
        parts.append(QCoreApplication.translate("Figures", "thin: each batch, before the step"))
        parts.append(QCoreApplication.translate("Figures", "thick: smoothed"))
    if panel.view.test and any(run.latest(panel.view.test) is not None for run in runs):
        parts.append(QCoreApplication.translate("Figures", "dashed: test set"))
    return SEPARATOR.join(parts)
