"""What a row of the table of activations holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.table import Row

if TYPE_CHECKING:
    from torch import Tensor, nn

Params = Mapping[str, Any]
"""Values by parameter name: numbers, or tensors that broadcast to z (one value per model)."""

SATURATION_SLOPE = 1 - 0.97**2
"""An entry is saturated where its slope is below this share of the largest, on a flat side.

It is the slope of tanh where |tanh| = 0.97, the bound of Karpathy's makemore, lecture 3.
"""


@dataclass(frozen=True, kw_only=True)
class Activation(Row):
    """An activation function: its values, its slope, and what can go wrong with its units.

    All tensors of one call share their shape ``(..., batch, units)``, dtype and device. The
    functions write into `out` without reading it, take numbers and tensors as parameters, never
    wait for a device, and carry NaN on: NaN in `z` is NaN in f(z).

    Attributes
    ----------
    forward
        ``forward(z, out, params)`` writes f(z); `out` is another tensor than `z`, or `z` itself if
        units can die.
    backward
        ``backward(grad_a, z, a, out, params)`` writes grad_a * f'(z), where a = f(z); `out` may be
        `grad_a` itself. At a kink the slope is the one that PyTorch takes. `z` is not looked at if
        units can die, since `a` may have taken its place.
    can_die
        Whether every entry with f(z) not above 0 has slope exactly 0, so that a unit without a
        positive entry gets no gradient. ReLU only.
    saturated
        ``saturated(z, a, out, params)`` writes 1 where the entry is saturated, else 0; NaN counts
        as 0. None where saturation does not apply.
    saturation, death
        Sentences for people: what saturated means here; whether and how units die.
    learned
        Names of what training changes, one number per layer and model. `forward` and `backward`
        find it in `params` under this name.
    learned_gradient
        ``learned_gradient(grad_a, z)`` returns each entry's part of dL/d(learned), shaped like
        `z`; the gradient is their sum over batch and units.
    pytorch_gain
        ``pytorch_gain(params)``: what `torch.nn.init.calculate_gain` gives, None where it refuses.
    torch_module
        ``torch_module(params)``: the same function as an `nn.Module`; `params` are numbers.
    """

    forward: Callable[[Tensor, Tensor, Params], None]
    backward: Callable[[Tensor, Tensor, Tensor, Tensor, Params], None]
    torch_module: Callable[[Params], nn.Module]
    saturation: str
    death: str
    can_die: bool = False
    saturated: Callable[[Tensor, Tensor, Tensor, Params], None] | None = None
    learned: tuple[str, ...] = ()
    learned_gradient: Callable[[Tensor, Tensor], Tensor] | None = None
    pytorch_gain: Callable[[Params], float | None]


def no_gain(params: Params) -> None:
    """Return None: `torch.nn.init.calculate_gain` has no gain for this activation."""
    return
