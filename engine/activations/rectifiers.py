"""ReLU and its kin with a straight left side."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from engine.activations.row import Activation, Params, no_gain
from engine.table import Parameter
from engine.text import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from torch import Tensor, nn


def _relu(z: Tensor, out: Tensor, params: Params) -> None:
    import torch

    torch.clamp_min(z, 0, out=out)


def _relu_backward(grad_a: Tensor, z: Tensor, a: Tensor, out: Tensor, params: Params) -> None:
    import torch

    torch.ops.aten.threshold_backward.grad_input(grad_a, a, 0, grad_input=out)


def _relu_module(params: Params) -> nn.Module:
    from torch import nn

    return nn.ReLU()


def _two_slopes(z: Tensor, slope: Any, out: Tensor) -> None:
    """Write z where it is positive, slope * z elsewhere."""
    import torch

    if isinstance(slope, (float, int)):
        torch.ops.aten.leaky_relu.out(z, slope, out=out)
        return
    # The sum of both halves, of which one is 0: a third cheaper than where().
    torch.clamp_min(z, 0, out=out)
    out.addcmul_(torch.clamp_max(z, 0), slope)


def _two_slopes_backward(grad_a: Tensor, z: Tensor, slope: Any, out: Tensor) -> None:
    import torch

    if isinstance(slope, (float, int)):
        torch.ops.aten.leaky_relu_backward.grad_input(grad_a, z, slope, False, grad_input=out)
        return
    torch.where(z > 0, grad_a, grad_a * slope, out=out)


def _leaky(z: Tensor, out: Tensor, params: Params) -> None:
    _two_slopes(z, params["negative_slope"], out)


def _leaky_backward(grad_a: Tensor, z: Tensor, a: Tensor, out: Tensor, params: Params) -> None:
    _two_slopes_backward(grad_a, z, params["negative_slope"], out)


def _leaky_gain(params: Params) -> float:
    return math.sqrt(2 / (1 + float(params["negative_slope"]) ** 2))


def _leaky_module(params: Params) -> nn.Module:
    from torch import nn

    return nn.LeakyReLU(params["negative_slope"])


def _learned_slope(params: Params) -> Any:
    """The slope as training has it, or the one it starts with where nothing is trained."""
    return params["weight"] if "weight" in params else params["init"]


def _prelu(z: Tensor, out: Tensor, params: Params) -> None:
    _two_slopes(z, _learned_slope(params), out)


def _prelu_backward(grad_a: Tensor, z: Tensor, a: Tensor, out: Tensor, params: Params) -> None:
    _two_slopes_backward(grad_a, z, _learned_slope(params), out)


def _prelu_weight_gradient(grad_a: Tensor, z: Tensor) -> Tensor:
    import torch

    return torch.clamp_max(z, 0).mul_(grad_a)


def _prelu_module(params: Params) -> nn.Module:
    from torch import nn

    return nn.PReLU(init=float(_learned_slope(params)))


RELU = Activation(
    key="relu",
    label="ReLU",
    formula=r"f(z) = \max(0, z)",
    explanation=QT_TRANSLATE_NOOP(
        "engine",
        "Keeps positive values and cuts the rest to 0. The slope is 1 on every active path, so "
        "training is fast as long as the weights start right: with Kaiming init the signal keeps "
        "its size through dozens of layers. ReLU alone does not prevent vanishing gradients: with "
        "the default init of PyTorch each layer shrinks them by about 2.4, and ten layers no "
        "longer train with plain SGD. About half of all activations being 0 is normal and is not "
        "death; a unit is dead only if it is 0 on every sample. Large steps cause that, and it "
        "costs capacity, but the loss may still fall.",
    ),
    source="Nair & Hinton 2010; Glorot, Bordes & Bengio 2011; torch.nn.ReLU",
    forward=_relu,
    backward=_relu_backward,
    torch_module=_relu_module,
    can_die=True,
    saturation=QT_TRANSLATE_NOOP(
        "engine", "Saturation does not apply: the zero side is counted as sparsity."
    ),
    death=QT_TRANSLATE_NOOP(
        "engine",
        "A unit that is 0 on every training sample is dead: its slope is exactly 0, so its own "
        "weights get no gradient; in deeper layers it can revive when the layers before it change.",
    ),
    pytorch_gain=lambda params: math.sqrt(2),
)

LEAKY_RELU = Activation(
    key="leaky_relu",
    label="Leaky ReLU",
    formula=r"f(z) = \max(0, z) + \alpha \, \min(0, z)",
    explanation=QT_TRANSLATE_NOOP(
        "engine",
        "Like ReLU, but negative values are multiplied by a small slope instead of cut, so no "
        "unit ever loses its gradient. That helps where ReLU units die, as in deep and narrow "
        "networks or with large steps; elsewhere the difference is tiny: from the same initial "
        "weights the textbook experiment ends within 0.0003 of ReLU. Whether many labels are "
        "negative has nothing to do with it: what counts is the sign before the activation. Some "
        "texts use 0.01, others 0.2; from slope 1 on, the often quoted formula max(αz, z) is "
        "another function.",
    ),
    source="Maas, Hannun & Ng 2013; torch.nn.LeakyReLU",
    parameters=(
        Parameter(
            name="negative_slope",
            kind="float",
            default=0.01,
            label=QT_TRANSLATE_NOOP("engine", "Negative slope"),
            help=QT_TRANSLATE_NOOP(
                "engine",
                "Slope α for negative values: 0 gives ReLU, 1 the identity, -1 the absolute value.",
            ),
            minimum=-10,
            maximum=10,
        ),
    ),
    forward=_leaky,
    backward=_leaky_backward,
    torch_module=_leaky_module,
    saturation=QT_TRANSLATE_NOOP(
        "engine", "Saturation does not apply: neither side becomes flat, however far out."
    ),
    death=QT_TRANSLATE_NOOP(
        "engine", "Its units cannot die: the slope is never 0 unless the parameter is."
    ),
    pytorch_gain=_leaky_gain,
)

PRELU = Activation(
    key="prelu",
    label="PReLU",
    formula=r"f(z) = \max(0, z) + \alpha_l \, \min(0, z)",
    explanation=QT_TRANSLATE_NOOP(
        "engine",
        "Leaky ReLU whose negative slope is learned, here one number per layer. The network can "
        "make a layer more linear or more like ReLU as it needs; the paper found larger slopes in "
        "the first layers. It costs next to nothing, but weight decay pulls the slope to 0, that "
        "is back to ReLU, and in small networks the gain over a fixed slope is within the scatter "
        "between seeds. Watch that the slope stays between 0 and 1: outside, the layer folds or "
        "amplifies negative values.",
    ),
    source="He, Zhang, Ren & Sun 2015, arXiv:1502.01852; torch.nn.PReLU",
    parameters=(
        Parameter(
            name="init",
            kind="float",
            default=0.25,
            label=QT_TRANSLATE_NOOP("engine", "Initial slope"),
            help=QT_TRANSLATE_NOOP(
                "engine", "Slope for negative values with which each layer starts."
            ),
            minimum=-10,
            maximum=10,
        ),
    ),
    forward=_prelu,
    backward=_prelu_backward,
    torch_module=_prelu_module,
    saturation=QT_TRANSLATE_NOOP(
        "engine", "Saturation does not apply: neither side becomes flat, however far out."
    ),
    death=QT_TRANSLATE_NOOP(
        "engine", "Its units cannot die unless training drives the slope to exactly 0."
    ),
    learned=("weight",),
    learned_gradient=_prelu_weight_gradient,
    pytorch_gain=no_gain,
)
