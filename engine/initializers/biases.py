"""The table of bias initializers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from engine.initializers.row import BiasInit, Params
from engine.table import Parameter, Table
from engine.text import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from torch import Generator, Tensor


def _zeros(b: Tensor, fan_in: int, params: Params, generator: Generator) -> None:
    b.zero_()


def _pytorch_default(b: Tensor, fan_in: int, params: Params, generator: Generator) -> None:
    bound = 1 / math.sqrt(fan_in)
    b.uniform_(-bound, bound, generator=generator)


def _constant(b: Tensor, fan_in: int, params: Params, generator: Generator) -> None:
    b.fill_(params["value"])


def _normal(b: Tensor, fan_in: int, params: Params, generator: Generator) -> None:
    b.normal_(params["mean"], params["std"], generator=generator)


def _mean_field(b: Tensor, fan_in: int, params: Params, generator: Generator) -> None:
    b.normal_(0.0, params["sigma_b"], generator=generator)


BIAS_INITIALIZERS: Table[BiasInit] = Table(
    BiasInit(
        key="pytorch_default",
        label=QT_TRANSLATE_NOOP("engine", "PyTorch default"),
        formula=(
            r"b \sim U\left( -\frac{1}{\sqrt{n_\mathrm{in}}}, "
            r"\frac{1}{\sqrt{n_\mathrm{in}}} \right)"
        ),
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Small random biases, spread like PyTorch's default weights. They place the kinks of "
            "ReLU units off the origin, which helps in the first layer of a small network. In a "
            "deep one they matter more than one thinks: when the weights shrink the signal from "
            "layer to layer, the biases are soon all that is left of it, and the output no longer "
            "depends on the input.",
        ),
        source="torch.nn.Linear",
        fill=_pytorch_default,
    ),
    BiasInit(
        key="zeros",
        label=QT_TRANSLATE_NOOP("engine", "Zeros"),
        formula=r"b = 0",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "All biases start at 0. The theory behind Xavier, Kaiming and LeCun init assumes it, "
            "and unlike zero weights it does no harm: the random weights already make the units "
            "different. With ReLU every unit then starts with its boundary through the origin, so "
            "on inputs with one feature all kinks lie at 0 until training moves them.",
        ),
        source="Glorot & Bengio 2010; He et al. 2015, arXiv:1502.01852; torch.nn.init.zeros_",
        fill=_zeros,
    ),
    BiasInit(
        key="constant",
        label=QT_TRANSLATE_NOOP("engine", "Constant"),
        formula=r"b = c",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "All biases start at one value. A small positive one, such as 0.1, was once "
            "recommended so that ReLU units start active; with Kaiming weights it is hardly "
            "needed, and it adds the same offset in every layer. A negative one starts units "
            "inactive: a sure way to watch born-dead networks.",
        ),
        source="Goodfellow, Bengio & Courville 2016, section 6.3; torch.nn.init.constant_",
        parameters=(
            Parameter(
                name="value",
                kind="float",
                default=0.1,
                label=QT_TRANSLATE_NOOP("engine", "Value"),
                help=QT_TRANSLATE_NOOP("engine", "The number c with which every bias starts."),
                minimum=-1000,
                maximum=1000,
            ),
        ),
        fill=_constant,
    ),
    BiasInit(
        key="normal",
        label=QT_TRANSLATE_NOOP("engine", "Normal"),
        formula=r"b \sim N(\mu, \sigma^{2})",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "Normally distributed biases with one spread in all layers, whatever their width. A "
            "spread comparable to that of the pre-activations scatters the units' boundaries over "
            "the data, which helps to fit functions with detail everywhere. A spread far above it "
            "drowns the signal: saturating units stick at one end, and ReLU units with a strongly "
            "negative bias are dead from the start.",
        ),
        source="torch.nn.init.normal_",
        parameters=(
            Parameter(
                name="mean",
                kind="float",
                default=0.0,
                label=QT_TRANSLATE_NOOP("engine", "Mean"),
                help=QT_TRANSLATE_NOOP("engine", "Mean μ of the biases."),
                minimum=-1000,
                maximum=1000,
            ),
            Parameter(
                name="std",
                kind="float",
                default=0.1,
                label=QT_TRANSLATE_NOOP("engine", "Standard deviation"),
                help=QT_TRANSLATE_NOOP("engine", "Standard deviation σ of the biases."),
                minimum=0,
                maximum=1000,
            ),
        ),
        fill=_normal,
    ),
    BiasInit(
        key="mean_field",
        label=QT_TRANSLATE_NOOP("engine", "Mean field"),
        formula=r"b \sim N(0, \sigma_b^{2})",
        explanation=QT_TRANSLATE_NOOP(
            "engine",
            "The bias half of the mean-field scheme, to be used with mean-field weights. σ_b is "
            "one axis of the phase map of deep networks: larger biases pull all inputs towards "
            "the same point (the ordered phase), so a larger σ_w is needed to stay on the "
            "critical line: for tanh σ_w = 1 at σ_b = 0, but 1.396 at σ_b = 0.3.",
        ),
        source="Poole et al. 2016, arXiv:1606.05340; Schoenholz et al. 2017, arXiv:1611.01232; "
        "torch.nn.init.normal_",
        parameters=(
            Parameter(
                name="sigma_b",
                kind="float",
                default=0.3,
                label="σ_b",
                help=QT_TRANSLATE_NOOP("engine", "Standard deviation of the biases."),
                minimum=0,
                maximum=100,
            ),
        ),
        fill=_mean_field,
    ),
)
