"""GELU and SiLU: z times a smooth gate between 0 and 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.activations.row import Activation, Params, no_gain
from engine.table import Parameter
from engine.text import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from torch import Tensor, nn

# Where the left tail's slope has fallen to 5.91 % of the largest slope: |f'(z)| = 0.0591 max f'.
# The slope also crosses 0 between the dip and z = 0; that is no flat side.
_GELU_EDGE = {"none": -2.174618790526628, "tanh": -2.1823487671318897}
_SILU_EDGE = -3.6441642199207633


def _gelu(z: Tensor, out: Tensor, params: Params) -> None:
    import torch

    torch.ops.aten.gelu.out(z, approximate=params["approximate"], out=out)


def _gelu_backward(grad_a: Tensor, z: Tensor, a: Tensor, out: Tensor, params: Params) -> None:
    import torch

    torch.ops.aten.gelu_backward.grad_input(
        grad_a, z, approximate=params["approximate"], grad_input=out
    )


def _gelu_saturated(z: Tensor, a: Tensor, out: Tensor, params: Params) -> None:
    import torch

    torch.lt(z, _GELU_EDGE[params["approximate"]], out=out)


def _gelu_module(params: Params) -> nn.Module:
    from torch import nn

    return nn.GELU(params["approximate"])


def _silu(z: Tensor, out: Tensor, params: Params) -> None:
    import torch

    torch.ops.aten.silu.out(z, out=out)


def _silu_backward(grad_a: Tensor, z: Tensor, a: Tensor, out: Tensor, params: Params) -> None:
    import torch

    torch.ops.aten.silu_backward.grad_input(grad_a, z, grad_input=out)


def _silu_saturated(z: Tensor, a: Tensor, out: Tensor, params: Params) -> None:
    import torch

    torch.lt(z, _SILU_EDGE, out=out)


def _silu_module(params: Params) -> nn.Module:
    from torch import nn

    return nn.SiLU()


GELU = Activation(
    key="gelu",
    label="GELU",
    formula=r"f(z) = z \, \Phi(z) = \frac{z}{2} \left( 1 + \mathrm{erf} \frac{z}{\sqrt{2}} \right)",
    explanation=QT_TRANSLATE_NOOP(
        "engine",
        "Weighs each value by the probability that a standard normal number lies below it: a "
        "smooth ReLU with a shallow dip below 0. It is the usual choice in transformers. Being "
        "smooth it helps curvature-based methods; on small networks it behaves much like ReLU at "
        "a higher cost per step. The slope is negative between the dip and the far left, where "
        "it fades out, so units there learn slowly. PyTorch has no gain for it; the exact one is "
        "1.5335.",
    ),
    source="Hendrycks & Gimpel 2016, arXiv:1606.08415; torch.nn.GELU",
    parameters=(
        Parameter(
            name="approximate",
            kind="choice",
            default="none",
            label=QT_TRANSLATE_NOOP("engine", "Approximation"),
            help=QT_TRANSLATE_NOOP(
                "engine",
                "How the normal distribution is computed: exactly, or by tanh as in GPT-2 (the "
                "difference is at most 0.0005).",
            ),
            choices=("none", "tanh"),
            choice_labels=(QT_TRANSLATE_NOOP("engine", "none (exact)"), "tanh"),
        ),
    ),
    forward=_gelu,
    backward=_gelu_backward,
    torch_module=_gelu_module,
    saturated=_gelu_saturated,
    saturation=QT_TRANSLATE_NOOP(
        "engine",
        "Saturated: z below -2.17, on the left of the dip, where the slope stays under 5.91 % of "
        "its maximum.",
    ),
    death=QT_TRANSLATE_NOOP(
        "engine",
        "Its units cannot die in the strict sense, but far on the negative side the slope fades "
        "out fast.",
    ),
    pytorch_gain=no_gain,
)

SILU = Activation(
    key="silu",
    label="SiLU",
    formula=r"f(z) = z \, \sigma(z) = \frac{z}{1 + e^{-z}}",
    explanation=QT_TRANSLATE_NOOP(
        "engine",
        "Multiplies each value by its own sigmoid; also called Swish. Smooth like GELU, with a "
        "deeper and wider dip below 0 (-0.28 at z = -1.28), it is common in vision networks. Like "
        "GELU it is not monotone: in the dip larger input means smaller output. Near 0 it is "
        "almost the line z/2, so weights that start small make a nearly linear network. PyTorch "
        "has no gain for it; the exact one is 1.6765, and without it deep networks lose their "
        "signal.",
    ),
    source="Elfwing, Uchibe & Doya 2017, arXiv:1702.03118; Ramachandran et al. 2017; torch.nn.SiLU",
    forward=_silu,
    backward=_silu_backward,
    torch_module=_silu_module,
    saturated=_silu_saturated,
    saturation=QT_TRANSLATE_NOOP(
        "engine",
        "Saturated: z below -3.64, on the left of the dip, where the slope stays under 5.91 % of "
        "its maximum.",
    ),
    death=QT_TRANSLATE_NOOP(
        "engine",
        "Its units cannot die in the strict sense, but far on the negative side the slope fades "
        "out.",
    ),
    pytorch_gain=no_gain,
)
