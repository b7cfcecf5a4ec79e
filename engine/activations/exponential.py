"""ELU, SELU and softplus: rectifiers whose left side is an exponential."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from engine.activations.row import SATURATION_SLOPE, Activation, Params, no_gain
from engine.table import Parameter
from engine.text import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from torch import Tensor, nn

# Constants of the fixed point, Klambauer et al. 2017, as torch.nn.SELU has them.
_SELU_ALPHA = 1.6732632423543772848170429916717
_SELU_SCALE = 1.0507009873554804934193349852946

_SELU_EDGE = math.log(SATURATION_SLOPE)  # alpha e^z is the steepest at 0
_SOFTPLUS_EDGE = math.log(SATURATION_SLOPE / (1 - SATURATION_SLOPE))


def _elu(z: Tensor, out: Tensor, params: Params) -> None:
    import torch

    alpha = params["alpha"]
    if isinstance(alpha, (float, int)):
        torch.ops.aten.elu.out(z, alpha, out=out)
    else:
        torch.where(z > 0, z, torch.expm1(z).mul_(alpha), out=out)


def _elu_backward(grad_a: Tensor, z: Tensor, a: Tensor, out: Tensor, params: Params) -> None:
    import torch

    alpha = params["alpha"]
    if isinstance(alpha, (float, int)):
        torch.ops.aten.elu_backward.grad_input(grad_a, alpha, 1, 1, False, z, grad_input=out)
    else:
        torch.where(z > 0, grad_a, torch.exp(z).mul_(alpha).mul_(grad_a), out=out)


def _elu_saturated(z: Tensor, a: Tensor, out: Tensor, params: Params) -> None:
    """The slope is 1 on the right and alpha e^z on the left, at most max(1, alpha)."""
    import torch

    alpha = params["alpha"]
    if isinstance(alpha, (float, int)):
        bound = SATURATION_SLOPE * max(1.0, alpha)
        torch.lt(z, math.log(bound / alpha) if alpha > bound else 0.0, out=out)
    else:
        edge = torch.clamp_min(alpha, 1).mul_(SATURATION_SLOPE).div_(alpha).log_().clamp_max_(0)
        torch.lt(z, edge, out=out)


def _elu_module(params: Params) -> nn.Module:
    from torch import nn

    return nn.ELU(params["alpha"])


def _selu(z: Tensor, out: Tensor, params: Params) -> None:
    import torch

    torch.ops.aten.elu.out(z, _SELU_ALPHA, _SELU_SCALE, out=out)


def _selu_backward(grad_a: Tensor, z: Tensor, a: Tensor, out: Tensor, params: Params) -> None:
    import torch

    torch.ops.aten.elu_backward.grad_input(
        grad_a, _SELU_ALPHA, _SELU_SCALE, 1, False, z, grad_input=out
    )


def _selu_saturated(z: Tensor, a: Tensor, out: Tensor, params: Params) -> None:
    import torch

    torch.lt(z, _SELU_EDGE, out=out)


def _selu_module(params: Params) -> nn.Module:
    from torch import nn

    return nn.SELU()


def _softplus(z: Tensor, out: Tensor, params: Params) -> None:
    import torch

    beta, threshold = params["beta"], params["threshold"]
    if isinstance(beta, (float, int)) and isinstance(threshold, (float, int)):
        torch.ops.aten.softplus.out(z, beta, threshold, out=out)
    else:
        scaled = z * beta
        torch.where(scaled > threshold, z, torch.exp(scaled).log1p_().div_(beta), out=out)


def _softplus_backward(grad_a: Tensor, z: Tensor, a: Tensor, out: Tensor, params: Params) -> None:
    import torch

    beta, threshold = params["beta"], params["threshold"]
    if isinstance(beta, (float, int)) and isinstance(threshold, (float, int)):
        torch.ops.aten.softplus_backward.grad_input(grad_a, z, beta, threshold, grad_input=out)
    else:
        scaled = z * beta
        slope = torch.sigmoid(scaled).mul_(grad_a)
        torch.where(scaled > threshold, grad_a, slope, out=out)


def _softplus_saturated(z: Tensor, a: Tensor, out: Tensor, params: Params) -> None:
    import torch

    torch.lt(z, _SOFTPLUS_EDGE / params["beta"], out=out)


def _softplus_module(params: Params) -> nn.Module:
    from torch import nn

    return nn.Softplus(params["beta"], params["threshold"])


ELU = Activation(
    key="elu",
    label="ELU",
    formula=r"f(z) = \begin{cases} z & z > 0 \\ \alpha (e^{z} - 1) & z \le 0 \end{cases}",
    explanation=QT_TRANSLATE_NOOP(
        "engine",
        "Linear for positive values, an exponential that levels off at -α for negative ones. The "
        "negative values bring the mean activation nearer to 0, which can speed up training, and "
        "the slope is never exactly 0. It does not hold the mean at 0, as is often said: for "
        "standard normal input the mean is 0.16 (ReLU: 0.40); SELU with LeCun init does. Far on "
        "the negative side units saturate and learn slowly. PyTorch has no gain for it; the exact "
        "one is 1.2452 for α = 1.",
    ),
    source="Clevert, Unterthiner & Hochreiter 2015, arXiv:1511.07289; torch.nn.ELU",
    parameters=(
        Parameter(
            name="alpha",
            kind="float",
            default=1.0,
            label="α",
            help=QT_TRANSLATE_NOOP(
                "engine", "Negative values level off at -α; at 1 the slope has no jump at 0."
            ),
            minimum=0,
            maximum=100,
        ),
    ),
    forward=_elu,
    backward=_elu_backward,
    torch_module=_elu_module,
    saturated=_elu_saturated,
    saturation=QT_TRANSLATE_NOOP(
        "engine",
        "Saturated: on the negative side, where the slope is under 5.91 % of its maximum (z below "
        "-2.83 for α = 1).",
    ),
    death=QT_TRANSLATE_NOOP(
        "engine",
        "Its units cannot die, since the slope is never exactly 0, but far on the negative side "
        "they learn very slowly.",
    ),
    pytorch_gain=no_gain,
)

SELU = Activation(
    key="selu",
    label="SELU",
    formula=(
        r"f(z) = \lambda \begin{cases} z & z > 0 \\ \alpha (e^{z} - 1) & z \le 0 \end{cases}"
        r", \quad \lambda = 1.0507, \; \alpha = 1.6733"
    ),
    explanation=QT_TRANSLATE_NOOP(
        "engine",
        "An ELU with two constants chosen so that mean 0 and variance 1 reproduce themselves from "
        "layer to layer and deviations shrink: the network normalises itself, even 30 layers "
        "deep. This holds only with LeCun normal init, zero biases and standardised inputs. The "
        "rule “Kaiming for everything like ReLU” is wrong here, and with PyTorch's gain of 3/4 "
        "the variance decays towards 0. Ordinary dropout and skip connections break the fixed "
        "point, too.",
    ),
    source="Klambauer et al. 2017, arXiv:1706.02515; torch.nn.SELU",
    forward=_selu,
    backward=_selu_backward,
    torch_module=_selu_module,
    saturated=_selu_saturated,
    saturation=QT_TRANSLATE_NOOP(
        "engine",
        "Saturated: z below -2.83, where the slope is under 5.91 % of its maximum.",
    ),
    death=QT_TRANSLATE_NOOP(
        "engine",
        "Its units cannot die, since the slope is never exactly 0, but far on the negative side "
        "they learn very slowly.",
    ),
    pytorch_gain=lambda params: 3 / 4,
)

SOFTPLUS = Activation(
    key="softplus",
    label="Softplus",
    formula=r"f(z) = \frac{1}{\beta} \ln \left( 1 + e^{\beta z} \right)",
    explanation=QT_TRANSLATE_NOOP(
        "engine",
        "The smooth version of ReLU; its slope is the sigmoid of βz. It is used where an output "
        "must be positive, such as a variance. As a hidden activation it usually does worse than "
        "ReLU: all values are positive (ln 2 / β at z = 0), so the mean grows from layer to "
        "layer, and the slope at 0 is only 1/2. A large β makes it sharper and more like ReLU.",
    ),
    source="Dugas et al. 2001; Glorot, Bordes & Bengio 2011; torch.nn.Softplus",
    parameters=(
        Parameter(
            name="beta",
            kind="float",
            default=1.0,
            label="β",
            help=QT_TRANSLATE_NOOP("engine", "Sharpness: the larger, the closer to ReLU."),
            minimum=1e-3,
            maximum=1e3,
            logarithmic=True,
        ),
        Parameter(
            name="threshold",
            kind="float",
            default=20.0,
            label=QT_TRANSLATE_NOOP("engine", "Threshold"),
            help=QT_TRANSLATE_NOOP(
                "engine", "Where βz is above this, z itself is taken, to avoid overflow."
            ),
            minimum=0,
            maximum=80,
        ),
    ),
    forward=_softplus,
    backward=_softplus_backward,
    torch_module=_softplus_module,
    saturated=_softplus_saturated,
    saturation=QT_TRANSLATE_NOOP(
        "engine",
        "Saturated: βz below -2.77, where the slope is under 5.91 % of its maximum.",
    ),
    death=QT_TRANSLATE_NOOP(
        "engine",
        "Its units cannot die, since the slope is never exactly 0, but far on the negative side "
        "they learn very slowly.",
    ),
    pytorch_gain=no_gain,
)
