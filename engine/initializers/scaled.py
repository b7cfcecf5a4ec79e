"""Weight schemes that look at the size of the layer, to keep the signal's size through depth."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from engine.initializers.row import Params, WeightInit
from engine.table import Parameter
from engine.text import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from torch import Generator, Tensor


def _pytorch_default(w: Tensor, gain: float, params: Params, generator: Generator) -> None:
    from torch import nn

    nn.init.kaiming_uniform_(w, a=math.sqrt(5), generator=generator)


def _kaiming_std(w: Tensor, gain: float, params: Params) -> float:
    fan = w.shape[1] if params["mode"] == "fan_in" else w.shape[0]
    return gain / math.sqrt(fan)


def _kaiming_normal(w: Tensor, gain: float, params: Params, generator: Generator) -> None:
    w.normal_(0, _kaiming_std(w, gain, params), generator=generator)


def _kaiming_uniform(w: Tensor, gain: float, params: Params, generator: Generator) -> None:
    bound = math.sqrt(3.0) * _kaiming_std(w, gain, params)
    w.uniform_(-bound, bound, generator=generator)


def _xavier_normal(w: Tensor, gain: float, params: Params, generator: Generator) -> None:
    from torch import nn

    nn.init.xavier_normal_(w, gain, generator=generator)


def _xavier_uniform(w: Tensor, gain: float, params: Params, generator: Generator) -> None:
    from torch import nn

    nn.init.xavier_uniform_(w, gain, generator=generator)


def _orthogonal(w: Tensor, gain: float, params: Params, generator: Generator) -> None:
    from torch import nn

    nn.init.orthogonal_(w, gain, generator=generator)


def _lecun_normal(w: Tensor, gain: float, params: Params, generator: Generator) -> None:
    w.normal_(0, 1 / math.sqrt(w.shape[1]), generator=generator)


def _mean_field(w: Tensor, gain: float, params: Params, generator: Generator) -> None:
    w.normal_(0, params["sigma_w"] / math.sqrt(w.shape[1]), generator=generator)


_MODE = Parameter(
    name="mode",
    kind="choice",
    default="fan_in",
    label=QT_TRANSLATE_NOOP("engine", "Fan"),
    help=QT_TRANSLATE_NOOP(
        "engine",
        "fan_in keeps the size of the activations on the way forward, fan_out that of the "
        "gradients on the way back.",
    ),
    choices=("fan_in", "fan_out"),
    choice_labels=("fan_in", "fan_out"),
)


def _gain(default: float | None) -> Parameter:
    return Parameter(
        name="gain",
        kind="float",
        default=default,
        label=QT_TRANSLATE_NOOP("engine", "Gain"),
        help=QT_TRANSLATE_NOOP(
            "engine",
            "Factor on the standard deviation that makes up for the activation; empty: PyTorch's "
            "value for the activation, or the exact one where PyTorch has none.",
        ),
        minimum=0,
        maximum=100,
        exclusive_minimum=True,
        optional=True,
        none_label=QT_TRANSLATE_NOOP("engine", "auto"),
    )


PYTORCH_DEFAULT = WeightInit(
    key="pytorch_default",
    label=QT_TRANSLATE_NOOP("engine", "PyTorch default"),
    formula=(
        r"W \sim U\left( -\frac{1}{\sqrt{n_\mathrm{in}}}, "
        r"\frac{1}{\sqrt{n_\mathrm{in}}} \right)"
    ),
    explanation=QT_TRANSLATE_NOOP(
        "engine",
        "What nn.Linear does when nothing else is said. The code calls kaiming_uniform_ with "
        "a = √5, but that is Kaiming by name only: fan_in times the variance is 1/3, where ReLU "
        "needs 2. Shallow networks do not mind. In deep ones each ReLU layer shrinks signal and "
        "gradient by about 2.4, so that ten layers no longer train with plain SGD: that PyTorch "
        "initialises layers does not mean that it initialises yours well.",
    ),
    source="LeCun, Bottou, Orr & Müller 1998; torch.nn.Linear",
    fill=_pytorch_default,
)

KAIMING_NORMAL = WeightInit(
    key="kaiming_normal",
    label=QT_TRANSLATE_NOOP("engine", "Kaiming (He) normal"),
    formula=r"W \sim N\left( 0, \frac{g^{2}}{n} \right)",
    explanation=QT_TRANSLATE_NOOP(
        "engine",
        "Normal weights whose variance makes up for what the activation takes away: ReLU halves "
        "the mean square, so the gain is √2. With it 30 ReLU layers train where Xavier and the "
        "default stall at chance. It keeps the mean square only on average over many nets: in "
        "narrow deep networks single seeds still vary widely. “Kaiming for everything like "
        "ReLU” goes too far: SELU needs LeCun init.",
    ),
    source="He, Zhang, Ren & Sun 2015, arXiv:1502.01852; torch.nn.init.kaiming_normal_",
    parameters=(_MODE, _gain(None)),
    fill=_kaiming_normal,
    uses_gain=True,
)

KAIMING_UNIFORM = WeightInit(
    key="kaiming_uniform",
    label=QT_TRANSLATE_NOOP("engine", "Kaiming (He) uniform"),
    formula=r"W \sim U\left( -g \sqrt{\frac{3}{n}}, \; g \sqrt{\frac{3}{n}} \right)",
    explanation=QT_TRANSLATE_NOOP(
        "engine",
        "Kaiming's variance with a uniform distribution: the bound is √3 standard deviations. "
        "In wide layers only the variance matters, so it trains like the normal version; it "
        "avoids rare large weights, which small layers may feel. Do not confuse it with "
        "nn.Linear's default, which calls the same function with a gain of 1/√3 instead of √2.",
    ),
    source="He, Zhang, Ren & Sun 2015, arXiv:1502.01852; torch.nn.init.kaiming_uniform_",
    parameters=(_MODE, _gain(None)),
    fill=_kaiming_uniform,
    uses_gain=True,
)

XAVIER_NORMAL = WeightInit(
    key="xavier_normal",
    label=QT_TRANSLATE_NOOP("engine", "Xavier (Glorot) normal"),
    formula=r"W \sim N\left( 0, \frac{2 g^{2}}{n_\mathrm{in} + n_\mathrm{out}} \right)",
    explanation=QT_TRANSLATE_NOOP(
        "engine",
        "A compromise between keeping the activations' size on the way forward and the gradients' "
        "on the way back, derived for layers that are linear near 0: right for tanh. After ReLU, "
        "which it does not account for, every layer halves the mean square: 10 layers still "
        "train, 30 stay at chance. For sigmoid Glorot himself advises four times the value. The "
        "gain is 1 unless one is given, as in PyTorch.",
    ),
    source="Glorot & Bengio 2010; torch.nn.init.xavier_normal_",
    parameters=(_gain(1.0),),
    fill=_xavier_normal,
    uses_gain=True,
)

XAVIER_UNIFORM = WeightInit(
    key="xavier_uniform",
    label=QT_TRANSLATE_NOOP("engine", "Xavier (Glorot) uniform"),
    formula=(
        r"W \sim U\left( -g \sqrt{\frac{6}{n_\mathrm{in} + n_\mathrm{out}}}, \; "
        r"g \sqrt{\frac{6}{n_\mathrm{in} + n_\mathrm{out}}} \right)"
    ),
    explanation=QT_TRANSLATE_NOOP(
        "engine",
        "The form in which the paper gives it, there called normalized initialization. Against "
        "the habit of its time, U ±1/√fan_in, it keeps the back-propagated gradient of a "
        "five-layer tanh network from shrinking twelvefold. Weight gradients alone would have "
        "hidden that: they are level in both cases, so look at ‖∂L/∂z‖. For deep ReLU networks "
        "take Kaiming.",
    ),
    source="Glorot & Bengio 2010; torch.nn.init.xavier_uniform_",
    parameters=(_gain(1.0),),
    fill=_xavier_uniform,
    uses_gain=True,
)

ORTHOGONAL = WeightInit(
    key="orthogonal",
    label=QT_TRANSLATE_NOOP("engine", "Orthogonal"),
    formula=r"W^{T} W = g^{2} I",
    explanation=QT_TRANSLATE_NOOP(
        "engine",
        "A random rotation: all singular values are equal, so a square layer neither stretches "
        "nor squeezes any direction. A deep linear network then passes signals and gradients on "
        "perfectly, where Gaussian weights of the same size leave some directions 10⁸ times "
        "weaker than others after 30 layers. With an activation the effect is smaller but real "
        "for tanh near 0; ReLU needs the gain √2 on top. If the layer is not square, rows or "
        "columns are orthonormal, whichever are fewer.",
    ),
    source="Saxe, McClelland & Ganguli 2013, arXiv:1312.6120; torch.nn.init.orthogonal_",
    parameters=(_gain(1.0),),
    fill=_orthogonal,
    uses_gain=True,
)

LECUN_NORMAL = WeightInit(
    key="lecun_normal",
    label=QT_TRANSLATE_NOOP("engine", "LeCun normal"),
    formula=r"W \sim N\left( 0, \frac{1}{n_\mathrm{in}} \right)",
    explanation=QT_TRANSLATE_NOOP(
        "engine",
        "Variance 1/fan_in: it keeps the mean square of a signal through a linear layer. It is "
        "the init that SELU is made for; with it and zero biases, mean 0 and variance 1 hold "
        "through any depth. For ReLU it is too small by √2: each layer halves the mean square. "
        "PyTorch has no function of this name; it equals kaiming_normal_ with gain 1. The "
        "distribution is not truncated.",
    ),
    source="LeCun, Bottou, Orr & Müller 1998; Klambauer et al. 2017, arXiv:1706.02515; "
    "torch.nn.init.kaiming_normal_",
    fill=_lecun_normal,
)

MEAN_FIELD = WeightInit(
    key="mean_field",
    label=QT_TRANSLATE_NOOP("engine", "Mean field"),
    formula=r"W \sim N\left( 0, \frac{\sigma_w^{2}}{n_\mathrm{in}} \right)",
    explanation=QT_TRANSLATE_NOOP(
        "engine",
        "Weights as the mean-field theory of wide networks describes them; choose mean-field "
        "biases with it. Together σ_w and σ_b decide how two inputs fare through depth: below the "
        "critical line they become alike and gradients vanish, above it they drift apart and "
        "gradients explode, on it information passes through deep networks. For tanh the line "
        "runs through σ_w = 1, σ_b = 0 and σ_w = 1.396, σ_b = 0.3; for ReLU it is the one point "
        "σ_w = √2, σ_b = 0. The theory holds for large widths, 100 and more.",
    ),
    source="Poole et al. 2016, arXiv:1606.05340; Schoenholz et al. 2017, arXiv:1611.01232; "
    "torch.nn.init.normal_",
    parameters=(
        Parameter(
            name="sigma_w",
            kind="float",
            default=1.4,
            label="σ_w",
            help=QT_TRANSLATE_NOOP(
                "engine", "Standard deviation of the weights times the square root of fan_in."
            ),
            minimum=0,
            maximum=100,
        ),
    ),
    fill=_mean_field,
)
