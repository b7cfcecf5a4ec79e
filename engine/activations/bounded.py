"""Activations with bounded values: sigmoid, tanh, hardtanh and sine."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from engine.activations.row import Activation, Params, no_gain
from engine.table import Parameter
from engine.text import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from torch import Tensor, nn

_SIGMOID_EDGE = math.log(1.97 / 0.03)  # |2 sigmoid(z) - 1| = 0.97; comparing z saves an operation


def _sigmoid(z: Tensor, out: Tensor, params: Params) -> None:
    import torch

    torch.sigmoid(z, out=out)


def _sigmoid_backward(grad_a: Tensor, z: Tensor, a: Tensor, out: Tensor, params: Params) -> None:
    import torch

    torch.ops.aten.sigmoid_backward.grad_input(grad_a, a, grad_input=out)


def _sigmoid_saturated(z: Tensor, a: Tensor, out: Tensor, params: Params) -> None:
    import torch

    torch.abs(z, out=out).gt_(_SIGMOID_EDGE)


def _sigmoid_module(params: Params) -> nn.Module:
    from torch import nn

    return nn.Sigmoid()


def _tanh(z: Tensor, out: Tensor, params: Params) -> None:
    import torch

    torch.tanh(z, out=out)


def _tanh_backward(grad_a: Tensor, z: Tensor, a: Tensor, out: Tensor, params: Params) -> None:
    import torch

    torch.ops.aten.tanh_backward.grad_input(grad_a, a, grad_input=out)


def _tanh_saturated(z: Tensor, a: Tensor, out: Tensor, params: Params) -> None:
    import torch

    torch.abs(a, out=out).gt_(0.97)


def _tanh_module(params: Params) -> nn.Module:
    from torch import nn

    return nn.Tanh()


def _hardtanh(z: Tensor, out: Tensor, params: Params) -> None:
    import torch

    low, high = params["min_val"], params["max_val"]
    if isinstance(low, (float, int)) and isinstance(high, (float, int)):
        torch.clamp(z, low, high, out=out)
    else:
        torch.clamp_max(torch.clamp_min(z, low), high, out=out)


def _hardtanh_backward(grad_a: Tensor, z: Tensor, a: Tensor, out: Tensor, params: Params) -> None:
    import torch

    low, high = params["min_val"], params["max_val"]
    if isinstance(low, (float, int)) and isinstance(high, (float, int)):
        torch.ops.aten.hardtanh_backward.grad_input(grad_a, z, low, high, grad_input=out)
    else:
        torch.mul(grad_a, (z > low) & (z < high), out=out)


def _hardtanh_saturated(z: Tensor, a: Tensor, out: Tensor, params: Params) -> None:
    import torch

    torch.ge(z, params["max_val"], out=out).logical_or_(z <= params["min_val"])


def _hardtanh_module(params: Params) -> nn.Module:
    from torch import nn

    return nn.Hardtanh(params["min_val"], params["max_val"])


def _sine(z: Tensor, out: Tensor, params: Params) -> None:
    import torch

    omega = params["omega"]
    if isinstance(omega, (float, int)) and omega == 1:
        torch.sin(z, out=out)
    else:
        torch.mul(z, omega, out=out).sin_()


def _sine_backward(grad_a: Tensor, z: Tensor, a: Tensor, out: Tensor, params: Params) -> None:
    import torch

    omega = params["omega"]
    if isinstance(omega, (float, int)) and omega == 1:
        slope = torch.cos(z)
    else:
        slope = torch.mul(z, omega).cos_().mul_(omega)
    torch.mul(grad_a, slope, out=out)


def _sine_module(params: Params) -> nn.Module:
    import torch

    class Sine(torch.nn.Module):
        def forward(self, z: Tensor) -> Tensor:
            return torch.sin(params["omega"] * z)

    return Sine()


SIGMOID = Activation(
    key="sigmoid",
    label="Sigmoid",
    formula=r"f(z) = \frac{1}{1 + e^{-z}}",
    explanation=QT_TRANSLATE_NOOP(
        "engine",
        "Squeezes every value into 0 to 1. Its slope is at most 1/4, so each hidden layer shrinks "
        "the back-propagated gradient to about a quarter (0.236 per layer with Xavier init); over "
        "five layers that leaves 0.0007, which stalls plain SGD, while Adam hides it by rescaling "
        "every step. With a single hidden layer it is slow rather than stuck, and on the "
        "textbook experiment it wants a larger learning rate, not a smaller one. Its values are "
        "never centred on 0. Its natural place is the output of a yes-no question, where the loss "
        "already contains it.",
    ),
    source="Glorot & Bengio 2010; LeCun, Bottou, Orr & Müller 1998; torch.nn.Sigmoid",
    forward=_sigmoid,
    backward=_sigmoid_backward,
    torch_module=_sigmoid_module,
    saturated=_sigmoid_saturated,
    saturation=QT_TRANSLATE_NOOP(
        "engine",
        "Saturated: |2a - 1| > 0.97, that is a below 0.015 or above 0.985, where the slope is "
        "under 5.91 % of its maximum.",
    ),
    death=QT_TRANSLATE_NOOP(
        "engine",
        "Its units cannot die, since the slope is never 0, but saturated units learn very slowly.",
    ),
    pytorch_gain=lambda params: 1.0,
)

TANH = Activation(
    key="tanh",
    label="Tanh",
    formula=r"f(z) = \tanh(z) = \frac{e^{z} - e^{-z}}{e^{z} + e^{-z}}",
    explanation=QT_TRANSLATE_NOOP(
        "engine",
        "Squeezes every value into -1 to 1, centred on 0, with slope 1 in the middle. With Xavier "
        "init moderately deep networks train well, and it makes smooth decision surfaces. Weights "
        "that start too large push units into the flat ends, where they saturate; weights that "
        "start too small make the network linear, and the signal fades from layer to layer. The "
        "border between the two is the critical line of mean-field theory. ReLU is not six times "
        "faster in general: that number is from one convolutional network; on the textbook "
        "experiment it needs 1.25 to 1.45 times fewer epochs.",
    ),
    source="LeCun, Bottou, Orr & Müller 1998; Glorot & Bengio 2010; torch.nn.Tanh",
    forward=_tanh,
    backward=_tanh_backward,
    torch_module=_tanh_module,
    saturated=_tanh_saturated,
    saturation=QT_TRANSLATE_NOOP(
        "engine", "Saturated: |a| > 0.97, where the slope is under 5.91 % of its maximum."
    ),
    death=QT_TRANSLATE_NOOP(
        "engine",
        "Its units cannot die, since the slope is never 0, but saturated units learn very slowly.",
    ),
    pytorch_gain=lambda params: 5 / 3,
)

HARDTANH = Activation(
    key="hardtanh",
    label="Hardtanh",
    formula=r"f(z) = \min(\max(z, m), M)",
    explanation=QT_TRANSLATE_NOOP(
        "engine",
        "A tanh made of three straight lines: the identity in the middle, cut off at both ends. "
        "It is cheap and easy to reason about, and it keeps activations bounded, which suits "
        "hardware with few bits. Outside the middle part the slope is exactly 0, so one large "
        "step can leave a unit at an end on all samples, without any gradient, as it happens to "
        "ReLU on its one flat side. With bounds 0 and 6 it is the ReLU6 of mobile networks.",
    ),
    source="Collobert 2004; torch.nn.Hardtanh",
    parameters=(
        Parameter(
            name="min_val",
            kind="float",
            default=-1.0,
            label=QT_TRANSLATE_NOOP("engine", "Lower bound"),
            help=QT_TRANSLATE_NOOP("engine", "Smallest value m; everything below is cut to it."),
            minimum=-1e6,
            maximum=0,
        ),
        Parameter(
            name="max_val",
            kind="float",
            default=1.0,
            label=QT_TRANSLATE_NOOP("engine", "Upper bound"),
            help=QT_TRANSLATE_NOOP("engine", "Largest value M; everything above is cut to it."),
            minimum=0,
            maximum=1e6,
            exclusive_minimum=True,
        ),
    ),
    forward=_hardtanh,
    backward=_hardtanh_backward,
    torch_module=_hardtanh_module,
    saturated=_hardtanh_saturated,
    saturation=QT_TRANSLATE_NOOP(
        "engine", "Saturated: z at or beyond one of the two bounds, where the slope is exactly 0."
    ),
    death=QT_TRANSLATE_NOOP(
        "engine",
        "A unit beyond the same bound on every sample has no gradient; it is counted as "
        "saturated, not as dead.",
    ),
    pytorch_gain=no_gain,
)

SINE = Activation(
    key="sine",
    label=QT_TRANSLATE_NOOP("engine", "Sine"),
    formula=r"f(z) = \sin(\omega z)",
    explanation=QT_TRANSLATE_NOOP(
        "engine",
        "A periodic activation: far from 0 it is as steep as near it, so nothing saturates and "
        "fine, repeating detail is easy to represent, as in networks that store images or waves. "
        "It needs care at the start: with large weights or a large frequency neighbouring inputs "
        "land in unrelated periods, the output looks like noise and the loss surface is full of "
        "local minima. Between the training points it may oscillate freely, that is overfit.",
    ),
    source="Sitzmann et al. 2020, arXiv:2006.09661; torch.sin",
    parameters=(
        Parameter(
            name="omega",
            kind="float",
            default=1.0,
            label=QT_TRANSLATE_NOOP("engine", "Frequency"),
            help=QT_TRANSLATE_NOOP(
                "engine", "Angular frequency ω: 30 in the first layer of the SIREN paper."
            ),
            minimum=1e-3,
            maximum=1e3,
            logarithmic=True,
        ),
    ),
    forward=_sine,
    backward=_sine_backward,
    torch_module=_sine_module,
    saturation=QT_TRANSLATE_NOOP(
        "engine", "Saturation does not apply: the function is periodic and has no flat side."
    ),
    death=QT_TRANSLATE_NOOP("engine", "Its units cannot die: the slope is 0 only at the crests."),
    pytorch_gain=no_gain,
)
