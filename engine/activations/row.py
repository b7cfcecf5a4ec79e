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

It is the slope of tanh where |tanh| = 0.97 (Karpathy, makemore 3, plots the share beyond it).
"""


@dataclass(frozen=True, kw_only=True)
class Activation(Row):
    """An activation function: its values, its slope and what can go wrong with its units.

    All tensors of one call have one shape ``(..., batch, units)``, one dtype and one device.
    The functions write into `out` without reading it; NaN in `z` gives NaN in `forward`.

    Attributes
    ----------
    forward
        ``forward(z, out, params)`` writes f(z); `out` is another tensor than `z`.
    backward
        ``backward(grad_a, z, a, out, params)`` writes grad_a * f'(z), with a = f(z); `out` may be
        `grad_a` itself. At a kink the slope is the one PyTorch takes.
    can_die
        Whether a unit with f(z) > 0 on no sample has slope exactly 0 on all of them.
    saturated
        ``saturated(z, a, out, params)`` writes 1 where the entry is saturated, else 0 (NaN counts
        as 0: a diverged entry is no saturated one); None where saturation does not apply.
    saturation, death
        Sentences for people: what saturated means here; whether and how units die.
    learned
        Names of the parameters that training changes, one number per layer and model.
    learned_gradient
        ``learned_gradient(grad_a, z)`` returns each entry's contribution to dL/d(learned), of the
        shape of `z`; the sum over batch and units is the gradient.
    pytorch_gain
        ``pytorch_gain(params)``: what `torch.nn.init.calculate_gain` gives, None where it refuses.
    torch_module
        ``torch_module(params)``: the same function as an `nn.Module`, for numbers as parameters.
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
