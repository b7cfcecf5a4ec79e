"""Weight schemes that ignore the size of the layer, and weights from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.initializers.row import Params, WeightInit
from engine.table import Parameter
from engine.text import QT_TRANSLATE_NOOP, EngineError

if TYPE_CHECKING:
    from torch import Generator, Tensor


def _uniform(w: Tensor, gain: float, params: Params, generator: Generator) -> None:
    w.uniform_(params["a"], params["b"], generator=generator)


def _check_uniform(params: Params, where: str) -> None:
    if params["a"] > params["b"]:
        raise EngineError(
            QT_TRANSLATE_NOOP(
                "engine", "{field}: a is {a} and b is {b}; a must not be greater than b."
            ),
            field=where,
            a=f"{params['a']:g}",
            b=f"{params['b']:g}",
        )


def _normal(w: Tensor, gain: float, params: Params, generator: Generator) -> None:
    w.normal_(params["mean"], params["std"], generator=generator)


def _zeros(w: Tensor, gain: float, params: Params, generator: Generator) -> None:
    w.zero_()


def _ones(w: Tensor, gain: float, params: Params, generator: Generator) -> None:
    w.fill_(1.0)


def _constant(w: Tensor, gain: float, params: Params, generator: Generator) -> None:
    w.fill_(params["value"])


def _whole_file(w: Tensor, gain: float, params: Params, generator: Generator) -> None:
    """Refuse: weights and biases of all layers come from the file at once."""
    raise TypeError("weights from a file are read by read_weights_file, not layer by layer")


UNIFORM = WeightInit(
    key="uniform",
    label=QT_TRANSLATE_NOOP("engine", "Uniform"),
    formula=r"W \sim U(a, b)",
    explanation=QT_TRANSLATE_NOOP(
        "engine",
        "Every weight is drawn evenly between a and b, whatever the size of the layer. What "
        "counts is the variance times the number of inputs, so one range cannot suit layers of "
        "different widths: the same ±0.1 that is fine for 300 inputs (for tanh) lets the signal "
        "fade in a layer of 16. Use it to see exactly that, or to repeat an old experiment; the "
        "schemes that look at fan_in do the arithmetic for you.",
    ),
    source="LeCun, Bottou, Orr & Müller 1998; torch.nn.init.uniform_",
    parameters=(
        Parameter(
            name="a",
            kind="float",
            default=-0.1,
            label=QT_TRANSLATE_NOOP("engine", "From"),
            help=QT_TRANSLATE_NOOP("engine", "Lower end a of the range."),
            minimum=-1000,
            maximum=1000,
        ),
        Parameter(
            name="b",
            kind="float",
            default=0.1,
            label=QT_TRANSLATE_NOOP("engine", "To"),
            help=QT_TRANSLATE_NOOP("engine", "Upper end b of the range."),
            minimum=-1000,
            maximum=1000,
        ),
    ),
    fill=_uniform,
    check=_check_uniform,
)

NORMAL = WeightInit(
    key="normal",
    label=QT_TRANSLATE_NOOP("engine", "Normal"),
    formula=r"W \sim N(\mu, \sigma^{2})",
    explanation=QT_TRANSLATE_NOOP(
        "engine",
        "Every weight is drawn from one normal distribution, whatever the size of the layer. With "
        "a small standard deviation such as 0.01 the signal and its gradient fade layer by layer, "
        "with 1 they explode or saturate: the best way to see why the schemes that divide by "
        "fan_in exist. The right value for ReLU is sqrt(2 / fan_in), which is what Kaiming uses.",
    ),
    source="Glorot & Bengio 2010; torch.nn.init.normal_",
    parameters=(
        Parameter(
            name="mean",
            kind="float",
            default=0.0,
            label=QT_TRANSLATE_NOOP("engine", "Mean"),
            help=QT_TRANSLATE_NOOP("engine", "Mean μ of the weights."),
            minimum=-1000,
            maximum=1000,
        ),
        Parameter(
            name="std",
            kind="float",
            default=0.1,
            label=QT_TRANSLATE_NOOP("engine", "Standard deviation"),
            help=QT_TRANSLATE_NOOP("engine", "Standard deviation σ of the weights."),
            minimum=0,
            maximum=1000,
        ),
    ),
    fill=_normal,
)

ZEROS = WeightInit(
    key="zeros",
    label=QT_TRANSLATE_NOOP("engine", "Zeros"),
    formula=r"W = 0",
    explanation=QT_TRANSLATE_NOOP(
        "engine",
        "All weights start at 0. In a network with hidden layers this is an experiment, not an "
        "option: the units of a layer differ in nothing but their biases, and since the next "
        "layer's weights are 0 too, no gradient reaches them at first. With zero biases it is "
        "worse: units of a layer stay copies of each other, and with ReLU or tanh only the output "
        "bias ever learns. Zeros are harmless for a single layer and for the output layer alone.",
    ),
    source="Goodfellow, Bengio & Courville 2016, section 8.4; torch.nn.init.zeros_",
    fill=_zeros,
)

ONES = WeightInit(
    key="ones",
    label=QT_TRANSLATE_NOOP("engine", "Ones"),
    formula=r"W = 1",
    explanation=QT_TRANSLATE_NOOP(
        "engine",
        "All weights start at 1. Every unit of a layer adds up the same inputs with the same "
        "weights, and gets the same gradient: 16 units do the work of one (different biases can "
        "tell them apart only a little). The signal also grows by the number of inputs in every "
        "layer. Good for one thing: seeing why units must start different.",
    ),
    source="Goodfellow, Bengio & Courville 2016, section 8.4; torch.nn.init.ones_",
    fill=_ones,
)

CONSTANT = WeightInit(
    key="constant",
    label=QT_TRANSLATE_NOOP("engine", "Constant"),
    formula=r"W = c",
    explanation=QT_TRANSLATE_NOOP(
        "engine",
        "All weights start at one value. The value does not matter for what goes wrong: the units "
        "of a layer are copies of each other and stay so, since equal weights get equal "
        "gradients. With constant biases the rows of the weight matrix remain identical for ever, "
        "and the network is as good as one with a single unit per layer. Only random weights break "
        "this symmetry.",
    ),
    source="Goodfellow, Bengio & Courville 2016, section 8.4; torch.nn.init.constant_",
    parameters=(
        Parameter(
            name="value",
            kind="float",
            default=0.1,
            label=QT_TRANSLATE_NOOP("engine", "Value"),
            help=QT_TRANSLATE_NOOP("engine", "The number c with which every weight starts."),
            minimum=-1000,
            maximum=1000,
        ),
    ),
    fill=_constant,
)

FILE = WeightInit(
    key="file",
    label=QT_TRANSLATE_NOOP("engine", "From a file"),
    formula=r"(W_l, b_l) \leftarrow \mathrm{safetensors}",
    explanation=QT_TRANSLATE_NOOP(
        "engine",
        "Weights and biases of all layers are read from a safetensors file with layers.1.weight "
        "of shape (out, in) and layers.1.bias, counted from the input, in float32 or float64; the "
        "slopes that PReLU has learned stand in layers.1.slope, if they are there. "
        "Use it to start two runs from exactly the same point, to go on from weights trained "
        "elsewhere, or to study one particular start. Depth and widths of the network must be "
        "those of the file; the bias scheme is not used.",
    ),
    source="safetensors; torch.nn.Module.load_state_dict",
    parameters=(
        Parameter(
            name="path",
            kind="path",
            default="",
            label=QT_TRANSLATE_NOOP("engine", "File"),
            help=QT_TRANSLATE_NOOP("engine", "A safetensors file with the weights of all layers."),
            none_label=QT_TRANSLATE_NOOP("engine", "choose…"),
            prompt=QT_TRANSLATE_NOOP(
                "engine",
                "There are no weights to begin with yet; choose a safetensors file below Init "
                "scheme, or drop one on the window.",
            ),
        ),
    ),
    fill=_whole_file,
)
