"""Ready-made comparisons: what to try first, and what to look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.config import ExperimentConfig, with_values
from engine.text import QT_TRANSLATE_NOOP
from gui.textbook import textbook_pace

Changes = Mapping[str, Any]
"""Values by dotted path that differ from the default configuration."""


@dataclass(frozen=True, kw_only=True)
class Preset:
    """Runs to be trained together, a pace (None: as fast as possible), and what to look at.

    `title` and `hint` are untranslated; `selected` is the index of the run that panels show.
    """

    key: str
    title: str
    hint: str
    runs: tuple[Changes, ...]
    pace: float | None = None
    selected: int = 0

    def configs(self) -> list[ExperimentConfig]:
        """Return the configurations of the runs."""
        return [with_values(ExperimentConfig(), changes) for changes in self.runs]


def _each(common: Changes, *differing: Changes) -> tuple[Changes, ...]:
    return tuple({**common, **own} for own in differing)


_DEEP = {
    "data.name": "circles", "data.noise": 0.1, "model.hidden_layers": 8, "model.width": 16,
    "optimizer.name": "momentum", "optimizer.learning_rate": 0.02, "training.batch_size": 128,
    "training.steps": 1000,
}  # fmt: skip

_DEPTH_30 = {
    "model.hidden_layers": 30, "model.width": 64, "init.output": "xavier_normal",
    "init.biases": "zeros", "optimizer.name": "sgd", "optimizer.learning_rate": 0.05,
    "training.steps": 500, "training.seed": 0,
}  # fmt: skip

_DYING = {
    "model.hidden_layers": 2, "model.width": 64, "loss.name": "bce_with_logits",
    "training.steps": 200,
}  # fmt: skip

_DIGITS = {
    "data.name": "digits", "data.train_share": 0.8, "data.scaling": "minmax",
    "model.hidden_layers": 2, "model.width": 64, "optimizer.learning_rate": 0.003,
    "training.batch_size": 128, "training.steps": 600,
}  # fmt: skip

_SINE = {
    "data.name": "sine", "data.samples": 200, "data.noise": 0.1, "model.hidden_layers": 2,
    "model.width": 32, "training.steps": 1000,
}  # fmt: skip

_SPIRALS = {
    "data.name": "spirals", "data.train_share": 0.8, "model.width": 32,
    "optimizer.learning_rate": 0.005, "training.batch_size": 128, "training.steps": 3000,
}  # fmt: skip

PRESETS: dict[str, Preset] = {
    each.key: each
    for each in (
        Preset(
            key="textbook",
            title=QT_TRANSLATE_NOOP("engine", "Three activations on a disc"),
            hint=QT_TRANSLATE_NOOP(
                "engine",
                "Same data, same seed, three activations: watch the losses part. Sigmoid is slow "
                "here, not stuck: give it more steps, or a learning rate of 0.1.",
            ),
            runs=_each(
                {},
                {"model.activation": "sigmoid"},
                {"model.activation": "relu"},
                {"model.activation": "leaky_relu"},
            ),
            pace=textbook_pace(),
            selected=1,
        ),
        Preset(
            key="vanishing",
            title=QT_TRANSLATE_NOOP("engine", "Vanishing gradients: Sigmoid at depth 8"),
            hint=QT_TRANSLATE_NOOP(
                "engine",
                "Compare ‖∂L/∂z‖ of layer 1 and of the last layer: Sigmoid shrinks it at every "
                "layer, ReLU with Kaiming does not.",
            ),
            runs=_each(
                _DEEP,
                {"model.activation": "sigmoid", "init.weights": "xavier_uniform"},
                {"model.activation": "relu", "init.weights": "kaiming_normal"},
            ),
            pace=100.0,
        ),
        Preset(
            key="depth_30",
            title=QT_TRANSLATE_NOOP("engine", "ReLU at depth 30: Xavier or Kaiming"),
            hint=QT_TRANSLATE_NOOP(
                "engine",
                "Xavier halves the mean square of the activations at every ReLU layer and stalls; "
                "Kaiming keeps it and trains (He et al. 2015).",
            ),
            runs=_each(
                _DEPTH_30, {"init.weights": "kaiming_normal"}, {"init.weights": "xavier_normal"}
            ),
            pace=60.0,
        ),
        Preset(
            key="dying_relu",
            title=QT_TRANSLATE_NOOP("engine", "Dying ReLU: too large a learning rate"),
            hint=QT_TRANSLATE_NOOP(
                "engine",
                "Adam at 0.3 kills about half of the units, and the loss falls all the same: "
                "death is not failure.",
            ),
            runs=_each(_DYING, {"optimizer.learning_rate": 0.3}, {"optimizer.learning_rate": 0.01}),
            pace=30.0,
        ),
        Preset(
            key="symmetry",
            title=QT_TRANSLATE_NOOP("engine", "Zero weights: units that stay twins"),
            hint=QT_TRANSLATE_NOOP(
                "engine",
                "With all weights 0 every unit of a layer gets the same gradient, and the network "
                "learns no more than a constant.",
            ),
            runs=_each(
                {"model.activation": "tanh", "init.biases": "zeros", "training.steps": 200},
                {"init.weights": "zeros"},
                {"init.weights": "xavier_normal"},
            ),
            pace=30.0,
        ),
        Preset(
            key="spirals",
            title=QT_TRANSLATE_NOOP("engine", "Two spirals: one hidden layer or three"),
            hint=QT_TRANSLATE_NOOP(
                "engine",
                "Watch the decision surface wind up; the dashed line is the test loss.",
            ),
            runs=_each(_SPIRALS, {"model.hidden_layers": 3}, {"model.hidden_layers": 1}),
            pace=200.0,
        ),
        Preset(
            key="digits",
            title=QT_TRANSLATE_NOOP("engine", "Handwritten digits: ReLU and Tanh"),
            hint=QT_TRANSLATE_NOOP(
                "engine",
                "1,797 images of 8 x 8 pixels: the confusion matrix shows which digits are taken "
                "for which.",
            ),
            runs=_each(_DIGITS, {"model.activation": "relu"}, {"model.activation": "tanh"}),
            pace=60.0,
        ),
        Preset(
            key="sine",
            title=QT_TRANSLATE_NOOP("engine", "Regression: a noisy sine"),
            hint=QT_TRANSLATE_NOOP(
                "engine",
                "The fit follows the low frequencies first; ReLU fits with straight pieces, Tanh "
                "with smooth ones.",
            ),
            runs=_each(_SINE, {"model.activation": "tanh"}, {"model.activation": "relu"}),
            pace=100.0,
        ),
    )
}
