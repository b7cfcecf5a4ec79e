"""Gradient clipping, by value and by norm, on a copy: measures see the gradient as it was."""

from __future__ import annotations

import torch
from torch import Tensor

from engine.network import Network

EPSILON = 1e-6
"""Added to the norm, as `torch.nn.utils.clip_grad_norm_` does."""


class Clipper:
    """Clips the gradients of stacked networks, each by its own global norm.

    Limits are those of `torch.nn.utils.clip_grad_value_` and `clip_grad_norm_`; with both, values
    are clipped first.
    """

    def __init__(self, network: Network, value: float | None, norm: float | None) -> None:
        self._value, self._norm = value, norm
        self._clipped = torch.empty_like(network.gradients)
        self._network = network
        stacked = network.shape.models > 1
        self._models = network.models_of_parameters() if stacked and norm is not None else None

    def clip(self) -> Tensor:
        """Return the clipped gradients, flat; a buffer that the next call overwrites."""
        source, target = self._network.gradients, self._clipped
        if self._value is None:
            target.copy_(source)
        else:
            torch.clamp(source, -self._value, self._value, out=target)
        if self._norm is not None:
            target.mul_(self._scale(target, self._norm))
        return target

    def _scale(self, gradients: Tensor, limit: float) -> Tensor:
        """Return the factor on the gradient: (1,), or one per entry if networks are stacked."""
        if self._models is None:
            total = torch.linalg.vector_norm(gradients)
            return _at_most_one(limit / (total + EPSILON))
        squares = gradients.new_zeros(self._network.shape.models)
        squares.index_add_(0, self._models, gradients.square())
        return _at_most_one(limit / (squares.sqrt() + EPSILON)).index_select(0, self._models)


def _at_most_one(factor: Tensor) -> Tensor:
    return factor.clamp_(max=1.0)
