"""The identity: no activation at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.activations.row import Activation, Params
from engine.text import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from torch import Tensor, nn


def _forward(z: Tensor, out: Tensor, params: Params) -> None:
    out.copy_(z)


def _backward(grad_a: Tensor, z: Tensor, a: Tensor, out: Tensor, params: Params) -> None:
    out.copy_(grad_a)


def _module(params: Params) -> nn.Module:
    from torch import nn

    return nn.Identity()


IDENTITY = Activation(
    key="identity",
    label=QT_TRANSLATE_NOOP("engine", "Identity"),
    formula=r"f(z) = z",
    explanation=QT_TRANSLATE_NOOP(
        "engine",
        "Passes every value on unchanged, so a network of any depth is one linear map: it draws "
        "straight boundaries only, however many layers it has. That makes it the simplest place "
        "to study depth: a deep linear network still has plateaus and sudden drops of the loss, "
        "and its gradients vanish or explode with the singular values of its weights. As the "
        "output activation it is the normal choice, since the losses bring the sigmoid or the "
        "softmax that they need.",
    ),
    source="Saxe, McClelland & Ganguli 2013, arXiv:1312.6120; torch.nn.Identity",
    forward=_forward,
    backward=_backward,
    torch_module=_module,
    saturation=QT_TRANSLATE_NOOP("engine", "Saturation does not apply: the slope is 1 everywhere."),
    death=QT_TRANSLATE_NOOP("engine", "Its units cannot die: the slope is 1 everywhere."),
    pytorch_gain=lambda params: 1.0,
)
