"""Settings of the network and of how it starts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType

from engine.activations import ACTIVATIONS
from engine.config.fields import MAX_HIDDEN_LAYERS, declare
from engine.config.section import Parameters, Section
from engine.initializers import BIAS_INITIALIZERS, WEIGHT_INITIALIZERS
from engine.text import QT_TRANSLATE_NOOP


class ModelConfig(Section, frozen=True, kw_only=True):
    """The network: a multilayer perceptron."""

    hidden_layers: Annotated[
        int,
        declare(
            "int",
            QT_TRANSLATE_NOOP("engine", "Hidden layers"),
            QT_TRANSLATE_NOOP(
                "engine", "Depth: the number of layers between input and output layer."
            ),
            minimum=0,
            maximum=MAX_HIDDEN_LAYERS,
        ),
    ] = 1
    width: Annotated[
        int | tuple[int, ...],
        declare(
            "widths",
            QT_TRANSLATE_NOOP("engine", "Width"),
            QT_TRANSLATE_NOOP(
                "engine",
                "Units in each hidden layer: one number for all, or a list with one for each.",
            ),
        ),
    ] = 16
    activation: Annotated[
        str,
        declare(
            "choice",
            QT_TRANSLATE_NOOP("engine", "Activation"),
            QT_TRANSLATE_NOOP("engine", "The function applied to each unit of the hidden layers."),
            table=ACTIVATIONS,
        ),
    ] = "relu"
    activation_params: Annotated[
        Parameters,
        declare(
            "parameters",
            QT_TRANSLATE_NOOP("engine", "Activation parameters"),
            QT_TRANSLATE_NOOP("engine", "Parameters of the activation function."),
            table=ACTIVATIONS,
            row_field="activation",
        ),
    ] = msgspec.field(default_factory=dict)
    output_activation: Annotated[
        str,
        declare(
            "choice",
            QT_TRANSLATE_NOOP("engine", "Output activation"),
            QT_TRANSLATE_NOOP(
                "engine",
                "Applied to the output layer, before the loss. The sigmoid of binary cross-entropy "
                "and the softmax of cross-entropy are part of the loss.",
            ),
            table=ACTIVATIONS,
        ),
    ] = "identity"

    def __post_init__(self) -> None:
        super().__post_init__()
        if isinstance(self.width, tuple):
            msgspec.structs.force_setattr(self, "hidden_layers", len(self.width))

    @property
    def widths(self) -> tuple[int, ...]:
        """Units of each hidden layer, from the input on."""
        if isinstance(self.width, tuple):
            return self.width
        return (self.width,) * self.hidden_layers


class InitConfig(Section, frozen=True, kw_only=True):
    """How weights and biases start."""

    weights: Annotated[
        str,
        declare(
            "choice",
            QT_TRANSLATE_NOOP("engine", "Init scheme"),
            QT_TRANSLATE_NOOP("engine", "How the weights of the layers are drawn."),
            table=WEIGHT_INITIALIZERS,
        ),
    ] = "pytorch_default"
    weights_params: Annotated[
        Parameters,
        declare(
            "parameters",
            QT_TRANSLATE_NOOP("engine", "Init parameters"),
            QT_TRANSLATE_NOOP("engine", "Parameters of the init scheme."),
            table=WEIGHT_INITIALIZERS,
            row_field="weights",
        ),
    ] = msgspec.field(default_factory=dict)
    biases: Annotated[
        str | UnsetType,
        declare(
            "choice",
            QT_TRANSLATE_NOOP("engine", "Bias init"),
            QT_TRANSLATE_NOOP("engine", "How the biases are drawn."),
            table=BIAS_INITIALIZERS,
        ),
    ] = UNSET
    biases_params: Annotated[
        Parameters,
        declare(
            "parameters",
            QT_TRANSLATE_NOOP("engine", "Bias init parameters"),
            QT_TRANSLATE_NOOP("engine", "Parameters of the bias init."),
            table=BIAS_INITIALIZERS,
            row_field="biases",
        ),
    ] = msgspec.field(default_factory=dict)
    output: Annotated[
        str,
        declare(
            "choice",
            QT_TRANSLATE_NOOP("engine", "Output layer init"),
            QT_TRANSLATE_NOOP(
                "engine", "Init scheme of the output layer's weights, if it shall differ."
            ),
            table=WEIGHT_INITIALIZERS,
            extra_choices=("same",),
            extra_choice_labels=(QT_TRANSLATE_NOOP("engine", "same as the hidden layers"),),
        ),
    ] = "same"
    output_params: Annotated[
        Parameters,
        declare(
            "parameters",
            QT_TRANSLATE_NOOP("engine", "Output init parameters"),
            QT_TRANSLATE_NOOP("engine", "Parameters of the output layer's init scheme."),
            table=WEIGHT_INITIALIZERS,
            row_field="output",
        ),
    ] = msgspec.field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.biases is UNSET or (self.biases == "pytorch_default" and self._gives_sigma_b()):
            mean_field = self.weights == "mean_field"
            chosen = "mean_field" if mean_field else "pytorch_default"
            msgspec.structs.force_setattr(self, "biases", chosen)
        super().__post_init__()

    def _gives_sigma_b(self) -> bool:
        """Tell whether the biases' parameters can only be those of mean-field biases."""
        return isinstance(self.biases_params, Mapping) and set(self.biases_params) == {"sigma_b"}
