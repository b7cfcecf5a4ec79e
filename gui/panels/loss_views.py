"""The views of the loss panel, declared as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.config import ExperimentConfig
from engine.measures import MEASURES, Measure, Scope
from engine.text import QT_TRANSLATE_NOOP
from gui.language import translate
from gui.panels.layer_views import DEAD_UNITS, DISTRIBUTIONS, GRADIENTS, Applies, LayerView, always

LAST = "last"
"""The layer that is the last one of each run, however many it has."""


@dataclass(frozen=True)
class LossView:
    """A view of the panel: measures of the training and test set, and how they are shown.

    With the `scope` "layer" or "hidden" it shows `train` of one layer. `hold` draws each value
    until the next one.
    """

    key: str
    name: str
    axis: str
    hint: str
    train: str
    test: str = ""
    factor: float = 1.0
    unit: str = ""
    scale: str = "log"
    scope: Scope = "run"
    hold: bool = False
    applies: Applies = always

    @property
    def measures(self) -> tuple[str, ...]:
        """Keys of the measures drawn."""
        return (self.train, self.test) if self.test else (self.train,)

    @property
    def layered(self) -> bool:
        """Whether it shows one layer."""
        return self.scope != "run"

    @property
    def symbol(self) -> str:
        """The measure as in formulas, where that can be read without setting it."""
        symbol = MEASURES[self.train].symbol
        return symbol if "‖" in symbol else ""

    def title(self) -> str:
        """Return what is shown, in the present language: "Weight norm ‖W‖"."""
        own = next((each for start, each in TITLES.items() if self.train.startswith(start)), "")
        name = translate(own or MEASURES[self.train].label)
        return f"{name} {self.symbol}".strip()

    def entry(self) -> str:
        """Return the name of the view in a menu."""
        return f"{translate(self.name)} {self.symbol}".strip()

    def axis_text(self) -> str:
        """Return the name of the value axis, with the unit."""
        name = translate(self.axis)
        return f"{name} ({self.unit.strip()})" if self.unit and "(" not in name else name

    def layers(self, config: ExperimentConfig) -> int:
        """Number of layers of a run that have the measure."""
        return config.model.hidden_layers + (self.scope == "layer")

    def layer(self, config: ExperimentConfig, wanted: str) -> int | None:
        """Return the layer wanted of a run, counted from 1; None if it has none such."""
        count = self.layers(config)
        layer = count if wanted == LAST else int(wanted)
        return layer if 1 <= layer <= count else None


TITLES = {
    "loss/": QT_TRANSLATE_NOOP("engine", "Loss"),
    "accuracy/": QT_TRANSLATE_NOOP("engine", "Accuracy"),
    "gradient_norm/global": "",
    "gradient_norm/": QT_TRANSLATE_NOOP("engine", "Gradient norm"),
}
"""Titles that are shorter than the labels of the measures, by how their keys begin."""


def _of_measure(measure: Measure, view: LayerView | None = None) -> LossView:
    """Return a view of a measure, explained as a panel per layer does it."""
    return LossView(
        key=measure.key,
        name=measure.label,
        axis=measure.label,
        hint=measure.explanation if view is None else view.hint,
        train=measure.key,
        unit=f" {measure.unit}" if measure.unit else "",
        scale="log" if measure.logarithmic else "linear",
        scope=measure.scope,
        hold=not measure.dense,
        applies=always if view is None else view.applies,
    )


def _of_layers() -> Iterator[LossView]:
    """Yield a view for each measure that the panels per layer draw."""
    found: dict[str, LayerView | None] = {}
    for panel in (GRADIENTS, DEAD_UNITS, DISTRIBUTIONS):
        for view in panel.views:
            found |= {key: found.get(key) for key in view.measures}
            if view.style in ("line", "hold"):
                found[view.measure] = view
    for key, told in found.items():
        yield _of_measure(MEASURES[key], told)


VIEWS = {
    each.key: each
    for each in (
        LossView(
            key="loss",
            name=QT_TRANSLATE_NOOP("engine", "loss"),
            axis=QT_TRANSLATE_NOOP("engine", "loss"),
            hint=QT_TRANSLATE_NOOP(
                "engine",
                "Loss of each run: of each batch thin, smoothed thick, of the test set dashed.",
            ),
            train="loss/train",
            test="loss/test",
        ),
        LossView(
            key="accuracy",
            name=QT_TRANSLATE_NOOP("engine", "accuracy"),
            axis=QT_TRANSLATE_NOOP("engine", "accuracy"),
            hint=QT_TRANSLATE_NOOP(
                "engine",
                "Samples classified rightly: of each batch thin, smoothed thick, of the test set "
                "dashed.",
            ),
            train="accuracy/train",
            test="accuracy/test",
            factor=100.0,
            unit=" %",
            scale="linear",
        ),
        LossView(
            key="learning_rate",
            name=QT_TRANSLATE_NOOP("engine", "learning rate"),
            axis=QT_TRANSLATE_NOOP("engine", "learning rate"),
            hint=QT_TRANSLATE_NOOP("engine", "The rate each step used: base rate times schedule."),
            train="learning_rate",
        ),
        _of_measure(MEASURES["gradient_norm/global"]),
        *_of_layers(),
    )
}
