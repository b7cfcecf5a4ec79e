"""What the rows of the two tables of initializers hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from engine.table import Row

if TYPE_CHECKING:
    from torch import Generator, Tensor

Params = Mapping[str, Any]
"""Numbers and choices by parameter name, as `Row.resolve` returns them."""


@dataclass(frozen=True, kw_only=True)
class WeightInit(Row):
    """A scheme that fills the weight matrix of one layer.

    Attributes
    ----------
    fill
        ``fill(w, gain, params, generator)`` fills `w`, shape (out, in), float32 on the CPU, with
        the arithmetic and the draws of `torch.nn.init`: the same generator gives the same bits.
    uses_gain
        Whether `fill` heeds `gain`; see `engine.initializers.gains.gain_for`.
    check
        ``check(params, where)`` raises `EngineError` where single values are fine but do not go
        together; `where` is the dotted name of the field that holds them.
    """

    fill: Callable[[Tensor, float, Params, Generator], None]
    uses_gain: bool = False
    check: Callable[[Params, str], None] | None = None

    def resolve(self, given: Mapping[str, Any], where: str) -> dict[str, Any]:
        """Return all parameters as `Row.resolve` does; a gain of "auto" is the same as none."""
        if given.get("gain") == "auto":
            given = {**given, "gain": None}
        resolved = super().resolve(given, where)
        if self.check is not None:
            self.check(resolved, where)
        return resolved


@dataclass(frozen=True, kw_only=True)
class BiasInit(Row):
    """A scheme that fills the bias vector of one layer.

    ``fill(b, fan_in, params, generator)`` fills `b`, shape (out,), float32 on the CPU, of a layer
    with `fan_in` inputs.
    """

    fill: Callable[[Tensor, int, Params, Generator], None]
