"""The views of the panels per layer: what each draws, declared as data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication

from engine.activations import ACTIVATIONS
from engine.config import ExperimentConfig
from engine.measures import MEASURES
from engine.text import QT_TRANSLATE_NOOP
from gui.language import translate

Style = Literal["line", "hold", "band", "ridge"]
Applies = Callable[[ExperimentConfig], str]
"""Returns why a view does not apply to a run (untranslated), or nothing if it does."""


def always(config: ExperimentConfig) -> str:
    """The view applies to every network."""
    return ""


def if_units_can_die(config: ExperimentConfig) -> str:
    """Death is defined by an activation whose slope is exactly 0 where it is not positive."""
    row = ACTIVATIONS[config.model.activation]
    return "" if row.can_die else row.death


def if_it_saturates(config: ExperimentConfig) -> str:
    """Saturation needs a flat side on which values pile up."""
    row = ACTIVATIONS[config.model.activation]
    return "" if row.saturated is not None else row.saturation


@dataclass(frozen=True, kw_only=True)
class LayerView:
    """One view: measures with one value per layer, and how they are drawn.

    `band` adds the spread around the measure, `heat` is the measure of the heatmap (by default
    the same), `guide` a value to compare with, labelled by `guide_text`. A view of style "ridge"
    draws the histograms `ridge` ("a" or "z") of the newest picture.
    """

    key: str
    name: str
    subtitle: str
    hint: str
    style: Style = "line"
    measure: str
    band: str = ""
    heat: str = ""
    ridge: Literal["a", "z"] = "a"
    axis: str = ""
    guide: float | None = None
    guide_text: str = ""
    applies: Applies = always

    @property
    def measures(self) -> tuple[str, ...]:
        """Keys of the measures drawn."""
        return (self.measure, self.band) if self.band else (self.measure,)

    @property
    def hidden_only(self) -> bool:
        """Whether the output layer has no such value."""
        return MEASURES[self.measure].scope == "hidden"

    @property
    def logarithmic(self) -> bool:
        """Whether a logarithmic axis makes sense."""
        return MEASURES[self.measure].logarithmic

    @property
    def has_heatmap(self) -> bool:
        """Whether layers x time can be shown as a heatmap."""
        return self.style != "ridge"

    def heat_measure(self) -> str:
        """Return the key of the measure of the heatmap."""
        return self.heat or self.measure


@dataclass(frozen=True, kw_only=True)
class PanelViews:
    """A panel: its views, the one shown first, and those offered where that does not apply."""

    key: str
    title: str
    views: tuple[LayerView, ...]
    first: str
    fallbacks: tuple[str, ...] = ()

    def view(self, key: str) -> LayerView:
        """Return the view called `key`."""
        return next(each for each in self.views if each.key == key)

    def fallback(self, config: ExperimentConfig) -> LayerView | None:
        """Return a view that applies to the run; None where none does."""
        offered = (self.view(key) for key in self.fallbacks)
        return next((each for each in offered if not each.applies(config)), None)


GRADIENTS = PanelViews(
    key="gradients",
    title=QT_TRANSLATE_NOOP("engine", "Gradient norm"),
    first="preactivation",
    views=(
        LayerView(
            key="preactivation",
            name=QT_TRANSLATE_NOOP("engine", "pre-activations ‖∂L/∂z‖"),
            subtitle=QT_TRANSLATE_NOOP("engine", "‖∂L/∂z‖ per layer"),
            hint=QT_TRANSLATE_NOOP(
                "engine",
                "The gradient that reaches each layer: what vanishes or explodes on its way back "
                "from the output.",
            ),
            measure="gradient_norm/preactivation",
        ),
        LayerView(
            key="weight",
            name=QT_TRANSLATE_NOOP("engine", "weights ‖∂L/∂W‖"),
            subtitle=QT_TRANSLATE_NOOP("engine", "‖∂L/∂W‖ per layer"),
            hint=QT_TRANSLATE_NOOP(
                "engine",
                "The gradient of each layer's weights. It can look level although the "
                "back-propagated one vanishes.",
            ),
            measure="gradient_norm/weight",
        ),
        LayerView(
            key="bias",
            name=QT_TRANSLATE_NOOP("engine", "biases ‖∂L/∂b‖"),
            subtitle=QT_TRANSLATE_NOOP("engine", "‖∂L/∂b‖ per layer"),
            hint=QT_TRANSLATE_NOOP("engine", "The gradient of each layer's biases."),
            measure="gradient_norm/bias",
        ),
        LayerView(
            key="update_ratio",
            name=QT_TRANSLATE_NOOP("engine", "update-to-weight ratio ‖ΔW‖/‖W‖"),
            subtitle=QT_TRANSLATE_NOOP("engine", "‖ΔW‖/‖W‖ per layer"),
            hint=QT_TRANSLATE_NOOP(
                "engine",
                "How far a step moves each layer's weights, relative to them; 0.001 is a rule of "
                "thumb and no law.",
            ),
            measure="update_ratio",
            guide=1e-3,
            guide_text=QT_TRANSLATE_NOOP("engine", "rule of thumb"),
        ),
        LayerView(
            key="weight_norm",
            name=QT_TRANSLATE_NOOP("engine", "weight norm ‖W‖"),
            subtitle=QT_TRANSLATE_NOOP("engine", "‖W‖ per layer"),
            hint=QT_TRANSLATE_NOOP("engine", "How large each layer's weights are."),
            measure="weight_norm",
        ),
    ),
)

DEAD_UNITS = PanelViews(
    key="dead_units",
    title=QT_TRANSLATE_NOOP("engine", "Dead units"),
    first="dead",
    fallbacks=("dead", "saturation", "sparsity"),
    views=(
        LayerView(
            key="dead",
            name=QT_TRANSLATE_NOOP("engine", "dead: fire on no training sample"),
            subtitle=QT_TRANSLATE_NOOP("engine", "% of units that fire on no training sample"),
            hint=QT_TRANSLATE_NOOP(
                "engine",
                "Units without an activation above 0 on the whole training set, counted exactly "
                "at some steps.",
            ),
            style="hold",
            measure="dead_units",
            applies=if_units_can_die,
        ),
        LayerView(
            key="inactive",
            name=QT_TRANSLATE_NOOP("engine", "inactive in this batch"),
            subtitle=QT_TRANSLATE_NOOP("engine", "% of units that fire on no sample of this batch"),
            hint=QT_TRANSLATE_NOOP(
                "engine",
                "Units without an activation above 0 in one batch; they may fire in the next.",
            ),
            measure="inactive_units",
            applies=if_units_can_die,
        ),
        LayerView(
            key="sparsity",
            name=QT_TRANSLATE_NOOP("engine", "sparsity: activations equal to 0"),
            subtitle=QT_TRANSLATE_NOOP("engine", "% of activations that are exactly 0"),
            hint=QT_TRANSLATE_NOOP(
                "engine", "Share of zeros among all activations; for ReLU about half is normal."
            ),
            measure="sparsity",
        ),
        LayerView(
            key="saturation",
            name=QT_TRANSLATE_NOOP("engine", "saturated: on a flat end"),
            subtitle=QT_TRANSLATE_NOOP("engine", "% of activations on a flat end"),
            hint=QT_TRANSLATE_NOOP(
                "engine", "Activations whose slope is below 5.91 % of the largest one."
            ),
            measure="saturation",
            applies=if_it_saturates,
        ),
    ),
)

DISTRIBUTIONS = PanelViews(
    key="activations",
    title=QT_TRANSLATE_NOOP("engine", "Activations"),
    first="now",
    views=(
        LayerView(
            key="now",
            name=QT_TRANSLATE_NOOP("engine", "distribution of a"),
            subtitle=QT_TRANSLATE_NOOP("engine", "distribution per layer"),
            hint=QT_TRANSLATE_NOOP(
                "engine",
                "Histogram of each layer's activations on a fixed probe of the training data, each "
                "scaled to its own height; a bin that towers over the others is cut and its share "
                "written beside it.",
            ),
            style="ridge",
            measure="activation/mean",
            axis="a",
        ),
        LayerView(
            key="z",
            name=QT_TRANSLATE_NOOP("engine", "distribution of z"),
            subtitle=QT_TRANSLATE_NOOP("engine", "distribution of pre-activations"),
            hint=QT_TRANSLATE_NOOP(
                "engine",
                "Histogram of each layer's pre-activations on a fixed probe of the training data, "
                "each scaled to its own height.",
            ),
            style="ridge",
            ridge="z",
            measure="activation/mean",
            axis="z",
        ),
        LayerView(
            key="band",
            name=QT_TRANSLATE_NOOP("engine", "mean ± standard deviation"),
            subtitle=QT_TRANSLATE_NOOP("engine", "mean ± standard deviation per layer"),
            hint=QT_TRANSLATE_NOOP(
                "engine",
                "Mean of each layer's activations over batch and units, with a band of one "
                "standard deviation on each side; the heatmap shows the standard deviation.",
            ),
            style="band",
            measure="activation/mean",
            band="activation/std",
            heat="activation/std",
        ),
        LayerView(
            key="std",
            name=QT_TRANSLATE_NOOP("engine", "standard deviation"),
            subtitle=QT_TRANSLATE_NOOP("engine", "standard deviation per layer"),
            hint=QT_TRANSLATE_NOOP(
                "engine",
                "Shrinking from layer to layer, the signal dies out; growing, it explodes.",
            ),
            measure="activation/std",
        ),
    ),
)


def axis_name(view: LayerView) -> str:
    """Return the name of the value axis, with the unit."""
    if view.band:
        return QCoreApplication.translate("Figures", "activation a")
    return measure_name(view.measure)


def measure_name(key: str) -> str:
    """Return the label of a measure, with the unit."""
    label = translate(MEASURES[key].label)
    return f"{label} ({MEASURES[key].unit})" if MEASURES[key].unit else label
